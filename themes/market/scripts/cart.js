/** The cart on every page: the count in the header, the drawer, the cart page, and handing the order over.
 *
 * Hooks: `[data-cart-open]` and `[data-slot=cart-count]` anywhere; `[data-cart-drawer]` a dialog; `[data-cart]` a place for a cart;
 * the templates of partials/cart-parts.html.
 */

/** @import { Order } from "./types.js" */
/** @import { Undo } from "./cart-view.js" */
import { draw, drawLinks } from "./cart-view.js";
import { providers } from "./checkouts/index.js";
import { offers, root } from "./data.js";
import { all, around, clone, fill, once, one, onClick, places, template } from "./dom.js";
import { fullTitle } from "./message.js";
import * as store from "./store.js";
import { say, shop } from "./text.js";
import { pieces, totals } from "./totals.js";
import { chooseZone, currentZone } from "./zone.js";

/** The cart that somebody can see: of the page, or of the open drawer. */
const visible = () => /** @type {HTMLElement} */ (all("cart").find((cart) => cart.checkVisibility()));

/** What carts and cards are made of stands on the cart page; other pages take it from there, once somebody needs it. */
export const parts = once(async () => {
  if (template("cart")) return;
  const page = await fetch(`${root}cart/`);
  if (!page.ok) throw page;
  places.push(new DOMParser().parseFromString(await page.text(), "text/html"));
});

/** The order as it was drawn last. @type {Order} */
let shown;
/** @type {Undo} */
let undo = null;
let turn = 0;

/** Reads cart, offers and zone again and draws them. @param {boolean} [fresh] ask the server @returns whether that worked */
async function refresh(fresh) {
  const lines = store.lines();
  const count = lines.reduce((sum, { qty }) => sum + qty, 0);
  fill(document, { "cart-count": count && `${count}` });
  const cart = visible();
  if (!cart) {
    // Whoever has something in the cart will look at it.
    if (count) parts().catch(() => {});
    return;
  }
  if (!cart.firstChild) cart.append(clone("cart"));
  const mine = ++turn;
  const found = await offers(lines.map(({ sku }) => sku), fresh).catch(() => null);
  if (mine !== turn) return;
  fill(cart, { offline: !found });
  if (!found) return;
  const zone = currentZone();
  shown = { totals: totals(lines, found, zone, say("per_delivery")), zone, reference: lines[0] ? store.reference() : null, url: location.origin + root };
  draw(cart, shown, zone, undo);
  return true;
}

/** Read out, not shown. @param {string} text */
const announce = (text) => (one("cart-status", visible()).textContent = text);

/** @param {string|null} message */
function tell(message) {
  fill(visible(), { message });
  one('slot="message"', visible()).focus();
}

/** What the customer is about to agree to. */
const agreed = () => JSON.stringify(shown.totals);

/** Looks at the prices once more, then goes where the provider says. */
onClick("pay", async (button) => {
  const item = /** @type {HTMLElement} */ (around(button, "checkout"));
  const before = agreed();
  if (!(await refresh(true))) return;
  if (agreed() !== before) return tell(say("changed_since"));
  fill(visible(), { message: "" });
  store.accept(shown.totals.ordered.map(({ line, offer }) => ({ ...line, price: offer.p })));
  const checkout = shop.checkout[Number(item.dataset.checkout)];
  const { url, links, message, bare } = providers[checkout.provider](shown, checkout);
  if (url) location.href = url;
  else if (links) {
    drawLinks(one("pay-lines", item), links);
    one("said", item).focus();
  } else {
    fill(visible(), { copy: true, order: message, chat: say("open_chat", checkout) });
    /** @type {HTMLAnchorElement} */ (one('slot="chat"', visible())).href = bare ?? "";
    try {
      await navigator.clipboard.writeText(message ?? "");
      tell(say("copied"));
    } catch {
      tell(say("copy_by_hand"));
    }
  }
});

/** @param {string} [sku] all lines when absent */
async function remove(sku) {
  const gone = store.remove(sku);
  // Another tab was faster.
  if (!gone[0]) return;
  const first = gone[0][1].sku;
  const offer = shown.totals.lines.find(({ line }) => line.sku === first)?.offer;
  undo = { gone, text: say("removed", { count: gone.length, title: offer ? fullTitle(offer) : first }) };
  await refresh();
  one("undo", visible()).focus();
}

onClick("remove", (hit) => remove(around(hit, "sku")?.dataset.sku));
onClick("cart-clear", () => remove());
onClick("undo", async () => {
  const { gone } = /** @type {NonNullable<Undo>} */ (undo);
  undo = null;
  store.restore(gone);
  await refresh();
  announce(say("restored"));
  all("sku", visible())[gone[0][0]].querySelector("input")?.focus();
});

document.addEventListener("change", async ({ target }) => {
  if (!around(target, "cart")) return;
  const field = /** @type {HTMLInputElement} */ (target);
  const { value } = field;
  const line = around(field, "sku");
  if (!line) chooseZone(value);
  else if (value === "0") return remove(line.dataset.sku);
  else store.setQuantity(line.dataset.sku, pieces(field));
  await refresh();
  // What was made of "1,5", and of more than there is.
  const told = line && value !== field.value && say("quantity_range", field);
  if (told) fill(line, { told });
  announce(told || say("total_now", { total: one('slot="total"', visible()).textContent }));
});

onClick("cart-open", async (link, event) => {
  if (event.metaKey || event.ctrlKey || visible()) return;
  event.preventDefault();
  try {
    await parts();
    /** @type {HTMLDialogElement} */ (one("cart-drawer")).showModal();
    refresh();
  } catch {
    location.href = /** @type {HTMLAnchorElement} */ (link).href;
  }
});

// The cart was changed, here or in another tab; the page came back from the browser's history.
for (const event of ["storage", "pageshow"]) addEventListener(event, () => refresh());
refresh();
