import assert from "node:assert/strict";
import test from "node:test";
import { money, say } from "../../themes/market/scripts/text.js";
import { opened } from "./shop.mjs";

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
