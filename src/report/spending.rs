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

/// Days after the first one, and before the last one, that tell whether ads ran day by day.
const WINDOW: i32 = 30;
/// Of fewer days nothing can be told.
const FEWEST: i32 = 7;

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
            if cell.from == cell.to && spend > 0 {
                days.entry(network).or_default().insert(cell.to);
            }
        }
        for (network, own) in &mut known {
            let days = days.remove(network).unwrap_or_default();
            own.from_first =
                is_daily(&days, own.first, own.first.checked_add((WINDOW - 1).days()).unwrap_or(own.first));
            own.until_last = is_daily(&days, own.last.checked_sub((WINDOW - 1).days()).unwrap_or(own.last), own.last);
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

/// Whether nine of ten of the days between the first and the last with spend, of a month at most, had some.
fn is_daily(days: &BTreeSet<Date>, from: Date, to: Date) -> bool {
    let (Some(first), Some(last)) = (days.first(), days.last()) else { return false };
    let (from, to) = (from.max(*first), to.min(*last));
    let all = (to - from).get_days() + 1;
    all >= FEWEST && days.range(from..=to).count() as i32 * 10 >= all * 9
}
