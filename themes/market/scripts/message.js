/** The order as a text that a person can read and answer; single products get the same text at build time. */

/** @import { Offer, Order, Step } from "./types.js" */
import { money, say, shop } from "./text.js";

export const URL_MAX = 2000;

export const encode = encodeURIComponent;

/** @param {Offer} offer */
export const fullTitle = ({ t, v }) => (v ? `${t}, ${v}` : t);

/** @param {Order} order */
export function orderText({ totals, reference, url }) {
  const { lines, shippable, shipping, total } = totals;
  return [
    say("order_greeting", { shop: shop.name }),
    ...lines.map(
      ({ counted, line, offer, quantity, sum }) =>
        counted && offer && say("order_line", { quantity, title: fullTitle(offer), sku: line.sku, price: [money(sum), offer.n].filter(Boolean).join(" ") }),
    ),
    shippable && say("order_shipping", { shipping: shipping == null ? say("order_shipping_open") : money(shipping) }),
    say("order_total", { total: money(total) }),
    reference && say("order_reference", { reference }),
    say("order_url", { url }),
  ]
    .filter(Boolean)
    .join("\n");
}

/** The link itself, or, where apps would cut it off, the message to copy and a link without it.
 *  @param {string} url @param {string} bare @param {string} message @returns {Step} */
export const within = (url, bare, message) => (url.length > URL_MAX ? { bare, message } : { url });
