/** FNV-1a with 32 bits over the UTF-8 bytes: which file of data/offers/ holds a sku. */

/** @param {string} text */
export function fnv1a(text) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** @param {string} sku @param {number} shards a power of two */
export const shardOf = (sku, shards) => fnv1a(sku) & (shards - 1);
