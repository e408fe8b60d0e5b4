/** A short confirmation over the page, `[data-toast]`; it is read out by a live region elsewhere and never takes focus. */

import { fill, one } from "./dom.js";

/** @type {ReturnType<typeof setTimeout>|undefined} */
let timer;

/** @param {string} text */
export function toast(text) {
  const box = one("toast");
  fill(box, { text });
  box.hidden = false;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => (box.matches(":hover, :focus-within") ? later() : (box.hidden = true)), 6000);
  };
  later();
}
