//! What tells orders and customers apart: numbers that are made of their names, and no names.
//!
//! In: ids, days and mail addresses of exports. Out: hashes, which never leave memory. Absent: everything that could be turned
//! back.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hasher};

use crate::importers::Order;

use super::channels::{self, NetworkId};
use super::settings::Source;

/// The key of the hashes: any number, the same in every run, so that reports are.
const KEY: u128 = 0x7368_6f70_7772_6967_6874_2063_7573_746f;

/// The networks of orders that come from files of one network, where there are such files of several.
pub struct SoldOn {
    networks: BTreeMap<u64, NetworkId>,
    several: bool,
}

impl SoldOn {
    pub fn new(sources: &[Source]) -> SoldOn {
        let named: BTreeSet<&str> = sources.iter().filter_map(|source| source.network.as_deref()).collect();
        SoldOn { networks: BTreeMap::new(), several: named.len() > 1 }
    }

    /// The same order in any file; another shop may use the same numbers, but hardly on the same day. Where files are named as
    /// those of one network each, their orders are others, whatever their numbers.
    pub fn order(&mut self, source: &Source, order: &Order<'_>) -> u64 {
        let key = KEY ^ (order.day.year() as u128) << 16 ^ order.day.day_of_year() as u128;
        let own = keyed(key, order.id);
        let network = source.network.as_deref().and_then(channels::find).filter(|_| self.several);
        match network.filter(|network| self.networks.entry(own).or_insert(*network) != network) {
            Some(other) => keyed(key ^ u128::from(other) << 32, order.id),
            None => own,
        }
    }
}

/// The order of a refund; another shop may use the same numbers.
pub fn of_importer(importer: &str, id: &str) -> u64 {
    keyed(KEY ^ u128::from(hash(importer)), id)
}

/// Mail addresses are the same in any case.
pub fn customer(order: &Order<'_>) -> Option<u64> {
    let upper = |who: &str| who.bytes().any(|byte| byte.is_ascii_uppercase());
    order.customer.map(|who| match upper(who) && who.contains('@') {
        true => hash(&who.to_ascii_lowercase()),
        false => hash(who),
    })
}

pub fn hash(text: &str) -> u64 {
    keyed(KEY, text)
}

/// SipHash behind the key: a fifth of the work of a hash that has to withstand attackers, which nobody is handed these for.
fn keyed(key: u128, text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write_u128(key);
    hasher.write(text.as_bytes());
    hasher.finish()
}
