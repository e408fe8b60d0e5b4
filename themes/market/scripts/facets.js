/** Filters and orders of a product list; positions in the listing in, positions out. */

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
      listing.price[at] >= min &&
      listing.price[at] <= max &&
      (!stock || listing.stock[at]) &&
      listing.facets.every(({ of }, facet) => facet === skip || !chosen[facet].size || of[at].some((value) => chosen[facet].has(value))),
  );

/** How many products each value of a facet would show. @param {Listing} listing @param {Filter} filter @param {number} facet */
export function counts(listing, filter, facet) {
  const { values, of } = listing.facets[facet];
  const shown = matching(listing, filter, facet);
  return values.map((_, value) => shown.filter((at) => of[at].includes(value)).length);
}

/** @param {Listing} listing @param {number[]} positions @param {string|null} order none, or what is compared; the greatest first after a `-` */
export function sorted(listing, positions, order) {
  if (!order) return positions;
  const by = listing[/** @type {"price"|"new"|"rating"} */ (order.replace("-", ""))];
  const way = order[0] === "-" ? -1 : 1;
  return positions.sort((a, b) => way * (by[a] - by[b]));
}
