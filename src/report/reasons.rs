//! Why there is no figure, and where nothing told is nothing sold.
//!
//! In: a metric, and sums of a part. Out: a reason, as precisely as the sources tell. Absent: sentences; the theme has one for each.

use crate::importers::Measure;

use super::metrics::{Metric, Totals, Why};
use super::named::nameless;
use super::number::Exact;
use super::slice::Cut;

/// Days of an export without an order have sold nothing; days without a rate have none.
pub fn silent_zero(metric: &Metric, totals: &Totals<'_>) -> Option<Exact> {
    let nothing = match metric.name {
        "sales" | "orders" => totals.sold_nothing(),
        "refunds" => totals.tells_orders() || of_nameless(totals),
        _ => false,
    };
    nothing.then(|| Exact::whole(0))
}

/// Whether it is orders of exports that say nothing of where they came from: what went back of them is told with them.
fn of_nameless(totals: &Totals<'_>) -> bool {
    let own = totals.cut.network.is_some_and(|own| nameless().any(|none| none == own));
    own && totals.orders_told && totals.get(Measure::Orders).is_some()
}

/// Why there is no figure, as precisely as the sources tell.
pub fn reason(metric: &Metric, totals: &Totals<'_>, why: Why) -> Why {
    let of_part = totals.cut != Cut::default() || metric.name == "roas";
    // Of a part of which nothing is told nobody knows that there were no orders.
    let untold = match why {
        Why::NoData => metric.is_of_orders(),
        Why::NoOrders => metric.tells_orders() && totals.get(Measure::Orders).is_none(),
        _ => false,
    };
    if metric.lacks(why).iter().any(|measure| totals.slice.lacks_rate(totals.cut, *measure)) {
        Why::NoRate
    } else if metric.lacks(why).iter().any(|measure| totals.slice.lacks_days(totals.cut, *measure)) {
        Why::Overlap
    } else if metric.lacks(why).iter().any(|measure| totals.slice.is_cut(totals.cut, *measure)) {
        Why::Cut
    } else if untold
        && totals.cut.campaign.is_some_and(|own| !totals.slice.names(own))
        && totals.slice.tells(Measure::Orders)
    {
        Why::NoCampaigns
    } else if why == Why::NoOrders && totals.slice.tells(Measure::Net) && !totals.slice.tells(Measure::Orders) {
        // Sales are told, and not of how many orders.
        if metric.is_of_customers() { Why::NoCustomers } else { Why::NoData }
    } else if why == Why::NoOrders && !totals.orders_told && !totals.slice.tells(Measure::Orders) {
        // What nobody tells may have been any.
        Why::NoData
    } else if untold && of_part && !totals.slice.origins {
        Why::NoOrigins
    } else {
        why
    }
}
