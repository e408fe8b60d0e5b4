import assert from "node:assert/strict";
import test from "node:test";
import { compare, most, totals } from "../../themes/market/scripts/totals.js";
import { europe, germany, offer } from "./shop.mjs";

const line = (sku, qty = 1, price = 2400) => ({ sku, qty, price });

/** Totals of `[quantity, facts of the offer]`s. */
function sum(zone, ...wanted) {
  const lines = wanted.map(([qty, facts], at) => line(`S${at}`, qty, facts?.p ?? 2400));
  return totals(lines, new Map(wanted.map(([, facts], at) => [`S${at}`, facts && offer(facts)])), zone);
}

test("lines, delivery and total are added in minor units", () => {
  const { subtotal, shipping, missing, total, from } = sum(germany, [2, { p: 1999 }], [1, { p: 1 }]);
  assert.deepEqual([subtotal, shipping, missing, total, from], [{ "": 3999 }, 490, 2001, { "": 4489 }, false]);
});

test("delivery is free from the limit on, and not a cent before", () => {
  assert.equal(sum(germany, [1, { p: 5999 }]).shipping, 490);
  assert.equal(sum(germany, [1, { p: 5999 }]).missing, 1);
  assert.deepEqual([sum(germany, [1, { p: 6000 }]).shipping, sum(germany, [1, { p: 6000 }]).missing], [0, 0]);
  assert.deepEqual([sum(europe, [9, { p: 9999 }]).shipping, sum(europe, [9, { p: 9999 }]).missing], [990, 0]);
});

test("the dearest shipping class counts, once", () => {
  assert.equal(sum(germany, [1, { p: 100 }], [2, { p: 100, c: "bulky" }]).shipping, 1200);
  assert.equal(sum(germany, [1, { p: 100, c: "unheard-of" }]).shipping, 490);
  assert.equal(sum({ ...germany, classes: { letter: 150 } }, [1, { p: 100, c: "letter" }]).shipping, 150);
  assert.equal(sum(germany, [1, { p: 6000, c: "bulky" }]).shipping, 0);
});

test("what is not physical needs no delivery", () => {
  const digital = sum(germany, [1, { k: "digital", p: 500 }], [1, { k: "service", p: 500 }]);
  assert.deepEqual([digital.shippable, digital.shipping, digital.total, digital.missing], [false, 0, { "": 1000 }, 0]);
  assert.equal(sum(germany, [1, { k: "digital", p: 500, c: "bulky" }], [1, { p: 500 }]).shipping, 490);
});

test("everything in the cart brings free delivery nearer: its subtotal is what the buyer sees", () => {
  const nearly = sum(germany, [1, { p: 2000 }], [1, { k: "digital", p: 3000 }], [1, { k: "service", p: 999 }]);
  assert.deepEqual([nearly.shipping, nearly.missing, nearly.total], [490, 1, { "": 6489 }]);
  const enough = sum(germany, [1, { p: 2000 }], [1, { k: "digital", p: 3000 }], [1, { k: "service", p: 1000 }]);
  assert.deepEqual([enough.shipping, enough.missing, enough.total], [0, 0, { "": 6000 }]);
  assert.equal(sum(germany, [1, { p: 2000 }], [9, { k: "digital", p: 9000, b: 0 }]).shipping, 490);
});

test("what is paid again and again is a sum of its own for each interval", () => {
  const { subtotal, total } = sum(europe, [2, { p: 900, n: "per month", k: "digital" }], [1, { p: 100, n: "per month" }], [1, { p: 9000, n: "per year", k: "digital" }], [1, { p: 2400 }]);
  assert.deepEqual(subtotal, { "": 2400, "per month": 1900, "per year": 9000 });
  assert.deepEqual(total, { ...subtotal, "": 3390 });
});

test("the delivery of what comes again and again is due again, under a name of its own", () => {
  const facts = [{ p: 900, n: "per month" }, { p: 2400 }].map((facts) => offer(facts));
  const offers = new Map(facts.map((facts, at) => [`S${at}`, facts]));
  const totalOf = (...skus) => totals(skus.map((sku) => line(sku)), offers, europe, "per delivery").total;
  assert.deepEqual(totalOf("S0", "S1"), { "": 2400, "per month": 900, "per delivery": 990 });
  assert.deepEqual(totalOf("S1"), { "": 3390 });
});

test("what a zone does not take is marked and not counted", () => {
  const near = { ...germany, classes: { kiln: null } };
  const kiln = { p: 9000, c: "kiln" };
  const { lines, shipping, shippable, total } = sum(near, [1, kiln], [1, { p: 2000 }]);
  assert.deepEqual(lines.map(({ counted, notes }) => [counted, notes]), [[false, ["not_sent"]], [true, []]]);
  assert.deepEqual([shipping, total], [490, { "": 2490 }]);
  const alone = sum(near, [1, kiln]);
  assert.deepEqual([alone.shipping, alone.shippable, alone.total], [0, false, { "": 0 }]);
  assert.equal(shippable, true);
  assert.deepEqual(sum(near, [1, { ...kiln, b: 0 }]).lines[0].notes, ["sold_out_line"]);
  assert.deepEqual(sum(germany, [1, kiln]).lines[0].notes, []);
});

test("one price that may be higher makes the total one that may be higher", () => {
  assert.equal(!!sum(germany, [1, { f: 1 }], [1, {}]).from, true);
  assert.equal(!!sum(germany, [1, { f: 1, b: 0 }], [1, {}]).from, false);
});

test("without a zone delivery is to be confirmed", () => {
  const { shipping, total } = sum(undefined, [1, {}]);
  assert.deepEqual([shipping, total], [null, { "": 2400 }]);
});

test("an empty cart costs nothing", () => {
  assert.deepEqual([sum(germany).total, sum(germany).shippable], [{ "": 0 }, false]);
});

test("unknown and sold-out lines stay, are marked and not counted", () => {
  const { lines, total } = sum(germany, [2, null], [1, { b: 0 }]);
  assert.deepEqual(lines.map(({ counted, sum: worth }) => [counted, worth]), [[false, 0], [false, 0]]);
  assert.deepEqual(lines.map(({ notes }) => notes), [["unknown_item"], ["sold_out_line"]]);
  assert.deepEqual(total, { "": 0 });
});

test("changes since a line was added are told", () => {
  assert.deepEqual(compare(line("A", 5), offer({ q: 3, p: 2600 })).notes, ["only_left", "price_changed"]);
  assert.equal(compare(line("A", 5), offer({ q: 3, p: 2600 })).sum, 7800);
  assert.deepEqual(compare(line("A", 1, null), offer()).notes, []);
  assert.deepEqual(compare(line("A"), offer({ a: "preorder", d: "Sent from 1 March" })).notes, []);
});

test("no line holds more than 99", () => {
  assert.deepEqual([most(null), most(0), most(3), most(500)], [99, 99, 3, 99]);
});
