/** Does what needs data files, and says on the page when that takes long, `[data-slot=busy]`, or fails, `[data-slot=failed]`. */

import { fill } from "./dom.js";

/** Milliseconds until it is said that something takes its time. */
const LATE = 400;

let turn = 0;

/** @param {(isLast: () => boolean) => Promise<unknown>} act is told whether nothing else has been asked for since */
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
