/** What a cart says of zones: what does not go there, what comes again and again, and who may have it. */
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import test from "node:test";
import { launch, leave, visit } from "./chrome.mjs";
import { cart, cartWithTotal, deliverTo, order, message, shown, withCart } from "./customer.mjs";
import { siteOf } from "./sites.mjs";

const browser = await launch();

/** A mug that goes everywhere, a kiln that does not leave the mainland, and tea that comes each month to adults. */
async function make(folder) {
  const content = join(folder, "content");
  await mkdir(content, { recursive: true });
  const shop = ["name: Kilns", "base_url: https://kilns.example/", "currency: EUR", "cards: none", "contact: {email: hello@kilns.example}", "checkout:", "  - email: {}"];
  const zones = ["shipping:", "  zones:", "    - {name: Isles, countries: [IS, MT], cost: 9.00, days: [4, 6], classes: {freight: excluded}}", "    - {name: Mainland, countries: [DE], cost: 5.00, days: [1, 2], classes: {freight: 80.00}}"];
  await writeFile(join(content, "shop.yaml"), `${[...shop, ...zones].join("\n")}\n`);
  const products = ["{slug: mug, title: Mug, sku: MUG, price: 24.00}", "{slug: kiln, title: Kiln, sku: KILN, price: 900.00, shipping_class: freight}", "{slug: tea, title: Tea, sku: TEA, price: 18.00, subscription: {every: month}, minimum_age: 18}"];
  await writeFile(join(content, "products.yaml"), products.map((product) => `- ${product}\n`).join(""));
}

const site = await siteOf("kilns", { make, address: "https://kilns.example/", name: "Kilns" });

test("what does not go to a zone is said on its line, and neither counted nor ordered; another zone takes it", async () => {
  const page = await visit(browser, site.home);
  await withCart(page, site, [{ sku: "KILN", qty: 1 }, { sku: "MUG", qty: 1 }]);
  const isles = await cartWithTotal(page, "€33.00");
  assert.equal(isles.lines[0].note, "Not delivered to “Isles”. Not counted.");
  assert.deepEqual([isles.lines[0].sum, isles.lines[0].quantity, isles.shipping], [undefined, undefined, "€9.00"]);
  await deliverTo(page, "Mainland");
  const mainland = await cartWithTotal(page, "€1,004.00");
  assert.deepEqual([mainland.lines[0].note, mainland.lines[0].sum, mainland.shipping], [undefined, "€900.00", "€80.00"]);
  await deliverTo(page, "Isles");
  await cartWithTotal(page, "€33.00");
  const lines = message(await order(page, "Order by email"));
  assert.ok(lines.includes("1 × Mug (MUG) €24.00") && !lines.some((line) => line.includes("KILN")), lines.join("\n"));
  await leave(page);
});

test("a cart of nothing else still asks for another zone, and offers no way to order until then", async () => {
  const page = await visit(browser, site.home);
  await withCart(page, site, [{ sku: "KILN", qty: 1 }]);
  assert.equal((await cart(page)).lines[0].note, "Not delivered to “Isles”. Not counted.");
  assert.equal(await shown(page, ".cart-page [data-pay]"), null);
  await deliverTo(page, "Mainland");
  await cartWithTotal(page, "€980.00");
  assert.equal(await shown(page, ".cart-page [data-pay]"), "Order by email");
  await leave(page);
});

test("delivery of a subscription is due each time, and its age stands on the line and in the order", async () => {
  const page = await visit(browser, site.home);
  await withCart(page, site, [{ sku: "TEA", qty: 1 }]);
  const drawn = await cartWithTotal(page, "€18.00 per month + €9.00 per delivery");
  assert.equal(drawn.lines[0].note, "Sold only to people aged 18 or over");
  assert.equal(drawn.days, "Delivery in 4–6 working days", "an age is no reason to promise no days");
  const lines = message(await order(page, "Order by email"));
  assert.ok(lines.includes("(Sold only to people aged 18 or over)"), lines.join("\n"));
  assert.ok(lines.includes("Total: €18.00 per month + €9.00 per delivery"), lines.join("\n"));
  await leave(page);
});
