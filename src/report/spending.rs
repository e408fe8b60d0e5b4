//! Of which days ad spend is known.
//!
//! In: facts, and what each source is. Out: the first and the last day of each network. A network whose export begins inside
//! a period has orders from before that are set against nothing. Absent: what was spent; see [`super::slice`].

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;

use crate::importers::{Kind, Measure};

use super::channels::NetworkId;
use super::facts::Facts;
use super::quality::FileQuality;

#[derive(Debug, Default)]
pub struct Spending(BTreeMap<NetworkId, Known>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// With spend, or of which the author says that a file tells.
    pub first: Date,
    /// Inclusive.
    pub last: Date,
    /// Ads ran day by day from the first one on, or until the last one: there they began or ended, or what was exported did.
    pub from_first: bool,
    pub until_last: bool,
}

/// Days with spend, after the first one and before the last one, that tell whether ads ran day by day.
const WINDOW: usize = 30;
/// Of fewer days nothing can be told.
const FEWEST: usize = 4;
/// Days from one with ads to the next, where ads run on weekdays.
const APART: i32 = 3;
/// Days of a row that are looked at: those of a year.
const MOST: usize = 366;

impl Spending {
    pub fn of(facts: &Facts, files: &[FileQuality]) -> Spending {
        let mut known: BTreeMap<NetworkId, Known> = BTreeMap::new();
        let mut days: BTreeMap<NetworkId, BTreeSet<Date>> = BTreeMap::new();
        for (cell, sums) in facts.cells.iter().chain(&facts.rivals) {
            let Some(spend) = sums.get(Measure::Spend) else { continue };
            let network = cell.belonging.network;
            let file = files.get(usize::from(cell.origin)).filter(|file| file.kind == Kind::Ads);
            let said = file.and_then(|file| file.named).unwrap_or((cell.from, cell.to));
            let (from, to) = (cell.from.min(said.0), cell.to.max(said.1));
            let own =
                known.entry(network).or_insert(Known { first: from, last: to, from_first: false, until_last: false });
            (own.first, own.last) = (own.first.min(from), own.last.max(to));
            if spend > 0 {
                let all = cell.from.series(1.day()).take_while(|day| *day <= cell.to).take(MOST);
                days.entry(network).or_default().extend(all);
            }
        }
        for (network, own) in &mut known {
            let days = days.remove(network).unwrap_or_default();
            own.from_first = days.contains(&own.first) && is_daily(days.range(own.first..).take(WINDOW));
            own.until_last = days.contains(&own.last) && is_daily(days.range(..=own.last).rev().take(WINDOW));
        }
        Spending(known)
    }

    /// Of a network, or from the first day of all of them to the last.
    pub fn known(&self, network: Option<NetworkId>) -> Option<Known> {
        let own = self.0.iter().filter(|(own, _)| network.is_none_or(|network| network == **own)).map(|(_, own)| *own);
        own.reduce(|all, one| {
            let (early, late) =
                (if one.first < all.first { one } else { all }, if one.last > all.last { one } else { all });
            Known { first: early.first, from_first: early.from_first, last: late.last, until_last: late.until_last }
        })
    }
}

/// Whether ads ran on some days one after the other, forwards or backwards, weekends apart.
fn is_daily<'d>(days: impl Iterator<Item = &'d Date>) -> bool {
    let days: Vec<&Date> = days.collect();
    let near = |pair: &[&Date]| (*pair[1] - *pair[0]).get_days().abs() <= APART;
    days.len() >= FEWEST && days.windows(2).all(near)
}
