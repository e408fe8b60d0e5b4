/** Which products a query finds, best first. */

/** What is taken off the weight of terms that a word does not begin: all of it for those of texts. */
const INNER = 3.5;

/** Which terms a word may mean: those that begin with it, or are it without its ending, since "bowls" finds "Bowl", "candles" "Candle" and
 *  "Kerzen" "Kerze"; or those that end so, as "Spätburgunder" does. A plural in "e" or "er" has four letters before it, or "note" would find
 *  "not". Or, of four letters and more, with one letter wrong, too many, missing
 *  or in its neighbour's place, the last one only where nothing follows it; or with another word on both sides.
 *  @param {string} word @param {boolean|undefined} leniently */
function meant(word, leniently) {
  const stem = word.replace(/(?<=...)e?[nsx]$|(?<=....)er?$/, "");
  /** @param {string} letter @param {number} at */
  const mistyped = (letter, at) => {
    const before = stem.slice(0, at);
    const after = stem.slice(at + 1) || "$";
    return `|^${before}.?${letter}?${after}|^${before}${after[0]}${letter}${after.slice(1)}`;
  };
  return new RegExp(leniently && stem[3] ? stem + [...stem].map(mistyped).join("") : `(^|...)(${word}|${stem}e?)$|^${word}`);
}

/** What a word says about products. @param {string} word @param {Record<string, number[]>} index term → product number, weight, …
 *  @param {boolean|undefined} leniently */
function weights(word, index, leniently) {
  const terms = meant(word, leniently);
  /** @type {Map<number, number>} */
  const best = new Map();
  for (const [term, pairs] of Object.entries(index)) {
    if (!terms.test(term)) continue;
    for (let i = 0; i < pairs.length; i += 2) {
      const weight = term === word ? pairs[i + 1] * 2 : pairs[i + 1] - (term[0] === word[0] ? 0 : INNER);
      if (weight > (best.get(pairs[i]) ?? 0)) best.set(pairs[i], weight);
    }
  }
  return best;
}

/**
 * Every word must begin some term of the product, maybe without its ending, or end one of its names; or stand within one, or with a
 * mistake, where nothing is found otherwise. A whole word counts twice, what another letter begins less.
 * @param {string[]} wanted @param {Record<string, number[]>[]} indexes per word
 * @param {boolean} [leniently] @returns {number[]}
 */
export function rank(wanted, indexes, leniently) {
  const words = wanted.map((word, at) => weights(word, indexes[at], leniently));
  /** Of all words; not a number where one of them says nothing. @param {number} id */
  const weight = (id) => words.reduce((sum, word) => sum + (word.get(id) ?? NaN), 0);
  const found = [...(words[0]?.keys() ?? [])].filter(weight).sort((a, b) => weight(b) - weight(a) || a - b);
  return found.length || leniently ? found : rank(wanted, indexes, true);
}
