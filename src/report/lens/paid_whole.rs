//! Sales of which the exports tell only what customers paid, with tax and delivery in it: the margin is of what stays without both.
//!
//! In: a lens, and what shop.yaml says of tax and delivery. Out: the low end of a return with room for them, and the key of the
//! sentence that says so. Absent: how much they were, which nobody tells.

use crate::shop::settings::Settings;

use super::Lens;
use crate::report::number::Exact;

/// The highest tax in the EU is 27 % on top (<https://europa.eu/youreurope/business/taxation/vat/vat-rules-rates/index_en.htm>).
const WITHOUT_TAX: Exact = Exact { numerator: 100, denominator: 127 };
/// What is left of most orders without delivery.
const WITHOUT_DELIVERY: Exact = Exact { numerator: 9, denominator: 10 };

/// What part is left at least, as far as a shop takes tax, or money for delivery.
fn left(shop: &Settings) -> Exact {
    let all = if shop.tax.is_some() { WITHOUT_TAX } else { Exact::whole(1) };
    let costs = shop.shipping.as_ref().is_some_and(|shipping| shipping.zones.iter().any(|zone| zone.cost.digits > 0));
    if costs { all.times(WITHOUT_DELIVERY) } else { all }
}

/// Whether only that is known of most orders.
pub fn is_usual(lens: &Lens<'_>) -> bool {
    let files = &lens.quality.files;
    let (only, all) = files.iter().fold((0, 0), |(only, all), file| (only + file.only_total, all + file.orders));
    only * 2 > all && left(&lens.shop.settings).compare(Exact::whole(1)).is_lt()
}

/// The low end of a return, or of what customers bought.
pub fn least(lens: &Lens<'_>, low: Exact) -> Exact {
    if is_usual(lens) { low.times(left(&lens.shop.settings)) } else { low }
}

/// `Sales hold tax and delivery here, …`
pub fn note(lens: &Lens<'_>) -> Option<&'static str> {
    is_usual(lens).then_some("report_paid_whole")
}
