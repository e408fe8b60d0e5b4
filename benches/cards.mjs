/** The same share card by other programs: `node benches/cards.mjs PEERS PHOTO COUNT OUT`.
 *
 * PEERS is a folder outside the repository in which they are installed; one that is missing is left out:
 *
 *     npm install --prefix PEERS sharp satori @resvg/resvg-js @takumi-rs/core @takumi-rs/helpers puppeteer-core
 *     python3 -m venv PEERS/venv && PEERS/venv/bin/pip install typst
 *
 * The card: 1200×630, a photo on its left half, shop, title and price beside it in the theme's typeface. Every card begins with
 * the bytes of the photo and ends with those of a file. Counted is the CPU time of the peer's process and its children, from the
 * second card on: starting up and reading fonts are left out. The last card of each is written into OUT.
 */
import { execFileSync, fork } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const [, own, peersArgument, photoArgument, countArgument, outArgument, peer] = process.argv;
if (!outArgument) {
  console.error("usage: node benches/cards.mjs PEERS PHOTO COUNT OUT");
  process.exit(2);
}
const [peers, photo, out] = [peersArgument, photoArgument, outArgument].map((path) => resolve(path));
const count = Number(countArgument);
const require = createRequire(join(peers, "package.json"));
const font = fileURLToPath(new URL("../themes/market/fonts/grotesk.ttf", import.meta.url));
const [width, height, half] = [1200, 630, 556];
const texts = (n) => ({ shop: "Ellerbach Pottery", kicker: "Mugs and cups", title: `Stoneware breakfast mug no. ${n}`, price: `€${24 + (n % 70)}.00` });

/** The card as boxes, for those who lay out HTML-like trees. */
function tree(n, src) {
  const { shop, kicker, title, price } = texts(n);
  const box = (style, ...children) => ({ type: "div", props: { style: { display: "flex", ...style }, children } });
  const text = (style, words) => box({ display: "block", ...style }, words);
  const picture = { type: "img", props: { src, width: half, height, style: { objectFit: "cover", flexShrink: 0, width: half, height } } };
  return box(
    { width, height, backgroundColor: "#fbfaff", color: "#1c1a22", fontFamily: "Grotesk", fontWeight: 600 },
    picture,
    box(
      { flexDirection: "column", justifyContent: "space-between", padding: "80px 150px 80px 48px", width: width - half },
      text({ fontSize: 25 }, shop),
      box(
        { flexDirection: "column", alignItems: "flex-start" },
        text({ fontSize: 24, color: "#6d6976" }, kicker),
        text({ fontSize: 68, lineHeight: 1.05, marginTop: 20, marginBottom: 32 }, title),
        text({ fontSize: 38, color: "#ffffff", backgroundColor: "#6b48e8", borderRadius: 10, padding: "14px 26px" }, price),
      ),
    ),
  );
}

const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

/** The right half as SVG; lines are broken by hand, as SVG breaks none. */
function drawing(n) {
  const { shop, kicker, title, price } = texts(n);
  const at = title.indexOf(" ", 11);
  const line = (y, size, colour, words) => `<text x="604" y="${y}" font-size="${size}" fill="${colour}">${escape(words)}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="Bricolage Grotesque, sans-serif" font-weight="600">
    ${line(112, 25, "#1c1a22", shop)}${line(330, 24, "#6d6976", kicker)}${line(400, 56, "#1c1a22", title.slice(0, at))}${line(462, 56, "#1c1a22", title.slice(at + 1))}
    <rect x="604" y="490" width="170" height="66" rx="10" fill="#6b48e8"/><text x="630" y="536" font-size="38" fill="#fff">${price}</text></svg>`;
}

/** The photo with a comment of its own, so that no peer takes it for one that it has decoded before. */
function bytes(n) {
  const [source, comment] = [readFileSync(photo), Buffer.from(`card ${n}`)];
  const segment = Buffer.from([0xff, 0xfe, 0, comment.length + 2]);
  return Buffer.concat([source.subarray(0, 2), segment, comment, source.subarray(2)]);
}

const dataUrl = (n) => `data:image/jpeg;base64,${bytes(n).toString("base64")}`;

/** Each gives a function that makes the card of a number: its bytes, and what ends the peer. */
const makers = {
  async sharp() {
    const sharp = require("sharp");
    sharp.concurrency(1);
    return {
      ending: "jpg",
      async card(n) {
        const left = await sharp(bytes(n)).resize(half, height, { fit: "cover" }).toBuffer();
        const base = sharp({ create: { width, height, channels: 3, background: "#fbfaff" } });
        return base.composite([{ input: left, left: 0, top: 0 }, { input: Buffer.from(drawing(n)) }]).jpeg({ quality: 86 }).toBuffer();
      },
    };
  },
  async "satori + resvg-js"() {
    const satori = require("satori").default;
    const { Resvg } = require("@resvg/resvg-js");
    const fonts = [{ name: "Grotesk", data: readFileSync(font), weight: 600, style: "normal" }];
    return {
      ending: "png",
      async card(n) {
        const svg = await satori(tree(n, dataUrl(n)), { width, height, fonts });
        return new Resvg(svg).render().asPng();
      },
    };
  },
  async "takumi, PNG"() {
    return takumi("png");
  },
  async "takumi, JPEG"() {
    return takumi("jpeg");
  },
  async Chromium() {
    const puppeteer = require("puppeteer-core");
    const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => existsSync(path));
    const browser = await puppeteer.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
    const page = await browser.newPage();
    await page.setViewport({ width, height });
    const face = `<style>@font-face{font-family:Grotesk;src:url(data:font/ttf;base64,${readFileSync(font).toString("base64")})}body{margin:0}*{box-sizing:border-box}</style>`;
    await page.setContent(face);
    return {
      ending: "jpg",
      async card(n) {
        await page.evaluate((html) => void (document.body.innerHTML = html), html(tree(n, dataUrl(n))));
        await page.evaluate(() => Promise.all([document.fonts.ready, document.images[0].decode()]));
        return page.screenshot({ type: "jpeg", quality: 86 });
      },
      end: () => browser.close(),
    };
  },
};

async function takumi(format) {
  const { Renderer } = require("@takumi-rs/core");
  const { fromJsx } = require("@takumi-rs/helpers/jsx");
  const renderer = new Renderer({ fonts: [{ name: "Grotesk", data: readFileSync(font) }] });
  return {
    ending: format === "png" ? "png" : "jpg",
    async card(n) {
      const { node } = await fromJsx(tree(n, dataUrl(n)));
      return renderer.render(node, { width, height, format, quality: 86 });
    },
  };
}

/** A tree as HTML. */
function html(node) {
  if (typeof node === "string") return escape(node);
  const { style, children = [], ...rest } = node.props;
  const unit = (name, value) => (typeof value === "number" && !["lineHeight", "fontWeight"].includes(name) ? `${value}px` : value);
  const css = Object.entries(style).map(([name, value]) => `${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}:${unit(name, value)}`);
  const attributes = Object.entries(rest).map(([name, value]) => ` ${name}="${value}"`);
  return `<${node.type} style="${css.join(";")}"${attributes.join("")}>${children.map(html).join("")}</${node.type}>`;
}

/** CPU seconds of a process, of those it has waited for, and of its living descendants. */
function cpu(pid) {
  const fields = (id) => readFileSync(`/proc/${id}/stat`, "utf8").replace(/^.*\) /s, "").split(" ");
  const all = new Map();
  for (const id of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      all.set(id, fields(id));
    } catch {
      // It has ended meanwhile.
    }
  }
  const sum = (id) => {
    const time = (all.get(id) ?? []).slice(11, 15).reduce((total, ticks) => total + Number(ticks), 0);
    return [...all].filter(([, stat]) => stat[1] === id).reduce((total, [child]) => total + sum(child), time);
  };
  return sum(String(pid)) / 100;
}

/** One peer, in a process of its own. */
async function run(name) {
  const { card, ending, end } = await makers[name]();
  await card(0);
  const before = cpu(process.pid);
  let bytes;
  for (let n = 1; n <= count; n++) bytes = await card(n);
  const time = ((cpu(process.pid) - before) * 1000) / count;
  writeFileSync(join(out, `${name.replace(/\W+/g, "-")}.${ending}`), bytes);
  console.log(`| ${name} | ${time.toFixed(1)} | ${Math.round(bytes.length / 1024)} |`);
  await end?.();
}

/** Typst, by its Python package. */
function typst() {
  const python = join(peers, "venv/bin/python");
  if (!existsSync(python)) return;
  const source = `
import resource, sys, typst
photo, out, count, font = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
jpeg = open(photo, "rb").read()
def card(n):
    title, price = f"Stoneware breakfast mug no. {n}", f"€{24 + n % 70}.00"
    text = f'''#set page(width: 1200pt, height: 630pt, margin: 0pt, fill: rgb("#fbfaff"))
#set text(font: "Bricolage Grotesque", weight: 600, fill: rgb("#1c1a22"))
#place(image("photo.jpg", width: 556pt, height: 630pt, fit: "cover"))
#place(dx: 604pt, dy: 80pt, text(25pt)[Ellerbach Pottery])
#place(dx: 604pt, dy: 200pt, box(width: 446pt)[#text(24pt, fill: rgb("#6d6976"))[Mugs and cups] #v(4pt) #text(56pt)[{title}] #v(8pt)
#box(fill: rgb("#6b48e8"), inset: (x: 26pt, y: 14pt), radius: 10pt, text(38pt, fill: white)[{price}])])'''
    open(out + "/card.typ", "w").write(text)
    comment = f"card {n}".encode()
    open(out + "/photo.jpg", "wb").write(jpeg[:2] + b"\\xff\\xfe\\0" + bytes([len(comment) + 2]) + comment + jpeg[2:])
    return typst.compile(out + "/card.typ", format="png", ppi=72, font_paths=[font])
import os
card(0)
used = lambda: sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
before = used()
for n in range(1, count + 1): png = card(n)
print(f"| typst | {(used() - before) * 1000 / count:.1f} | {len(png) // 1024} |")
open(out + "/typst.png", "wb").write(png)
os.remove(out + "/card.typ"); os.remove(out + "/photo.jpg")
`;
  process.stdout.write(execFileSync(python, ["-c", source, photo, out, String(count), join(font, "..")]));
}

if (peer) await run(peer);
else {
  mkdirSync(out, { recursive: true });
  console.log("| | CPU ms a card | KB |\n|---|---|---|");
  for (const name of Object.keys(makers)) {
    const child = fork(own, [peers, photo, String(count), out, name], { stdio: ["ignore", "inherit", "pipe", "ipc"] });
    let complaint = "";
    child.stderr.on("data", (text) => (complaint += text));
    const code = await new Promise((done) => child.on("exit", done));
    if (code) console.log(`| ${name} | – | – |   ${complaint.split("\n").find((line) => /Error/.test(line)) ?? "failed"}`);
  }
  typst();
}
