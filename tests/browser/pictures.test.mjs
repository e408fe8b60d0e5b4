/** No picture has many more pixels than are shown of it, or many fewer: in every place of a page, on phones and wide screens. */
import assert from "node:assert/strict";
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import test from "node:test";
import { launch, leave, visit } from "./chrome.mjs";
import { oneOfEachKind, pathOf, repository, siteOf, sites } from "./sites.mjs";

/** Wide photos in a shop of tall ones: little of their width is shown. @param {string} folder */
async function writeWide(folder) {
  const content = join(folder, "content");
  for (const name of ["media", "collections", "posts"]) await mkdir(join(content, name), { recursive: true });
  await copyFile(join(repository, "examples/ceramics/content/media/hero-shelf.jpg"), join(content, "media/shelf.jpg"));
  const image = "{src: media/shelf.jpg, alt: A shelf}";
  const shop = ["name: Wide", "description: Wide photos.", "base_url: https://wide.example/", "currency: EUR", "contact: {email: a@wide.example}", "checkout: [email: {}]", "theme: {photos: portrait}"];
  await writeFile(join(content, "shop.yaml"), `${shop.join("\n")}\n`);
  const images = Array(4).fill(image).join(", ");
  await writeFile(join(content, "home.yaml"), `title: Wide\nsections:\n  - featured: {title: New, products: [p-1, p-2, p-3]}\n  - gallery: {title: Photos, images: [${images}]}\n  - collections: {title: Lists}\n`);
  for (const n of [1, 2, 3]) await writeFile(join(content, `collections/list-${n}.md`), `---\ntitle: List ${n}\nsummary: A list.\nimage: ${image}\n---\n`);
  const product = (n) => `- {slug: p-${n}, title: Thing ${n}, summary: A thing., sku: P-${n}, price: ${n}.00, images: [${image}], collections: [list-${n}]}`;
  await writeFile(join(content, "products.yaml"), `${[1, 2, 3].map(product).join("\n")}\n`);
  await writeFile(join(content, "posts/shelf.md"), `---\ntitle: The shelf\nsummary: A shelf.\ndate: 2026-11-01\nimage: ${image}\n---\nText.\n`);
}

const browser = await launch();
const shops = [...(await sites("kits", "ceramics")), await siteOf("wide", { make: writeWide, address: "https://wide.example/", name: "Wide" })];
/** Screens; wider steps than this have no rendition in between. */
const screens = [
  { width: 390, height: 844, deviceScaleFactor: 2 },
  { width: 390, height: 844, deviceScaleFactor: 3 },
  { width: 1280, height: 900, deviceScaleFactor: 1 },
  { width: 1440, height: 900, deviceScaleFactor: 2 },
];
const MOST = 1.65;
const LEAST = 0.75;

/** Pictures with too many pixels or, where their file has more, too few; scrolled to the end so that all have been fetched. */
const unfit = (page) =>
  page.evaluate(async (least, most) => {
    for (let y = 0; y < document.documentElement.scrollHeight; y += 500) {
      scrollTo(0, y);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    const found = [];
    for (const image of document.querySelectorAll("main img, footer img")) {
      const { width, height } = image.getBoundingClientRect();
      if (!width || !image.checkVisibility() || !/\.(webp|jpg|avif)$/.test(image.currentSrc)) continue;
      const file = new Image();
      file.src = image.currentSrc;
      await file.decode();
      const shown = getComputedStyle(image).objectFit === "cover" ? Math.max(width, (height * file.naturalWidth) / file.naturalHeight) : width;
      const times = file.naturalWidth / shown / devicePixelRatio;
      const largest = Math.max(...[...(image.parentElement.querySelector("source")?.srcset ?? "").matchAll(/ (\d+)w/g)].map(([, width]) => Number(width)));
      if (times > most || (times < least && largest > file.naturalWidth)) found.push(`${image.currentSrc.split("/").pop()} on ${Math.round(width)} × ${Math.round(height)}: ${times.toFixed(2)} times`);
    }
    return [...new Set(found)];
  }, LEAST, MOST);

for (const shop of shops) {
  for (const screen of screens) {
    test(`${shop.name}: no picture is much larger than its place, or blurred in it, ${screen.width} × ${screen.deviceScaleFactor}`, async () => {
      for (const [kind, file] of await oneOfEachKind(shop)) {
        // Each page in a profile of its own: a browser takes a larger file that it has already.
        const page = await visit(browser, "about:blank");
        await page.setViewport({ ...screen, isMobile: screen.width < 600, hasTouch: screen.width < 600 });
        await page.goto(shop.home + pathOf(file), { waitUntil: "networkidle0" });
        assert.deepEqual(await unfit(page), [], kind);
        await leave(page);
      }
    });
  }
}
