/** A list of cards that grows by "show more", for the filtered collection and the search. */

import { card } from "./cards.js";
import { cards } from "./data.js";
import { patiently } from "./patiently.js";

const STEP = 24;

/** @param {HTMLElement} list @param {HTMLElement} more its button */
export function cardList(list, more) {
  /** @type {number[]} */
  let ids = [];

  /** @param {number} from @param {() => boolean} isLast */
  async function draw(from, isLast) {
    const items = (await cards(ids.slice(from, from + STEP))).map(card);
    if (!isLast()) return;
    if (!from) list.replaceChildren();
    list.append(...items);
    list.hidden = !ids.length;
    more.hidden = from + STEP >= ids.length;
    if (from) items[0].querySelector("a")?.focus();
    return true;
  }

  more.addEventListener("click", () => patiently((isLast) => draw(list.children.length, isLast)));

  /** @param {number[]} wanted product numbers @param {() => boolean} isLast @returns whether they are shown now */
  return (wanted, isLast) => {
    ids = wanted;
    return draw(0, isLast);
  };
}
