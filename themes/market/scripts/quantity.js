/** Steppers: `[data-quantity]` around a field and its `[data-step]` buttons; the field then fires `change` as when typed in.
 *  Fields of text, since browsers make 15 of "1,5" in one of numbers and tell nobody. */

import { around, onClick } from "./dom.js";
import { pieces } from "./totals.js";

onClick("step", (button) => {
  const field = around(button, "quantity")?.querySelector("input");
  if (!field) return;
  field.value = `${pieces(field, Number(button.dataset.step))}`;
  field.dispatchEvent(new Event("change", { bubbles: true }));
});
