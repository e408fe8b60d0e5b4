/** Accessibility that a program can see: axe (WCAG 2.2 A and AA, best practice) on every kind of page and in the states that scripts
 *  make, light and dark, on phones and wide screens; and no page that scrolls sideways, with large text and wide spacing too. */
import axe from "axe-core";
import assert from "node:assert/strict";
import test from "node:test";
import { launch, leave, until, visit } from "./chrome.mjs";
import { addToCart, drawn, leaveInCart, shown, withCart } from "./customer.mjs";
import { oneOfEachKind, pathOf, sites } from "./sites.mjs";

const browser = await launch();
const shops = await sites("kits", "ceramics");
/** Carts with all that lines can have. */
const full = {
  kits: [{ sku: "FT-REFRESH", qty: 2 }, { sku: "FT-DAY", qty: 1 }, { sku: "FT-CLIP-G", qty: 2, price: 100 }],
  ceramics: [{ sku: "EP-MUG-SLT", qty: 3, price: 100 }, { sku: "GONE", qty: 1 }],
};
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe objects to, in one line each. */
async function objections(page) {
  await page.evaluate(axe.source);
  const found = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: tags, resultTypes: ["violations"] }), tags);
  assert.ok(found.passes.length > 10, "axe has looked");
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.html.slice(0, 160)} ${node.any.concat(node.all, node.none).map(({ message }) => message).join("; ")}`));
}

/** The elements that make a page wider than its window; none when it does not scroll sideways. */
const tooWide = (page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.querySelectorAll("body *")].filter((element) => {
      const { right, left, width } = element.getBoundingClientRect();
      return width > 0 && (right > clientWidth + 1 || left < -1) && element.checkVisibility();
    });
    return [`${scrollWidth} in ${clientWidth}`, ...wide.slice(0, 8).map((element) => `${element.localName}.${element.className} to ${Math.round(element.getBoundingClientRect().right)}`)];
  });

/** States that only scripts make, and what leads to them. */
const states = {
  "a cart with notes": async (page, shop) => withCart(page, shop, [...(await skus(page)).map((sku) => ({ sku, qty: 2, price: 100 })), { sku: "GONE-1", qty: 1 }]),
  "an open drawer": async (page, shop) => {
    await leaveInCart(page, shop, (await skus(page)).map((sku) => ({ sku, qty: 1 })));
    await page.goto(`${shop.home}faq/`, { waitUntil: "load" });
    await page.evaluate(() => document.querySelector(".header [data-cart-open]").click());
    await drawn(page);
    await page.evaluate(() => document.querySelector("dialog [data-remove]").click());
    await until(() => shown(page, "dialog .cart-undo"), "the way back");
  },
  "payment links and a message": async (page, shop) => {
    await withCart(page, shop, (await skus(page)).map((sku) => ({ sku, qty: 2 })));
    await page.evaluate(() => document.querySelector(".cart-page [data-pay]").click());
    await until(() => shown(page, ".cart-page [data-pay-lines]"), "the links");
    // The message takes the focus and scrolls the page; a field half beneath the header would count as a small target.
    await page.evaluate(() => scrollTo(0, 0));
  },
  "a confirmation": async (page, shop) => {
    const [file] = await withOptions(shop);
    await page.goto(shop.home + pathOf(file), { waitUntil: "networkidle0" });
    await addToCart(page);
  },
  "an open filter panel": async (page, shop) => {
    await page.goto(`${shop.home}products/`, { waitUntil: "networkidle0" });
    await page.click("details.filters-panel summary");
    await page.waitForSelector("[data-facets] input");
    await page.click("[data-facets] label");
    await until(() => shown(page, ".filters-active"), "the number of filters");
  },
  "search results": async (page, shop) => {
    await page.goto(`${shop.home}search/?q=co`, { waitUntil: "networkidle0" });
    await page.waitForSelector("main [data-cards] .card");
  },
  "an empty search": async (page, shop) => {
    await page.goto(`${shop.home}search/?q=zeppelin`, { waitUntil: "networkidle0" });
    await until(() => shown(page, "[data-search-empty]"), "the answer");
  },
};

/** Some skus from all over the range. */
async function skus(page) {
  return page.evaluate(async () => {
    const { shards } = await (await fetch(`${document.documentElement.dataset.root}data/shop.json`)).json();
    const all = await Promise.all(Array.from({ length: shards }, async (_, shard) => (await fetch(`${document.documentElement.dataset.root}data/offers/${shard}.json`)).json()));
    return Object.keys(Object.assign({}, ...all)).filter((_, at) => at % 4 === 1).slice(0, 6);
  });
}

async function withOptions(shop) {
  const found = [];
  for (const file of shop.pages) if ((await shop.read(file)).includes("data-option=")) found.push(file);
  return found;
}

for (const shop of shops) {
  for (const [width, height] of [
    [320, 640],
    [1280, 900],
  ]) {
    for (const dark of [false, true]) {
      test(`${shop.name}: axe finds nothing, ${width} px, ${dark ? "dark" : "light"}`, async (context) => {
        const page = await visit(browser, shop.home, { width, height, dark });
        const scheme = await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
        assert.equal(scheme, dark);
        for (const [kind, file] of await oneOfEachKind(shop)) {
          await context.test(kind, async () => {
            await page.goto(shop.home + pathOf(file), { waitUntil: "load" });
            assert.deepEqual(await objections(page), []);
            assert.deepEqual(await tooWide(page), []);
          });
        }
        for (const [state, reach] of Object.entries(states)) {
          await context.test(state, async () => {
            await page.evaluate(() => localStorage.clear());
            await reach(page, shop);
            assert.deepEqual(await objections(page), []);
            assert.deepEqual(await tooWide(page), []);
          });
        }
        await leave(page);
      });
    }
  }

  test(`${shop.name}: no page scrolls sideways with text twice as large, or spaced as WCAG 1.4.12 says`, async () => {
    const wide = await visit(browser, shop.home);
    const narrow = await visit(browser, shop.home, { width: 320, height: 640 });
    for (const [kind, file] of await oneOfEachKind(shop)) {
      await wide.bringToFront();
      await wide.goto(shop.home + pathOf(file), { waitUntil: "load" });
      await wide.evaluate(() => (document.documentElement.style.fontSize = "200%"));
      assert.deepEqual(await tooWide(wide), [], `${kind}: large text`);
      await narrow.bringToFront();
      await narrow.goto(shop.home + pathOf(file), { waitUntil: "load" });
      await narrow.evaluate(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }");
        document.adoptedStyleSheets = [sheet];
      });
      assert.deepEqual(await tooWide(narrow), [], `${kind}: spaced text`);
    }
    await leave(wide);
    await leave(narrow);
  });

  test(`${shop.name}: no page scrolls sideways on a telephone that is set to letters twice as large`, async () => {
    const page = await visit(browser, shop.home, { width: 390, height: 844 });
    const session = await page.createCDPSession();
    await session.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 32 } });
    for (const [kind, file] of await oneOfEachKind(shop)) {
      await page.goto(shop.home + pathOf(file), { waitUntil: "load" });
      assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize), "32px");
      assert.deepEqual(await tooWide(page), [], kind);
    }
    await withCart(page, shop, full[shop.name]);
    assert.deepEqual(await tooWide(page), [], "a cart with lines");
    await leave(page);
  });
}
