//! The KPI report where a part could be taken for the whole: files that overlap or are missing, rates that are not written, shops that
//! moved. All figures are worked out by hand.

use crate::report::HEAD;
use crate::report_figures::{page, sources, total, whole};
use crate::report_part::{META, PLAIN, figure, quarter, said, sold};
use crate::report_periods::days;

/// €10 a day, without the network.
fn plain(days: &[String]) -> String {
    PLAIN.to_owned() + &days.iter().map(|day| format!("Spring,{day},10.00,1000,20\n")).collect::<String>()
}

/// €10 a day on a network.
fn on(platform: &str, days: &[String]) -> String {
    days.iter().map(|day| format!("Spring,{platform},{day},10.00,1000,20\n")).collect()
}

/// One of 31 orders is in dollars, and no rate is written: what was sold is not known, and what went back is no loss.
#[test]
fn refunds_are_no_sales_where_a_part_of_these_is_not_known() {
    let head = "id,Created date (UTC),Amount,Amount Refunded,Currency,Status,utm_source (metadata)\n";
    let row = |(n, day): (usize, &String)| {
        let (back, currency) = (if n == 3 { "5.00" } else { "0.00" }, if n == 7 { "usd" } else { "eur" });
        format!("py_{n},{day} 10:00:00,20.00,{back},{currency},Paid,facebook\n")
    };
    let orders = head.to_owned() + &days("2026-09", 1..=30).iter().enumerate().map(row).collect::<String>();
    let of = |more: &str| total(&(sources(&["pay.csv"]) + more), &[("pay.csv", &orders)], "2026-09");
    let sales = &of("")["sales"];
    assert!(sales["now"].is_null(), "{sales}");
    let sales = of("exchange_rates: {USD: 0.50}\n")["sales"]["now"].as_f64();
    assert_eq!(sales, Some(29.0 * 20.0 + 10.0 - 5.0));
}

/// Files of nine days that begin every week, and one of the whole quarter: each day is told, some twice.
#[test]
fn files_that_overlap_tell_of_every_month() {
    let all = quarter();
    let weeks: Vec<String> = (0..all.len()).step_by(7).map(|at| plain(&all[at..all.len().min(at + 9)])).collect();
    let whole_quarter = "Reporting starts,Reporting ends,Campaign name,Amount spent (EUR),Impressions,Link clicks\n\
                         2026-07-01,2026-09-30,Spring,920.00,92000,1840\n";
    let names: Vec<String> = (0..weeks.len()).map(|n| format!("w{n}.csv")).collect();
    let orders = sold(&all, &["facebook"]);
    let mut exports: Vec<(&str, &str)> = vec![("pay.csv", &orders), ("q.csv", whole_quarter)];
    exports.extend(names.iter().map(String::as_str).zip(weeks.iter().map(String::as_str)));
    let yaml = sources(&exports.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    for (period, spent) in [("2026-07", 310.0), ("2026-08", 310.0), ("2026-09", 300.0), ("2026-Q3", 920.0)] {
        assert_eq!(total(&yaml, &exports, period)["spend"]["now"].as_f64(), Some(spent), "{period}");
    }
}

/// Weekly files of two networks, and one of August, whose last week claims nothing on one of them: what the month claims on either
/// counts.
#[test]
fn claims_of_few_days_are_told_by_the_file_of_the_month() {
    let head =
        "Reporting starts,Reporting ends,Campaign name,Platform,Amount spent (EUR),Impressions,Link clicks,Purchases\n";
    let all = quarter();
    let row =
        |day: &String, platform: &str, claims: &str| format!("{day},{day},Spring,{platform},10.00,1000,20,{claims}\n");
    let week = |at: usize| -> String {
        let days = &all[at..all.len().min(at + 7)];
        let last = at == 56;
        let rows =
            days.iter().map(|day| row(day, "facebook", if last { "" } else { "1" }) + &row(day, "instagram", "1"));
        head.to_owned() + &rows.collect::<String>()
    };
    let weeks: Vec<String> = (0..all.len()).step_by(7).map(week).collect();
    let of =
        |platform: &str, claims: &str| format!("2026-08-01,2026-08-31,Spring,{platform},310.00,31000,620,{claims}\n");
    let month = head.to_owned() + &of("facebook", "25") + &of("instagram", "31");
    let names: Vec<String> = (0..weeks.len()).map(|n| format!("w{n}.csv")).collect();
    let orders = sold(&all, &["facebook", "instagram"]);
    let mut exports: Vec<(&str, &str)> = vec![("pay.csv", &orders), ("m.csv", &month)];
    exports.extend(names.iter().map(String::as_str).zip(weeks.iter().map(String::as_str)));
    let yaml = sources(&exports.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    let total = total(&yaml, &exports, "2026-08");
    assert_eq!(total["spend"]["now"].as_f64(), Some(620.0), "{total}");
    assert_eq!(total["claimed_orders"]["now"].as_f64(), Some(56.0), "{total}");
}

/// Three weeks of August lie between two files: they are much of that month, and a pause in a quarter.
#[test]
fn weeks_that_no_file_tells_are_no_fall_of_a_month() {
    let all = [days("2026-06", 1..=30), quarter()].concat();
    let orders = sold(&all, &["facebook"]);
    let (before, after) = (plain(&all[..64]), plain(&all[87..]));
    let exports = [("pay.csv", orders.as_str()), ("a.csv", before.as_str()), ("b.csv", after.as_str())];
    let yaml = sources(&["pay.csv", "a.csv", "b.csv"]);
    let spend = &total(&yaml, &exports, "2026-08")["spend"];
    assert!(spend["before"].is_null(), "{spend}");
    assert!(said(&yaml.replace("2026-09", "2026-08"), &exports).contains("warning[export-gap]"));
    let own = yaml.replace("{file: b.csv}", "{file: b.csv, from: 2026-08-04, to: 2026-09-30}");
    assert_eq!(total(&own, &exports, "2026-08")["spend"]["before"].as_f64(), Some(310.0));
}

/// August is told of Facebook and Instagram together, September of each: what both cost is known of both months.
#[test]
fn what_ads_cost_together_is_compared_with_what_each_cost() {
    let (august, september) = (days("2026-08", 1..=31), days("2026-09", 1..=30));
    let orders = sold(&[august.clone(), september.clone()].concat(), &["facebook", "instagram"]);
    let each = META.to_owned() + &on("facebook", &september) + &on("instagram", &september);
    let together = plain(&august);
    let exports = [("pay.csv", orders.as_str()), ("a.csv", together.as_str()), ("b.csv", each.as_str())];
    let spend = &total(&sources(&["pay.csv", "a.csv", "b.csv"]), &exports, "2026-09")["spend"];
    assert_eq!([&spend["now"], &spend["before"]].map(|value| value.as_f64()), [Some(600.0), Some(310.0)], "{spend}");
}

/// The export of TikTok ends in June, and orders of its ads go on: in August as in September what was spent is not known.
#[test]
fn ads_whose_export_was_forgotten_for_months_cost_something() {
    let (spring, summer) = (days("2026-06", 1..=30), quarter());
    let all = [spring.clone(), summer].concat();
    let (orders, meta) = (sold(&all, &["facebook", "tiktok"]), META.to_owned() + &on("facebook", &all));
    let tiktok = plain(&spring);
    let exports = [("pay.csv", orders.as_str()), ("a.csv", meta.as_str()), ("t.csv", tiktok.as_str())];
    let yaml =
        format!("{HEAD}sources:\n  - {{file: pay.csv}}\n  - {{file: a.csv}}\n  - {{file: t.csv, network: tiktok}}\n");
    let report = whole(&yaml, &exports, "2026-09");
    for name in ["spend", "blended_roas"] {
        let (now, before) = figure(&report, "total", name);
        assert!(now.is_null() && before.is_null(), "{name}: {}", report["metrics"]["total"]);
    }
    let ended = yaml.replace("network: tiktok", "network: tiktok, from: 2026-06-01, to: 2026-09-30");
    let spend = whole(&ended, &exports, "2026-09")["metrics"]["total"]["spend"]["now"].as_f64();
    assert_eq!(spend, Some(300.0));
}

/// A customer a day, always the same ten: WooCommerce knows them until August, Stripe sees them in September for the first time.
#[test]
fn a_shop_that_moved_has_not_won_all_its_customers_anew() {
    let woo = "Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),Net Sales,Attribution\n";
    let before = [days("2026-05", 1..=31), days("2026-06", 1..=30), days("2026-07", 1..=31), days("2026-08", 1..=31)];
    let row = |(n, day): (usize, &String)| {
        let kind = if n % 10 == 0 { "new" } else { "returning" };
        format!("{day} 10:00:00,{n},€20.00,completed,,{kind},1× Mug,1,,20.00,Direct\n")
    };
    let woo = woo.to_owned() + &before.concat().iter().enumerate().map(row).collect::<String>();
    let head = "id,Created date (UTC),Amount,Amount Refunded,Currency,Status,Customer Email\n";
    let row = |(n, day): (usize, &String)| format!("py_{n},{day} 10:00:00,20.00,0.00,eur,Paid,c{}@x.example\n", n % 10);
    let stripe = head.to_owned() + &days("2026-09", 1..=30).iter().enumerate().map(row).collect::<String>();
    let exports = [("w.csv", woo.as_str()), ("pay.csv", stripe.as_str())];
    let yaml = format!("{HEAD}sources:\n  - {{file: w.csv, currency: EUR}}\n  - {{file: pay.csv}}\n");
    let report = whole(&yaml, &exports, "2026-09");
    let (now, before) = figure(&report, "total", "new_customers");
    assert!(now == 10 && before.is_null(), "{}", report["metrics"]["total"]);
    let text = page(&yaml, &exports, "index.html");
    assert!(text.contains("customers from then count as new too"), "{text}");
}

/// An order a day in August and in 28 days of September, for €10 and €12 a day: as many orders are chance. Four a day are not:
/// €1,680 more of sales for €56 more.
#[test]
fn what_chance_adds_is_no_return_of_an_increase() {
    let (august, september) = (days("2026-08", 2..=31), days("2026-09", 1..=30));
    let ads = plain(&august) + &september.iter().map(|day| format!("Spring,{day},12.00,1000,20\n")).collect::<String>();
    let of = |now: usize| {
        let orders = sold(&[august.clone(), vec![september[..28].to_vec(); now].concat()].concat(), &["facebook"]);
        let exports = [("pay.csv", orders.as_str()), ("ads.csv", ads.as_str())];
        let yaml = sources(&["pay.csv", "ads.csv"]) + "comparison: 2026-08-02..2026-08-31\n";
        whole(&yaml, &exports, "2026-09")["tables"]["overview"]["next"]["rows"][0]["added"].clone()
    };
    assert!(of(1).is_null(), "{}", of(1));
    assert_eq!(of(4).as_f64().map(|roas| (roas * 100.0).round()), Some(3000.0));
}

/// A mug of €119 with its tax, sold for €95.20 with it: before discounts and tax it is €100.
#[test]
fn gross_sales_are_without_the_tax_in_prices() {
    let head = "Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Created at,\
                Lineitem quantity,Lineitem name,Lineitem price\n";
    let row = "#1,a@x.example,paid,EUR,95.20,0.00,15.20,95.20,MAI,23.80,2026-09-10 10:00:00 +0200,1,Mug,119.00\n";
    let export = format!("{head}{row}");
    for (basis, sales) in [("gross", 100.0), ("net", 80.0), ("total", 95.2)] {
        let yaml = sources(&["o.csv"]) + &format!("definitions: {{sales: {basis}}}\n");
        let total = total(&yaml, &[("o.csv", &export)], "2026-09");
        assert_eq!(total["sales"]["now"].as_f64(), Some(sales), "{basis}");
    }
}

/// A campaign that runs every summer, in a file each, beside one that runs all the time: what lies between is no gap.
#[test]
fn a_campaign_that_comes_back_was_not_forgotten() {
    let summers: Vec<Vec<String>> = ["2024-07", "2025-07", "2026-07"].map(|month| days(month, 1..=31)).into();
    let months = (8..=12).map(|m| format!("2025-{m:02}")).chain((1..=9).map(|m| format!("2026-{m:02}")));
    let always = [summers[0].clone(), summers[1].clone(), months.flat_map(|m| days(&m, 1..=28)).collect()].concat();
    let orders = sold(&always, &["facebook"]);
    let main = plain(&always);
    let own: Vec<String> = summers.iter().map(|days| plain(days).replace("Spring", "Summer")).collect();
    let exports = [
        ("pay.csv", orders.as_str()),
        ("a.csv", main.as_str()),
        ("s24.csv", own[0].as_str()),
        ("s25.csv", own[1].as_str()),
        ("s26.csv", own[2].as_str()),
    ];
    let yaml = sources(&exports.map(|(name, _)| name));
    assert!(!said(&yaml.replace("2026-09", "2026-07"), &exports).contains("export-gap"));
    assert_eq!(total(&yaml, &exports, "2026-05")["spend"]["now"].as_f64(), Some(280.0));
}
