//! What is paid for, and what comes back.

use crate::importers::Measure;

use super::orders::{customers, sales};
use super::{Good, Metric, Totals, Why, ratio};
use crate::report::number::{Exact, Unit};
use crate::report::settings::CacBasis;
use crate::report::slice::Cut;

/// Clicks below which rates and prices of clicks say little.
const FEW_CLICKS: i64 = 30;

pub const METRICS: &[Metric] = &[
    Metric { name: "spend", unit: Unit::Money, good: Good::Neither, value: spend, rests_on: None },
    Metric { name: "costs", unit: Unit::Money, good: Good::Neither, value: costs, rests_on: None },
    Metric { name: "roas", unit: Unit::Ratio, good: Good::Up, value: roas, rests_on: Some((Measure::Orders, 5)) },
    Metric {
        name: "claimed_roas",
        unit: Unit::Ratio,
        good: Good::Neither,
        value: claimed_roas,
        rests_on: Some((Measure::ClaimedOrders, 5)),
    },
    Metric { name: "blended_roas", unit: Unit::Ratio, good: Good::Up, value: blended_roas, rests_on: None },
    Metric { name: "roi", unit: Unit::Share, good: Good::Up, value: roi, rests_on: Some((Measure::Orders, 5)) },
    Metric { name: "cac", unit: Unit::Money, good: Good::Down, value: cac, rests_on: Some((Measure::Orders, 5)) },
    Metric { name: "claimed_orders", unit: Unit::Count, good: Good::Neither, value: claimed_orders, rests_on: None },
    Metric { name: "claimed_sales", unit: Unit::Money, good: Good::Neither, value: claimed_sales, rests_on: None },
    Metric { name: "impressions", unit: Unit::Count, good: Good::Up, value: impressions, rests_on: None },
    Metric { name: "clicks", unit: Unit::Count, good: Good::Up, value: clicks, rests_on: None },
    Metric {
        name: "ctr",
        unit: Unit::Share,
        good: Good::Up,
        value: ctr,
        rests_on: Some((Measure::Impressions, 1_000)),
    },
    Metric {
        name: "cpc",
        unit: Unit::Money,
        good: Good::Down,
        value: cpc,
        rests_on: Some((Measure::Clicks, FEW_CLICKS)),
    },
    Metric {
        name: "cpm",
        unit: Unit::Money,
        good: Good::Down,
        value: cpm,
        rests_on: Some((Measure::Impressions, 1_000)),
    },
    Metric { name: "leads", unit: Unit::Count, good: Good::Up, value: leads, rests_on: None },
];

fn spend(totals: &Totals<'_>) -> Result<Exact, Why> {
    totals.sum(Measure::Spend, Why::NoSpend)
}

fn costs(totals: &Totals<'_>) -> Result<Exact, Why> {
    totals.sum(Measure::Costs, Why::NoData)
}

/// Sales of the parts that money was spent on, over what was spent there.
fn roas(totals: &Totals<'_>) -> Result<Exact, Why> {
    let spend = totals.get(Measure::Spend).map(Exact::whole);
    if totals.cut != Cut::default() {
        return ratio(Some(sales(totals).unwrap_or(Exact::whole(0))), spend, Why::NoSpend);
    }
    let (earned, _) = totals.both(|part| Some((sales(part).map_or(0, |sales| sales.scaled(0)), spent(part)?)));
    ratio(Some(earned.unwrap_or(Exact::whole(0))), spend, Why::NoSpend)
}

/// What was spent, where anything was.
fn spent(totals: &Totals<'_>) -> Option<i64> {
    totals.get(Measure::Spend).filter(|spend| *spend > 0)
}

/// As the networks' own ads managers say, of those with spend.
fn claimed_roas(totals: &Totals<'_>) -> Result<Exact, Why> {
    let (claimed, spend) = totals.both(|part| Some((part.get(Measure::ClaimedSales)?, spent(part)?)));
    let spend = spend.or(totals.get(Measure::Spend).map(Exact::whole));
    ratio(claimed, spend, Why::NoSpend)
}

/// Of the whole shop alone: a part of it has none.
fn blended_roas(totals: &Totals<'_>) -> Result<Exact, Why> {
    if totals.cut != Cut::default() {
        return Err(Why::NotAdditive);
    }
    ratio(sales(totals).ok(), totals.get(Measure::Spend).map(Exact::whole), Why::NoSpend)
}

/// (margin of the sales − spend and costs) / (spend and costs).
fn roi(totals: &Totals<'_>) -> Result<Exact, Why> {
    let (part, whole) = totals.margin.ok_or(Why::NoMargin)?;
    let paid = all_paid(totals).ok_or(Why::NoSpend)?;
    let sales = sales(totals).unwrap_or(Exact::whole(0));
    let margin = Exact { numerator: sales.numerator * part, denominator: sales.denominator * whole * 100 };
    ratio(Some(margin.minus(paid)), Some(paid), Why::NoSpend)
}

/// Spend and costs, over new customers or over orders.
fn cac(totals: &Totals<'_>) -> Result<Exact, Why> {
    let paid = all_paid(totals).ok_or(Why::NoSpend)?;
    let (won, none) = match totals.definitions.cac {
        CacBasis::Customers => (customers(totals).ok().map(|customers| customers.new), Why::NoCustomers),
        CacBasis::Orders => (totals.get(Measure::Orders), Why::NoOrders),
    };
    ratio(Some(paid), won.map(Exact::whole), none)
}

fn all_paid(totals: &Totals<'_>) -> Option<Exact> {
    let paid = [Measure::Spend, Measure::Costs].into_iter().filter_map(|measure| totals.get(measure));
    paid.reduce(i64::saturating_add).filter(|paid| *paid > 0).map(Exact::whole)
}

fn claimed_orders(totals: &Totals<'_>) -> Result<Exact, Why> {
    totals.sum(Measure::ClaimedOrders, Why::NoData)
}

fn claimed_sales(totals: &Totals<'_>) -> Result<Exact, Why> {
    totals.sum(Measure::ClaimedSales, Why::NoData)
}

fn impressions(totals: &Totals<'_>) -> Result<Exact, Why> {
    totals.sum(Measure::Impressions, Why::NoData)
}

/// Clicks that lead to the shop; all clicks where the network tells only those.
fn clicks(totals: &Totals<'_>) -> Result<Exact, Why> {
    to_shop(totals).map(Exact::whole).ok_or(Why::NoData)
}

fn to_shop(totals: &Totals<'_>) -> Option<i64> {
    // Networks that tell both are counted once: the part of each network by itself.
    totals.networks().iter().filter_map(of_network).reduce(i64::saturating_add)
}

fn of_network(part: &Totals<'_>) -> Option<i64> {
    part.get(Measure::LinkClicks).or_else(|| part.get(Measure::Clicks))
}

fn ctr(totals: &Totals<'_>) -> Result<Exact, Why> {
    let (clicks, shown) = totals.both(|part| Some((of_network(part)?, part.get(Measure::Impressions)?)));
    ratio(clicks, shown, if totals.get(Measure::Impressions).is_some() { Why::NoClicks } else { Why::NoImpressions })
}

fn cpc(totals: &Totals<'_>) -> Result<Exact, Why> {
    let (spend, clicks) = totals.both(|part| Some((spent(part)?, of_network(part)?)));
    ratio(spend, clicks, if spent(totals).is_some() { Why::NoClicks } else { Why::NoSpend })
}

fn cpm(totals: &Totals<'_>) -> Result<Exact, Why> {
    let (spend, shown) =
        totals.both(|part| Some((spent(part)?.saturating_mul(1_000), part.get(Measure::Impressions)?)));
    ratio(spend, shown, if spent(totals).is_some() { Why::NoImpressions } else { Why::NoSpend })
}

fn leads(totals: &Totals<'_>) -> Result<Exact, Why> {
    totals.sum(Measure::Leads, Why::NoData)
}
