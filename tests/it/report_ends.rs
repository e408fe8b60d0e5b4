//! The KPI report where ads begin, pause and end, and where their files do. All figures are worked out by hand.

use serde_json::Value;

use crate::report::{report, shop};
use crate::report_figures::{page, payments, sources, whole};
use crate::report_periods::days;

const META: &str = "Campaign name,Platform,Day,Amount spent (EUR),Impressions,Link clicks\n";

/// €10 a day on a network.
fn ads(platform: &str, days: &[String]) -> String {
    META.to_owned() + &days.iter().map(|day| format!("Spring,{platform},{day},10.00,1000,20\n")).collect::<String>()
}

/// An order of €20 a day through each of these networks.
fn sold(days: &[String], networks: &[&str]) -> String {
    let of = |network| days.iter().map(move |day| (day.as_str(), "20.00", "a@x.example", network));
    payments(&networks.iter().copied().flat_map(of).collect::<Vec<_>>())
}

fn quarters() -> Vec<String> {
    let spring = [days("2026-04", 1..=30), days("2026-05", 1..=31), days("2026-06", 1..=30)];
    let summer = [days("2026-07", 1..=31), days("2026-08", 1..=31), days("2026-09", 1..=30)];
    [spring, summer].concat().concat()
}

fn figure<'r>(report: &'r Value, part: &str, name: &str) -> (&'r Value, &'r Value) {
    let metrics = if part == "total" { &report["metrics"]["total"] } else { &report["metrics"]["networks"][part] };
    (&metrics[name]["now"], &metrics[name]["before"])
}

/// Five weeks between two files of ads that ran day by day are as many as a month; no calendar month is whole among them.
#[test]
fn five_weeks_of_ads_that_were_forgotten_are_told() {
    let all = quarters();
    let until = |day: &str| all.iter().filter(|own| own.as_str() <= day).cloned().collect::<Vec<_>>();
    let from = |day: &str| all.iter().filter(|own| own.as_str() >= day).cloned().collect::<Vec<_>>();
    let orders = sold(&all, &["instagram"]);
    let of = |next: &str| {
        let (a, b) = (ads("instagram", &until("2026-08-01")), ads("instagram", &from(next)));
        let exports = [("pay.csv", orders.as_str()), ("a.csv", a.as_str()), ("b.csv", b.as_str())];
        let yaml = sources(&["pay.csv", "a.csv", "b.csv"]);
        let files: Vec<(&str, &[u8])> = exports.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
        let site = shop(&yaml.replace("[2026-09]", "[2026-Q3]"), &files);
        (whole(&yaml, &exports, "2026-Q3"), report(site.path(), &[]).1.stderr)
    };
    let (report, said) = of("2026-09-06");
    assert!(said.contains("spent on Instagram from 2026-08-02 to 2026-09-05"), "{said}");
    assert!(figure(&report, "total", "blended_roas").1.is_null(), "{report}");
    let (report, said) = of("2026-08-29");
    assert!(!said.contains("export-gap"), "{said}");
    assert_eq!(figure(&report, "total", "spend").1.as_f64(), Some(910.0), "{report}");
}

/// Ads paused for eleven days and ran again for five, when the file was made: orders came until the 31st.
#[test]
fn a_file_that_ends_soon_after_a_pause_ends_early() {
    let all = [days("2026-09", 1..=30), days("2026-10", 1..=31)].concat();
    let ran = |day: &&String| day.as_str() <= "2026-10-04" || ("2026-10-16"..="2026-10-20").contains(&day.as_str());
    let spent = ads("instagram", &all.iter().filter(ran).cloned().collect::<Vec<_>>());
    let orders = sold(&all, &["instagram"]);
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", spent.as_str())];
    let yaml = sources(&["pay.csv", "ads.csv"]).replace("[2026-09]", "[2026-10]");
    let report = whole(&yaml, &exports, "2026-10");
    assert!(figure(&report, "total", "blended_roas").1.is_null(), "{report}");
    let text = page(&yaml, &exports, "index.html");
    assert!(text.contains("The last day with ad spend on Instagram is October 20, 2026"), "{text}");
}

/// The 3rd of November; Instagram's ads are known until October, Facebook's until yesterday: what both cost is not known.
#[test]
fn what_one_of_two_networks_cost_is_not_what_both_did() {
    let all = [days("2026-10", 1..=31), days("2026-11", 1..=3)].concat();
    let orders = sold(&all, &["instagram", "facebook", "instagram", "facebook"]);
    let of = |facebook: usize, instagram: usize| {
        let (a, b) = (ads("facebook", &all[..facebook]), ads("instagram", &all[..instagram]));
        let exports = [("pay.csv", orders.as_str()), ("a.csv", a.as_str()), ("b.csv", b.as_str())];
        whole(&sources(&["pay.csv", "a.csv", "b.csv"]), &exports, "2026-11")
    };
    let report = of(33, 31);
    for name in ["spend", "blended_roas", "cac"] {
        assert!(figure(&report, "total", name).0.is_null(), "{name}: {report}");
    }
    assert_eq!(figure(&report, "facebook", "spend").0.as_f64(), Some(20.0), "{report}");
    let report = of(33, 32);
    assert_eq!(figure(&report, "total", "spend"), (&20.0.into(), &20.0.into()), "of the first day alone: {report}");
}

/// Four days of ads, and orders through them for four days more: those are of the ads, as they are of three days of ads. By hand
/// 20 orders of €20 in eight days are €400 for €40, and of these chance leaves 10 / e^(1.96/√20) = 6.45.
#[test]
fn a_campaign_of_a_few_days_brings_orders_later() {
    let ran = days("2026-09", 9..=12);
    let before = [days("2026-06", 1..=30), days("2026-07", 1..=31), days("2026-08", 1..=31)].concat();
    let others = before.iter().map(|day| (day.as_str(), "20.00", "b@x.example", "newsletter"));
    let later = [ran.clone(), days("2026-09", 13..=16)].concat();
    let own: Vec<_> = later.iter().flat_map(|day| std::iter::repeat_n(day, 5)).step_by(2).collect();
    let own = own.iter().map(|day| (day.as_str(), "20.00", "a@x.example", "instagram"));
    let orders = payments(&others.chain(own).collect::<Vec<_>>());
    let spent = ads("instagram", &ran);
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", spent.as_str())];
    let yaml = sources(&["pay.csv", "ads.csv"]) + "margin: 50 %\n";
    let report = whole(&yaml, &exports, "2026-09");
    let row = &report["tables"]["overview"]["next"]["rows"][0];
    assert_eq!((row["roas"].as_f64(), row["low"].as_f64()), (Some(10.0), Some(6.45)), "{row}");
    let text = page(&yaml, &exports, "index.html");
    assert!(!text.contains("Ad spend is known for"), "{text}");
}

/// July's file was made on the 1st of August, and a younger one tells of July too: Meta has found more purchases since.
#[test]
fn of_two_files_of_the_same_days_the_younger_one_counts() {
    let file = |days: &[String], sold: &str| {
        "Campaign name,Campaign ID,Platform,Day,Amount spent (EUR),Impressions,Purchases\n".to_owned()
            + &days.iter().map(|day| format!("Spring,7,instagram,{day},10.00,1000,{sold}\n")).collect::<String>()
    };
    let july = days("2026-07", 1..=31);
    let (old, new) = (file(&july, "1"), file(&[july.clone(), days("2026-08", 1..=31)].concat(), "2"));
    for names in [["old.csv", "new.csv"], ["new.csv", "old.csv"]] {
        let exports = [("old.csv", old.as_str()), ("new.csv", new.as_str())];
        let report = whole(&sources(&names), &exports, "2026-07");
        assert_eq!(figure(&report, "total", "claimed_orders").0.as_f64(), Some(62.0), "{names:?}: {report}");
        assert_eq!(figure(&report, "total", "spend").0.as_f64(), Some(310.0), "{names:?}");
    }
}
