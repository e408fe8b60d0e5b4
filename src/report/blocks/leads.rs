//! Contacts in place of orders: whether they are what somebody advertises for.

use crate::report::lens::Lens;
use crate::report::slice::Cut;

/// What is shown of them.
pub const METRICS: &[&str] = &["leads", "cost_per_lead"];

/// Whether leads are known, and there is a target for them, or orders are not known.
pub fn are_sought(lens: &Lens<'_>) -> bool {
    let mut targets = lens.settings.targets.iter().filter(|target| target.period.same_days(lens.period));
    let targeted = targets.any(|target| METRICS.contains(&target.metric.as_str()));
    lens.value("leads", Cut::default()).is_some() && (targeted || are_all(lens))
}

/// Whether no orders are known beside them.
pub fn are_all(lens: &Lens<'_>) -> bool {
    ["sales", "orders"].into_iter().all(|name| lens.value(name, Cut::default()).is_none())
}
