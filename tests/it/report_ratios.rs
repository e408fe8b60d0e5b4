//! The KPI report where both sides of a ratio do not come from the same sources or the same days.

use std::fs;

use serde_json::Value;

use crate::report::{HEAD, json, minor, report, shop};
use crate::report_figures::{page, payments, whole};

/// Orders of €50 through networks, from the first days of September to the last.
fn orders(networks: &[(&str, usize)]) -> String {
    let all = networks.iter().flat_map(|(network, count)| (1..=*count).map(move |n| (n * 30 / count, *network)));
    let days: Vec<(String, &str)> = all.map(|(day, network)| (format!("2026-09-{day:02}"), network)).collect();
    payments(&days.iter().map(|(day, network)| (day.as_str(), "50.00", "", *network)).collect::<Vec<_>>())
}

/// Meta Ads, Instagram alone: a row for each day of September from one to another, with these figures.
fn meta(columns: &str, from: usize, to: usize, figures: &str) -> String {
    let rows = (from..=to).map(|day| format!("Spring,instagram,2026-09-{day:02},{figures}\n"));
    format!("Campaign name,Platform,Day,{columns}\n") + &rows.collect::<String>()
}

/// A free-form exploration of GA4: a row for each day of September from one to another.
fn explored(columns: &str, from: usize, to: usize, figures: &[&str]) -> String {
    let row = |day: usize| figures.iter().map(move |figures| format!("202609{day:02},{figures}\n"));
    let line = "# ----------------------------------------\n";
    let days = format!("# 202609{from:02}-202609{to:02}\n\n");
    format!("{line}# Free form\n# Account\n# Property\n{line}# \n# Free form 1\n{days}Date,{columns}\n")
        + &(from..=to).flat_map(row).collect::<String>()
}

fn sources(files: &[&str]) -> String {
    let files = files.iter().map(|file| format!("  - {{file: {file}, currency: EUR}}\n"));
    format!("sources:\n{}", files.collect::<String>())
}

fn now<'v>(report: &'v Value, network: &str, metric: &str) -> &'v Value {
    &report["metrics"]["networks"][network][metric]["now"]
}

fn rows<'v>(report: &'v Value, page: &str, table: &str) -> &'v [Value] {
    report["tables"][page][table]["rows"].as_array().map_or(&[], Vec::as_slice)
}

fn row<'v>(report: &'v Value, page: &str, table: &str, key: &str, value: &str) -> &'v Value {
    rows(report, page, table).iter().find(|row| row[key] == value).unwrap_or(&Value::Null)
}

/// €300 brought 600 clicks of 30,000 views and €1,200 by the ads manager's own count; what creators got brought none of those.
#[test]
fn spend_without_clicks_is_in_no_price_of_a_click() {
    let columns = "Amount spent (EUR),Impressions,Link clicks,Purchases,Purchases conversion value";
    let ads = meta(columns, 1, 30, "10.00,1000,20,1,40.00");
    let sold = orders(&[("instagram", 30)]);
    let hand = "metrics:\n  - {network: instagram, period: 2026-09, spend: 900.00}\n";
    let yaml = format!("{HEAD}{}{hand}", sources(&["p.csv", "a.csv"]));
    let report = whole(&yaml, &[("p.csv", &sold), ("a.csv", &ads)], "2026-09");
    for of in [&report["metrics"]["networks"]["instagram"], &report["metrics"]["total"]] {
        let money = ["spend", "cpc", "cpm"].map(|metric| minor(&of[metric]["now"]));
        assert_eq!(money, [120_000, 50, 1_000], "{of}");
        let ratios = ["claimed_roas", "ctr", "roas"].map(|metric| of[metric]["now"].as_f64().unwrap());
        assert_eq!(ratios, [4.0, 0.02, 1.25], "{of}");
    }
}

/// Of twenty days an export tells all clicks, which are no link clicks: of those and their views and cost only ten are known.
#[test]
fn clicks_of_one_export_are_not_of_the_views_of_another() {
    let links = meta("Amount spent (EUR),Impressions,Link clicks", 1, 10, "10.00,1000,20");
    let all = meta("Amount spent (EUR),Impressions,Clicks (all)", 11, 30, "10.00,1000,30");
    let sold = orders(&[("instagram", 30)]);
    let yaml = format!("{HEAD}{}", sources(&["p.csv", "a.csv", "b.csv"]));
    let report = whole(&yaml, &[("p.csv", &sold), ("a.csv", &links), ("b.csv", &all)], "2026-09");
    let of = |metric| now(&report, "instagram", metric);
    assert_eq!((of("clicks"), of("ctr").as_f64()), (&200.into(), Some(0.02)), "{report}");
    assert_eq!((minor(of("cpc")), minor(of("cpm"))), (50, 1_000));
}

/// One table tells what was spent, another how many clicks came: they are of each other, as far as anybody knows.
#[test]
fn spend_and_clicks_of_two_tables_have_a_price() {
    let table = |name: &str, measure: &str, column: &str| {
        let map = format!("{{date: Day, network: Network, measures: {{{measure}: {column}}}}}");
        format!("  - {{file: {name}, format: table, currency: EUR, table: {map}}}\n")
    };
    let yaml = format!("{HEAD}sources:\n{}{}", table("s.csv", "spend", "Spend"), table("c.csv", "clicks", "Clicks"));
    let spent = "Day,Network,Spend\n2026-09-05,tiktok,100.00\n";
    let clicked = "Day,Network,Clicks\n2026-09-06,tiktok,50\n";
    let report = whole(&yaml, &[("s.csv", spent), ("c.csv", clicked)], "2026-09");
    assert_eq!(minor(now(&report, "tiktok", "cpc")), 200, "{report}");
}

/// By hand: five orders of €50 have a standard error of 0.447, and e^0.8765 is 2.4025; €750 of nobody knows how many orders
/// make the return larger, and no surer.
#[test]
fn sales_without_orders_make_a_return_no_surer() {
    let sold = orders(&[("facebook", 5)]);
    let hand = "metrics:\n  - {network: facebook, period: 2026-09, sales: 750.00, spend: 400}\n";
    let yaml = format!("{HEAD}margin: 50 %\n{}{hand}", sources(&["p.csv"]));
    let report = whole(&yaml, &[("p.csv", &sold)], "2026-09");
    let of = row(&report, "overview", "next", "network", "facebook");
    let [roas, low, high] = ["roas", "low", "high"].map(|key| of[key].as_f64().unwrap());
    assert_eq!((roas, low, high), (2.5, 1.04, 6.01), "{of}");
    assert_eq!((&of["orders"], &of["verdict"]), (&5.into(), &"not sure yet".into()), "{of}");
}

/// X tells nothing of the orders that it would claim: what the shop sold through it is no answer to Instagram's claims.
#[test]
fn claims_are_compared_with_the_orders_of_the_networks_that_claim() {
    let ads = meta("Amount spent (EUR),Purchases,Purchases conversion value", 1, 30, "10.00,2,80.00");
    let sold = orders(&[("instagram", 30), ("x", 30)]);
    let hand = "metrics:\n  - {network: x, period: 2026-09, spend: 100}\n";
    let yaml = format!("{HEAD}{}{hand}", sources(&["p.csv", "a.csv"]));
    let page = page(&yaml, &[("p.csv", &sold), ("a.csv", &ads)], "index.html");
    assert!(page.contains("The networks claim 60 orders; the shop counts 30 through them, that is 2.00×"), "{page}");
}

/// WhatsApp tells clicks, and no impressions: the funnel says of how many impressions there were clicks as the tile does.
#[test]
fn the_click_rate_of_the_funnel_is_that_of_the_tile() {
    let ads = meta("Amount spent (EUR),Impressions,Link clicks", 1, 30, "10.00,1000,20");
    let hand = "metrics:\n  - {network: whatsapp, period: 2026-09, clicks: 900}\n";
    let yaml = format!("{HEAD}{}{hand}", sources(&["p.csv", "a.csv"]));
    let sold = orders(&[("instagram", 30)]);
    let report = whole(&yaml, &[("p.csv", &sold), ("a.csv", &ads)], "2026-09");
    assert_eq!(report["metrics"]["total"]["ctr"]["now"].as_f64(), Some(0.02));
    let step = row(&report, "overview", "funnel-data", "stage", "Clicks");
    assert_eq!((&step["count"], &step["rate"]), (&1_500.into(), &"2.00% of Impressions".into()));
}

/// Two campaigns went the same way; of one only clicks are known.
#[test]
fn the_click_rate_of_a_way_is_of_the_campaigns_that_tell_both() {
    let campaign = |code: &str| {
        format!(
            "- code: {code}\n  name: {code}\n  networks: [instagram]\n  medium: paid_social\n  objective: sales\n  \
             format: video\n  start: 2026-09-01\n  end: 2026-09-30\n"
        )
    };
    let both = meta("Amount spent (EUR),Impressions,Link clicks", 1, 30, "10.00,1000,20");
    let clicks = meta("Amount spent (EUR),Link clicks", 1, 30, "10.00,50").replace("Spring", "Kiln");
    let yaml = format!("{HEAD}{}", sources(&["a.csv", "b.csv"]));
    let site = shop(&yaml, &[("a.csv", both.as_bytes()), ("b.csv", clicks.as_bytes())]);
    fs::write(site.path().join("content/campaigns.yaml"), campaign("spring") + &campaign("kiln")).unwrap();
    let (out, run) = report(site.path(), &[]);
    run.ends(0);
    let report = json(out.path().join("report/report.json"));
    let way = &rows(&report, "overview", "ways")[0];
    assert_eq!((&way["clicks"], way["click_rate"].as_f64()), (&2_100.into(), Some(0.02)), "{way}");
}

/// Of a quarter only September's sessions are known: that is said wherever they stand, and they are no part of all clicks.
#[test]
fn sessions_of_some_days_say_of_which() {
    let seen = explored("Session source / medium,Sessions", 1, 30, &["instagram / social,12"]);
    let ads = meta("Amount spent (EUR),Impressions,Link clicks", 1, 30, "10.00,1000,20");
    let table = "format: table, currency: EUR, table: {date: Day, network: Network, measures: {sessions: Sessions}}";
    let yaml = |seen: &str| {
        format!("{HEAD}sources:\n  - {{file: p.csv}}\n  - {{file: a.csv}}\n  - {{file: v.csv{seen}}}\n")
            .replace("[2026-09]", "[2026-Q3]")
    };
    let sold = orders(&[("instagram", 30)]);
    let files = [("p.csv", sold.as_str()), ("a.csv", ads.as_str()), ("v.csv", seen.as_str())];
    let said = "Sessions are known for Sep 1, 2026 – Sep 30, 2026 only.";
    // The tile of the rate, the table of networks, the funnel and the descriptions of its two drawings.
    assert_eq!(page(&yaml(""), &files, "index.html").matches(said).count(), 5);
    let quality = page(&yaml(""), &files, "quality.html");
    assert!(quality.contains(said) && !quality.contains("without a remark"), "{quality}");
    let report = whole(&yaml(""), &files, "2026-Q3");
    let sessions = &report["metrics"]["total"]["sessions"];
    assert_eq!((&sessions["now"], &sessions["days"][0]["from"]), (&360.into(), &"2026-09-01".into()), "{sessions}");
    assert_eq!(row(&report, "overview", "funnel-data", "stage", "Sessions")["rate"], "");
    // Of the whole period there is nothing to say, nor where a week is silent.
    let sundays =
        ["07-05", "07-12", "07-19", "07-26", "08-02", "08-09", "08-16", "08-23", "08-30", "09-06", "09-13", "09-20"];
    let rows = sundays.map(|day| format!("2026-{day},instagram,120\n")).concat();
    let most = format!("Day,Network,Sessions\n{rows}2026-09-27,instagram,120\n");
    let files = [files[0], files[1], ("v.csv", most.as_str())];
    let page = page(&yaml(&format!(", {table}")), &files, "index.html");
    assert!(page.contains("1,560") && !page.contains("Sessions are known for"), "{page}");
}

/// August's sessions are known from the 20th on: September has not tripled them.
#[test]
fn sessions_of_some_days_are_compared_with_none() {
    let day = |n: usize| if n < 12 { format!("2026-08-{:02}", n + 20) } else { format!("2026-09-{:02}", n - 11) };
    let visits = |first: usize| {
        let rows = (first..42).map(|n| format!("{},instagram,10\n", day(n))).collect::<String>();
        format!("Day,Network,Sessions\n2026-07-31,instagram,10\n{rows}")
    };
    let map = "format: table, table: {date: Day, network: Network, measures: {sessions: Sessions}}";
    let yaml = format!("{HEAD}sources:\n  - {{file: p.csv}}\n  - {{file: v.csv, {map}}}\n");
    let sold = orders(&[("instagram", 30)]);
    let files = [("p.csv", sold.as_str()), ("v.csv", &visits(0))];
    let report = whole(&yaml, &files, "2026-09");
    let sessions = &report["metrics"]["total"]["sessions"];
    assert_eq!((&sessions["now"], &sessions["before"]), (&300.into(), &Value::Null), "{sessions}");
    let page = page(&yaml, &files, "networks/instagram.html");
    assert!(page.contains("before: — · Visits are not known of all days of both periods."), "{page}");
}

const SHOPIFY: &str = "Name,Created at,Email,Financial Status,Subtotal,Taxes,Total,Currency,Lineitem quantity,\
                       Lineitem name,Lineitem price,Shipping Country\n";

/// An order of €20 from France on each day of September.
fn french() -> String {
    let row = |n: usize| format!("#{n},2026-09-{n:02} 10:00:00 +0200,c{n}@x.example,paid,20,0,20,EUR,1,Mug,20,FR\n");
    SHOPIFY.to_owned() + &(1..=30).map(row).collect::<String>()
}

/// Visits of ten days: 200 from France, where ten of the thirty orders came. GA4 writes the name, or the code.
#[test]
fn the_orders_of_a_country_are_those_of_the_days_of_its_visits() {
    for (column, france) in [("Country", "France"), ("Country ID", "FR")] {
        let figures = [format!("{france},instagram / social,20"), "Spain,instagram / social,3".to_owned()];
        let figures = figures.each_ref().map(String::as_str);
        let seen = explored(&format!("{column},Session source / medium,Sessions"), 1, 10, &figures);
        let yaml = format!("{HEAD}{}", sources(&["o.csv", "v.csv"]));
        let sold = french();
        let files = [("o.csv", sold.as_str()), ("v.csv", seen.as_str())];
        let report = whole(&yaml, &files, "2026-09");
        let groups = rows(&report, "audience", "segment-country");
        assert_eq!(groups.len(), 2, "{groups:?}");
        let of = row(&report, "audience", "segment-country", "group", "FR");
        assert_eq!((&of["sessions"], &of["orders"]), (&200.into(), &30.into()), "{of}");
        assert_eq!(of["conversion_rate"].as_f64(), Some(0.05), "{of}");
        let page = page(&yaml, &files, "audience.html");
        assert!(page.contains("Sessions are known for Sep 1, 2026 – Sep 10, 2026 only."), "{page}");
    }
}

/// Ten of thirty orders went back: an average order is of what was ordered, sales are as everywhere in the report. By hand:
/// 30 orders of €20 with €4 of tax in them; €200 back, of which €160 are goods.
#[test]
fn sales_of_a_country_are_on_the_basis_of_the_report() {
    let head = SHOPIFY.replace("Shipping Country", "Refunded Amount,Shipping Country");
    let line = |n: usize| {
        let back = if n > 20 { 20 } else { 0 };
        format!("#{n},2026-09-{n:02} 10:00:00 +0200,c{n}@x.example,paid,20,4,20,EUR,1,Mug,20,{back},FR\n")
    };
    let sold = head + &(1..=30).map(line).collect::<String>();
    for (definitions, sales, aov) in [
        ("", 32_000, 1_600),
        ("definitions: {sales: gross}\n", 48_000, 1_600),
        ("definitions: {sales: total, aov: total}\n", 40_000, 2_000),
    ] {
        let yaml = format!("{HEAD}{definitions}{}", sources(&["o.csv"]));
        let report = whole(&yaml, &[("o.csv", &sold)], "2026-09");
        let total = &report["metrics"]["total"];
        assert_eq!(["sales", "aov"].map(|metric| minor(&total[metric]["now"])), [sales, aov], "{total}");
        let of = row(&report, "audience", "segment-country", "group", "FR");
        assert_eq!(["sales", "aov"].map(|key| minor(&of[key])), [sales, aov], "{definitions}{of}");
    }
}

/// Two explorations tell the visits of the same days: they are the same visits.
#[test]
fn the_visits_of_a_country_count_once() {
    let columns = "Country ID,Session source / medium,Sessions";
    let seen = explored(columns, 1, 30, &["FR,instagram / social,20", "ES,instagram / social,3"]);
    let late = explored(columns, 11, 30, &["FR,instagram / social,20", "ES,instagram / social,3"]);
    let sold = french();
    for names in [["v.csv", "w.csv"], ["w.csv", "v.csv"]] {
        let yaml = format!("{HEAD}{}", sources(&["o.csv", names[0], names[1]]));
        let report = whole(&yaml, &[("o.csv", &sold), ("v.csv", &seen), ("w.csv", &late)], "2026-09");
        let of = row(&report, "audience", "segment-country", "group", "FR");
        assert_eq!((&of["sessions"], of["conversion_rate"].as_f64()), (&600.into(), Some(0.05)), "{of}");
    }
}

/// Thirty orders name no source, and one visit: that is no rate of 3,000 %. The rent is not what those customers cost.
#[test]
fn what_names_no_source_has_no_rates_of_its_own() {
    let sold = orders(&[("", 30), ("instagram", 30)]);
    let seen = "Day,Network,Sessions\n2026-09-01,,1\n2026-09-01,instagram,400\n2026-09-30,instagram,400\n";
    let map = "format: table, table: {date: Day, source: Network, measures: {sessions: Sessions}}";
    let yaml = format!(
        "{HEAD}margin: 50 %\ncosts:\n  - {{label: Rent, amount: 600, from: 2026-09-01, to: 2026-09-30}}\nsources:\n  \
         - {{file: p.csv}}\n  - {{file: v.csv, {map}}}\n"
    );
    let files = [("p.csv", sold.as_str()), ("v.csv", seen)];
    let report = whole(&yaml, &files, "2026-09");
    for metric in ["conversion_rate", "cac", "roi"] {
        assert_eq!(*now(&report, "untold", metric), Value::Null, "{metric}: {report}");
    }
    let step = row(&report, "networks-untold", "funnel-data", "stage", "Orders");
    assert_eq!(step["rate"], "more than Sessions");
    let page = page(&yaml, &files, "networks/untold.html");
    assert!(!page.contains("3,000.0%") && page.contains("two sources count different things"), "{page}");
    // (half of €3,000 − €600) / €600
    assert_eq!(report["metrics"]["total"]["roi"]["now"].as_f64(), Some(1.5), "{report}");
}
