/** Serves a built site the way GitHub Pages does: below its base path, folders only with their slash, `404.html` for what is missing,
 *  text compressed, parts of media files on request. */
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const types = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".xml": "application/xml",
  ".txt": "text/plain; charset=utf-8",
  ".vtt": "text/vtt; charset=utf-8",
  ".ics": "text/calendar; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
  ".jpg": "image/jpeg",
  ".png": "image/png",
  ".avif": "image/avif",
  ".webp": "image/webp",
  ".mp4": "video/mp4",
};
const compressed = /^text\/|json|xml/;

/** What a path below the base means: a file to send, or a folder whose slash is missing. */
async function find(folder, path) {
  for (const candidate of path.endsWith("/") ? [`${path}index.html`] : [path, `${path}.html`]) {
    const file = join(folder, normalize(candidate));
    const found = await stat(file).catch(() => null);
    if (found?.isFile()) return { file, size: found.size };
    if (found?.isDirectory()) return { folder: true };
  }
  return {};
}

async function answer(folder, base, request, response) {
  const { pathname, search } = new URL(request.url, "http://localhost");
  const path = decodeURIComponent(pathname);
  const within = path.startsWith(base) ? path.slice(base.length - 1) : null;
  const found = within === null ? {} : await find(folder, within);
  if (found.folder) return response.writeHead(301, { location: `${pathname}/${search}` }).end();
  const file = found.file ?? join(folder, "404.html");
  const headers = { "content-type": types[extname(file)] ?? "application/octet-stream", "cache-control": "max-age=600" };
  const range = found.file && /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "");
  if (range) {
    const start = Number(range[1]);
    const end = range[2] ? Math.min(Number(range[2]), found.size - 1) : found.size - 1;
    response.writeHead(206, { ...headers, "content-range": `bytes ${start}-${end}/${found.size}`, "content-length": end - start + 1 });
    return createReadStream(file, { start, end }).pipe(response);
  }
  let body = await readFile(file);
  if (compressed.test(headers["content-type"]) && /gzip/.test(request.headers["accept-encoding"] ?? "")) {
    headers["content-encoding"] = "gzip";
    body = gzipSync(body);
  }
  response.writeHead(found.file ? 200 : 404, { ...headers, "content-length": body.length }).end(body);
}

/** @param {string} folder @param {string} base such as "/" or "/shop/" @returns the address of the site's home page, and `close` */
export async function serve(folder, base) {
  const server = createServer((request, response) => {
    answer(folder, base, request, response).catch((error) => response.writeHead(500).end(String(error)));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  return { home: `http://127.0.0.1:${server.address().port}${base}`, close };
}
