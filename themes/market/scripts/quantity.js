/** Steppers: `[data-quantity]` around a field and its `[data-step]` buttons; the field then fires `change` as when typed in.
 *  Fields of text, since browsers make 15 of "1,5" in one of numbers and tell nobody. */

import { around, onClick } from "./dom.js";

/** The number of pieces that can be ordered for what stands in a field. @param {HTMLInputElement} field @param {number} [more] */
export const pieces = ({ value, max }, more = 0) => Math.max(1, Math.min(Number(max), (parseInt(value) || 0) + more));

onClick("step", (button) => {
  const field = around(button, "quantity")?.querySelector("input");
  if (!field) return;
  field.value = `${pieces(field, Number(button.dataset.step))}`;
  field.dispatchEvent(new Event("change", { bubbles: true }));
});
