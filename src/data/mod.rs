//! The JSON files that the theme's scripts fetch, below `/data/`: one module per kind of file.
//!
//! In: the shop with its words and addresses ([`View`](crate::view::View)). Out: bytes, each file on its own. [`path`] names the files,
//! [`Sizes`] says how many of each kind there are; a script asks only for the few that it needs. What the fields mean
//! is written in the theme's `scripts/types.js`. Absent: which products a list holds, and when a file is made.
//!
//! Only what is on the shop's pages anyway is ever written here: the files are public.

pub mod listing;
pub mod offers;
pub mod products;
mod rows;
pub mod search;
pub mod shop;
mod terms;
pub mod words;

#[cfg(test)]
mod fixture;

use serde::Serialize;

use crate::shop::Shop;

/// Offers per file. A cart asks for one file per line: at 128 that is about 5 KB after gzip, and a shop with as many
/// offers or fewer has a single file.
pub const SHARD_OFFERS: usize = 128;

/// Cards per file: two screens of the 24 that `list.js` shows at once. Results of a search lie far apart and cost a
/// file each, so files stay small.
pub const CHUNK_SIZE: usize = 48;

/// Paths from the site's root.
pub mod path {
    pub const SHOP: &str = "/data/shop.json";
    /// The list of all products. No collection may be called `all`.
    pub const ALL: &str = "/data/collections/all.json";

    /// The name by which scripts ask for a file: what is its own in the path.
    pub fn name(path: &str) -> &str {
        path.trim_start_matches("/data/").trim_end_matches(".json")
    }

    pub fn offers(shard: usize) -> String {
        format!("/data/offers/{shard}.json")
    }

    pub fn products(chunk: usize) -> String {
        format!("/data/products/{chunk}.json")
    }

    pub fn collection(slug: &str) -> String {
        format!("/data/collections/{slug}.json")
    }

    pub fn search(shelf: &str) -> String {
        format!("/data/search/{shelf}.json")
    }
}

/// How many files of each kind a shop has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sizes {
    /// Files of offers, a power of two.
    pub shards: usize,
    /// Files of cards.
    pub chunks: usize,
    /// Cards in each of them but the last.
    pub chunk_size: usize,
    /// Files of the search index by first character; 0 when it is the one file `all`.
    pub terms: usize,
}

impl Sizes {
    pub fn of(shop: &Shop) -> Sizes {
        let offers: usize = shop.products.iter().map(|product| product.variants.len()).sum();
        Sizes {
            shards: offers.div_ceil(SHARD_OFFERS).next_power_of_two(),
            chunks: shop.products.len().div_ceil(CHUNK_SIZE),
            chunk_size: CHUNK_SIZE,
            terms: search::shelves_of(shop),
        }
    }
}

/// FNV-1a with 32 bits (RFC 9923), the same as `hash.js`.
pub fn fnv1a32(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Plain data as JSON.
fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).expect("texts and numbers have a JSON form")
}

#[cfg(test)]
mod tests {
    use super::fixture::Fixture;
    use super::*;

    /// As `hash.js` counts them.
    #[test]
    fn hashes_of_the_script() {
        let known =
            [("", 2_166_136_261), ("a", 3_826_002_220), ("EP-MUG-CHK", 1_938_746_375), ("Ågård-42", 2_893_051_057)];
        for (text, hash) in known {
            assert_eq!(fnv1a32(text), hash, "{text}");
        }
    }

    #[test]
    fn sizes_at_their_limits() {
        let sizes = |products| Sizes::of(&Fixture::many(products).shop);
        assert_eq!(sizes(0), Sizes { shards: 1, chunks: 0, chunk_size: CHUNK_SIZE, terms: 0 });
        assert_eq!((sizes(1).shards, sizes(1).chunks), (1, 1));
        assert_eq!((sizes(CHUNK_SIZE).chunks, sizes(CHUNK_SIZE + 1).chunks), (1, 2));
        assert_eq!((sizes(SHARD_OFFERS).shards, sizes(SHARD_OFFERS + 1).shards), (1, 2));
        assert_eq!((sizes(2 * SHARD_OFFERS).shards, sizes(2 * SHARD_OFFERS + 1).shards), (2, 4));
    }
}
