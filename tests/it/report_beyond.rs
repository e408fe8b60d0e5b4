//! The KPI report and days beyond those that a figure is of: ads of an earlier budget, months that still run. All figures are worked
//! out by hand.

use crate::report_figures::{payments, sources, whole};
use crate::report_part::{ads, figure};
use crate::report_periods::days;
use crate::report_slips::with_campaigns;

/// Ads of the same name have run since June; the campaign and its budget of €600 are of September, in which they cost €300.
#[test]
fn what_ran_before_a_campaign_is_no_part_of_its_budget() {
    let all = ["06", "07", "08", "09"].map(|month| days(&format!("2026-{month}"), 1..=30)).concat();
    let spent = ads("facebook", &all);
    let orders = payments(&[("2026-09-30", "20.00", "a@x.example", "facebook")]);
    let campaigns = "- {code: spring, name: Spring, networks: [facebook], medium: paid_social, objective: sales, format: video, \
                     start: 2026-09-01, landing_page: /, names: [Spring], budget: 600}\n";
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", spent.as_str())];
    let yaml = sources(&["pay.csv", "ads.csv"]);
    let (_, text, _) = with_campaigns(&exports, (&yaml, campaigns), "campaigns/spring.html");
    assert!(text.contains("€300.00") && text.contains("50%") && !text.contains("€1,200"), "{text}");
}

/// Of the two who have ordered in the month that runs, one had before.
#[test]
fn who_came_again_is_told_of_a_month_that_runs() {
    let orders = payments(&[
        ("2026-09-10", "20.00", "a@x.example", "facebook"),
        ("2026-11-10", "20.00", "a@x.example", "facebook"),
        ("2026-11-20", "20.00", "b@x.example", "facebook"),
    ]);
    let report = whole(&sources(&["pay.csv"]), &[("pay.csv", &orders)], "2026-11");
    assert_eq!(figure(&report, "total", "returning_share").0.as_f64(), Some(0.5), "{report}");
}
