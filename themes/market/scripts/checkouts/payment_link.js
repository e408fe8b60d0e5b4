/** Hosted payment pages: one link is one product, its price and quantity are set there, so several lines are paid one by one. */

/** @import { HandOver } from "../types.js" */
import { fullTitle } from "../message.js";

/** Stripe shows the reference with the payment; other hosts get their link untouched.
 *  @param {string|null} link @param {string|null} reference */
const referenced = (link, reference) =>
  link && reference && /^https:\/\/buy\.stripe\.com\/[^?]+$/.test(link) ? `${link}?client_reference_id=${reference}` : link;

/** @type {HandOver} */
export function paymentLink({ totals, reference }) {
  const links = totals.lines.flatMap(({ counted, offer, quantity }) =>
    counted && offer ? { title: fullTitle(offer), quantity, url: referenced(offer.l, reference) } : [],
  );
  return { links, url: links.length === 1 ? links[0].url : null };
}
