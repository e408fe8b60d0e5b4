/** Amounts: the cart writes them as the pages do, and the filter reads them, whatever the language and the currency. */
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import test from "node:test";
import { launch, leave, until, visit } from "./chrome.mjs";
import { withCart } from "./customer.mjs";
import { siteOf } from "./sites.mjs";

const browser = await launch();

/** Whole and broken amounts, short ones and long ones. */
const PRICES = ["8", "7.90", "999.99", "1234.50", "12345.67", "1234567"];
const WHOLE = ["8", "999", "1234", "12345", "1234567"];

/** Languages and currencies that write something unlike all others, with two amounts as they must be; no-break spaces are plain ones here. */
const shops = [
  ["en", "EUR", ["€8.00", "€1,234.50"]],
  ["de", "EUR", ["8,00 €", "1.234,50 €"]],
  ["de-AT", "EUR", ["€ 8,00", "€ 1.234,50"]], // a group mark of its own for amounts
  ["fr-CH", "CHF", ["8.00 CHF", "1'234.50 CHF"]], // a decimal mark of its own for amounts
  ["en-ZA", "ZAR", ["R 8,00", "R 1 234,50"]], // a letter beside a digit
  ["pt-PT", "EUR", ["8,00 €", "1234,50 €"]], // groups from ten thousand on
  ["hu", "HUF", ["8 Ft", "1234,50 Ft"]], // decimals only where there are some
  ["es-CO", "COP", ["$ 8", "$ 1.234,50"]],
  ["en-AU", "USD", ["US$8.00", "US$1,234.50"]], // a symbol that browsers disagree about
  ["hi", "INR", ["₹8.00", "₹1,234.50"]], // groups of two
  ["ar-EG", "EGP", ["‏٨٫٠٠ ج.م.‏", "‏١٬٢٣٤٫٥٠ ج.م.‏"]], // digits of its own
  ["ar-KW", "KWD", ["‏٨٫٠٠٠ د.ك.‏", "‏١٬٢٣٤٫٥٠٠ د.ك.‏"]],
  ["ja", "JPY", ["￥8", "￥1,234"]],
];

/** A shop with one product per price. */
const writer = (locale, currency, prices) => async (folder) => {
  const content = join(folder, "content");
  await mkdir(content, { recursive: true });
  const shop = ["name: Prices", "base_url: https://prices.example/", `locale: ${locale}`, `currency: ${currency}`, "cards: none", "contact: {email: hello@prices.example}", "checkout:", "  - email: {}"];
  await writeFile(join(content, "shop.yaml"), `${shop.join("\n")}\n`);
  await writeFile(join(content, "products.yaml"), prices.map((price, at) => `- {slug: p-${at}, title: Thing ${at}, sku: P-${at}, price: ${price}}\n`).join(""));
};

/** Types a range of prices into the filter. */
const priced = (page, min, max) =>
  page.$eval("[data-filters]", (form, min, max) => {
    form.min.value = min;
    form.max.value = max;
    form.max.dispatchEvent(new Event("change", { bubbles: true }));
  }, min, max);

/** The titles in the list that is seen. */
const titles = (page) => page.$$eval("main [data-cards] .card-title", (found) => found.filter((title) => title.checkVisibility()).map((title) => title.innerText.trim()));

for (const [locale, currency, expected] of shops) {
  test(`${locale}, ${currency}`, async () => {
    const prices = currency === "JPY" ? WHOLE : PRICES;
    const site = await siteOf(`prices-${locale}-${currency}`, { make: writer(locale, currency, prices), address: "https://prices.example/", name: "Prices" });
    const pages = await Promise.all(prices.map((_, at) => site.read(`products/p-${at}/index.html`)));
    const written = pages.map((html) => /class="price-now"[^>]*>([^<]+)</.exec(html)[1].replaceAll("&#39;", "'"));
    const plain = written.map((text) => text.replace(/[\u00a0\u202f]/g, " "));
    assert.deepEqual([plain[0], plain[prices.indexOf(currency === "JPY" ? "1234" : "1234.50")]], expected);

    const page = await visit(browser, site.home);
    await withCart(page, site, prices.map((_, at) => ({ sku: `P-${at}`, qty: 1 })));
    assert.deepEqual(await page.$$eval(".cart-page .cart-line-total", (totals) => totals.map((total) => total.textContent)), written);

    await page.goto(`${site.home}products/`, { waitUntil: "networkidle0" });
    for (const [at, text] of written.entries()) {
      await priced(page, text, text);
      await until(async () => (await titles(page)).join() === `Thing ${at}`, `the product for “${text}”`);
    }
    await leave(page);
  });
}
