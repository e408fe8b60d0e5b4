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
import * as store from "./store.js";
import { say, shop } from "./text.js";
import { toast } from "./toast.js";
import { most, pieces, totals } from "./totals.js";

const form = /** @type {HTMLFormElement} */ (one("buy"));
if (form) start();

function start() {
  /** @type {{variants: Variant[]}} */
  const { variants } = JSON.parse(one("product").textContent);
  const groups = all("option", form);
  const radios = /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("[type=radio]"));
  const status = one("buy-status", form);
  const quantity = form.qty;

  const chosen = () => groups.map((group) => /** @type {HTMLInputElement} */ (group.querySelector(":checked")).value);
  /** @param {string[]} values one per option */
  const sold = (values) => variants.find(({ v }) => `${v}` === `${values}`);
  const current = () => /** @type {Variant} */ (sold(chosen()));
  /** @param {Element} radio */
  const groupOf = (radio) => groups.indexOf(/** @type {HTMLElement} */ (around(radio, "option")));

  /** What is not sold together gives way to the nearest that is, in which the kept choices stay. @param {Element[]} kept radios */
  function settle(kept) {
    const now = chosen();
    if (sold(now)) return;
    const weights = now.map((_, at) => (kept.some((radio) => groupOf(radio) === at) ? 9 : 1));
    /** @param {Variant} variant */
    const near = ({ v, availability }) => v.reduce((sum, value, at) => sum + Number(value === now[at]) * weights[at], availability.buyable ? 0.5 : 0);
    const [{ v }] = variants.toSorted((a, b) => near(b) - near(a));
    for (const radio of radios) radio.checked = v[groupOf(radio)] === radio.value;
  }

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
      const possible = sold(chosen().with(groupOf(radio), radio.value));
      const state = possible?.availability.buyable ? "" : say(possible ? "sold_out" : "unavailable");
      fill(/** @type {HTMLElement} */ (radio.parentElement), { state });
    }
    const { sku, price, availability, delivery, image, max } = variant;
    const { text, detail, code, buyable, add } = availability;
    quantity.max = most(max);
    fill(form, { ...price, sku, availability: text, detail, delivery, add, direct: buyable && fits() });
    for (const button of all("add", form)) button.ariaDisabled = String(!buyable);
    one("code", form).dataset.code = code;
    showPicture(image);
    await showLinks(variant);
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
      fill(item, { hint: line?.hint });
    }
  }

  /** The variant in words, and in the address. */
  async function tell() {
    const { price, availability } = current();
    status.textContent = [price.text, availability.text, availability.detail].filter(Boolean).join(", ");
    const now = params();
    for (const { checked, name, value } of radios) if (checked) now.set(name, value);
    keep(now);
  }

  const wanted = params();
  const named = [...radios].filter(({ name, value }) => wanted.get(name) === value);
  for (const radio of named) radio.checked = true;
  settle(named);
  if (named[0]) patiently(update);
  quantity.max = most(current().max);

  form.addEventListener("change", ({ target }) => {
    settle([/** @type {Element} */ (target)]);
    return patiently(update).then(tell);
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { sku, minor, max, availability } = current();
    if (!availability.buyable) return tell();
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
