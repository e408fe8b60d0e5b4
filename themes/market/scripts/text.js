/** Words and amounts as the shop's language writes them. */

/** @import { Minor, Shop } from "./types.js" */

/** data/shop.json; read before anything is said. @type {Shop} */
export let shop;

/** @param {Shop} loaded */
export const use = (loaded) => (shop = loaded);

/**
 * A text of the shop with its `{placeholders}` filled; `count` chooses the plural.
 * @param {string} key @param {Record<string, any>} [values]
 */
export function say(key, values = {}) {
  /** @type {any} */
  const found = shop.strings[key] ?? key;
  /** @type {string} */
  const text = found[new Intl.PluralRules(shop.locale).select(values.count)] ?? found.other ?? found;
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** An amount as pages write it: the form for so many digits, with each `#` replaced by the next one. @param {Minor} amount not negative */
export function money(amount) {
  const { digits, numerals, exact, whole } = shop.money;
  const rest = [...`${amount}`];
  const forms = amount % 10 ** digits ? exact : whole;
  return forms[rest.length - 1].replace(/#/g, () => numerals[Number(rest.shift())]);
}

/**
 * The amount that somebody has typed, in any of the ways in which pages write it: with signs of the currency and marks between groups.
 * What stands after the last mark is a fraction when it has so few digits; three may be one or a group, then the page's own form decides.
 * @param {string} text @returns {Minor|undefined} none: there is no number in it
 */
export function amountOf(text) {
  const { digits, numerals, exact } = shop.money;
  const plain = text.replace(/[\p{Nd}]/gu, (digit) => `${numerals.includes(digit) ? numerals.indexOf(digit) : digit}`);
  const groups = plain.match(/\d+/g);
  if (!groups) return;
  const last = /** @type {string} */ (groups.at(-1));
  const mark = plain[plain.lastIndexOf(last) - 1];
  const fraction = groups[1] && last.length <= digits && (last.length < 3 || exact[digits].includes(mark)) ? groups.pop() : "";
  return Number(groups.join("") + fraction?.padEnd(digits, "0"));
}
