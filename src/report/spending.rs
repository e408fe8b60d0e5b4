//! Of which days ad spend is known.
//!
//! In: facts, and what each source is. Out: the first and the last day of each network, and the months between its files that
//! none of them tells. Orders of days of which no spend is known are set against nothing. Absent: what was spent; see
//! [`super::slice`].

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;

use crate::importers::{Kind, Measure};
use crate::scalar::Period;

use super::channels::NetworkId;
use super::facts::{BY_HAND, Cell, Facts, Origin};
use super::gaps::{Gap, gaps};
use super::quality::FileQuality;

#[derive(Debug, Default)]
pub struct Spending(BTreeMap<NetworkId, Known>);

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// With spend, or of which the author says that a file tells.
    pub first: Date,
    /// Inclusive.
    pub last: Date,
    /// Ads ran day by day from the first one on, or until the last one: there they began or ended, or what was exported did.
    pub from_first: bool,
    pub until_last: bool,
    /// Between two of its files, where ads ran day by day before and after.
    pub gaps: Vec<Gap>,
    /// Days with spend that follow one another as closely as those of every week do.
    runs: Vec<Run>,
    /// The longest way from one day with spend to the next, after the first day and before the last one.
    usual: (i32, i32),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    from: Date,
    /// Inclusive.
    to: Date,
    /// With spend.
    days: usize,
    /// The longest way from one of them to the next.
    apart: i32,
}

/// Days with spend, after the first one and before the last one, that tell whether ads ran day by day.
const WINDOW: usize = 30;
/// Of fewer days nothing can be told.
const FEWEST: usize = 4;
/// Days from one with ads to the next, where ads run on some days of every week.
const APART: i32 = 7;
/// Days after a few with ads on which somebody may still order for them.
const LATER: i32 = 7;
/// Days of a row that are looked at: those of a year.
const MOST: usize = 366;

impl Spending {
    pub fn of(facts: &Facts, files: &[FileQuality]) -> Spending {
        let mut known: BTreeMap<NetworkId, Known> = BTreeMap::new();
        let mut days: BTreeMap<NetworkId, BTreeSet<Date>> = BTreeMap::new();
        let mut telling: BTreeMap<NetworkId, Telling> = BTreeMap::new();
        for (cell, sums) in facts.cells.iter().chain(&facts.rivals) {
            let Some(spend) = sums.get(Measure::Spend) else { continue };
            let network = cell.belonging.network;
            let said = file(files, cell.origin).and_then(|file| file.named).unwrap_or((cell.from, cell.to));
            let (from, to) = (cell.from.min(said.0), cell.to.max(said.1));
            let own = known.entry(network).or_insert_with(|| Known::of(from, to));
            (own.first, own.last) = (own.first.min(from), own.last.max(to));
            telling.entry(network).or_default().take(cell, files);
            if spend > 0 {
                let all = cell.from.series(1.day()).take_while(|day| *day <= cell.to).take(MOST);
                days.entry(network).or_default().extend(all);
            }
        }
        for (network, own) in &mut known {
            let days = days.remove(network).unwrap_or_default();
            let (first, last) = (days.range(own.first..).take(WINDOW), days.range(..=own.last).rev().take(WINDOW));
            own.usual = (longest(first.clone()), longest(last.clone()));
            own.from_first = days.contains(&own.first) && is_daily(first);
            own.until_last = days.contains(&own.last) && is_daily(last);
            own.runs = runs(&days);
            let between = telling.remove(network).map(|telling| gaps(telling.spans(files))).unwrap_or_default();
            own.gaps = between.into_iter().filter(|gap| runs_around(&days, gap)).collect();
        }
        Spending(known)
    }

    pub fn networks(&self) -> impl Iterator<Item = NetworkId> {
        self.0.keys().copied()
    }

    pub fn gaps(&self) -> impl Iterator<Item = (NetworkId, &Gap)> {
        self.0.iter().flat_map(|(network, known)| known.gaps.iter().map(|gap| (*network, gap)))
    }

    pub fn known(&self, network: NetworkId) -> Option<&Known> {
        self.0.get(&network)
    }

    /// The first day of all networks, where ads ran day by day from then on.
    pub fn first_of_all(&self) -> Option<Date> {
        let first = self.0.values().min_by_key(|known| known.first)?;
        Some(first.first).filter(|_| first.from_first)
    }
}

impl Known {
    fn of(first: Date, last: Date) -> Known {
        Known { first, last, from_first: false, until_last: false, gaps: Vec::new(), runs: Vec::new(), usual: (0, 0) }
    }

    /// The days of a period before the first one with ads, which ran day by day from then on; they may be all. A silence that is
    /// usual between two days with ads is none.
    pub fn before(&self, period: Period) -> Option<(Date, Date)> {
        let until = self.first.yesterday().ok()?.min(period.to);
        let silent = (self.first - period.from).get_days() >= self.usual.0;
        (self.from_first && silent && period.from <= until).then_some((period.from, until))
    }

    /// The days of a period after the last one with ads, which ran day by day until then; they may be all.
    pub fn after(&self, period: Period) -> Option<(Date, Date)> {
        let from = self.last.tomorrow().ok()?.max(period.from);
        let silent = (period.to - self.last).get_days() >= self.usual.1;
        (self.until_last && silent && from <= period.to).then_some((from, period.to))
    }

    /// The days of a period on which ads may have brought an order: those on which they ran, and some after a few of them. Where
    /// they never ran day by day, a row may stand for more days than its own: then all days from the first one on.
    pub fn days_of_ads(&self, period: Period) -> Vec<(Date, Date)> {
        let inside = |(from, to): (Date, Date)| (from.max(period.from), to.min(period.to));
        let told = self.runs.iter().filter(|run| run.from <= period.to && period.from <= run.to);
        if !told.clone().any(|run| run.days >= FEWEST) {
            let from = self.runs.first().map_or(self.first, |run| run.from).max(period.from);
            return if from <= period.to { vec![(from, period.to)] } else { Vec::new() };
        }
        // What is silent between two days with ads is silent after the last one too.
        let later = |run: &Run| if run.days < FEWEST { LATER } else { run.apart - 1 };
        let until = |run: &Run| run.to.saturating_add(later(run).days());
        told.map(|run| inside((run.from, until(run)))).collect()
    }

    /// The days of a period that lie between two files.
    pub fn between(&self, period: Period) -> impl Iterator<Item = (Date, Date)> {
        self.gaps.iter().filter_map(move |gap| gap.within((period.from, period.to)))
    }
}

/// What tells a network's spend: programs, whose other files would tell it too; files; and what is kept by hand.
#[derive(Default)]
struct Telling {
    importers: BTreeSet<&'static str>,
    origins: BTreeSet<Origin>,
    by_hand: Vec<((Date, Date), Origin)>,
}

impl Telling {
    fn take(&mut self, cell: &Cell, files: &[FileQuality]) {
        self.origins.insert(cell.origin);
        self.importers.extend(file(files, cell.origin).map(|file| file.importer));
        if cell.origin == BY_HAND {
            self.by_hand.push(((cell.from, cell.to), BY_HAND));
        }
    }

    /// The days of each.
    fn spans(self, files: &[FileQuality]) -> Vec<((Date, Date), Origin)> {
        let tells = |origin: Origin, file: &FileQuality| {
            self.origins.contains(&origin) || (file.kind == Kind::Ads && self.importers.contains(file.importer))
        };
        let of = |(n, file): (usize, &FileQuality)| {
            let days = [file.tally.span, file.named].into_iter().flatten();
            let span = days.reduce(|all, one| (all.0.min(one.0), all.1.max(one.1)))?;
            Some((span, n as Origin)).filter(|(_, origin)| tells(*origin, file))
        };
        files.iter().enumerate().filter_map(of).chain(self.by_hand).collect()
    }
}

/// The file of ads that a figure is from.
pub fn file(files: &[FileQuality], origin: Origin) -> Option<&FileQuality> {
    files.get(usize::from(origin)).filter(|file| file.kind == Kind::Ads)
}

/// Whether ads ran day by day until a gap, and again after it.
fn runs_around(days: &BTreeSet<Date>, gap: &Gap) -> bool {
    let before = || days.range(..gap.from).rev().take(WINDOW);
    let after = || days.range(gap.to..).take(WINDOW);
    let near = |day: Option<&Date>, edge: Date| day.is_some_and(|day| (*day - edge).get_days().abs() <= APART);
    near(before().next(), gap.from) && near(after().next(), gap.to) && is_daily(before()) && is_daily(after())
}

/// The longest way from one day to the next.
fn longest<'d>(days: impl Iterator<Item = &'d Date>) -> i32 {
    let days: Vec<&Date> = days.collect();
    days.windows(2).map(|pair| (*pair[1] - *pair[0]).get_days().abs()).max().unwrap_or(0)
}

fn runs(days: &BTreeSet<Date>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for day in days {
        match runs.last_mut().filter(|run| (*day - run.to).get_days() <= APART) {
            Some(run) => {
                let apart = run.apart.max((*day - run.to).get_days());
                *run = Run { to: *day, days: run.days + 1, apart, ..*run };
            }
            None => runs.push(Run { from: *day, to: *day, days: 1, apart: 1 }),
        }
    }
    runs
}

/// Whether ads ran on some days one after the other, forwards or backwards, or on some days of every week.
fn is_daily<'d>(days: impl Iterator<Item = &'d Date>) -> bool {
    let days: Vec<&Date> = days.collect();
    let near = |pair: &[&Date]| (*pair[1] - *pair[0]).get_days().abs() <= APART;
    days.len() >= FEWEST && days.windows(2).all(near)
}
