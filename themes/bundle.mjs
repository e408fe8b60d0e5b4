/** Makes each theme's `assets/shop.js`, `assets/shop.css` and, for its landing page, `assets/home.css` from its `scripts/` and
 *  `styles/`. Style sheets are joined in the order of their names; `fonts-*.css` stay out, since a site ships one typeface. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { minify } from "terser";

const themes = dirname(fileURLToPath(import.meta.url));
const options = { bundle: true, minify: true, legalComments: "none", charset: "utf8", target: ["es2023", "chrome120", "firefox121", "safari17.4"], logLevel: "warning" };

for (const entry of readdirSync(themes, { withFileTypes: true })) {
  if (!entry.isDirectory()) continue;
  const theme = join(themes, entry.name);
  const made = [];

  const script = join(theme, "scripts/index.js");
  if (existsSync(script)) made.push(["shop.js", { entryPoints: [script], format: "esm", minify: false, minifySyntax: true }]);

  const styles = join(theme, "styles");
  if (existsSync(join(styles, "index.css"))) made.push(["shop.css", { entryPoints: [join(styles, "index.css")] }]);
  else if (existsSync(styles)) {
    const sheets = readdirSync(styles).filter((name) => name.endsWith(".css") && !name.startsWith("fonts-")).sort();
    const contents = sheets.map((name) => readFileSync(join(styles, name), "utf8")).join("\n");
    made.push(["shop.css", { stdin: { contents, loader: "css", resolveDir: styles, sourcefile: "styles" }, external: ["*.woff2", "*.svg"] }]);
  }

  const landing = join(styles, "home.css");
  if (existsSync(landing)) made.push(["home.css", { entryPoints: [landing] }]);

  for (const [name, input] of made) {
    const outfile = join(theme, "assets", name);
    const { outputFiles: [bundled] } = await build({ ...options, ...input, outfile, write: false });
    const text = await smaller(name, bundled.text);
    // A file that is written anew has the program compiled anew, which holds it.
    if (!existsSync(outfile) || readFileSync(outfile, "utf8") !== text) writeFileSync(outfile, text);
    console.log(`${entry.name}/assets/${name}: ${gzipSync(text, { level: 9 }).length} bytes gzip`);
  }
}

/** What esbuild leaves: the blank before the value of a custom property, and one byte in twenty of a script after gzip. What terser calls
 *  unsafe is right where nobody replaces `Number`, `RegExp` or `String`; `let` for `const`, which esbuild writes, and functions that stay
 *  functions repeat more often. */
async function smaller(name, text) {
  if (name.endsWith(".css")) return text.replace(/(--[\w-]+): /g, "$1:");
  const { code } = await minify(text, { module: true, ecma: 2020, compress: { passes: 5, inline: 1, unsafe: true, unsafe_arrows: true } });
  return `${code}\n`;
}
