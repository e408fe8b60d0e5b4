/** What a reader would see at once and no validator does: tables that are cut off, the open list out of sight, dark ink on dark paper. */
import assert from "node:assert/strict";
import test from "node:test";
import { launch, visitsIn } from "./chrome.mjs";
import { shown, withCart } from "./customer.mjs";
import { sites } from "./sites.mjs";

const browser = await launch();
const [kits, ceramics] = await sites("kits", "ceramics");
const visiting = await visitsIn(browser);
const phone = { width: 390, height: 844 };

for (const shop of [kits, ceramics]) {
  test(`${shop.name}: a table of a few columns fits a telephone`, () =>
    visiting(shop, "contact/", async (page) => {
      const [table, ...more] = await page.$$eval(".prose .table", (tables) => tables.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth));
      assert.deepEqual([table, more], [0, []]);
    }, phone));
}

test("the list that is open is in sight among its neighbours", () =>
  visiting(ceramics, "collections/courses-and-gifts/", async (page) => {
    const { left, right } = await page.$eval(".siblings [aria-current]", (link) => link.getBoundingClientRect().toJSON());
    assert.ok(left >= 0 && right <= phone.width, `${left} to ${right}`);
  }, phone));

test("the photo of a post keeps its motif on a wide screen", () =>
  visiting(ceramics, "journal/pour-over-recipe/", async (page) => {
    const { width, height } = await page.$eval(".post-photo img", (image) => image.getBoundingClientRect().toJSON());
    assert.ok(width / height < 1.8, `${width} × ${height}`);
  }, { width: 1920 }));

test("the bar of the buy box says that a price is the lowest one", () =>
  visiting(kits, "products/set-up-day/", async (page) => {
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await page.waitForSelector(".buy-bar:not([hidden])");
    assert.match(await shown(page, ".buy-bar"), /from €690\.00/);
  }, phone));

test("what is printed is black on white, also from a dark screen, and has nothing to press", () =>
  visiting(kits, "cart/", async (page) => {
    await withCart(page, kits, [{ sku: "FT-LIVE-S", qty: 2 }]);
    await page.emulateMediaType("print");
    const ink = await page.$eval(".cart-total", (total) => getComputedStyle(total).color);
    assert.equal(ink, "rgb(0, 0, 0)");
    assert.equal(await page.$$eval("button, .cart-checkouts, .cart-free-bar", (parts) => parts.filter((part) => part.checkVisibility()).length), 0);
  }, { dark: true }));
