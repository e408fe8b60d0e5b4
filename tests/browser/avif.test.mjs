/** Photos as AVIF: that the browser takes them before WebP, in every size, and sees the same picture. Only for programs that can make
 *  them: `cargo build --release --features avif`. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import test, { after } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { launch, leave, visit } from "./chrome.mjs";
import { serve } from "./serve.mjs";
import { binary } from "./sites.mjs";

const repository = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** The photo, told to be made by a model: then its AVIF files have one item more. */
function generated(jpeg) {
  const term = '<rdf:Description Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"/>';
  const told = Buffer.from(`http://ns.adobe.com/xap/1.0/\0${term}`);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1, 0, told.length + 2]), told, jpeg.subarray(2)]);
}

/** A shop of one product with one photo, built; nothing where the program was built without AVIF. */
async function built() {
  const folder = await mkdtemp(join(tmpdir(), "shopwright-avif-"));
  after(() => rm(folder, { recursive: true, force: true }));
  await mkdir(join(folder, "content/products"), { recursive: true });
  await mkdir(join(folder, "content/media"));
  await writeFile(join(folder, "content/media/parcels.jpg"), generated(await readFile(join(repository, "content/media/kits/parcels.jpg"))));
  const shop = ["name: One", "base_url: https://one.example/", "currency: EUR", "contact: {email: hello@one.example}", "checkout: [email: {}]", "images: {avif: true}"];
  await writeFile(join(folder, "content/shop.yaml"), shop.join("\n"));
  const product = ["---", "title: Parcel", "summary: A parcel.", "price: 9.00", "images: [{src: media/parcels.jpg, alt: Parcels}]", "---", "![On the shelf](/media/parcels.jpg)", ""];
  await writeFile(join(folder, "content/products/parcel.md"), product.join("\n"));
  try {
    await promisify(execFile)(binary, ["build", folder, "--base-url", "https://one.example/", "--today", "2026-11-23"]);
  } catch (refused) {
    if (String(refused.stderr).includes("error[avif]")) return undefined;
    throw refused;
  }
  return join(folder, "public");
}

/** Runs in the page: the source that the browser chose, its width, and the colours of a picture's nine fields. */
async function look(type) {
  const photo = document.querySelector(".page-product picture img, main picture img");
  photo.loading = "eager";
  for (const source of photo.parentElement.querySelectorAll("source")) {
    if (source.type !== type) source.remove();
    // The widest: a browser may take another width of what it has already.
    else source.srcset = source.srcset.split(", ").at(-1);
  }
  await photo.decode();
  const canvas = new OffscreenCanvas(3, 3);
  const pen = canvas.getContext("2d");
  pen.imageSmoothingQuality = "high";
  pen.drawImage(photo, 0, 0, 3, 3);
  return { src: photo.currentSrc, width: photo.naturalWidth, colours: [...pen.getImageData(0, 0, 3, 3).data] };
}

const folder = await built();

test("a browser takes AVIF first, and it shows what WebP shows", { skip: folder ? false : "the program was built without AVIF" }, async () => {
  const browser = await launch();
  const { home, close } = await serve(folder, "/");
  after(close);
  for (const width of [360, 800, 1280]) {
    const page = await visit(browser, `${home}products/parcel/`, { width });
    const chosen = await page.evaluate(() => document.querySelector("main picture img").currentSrc);
    assert.match(chosen, /\.avif$/);
    assert.match(await readFile(join(folder, new URL(chosen).pathname), "latin1"), /trainedAlgorithmicMedia/);
    const text = await page.evaluate(() => {
      const photo = document.querySelector(".prose picture img");
      photo.loading = "eager";
      return photo.decode().then(() => photo.currentSrc);
    });
    assert.match(text, /\.avif$/, "running text");
    const avif = await page.evaluate(look, "image/avif");
    assert.match(avif.src, /\.avif$/);
    assert.ok(avif.width > 0);
    await page.reload({ waitUntil: "networkidle0" });
    const other = await page.evaluate(look, "image/webp");
    assert.match(other.src, /\.webp$/);
    avif.colours.forEach((colour, at) => assert.ok(Math.abs(colour - other.colours[at]) < 12, `${width}: ${avif.colours} and ${other.colours}`));
    assert.deepEqual(page.faults, []);
    await leave(page);
  }
});
