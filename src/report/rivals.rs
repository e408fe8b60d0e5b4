//! Of two files that tell of the same days, the one that counts in a period.
//!
//! In: figures of a period, and those that a file before tells too, as [`super::claims`] found them. Out: the figures that
//! count, and those that do not. An export by month tells of a month, one of the whole quarter of the quarter, in whatever
//! order they are listed. Absent: analytics exports, of which [`super::visits`] chooses.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::importers::Measure;
use crate::scalar::Period;

use super::believed::{Nature, nature};
use super::channels::NetworkId;
use super::facts::{Cell, Facts, Origin};
use super::quality::FileQuality;
use super::visits::{Stretch, known_days};

/// Files that tell the same of some days, the earlier one first; and whether one of both does not say of which network.
pub type Paired = BTreeMap<(Origin, Origin), bool>;

/// What a cell tells of a measure.
pub type Figure<'a> = (&'a Cell, Measure, i64);

/// Figures of a period.
pub struct Chosen<'a> {
    /// In the order of their cells.
    pub counted: Vec<Figure<'a>>,
    pub left: Vec<Figure<'a>>,
}

/// Takes the figures of a file in place of those of others, where more days of the period are known so.
pub fn chosen<'a>(mut counted: Vec<Figure<'a>>, facts: &'a Facts, files: &[FileQuality], period: Period) -> Chosen<'a> {
    let mut rivals: BTreeMap<(Measure, Origin), Vec<Figure<'a>>> = BTreeMap::new();
    for (cell, sums) in facts.rivals.iter().filter(|(cell, _)| period.covers(cell.from, cell.to)) {
        for (measure, value) in &sums.0 {
            rivals.entry((*measure, cell.origin)).or_default().push((cell, *measure, *value));
        }
    }
    let mut left = Vec::new();
    for ((measure, origin), rival) in rivals {
        let same = same_as(&rival, facts);
        let (given, mut others): (Vec<_>, Vec<_>) =
            counted.into_iter().partition(|(cell, own, _)| *own == measure && same(cell));
        let of_rival = |(cell, own, _): &&Figure<'_>| *own == measure && cell.origin == origin;
        let whole: i64 = rival.iter().chain(others.iter().filter(of_rival)).map(|(.., value)| value).sum();
        let worth = |figures: &[Figure<'_>]| worth(figures, measure, files, period, facts);
        let better = worth(&rival) > worth(&given) && may_be_part(measure, &given, whole);
        let (taken, not_taken) = if better { (rival, given) } else { (given, rival) };
        others.extend(taken);
        left.extend(not_taken);
        counted = others;
    }
    counted.sort_by_key(|(cell, ..)| *cell);
    Chosen { counted, left }
}

/// Whether a cell tells what a file tells, for some of the days.
fn same_as<'f>(rival: &[Figure<'_>], facts: &'f Facts) -> impl Fn(&Cell) -> bool + use<'f> {
    let origin = rival.first().map(|(cell, ..)| cell.origin);
    let networks: BTreeSet<NetworkId> = rival.iter().map(|(cell, ..)| cell.belonging.network).collect();
    let mut days: Vec<(Date, Date)> = Vec::new();
    // Cells are in the order of their first days.
    for (cell, ..) in rival {
        match days.last_mut().filter(|(_, to)| (cell.from - *to).get_days() <= 1) {
            Some((_, to)) => *to = cell.to.max(*to),
            None => days.push((cell.from, cell.to)),
        }
    }
    move |cell| {
        let paired = origin.and_then(|origin| pair(facts, cell.origin, origin));
        let of_network = paired.is_some_and(|of_any| of_any || networks.contains(&cell.belonging.network));
        of_network && days.iter().any(|(from, to)| cell.from <= *to && *from <= cell.to)
    }
}

/// Whether two files tell the same, and if so whether one of them does not say of which network.
fn pair(facts: &Facts, a: Origin, b: Origin) -> Option<bool> {
    facts.paired.get(&(a.min(b), a.max(b))).copied()
}

/// Of people only one figure for the whole period says anything, of followers the last one; else more days say more, and of as
/// many those that say on which network they were.
fn worth(
    figures: &[Figure<'_>],
    measure: Measure,
    files: &[FileQuality],
    period: Period,
    facts: &Facts,
) -> (bool, i32, bool) {
    let days = |(from, to): (Date, Date)| (to - from).get_days() + 1;
    let spans = || figures.iter().map(|(cell, ..)| (cell.from, cell.to));
    let whole = spans().any(|span| span == (period.from, period.to));
    let told = match nature(measure) {
        Nature::Stock => spans().map(|(_, to)| days((period.from, to))).max().unwrap_or_default(),
        _ => {
            let told = figures.iter().map(|(cell, ..)| (cell.origin, cell.from, cell.to)).collect();
            known_days(&told, files, period).into_iter().map(days).sum()
        }
    };
    let guessed = figures.iter().any(|(cell, ..)| facts.guessed.contains_key(&cell.origin));
    (nature(measure) == Nature::Alone && whole, told, !guessed)
}

/// A part is no more than the whole but for what rounding adds; else the files tell of different things.
fn may_be_part(measure: Measure, given: &[Figure<'_>], whole: i64) -> bool {
    let part: i64 = given.iter().map(|(.., value)| value).sum();
    !measure.adds_up() || i128::from(part) * 100 <= i128::from(whole) * 101
}

/// Whether the figures that count of other files that tell the same are of all days of a cell that lie in the period.
pub fn is_told(
    cell: &Cell,
    measure: Measure,
    counted: &[Figure<'_>],
    facts: &Facts,
    files: &[FileQuality],
    period: Period,
) -> bool {
    let told = counted.iter().filter(|(own, of, _)| *of == measure && pair(facts, own.origin, cell.origin).is_some());
    let told: BTreeSet<Stretch> = told.map(|(own, ..)| (own.origin, own.from, own.to)).collect();
    let (from, to) = (cell.from.max(period.from), cell.to.min(period.to));
    known_days(&told, files, period).iter().any(|span| span.0 <= from && to <= span.1)
}
