/** Keeps a page of the dev server up to date: hears of every state of the site, and shows what is new of this page.
 *
 * The page that the server sent is kept beside the one that the visitor has, so that only what the author changed is
 * changed here: scroll position, focus, input, open details and what the shop's own scripts did stay as they are.
 */
import { morph } from "./morph.js";
import { Overlay } from "./overlay.js";

/** @typedef {{instance: string, number: number, errors: number, warnings: number}} State */

const own = /** @type {HTMLScriptElement} */ (document.querySelector("script[data-instance]"));
const overlay = new Overlay();
/** Tool pages draw themselves again when this is heard. */
const NEWS = "shopwright:state";
/** Kept for the page that comes after a reload. */
const KEPT = "shopwright.live";

/** What this page shows. */
let shown = { instance: own.dataset.instance ?? "", number: Number(own.dataset.number) };
/** The page as the server sent it, before any script.  @type {Document | undefined} */
let sent;
/** The newest state, and whether somebody is already getting it.  @type {State | undefined} */
let newest;
let busy = false;

const parse = (/** @type {string} */ html) => new DOMParser().parseFromString(html, "text/html");

/** @param {State} state */
function heard(state) {
  newest = state;
  dispatchEvent(new CustomEvent(NEWS, { detail: state }));
  overlay.state(state);
  if (!busy) catchUp();
}

async function catchUp() {
  busy = true;
  try {
    while (newest && (newest.number !== shown.number || newest.instance !== shown.instance)) {
      const wanted = newest;
      await refresh();
      shown = { instance: wanted.instance, number: wanted.number };
    }
  } catch {
    // The server has gone; the event stream says when it is back.
  } finally {
    busy = false;
  }
}

/** Gets this page again and shows what is new. */
async function refresh() {
  const response = await fetch(location.href, { cache: "no-cache" });
  const next = parse(await response.text());
  const status = next.querySelector("script[data-instance]")?.getAttribute("data-status");
  if (status === "404" && own.dataset.status === "200") return leave();
  // The findings over it say what is new.
  if (response.status >= 500 && String(response.status) === own.dataset.status) return;
  if (!sent || own.dataset.status !== (status ?? own.dataset.status)) return reload();
  own.dataset.status = status ?? "200";
  if (needsReload(sent, next)) return reload();
  await styles(next);
  morph(sent, next);
  sent = next;
}

/** The page has gone: the nearest one above it that is there. */
async function leave() {
  let path = location.pathname;
  while (path !== "/") {
    path = path.replace(/[^/]*\/?$/, "") || "/";
    const response = await fetch(path, { method: "HEAD" });
    if (response.ok) break;
  }
  location.replace(path);
}

/** Scripts run once, so a page with another script, or with other data for one, is loaded anew. @param {Document} before @param {Document} after */
function needsReload(before, after) {
  const scripts = (/** @type {Document} */ page) =>
    [...page.querySelectorAll("script")].filter((script) => script.type !== "application/ld+json" && !script.dataset.instance).map((script) => script.outerHTML);
  const policy = (/** @type {Document} */ page) => page.querySelector("meta[http-equiv]")?.getAttribute("content");
  return policy(before) !== policy(after) || scripts(before).join("\n") !== scripts(after).join("\n");
}

/** New style sheets are there before the old ones go, so that nothing flashes. @param {Document} next */
async function styles(next) {
  const links = () => /** @type {HTMLLinkElement[]} */ ([...document.head.querySelectorAll("link[rel=stylesheet]")]);
  const wanted = [...next.querySelectorAll("link[rel=stylesheet]")].map((link) => link.getAttribute("href") ?? "");
  const old = links().filter((link) => !wanted.includes(link.getAttribute("href") ?? ""));
  const there = links().map((link) => link.getAttribute("href"));
  await Promise.all(
    wanted
      .filter((href) => !there.includes(href))
      .map((href) => {
        const link = document.createElement("link");
        link.rel = "stylesheet";
        link.href = href;
        return new Promise((done) => {
          link.onload = link.onerror = done;
          (links().at(-1) ?? document.head.lastElementChild)?.after(link);
        });
      }),
  );
  old.forEach((link) => link.remove());
}

/** Loads the page anew and puts everything back as it was. */
function reload() {
  const fields = [...document.querySelectorAll("input, select, textarea")].map((field) => {
    const input = /** @type {HTMLInputElement} */ (field);
    return [input.value, input.checked];
  });
  const open = [...document.querySelectorAll("details")].map((details) => details.open);
  const focus = document.activeElement?.id;
  sessionStorage.setItem(KEPT, JSON.stringify({ url: location.href, x: scrollX, y: scrollY, fields, open, focus }));
  location.reload();
}

function restore() {
  const text = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  const kept = text && JSON.parse(text);
  if (!kept || kept.url !== location.href) return;
  const fields = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("input, select, textarea"));
  if (fields.length === kept.fields.length) {
    fields.forEach((field, n) => {
      const [value, checked] = kept.fields[n];
      if (field.type === "file" || (field.value === value && field.checked === checked)) return;
      if (!["checkbox", "radio"].includes(field.type)) field.value = value;
      field.checked = checked;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
  document.querySelectorAll("details").forEach((details, n) => (details.open = kept.open[n] ?? details.open));
  if (kept.focus) document.getElementById(kept.focus)?.focus({ preventScroll: true });
  scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
}

/** A browser keeps six connections to a server at most: pages that nobody sees hold none. */
function listen() {
  /** @type {EventSource | undefined} */
  let source;
  const change = () => {
    if (document.visibilityState === "hidden") {
      source?.close();
      source = undefined;
    } else if (!source || source.readyState === EventSource.CLOSED) {
      source = new EventSource("/_live/events");
      source.onmessage = ({ data }) => heard(JSON.parse(data));
      // A server that is not there refuses, and some browsers then give up.
      source.onerror = () => source?.readyState === EventSource.CLOSED && setTimeout(change, 500);
    }
  };
  document.addEventListener("visibilitychange", change);
  addEventListener("pageshow", change);
  addEventListener("pagehide", () => {
    source?.close();
    source = undefined;
  });
  change();
}

/** The page as it was sent: what scripts made of it since is not the author's. */
async function start() {
  restore();
  try {
    const page = parse(await (await fetch(location.href, { cache: "no-cache" })).text());
    const script = /** @type {HTMLScriptElement | null} */ (page.querySelector("script[data-instance]"));
    // Where an edit came between, what is on the screen is older than this, and the page is loaded anew.
    if (script?.dataset.number === own.dataset.number) sent = page;
  } catch {
    // The server has just gone. It is waited for like at any other time.
  }
  listen();
}

start();
