import assert from "node:assert/strict";
import test from "node:test";
import { counts, matching, products, sorted } from "../../themes/market/scripts/facets.js";

const listing = {
  ids: [10, 11, 12, 13],
  price: [2000, 1000, 3000, 1000],
  min: [2000, 1000, 3000, 1000],
  stock: [1, 0, 1, 1],
  new: [3, 0, 2, 1],
  rating: [0, 46, 50, 46],
  facets: [
    { name: "Glaze", values: ["Chalk", "Ochre"], of: [[0], [1], [0, 1], [1]] },
    { name: "Kind", values: ["Cup", "Bowl"], of: [[0], [0], [1], [1]] },
  ],
};
const filter = (facts = {}) => ({ chosen: [new Set(), new Set()], min: 0, max: Infinity, stock: false, ...facts });

test("within a facet one value is enough, every facet must agree", () => {
  assert.deepEqual(matching(listing, filter({ chosen: [new Set([0, 1]), new Set([1])] })), [2, 3]);
  assert.deepEqual(matching(listing, filter({ chosen: [new Set([0]), new Set()] })), [0, 2]);
});

test("price limits are inclusive; stock is what can be had now", () => {
  assert.deepEqual(matching(listing, filter({ min: 1000, max: 2000 })), [0, 1, 3]);
  assert.deepEqual(matching(listing, filter({ stock: true })), [0, 2, 3]);
});

test("a facet's counts leave out its own choice", () => {
  const chosen = filter({ chosen: [new Set([0]), new Set()] });
  assert.deepEqual(counts(listing, chosen, 0), [2, 3]);
  assert.deepEqual(counts(listing, chosen, 1), [1, 1]);
});

test("orders are stable; without one the list stays as it is", () => {
  const all = () => [0, 1, 2, 3];
  assert.deepEqual(sorted(listing, all(), "price"), [1, 3, 0, 2]);
  assert.deepEqual(sorted(listing, all(), "-price"), [2, 0, 1, 3]);
  assert.deepEqual(sorted(listing, all(), "new"), [1, 3, 2, 0]);
  assert.deepEqual(sorted(listing, all(), "-rating"), [2, 1, 3, 0]);
  assert.deepEqual(sorted(listing, all(), ""), [0, 1, 2, 3]);
});

test("what is chosen and what it may cost are looked at together", () => {
  // One product: Chalk for 20, Ochre for 50; listed as from 20.
  const rows = { ...listing, ids: [10, 10, 12, 13], price: [2000, 2000, 3000, 1000], min: [2000, 5000, 3000, 1000] };
  const ochre = [new Set([1]), new Set()];
  assert.deepEqual(matching(rows, filter({ chosen: ochre, max: 4000 })), [2, 3]);
  assert.deepEqual(matching(rows, filter({ max: 2000 })), [0, 3]);
});

test("a product of several rows is one product", () => {
  const twice = { ...listing, ids: [10, 10, 12, 13] };
  const chosen = filter({ chosen: [new Set([0]), new Set()] });
  assert.deepEqual(counts(twice, chosen, 0), [2, 3]);
  assert.deepEqual(products(twice, [0, 1, 3]), [10, 13]);
});
