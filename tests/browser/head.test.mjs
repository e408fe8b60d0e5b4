/** What search engines, link previews and other machines read: heads, structured data, sitemap, feeds, icons. It must say what the
 *  page shows. The pages are read without scripts, as most of these readers do. */
import assert from "node:assert/strict";
import test from "node:test";
import { launch, leave, visit } from "./chrome.mjs";
import { pathOf, sites } from "./sites.mjs";

const browser = await launch();
const shops = await sites("kits", "ceramics");

/** Runs in the page: its head, its structured data, and what it shows about the same things. */
function read() {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const text = (selector, root = document) => root.querySelector(selector)?.innerText.replace(/\s+/g, " ").trim();
  const list = document.querySelector(".buy noscript .buy-list");
  return {
    title: document.title,
    lang: document.documentElement.lang,
    heading: all("h1").map((h1) => h1.innerText.trim()),
    meta: all("meta[name], meta[property]").map((meta) => [meta.getAttribute("property") ?? meta.name, meta.content]),
    links: all("head link").map((link) => [link.rel, link.getAttribute("href"), link.getAttribute("sizes")]),
    data: all('script[type="application/ld+json"]').map((script) => script.textContent),
    ids: all("[id]").map((element) => element.id),
    price: text(".buy .price-now"),
    was: text(".buy .price-was s"),
    availability: text(".buy .availability"),
    sku: text(".buy [data-slot=sku]"),
    offers: list && [...list.querySelectorAll("li")].map((item) => [text("strong", item), ...[...item.querySelectorAll(".price-now, :scope > span:not(.card-price)")].map((span) => span.innerText.trim())]),
    questions: all("details.question").map((details) => details.querySelector("summary").innerText.trim()),
    reviews: all(".review-list .review").length,
    score: text(".reviews .score strong"),
  };
}

/** All pages of a shop, as `read` sees them: file → facts, with `meta` as an object and `graph` parsed. */
async function readAll(shop) {
  const page = await visit(browser, shop.home, { script: false, wait: "load" });
  const pages = new Map();
  for (const file of shop.pages) {
    await page.goto(shop.home + pathOf(file), { waitUntil: "domcontentloaded" });
    const facts = await page.evaluate(read);
    assert.equal(new Set(facts.meta.map(([name]) => name)).size, facts.meta.length, `${file}: a meta element twice`);
    pages.set(file, { ...facts, file, url: shop.address + pathOf(file), meta: Object.fromEntries(facts.meta), graph: facts.data.map((text) => JSON.parse(text)["@graph"])[0] ?? [] });
  }
  await leave(page);
  return { shop, pages: [...pages.values()], home: pages.get("index.html") };
}

const visited = [];
for (const shop of shops) visited.push(await readAll(shop));
const indexable = (page) => !page.meta.robots;
const products = (pages) => pages.filter((page) => page.meta["og:type"] === "product");
const ofType = (graph, type) => graph.filter((node) => node["@type"] === type);

/** Every object in a structure that has one of these types, wherever it is. */
function* within(value, ...types) {
  if (!value || typeof value !== "object") return;
  if (types.includes(value["@type"])) yield value;
  for (const inner of Object.values(value)) yield* within(inner, ...types);
}

/** Width and height of a PNG or JPEG file. @param {Buffer} bytes */
function sizeOf(bytes) {
  if (bytes.subarray(1, 4).toString() === "PNG") return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  let at = 2;
  while (!(bytes[at + 1] >= 0xc0 && bytes[at + 1] <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(bytes[at + 1]))) at += 2 + bytes.readUInt16BE(at + 2);
  return [bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5)];
}

/** What the site serves at an absolute address of the shop or a path from its host's root. */
async function fetched(shop, address) {
  const { pathname } = new URL(address, shop.address);
  const response = await fetch(new URL(pathname, shop.home));
  assert.equal(response.status, 200, address);
  return { type: response.headers.get("content-type"), bytes: Buffer.from(await response.arrayBuffer()) };
}

for (const { shop, pages, home } of visited) {
  test(`${shop.name}: every page has its own title, a description, and the right canonical address`, () => {
    for (const { file, url, title, meta, links, lang, heading, ...page } of pages) {
      assert.ok((title.includes(shop.title) || file === "index.html") && title.length >= 10 && title.length <= 70, `${file}: title ${title}`);
      assert.ok(meta.description?.length >= 20 && meta.description.length <= 200, `${file}: description ${meta.description}`);
      assert.ok(lang, `${file}: language`);
      assert.equal(heading.length, 1, `${file}: one h1`);
      const canonical = links.filter(([rel]) => rel === "canonical").map(([, href]) => href);
      assert.deepEqual(canonical, indexable({ meta, ...page }) ? [url] : [], file);
    }
    assert.deepEqual(pages.filter((page) => !indexable(page)).map((page) => page.file), ["404.html", "cart/index.html", "search/index.html"]);
    const titles = pages.map((page) => page.title);
    assert.deepEqual(titles.filter((title, at) => titles.indexOf(title) !== at), [], "titles that two pages share");
  });

  test(`${shop.name}: a link to any page has a complete preview`, async () => {
    const ogTypes = { Product: "product", ProductGroup: "product", BlogPosting: "article" };
    const images = new Map();
    for (const { file, url, title, lang, meta, graph } of pages) {
      const expected = { "og:site_name": shop.title, "og:description": meta.description, "og:locale": lang.replace("-", "_"), "twitter:card": "summary_large_image", "twitter:image:alt": meta["og:image:alt"] };
      for (const [name, value] of Object.entries(expected)) assert.equal(meta[name], value, `${file}: ${name}`);
      assert.ok(meta["og:title"] && title.startsWith(meta["og:title"]), `${file}: og:title ${meta["og:title"]}`);
      assert.equal(meta["og:url"], file === "404.html" ? undefined : url, `${file}: og:url`);
      assert.equal(meta["og:type"], ogTypes[graph[0]?.["@type"]] ?? "website", `${file}: og:type`);
      assert.ok(meta["og:image:alt"], `${file}: og:image:alt`);
      images.set(JSON.stringify(Object.entries(meta).filter(([name]) => name.startsWith("og:image"))), meta);
    }
    for (const meta of images.values()) {
      const address = meta["og:image"];
      assert.ok(address.startsWith(shop.address), `${address} is absolute`);
      const { type, bytes } = await fetched(shop, address);
      const [width, height] = sizeOf(bytes);
      assert.deepEqual([meta["og:image:type"], meta["og:image:width"], meta["og:image:height"]], [type, `${width}`, `${height}`], address);
      assert.deepEqual([width, height], [1200, 630], address);
      assert.ok(bytes.length <= 280 * 1024, `${address}: ${bytes.length} bytes`);
    }
  });

  test(`${shop.name}: product pages name price, availability and item, in the head, in the data and on the page`, () => {
    const money = (amount) => `€${amount}`;
    // The list without JavaScript says the day, and the merchant's note, in the same sentence.
    const words = { InStock: /^(In stock|Only \d+ left|Ready to download|Can be booked|Available)(\. |$)/, OutOfStock: /^Sold out(\. |$)/, PreOrder: /^Pre-order(\. |$)/, BackOrder: /^Available to order(\. |$)/, Discontinued: /^No longer made(\. |$)/ };
    const spoken = { InStock: "in stock", OutOfStock: "out of stock", PreOrder: "preorder", BackOrder: "backorder", Discontinued: "discontinued" };
    assert.ok(products(pages).length > 5);
    for (const { file, url, meta, graph, ...page } of products(pages)) {
      const [product, ...others] = graph.filter((node) => ["Product", "ProductGroup"].includes(node["@type"]));
      assert.deepEqual(others, [], file);
      assert.equal(product.name, page.heading[0], file);
      assert.equal(product.url ?? product.offers?.url, url, file);
      const grouped = product["@type"] === "ProductGroup";
      const variants = grouped ? product.hasVariant : [product];
      assert.equal(meta["product:item_group_id"], product.productGroupID, file);
      assert.equal(new Set(variants.map((variant) => variant.sku)).size, variants.length, `${file}: skus`);

      // The head and the visible price belong to the variant that is chosen at first.
      const chosen = variants.find((variant) => variant.sku === page.sku);
      const state = chosen.offers.availability.replace("https://schema.org/", "");
      assert.match(page.availability, words[state], file);
      assert.deepEqual([page.price, chosen.offers.priceCurrency], [money(chosen.offers.price), "EUR"], file);
      const strike = [chosen.offers.priceSpecification].flat().find((price) => price?.priceType === "https://schema.org/StrikethroughPrice");
      assert.equal(page.was || undefined, strike && money(strike.price), `${file}: earlier price`);
      const head = Object.fromEntries(["price:amount", "price:currency", "availability", "condition", "brand", "retailer_item_id"].map((name) => [name, meta[`product:${name}`]]));
      const { price, priceCurrency } = chosen.offers;
      assert.deepEqual(head, { "price:amount": price, "price:currency": priceCurrency, availability: spoken[state], condition: "new", brand: product.brand?.name, retailer_item_id: page.sku }, file);

      // All variants are listed for readers without scripts.
      assert.deepEqual(page.offers.map(([name, price]) => [name, price]), variants.map(({ name, offers }) => [name, money(offers.price)]), file);
      variants.forEach(({ offers }, at) => assert.match(page.offers[at][2], words[offers.availability.replace("https://schema.org/", "")], file));
      for (const { offers, sku, image, name } of variants) {
        assert.ok(Number(offers.price) > 0 && /^\d+\.\d\d$/.test(offers.price), `${file}: price ${offers.price}`);
        assert.match(sku, /^[!-~]+$/, file);
        assert.ok([image].flat().every((address) => address.startsWith(shop.address)) && image.length, `${file}: image of ${sku}`);
        assert.ok(offers.url.startsWith(url) && (!grouped || new URL(offers.url).search), `${file}: address of ${sku}`);
        assert.ok(!grouped || (name.startsWith(product.name) && name !== product.name), `${file}: name of ${sku}`);
      }
      const known = ["color", "size", "suggestedAge", "suggestedGender", "material", "pattern"].map((name) => `https://schema.org/${name}`);
      for (const aspect of [product.variesBy ?? []].flat()) assert.ok(known.includes(aspect), `${file}: variesBy ${aspect}`);
      assert.equal(product.review?.length ?? 0, page.reviews, `${file}: reviews`);
      assert.equal(product.aggregateRating?.ratingValue, page.score, `${file}: score`);
    }
  });

  test(`${shop.name}: structured data is one graph whose references lead somewhere`, () => {
    const defined = (graph) => new Set([...JSON.stringify(graph).matchAll(/"@id":"([^"]+)",/g)].map(([, id]) => id));
    const atHome = defined(home.graph);
    for (const { file, url, data, graph, ids, ...page } of pages) {
      assert.equal(data.length, indexable(page) ? 1 : 0, `${file}: number of graphs`);
      const here = defined(graph);
      for (const [, id] of JSON.stringify(graph).matchAll(/\{"@id":"([^"]+)"\}/g)) assert.ok(here.has(id) || atHome.has(id), `${file}: ${id} is not defined`);
      for (const { "@id": id } of within(graph, "Question")) assert.ok(ids.includes(new URL(id).hash.slice(1)), `${file}: ${id} is not on the page`);
      for (const { itemListElement } of within(graph, "BreadcrumbList", "ItemList")) {
        assert.deepEqual(itemListElement.map((item) => item.position), itemListElement.map((_, at) => at + 1), file);
        for (const item of itemListElement) assert.ok(item.name && [item.item, item.url].every((address) => !address || pages.some((other) => other.url === address)), `${file}: ${JSON.stringify(item)}`);
      }
      if (file !== "index.html" && indexable(page)) {
        const [crumbs] = ofType(graph, "BreadcrumbList");
        assert.ok(crumbs.itemListElement.length >= 2, file);
        assert.ok(!crumbs.itemListElement.at(-1).item, `${file}: the last step has no address`);
      }
    }
  });

  test(`${shop.name}: rules that validators do not know`, () => {
    for (const { file, graph, questions } of pages) {
      for (const group of within(graph, "ProductGroup")) assert.ok(group.name && group.productGroupID && group.hasVariant.length >= 2, file);
      for (const page of within(graph, "FAQPage")) {
        assert.ok(page.mainEntity.length > 0, file);
        assert.deepEqual(page.mainEntity.map((question) => question.name), questions, file);
        for (const { acceptedAnswer } of page.mainEntity) assert.ok(acceptedAnswer.text.length > 10, file);
      }
      for (const list of within(graph, "ItemList")) assert.ok(list.itemListElement.length === list.numberOfItems && list.numberOfItems >= 2, file);
      for (const video of within(graph, "VideoObject")) assert.ok(video.name && video.thumbnailUrl && /T.*(Z|[+-]\d\d:\d\d)$/.test(video.uploadDate) && (video.contentUrl || video.embedUrl), file);
      // Praise of the shop itself may not be marked up as reviews; opinions on a product may.
      const opinions = [...within(graph, "Review", "AggregateRating")].length;
      const onProducts = graph.filter((node) => node["@type"].startsWith("Product")).reduce((sum, node) => sum + [...within(node, "Review", "AggregateRating")].length, 0);
      assert.equal(opinions, onProducts, `${file}: reviews outside of products`);
      assert.ok(![...within(graph, "SearchAction", "AggregateOffer")].length, file);
    }
    const [store] = ofType(home.graph, "OnlineStore");
    for (const key of ["name", "url", "logo", "description", "email", "telephone", "address", "legalName", "vatID", "sameAs", "hasMerchantReturnPolicy", "hasShippingService"]) assert.ok(store[key], `store: ${key}`);
    assert.ok(store.logo.width.value >= 112 && store.logo.height.value >= 112);
    const { hasMerchantReturnPolicy: returns } = store;
    assert.ok(returns.applicableCountry.length <= 50 && (!/Finite/.test(returns.returnPolicyCategory) || returns.merchantReturnDays > 0));
    const [website] = ofType(home.graph, "WebSite");
    assert.deepEqual([website.name, website.url], [shop.title, shop.address]);
  });

  test(`${shop.name}: the sitemap lists exactly the pages for search engines, robots.txt names it`, async () => {
    const sitemap = await parsed(await shop.read("sitemap.xml"));
    const listed = sitemap.filter(({ name }) => name === "loc").map(({ text }) => text);
    assert.deepEqual(listed.toSorted(), pages.filter(indexable).map((page) => page.url).sort());
    for (const { text } of sitemap.filter(({ name }) => name === "image:loc")) await fetched(shop, text);
    const robots = (await shop.read("robots.txt")).trim().split("\n");
    assert.deepEqual(robots, ["User-agent: *", "Allow: /", "", `Sitemap: ${shop.address}sitemap.xml`]);
  });

  test(`${shop.name}: llms.txt leads to every product with its price`, async () => {
    const text = await shop.read("llms.txt");
    assert.ok(text.startsWith(`# ${shop.title}\n`));
    for (const { url, heading } of products(pages)) assert.match(text, new RegExp(`^- \\[${heading[0]}\\]\\(${url}\\): (from )?€\\d`, "m"));
    for (const [, url] of text.matchAll(/\]\((http[^)#]+)/g)) assert.ok(pages.some((page) => page.url === url), url);
  });

  test(`${shop.name}: manifest and icons load and have their sizes`, async () => {
    const manifest = JSON.parse(await shop.read("site.webmanifest"));
    assert.deepEqual([manifest.name, manifest.start_url, manifest.scope], [shop.title, shop.base, shop.base]);
    assert.deepEqual(manifest.icons.map(({ sizes, purpose }) => [sizes, purpose]), [["192x192", "any"], ["512x512", "any"], ["512x512", "maskable"]]);
    const icons = home.links.filter(([rel]) => /icon$/.test(rel)).map(([, src, sizes]) => ({ src, sizes }));
    assert.equal(icons.length, 3);
    for (const { src, sizes } of [...manifest.icons, ...icons]) {
      const { type, bytes } = await fetched(shop, src);
      if (sizes === "any") assert.ok(type === "image/svg+xml" && (await parsed(bytes.toString()))[0].name === "svg", src);
      else assert.equal(sizeOf(bytes).join("x"), sizes, src);
    }
    for (const { file, links } of pages) {
      for (const rel of ["manifest", "apple-touch-icon", "icon"]) assert.ok(links.some(([name]) => name === rel), `${file}: ${rel}`);
    }
  });

  test(`${shop.name}: feed and calendars parse and lead to their pages`, async () => {
    const feed = await parsed(await shop.read("journal/atom.xml"));
    assert.equal(feed[0].name, "feed");
    const posts = pages.filter((page) => ofType(page.graph, "BlogPosting").length);
    const values = (name) => feed.filter((element) => element.name === name).map((element) => element.text);
    assert.equal(feed.filter(({ name }) => name === "entry").length, posts.length);
    assert.deepEqual(values("id").slice(1).sort(), posts.map((post) => post.url).sort());
    for (const date of [...values("updated"), ...values("published")]) assert.match(date, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    for (const file of shop.files.filter((file) => file.endsWith(".ics"))) {
      const text = await shop.read(file);
      const lines = text.split("\r\n");
      assert.ok(!lines.some((line) => line.includes("\n") || Buffer.byteLength(line) > 75), `${file}: CR LF, at most 75 bytes`);
      for (const key of ["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", "END:VEVENT", "END:VCALENDAR"]) assert.ok(lines.includes(key), `${file}: ${key}`);
      for (const key of ["PRODID", "UID", "DTSTAMP", "DTSTART", "SUMMARY"]) assert.ok(lines.some((line) => line.startsWith(key)), `${file}: ${key}`);
    }
  });
}

/** The elements of an XML file in the order of the text; fails when it is not well formed. @param {string} text */
async function parsed(text) {
  const page = await browser.newPage();
  try {
    return await page.evaluate((text) => {
      const root = new DOMParser().parseFromString(text, "application/xml");
      const error = root.querySelector("parsererror");
      if (error) throw new Error(error.textContent);
      return [...root.querySelectorAll("*")].map((element) => ({ name: element.nodeName, text: element.children.length ? "" : element.textContent }));
    }, text);
  } finally {
    await page.close();
  }
}
