//! Visits of the shop, from an analytics program.

use crate::importers::Measure;

use super::{Good, Metric, Totals, Why, ratio};
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

/// Orders of the shop over sessions, of the days of which sessions are known; where there were visits and no order, that is a
/// rate of zero.
fn conversion_rate(totals: &Totals<'_>) -> Result<Exact, Why> {
    let sessions = totals.get(Measure::Sessions).map(Exact::whole);
    let orders = totals.slice.sum_on_days_of(totals.cut, Measure::Orders, Measure::Sessions);
    ratio(orders.or(totals.orders_told.then_some(0)).map(Exact::whole), sessions, Why::NoSessions)
}

fn engaged_share(totals: &Totals<'_>) -> Result<Exact, Why> {
    let engaged = totals.get(Measure::EngagedSessions).map(Exact::whole);
    ratio(engaged, totals.get(Measure::Sessions).map(Exact::whole), Why::NoSessions)
}
