/** What validators of others say: HTML (vnu where Java is installed, html-validate), structured data, and every internal link. */
import Validator from "@adobe/structured-data-validator";
import Extractor from "@marbec/web-auto-extractor";
import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import test from "node:test";
import { promisify } from "node:util";
import { HtmlValidate } from "html-validate";
import { pathOf, sites } from "./sites.mjs";

const shops = await sites("kits", "ceramics");
const { resolve } = createRequire(import.meta.url);

/** What vnu warns of and we mean: it takes files for another origin than `'self'`, `role=list` brings back what `list-style: none`
 *  takes from a list in Safari, and cards are articles whose link is their title. */
const meant = [/violates Content Security Policy/, /“list” role is unnecessary/, /Article lacks heading/];

const rules = {
  "aria-label-misuse": ["error", { allowAnyNamable: true }],
  "doctype-style": ["error", { style: "lowercase" }],
  "long-title": "off", // counts `&amp;` as five characters; head.test.mjs measures what is shown
  "no-redundant-role": "off", // role=list, see above
  "prefer-native-element": ["error", { exclude: ["region"] }], // a wide table that scrolls, within a section
  "require-sri": ["error", { target: "crossorigin" }],
  "tel-non-breaking": "off",
  "valid-id": ["error", { relaxed: true }],
};

/** The vocabulary of schema.org in the form that the validator takes, from its type declarations: `interface ProductBase extends
 *  ThingBase {"sku"?: …}` is where properties and parents are, `interface ProductLeaf extends ProductBase` names the type. */
async function vocabulary() {
  const source = await readFile(resolve("schema-dts").replace(/\.js$/, ".d.ts"), "utf8");
  const graph = [];
  for (const [, name, parents, body] of source.matchAll(/^(?:export )?interface (\w+)(?: extends ([^{]+))? \{\n(.*?)^\}/gms)) {
    const id = `schema:${name.replace(/Leaf$/, "")}`;
    graph.push({ "@type": "rdfs:Class", "@id": id, "rdfs:subClassOf": (parents?.trim().split(", ") ?? []).map((parent) => ({ "@id": `schema:${parent}` })) });
    for (const [, property] of body.matchAll(/^ {4}"(\w+)"\?:/gm)) graph.push({ "@type": "rdf:Property", "@id": `schema:${property}`, "schema:domainIncludes": { "@id": id } });
  }
  return { "@graph": graph };
}

/** Everything that a validated page gets wrong against the vocabulary or the rules for rich results. */
async function mistakes(validator, html) {
  const found = new Extractor({ addLocation: true, embedSource: ["rdfa", "microdata"] }).parse(html);
  const issues = await validator.validate(found);
  return issues.filter((issue) => issue.severity === "ERROR" || issue.issueMessage.includes("not supported by the schema.org specification")).map((issue) => `${issue.issueMessage} ${issue.path?.map((step) => step.type ?? step.property).join(" > ")}`);
}

/** The addresses in a page: of its elements and of the files that its styles name. */
const unescaped = (text) => text.replaceAll("&amp;", "&").replaceAll("&#39;", "'").replaceAll("&quot;", '"');
function addresses(html) {
  const markup = html.replace(/(<script\b[^>]*>)[\s\S]*?<\/script>/g, "$1");
  const single = [...markup.matchAll(/\s(?:href|src|action|poster|data-src)="([^"]*)"/g)].map(([, value]) => value);
  const sets = [...markup.matchAll(/\s(?:srcset|imagesrcset)="([^"]*)"/g)].flatMap(([, value]) => value.split(",").map((part) => part.trim().split(/\s/)[0]));
  const previews = [...markup.matchAll(/<meta property="og:(?:url|image)" content="([^"]*)"/g)].map(([, value]) => value);
  return [...new Set([...single, ...sets, ...previews].map(unescaped))];
}

/** Why a link does not lead to a file of the shop, or to a place in it; nothing when it does, or leads elsewhere. */
function broken(shop, ids, from, address) {
  const url = new URL(address, shop.address + pathOf(from));
  if (url.origin !== new URL(shop.address).origin) return undefined;
  if (!url.pathname.startsWith(shop.base)) return "outside of the base path";
  const path = decodeURIComponent(url.pathname.slice(shop.base.length));
  const file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
  if (!shop.files.includes(file)) return "no such file";
  const place = decodeURIComponent(url.hash.slice(1));
  return place && !place.startsWith(":~:") && !ids.get(file)?.has(place) ? "no such place in the page" : undefined;
}

const java = spawnSync("java", ["-version"]).status === 0;

for (const shop of shops) {
  test(`${shop.name}: vnu finds nothing`, { skip: !java && "Java is not installed" }, async () => {
    const jar = resolve("vnu-jar/build/dist/vnu.jar");
    const { stderr } = await promisify(execFile)("java", ["-jar", jar, "--format", "json", "--exit-zero-always", "--skip-non-html", shop.folder], { maxBuffer: 1e8 });
    const { messages } = JSON.parse(stderr);
    assert.ok(messages.length, "vnu has read the pages");
    const said = messages.filter(({ message }) => !meant.some((pattern) => pattern.test(message)));
    assert.deepEqual(said.map(({ url, lastLine, message }) => `${url.split(`/${shop.name}/`)[1]}:${lastLine} ${message}`), []);
  });

  test(`${shop.name}: html-validate finds nothing`, async () => {
    const validator = new HtmlValidate({ root: true, extends: ["html-validate:recommended", "html-validate:a11y", "html-validate:document"], rules });
    const said = [];
    for (const file of shop.pages) {
      const { results } = await validator.validateString(await shop.read(file));
      for (const { messages } of results) said.push(...messages.map(({ line, ruleId, message }) => `${file}:${line} ${ruleId}: ${message}`));
    }
    assert.deepEqual(said, []);
  });

  test(`${shop.name}: structured data follows schema.org and the rules for rich results`, async () => {
    const validator = new Validator(await vocabulary());
    const said = [];
    for (const file of shop.pages) said.push(...(await mistakes(validator, await shop.read(file))).map((mistake) => `${file}: ${mistake}`));
    assert.deepEqual(said, []);
    // It would have seen mistakes.
    const sample = (data) => mistakes(validator, `<script type="application/ld+json">${JSON.stringify({ "@context": "https://schema.org", ...data })}</script>`);
    assert.match((await sample({ "@type": "OnlineStore", name: "A", sku: "1" })).join(), /sku.* not supported/);
    assert.ok((await sample({ "@type": "Product", offers: { "@type": "Offer", price: "1.00" } })).length);
  });

  test(`${shop.name}: every internal link leads to a file and its place`, async () => {
    const texts = await Promise.all(shop.pages.map(async (file) => [file, await shop.read(file)]));
    const ids = new Map(texts.map(([file, html]) => [file, new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => unescaped(id)))]));
    const wrong = [];
    let seen = 0;
    const check = (from, address) => {
      const why = broken(shop, ids, from, address);
      seen += 1;
      if (why) wrong.push(`${from}: ${address}: ${why}`);
    };
    for (const [file, html] of texts) for (const address of addresses(html)) check(file, address);
    for (const file of shop.files.filter((file) => file.endsWith(".css"))) {
      for (const [, address] of (await shop.read(file)).matchAll(/url\(["']?([^"')]+)/g)) check(file, address);
    }
    assert.deepEqual(wrong, []);
    assert.ok(seen > 1000, `${seen} links`);
  });
}
