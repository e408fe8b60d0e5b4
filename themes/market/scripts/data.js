/** The site's data files, each fetched once and only when something needs it. */

/** @import { Card, Offer, Shop } from "./types.js" */
import { shardOf } from "./hash.js";
import { shop, use } from "./text.js";

export const root = document.documentElement.dataset.root ?? "/";

/** @type {Map<string, Promise<any>>} */
const files = new Map();

/** @param {string} name below data/, without .json @param {boolean} [fresh] ask the server again @param {any} [otherwise] when there is no such file */
export function load(name, fresh, otherwise) {
  const known = !fresh && files.get(name);
  if (known) return known;
  const file = fetch(`${root}data/${name}.json`, fresh ? { cache: "no-cache" } : {}).then((answer) => {
    if (answer.status === 404 && otherwise) return otherwise;
    if (answer.ok) return answer.json();
    throw answer;
  });
  files.set(name, file);
  file.catch(() => files.delete(name));
  return file;
}

/** After this, `say` and `money` know the shop. @param {boolean} [fresh] @returns {Promise<Shop>} */
export const ready = async (fresh) => use(await load("shop", fresh));

/** @param {string[]} skus @param {boolean} [fresh] @returns {Promise<Map<string, Offer|undefined>>} none: no such sku */
export async function offers(skus, fresh) {
  await ready(fresh);
  const names = skus.map((sku) => `offers/${shardOf(sku, shop.shards)}`);
  const found = await Promise.all(names.map((name, at) => load(name, fresh && names.indexOf(name) === at, {})));
  return new Map(skus.map((sku, at) => [sku, new Map(Object.entries(found[at])).get(sku)]));
}

/** @param {number[]} ids product numbers @returns {Promise<Card[]>} */
export async function cards(ids) {
  const { chunk_size } = await ready();
  return Promise.all(ids.map(async (id) => (await load(`products/${Math.floor(id / chunk_size)}`))[id % chunk_size]));
}
