//! What the sources of a period can say at all: that a network sold nothing, that a campaign did, on which network money was
//! spent.
//!
//! In: facts, and the rows of a period. Out: yes or no, and the networks of which it is not known. Absent: figures; see
//! [`crate::report::slice`].

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::importers::Measure;
use crate::scalar::Period;

use super::Row;
use crate::report::channels::{self, Belonging, CampaignId, NetworkId};
use crate::report::facts::{BY_HAND, Cell, Facts, Origin, Sums};
use crate::report::named::LOST;
use crate::report::quality::FileQuality;
use crate::report::visits::is_of_visits;

type Rows = BTreeMap<Measure, Vec<Row>>;

/// Whether one of the exported orders says through which network it came; where there are none, there is nothing to say. The
/// orders of a marketplace say nothing of those of the shop.
pub fn tell_origins(orders: &[Row], files: &[FileQuality]) -> bool {
    let silent = ["untold", "unmatched"].into_iter().chain(channels::WITHOUT_VISITS).map(channels::find);
    let silent: Vec<_> = silent.collect();
    let of_one_network =
        |row: &Row| files.get(usize::from(row.origin)).is_some_and(|file| file.network == Some(row.belonging.network));
    let mut exported = orders.iter().filter(|row| row.origin != BY_HAND).peekable();
    exported.peek().is_none()
        || exported.any(|row| !silent.contains(&Some(row.belonging.network)) && !of_one_network(row))
}

/// Whether a source is of a program that some orders are of; of any, where there are no orders.
fn sources_like<'f>(orders: &[Row], files: &'f [FileQuality]) -> impl Fn(Origin) -> bool + use<'f> {
    let importer = |origin: Origin| files.get(usize::from(origin)).map(|file| file.importer);
    let telling: BTreeSet<&str> = orders.iter().filter_map(|row| importer(row.origin)).collect();
    move |origin| importer(origin).is_some_and(|own| telling.is_empty() || telling.contains(own))
}

/// Whether sources like those of some orders tell an order that fits, at any time: where none can, nothing says that there was
/// none.
fn ever(facts: &Facts, orders: &[Row], files: &[FileQuality], fits: impl Fn(Belonging) -> bool) -> bool {
    let like = sources_like(orders, files);
    let tells = |sums: &Sums| sums.get(Measure::Orders).is_some();
    facts.cells.iter().any(|(cell, sums)| fits(cell.belonging) && like(cell.origin) && tells(sums))
}

/// What orders say, in any period. Whether they name campaigns: a discount code is no name that links bear.
#[derive(Debug, Clone)]
pub struct Naming {
    pub any: bool,
    /// Campaigns that cost something only on networks of which many orders name none: nobody knows which of them they brought.
    pub unknown: BTreeSet<CampaignId>,
    /// Campaigns without ad spend that orders name by a code: that no order has it is told as well.
    pub by_code: BTreeSet<CampaignId>,
    /// Whether some are of people who came directly.
    pub direct: bool,
    /// Whether some may have followed a visit of the shop's pages.
    pub online: bool,
}

/// Orders of a network that are enough to say that none of them names a campaign.
const ENOUGH: i64 = 5;

/// As sources like those of some orders tell it.
pub fn naming(facts: &Facts, rows: &Rows, orders: &[Row], files: &[FileQuality]) -> Naming {
    let like = sources_like(orders, files);
    let (mut named, mut by_code, mut open) = (BTreeSet::new(), BTreeSet::new(), BTreeMap::<NetworkId, i64>::new());
    for (cell, sums) in facts.cells.iter().filter(|(cell, _)| like(cell.origin)) {
        let of = |measure| sums.get(measure).unwrap_or(0);
        let network = cell.belonging.network;
        by_code.extend(cell.belonging.campaign.filter(|_| of(Measure::CodeOrders) > 0));
        if cell.belonging.campaign.is_none() {
            *open.entry(network).or_default() += of(Measure::Orders) - of(Measure::UnpaidOrders);
        } else if of(Measure::Orders) > of(Measure::CodeOrders) {
            named.insert(network);
        }
    }
    let is_silent = |network| !named.contains(&network) && open.get(&network).is_some_and(|orders| *orders >= ENOUGH);
    let mut costs = BTreeMap::<CampaignId, bool>::new();
    for row in rows.get(&Measure::Spend).into_iter().flatten().filter(|row| row.value > 0) {
        if let Some(campaign) = row.belonging.campaign {
            *costs.entry(campaign).or_insert(true) &= is_silent(row.belonging.network);
        }
    }
    by_code.retain(|campaign| !costs.contains_key(campaign));
    let unknown = costs.into_iter().filter(|(_, silent)| *silent).map(|(campaign, _)| campaign).collect();
    let ever = |fits: fn(&str) -> bool| ever(facts, orders, files, |place| fits(channels::name(place.network)));
    let direct = ever(|name| name == "direct");
    let online = ever(|name| !channels::WITHOUT_VISITS.contains(&name));
    Naming { any: !named.is_empty(), unknown, by_code, direct, online }
}

/// Networks of whose sales exports tell nothing in a period, and somebody does by hand, then or just before or after.
pub fn kept_by_hand(facts: &Facts, period: Period, files: &[FileQuality]) -> BTreeSet<NetworkId> {
    let sells = |sums: &Sums| sums.get(Measure::Orders).or_else(|| sums.get(Measure::Net)).is_some();
    let selling = || {
        facts.cells.iter().filter(|(cell, sums)| !is_of_visits(cell.origin, files) && sells(sums)).map(|(cell, _)| cell)
    };
    let length = (period.to - period.from).get_days() + 1;
    let near =
        |cell: &&Cell| (cell.from - period.to).get_days() <= length && (period.from - cell.to).get_days() <= length;
    let kept: BTreeSet<NetworkId> =
        selling().filter(|cell| cell.origin == BY_HAND && near(cell)).map(|cell| cell.belonging.network).collect();
    if kept.is_empty() {
        return kept;
    }
    let exported = selling().filter(|cell| cell.origin != BY_HAND && period.covers(cell.from, cell.to));
    &kept - &exported.map(|cell| cell.belonging.network).collect()
}

/// Who tells what sales were worth, at any time: where nobody gave them a value, they have none that is known.
#[derive(Debug, Clone)]
pub struct Values {
    /// Networks of which somebody claims sales or leads, and no value of any.
    pub none: BTreeSet<NetworkId>,
    /// Whether an analytics program tells one.
    pub seen: bool,
}

pub fn values(facts: &Facts) -> Values {
    let told = || facts.cells.iter().chain(&facts.rivals);
    let tells = |sums: &Sums, measure| sums.get(measure).is_some_and(|value| value > 0);
    let networks = |fits: &dyn Fn(&Sums) -> bool| -> BTreeSet<NetworkId> {
        told().filter(|(_, sums)| fits(sums)).map(|(cell, _)| cell.belonging.network).collect()
    };
    let claiming = networks(&|sums| tells(sums, Measure::ClaimedOrders) || tells(sums, Measure::Leads));
    let none = &claiming - &networks(&|sums| tells(sums, Measure::ClaimedSales));
    Values { none, seen: told().any(|(_, sums)| tells(sums, Measure::AnalyticsSales)) }
}

/// Of what is sold by links that ads may have, a part below which nobody doubts whose ads it was: a twentieth.
const PART: i64 = 20;

/// Days before and after a period in which ads ran where they run in the period: a quarter.
const AROUND: i32 = 92;

/// Networks of which ads do not say on which of them they ran, where more than the first of them sells on those days and no
/// file says what was spent on it then. Where orders hardly name them, what an analytics program saw sells too; where nobody tells
/// how anybody came, ads may have run on any. Ads run on both or on one for longer than a month in which chance brought hardly an
/// order through the other.
pub fn doubtful(
    facts: &Facts,
    rows: &Rows,
    period: Period,
    files: &[FileQuality],
    origins: bool,
) -> BTreeSet<NetworkId> {
    let around =
        |cell: &Cell| (cell.from - period.to).get_days() <= AROUND && (period.from - cell.to).get_days() <= AROUND;
    let told: Vec<(&Cell, &Sums)> = facts.cells.iter().filter(|(cell, _)| around(cell)).collect();
    let own_orders =
        told.iter().any(|(cell, sums)| !is_of_visits(cell.origin, files) && sums.get(Measure::Orders).is_some());
    let counts =
        |cell: &Cell, measure: Measure| measure != Measure::Orders || !own_orders || !is_of_visits(cell.origin, files);
    let mut doubtful = BTreeSet::new();
    for (origin, networks) in &facts.guessed {
        let Some((first, others)) = networks.split_first() else { continue };
        let is_guessed = |of: Origin, network: NetworkId| of == *origin && network == *first;
        let mut spent = rows.get(&Measure::Spend).into_iter().flatten();
        if !spent.any(|row| is_guessed(row.origin, row.belonging.network)) {
            continue;
        }
        let spending = |fits: &dyn Fn(&Cell) -> bool| -> Vec<&Cell> {
            let spends = |(cell, sums): &&(&Cell, &Sums)| sums.get(Measure::Spend).is_some() && fits(cell);
            told.iter().filter(spends).map(|(cell, _)| *cell).collect()
        };
        let guessed = stretches(spending(&|cell| is_guessed(cell.origin, cell.belonging.network)));
        let sums = |network: NetworkId| -> BTreeMap<Measure, i64> {
            let known = match network == *first {
                true => Vec::new(),
                false => days_of_files(spending(&|cell| cell.belonging.network == network)),
            };
            let mut sums: BTreeMap<Measure, i64> = BTreeMap::new();
            let own = told.iter().filter(|(cell, _)| cell.belonging.network == network);
            for (cell, told) in own.filter(|(cell, _)| meets(&guessed, cell) && !meets(&known, cell)) {
                for (measure, value) in told.0.iter().filter(|(measure, _)| counts(cell, *measure)) {
                    let sum = sums.entry(*measure).or_default();
                    *sum = sum.saturating_add(*value);
                }
            }
            sums
        };
        let sums: BTreeMap<NetworkId, BTreeMap<Measure, i64>> = networks.iter().map(|own| (*own, sums(*own))).collect();
        let sum = |network: NetworkId, measure: Measure| sums[&network].get(&measure).copied().unwrap_or(0);
        // Links that say that they are not paid for are none of ads.
        let ordered = |network| sum(network, Measure::Orders) - sum(network, Measure::UnpaidOrders);
        let of_all = |measure| networks.iter().map(|network| sum(*network, measure)).fold(0, i64::saturating_add);
        let named = of_all(Measure::Net).saturating_sub(of_all(Measure::UnpaidNet));
        let hardly = of_all(Measure::AnalyticsSales) > named.saturating_mul(1 + LOST);
        let seen = |network| if hardly { sum(network, Measure::AnalyticsSales) } else { 0 };
        let matters = |sold: &dyn Fn(NetworkId) -> i64| {
            let other: i64 = others.iter().map(|network| sold(*network)).sum();
            other > 0 && other.saturating_mul(PART) >= sold(*first).saturating_add(other)
        };
        let nobody_tells = !origins && of_all(Measure::Orders) == 0 && of_all(Measure::Sessions) == 0;
        if matters(&ordered) || matters(&seen) || nobody_tells {
            doubtful.extend(networks);
        }
    }
    doubtful
}

/// Days that follow each other, together.
fn stretches(mut cells: Vec<&Cell>) -> Vec<(Date, Date)> {
    cells.sort_unstable_by_key(|cell| (cell.from, cell.to));
    let mut all: Vec<(Date, Date)> = Vec::new();
    for cell in cells {
        match all.last_mut().filter(|last| (cell.from - last.1).get_days() <= 1) {
            Some(last) => last.1 = last.1.max(cell.to),
            None => all.push((cell.from, cell.to)),
        }
    }
    all
}

/// The days of each file from its first row to its last; not of what is kept by hand.
fn days_of_files(cells: Vec<&Cell>) -> Vec<(Date, Date)> {
    let mut days: BTreeMap<Origin, (Date, Date)> = BTreeMap::new();
    for cell in cells.into_iter().filter(|cell| cell.origin != BY_HAND) {
        let own = days.entry(cell.origin).or_insert((cell.from, cell.to));
        *own = (own.0.min(cell.from), own.1.max(cell.to));
    }
    days.into_values().collect()
}

fn meets(days: &[(Date, Date)], cell: &Cell) -> bool {
    days.iter().any(|(from, to)| cell.from <= *to && *from <= cell.to)
}
