//! Sales, orders and customers, from the shop's own exports.

use crate::importers::Measure;

use super::{Good, Metric, Totals, Why, ratio};
use crate::report::number::{Exact, Unit};
use crate::report::settings::{AovBasis, SalesBasis};

pub const METRICS: &[Metric] = &[
    Metric { name: "sales", unit: Unit::Money, good: Good::Up, value: sales, rests_on: None },
    Metric { name: "orders", unit: Unit::Count, good: Good::Up, value: orders, rests_on: None },
    Metric { name: "aov", unit: Unit::Money, good: Good::Up, value: aov, rests_on: Some((Measure::Orders, 5)) },
    Metric { name: "refunds", unit: Unit::Money, good: Good::Down, value: refunds, rests_on: None },
    Metric { name: "discounts", unit: Unit::Money, good: Good::Neither, value: discounts, rests_on: None },
    Metric { name: "new_customers", unit: Unit::Count, good: Good::Up, value: new_customers, rests_on: None },
    Metric {
        name: "returning_share",
        unit: Unit::Share,
        good: Good::Up,
        value: returning_share,
        rests_on: Some((Measure::Orders, 20)),
    },
    Metric { name: "repeat_rate", unit: Unit::Share, good: Good::Up, value: repeat_rate, rests_on: None },
];

/// Sales on the report's own basis, refunds taken off where the basis is what stays with the shop.
pub fn sales(totals: &Totals<'_>) -> Result<Exact, Why> {
    let (measure, less_refunds) = match totals.definitions.sales {
        SalesBasis::Net => (Measure::Net, true),
        SalesBasis::Gross => (Measure::Gross, false),
        SalesBasis::Total => (Measure::Total, true),
    };
    let refunds = if less_refunds { totals.get(Measure::Refunds).unwrap_or(0) } else { 0 };
    match totals.get(measure) {
        Some(sum) => Ok(Exact::whole(sum.saturating_sub(refunds))),
        None if refunds > 0 => Ok(Exact::whole(-refunds)),
        None => Err(Why::NoData),
    }
}

fn orders(totals: &Totals<'_>) -> Result<Exact, Why> {
    totals.sum(Measure::Orders, Why::NoData)
}

/// Before refunds: an order is worth what was ordered.
fn aov(totals: &Totals<'_>) -> Result<Exact, Why> {
    let measure = match totals.definitions.aov {
        AovBasis::Net => Measure::Net,
        AovBasis::Total => Measure::Total,
    };
    let sum = totals.get(measure).map(Exact::whole);
    ratio(sum, totals.get(Measure::Orders).map(Exact::whole), Why::NoOrders)
}

fn refunds(totals: &Totals<'_>) -> Result<Exact, Why> {
    totals.sum(Measure::Refunds, Why::NoData)
}

fn discounts(totals: &Totals<'_>) -> Result<Exact, Why> {
    totals.sum(Measure::Discounts, Why::NoData)
}

fn new_customers(totals: &Totals<'_>) -> Result<Exact, Why> {
    totals.customers.map(|customers| Exact::whole(customers.new)).ok_or(Why::NoCustomers)
}

/// Customers of the period who had ordered before it.
fn returning_share(totals: &Totals<'_>) -> Result<Exact, Why> {
    let customers = totals.customers.ok_or(Why::NoCustomers)?;
    let active = customers.active.ok_or(Why::NotAdditive)?;
    ratio(Some(Exact::whole(active - customers.new)), Some(Exact::whole(active)), Why::NoCustomers)
}

fn repeat_rate(totals: &Totals<'_>) -> Result<Exact, Why> {
    let customers = totals.customers.ok_or(Why::NoCustomers)?;
    ratio(Some(Exact::whole(customers.repeated)), Some(Exact::whole(customers.ever)), Why::NoCustomers)
}
