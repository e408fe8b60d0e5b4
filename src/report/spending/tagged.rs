//! What bears the tags of ads, day by day: whether ads ran on where no spend is known.
//!
//! In: orders and visits whose links say that they are of ads, and the days of which spend is known. Out: whether as many come on
//! other days that ads ran there too, however few orders a shop has. Absent: orders without tags; see [`super::Known::may_have_run`].

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::importers::Measure;
use crate::report::channels::NetworkId;
use crate::report::facts::{BY_HAND, Cell, Facts, Origin};
use crate::report::quality::FileQuality;
use crate::report::visits::is_of_visits;

use super::Known;

/// Of one network, by days.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tagged {
    orders: BTreeMap<Date, i64>,
    visits: BTreeMap<Date, i64>,
}

/// Fewer may be chance.
const FEW_ORDERS: i64 = 3;
const FEW_VISITS: i64 = 20;
/// Who saw the last ads comes back now and then for a month, most within days: a quarter of what came while ads ran is more.
const PART: i64 = 4;
/// Days after the last ad on which most of them come.
const LATER: i32 = 7;

/// What several analytics exports tell of a day are the same visits.
pub fn of(facts: &Facts, files: &[FileQuality]) -> BTreeMap<NetworkId, Tagged> {
    let mut tagged: BTreeMap<NetworkId, Tagged> = BTreeMap::new();
    let mut visits: BTreeMap<(NetworkId, Date, Origin), i64> = BTreeMap::new();
    let of_a_day = |cell: &Cell| cell.origin != BY_HAND && cell.from == cell.to;
    for (cell, sums) in facts.cells.iter().filter(|(cell, _)| of_a_day(cell)) {
        let network = cell.belonging.network;
        if is_of_visits(cell.origin, files) {
            let told = sums.get(Measure::PaidSessions).unwrap_or(0);
            *visits.entry((network, cell.from, cell.origin)).or_default() += told;
        } else if let Some(orders) = sums.get(Measure::AdsOrders) {
            *tagged.entry(network).or_default().orders.entry(cell.from).or_default() += orders;
        }
    }
    for ((network, day, _), told) in visits {
        let most = tagged.entry(network).or_default().visits.entry(day).or_default();
        *most = told.max(*most);
    }
    tagged
}

impl Known {
    /// Whether ads ran on days without spend, as the tags of ads tell; `None` where too few come to tell.
    pub fn ran_on(&self, days: (Date, Date)) -> Option<bool> {
        let days = self.without_late_ones(days)?;
        let Tagged { orders, visits } = &self.tagged;
        let told = [self.keep_pace(orders, days, FEW_ORDERS), self.keep_pace(visits, days, FEW_VISITS)];
        told.into_iter().flatten().reduce(|one, other| one || other)
    }

    /// The days on which hardly anybody comes who saw an ad before them.
    fn without_late_ones(&self, (from, to): (Date, Date)) -> Option<(Date, Date)> {
        let gap = self.gaps.iter().find(|gap| gap.within((from, to)).is_some());
        let last = match gap {
            Some(gap) => gap.from.yesterday().ok()?,
            None if from > self.last => self.last,
            None => return Some((from, to)),
        };
        let from = from.max(last.saturating_add((LATER + 1).days()));
        (from <= to).then_some((from, to))
    }

    fn keep_pace(&self, came: &BTreeMap<Date, i64>, days: (Date, Date), few: i64) -> Option<bool> {
        let sum = |(from, to): (Date, Date)| came.range(from..=to).map(|(_, one)| one).sum::<i64>();
        let count = |(from, to): (Date, Date)| i64::from((to - from).get_days()) + 1;
        let ran = self.days_beside(days);
        let (before, over) = ran.into_iter().fold((0, 0), |(all, over), span| (all + sum(span), over + count(span)));
        let (own, enough) = (sum(days), before * count(days));
        match () {
            () if own >= few => Some(own * over * PART >= enough),
            // So many would have come that none is no chance.
            () if over > 0 && enough >= few * PART * over => Some(false),
            () => None,
        }
    }
}
