//! A shop of which visits are known, and no order.
//!
//! In: a period. Out: whether that is so, and what the overview shows then. Absent: what was sold; nobody tells it.

use crate::importers::Measure;
use crate::report::lens::Lens;
use crate::report::slice::Cut;

/// What an analytics program tells of all.
pub const METRICS: &[&str] = &["sessions", "engaged_share", "analytics_sales"];

/// Whether there is no export of orders, and nothing is sold by hand, and an analytics program tells of visits.
pub fn are_all(lens: &Lens<'_>) -> bool {
    !orders_are_known(lens) && lens.value("sessions", Cut::default()).is_some()
}

/// Whether there is an export of orders, or something is sold by hand.
pub fn orders_are_known(lens: &Lens<'_>) -> bool {
    let sold = [Measure::Orders, Measure::Net, Measure::Gross, Measure::Total];
    lens.quality.first_day.is_some() || sold.into_iter().any(|own| lens.now.slice.tells(own))
}
