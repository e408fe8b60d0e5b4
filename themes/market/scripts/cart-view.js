/** Draws one cart, in the drawer or on the cart page, from the templates of partials/cart-parts.html.
 *  Lines keep their elements from one drawing to the next, so that focus and typing stay where they are. */

/** @import { CartLine, Line, Order, Step, Zone } from "./types.js" */
import { providers } from "./checkouts/index.js";
import { all, cloneOne, fill, one, showImage } from "./dom.js";
import { delivery, due, dueFor } from "./message.js";
import { money, say, shop } from "./text.js";
import { most } from "./totals.js";

/** Lines that were just removed, until the next removal. @typedef {{gone: [number, Line][], text: string}|null} Undo */

/** @param {HTMLElement} item @param {CartLine} line @param {Zone} [zone] */
function drawLine(item, { line, offer, quantity, sum, counted, notes }, zone) {
  const { sku } = line;
  const now = offer ? money(offer.p) : "";
  const before = money(line.price ?? 0);
  const price = offer && dueFor(offer.p, offer);
  item.dataset.sku = sku;
  fill(item, {
    title: offer?.t ?? sku,
    variant: offer?.v,
    // "Per month each" would be one word too many.
    price: price && (offer?.n ? price : say("line_price", { price })),
    // The notes are sentences; what stands before them has no full stop.
    note: [offer?.d, notes.map((note) => say(note, { count: quantity, before, now, zone: zone?.name })).join(" ")].filter(Boolean).join(". "),
    told: "",
    sum: counted && offer && dueFor(sum, offer),
    quantity: counted,
  });
  if (offer) {
    for (const link of /** @type {HTMLAnchorElement[]} */ (all("line-link", item))) link.href = offer.u;
    showImage(item, offer);
  }
  Object.assign(/** @type {HTMLElement} */ (item.querySelector("input")), { max: most(offer?.q), value: quantity });
}

/** @param {HTMLElement} list @param {Order} order @param {Undo} undo */
function drawLines(list, { totals, zone }, undo) {
  const known = new Map(all("sku", list).map((item) => [item.dataset.sku, item]));
  const items = totals.lines.map((line) => {
    const item = known.get(line.line.sku) ?? cloneOne("cart-line");
    drawLine(item, line, zone);
    return item;
  });
  if (undo) {
    const row = cloneOne("cart-undo");
    fill(row, { text: undo.text });
    items.splice(undo.gone[0][0], 0, row);
  }
  // Only what is new or has moved is touched: moving an element would take its focus.
  for (const old of [...list.children]) if (!items.includes(/** @type {HTMLElement} */ (old))) old.remove();
  items.forEach((item, at) => {
    if (list.children[at] !== item) list.insertBefore(item, list.children[at]);
  });
}

/** @param {HTMLElement} cart @param {Order} order @param {Zone|undefined} zone */
function drawSums(cart, { totals, reference }, zone) {
  const { lines, ordered, from: atLeast, shippable, subtotal, missing, total } = totals;
  fill(cart, {
    empty: !lines[0],
    foot: !!lines[0],
    checkouts: !!ordered[0],
    zones: lines.some(({ offer }) => offer?.b && offer.k === "physical") && shop.zones.length > 1,
    subtotal: due(subtotal, atLeast),
    shipping: delivery(totals),
    total: due(total, atLeast),
    free: !!missing && say("free_after", { amount: money(missing) }),
    bar: !!missing,
    days: shippable && !ordered.some(({ offer }) => offer.a.endsWith("order")) && zone?.days,
    reference,
  });
  /** @type {HTMLProgressElement} */ (cart.querySelector("progress")).value = 1 - missing / (zone?.free_above || 1);
  /** @type {HTMLSelectElement} */ (cart.querySelector("select")).value = zone?.name ?? "";
}

/** What happens next, for every way to order. @param {HTMLElement} cart @param {Order} order */
function drawCheckouts(cart, order) {
  all("checkout", cart).forEach((item, at) => {
    const checkout = shop.checkout[at];
    const { links = [], missing = [] } = providers[checkout.provider](order, checkout);
    const [first, second] = links;
    const open = first || !missing[0];
    // Without a single link it leads nowhere: the other ways stand alone, if there are any.
    item.hidden = !open && shop.checkout.length > 1;
    fill(item, {
      note: [second ? say("pay_lines") : open && checkout.note, !second && first?.hint].filter(Boolean).join(" "),
      // Of which there is some: this way stands behind those that take the whole order.
      lacks: missing.map((link) => say("pay_missing", link)).join(" "),
    });
    const pay = one("pay-lines", item);
    if (!pay.hidden) drawLinks(pay, links);
  });
}

/** One payment page per line. @param {HTMLElement} list @param {NonNullable<Step["links"]>} links */
export function drawLinks(list, links) {
  list.hidden = false;
  list.replaceChildren(
    ...links.map((link) => {
      const item = cloneOne("pay-line");
      fill(item, { pay: say("pay_line", link), hint: link.hint });
      /** @type {HTMLAnchorElement} */ (item.querySelector("a")).href = link.url;
      return item;
    }),
  );
}

/** @param {HTMLElement} cart @param {Order} order @param {Zone|undefined} zone @param {Undo} undo */
export function draw(cart, order, zone, undo) {
  drawLines(one("cart-lines", cart), order, undo);
  drawSums(cart, order, zone);
  drawCheckouts(cart, order);
}
