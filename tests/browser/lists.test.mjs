/** Product lists, search and what was looked at: what the scripts make of the data files, and how it stands in the address. */
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import test from "node:test";
import { launch, leave, until, visit } from "./chrome.mjs";
import { shown } from "./customer.mjs";
import { siteOf, sites } from "./sites.mjs";

const browser = await launch();
const [kits, ceramics, many] = await sites("kits", "ceramics", "many");

async function visiting(site, path, act) {
  const page = await visit(browser, site.home + path);
  try {
    await act(page);
    assert.deepEqual(page.faults, []);
  } finally {
    await leave(page);
  }
}

/** The titles in the list that is seen. */
const titles = (page) => page.$$eval("main [data-cards] .card-title", (found) => found.filter((title) => title.checkVisibility()).map((title) => title.innerText.trim()));

/** Waits for the number of products that the page names, and gives their titles. */
async function titlesOf(page, words) {
  await until(async () => (await shown(page, "[data-count]")) === words, `"${words}"`).catch(async (error) => {
    throw new Error(`${error.message}; the page says "${await shown(page, "[data-count]")}"`);
  });
  // The list is drawn right after the count has changed.
  const number = Number(/^\d+/.exec(words)?.[0] ?? 0);
  await until(async () => (await titles(page)).length === Math.min(number, 24), `${number} cards`);
  return titles(page);
}

const query = (page) => new URL(page.url()).searchParams;

/** Ticks a value of a facet. */
const tick = (page, facet, value) => page.click(`input[name="f.${facet}"][value="${value}"]`);

test("facets narrow the list: one of a facet is enough, all facets must agree", () =>
  visiting(ceramics, "products/", async (page) => {
    assert.equal((await titles(page)).length, 16);
    assert.ok(!page.requested.some((address) => address.includes("/data/")), "nothing is fetched before it is needed");
    await page.click("details.filters-panel summary");
    await page.waitForSelector("input[name='f.Glaze']");
    // The mug in ochre is sold out: whoever looks for a glaze looks for one that can be had.
    assert.equal(await page.$("input[name='f.Glaze'][value='Ochre']"), null);
    await tick(page, "Size", "S");
    assert.deepEqual(await titlesOf(page, "1 product"), ["Shallow bowl"]);
    await tick(page, "Size", "12 cm");
    assert.deepEqual(await titlesOf(page, "2 products"), ["Shallow bowl", "Terracotta planter"]);
    assert.deepEqual(query(page).getAll("f.Size"), ["S", "12 cm"]);
    await tick(page, "Tags", "nesting");
    assert.deepEqual(await titlesOf(page, "1 product"), ["Shallow bowl"]);
    assert.equal(await shown(page, ".filters-active"), "(3)");
    // A value says how many it would leave, with the other facets as they are.
    const size = await page.$eval("label:has(> input[name='f.Size'][value='S']) [data-slot=count]", (count) => count.innerText);
    assert.equal(size, "1");

    // The address brings all of it back.
    await page.reload({ waitUntil: "networkidle0" });
    assert.deepEqual(await titlesOf(page, "1 product"), ["Shallow bowl"]);
    assert.ok(await page.$eval("input[name='f.Size'][value='12 cm']", (box) => box.checked));
    await page.click("details.filters-panel summary");
    await page.click(".filters-reset");
    assert.equal((await titlesOf(page, "16 products")).length, 16);
    assert.equal(new URL(page.url()).search, "");
  }));

test("prices, stock and order", () =>
  visiting(ceramics, "products/", async (page) => {
    await page.click("details.filters-panel summary");
    await page.waitForSelector("input[name='f.Glaze']");
    await page.type("[name=min]", "64");
    await page.type("[name=max]", "96,00");
    await page.keyboard.press("Tab");
    // Of the planters a large one costs so much.
    assert.deepEqual(await titlesOf(page, "5 products"), ["Espresso set, Chalk", "Pour-over set, Chalk", "Bud vase trio", "Terracotta planter", "Nesting bowls, Slate"]);
    await page.click("[name=stock]");
    await titlesOf(page, "4 products");
    await page.select("[name=sort]", "-price");
    await until(async () => (await titles(page))[0] === "Pour-over set, Chalk", "the dearest first");
    assert.deepEqual(await titles(page), ["Pour-over set, Chalk", "Espresso set, Chalk", "Bud vase trio", "Terracotta planter"]);
    await page.select("[name=sort]", "price");
    await until(async () => (await titles(page))[0] === "Terracotta planter", "the cheapest first");
    assert.deepEqual(Object.fromEntries(query(page)), { min: "64", max: "96,00", stock: "1", sort: "price" });
    // Nothing is left.
    await page.$eval("[name=min]", (field) => (field.value = ""));
    await page.$eval("[name=max]", (field) => field.select());
    await page.type("[name=max]", "1");
    await page.keyboard.press("Tab");
    await until(() => shown(page, "[data-slot=none]"), "the empty list");
    assert.equal(await shown(page, "[data-slot=none]"), "No product matches all of these filters. Clear filters");
    assert.equal(await shown(page, "[data-count]"), "0 products");
    await page.click("[data-slot=none] button");
    assert.equal((await titlesOf(page, "16 products")).length, 16);
    assert.equal(await shown(page, "[data-slot=none]"), null);
  }));

test("a price is read as pages write it, a range either way round, and what is no price does not stay", () =>
  visiting(ceramics, "products/", async (page) => {
    await page.click("details.filters-panel summary");
    await page.waitForSelector("input[name='f.Glaze']");
    await page.type("[name=min]", "€96.00");
    await page.type("[name=max]", "64 €");
    await page.keyboard.press("Tab");
    assert.equal((await titlesOf(page, "5 products")).length, 5);
    await page.$eval("[name=min]", (field) => (field.value = "1.000,00"));
    await page.$eval("[name=max]", (field) => field.select());
    await page.type("[name=max]", "cheap");
    await page.keyboard.press("Tab");
    await titlesOf(page, "0 products");
    assert.equal(await page.$eval("[name=max]", (field) => field.value), "");
    assert.deepEqual(Object.fromEntries(query(page)), { min: "1.000,00" });
  }));

test("an order in the address is the order of the list", () =>
  visiting(kits, "products/?sort=price", async (page) => {
    await until(async () => (await titles(page))[0] === "Kit Refresh", "the cheapest first");
    assert.deepEqual(await titles(page), ["Kit Refresh", "KPI Dashboard Kit", "Short-Video Kit", "Visual Catalogue Kit", "Live-Selling Kit", "Lead Engine Kit", "VIP Community Kit", "Set-Up Day"]);
    await page.select("[name=sort]", "-rating");
    await until(async () => (await titles(page))[0] === "Set-Up Day", "the best rated first");
  }));

test("a card made by a script says what the card of the page says", () =>
  visiting(ceramics, "products/", async (page) => {
    const cards = () =>
      page.$$eval("main [data-cards] .card-link", (links) =>
        links.map((link) => ({
          to: link.getAttribute("href"),
          // Without its size and kind: scripts run in browsers that know WebP.
          photo: link.querySelector(".card-photo img").getAttribute("src").replace(/-\d+\.\w+$/, ""),
          alt: link.querySelector(".card-photo img").alt,
          ...Object.fromEntries([".card-title", ".card-badges", ".card-price", ".card-rating"].map((part) => [part, link.querySelector(part)?.innerText.replace(/\s+/g, " ").trim() ?? ""])),
        })),
      );
    const built = await cards();
    await page.select("[name=sort]", "price");
    await until(async () => (await cards())[0].to !== built[0].to, "the new order");
    const drawn = await cards();
    const sorted = (list) => list.toSorted((a, b) => (a.to < b.to ? -1 : 1));
    assert.deepEqual(sorted(drawn), sorted(built));
  }));

test("a long list: pages until something is chosen, then more on demand, with the focus on the first new card", () =>
  visiting(many, "products/page/2/", async (page) => {
    assert.ok(await shown(page, ".pagination"));
    await page.select("[name=sort]", "-price");
    await until(async () => (await titles(page))[0] === "Thing 120", "the dearest first");
    assert.equal(await shown(page, ".pagination"), null);
    assert.equal((await titles(page)).length, 24);
    await page.click("[data-more]");
    await until(async () => (await titles(page)).length === 48, "more cards");
    assert.equal(await page.evaluate(() => document.activeElement.querySelector(".card-title")?.innerText), "Thing 96");
    for (const number of [72, 96, 120]) {
      await page.click("[data-more]");
      await until(async () => (await titles(page)).length === number, `${number} cards`);
    }
    assert.equal(await shown(page, "[data-more]"), null);
    assert.equal((await titles(page)).at(-1), "Thing 1");
  }));

test("the row of pages says where pages are left out", () =>
  visiting(many, "products/", async (page) => {
    const row = () => page.$$eval(".pagination li", (items) => items.map((item) => item.innerText.replace(/^Page\s*/, "").trim()));
    assert.deepEqual(await row(), ["1", "2", "3", "…", "5", "Next"]);
    await page.goto(`${many.home}products/page/2/`, { waitUntil: "networkidle0" });
    assert.deepEqual(await row(), ["Previous", "1", "2", "3", "4", "5", "Next"]);
  }));

/** What happens to requests of the page's script from now on: `down`, `slow`, or as ever. */
const network = (page, state) =>
  page.evaluate((state) => {
    const real = (window.realFetch ??= window.fetch);
    const late = (...request) => new Promise((resolve) => setTimeout(resolve, 1200)).then(() => real(...request));
    window.fetch = { down: () => Promise.reject(new TypeError("offline")), slow: late }[state] ?? real;
  }, state);

/** A request that fails is a fault of the page; here it is meant to. */
function forgive(page) {
  assert.ok(page.faults.every((fault) => fault.includes("offline")), page.faults.join("\n"));
  page.faults.length = 0;
}

test("filters that could not be loaded say so, and work at the next use", () =>
  visiting(ceramics, "products/", async (page) => {
    const [first] = await titles(page);
    await network(page, "down");
    await page.select("[name=sort]", "price");
    await until(() => shown(page, "[data-slot=failed]"), "the message");
    assert.equal(await shown(page, "[role=status] [data-slot=failed]"), "That could not be loaded. Please check your connection and try again.");
    assert.equal((await titles(page))[0], first, "the list stays");
    forgive(page);
    await network(page, "up");
    await page.click("details.filters-panel summary");
    await until(async () => (await titles(page))[0] !== first, "the order that was chosen before");
    assert.ok(await page.$("input[name='f.Glaze']"));
    assert.equal(await shown(page, "[data-slot=failed]"), null);
  }));

test("what is chosen while the filters are still loading stays chosen", () =>
  visiting(ceramics, "products/?sort=-price", async (page) => {
    await network(page, "slow");
    await page.click("details.filters-panel summary");
    await page.click("[name=stock]");
    await until(async () => query(page).has("stock"), "the choice in the address");
    assert.ok(await page.$eval("[name=stock]", (box) => box.checked));
    assert.deepEqual(Object.fromEntries(query(page)), { stock: "1", sort: "-price" });
    assert.equal(await shown(page, "[data-slot=busy]"), null);
  }));

/** Types words into the empty field of the search page. */
async function search(page, words) {
  await page.$eval("#search-words", (field) => (field.value = ""));
  await page.type("#search-words", words);
}

test("the search finds while typing: beginnings of words, all words, and without diacritics", () =>
  visiting(ceramics, "search/", async (page) => {
    assert.ok(await page.evaluate(() => document.activeElement.id === "search-words"), "one can type at once");
    assert.match(await shown(page, ".search-start"), /^A few things to start with/);
    await search(page, "espr");
    const found = await titlesOf(page, "4 products for “espr”").catch(() => titles(page));
    assert.equal(await shown(page, ".search-start"), null, "results take the place of what stood there");
    assert.ok(found.includes("Espresso set, Chalk") && found.includes("Espresso cup, second"), found.join());
    assert.equal(query(page).get("q"), "espr");
    for (const words of ["rosterei", "Rösterei", "RÖSTEREI unterau"]) {
      await search(page, words);
      assert.deepEqual(await titlesOf(page, `1 product for “${words}”`), ["Coffee for the pour-over"]);
    }
    await search(page, "mug slate");
    await until(async () => (await titles(page))[0] === "Stoneware mug", "the mug");
    await search(page, "zeppelin");
    await until(async () => (await shown(page, "[data-count]")) === "Nothing found for “zeppelin”", "the answer");
    assert.match(await shown(page, "[data-search-empty]"), /^Try another word/);
    assert.deepEqual(await titles(page), []);
    await search(page, "z");
    await until(async () => (await shown(page, "[data-count]")) === "Type at least two letters.", "the hint");
  }));

/** What a German dairy sells. @param {string} folder */
async function writeDairy(folder) {
  await mkdir(join(folder, "content"), { recursive: true });
  const shop = ["name: Molkerei", "description: Käse.", "base_url: https://dairy.example/", "currency: EUR", "locale: de", "contact: {email: a@dairy.example}", "checkout: [email: {}]"];
  await writeFile(join(folder, "content/shop.yaml"), `${shop.join("\n")}\n`);
  const titles = ["Bergkäse", "Brot", "Strassenkarte", "Straßenbahn", "Quark 10", "Quark 2", "Suesse Sahne"];
  const product = (title, n) => `- {slug: p-${n}, title: ${title}, sku: P-${n}, price: 5.00${n ? "" : ", stock: 0"}}`;
  await writeFile(join(folder, "content/products.yaml"), `${titles.map(product).join("\n")}\n`);
}

test("the search finds what is spelled without umlauts, and forgives a mistake where nothing else is found", async () => {
  const dairy = await siteOf("dairy", { make: writeDairy, address: "https://dairy.example/" });
  await visiting(dairy, "search/", async (page) => {
    const start = await page.$$eval(".search-start .card-title", (titles) => titles.map((title) => title.innerText));
    assert.deepEqual(start, ["Brot", "Strassenkarte", "Straßenbahn", "Quark 10"], "nobody starts with what is sold out");
    const finds = {
      käse: ["Bergkäse"], bergkaese: ["Bergkäse"], bergkase: ["Bergkäse"], Bergkäse: ["Bergkäse"], Straße: ["Strassenkarte", "Straßenbahn"],
      strasse: ["Strassenkarte", "Straßenbahn"], süße: ["Suesse Sahne"], bort: ["Brot"], brott: ["Brot"], quak: ["Quark 10", "Quark 2"], bergkase1: ["Bergkäse"], bro: ["Brot"], brt: [],
    };
    for (const [words, expected] of Object.entries(finds)) {
      await search(page, words);
      const answer = expected.length ? `${expected.length} ${expected.length > 1 ? "Produkte" : "Produkt"} zu „${words}“` : `Nichts gefunden zu „${words}“`;
      await until(async () => (await shown(page, "[data-count]")) === answer, answer);
      await until(async () => (await titles(page)).length === expected.length, `what “${words}” finds`);
      assert.deepEqual((await titles(page)).sort(), [...expected].sort(), words);
    }
  });
});

test("a search that takes its time says so, and one that fails too", () =>
  visiting(ceramics, "search/", async (page) => {
    await network(page, "slow");
    await search(page, "mug");
    await until(async () => (await shown(page, "[role=status] [data-slot=busy]")) === "Loading…", "that it takes its time");
    await until(async () => (await titles(page)).length > 0, "the results");
    assert.equal(await shown(page, "[data-slot=busy]"), null);
    await page.goto(`${ceramics.home}search/`, { waitUntil: "networkidle0" });
    await network(page, "down");
    await search(page, "mug");
    await until(async () => (await shown(page, "[role=status] [data-slot=failed]"))?.startsWith("That could not be loaded."), "that it failed");
    forgive(page);
    await network(page, "up");
    await page.keyboard.press("Enter");
    await until(async () => (await titles(page)).length > 0, "the results");
    assert.equal(await shown(page, "[data-slot=failed]"), null);
  }));

test("a search in the address is searched, with Enter too, and markup in it stays text", () =>
  visiting(kits, "search/?q=whatsapp", async (page) => {
    await until(async () => (await titles(page)).includes("VIP Community Kit"), "the results");
    assert.equal(await page.$eval("#search-words", (field) => field.value), "whatsapp");
    await search(page, "<img src=x onerror=alert(1)> linkedin");
    await page.keyboard.press("Enter");
    await until(async () => (await shown(page, "[data-count]"))?.includes("<img src=x"), "the words as they were typed");
    assert.equal(await page.$eval("[data-count]", (count) => count.children.length), 0);
    assert.equal(new URL(page.url()).pathname, `${kits.base}search/`);
  }));

test("many results come in parts", () =>
  visiting(many, "search/?q=thing", async (page) => {
    assert.equal((await titlesOf(page, "120 products for “thing”")).length, 24);
    await page.click("[data-more]");
    await until(async () => (await titles(page)).length === 48, "more results");
    await search(page, "thing 77");
    assert.deepEqual(await titlesOf(page, "1 product for “thing 77”"), ["Thing 77"]);
    assert.equal(await shown(page, "[data-more]"), null);
  }));

test("what was looked at is offered again, on this device only", () =>
  visiting(ceramics, "products/mug/", async (page) => {
    const recent = () => page.$$eval("[data-recent] .card-link", (links) => links.map((link) => [link.querySelector(".card-title").innerText.trim(), link.getAttribute("href").split("?")[0], link.querySelector(".card-price").innerText.replace(/\s+/g, " ").trim()]));
    assert.equal(await shown(page, "[data-recent]"), null);
    await page.goto(`${ceramics.home}products/table-commission/`, { waitUntil: "networkidle0" });
    await page.goto(`${ceramics.home}products/teapot/`, { waitUntil: "networkidle0" });
    await until(async () => (await recent()).length === 2, "two products");
    assert.deepEqual(await recent(), [
      ["Tableware on commission", "/products/table-commission/", "from €480.00"],
      ["Stoneware mug, Chalk", "/products/mug/", "€34.00"],
    ]);
    await page.goto(`${ceramics.home}products/mug/`, { waitUntil: "networkidle0" });
    await until(async () => (await recent()).length === 2, "the others");
    assert.deepEqual((await recent()).map(([title]) => title), ["Teapot, Slate", "Tableware on commission"]);
  }));

test("what was looked at is priced like in every other list, by the unit too", () =>
  visiting(ceramics, "products/coffee/", async (page) => {
    await page.goto(`${ceramics.home}products/mug/`, { waitUntil: "networkidle0" });
    await until(() => shown(page, "[data-recent] .card"), "the coffee");
    assert.match(await shown(page, "[data-recent] .card-price"), /€[\d.]+ \/ kg$/);
  }));

test("orders that would change nothing are not offered, nor filters for a single product", async () => {
  const orders = (page) => page.$$eval("[name=sort] option", (options) => options.map(({ value }) => value));
  await visiting(many, "products/", async (page) => assert.deepEqual(await orders(page), ["", "price", "-price"]));
  await visiting(kits, "products/", async (page) => assert.deepEqual(await orders(page), ["", "price", "-price", "-rating"]));
});

test("reviews are filtered by their stars, and the film plays in place after a click", () =>
  visiting(kits, "products/short-video-kit/", async (page) => {
    const reviews = () => page.$$eval("[data-rating]", (all) => all.filter((review) => review.checkVisibility()).map((review) => review.dataset.rating));
    const all = await reviews();
    await page.click("[data-stars='5']");
    assert.deepEqual(await reviews(), all.filter((stars) => stars === "5"));
    assert.equal(await page.$eval("[data-stars='5']", (button) => button.ariaPressed), "true");
    await page.click("[data-stars='5']");
    assert.deepEqual(await reviews(), all);

    assert.ok(!page.requested.some((address) => address.endsWith(".mp4")), "no film before the click");
    await page.click("[data-video]");
    await page.waitForSelector("video[src$='six-kits.mp4']");
    assert.ok(await page.evaluate(() => document.activeElement.tagName === "VIDEO" && document.activeElement.title));
    await page.waitForFunction(() => document.activeElement.autoplay && document.activeElement.controls);
  }));
