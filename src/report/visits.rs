//! Several analytics exports: which of them tells of which days.
//!
//! In: what each source tells of each figure, by days. Out: the days of each export of visits that count, so that no visit
//! counts twice. Absent: the figures themselves; see [`super::slice`].

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;

use crate::importers::{Kind, Measure};
use crate::scalar::Period;

use super::channels::NetworkId;
use super::facts::Origin;

/// What one source tells of a figure: in how many cells, and of which days.
#[derive(Default)]
pub struct Days {
    pub cells: usize,
    pub stretches: BTreeSet<(Date, Date)>,
}

/// Days as a source tells them, together.
pub type Stretch = (Origin, Date, Date);

pub type Told = BTreeMap<(NetworkId, Measure), BTreeMap<Origin, Days>>;

/// What counts of analytics exports: all of the one that tells most days, each by itself if it can, and of the others the
/// days that it does not tell.
pub fn best_visits(told: &Told, kinds: &[Kind], period: Period) -> BTreeSet<Stretch> {
    let mut stretches: BTreeMap<Origin, BTreeSet<(Date, Date)>> = BTreeMap::new();
    for (origin, own) in told.values().flatten() {
        if kinds.get(usize::from(*origin)) == Some(&Kind::Visits) {
            stretches.entry(*origin).or_default().extend(&own.stretches);
        }
    }
    let days = |(from, to): (Date, Date)| from.series(1.day()).take_while(move |day| *day <= to);
    let mut ordered: Vec<(Origin, BTreeSet<(Date, Date)>)> = stretches.into_iter().collect();
    ordered.sort_by_cached_key(|(origin, own)| {
        let known = known_days(own.iter().copied().collect(), period).into_iter().flat_map(days).count();
        (std::cmp::Reverse((known, own.len())), *origin)
    });
    let mut covered: BTreeSet<Date> = BTreeSet::new();
    let mut best = BTreeSet::new();
    for (origin, own) in ordered {
        let is_new = |stretch: &(Date, Date)| days(*stretch).all(|day| !covered.contains(&day));
        best.extend(own.iter().filter(|stretch| is_new(stretch)).map(|(from, to)| (origin, *from, *to)));
        covered.extend(own.iter().copied().flat_map(days));
    }
    best
}

/// Days that are told, without gaps of no more than a week between two or at the edges of the period, which are silent days.
pub fn known_days(mut told: Vec<(Date, Date)>, period: Period) -> Vec<(Date, Date)> {
    const WEEK: i32 = 7;
    let near = |a: Date, b: Date| (b - a).get_days() <= WEEK;
    told.sort_unstable();
    let mut spans: Vec<(Date, Date)> = Vec::new();
    for (from, to) in told {
        match spans.last_mut() {
            Some(last) if near(last.1, from) => last.1 = last.1.max(to),
            _ => spans.push((from, to)),
        }
    }
    if let Some(first) = spans.first_mut().filter(|first| near(period.from, first.0)) {
        first.0 = period.from;
    }
    if let Some(last) = spans.last_mut().filter(|last| near(last.1, period.to)) {
        last.1 = period.to;
    }
    spans
}
