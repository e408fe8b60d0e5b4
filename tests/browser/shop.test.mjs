/** Buying: choosing a variant, the cart, its arithmetic, and the exact addresses to which an order is handed over. */
import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import test from "node:test";
import { launch, until, visit, visitsIn } from "./chrome.mjs";
import { addToCart, cart, cartWithTotal, choose, count, deliverTo, drawn, message, order, reference, shown, withCart } from "./customer.mjs";
import { siteOf, sites } from "./sites.mjs";

const browser = await launch();
const [kits, ceramics] = await sites("kits", "ceramics");

const visiting = visitsIn(browser);

test("a variant is chosen: price, item number, picture and address follow", () =>
  visiting(ceramics, "products/mug/", async (page) => {
    assert.equal(await shown(page, ".buy .price-now"), "€34.00");
    await choose(page, "glaze", "slate");
    assert.equal(await shown(page, ".buy .price-now"), "€36.00");
    assert.equal(await shown(page, "[data-slot=sku]"), "EP-MUG-SLT");
    assert.equal(new URL(page.url()).search, "?glaze=slate");
    const visiblePicture = () =>
      page.evaluate(() => {
        const track = document.querySelector("[data-track]").getBoundingClientRect();
        return [...document.querySelectorAll("[data-track] img")].find((image) => Math.abs(image.getBoundingClientRect().left - track.left) < 30)?.getAttribute("src");
      });
    await until(async () => /mug-slate\.\w+-\d+\.jpg$/.test(await visiblePicture()), "the picture of the variant");
    // Sold out: said in words, and nothing can be bought.
    await choose(page, "glaze", "ochre");
    assert.equal(await shown(page, ".buy .availability"), "Sold out");
    assert.match(await shown(page, ".availability-detail"), /15 January 2027/);
    assert.equal(await shown(page, ".fact-delivery"), null, "no delivery time of what is not there");
    await page.evaluate(() => scrollTo(0, 3000));
    await until(async () => page.$eval("[data-slot=bar]", (bar) => !bar.hidden), "the bar would be shown");
    assert.equal(await shown(page, "[data-slot=bar]"), null, "no button that does nothing");
    await page.evaluate(() => scrollTo(0, 0));
    assert.equal(await page.$eval(".buy-add", (button) => button.ariaDisabled), "true");
    await page.click(".buy-add");
    assert.equal(await count(page), null);
  }));

for (const [width, height] of [[390, 844], [360, 740]]) {
  test(`what it is, what it costs and whether it can be had stand on the first screen of ${width} × ${height}`, async () => {
    for (const [site, path] of [[ceramics, "products/mug/"], [ceramics, "products/tall-vase/"], [kits, "products/short-video-kit/"]]) {
      await visiting(site, path, async (page) => {
        const bottom = (selector) => page.$eval(selector, (element) => element.getBoundingClientRect().bottom);
        const bar = await page.$eval(".buy-bar", (element) => (element.checkVisibility() ? element.getBoundingClientRect().top : innerHeight));
        for (const part of ["h1", ".buy .price-now", ".buy .availability"]) assert.ok((await bottom(part)) <= bar, `${path}: ${part}`);
        // Then what it is in words, before anything is to be chosen; nothing lies over anything else.
        const order = await page.$$eval("h1, .buy-price, .buy .availability, .availability-detail, .product-head .lede, .buy .option, .buy-row", (parts) => {
          const boxes = parts.filter((part) => part.checkVisibility()).map((part) => ({ name: part.className || part.localName, ...part.getBoundingClientRect().toJSON() }));
          boxes.sort((a, b) => a.top - b.top);
          return { names: boxes.map(({ name }) => name.split(" ")[0]), over: boxes.filter(({ top }, at) => at && top < boxes[at - 1].bottom - 1).map(({ name }) => name) };
        });
        assert.deepEqual(order.over, [], `${path}: one over the other`);
        assert.deepEqual(order.names.slice(0, 3), ["h1", "buy-price", "availability"], path);
        assert.equal(order.names.find((name) => !/^(h1|buy-price|availability)/.test(name)), "lede", path);
      }, { width, height });
    }
  });
}

test("an address with a variant opens the page with it", () =>
  visiting(kits, "products/live-selling-kit/?monthly-budget=brand-to-10-000", async (page) => {
    await until(async () => (await shown(page, ".buy .price-now")) === "€349.00", "the price of the variant");
    assert.equal(await page.$eval("[name=monthly-budget]:checked", (radio) => radio.value), "brand-to-10-000");
  }));

test("an option in another script: its address opens the page with it, and choosing keeps the address readable", async () => {
  const make = async (folder) => {
    await mkdir(join(folder, "content"), { recursive: true });
    const shop = ["name: 窯元", "description: 器の店。", "base_url: https://kama.example/", "currency: EUR", "locale: ja", "contact: {email: a@kama.example}", "checkout: [email: {}]"];
    await writeFile(join(folder, "content/shop.yaml"), `${shop.join("\n")}\n`);
    const mug = "- {slug: mug, title: マグカップ, summary: 器。, price: 20.00, kind: digital, options: [{name: 釉薬, values: [白, 黄土]}], variants: [{options: {釉薬: 白}}, {options: {釉薬: 黄土}, price: 24.00}]}";
    await writeFile(join(folder, "content/products.yaml"), `${mug}\n`);
  };
  const kiln = await siteOf("kiln", { make, address: "https://kama.example/" });
  const [, address] = /"(?:https:\/\/kama\.example)?\/(products\/mug\/\?[^"]*%E9%BB%84%E5%9C%9F)"/.exec(await kiln.read("products/mug/index.html"));
  await visiting(kiln, address, async (page) => {
    await until(async () => (await shown(page, ".buy .price-now")).includes("24"), "the price of the variant");
    await choose(page, "釉薬", "白");
    assert.deepEqual([...new URL(page.url()).searchParams], [["釉薬", "白"]]);
    await choose(page, "釉薬", "黄土");
    assert.equal(page.url(), kiln.home + address);
  });
});

test("a pre-order says when it is sent, and promises no days", () =>
  visiting(ceramics, "products/tall-vase/", async (page) => {
    assert.deepEqual(await Promise.all([".buy .availability", ".buy-add", ".fact-delivery"].map((part) => shown(page, part))), ["Pre-order", "Pre-order", "Free delivery to Germany"]);
    assert.match(await shown(page, ".availability-detail"), /^Sent from 19 February 2027\. Six pieces/);
    await addToCart(page);
    await page.click("[data-toast] [data-cart-open]");
    await page.waitForSelector("dialog[data-cart-drawer][open]");
    assert.ok(await page.evaluate(() => document.activeElement.id === "drawer-title"), "no button is ringed that nobody pressed");
    const { lines, days } = await cartWithTotal(page, "€118.00");
    assert.equal(lines[0].note, "Pre-order. Sent from 19 February 2027");
    assert.equal(days, undefined);
  }));

test("delivery follows the variant: free from its price on, without days when it is made first", () =>
  visiting(ceramics, "products/bowl/?glaze=slate&size=l", async (page) => {
    await until(async () => (await shown(page, ".fact-delivery")) === "Delivery to Germany €5.90, free from €90.00", "the line without days");
    await choose(page, "size", "m");
    assert.equal(await shown(page, ".fact-delivery"), "Delivery to Germany €5.90, free from €90.00, in 3 to 5 working days");
    await page.goto(`${ceramics.home}products/plate-set/`);
    assert.equal(await shown(page, ".fact-delivery"), "Free delivery to Germany, in 3 to 5 working days");
  }));

test("a subscription is priced by its interval, in the bar too", () =>
  visiting(kits, "products/kit-refresh/", async (page) => {
    assert.equal(await shown(page, ".buy .availability"), "Ready to download");
    await page.evaluate(() => scrollTo(0, 3000));
    await until(async () => (await shown(page, ".buy-bar-text"))?.endsWith("€19.00 per month"), "the bar");
  }));

test("a combination of two options: each value says what it leads to", () =>
  visiting(ceramics, "products/bowl/?glaze=slate&size=l", async (page) => {
    await until(async () => (await shown(page, "[data-slot=sku]")) === "EP-BWL-SLT-L", "the variant");
    assert.equal(await shown(page, ".buy .availability"), "Available to order");
    await choose(page, "size", "m");
    assert.equal(new URL(page.url()).search, "?glaze=slate&size=m");
    assert.equal(await shown(page, ".buy .availability"), "Only 1 left");
    // One is there: a second is not sold.
    await page.click(".buy-row [data-step='1']");
    assert.equal(await page.$eval("[name=qty]", (field) => field.value), "1");
    await addToCart(page);
    await page.click(".buy-add");
    await until(async () => (await shown(page, "[data-toast] [data-slot=text]"))?.startsWith("Only 1 of"), "the limit to be said");
    assert.equal(await count(page), "1");
  }));

/** A lesson that is not given in every place for every time. @param {string} folder */
async function writeLessons(folder) {
  await mkdir(join(folder, "content/products"), { recursive: true });
  const shop = ["name: Lessons", "description: Lessons.", "base_url: https://lessons.example/", "currency: EUR", "contact: {email: a@lessons.example}", "checkout: [email: {}]"];
  await writeFile(join(folder, "content/shop.yaml"), `${shop.join("\n")}\n`);
  const variant = (place, time, price, more = "") => `  - {options: {Place: ${place}, Time: ${time}}, sku: L-${place[0]}-${time.slice(0, 2)}, price: ${price}${more}}`;
  const variants = [variant("Studio", "60 min", "65.00"), variant("Home", "90 min", "110.00"), variant("Studio", "30 min", "35.00", ", availability: out_of_stock")];
  const options = ["options:", "  - {name: Place, values: [Studio, Home]}", "  - {name: Time, values: [60 min, 90 min, 30 min]}", "variants:", ...variants];
  await writeFile(join(folder, "content/products/lesson.md"), ["---", "title: Lesson", "summary: A lesson.", "kind: service", ...options, "---", ""].join("\n"));
}

test("a choice that is not sold with the others takes the nearest that is", async () => {
  const lessons = await siteOf("lessons", { make: writeLessons, address: "https://lessons.example/" });
  const states = (page) => page.$$eval(".option-value", (values) => values.map((value) => value.innerText.replace(/\s+/g, " ").trim()));
  const chosen = (page) => page.$$eval(".buy :checked", (radios) => radios.map(({ value }) => value));
  await visiting(lessons, "products/lesson/", async (page) => {
    assert.deepEqual(await states(page), ["Studio", "Home not with this choice", "60 min", "90 min not with this choice", "30 min sold out"]);
    await choose(page, "time", "90-min");
    assert.deepEqual(await chosen(page), ["home", "90-min"]);
    assert.equal(await shown(page, ".buy .price-now"), "€110.00");
    assert.deepEqual(await states(page), ["Studio not with this choice", "Home", "60 min not with this choice", "90 min", "30 min not with this choice"]);
    assert.equal(new URL(page.url()).search, "?place=home&time=90-min");
    await addToCart(page);
    assert.equal(await count(page), "1");
    // Of two that are sold in the studio the one that can be had.
    await choose(page, "place", "studio");
    assert.deepEqual(await chosen(page), ["studio", "60-min"]);
    // What an address asks for stays as far as it is sold.
    await page.goto(`${lessons.home}products/lesson/?time=90-min`, { waitUntil: "networkidle0" });
    assert.deepEqual(await chosen(page), ["home", "90-min"]);
    await page.goto(`${lessons.home}products/lesson/?place=home&time=60-min`, { waitUntil: "networkidle0" });
    await until(async () => (await shown(page, ".buy .price-now")) === (await page.$eval(".buy-bar [data-slot=text]", (text) => text.textContent)), "one price");
  });
});

test("adding confirms, counts, and the drawer shows the line with delivery and total", () =>
  visiting(kits, "products/live-selling-kit/", async (page) => {
    await choose(page, "monthly-budget", "growing-to-3-000");
    await choose(page, "monthly-budget", "starter-to-500");
    await addToCart(page);
    assert.equal(await shown(page, "[data-toast] [data-slot=text]"), "Live-Selling Kit, Starter (to €500) is in your cart.");
    assert.equal(await page.$eval("[data-buy-status]", (status) => `${status.role}: ${status.textContent}`), "status: Live-Selling Kit, Starter (to €500) is in your cart.");
    assert.equal(await count(page), "1");
    await page.click("[data-toast] [data-cart-open]");
    await page.waitForSelector("dialog[data-cart-drawer][open]");
    assert.deepEqual(await cartWithTotal(page, "€53.50"), {
      lines: [{ title: "Live-Selling Kit", variant: "Starter (to €500)", price: "€49.00 each", quantity: 1, sum: "€49.00" }],
      subtotal: "€49.00",
      shipping: "€4.50",
      total: "€53.50",
      free: "€31.00 to free delivery",
      days: "Delivery in 1–3 working days",
    });
    assert.equal(page.url(), `${kits.home}products/live-selling-kit/?monthly-budget=starter-to-500`);
  }));

test("quantities are stepped and typed, removed lines come back, and all of it survives a reload", () =>
  visiting(kits, "cart/", async (page) => {
    await withCart(page, kits, [{ sku: "FT-LIVE-S", qty: 1 }, { sku: "FT-CAT-S", qty: 1 }]);
    assert.equal((await cartWithTotal(page, "€88.00")).shipping, "free");
    await page.click(".cart-page [data-sku=FT-LIVE-S] [data-step='1']");
    assert.equal((await cartWithTotal(page, "€137.00")).lines[0].sum, "€98.00");
    await page.$eval(".cart-page [data-sku=FT-CAT-S] input", (field) => field.select());
    await page.keyboard.type("3");
    await page.keyboard.press("Tab");
    await cartWithTotal(page, "€215.00");
    assert.equal(await count(page), "5");
    assert.equal(await page.$eval(".cart-page [data-cart-status]", (status) => status.textContent), "Total €215.00");

    await page.click(".cart-page [data-sku=FT-LIVE-S] [data-remove]");
    const without = await cartWithTotal(page, "€117.00");
    assert.deepEqual(without.lines.map(({ title }) => title), ["Visual Catalogue Kit"]);
    assert.equal(without.undo, "Live-Selling Kit, Starter (to €500) removed.");
    assert.ok(await page.evaluate(() => document.activeElement.matches("[data-undo]")), "the way back has the focus");
    await page.keyboard.press("Enter");
    const again = await cartWithTotal(page, "€215.00");
    assert.deepEqual(again.lines.map(({ title, quantity }) => [title, quantity]), [["Live-Selling Kit", 2], ["Visual Catalogue Kit", 3]]);
    assert.equal(await page.evaluate(() => document.activeElement.closest("[data-sku]")?.dataset.sku), "FT-LIVE-S");

    const name = await reference(page);
    await page.reload({ waitUntil: "networkidle0" });
    assert.deepEqual((await cartWithTotal(page, "€215.00")).lines.map(({ quantity }) => quantity), [2, 3]);
    assert.equal(await reference(page), name);

    await page.click(".cart-page [data-cart-clear]");
    await until(async () => (await cart(page)).undo === "2 items removed.", "the empty cart");
    assert.equal((await cart(page)).empty, "Your cart is empty.");
    assert.equal(await count(page), null);

    await withCart(page, kits, [{ sku: "FT-LIVE-S", qty: 2 }]);
    await page.click(".cart-page [data-cart-clear]");
    await until(async () => (await cart(page)).undo === "Live-Selling Kit, Starter (to €500) removed.", "the name of the only line");
    await page.click(".cart-page [data-undo]");
    assert.equal((await cartWithTotal(page, "€98.00")).lines.length, 1);
  }));

test("a second tab and the back button show the same cart", () =>
  visiting(ceramics, "products/teapot/", async (page) => {
    const other = await visit(browser, `${ceramics.home}products/espresso-set/`, { beside: page });
    // Only the tab in front can be clicked.
    await page.bringToFront();
    await addToCart(page);
    await until(async () => (await count(other)) === "1", "the other tab's count");
    await other.bringToFront();
    await addToCart(other);
    await until(async () => (await count(page)) === "2", "this tab's count");

    await other.goto(`${ceramics.home}cart/`, { waitUntil: "networkidle0" });
    await drawn(other);
    await page.bringToFront();
    await page.goto(`${ceramics.home}cart/`, { waitUntil: "networkidle0" });
    await drawn(page);
    await page.click(".cart-page [data-sku=EP-TPT-SLT] [data-remove]");
    await until(async () => (await cart(other)).lines.length === 1, "the other tab's cart");
    await page.goBack({ waitUntil: "load" });
    await until(async () => (await count(page)) === "1", "the count after going back");
    assert.deepEqual(other.faults, []);
  }));

test("delivery: each zone's cost, the dearest class, free from its amount, nothing for downloads", () =>
  visiting(kits, "cart/", async (page) => {
    await withCart(page, kits, [{ sku: "FT-LIVE-S", qty: 2 }]);
    const first = await cartWithTotal(page, "€98.00");
    assert.equal(first.shipping, "free");
    assert.equal(first.free, undefined);
    await deliverTo(page, "European Union");
    const europe = await cartWithTotal(page, "€106.90");
    assert.deepEqual([europe.shipping, europe.free, europe.days], ["€8.90", "€52.00 to free delivery", "Delivery in 3–7 working days"]);
    await deliverTo(page, "United Kingdom");
    const kingdom = await cartWithTotal(page, "€107.90");
    assert.deepEqual([kingdom.shipping, kingdom.free], ["€9.90", undefined]);

    await withCart(page, kits, [{ sku: "FT-LIVE-S", qty: 2 }, { sku: "FT-VIP-S", qty: 1 }]);
    const boxed = await cartWithTotal(page, "€182.90");
    assert.equal(boxed.shipping, "€15.90", "the zone chosen before is kept, and the boxed line is the dearest");
    assert.equal(boxed.lines[1].note, "Pre-order. Sent from 1 February 2027");
    await withCart(page, kits, [{ sku: "FT-VIP-S", qty: 1, price: 100 }]);
    await until(async () => /^Pre-order\. Sent from 1 February 2027\. The price changed from €1\.00 to €[\d.]+\.$/.test((await cart(page)).lines[0]?.note), "one full stop each");

    await withCart(page, kits, [{ sku: "FT-CLIP-S", qty: 1 }]);
    assert.equal((await cartWithTotal(page, "€36.00")).shipping, "not needed");
    assert.equal(await shown(page, ".cart-page .cart-zone"), null);
  }));

test("delivery is free from the subtotal that the cart shows, downloads included", () =>
  visiting(kits, "cart/", async (page) => {
    await withCart(page, kits, [{ sku: "FT-LIVE-S", qty: 1 }]);
    const alone = await cartWithTotal(page, "€53.50");
    assert.deepEqual([alone.shipping, alone.free], ["€4.50", "€31.00 to free delivery"]);
    await withCart(page, kits, [{ sku: "FT-LIVE-S", qty: 1 }, { sku: "FT-CLIP-S", qty: 1 }]);
    const both = await cartWithTotal(page, "€85.00");
    assert.deepEqual([both.subtotal, both.shipping, both.free], ["€85.00", "free", undefined]);
  }));

test("delivery: the first zone counts until another is chosen, whatever the browser's language", () =>
  visiting(
    ceramics,
    "cart/",
    async (page) => {
      await withCart(page, ceramics, [{ sku: "EP-MUG-SLT", qty: 1 }, { sku: "EP-PLN-12", qty: 1 }]);
      const germany = await cartWithTotal(page, "€76.90");
      assert.deepEqual([germany.shipping, germany.free, germany.days], ["€12.90", "€26.00 to free delivery", "Delivery in 3–5 working days"]);
      assert.equal(await page.$eval(".cart-page select", (select) => select.value), "Germany");
      await deliverTo(page, "France");
      const france = await cartWithTotal(page, "€83.90");
      assert.deepEqual([france.shipping, france.free], ["€19.90", "€56.00 to free delivery"]);
      await page.reload({ waitUntil: "networkidle0" });
      await cartWithTotal(page, "€83.90");
      assert.equal(await page.$eval(".cart-page select", (select) => select.value), "France");
    },
    { language: "fr-FR" },
  ));

test("an order by WhatsApp and by email, line by line", () =>
  visiting(kits, "cart/", async (page) => {
    await withCart(page, kits, [{ sku: "FT-LIVE-S", qty: 1 }, { sku: "FT-CLIP-G", qty: 2 }, { sku: "FT-REFRESH", qty: 1 }]);
    const { lines } = await cartWithTotal(page, "€241.00 + €19.00 per month");
    assert.deepEqual(lines.map(({ price }) => price), ["€49.00 each", "€96.00 each", "€19.00 per month"]);
    await deliverTo(page, "United Kingdom");
    await cartWithTotal(page, "€250.90 + €19.00 per month");
    const expected = [
      "Hello Feed & Till, I would like to order:",
      "1 × Live-Selling Kit, Starter (to €500) (FT-LIVE-S) €49.00",
      "2 × Short-Video Kit, Growing (to €3,000) (FT-CLIP-G) €192.00",
      "1 × Kit Refresh (FT-REFRESH) €19.00 per month",
      "Delivery (United Kingdom): €9.90",
      "Total: €250.90 + €19.00 per month",
      `Order reference: ${await reference(page)}`,
      `Shop: ${kits.home}`,
      "Name: ",
      "Address: ",
    ];
    const chat = await order(page, "Order by WhatsApp");
    assert.ok(chat.startsWith("https://wa.me/353209150142?text=Hello%20Feed%20%26%20Till"), chat);
    assert.deepEqual(message(chat), expected);
    assert.ok(!/[+\s]/.test(chat), "blanks are %20");

    const mail = await order(page, "Order by e-mail");
    assert.ok(mail.startsWith("mailto:hello@feedandtill.example?subject=Order%20at%20Feed%20%26%20Till&body="), mail);
    assert.deepEqual(message(mail), expected);
    assert.equal(mail.split("%0D%0A").length, expected.length, "lines end in CR LF");
    assert.equal((await cart(page)).lines.length, 3, "the cart stays: an order is no sale yet");
  }));

test("an order says what is sent later, and when", () =>
  visiting(ceramics, "cart/", async (page) => {
    await withCart(page, ceramics, [{ sku: "EP-TVS-SGE", qty: 1 }, { sku: "EP-MUG-SLT", qty: 1 }]);
    const lines = message(await order(page, "Order by WhatsApp"));
    assert.deepEqual(lines.slice(1, 4), [
      "1 × Tall vase, Sage (EP-TVS-SGE) €118.00",
      "(Pre-order. Sent from 19 February 2027)",
      "1 × Stoneware mug, Slate (EP-MUG-SLT) €36.00",
    ]);
  }));

test("an order asks for no address where nothing is sent", () =>
  visiting(kits, "cart/", async (page) => {
    await withCart(page, kits, [{ sku: "FT-REFRESH", qty: 1 }]);
    assert.ok(!message(await order(page, "Order by WhatsApp")).some((line) => /^(Name|Address)/.test(line)));
  }));

test("an order by WhatsApp from the pottery", () =>
  visiting(ceramics, "products/mug/?glaze=slate", async (page) => {
    await addToCart(page);
    await page.click(".header [data-cart-open]");
    await deliverTo(page, "Germany");
    await cartWithTotal(page, "€41.90");
    assert.deepEqual(message(await order(page, "Order by WhatsApp")), [
      "Hello Ellerbach Pottery, I would like to order:",
      "1 × Stoneware mug, Slate (EP-MUG-SLT) €36.00",
      "Delivery (Germany): €5.90",
      "Total: €41.90",
      `Order reference: ${await reference(page)}`,
      `Shop: ${ceramics.home}`,
      "Name: ",
      "Address: ",
    ]);
  }));

test("a payment link: one line goes there, several are paid one by one", () =>
  visiting(kits, "cart/", async (page) => {
    await withCart(page, kits, [{ sku: "FT-LIVE-G", qty: 1 }]);
    await cartWithTotal(page, "€129.00");
    assert.equal(await order(page, "Pay by card"), `https://buy.stripe.com/test_7sI9AV0Um2v14dW145?client_reference_id=${await reference(page)}`);

    await withCart(page, kits, [{ sku: "FT-LIVE-G", qty: 1 }, { sku: "FT-CLIP-S", qty: 2 }, { sku: "FT-DAY", qty: 1 }]);
    await cartWithTotal(page, "from €891.00");
    page.outside.length = 0;
    const said = "One payment page per item, and delivery as each page says: please pay line by line. Set-Up Day has no payment link. Please order it in another way, or write to us.";
    assert.equal(await shown(page, ".cart-checkout small"), said, "before the click");
    await page.click(".cart-page [data-pay]");
    await page.waitForSelector(".cart-page [data-pay-lines]:not([hidden]) li");
    assert.equal((await cart(page)).message, undefined, "it is said once");
    assert.equal(await focused(page), said, "and read out at the click");
    const name = await reference(page);
    const lines = await page.$$eval(".cart-page [data-pay-lines] li", (items) =>
      items.map((item) => [item.querySelector("a:not([hidden])")?.href ?? null, item.querySelector("a:not([hidden]) [data-slot=pay]")?.innerText ?? null, item.querySelector("small").checkVisibility() ? item.querySelector("small").innerText : null]),
    );
    assert.deepEqual(lines, [
      [`https://buy.stripe.com/test_7sI9AV0Um2v14dW145?client_reference_id=${name}`, "Pay 1 × Live-Selling Kit, Growing (to €3,000)", null],
      [`https://buy.stripe.com/test_9AQ28tbJa0mT6m414a?client_reference_id=${name}`, "Pay 2 × Short-Video Kit, Starter (to €500)", "Set the quantity to 2 on the payment page."],
    ]);
    assert.deepEqual(page.outside, [], "nothing was opened yet");
  }));

/** The text of what has the focus. */
const focused = (page) => page.evaluate(() => document.activeElement.innerText.replace(/\s+/g, " ").trim());

/** The ways to order from the top down, the label of each with its note and with whether it is the primary one. */
const ways = (page) =>
  page.$$eval(".cart-page .cart-checkout", (items) =>
    items
      .filter((item) => item.checkVisibility())
      .sort((one, other) => one.getBoundingClientRect().top - other.getBoundingClientRect().top)
      .map((item) => [item.querySelector("button").innerText, item.querySelector("small").innerText, getComputedStyle(item.querySelector("button")).borderColor === "rgba(0, 0, 0, 0)"]),
  );

test("paying online is offered where it leads somewhere; what leaves something out says so, and stands behind what takes all", () =>
  visiting(kits, "cart/", async (page) => {
    await withCart(page, kits, [{ sku: "FT-DAY", qty: 1 }]);
    await cartWithTotal(page, "from €690.00");
    assert.deepEqual((await ways(page)).map(([label, , primary]) => [label, primary]), [["Order by WhatsApp", true], ["Order by e-mail", false]]);
    await withCart(page, kits, [{ sku: "FT-DAY", qty: 1 }, { sku: "FT-LIVE-G", qty: 2 }]);
    await cartWithTotal(page, "from €948.00");
    const found = await ways(page);
    assert.deepEqual(found.map(([label, , primary]) => [label, primary]), [["Order by WhatsApp", true], ["Order by e-mail", false], ["Pay by card", false]]);
    const [, , [, note]] = found;
    assert.match(note, /\. Set the quantity to 2 on the payment page\. Set-Up Day has no payment link\. Please order it in another way, or write to us\.$/);
    assert.doesNotMatch(note, /One payment page per item/);
    await page.click(".cart-page [data-sku=FT-LIVE-G] [data-remove]");
    await cartWithTotal(page, "from €690.00");
    assert.equal((await ways(page))[0][0], "Order by WhatsApp");
    await withCart(page, kits, [{ sku: "FT-LIVE-G", qty: 1 }, { sku: "FT-CLIP-S", qty: 1 }]);
    assert.deepEqual((await ways(page)).map(([label, , primary]) => [label, primary]), [["Pay by card", true], ["Order by WhatsApp", false], ["Order by e-mail", false]]);
  }));

test("a shop with no other way says why nothing can be paid", async () => {
  const make = async (folder) => {
    await mkdir(join(folder, "content"), { recursive: true });
    const shop = ["name: Links", "description: Only links.", "base_url: https://links.example/", "currency: EUR", "contact: {email: a@links.example}", "checkout: [payment_link: {}]"];
    await writeFile(join(folder, "content/shop.yaml"), `${shop.join("\n")}\n`);
    await writeFile(join(folder, "content/products.yaml"), "- {slug: cup, title: Cup, summary: A cup., sku: CUP, price: 9.00, kind: digital}\n");
  };
  const links = await siteOf("links", { make, address: "https://links.example/" });
  await visiting(links, "cart/", async (page) => {
    await withCart(page, links, [{ sku: "CUP", qty: 1 }]);
    await cartWithTotal(page, "€9.00");
    assert.deepEqual(await ways(page), [["Pay online", "Cup has no payment link. Please order it in another way, or write to us.", true]]);
    await page.click(".cart-page [data-pay]");
    await until(async () => (await focused(page)) === "Cup has no payment link. Please order it in another way, or write to us.", "the answer to the click");
    assert.equal((await cart(page)).message, undefined, "it is said once");
  });
});

test("other payment hosts get their link untouched, and the note before the click says who charges", () =>
  visiting(ceramics, "cart/", async (page) => {
    await withCart(page, ceramics, [{ sku: "EP-TPT-SLT", qty: 1 }]);
    await deliverTo(page, "Germany");
    await cartWithTotal(page, "€142.00");
    assert.match(await shown(page, ".cart-page .cart-checkout small"), /You pay there, the provider tells us/);
    assert.equal(await order(page, "Pay by card or bank transfer"), "https://pay.ceramics.example/teapot-slate");
  }));

test("what changed since the last visit is said on its line and not counted silently", () =>
  visiting(ceramics, "cart/", async (page) => {
    await withCart(page, ceramics, [
      { sku: "EP-MUG-CHK", qty: 1, price: 3200 },
      { sku: "EP-MUG-OCH", qty: 1, price: 3400 },
      { sku: "GONE-1", qty: 2, price: 900 },
      { sku: "EP-TPT-SLT", qty: 5, price: 14000 },
    ]);
    await deliverTo(page, "Germany");
    const { lines, subtotal, total } = await cartWithTotal(page, "€318.00");
    assert.deepEqual(lines, [
      { title: "Stoneware mug", variant: "Chalk", price: "€34.00 each", note: "The price changed from €32.00 to €34.00.", quantity: 1, sum: "€34.00" },
      { title: "Stoneware mug", variant: "Ochre", price: "€34.00 each", note: "Sold out since you added it. Not counted." },
      { title: "GONE-1", note: "No longer in this shop. Not counted." },
      { title: "Teapot, Slate", price: "€142.00 each", note: "Only 2 left. The price changed from €140.00 to €142.00.", quantity: 2, sum: "€284.00" },
    ]);
    assert.deepEqual([subtotal, total], ["€318.00", "€318.00"]);
    const ordered = message(await order(page, "Order by e-mail")).filter((line) => line.includes("×"));
    assert.deepEqual(ordered, ["1 × Stoneware mug, Chalk (EP-MUG-CHK) €34.00", "2 × Teapot, Slate (EP-TPT-SLT) €284.00"]);
  }));

test("a price that changes while the cart is open stops the order until the customer has seen it", () =>
  visiting(ceramics, "cart/", async (page) => {
    await withCart(page, ceramics, [{ sku: "EP-POV-CHK", qty: 1, price: 9600 }]);
    await deliverTo(page, "Germany");
    await cartWithTotal(page, "€96.00");
    const files = ceramics.files.filter((file) => file.startsWith("data/offers/"));
    const before = await Promise.all(files.map((file) => ceramics.read(file)));
    const write = (change) => Promise.all(files.map((file, at) => writeFile(join(ceramics.folder, file), change(before[at]))));
    try {
      await write((text) => text.replace('"p":9600', '"p":9900'));
      page.outside.length = 0;
      await page.click(".cart-page [data-pay]");
      await until(async () => (await cart(page)).message, "a message");
      const now = await cart(page);
      assert.equal(now.message, "Something in your cart changed. Please check the total, then continue.");
      assert.deepEqual([now.total, now.lines[0].note], ["€99.00", "The price changed from €96.00 to €99.00."]);
      assert.deepEqual(page.outside, []);
      assert.equal(await order(page, "Pay by card or bank transfer"), "https://pay.ceramics.example/pour-over");
    } finally {
      await write((text) => text);
    }
  }));

test("an order too long for a link is handed over as text to copy", () =>
  visiting(kits, "cart/", async (page) => {
    const offers = JSON.parse(await readFile(join(kits.folder, "data/offers/0.json"), "utf8"));
    await withCart(page, kits, Object.keys(offers).map((sku) => ({ sku, qty: 1 })));
    page.outside.length = 0;
    await page.evaluate(() => document.querySelector(".cart-page [data-checkout='1'] [data-pay]").click());
    await page.waitForSelector(".cart-page .cart-copy:not([hidden])");
    const text = await page.$eval(".cart-page textarea", (field) => field.value);
    assert.equal(text.split("\n").filter((line) => line.startsWith("1 × ")).length, Object.keys(offers).length);
    assert.equal(await page.$eval(".cart-page .cart-copy a", (link) => link.href), "https://wa.me/353209150142");
    assert.deepEqual(page.outside, []);
  }));

test("foreign or broken storage is an empty cart, not a broken page", () =>
  visiting(kits, "cart/", async (page) => {
    for (const text of ["{", '"x"', '{"lines":"no"}', '{"lines":[{"sku":7,"qty":1},{"sku":"FT-DAY","qty":-2}]}']) {
      await page.evaluate((key, text) => localStorage.setItem(key, text), `shopwright.cart.${kits.base}`, text);
      await page.reload({ waitUntil: "networkidle0" });
      await drawn(page);
      assert.equal((await cart(page)).empty, "Your cart is empty.", text);
    }
  }));

test("links that order one variant alone carry that variant", () =>
  visiting(kits, "products/live-selling-kit/", async (page) => {
    await choose(page, "monthly-budget", "growing-to-3-000");
    await until(async () => (await page.$eval("[data-provider=payment_link]", (link) => link.href)).endsWith("145"), "the variant's payment link");
    const chat = await page.$eval("[data-provider=whatsapp]", (link) => link.href);
    assert.deepEqual(message(chat), [
      "Hello Feed & Till, I would like to order:",
      "1 × Live-Selling Kit, Growing (to €3,000) (FT-LIVE-G) €129.00",
      "Delivery: to be confirmed",
      "Total: €129.00",
      `Shop: ${kits.home}products/live-selling-kit/?monthly-budget=growing-to-3-000`,
      "Name: ",
      "Address: ",
    ]);
    // A payment page starts with one; how many were chosen here is said beside its link.
    const hint = () => shown(page, "li:has([data-provider=payment_link]) [data-slot=hint]");
    assert.equal(await hint(), null);
    await page.click("[data-step='1']");
    await until(async () => (await hint()) === "Set the quantity to 2 on the payment page.", "the quantity beside the link");
  }));

test("the shop cannot be reached: the cart says so and keeps its lines", () =>
  visiting(ceramics, "products/teapot/", async (page) => {
    await addToCart(page);
    const session = await page.createCDPSession();
    await session.send("Network.enable");
    await session.send("Network.setCacheDisabled", { cacheDisabled: true });
    await page.evaluate(() => (window.fetch = () => Promise.reject(new TypeError("offline"))));
    await page.click(".header [data-cart-open]");
    await drawn(page);
    const offline = await shown(page, "[data-slot=offline]");
    const { lines } = await cart(page);
    assert.ok(offline?.startsWith("The current prices could not be loaded") || lines.length === 1, `${offline} ${JSON.stringify(lines)}`);
    assert.equal(await count(page), "1");
  }));

test("the shop cannot be reached: the buy box says so, where it is looked at, and works at the next click", () =>
  visiting(ceramics, "products/mug/", async (page) => {
    await page.evaluate(() => {
      window.realFetch = window.fetch;
      window.fetch = () => Promise.reject(new TypeError("offline"));
    });
    const failed = "That could not be loaded. Please check your connection and try again.";
    await page.click(".buy-add");
    assert.equal(await until(() => shown(page, ".buy [role=alert]"), "the message"), failed);
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await until(async () => (await shown(page, ".buy-bar p")) === failed, "the message beside the button of the bar");
    assert.equal(await count(page), null);
    await page.evaluate(() => (window.fetch = window.realFetch));
    await page.click(".buy-bar [data-add]");
    await until(async () => (await count(page)) === "1", "the count");
    assert.equal(await shown(page, ".buy-bar p"), null);
    assert.ok(page.faults.every((fault) => fault.includes("offline")), page.faults.join("\n"));
    page.faults.length = 0;
  }));

test("a quantity that cannot be ordered is told at its field, and nothing is added instead", () =>
  visiting(ceramics, "products/teapot/", async (page) => {
    const quantity = (text) =>
      page.$eval("[name=qty]", (field, text) => {
        field.value = text;
        field.dispatchEvent(new Event("change", { bubbles: true }));
      }, text);
    for (const text of ["0", "-2", "1.5", "1,5", "", "1000", "3"]) {
      await quantity(text);
      await page.click(".buy-add");
      await until(() => page.evaluate(() => document.activeElement.name === "qty"), `the field to be shown for “${text}”`);
      assert.equal(await page.$eval("[name=qty]", (field) => field.value), text);
      assert.equal(await count(page), null, text);
      assert.equal(await shown(page, ".buy-direct"), null, `${text}: no link that orders another number`);
      await page.evaluate(() => document.activeElement.blur());
    }
    assert.equal(await page.$eval("[name=qty]", (field) => field.validationMessage), "Enter a whole number from 1 to 2.");
    await quantity("2");
    await page.click(".buy-add");
    await until(async () => (await count(page)) === "2", "the count");
  }));

test("what is typed into the cart is taken as it is, or it is said what became of it", () =>
  visiting(kits, "cart/", async (page) => {
    await withCart(page, kits, [{ sku: "FT-LIVE-S", qty: 3 }]);
    await cartWithTotal(page, "€147.00");
    const type = async (text, total) => {
      await page.$eval(".cart-page [data-sku=FT-LIVE-S] input", (field) => field.select());
      await page.keyboard.type(text);
      await page.keyboard.press("Tab");
      return cartWithTotal(page, total);
    };
    const told = () => page.$$eval(".cart-page .cart-line-note", (notes) => notes.filter((note) => note.checkVisibility()).map((note) => note.innerText));
    const status = () => page.$eval(".cart-page [data-cart-status]", (status) => status.textContent);
    for (const [text, quantity, total] of [["2,5", 2, "€98.00"], ["99999", 99, "€4,851.00"], ["-4", 1, "€53.50"]]) {
      assert.equal((await type(text, total)).lines[0].quantity, quantity, text);
      await until(async () => (await status()) === "Enter a whole number from 1 to 99.", `what is said of “${text}”`);
      assert.deepEqual(await told(), ["Enter a whole number from 1 to 99."], text);
    }
    await type("2", "€98.00");
    await until(async () => (await status()) === "Total €98.00", "the total");
    assert.deepEqual(await told(), []);
    await page.$eval(".cart-page [data-sku=FT-LIVE-S] input", (field) => field.select());
    await page.keyboard.type("0");
    await page.keyboard.press("Tab");
    await until(async () => (await cart(page)).undo === "Live-Selling Kit, Starter (to €500) removed.", "the way back");
    await page.click(".cart-page [data-undo]");
    await cartWithTotal(page, "€98.00");
  }));
