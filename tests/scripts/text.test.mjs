import assert from "node:assert/strict";
import test from "node:test";
import { amountOf, money, say } from "../../themes/market/scripts/text.js";
import { euros, opened } from "./shop.mjs";

test("an amount fills the form of its length", () => {
  opened();
  assert.deepEqual([2400, 5, 0, 123456789].map(money), ["€24.00", "€0.05", "€0.00", "€1,234,567.89"]);
});

test("amounts without a fraction have forms of their own, and languages digits", () => {
  opened({ money: { digits: 2, numerals: [..."٠١٢٣٤٥٦٧٨٩"], exact: ["", "", "", "##٫## €"], whole: ["٠ €", "", "", "## €"] } });
  assert.deepEqual([2450, 2400, 0].map(money), ["٢٤٫٥٠ €", "٢٤ €", "٠ €"]);
});

test("texts fill each placeholder once, and choose the plural", () => {
  opened();
  assert.equal(say("order_line", { quantity: 2, title: "{sku}", sku: "A", price: "€1" }), "2 × {sku} (A) €1");
  assert.equal(say("items", { count: 1 }), "1 item");
  assert.equal(say("items", { count: 0 }), "0 items");
  assert.equal(say("order_url"), "Shop: {url}");
  assert.equal(say("no_such_text"), "no_such_text");
});

test("an amount is read as it may be typed: with signs, marks between groups, and a fraction after either mark", () => {
  opened();
  const typed = ["10", "€ 10", "10 EUR", "10.50", "10,5", "1,000", "1.000", "1 000", "1'000.50", "1.000,00", "1,00,000", "10.–", "abc", "", "0"];
  assert.deepEqual(typed.map(amountOf), [1000, 1000, 1000, 1050, 1050, 100000, 100000, 100000, 100050, 100000, 10000000, 1000, undefined, undefined, 0]);
});

test("three digits after a mark are a fraction where the currency has so many and the mark is the language's", () => {
  const exact = ["KD 0.00#", "KD 0.0##", "KD 0.###", "KD #.###"];
  opened({ money: { ...euros, digits: 3, exact } });
  assert.deepEqual(["1.250", "1,250", "1.2", "KD 1,250.500"].map(amountOf), [1250, 1250000, 1200, 1250500]);
  opened({ money: { ...euros, digits: 0 } });
  assert.deepEqual(["￥1,234", "1.234"].map(amountOf), [1234, 1234]);
});

test("an amount in the digits of its language is read", () => {
  opened({ money: { ...euros, numerals: [..."٠١٢٣٤٥٦٧٨٩"] } });
  assert.deepEqual(["‏١٬٢٣٤٫٥٠ ج.م.‏", "12.5"].map(amountOf), [123450, 1250]);
});
