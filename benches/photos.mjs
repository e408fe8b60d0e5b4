/** The same renditions of photos by sharp, and how near both come to the photo: `node benches/photos.mjs PEERS PHOTOS OUT [PUBLIC]`.
 *
 * PEERS is a folder outside the repository with `npm install --prefix PEERS sharp`. Of each JPEG in PHOTOS sharp makes what a
 * build makes of it, into OUT: WebP of quality 80 and effort 4 at 80, 128, 192, 320, 480, 640, 960, 1280 and 1920 pixels, JPEG of
 * quality 82 at 320, 960 and 2000, never enlarged. With PUBLIC, the `media` folder that a build has written of the same photos, nothing is made, and
 * both are compared with the photo itself, reduced by libvips and kept without loss: peak signal-to-noise ratio of all pixels.
 */
import { mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const [peers, photos, out, built] = process.argv.slice(2).map((path) => resolve(path));
if (!out) {
  console.error("usage: node benches/photos.mjs PEERS PHOTOS OUT [PUBLIC]");
  process.exit(2);
}
const sharp = createRequire(join(peers, "package.json"))("sharp");
sharp.concurrency(1);
sharp.cache(false);
const formats = [
  { ending: "webp", widths: [80, 128, 192, 320, 480, 640, 960, 1280, 1920], write: (image) => image.webp({ quality: 80, effort: 4 }) },
  { ending: "jpg", widths: [320, 960, 2000], write: (image) => image.jpeg({ quality: 82, progressive: true }) },
];
const names = readdirSync(photos).filter((name) => name.endsWith(".jpg"));
const steps = (top, widths) => [...new Set(widths.map((width) => Math.min(width, top)))];

async function make(name) {
  const source = sharp(readFileSync(join(photos, name))).rotate();
  const { width } = await source.metadata();
  const files = formats.flatMap(({ ending, widths, write }) =>
    steps(width, widths).map((step) => write(source.clone().resize({ width: step })).toFile(join(out, `${name.slice(0, -4)}-${step}.${ending}`))),
  );
  await Promise.all(files);
}

/** Mean squared difference of two pictures of one size, and their number of values. */
async function error(file, reference, width, height) {
  const pixels = await sharp(file).resize({ width, height, fit: "fill" }).removeAlpha().raw().toBuffer();
  let sum = 0;
  for (let at = 0; at < pixels.length; at++) sum += (pixels[at] - reference[at]) ** 2;
  return sum / pixels.length;
}

async function compare() {
  const ours = readdirSync(built);
  const rows = new Map();
  for (const name of names) {
    const stem = name.slice(0, -4);
    const source = readFileSync(join(photos, name));
    const top = (await sharp(source).metadata()).width;
    for (const { ending, widths } of formats) {
      for (const width of steps(top, widths)) {
        const { data, info } = await sharp(source).rotate().resize({ width }).removeAlpha().raw().toBuffer({ resolveWithObject: true });
        const mine = ours.find((file) => file.startsWith(`${stem}.`) && file.endsWith(`-${width}.${ending}`));
        if (!mine) continue;
        for (const [who, file] of [["shopwright", join(built, mine)], ["sharp", join(out, `${stem}-${width}.${ending}`)]]) {
          const key = `${ending} ${who}`;
          const row = rows.get(key) ?? { error: 0, files: 0, bytes: 0 };
          rows.set(key, { error: row.error + (await error(file, data, info.width, info.height)), files: row.files + 1, bytes: row.bytes + statSync(file).size });
        }
      }
    }
  }
  console.log("| | files | KB | PSNR, dB |\n|---|---|---|---|");
  for (const [key, { error, files, bytes }] of [...rows].sort()) {
    console.log(`| ${key} | ${files} | ${Math.round(bytes / 1024)} | ${(10 * Math.log10((255 * 255 * files) / error)).toFixed(2)} |`);
  }
}

mkdirSync(out, { recursive: true });
if (built) await compare();
else for (const name of names) await make(name);
