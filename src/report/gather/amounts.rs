//! What an order brought, on each basis that sales can be counted on.
//!
//! In: the amounts that a row tells. Out: the same, with the nearest of them in the place of those that it does not tell: an
//! order that is left out of sales but not of orders would make every ratio of both wrong. Absent: currencies.

use iso_currency::Currency;

use crate::importers::{Amounts, Measure};
use crate::scalar::exponent;

use crate::report::metrics;
use crate::report::settings::{AovBasis, Definitions, SalesBasis};

/// Net, gross and total of an order.
pub fn filled(of: &Amounts) -> Amounts {
    let net = net(of);
    let gross = of.gross.or_else(|| Some(net?.saturating_add(of.discounts.unwrap_or(0))));
    Amounts { net, gross, total: paid(of).or(net), ..*of }
}

/// What a customer paid, as it is told or by all its parts.
pub fn paid(of: &Amounts) -> Option<i64> {
    let parts = || Some(of.net?.saturating_add(of.tax?).saturating_add(of.shipping?));
    of.total.or_else(parts)
}

/// Whether a row does not tell the amount that a report counts. What is paid in the place of net sales is told of by itself.
pub fn is_off(of: &Amounts, definitions: Definitions) -> bool {
    let no_gross = definitions.sales == SalesBasis::Gross && of.gross.is_none();
    let of_total = definitions.sales == SalesBasis::Total || definitions.aov == AovBasis::Total;
    no_gross || (of_total && paid(of).is_none())
}

/// Whether the orders of groups of people need a measure: those that sales and average orders are of.
pub fn counts(measure: Measure, definitions: Definitions) -> bool {
    let (sales, back) = metrics::measures(definitions.sales);
    let others = [Some(sales), back, Some(metrics::ordered(definitions.aov))];
    measure == Measure::Orders || others.contains(&Some(measure))
}

/// The amounts of a row of sums.
pub fn of_sums(values: &[(Measure, i64)]) -> Amounts {
    let of = |measure: Measure| values.iter().find(|(own, _)| *own == measure).map(|(_, value)| *value);
    let [gross, discounts, net, total] = [Measure::Gross, Measure::Discounts, Measure::Net, Measure::Total].map(of);
    let [tax, shipping] = [Measure::Tax, Measure::Shipping].map(of);
    Amounts { gross, discounts, net, tax, shipping, total, ..Amounts::default() }
}

/// What such a row lacks beside net sales.
pub fn nearest(values: &[(Measure, i64)]) -> impl Iterator<Item = (Measure, i64)> {
    let own = of_sums(values);
    let all = own.net.map(|_| filled(&own)).unwrap_or_default();
    let lacks = [(Measure::Gross, own.gross, all.gross), (Measure::Total, own.total, all.total)];
    lacks.into_iter().filter(|(_, told, _)| told.is_none()).filter_map(|(measure, _, value)| Some((measure, value?)))
}

/// Goods after discounts, without tax and shipping; what was paid, where that is all that is known.
fn net(amounts: &Amounts) -> Option<i64> {
    let from_gross = || Some(amounts.gross? - amounts.discounts.unwrap_or(0) - amounts.tax.unwrap_or(0));
    let from_total = || Some(amounts.total? - amounts.tax.unwrap_or(0) - amounts.shipping.unwrap_or(0));
    amounts.net.or_else(from_total).or_else(from_gross)
}

/// Of an amount in minor units, in units times minor units: cheap goods have one too, and a million orders of ten thousand
/// units each are far below what overflows.
pub fn square(amount: i64, currency: Currency) -> i64 {
    let square = i128::from(amount) * i128::from(amount) / 10_i128.pow(u32::from(exponent(currency)));
    i64::try_from(square).unwrap_or(i64::MAX)
}
