/** Filters and order of a product list. The list made at build time stays until something is chosen.
 *
 * Hooks (partials/filters.html): form `[data-filters]` with `data-source`, `[data-facets]`, `[data-count]`; the list `[data-cards]`
 * and its pagination, `[data-slot=pages]`, belong to the page. The form is the state: its fields are the address's parameters.
 */

/** @import { Facet, Listing } from "./types.js" */
import { keep, params } from "./address.js";
import { load, ready } from "./data.js";
import { cloneOne, fill, once, one } from "./dom.js";
import { counts, matching, products, sorted } from "./facets.js";
import { cardList } from "./list.js";
import { patiently } from "./patiently.js";
import { amountOf, say } from "./text.js";

const form = /** @type {HTMLFormElement} */ (one("filters"));
if (form) start();

function start() {
  const list = one("cards");
  const more = cloneOne("more");
  list.after(more);
  const draw = cardList(list, one("more", more));
  const wanted = params();
  /** Something was chosen that the list does not show yet. */
  let stale = false;

  for (const field of form.elements) {
    const value = wanted.get(/** @type {HTMLInputElement} */ (field).name);
    if (value) Object.assign(field, { value, checked: true });
  }

  /** @param {Facet} facet */
  function drawFacet({ name, values }) {
    const group = cloneOne("facet");
    fill(group, { name });
    for (const value of values) {
      const label = cloneOne("facet-value");
      fill(label, { name: value });
      const key = `f.${name}`;
      Object.assign(/** @type {HTMLElement} */ (label.querySelector("input")), { name: key, value, checked: wanted.has(key, value) });
      group.append(label);
    }
    return group;
  }

  /** Loads the data and draws the facets. */
  const open = once(async () => {
    await ready();
    /** @type {Listing} */
    const listing = await load(form.dataset.source ?? "");
    one("facets", form).append(...listing.facets.map(drawFacet));
    return listing;
  });

  /** @param {() => boolean} isLast */
  async function apply(isLast) {
    const listing = await open();
    const state = new URLSearchParams(/** @type {[string, string][]} */ ([...new FormData(form)].filter(([, value]) => value)));
    /** What is no amount does not stay as if it were one. @param {string} name @param {number} otherwise */
    const amount = (name, otherwise) => {
      const typed = amountOf(form[name].value);
      if (typed == null) {
        form[name].value = "";
        state.delete(name);
      }
      return typed ?? otherwise;
    };
    const [min, max] = [amount("min", 0), amount("max", Infinity)].sort((a, b) => a - b);
    const filter = {
      chosen: listing.facets.map(({ name, values }) => new Set(state.getAll(`f.${name}`).map((value) => values.indexOf(value)))),
      min,
      max,
      stock: state.has("stock"),
    };
    const found = products(listing, sorted(listing, matching(listing, filter), state.get("sort")));
    const count = state.size - Number(state.has("sort"));
    [...one("facets", form).children].forEach((group, facet) => {
      const counted = counts(listing, filter, facet);
      group.querySelectorAll("label").forEach((label, value) => {
        fill(label, { count: `${counted[value]}` });
        label.hidden = !counted[value] && !label.querySelector(":checked");
      });
    });
    fill(form, { active: count > 0 && say("filters_on", { count }) });
    if (!stale) return;
    keep(state);
    if (!(await draw(found, isLast))) return;
    stale = false;
    one("count").textContent = say("products", { count: found.length });
    fill(document, { none: !found.length, pages: false });
  }

  function choose() {
    stale = true;
    return patiently(apply);
  }

  form.addEventListener("change", choose);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const summary = form.querySelector("summary");
    summary?.click();
    summary?.focus();
  });
  form.addEventListener("reset", () => setTimeout(choose));
  // `toggle` does not bubble, but it can be caught on its way down.
  form.addEventListener("toggle", () => patiently(apply), true);
  if (/[?&](f\.|min|max|stock|sort)/.test(location.search)) choose();
}
