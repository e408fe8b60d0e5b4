//! Visits of the shop, from an analytics program.

use crate::importers::Measure;

use crate::report::channels::{self, NetworkId};
use crate::report::slice::Cut;

use super::{Good, Metric, Totals, Why, share};
use crate::report::number::{Exact, Unit};

pub const METRICS: &[Metric] = &[
    Metric { name: "sessions", unit: Unit::Count, good: Good::Up, value: sessions, rests_on: None },
    Metric {
        name: "conversion_rate",
        unit: Unit::Share,
        good: Good::Up,
        value: conversion_rate,
        rests_on: Some((Measure::Sessions, 100)),
    },
    Metric {
        name: "engaged_share",
        unit: Unit::Share,
        good: Good::Up,
        value: engaged_share,
        rests_on: Some((Measure::Sessions, 100)),
    },
];

fn sessions(totals: &Totals<'_>) -> Result<Exact, Why> {
    totals.sum(Measure::Sessions, Why::NoData)
}

/// Whether none of the orders follows a visit, in whatever period: people see the shop, and somebody else types in what they order.
fn follow_none(totals: &Totals<'_>) -> bool {
    let any = totals.get(Measure::Orders).is_some_and(|orders| orders > 0);
    any && totals.cut.network.is_none() && !totals.slice.naming.online && visited(totals) == Some(0)
}

/// Orders of the days of which sessions are known; none where there were visits and no order. At the till, and where the shop typed
/// an order in, nobody has visited its pages; of what is kept by hand that is not known. `None` where that is so of all that the shop
/// ever sold.
pub fn orders_of_visits(totals: &Totals<'_>) -> Option<i64> {
    visited(totals).filter(|_| !follow_none(totals))
}

fn visited(totals: &Totals<'_>) -> Option<i64> {
    let on_days = |cut| totals.slice.sum_on_days_of_visits(cut, Measure::Orders);
    let all = on_days(totals.cut).or(totals.tells_orders().then_some(0))?;
    if totals.cut.network.is_some() {
        return Some(all);
    }
    let of = |network| Cut { network: Some(network), ..totals.cut };
    let silent = |network: &NetworkId| totals.slice.sum(of(*network), Measure::Sessions).is_none();
    let others =
        totals.slice.by_hand.iter().copied().chain(channels::WITHOUT_VISITS.into_iter().filter_map(channels::find));
    Some(all - others.filter(silent).filter_map(|network| on_days(of(network))).sum::<i64>())
}

/// Those over sessions.
fn conversion_rate(totals: &Totals<'_>) -> Result<Exact, Why> {
    let sessions = totals.get(Measure::Sessions).map(Exact::whole);
    if sessions.is_some() && follow_none(totals) {
        // Customers may pay in the shop what somebody typed in for them: which of them visited it nobody tells.
        let bought = totals.get(Measure::AnalyticsSales).is_some_and(|sales| sales > 0);
        return Err(if bought { Why::NoData } else { Why::WithoutVisits });
    }
    share(orders_of_visits(totals).map(Exact::whole), sessions, Why::NoSessions)
}

fn engaged_share(totals: &Totals<'_>) -> Result<Exact, Why> {
    let both = totals.slice.sums_of_both(totals.cut, Measure::EngagedSessions, Measure::Sessions);
    let (engaged, sessions) = both.unzip();
    share(engaged.map(Exact::whole), sessions.map(Exact::whole), Why::NoSessions)
}
