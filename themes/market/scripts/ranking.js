/** Which products a query finds, best first. */

/**
 * Every word must begin some term of the product; a whole word counts twice.
 * @param {string[]} wanted @param {Record<string, number[]>[]} indexes per word: term → product number, weight, …
 */
export function rank(wanted, indexes) {
  /** @type {Map<number, number>|null} */
  let found = null;
  for (const [at, word] of wanted.entries()) {
    /** @type {Map<number, number>} */
    const best = new Map();
    for (const [term, pairs] of Object.entries(indexes[at])) {
      if (!term.startsWith(word)) continue;
      for (let i = 0; i < pairs.length; i += 2) {
        const weight = pairs[i + 1] * (term === word ? 2 : 1);
        if (weight > (best.get(pairs[i]) ?? 0)) best.set(pairs[i], weight);
      }
    }
    for (const [id, weight] of found ? best : []) {
      const earlier = found?.get(id);
      earlier ? best.set(id, weight + earlier) : best.delete(id);
    }
    found = best;
  }
  return [...(found ?? [])].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([id]) => id);
}
