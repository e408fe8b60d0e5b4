//! `data/search/<shelf>.json`: which products a word finds, and how much it says about them.
//!
//! In: the texts of the products. Out: `{term: [product number, weight, …]}`, terms as [`words`] folds them. A small
//! index is the one file `all`; a larger one has a file per first character of its terms. Absent: ranking, which is
//! the script's.

use std::collections::BTreeMap;
use std::ops::Bound;

use serde::{Serialize, Serializer};

use super::terms::Terms;
use super::{json, words};
use crate::shop::{Product, Shop};

/// Texts of a product in tiers, what says most about it first; a word counts as in the first tier that has it.
struct Tier {
    weight: u8,
    texts: for<'a> fn(&'a Shop, &'a Product, &mut dyn FnMut(&'a str)),
}

/// A word of the title says more than a whole word of a collection, which counts twice.
const TITLE: u8 = 10;

/// So does the last word of a compound in it.
const COMPOUND: u8 = 9;

const TIERS: [Tier; 5] = [
    Tier { weight: TITLE, texts: title },
    Tier { weight: 4, texts: names },
    Tier { weight: 2, texts: summary },
    Tier { weight: 2, texts: facts },
    Tier { weight: 1, texts: description },
];

/// How much text is searched, so that no file grows beyond what a phone may be asked to load.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Depth {
    /// How many of the tiers.
    tiers: usize,
    /// Bytes of their texts.
    bytes: usize,
}

/// Up to this many bytes of text the index is one file: it is then at most 40 KB after gzip.
pub const ONE_FILE: usize = 160_000;

/// A tier that would bring the texts above this many bytes is left out, but for the first two: what a product is
/// called is always found. At this size the largest of the files is about 50 KB after gzip.
pub const MOST: usize = 2_100_000;

/// Files of a large index: `a` to `z`, `0` to `9`, and `_` for terms in other letters.
const SHELVES: &[u8] = b"0123456789_abcdefghijklmnopqrstuvwxyz";

impl Depth {
    pub fn of(shop: &Shop) -> Depth {
        let mut depth = Depth { tiers: 0, bytes: 0 };
        for tier in &TIERS {
            let mut bytes = depth.bytes;
            shop.products.iter().for_each(|product| (tier.texts)(shop, product, &mut |text| bytes += text.len()));
            if depth.tiers >= 2 && bytes > MOST {
                break;
            }
            depth = Depth { tiers: depth.tiers + 1, bytes };
        }
        depth
    }

    /// Files of the index; 0 when it is the one file `all`.
    pub fn terms(self) -> usize {
        if self.bytes > ONE_FILE { SHELVES.len() } else { 0 }
    }
}

/// Files of the index of a shop; 0 when it is the one file `all`.
pub fn shelves_of(shop: &Shop) -> usize {
    if is_large(shop) { SHELVES.len() } else { Depth::of(shop).terms() }
}

/// Whether the two tiers that are never left out are too much for one file; large shops are known by that at once.
fn is_large(shop: &Shop) -> bool {
    let mut bytes = 0;
    TIERS[..2].iter().any(|tier| {
        shop.products.iter().any(|product| {
            (tier.texts)(shop, product, &mut |text| bytes += text.len());
            bytes > ONE_FILE
        })
    })
}

/// Names of the files of an index.
pub fn shelves(terms: usize) -> Vec<String> {
    if terms == 0 {
        return vec!["all".to_owned()];
    }
    SHELVES.iter().map(|shelf| char::from(*shelf).to_string()).collect()
}

/// Product numbers and weights by term; product numbers ascend.
#[derive(Debug)]
pub struct SearchIndex {
    terms: BTreeMap<Box<str>, Vec<(u32, u8)>>,
}

pub fn index(shop: &Shop) -> SearchIndex {
    let depth = Depth::of(shop);
    let german = shop.locale.language() == "de";
    let mut terms = Terms::default();
    let mut entries: Vec<Vec<(u32, u8)>> = Vec::new();
    for (n, product) in shop.products.iter().enumerate() {
        for tier in &TIERS[..depth.tiers] {
            let mut note = |word: &str| {
                let number = terms.number(word);
                if number == entries.len() {
                    entries.push(Vec::new());
                }
                let known = entries[number].last().is_some_and(|(last, _)| *last == n as u32);
                if !known {
                    entries[number].push((n as u32, tier.weight));
                }
            };
            let mut add = |word: &str| {
                note(word);
                if german {
                    words::without_umlauts(word).iter().for_each(|word| note(word));
                }
            };
            (tier.texts)(shop, product, &mut |text| words::each(text, &mut add));
        }
    }
    let mut terms = terms.into_words().into_iter().zip(entries).collect();
    if COMPOUNDING.contains(&shop.locale.language()) {
        compounds(shop, &mut terms);
    }
    SearchIndex { terms }
}

/// Languages that write the words of a name as one.
const COMPOUNDING: [&str; 8] = ["de", "nl", "sv", "da", "nb", "nn", "no", "is"];

/// Finds products by the last word of a compound in their titles, where that is a word of the shop: "Brot" finds "Roggenbrot".
fn compounds(shop: &Shop, terms: &mut BTreeMap<Box<str>, Vec<(u32, u8)>>) {
    /// Letters of the shortest word that is looked for, and of what stands before it.
    const LEAST: usize = 4;
    const BEFORE: usize = 3;
    for (n, product) in shop.products.iter().enumerate() {
        words::each(&product.matter.title, &mut |word: &str| {
            let starts = word.char_indices().skip(BEFORE).map(|(at, _)| at);
            for last in starts.map(|at| &word[at..]).filter(|last| last.chars().count() >= LEAST) {
                let Some(entries) = terms.get_mut(last) else { continue };
                match entries.binary_search_by_key(&(n as u32), |(product, _)| *product) {
                    Ok(at) => entries[at].1 = entries[at].1.max(COMPOUND),
                    Err(at) => entries.insert(at, (n as u32, COMPOUND)),
                }
            }
        });
    }
}

impl SearchIndex {
    /// One of the files that [`shelves`] names.
    pub fn shelf(&self, name: &str) -> Vec<u8> {
        let next = name.bytes().next().map(|first| char::from(first + 1).to_string()).unwrap_or_default();
        let (from, to) = match name.as_bytes() {
            // Terms begin with a letter or digit in lower case, and what is not ASCII comes after `z`.
            b"_" => (Bound::Excluded("z\u{7f}"), Bound::Unbounded),
            [_] => (Bound::Included(name), Bound::Excluded(next.as_str())),
            _ => (Bound::Unbounded, Bound::Unbounded),
        };
        json(&Shelf { terms: &self.terms, from, to })
    }
}

struct Shelf<'a> {
    terms: &'a BTreeMap<Box<str>, Vec<(u32, u8)>>,
    from: Bound<&'a str>,
    to: Bound<&'a str>,
}

impl Serialize for Shelf<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let terms = self.terms.range::<str, _>((self.from, self.to));
        serializer.collect_map(terms.map(|(term, entries)| (term, Entries(entries))))
    }
}

struct Entries<'a>(&'a [(u32, u8)]);

impl Serialize for Entries<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().flat_map(|(product, weight)| [*product, u32::from(*weight)]))
    }
}

fn title<'a>(_: &'a Shop, product: &'a Product, found: &mut dyn FnMut(&'a str)) {
    found(&product.matter.title);
}

fn names<'a>(shop: &'a Shop, product: &'a Product, found: &mut dyn FnMut(&'a str)) {
    let matter = &product.matter;
    product.collections.iter().for_each(|n| found(&shop.collections[*n].matter.title));
    matter.brand.iter().chain(&matter.mpn).chain(&matter.tags).for_each(|text| found(text));
    for variant in product.variants.iter() {
        found(&variant.sku);
        variant.gtin.iter().for_each(|gtin| found(&gtin.0));
        variant.mpn.iter().for_each(|mpn| found(mpn));
        product.value_names(variant).for_each(&mut *found);
    }
}

fn summary<'a>(_: &'a Shop, product: &'a Product, found: &mut dyn FnMut(&'a str)) {
    product.matter.summary.iter().for_each(|text| found(text));
}

fn facts<'a>(_: &'a Shop, product: &'a Product, found: &mut dyn FnMut(&'a str)) {
    let matter = &product.matter;
    matter.highlights.iter().for_each(|text| found(text));
    matter.details.0.iter().for_each(|(_, value)| found(value));
}

fn description<'a>(_: &'a Shop, product: &'a Product, found: &mut dyn FnMut(&'a str)) {
    found(&product.body.text);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::fixture::{Fixture, read};

    const MUG: &str = "
title: Crème mug
price: 24.00
sku: EP-7
summary: A mug for coffee.
tags: [stoneware]
details: {Care: Dishwasher}
description: Coffee and dishwasher and Übung.
";
    const VASE: &str = "title: Vase\nprice: 24.00\nsummary: No mug.";

    #[test]
    fn a_word_counts_as_in_its_first_tier() {
        let fixture = Fixture::new(&[MUG, VASE]);
        let all = read(&index(&fixture.shop).shelf("all"));
        let of = |term: &str| all[term].clone();
        assert_eq!(of("mug"), serde_json::json!([0, 10, 1, 2]));
        assert_eq!(of("creme"), serde_json::json!([0, 10]));
        assert_eq!((of("ep"), of("stoneware")), (serde_json::json!([0, 4]), serde_json::json!([0, 4])));
        assert_eq!(of("everything"), serde_json::json!([0, 4, 1, 4]));
        assert_eq!((of("coffee"), of("dishwasher")), (serde_json::json!([0, 2]), serde_json::json!([0, 2])));
        assert_eq!(of("ubung"), serde_json::json!([0, 1]));
        assert!(of("a").is_null());
    }

    #[test]
    fn the_depth_follows_the_amount_of_text() {
        let mut fixture = Fixture::new(&[MUG]);
        let mut depth = |bytes| {
            let body = std::sync::Arc::make_mut(&mut fixture.shop.products[0].body);
            body.text = "o".repeat(bytes);
            Depth::of(&fixture.shop)
        };
        let short = depth(0).bytes;
        assert_eq!((depth(ONE_FILE - short).terms(), depth(ONE_FILE - short + 1).terms()), (0, SHELVES.len()));
        assert_eq!((depth(MOST - short).tiers, depth(MOST - short + 1).tiers), (TIERS.len(), TIERS.len() - 1));
        assert_eq!(depth(MOST).terms(), 0, "what is left out does not count");
    }

    #[test]
    fn every_term_is_on_one_shelf() {
        let text = "title: Äpfel zebra 42 2nd Жук 茶碗 ﬁn\nprice: 1.00";
        let fixture = Fixture::new(&[text, MUG, VASE]);
        let index = index(&fixture.shop);
        let mut terms = 0;
        for name in shelves(SHELVES.len()) {
            for term in read(&index.shelf(&name)).as_object().expect("an object").keys() {
                let first = term.chars().next().filter(|c| c.is_ascii_alphanumeric()).unwrap_or('_');
                assert_eq!(name, first.to_string(), "{term}");
                terms += 1;
            }
        }
        assert_eq!(terms, index.terms.len());
        assert_eq!(shelves(0), ["all"]);
    }
}
