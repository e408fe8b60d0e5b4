//! Sales, orders and customers, from the shop's own exports.

use crate::importers::Measure;

use super::{Customers, Good, Metric, Totals, Why, ratio};
use crate::report::number::{Exact, Unit};
use crate::report::settings::{AovBasis, SalesBasis};
use crate::report::slice::Cut;

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
    sales_on(totals, totals.definitions.sales)
}

/// What sales are the sum of, and what is taken off it.
pub fn measures(basis: SalesBasis) -> (Measure, Option<Measure>) {
    match basis {
        SalesBasis::Net => (Measure::Net, Some(Measure::Returns)),
        SalesBasis::Gross => (Measure::Gross, None),
        SalesBasis::Total => (Measure::Total, Some(Measure::Refunds)),
    }
}

/// What an average order is of.
pub fn ordered(basis: AovBasis) -> Measure {
    match basis {
        AovBasis::Net => Measure::Net,
        AovBasis::Total => Measure::Total,
    }
}

/// Sales on any basis.
pub fn sales_on(totals: &Totals<'_>, basis: SalesBasis) -> Result<Exact, Why> {
    let (measure, back) = measures(basis);
    let refunds = back.and_then(|back| totals.get(back)).unwrap_or(0);
    match totals.get(measure) {
        Some(sum) => Ok(Exact::whole(sum.saturating_sub(refunds))),
        // Where a part of what was sold is not known, what went back is no loss.
        None if refunds != 0 && !totals.slice.lacks(totals.cut, measure) => Ok(Exact::whole(-refunds)),
        None => Err(Why::NoData),
    }
}

fn orders(totals: &Totals<'_>) -> Result<Exact, Why> {
    totals.sum(Measure::Orders, Why::NoData)
}

/// Before refunds: an order is worth what was ordered. Orders without amounts and amounts without orders are in neither sum.
fn aov(totals: &Totals<'_>) -> Result<Exact, Why> {
    let measure = ordered(totals.definitions.aov);
    let known = [measure, Measure::Orders].map(|measure| totals.get(measure));
    match totals.slice.sums_of_both(totals.cut, measure, Measure::Orders) {
        Some((sum, orders)) if known.iter().all(Option::is_some) => {
            ratio(Some(Exact::whole(sum)), Some(Exact::whole(orders)), Why::NoOrders)
        }
        _ => Err(if known[1].is_some() { Why::NoData } else { Why::NoOrders }),
    }
}

fn refunds(totals: &Totals<'_>) -> Result<Exact, Why> {
    totals.sum(Measure::Refunds, Why::NoData)
}

fn discounts(totals: &Totals<'_>) -> Result<Exact, Why> {
    totals.sum(Measure::Discounts, Why::NoData)
}

/// Customers of a period of whose orders at least four in five name one; else their number would say how good the exports
/// are, not how many came.
pub fn customers(totals: &Totals<'_>) -> Result<Customers, Why> {
    let whole = Totals { cut: Cut { campaign: None, ..totals.cut }, ..*totals };
    if whole.slice.lacks(whole.cut, Measure::Orders) {
        return Err(Why::NoData);
    }
    let (orders, identified) = (whole.get(Measure::Orders).unwrap_or(0), whole.get(Measure::Identified).unwrap_or(0));
    if orders == 0 && !whole.tells_orders() {
        return Err(if totals.orders_told { Why::NoData } else { Why::NoOrders });
    }
    let sorted = whole.get(Measure::Sorted).is_some_and(|sorted| sorted > 0);
    let none = if sorted { Why::OnlySorted } else { Why::NoCustomers };
    totals.customers.filter(|_| identified * 5 >= orders * 4).ok_or(none)
}

fn new_customers(totals: &Totals<'_>) -> Result<Exact, Why> {
    new(totals).map(Exact::whole)
}

/// New customers: those whose first order is of the period, and those whom an export that names nobody calls new.
///
/// # Errors
/// Customers are not told apart.
pub fn new(totals: &Totals<'_>) -> Result<i64, Why> {
    let get = |measure| totals.get(measure).unwrap_or(0);
    let sorted = if totals.cut.campaign.is_none() { get(Measure::Sorted) } else { 0 };
    if sorted == 0 {
        return customers(totals).map(|customers| customers.new);
    }
    let known = (sorted + get(Measure::Identified)) * 5 >= get(Measure::Orders) * 4;
    let own = totals.customers.map_or(0, |customers| customers.new);
    if known { Ok(own + get(Measure::Newcomers)) } else { Err(Why::NoCustomers) }
}

/// Customers of the period who had ordered before it.
fn returning_share(totals: &Totals<'_>) -> Result<Exact, Why> {
    let customers = customers(totals)?;
    let active = customers.active.ok_or(Why::OfMonths)?;
    ratio(Some(Exact::whole(active - customers.new)), Some(Exact::whole(active)), Why::NoCustomers)
}

fn repeat_rate(totals: &Totals<'_>) -> Result<Exact, Why> {
    let customers = customers(totals)?;
    ratio(Some(Exact::whole(customers.repeated)), Some(Exact::whole(customers.ever)), Why::NobodyNew)
}
