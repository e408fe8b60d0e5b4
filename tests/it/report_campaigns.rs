//! The KPI report and campaigns of ads: one that its ads manager calls otherwise since, and those that campaigns.yaml does not
//! name. All figures are worked out by hand.

use serde_json::Value;

use crate::report::minor;
use crate::report_figures::{page, sources, whole};
use crate::report_periods::days;

const SPRING: &str = "- {code: spring, name: Spring, networks: [facebook], medium: paid_social, objective: sales, \
                      format: post, start: 2026-01-01, landing_page: /, names: [Always on]}\n";

/// €10 a day on a campaign, by its name and its number.
fn ads(campaigns: &[(&str, &str, Vec<String>)]) -> String {
    let row = |name: &str, number: &str, day: &String| format!("{name},{number},facebook,{day},10.00,1000,20\n");
    let head = "Campaign name,Campaign ID,Platform,Day,Amount spent (EUR),Impressions,Link clicks\n".to_owned();
    head + &campaigns
        .iter()
        .flat_map(|(name, number, days)| days.iter().map(move |day| row(name, number, day)))
        .collect::<String>()
}

/// An order of €20 a day through Facebook, by its utm_campaign.
fn orders(campaigns: &[(&str, Vec<String>)]) -> String {
    let head = "id,Created date (UTC),Amount,Amount Refunded,Currency,Status,Customer Email,utm_source (metadata),\
                utm_campaign (metadata)\n";
    let row = |name: &str, day: &String| {
        format!("py_{name}{day},{day} 10:00:00,20.00,0.00,eur,Paid,a@x.example,facebook,{name}\n")
    };
    let rows = campaigns.iter().flat_map(|(name, days)| days.iter().map(move |day| row(name, day)));
    head.to_owned() + &rows.collect::<String>()
}

fn september(exports: [&str; 2], campaigns: &str) -> Value {
    let exports = [("pay.csv", exports[0]), ("ads.csv", exports[1]), ("../campaigns.yaml", campaigns)];
    whole(&sources(&["pay.csv", "ads.csv"]), &exports, "2026-09")
}

fn other(report: &Value, page: &str) -> Option<i64> {
    let rows = report["tables"][page]["campaigns"]["rows"].as_array()?;
    rows.iter().find(|row| row["campaign"] == "(other)").map(|row| minor(&row["spend"]))
}

fn figures(report: &Value) -> [i64; 3] {
    let of = &report["metrics"]["campaigns"]["spring"];
    [minor(&of["spend"]["now"]), minor(&of["sales"]["now"]), of["orders"]["now"].as_i64().unwrap()]
}

/// "Always on" of campaigns.yaml is "Evergreen" from 11 September, under the same number; new ads of it tag their links with the
/// new name from 21 September.
#[test]
fn a_campaign_that_is_renamed_goes_on() {
    let [early, late] = [1..=10, 11..=30].map(|of| days("2026-09", of));
    let spent = ads(&[("Always on", "101", early), ("Evergreen", "101", late)]);
    let sold = orders(&[("spring", days("2026-09", 1..=20)), ("Evergreen", days("2026-09", 21..=30))]);
    let report = september([&sold, &spent], SPRING);
    assert_eq!(figures(&report), [30_000, 60_000, 30], "{report}");
    assert_eq!(other(&report, "overview"), None);
    let exports = [("pay.csv", sold.as_str()), ("ads.csv", spent.as_str()), ("../campaigns.yaml", SPRING)];
    let quality = page(&sources(&["pay.csv", "ads.csv"]), &exports, "quality.html");
    assert!(quality.contains("Evergreen") && quality.contains("it counts for that campaign too"), "{quality}");
}

/// What has ended is not carried on, and a number that two campaigns had carries on neither.
#[test]
fn another_campaign_under_the_same_number_is_another_one() {
    let parts = || [1..=10, 11..=20, 21..=30].map(|of| days("2026-09", of));
    let sold = orders(&[("spring", days("2026-09", 1..=30))]);
    let [first, second, third] = parts();
    let spent = ads(&[("Always on", "101", first), ("Evergreen", "101", [second, third].concat())]);
    let ended = SPRING.replace("landing_page", "end: 2026-09-10, landing_page");
    let report = september([&sold, &spent], &ended);
    assert_eq!((figures(&report)[0], other(&report, "overview")), (10_000, Some(20_000)), "{report}");

    let [first, second, third] = parts();
    let spent = ads(&[("Always on", "101", first), ("Kiln", "101", second), ("Evergreen", "101", third)]);
    let two =
        SPRING.to_owned() + &SPRING.replace("spring", "kiln").replace("Spring", "Kiln").replace("Always on", "Kiln");
    let report = september([&sold, &spent], &two);
    assert_eq!((figures(&report)[0], other(&report, "overview")), (10_000, Some(10_000)), "{report}");
}

/// "Retarget" is none of campaigns.yaml: its spend stands beside the campaigns, and its name among what is not known.
#[test]
fn ads_that_no_campaign_names_are_shown() {
    let all = || days("2026-09", 1..=30);
    let spent = ads(&[("Always on", "101", all()), ("Retarget", "102", all())]);
    let sold = orders(&[("spring", all())]);
    let report = september([&sold, &spent], SPRING);
    for page in ["overview", "networks-facebook"] {
        assert_eq!(other(&report, page), Some(30_000), "{page}: {report}");
    }
    assert_eq!(figures(&report)[0], 30_000);
    let listed = &report["tables"]["quality"]["other-ads"]["rows"];
    assert_eq!((&listed[0]["campaign"], &listed[1]["campaign"]), (&"Retarget".into(), &Value::Null), "{listed}");
    assert_eq!((&listed[0]["network"], minor(&listed[0]["spend"])), (&"facebook".into(), 30_000), "{listed}");

    let without = september([&sold, &spent], "[]\n");
    assert!(without["tables"]["overview"]["campaigns"].is_null(), "{without}");
    assert_eq!(without["tables"]["quality"]["other-ads"]["rows"].as_array().map(Vec::len), Some(2), "{without}");
}
