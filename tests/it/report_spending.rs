//! The KPI report where more orders came through a network than its ads can have brought: from before the first day of which
//! ad spend is known, from after the last, by links that cost nothing. All figures are worked out by hand.

use serde_json::Value;

use crate::report::minor;
use crate::report_figures::{page, payments, sources, total, whole};
use crate::report_periods::{daily, days, traffic};

const META: &str = "Campaign name,Platform,Day,Amount spent (EUR),Impressions,Link clicks\n";

/// €10 a day.
fn ads(platform: &str, days: &[String]) -> String {
    META.to_owned() + &days.iter().map(|day| format!("Spring,{platform},{day},10.00,1000,20\n")).collect::<String>()
}

/// An order of €20 a day.
fn sold(days: &[String], network: &str) -> String {
    let rows: Vec<(&str, &str, &str, &str)> =
        days.iter().map(|day| (day.as_str(), "20.00", "a@x.example", network)).collect();
    payments(&rows)
}

fn quarter() -> Vec<String> {
    [days("2026-07", 1..=31), days("2026-08", 1..=31), days("2026-09", 1..=30)].concat()
}

fn yaml(names: &[&str]) -> String {
    sources(names) + "margin: 50 %\n"
}

/// What the overview says of a network's ads: return, low end and verdict.
fn next(report: &Value, network: &str) -> (Option<f64>, f64, String) {
    let rows = report["tables"]["overview"]["next"]["rows"].as_array().unwrap();
    let row = rows.iter().find(|row| row["network"] == network).unwrap_or_else(|| panic!("{network} in {rows:?}"));
    (row["roas"].as_f64(), row["low"].as_f64().unwrap(), row["verdict"].as_str().unwrap().to_owned())
}

/// Ads of September and orders of the quarter: 92 orders of €20 for €300 are 6.13×, 30 of them 2.00×; of these chance keeps
/// 2.00 / e^(1.96/√30) = 1.40.
#[test]
fn orders_from_before_the_first_ad_are_no_return_that_is_sure() {
    let orders = sold(&quarter(), "instagram");
    let ads = ads("instagram", &days("2026-09", 1..=30));
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", ads.as_str())];
    let names = ["pay.csv", "ads.csv"];
    let report = whole(&yaml(&names), &exports, "2026-Q3");
    assert_eq!(next(&report, "instagram"), (Some(6.1333), 1.4, "not sure yet".to_owned()));
    let text = page(&yaml(&names).replace("[2026-09]", "[2026-Q3]"), &exports, "networks/instagram.html");
    assert!(text.contains("Ad spend on Instagram is known for Sep 1, 2026 – Sep 30, 2026 only."), "{text}");
    // The author says that nothing was spent before, so that nothing is missing: as many orders came without ads.
    let said = yaml(&names).replace("file: ads.csv", "file: ads.csv, from: 2026-07-01, to: 2026-09-30");
    let report = whole(&said, &exports, "2026-Q3");
    assert_eq!(next(&report, "instagram"), (Some(6.1333), 0.0, "not sure yet".to_owned()));
    let text = page(&said.replace("[2026-09]", "[2026-Q3]"), &exports, "networks/instagram.html");
    assert!(!text.contains("is known for"), "{text}");
}

/// The export of ads ends on the 15th, orders go on: 15 orders for €150, 2.00 / e^(1.96/√15) = 1.21. Of ten days altogether the others
/// tell that as many orders come without ads.
#[test]
fn orders_from_after_the_last_ad_are_no_return_that_is_sure() {
    let orders = sold(&days("2026-09", 1..=30), "instagram");
    let names = ["pay.csv", "ads.csv"];
    let few = ads("instagram", &days("2026-09", 1..=10));
    let report = whole(&yaml(&names), &[("pay.csv", &orders), ("ads.csv", &few)], "2026-09");
    assert_eq!(next(&report, "instagram"), (Some(6.0), 0.0, "not sure yet".to_owned()));
    let ads = ads("instagram", &days("2026-09", 1..=15));
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", ads.as_str())];
    let report = whole(&yaml(&names), &exports, "2026-09");
    assert_eq!(next(&report, "instagram"), (Some(4.0), 1.21, "not sure yet".to_owned()));
    let text = page(&yaml(&names), &exports, "index.html");
    assert!(text.contains("The last day with ad spend on Instagram is September 15, 2026"), "{text}");
    let said = yaml(&names).replace("file: ads.csv", "file: ads.csv, from: 2026-09-01, to: 2026-09-30");
    assert!(!page(&said, &exports, "index.html").contains("The last day with ad spend"));
}

/// 20 of 30 orders came by links in posts: ten orders for €300 are 0.67×, with chance 0.67 / e^(1.96/√10) = 0.36.
#[test]
fn orders_by_links_that_cost_nothing_are_no_return_that_is_sure() {
    let orders = sold(&days("2026-09", 1..=30), "instagram");
    let tagged: String = orders
        .lines()
        .enumerate()
        .map(|(n, line)| match n {
            0 => format!("{line},utm_medium (metadata)\n"),
            1..=20 => format!("{line},organic_social\n"),
            _ => format!("{line},paid_social\n"),
        })
        .collect();
    let spent = ads("instagram", &days("2026-09", 1..=30));
    let exports = [("pay.csv", tagged.as_str()), ("ads.csv", spent.as_str())];
    let report = whole(&yaml(&["pay.csv", "ads.csv"]), &exports, "2026-09");
    assert_eq!(next(&report, "instagram"), (Some(2.0), 0.36, "not sure yet".to_owned()));
    let text = page(&yaml(&["pay.csv", "ads.csv"]), &exports, "networks/instagram.html");
    assert!(text.contains("30 orders through Instagram, 20 of them by links that are tagged as unpaid"), "{text}");
    assert!(text.contains("without them the return is 0.67×"), "{text}");
    assert!(text.contains("what ads alone brought of it, without chance, lies between 0.36× and 2.86×"), "{text}");
    let text = page(&yaml(&["pay.csv", "ads.csv"]), &exports, "index.html");
    assert!(text.contains("The lower figure counts only orders that nothing but ads can have brought."), "{text}");
}

/// Ads on weekdays, or told for the month as one: they begin in September too. 22 days cost €220: 2.73 / e^(1.96/√30) = 1.91.
#[test]
fn ads_on_weekdays_and_of_a_month_begin_too() {
    let orders = sold(&quarter(), "instagram");
    let weekdays: Vec<String> = days("2026-09", 1..=30)
        .into_iter()
        .enumerate()
        .filter(|(n, _)| !matches!((n + 2) % 7, 6 | 0))
        .map(|(_, day)| day)
        .collect();
    assert_eq!(weekdays.len(), 22);
    let month = "Campaign name,Platform,Reporting starts,Reporting ends,Amount spent (EUR),Impressions,Link clicks\n\
                 Spring,instagram,2026-09-01,2026-09-30,300.00,1000,20\n";
    for (ads, roas, low) in [(ads("instagram", &weekdays), 8.3636, 1.91), (month.to_owned(), 6.1333, 1.4)] {
        let exports = [("pay.csv", orders.as_str()), ("ads.csv", ads.as_str())];
        let report = whole(&yaml(&["pay.csv", "ads.csv"]), &exports, "2026-Q3");
        assert_eq!(next(&report, "instagram"), (Some(roas), low, "not sure yet".to_owned()));
    }
}

/// What went back is taken off the orders it was of: of ten paid orders nine were sent back, so that one of €20 is left for €300.
#[test]
fn refunds_are_taken_off_their_own_orders() {
    let orders = sold(&days("2026-09", 1..=30), "instagram");
    let line = |(n, line): (usize, &str)| match n {
        0 => format!("{line},utm_medium (metadata)\n"),
        1..=20 => format!("{line},organic_social\n"),
        21..=29 => format!("{},paid_social\n", line.replace("20.00,0.00", "20.00,20.00")),
        _ => format!("{line},paid_social\n"),
    };
    let tagged: String = orders.lines().enumerate().map(line).collect();
    let spent = ads("instagram", &days("2026-09", 1..=30));
    let exports = [("pay.csv", tagged.as_str()), ("ads.csv", spent.as_str())];
    let text = page(&yaml(&["pay.csv", "ads.csv"]), &exports, "networks/instagram.html");
    assert!(text.contains("without them the return is 0.07×"), "{text}");
}

/// Who pays for a newsletter pays for its links: 30 orders of €20 for €60.
#[test]
fn links_of_a_newsletter_are_paid_with_it() {
    let orders =
        sold(&days("2026-09", 1..=30), "newsletter").replace("(metadata)\n", "(metadata),utm_medium (metadata)\n");
    let orders = orders.replace(",newsletter\n", ",newsletter,email\n");
    let hand = "metrics:\n  - {network: email, period: 2026-09, spend: 60.00}\n";
    let report = whole(&(yaml(&["pay.csv"]) + hand), &[("pay.csv", &orders)], "2026-09");
    let (roas, low, verdict) = next(&report, "email");
    assert_eq!((roas, verdict.as_str()), (Some(10.0), "pays for itself"), "{low}");
}

/// Ads are known from September of the year before on: what the quarter then cost is no measure of this one.
#[test]
fn spend_that_begins_in_the_period_before_is_not_compared() {
    let last: Vec<String> = quarter().iter().map(|day| day.replace("2026", "2025")).collect();
    let orders = sold(&[last.clone(), quarter()].concat(), "instagram");
    let of = |from: usize| {
        let ads = ads("instagram", &[last[from..].to_vec(), quarter()].concat());
        let yaml = yaml(&["pay.csv", "ads.csv"]).replace("periods:", "comparison: year_before\nperiods:");
        let total = total(&yaml, &[("pay.csv", orders.as_str()), ("ads.csv", ads.as_str())], "2026-Q3");
        ["spend", "blended_roas", "roi"].map(|metric| total[metric]["before"].as_f64())
    };
    assert_eq!(of(62), [None, None, None]);
    assert_eq!(of(0), [Some(920.0), Some(2.0), Some(0.0)]);
    // The same where another network is known from the first day on.
    let facebook = ads("facebook", &[last.clone(), quarter()].concat());
    let instagram = ads("instagram", &[last[62..].to_vec(), quarter()].concat());
    let exports = [("pay.csv", orders.as_str()), ("a.csv", facebook.as_str()), ("b.csv", instagram.as_str())];
    let yaml = yaml(&["pay.csv", "a.csv", "b.csv"]).replace("periods:", "comparison: year_before\nperiods:");
    let total = total(&yaml, &exports, "2026-Q3");
    assert_eq!((total["spend"]["now"].as_f64(), &total["spend"]["before"]), (Some(1840.0), &Value::Null), "{total}");
}

/// Exports of this month, made on the 23rd, are of the days until the last order, whether they end today or with the month; and
/// so are figures that are kept for the month.
#[test]
fn exports_of_a_running_month_are_of_its_days_so_far() {
    let orders = sold(&days("2026-11", 1..=21), "instagram");
    for end in ["21", "23", "30"] {
        let ads = format!(
            "Campaign name,Platform,Reporting starts,Reporting ends,Amount spent (EUR),Impressions,Link clicks\n\
             Spring,instagram,2026-11-01,2026-11-{end},210.00,1000,20\n"
        );
        let visits = traffic("20261101", &format!("202611{end}"), &[("instagram / social", 420)]);
        let exports = [("pay.csv", orders.as_str()), ("ads.csv", ads.as_str()), ("ga.csv", visits.as_str())];
        let hand = "metrics:\n  - {network: whatsapp, period: 2026-11, orders: 5, sales: 200.00}\n";
        let total = total(&(sources(&["pay.csv", "ads.csv", "ga.csv"]) + hand), &exports, "2026-11");
        let found = ["sales", "spend", "sessions"].map(|metric| total[metric]["now"].as_f64());
        assert_eq!(found, [Some(620.0), Some(210.0), Some(420.0)], "{end}: {total}");
    }
}

/// What is sold in a running month so far is not set against the whole month before.
#[test]
fn a_running_month_by_hand_is_not_a_whole_one() {
    let hand = "metrics:\n  - {network: whatsapp, date: 2026-11-03, orders: 2, sales: 70.00}\n  \
                - {network: whatsapp, period: 2026-10, orders: 20, sales: 960.00}\n";
    let yaml = sources(&[]).replace("sources:\n", "") + hand;
    let sales = total(&yaml, &[], "2026-11")["sales"].clone();
    assert_eq!((minor(&sales["now"]), &sales["before"]), (7_000, &Value::Null), "{sales}");
}

/// Other costs of a network are in its ROI: what its ads alone would earn is said beside it.
#[test]
fn other_costs_are_said_beside_a_verdict() {
    let orders = sold(&days("2026-09", 1..=30), "instagram");
    let ads = ads("instagram", &days("2026-09", 1..=30)).replace(",10.00,", ",1.00,");
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", ads.as_str())];
    let yaml = yaml(&["pay.csv", "ads.csv"])
        + "costs:\n  - {label: Film, amount: 900.00, from: 2026-09-01, network: instagram}\n";
    // €300 of margin for €930.
    let text = page(&yaml, &exports, "networks/instagram.html");
    assert!(text.contains("With €900.00 of other costs, Instagram does not pay for itself: ROI −67.7%"), "{text}");
}

/// Where orders do not say where they came from, what analytics saw stands beside what the networks claim.
#[test]
fn what_analytics_saw_stands_beside_the_claims() {
    let orders = sold(&days("2026-09", 1..=30), "");
    let spent = ads("instagram", &days("2026-09", 1..=30));
    let visits = traffic("20260901", "20260930", &[("instagram / paid_social", 300)]);
    let head = visits.lines().position(|line| line.contains("Sessions")).unwrap();
    let visits: String = visits
        .lines()
        .enumerate()
        .map(|(n, line)| match n {
            _ if n == head => format!("{line},Total revenue\n"),
            _ if n > head => format!("{line},450.00\n"),
            _ => format!("{line}\n"),
        })
        .collect();
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", spent.as_str()), ("ga.csv", visits.as_str())];
    let yaml = sources(&["pay.csv", "ads.csv", "ga.csv"]).replace("file: ga.csv", "file: ga.csv, currency: EUR");
    let report = whole(&yaml, &exports, "2026-09");
    let seen = &report["metrics"]["networks"]["instagram"];
    let found = ["analytics_sales", "analytics_roas", "roas"].map(|metric| seen[metric]["now"].as_f64());
    assert_eq!(found, [Some(450.0), Some(1.5), None], "{seen}");
    let text = page(&yaml, &exports, "index.html");
    assert!(text.contains("analytics saw most sales through Instagram: €450.00"), "{text}");
    assert!(text.contains("ROAS in analytics"), "{text}");
}

/// Networks in a table of the merchant's own are called as people call them; what nothing fits is listed, and not ranked.
#[test]
fn networks_of_an_own_table_are_known_by_other_names() {
    let row = |network: &str| format!("2026-09-05,{network},10,500.00,100.00\n");
    let table = ["FB", "Insta", "Newsletter", "Kiosk"].map(row).concat();
    let yaml = sources(&[])
        + "  - {file: t.csv, format: table, currency: EUR, table: {date: Day, network: Where, measures: {orders: Orders, net: Net, spend: Spend}}}\n";
    let exports = [("t.csv", format!("Day,Where,Orders,Net,Spend\n{table}"))];
    let exports = [(exports[0].0, exports[0].1.as_str())];
    let report = whole(&yaml, &exports, "2026-09");
    let networks: Vec<&String> = report["metrics"]["networks"].as_object().unwrap().keys().collect();
    assert!(
        ["facebook", "email", "unmatched"].iter().all(|name| networks.iter().any(|own| own == name)),
        "{networks:?}"
    );
    let ranked = report["tables"]["overview"]["next"]["rows"].to_string();
    assert!(!ranked.contains("unmatched"), "{ranked}");
    assert!(page(&yaml, &exports, "quality.html").contains("kiosk"), "not listed");
}

/// The first month of exports holds old customers too, who count as new.
#[test]
fn in_the_first_month_everybody_is_new() {
    let orders = daily(&days("2026-09", 1..=30));
    let ads = ads("instagram", &days("2026-09", 1..=30));
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", ads.as_str())];
    let text = page(&yaml(&["pay.csv", "ads.csv"]), &exports, "audience.html");
    assert!(text.contains("customers from then count as new too"), "{text}");
}

/// In its first month a shop sees that month, not the one before.
#[test]
fn a_first_month_is_shown_while_it_runs() {
    let orders = sold(&days("2026-11", 1..=20), "instagram");
    let yaml = sources(&["pay.csv"]).replace("periods: [2026-09]\n", "");
    let text = page(&yaml, &[("pay.csv", &orders)], "index.html");
    assert!(text.contains("November 2026") && text.contains("€400.00"), "{text}");
}
