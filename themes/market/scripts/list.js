/** A list of cards that grows by "show more", for the filtered collection and the search. */

import { card } from "./cards.js";
import { cards } from "./data.js";
import { fill } from "./dom.js";

const STEP = 24;
/** Milliseconds until it is said that something takes its time. */
const LATE = 400;

let turn = 0;

/**
 * Does what needs data files, and says on the page when that takes long, `[data-slot=busy]`, or fails, `[data-slot=failed]`.
 * @param {(isLast: () => boolean) => Promise<unknown>} act is told whether nothing else has been asked for since
 */
export async function patiently(act) {
  const mine = ++turn;
  const isLast = () => mine === turn;
  /** @param {Record<string, boolean>} state */
  const tell = (state) => isLast() && fill(document, state);
  const late = setTimeout(tell, LATE, { busy: true });
  let failed = true;
  try {
    await act(isLast);
    failed = false;
  } finally {
    clearTimeout(late);
    tell({ busy: false, failed });
  }
}

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
