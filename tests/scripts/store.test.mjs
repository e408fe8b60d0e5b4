import assert from "node:assert/strict";
import test, { beforeEach } from "node:test";

/** A browser as far as the store needs one. */
const kept = new Map();
let refused = false;
globalThis.document = { documentElement: { dataset: { root: "/" } } };
globalThis.dispatchEvent = () => {};
globalThis.localStorage = {
  getItem(key) {
    if (refused) throw new Error("refused");
    return kept.get(key) ?? null;
  },
  setItem(key, value) {
    if (refused) throw new Error("refused");
    kept.set(key, value);
  },
};
let windowName = "";
globalThis.self = {
  get name() {
    return windowName;
  },
  // As a browser has it, whatever is assigned becomes a text.
  set name(value) {
    windowName = String(value);
  },
};
const key = "shopwright.cart./";
const store = await import("../../themes/market/scripts/store.js");

beforeEach(() => {
  refused = false;
  kept.clear();
});

test("adding counts up to the limits and says so", () => {
  assert.deepEqual(store.add("A", 2, 100, null), { key: "added", count: 2 });
  assert.deepEqual(store.add("A", 2, 100, 3), { key: "added_limited", count: 3 });
  assert.deepEqual(store.add("B", 500, 100, null), { key: "added", count: 99 });
  assert.deepEqual(store.add("B", 1, 100, null), { key: "added_limited", count: 99 });
  for (let at = 0; at < 98; at++) store.add(`C${at}`, 1, 100, null);
  assert.deepEqual(store.add("ONE-TOO-MANY", 1, 100, null), { key: "cart_full", count: 0 });
  assert.equal(store.lines().length, 100);
});

test("a removed line comes back to its place", () => {
  for (const sku of ["A", "B", "C"]) store.add(sku, 1, 100, null);
  const gone = store.remove("B");
  assert.deepEqual(store.lines().map(({ sku }) => sku), ["A", "C"]);
  store.restore(gone);
  assert.deepEqual(store.lines().map(({ sku }) => sku), ["A", "B", "C"]);
  store.restore(store.remove());
  assert.deepEqual(store.lines().map(({ sku }) => sku), ["A", "B", "C"]);
});

test("quantities are whole and at least one", () => {
  store.add("A", 1, 100, null);
  for (const [typed, counted] of [["7", 7], ["0", 1], ["-3", 1], ["2.9", 2], ["", 1], ["1e9", 1], ["500", 99]]) {
    store.setQuantity("A", typed);
    assert.equal(store.lines()[0].qty, counted, typed);
  }
});

test("the reference stays until the cart is emptied", () => {
  store.add("A", 1, 100, null);
  const reference = store.reference();
  assert.match(reference, /^[0-9A-F]{4}-[0-9A-F]{1,4}$/);
  store.add("B", 1, 100, null);
  assert.equal(store.reference(), reference);
  store.remove();
  store.add("A", 1, 100, null);
  assert.notEqual(store.reference(), reference);
});

test("prices that the customer has seen are remembered", () => {
  store.add("A", 1, 100, null);
  store.add("B", 2, 500, null);
  store.accept([{ sku: "A", qty: 1, price: 120 }]);
  assert.deepEqual(store.lines(), [{ sku: "A", qty: 1, price: 120 }, { sku: "B", qty: 2, price: 500 }]);
});

test("foreign and broken content is an empty cart, or what is whole in it", () => {
  for (const text of [null, "", "{", "null", "7", "[]", '{"lines":{}}', '{"lines":[null]}', '{"lines":[{"sku":3,"qty":1}]}', '{"lines":[{"sku":"A","qty":0}]}']) {
    assert.deepEqual(store.decode(text).lines, [], String(text));
  }
  const { lines } = store.decode('{"lines":[{"sku":"A","qty":"2","price":"9"},{"sku":"A","qty":400,"price":1.5},{"sku":"B","qty":1,"price":5}],"reference":"<b>"}');
  assert.deepEqual(lines, [{ sku: "A", qty: 99, price: null }, { sku: "B", qty: 1, price: 5 }]);
  assert.equal(store.decode('{"lines":[],"reference":"<b>"}').reference, undefined);
  assert.equal(store.decode(JSON.stringify({ lines: Array.from({ length: 300 }, (_, at) => ({ sku: `S${at}`, qty: 1 })) })).lines.length, 100);
});

test("what is stored can be read by other tabs", () => {
  store.add("A", 2, 100, null);
  const stored = JSON.parse(kept.get(key));
  assert.deepEqual(stored.lines, [{ sku: "A", qty: 2, price: 100 }]);
});

test("without storage the cart goes along with the window", async () => {
  refused = true;
  store.add("A", 1, 100, null);
  assert.deepEqual(store.lines(), [{ sku: "A", qty: 1, price: 100 }]);
  assert.equal(kept.size, 0);
  // The next page has nothing but the window's name.
  const next = await import("../../themes/market/scripts/store.js?next");
  assert.deepEqual(next.lines(), [{ sku: "A", qty: 1, price: 100 }]);
  next.setQuantity("A", 3);
  assert.equal(next.lines()[0].qty, 3);
  // Once there is storage again, it is what counts.
  refused = false;
  next.add("B", 1, 100, null);
  assert.equal(JSON.parse(kept.get(key)).lines.length, 2);
  assert.equal(globalThis.self.name, "");
});

test("a window that has a name of its own has no cart in it", async () => {
  globalThis.self.name = "{popup=%&";
  const opened = await import("../../themes/market/scripts/store.js?opened");
  assert.deepEqual(opened.lines(), []);
  opened.add("A", 1, 100, null);
  assert.equal(opened.lines().length, 1);
});
