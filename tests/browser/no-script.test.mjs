/** Without JavaScript: everything can be read, found and ordered by plain links, and nothing is offered that would need a script. */
import assert from "node:assert/strict";
import test from "node:test";
import { launch, leave, until, visit } from "./chrome.mjs";
import { message, shown } from "./customer.mjs";
import { oneOfEachKind, pathOf, sites } from "./sites.mjs";

const browser = await launch();
const [kits, ceramics, many] = await sites("kits", "ceramics", "many");

async function visiting(site, path, act, wish) {
  const page = await visit(browser, site.home + path, { script: false, ...wish });
  try {
    await act(page);
    assert.deepEqual(page.faults, []);
  } finally {
    await leave(page);
  }
}

/** The visible ways to order, per variant: its words, and the links by their label. */
const offers = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll(".buy-list li")]
      .filter((item) => item.checkVisibility())
      .map((item) => ({ words: [...item.querySelectorAll(":scope > :is(strong, span)")].map((part) => part.innerText.trim()), links: Object.fromEntries([...item.querySelectorAll("a")].map((link) => [link.innerText.trim(), link.href])) })),
  );

test("each variant can be ordered by a link of its own", () =>
  visiting(ceramics, "products/mug/", async (page) => {
    assert.equal(await shown(page, ".buy .buy-price"), "from €34.00 incl. VAT", "nothing is chosen: Slate costs more");
    const [chalk, ochre, slate, ...others] = await offers(page);
    assert.deepEqual(others, []);
    assert.deepEqual(chalk.words, ["Stoneware mug, Chalk", "€34.00", "In stock"]);
    assert.deepEqual(ochre, { words: ["Stoneware mug, Ochre", "€34.00", "Sold out. The next Ochre firing is unpacked on 15 January 2027."], links: {} });
    assert.deepEqual(Object.keys(slate.links), ["Pay by card or bank transfer", "Order by WhatsApp", "Order by e-mail"]);
    assert.equal(slate.links["Pay by card or bank transfer"], "https://pay.ceramics.example/mug-slate");
    const expected = [
      "Hello Ellerbach Pottery, I would like to order:",
      "1 × Stoneware mug, Slate (EP-MUG-SLT) €36.00",
      "Delivery: to be confirmed",
      "Total: €36.00",
      "Shop: https://ceramics.example/products/mug/?glaze=slate",
      "Name: ",
      "Address: ",
    ];
    const chat = slate.links["Order by WhatsApp"];
    assert.ok(chat.startsWith("https://wa.me/491713920042?text=Hello%20Ellerbach%20Pottery"), chat);
    assert.deepEqual(message(chat), expected);
    const mail = slate.links["Order by e-mail"];
    assert.ok(mail.startsWith("mailto:hello@ceramics.example?subject=Order%20at%20Ellerbach%20Pottery&body="), mail);
    assert.deepEqual(message(mail), expected);
    assert.equal(mail.split("%0D%0A").length, expected.length);
    // The links are followed as they are.
    await page.click(".buy-list li:last-child a");
    assert.equal(await until(() => page.outside[0], "the payment page"), "https://pay.ceramics.example/mug-slate");
  }));

test("a link that orders what is sent later says when", () =>
  visiting(ceramics, "products/tall-vase/", async (page) => {
    const [{ links }] = await offers(page);
    assert.deepEqual(message(links["Order by WhatsApp"]).slice(1, 3), ["1 × Tall vase, Sage (EP-TVS-SGE) €118.00", "(Pre-order. Sent from 19 February 2027)"]);
  }));

test("each variant has its own price for a unit", () =>
  visiting(ceramics, "products/coffee/", async (page) => {
    const units = (await offers(page)).map(({ words }) => words[1].replace(/\s+/g, " "));
    assert.ok(units.length > 1 && units.every((price) => /^€[\d.]+ €[\d.]+ \/ kg$/.test(price)), units.join("; "));
  }));

test("every product that can be had can be ordered", async () => {
  for (const site of [kits, ceramics]) {
    const page = await visit(browser, site.home, { script: false });
    for (const file of site.pages.filter((file) => /^products\/[^/]+\/index\.html$/.test(file))) {
      await page.goto(site.home + pathOf(file), { waitUntil: "domcontentloaded" });
      const listed = await offers(page);
      assert.ok(listed.length > 0, file);
      for (const { words, links } of listed) {
        const gone = words.some((word) => /^(Sold out|No longer made)(\.|$)/.test(word));
        assert.equal(Object.keys(links).length > 0, !gone, `${file}: ${words}`);
        for (const address of Object.values(links)) assert.match(address, /^(https|mailto):/, file);
      }
    }
    await leave(page);
  }
});

test("nothing is shown that needs a script", async () => {
  for (const site of [kits, ceramics]) {
    const page = await visit(browser, site.home, { script: false });
    for (const [kind, file] of await oneOfEachKind(site)) {
      await page.goto(site.home + pathOf(file), { waitUntil: "domcontentloaded" });
      const needy = await page.evaluate(() =>
        [...document.querySelectorAll(".js-only, [data-step], [data-add], [data-share], [data-copy-link], [data-filters], [data-search-form], [data-toast], dialog, button:not([popovertarget], [disabled], form[method=post] button)")]
          .filter((element) => element.checkVisibility())
          .map((element) => element.outerHTML.slice(0, 100)),
      );
      assert.deepEqual(needy, [], `${site.name}, ${kind}`);
      const empty = await page.evaluate(() => document.querySelector("main").innerText.trim().length);
      assert.ok(empty > 40, `${site.name}, ${kind}: ${empty} characters`);
    }
    await leave(page);
  }
});

test("long lists have pages, each with its own address", () =>
  visiting(many, "products/", async (page) => {
    const names = () => page.$$eval("[data-cards] .card-title", (titles) => titles.map((title) => title.innerText.trim()));
    const seen = [];
    for (let number = 1; ; number += 1) {
      assert.equal(page.url(), `${many.home}products/${number > 1 ? `page/${number}/` : ""}`);
      assert.equal(await shown(page, ".pagination [aria-current=page]").then((text) => text.replace(/^Page\s*/, "")), `${number}`);
      seen.push(...(await names()));
      if (!(await page.$(".pagination a[rel=next]"))) break;
      await Promise.all([page.waitForNavigation(), page.click(".pagination a[rel=next]")]);
    }
    assert.deepEqual(seen, Array.from({ length: 120 }, (_, at) => `Thing ${at + 1}`));
    await Promise.all([page.waitForNavigation(), page.click(".pagination a[rel=prev]")]);
    assert.equal((await names()).length, 24);
  }));

test("the menu opens on a phone", () =>
  visiting(
    kits,
    "",
    async (page) => {
      assert.equal(await shown(page, "#menu"), null);
      await page.click("[popovertarget=menu]");
      assert.match(await shown(page, "#menu"), /^All kits Get known/);
      await Promise.all([page.waitForNavigation(), page.click("#menu a[href$='/faq/']")]);
      assert.equal(page.url(), `${kits.home}faq/`);
    },
    { width: 390, height: 800 },
  ));

test("questions open, and the cart and the search say what to do instead", () =>
  visiting(kits, "faq/", async (page) => {
    const open = () => page.$$eval("details.question[open]", (questions) => questions.length);
    const first = await page.$$eval(".faq-page section:first-of-type details", (questions) => questions.length);
    assert.equal(await open(), first, "the questions of the first group");
    await page.click("details.question:not([open]) summary");
    assert.equal(await open(), first + 1);
    await page.goto(`${kits.home}cart/`);
    assert.match(await shown(page, "main .notice"), /^The cart needs JavaScript/);
    await page.goto(`${kits.home}search/`);
    assert.match(await shown(page, "main .notice"), /^The search needs JavaScript/);
    assert.equal(await page.$eval("main .notice a", (link) => link.href), `${kits.home}products/`);
  }));

test("the film is a link to its file", () =>
  visiting(kits, "products/short-video-kit/", async (page) => {
    const address = await page.$eval("[data-video]", (link) => link.href);
    assert.equal(address, `${kits.home}media/six-kits.mp4`);
    const { status, headers } = await fetch(address);
    assert.deepEqual([status, headers.get("content-type")], [200, "video/mp4"]);
  }));

test("anchors and 404 pages work below the base path", () =>
  visiting(kits, "no/such/page/", async (page) => {
    assert.equal(await shown(page, "h1"), "Page not found");
    assert.ok(await page.evaluate(() => getComputedStyle(document.body).fontFamily.includes("serif")), "styles are loaded from any depth");
    assert.equal(page.faults.splice(0).length, 1, "the page itself is missing, and nothing that it needs");
    await page.click(".not-found .button");
    await page.waitForSelector("body.page-products");
    assert.equal(page.url(), `${kits.home}products/`);
  }));

test("a script that never arrives: the cart page explains itself, and only then", async () => {
  const page = await visit(browser, `${ceramics.home}cart/`);
  assert.match(await shown(page, ".cart"), /^Your cart is empty\./);
  assert.equal(await shown(page, ".cart-late"), null);
  const session = await page.createCDPSession();
  await session.send("Network.enable");
  await session.send("Network.setBlockedURLs", { urls: ["*.js"] });
  await page.reload({ waitUntil: "load" });
  const visible = () => page.$eval(".cart-late", (notice) => notice.checkVisibility({ visibilityProperty: true }));
  assert.equal(await visible(), false, "not while it may still come");
  await until(visible, "the notice", 10_000);
  assert.match(await shown(page, ".cart-late"), /order each product on its own page/);
  await leave(page);
});
