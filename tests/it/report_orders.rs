//! The KPI report from what shops and payment providers export: what counts once, what goes back, what is not known, and
//! which products are wanted.

use serde_json::Value;

use crate::report::{ADS, HEAD, minor, report, shop};
use crate::report_figures::{page, payments, sources, total, whole};
use crate::report_periods::days;

/// A Shopify export; each order is its name, day, mail, status, subtotal, taxes, total and refunds, and its lines.
pub fn shopify(orders: &[(&str, &[(&str, &str)])]) -> String {
    let head = "Name,Created at,Email,Financial Status,Subtotal,Taxes,Total,Refunded Amount,Currency,Shipping,\
                Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku\n";
    let rows = orders.iter().flat_map(|(order, lines)| {
        let name = order.split_once(',').unwrap().0.to_owned();
        lines.iter().enumerate().map(move |(n, (sku, price))| match n {
            0 => format!("{order},EUR,0.00,1,{sku},{price},{sku}\n"),
            _ => format!("{name},,,,,,,,,,1,{sku},{price},{sku}\n"),
        })
    });
    head.to_owned() + &rows.collect::<String>()
}

/// A tip is in the total and in nothing else; goods of €40.00 hold €6.39 of tax with it and without.
#[test]
fn a_tip_does_not_turn_tax_into_sales() {
    let export = shopify(&[
        ("#1,2026-09-10 10:00:00 +0200,a@x.example,paid,40.00,6.39,40.00,0.00", &[("Bowl", "40.00")]),
        ("#2,2026-09-11 10:00:00 +0200,b@x.example,paid,40.00,6.39,45.00,0.00", &[("Bowl", "40.00")]),
    ]);
    let total = total(&sources(&["s.csv"]), &[("s.csv", &export)], "2026-09");
    assert_eq!(minor(&total["sales"]["now"]), 2 * 3_361, "{total}");
}

/// A product in two lines of an order, each with its own engraving, was ordered once.
#[test]
fn an_order_is_one_order_of_a_product() {
    let lines: &[(&str, &str)] = &[("Mug", "30.00"), ("Bowl", "40.00"), ("Mug", "30.00")];
    let export = shopify(&[("#1,2026-09-10 10:00:00 +0200,a@x.example,paid,100.00,0.00,100.00,0.00", lines)]);
    let report = whole(&sources(&["s.csv"]), &[("s.csv", &export)], "2026-09");
    let rows = report["tables"]["products"]["products"]["rows"].as_array().unwrap();
    let mug = rows.iter().find(|row| row["product"] == "Mug").unwrap();
    assert_eq!((mug["orders"].as_i64(), mug["quantity"].as_i64(), minor(&mug["sales"])), (Some(1), Some(2), 6_000));
}

/// Stripe keeps addresses as they are typed.
#[test]
fn a_mail_address_is_the_same_in_any_case() {
    let export = payments(&[
        ("2026-08-10", "50.00", "Anna@X.example", "instagram"),
        ("2026-09-05", "50.00", "anna@x.example", "instagram"),
    ]);
    let total = total(&sources(&["pay.csv"]), &[("pay.csv", &export)], "2026-09");
    assert_eq!((&total["new_customers"]["now"], &total["repeat_rate"]["now"]), (&0.into(), &1.0.into()), "{total}");
}

/// WooCommerce tells how many were sold and not for how much: that is not nothing.
#[test]
fn goods_without_a_price_are_not_worth_nothing() {
    let export = "Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),Net Sales,\
                  Attribution\n2026-09-10 10:00:00,1,€80.00,Completed,A,new,\"1× Bowl, 3× Mug\",4,,80.00,Source: Instagram\n";
    let yaml = sources(&["w.csv"]);
    let report = whole(&yaml, &[("w.csv", export)], "2026-09");
    let rows = &report["tables"]["products"]["products"]["rows"];
    assert_eq!((&rows[0]["product"], &rows[0]["sales"]), (&"Mug".into(), &Value::Null), "{rows}");
    assert_eq!(rows[0]["networks"], "Instagram 100%", "{rows}");
    let page = page(&yaml, &[("w.csv", export)], "products.html");
    assert!(page.contains("do not tell the prices"), "{page}");
}

/// Two shops give the same numbers on the same day; one export of each overlaps with its next, which a spreadsheet saved without
/// the seconds.
#[test]
fn two_woocommerce_shops_have_orders_of_one_number() {
    let head = "Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),Net Sales,\
                Attribution\n";
    let row = |moment: &str, net: &str| {
        format!("{moment},500,\u{20ac}{net},Completed,A,new,1× Bowl,1,,{net},Source: Instagram\n")
    };
    let of = |moment: &str, net: &str| head.to_owned() + &row(moment, net);
    let exports = [
        ("de.csv", of("2026-09-10 10:00:31", "80.00")),
        ("fr.csv", of("2026-09-10 14:20:07", "20.00")),
        ("de2.csv", of("2026-09-10 10:00", "80.00")),
        ("fr2.csv", of("2026-09-10 14:20:07", "20.00")),
    ];
    let exports: Vec<(&str, &str)> = exports.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let yaml = sources(&["de.csv", "fr.csv", "de2.csv", "fr2.csv"]);
    let total = total(&yaml, &exports, "2026-09");
    assert_eq!((&total["orders"]["now"], minor(&total["sales"]["now"])), (&2.into(), 10_000), "{total}");
}

const TABLE: &str = "  - {file: t.csv, format: table, currency: EUR, table: {order: No, date: Day, measures: {net: Net, total: Paid}}}\n";

/// What is given back is what was paid; net sales lose the goods of it.
#[test]
fn a_refund_row_of_a_table_tells_both() {
    let export = "No,Day,Net,Paid\n1,2026-09-05,50.00,61.50\n2,2026-09-06,40.00,47.60\n1,2026-09-08,-50.00,-61.50\n";
    let total = total(&format!("{HEAD}sources:\n{TABLE}"), &[("t.csv", export)], "2026-09");
    assert_eq!(["sales", "refunds"].map(|name| minor(&total[name]["now"])), [4_000, 6_150], "{total}");
}

/// Whether the rows of an order are its parts or repeat it cannot be known, and doubles sales if it is guessed wrong.
#[test]
fn a_table_with_an_order_in_several_rows_is_refused() {
    let export = "No,Day,Net,Paid\n1,2026-09-05,50.00,61.50\n1,2026-09-05,50.00,61.50\n2,2026-09-06,40.00,47.60\n";
    let site = shop(&format!("{HEAD}sources:\n{TABLE}"), &[("t.csv", export.as_bytes())]);
    let run = report(site.path(), &[]).1.ends(1);
    assert!(run.stderr.contains("export-order-rows") && run.stderr.contains("t.csv:3"), "{}", run.stderr);
}

/// A payment of €10.00 on each of these days.
fn paid_on(days: &[&str]) -> String {
    payments(&days.iter().map(|day| (*day, "10.00", "a@x.example", "instagram")).collect::<Vec<_>>())
}

/// The export of August is missing between two others; a shop that sold nothing in August has it in one.
#[test]
fn a_month_between_two_exports_is_missed() {
    let of = paid_on;
    let told = |files: &[(&str, String)]| {
        let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
        let exports: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
        let site = shop(&sources(&names), &exports);
        report(site.path(), &["--period", "2026-09"]).1.ends(0).stderr
    };
    let apart = told(&[("b.csv", of(&["2026-09-01"])), ("a.csv", of(&["2026-07-03", "2026-07-30"]))]);
    assert!(
        apart.contains("export-gap") && apart.contains("b.csv") && apart.contains("2026-07-31 to 2026-08-31"),
        "{apart}"
    );
    for quiet in [
        told(&[("a.csv", of(&["2026-07-03", "2026-09-01"]))]),
        told(&[("a.csv", of(&["2026-07-30"])), ("b.csv", of(&["2026-08-31"]))]),
    ] {
        assert!(!quiet.contains("export-gap"), "{quiet}");
    }
}

/// A shop with an order a day: half a month between two exports is no silence, and what was sold then is not known.
#[test]
fn half_a_month_between_two_exports_is_missed() {
    let of = |days: &[String]| paid_on(&days.iter().map(String::as_str).collect::<Vec<_>>());
    let (august, september) = (days("2026-08", 1..=14), days("2026-09", 1..=30));
    let (first, second) = (of(&august), of(&september));
    let exports = [("a.csv", first.as_str()), ("b.csv", second.as_str())];
    let report = whole(&sources(&["a.csv", "b.csv"]), &exports, "2026-09");
    let sales = &report["metrics"]["total"]["sales"];
    assert_eq!((sales["now"].as_f64(), &sales["before"]), (Some(300.0), &Value::Null), "{sales}");
}

/// Orders were exported until the end of August: of September nothing is known, however seldom the shop is silent.
#[test]
fn the_day_after_an_export_is_no_day_without_sales() {
    let every_other: Vec<String> = days("2026-08", 1..=31).into_iter().step_by(2).collect();
    let orders = paid_on(&every_other.iter().map(String::as_str).collect::<Vec<_>>());
    let ads = ADS.to_owned() + "2026-08-01,2026-10-31,Always,920.00,9000,900\n";
    let report = whole(&sources(&["pay.csv", "ads.csv"]), &[("pay.csv", &orders), ("ads.csv", &ads)], "2026-09");
    assert!(report["metrics"]["total"]["sales"]["now"].is_null(), "{}", report["metrics"]["total"]["sales"]);
}

/// What the warning of a gap tells to do is done: an export without rows, and the days on which nothing was sold. Not a word more.
#[test]
fn a_month_in_which_nothing_was_sold_is_said() {
    let (july, september) = (paid_on(&["2026-07-03", "2026-07-30"]), paid_on(&["2026-09-01", "2026-09-30"]));
    let none = payments(&[]);
    let exports = [("a.csv", july.as_bytes()), ("b.csv", september.as_bytes()), ("none.csv", none.as_bytes())];
    let yaml = sources(&["a.csv", "b.csv"]);
    let told = |yaml: &str| report(shop(yaml, &exports).path(), &["--period", "2026-Q3"]).1.ends(0).stderr;
    assert!(told(&yaml).contains("export-gap"));
    let said = told(&(yaml + "  - {file: none.csv, from: 2026-08-01, to: 2026-08-31}\n"));
    assert!(!said.contains("warning[export-"), "{said}");
}

/// WooCommerce's analytics counts orders in a status of the shop's own, and so does the report of its export: three of €50.
#[test]
fn a_status_of_the_shops_own_counts_and_is_named() {
    let row = |(n, status): (usize, &str)| {
        format!("2026-09-1{n} 10:00:00,{n},€60.00,{status},Eva,new,1× Mug,1,,50.00,Direct\n")
    };
    let rows =
        ["Completed", "Shipped", "Ready for pickup", "Failed"].into_iter().enumerate().map(row).collect::<String>();
    let export =
        "Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),Net Sales,\
                  Attribution\n"
            .to_owned()
            + &rows;
    let total = total(&sources(&["w.csv"]), &[("w.csv", &export)], "2026-09");
    assert_eq!((minor(&total["sales"]["now"]), &total["orders"]["now"]), (15_000, &3.into()));
    let told = report(shop(&sources(&["w.csv"]), &[("w.csv", export.as_bytes())]).path(), &[]).1.ends(0).stderr;
    for part in ["warning[export-own-status]", "w.csv:3", "`Shipped`", "`Ready for pickup`"] {
        assert!(told.contains(part), "{part} in\n{told}");
    }
    let page = page(&sources(&["w.csv"]), &[("w.csv", &export)], "quality.html");
    assert!(page.contains("<code>Shipped</code> is not known; such orders count"), "{page}");
}

/// Who reads the report sees no terminal: the days are told where their figures are, and with less than all orders nothing is
/// compared.
#[test]
fn days_without_an_export_are_told_on_the_pages() {
    let (july, september) = (paid_on(&["2026-07-03", "2026-07-30"]), paid_on(&["2026-09-01", "2026-09-30"]));
    let exports = [("a.csv", july.as_str()), ("b.csv", september.as_str())];
    let yaml = sources(&["a.csv", "b.csv"]);
    let missing = "no export tells of Jul 31, 2026 to Aug 31, 2026";
    let quality = page(&yaml, &exports, "quality.html");
    assert!(quality.contains("No export tells of orders from Jul 31, 2026 to Aug 31, 2026"), "{quality}");
    let june = paid_on(&["2026-05-20", "2026-06-01"]);
    let all = [("c.csv", june.as_str()), exports[0], exports[1]];
    for (period, before) in
        [("2026-Q3", Value::Null), ("2026-07-01..2026-08-15", Value::Null), ("2026-07-01..2026-07-30", 10.into())]
    {
        let sales = total(&sources(&["c.csv", "a.csv", "b.csv"]), &all, period)["sales"].clone();
        assert_eq!(sales["before"].as_f64(), before.as_f64(), "{period}: {sales}");
    }
    let yaml = yaml.replace("periods: [2026-09]", "periods: [2026-Q3]");
    let index = page(&yaml, &exports, "index.html");
    assert!(index.contains(missing), "{index}");
    // An export without a row, of days that the author says, tells that nothing was sold.
    let yaml = yaml + "  - {file: none.csv, from: 2026-07-31, to: 2026-08-31}\n";
    let index = page(&yaml, &[exports[0], exports[1], ("none.csv", &paid_on(&[]))], "index.html");
    assert!(!index.contains("orders are missing"), "{index}");
    let whole = paid_on(&["2026-07-03", "2026-08-30", "2026-09-30"]);
    assert!(!page(&sources(&["w.csv"]), &[("w.csv", &whole)], "index.html").contains("orders are missing"));
}

/// Exports that begin on 20 August say little of August: thirty orders after twelve are no growth.
#[test]
fn a_period_that_is_known_in_part_is_no_measure() {
    let days = |month: &'static str, from: u8, to: u8| (from..=to).map(move |day| format!("2026-{month}-{day:02}"));
    let of = |from: u8| {
        let days: Vec<String> = days("08", from, 31).chain(days("09", 1, 30)).collect();
        payments(&days.iter().map(|day| (day.as_str(), "10.00", "a@x.example", "instagram")).collect::<Vec<_>>())
    };
    let yaml = sources(&["pay.csv"]);
    let (part, all) = (of(20), of(2));
    let report = whole(&yaml, &[("pay.csv", &part)], "2026-09");
    let sales = &report["metrics"]["total"]["sales"];
    assert_eq!((minor(&sales["now"]), &sales["before"]), (30_000, &Value::Null), "{sales}");
    assert_eq!(report["tables"]["overview"]["bridge-data"], Value::Null);
    let index = page(&yaml, &[("pay.csv", &part)], "index.html");
    assert!(index.contains("orders are known only from August 20, 2026 on") && !index.contains("better"), "{index}");
    let sales = whole(&yaml, &[("pay.csv", &all)], "2026-09")["metrics"]["total"]["sales"].clone();
    assert_eq!(minor(&sales["before"]), 30_000, "{sales}");
}

/// Orders and spend of all sources are added up; of impressions the export counts, and the page says what did not.
#[test]
fn what_gives_way_to_an_export_is_listed() {
    let ads = format!("{ADS}2026-09-01,2026-09-30,Autumn,50.00,1000,40\n");
    let yaml = sources(&["ads.csv"])
        + "metrics:\n  - {network: facebook, period: 2026-09, impressions: 90000, followers: 12, spend: 5.00}\n";
    let exports = [("ads.csv", ads.as_str())];
    let total = total(&yaml, &exports, "2026-09");
    assert_eq!((total["impressions"]["now"].as_i64(), minor(&total["spend"]["now"])), (Some(1_000), 5_500), "{total}");
    let page = page(&yaml, &exports, "quality.html");
    assert!(page.contains("Impressions kept by hand (Sep 1, 2026 – Sep 30, 2026)"), "{page}");
    assert!(!page.contains("Followers kept by hand"), "{page}");
    // Money adds up, and that is said.
    assert!(page.contains("Spend kept by hand (Sep 1, 2026 – Sep 30, 2026): counted beside"), "{page}");
}

/// A reader of the report, who sees no terminal, must see that sales may be there twice.
#[test]
fn payments_beside_orders_are_told_on_the_page() {
    let orders =
        shopify(&[("#1,2026-09-10 10:00:00 +0200,a@x.example,paid,40.00,0.00,40.00,0.00", &[("Bowl", "40.00")])]);
    let paid = payments(&[("2026-09-10", "40.00", "a@x.example", "instagram")]);
    let exports = [("s.csv", orders.as_str()), ("pay.csv", paid.as_str())];
    let yaml = sources(&["s.csv", "pay.csv"]);
    assert!(page(&yaml, &exports, "quality.html").contains("count as orders beside those of s.csv"));
    let said = yaml.replace("pay.csv}", "pay.csv, role: payments}");
    assert!(!page(&said, &exports, "quality.html").contains("count as orders beside"));
}

/// Twenty orders in August and fifty in September are more than chance; eleven after nine are not.
#[test]
fn a_product_rises_by_more_than_chance_or_does_not() {
    let order = |n: usize, month: &str, sku: &str| {
        let order = format!("#{month}{sku}{n},2026-{month}-{:02} 10:00:00 +0200,,paid,9.00,0.00,9.00,0.00", n % 30 + 1);
        shopify(&[(&order, &[(sku, "9.00")])]).lines().nth(1).unwrap().to_owned() + "\n"
    };
    let mut export = shopify(&[]);
    for (sku, august, september) in [("Bowl", 20, 50), ("Mug", 9, 11), ("Vase", 30, 10), ("Cup", 1, 2)] {
        export.extend((0..august).map(|n| order(n, "08", sku)));
        export.extend((0..september).map(|n| order(n, "09", sku)));
    }
    let report = whole(&sources(&["s.csv"]), &[("s.csv", &export)], "2026-09");
    let rows = report["tables"]["products"]["products"]["rows"].as_array().unwrap();
    let demand = |name: &str| rows.iter().find(|row| row["product"] == name).unwrap()["demand"].clone();
    let found = ["Bowl", "Mug", "Vase", "Cup"].map(demand);
    assert_eq!(found, ["rises", "no more than chance", "falls", "few data"]);
}

/// A month that is not over has a part of what is kept by hand for the whole of it, and nobody knows which.
#[test]
fn what_is_kept_for_more_than_the_days_so_far_is_told() {
    let export = payments(&[
        ("2026-09-01", "50.00", "a@x.example", "instagram"),
        ("2026-09-02", "50.00", "b@x.example", "instagram"),
    ]);
    let yaml = sources(&["pay.csv"]) + "metrics:\n  - {network: instagram, period: 2026-09, impressions: 9000}\n";
    let page = page(&yaml, &[("pay.csv", &export)], "quality.html");
    assert!(page.contains("Impressions kept by hand for longer than the period"), "{page}");
}

/// The total of a table of orders is a checksum, as it is in every other export.
#[test]
fn the_total_of_a_table_of_orders_is_compared() {
    let of = |total: &str| {
        let export =
            format!("No,Day,Net,Paid\n1,2026-09-05,50.00,61.50\n2,2026-09-06,40.00,47.60\nTotal,,90.00,{total}\n");
        page(&format!("{HEAD}sources:\n{TABLE}"), &[("t.csv", &export)], "quality.html")
    };
    assert!(of("109.10").contains("agrees"));
    assert!(of("209.10").contains("differs"));
}

/// A day without an order is nothing to worry about, an order without a day is.
#[test]
fn an_order_without_a_day_is_told_with_its_line() {
    let export = format!(
        "{}c9,2026-13-01 10:00:00,9.00,0.00,eur,Paid,b@x.example,\n",
        payments(&[("2026-09-10", "50.00", "", "")])
    );
    let site = shop(&sources(&["pay.csv"]), &[("pay.csv", export.as_bytes())]);
    let run = report(site.path(), &[]).1.ends(0);
    assert!(run.stderr.contains("export-rows") && run.stderr.contains("pay.csv:3"), "{}", run.stderr);
}

/// 1 October as an American writes it, read as 10 January of the year after, is a day that no order can have.
#[test]
fn orders_that_are_yet_to_come_are_told() {
    let of = |day: &str| {
        let export = payments(&[("2026-09-10", "50.00", "", ""), (day, "50.00", "", "")]);
        let site = shop(&sources(&["pay.csv"]), &[("pay.csv", export.as_bytes())]);
        report(site.path(), &[]).1.ends(0).stderr
    };
    assert!(of("2027-01-10").contains("export-future"));
    assert!(!of("2026-11-24").contains("export-future"));
    // A month that runs does not look as if it were over, and the reader of the report is told too.
    let export = paid_on(&["2026-10-20", "2026-11-19", "2026-11-20", "2027-01-10"]);
    let exports = [("pay.csv", export.as_str())];
    let index = page(&sources(&["pay.csv"]), &exports, "index.html");
    assert!(index.contains("<dt>Orders until</dt><dd>November 20, 2026</dd>"), "{index}");
    assert_eq!(whole(&sources(&["pay.csv"]), &exports, "2026-11")["partial"], true);
    assert!(
        page(&sources(&["pay.csv"]), &exports, "quality.html")
            .contains("reach to January 10, 2027, which is yet to come")
    );
}

/// What the whole shop returned says nothing of one network.
#[test]
fn blended_return_is_that_of_the_whole_shop() {
    let ads = format!("{ADS}2026-09-01,2026-09-30,Autumn,50.00,1000,40\n");
    let paid = payments(&[("2026-09-10", "40.00", "a@x.example", "instagram"), ("2026-09-30", "60.00", "", "")]);
    let report = whole(&sources(&["ads.csv", "pay.csv"]), &[("ads.csv", &ads), ("pay.csv", &paid)], "2026-09");
    let of = &report["metrics"];
    assert_eq!(of["total"]["blended_roas"]["now"].as_f64(), Some(2.0), "{of}");
    assert_eq!(of["networks"]["facebook"]["blended_roas"]["now"], Value::Null, "{of}");
}
