/** What a reader would see at once and no validator does: tables that are cut off, the open list out of sight, dark ink on dark paper. */
import assert from "node:assert/strict";
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import test from "node:test";
import { launch, visitsIn } from "./chrome.mjs";
import { cartWithTotal, shown, withCart } from "./customer.mjs";
import { repository, siteOf, sites } from "./sites.mjs";

const browser = await launch();
const [kits, ceramics] = await sites("kits", "ceramics");
const bags = await siteOf("bags", { make: writeBags, address: "https://bags.example/" });
const visiting = await visitsIn(browser);
const phone = { width: 390, height: 844 };

/** How far the page can be scrolled, and how wide its window is. */
const widths = (page) => page.evaluate(() => ({ scrollWidth: document.documentElement.scrollWidth, clientWidth: document.documentElement.clientWidth }));

for (const shop of [kits, ceramics]) {
  test(`${shop.name}: a table of a few columns fits a telephone`, () =>
    visiting(shop, "contact/", async (page) => {
      const [table, ...more] = await page.$$eval(".prose .table", (tables) => tables.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth));
      assert.deepEqual([table, more], [0, []]);
    }, phone));
}

for (const count of [1, 2, 3, 5, 8, 11, 14]) {
  test(`the tiles of ${count} collections fill their rows`, () =>
    visiting(ceramics, "collections/", async (page) => {
      const rows = await page.$eval(".tiles", (list, count) => {
        const [first] = list.children;
        list.replaceChildren(...Array.from({ length: count }, () => first.cloneNode(true)));
        const { width } = list.getBoundingClientRect();
        const rows = Map.groupBy([...list.children], (tile) => Math.round(tile.getBoundingClientRect().top));
        const gap = Number.parseFloat(getComputedStyle(list).columnGap);
        return [...rows.values()].map((tiles) => Math.round((tiles.reduce((sum, tile) => sum + tile.getBoundingClientRect().width, gap * (tiles.length - 1)) / width) * 100));
      }, count);
      assert.deepEqual(rows, rows.map(() => 100));
    }, { width: 1280 }));
}

test("the list of delivery zones is legible with letters of twice the size", () =>
  visiting(ceramics, "cart/", async (page) => {
    await withCart(page, ceramics, [{ sku: "EP-COF-250", qty: 1 }]);
    await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
    const { width, size } = await page.$eval(".cart-page .cart-zone select", (list) => ({ width: list.getBoundingClientRect().width, size: Number.parseFloat(getComputedStyle(list).fontSize) }));
    assert.ok(width >= size * 7, `${width} of letters of ${size}`);
  }, phone));

test("a price by the month leaves the name in the cart its room, with letters a quarter larger", () =>
  visiting(ceramics, "cart/", async (page) => {
    await withCart(page, ceramics, [{ sku: "EP-COF-250", qty: 1 }]);
    await page.evaluate(() => {
      document.documentElement.style.fontSize = "20px";
      document.querySelector(".cart-page .cart-line-total").textContent = "CHF 22.00 pro Monat";
    });
    const { width, size } = await page.$eval(".cart-page .cart-line-text", (text) => ({ width: text.getBoundingClientRect().width, size: Number.parseFloat(getComputedStyle(text).fontSize) }));
    assert.ok(width >= size * 8, `${width} of letters of ${size}`);
  }, phone));

test("the list that is open is in sight among its neighbours", () =>
  visiting(ceramics, "collections/courses-and-gifts/", async (page) => {
    const { left, right } = await page.$eval(".siblings [aria-current]", (link) => link.getBoundingClientRect().toJSON());
    assert.ok(left >= 0 && right <= phone.width, `${left} to ${right}`);
  }, phone));

test("the photo of a post keeps its motif on a wide screen", () =>
  visiting(ceramics, "journal/pour-over-recipe/", async (page) => {
    const { width, height } = await page.$eval(".post-photo img", (image) => image.getBoundingClientRect().toJSON());
    assert.ok(width / height < 1.8, `${width} × ${height}`);
  }, { width: 1920 }));

test("the bar of the buy box says that a price is the lowest one", () =>
  visiting(kits, "products/set-up-day/", async (page) => {
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await page.waitForSelector(".buy-bar:not([hidden])");
    assert.match(await shown(page, ".buy-bar"), /from €690\.00/);
  }, phone));

test("what is printed is black on white, also from a dark screen, and has nothing to press", () =>
  visiting(kits, "cart/", async (page) => {
    await withCart(page, kits, [{ sku: "FT-LIVE-S", qty: 2 }]);
    await page.emulateMediaType("print");
    const ink = await page.$eval(".cart-total", (total) => getComputedStyle(total).color);
    assert.equal(ink, "rgb(0, 0, 0)");
    assert.equal(await page.$$eval("button, .cart-checkouts, .cart-free-bar", (parts) => parts.filter((part) => part.checkVisibility()).length), 0);
  }, { dark: true }));

/** A bag with reviews, a table of two columns, and a text with a seal in it. @param {string} folder */
async function writeBags(folder) {
  const content = join(folder, "content");
  await mkdir(join(content, "media"), { recursive: true });
  const shop = ["name: Bergladen", "description: Taschen.", "base_url: https://bags.example/", "currency: EUR", "locale: de", "contact: {email: a@bags.example}", "checkout: [email: {}]"];
  await writeFile(join(content, "shop.yaml"), `${shop.join("\n")}\n`);
  await writeFile(join(content, "media/seal.svg"), '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 90" width="90" height="90"><circle cx="45" cy="45" r="40" fill="#777"/></svg>');
  await copyFile(join(repository, "examples/ceramics/content/media/hero-shelf.jpg"), join(content, "media/wide.jpg"));
  const segments = "segments: {title: Für wen, columns: [Wer, Was], rows: [[Familien, Zelte], [Läufer, Schuhe]]}";
  const more = "segments: {title: Mehr, columns: [Wer, Was, Wann, Wo], rows: [[Familien, Zelte, Sommer, Bregenz]]}";
  await writeFile(join(content, "home.yaml"), `title: Taschen\nsections:\n  - ${segments}\n  - ${more}\n`);
  const reviews = [4, 4].map((rating) => `{author: Eva, rating: ${rating}, date: 2026-10-09, text: Gut.}`).join(", ");
  const bag = ["title: Leichter Rucksack aus gewachster Baumwolle", "summary: Ein Rucksack.", "sku: BAG", "price: 1251.00", `reviews: [${reviews}]`];
  await mkdir(join(content, "products"));
  await writeFile(join(content, "products/bag.md"), ["---", ...bag, "---", "Geprüft mit dem ![Siegel](media/seal.svg) der Werkstatt.", "", "![Tasche](media/wide.jpg)", ""].join("\n"));
}

/** A shop of words that German makes and no line holds. @param {string} folder */
async function writeLong(folder) {
  const word = "Goldschmiedewerkstattmanufaktur";
  const longer = "Rechtsschutzversicherungsgesellschaftsangestellte";
  await mkdir(join(folder, "content"), { recursive: true });
  const shop = [`name: ${word}`, "description: Ringe.", "base_url: https://long.example/", "currency: EUR", "locale: de", "contact: {email: a@long.example}", "checkout: [email: {}]"];
  await writeFile(join(folder, "content/shop.yaml"), `${shop.join("\n")}\n`);
  const newsletter = `  - newsletter: {title: ${longer}, button: ${longer}, action: "https://news.example/subscribe", field: email}`;
  const segments = `  - segments: {title: ${longer}, columns: [${longer}, ${word}], rows: [[${word}, ${longer}]]}`;
  await writeFile(join(folder, "content/home.yaml"), ["title: Ringe", "sections:", newsletter, segments, ""].join("\n"));
  await writeFile(join(folder, "content/products.yaml"), `- {slug: ring, title: ${longer}, summary: Ein Ring., sku: RING, price: 20.00, kind: digital}\n`);
}

test("words longer than a line are broken, in the name of the shop and in buttons too", async () => {
  const long = await siteOf("long", { make: writeLong, address: "https://long.example/" });
  for (const width of [320, 390, 500, 1000]) {
    await visiting(long, "", async (page) => {
      for (const path of ["", "products/", "products/ring/", "search/", "cart/"]) {
        await page.goto(long.home + path, { waitUntil: "load" });
        if (path === "cart/") await withCart(page, long, [{ sku: "RING", qty: 1 }]);
        const { scrollWidth, clientWidth } = await widths(page);
        assert.equal(scrollWidth, clientWidth, `${path} at ${width} px`);
      }
      await page.goto(long.home, { waitUntil: "load" });
      const fields = await page.$$eval(".newsletter :is(input, .button)", (parts) => parts.map((part) => part.getBoundingClientRect().width));
      assert.ok(Math.min(...fields) >= 128, `the field and its button: ${fields}`);
    }, { width, height: 844 });
  }
});

/** A shop with labels that fill a line, a dark logo, and a first screen without a text. @param {string} folder */
async function writeDark(folder) {
  const content = join(folder, "content");
  await mkdir(join(content, "media"), { recursive: true });
  const labels = ["Handgegossene Duftkerzen", "Geschenke und Sets", "Kerzenhalter und Zubehör", "Nachfüllpackungen, Dochte", "Werkstatt und Kurse"];
  const header = `navigation: {header: [${labels.map((label) => `{label: "${label}", to: /products/}`).join(", ")}]}`;
  const shop = ["name: Atelier", "description: Kerzen.", "base_url: https://dark.example/", "currency: EUR", "logo: media/logo.svg", "contact: {email: a@dark.example}", "checkout: [email: {}]", header];
  await writeFile(join(content, "shop.yaml"), `${shop.join("\n")}\n`);
  const drawing = (shape) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40" width="60" height="40">${shape}</svg>`;
  await writeFile(join(content, "media/logo.svg"), drawing('<path d="M0 0h8v40h-8zM20 0h8v40h-8zM40 0h8v40h-8z" fill="#1f5c46"/>'));
  await writeFile(join(content, "media/wall.svg"), drawing('<rect width="60" height="40" fill="#ccc"/>'));
  await writeFile(join(content, "home.yaml"), "title: Kerzen\nsections:\n  - hero: {title: Kerzen aus Grasse, image: {src: media/wall.svg, alt: Wand}, actions: [{label: Alle, to: /products/}]}\n");
  await writeFile(join(content, "products.yaml"), "- {slug: kerze, title: Kerze, summary: Eine Kerze., sku: K, price: 20.00}\n");
}

test("a long menu stays between name and cart, the title of the first screen off its button, a dark logo is seen in the dark", async () => {
  const shop = await siteOf("dark", { make: writeDark, address: "https://dark.example/" });
  const box = (page, selector) => page.$eval(selector, (element) => element.getBoundingClientRect().toJSON());
  for (const width of [980, 1280]) {
    await visiting(shop, "", async (page) => {
      const [header, brand, menu, tools] = await Promise.all([".header", ".brand", ".menu", ".header-tools"].map((selector) => box(page, selector)));
      assert.ok(brand.right <= menu.left && menu.right <= tools.left, `${width} px: ${brand.right} ${menu.left} ${menu.right} ${tools.left}`);
      assert.ok(width < 1280 || header.height <= 92, `${width} px: the header is ${header.height} px high`);
    }, { width, height: 800 });
  }
  for (const width of [320, 390, 1280]) {
    await visiting(shop, "", async (page) => {
      const [title, actions] = [await box(page, ".hero h1"), await box(page, ".hero .actions")];
      assert.ok(actions.top - title.bottom >= 12, `${width} px: ${actions.top - title.bottom} px between title and button`);
    }, { width, height: 844 });
  }
  const behind = (page) => page.$eval(".brand img", (logo) => getComputedStyle(logo).backgroundColor);
  await visiting(shop, "", async (page) => assert.equal(await behind(page), "rgb(255, 255, 255)"), { ...phone, dark: true });
  await visiting(shop, "", async (page) => assert.equal(await behind(page), "rgba(0, 0, 0, 0)"), phone);
});

test("what can be pressed in the cart is large enough for a finger", () =>
  visiting(kits, "cart/", async (page) => {
    await withCart(page, kits, [{ sku: "FT-LIVE-S", qty: 2 }]);
    await cartWithTotal(page, "€98.00");
    const small = await page.$$eval(".cart-page .cart :is(a, button, input, select)", (parts) =>
      parts
        .filter((part) => part.checkVisibility() && part.ariaHidden !== "true")
        .map((part) => ({ name: part.className || part.localName, ...part.getBoundingClientRect().toJSON() }))
        .filter(({ width, height }) => width < 24 || height < 24)
        .map(({ name, width, height }) => `${name}: ${width} × ${height}`),
    );
    assert.deepEqual(small, []);
  }, phone));

/** Goods by weight on the first screen, and words as long as German has them. @param {string} folder */
async function writeFarm(folder) {
  await mkdir(join(folder, "content/media"), { recursive: true });
  await copyFile(join(repository, "examples/ceramics/content/media/hero-shelf.jpg"), join(folder, "content/media/wide.jpg"));
  const shop = ["name: Hofladen", "description: Vom Hof.", "base_url: https://farm.example/", "currency: EUR", "locale: de", "contact: {email: a@farm.example}", "checkout: [email: {}]"];
  await writeFile(join(folder, "content/shop.yaml"), `${shop.join("\n")}\n`);
  const images = "images: [{src: media/wide.jpg, alt: Käse}]";
  const history = "price_history: [{date: 2026-06-01, price: 6.20}, {date: 2026-11-15, price: 5.40}]";
  const cheese = ["slug: cheese", "title: Bergkäse", "price: 5.40", "list_price: 6.20", history, "unit_price: {contains: 200 g, per: 100 g}", images];
  const box = ["slug: box", "title: Kiste", "price: 240.00", images];
  await writeFile(join(folder, "content/products.yaml"), `- ${cheese.join("\n  ")}\n- ${box.join("\n  ")}\n`);
  await writeFile(join(folder, "content/home.yaml"), "sections:\n  - hero: {title: Käse, image: {src: media/wide.jpg, alt: Käse}, products: [cheese]}\n");
}

test("in the cart amounts stay whole and nothing leaves its line, on any telephone and with letters of any size", async () => {
  const sizes = [[320, 100], [320, 107], [340, 113], [360, 119], [360, 125], [375, 125], [390, 125], [390, 132], [412, 138], [390, 150], [390, 200], [320, 200]];
  const farm = await siteOf("farm", { make: writeFarm, address: "https://farm.example/" });
  const cart = [{ sku: "cheese", qty: 2 }, { sku: "box", qty: 1 }];
  for (const [width, size] of sizes) {
    await visiting(farm, "cart/", async (page) => {
      await withCart(page, farm, cart);
      await page.evaluate((size) => (document.documentElement.style.fontSize = `${size}%`), size);
      const told = await page.evaluate(() => {
        const end = document.querySelector(".cart-lines").getBoundingClientRect().right + 1;
        const outside = [...document.querySelectorAll(".cart-line-remove, .cart-line-total")].filter((part) => part.getBoundingClientRect().right > end);
        const broken = [...document.querySelectorAll(".cart-line-total, .cart-sums dd")].filter((part) => {
          const range = document.createRange();
          range.selectNodeContents(part);
          return part.checkVisibility() && !/\s/.test(part.innerText.trim()) && new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1;
        });
        return [...outside, ...broken].map((part) => `${part.className || part.localName}: ${part.innerText}`);
      });
      assert.deepEqual(told, [], `${width} px, letters of ${size} %`);
      const { scrollWidth, clientWidth } = await widths(page);
      assert.equal(scrollWidth, clientWidth, `${width} px, letters of ${size} %`);
    }, { width, height: 844 });
  }
});

test("prices of the first screen have the unit price and the one before beside them", async () => {
  const farm = await siteOf("first-screen", { make: writeFarm, address: "https://farm.example/" });
  await visiting(farm, "", async (page) => {
    assert.match(await shown(page, ".hero-products .price-unit"), /2,70/);
    assert.match(await shown(page, ".hero-products .price-was"), /6,20/);
  });
});

test("a row that scrolls shows part of one more card, whatever the width", async () => {
  const row = await siteOf("row", { make: writeRow, address: "https://row.example/" });
  for (const width of [320, 390, 640, 768, 924, 1024, 1280, 1440, 1920]) {
    await visiting(row, "", async (page) => {
      const shares = await page.$$eval(".cards-scroll > *", (cards) => {
        const end = cards[0].parentElement.getBoundingClientRect().right;
        return cards.map((card) => card.getBoundingClientRect()).map(({ left, width }) => (end - left) / width);
      });
      assert.ok(shares.some((share) => share > 0.1 && share < 0.9), `${width} px: ${shares}`);
    }, { width, height: 844 });
  }
});

/** Eight products in a row that scrolls. @param {string} folder */
async function writeRow(folder) {
  await writeFarm(folder);
  const product = (n) => `- {slug: p-${n}, title: Käse ${n}, sku: P-${n}, price: 4.00}`;
  await writeFile(join(folder, "content/products.yaml"), `${[1, 2, 3, 4, 5, 6, 7, 8].map(product).join("\n")}\n`);
  await writeFile(join(folder, "content/home.yaml"), `sections:\n  - featured: {title: Käse, layout: scroll, products: [${[1, 2, 3, 4, 5, 6, 7, 8].map((n) => `p-${n}`)}]}\n`);
}

test("a telephone on its side shows the whole photo", async () => {
  for (const [width, height] of [[844, 390], [667, 375], [568, 320]]) {
    await visiting(ceramics, "products/mug/", async (page) => {
      const [fit, { top, bottom }, bar] = await Promise.all([
        page.$eval(".gallery-track img", (image) => getComputedStyle(image).objectFit),
        page.$eval(".gallery-track img", (image) => image.getBoundingClientRect().toJSON()),
        page.$eval(".buy-bar", (bar) => (bar.checkVisibility() ? bar.getBoundingClientRect().top : innerHeight)),
      ]);
      assert.equal(fit, "contain", `${width} × ${height}`);
      // Below the header, once the page is scrolled.
      assert.ok(bottom - top <= bar - 60, `${width} × ${height}: ${bottom - top} of ${bar}`);
    }, { width, height });
  }
});

/** A word of every kind that once was broken, in the places where it was. @param {string} folder */
async function writeWords(folder) {
  await writeFarm(folder);
  const image = "image: {src: media/wide.jpg, alt: Käse}";
  await mkdir(join(folder, "content/collections"), { recursive: true });
  await writeFile(join(folder, "content/collections/gemuese.md"), `---\ntitle: Gemüse & Eier\n${image}\n---\n`);
  await writeFile(join(folder, "content/collections/kaese.md"), `---\ntitle: Käse\n${image}\n---\n`);
  const product = (n) => `- {slug: p-${n}, title: Hartkäse ${n}, sku: P-${n}, price: 4.00, stock: 0, collections: [gemuese, kaese], details: {Allergene: Milch}, images: [{src: media/wide.jpg, alt: Käse}]}`;
  await writeFile(join(folder, "content/products.yaml"), `${[1, 2, 3].map(product).join("\n")}\n`);
  const event = "{slug: fest, title: Kürbisfest, start: 2026-12-12T11:00:00+01:00, end: 2026-12-12T17:00:00+01:00, place: Lindenhof}";
  await writeFile(join(folder, "content/home.yaml"), `sections:\n  - collections: {title: Sortiment, collections: [gemuese, kaese]}\n  - events: {title: Termine, events: [${event}]}\n`);
}

test("words of ordinary length stay whole with letters of twice the size", async () => {
  const words = await siteOf("words", { make: writeWords, address: "https://words.example/" });
  const large = await visitsIn(await launch("--blink-settings=defaultFontSize=32"));
  for (const [path, parts] of [["", ".tile-name strong, .tile-name .quiet, .dates h3"], ["products/", ".badge, .card-title"], ["products/p-1/", ".facts th, .breadcrumbs span"]]) {
    await large(words, path, async (page) => {
      const broken = await page.$$eval(parts, (parts) =>
        parts.filter((part) => {
          const text = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
          for (let node = text.nextNode(); node; node = text.nextNode()) {
            for (const { index, 0: word } of node.data.matchAll(/\p{L}+/gu)) {
              const range = document.createRange();
              range.setStart(node, index);
              range.setEnd(node, index + word.length);
              if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) return true;
            }
          }
        }).map((part) => part.innerText),
      );
      assert.deepEqual(broken, [], path);
      assert.ok((await page.$$(parts)).length > 1, path);
      const { scrollWidth, clientWidth } = await widths(page);
      assert.equal(scrollWidth, clientWidth, path);
    }, phone);
  }
});

test("long words of headings are hyphenated where there is little room, short ones never", async () => {
  const words = await siteOf("hyphens", { make: writeWords, address: "https://hyphens.example/" });
  const style = (page) => page.$eval("h1", (title) => [getComputedStyle(title).hyphens, getComputedStyle(title).getPropertyValue("hyphenate-limit-chars")]);
  await visiting(words, "products/", async (page) => assert.deepEqual(await style(page), ["auto", "12 5 5"]), phone);
  await visiting(words, "products/", async (page) => assert.equal((await style(page))[0], "manual"));
  // English has few such words, and a break in them is no help.
  await visiting(kits, "products/", async (page) => assert.equal((await style(page))[0], "manual"), phone);
});

/** Long names and no photo yet. @param {string} folder */
async function writeBare(folder) {
  await mkdir(join(folder, "content"), { recursive: true });
  const shop = ["name: Strickladen", "description: Pullover.", "base_url: https://bare.example/", "currency: EUR", "locale: de", "contact: {email: a@bare.example}", "checkout: [email: {}]"];
  await writeFile(join(folder, "content/shop.yaml"), `${shop.join("\n")}\n`);
  const product = (n) => `- {slug: p-${n}, title: "${n}. handgestrickter Winterpullover aus Merinowolle für Damen und Herren", summary: Warm., sku: P-${n}, price: 129.00}`;
  await writeFile(join(folder, "content/products.yaml"), `${[1, 2, 3, 4].map(product).join("\n")}\n`);
}

test("a card without a photo stays in its column, however long its name is and however large the letters", async () => {
  const bare = await siteOf("bare", { make: writeBare, address: "https://bare.example/" });
  for (const [width, size] of [[320, 100], [360, 100], [390, 100], [390, 200], [1280, 200]]) {
    await visiting(bare, "products/", async (page) => {
      await page.evaluate((size) => (document.documentElement.style.fontSize = `${size}%`), size);
      const { scrollWidth, clientWidth } = await widths(page);
      assert.equal(scrollWidth, clientWidth, `${width} px, letters of ${size} %`);
      const over = await page.$$eval(".card-photo", (photos) => photos.map((photo) => photo.getBoundingClientRect().width - photo.closest("li").getBoundingClientRect().width));
      assert.ok(Math.max(...over) < 1, `${width} px, letters of ${size} %: ${over}`);
    }, { width, height: 844 });
  }
});

for (const shop of [kits, ceramics]) {
  test(`${shop.name}: with large letters the name in the header is one, and no half of the screen is covered`, async () => {
    for (const [width, size] of [[320, 150], [320, 200], [360, 200], [390, 200]]) {
      await visiting(shop, "products/", async (page) => {
        await page.evaluate((size) => (document.documentElement.style.fontSize = `${size}%`), size);
        const at = `${width} px, letters of ${size} %`;
        const [name, tools] = await Promise.all([".brand-name", ".header-tools"].map((part) => page.$eval(part, (element) => element.getBoundingClientRect().toJSON())));
        // In letters' widths, about.
        assert.ok(name.width / (8 * (size / 100)) >= 8, `${at}: the name is ${name.width} px wide`);
        assert.ok(name.bottom <= tools.top || name.top >= tools.bottom || name.right <= tools.left, `${at}: the name runs over the search`);
        await page.evaluate(() => scrollTo(0, 1500));
        const covered = await page.$eval(".header", (header) => Math.max(0, header.getBoundingClientRect().bottom));
        assert.ok(covered <= 844 / 5, `${at}: ${covered} px of 844 are covered`);
      }, { width, height: 844 });
    }
  });
}

test("lines of code scroll in their box, not with the page", () =>
  visiting(kits, "journal/tagged-links-that-tell-the-truth/", async (page) => {
    const { scrollWidth, clientWidth } = await widths(page);
    const [box] = await page.$$eval("pre", (boxes) => boxes.map((pre) => pre.scrollWidth - pre.clientWidth));
    assert.ok(box > 0, "there is a line that is too long");
    assert.equal(scrollWidth, clientWidth);
  }, { width: 320, height: 640 }));

/** What a buyer prints of a simple product. @param {string} folder */
async function writeTea(folder) {
  await mkdir(join(folder, "content/media"), { recursive: true });
  const shop = ["name: Leaf", "description: Tea.", "base_url: https://leaf.example/", "currency: EUR", "contact: {email: a@leaf.example, whatsapp: '447700900123'}", "checkout: [email: {}]", "tax: {included: true}", "returns: {days: 30, fees: free}"];
  const zones = "shipping: {zones: [{name: Ireland, countries: [IE], cost: 3.50, free_above: 35.00, days: [3, 4]}]}";
  await writeFile(join(folder, "content/shop.yaml"), `${[...shop, zones].join("\n")}\n`);
  await writeFile(join(folder, "content/media/tea.svg"), '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 60" width="60" height="60"><rect width="60" height="60" fill="#ccc"/></svg>');
  const tea = ["slug: tea", "title: Fujian Black tea No. 1", "summary: A fine black tea from Fujian.", "images: [{src: media/tea.svg, alt: Tea}]", "options: [{name: Weight, values: [50 g, 100 g, 1 kg]}]", "sku: TEA", "price: 5.20"];
  await writeFile(join(folder, "content/products.yaml"), `- ${tea.join("\n  ")}\n`);
}

test("a short page is printed on one sheet", async () => {
  const leaf = await siteOf("leaf", { make: writeTea, address: "https://leaf.example/" });
  await visiting(leaf, "products/tea/", async (page) => {
    // The bar with the button takes its place at the end of the page, on the screen alone.
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await page.waitForSelector(".buy-bar:not([hidden])");
    const pdf = Buffer.from(await page.pdf({ format: "A4" })).toString("latin1");
    assert.equal(pdf.match(/\/Type\s*\/Page\b/g).length, 1);
    await page.emulateMediaType("print");
    const { height } = await page.$eval(".gallery-track img", (image) => image.getBoundingClientRect().toJSON());
    assert.ok(height > 200, `the photo is ${height} px high`);
  }, { width: 794 });
});

/** How many lines the first text of a selector takes. */
const linesOf = (page, selector) =>
  page.$eval(selector, (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
  });

test("the average of the reviews is one number, also with a comma and on a narrow telephone", async () => {
  for (const width of [320, 360, 390]) {
    await visiting(bags, "products/bag/", async (page) => {
      assert.equal(await shown(page, ".score strong"), "4,0");
      assert.equal(await linesOf(page, ".score strong"), 1, `${width} px`);
    }, { width, height: 740 });
  }
});

test("with large letters the bar of the buy box covers little, and breaks neither the price nor a word", async () => {
  for (const [width, height, size] of [[320, 640, 100], [360, 740, 100], [360, 740, 150], [360, 740, 200], [390, 844, 200]]) {
    await visiting(bags, "products/bag/", async (page) => {
      await page.evaluate((size) => (document.documentElement.style.fontSize = `${size}%`), size);
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      await page.waitForSelector(".buy-bar:not([hidden])");
      const at = `${width} px, letters of ${size} %`;
      const bar = await page.$eval(".buy-bar", (bar) => bar.getBoundingClientRect().height);
      assert.ok(bar <= height / 5, `${at}: ${bar} px of ${height} are covered`);
      assert.equal(await shown(page, ".buy-bar strong"), "1.251,00 €");
      assert.equal(await linesOf(page, ".buy-bar strong"), 1, `${at}: the price`);
      assert.ok((await linesOf(page, ".buy-bar button")) <= 2, `${at}: the button`);
      const { scrollWidth, clientWidth } = await widths(page);
      assert.equal(scrollWidth, clientWidth, at);
    }, { width, height });
  }
});

test("a table of two columns is seen whole on a telephone, one of more shows that it goes on", async () => {
  for (const width of [320, 360, 390]) {
    await visiting(bags, "", async (page) => {
      const tables = await page.$$eval(".segments .table", (tables) =>
        tables.map((table) => {
          const right = table.getBoundingClientRect().right;
          const cut = [...table.querySelectorAll("thead th")].map((cell) => cell.getBoundingClientRect()).find((cell) => cell.right > right + 1);
          return { over: table.scrollWidth - table.clientWidth, seen: cut && right - cut.left };
        }),
      );
      assert.equal(tables[0].over, 0, `${width} px`);
      assert.ok(tables[1].seen >= 24, `${width} px: ${tables[1].seen} px of the column that is cut off`);
    }, { width, height: 740 });
  }
});

test("a small picture in a text is no wider than it is, and stands in its sentence", () =>
  visiting(bags, "products/bag/", async (page) => {
    const [seal, photo] = await page.$$eval(".prose img", (images) => images.map((image) => ({ ...image.getBoundingClientRect().toJSON(), column: image.closest("p").getBoundingClientRect().toJSON() })));
    assert.equal(seal.width, 90);
    assert.ok(seal.left > seal.column.left + 50, `${seal.left}: it begins the line`);
    assert.equal(photo.width, photo.column.width, "a large one fills the column");
  }, { width: 1280 }));
