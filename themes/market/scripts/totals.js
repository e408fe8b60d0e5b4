/** The arithmetic of the cart: stored lines and today's offers in, counted lines, delivery and total out.
 *  Integers in minor units only; no texts, no page. */

/** @import { CartLine, Due, Line, Minor, Offer, Ordered, Totals, Zone } from "./types.js" */

export const LINE_MAX = 99;
export const LINES_MAX = 100;

/** How many of one sku can be ordered. @param {number|null|undefined} stock no limit when there is none */
export const most = (stock) => Math.min(stock || LINE_MAX, LINE_MAX);

/** The number of pieces that can be ordered for what stands in a field. @param {{value: any, max: any}} field @param {number} [more] */
export const pieces = ({ value, max }, more = 0) => Math.max(1, Math.min(max, (parseInt(value) || 0) + more));

/** What a stored line is worth today, and to a zone. @param {Line} line @param {Offer} [offer] @param {Zone|null} [zone] @returns {CartLine} */
export function compare(line, offer, zone) {
  const counted = !!offer?.b && zone?.classes[offer.c] !== null;
  const quantity = counted ? Math.min(line.qty, most(offer.q)) : line.qty;
  /** @type {CartLine["notes"]} */
  const notes = [];
  if (!offer) notes.push("unknown_item");
  else if (!counted) notes.push(offer.b ? "not_sent" : "sold_out_line");
  else {
    if (quantity < line.qty) notes.push("only_left");
    if (line.price != null && line.price !== offer.p) notes.push("price_changed");
  }
  return { line, offer, quantity, sum: counted ? offer.p * quantity : 0, counted, notes };
}

/**
 * The dearest of the lines' delivery costs, once per order; free for all of them from `free_above` on.
 * @param {Ordered[]} lines that need shipping @param {Minor} sum of the whole order @param {Zone} zone
 */
export const shippingCost = (lines, sum, { cost, free_above, classes }) =>
  sum >= (free_above ?? Infinity) ? 0 : Math.max(...lines.map(({ offer }) => classes[offer.c] ?? cost));

/**
 * @param {Line[]} stored @param {Map<string, Offer|undefined>} offers @param {Zone|null|undefined} zone none: not known yet
 * @param {string} [each] under what the total has the delivery of subscriptions, which is due again and again
 * @returns {Totals}
 */
export function totals(stored, offers, zone, each = "") {
  const lines = stored.map((line) => compare(line, offers.get(line.sku), zone));
  const ordered = /** @type {Ordered[]} */ (lines.filter(({ counted }) => counted));
  const physical = ordered.filter(({ offer }) => offer.k === "physical");
  /** @type {Due} */
  const subtotal = { "": 0 };
  let all = 0;
  for (const { offer, sum } of ordered) {
    subtotal[offer.n] = sum + (subtotal[offer.n] ?? 0);
    all += sum;
  }
  const shippable = !!physical[0];
  const shipping = !shippable ? 0 : zone ? shippingCost(physical, all, zone) : null;
  const missing = shipping ? (zone?.free_above ?? all) - all : 0;
  const again = physical.some(({ offer }) => offer.n) ? each : "";
  const total = { ...subtotal, [again]: (subtotal[again] ?? 0) + (shipping ?? 0) };
  return { lines, ordered, subtotal, from: ordered.some(({ offer }) => offer.f), shippable, shipping, missing, total };
}
