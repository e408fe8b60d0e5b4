/** Hosted payment pages: one link is one product, its price and quantity are set there, so several lines are paid one by one. */

/** @import { HandOver, Link } from "../types.js" */
import { fullTitle } from "../message.js";
import { say } from "../text.js";

/** Stripe shows the reference with the payment; other hosts get their link untouched.
 *  @param {string} link @param {string|null} reference */
const referenced = (link, reference) => (reference && /^https:\/\/buy\.stripe\.com\/[^?]+$/.test(link) ? `${link}?client_reference_id=${reference}` : link);

/** @type {HandOver} */
export function paymentLink({ totals, reference }) {
  const lines = totals.ordered.map(({ offer, quantity }) => ({
    title: fullTitle(offer),
    quantity,
    hint: quantity > 1 && say("pay_quantity", { quantity }),
    url: offer.l && referenced(offer.l, reference),
  }));
  const links = /** @type {Link[]} */ (lines.filter(({ url }) => url));
  return { links, missing: lines.filter(({ url }) => !url), url: lines[1] ? null : links[0]?.url };
}
