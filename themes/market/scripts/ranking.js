/** Which products a query finds, best first. */

/** How terms begin that a word may mean: with its stem, since "bowls" finds "Bowl" and "Kerzen" finds "Kerze"; or, of four letters and
 *  more, with one letter wrong, too many, missing or in its neighbour's place, the last one only where nothing follows it; or with another
 *  word before it, as in "Spätburgunder".
 *  @param {string} word @param {boolean|undefined} leniently */
function beginnings(word, leniently) {
  const stem = word.replace(/(?<=...)(e?s|n|x)$/, "");
  /** @param {string} letter @param {number} at */
  const mistyped = (letter, at) => {
    const before = stem.slice(0, at);
    const after = stem.slice(at + 1) || "$";
    return `${before}.?${after}|${before}.${letter}${after}|${before}${after[0]}${letter}${after.slice(1)}`;
  };
  return new RegExp(leniently && stem[3] ? `${stem}|^(${[...stem].map(mistyped).join("|")})` : `^(${stem})`);
}

/**
 * Every word must begin some term of the product, maybe without its ending; or stand within one, or with a mistake, where nothing is found
 * otherwise. A whole word counts twice.
 * @param {string[]} wanted @param {Record<string, number[]>[]} indexes per word: term → product number, weight, …
 * @param {boolean} [leniently] @returns {number[]}
 */
export function rank(wanted, indexes, leniently) {
  /** @type {Map<number, number>} */
  let found = new Map();
  wanted.forEach((word, at) => {
    const begins = beginnings(word, leniently);
    /** @type {Map<number, number>} */
    const best = new Map();
    for (const [term, pairs] of Object.entries(indexes[at])) {
      if (!begins.test(term)) continue;
      for (let i = 0; i < pairs.length; i += 2) {
        const weight = pairs[i + 1] * (term === word ? 2 : 1);
        if (weight > (best.get(pairs[i]) ?? 0)) best.set(pairs[i], weight);
      }
    }
    const earlier = found;
    found = new Map([...best].filter(([id]) => !at || earlier.has(id)).map(([id, weight]) => [id, weight + (earlier.get(id) ?? 0)]));
  });
  if (!found.size && !leniently) return rank(wanted, indexes, true);
  return [...found].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([id]) => id);
}
