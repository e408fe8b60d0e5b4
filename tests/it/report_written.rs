//! The KPI report where report.yaml says of an export what the export itself denies, or what no report can do.

use crate::report::{ADS, HEAD, report, shop};
use crate::report_figures::{page, payments, sources, whole};
use crate::report_part::{META, ads, said};
use crate::report_periods::days;
use crate::report_slips::with_campaigns;

const NETWORKS: &str = "sources:\n  - {file: pay.csv, network: instagram}\n";

/// Four orders of €20, each through another network, and one that says nothing.
fn orders() -> String {
    let rows = [("a", "facebook"), ("b", "tiktok"), ("c", "newsletter"), ("d", "instagram"), ("e", "")];
    let mails = rows.map(|(name, _)| format!("{name}@x.example"));
    let rows = rows.iter().zip(&mails).map(|((_, source), mail)| ("2026-09-10", "20.00", mail.as_str(), *source));
    payments(&rows.collect::<Vec<_>>())
}

/// `network:` is of those that say nothing.
#[test]
fn an_order_that_names_its_network_is_of_that_one() {
    let (export, yaml) = (orders(), format!("{HEAD}{NETWORKS}"));
    let exports = [("pay.csv", export.as_str())];
    let report = whole(&yaml, &exports, "2026-09");
    let networks = &report["metrics"]["networks"];
    for (network, orders) in [("instagram", 2), ("facebook", 1), ("tiktok", 1), ("email", 1)] {
        assert_eq!(networks[network]["orders"]["now"], orders, "{network}: {networks}");
    }
    let text = said(&yaml, &exports);
    assert!(
        text.contains("3 of its 5 orders say themselves that they came another way than through `instagram`"),
        "{text}"
    );
    let export = export.replace(",facebook\n", ",\n").replace(",tiktok\n", ",\n");
    assert!(!said(&yaml, &[("pay.csv", &export)]).contains("export-network"));
}

/// Payments of orders that no file tells are no sales, and hardly what was meant.
#[test]
fn payments_of_orders_that_nothing_tells_are_told() {
    let (export, yaml) = (orders(), format!("{HEAD}sources:\n  - {{file: pay.csv, role: payments}}\n"));
    let exports = [("pay.csv", export.as_str())];
    let text = said(&yaml, &exports);
    assert!(text.contains("its rows pay orders that nothing else tells") && text.contains("`role: orders`"), "{text}");
    let by_hand = "metrics:\n  - {network: whatsapp, period: 2026-09, orders: 5, sales: 100}\n";
    assert!(!said(&(yaml + by_hand), &exports).contains("export-payments"));
    assert!(!said(&format!("{HEAD}sources:\n  - {{file: pay.csv}}\n"), &exports).contains("export-payments"));
}

/// English text between Portuguese dates is told; French has words.
#[test]
fn a_report_in_a_language_without_words_is_told() {
    let export = orders();
    let exports = [("pay.csv", export.as_str())];
    let of = |locale: &str| format!("locale: {locale}\n{HEAD}{NETWORKS}");
    let text = said(&of("pt-PT"), &exports);
    assert!(text.contains("the theme has no words for a report in `pt-PT`, so they are English"), "{text}");
    assert!(text.contains("write one of de, en, es, fr, it"), "{text}");
    assert!(!said(&of("fr-CH"), &exports).contains("theme-words"));
    assert!(page(&of("fr-CH"), &exports, "index.html").contains("Commandes"));
}

/// An export was downloaded, and its line forgotten.
#[test]
fn an_export_that_is_not_listed_is_told() {
    let (orders, spent) = (orders(), ads("instagram", &days("2026-09", 1..=30)));
    let of = |name: &str, text: &str, listed: &[&str]| said(&sources(listed), &[("pay.csv", &orders), (name, text)]);
    let text = of("meta ads.csv", &spent, &["pay.csv"]);
    assert!(text.contains("warning[export-unlisted]: `meta ads.csv` (Meta Ads) lies beside report.yaml"), "{text}");
    assert!(text.contains("add `- {file: meta ads.csv}` below `sources:`"), "{text}");
    assert!(of("a,b.csv", &spent, &["pay.csv"]).contains("add `- {file: \"a,b.csv\"}`"));
    for quiet in [
        of("ads.csv", &spent, &["pay.csv", "ads.csv"]),
        of("old/ads.csv", &spent, &["pay.csv"]),
        of("notes.csv", "what,when\nprices,May\n", &["pay.csv"]),
        of("README.md", "Amount spent, Day\n", &["pay.csv"]),
        of("ads.csv", &spent, &["pay.csv", "adz.csv"]),
    ] {
        assert!(!quiet.contains("export-unlisted"), "{quiet}");
    }
}

#[test]
fn an_export_of_another_program_than_is_said_is_refused() {
    let of = |format: &str| {
        let site = shop(
            &format!("{HEAD}sources:\n  - {{file: ads.csv, format: {format}}}\n"),
            &[("ads.csv", ads("instagram", &days("2026-09", 1..=30)).as_bytes())],
        );
        report(site.path(), &[]).1
    };
    let run = of("tiktok_ads").ends(1);
    assert!(run.stderr.contains("the file is of Meta Ads, and `format: tiktok_ads` says TikTok Ads"), "{}", run.stderr);
    assert!(run.stderr.contains("leave `format:` out below the source, or write `format: meta_ads`"), "{}", run.stderr);
    of("meta_ads").ends(0);
}

/// Ads of which nobody knows what they cost are half of a return.
#[test]
fn ads_without_their_spend_are_refused() {
    let without = "Campaign name,Platform,Day,Impressions,Link clicks\nAlways,instagram,2026-09-01,1000,20\n";
    let site =
        shop(&format!("{HEAD}sources:\n  - {{file: ads.csv, format: meta_ads}}\n"), &[("ads.csv", without.as_bytes())]);
    let run = report(site.path(), &[]).1.ends(1);
    assert!(
        run.stderr.contains("export-spend") && run.stderr.contains("(in English `amount spent`)"),
        "{}",
        run.stderr
    );
}

/// Thirty clicks a day, and none cost anything: the column is of something else, or nobody may see what was spent. A few may click on
/// what was posted long ago.
#[test]
fn ads_that_cost_nothing_in_any_row_are_told() {
    let of = |spend: &str, clicks: u32| {
        let rows: String = days("2026-09", 1..=30)
            .iter()
            .map(|day| format!("Spring,instagram,{day},{spend},1000,{clicks}\n"))
            .collect();
        said(&sources(&["ads.csv"]), &[("ads.csv", &(META.to_owned() + &rows))])
    };
    let text = of("0.00", 30);
    assert!(text.contains("warning[export-spend]: `Amount spent (EUR)` is 0 in every row"), "{text}");
    assert!(text.contains("clicked on these ads 900 times"), "{text}");
    assert!(of("", 30).contains("`Amount spent (EUR)` is empty in every row"));
    for quiet in [of("0.01", 30), of("0.00", 0)] {
        assert!(!quiet.contains("export-spend"), "{quiet}");
    }
}

/// Orders until 31 October, and today is 23 November: nobody knows those of December.
#[test]
fn days_that_are_yet_to_come_are_in_no_export() {
    let rows: Vec<(&str, &str, &str, &str)> = Vec::new();
    let october = days("2026-10", 1..=31);
    let rows = rows.into_iter().chain(october.iter().map(|day| (day.as_str(), "20.00", "", "instagram")));
    let export = payments(&rows.collect::<Vec<_>>());
    let yaml = |to: &str| {
        format!(
            "title: T\ntime_zone: Europe/Paris\nperiods: [2026-11]\nsources:\n  - {{file: pay.csv, from: 2026-01-01, to: {to}}}\n"
        )
    };
    let exports = [("pay.csv", export.as_str())];
    let text = said(&yaml("2026-12-31"), &exports);
    assert!(text.contains("warning[report-future]: `to: 2026-12-31` is yet to come"), "{text}");
    assert!(text.contains("report.yaml:5:"), "{text}");
    assert!(!page(&yaml("2026-12-31"), &exports, "index.html").contains("100.0%"));
    assert!(!said(&yaml("2026-11-23"), &exports).contains("report-future"));
}

/// One day is of another century; a month that runs is told whole.
#[test]
fn days_of_ads_that_are_yet_to_come_are_told() {
    let of = |ads: String| said(&sources(&["ads.csv"]), &[("ads.csv", &ads)]);
    let text = of(META.to_owned() + "Spring,instagram,2026-09-10,1.00,10,1\nSpring,instagram,2062-09-11,1.00,10,1\n");
    assert!(text.contains("export-future") && text.contains("its days reach to 2062-09-11"), "{text}");
    // No day and month were taken for each other: the other way round it is no day of the past either.
    assert!(text.contains("ads.csv:3") && text.contains("mend the date in this line"), "{text}");
    let text = of(META.to_owned() + "Spring,instagram,2026-09-10,1.00,10,1\nSpring,instagram,2026-12-10,1.00,10,1\n");
    assert!(text.contains("ads.csv:3") && text.contains("`day_first:`"), "{text}");
    let text = of(format!("{ADS}2026-09-01,2026-09-30,Spring,1.00,10,1\n2026-11-01,2026-11-30,Spring,1.00,10,1\n"));
    assert!(!text.contains("export-future"), "{text}");
}

/// Ads of September on Instagram, €10 a day.
#[test]
fn ads_outside_their_campaign_are_told() {
    let (orders, spent) = (orders(), ads("instagram", &days("2026-09", 1..=30)));
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", spent.as_str())];
    let of = |network: &str, runs: &str| {
        let campaigns = format!(
            "- {{code: spring, name: Spring, networks: [{network}], medium: paid_social, objective: sales, format: video, {runs}}}\n"
        );
        with_campaigns(&exports, (&sources(&["pay.csv", "ads.csv"]), &campaigns), "index.html").2
    };
    let text = of("instagram", "start: 2062-09-01");
    assert!(text.contains("`spring` begins on 2062-09-01, and its ads cost something from 2026-09-01 on"), "{text}");
    assert!(text.contains("campaigns.yaml:1:") && text.contains("write `start: 2026-09-01`"), "{text}");
    let text = of("instagram", "start: 2025-01-01, end: 2025-12-31");
    assert!(text.contains("`spring` ended on 2025-12-31, and its ads cost something until 2026-09-30"), "{text}");
    let text = of("facebook", "start: 2026-09-01");
    assert!(text.contains("ads of `spring` cost something on Instagram, which it does not name"), "{text}");
    assert!(text.contains("`networks: [facebook, instagram]`"), "{text}");
    for quiet in [of("instagram", "start: 2026-09-04, end: 2026-09-27"), of("instagram", "start: 2026-01-01")] {
        assert!(!quiet.contains("campaign-days") && !quiet.contains("campaign-networks"), "{quiet}");
    }
}

#[test]
fn figures_in_another_unit_are_asked_for() {
    let export = orders();
    let of = |more: &str| said(&(sources(&["pay.csv"]) + more), &[("pay.csv", &export)]);
    let target = |metric: &str, value: &str| {
        of(&format!("targets:\n  - {{metric: {metric}, value: {value}, period: 2026-09}}\n"))
    };
    assert!(target("blended_roas", "450").contains("`blended_roas` of more than 100 times"));
    assert!(target("sales", "6.2").contains("six thousand are `6000`"));
    for (metric, value) in [("blended_roas", "4.5"), ("sales", "100"), ("aov", "6.2"), ("orders", "3")] {
        assert!(!target(metric, value).contains("report-rate"), "{metric} {value}");
    }
    let text = of("exchange_rates: {JPY: 160}\n");
    assert!(text.contains("one JPY is not worth 160 EUR") && text.contains("`JPY: 0.00625`"), "{text}");
    // As banks quote it.
    assert!(of("exchange_rates: {SEK: 11.2}\n").contains("`SEK: 0.08929`"));
    assert!(!of("exchange_rates: {JPY: 0.00625, USD: 1.08, KWD: 2.8}\n").contains("upside down"));
    let text = said(&sources(&["pay.csv"]).replace("[2026-09]", "[2026-09-30..2026-07-01]"), &[("pay.csv", &export)]);
    assert!(text.contains("runs backwards") && text.contains("`2026-07-01..2026-09-30`"), "{text}");
}
