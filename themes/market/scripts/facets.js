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
export const matching = (listing, filter, skip) =>
  [...listing.ids.keys()].filter(
    (at) =>
      listing.prices[at] >= filter.min &&
      listing.prices[at] <= filter.max &&
      (!filter.stock || listing.stock[at]) &&
      listing.facets.every(({ of }, facet) => facet === skip || !filter.chosen[facet].size || of[at].some((value) => filter.chosen[facet].has(value))),
  );

/** How many products each value of a facet would show. @param {Listing} listing @param {Filter} filter @param {number} facet */
export function counts(listing, filter, facet) {
  const { values, of } = listing.facets[facet];
  const count = values.map(() => 0);
  for (const at of matching(listing, filter, facet)) for (const value of of[at]) count[value]++;
  return count;
}

/** @param {Listing} listing @param {number[]} positions @param {string} order "", price, -price, new, rating */
export function sorted(listing, positions, order) {
  const { prices, rating } = listing;
  /** @type {Record<string, (a: number, b: number) => number>} */
  const by = {
    price: (a, b) => prices[a] - prices[b],
    "-price": (a, b) => prices[b] - prices[a],
    new: (a, b) => listing.new[a] - listing.new[b],
    rating: (a, b) => rating[b] - rating[a],
  };
  return by[order] ? positions.sort(by[order]) : positions;
}
