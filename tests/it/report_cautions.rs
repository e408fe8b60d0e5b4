//! The KPI report where it could say more than it knows: verdicts, comparisons and periods that are not what they seem.

use serde_json::Value;

use crate::report::{HEAD, minor, told};
use crate::report_figures::{page, payments, whole};

/// Orders of €50 through a network, or through none, on days of months of 2026.
fn sold(days: &[(usize, std::ops::RangeInclusive<usize>, &str)]) -> String {
    let days: Vec<(String, &str)> = days
        .iter()
        .flat_map(|(month, days, network)| days.clone().map(move |day| (format!("2026-{month:02}-{day:02}"), *network)))
        .collect();
    payments(&days.iter().map(|(day, network)| (day.as_str(), "50.00", "", *network)).collect::<Vec<_>>())
}

fn meta(month: usize, columns: &str, figures: &str) -> String {
    let rows = (1..=30).map(|day| format!("Spring,instagram,2026-{month:02}-{day:02},{figures}\n"));
    format!("Campaign name,Platform,Day,{columns}\n") + &rows.collect::<String>()
}

fn yaml(more: &str, files: &[&str]) -> String {
    let files = files.iter().map(|file| format!("  - {{file: {file}}}\n"));
    format!("{HEAD}{more}sources:\n{}", files.collect::<String>())
}

fn rows<'v>(report: &'v Value, page: &str, table: &str) -> &'v [Value] {
    report["tables"][page][table]["rows"].as_array().map_or(&[], Vec::as_slice)
}

/// By hand: ten orders of €50 for €480 return 1.04, at most 1.94 in nineteen of twenty cases; 2.00 pays. But of ninety more
/// orders nobody knows where they came from.
#[test]
fn no_network_loses_what_may_be_its_own() {
    let hand = "margin: 50 %\nmetrics:\n  - {network: instagram, period: 2026-09, spend: 480}\n";
    let own = [(9, 1..=5, "instagram"), (9, 26..=30, "instagram")];
    let verdict = |sold: &str, high: f64| {
        let report = whole(&yaml(hand, &["p.csv"]), &[("p.csv", sold)], "2026-09");
        let row = rows(&report, "overview", "next")[0].clone();
        assert_eq!((row["roas"].as_f64(), row["high"].as_f64()), (Some(1.0417), Some(high)), "{row}");
        row["verdict"].as_str().unwrap().to_owned()
    };
    assert_eq!(verdict(&sold(&own), 1.94), "costs more than it earns");
    let [first, last] = own;
    let all = sold(&[first, last, (9, 1..=30, ""), (9, 1..=30, ""), (9, 1..=30, "")]);
    assert_eq!(verdict(&all, 11.315), "not sure yet");
    let network = page(&yaml(hand, &["p.csv"]), &[("p.csv", &all)], "networks/instagram.html");
    assert!(network.contains("90% of the orders name no source") && !network.contains("even at the high end"));
}

/// Sales of three months, ad spend of one: the report says so beside the return.
#[test]
fn a_return_says_of_which_days_spend_is_known() {
    let sold = sold(&[(7, 1..=31, "instagram"), (8, 1..=31, "instagram"), (9, 1..=30, "instagram")]);
    let ads = meta(9, "Amount spent (EUR),Impressions,Link clicks", "10.00,1000,20");
    let files = [("p.csv", sold.as_str()), ("a.csv", ads.as_str())];
    let said = [
        ("index.html", "Ad spend is known for Sep 1, 2026 – Sep 30, 2026 only."),
        ("networks/instagram.html", "Ad spend on Instagram is known for Sep 1, 2026 – Sep 30, 2026 only."),
    ];
    for (period, known) in [("[2026-Q3]", false), ("[2026-09]", true)] {
        let yaml = yaml("margin: 50 %\n", &["p.csv", "a.csv"]).replace("[2026-09]", period);
        for (name, said) in said {
            assert_eq!(page(&yaml, &files, name).contains(said), !known, "{period} {name}");
        }
    }
}

/// August's export has all clicks, September's those on links; reactions of September are told one by one, those of August
/// as the network counts them.
#[test]
fn clicks_and_reactions_of_two_kinds_are_not_compared() {
    let all = meta(8, "Amount spent (EUR),Impressions,Clicks (all)", "10.00,1000,30");
    let links = meta(9, "Amount spent (EUR),Impressions,Link clicks", "10.00,1000,20");
    let hand = "metrics:\n  - {network: linkedin, period: 2026-08, engagements: 805}\n  \
                - {network: linkedin, period: 2026-09, likes: 500, comments: 200, shares: 124}\n";
    let yaml = yaml(hand, &["a.csv", "b.csv"]);
    let files = [("a.csv", all.as_str()), ("b.csv", links.as_str())];
    let report = whole(&yaml, &files, "2026-09");
    let networks = &report["metrics"]["networks"];
    for (metric, now) in [("clicks", 600.0), ("ctr", 0.02), ("cpc", 0.5)] {
        let of = &networks["instagram"][metric];
        assert_eq!((of["now"].as_f64(), &of["before"]), (Some(now), &Value::Null), "{metric}: {of}");
    }
    assert_eq!(minor(&networks["instagram"]["cpm"]["before"]), 1_000, "views are of one kind");
    let engagements = &networks["linkedin"]["engagements"];
    assert_eq!((&engagements["now"], &engagements["before"]), (&824.into(), &Value::Null), "{engagements}");
    let page = page(&yaml, &files, "networks/linkedin.html");
    assert!(page.contains("before: — · Before, another kind of clicks or reactions was counted."), "{page}");
}

/// By hand: 36 of 1,000 and 21 of 3,000 views; TikTok is kept since September, so that the rate of all has not fallen.
#[test]
fn a_network_more_is_no_fall_of_a_rate() {
    let hand = "metrics:\n  - {network: instagram, period: 2026-08, views: 1000, likes: 26}\n  \
                - {network: instagram, period: 2026-09, views: 1000, likes: 36}\n";
    let more = "  - {network: tiktok, period: 2026-09, views: 3000, likes: 21}\n";
    let sold = sold(&[(8, 1..=31, "x"), (9, 1..=30, "x")]);
    let rate = |hand: &str| {
        let report = whole(&yaml(hand, &["p.csv"]), &[("p.csv", &sold)], "2026-09");
        let rate = &report["metrics"]["total"]["engagement_rate"];
        (rate["now"].as_f64(), rate["before"].as_f64())
    };
    assert_eq!(rate(hand), (Some(0.036), Some(0.026)));
    assert_eq!(rate(&format!("{hand}{more}")), (Some(0.01425), None));
}

/// March's cohort of a period that ends on the 20th holds nobody who came on the 25th, whatever other periods there are.
#[test]
fn a_cohort_ends_with_its_period() {
    let export = payments(&[
        ("2026-02-12", "50.00", "a@x.example", "x"),
        ("2026-03-05", "50.00", "b@x.example", "x"),
        ("2026-03-25", "50.00", "c@x.example", "x"),
        ("2026-10-25", "50.00", "a@x.example", "x"),
    ]);
    for periods in ["[2026-02-10..2026-03-20]", "[2026-02-10..2026-03-20, 2026-10]"] {
        let yaml = yaml("", &["p.csv"]).replace("[2026-09]", periods);
        let text = page(&yaml, &[("p.csv", &export)], "report.json");
        let report: Value = serde_json::from_str(&text).unwrap();
        let pages = ["overview", "audience"].map(|page| rows(&report, page, "cohorts"));
        let cohorts: Vec<(&str, i64)> = pages
            .into_iter()
            .find(|rows| !rows.is_empty())
            .unwrap_or_default()
            .iter()
            .map(|row| (row["cohort"].as_str().unwrap(), row["customers"].as_i64().unwrap()))
            .collect();
        assert_eq!(cohorts, [("2026-02", 1), ("2026-03", 1)], "{periods}");
    }
}

/// Twenty days of September are not September, in the bridge as in the head.
#[test]
fn the_bridge_of_an_unfinished_month_ends_with_its_days() {
    let sold = sold(&[(8, 1..=31, "x"), (9, 1..=20, "x"), (9, 1..=20, "facebook")]);
    let report = whole(&yaml("", &["p.csv"]), &[("p.csv", &sold)], "2026-09");
    let last = rows(&report, "overview", "bridge-data").last().unwrap();
    assert_eq!((&last["network"], minor(&last["sales"])), (&"Sep 1, 2026 – Sep 20, 2026".into(), 200_000), "{last}");
}

/// Without a period before there is no grey line to speak of.
#[test]
fn a_line_that_is_not_there_is_not_explained() {
    let sold = sold(&[(8, 1..=31, "x"), (8, 1..=31, "facebook"), (9, 1..=30, "x"), (9, 1..=30, "facebook")]);
    for (comparison, grey) in [("", true), ("comparison: none\n", false)] {
        let page = page(&yaml(comparison, &["p.csv"]), &[("p.csv", &sold)], "index.html");
        assert!(page.contains("All on one scale."), "{page}");
        assert_eq!(page.contains("The grey line is the period before."), grey, "{comparison}");
    }
}

/// What is meant by 0.62 nobody can tell: a share of one, or less than a hundredth.
#[test]
fn a_margin_without_a_sign_is_asked_for() {
    let export = sold(&[(9, 1..=30, "x")]);
    let said = told("margin: 0.62\n", "p.csv", export.as_bytes());
    assert!(said.stderr.contains("content/report/report.yaml:") && said.stderr.contains("write the sign: `62 %`"));
    for margin in ["62 %", "62", "0.62 %"] {
        told(&format!("margin: {margin}\n"), "p.csv", export.as_bytes()).ends(0);
    }
}

/// By hand: €300 of Google Ads and no order that names them. Half of the orders come from `google`, and say neither that an ad
/// brought them nor that the search did: their €1,500 may be the ads' own, and five times what they cost.
#[test]
fn google_without_a_medium_is_no_verdict_on_its_ads() {
    let ads = "Campaign report\nDay,Campaign,Currency code,Cost,Impr.,Clicks\n".to_owned()
        + &(1..=30).map(|day| format!("2026-09-{day:02},Brand,EUR,10.00,64,6\n")).collect::<String>();
    let verdict = |source: &str| {
        let sold = sold(&[(9, 1..=30, "instagram"), (9, 1..=30, source)]);
        let files = [("p.csv", sold.as_str()), ("g.csv", ads.as_str())];
        let yaml = yaml("margin: 50 %\n", &["p.csv", "g.csv"]);
        let report = whole(&yaml, &files, "2026-09");
        let row = rows(&report, "overview", "next").iter().find(|row| row["network"] == "google").cloned();
        let row = row.unwrap_or_default();
        let listed = page(&yaml, &files, "quality.html").contains("source: google");
        (row["verdict"].as_str().unwrap_or_default().to_owned(), row["orders"].as_i64(), listed)
    };
    assert_eq!(verdict("google"), (String::new(), None, true), "nobody knows how many they are");
    assert_eq!(verdict("bing"), ("costs more than it earns".to_owned(), Some(0), false));
    assert_eq!(verdict("googleads"), ("pays for itself".to_owned(), Some(30), false));
}

/// Facebook's sales and ads are kept since September, Instagram's all along: what was spent on both is no growth. Where its sales
/// are kept of August too and no spend is, there was none.
#[test]
fn spend_of_a_network_more_is_no_growth() {
    let of = |august: &str| {
        let yaml = format!(
            "{HEAD}metrics:\n  - {{network: instagram, period: 2026-08, orders: 10, sales: 500, spend: 100}}\n  \
             - {{network: instagram, period: 2026-09, orders: 10, sales: 500, spend: 100}}\n  \
             - {{network: facebook, period: 2026-09, orders: 9, sales: 400, spend: 300}}\n{august}"
        );
        let report = whole(&yaml, &[], "2026-09");
        let total = &report["metrics"]["total"];
        (total["spend"]["before"].as_f64(), total["blended_roas"]["before"].as_f64(), page(&yaml, &[], "index.html"))
    };
    let (spend, roas, text) = of("");
    assert_eq!((spend, roas), (None, None));
    assert!(text.contains("On the networks known in both periods: €100.00 → €100.00"), "{text}");
    let (spend, roas, _) = of("  - {network: facebook, period: 2026-08, orders: 2, sales: 100}\n");
    assert_eq!((spend, roas), (Some(100.0), Some(6.0)));
}
