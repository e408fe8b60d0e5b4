//! Contacts in place of orders: whether they are what somebody advertises for.

use crate::report::lens::Lens;
use crate::report::slice::Cut;

/// What is shown of them.
pub const METRICS: &[&str] = &["leads", "cost_per_lead"];

/// Whether leads are known, and orders are not, or there is a target for leads.
pub fn are_sought(lens: &Lens<'_>) -> bool {
    let known = |name: &str| lens.value(name, Cut::default()).is_some();
    let mut targets = lens.settings.targets.iter().filter(|target| target.period.same_days(lens.period));
    known("leads")
        && (targets.any(|target| METRICS.contains(&target.metric.as_str())) || !(known("sales") || known("orders")))
}
