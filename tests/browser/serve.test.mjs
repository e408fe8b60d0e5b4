/** The dev server in a browser: what the author types is on the page, and everything else on it stays. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import test, { after } from "node:test";
import { fileURLToPath } from "node:url";
import { launch, leave, settled, until, visit } from "./chrome.mjs";

const repository = join(dirname(fileURLToPath(import.meta.url)), "../..");
const binary = process.env.SHOPWRIGHT ?? join(repository, process.env.CARGO_TARGET_DIR ?? "target", "release/shopwright");
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await launch();

const PRODUCT = "content/products/tall-vase.md";

/** A copy of the example, served. @param {number} port */
async function serveCopy(port = 0) {
  const folder = await mkdtemp(join(tmpdir(), "shopwright-serve-"));
  await cp(join(repository, "examples/ceramics"), folder, { recursive: true });
  let child;
  const start = async (at) => {
    child = spawn(binary, ["serve", folder, "--port", String(at), "--today", "2026-11-23"], { stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, SHOPWRIGHT_EDITOR: "true" } });
    let said = "";
    child.stderr.on("data", (text) => (said += text));
    return until(() => /http:\/\/localhost:(\d+)/.exec(said)?.[1], "the address", 20_000);
  };
  const own = await start(port);
  after(async () => {
    child.kill();
    await rm(folder, { recursive: true, force: true });
  });
  const file = (path) => join(folder, path);
  return {
    home: `http://127.0.0.1:${own}/`,
    read: (path) => readFile(file(path), "utf8"),
    write: (path, text) => mkdir(dirname(file(path)), { recursive: true }).then(() => writeFile(file(path), text)),
    move: (from, to) => rename(file(from), file(to)),
    remove: (path) => rm(file(path)),
    edit: async (path, change) => writeFile(file(path), change(await readFile(file(path), "utf8"))),
    restart: async () => {
      child.kill();
      await new Promise((done) => child.once("exit", done));
      await start(own);
    },
  };
}

const site = await serveCopy();

/** Until the edits of the test before have been published: a page that is opened between two states is loaded anew. */
async function quiet(path) {
  const state = async () => /data-number="\d+"/.exec(await (await fetch(site.home + path)).text())?.[0];
  let before;
  await until(async () => {
    const seen = before;
    before = await state();
    await new Promise((done) => setTimeout(done, 200));
    return before !== undefined && before === seen && before === (await state());
  }, "the server to come to rest");
}

/** Opens a page, and notes on it that it has not been loaded anew. */
async function open(path, wish) {
  await quiet(path);
  const page = await visit(browser, site.home + path, { wait: "load", ...wish });
  await page.evaluate(() => (globalThis.untouched = true));
  await page.waitForFunction(() => performance.getEntriesByName(`${location.origin}/_live/events`).length > 0 || document.querySelector("script[data-instance]"));
  return page;
}

/** Asks a page that may just be loading another. */
const ask = (page, question, ...values) => page.evaluate(question, ...values).catch(() => false);
const has = (page, text) => until(() => ask(page, (text) => document.body.innerText.includes(text), text), text, 15_000);
const untouched = (page) => page.evaluate(() => globalThis.untouched === true);
const overlay = (page, selector) => page.evaluate((selector) => document.querySelector("shopwright-overlay")?.shadowRoot?.querySelector(selector)?.innerText ?? "", selector);

async function violations(page) {
  await page.evaluate(axe);
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations } = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: tags }), tags);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.flat().join(" ")).join(", ")}`);
}

test("an edit changes the page in place: scroll, input, details and cart stay", async () => {
  const page = await open("products/tall-vase/");
  await page.evaluate(() => {
    document.querySelector(".buy-add").click();
    for (const details of document.querySelectorAll("main details")) details.open = true;
    scrollTo(0, 400);
  });
  await until(() => page.evaluate(() => Object.keys(localStorage).some((key) => key.startsWith("shopwright.cart"))), "the cart");
  const cart = await page.evaluate(() => JSON.stringify(localStorage));
  const before = await page.evaluate(() => [scrollY, document.querySelectorAll("main details[open]").length]);
  await site.edit(PRODUCT, (text) => `${text}\nWritten while you look.\n`);
  await has(page, "Written while you look.");
  assert.ok(await untouched(page));
  assert.deepEqual(await page.evaluate(() => [scrollY, document.querySelectorAll("main details[open]").length]), before);
  assert.equal(await page.evaluate(() => JSON.stringify(localStorage)), cart);
  await leave(page);
});

test("focus and what is being typed stay", async () => {
  const page = await open("search/");
  await page.focus("input[type=search]");
  await page.keyboard.type("mug");
  await site.edit("content/shop.yaml", (text) => text.replace(/^name: .*$/m, "name: Renamed Pottery"));
  await has(page, "Renamed Pottery");
  assert.ok(await untouched(page));
  assert.deepEqual(await page.evaluate(() => [document.activeElement.value, document.activeElement.type]), ["mug", "search"]);
  await site.edit("content/shop.yaml", (text) => text.replace(/^name: .*$/m, "name: Ellerbach Pottery"));
  await has(page, "Ellerbach Pottery");
  await leave(page);
});

test("a broken file: its line over the page, the last good site below, gone when it is mended", async () => {
  const page = await open("products/tall-vase/");
  const sound = await site.read(PRODUCT);
  const line = sound.split("\n").findIndex((text) => text.startsWith("price:")) + 1;
  await site.write(PRODUCT, sound.replace(/^price:/m, "prise:"));
  await until(() => overlay(page, ".panel"), "the overlay");
  const place = await overlay(page, ".finding .path");
  assert.match(place, new RegExp(`^content/products/tall-vase\\.md:${line}:\\d+$`));
  assert.match(await overlay(page, ".fault"), /prise/);
  assert.ok(await page.$("main .buy-add"));
  assert.deepEqual(await violations(page), []);
  // The file opens in the editor, here a program that does nothing.
  await page.evaluate(() => document.querySelector("shopwright-overlay").shadowRoot.querySelector("button.path").click());
  await page.waitForResponse((response) => response.url().endsWith("/_live/open") && response.status() === 204);
  await site.write(PRODUCT, sound);
  await until(async () => !(await overlay(page, ".panel")), "the overlay to go");
  assert.ok(await untouched(page));
  await leave(page);
});

test("styles change without a navigation", async () => {
  const page = await open("");
  // The folder comes while the server runs.
  await site.write("themes/market/custom.css", "main { outline: 7px solid red }");
  await until(() => page.evaluate(() => getComputedStyle(document.querySelector("main")).outlineWidth === "7px"), "the style", 15_000);
  assert.ok(await untouched(page));
  await site.remove("themes/market/custom.css");
  await until(() => page.evaluate(() => getComputedStyle(document.querySelector("main")).outlineWidth !== "7px"), "the style to go", 15_000);
  assert.ok(await untouched(page));
  await leave(page);
});

test("a page that goes leads to the nearest one above it", async () => {
  await site.write("content/products/new-thing.md", "---\ntitle: New thing\nsummary: Here for a moment.\nprice: 12.00\n---\nWords.\n");
  await until(async () => /Here for a moment/.test(await (await fetch(`${site.home}products/new-thing/`)).text()), "the page");
  const page = await open("products/new-thing/");
  await site.move("content/products/new-thing.md", "content/products/renamed-thing.md");
  await until(() => page.url() === `${site.home}products/`, "the list", 15_000);
  await has(page, "New thing");
  await site.remove("content/products/renamed-thing.md");
  await until(() => ask(page, () => !document.body.innerText.includes("New thing")), "the list without it", 15_000);
  await leave(page);
});

test("two tabs, and a server that comes back", async () => {
  const first = await open("products/tall-vase/");
  const second = await open("products/", { beside: first });
  // A tab in the background holds no connection, and catches up when somebody looks at it.
  const bothHave = async (text) => {
    for (const page of [second, first]) {
      await page.bringToFront();
      await has(page, text);
    }
  };
  await site.edit(PRODUCT, (text) => text.replace(/^title: .*$/m, "title: The other mug"));
  await bothHave("The other mug");
  // A page that is half loaded when the server goes is nobody's but the browser's.
  await Promise.all([first, second].map(settled));
  await site.restart();
  await site.edit(PRODUCT, (text) => text.replace(/^title: .*$/m, "title: The third mug"));
  await bothHave("The third mug");
  await leave(first);
});

test("previews and findings can be read by everybody, and follow every edit", async () => {
  for (const dark of [false, true]) {
    for (const path of ["_preview/", "_preview/products/tall-vase/", "_check/"]) {
      const page = await open(path, { dark, width: dark ? 390 : 1280 });
      await settled(page);
      assert.deepEqual(await violations(page), [], path);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, `${path} is too wide`);
      await leave(page);
    }
  }
  const page = await open("_check/");
  await site.edit(PRODUCT, (text) => text.replace(/^title: .*$/m, "title: Loud mug!"));
  await has(page, "the title shouts");
  await page.type("#search", "nothing like this");
  await until(() => page.evaluate(() => document.querySelectorAll(".finding").length === 0), "an empty list");
  await leave(page);
});
