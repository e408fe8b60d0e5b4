/** What a reader would see at once and no validator does: tables that are cut off, the open list out of sight, dark ink on dark paper. */
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import test from "node:test";
import { launch, visitsIn } from "./chrome.mjs";
import { cartWithTotal, shown, withCart } from "./customer.mjs";
import { siteOf, sites } from "./sites.mjs";

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

/** A shop of words that German makes and no line holds. @param {string} folder */
async function writeLong(folder) {
  const word = "Goldschmiedewerkstattmanufaktur";
  const longer = "Rechtsschutzversicherungsgesellschaftsangestellte";
  await mkdir(join(folder, "content"), { recursive: true });
  const shop = [`name: ${word}`, "description: Ringe.", "base_url: https://long.example/", "currency: EUR", "locale: de", "contact: {email: a@long.example}", "checkout: [email: {}]"];
  await writeFile(join(folder, "content/shop.yaml"), `${shop.join("\n")}\n`);
  const newsletter = `  - newsletter: {title: ${longer}, button: ${longer}, action: "https://news.example/subscribe", field: email}`;
  const segments = `  - segments: {title: ${longer}, columns: [${longer}, ${word}], rows: [[${word}, ${longer}]]}`;
  await writeFile(join(folder, "content/home.yaml"), ["title: Ringe", "sections:", newsletter, segments, ""].join("\n"));
  await writeFile(join(folder, "content/products.yaml"), `- {slug: ring, title: ${longer}, summary: Ein Ring., sku: RING, price: 20.00, kind: digital}\n`);
}

test("words longer than a line are broken, in the name of the shop and in buttons too", async () => {
  const long = await siteOf("long", { make: writeLong, address: "https://long.example/" });
  for (const width of [320, 390, 500, 1000]) {
    await visiting(long, "", async (page) => {
      for (const path of ["", "products/", "products/ring/", "search/", "cart/"]) {
        await page.goto(long.home + path, { waitUntil: "load" });
        if (path === "cart/") await withCart(page, long, [{ sku: "RING", qty: 1 }]);
        const { scrollWidth, clientWidth } = await page.evaluate(() => ({ scrollWidth: document.documentElement.scrollWidth, clientWidth: document.documentElement.clientWidth }));
        assert.equal(scrollWidth, clientWidth, `${path} at ${width} px`);
      }
      await page.goto(long.home, { waitUntil: "load" });
      const fields = await page.$$eval(".newsletter :is(input, .button)", (parts) => parts.map((part) => part.getBoundingClientRect().width));
      assert.ok(Math.min(...fields) >= 128, `the field and its button: ${fields}`);
    }, { width, height: 844 });
  }
});

test("what can be pressed in the cart is large enough for a finger", () =>
  visiting(kits, "cart/", async (page) => {
    await withCart(page, kits, [{ sku: "FT-LIVE-S", qty: 2 }]);
    await cartWithTotal(page, "€98.00");
    const small = await page.$$eval(".cart-page .cart :is(a, button, input, select)", (parts) =>
      parts
        .filter((part) => part.checkVisibility() && part.ariaHidden !== "true")
        .map((part) => ({ name: part.className || part.localName, ...part.getBoundingClientRect().toJSON() }))
        .filter(({ width, height }) => width < 24 || height < 24)
        .map(({ name, width, height }) => `${name}: ${width} × ${height}`),
    );
    assert.deepEqual(small, []);
  }, phone));
