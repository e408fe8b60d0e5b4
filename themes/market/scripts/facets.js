/** Filters and orders of a product list; rows of the listing in, rows out. A product is one row, or several where what can be chosen
 *  of it is not to be had in every combination. */

/** @import { Listing, Minor } from "./types.js" */

/**
 * @typedef {object} Filter
 * @property {Set<number>[]} chosen  value indices per facet; within a facet one is enough, every facet must agree
 * @property {Minor} min
 * @property {Minor} max
 * @property {boolean} stock  only what can be had now
 */

/** @param {Listing} listing @param {Filter} filter @param {number} [skip] a facet that does not count */
export const matching = (listing, { chosen, min, max, stock }, skip) =>
  [...listing.ids.keys()].filter(
    (at) =>
      listing.min[at] >= min &&
      listing.min[at] <= max &&
      (!stock || listing.stock[at]) &&
      listing.facets.every(({ of }, facet) => facet === skip || !chosen[facet].size || of[at].some((value) => chosen[facet].has(value))),
  );

/** The products of rows, each once. @param {Listing} listing @param {number[]} rows */
export const products = ({ ids }, rows) => [...new Set(rows.map((at) => ids[at]))];

/** How many products each value of a facet would show. @param {Listing} listing @param {Filter} filter @param {number} facet */
export function counts(listing, filter, facet) {
  const { values, of } = listing.facets[facet];
  const shown = matching(listing, filter, facet);
  return values.map((_, value) => products(listing, shown.filter((at) => of[at].includes(value))).length);
}

/** @param {Listing} listing @param {number[]} rows @param {string|null} order none, or what is compared; the greatest first after a `-` */
export function sorted(listing, rows, order) {
  if (!order) return rows;
  const by = listing[/** @type {"price"|"new"|"rating"} */ (order.replace("-", ""))];
  const way = order[0] === "-" ? -1 : 1;
  return rows.sort((a, b) => way * (by[a] - by[b]));
}
