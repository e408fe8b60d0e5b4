/** Product cards from `<template id="card-template">`, for lists that are made in the browser. */

/** @import { Card } from "./types.js" */
import { cloneOne, fill, one, showImage } from "./dom.js";

/** @param {Pick<Card, "t"|"u"|"i"|"p"> & Partial<Card>} data */
export function card(data) {
  const item = cloneOne("card");
  const { t: title, u, p: price, f: from, m: interval, l: list, n: unit, b: badges, r } = data;
  const [short, rating] = r ?? [];
  fill(item, { title, price, from, interval, list, unit, short, rating });
  /** @type {HTMLAnchorElement} */ (one("card-link", item)).href = u;
  showImage(item, data);
  for (const [kind, text] of badges ?? []) {
    const badge = cloneOne("badge");
    badge.dataset.kind = kind;
    badge.textContent = text;
    one("badges", item).append(badge);
  }
  return item;
}
