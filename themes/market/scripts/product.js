/** The buy box: the chosen variant decides price, availability, picture, order links and address.
 *
 * Hooks (partials/buy.html): form `[data-buy]`, fieldsets `[data-option=key]` of radios, `[data-slot]`s named after the parts of price and
 * availability, or `failed` when data could not be loaded, `[data-direct]` with links `[data-provider]`, `[data-buy-status]`, `[data-add]`
 * buttons, JSON in `[data-product]`.
 */

/** @import { Offer, Variant } from "./types.js" */
import { providers } from "./checkouts/index.js";
import { keep, params } from "./address.js";
import { offers, ready } from "./data.js";
import { all, around, fill, one } from "./dom.js";
import { showPicture } from "./gallery.js";
import { fullTitle } from "./message.js";
import { patiently } from "./patiently.js";
import { pieces } from "./quantity.js";
import * as store from "./store.js";
import { say, shop } from "./text.js";
import { toast } from "./toast.js";
import { most, totals } from "./totals.js";

const form = /** @type {HTMLFormElement} */ (one("buy"));
if (form) start();

function start() {
  /** @type {{variants: Variant[], none?: Variant}} `none` stands for combinations that are not sold */
  const { variants, none } = JSON.parse(one("product").textContent);
  const groups = all("option", form);
  const radios = /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("[type=radio]"));
  const status = one("buy-status", form);
  const quantity = form.qty;

  const chosen = () => groups.map((group) => /** @type {HTMLInputElement|null} */ (group.querySelector(":checked"))?.value);
  /** @param {(string|undefined)[]} values; undefined fits everything */
  const fitting = (values) => variants.filter(({ v }) => values.every((value, at) => !value || v[at] === value));
  const current = () => (chosen().includes(undefined) ? undefined : (fitting(chosen())[0] ?? none));

  /** Whether so many can be ordered; if not, the field says how many. */
  function fits() {
    quantity.setCustomValidity(`${pieces(quantity)}` === quantity.value ? "" : say("quantity_range", quantity));
    return quantity.validity.valid;
  }

  async function update() {
    await ready();
    const variant = current();
    // Which values cannot be had together with the others that are chosen.
    for (const radio of radios) {
      const group = groups.indexOf(/** @type {HTMLElement} */ (around(radio, "option")));
      const possible = fitting(chosen().with(group, radio.value));
      // What is chosen and not sold is said once, below the price.
      const fine = possible[0] ? possible.some(({ availability }) => availability.buyable) : radio.checked;
      const state = fine ? "" : say(possible.length ? "sold_out" : "unavailable");
      fill(/** @type {HTMLElement} */ (radio.parentElement), { state });
    }
    if (!variant) return;
    const { sku, price, availability, delivery, image, max } = variant;
    const { text, detail, code, buyable, add } = availability;
    quantity.max = most(max);
    fill(form, { ...price, sku, availability: text, detail, delivery, add, direct: buyable && fits() });
    for (const button of all("add", form)) button.ariaDisabled = String(!buyable);
    one("code", form).dataset.code = code;
    showPicture(image);
    if (sku) await showLinks(variant);
  }

  /** Links that order this variant alone, for those who want no cart. @param {Variant} variant */
  async function showLinks({ sku, url }) {
    const found = await offers([sku]);
    const order = { totals: totals([{ sku, qty: Number(quantity.value), price: null }], found, null), reference: null, url: new URL(url, location.href).href };
    for (const link of /** @type {HTMLAnchorElement[]} */ (all("provider", form))) {
      const checkout = shop.checkout.find(({ provider }) => provider === link.dataset.provider);
      const { url, links: [line] = [] } = checkout ? providers[checkout.provider](order, checkout) : {};
      const item = /** @type {HTMLElement} */ (link.parentElement);
      item.hidden = !url;
      link.href = url ?? "";
      fill(item, { hint: line?.quantity > 1 && say("pay_quantity", line) });
    }
  }

  /** The variant in words, and in the address. */
  async function tell() {
    const variant = current();
    const { text, detail } = variant?.availability ?? {};
    status.textContent = [variant?.price.text, text, detail].filter(Boolean).join(", ");
    const now = params();
    for (const { checked, name, value } of radios) if (checked) now.set(name, value);
    keep(now);
  }

  const wanted = params();
  for (const radio of radios) {
    if (wanted.get(radio.name) === radio.value) {
      radio.checked = true;
      patiently(update);
    }
  }
  quantity.max = most(current()?.max);

  form.addEventListener("change", ({ target }) => {
    const group = around(target, "option");
    if (group) fill(group, { error: false });
    return patiently(update).then(tell);
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const missing = groups.filter((_, at) => !chosen()[at]);
    for (const group of missing) fill(group, { error: true });
    missing[0]?.querySelector("input")?.focus();
    const variant = current();
    if (!variant?.availability.buyable) return tell();
    const { sku, minor, max } = variant;
    return patiently(async () => {
      const title = fullTitle(/** @type {Offer} */ ((await offers([sku])).get(sku)));
      if (!fits()) return quantity.reportValidity();
      const { key, count } = store.add(sku, pieces(quantity), minor, max);
      status.textContent = say(key, { count, title });
      toast(status.textContent);
    });
  });

  new IntersectionObserver(([{ isIntersecting }]) => fill(form, { bar: !isIntersecting })).observe(one("buy-row", form));
}
