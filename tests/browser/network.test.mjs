/** What the pages load: nothing from other hosts before a click, nothing that the content security policy forbids, and not much. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import test from "node:test";
import { gzipSync } from "node:zlib";
import { launch, leave, settled, visit } from "./chrome.mjs";
import { pathOf, sites } from "./sites.mjs";

const browser = await launch();
const shops = await sites("kits", "ceramics");
const KB = 1024;

/** Bytes of files of a shop as they are sent, compressed one by one as servers do. @param {string[]} files */
async function weight(shop, files) {
  const sizes = await Promise.all(files.map(async (file) => gzipSync(await readFile(join(shop.folder, file))).length));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** The styles and scripts that a page names, as files of the shop. */
async function assetsOf(shop, page) {
  const html = await shop.read(page);
  const named = [...html.matchAll(/<(?:link rel="stylesheet" href|script [^>]*src)="([^"]+)"/g)].map(([, address]) => address);
  assert.ok(named.length >= 2, `${page} has styles and scripts`);
  return named.map((address) => new URL(address, shop.address).pathname.slice(shop.base.length));
}

for (const shop of shops) {
  test(`${shop.name}: no page asks another host or breaks a rule, scrolled to its end`, async () => {
    const page = await visit(browser, shop.home);
    for (const file of shop.pages) {
      await page.goto(shop.home + pathOf(file), { waitUntil: "load" });
      // Brings in what waits to be seen.
      await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
      await settled(page);
      assert.deepEqual(page.faults, [], file);
      assert.deepEqual(page.outside, [], file);
      const elsewhere = page.requested.filter((address) => !address.startsWith(shop.home) && !address.startsWith("data:"));
      assert.deepEqual(elsewhere, [], `${file}: outside of the shop's folder`);
    }
    assert.deepEqual(await page.browserContext().cookies(), []);
    await leave(page);
  });

  test(`${shop.name}: every page has the policy before anything that it governs`, async () => {
    for (const file of shop.pages) {
      const html = await shop.read(file);
      const meta = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html);
      assert.ok(meta && meta.index < html.search(/<(link|script|style|img)\b/), file);
      const policy = meta[1].replaceAll("&#39;", "'");
      assert.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self';/, file);
      assert.ok(!/unsafe|\*/.test(policy), `${file}: ${policy}`);
      // Only forms may lead elsewhere, and only to where a form of the page leads.
      const posts = [...html.matchAll(/<form\b[^>]* action="(https?:[^"]+)"/g)].map(([, address]) => new URL(address).origin);
      const allowed = /form-action 'self'([^;]*)/.exec(policy)[1].split(" ").filter(Boolean);
      assert.deepEqual(allowed, [...new Set(posts)], `${file}: where forms lead`);
      assert.ok(!/https?:/.test(policy.replace(/form-action[^;]*/, "")), `${file}: ${policy}`);
      assert.ok(!/<style\b|\sstyle="|\son[a-z]+="/.test(html), `${file}: inline styles or handlers`);
    }
  });

  test(`${shop.name}: pages are light`, async (context) => {
    for (const [name, files, limit] of [
      ["home", ["index.html"], 40],
      ["product", shop.pages.filter((file) => /^products\/./.test(file) && file !== "products/index.html"), 30],
    ]) {
      const sizes = await Promise.all(files.map(async (file) => [await weight(shop, [file, ...(await assetsOf(shop, file))]), file]));
      const [size, file] = sizes.sort(([a], [b]) => b - a)[0];
      context.diagnostic(`${name}: ${(size / KB).toFixed(1)} KB of HTML, CSS and JS (${file})`);
      assert.ok(size <= limit * KB, `${file}: ${(size / KB).toFixed(1)} KB, at most ${limit}`);
    }
    const scripts = await weight(shop, shop.files.filter((file) => file.endsWith(".js")));
    context.diagnostic(`scripts: ${(scripts / KB).toFixed(1)} KB`);
    assert.ok(scripts <= 8 * KB, `all scripts: ${(scripts / KB).toFixed(1)} KB`);
    const fonts = shop.files.filter((file) => file.endsWith(".woff2"));
    assert.equal(fonts.length, 1);
    const font = (await readFile(join(shop.folder, fonts[0]))).length;
    assert.ok(font <= 50 * KB, `font: ${(font / KB).toFixed(1)} KB`);
  });
}
