/** Product cards from `<template id="card-template">`, for lists that are made in the browser. */

/** @import { Card } from "./types.js" */
import { cloneOne, fill, one, showImage } from "./dom.js";

/** @param {Pick<Card, "t"|"u"|"i"|"p"> & Partial<Card>} data; what it lacks stays hidden */
export function card(data) {
  const item = cloneOne("card");
  const [short, rating] = data.r ?? [];
  fill(item, /** @type {any} */ ({ ...data, short, rating }));
  /** @type {HTMLAnchorElement} */ (one("card-link", item)).href = data.u;
  showImage(item, data);
  for (const [kind, text] of data.b ?? []) {
    const badge = cloneOne("badge");
    badge.dataset.kind = kind;
    badge.textContent = text;
    one("badges", item).append(badge);
  }
  return item;
}
