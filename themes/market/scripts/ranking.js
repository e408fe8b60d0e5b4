/** Which products a query finds, best first. */

/**
 * Every word must begin some term of the product, maybe without its ending: "bowls" finds "Bowl", "Kerzen" finds "Kerze". A whole word
 * counts twice.
 * @param {string[]} wanted @param {Record<string, number[]>[]} indexes per word: term → product number, weight, …
 */
export function rank(wanted, indexes) {
  /** @type {Map<number, number>} */
  let found = new Map();
  for (const [at, word] of wanted.entries()) {
    const stem = word.replace(/(?<=...)(e?s|n|x)$/, "");
    /** @type {Map<number, number>} */
    const best = new Map();
    for (const [term, pairs] of Object.entries(indexes[at])) {
      if (!term.startsWith(stem)) continue;
      for (let i = 0; i < pairs.length; i += 2) {
        const weight = pairs[i + 1] * (term === word ? 2 : 1);
        if (weight > (best.get(pairs[i]) ?? 0)) best.set(pairs[i], weight);
      }
    }
    const earlier = found;
    found = new Map([...best].filter(([id]) => !at || earlier.has(id)).map(([id, weight]) => [id, weight + (earlier.get(id) ?? 0)]));
  }
  return [...found].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([id]) => id);
}
