//! Of two files that tell of the same days, the one that counts in a period.
//!
//! In: figures of a period, and those that a file before tells too, as [`crate::report::gather::claims`] found them. Out: the figures that
//! count, and those that do not. An export by month tells of a month, one of the whole quarter of the quarter, in whatever
//! order they are listed; of ads each campaign by itself. Absent: analytics exports, of which [`crate::report::visits`] chooses.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::importers::Measure;
use crate::scalar::Period;

use super::believed::{Nature, nature};
use crate::report::channels::NetworkId;
use crate::report::facts::{Cell, Facts, Origin, Sums};
use crate::report::quality::FileQuality;
use crate::report::visits::{Stretch, known_days};

/// Files that tell the same of some days, the one that is listed first before the other; and whether one of both does not say
/// of which network.
pub type Paired = BTreeMap<(Origin, Origin), bool>;

/// What a cell tells of a measure.
pub type Figure<'a> = (&'a Cell, Measure, i64);

/// Figures of a period.
pub struct Chosen<'a> {
    /// In the order of their cells.
    pub counted: Vec<Figure<'a>>,
    pub left: Vec<Figure<'a>>,
}

/// Takes the figures of a file of a campaign in place of those of others, where more days of the period are known so.
pub fn chosen<'a>(
    counted: Vec<Figure<'a>>,
    told_too: &'a BTreeMap<Cell, Sums>,
    facts: &Facts,
    files: &[FileQuality],
    period: Period,
) -> Chosen<'a> {
    let mut by_measure: BTreeMap<Measure, Vec<Figure<'a>>> = BTreeMap::new();
    counted.into_iter().for_each(|figure| by_measure.entry(figure.1).or_default().push(figure));
    let mut rivals: BTreeMap<Measure, BTreeMap<Telling, Vec<Figure<'a>>>> = BTreeMap::new();
    for (cell, sums) in told_too.iter().filter(|(cell, _)| period.covers(cell.from, cell.to)) {
        let place = facts.order_of_ads.iter().position(|own| *own == cell.origin);
        for (measure, value) in &sums.0 {
            let of_measure = rivals.entry(*measure).or_default();
            of_measure.entry((place, cell.origin, cell.ads)).or_default().push((cell, *measure, *value));
        }
    }
    let mut left = Vec::new();
    for (measure, rivals) in rivals {
        let mut own = by_campaign(by_measure.remove(&measure).unwrap_or_default());
        for ((_, origin, ads), rival) in rivals {
            let same = same_as(&rival, facts);
            let campaigns = campaigns(facts, &own, ads);
            let given = taken_out(&mut own, &campaigns, same);
            let beside = beside(&own, &campaigns, &given, &rival);
            let of_rival = beside.iter().filter(|(cell, ..)| cell.origin == origin).chain(&rival);
            let whole = of_rival.map(|(.., value)| value).fold(0, |sum: i64, value| sum.saturating_add(*value));
            let worth = |figures: &[Figure<'_>]| worth(figures, &beside, measure, files, period, facts);
            let better = worth(&rival) > worth(&given) && may_be_part(measure, &given, whole);
            let (taken, not_taken) = if better { (rival, given) } else { (given, rival) };
            taken.into_iter().for_each(|figure| own.entry(figure.0.ads).or_default().push(figure));
            left.extend(not_taken);
        }
        by_measure.insert(measure, own.into_values().flatten().collect());
    }
    let mut counted: Vec<Figure<'a>> = by_measure.into_values().flatten().collect();
    counted.sort_by_key(|(cell, ..)| *cell);
    Chosen { counted, left }
}

/// The place of a file among those of ads, the file, and a campaign of it: whatever the order in which they are listed.
type Telling = (Option<usize>, Origin, u32);

fn by_campaign(figures: Vec<Figure<'_>>) -> BTreeMap<u32, Vec<Figure<'_>>> {
    let mut own: BTreeMap<u32, Vec<Figure<'_>>> = BTreeMap::new();
    figures.into_iter().for_each(|figure| own.entry(figure.0.ads).or_default().push(figure));
    own
}

/// Takes the figures of some campaigns that tell the same as another file out of those that count.
fn taken_out<'a>(
    own: &mut BTreeMap<u32, Vec<Figure<'a>>>,
    campaigns: &[u32],
    same: impl Fn(&Cell) -> bool,
) -> Vec<Figure<'a>> {
    let mut out = Vec::new();
    for campaign in campaigns {
        let figures = own.remove(campaign).unwrap_or_default();
        let (meeting, others): (Vec<_>, Vec<_>) = figures.into_iter().partition(|(cell, ..)| same(cell));
        out.extend(meeting);
        own.insert(*campaign, others);
    }
    out
}

/// What counts of these campaigns on the same networks in any case, of a file and of those that it may take the place of.
fn beside<'a>(
    own: &BTreeMap<u32, Vec<Figure<'a>>>,
    campaigns: &[u32],
    given: &[Figure<'_>],
    rival: &[Figure<'_>],
) -> Vec<Figure<'a>> {
    let meeting = || given.iter().chain(rival).map(|(cell, ..)| cell);
    let files: BTreeSet<Origin> = meeting().map(|cell| cell.origin).collect();
    let networks: BTreeSet<NetworkId> = meeting().map(|cell| cell.belonging.network).collect();
    let fits = |cell: &Cell| files.contains(&cell.origin) && networks.contains(&cell.belonging.network);
    let counted = campaigns.iter().filter_map(|campaign| own.get(campaign)).flatten();
    counted.filter(|(cell, ..)| fits(cell)).copied().collect()
}

/// The campaigns among others that may be the same as one.
fn campaigns(facts: &Facts, others: &BTreeMap<u32, Vec<Figure<'_>>>, ads: u32) -> Vec<u32> {
    match facts.same_ads.get(ads as usize).filter(|_| ads != 0) {
        Some(same) => same.clone(),
        None => others.keys().copied().collect(),
    }
}

/// Whether a cell of the same campaign tells what a file tells, for some of the days.
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
        let within = days.iter().any(|(from, to)| cell.from <= *to && *from <= cell.to);
        let paired = origin.filter(|_| within).and_then(|origin| pair(facts, cell.origin, origin));
        paired.is_some_and(|of_any| of_any || networks.contains(&cell.belonging.network))
    }
}

/// Whether two files tell the same, and if so whether one of them does not say of which network.
fn pair(facts: &Facts, a: Origin, b: Origin) -> Option<bool> {
    facts.paired.get(&(a.min(b), a.max(b))).copied()
}

/// Of people only one figure for the whole period says anything, of followers the last one; else more days say more, together
/// with what is told `beside`; of as many those that say on which network they were, and of those the file that reaches
/// farthest: it was made later, and ads managers mend what they told of the last days.
fn worth(
    figures: &[Figure<'_>],
    beside: &[Figure<'_>],
    measure: Measure,
    files: &[FileQuality],
    period: Period,
    facts: &Facts,
) -> (bool, i32, bool, Option<Date>) {
    let days = |(from, to): (Date, Date)| (to - from).get_days() + 1;
    let spans = || figures.iter().map(|(cell, ..)| (cell.from, cell.to));
    let whole = spans().any(|span| span == (period.from, period.to));
    let told = match nature(measure) {
        Nature::Stock => spans().map(|(_, to)| days((period.from, to))).max().unwrap_or_default(),
        _ => {
            let told = figures.iter().chain(beside).map(|(cell, ..)| (cell.origin, cell.from, cell.to)).collect();
            known_days(&told, files, period).into_iter().map(days).sum()
        }
    };
    let guessed = figures.iter().any(|(cell, ..)| facts.guessed.contains_key(&cell.origin));
    let reach =
        figures.iter().filter_map(|(cell, ..)| files.get(usize::from(cell.origin))?.tally.span).map(|(_, to)| to);
    (nature(measure) == Nature::Alone && whole, told, !guessed, reach.max())
}

/// A part is no more than the whole but for what rounding adds; else the files tell of different things.
fn may_be_part(measure: Measure, given: &[Figure<'_>], whole: i64) -> bool {
    let part: i64 = given.iter().map(|(.., value)| value).sum();
    !measure.adds_up() || i128::from(part) * 100 <= i128::from(whole) * 101
}

/// The days of which the figures that count of other files tell the same as one does.
pub struct Known(BTreeMap<(Measure, Origin), Vec<(Date, Date)>>);

impl Known {
    /// For the files of some figures.
    pub fn of<'f>(
        wanted: impl Iterator<Item = &'f Figure<'f>>,
        counted: &[Figure<'_>],
        facts: &Facts,
        files: &[FileQuality],
        period: Period,
    ) -> Known {
        let mut told: BTreeMap<Measure, BTreeSet<Stretch>> = BTreeMap::new();
        for (cell, measure, _) in counted {
            told.entry(*measure).or_default().insert((cell.origin, cell.from, cell.to));
        }
        let days = |(measure, origin): (Measure, Origin)| {
            let of_measure = told.get(&measure).into_iter().flatten();
            let own = of_measure.filter(|(other, ..)| pair(facts, *other, origin).is_some()).copied().collect();
            ((measure, origin), known_days(&own, files, period))
        };
        let wanted: BTreeSet<(Measure, Origin)> = wanted.map(|(cell, measure, _)| (*measure, cell.origin)).collect();
        Known(wanted.into_iter().map(days).collect())
    }

    /// Whether those are all days of a cell that lie in the period.
    pub fn is_told(&self, cell: &Cell, measure: Measure, period: Period) -> bool {
        let (from, to) = (cell.from.max(period.from), cell.to.min(period.to));
        let days = self.0.get(&(measure, cell.origin)).into_iter().flatten();
        days.into_iter().any(|span| span.0 <= from && to <= span.1)
    }
}
