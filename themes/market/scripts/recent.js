/** Products looked at before, on this device only: localStorage `shopwright.recent.<root>`, at most eight beside the current one.
 *
 * Hooks (partials/recent.html): `[data-recent]` with `[data-cards]`; `[data-product]` names the current one. The card comes from the cart page.
 */

import { card } from "./cards.js";
import { parts } from "./cart.js";
import { offers } from "./data.js";
import { one } from "./dom.js";
import { fullTitle } from "./message.js";
import { remember, remembered } from "./store.js";
import { money } from "./text.js";

const key = "recent";
const MAX = 8;

/** @returns {string[]} skus, newest first */
function seen() {
  try {
    return JSON.parse(remembered(key) ?? "").filter((/** @type {unknown} */ sku) => typeof sku === "string");
  } catch {
    return [];
  }
}

/** @param {string[]} skus */
async function show(skus) {
  const section = one("recent");
  const [found] = await Promise.all([offers(skus), parts()]);
  for (const offer of found.values()) {
    if (!offer) continue;
    // Of several variants the one that was looked at, as its price is.
    one("cards", section).append(card({ ...offer, t: fullTitle(offer), p: money(offer.p), m: offer.n, l: offer.o, n: offer.g, b: [] }));
    section.hidden = false;
  }
}

const sku = one("product")?.dataset.product;
if (sku) {
  const others = seen().filter((known) => known !== sku).slice(0, MAX);
  remember(key, JSON.stringify([sku, ...others]));
  if (others[0]) show(others);
}
