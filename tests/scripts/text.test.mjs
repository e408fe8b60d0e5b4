import assert from "node:assert/strict";
import test from "node:test";
import { money, say } from "../../themes/market/scripts/text.js";
import { opened } from "./shop.mjs";

const plain = (text) => text.replace(/[\u00a0\u202f]/g, " ");

test("amounts are written as the shop's language does", () => {
  opened();
  assert.equal(money(2400), "€24.00");
  assert.equal(money(5), "€0.05");
  assert.equal(money(123456789), "€1,234,567.89");
  opened({ locale: "de" });
  assert.equal(plain(money(123450)), "1.234,50 €");
  opened({ locale: "fr" });
  assert.equal(plain(money(123450)), "1 234,50 €");
});

test("currencies keep their own minor unit", () => {
  opened({ currency: "JPY", digits: 0 });
  assert.equal(money(2400), "¥2,400");
  opened({ currency: "KWD", digits: 3 });
  assert.equal(plain(money(24500)), "KWD 24.500");
});

test("texts fill each placeholder once, and choose the plural", () => {
  opened();
  assert.equal(say("order_line", { quantity: 2, title: "{sku}", sku: "A", price: "€1" }), "2 × {sku} (A) €1");
  assert.equal(say("items", { count: 1 }), "1 item");
  assert.equal(say("items", { count: 0 }), "0 items");
  assert.equal(say("order_url"), "Shop: {url}");
  assert.equal(say("no_such_text"), "no_such_text");
});
