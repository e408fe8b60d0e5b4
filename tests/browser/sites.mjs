/** The shops that the tests look at, built by the release binary into a temporary folder and served for as long as the test file runs.
 *
 * - `kits`: this repository's own shop, below a sub-path as on project pages
 * - `ceramics`: examples/ceramics, at the root of its host
 * - `many`: 120 plain products, for what only long lists show
 */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { serve } from "./serve.mjs";

const run = promisify(execFile);
export const repository = join(dirname(fileURLToPath(import.meta.url)), "../..");
export const binary = process.env.SHOPWRIGHT ?? join(repository, process.env.CARGO_TARGET_DIR ?? "target", "release/shopwright");

/** The day on which the tests are true: prices of the last 30 days, posts and events depend on it. */
const TODAY = "2026-11-23";

const shops = {
  kits: { source: repository, address: "https://shopwright.github.io/shopwright/", name: "Feed & Till" },
  ceramics: { source: join(repository, "examples/ceramics"), address: "https://ceramics.example/", name: "Ellerbach Pottery" },
  many: { make: writeMany, address: "https://many.example/", name: "Many Things" },
};

/** A shop with more products than one page of a list holds. @param {string} folder */
async function writeMany(folder) {
  const content = join(folder, "content");
  await mkdir(join(content, "collections"), { recursive: true });
  const shop = ["name: Many Things", "description: A shop with more than one page of everything.", "base_url: https://many.example/", "currency: EUR"];
  const contact = ["contact: {email: hello@many.example}", "checkout:", "  - email: {}", "navigation: {header: [{label: All, to: /products/}]}"];
  await writeFile(join(content, "shop.yaml"), [...shop, ...contact, ""].join("\n"));
  await writeFile(join(content, "home.yaml"), "title: Many Things\nsections:\n  - featured: {title: Everything, collection: all-things, limit: 8}\n");
  await writeFile(join(content, "collections/all-things.md"), "---\ntitle: All things\n---\n");
  const product = (n) =>
    [`- slug: thing-${n}`, `  title: Thing ${n}`, `  summary: The thing with the number ${n}.`, `  sku: T-${n}`, `  price: ${n}.00`, "  collections: [all-things]", `  position: ${n}`].join("\n");
  await writeFile(join(content, "products.yaml"), `${Array.from({ length: 120 }, (_, at) => product(at + 1)).join("\n")}\n`);
}

/** All files below a folder, as paths from it. @param {string} folder @returns {Promise<string[]>} */
async function files(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name))).sort();
}

/** The address of a page below the site's root: `faq/index.html` is `faq/`. @param {string} file */
export const pathOf = (file) => file.replace(/(^|\/)index\.html$/, "$1");

/**
 * One site: `home` where it is served, `address` where it will live, `base` its path there, `folder`, `files` and `pages` (paths of its
 * HTML files), `read(file)`.
 */
async function site(name, made, { source, make, address, name: title } = shops[name]) {
  let from = source;
  if (make) await make((from = join(made, `${name}-source`)));
  const folder = join(made, name);
  await run(binary, ["build", from, "--out", folder, "--base-url", address, "--today", TODAY]).catch(({ stdout, stderr }) => {
    throw new Error(`${name} cannot be built:\n${stdout}${stderr}`);
  });
  const base = new URL(address).pathname;
  const { home, close } = await serve(folder, base);
  const all = await files(folder);
  // A published report is no page of the shop; report.test.mjs looks at it.
  const pages = all.filter((file) => file.endsWith(".html") && !file.startsWith("report/"));
  return { name, title, folder, address, base, home, close, files: all, pages, read: (file) => readFile(join(folder, file), "utf8") };
}

/** A folder for the sites of a test file, and what is left to close; both end with the tests. */
async function workshop() {
  if (!existsSync(binary)) throw new Error(`${binary} is missing: run "cargo build --release" first`);
  const made = await mkdtemp(join(tmpdir(), "shopwright-sites-"));
  const opened = [];
  after(async () => {
    await Promise.all(opened.map(({ close }) => close()));
    await rm(made, { recursive: true, force: true });
  });
  return { made, opened };
}

/** Builds and serves; everything is closed and deleted after the tests of the file. @param {...keyof typeof shops} names */
export async function sites(...names) {
  const { made, opened } = await workshop();
  for (const name of names) opened.push(await site(name, made));
  return opened;
}

/** A shop of a test file's own. @param {string} name @param {{make: (folder: string) => Promise<void>, address: string, name: string}} shop */
export async function siteOf(name, shop) {
  const { made, opened } = await workshop();
  opened.push(await site(name, made, shop));
  return opened[0];
}

/** The KPI reports of sites, as `shopwright report` writes them, in folders of their own. @param {...keyof typeof shops} names */
export async function reports(...names) {
  const { made, opened } = await workshop();
  for (const name of names) {
    const folder = join(made, name);
    await run(binary, ["report", shops[name].source, "--out", folder, "--today", TODAY]).catch(({ stdout, stderr }) => {
      throw new Error(`the report of ${name} cannot be written:\n${stdout}${stderr}`);
    });
    const all = await files(folder);
    const pages = all.filter((file) => file.endsWith(".html"));
    const { home, close } = await serve(folder, "/");
    opened.push({ name, folder, home, close, files: all, pages, read: (file) => readFile(join(folder, file), "utf8") });
  }
  return opened;
}

/** For each kind of page, the longest one of the site: what can be wrong on it is most likely there. @returns {Promise<Map<string, string>>} kind → file */
export async function oneOfEachKind(site) {
  const longest = new Map();
  for (const file of site.pages) {
    const html = await site.read(file);
    const kind = /<body class="page-(\w+)/.exec(html)?.[1] ?? file;
    if (html.length > (longest.get(kind)?.length ?? 0)) longest.set(kind, { file, length: html.length });
  }
  return new Map([...longest].map(([kind, { file }]) => [kind, file]));
}
