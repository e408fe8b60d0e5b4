//! Days of a period by what ads may have brought on them.
//!
//! In: the days of which spend of a network is known, and on which something was spent. Out: those on which ads may have brought an
//! order, those on which they did not run, and those on which an order that bears their tags is theirs. Absent: orders.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::scalar::Period;

use super::{FEWEST, Known, Run};

/// Stretches of days, both ends inclusive.
pub type Days = Vec<(Date, Date)>;

/// Days by whether ads ran.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pace {
    /// On which ads may have brought an order.
    pub with: Days,
    /// On which they did not run; none where those are too few to tell a pace.
    pub without: Days,
    /// Whether nothing tells of these but that no ads are told.
    pub untold: bool,
}

/// Days after a few with ads on which somebody may still order for them; of more of them so many less.
const LATER: i32 = 7;
/// Days after one with ads within which who came by their links may still order: the longest that ads managers look back.
const BY_LINKS: i32 = 30;
/// With ads on no more days than these altogether, a network has a few of them now and then, and not always.
const A_FEW: usize = 14;
/// Of fewer days without ads no pace is known.
const WEEK: i64 = 7;

impl Known {
    /// The days of a period by whether ads ran, as far as that is known; `orders` are known from a day on. Days without are a week
    /// at least, and a fourth as many as those with. Where a few days with ads lie so close that some may have ordered later on all
    /// others, these are days without as well; where ads run on a few days of every week, those between are, if they are most. And
    /// where they ran on a few days altogether, so are those of which nothing is told: who lists what was spent on them lists all.
    pub fn pace(&self, period: Period, orders: Option<Date>) -> Pace {
        let later = self.days_of_ads(period);
        let told = (self.first.max(period.from), self.last.min(period.to));
        let all = (orders.map_or(period.from, |first| first.max(period.from)), period.to);
        let few = self.dates.len() <= A_FEW && self.is_by_days();
        let by_days = || self.is_by_days().then(|| [self.days_with_ads(period), self.dates_of_ads(period)]);
        let [running, dates] = by_days().unwrap_or_default();
        let ways = [(later.clone(), told, 4), (running.clone(), told, 4), (dates, told, 1)];
        let of_few = [(later.clone(), all, 4), (running, all, 4)];
        let ways = ways.into_iter().chain(of_few.into_iter().filter(|_| few));
        let mut paces = ways.filter(|(with, ..)| !with.is_empty()).map(|(with, within, part)| {
            let without = self.without(within, &with);
            let enough = count(&without) >= WEEK && count(&without) * part >= count(&with);
            (Pace { with, without, untold: within != told }, enough)
        });
        let found = paces.find(|(_, enough)| *enough).map(|(pace, _)| pace);
        found.unwrap_or(Pace { with: later, ..Pace::default() })
    }

    /// The days of a period on which an order that bears the tags of ads is theirs, whether they ran on that very day or not: those
    /// of which ads are known, as far as some ran within a month before.
    pub fn days_of_links(&self, period: Period) -> Days {
        let from = period.from.saturating_sub(BY_LINKS.days());
        let near = self.dates.range(from..=period.to).map(|day| (*day, day.saturating_add(BY_LINKS.days())));
        let near = joined(near.collect());
        let inside = |(from, to): &(Date, Date)| ((*from).max(period.from), (*to).min(self.last).min(period.to));
        let told = near.iter().map(inside).filter(|(from, to)| from <= to);
        let told = told.flat_map(|span| self.without(span, &[]));
        joined(told.chain(self.days_of_ads(period)).collect())
    }

    /// The days of a period on which ads may have brought an order: those on which they ran, and some after a few of them. Where
    /// no day follows the one before, a row may stand for more days than its own: then all days from the first one on.
    pub fn days_of_ads(&self, period: Period) -> Days {
        let inside = |(from, to): (Date, Date)| (from.max(period.from), to.min(period.to));
        let told = self.runs.iter().filter(|run| run.from <= period.to && period.from <= run.to);
        if !self.is_by_days() && !told.clone().any(|run| run.days >= FEWEST) {
            let from = self.runs.first().map_or(self.first, |run| run.from).max(period.from);
            return if from <= period.to { vec![(from, period.to)] } else { Vec::new() };
        }
        // What is silent between two days with ads is silent after the last one too.
        let later = |run: &Run| (LATER + 3 - i32::try_from(run.days).unwrap_or(i32::MAX)).clamp(run.apart - 1, LATER);
        let until = |run: &Run| run.to.saturating_add(later(run).days());
        told.map(|run| inside((run.from, until(run)))).collect()
    }

    /// Those on which they ran, as closely as on some days of every week.
    fn days_with_ads(&self, period: Period) -> Days {
        let inside = |run: &Run| (run.from.max(period.from), run.to.min(period.to));
        self.runs.iter().map(inside).filter(|(from, to)| from <= to).collect()
    }

    /// Those with spend.
    fn dates_of_ads(&self, period: Period) -> Days {
        joined(self.dates.range(period.from..=period.to).map(|day| (*day, *day)).collect())
    }

    /// Whether spend is told day by day.
    fn is_by_days(&self) -> bool {
        self.by_days || self.runs.iter().any(|run| run.days > 1 && run.apart == 1)
    }

    /// Days on which ads are known not to have run, but for some others.
    fn without(&self, (from, to): (Date, Date), with: &[(Date, Date)]) -> Days {
        let unknown = self.gaps.iter().filter_map(|gap| gap.within((from, to)));
        let mut without = Vec::new();
        let mut next = Some(from);
        for (first, last) in joined(unknown.chain(with.iter().copied()).collect()) {
            without.extend(next.zip(first.yesterday().ok()));
            next = next.max(last.tomorrow().ok());
        }
        without.extend(next.map(|next| (next, to)));
        without.retain(|(from, to)| from <= to);
        without
    }
}

/// Stretches in their order, those that meet as one.
pub fn joined(days: Days) -> Days {
    let days: BTreeSet<(Date, Date)> = days.into_iter().collect();
    days.into_iter().fold(Vec::new(), |mut all: Days, (from, to)| {
        match all.last_mut().filter(|last| from <= last.1.saturating_add(1.day())) {
            Some(last) => last.1 = last.1.max(to),
            None => all.push((from, to)),
        }
        all
    })
}

/// How many days some stretches have.
pub fn count(days: &[(Date, Date)]) -> i64 {
    days.iter().map(|(from, to)| i64::from((*to - *from).get_days()) + 1).sum()
}
