//! Customers of a period, and of its stretches.
//!
//! In: [`Facts`], whose customers have no names. Out: how many there are, of all networks and of each, and whether it is known
//! who of them is new. Absent: what they cost; see [`crate::report::metrics`].

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::importers::Measure;
use crate::scalar::Period;

use crate::report::channels::NetworkId;
use crate::report::facts::{Cell, Facts, Origin, Sums, month};
use crate::report::metrics::Customers;
use crate::report::quality::{FileQuality, Quality};
use crate::report::visits::is_of_visits;

/// The place of a network in a list whose first is all of them together.
fn place(network: NetworkId) -> usize {
    usize::from(network) + 1
}

/// A list by [`place`], as a map of the networks that have something.
fn by_network<T>(list: Vec<T>, has: impl Fn(&T) -> bool) -> BTreeMap<Option<NetworkId>, T> {
    let networks = std::iter::once(None).chain((0..).map(Some));
    networks.zip(list).filter(|(_, value)| has(value)).collect()
}

pub fn customers(facts: &Facts, period: Period) -> BTreeMap<Option<NetworkId>, Customers> {
    let months = whole_months(facts, period);
    let mut all: Vec<Customers> = vec![Customers { active: months.map(|_| 0), ..Customers::default() }];
    for customer in facts.customers.values().filter(|customer| customer.first <= period.to) {
        let new = i64::from(customer.first >= period.from && !customer.before);
        let repeated = i64::from(customer.second <= period.to);
        let own = place(customer.network);
        if all.len() <= own {
            all.resize(own + 1, Customers::default());
        }
        for at in [0, own] {
            all[at].new += new;
            all[at].ever += 1;
            all[at].repeated += repeated;
        }
        // Of a network nobody knows who came back through it: a later order may have come through another.
        all[0].active = all[0].active.zip(months).map(|(sum, mask)| sum + i64::from(customer.months & mask != 0));
    }
    by_network(all, |customers| customers.ever > 0)
}

/// New customers in each stretch, of all networks and of each.
pub fn won(facts: &Facts, buckets: &[Period]) -> BTreeMap<Option<NetworkId>, Vec<i64>> {
    let mut won: Vec<Vec<i64>> = Vec::new();
    let (from, to) = (buckets.first().map(|first| first.from), buckets.last().map(|last| last.to));
    let inside = |day: Date| from.is_some_and(|from| from <= day) && to.is_some_and(|to| day <= to);
    for customer in facts.customers.values().filter(|customer| !customer.before && inside(customer.first)) {
        let n = buckets.partition_point(|bucket| bucket.to < customer.first);
        let own = place(customer.network);
        if won.len() <= own {
            won.resize(own + 1, vec![0; buckets.len()]);
        }
        won[0][n] += 1;
        won[own][n] += 1;
    }
    by_network(won, |buckets| buckets.iter().any(|count| *count > 0))
}

/// Whether orders are known from a later day on than it takes to tell who is new, and the exports do not tell that: who ordered
/// earlier counts as new. A tenth of that time may be missing: a shop that opens its books on New Year's Day may sell nothing then.
pub fn is_hardly_known(facts: &Facts, quality: &Quality, period: Period) -> bool {
    let said = quality.files.iter().filter_map(FileQuality::said_of_orders).map(|(from, _)| from);
    // Where an export names nobody, it says itself who is new.
    let told_apart = facts.customers.values().next().is_some();
    let begins = said.chain(quality.begins).min().is_some_and(|first| is_late(first, period));
    let told = told_apart && !facts.customers.values().any(|customer| customer.before);
    (begins && told) || moved(facts, quality, period).is_some()
}

/// Whether a day is later than it takes to tell who is new in a period.
fn is_late(first: Date, period: Period) -> bool {
    let days = |from: Date, to: Date| i64::from((to - from).get_days());
    let needed = needed(period);
    days(needed, first) * 10 > days(needed, period.from)
}

/// The first day on which customers were told apart as they are in a period, and by which source, where orders were told in another
/// way for months before, and that is too late: who has moved to another shop program has new customers only, as the new one sees it.
pub fn moved(facts: &Facts, quality: &Quality, period: Period) -> Option<(Date, Origin)> {
    const MONTH: i32 = 31;
    let tells = |sums: &Sums, measure| sums.get(measure).is_some_and(|orders| orders > 0);
    let inside = |measure: &Measure| {
        facts.cells.iter().any(|(cell, sums)| period.covers(cell.from, cell.to) && tells(sums, *measure))
    };
    // Cells are in the order of their first days.
    let told = |measure| facts.cells.iter().find(|(_, sums)| tells(sums, measure));
    let first = |measure| told(measure).map(|(cell, _)| (cell.from, cell.origin));
    let own = |cell: &Cell| !is_of_visits(cell.origin, &quality.files);
    let begins = facts.cells.iter().find(|(cell, sums)| own(cell) && tells(sums, Measure::Orders))?.0.from;
    let ways = [Measure::Identified, Measure::Sorted].into_iter().filter(inside);
    let late = |first: Date| (first - begins).get_days() > MONTH && is_late(first, period);
    ways.filter_map(first).max().filter(|(first, _)| late(*first))
}

/// The day from which on orders have to be known to tell who is new in a period: that with which the one before begins, and a
/// quarter before at least.
pub fn needed(period: Period) -> Date {
    let before = Some(period).filter(|period| period.whole() == *period).and_then(Period::previous);
    let back = |span: jiff::Span| period.from.checked_sub(span).unwrap_or(period.from);
    before.map_or_else(|| back(period.days().days()), |before| before.from).min(back(3.months()))
}

/// The months of a period as bits, when it is made of whole ones that are remembered; the last one is whole as well where nobody has
/// ordered after the period.
fn whole_months(facts: &Facts, period: Period) -> Option<u64> {
    let last_order = || facts.cells.iter().rev().find(|(_, sums)| sums.get(Measure::Orders).is_some());
    let to_the_last = || last_order().is_some_and(|(cell, _)| cell.to <= period.to);
    let whole = period.is_of_months() || (period.from == period.from.first_of_month() && to_the_last());
    let [first, last] = [period.from, period.to].map(|day| facts.last_month - month(day));
    let known = whole && last >= 0 && first < 63;
    known.then(|| (last..=first).fold(0, |mask, back| mask | 1 << back))
}
