/** Small things that act on a click: sharing, copying a link, playing a video, filtering reviews; and opening what the address names.
 *
 * Hooks: `[data-share]`, `[data-copy-link]`, links `[data-video]` with the `<template>` of their player behind them, buttons `[data-stars=5]` and reviews `[data-rating=5]`.
 */

import { ready } from "./data.js";
import { all, onClick } from "./dom.js";
import { say } from "./text.js";
import { toast } from "./toast.js";

const url = /** @type {HTMLLinkElement|null} */ (document.querySelector("[rel=canonical]"))?.href ?? location.href;

for (const button of all("share")) button.hidden = !navigator.share;

// Closing the share sheet is no fault.
onClick("share", () => navigator.share({ title: document.title, url }).catch(() => {}));
onClick("copy-link", async (button) => {
  await ready();
  try {
    await navigator.clipboard.writeText(url);
    toast(say("link_copied"));
  } catch {
    // Apps that show pages within themselves often refuse it; there it is copied by hand.
    prompt(button.textContent ?? "", url);
  }
});

// Its player waits in the template behind it, where nothing is loaded, and plays only since somebody has asked for it.
onClick("video", (link, event) => {
  event.preventDefault();
  const { content } = /** @type {HTMLTemplateElement} */ (link.nextElementSibling);
  const player = /** @type {HTMLVideoElement} */ (content.firstElementChild);
  player.autoplay = true;
  link.replaceWith(player);
  player.focus();
});

const stars = /** @type {HTMLButtonElement[]} */ (all("stars"));
for (const button of stars) button.disabled = false;
onClick("stars", (button) => {
  const wanted = button.ariaPressed !== "true" && button.dataset.stars;
  for (const other of stars) other.ariaPressed = String(other.dataset.stars === wanted);
  for (const review of all("rating")) review.hidden = !!wanted && review.dataset.rating !== wanted;
});

function openNamed() {
  const details = document.getElementById(location.hash.slice(1))?.closest("details");
  if (details) details.open = true;
}
addEventListener("hashchange", openNamed);
openNamed();
