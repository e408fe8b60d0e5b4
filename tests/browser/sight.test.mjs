/** What has to be seen at once, and keeps its size: the way to order, the photo, the price; rows without holes. */
import assert from "node:assert/strict";
import { copyFile, mkdir, readdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import test from "node:test";
import { crc32, deflateSync } from "node:zlib";
import { launch, leave, visit, visitsIn } from "./chrome.mjs";
import { addToCart, drawn, leaveInCart } from "./customer.mjs";
import { reports, repository, siteOf, sites } from "./sites.mjs";

const NAME = "Die Norddeutsche Kapitänsmützen- und Seemannsbedarfsmanufaktur Friedrichsen & Söhne";
const TITLE = "Stoneware mug with a wide handle for two large hands and for gloves in winter";

const browser = await launch();
const [ceramics] = await sites("ceramics");
const portraits = await siteOf("portraits", { make: writePortrait, address: "https://portraits.example/", name: "Portraits" });
const upright = await siteOf("upright", { make: writeUpright, address: "https://upright.example/", name: "Upright" });
const long = await siteOf("long", { make: writeLong, address: "https://long.example/", name: NAME });
const visiting = await visitsIn(browser);
const phone = { width: 390, height: 844 };
const box = (page, selector) => page.$eval(selector, (element) => element.getBoundingClientRect().toJSON());

/** A shop with a long name, whose products have twelve photos, and a wide one alone. @param {string} folder */
async function writeLong(folder) {
  const media = join(folder, "content/media");
  await mkdir(media, { recursive: true });
  await copyFile(join(repository, "examples/ceramics/content/media/hero-shelf.jpg"), join(media, "wide.jpg"));
  const shop = [`name: "${NAME}"`, "base_url: https://long.example/", "currency: EUR", "contact: {email: hello@long.example}", "checkout: [email: {}]"];
  await writeFile(join(folder, "content/shop.yaml"), `${shop.join("\n")}\n`);
  const photo = (file) => `{src: media/${file}, alt: A photo}`;
  const from = join(repository, "examples/ceramics/content");
  const files = (await readdir(from, { recursive: true })).filter((file) => file.endsWith(".jpg")).sort().slice(0, 12);
  for (const file of files) await copyFile(join(from, file), join(media, basename(file)));
  const many = files.map((file) => photo(basename(file))).join(", ");
  const product = (slug, images) => `- {slug: ${slug}, title: "${TITLE}", summary: A mug., sku: ${slug}-1, price: 4.00, images: [${images}]}`;
  await writeFile(join(folder, "content/products.yaml"), `${product("many", many)}\n${product("wide", photo("wide.jpg"))}\n`);
}

/** A PNG of one grey. @param {number} width @param {number} height */
function plain(width, height) {
  const chunk = (name, data) => {
    const named = Buffer.concat([Buffer.from(name), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  const rows = Buffer.alloc((width + 1) * height, 120);
  for (let row = 0; row < height; row++) rows[row * (width + 1)] = 0;
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

/** Photos as telephones take them, 2:3, alone and among others; galleries of one, two and twelve; words with one beside them; a product without a photo. */
async function writeUpright(folder) {
  const media = join(folder, "content/media");
  await mkdir(media, { recursive: true });
  for (const [name, width, height] of [["tall", 800, 1200], ["other", 800, 1201], ["even", 900, 900]]) await writeFile(join(media, `${name}.png`), plain(width, height));
  const shop = ["name: Upright", "base_url: https://upright.example/", "currency: EUR", "contact: {email: hello@upright.example}", "checkout: [email: {}]"];
  await writeFile(join(folder, "content/shop.yaml"), `${shop.join("\n")}\n`);
  const photos = (names) => `[${names.map((name) => `{src: media/${name}.png, alt: A photo}`).join(", ")}]`;
  const product = (slug, names) => `- {slug: ${slug}, title: A vase, summary: A vase for long flowers., sku: ${slug}-1, price: 4.00${names.length ? `, images: ${photos(names)}` : ""}}`;
  await writeFile(join(folder, "content/products.yaml"), `${[product("alone", ["tall"]), product("first", ["tall", "even", "other"]), product("later", ["even", "tall"]), product("bare", [])].join("\n")}\n`);
  const gallery = (title, names) => `  - gallery: {title: ${title}, images: ${photos(names)}}`;
  const galleries = [gallery("One", ["tall"]), gallery("Two", ["tall", "other"]), gallery("Mixed", ["even", "tall"]), gallery("Twelve", Array(12).fill("tall"))];
  await writeFile(join(folder, "content/home.yaml"), `title: Upright\nsections:\n${galleries.join("\n")}\n  - text: {title: Beside, text: A vase., image: {src: media/tall.png, alt: A photo}}\n  - featured: {title: Bare, products: [bare]}\n`);
}

/** A shop whose photos are 4:5, one of them alone, and two with one that is wide. */
async function writePortrait(folder) {
  const media = join(folder, "content/media");
  await mkdir(media, { recursive: true });
  for (const [name, width, height] of [["up", 800, 1000], ["next", 800, 1001], ["wide", 1200, 700]]) await writeFile(join(media, `${name}.png`), plain(width, height));
  const shop = ["name: Portraits", "base_url: https://portraits.example/", "currency: EUR", "contact: {email: hello@portraits.example}", "checkout: [email: {}]", "theme: {photos: portrait}"];
  await writeFile(join(folder, "content/shop.yaml"), `${shop.join("\n")}\n`);
  const product = (slug, names) => `- {slug: ${slug}, title: A vase, sku: ${slug}-1, price: 4.00, images: [${names.map((name) => `{src: media/${name}.png, alt: A photo}`).join(", ")}]}`;
  await writeFile(join(folder, "content/products.yaml"), `${[product("alone", ["up"]), product("two", ["up", "next"]), product("mixed", ["wide", "up"])].join("\n")}\n`);
}

/** Of each upright photo below a selector, what share is seen. */
const shares = (page, selector) =>
  page.$$eval(`${selector} img`, (images) =>
    images.map((image) => [image, image.getAttribute("width"), image.getAttribute("height")]).filter(([, width, height]) => height - width > 0).map(([image, width, height]) => {
      const [across, down] = [image.clientWidth / width, image.clientHeight / height];
      return getComputedStyle(image).objectFit === "contain" ? 1 : Math.min(across, down) / Math.max(across, down);
    }));

for (const [width, height] of [[768, 1024], [1280, 800], [1440, 900], [1920, 1080]]) {
  test(`photos of an upright shop are not cut, and two stand beside each other, ${width} × ${height}`, async () => {
    for (const path of ["alone", "two"]) {
      await visiting(portraits, `products/${path}/`, async (page) => {
        const seen = await shares(page, ".gallery-track");
        assert.ok(seen.length >= 1 && seen.every((share) => share > 0.97), `${path}: ${seen}`);
        const [photo, track] = [await box(page, ".gallery-track img"), await box(page, ".gallery-track")];
        assert.ok(photo.bottom <= height && photo.height >= Math.min(480, height / 2 - 20) && photo.height >= track.height - 1, `${path}: ${photo.height}`);
      }, { width, height });
    }
    await visiting(portraits, "products/mixed/", async (page) => {
      const [photo, track] = [await box(page, ".gallery-track img"), await box(page, ".gallery-track")];
      assert.ok(photo.width >= track.width - 1, `a wide one is as wide as before: ${photo.width} of ${track.width}`);
    }, { width, height });
  });
}

for (const [width, height] of [[320, 568], [390, 664], [390, 844], [768, 1024], [1280, 900], [1920, 1080]]) {
  test(`upright photos of a product are seen whole and move nothing when they arrive, ${width} × ${height}`, async () => {
    for (const path of ["alone", "first", "later"]) {
      await visiting(upright, `products/${path}/`, async (page) => {
        const seen = await shares(page, ".gallery-track");
        assert.ok(seen.length >= 1 && seen.every((share) => share > 0.97), `${path}: ${seen}`);
        const [photo, title] = [await box(page, ".gallery-track .tall img"), await box(page, "h1")];
        assert.ok(photo.height >= Math.min(190, height / 3) && photo.width >= 120, `${path}: ${photo.width} × ${photo.height}`);
        assert.ok(title.bottom <= height, `${path}: the name ends at ${title.bottom}`);
        const thumbs = await page.$$eval(".gallery-thumbs img", (images) => [...new Set(images.map(({ clientWidth, clientHeight }) => clientWidth - clientHeight))]);
        assert.ok(thumbs.every((difference) => difference === 0), "thumbnails are even");
        // Without any file, every place is as large.
        const empty = await page.evaluate(() => {
          for (const source of document.querySelectorAll(".gallery-track source")) source.srcset = "data:,";
          const { width, height } = document.querySelector(".gallery-track .tall img").getBoundingClientRect();
          return { width, height };
        });
        assert.ok(Math.abs(empty.height - photo.height) < 1 && Math.abs(empty.width - photo.width) < 1, `${path}: ${empty.width} × ${empty.height}`);
      }, { width, height });
    }
  });

  test(`a gallery of one or two shows upright photos whole, and one of twelve covers none, ${width} × ${height}`, () =>
    visiting(upright, "", async (page) => {
      for (const title of ["One", "Two", "Mixed"]) {
        const seen = await shares(page, `${await named(page, title)} .mosaic`);
        assert.ok(seen.length && seen.every((share) => share > 0.97), `${title}: ${seen}`);
      }
      const over = await page.$$eval(".mosaic", (lists) =>
        lists.flatMap((list) => {
          const areas = [...list.children].map((item) => item.getBoundingClientRect());
          return areas.filter((area, at) => areas.some((other, before) => before < at && area.top < other.bottom - 1 && area.bottom > other.top + 1 && area.left < other.right - 1 && area.right > other.left + 1)).map(({ top }) => top);
        }));
      assert.deepEqual(over, []);
    }, { width, height }));

  test(`the words of one product without a photo stand together, ${width} × ${height}`, () =>
    visiting(upright, "", async (page) => {
      const [name, price] = [await box(page, ".cards-grid .card-title"), await box(page, ".cards-grid .card-price")];
      assert.ok(price.top - name.bottom < 80 && Math.abs(price.left - name.left) < 40, `${name.left}, ${name.bottom}; ${price.left}, ${price.top}`);
      const summary = await page.$eval(".cards-grid .card-summary", (summary) => (summary.checkVisibility() ? summary.getBoundingClientRect().toJSON() : null));
      assert.ok(!summary || (Math.abs(summary.left - name.left) < 40 && summary.top >= name.bottom - 30), `the summary at ${summary?.left}, ${summary?.top}`);
    }, { width, height }));
}

for (const [width, height] of [[320, 568], [390, 844], [667, 375], [768, 900], [844, 390]]) {
  test(`an upright photo is seen whole beside words, or above them on telephones, ${width} × ${height}`, () =>
    visiting(upright, "", async (page) => {
      const seen = await shares(page, ".text-photo");
      assert.ok(seen.length === 1 && seen[0] > 0.97, `${seen}`);
      const [photo, words] = [await box(page, ".text-photo"), await box(page, ".text-words")];
      assert.ok(width < 576 ? words.top > photo.bottom : words.top > photo.top && words.bottom < photo.bottom, `${photo.top} to ${photo.bottom}, words ${words.top} to ${words.bottom}`);
      assert.ok(photo.height < 1.4 * Math.max(width, height), `${photo.height} high`);
    }, { width, height }));
}

/** The section with a title, as a selector. */
const named = (page, title) => page.$$eval("section h2", (heads, title) => `#${heads.find((head) => head.textContent.trim() === title).closest("section").id}`, title);

for (const size of [phone, { width: 320, height: 640 }, { width: 1280, height: 800 }]) {
  test(`the drawer shows the total and the first way to order below six lines, ${size.width} × ${size.height}`, () =>
    visiting(ceramics, "faq/", async (page) => {
      const skus = ["EP-BWL-CHK-S", "EP-BWL-CHK-M", "EP-BWL-CHK-L", "EP-BWL-SLT-S", "EP-ESP-CHK-4", "EP-COF-250"];
      await leaveInCart(page, ceramics, skus.map((sku) => ({ sku, qty: 1 })));
      await page.reload({ waitUntil: "networkidle0" });
      await page.evaluate(() => document.querySelector(".header [data-cart-open]").click());
      await drawn(page);
      const seen = await page.evaluate(() => {
        const first = (selector) => [...document.querySelectorAll(`.drawer ${selector}`)].find((part) => part.checkVisibility());
        const within = (part) => { const { top, bottom } = part.getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; };
        const [way] = [...document.querySelectorAll(".drawer .cart-checkout")].filter((way) => way.checkVisibility()).sort((one, other) => one.offsetTop - other.offsetTop);
        return { lines: document.querySelectorAll(".drawer .cart-line").length, total: within(first("[data-slot=total]")), button: within(way.querySelector("[data-pay]")), totals: [...document.querySelectorAll(".drawer [data-slot=total]")].filter((part) => part.checkVisibility()).length };
      });
      assert.deepEqual(seen, { lines: 6, total: true, button: true, totals: 1 });
    }, size));
}

for (const width of [320, 390, 1280]) {
  test(`thumbnails of twelve photos keep their size and scroll, ${width} px`, () =>
    visiting(long, "products/many/", async (page) => {
      const widths = await page.$$eval(".gallery-thumbs img", (images) => images.map((image) => image.getBoundingClientRect().width));
      assert.ok(widths.length === 12 && widths.every((each) => each >= 44), `${widths}`);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), "the page does not scroll sidewards");
      // What is at the edge fades out, so that the row is seen to go on; nothing does once it is scrolled to its end.
      const [cut, last] = await page.$eval(".gallery-thumbs", (row) => {
        const fades = () => [...row.querySelectorAll("img")].filter((image) => { const { left, right } = image.getBoundingClientRect(); const edge = row.getBoundingClientRect().right; return left < edge && right > edge - 38; }).length;
        const mask = getComputedStyle(row).maskImage !== "none";
        const before = fades();
        row.scrollLeft = row.scrollWidth;
        return [mask && before, fades()];
      });
      assert.ok(cut >= 1 && last === 0, `${cut} fade, ${last} at the end`);
    }, { width, height: 800 }));

  test(`a photo alone has its own shape and no frame, ${width} px`, () =>
    visiting(long, "products/wide/", async (page) => {
      const { ratio, own, track } = await page.$eval(".gallery-track img", (image) => ({
        ratio: image.getBoundingClientRect().width / image.getBoundingClientRect().height,
        own: image.width && image.getAttribute("width") / image.getAttribute("height"),
        track: image.closest(".gallery-track").getBoundingClientRect().height - image.getBoundingClientRect().height,
      }));
      assert.ok(Math.abs(ratio - own) < 0.03 && Math.abs(track) < 2, `${ratio} of ${own}, ${track}`);
    }, { width, height: 800 }));

  test(`a long name takes two lines of the header, a long title one of the breadcrumbs, ${width} px`, () =>
    visiting(long, "products/wide/", async (page) => {
      assert.ok((await box(page, ".header")).height <= 76);
      assert.ok((await box(page, ".breadcrumbs")).height <= 64);
    }, { width, height: 800 }));
}

test("name, price and photo do not touch on a telephone", () =>
  visiting(long, "products/wide/", async (page) => {
    const [gallery, title, price] = [await box(page, ".gallery"), await box(page, "h1"), await box(page, ".buy-price")];
    assert.ok(title.top - gallery.bottom >= 8 && price.top - title.bottom >= 4, `${title.top - gallery.bottom}, ${price.top - title.bottom}`);
  }, phone));

for (const [width, height] of [[1280, 800], [1366, 768], [1920, 1080]]) {
  test(`the first button stands on the first screen, and the words cover little of the photo, ${width} × ${height}`, () =>
    visiting(ceramics, "", async (page) => {
      const [photo, words, button] = [await box(page, ".hero-photo"), await box(page, ".hero-words"), await box(page, ".hero .button")];
      assert.ok(button.bottom <= height, `${button.bottom}`);
      assert.ok((photo.bottom - words.top) / photo.height < 0.25 && words.width / width < 0.62, `${words.top} of ${photo.bottom}, ${words.width}`);
    }, { width, height }));
}

/** How full each row of a list is in percent, when it has so many entries like its first one. */
const rows = (page, selector, count) =>
  page.$eval(selector, (list, count) => {
    const [first] = list.children;
    list.replaceChildren(...Array.from({ length: count }, () => first.cloneNode(true)));
    const areas = [...list.children].map((item) => item.getBoundingClientRect());
    const gap = Number.parseFloat(getComputedStyle(list).columnGap);
    const { left, width } = list.getBoundingClientRect();
    // At the middle of each entry, everything that stands beside it.
    return areas.map((area) => {
      const middle = area.top + Math.min(area.height, areas[count - 1].height) / 2;
      const beside = areas.filter(({ top, bottom }) => top < middle && bottom > middle);
      return Math.round(((beside.reduce((sum, each) => sum + each.width + gap, -gap)) / width) * 100) * (Math.min(...beside.map((each) => each.left)) - left < 2 ? 1 : -1);
    });
  }, count);

for (const [selector, width, counts] of [
  [".cards-grid", 390, [1, 2, 3, 5, 7, 8]],
  [".cards-grid", 768, [1, 2, 3, 4, 5, 6, 7, 8, 9]],
  [".cards-grid", 1280, [1, 2, 3, 4, 5, 6, 7, 8, 9]],
  [".mosaic", 390, [2, 3, 5, 7]],
  [".mosaic", 1280, [1, 2, 3, 4, 5, 6, 7, 8]],
]) {
  test(`rows of ${selector} have no holes, ${width} px`, () =>
    visiting(ceramics, "", async (page) => {
      // What moves pictures against each other is not what is measured here.
      await page.$eval(selector, (list) => list.style.setProperty("--shift", "0px"));
      for (const count of counts) assert.deepEqual([...new Set(await rows(page, selector, count))], [100], `${count}`);
    }, { width, height: 900 }));
}

test("the confirmation leaves the button that was pressed in sight", () =>
  visiting(ceramics, "products/mug/", async (page) => {
    await addToCart(page);
    const [toast, button] = [await box(page, "[data-toast]"), await box(page, ".buy-row [data-add]")];
    assert.ok(toast.bottom <= button.top || toast.top >= button.bottom, `${toast.top} to ${toast.bottom} over ${button.top}`);
    assert.ok(toast.right <= 320 && toast.left >= 0);
  }, { width: 320, height: 640 }));

test("the tables of the report keep their lines on a telephone", async () => {
  const [report] = await reports("kits");
  const page = await visit(browser, report.home, phone);
  const high = await page.$$eval(".scroll tbody tr", (rows) => rows.filter((row) => row.checkVisibility() && row.getBoundingClientRect().height > 115).map((row) => row.innerText));
  assert.deepEqual(high, []);
  const edges = await page.$$eval(".scroll table", (tables) =>
    tables.flatMap((table) => [...table.querySelectorAll("td.bar")].filter((cell) => cell.checkVisibility() && cell.scrollWidth > cell.clientWidth + 1).map((cell) => cell.innerText)),
  );
  assert.deepEqual(edges, [], "figures beside bars stay in their column");
  const campaign = report.pages.find((file) => file.startsWith("campaigns/"));
  await page.goto(report.home + campaign, { waitUntil: "load" });
  const heads = await page.$$eval("thead th:not(:first-child)", (cells) => cells.map((cell) => cell.textContent));
  assert.ok(!heads.includes("Campaign"), heads.join());
  await leave(page);
});

test("the bar of the buy box names what is chosen, and leaves its name to long titles", async () => {
  await visiting(ceramics, "products/mug/", async (page) => {
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await page.waitForSelector(".buy-bar:not([hidden])");
    const bar = () => page.$eval(".buy-bar-text", (text) => text.innerText.replace(/\s+/g, " "));
    assert.equal(await bar(), "Stoneware mug Chalk €34.00");
    await page.evaluate(() => document.querySelector("[name=glaze][value=slate]").click());
    await page.waitForFunction(() => document.querySelector(".buy-bar").innerText.includes("Slate"));
    assert.equal(await bar(), "Stoneware mug Slate €36.00");
    await page.$eval(".buy-bar-title > span", (title) => (title.textContent = "Stoneware mug with a wide handle for two large hands"));
    const cut = await page.$eval(".buy-bar-title", (title) => [...title.children].map((part) => part.scrollWidth > part.clientWidth + 1));
    assert.deepEqual(cut, [true, false]);
  }, phone);
  await visiting(long, "products/many/", async (page) => assert.equal(await page.$(".buy-bar [data-slot=variant]"), null, "nothing is chosen"), phone);
});

test("on a telephone what the thing is stands before other ways to order it", () =>
  visiting(ceramics, "products/mug/", async (page) => {
    const [highlights, ways] = [await box(page, ".highlights"), await box(page, ".buy-direct")];
    assert.ok(highlights.bottom <= ways.top, `${highlights.bottom}, ${ways.top}`);
  }, phone));

/** A shop with more collections than a header holds, whose first variant is the dearer one. @param {string} folder */
async function writeAtelier(folder) {
  const content = join(folder, "content");
  await mkdir(join(content, "collections"), { recursive: true });
  const contact = 'contact: {email: a@atelier.example, phone: "+49 30 1234567"}';
  const delivery = ["shipping: {zones: [{name: Germany, countries: [DE], cost: 4.90, days: [1, 2]}]}", "returns: {days: 30, fees: free}"];
  const shop = ["name: Atelier", "description: Candles.", "base_url: https://atelier.example/", "currency: EUR", contact, "checkout: [email: {}]", ...delivery];
  await writeFile(join(content, "shop.yaml"), `${shop.join("\n")}\n`);
  for (const title of ["Candles", "Soap", "Gifts", "Holders", "Workshops"]) await writeFile(join(content, `collections/${title.toLowerCase()}.md`), `---\ntitle: ${title}\n---\n`);
  const variants = "options: [{name: Size, values: [L, S]}], variants: [{options: {Size: L}, sku: C-L, price: 30.00}, {options: {Size: S}, sku: C-S, price: 20.00}]";
  await writeFile(join(content, "products.yaml"), `- {slug: candle, title: Candle, summary: A candle., collections: [candles], ${variants}}\n`);
}

test("all collections are in the menu of a telephone, and a link away in the header", async () => {
  const atelier = await siteOf("atelier", { make: writeAtelier, address: "https://atelier.example/" });
  const entries = (page) => page.$$eval(".menu > ul:first-child a", (links) => links.filter((link) => link.checkVisibility()).map((link) => link.innerText));
  await visiting(atelier, "products/", async (page) => {
    assert.deepEqual(await entries(page), ["All products", "Candles", "Gifts", "Holders", "All collections"]);
    assert.ok((await box(page, ".header")).height < 76, "in one row");
  }, { width: 1024, height: 800 });
  await visiting(atelier, "products/", async (page) => {
    await page.click(".header-menu");
    assert.deepEqual(await entries(page), ["All products", "Candles", "Gifts", "Holders", "Soap", "Workshops"]);
  }, phone);
  // The head of a product whose first variant is not the cheapest.
  await visiting(atelier, "products/candle/", async (page) => assert.match(await page.$eval(".buy", (form) => form.innerText), /^€30\.00/), phone);
  await visiting(atelier, "products/candle/", async (page) => assert.match(await page.$eval(".buy", (form) => form.innerText), /^from\s€20\.00/), { ...phone, script: false });
  await visiting(atelier, "products/", async (page) => {
    const [delivery, returns, contact] = await page.$$eval(".services > *", (parts) => parts.map((part) => part.getBoundingClientRect().toJSON()));
    assert.ok(delivery.top === returns.top && contact.top > delivery.bottom && contact.right === returns.right, "the third has a row of its own");
  }, { width: 768, height: 1024 });
});

test("the description of a product keeps lines that can be read on a wide screen", () =>
  visiting(ceramics, "products/mug/", async (page) => {
    const { width, size } = await page.$eval(".description p", (text) => ({ width: text.getBoundingClientRect().width, size: Number.parseFloat(getComputedStyle(text).fontSize) }));
    assert.ok(width / size < 40, `${width} of letters of ${size}`);
  }, { width: 1920, height: 1080 }));
