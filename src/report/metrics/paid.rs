//! What is paid for, and what comes back.

use crate::importers::Measure;

use super::orders::{new, sales, sales_on};
use super::{Good, Metric, Totals, Why, ratio, share};
use crate::report::channels;
use crate::report::number::{Exact, Unit};
use crate::report::settings::{CacBasis, SalesBasis};
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
        rests_on: Some((Measure::ClaimedOrders, 5_000)),
    },
    Metric { name: "analytics_sales", unit: Unit::Money, good: Good::Neither, value: analytics_sales, rests_on: None },
    Metric { name: "analytics_roas", unit: Unit::Ratio, good: Good::Neither, value: analytics_roas, rests_on: None },
    Metric {
        name: "blended_roas",
        unit: Unit::Ratio,
        good: Good::Up,
        value: blended_roas,
        rests_on: Some((Measure::Orders, 5)),
    },
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
    Metric { name: "leads", unit: Unit::Count, good: Good::Up, value: leads, rests_on: Some((Measure::Leads, 5)) },
    Metric {
        name: "cost_per_lead",
        unit: Unit::Money,
        good: Good::Down,
        value: cost_per_lead,
        rests_on: Some((Measure::Leads, 5)),
    },
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
        return ratio(earned(totals).map(Exact::whole), spend, Why::NoSpend);
    }
    let (earned, of_these) = totals.both_of_spend(earned);
    ratio(earned, of_these.or(spend), Why::NoSpend)
}

/// What was sold through a part; nothing where an export tells its orders and there are none.
fn earned(totals: &Totals<'_>) -> Option<i64> {
    sales(totals).ok().map(|sales| sales.scaled(0)).or(totals.sold_nothing().then_some(0))
}

/// Net sales that stayed with the shop, on whatever basis the report counts sales: of these the margin is.
pub fn kept(totals: &Totals<'_>) -> Option<i64> {
    let net = sales_on(totals, SalesBasis::Net).ok().map(|sales| sales.scaled(0));
    net.or(totals.sold_nothing().then_some(0))
}

/// What was spent, where anything was.
pub fn spent(totals: &Totals<'_>) -> Option<i64> {
    totals.get(Measure::Spend).filter(|spend| *spend > 0)
}

/// As the networks' own ads managers say, of those with spend.
fn claimed_roas(totals: &Totals<'_>) -> Result<Exact, Why> {
    let (claimed, spend) = totals.both(|part| {
        part.of_sources(Measure::ClaimedSales, Measure::Spend)
            .filter(|sums| sums.1 > 0 && !part.slice.claims_no_value(part.cut))
    });
    let spend = spend.or(totals.get(Measure::Spend).map(Exact::whole));
    ratio(claimed, spend, Why::NoSpend)
}

/// As an analytics program saw them, which knows where people came from, and not all of them.
fn analytics_sales(totals: &Totals<'_>) -> Result<Exact, Why> {
    totals.sum(Measure::AnalyticsSales, Why::NoData)
}

fn analytics_roas(totals: &Totals<'_>) -> Result<Exact, Why> {
    if !totals.slice.knows_visits() {
        return Err(Why::PartOfVisits);
    }
    // A campaign's sales are of all networks that it ran on, as what it cost is.
    if totals.cut.campaign.is_some() {
        let spend = totals.get(Measure::Spend).map(Exact::whole);
        return ratio(totals.get(Measure::AnalyticsSales).map(Exact::whole), spend, Why::NoSpend);
    }
    let (seen, spend) = match totals.cut.network {
        Some(_) => totals.both(|part| Some((part.get(Measure::AnalyticsSales)?, spent(part)?))),
        None => totals.both_of_spend(|part| part.get(Measure::AnalyticsSales)),
    };
    ratio(seen, spend.or(totals.get(Measure::Spend).map(Exact::whole)), Why::NoSpend)
}

/// All sales over all spend: of the whole shop alone, a part of it has none.
fn blended_roas(totals: &Totals<'_>) -> Result<Exact, Why> {
    if totals.cut != Cut::default() {
        return Err(Why::NotAdditive);
    }
    ratio(earned(totals).map(Exact::whole), totals.get(Measure::Spend).map(Exact::whole), Why::NoSpend)
}

/// (margin of net sales − spend and costs) / (spend and costs).
fn roi(totals: &Totals<'_>) -> Result<Exact, Why> {
    let (part, whole) = totals.margin.ok_or(Why::NoMargin)?;
    let paid = all_paid(totals).ok_or(Why::NoSpend)?;
    let sales = kept(totals).ok_or(Why::NoData)?;
    let margin = Exact { numerator: i128::from(sales) * part, denominator: whole * 100 };
    ratio(Some(margin.minus(paid)), Some(paid), Why::NoSpend)
}

/// Spend and costs, over new customers or over orders.
fn cac(totals: &Totals<'_>) -> Result<Exact, Why> {
    let paid = all_paid(totals).ok_or(Why::NoSpend)?;
    let (won, none) = match totals.definitions.cac {
        CacBasis::Customers => (Some(new(totals)?), Why::NobodyNew),
        CacBasis::Orders => (totals.get(Measure::Orders), Why::NoOrders),
    };
    ratio(Some(paid), won.map(Exact::whole), none)
}

/// What was spent on ads, and what else a part cost.
pub fn all_paid(totals: &Totals<'_>) -> Option<Exact> {
    if totals.slice.lacks(totals.cut, Measure::Spend) {
        return None;
    }
    // Costs of no network are of the whole shop, and not of the orders that name no source.
    let of_nobody = totals.cut.network.is_some() && totals.cut.network == channels::find("untold");
    let measures = [Measure::Spend, Measure::Costs].into_iter().take(if of_nobody { 1 } else { 2 });
    let paid = measures.filter_map(|measure| totals.get(measure));
    paid.reduce(i64::saturating_add).filter(|paid| *paid > 0).map(Exact::whole)
}

fn claimed_orders(totals: &Totals<'_>) -> Result<Exact, Why> {
    let thousandths = totals.get(Measure::ClaimedOrders).ok_or(Why::NoData)?;
    Ok(Exact { numerator: thousandths.into(), denominator: 1_000 })
}

fn claimed_sales(totals: &Totals<'_>) -> Result<Exact, Why> {
    totals.sum(Measure::ClaimedSales, Why::NoData)
}

fn impressions(totals: &Totals<'_>) -> Result<Exact, Why> {
    totals.sum(Measure::Impressions, Why::NoData)
}

/// Clicks that lead to the shop; all clicks where the network tells only those.
fn clicks(totals: &Totals<'_>) -> Result<Exact, Why> {
    if [Measure::LinkClicks, Measure::Clicks].into_iter().any(|measure| totals.slice.lacks(totals.cut, measure)) {
        return Err(Why::NoData);
    }
    // Networks that tell both are counted once: the part of each network by itself.
    let sum = totals.networks().iter().filter_map(of_network).reduce(i64::saturating_add);
    sum.map(Exact::whole).ok_or(Why::NoData)
}

fn of_network(part: &Totals<'_>) -> Option<i64> {
    part.get(clicked(part))
}

/// Which clicks of a network count.
fn clicked(part: &Totals<'_>) -> Measure {
    if part.get(Measure::LinkClicks).is_some() { Measure::LinkClicks } else { Measure::Clicks }
}

/// The same, where any are told.
pub fn counted(part: &Totals<'_>) -> Vec<Measure> {
    of_network(part).map(|_| clicked(part)).into_iter().collect()
}

/// Clicks of a network, and the impressions of which they are.
pub fn clicks_of_impressions(part: &Totals<'_>) -> Option<(i64, i64)> {
    part.of_sources(clicked(part), Measure::Impressions)
}

/// The impressions of which the clicks are known too.
pub fn seen_with_clicks(totals: &Totals<'_>) -> Option<Exact> {
    totals.both(clicks_of_impressions).1
}

fn ctr(totals: &Totals<'_>) -> Result<Exact, Why> {
    let (clicks, shown) = totals.both(clicks_of_impressions);
    share(clicks, shown, if totals.get(Measure::Impressions).is_some() { Why::NoClicks } else { Why::NoImpressions })
}

fn cpc(totals: &Totals<'_>) -> Result<Exact, Why> {
    let (spend, clicks) = totals.both(|part| part.of_sources(Measure::Spend, clicked(part)).filter(|sums| sums.0 > 0));
    ratio(spend, clicks, if spent(totals).is_some() { Why::NoClicks } else { Why::NoSpend })
}

fn cpm(totals: &Totals<'_>) -> Result<Exact, Why> {
    let (spend, shown) =
        totals.both(|part| part.of_sources(Measure::Spend, Measure::Impressions).filter(|sums| sums.0 > 0));
    let spend = spend.map(|spend| Exact { numerator: spend.numerator * 1_000, ..spend });
    ratio(spend, shown, if spent(totals).is_some() { Why::NoImpressions } else { Why::NoSpend })
}

fn leads(totals: &Totals<'_>) -> Result<Exact, Why> {
    totals.sum(Measure::Leads, Why::NoData)
}

/// Of the networks that tell both.
fn cost_per_lead(totals: &Totals<'_>) -> Result<Exact, Why> {
    leads(totals)?;
    let (spend, leads) = totals.both(|part| part.of_sources(Measure::Spend, Measure::Leads).filter(|sums| sums.0 > 0));
    ratio(spend, leads, if spent(totals).is_some() { Why::NoLeads } else { Why::NoSpend })
}
