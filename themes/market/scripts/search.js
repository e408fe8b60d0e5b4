/** The search page: results while typing, from the few index files that the words need.
 *
 * Hooks (pages/search.html): form `[data-search-form]`, `[data-count]`, `[data-search-empty]`, `[data-cards]`, `[data-more]`.
 */

import { keep, params } from "./address.js";
import { load, ready } from "./data.js";
import { one } from "./dom.js";
import { shelf, words } from "./fold.js";
import { cardList } from "./list.js";
import { patiently } from "./patiently.js";
import { rank } from "./ranking.js";
import { say } from "./text.js";

const form = /** @type {HTMLFormElement} */ (one("search-form"));
if (form) start();

function start() {
  const field = form.q;
  const draw = cardList(one("cards"), one("more"));
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let pause;

  /** @param {() => boolean} isLast */
  async function find(isLast) {
    const query = field.value.trim();
    const wanted = words(query);
    keep(new URLSearchParams(query && { q: query }));
    const { terms } = await ready();
    const indexes = await Promise.all(wanted.map((word) => load(`search/${terms ? shelf(word) : "all"}`, false, {})));
    const found = rank(wanted, indexes);
    if (!isLast() || !(await draw(found, isLast))) return;
    one("search-empty").hidden = !wanted.length || found.length > 0;
    one("count").textContent = query && say(!wanted.length ? "type_more" : found.length ? "results" : "no_results", { count: found.length, query });
  }

  function search() {
    clearTimeout(pause);
    return patiently(find);
  }

  field.value = params().get("q");
  if (field.value) search();
  else field.focus();
  form.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(search, 150);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
}
