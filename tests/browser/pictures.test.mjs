/** No picture has many more pixels than are shown of it: in every place of a page, on phones and wide screens. */
import assert from "node:assert/strict";
import test from "node:test";
import { launch, leave, visit } from "./chrome.mjs";
import { oneOfEachKind, pathOf, sites } from "./sites.mjs";

const browser = await launch();
const shops = await sites("kits", "ceramics");
/** Screens; wider steps than this have no rendition in between. */
const screens = [
  { width: 390, height: 844, deviceScaleFactor: 2 },
  { width: 390, height: 844, deviceScaleFactor: 3 },
  { width: 1280, height: 900, deviceScaleFactor: 1 },
  { width: 1440, height: 900, deviceScaleFactor: 2 },
];
const MOST = 1.65;

/** Pictures with too many pixels, scrolled to the end so that all have been fetched. */
const tooLarge = (page) =>
  page.evaluate(async (most) => {
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
      if (times > most) found.push(`${image.currentSrc.split("/").pop()} on ${Math.round(width)} × ${Math.round(height)}: ${times.toFixed(2)} times`);
    }
    return [...new Set(found)];
  }, MOST);

for (const shop of shops) {
  for (const screen of screens) {
    test(`${shop.name}: no picture is much larger than its place, ${screen.width} × ${screen.deviceScaleFactor}`, async () => {
      for (const [kind, file] of await oneOfEachKind(shop)) {
        // Each page in a profile of its own: a browser takes a larger file that it has already.
        const page = await visit(browser, "about:blank");
        await page.setViewport({ ...screen, isMobile: screen.width < 600, hasTouch: screen.width < 600 });
        await page.goto(shop.home + pathOf(file), { waitUntil: "networkidle0" });
        assert.deepEqual(await tooLarge(page), [], kind);
        await leave(page);
      }
    });
  }
}
