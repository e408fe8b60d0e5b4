/** FNV-1a with 32 bits, of a text in ASCII as skus are: which file of data/offers/ holds one. */

/** @param {string} text */
export function fnv1a(text) {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
  return hash >>> 0;
}

/** @param {string} sku @param {number} shards a power of two */
export const shardOf = (sku, shards) => fnv1a(sku) & (shards - 1);
