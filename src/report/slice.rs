//! The facts of one period, with one source for each figure.
//!
//! In: [`Facts`] and a [`Period`]. Out: rows that may be added up. Orders, sales and spend of all sources count, for they
//! are different ones. Of all other figures that two kinds of sources tell of the same network, one kind counts: what an
//! ads manager says before what a profile says, exports before what is kept by hand, and of two analytics exports the one
//! that covers more of the period. What reaches over the edges of the period is left out, and told.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::importers::{Kind, Measure};
use crate::scalar::Period;

use super::channels::{Belonging, CampaignId, NetworkId};
use super::facts::{BY_HAND, Cell, Facts, Origin, Sums};

#[derive(Debug, Clone)]
pub struct Slice {
    pub period: Period,
    rows: BTreeMap<Measure, Vec<Row>>,
    /// Sources that tell of days inside and outside the period at once.
    pub cut: BTreeSet<Origin>,
    /// What is kept by hand and does not count, because an export tells it too.
    pub given_way: BTreeMap<(NetworkId, Measure), (Date, Date)>,
}

#[derive(Debug, Clone, Copy)]
pub struct Row {
    pub from: Date,
    pub to: Date,
    pub belonging: Belonging,
    pub format: u16,
    pub value: i64,
}

/// What a table adds up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cut {
    pub network: Option<NetworkId>,
    pub campaign: Option<CampaignId>,
}

impl Cut {
    pub fn network(network: NetworkId) -> Cut {
        Cut { network: Some(network), campaign: None }
    }

    pub fn campaign(campaign: CampaignId) -> Cut {
        Cut { network: None, campaign: Some(campaign) }
    }

    fn holds(self, belonging: Belonging) -> bool {
        self.network.is_none_or(|network| belonging.network == network)
            && self.campaign.is_none_or(|campaign| belonging.campaign == Some(campaign))
    }
}

/// How a measure behaves when several are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nature {
    /// Different rows are different things: sums of all sources.
    Adds,
    /// Sums of the rows of one kind of source.
    AddsOfOneKind,
    /// The last value of the period.
    Stock,
    /// People: the same ones may be in two rows.
    Alone,
}

fn nature(measure: Measure) -> Nature {
    use Measure as M;
    match measure {
        M::Orders | M::Gross | M::Discounts | M::Refunds | M::Net | M::Tax | M::Shipping | M::Total | M::Fees => {
            Nature::Adds
        }
        M::Spend | M::Costs | M::Identified | M::Squares | M::Returns => Nature::Adds,
        M::Followers => Nature::Stock,
        M::Reach | M::Users | M::AudienceShare => Nature::Alone,
        _ => Nature::AddsOfOneKind,
    }
}

/// Who is believed first, of figures that several kinds of sources tell.
const BELIEVED: &[Kind] = &[Kind::Visits, Kind::Ads, Kind::Audience, Kind::Table, Kind::Posts];

/// Cuts a period out of the facts. `kinds` tells what each source is.
pub fn slice(facts: &Facts, period: Period, kinds: &[Kind]) -> Slice {
    let mut cut = BTreeSet::new();
    let mut inside: Vec<(&Cell, &Sums)> = Vec::new();
    for (cell, sums) in &facts.cells {
        if period.covers(cell.from, cell.to) {
            inside.push((cell, sums));
        } else if cell.from <= period.to && cell.to >= period.from {
            cut.insert(cell.origin);
        }
    }
    let believed = believed(&inside, kinds, period);
    // Orders that an analytics program saw are the shop's own once more, where an export of the shop tells those.
    let of_visits = |cell: &Cell| kinds.get(usize::from(cell.origin)) == Some(&Kind::Visits);
    let tells = |(cell, sums): (&Cell, &Sums)| !of_visits(cell) && sums.get(Measure::Orders).is_some();
    let own_orders = facts.cells.iter().any(tells);
    let mut rows: BTreeMap<Measure, Vec<Row>> = BTreeMap::new();
    let mut given_way: BTreeMap<(NetworkId, Measure), (Date, Date)> = BTreeMap::new();
    for (cell, sums) in inside {
        for (measure, value) in &sums.0 {
            if *measure == Measure::Orders && own_orders && of_visits(cell) {
                continue;
            }
            let counts = nature(*measure) == Nature::Adds
                || believed[&(cell.belonging.network, *measure)].contains(&cell.origin);
            if counts {
                let Cell { from, to, belonging, format, .. } = *cell;
                rows.entry(*measure).or_default().push(Row { from, to, belonging, format, value: *value });
            } else if cell.origin == BY_HAND {
                let days = given_way.entry((cell.belonging.network, *measure)).or_insert((cell.from, cell.to));
                *days = (days.0.min(cell.from), days.1.max(cell.to));
            }
        }
    }
    Slice { period, rows, cut, given_way }
}

/// For each network and measure, the sources that count.
fn believed(inside: &[(&Cell, &Sums)], kinds: &[Kind], period: Period) -> BTreeMap<(NetworkId, Measure), Vec<Origin>> {
    let mut told = Told::new();
    for (cell, sums) in inside {
        for (measure, _) in &sums.0 {
            let own = told.entry((cell.belonging.network, *measure)).or_default().entry(cell.origin).or_default();
            own.cells += 1;
            own.days.extend([cell.from, cell.to]);
        }
    }
    let rank = |origin: &Origin| match kinds.get(usize::from(*origin)) {
        Some(kind) => BELIEVED.iter().position(|known| known == kind).unwrap_or(BELIEVED.len()),
        None => BELIEVED.len() + 1,
    };
    // Of two analytics exports only one, for all networks the same: both tell of the same visits.
    let visits = best_visits(&told, kinds);
    let choose = |measure: Measure, origins: &BTreeMap<Origin, Days>| -> Vec<Origin> {
        // Of people only one figure for the whole period says anything, whoever tells it.
        let whole = |days: &Days| days.cells == 1 && days.days == BTreeSet::from([period.from, period.to]);
        if nature(measure) == Nature::Alone && origins.values().any(whole) {
            return origins.iter().filter(|(_, days)| whole(days)).map(|(origin, _)| *origin).take(1).collect();
        }
        let best = origins.keys().map(rank).min().unwrap_or_default();
        let of_best = origins.keys().copied().filter(|origin| rank(origin) == best);
        if best == 0 { of_best.filter(|origin| visits.contains(origin)).collect() } else { of_best.collect() }
    };
    told.iter().map(|(key, origins)| (*key, choose(key.1, origins))).collect()
}

/// What one source tells of a figure: in how many cells, and of which days.
#[derive(Default)]
struct Days {
    cells: usize,
    days: BTreeSet<Date>,
}

type Told = BTreeMap<(NetworkId, Measure), BTreeMap<Origin, Days>>;

/// The analytics exports that count: those that tell most days; one whose days others tell already adds nothing.
fn best_visits(told: &Told, kinds: &[Kind]) -> BTreeSet<Origin> {
    let mut days: BTreeMap<Origin, BTreeSet<Date>> = BTreeMap::new();
    for origins in told.values() {
        for (origin, own) in origins {
            if kinds.get(usize::from(*origin)) == Some(&Kind::Visits) {
                days.entry(*origin).or_default().extend(&own.days);
            }
        }
    }
    let mut ordered: Vec<(Origin, BTreeSet<Date>)> = days.into_iter().collect();
    ordered.sort_by_key(|(origin, days)| (std::cmp::Reverse(days.len()), *origin));
    let mut covered: BTreeSet<Date> = BTreeSet::new();
    let mut best = BTreeSet::new();
    for (origin, own) in ordered {
        if own.iter().all(|day| !covered.contains(day)) {
            covered.extend(own);
            best.insert(origin);
        }
    }
    best
}

impl Slice {
    /// A measure of a part; `None` where no source tells it, or where it cannot be added up.
    pub fn sum(&self, cut: Cut, measure: Measure) -> Option<i64> {
        let rows = self.of(measure).iter().filter(|row| cut.holds(row.belonging));
        match nature(measure) {
            Nature::Adds | Nature::AddsOfOneKind => {
                rows.fold(None, |sum: Option<i64>, row| Some(sum.unwrap_or(0).saturating_add(row.value)))
            }
            Nature::Stock => {
                let mut last: BTreeMap<NetworkId, (Date, i64)> = BTreeMap::new();
                for row in rows {
                    let newest = last.entry(row.belonging.network).or_insert((row.to, row.value));
                    if row.to >= newest.0 {
                        *newest = (row.to, row.value);
                    }
                }
                (!last.is_empty()).then(|| last.values().map(|(_, value)| value).sum())
            }
            Nature::Alone => {
                let mut rows = rows;
                let only = rows.next()?;
                let whole = only.from == self.period.from && only.to == self.period.to;
                (rows.next().is_none() && whole).then_some(only.value)
            }
        }
    }

    fn of(&self, measure: Measure) -> &[Row] {
        self.rows.get(&measure).map_or(&[], Vec::as_slice)
    }

    pub fn tells(&self, measure: Measure) -> bool {
        !self.of(measure).is_empty()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows that fit, as a slice of the same or of a shorter period.
    pub fn part(&self, period: Period, fits: impl Fn(&Row) -> bool) -> Slice {
        let of = |rows: &Vec<Row>| rows.iter().copied().filter(&fits).collect::<Vec<Row>>();
        let rows = self.rows.iter().map(|(measure, rows)| (*measure, of(rows)));
        Slice {
            period,
            rows: rows.filter(|(_, rows)| !rows.is_empty()).collect(),
            cut: BTreeSet::new(),
            given_way: BTreeMap::new(),
        }
    }

    /// Where anything is told of.
    pub fn belongings(&self) -> impl Iterator<Item = Belonging> {
        self.rows.values().flatten().map(|row| row.belonging)
    }

    pub fn networks(&self) -> BTreeSet<NetworkId> {
        self.belongings().map(|belonging| belonging.network).collect()
    }

    /// Networks on which anything of a campaign is told.
    pub fn networks_of(&self, campaign: CampaignId) -> BTreeSet<NetworkId> {
        self.belongings().filter(|belonging| belonging.campaign == Some(campaign)).map(|b| b.network).collect()
    }

    pub fn campaigns(&self) -> BTreeSet<CampaignId> {
        self.belongings().filter_map(|belonging| belonging.campaign).collect()
    }
}
