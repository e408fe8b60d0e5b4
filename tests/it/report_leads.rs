//! The KPI report of what is no sale: leads, claims without a value, videos with the figures of their whole lives, months in
//! which nothing was sold. All figures are worked out by hand.

use crate::report::{HEAD, minor};
use crate::report_figures::{page, payments, sources, total, whole};
use crate::report_part::ads;
use crate::report_periods::days;

const LEADS: &str = "metrics:\n  - {network: linkedin, period: 2026-09, leads: 10, spend: 100}\n\
                     targets:\n  - {metric: leads, value: 20, period: 2026-09}\n";

/// Without orders leads are what the report is about, and orders are not known, which is not none.
#[test]
fn a_shop_of_leads_reads_of_leads_first() {
    let yaml = HEAD.to_owned() + LEADS;
    let of = total(&yaml, &[], "2026-09");
    assert_eq!((&of["leads"]["now"], minor(&of["cost_per_lead"]["now"])), (&10.into(), 1_000), "{of}");
    let page = page(&yaml, &[], "index.html");
    for text in ["Leads: 10.", "50% of the target 20", "Cost per lead: €10.00."] {
        assert!(page.contains(text), "{text}: {page}");
    }
    assert!(!page.contains("No orders."), "{page}");
}

/// A target of a figure that the overview does not show puts it there.
#[test]
fn a_target_is_shown_wherever_its_figure_stands() {
    let export = payments(&[("2026-09-10", "50.00", "a@x.example", "instagram")]);
    let yaml = sources(&["pay.csv"]) + "targets: [{metric: discounts, value: 20, period: 2026-09}]\n";
    let page = page(&yaml, &[("pay.csv", &export)], "index.html");
    assert!(page.contains("Discounts"), "{page}");
}

/// Conversions to which nobody ever gave a value are worth something that is not known; of those that had one before, nothing
/// is nothing.
#[test]
fn claims_without_a_value_have_no_return() {
    let head =
        "Campaign name,Platform,Day,Amount spent (EUR),Impressions,Link clicks,Purchases,Purchases conversion value\n";
    let rows = |month: &str, value: &str| {
        days(month, 1..=30).iter().map(|day| format!("S,facebook,{day},10.00,1000,20,1,{value}\n")).collect::<String>()
    };
    let of = |before: &str| {
        let export = format!("{head}{}{}", rows("2026-08", before), rows("2026-09", "0.00"));
        whole(&sources(&["ads.csv"]), &[("ads.csv", &export)], "2026-09")["metrics"]["networks"]["facebook"].clone()
    };
    assert!(of("0.00")["claimed_roas"]["now"].is_null(), "{}", of("0.00"));
    assert_eq!(of("20.00")["claimed_roas"]["now"].as_f64(), Some(0.0), "{}", of("20.00"));
}

/// Each video counts in the month in which it was published, with all that it has until now: August's had more time.
#[test]
fn videos_of_two_months_are_not_compared() {
    let export = "Content,Video title,Video publish time,Duration,Views,Watch time (hours),Subscribers\n\
                  Total,,,,3000,30.0,30\n\
                  rUKnkWr7tHh,One,\"Aug 13, 2026\",20,2000,20.0,20\n\
                  yWDQRuDx7wH,Two,\"Sep 14, 2026\",20,1000,10.0,10\n";
    let yaml = sources(&["y.csv"]);
    let of = whole(&yaml, &[("y.csv", export)], "2026-09")["metrics"]["networks"]["youtube"].clone();
    for (name, now) in [("views", 1_000), ("follows", 10)] {
        assert_eq!((&of[name]["now"], &of[name]["before"]), (&now.into(), &serde_json::Value::Null), "{of}");
        assert_eq!(of[name]["whole_lives"], true, "{of}");
    }
    // What other networks tell of both months is no figure of this one.
    let more = "metrics:\n  - {network: instagram, period: 2026-08, views: 700, follows: 7}\n  \
                - {network: instagram, period: 2026-09, views: 900, follows: 9}\n";
    let page = page(&(yaml + more), &[("y.csv", export)], "networks/youtube.html");
    assert!(!page.contains("known in both periods"), "{page}");
    assert!(page.contains("of videos published in this period") && page.contains("older ones had more time"), "{page}");
}

/// Nothing against nothing is no change.
#[test]
fn two_months_without_sales_are_alike() {
    let export = payments(&[
        ("2026-07-05", "50.00", "a@x.example", "instagram"),
        ("2026-10-05", "50.00", "b@x.example", "instagram"),
    ]);
    let spent = ads("instagram", &[days("2026-08", 1..=31), days("2026-09", 1..=30)].concat());
    let exports = [("pay.csv", export.as_str()), ("ads.csv", spent.as_str())];
    let page = page(&sources(&["pay.csv", "ads.csv"]), &exports, "index.html");
    assert!(page.contains("Sales: €0.00, as before (August 2026)."), "{page}");
}

/// In French the period that is compared has no article.
#[test]
fn a_period_in_french_stands_by_itself() {
    let export = payments(&[
        ("2026-08-05", "50.00", "a@x.example", "instagram"),
        ("2026-09-30", "70.00", "b@x.example", "instagram"),
    ]);
    let yaml = sources(&["pay.csv"]).replace("periods:", "locale: fr\nperiods:");
    let page = page(&yaml, &[("pay.csv", &export)], "index.html");
    assert!(page.contains("comparaison\u{202F}: août 2026."), "{page}");
}
