//! What tells orders and customers apart: numbers that are made of their names, and no names.
//!
//! In: ids, days and mail addresses of exports. Out: hashes, which never leave memory. Absent: everything that could be turned
//! back.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hasher};

use crate::importers::Order;

use crate::report::channels::{self, NetworkId};
use crate::report::settings::Source;

/// The key of the hashes: any number, the same in every run, so that reports are.
const KEY: u128 = 0x7368_6f70_7772_6967_6874_2063_7573_746f;

/// The networks of orders that come from files of one network, where there are such files of several.
pub struct SoldOn {
    networks: BTreeMap<u64, NetworkId>,
    several: bool,
    /// When each was ordered, where files of several shops may be there.
    moments: Option<BTreeMap<u64, u64>>,
}

impl SoldOn {
    pub fn new(sources: &[Source]) -> SoldOn {
        let named: BTreeSet<&str> = sources.iter().filter_map(|source| source.network.as_deref()).collect();
        let moments = (sources.len() > 1).then(BTreeMap::new);
        SoldOn { networks: BTreeMap::new(), several: named.len() > 1, moments }
    }

    /// The same order in any file; another shop may use the same numbers, but hardly on the same day, and where the time is told
    /// not in the same minute. Where files are named as those of one network each, their orders are others, whatever their numbers.
    pub fn order(&mut self, source: &Source, order: &Order<'_>) -> u64 {
        let key = KEY ^ (order.day.year() as u128) << 16 ^ order.day.day_of_year() as u128;
        let own = self.at_its_moment(keyed(key, order.id), order.own);
        let network = source.network.as_deref().and_then(channels::find).filter(|_| self.several);
        match network.filter(|network| self.networks.entry(own).or_insert(*network) != network) {
            Some(other) => keyed(key ^ u128::from(other) << 32, order.id),
            None => own,
        }
    }

    /// The first moment that is told of a number is that of the order as it is; at another one it is another shop's.
    fn at_its_moment(&mut self, order: u64, moment: &str) -> u64 {
        let Some((moments, minute)) = self.moments.as_mut().zip(minute(moment)) else { return order };
        if *moments.entry(order).or_insert(minute) == minute { order } else { order ^ hash(&minute.to_string()) }
    }
}

/// Of the day, in `2026-10-01 14:05:09`: a spreadsheet leaves the seconds out. None where no time is told, or not by 24 hours.
fn minute(moment: &str) -> Option<u64> {
    let (before, after) = moment.split_once(':')?;
    let digits = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let of_24_hours = after.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.'));
    let (hour, minute) = (before[digits..].parse::<u64>().ok()?, after.get(..2)?.parse::<u64>().ok()?);
    (of_24_hours && hour < 24 && minute < 60).then_some(hour * 60 + minute)
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
