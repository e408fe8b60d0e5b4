/** What the cart remembers, in localStorage `shopwright.cart.<root>`; shared by tabs, and by pages that come back.
 *  Whatever stands there is foreign text: only well-formed lines are taken. Without storage it lasts as long as the window. */

/** @import { Line, Minor, Stored } from "./types.js" */
import { root } from "./data.js";
import { LINE_MAX, LINES_MAX, most, pieces } from "./totals.js";

const key = "cart";

/** Shops below one host keep apart. @param {string} name */
const place = (name) => `shopwright.${name}.${root}`;

/** In private windows and where storage is full, the window's name keeps it from page to page. */
const kept = new URLSearchParams(self.name);

/** @param {string} name */
export function remembered(name) {
  try {
    return kept.get(place(name)) ?? localStorage.getItem(place(name));
  } catch {
    return null;
  }
}

/** @param {string} name @param {string} value */
export function remember(name, value) {
  kept.delete(place(name));
  try {
    localStorage.setItem(place(name), value);
  } catch {
    kept.set(place(name), value);
  }
  // Becomes a text as it is assigned.
  self.name = /** @type {any} */ (kept);
}

/** @param {unknown} value */
const clamp = (value) => pieces({ value, max: LINE_MAX });

/** Of two lines of one sku the place of the first counts, and what the last one says. @param {string|null|undefined} text @returns {Stored} */
export function decode(text) {
  /** @type {Map<string, Line>} */
  const lines = new Map();
  let reference;
  try {
    const stored = JSON.parse(text ?? "");
    if (/^[\w-]{3,20}$/.test(stored.reference)) reference = stored.reference;
    for (const { sku, qty, price } of stored.lines) {
      if (sku && typeof sku === "string" && qty >= 1) lines.set(sku, { sku, qty: clamp(qty), price: Number.isSafeInteger(price) && price >= 0 ? price : null });
    }
  } catch {
    // Not ours, or broken from here on.
  }
  return { lines: [...lines.values()].slice(0, LINES_MAX), reference };
}

const read = () => decode(remembered(key));
export const lines = () => read().lines;

/** This tab is told in the way in which the browser tells the others. @param {(lines: Line[]) => Line[]} change @param {string} [reference] */
function write(change, reference) {
  const before = read();
  const lines = change(before.lines);
  remember(key, JSON.stringify({ lines, reference: lines[0] && (reference ?? before.reference) }));
  dispatchEvent(new Event("storage"));
}

/** Adds to what is there. @param {string} sku @param {number} quantity @param {Minor} price @param {number|null} [max]
 *  @returns {{key: "added"|"added_limited"|"cart_full", count: number}} what to say; `count` of this sku are in the cart now */
export function add(sku, quantity, price, max) {
  const all = lines();
  const present = all.find((line) => line.sku === sku);
  if (!present && all.length >= LINES_MAX) return { key: "cart_full", count: 0 };
  const wanted = clamp(quantity) + (present?.qty ?? 0);
  const qty = Math.min(wanted, most(max));
  write((now) => [...now, { sku, qty, price }]);
  return { key: qty < wanted ? "added_limited" : "added", count: qty };
}

/** @param {string|undefined} sku @param {number} quantity */
export const setQuantity = (sku, quantity) => write((now) => now.map((line) => (line.sku === sku ? { ...line, qty: clamp(quantity) } : line)));

/** The customer has seen these prices. @param {Line[]} seen */
export const accept = (seen) => write((now) => [...now, ...seen]);

/** @param {string} [sku] all lines when absent @returns {[number, Line][]} what `restore` needs to put them back */
export function remove(sku) {
  const gone = [...lines().entries()].filter(([, line]) => !sku || line.sku === sku);
  write((now) => now.filter((line) => sku && line.sku !== sku));
  return gone;
}

/** @param {[number, Line][]} gone */
export const restore = (gone) =>
  write((now) => {
    for (const [at, line] of gone) now.splice(at, 0, line);
    return now;
  });

/** Names the order, the same from its first showing until the cart is emptied. */
export function reference() {
  const known = read().reference;
  if (known) return known;
  const made = Math.random().toString(16).slice(2, 10).toUpperCase().replace(/.{4}/, "$&-");
  write((now) => now, made);
  return made;
}
