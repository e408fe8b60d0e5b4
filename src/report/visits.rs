//! Several analytics exports: which of them tells of which days.
//!
//! In: what each source tells of each figure, by days. Out: the days of each export of visits that count, so that no visit
//! counts twice. Absent: the figures themselves; see [`super::slice`].

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::importers::{Kind, Measure};
use crate::scalar::Period;

use super::channels::{self, NetworkId};
use super::facts::Origin;
use super::quality::FileQuality;

/// What one source tells of a figure: in how many cells of the whole period, and of which days.
#[derive(Default)]
pub struct Days {
    pub whole: usize,
    pub stretches: BTreeSet<(Date, Date)>,
}

/// Days as a source tells them, together.
pub type Stretch = (Origin, Date, Date);

pub type Told = BTreeMap<(NetworkId, Measure), BTreeMap<Origin, Days>>;

/// The days that each analytics export tells of something, and those that count.
pub type Stretches = BTreeMap<Origin, BTreeSet<(Date, Date)>>;

/// The networks that each of them names.
pub type Naming = BTreeMap<Origin, BTreeSet<NetworkId>>;

/// Whether a source is an analytics export.
pub fn is_of_visits(origin: Origin, files: &[FileQuality]) -> bool {
    files.get(usize::from(origin)).is_some_and(|file| file.kind == Kind::Visits)
}

/// What counts of analytics exports, of each measure that they tell; for all networks the same, for all tell of the same
/// visits.
pub fn best_visits(told: &Told, files: &[FileQuality], period: Period) -> BTreeMap<Measure, BTreeSet<Stretch>> {
    let silent = ["untold", "unmatched"].map(channels::find);
    let mut stretches: BTreeMap<Measure, Stretches> = BTreeMap::new();
    let mut naming = Naming::new();
    for ((network, measure), origins) in told {
        for (origin, own) in origins {
            if is_of_visits(*origin, files) {
                let of_measure = stretches.entry(*measure).or_default();
                of_measure.entry(*origin).or_default().extend(&own.stretches);
                if !silent.contains(&Some(*network)) {
                    naming.entry(*origin).or_default().insert(*network);
                }
            }
        }
    }
    let best = |(measure, stretches)| (measure, best(stretches, &naming, files, period));
    stretches.into_iter().map(best).collect()
}

/// All days of the export that tells most of them, by networks and each by itself if it can, and of the others those that it
/// does not tell. Days that are told together take the place of some of theirs where more days are known so.
pub fn best(stretches: Stretches, naming: &Naming, files: &[FileQuality], period: Period) -> BTreeSet<Stretch> {
    let known = |stretches: &BTreeSet<Stretch>| -> i32 {
        let spans = known_days(stretches, files, period);
        spans.into_iter().map(|(from, to)| (to - from).get_days() + 1).sum()
    };
    let of = |(origin, days): (Origin, BTreeSet<(Date, Date)>)| -> BTreeSet<Stretch> {
        days.into_iter().map(|(from, to)| (origin, from, to)).collect()
    };
    let mut exports: Vec<BTreeSet<Stretch>> = stretches.into_iter().map(of).collect();
    let named = |origin: Origin| naming.get(&origin).map_or(0, BTreeSet::len);
    let names = |own: &BTreeSet<Stretch>| own.first().map_or(0, |(origin, ..)| named(*origin));
    exports.sort_by_cached_key(|own| std::cmp::Reverse((known(own), names(own), own.len())));
    let mut best: BTreeSet<Stretch> = BTreeSet::new();
    for own in &exports {
        let new: Vec<Stretch> =
            own.iter().filter(|days| !best.iter().any(|other| meet(other, days))).copied().collect();
        best.extend(new);
    }
    for days in exports.iter().flatten().filter(|(_, from, to)| from != to) {
        let mut swapped = best.clone();
        swapped.retain(|other| !meet(other, days));
        swapped.insert(*days);
        if known(&swapped) > known(&best) {
            best = swapped;
        }
    }
    best
}

fn meet(a: &Stretch, b: &Stretch) -> bool {
    a.1 <= b.2 && b.1 <= a.2
}

/// Days that are told: those that an export, or the author, says it is of; else in one export no more than a week between two
/// days that it tells of is silence.
pub fn known_days(told: &BTreeSet<Stretch>, files: &[FileQuality], period: Period) -> Vec<(Date, Date)> {
    const WEEK: i32 = 7;
    let mut spans: Vec<Stretch> = Vec::new();
    for (origin, from, to) in told {
        let near = |last: &&mut Stretch| last.0 == *origin && (*from - last.2).get_days() <= WEEK;
        match spans.last_mut().filter(near) {
            Some(last) => last.2 = last.2.max(*to),
            None => spans.push((*origin, *from, *to)),
        }
    }
    let mut known: Vec<(Date, Date)> = Vec::new();
    for (origin, from, to) in spans {
        let file = files.get(usize::from(origin));
        if let Some(all) = file.and_then(|file| file.tally.declared.or(file.named)) {
            known.push((all.0.max(period.from).min(from), all.1.min(period.to).max(to)));
            continue;
        }
        // The export may begin before the period, and end after it.
        let own = file.and_then(|file| file.tally.span).unwrap_or((from, to));
        let (first, last) = (own.0.max(period.from), own.1.min(period.to));
        let begin = if (from - first).get_days() <= WEEK { first.min(from) } else { from };
        let end = if (last - to).get_days() <= WEEK { last.max(to) } else { to };
        known.push((begin, end));
    }
    known.sort_unstable();
    known.into_iter().fold(Vec::new(), |mut spans: Vec<(Date, Date)>, (from, to)| {
        match spans.last_mut().filter(|last| (from - last.1).get_days() <= 1) {
            Some(last) => last.1 = last.1.max(to),
            None => spans.push((from, to)),
        }
        spans
    })
}
