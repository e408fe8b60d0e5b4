//! Ads of which nobody tells what came back, and shops without ads.
//!
//! In: a period. Out: whether ads are all that is known of it, and what the overview shows then; whether leads and visits are all
//! that is known beside them, which are no orders; whether there are none. Absent: leads as what ads are for; see [`super::leads`].

use crate::importers::{Kind, Measure};
use crate::report::lens::Lens;
use crate::report::slice::Cut;

use super::{leads, visits};

/// What ads managers tell of all.
pub const METRICS: &[&str] =
    &["spend", "impressions", "clicks", "cpc", "claimed_orders", "claimed_sales", "claimed_roas"];

/// Whether neither orders nor visits are known, and what ads cost is.
pub fn are_all(lens: &Lens<'_>) -> bool {
    let told = visits::orders_are_known(lens) || lens.now.slice.tells(Measure::Sessions);
    !told && !leads::are_sought(lens) && lens.value("spend", Cut::default()).is_some()
}

/// Whether what ads cost is known, and no order: none that came back for them can be told.
pub fn are_without_orders(lens: &Lens<'_>) -> bool {
    !visits::orders_are_known(lens) && lens.value("spend", Cut::default()).is_some()
}

/// Those that are told of the period, and leads where there are any.
pub fn told(lens: &Lens<'_>) -> Vec<&'static str> {
    let leads = leads::METRICS.iter().filter(|_| leads::are_told(lens));
    METRICS.iter().chain(leads).copied().filter(|name| lens.value(name, Cut::default()).is_some()).collect()
}

/// The metrics of a table or of tiles; where ads are all that is known, what is told of them.
pub fn or<'n>(lens: &Lens<'_>, names: Vec<&'n str>) -> Vec<&'n str> {
    if are_all(lens) { told(lens) } else { names }
}

/// Figures without those of ads where the shop has none, and of visits where it knows nothing but its orders.
pub fn without_unknown<'n>(lens: &Lens<'_>, names: Vec<&'n str>) -> Vec<&'n str> {
    let has = |kind: Kind| lens.quality.files.iter().any(|file| file.kind == kind || file.kind == Kind::Table);
    let ads = has(Kind::Ads) || lens.spending.networks().next().is_some();
    let visits = has(Kind::Visits) || lens.now.slice.tells(Measure::Sessions);
    let is_known = |name: &&str| match *name {
        "spend" | "blended_roas" | "cac" => ads || lens.value(name, Cut::default()).is_some(),
        "conversion_rate" => visits || ads,
        _ => true,
    };
    names.into_iter().filter(is_known).collect()
}
