/** Without a mouse: the order in which Tab walks, a ring that is seen and never covered, and everything that can be bought by keys alone. */
import assert from "node:assert/strict";
import test from "node:test";
import { launch, leave, until, visit, visitsIn } from "./chrome.mjs";
import { cart, cartWithTotal, count, shown } from "./customer.mjs";
import { oneOfEachKind, pathOf, sites } from "./sites.mjs";

const browser = await launch();
const [kits, ceramics] = await sites("kits", "ceramics");

const visiting = visitsIn(browser);

const press = async (page, ...keys) => {
  for (const key of keys) await (key === "Shift+Tab" ? page.keyboard.down("Shift").then(() => page.keyboard.press("Tab")).then(() => page.keyboard.up("Shift")) : page.keyboard.press(key));
};

/** The element with the focus: what it is, and what there is to see of the focus. `width` is that of its ring, or of the one around it. */
const focused = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const label = element.closest(".option-value, .quantity");
    const ring = [element, label].filter(Boolean).map((place) => getComputedStyle(place)).find(({ outlineStyle, outlineWidth }) => outlineStyle !== "none" && parseFloat(outlineWidth) >= 2);
    const box = (label?.contains(element) && element.matches("[type=radio]") ? label : element).getBoundingClientRect();
    // The part of it that is in the window; some point of it must be on top.
    const [left, top] = [Math.max(box.left, 0), Math.max(box.top, 0)];
    const [right, bottom] = [Math.min(box.right, innerWidth), Math.min(box.bottom, innerHeight)];
    const points = [0.5, 0.1, 0.9].flatMap((x) => [0.5, 0.1, 0.9].map((y) => [left + (right - left) * x, top + (bottom - top) * y]));
    const seen = right > left && bottom > top && points.some(([x, y]) => {
      const hit = document.elementFromPoint(x, y);
      return hit && (element.contains(hit) || hit.contains(element) || label?.contains(hit));
    });
    const name = (element.getAttribute("aria-label") ?? element.innerText ?? "").replace(/\s+/g, " ").trim();
    return { tag: element.localName, class: element.className, name: name || element.id || element.name, href: element.getAttribute("href"), seen, width: ring ? parseFloat(ring.outlineWidth) : 0, html: element.outerHTML.slice(0, 140) };
  });

/** Walks with Tab from the top until the walk leaves the page, or begins again. */
async function walk(page, most = 250) {
  const steps = [];
  for (let step = 0; step < most; step += 1) {
    await press(page, "Tab");
    const now = await focused(page);
    if (!now || now.html === steps[0]?.html) return steps;
    steps.push(now);
  }
  throw new Error(`no end after ${most} stops, the last: ${steps.slice(-3).map(({ html }) => html).join("\n")}`);
}

/** Whatever can be reached with Tab, in the order of the page. */
const reachable = (page) =>
  page.evaluate(() => {
    const radios = new Set();
    return [...document.querySelectorAll("a[href], button, input, select, textarea, summary, iframe, video[controls], [tabindex]")]
      .filter((element) => element.tabIndex >= 0 && !element.disabled && element.type !== "hidden" && element.checkVisibility({ visibilityProperty: true }))
      .filter((element) => {
        if (element.type !== "radio") return true;
        // One stop per group: the chosen one.
        const chosen = element.form[element.name].value ? element.checked : !radios.has(element.name);
        radios.add(element.name);
        return chosen;
      })
      .map((element) => element.outerHTML.slice(0, 140));
  });

for (const site of [kits, ceramics]) {
  test(`${site.name}: on every kind of page Tab reaches everything in its order, and the focus is seen`, async () => {
    const page = await visit(browser, site.home);
    for (const [kind, file] of await oneOfEachKind(site)) {
      await page.goto(site.home + pathOf(file), { waitUntil: "networkidle0" });
      // The search takes the focus at once; the walk begins at the top all the same.
      await page.evaluate(() => {
        document.documentElement.tabIndex = -1;
        document.documentElement.focus();
        document.documentElement.removeAttribute("tabindex");
      });
      const expected = await reachable(page);
      const steps = await walk(page);
      assert.deepEqual(steps.map(({ html }) => html), expected, `${kind}: order`);
      for (const { seen, width, html } of steps) assert.ok(seen && width >= 2, `${kind}: ${seen ? "seen" : "covered or outside"}, ring of ${width}px: ${html}`);
      assert.deepEqual([steps[0].class, steps[0].href], ["skip", "#main"], `${kind}: the first stop`);
    }
    await leave(page);
  });
}

test("a small window: the focus is never below the header or the bar with the button", () =>
  visiting(
    ceramics,
    "products/mug/",
    async (page) => {
      for (const { seen, html } of await walk(page)) assert.ok(seen, html);
      // And on the way back.
      for (let step = 0; step < 200; step += 1) {
        await press(page, "Shift+Tab");
        const now = await focused(page);
        if (!now) break;
        assert.ok(now.seen, `backwards: ${now.html}`);
      }
    },
    { width: 390, height: 700 },
  ));

test("the skip link leads past the header", () =>
  visiting(kits, "faq/", async (page) => {
    await press(page, "Tab");
    const skip = await focused(page);
    assert.equal(skip.name, "Skip to the content");
    assert.ok(skip.seen);
    await press(page, "Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
    await press(page, "Tab");
    assert.ok(await page.evaluate(() => document.querySelector("main").contains(document.activeElement)));
  }));

test("a variant is chosen, added, looked at in the drawer and ordered", () =>
  visiting(kits, "products/live-selling-kit/", async (page) => {
    const to = async (wanted) => {
      for (let step = 0; step < 60; step += 1) {
        await press(page, "Tab");
        if (await page.evaluate((wanted) => document.activeElement.matches(wanted), wanted)) return;
      }
      throw new Error(`Tab does not reach ${wanted}`);
    };
    await to("[name=monthly-budget]");
    await press(page, "ArrowRight");
    await until(async () => (await shown(page, ".buy .price-now")) === "€129.00", "the price of the variant");
    await until(async () => (await page.$eval("[data-buy-status]", (status) => status.textContent)).startsWith("€129.00"), "the change to be read out");
    await to(".buy-add");
    await press(page, "Enter");
    await until(async () => (await count(page)) === "1", "the count");
    assert.ok(await page.evaluate(() => document.activeElement.matches(".buy-add")), "the focus stays on the button");

    await page.evaluate(() => document.activeElement.blur());
    await page.focus(".header [data-cart-open]");
    await press(page, "Enter");
    await page.waitForSelector("dialog[data-cart-drawer][open]");
    await cartWithTotal(page, "€129.00");
    const inside = () => page.evaluate(() => document.activeElement === document.body || document.querySelector("dialog[open]").contains(document.activeElement));
    const stops = [];
    for (let step = 0; step < 30; step += 1) {
      assert.ok(await inside(), "the focus stays in the drawer");
      const now = await focused(page);
      if (now) {
        assert.ok(now.seen && (step === 0 || now.width >= 2), `ring of ${now.width}px: ${now.html}`);
        if (stops.includes(now.html) && stops.length > 3) break;
        stops.push(now.html);
      }
      await press(page, "Tab");
    }
    assert.ok(stops.some((html) => html.includes("data-pay")) && stops.some((html) => html.includes("drawer-close")), stops.join("\n"));

    await press(page, "Escape");
    await until(() => page.evaluate(() => !document.querySelector("dialog[open]")), "the drawer to close");
    assert.ok(await page.evaluate(() => document.activeElement.matches(".header [data-cart-open]")), "the focus is where it was");

    await press(page, "Enter");
    await page.waitForSelector("dialog[data-cart-drawer][open]");
    await cartWithTotal(page, "€129.00");
    await page.focus("dialog [data-remove]");
    await press(page, "Space");
    await until(async () => (await cart(page)).undo, "the way back");
    await press(page, "Enter");
    await cartWithTotal(page, "€129.00");
    page.outside.length = 0;
    await page.focus("dialog .cart-checkout:nth-child(2) [data-pay]");
    await press(page, "Enter");
    assert.match(await until(() => page.outside[0], "the chat"), /^https:\/\/wa\.me\/353209150142\?text=/);
  }));

test("the menu of a phone opens, leads on, and closes with Escape", () =>
  visiting(
    kits,
    "about/",
    async (page) => {
      await page.focus("[popovertarget=menu]");
      await press(page, "Enter");
      await until(() => shown(page, "#menu"), "the menu");
      await press(page, "Tab");
      assert.equal((await focused(page)).name, "All kits");
      await press(page, "Escape");
      await until(async () => (await shown(page, "#menu")) === null, "the menu to close");
      assert.ok(await page.evaluate(() => document.activeElement.matches("[popovertarget=menu]")), "the focus is on its button");
      await press(page, "Enter", "Tab", "Tab", "Enter");
      await page.waitForSelector("body.page-collection");
      assert.equal(page.url(), `${kits.home}collections/get-known/`);
    },
    { width: 390, height: 800 },
  ));

test("questions open with Enter and Space, and by their address", () =>
  visiting(kits, "faq/#measure-roi", async (page) => {
    assert.ok(await page.$eval("#measure-roi", (question) => question.open));
    await page.focus("details.question:not([open]) summary");
    const open = () => page.$$eval("details.question[open]", (all) => all.length);
    const before = await open();
    await press(page, "Enter");
    assert.equal(await open(), before + 1);
    await press(page, "Space");
    assert.equal(await open(), before);
  }));

test("filters work by keys, and their button gives the focus back to the panel's head", () =>
  visiting(ceramics, "products/", async (page) => {
    await page.focus("details.filters-panel summary");
    await press(page, "Enter");
    await page.waitForSelector("input[name='f.Glaze']");
    await page.focus("input[name='f.Glaze'][value='Slate']");
    await press(page, "Space");
    await until(async () => (await shown(page, "[data-count]")) === "4 products" || (await shown(page, "[data-count]")) === "3 products", "fewer products");
    await page.focus(".filters-actions [type=submit]");
    await press(page, "Enter");
    assert.ok(await page.evaluate(() => document.activeElement.matches("summary") && !document.activeElement.parentElement.open));
  }));
