//! The KPI report from small exports whose figures anybody can check by hand: what counts, what does not, how sure it is; and
//! that nobody is named.

use std::fs;

use serde_json::Value;

use crate::report::{ADS, HEAD, json, minor, report, shop};
use crate::shell::{TODAY, bytes, program, root};

const PAYMENTS: &str =
    "id,Created date (UTC),Amount,Amount Refunded,Currency,Status,Customer Email,utm_source (metadata)\n";

/// Payments as Stripe exports them: day, amount, mail, where from.
pub fn payments(rows: &[(&str, &str, &str, &str)]) -> String {
    let row = |(n, (day, amount, mail, source)): (usize, &(&str, &str, &str, &str))| {
        format!("py_{n},{day} 10:00:00,{amount},0.00,eur,Paid,{mail},{source}\n")
    };
    PAYMENTS.to_owned() + &rows.iter().enumerate().map(row).collect::<String>()
}

/// A file of the report on these exports.
fn made(yaml: &str, exports: &[(&str, &str)], wish: &[&str], name: &str) -> String {
    let files: Vec<(&str, &[u8])> = exports.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let site = shop(yaml, &files);
    let (out, run) = report(site.path(), wish);
    run.ends(0);
    fs::read_to_string(out.path().join("report").join(name)).unwrap()
}

pub fn page(yaml: &str, exports: &[(&str, &str)], name: &str) -> String {
    made(yaml, exports, &[], name)
}

pub fn whole(yaml: &str, exports: &[(&str, &str)], period: &str) -> Value {
    serde_json::from_str(&made(yaml, exports, &["--period", period], "report.json")).unwrap()
}

/// The total of report.json for a site with these exports.
pub fn total(yaml: &str, exports: &[(&str, &str)], period: &str) -> Value {
    whole(yaml, exports, period)["metrics"]["total"].clone()
}

pub fn sources(names: &[&str]) -> String {
    let files: String = names.iter().map(|name| format!("  - {{file: {name}}}\n")).collect();
    format!("{HEAD}sources:\n{files}")
}

/// A customer of February who comes again in July has not come again in March.
#[test]
fn what_customers_do_after_a_period_is_not_told_of_it() {
    let export = payments(&[
        ("2026-02-10", "50.00", "a@x.example", "instagram"),
        ("2026-03-05", "50.00", "b@x.example", "instagram"),
        ("2026-07-01", "50.00", "a@x.example", "instagram"),
    ]);
    let total = total(&sources(&["pay.csv"]), &[("pay.csv", &export)], "2026-03");
    assert_eq!(total["new_customers"]["now"], 1);
    assert_eq!(total["returning_share"]["now"].as_f64(), Some(0.0), "{total}");
    assert_eq!(total["repeat_rate"]["now"].as_f64(), Some(0.0), "{total}");
}

/// By hand: a hundred orders of €50 for €1,250 return 4.00; their standard error is a tenth, and e^0.196 is 1.2165.
#[test]
fn a_return_says_how_sure_it_is() {
    let orders = vec![("2026-09-10", "50.00", "a@x.example", "instagram"); 100];
    let ads = "Reporting starts,Reporting ends,Campaign name,Platform,Amount spent (EUR),Impressions,Link clicks\n\
               2026-09-10,2026-09-10,Autumn,instagram,1250.00,9000,500\n";
    for (margin, verdict) in
        [("40 %", "pays for itself"), ("25 %", "not sure yet"), ("10 %", "costs more than it earns")]
    {
        let yaml = format!("{HEAD}margin: {margin}\nsources:\n  - {{file: pay.csv}}\n  - {{file: ads.csv}}\n");
        let site = shop(&yaml, &[("pay.csv", payments(&orders).as_bytes()), ("ads.csv", ads.as_bytes())]);
        let (out, run) = report(site.path(), &[]);
        run.ends(0);
        let rows = &json(out.path().join("report/report.json"))["tables"]["overview"]["next"]["rows"];
        let row = &rows[0];
        let [roas, low, high] = ["roas", "low", "high"].map(|key| row[key].as_f64().unwrap());
        assert_eq!((roas, low, high), (4.0, 3.29, 4.87), "{rows}");
        assert_eq!(row["verdict"], verdict, "{rows}");
    }
}

/// The same, of which only what customers paid is known: 3.29 / 1.27 = 2.59 may stay without tax, of the 2.50 that a margin of 40 %
/// needs; without a tenth for delivery it is 2.33.
#[test]
fn what_customers_pay_holds_tax_and_delivery() {
    let orders = vec![("2026-09-10", "50.00", "a@x.example", "instagram"); 100];
    let ads = "Reporting starts,Reporting ends,Campaign name,Platform,Amount spent (EUR),Impressions,Link clicks\n\
               2026-09-10,2026-09-10,Autumn,instagram,1250.00,9000,500\n";
    let yaml = format!("{HEAD}margin: 40 %\nsources:\n  - {{file: pay.csv}}\n  - {{file: ads.csv}}\n");
    let tax = "tax: {included: true}\n";
    let delivery = "shipping: {zones: [{name: France, countries: [FR], cost: 4.90, days: [2, 3]}]}\n";
    for (more, verdict) in [(tax.to_owned(), "pays for itself"), (format!("{tax}{delivery}"), "not sure yet")] {
        let site = shop(&yaml, &[("pay.csv", payments(&orders).as_bytes()), ("ads.csv", ads.as_bytes())]);
        let settings = site.path().join("content/shop.yaml");
        fs::write(&settings, fs::read_to_string(&settings).unwrap() + &more).unwrap();
        let (out, run) = report(site.path(), &[]);
        run.ends(0);
        let own = json(out.path().join("report/report.json"));
        assert_eq!(own["tables"]["overview"]["next"]["rows"][0]["verdict"], verdict, "{own}");
        let text = fs::read_to_string(out.path().join("report/index.html")).unwrap();
        assert!(text.contains("Sales hold tax and delivery here"), "{text}");
    }
}

/// Whatever is wrong with an export, no message and no page repeats whom it names.
#[test]
fn nobody_is_named_by_a_broken_export() {
    const TRACES: &[&str] = &["@example.", "Sample Customer", "customer-0"];
    let folder = root().join("content/report");
    for name in ["shopify-orders.csv", "woocommerce-orders.csv", "stripe-payments.csv", "paypal-activity.csv"] {
        let whole = fs::read_to_string(folder.join(name)).unwrap();
        let named = whole.lines().position(|line| TRACES.iter().any(|trace| line.contains(trace))).unwrap();
        let lines: Vec<&str> = whole.lines().take(40.max(named + 5)).collect();
        let (head, rows) = (lines[0], lines[1..].join("\n"));
        let broken = [
            ("no header", rows.clone()),
            ("a column less in the header", format!("{}\n{rows}", head.split_once(',').unwrap().1)),
            ("a column more in the rows", format!("{head}\n{}", rows.replace('\n', "\n\"x\","))),
            ("another delimiter in the header", format!("{}\n{rows}", head.replace(',', ";"))),
            ("a quote that is never closed", format!("{head}\n{rows}\n\"Sample Customer, customer-0@example.org")),
            ("tabs", format!("{head}\n{rows}").replace(',', "\t")),
        ];
        for (what, export) in broken {
            let yaml = format!("{HEAD}sources:\n  - {{file: export.csv}}\n");
            let site = shop(&yaml, &[("export.csv", export.as_bytes())]);
            let (out, run) = report(site.path(), &[]);
            let pages: String =
                bytes(out.path()).values().map(|bytes| String::from_utf8_lossy(bytes).into_owned()).collect();
            for trace in TRACES {
                assert!(!run.stderr.contains(trace), "{name}, {what}: {}", run.stderr);
                assert!(!pages.contains(trace), "{name}, {what}: {trace} in the report");
            }
        }
    }
}

#[test]
fn what_exports_lack_is_told_in_the_language_of_the_report() {
    let export = ADS.replace(',', ";") + "2026-09-01;2026-09-01;Herbst;10,00;100;5\n";
    let yaml = format!("{HEAD}locale: de\nsources:\n  - {{file: ads.csv}}\n");
    let page = page(&yaml, &[("ads.csv", &export)], "quality.html");
    assert!(page.contains("nicht durch Kommas getrennt") && !page.contains("fields are separated"));
}

/// GA4 counts purchases too; they are those of the shop.
#[test]
fn orders_that_analytics_saw_are_not_counted_twice() {
    let visits = "# Explore\n# 20260901-20260930\n\nDate,Session source / medium,Session campaign,Sessions,Ecommerce purchases\n\
                  20260910,instagram / social,(not set),40,2\n";
    let orders = payments(&[("2026-09-10", "50.00", "a@x.example", "instagram")]);
    let yaml = format!("{HEAD}sources:\n  - {{file: pay.csv}}\n  - {{file: ga4.csv, currency: EUR}}\n");
    let site = shop(&yaml, &[("pay.csv", orders.as_bytes()), ("ga4.csv", visits.as_bytes())]);
    let (out, run) = report(site.path(), &[]);
    run.ends(0);
    let total = &json(out.path().join("report/report.json"))["metrics"]["total"];
    assert_eq!(total["orders"]["now"], 1, "{total}");
    assert_eq!(total["sessions"]["now"], 40, "{total}");
}

/// Days of an export without any order are zeros; days that no export tells of are gaps.
#[test]
fn days_without_an_order_have_sold_nothing() {
    let export = payments(&[
        ("2026-09-10", "50.00", "a@x.example", "instagram"),
        ("2026-09-12", "50.00", "b@x.example", "instagram"),
    ]);
    let site = shop(&format!("{HEAD}sources:\n  - {{file: pay.csv}}\n"), &[("pay.csv", export.as_bytes())]);
    let (out, run) = report(site.path(), &[]);
    run.ends(0);
    let csv = fs::read_to_string(out.path().join("report/data/overview-trend-data.csv")).unwrap();
    for line in ["2026-09-09,", "2026-09-10,50.00", "2026-09-11,0.00", "2026-09-12,50.00"] {
        assert!(csv.lines().any(|own| own.trim_end_matches(',') == line.trim_end_matches(',')), "{line} in\n{csv}");
    }
}

/// A shop that sells every third day or so has not stopped in the middle of the month's last days.
#[test]
fn a_month_does_not_end_with_its_last_order() {
    let days = ["01", "04", "07", "10", "13", "16", "19", "22", "25", "28"].map(|day| format!("2026-09-{day}"));
    let orders: Vec<_> = days.iter().map(|day| (day.as_str(), "50.00", "a@x.example", "instagram")).collect();
    let ads = |to: &str| {
        let head = "Reporting starts,Reporting ends,Campaign name,Platform,Amount spent (EUR),Impressions,Link clicks";
        format!("{head}\n2026-09-01,{to},Autumn,instagram,125.00,9000,500\n")
    };
    let yaml = format!("{HEAD}sources:\n  - {{file: pay.csv}}\n  - {{file: ads.csv}}\n");
    let json_of = |orders: &[(&str, &str, &str, &str)]| {
        let site = shop(&yaml, &[("pay.csv", payments(orders).as_bytes()), ("ads.csv", ads("2026-09-30").as_bytes())]);
        let (out, run) = report(site.path(), &[]);
        run.ends(0);
        json(out.path().join("report/report.json"))
    };
    let whole = json_of(&orders);
    assert_eq!(whole["partial"], false);
    assert_eq!(minor(&whole["metrics"]["total"]["spend"]["now"]), 12_500);
    // Orders that end on the 13th are an export that was made too early.
    assert_eq!(json_of(&orders[..5])["partial"], true);
}

/// People who were reached are not the sum of days; who knows them for the whole month is believed.
#[test]
fn reach_is_that_of_the_whole_period_or_none() {
    let head = "Reporting starts,Reporting ends,Campaign name,Platform,Amount spent (EUR),Impressions,Reach\n";
    let days = "2026-09-01,2026-09-01,A,instagram,1.00,900,400\n2026-09-30,2026-09-30,A,instagram,1.00,900,500\n";
    let of = |kept: &str| {
        let yaml = format!("{HEAD}sources:\n  - {{file: ads.csv}}\n{kept}");
        let site = shop(&yaml, &[("ads.csv", format!("{head}{days}").as_bytes())]);
        let (out, run) = report(site.path(), &[]);
        run.ends(0);
        json(out.path().join("report/report.json"))["metrics"]["networks"]["instagram"]["reach"]["now"].clone()
    };
    assert_eq!(of(""), Value::Null);
    assert_eq!(of("metrics: [{network: instagram, period: 2026-09, reach: 1200}]\n"), 1_200);
}

/// `build` writes a private report beside the site; mail addresses stay in the export alone, the cache included.
#[test]
fn a_private_report_lies_beside_the_site_and_keeps_names_to_itself() {
    let orders = payments(&[("2026-09-10", "50.00", "somebody@x.example", "instagram")]);
    let site = shop(&format!("{HEAD}sources:\n  - {{file: pay.csv}}\n"), &[("pay.csv", orders.as_bytes())]);
    let run = program(site.path()).args(["build", ".", "--today", TODAY]).output().unwrap();
    crate::shell::Run::from(run).ends(0);
    let files = bytes(site.path());
    assert!(files.contains_key("report/index.html"), "{:?}", files.keys());
    assert!(!files.keys().any(|path| path.starts_with("public/report")));
    for (path, bytes) in files.iter().filter(|(path, _)| !path.starts_with("content/")) {
        assert!(!String::from_utf8_lossy(bytes).contains("somebody"), "{path}");
    }
}

/// By hand: €61.50 are €50.00 of goods, €10.00 of tax and €1.50 of shipping.
#[test]
fn a_refund_takes_the_goods_off_net_sales_and_no_tax() {
    let head = "id,Created date (UTC),Amount,Amount Refunded,Currency,Status,tax (metadata),shipping (metadata)\n";
    for (refunded, sales) in [("0.00", 50.0), ("61.50", 0.0), ("30.75", 25.0)] {
        let export = format!("{head}py_1,2026-09-10 10:00:00,61.50,{refunded},eur,Paid,10.00,1.50\n");
        let total = total(&sources(&["pay.csv"]), &[("pay.csv", &export)], "2026-09");
        assert_eq!(total["sales"]["now"].as_f64(), Some(sales), "{refunded}: {total}");
        let refunds = refunded.parse::<f64>().unwrap();
        assert_eq!(total["refunds"]["now"].as_f64(), Some(refunds), "{total}");
    }
}

const PAYPAL: &str = "Date,Time,TimeZone,Name,Type,Status,Currency,Gross,Fee,Net,From Email Address,Transaction ID,\
                      Shipping and Handling Amount,Sales Tax,Reference Txn ID,Custom Number,Country Code\n";
const BOUGHT: &str = "20/08/2026,10:00:00,UTC,Eva,Express Checkout Payment,Completed,EUR,61.50,-1.00,60.50,e@x.example,T1,1.50,\
                      10.00,,utm_source=instagram,FR\n\
                      21/08/2026,10:00:00,UTC,Max,Express Checkout Payment,Completed,EUR,40.00,-1.00,39.00,m@x.example,T2,0,0,,\
                      utm_source=instagram,FR\n";
const GIVEN_BACK: &str =
    "02/09/2026,10:00:00,UTC,Eva,Payment Refund,Completed,EUR,-61.50,0.00,-61.50,shop@x.example,T9,,,T1,,\n";

/// August and September are two files; the second tells what went back of an order of the first, or both do.
#[test]
fn a_refund_finds_its_order_in_another_file() {
    let (august, september) = (format!("{PAYPAL}{BOUGHT}"), format!("{PAYPAL}{GIVEN_BACK}"));
    let both = format!("{PAYPAL}{BOUGHT}{GIVEN_BACK}");
    let yaml = sources(&["a.csv", "b.csv"]).replace(".csv}", ".csv, day_first: true, role: orders}");
    for files in [[&august, &september], [&september, &august], [&both, &september], [&both, &both]] {
        let exports = [("a.csv", files[0].as_str()), ("b.csv", files[1].as_str())];
        let report = whole(&yaml, &exports, "2026-08");
        let total = &report["metrics"]["total"];
        assert_eq!((minor(&total["sales"]["now"]), minor(&total["refunds"]["now"])), (4_000, 6_150), "{total}");
        let country = &report["tables"]["audience"]["segment-country"]["rows"][0];
        assert_eq!((minor(&country["sales"]), country["orders"].as_i64()), (4_000, Some(2)), "{country}");
        let of_september =
            whole(&yaml.replace("sources:", "definitions: {refunds: refund_date}\nsources:"), &exports, "2026-09");
        let total = &of_september["metrics"]["total"];
        assert_eq!((minor(&total["sales"]["now"]), minor(&total["refunds"]["now"])), (-5_000, 6_150), "{total}");
    }
}

/// Sales of a customer are those until the end of the period, whichever later periods the report has.
#[test]
fn a_cohort_knows_nothing_of_what_comes_after_the_period() {
    let export = payments(&[
        ("2026-01-05", "10.00", "z@x.example", "instagram"),
        ("2026-02-10", "50.00", "a@x.example", "instagram"),
        ("2026-03-05", "20.00", "a@x.example", "instagram"),
        ("2026-04-05", "70.00", "a@x.example", "instagram"),
    ]);
    let yaml = sources(&["pay.csv"]).replace("[2026-09]", "[2026-04, 2026-02, 2026-03]");
    let site = shop(&yaml, &[("pay.csv", export.as_bytes())]);
    let (out, run) = report(site.path(), &[]);
    run.ends(0);
    for (file, value) in [("report.json", 140.0), ("2026-02/report.json", 50.0), ("2026-03/report.json", 70.0)] {
        let report = json(out.path().join("report").join(file));
        let rows = report["tables"]["overview"]["cohorts"]["rows"].as_array().unwrap();
        let february = rows.iter().find(|row| row["cohort"] == "2026-02").unwrap();
        assert_eq!(february["value"].as_f64(), Some(value), "{file}: {february}");
    }
}

/// A newsletter has clicks and claims and costs nothing; a video has impressions and no clicks. Neither makes ads look better.
#[test]
fn rates_of_all_networks_rest_on_those_that_tell_both_sides() {
    let ads = "Reporting starts,Reporting ends,Campaign name,Platform,Amount spent (EUR),Impressions,Link clicks,Purchases,\
               Purchases conversion value\n2026-09-01,2026-09-30,Autumn,instagram,100.00,10000,200,4,300.00\n";
    let mail = "Day,Opened,Clicks,Orders,Sales\n2026-09-11,,300,5,900.00\n";
    let yaml = format!(
        "{}  - file: mail.csv\n    format: table\n    network: email\n    currency: EUR\n    table: {{date: Day, measures: \
         {{impressions: Opened, clicks: Clicks, claimed_orders: Orders, claimed_sales: Sales}}}}\n\
         metrics:\n  - {{network: youtube, period: 2026-09, impressions: 90000, likes: 10}}\n  \
         - {{network: tiktok, period: 2026-09, views: 1000, likes: 50}}\n  \
         - {{network: linkedin, period: 2026-09, engagements: 7}}\n",
        sources(&["ads.csv"])
    );
    let total = total(&yaml, &[("ads.csv", ads), ("mail.csv", mail)], "2026-09");
    let now = |name: &str| total[name]["now"].as_f64();
    assert_eq!([now("impressions"), now("clicks")], [Some(100_000.0), Some(500.0)], "{total}");
    assert_eq!(
        [now("ctr"), now("cpc"), now("cpm"), now("claimed_roas")],
        [Some(0.02), Some(0.5), Some(10.0), Some(3.0)]
    );
    assert_eq!(now("engagements"), Some(67.0));
    assert_eq!(now("engagement_rate"), Some((60.0_f64 / 91_000.0 * 1e6).round() / 1e6));
}

/// Yen have no decimals; 29 February is a day like others; a period before any data is compared with nothing.
#[test]
fn yen_on_a_leap_day_before_which_there_was_nothing() {
    let export = format!(
        "{PAYMENTS}py_0,2028-02-27 15:30:00,900,0,jpy,Failed,a@x.example,instagram\n\
         py_1,2028-02-28 15:30:00,1200,0,jpy,Paid,a@x.example,instagram\n\
         py_2,2028-02-29 14:59:59,800,0,jpy,Paid,b@x.example,instagram\n\
         py_3,2028-02-29 15:00:00,500,0,jpy,Paid,c@x.example,instagram\n\
         py_4,2028-03-01 15:00:00,1,0,usd,Paid,d@x.example,instagram\n"
    );
    let yaml =
        sources(&["pay.csv"]).replace("Europe/Paris", "Asia/Tokyo") + "currency: JPY\nexchange_rates: {USD: 150.25}\n";
    let report = whole(&yaml, &[("pay.csv", &export)], "2028-02-29..2028-02-29");
    let sales = &report["metrics"]["total"]["sales"];
    assert_eq!((sales["now"].as_i64(), sales["before"].as_i64()), (Some(2_000), None), "{sales}");
    let march = whole(&yaml, &[("pay.csv", &export)], "2028-03-01..2028-03-02");
    let sales = &march["metrics"]["total"]["sales"];
    // One dollar is ¥150.25, which is ¥150.
    assert_eq!((sales["now"].as_i64(), sales["before"].as_i64()), (Some(650), Some(2_000)), "{sales}");
}

/// What is kept by hand for a month is in its total and on no day of it: the chart says so.
#[test]
fn a_trend_says_what_it_leaves_out() {
    let export =
        payments(&[("2026-09-10", "50.00", "a@x.example", "instagram"), ("2026-09-30", "50.00", "b@x.example", "")]);
    let yaml = sources(&["pay.csv"]) + "metrics:\n  - {network: whatsapp, period: 2026-09, orders: 3, sales: 214.00}\n";
    let page = page(&yaml, &[("pay.csv", &export)], "index.html");
    assert!(page.contains("The line leaves out €214.00"), "{page}");
}

/// Where there was nothing there is nothing to be better than.
#[test]
fn what_is_new_is_neither_better_nor_worse() {
    let export = payments(&[
        ("2026-08-10", "50.00", "a@x.example", "instagram"),
        ("2026-09-10", "50.00", "b@x.example", "tiktok"),
        ("2026-09-30", "50.00", "c@x.example", "instagram"),
    ]);
    let page = page(&sources(&["pay.csv"]), &[("pay.csv", &export)], "index.html");
    assert!(page.contains("<span class=\"delta neutral up\">new</span>"), "{page}");
}

/// A name that a campaign has is its own, though it holds the code of another; a discount code is asked last.
#[test]
fn a_whole_name_comes_before_a_word_in_it() {
    let campaign = |code: &str, more: &str| {
        let fixed =
            "networks: [instagram]\n  medium: paid_social\n  objective: sales\n  format: video\n  start: 2026-09-01";
        format!("- code: {code}\n  name: {code}\n  {fixed}\n  {more}\n")
    };
    let campaigns = campaign("autumn", "discount_code: TEN") + &campaign("kiln", "names: [\"DE | autumn | kiln\"]");
    let ads = "Reporting starts,Reporting ends,Campaign name,Platform,Amount spent (EUR),Impressions,Link clicks\n\
               2026-09-10,2026-09-10,DE | autumn | kiln,instagram,70.00,900,5\n\
               2026-09-10,2026-09-10,DE | autumn | cold,instagram,30.00,900,5\n";
    let site = shop(&sources(&["ads.csv"]), &[("ads.csv", ads.as_bytes())]);
    fs::write(site.path().join("content/campaigns.yaml"), campaigns).unwrap();
    let (out, run) = report(site.path(), &[]);
    run.ends(0);
    let of = &json(out.path().join("report/report.json"))["metrics"]["campaigns"];
    assert_eq!([minor(&of["kiln"]["spend"]["now"]), minor(&of["autumn"]["spend"]["now"])], [7_000, 3_000], "{of}");
}
