/** The order as a text that a person can read and answer; single products get the same text at build time. */

/** @import { Checkout, Due, Minor, Offer, Order, Step, Totals } from "./types.js" */
import { money, say, shop } from "./text.js";

export const URL_MAX = 2000;

/** @param {Offer} offer */
export const fullTitle = ({ t, v }) => (v ? `${t}, ${v}` : t);

/** Sums as they are due: once, per interval, or at least so much. @param {Due} sums @param {unknown} from */
export function due(sums, from) {
  const parts = Object.entries(sums).flatMap(([interval, sum]) => (sum ? `${money(sum)} ${interval}`.trim() : []));
  const price = parts.join(" + ") || money(0);
  return from ? say("from", { price }) : price;
}

/** @param {Minor} sum @param {Offer} offer */
export const dueFor = (sum, { f, n }) => due({ [n]: sum }, f);

/** What delivery costs. @param {Totals} totals */
export const delivery = ({ shippable, shipping }) =>
  shipping ? money(shipping) : say(!shippable ? "no_shipping" : shipping == null ? "order_shipping_open" : "free");

/** @param {Order} order */
export function orderText({ totals, zone, reference, url }) {
  const { ordered, from, shippable, total } = totals;
  return [
    say("order_greeting", { shop: shop.name }),
    ...ordered.flatMap(({ line, offer, quantity, sum }) => [
      say("order_line", { quantity, title: fullTitle(offer), sku: line.sku, price: dueFor(sum, offer) }),
      offer.d && `(${offer.d})`,
    ]),
    shippable && say(zone?.line ?? "order_shipping", { zone: zone?.name, shipping: delivery(totals) }),
    say("order_total", { total: due(total, from) }),
    reference && say("order_reference", { reference }),
    say("order_url", { url }),
    shippable && say(zone?.to ?? "order_address"),
  ]
    .filter(Boolean)
    .join("\n");
}

/** The order in a link, or, where apps would cut that off, the message to copy and a link without it.
 *  @param {Order} order @param {Checkout} checkout whose link it is @param {string} end of a line @returns {Step} */
export function written(order, { bare = "", body }, end) {
  const message = orderText(order);
  const url = bare + body + encodeURIComponent(message.replaceAll("\n", end));
  return url.length > URL_MAX ? { bare, message } : { url };
}
