/** A list of cards that grows by "show more", for the filtered collection and the search. */

import { card } from "./cards.js";
import { cards } from "./data.js";

const STEP = 24;

/** @param {HTMLElement} list @param {HTMLElement} more its button */
export function cardList(list, more) {
  /** @type {number[]} */
  let ids = [];
  let turn = 0;

  /** @param {number} from */
  async function draw(from) {
    const mine = ++turn;
    const items = (await cards(ids.slice(from, from + STEP))).map(card);
    if (mine !== turn) return;
    if (!from) list.replaceChildren();
    list.append(...items);
    list.hidden = !ids.length;
    more.hidden = from + STEP >= ids.length;
    if (from) items[0].querySelector("a")?.focus();
  }

  more.addEventListener("click", () => draw(list.children.length));

  /** @param {number[]} wanted product numbers */
  return (wanted) => {
    ids = wanted;
    return draw(0);
  };
}
