/** Steppers: `[data-quantity]` around a number field and its `[data-step]` buttons; the field then fires `change` as when typed in. */

import { around, onClick } from "./dom.js";

onClick("step", (button) => {
  const field = around(button, "quantity")?.querySelector("input");
  if (!field) return;
  if (button.dataset.step === "1") field.stepUp();
  else field.stepDown();
  field.dispatchEvent(new Event("change", { bubbles: true }));
});
