//! Of which days ad spend is known.
//!
//! In: facts, and what each source is. Out: the first and the last day of each network, the weeks between its files, or beside
//! those of one of its accounts, that none of them tells, and how many orders came a day while ads ran. Orders of days of which no spend is known are set against
//! nothing. Absent: what was spent; see [`super::slice`].

mod days;
mod tagged;

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;

use crate::importers::{Kind, Measure};
use crate::scalar::Period;

use super::channels::NetworkId;
use super::facts::{BY_HAND, Cell, Facts, Origin};
use super::gaps::{Gap, holes};
use super::quality::FileQuality;
use super::series::Place;
use super::visits::is_of_visits;
use crate::report::series::accounts::{Campaigns, Missing, WEEKEND, gaps_of_accounts};

pub use days::{Days, Pace, count, joined};
use tagged::Tagged;

#[derive(Debug, Clone, Default)]
pub struct Spending(BTreeMap<NetworkId, Known>);

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// With spend, or of which a file tells that has spend of the network, as its rows or its author say.
    pub first: Date,
    /// Inclusive.
    pub last: Date,
    /// Ads ran day by day from the first one on, or until the last one: there they began or ended, or what was exported did.
    pub from_first: bool,
    pub until_last: bool,
    /// Between two of its files, where ads ran day by day before and after; of an account also before the first and after the last.
    pub gaps: Vec<Gap>,
    /// Days with spend that follow one another as closely as those of every week do.
    runs: Vec<Run>,
    dates: BTreeSet<Date>,
    /// Whether an ads manager tells spend by days, which names the weeks and months that it tells as such.
    by_days: bool,
    /// The longest way from one day with spend to the next, after the first day and before the last one.
    usual: (i32, i32),
    /// The sources that tell of the first day, and of the last one.
    pub edges: (Origin, Origin),
    /// Of each day those that ads may have brought.
    orders: BTreeMap<Date, i64>,
    tagged: Tagged,
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
/// Days of a row that are looked at: those of a year.
const MOST: usize = 366;

impl Spending {
    pub fn of(facts: &Facts, files: &[FileQuality]) -> Spending {
        let mut known: BTreeMap<NetworkId, Known> = BTreeMap::new();
        let mut days: BTreeMap<NetworkId, BTreeSet<Date>> = BTreeMap::new();
        let mut telling: BTreeMap<NetworkId, Telling> = BTreeMap::new();
        let mut paid: BTreeMap<(NetworkId, Origin), BTreeSet<Date>> = BTreeMap::new();
        for (cell, sums) in facts.cells.iter().chain(&facts.rivals) {
            let Some(spend) = sums.get(Measure::Spend) else { continue };
            let network = cell.belonging.network;
            let told = files.get(usize::from(cell.origin)).and_then(days_of_ads).unwrap_or((cell.from, cell.to));
            let told = (cell.from.min(told.0), cell.to.max(told.1));
            known.entry(network).or_insert_with(|| Known::of(told, cell.origin)).reach(told, cell.origin);
            telling.entry(network).or_default().take(cell, files);
            if spend > 0 {
                known.entry(network).and_modify(|own| own.by_days &= is_of_a_day(cell, files));
                let all = || cell.from.series(1.day()).take_while(|day| *day <= cell.to).take(MOST);
                days.entry(network).or_default().extend(all());
                paid.entry((network, cell.origin)).or_default().extend(all());
            }
        }
        reach_silent(&mut known, &telling, files);
        let (mut orders, mut tagged) = (orders(facts, files), tagged::of(facts, files));
        for (network, own) in &mut known {
            let days = days.remove(network).unwrap_or_default();
            let (first, last) = (days.range(own.first..).take(WINDOW), days.range(..=own.last).rev().take(WINDOW));
            own.usual = (usual(first.clone()), usual(last.clone()));
            own.from_first = days.contains(&own.first) && is_daily(first);
            own.until_last = days.contains(&own.last) && is_daily(last);
            own.runs = runs(&days);
            // Rows of the first of months alone may be of those.
            own.by_days &= days.iter().any(|day| day.day() != 1);
            let paid = |origin: Origin| paid.get(&(*network, origin)).into_iter().flatten().copied();
            let gaps = |telling: Telling| gaps_of_ads(telling, &days, paid, facts, files);
            own.gaps = telling.remove(network).map(gaps).unwrap_or_default();
            own.orders = orders.remove(network).unwrap_or_default();
            own.tagged = tagged.remove(network).unwrap_or_default();
            own.dates = days;
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
    fn of((first, last): (Date, Date), origin: Origin) -> Known {
        Known {
            first,
            last,
            from_first: false,
            until_last: false,
            gaps: Vec::new(),
            runs: Vec::new(),
            dates: BTreeSet::new(),
            by_days: true,
            usual: (0, 0),
            edges: (origin, origin),
            orders: BTreeMap::new(),
            tagged: Tagged::default(),
        }
    }

    fn reach(&mut self, (from, to): (Date, Date), origin: Origin) {
        if from < self.first {
            (self.first, self.edges.0) = (from, origin);
        }
        if to > self.last {
            (self.last, self.edges.1) = (to, origin);
        }
    }

    /// The last day of a period of which ads are known, where they are not of its end.
    pub fn behind(&self, period: Period) -> Option<Date> {
        self.after(period)?;
        // What is silent between two days with ads is known after the last one too.
        self.last.checked_add((self.usual.1 - 1).max(0).days()).ok()
    }

    /// Whether so many orders came on some days that ads may have run on them too: half as many a day as came while they ran,
    /// before or after.
    pub fn may_have_run(&self, days: (Date, Date), orders: i64) -> bool {
        let count = |(from, to): (Date, Date)| i64::from((to - from).get_days()) + 1;
        let came = |(from, to): (Date, Date)| self.orders.range(from..=to).map(|(_, orders)| orders).sum::<i64>();
        let ran = self.days_beside(days);
        let (sum, over) = ran.into_iter().fold((0, 0), |(sum, over), span| (sum + came(span), over + count(span)));
        orders * over * 2 >= sum * count(days)
    }

    /// A month with ads beside days without: after them, before them, or both.
    fn days_beside(&self, (from, to): (Date, Date)) -> Vec<(Date, Date)> {
        let month = || i32::try_from(WINDOW).unwrap_or(i32::MAX).days();
        let (until, since) = match self.gaps.iter().find(|gap| gap.within((from, to)).is_some()) {
            Some(gap) => (gap.from, gap.to),
            None => (self.last.saturating_add(1.day()), self.first.saturating_sub(1.day())),
        };
        let before = (until.saturating_sub(month()), until.saturating_sub(1.day()));
        let after = (since.saturating_add(1.day()), since.saturating_add(month()));
        let beside = match () {
            () if to < self.first => vec![after],
            () if from > self.last => vec![before],
            () => vec![before, after],
        };
        let inside = |(from, to): (Date, Date)| (from.max(self.first), to.min(self.last));
        beside.into_iter().map(inside).filter(|(from, to)| from <= to).collect()
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

    /// The days of a period that lie between two files, where they are so many that one was forgotten.
    pub fn between(&self, period: Period) -> impl Iterator<Item = (Date, Date)> {
        let gaps = self.gaps.iter().filter(move |gap| gap.is_long(period));
        gaps.filter_map(move |gap| gap.within((period.from, period.to)))
    }
}

/// What tells a network's spend: programs, whose other files would tell it too; files; and rows of weeks and months that somebody
/// keeps, in a table of one's own or by hand, of which one may be forgotten.
#[derive(Default)]
struct Telling {
    importers: BTreeSet<&'static str>,
    origins: BTreeSet<Origin>,
    rows: Vec<((Date, Date), Origin)>,
    /// On which something was spent, of each file of ads.
    campaigns: Campaigns,
}

impl Telling {
    fn take(&mut self, cell: &Cell, files: &[FileQuality]) {
        self.origins.insert(cell.origin);
        if let Some(file) = file(files, cell.origin) {
            self.importers.insert(file.importer);
            self.campaigns.entry(cell.origin).or_default().insert(cell.ads);
        }
        let is_long = (cell.to - cell.from).get_days() + 1 >= APART;
        let table = files.get(usize::from(cell.origin)).filter(|file| file.kind == Kind::Table && file.named.is_none());
        if cell.origin == BY_HAND || (is_long && table.is_some()) {
            self.rows.push(((cell.from, cell.to), cell.origin));
        }
    }

    /// The days of each.
    fn spans(&self, files: &[FileQuality]) -> Vec<((Date, Date), Origin)> {
        let by_rows: BTreeSet<Origin> = self.rows.iter().map(|(_, origin)| *origin).collect();
        let tells = |origin: Origin, file: &FileQuality| match file.kind {
            Kind::Ads => self.origins.contains(&origin) || self.importers.contains(file.importer),
            _ => self.origins.contains(&origin) && !by_rows.contains(&origin),
        };
        let of = |(n, file): (usize, &FileQuality)| {
            Some((file.days()?, n as Origin)).filter(|(_, origin)| tells(*origin, file))
        };
        files.iter().enumerate().filter_map(of).chain(self.rows.iter().copied()).collect()
    }
}

/// The days of whose ads a file tells: a file of ads of all networks that it names; a table's rows may be of other things.
fn days_of_ads(file: &FileQuality) -> Option<(Date, Date)> {
    if file.kind == Kind::Ads { file.days() } else { file.named }
}

/// Whether a row is of one day, as the export of an ads manager says that has columns of weeks and months too.
fn is_of_a_day(cell: &Cell, files: &[FileQuality]) -> bool {
    let says = |file: &FileQuality| matches!(file.importer, "meta_ads" | "google_ads");
    cell.from == cell.to && files.get(usize::from(cell.origin)).is_some_and(says)
}

/// The orders of each day that ads may have brought, by networks, as exports of the shop tell them.
fn orders(facts: &Facts, files: &[FileQuality]) -> BTreeMap<NetworkId, BTreeMap<Date, i64>> {
    let mut orders: BTreeMap<NetworkId, BTreeMap<Date, i64>> = BTreeMap::new();
    let exported = |cell: &Cell| cell.origin != BY_HAND && cell.from == cell.to && !is_of_visits(cell.origin, files);
    for (cell, sums) in facts.cells.iter().filter(|(cell, _)| exported(cell)) {
        let Some(all) = sums.get(Measure::Orders) else { continue };
        let paid = all - sums.get(Measure::UnpaidOrders).unwrap_or(0);
        *orders.entry(cell.belonging.network).or_default().entry(cell.from).or_default() += paid;
    }
    orders
}

/// Files that say that nothing was spent are known of the networks of which others of their program tell.
fn reach_silent(known: &mut BTreeMap<NetworkId, Known>, telling: &BTreeMap<NetworkId, Telling>, files: &[FileQuality]) {
    for (n, file) in files.iter().enumerate().filter(|(_, file)| file.tells_no_spend()) {
        let Some(days) = file.days() else { continue };
        let of = |network: NetworkId| file.network.is_none_or(|own| own == network);
        let told = |network: NetworkId| telling.get(&network).is_some_and(|own| own.importers.contains(file.importer));
        let networks = known.iter_mut().filter(|(network, _)| of(**network) && told(**network));
        networks.for_each(|(_, own)| own.reach(days, n as Origin));
    }
}

/// The file of ads that a figure is from.
pub fn file(files: &[FileQuality], origin: Origin) -> Option<&FileQuality> {
    files.get(usize::from(origin)).filter(|file| file.kind == Kind::Ads)
}

/// Days between the files of a network, and between those of one of its accounts, where ads ran day by day before and after; before
/// the first file of an account and after its last one, where they ran day by day from there on, or until then. On `days` something
/// was spent, `paid` are those of a file.
fn gaps_of_ads<D: Iterator<Item = Date>>(
    telling: Telling,
    days: &BTreeSet<Date>,
    paid: impl Fn(Origin) -> D,
    facts: &Facts,
    files: &[FileQuality],
) -> Vec<Gap> {
    let spans = telling.spans(files);
    let ran = |Missing { gap, origins, place }: Missing| {
        let days = origins.into_iter().flat_map(&paid).collect();
        let (ran, silent) = match place {
            Place::Between => (runs_around(&days, &gap), 0),
            Place::Before => (gap.to.tomorrow().is_ok_and(|first| begins_daily(&days, first)), WEEKEND),
            Place::After => (gap.from.yesterday().is_ok_and(|last| ends_daily(&days, last)), WEEKEND),
        };
        ran.then_some(gap.without_silence(silent))
    };
    let of_accounts = gaps_of_accounts(&telling.campaigns, &spans, facts);
    let mut gaps: Vec<Gap> = holes(spans).into_iter().filter(|gap| runs_around(days, gap)).collect();
    // What no account tells is nobody's alone.
    gaps.extend(of_accounts.into_iter().filter_map(ran));
    gaps.sort_by_key(|gap| (gap.from, gap.to));
    gaps.dedup_by_key(|gap| (gap.from, gap.to));
    gaps
}

/// Whether ads ran day by day until a gap, and again after it.
fn runs_around(days: &BTreeSet<Date>, gap: &Gap) -> bool {
    let before = || days.range(..gap.from).rev().take(WINDOW);
    let after = || days.range(gap.to..).take(WINDOW);
    let near = |day: Option<&Date>, edge: Date| day.is_some_and(|day| (*day - edge).get_days().abs() <= APART);
    near(before().next(), gap.from) && near(after().next(), gap.to) && is_daily(before()) && is_daily(after())
}

/// Whether ads ran day by day from a day on, but for a silence that is usual.
fn begins_daily(days: &BTreeSet<Date>, from: Date) -> bool {
    let after = || days.range(from..).take(WINDOW);
    let silent = after().next().map_or(i32::MAX, |day| (*day - from).get_days());
    silent < usual(after()).max(1) && is_daily(after())
}

/// The same until a day.
fn ends_daily(days: &BTreeSet<Date>, until: Date) -> bool {
    let before = || days.range(..=until).rev().take(WINDOW);
    let silent = before().next().map_or(i32::MAX, |day| (until - *day).get_days());
    silent < usual(before()).max(1) && is_daily(before())
}

/// The longest way from one day to the next, as far as ads ran on some days of every week.
fn usual<'d>(days: impl Iterator<Item = &'d Date>) -> i32 {
    let days: Vec<&Date> = days.collect();
    ways(&days).take_while(|way| *way <= APART).max().unwrap_or(0)
}

fn ways(days: &[&Date]) -> impl Iterator<Item = i32> {
    days.windows(2).map(|pair| (*pair[1] - *pair[0]).get_days().abs())
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

/// Whether ads ran on some days one after the other, forwards or backwards, or on some days of every week; they may have paused
/// once before.
fn is_daily<'d>(days: impl Iterator<Item = &'d Date>) -> bool {
    let days: Vec<&Date> = days.collect();
    let near = ways(&days).take_while(|way| *way <= APART).count();
    let paused = ways(&days).filter(|way| *way > APART).count();
    near + 1 >= FEWEST && paused <= 1
}
