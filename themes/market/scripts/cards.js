/** Product cards from `<template id="card-template">`, for lists that are made in the browser. */

/** @import { Card } from "./types.js" */
import { cloneOne, fill, one, showImage } from "./dom.js";
import { say } from "./text.js";

/** @param {Pick<Card, "t"|"u"|"i"|"p"> & Partial<Card>} data */
export function card(data) {
  const item = cloneOne("card");
  const { t: title, u, p: price, f, m: interval, l: list, n: unit, b: badges, r } = data;
  const [rating, count] = r ?? ["", 0];
  fill(item, { title, price, from: !!f, interval, list, unit, short: rating && `${rating} (${count})`, rating: rating && say("rating_short", { rating, count }) });
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
