/** The system's Chromium, without a window and without the network: only pages of the tests' own servers load.
 *
 * Each visit has a profile of its own, so that carts do not meet. What a page does wrong is gathered in `faults`, and where it tries to
 * go outside of the site in `outside`: other hosts are stopped before a request leaves, `mailto:` is only noted.
 */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after } from "node:test";
import puppeteer from "puppeteer-core";

const candidates = [process.env.CHROME_PATH, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome-stable", "/usr/bin/google-chrome"];
const flags = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** Closed after the tests of the file. @param {...string} more flags */
export async function launch(...more) {
  const executablePath = candidates.find((path) => path && existsSync(path));
  if (!executablePath) throw new Error("no Chromium found: install it, or name it in CHROME_PATH");
  // Through a pipe: no port is taken. Puppeteer makes a temporary profile and deletes it.
  const browser = await puppeteer.launch({ executablePath, headless: true, pipe: true, args: [...flags, ...more, "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"], protocolTimeout: 60_000 });
  after(() => browser.close());
  return browser;
}

/** Watches a page. Faults: console errors, exceptions, breaches of the content security policy, files that do not load. */
async function watch(page) {
  page.faults = [];
  page.outside = [];
  page.requested = [];
  page.on("console", (message) => {
    if (["error", "warn"].includes(message.type())) page.faults.push(`${message.type()}: ${message.text()} (${message.location().url ?? ""})`);
  });
  page.on("pageerror", (error) => page.faults.push(`exception: ${error.stack ?? error}`));
  page.on("request", (request) => page.requested.push(request.url()));
  page.on("response", (response) => {
    if (response.status() >= 400 && !response.request().isNavigationRequest()) page.faults.push(`${response.status()} ${response.url()}`);
  });
  const session = await page.createCDPSession();
  session.on("Fetch.requestPaused", ({ requestId, request }) => {
    page.outside.push(request.url);
    session.send("Fetch.failRequest", { requestId, errorReason: "Aborted" }).catch(() => {});
  });
  session.on("Page.frameRequestedNavigation", ({ url }) => {
    if (/^(mailto|tel|sms):/.test(url)) page.outside.push(url);
  });
  await session.send("Page.enable");
  await session.send("Fetch.enable", { patterns: [{ urlPattern: "https://*" }] });
  return session;
}

/**
 * Opens a page in a profile of its own, or beside `beside` as a second tab of the same profile.
 * @param {import("puppeteer-core").Browser} browser @param {string} url
 * @param {{width?: number, height?: number, dark?: boolean, script?: boolean, language?: string, beside?: any, still?: boolean, wait?: "load"|"networkidle0"}} [wish]
 */
export async function visit(browser, url, { width = 1280, height = 900, dark = false, script = true, language, beside, still = true, wait = "networkidle0" } = {}) {
  const profile = beside ? beside.browserContext() : await browser.createBrowserContext();
  const page = await profile.newPage();
  const session = await watch(page);
  await page.setViewport({ width, height, isMobile: width < 600, hasTouch: width < 600 });
  await page.setJavaScriptEnabled(script);
  await page.emulateMediaFeatures([
    { name: "prefers-color-scheme", value: dark ? "dark" : "light" },
    { name: "prefers-reduced-motion", value: still ? "reduce" : "no-preference" },
  ]);
  if (language) await session.send("Emulation.setUserAgentOverride", { userAgent: await browser.userAgent(), acceptLanguage: language });
  await page.goto(url, { waitUntil: wait });
  return page;
}

/** Ends the visit and throws its profile away. */
export const leave = (page) => page.browserContext().close();

/** Visits of a browser, each in a profile of its own; whatever the page did wrong fails it. @param {import("puppeteer-core").Browser} browser */
export const visitsIn = (browser) => async (site, path, act, wish) => {
  const page = await visit(browser, site.home + path, wish);
  try {
    await act(page);
    assert.deepEqual(page.faults, []);
  } finally {
    await leave(page);
  }
};

/** Looks again and again until `look` gives something true. @template T @param {() => Promise<T>|T} look @param {string} what @returns {Promise<T>} */
export async function until(look, what, patience = 5000) {
  const end = Date.now() + patience;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

/** Waits until what a page shows has come. (Puppeteer counts requests on, also those that were given up with the page before.) */
export const settled = (page) =>
  until(
    () =>
      page.evaluate(async () => {
        const awaited = (image) => {
          const { top, bottom, left, right } = image.getBoundingClientRect();
          return !image.complete && image.checkVisibility() && bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
        };
        const loaded = () => performance.getEntriesByType("resource").length;
        const before = loaded();
        await new Promise((resolve) => setTimeout(resolve, 100));
        return loaded() === before && ![...document.images].some(awaited);
      }),
    "a page at rest",
    20_000,
  );
