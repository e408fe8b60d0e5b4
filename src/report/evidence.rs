//! What the sources of a period can say at all: that a network sold nothing, that a campaign did, on which network money was
//! spent.
//!
//! In: facts, and the rows of a period. Out: yes or no, and the networks of which it is not known. Absent: figures; see
//! [`super::slice`].

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::importers::Measure;
use crate::scalar::Period;

use super::channels::{self, Belonging, NetworkId};
use super::facts::{BY_HAND, Cell, Facts, Origin, Sums};
use super::named::LOST;
use super::quality::FileQuality;
use super::slice::Row;
use super::visits::is_of_visits;

type Rows = BTreeMap<Measure, Vec<Row>>;

/// Whether one of the exported orders says through which network it came; where there are none, there is nothing to say. The
/// orders of a marketplace say nothing of those of the shop.
pub fn tell_origins(orders: &[Row], files: &[FileQuality]) -> bool {
    let silent = ["untold", "unmatched", "in_person"].map(channels::find);
    let of_one_network =
        |row: &Row| files.get(usize::from(row.origin)).is_some_and(|file| file.network == Some(row.belonging.network));
    let mut exported = orders.iter().filter(|row| row.origin != BY_HAND).peekable();
    exported.peek().is_none()
        || exported.any(|row| !silent.contains(&Some(row.belonging.network)) && !of_one_network(row))
}

/// Whether sources like those of some orders tell an order that fits, at any time: where none can, nothing says that there was
/// none.
pub fn ever(facts: &Facts, orders: &[Row], files: &[FileQuality], fits: impl Fn(Belonging) -> bool) -> bool {
    let importer = |origin: Origin| files.get(usize::from(origin)).map(|file| file.importer);
    let telling: BTreeSet<&str> = orders.iter().filter_map(|row| importer(row.origin)).collect();
    let like = |origin: Origin| importer(origin).is_some_and(|own| telling.is_empty() || telling.contains(own));
    let tells = |sums: &Sums| sums.get(Measure::Orders).is_some();
    facts.cells.iter().any(|(cell, sums)| fits(cell.belonging) && like(cell.origin) && tells(sums))
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

/// Networks of which ads do not say on which of them they ran, where more than the first of them sells on those days and no
/// file says what was spent on it then. Where orders hardly name them, what an analytics program saw sells too.
pub fn doubtful(facts: &Facts, rows: &Rows) -> BTreeSet<NetworkId> {
    let of = |measure: Measure| rows.get(&measure).into_iter().flatten();
    let mut doubtful = BTreeSet::new();
    for (origin, networks) in &facts.guessed {
        let Some((first, others)) = networks.split_first() else { continue };
        let guessed: BTreeSet<(Date, Date)> = of(Measure::Spend)
            .filter(|row| row.origin == *origin && row.belonging.network == *first)
            .map(|row| (row.from, row.to))
            .collect();
        let sum = |network: NetworkId, measure: Measure| -> i64 {
            let known = match network == *first {
                true => BTreeSet::new(),
                false => days_of_files(of(Measure::Spend).filter(|row| row.belonging.network == network)),
            };
            let own = of(measure).filter(|row| row.belonging.network == network);
            own.filter(|row| meets(&guessed, row) && !meets(&known, row)).map(|row| row.value).sum()
        };
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
        if matters(&ordered) || matters(&seen) {
            doubtful.extend(networks);
        }
    }
    doubtful
}

/// The days of each file from its first row to its last; not of what is kept by hand.
fn days_of_files<'r>(rows: impl Iterator<Item = &'r Row>) -> BTreeSet<(Date, Date)> {
    let mut days: BTreeMap<Origin, (Date, Date)> = BTreeMap::new();
    for row in rows.filter(|row| row.origin != BY_HAND) {
        let own = days.entry(row.origin).or_insert((row.from, row.to));
        *own = (own.0.min(row.from), own.1.max(row.to));
    }
    days.into_values().collect()
}

fn meets(days: &BTreeSet<(Date, Date)>, row: &Row) -> bool {
    days.iter().any(|(from, to)| row.from <= *to && *from <= row.to)
}
