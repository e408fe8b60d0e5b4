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

/** @param {Minor} amount */
export const money = (amount) =>
  new Intl.NumberFormat(shop.locale, {
    style: "currency",
    currency: shop.currency,
    minimumFractionDigits: shop.digits,
  }).format(amount / 10 ** shop.digits);
