/** The KPI report as its readers get it: from a disk, on phones and wide screens, light and dark, on paper, without a script. What its
 *  figures are is tested in Rust. */
import axe from "axe-core";
import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join, normalize } from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { HtmlValidate } from "html-validate";
import { launch, leave, visit } from "./chrome.mjs";
import { reports } from "./sites.mjs";

const browser = await launch();
const both = await reports("kits", "ceramics");
const { resolve } = createRequire(import.meta.url);
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The kinds of pages and, for those that there are many of, the longest. @returns {Promise<[kind: string, file: string][]>} */
async function kinds(report) {
  const longest = async (folder) => {
    const texts = await Promise.all(report.pages.filter((file) => file.startsWith(`${folder}/`)).map(async (file) => [file, (await report.read(file)).length]));
    return texts.sort(([, one], [, other]) => other - one)[0][0];
  };
  const single = ["index", "products", "audience", "quality"].map((name) => [name, `${name}.html`]);
  const period = report.pages.find((file) => /^[^/]+\/index\.html$/.test(file));
  return [...single, ["network", await longest("networks")], ["campaign", await longest("campaigns")], ["another period", period]];
}

/** What axe objects to, in one line each, with all that is folded away unfolded. */
async function objections(page) {
  await page.$$eval("details", (all) => all.forEach((details) => (details.open = true)));
  await page.evaluate(axe.source);
  const found = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: tags, resultTypes: ["violations"] }), tags);
  assert.ok(found.passes.length > 10, "axe has looked");
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.html.slice(0, 160)} ${node.any.concat(node.all, node.none).map(({ message }) => message).join("; ")}`));
}

/** Elements that stick out of the page at its sides, or are cut off there; what a scroll box holds may, unless it is paper. */
const outside = (page, paper = false) =>
  page.evaluate((paper) => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const boxes = ".scroll, .contents ol, .hidden, .skip, caption, .tiles > h2";
    const found = [...document.querySelectorAll("body *")].filter((element) => {
      if (!element.checkVisibility() || element.closest(paper ? ".hidden, .skip, caption, .tiles > h2" : boxes)) return false;
      const { left, right, width } = element.getBoundingClientRect();
      const over = getComputedStyle(element).overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1 && element instanceof HTMLElement;
      if (element.matches(".tile") && element.scrollWidth > element.clientWidth) return true;
      return width > 0 && (right > clientWidth + 1 || left < -1 || over);
    });
    const texts = found.slice(0, 8).map((element) => `${element.localName}.${element.getAttribute("class")} to ${Math.round(element.getBoundingClientRect().right)} of ${clientWidth}: ${element.textContent.slice(0, 40)}`);
    return scrollWidth > clientWidth ? [`${scrollWidth} in ${clientWidth}`, ...texts] : texts;
  }, paper);

/** The addresses in a page. */
const addresses = (html) => [...html.matchAll(/\s(?:href|src|action|poster|srcset|xlink:href)="([^"]*)"/g)].map(([, value]) => value.replaceAll("&amp;", "&").replaceAll("&#39;", "'"));

/** As in validators.test.mjs. */
const rules = {
  "doctype-style": ["error", { style: "lowercase" }],
  "long-title": "off",
  "prefer-native-element": ["error", { exclude: ["region"] }],
  "require-sri": ["error", { target: "crossorigin" }],
  "tel-non-breaking": "off",
  "valid-id": ["error", { relaxed: true }],
};
const meant = [/violates Content Security Policy/];
const java = spawnSync("java", ["-version"]).status === 0;

for (const report of both) {
  for (const [width, height] of [
    [320, 640],
    [1280, 900],
  ]) {
    for (const dark of [false, true]) {
      test(`${report.name}: axe finds nothing and nothing sticks out, ${width} px, ${dark ? "dark" : "light"}`, async (context) => {
        const page = await visit(browser, report.home, { width, height, dark });
        for (const [kind, file] of await kinds(report)) {
          await context.test(kind, async () => {
            await page.goto(report.home + file, { waitUntil: "load" });
            assert.deepEqual(await outside(page), [], "folded");
            assert.deepEqual(await objections(page), []);
            assert.deepEqual(await outside(page), [], "unfolded");
            assert.deepEqual(page.faults, []);
            assert.deepEqual(page.outside, []);
          });
        }
        await leave(page);
      });
    }
  }

  test(`${report.name}: nothing sticks out on a tablet, with text twice as large, or spaced as WCAG 1.4.12 says`, async () => {
    const wide = await visit(browser, report.home);
    const tablet = await visit(browser, report.home, { width: 820, height: 1180 });
    const narrow = await visit(browser, report.home, { width: 320, height: 640 });
    for (const [kind, file] of await kinds(report)) {
      await wide.bringToFront();
      await wide.goto(report.home + file, { waitUntil: "load" });
      await wide.evaluate(() => (document.documentElement.style.fontSize = "200%"));
      assert.deepEqual(await outside(wide), [], `${kind}: large text`);
      await tablet.bringToFront();
      await tablet.goto(report.home + file, { waitUntil: "load" });
      assert.deepEqual(await outside(tablet), [], `${kind}: tablet`);
      await narrow.bringToFront();
      await narrow.goto(report.home + file, { waitUntil: "load" });
      await narrow.evaluate(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }");
        document.adoptedStyleSheets = [sheet];
      });
      assert.deepEqual(await outside(narrow), [], `${kind}: spaced text`);
    }
    await leave(wide);
    await leave(tablet);
    await leave(narrow);
  });

  test(`${report.name}: tables scroll in their box on a phone, by the keyboard too, and their first column stays`, async () => {
    const page = await visit(browser, report.home, { width: 320, height: 640 });
    const boxes = await page.$$eval("table", (tables) =>
      tables
        .filter((table) => table.checkVisibility() && table.parentElement.scrollWidth > table.parentElement.clientWidth + 1)
        .map((table) => {
          const box = table.parentElement;
          const first = table.querySelector("tbody th");
          box.scrollLeft = getComputedStyle(box).direction === "rtl" ? -80 : 80;
          const stays = Math.abs(first.getBoundingClientRect().left - box.getBoundingClientRect().left) < 2;
          return { name: box.getAttribute("aria-label"), focusable: box.tabIndex === 0, moved: box.scrollLeft !== 0, stays };
        }),
    );
    assert.ok(boxes.length > 1, "some tables are wider than a phone");
    for (const { name, ...does } of boxes) assert.deepEqual(does, { focusable: true, moved: true, stays: true }, name);
    await leave(page);
  });

  test(`${report.name}: headings as long as German ones hide no column of the overview`, async () => {
    for (const width of [1280, 1440]) {
      const page = await visit(browser, report.home, { width });
      const wide = await page.evaluate(() => {
        const long = ["Netzwerk", "Umsatz", "Bestellungen", "Durchschnittlicher Bestellwert", "Sitzungen", "Conversion-Rate", "Werbeausgaben", "ROAS laut Webanalyse", "Neukunden", "Follower"];
        document.documentElement.lang = "de";
        return [...document.querySelectorAll(".scroll")].filter((box) => box.checkVisibility() && box.querySelectorAll("thead th").length <= long.length).flatMap((box) => {
          box.querySelectorAll("thead th").forEach((cell, at) => (cell.textContent = long[at]));
          return box.scrollWidth > box.clientWidth + 1 ? [`${box.ariaLabel}: ${box.scrollWidth} of ${box.clientWidth}`] : [];
        });
      });
      assert.deepEqual(wide, [], `${width}`);
      await leave(page);
    }
  });

  test(`${report.name}: validators find nothing on any page`, async () => {
    const validator = new HtmlValidate({ root: true, extends: ["html-validate:recommended", "html-validate:a11y", "html-validate:document"], rules });
    const said = [];
    for (const file of report.pages) {
      const { results } = await validator.validateString(await report.read(file));
      for (const { messages } of results) said.push(...messages.map(({ line, ruleId, message }) => `${file}:${line} ${ruleId}: ${message}`));
    }
    assert.deepEqual(said, []);
  });

  test(`${report.name}: vnu finds nothing on any page`, { skip: !java && "Java is not installed" }, async () => {
    const jar = resolve("vnu-jar/build/dist/vnu.jar");
    const { stderr } = await promisify(execFile)("java", ["-jar", jar, "--format", "json", "--exit-zero-always", "--skip-non-html", report.folder], { maxBuffer: 1e8 });
    const said = JSON.parse(stderr).messages.filter(({ message }) => !meant.some((pattern) => pattern.test(message)));
    assert.deepEqual(said.map(({ url, lastLine, message }) => `${url.split(`/${report.name}/`)[1]}:${lastLine} ${message}`), []);
  });

  test(`${report.name}: every link leads to a file and its place, and every file is linked`, async () => {
    const texts = new Map(await Promise.all(report.pages.map(async (file) => [file, await report.read(file)])));
    const ids = (file) => new Set([...texts.get(file).matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id));
    const linked = new Set(["index.html"]);
    const wrong = [];
    for (const [file, html] of texts) {
      const own = ids(file);
      assert.equal(own.size, [...html.matchAll(/\sid="/g)].length, `${file}: ids are unique`);
      for (const [, list] of html.matchAll(/\saria-labelledby="([^"]+)"/g)) for (const id of list.split(" ")) if (!own.has(id)) wrong.push(`${file}: labelled by ${id}`);
      for (const address of addresses(html)) {
        if (/^(https?:|mailto:|data:)/.test(address)) continue;
        const [path, place] = address.split("#");
        const to = path ? normalize(join(dirname(file), decodeURIComponent(path))) : file;
        linked.add(to);
        if (!report.files.includes(to)) wrong.push(`${file}: ${address}: no such file`);
        else if (place && !ids(to).has(decodeURIComponent(place))) wrong.push(`${file}: ${address}: no such place`);
      }
    }
    assert.deepEqual(wrong, []);
    assert.deepEqual(report.files.filter((file) => !linked.has(file) && !file.startsWith(".")), [], "nothing is written that no page leads to");
    for (const file of report.files.filter((file) => file.endsWith(".json"))) JSON.parse(await report.read(file));
    assert.ok(report.files.filter((file) => file.endsWith(".csv")).length > 20, "tables as CSV");
  });

  test(`${report.name}: light, without scripts, styles in attributes or files of others`, async () => {
    for (const file of report.pages) {
      const html = await report.read(file);
      assert.ok(Buffer.byteLength(html) <= 150 * 1024, `${file}: ${Buffer.byteLength(html)} bytes`);
      assert.ok(gzipSync(html).length <= 30 * 1024, `${file}: ${gzipSync(html).length} bytes with gzip`);
      const markup = html.match(/<script|<style|<iframe|<object|<embed|\sstyle="|\son\w+="|javascript:|url\(\s*["']?(?:https?:)?\/\//gi);
      assert.equal(markup, null, file);
      const loaded = [...html.matchAll(/<(?:link[^>]*rel="(?:stylesheet|preload|icon)"[^>]*href|img[^>]*src)="([^"]*)"/g)].map(([, address]) => address);
      assert.deepEqual(loaded.filter((address) => /^(?!data:)(?:[a-z]+:|\/)/.test(address)), [], `${file}: from elsewhere`);
    }
    for (const file of report.files.filter((file) => file.endsWith(".css"))) assert.doesNotMatch(await report.read(file), /@import|url\(/, file);
  });

  test(`${report.name}: colours of charts resolve, change with the scheme, and stand out from the ground`, async () => {
    const seen = {};
    for (const dark of [false, true]) {
      const page = await visit(browser, report.home, { dark });
      const { named, unknown } = await page.evaluate(async () => {
        const sheets = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)).join("\n");
        const names = new Set([...(document.documentElement.outerHTML + sheets).matchAll(/var\((--[\w-]+)(?=\s*\))/g)].map(([, name]) => name));
        const probe = document.body.appendChild(document.createElement("i"));
        const dot = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
        const pixel = (value) => {
          probe.style.color = "";
          probe.style.color = value;
          dot.fillStyle = getComputedStyle(probe).color;
          dot.fillRect(0, 0, 1, 1);
          return [...dot.getImageData(0, 0, 1, 1).data.slice(0, 3)];
        };
        const light = (value) => pixel(value).map((part) => ((part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)).reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
        const ground = light("var(--ground)");
        const contrast = (name) => { const own = light(`var(${name})`); return (Math.max(own, ground) + 0.05) / (Math.min(own, ground) + 0.05); };
        const root = getComputedStyle(document.documentElement);
        const unknown = [...names].filter((name) => root.getPropertyValue(name).trim() === "");
        const marks = [...names].filter((name) => /^--chart-(\d|previous|target|ink|muted|good|bad)$/.test(name));
        return { unknown, named: Object.fromEntries(marks.map((name) => [name, { colour: pixel(`var(${name})`).join(), contrast: contrast(name) }])) };
      });
      assert.deepEqual(unknown, [], "custom properties that nothing sets");
      assert.ok(Object.keys(named).length >= 6, "charts have colours");
      for (const [name, { contrast }] of Object.entries(named)) assert.ok(contrast >= (/ink|muted|good|bad/.test(name) ? 4.5 : 3), `${name}, ${dark ? "dark" : "light"}: ${contrast.toFixed(2)}`);
      seen[dark] = named;
      await leave(page);
    }
    for (const [name, { colour }] of Object.entries(seen.false)) assert.notEqual(colour, seen.true[name].colour, `${name} is the same in light and dark`);
  });

  test(`${report.name}: on A4 nothing is cut and no column is lost`, async (context) => {
    const page = await visit(browser, report.home, { width: 703, height: 1009 }); // 210 by 297 mm less the margins
    for (const [kind, file] of await kinds(report)) {
      await context.test(kind, async () => {
        await page.goto(report.home + file, { waitUntil: "load" });
        const shown = await page.evaluate(() => document.querySelectorAll("main td, main th").length);
        await page.emulateMediaType("print");
        assert.deepEqual(await outside(page, true), []);
        const { high, split, heads, dropped, touching } = await page.evaluate(() => {
          const all = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
          const style = (selector, property, value) => all(selector).filter((element) => getComputedStyle(element)[property] !== value).map((element) => element.outerHTML.slice(0, 80));
          const dot = new OffscreenCanvas(1, 1).getContext("2d");
          const mark = (cell) => { const { font } = getComputedStyle(cell); dot.font = font; return dot.measureText("*").width; };
          return {
            touching: all("td.few").filter((cell) => parseFloat(getComputedStyle(cell).paddingInlineEnd) < mark(cell) + 1).map((cell) => cell.innerText),
            high: all("svg, figure, .tile, tr").filter((element) => element.getBoundingClientRect().height > 1009).map((element) => element.outerHTML.slice(0, 80)),
            split: style(".plot, .multiples li, .tile, tr", "breakInside", "avoid"),
            heads: style("thead", "display", "table-header-group"),
            dropped: [...document.querySelectorAll("main section > .scroll, main section > div > .scroll, main figure, main .tile")].filter((element) => !element.closest("details") && !element.checkVisibility()).length,
          };
        });
        assert.deepEqual({ high, split, heads, dropped, touching }, { high: [], split: [], heads: [], dropped: 0, touching: [] });
        assert.ok(shown > 0);
        const pdf = Buffer.from(await page.pdf({ preferCSSPageSize: true })).toString("latin1");
        const boxes = [...pdf.matchAll(/\/MediaBox \[([\d. ]+)\]/g)].map(([, box]) => box.split(" ").map(Number));
        const [least, most] = /index|another/.test(kind) ? [5, 14] : [1, 8];
        assert.ok(boxes.length >= least && boxes.length <= most, `${boxes.length} pages`);
        for (const [, , width, height] of boxes) assert.ok(Math.abs(width - 595) < 2 && Math.abs(height - 842) < 2, `${width} × ${height} is not A4`);
        await page.emulateMediaType("screen");
      });
    }
    await leave(page);
  });
}

test("kits: works from a disk", async () => {
  const [report] = both;
  const page = await visit(browser, pathToFileURL(join(report.folder, "index.html")).href, { script: false, wait: "load" });
  const visited = [];
  for (const text of ["networks/", "campaigns/", "products.html", "quality.html"]) {
    await page.goto(pathToFileURL(join(report.folder, "index.html")).href, { waitUntil: "load" });
    const href = await page.$eval(`main a[href^="${text}"], nav a[href="${text}"]`, (link) => link.href);
    await page.goto(href, { waitUntil: "load" });
    visited.push(href);
    const { rules, ground, title } = await page.evaluate(() => ({ rules: document.styleSheets.length, ground: getComputedStyle(document.body).backgroundColor, title: document.querySelector("h1").textContent }));
    assert.equal(rules, 1, href);
    assert.notEqual(ground, "rgba(0, 0, 0, 0)", `${href}: the style sheet is applied`);
    assert.ok(title);
  }
  const root = pathToFileURL(report.folder).href;
  assert.deepEqual(page.requested.filter((url) => !url.startsWith(`${root}/`)), [], "nothing outside of the folder is asked for");
  assert.deepEqual(page.faults, []);
  assert.equal(new Set(visited).size, 4);
  await leave(page);
});

test("the owner's words stand first and apart; a telephone folds what is more than a few sentences, and nothing else does", async () => {
  for (const report of both) {
    const page = await visit(browser, report.home, { width: 390, height: 844 });
    const read = () =>
      page.$eval("#message", (message) => ({
        captions: [...message.querySelectorAll(".voice")].map((caption) => [caption.innerText, caption.closest(".own") !== null]),
        paragraphs: message.querySelectorAll("p").length,
        shown: [...message.querySelectorAll("p")].filter((paragraph) => paragraph.checkVisibility({ contentVisibilityAuto: true }) && paragraph.getBoundingClientRect().height > 0).map((paragraph) => paragraph.innerText),
        summaries: [...message.querySelectorAll("summary")].filter((summary) => summary.checkVisibility()).length,
      }));
    const folded = await read();
    const captions = report.name === "kits" ? ["In our own words", "Worked out from the exports"] : ["In eigenen Worten", "Aus den Exporten errechnet"];
    assert.deepEqual(folded.captions, [[captions[0], true], [captions[1], false]]);
    assert.ok(folded.shown.length < folded.paragraphs && folded.summaries > 0, JSON.stringify(folded));
    const sentences = folded.shown.join(" ").match(/[.!?…](?= |$)/g).length;
    assert.ok(sentences <= 6, `${sentences} sentences before the first figures`);
    await page.click("#message summary");
    assert.ok((await read()).shown.length > folded.shown.length, "unfolded");
    await page.goto(report.home);
    await page.emulateMediaType("print");
    const paper = await read();
    assert.deepEqual([paper.shown.length, paper.summaries], [paper.paragraphs, 0], "on paper");
    assert.equal(await page.$$eval(".contents", (lists) => lists.filter((list) => list.checkVisibility()).length), 0, "links that nobody can follow");
    await page.emulateMediaType("screen");
    await page.setViewport({ width: 1280, height: 900 });
    const wide = await read();
    assert.deepEqual([wide.shown.length, wide.summaries], [wide.paragraphs, 0], "on a wide screen");
    await leave(page);
  }
});

test("a tag of an address, which is one long word, does not make a telephone's page wider", async () => {
  const page = await visit(browser, both[0].home, { width: 390, height: 844 });
  const width = await page.$eval("#message p", (paragraph) => {
    paragraph.innerHTML = "Links like <code>utm_source=google&amp;utm_medium=cpc&amp;utm_campaign=spring</code> tell ads from free listings.";
    return document.documentElement.scrollWidth;
  });
  assert.equal(width, 390);
  await leave(page);
});

test("printed sheets say whose report it is and of which period", async () => {
  for (const report of both) {
    const page = await visit(browser, report.home);
    for (const file of ["index.html", report.pages.find((file) => /^[^/]+\/index\.html$/.test(file)), report.pages.find((file) => file.startsWith("networks/"))]) {
      await page.goto(report.home + file, { waitUntil: "load" });
      const { said, head } = await page.evaluate(() => {
        const { page } = getComputedStyle(document.body);
        const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).filter((rule) => rule instanceof CSSPageRule && rule.selectorText === page);
        return { said: rules.map((rule) => rule.cssText), head: `${document.querySelector(".shop").innerText} · ${document.querySelector(".period strong").innerText}` };
      });
      assert.ok(said.length === 1 && said[0].includes(`"${head}"`), `${file}: ${said} for ${head}`);
    }
    await leave(page);
  }
});

test("names in wide tables have room", async () => {
  const [report] = both;
  const page = await visit(browser, report.home);
  const [name, ...others] = await page.$$eval("#campaigns thead th", (heads) => heads.map((head) => head.getBoundingClientRect().width));
  assert.ok(name > Math.max(...others), `${name} beside ${others}`);
  await leave(page);
});
