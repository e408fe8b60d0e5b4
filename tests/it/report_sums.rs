//! The KPI report where something of a sum is not told: what is not known is not nothing, and no verdict rests on it.

use serde_json::Value;

use crate::report::{HEAD, minor, shop};
use crate::report_figures::{page, payments, sources, total, whole};

/// A Shopify export: day, what the goods cost with the tax in them, that tax, and what went back.
fn shopify(orders: &[(String, &str, &str, &str)]) -> String {
    let head = "Name,Created at,Email,Financial Status,Subtotal,Taxes,Total,Refunded Amount,Currency,Shipping,\
                Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku\n";
    let row = |(n, (day, goods, tax, back)): (usize, &(String, &str, &str, &str))| {
        let mail = format!("c{n}@x.example");
        format!("#{n},{day} 10:00:00 +0200,{mail},paid,{goods},{tax},{goods},{back},EUR,0.00,1,Mug,{goods},MUG\n")
    };
    head.to_owned() + &orders.iter().enumerate().map(row).collect::<String>()
}

/// The same order again and again, from the first day of September to the last.
fn days(count: usize, goods: &'static str, tax: &'static str, back: &'static str) -> String {
    let day = |n: usize| (format!("2026-09-{:02}", 30 - n * 29 / (count - 1).max(1)), goods, tax, back);
    shopify(&(0..count).map(day).collect::<Vec<_>>())
}

const WOO: &str = "Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),Net Sales,\
                   Attribution\n";

/// WooCommerce tells net sales alone.
fn woo(rows: &[(&str, &str, &str, &str, &str)]) -> String {
    let row = |(day, order, status, net, source): &(&str, &str, &str, &str, &str)| {
        format!("{day} 10:00:00,{order},€{net},{status},C{order},new,1× Mug,1,,{net},Source: {source}\n")
    };
    WOO.to_owned() + &rows.iter().map(row).collect::<String>()
}

const SPENT: &str =
    "  - {file: c.csv, format: table, currency: EUR, table: {date: Day, network: Network, measures: {spend: Spend}}}\n";

fn spent(rows: &[(&str, &str, &str)]) -> String {
    let rows = rows.iter().map(|(day, network, spend)| format!("{day},{network},{spend}\n"));
    "Day,Network,Spend\n".to_owned() + &rows.collect::<String>()
}

fn now<'v>(report: &'v Value, network: &str, metric: &str) -> &'v Value {
    &report["metrics"]["networks"][network][metric]["now"]
}

fn next<'v>(report: &'v Value, network: &str) -> &'v Value {
    let rows = report["tables"]["overview"]["next"]["rows"].as_array().unwrap();
    rows.iter().find(|row| row["network"] == network).unwrap_or(&Value::Null)
}

/// The ends of the range, and what follows from it.
fn ends(row: &Value) -> (f64, f64, &str) {
    (row["low"].as_f64().unwrap(), row["high"].as_f64().unwrap(), row["verdict"].as_str().unwrap())
}

fn message(yaml: &str, exports: &[(&str, &str)]) -> String {
    let page = page(yaml, exports, "index.html");
    let from = page.find("id=\"message\"").unwrap();
    let to = page[from..].find("</section>").map_or(page.len(), |to| from + to);
    page[from..to].to_owned()
}

/// Ten orders of which none says where it came from: how much Instagram sold is not known, and no verdict rests on it.
#[test]
fn orders_that_do_not_tell_where_they_came_from_are_no_loss_of_a_network() {
    let mut orders = vec![("2026-09-10", "50.00", "a@x.example", ""); 10];
    let ads = spent(&[("2026-09-10", "instagram", "40.00"), ("2026-09-10", "facebook", "60.00")]);
    let yaml = format!("{HEAD}margin: 50 %\nsources:\n  - {{file: pay.csv}}\n{SPENT}");
    let export = payments(&orders);
    let silent = [("pay.csv", export.as_str()), ("c.csv", ads.as_str())];
    let report = whole(&yaml, &silent, "2026-09");
    for metric in ["sales", "orders", "roas", "new_customers", "roi"] {
        assert_eq!(*now(&report, "instagram", metric), Value::Null, "{metric}: {report}");
    }
    let total = &report["metrics"]["total"];
    assert_eq!((&total["roas"]["now"], &total["blended_roas"]["now"]), (&Value::Null, &5.0.into()), "{total}");
    assert_eq!(report["tables"]["overview"]["next"], Value::Null);
    let made = page(&yaml, &silent, "index.html");
    assert!(
        made.contains("The orders do not tell where they came from.") && !made.contains("costs more than it earns")
    );
    // One that does makes the others orders of nobody, and they may be of Facebook; how many they are is said.
    orders.push(("2026-09-11", "50.00", "b@x.example", "instagram"));
    let export = payments(&orders);
    let told = [("pay.csv", export.as_str()), ("c.csv", ads.as_str())];
    let report = whole(&yaml, &told, "2026-09");
    assert_eq!((now(&report, "facebook", "roas"), now(&report, "instagram", "roas")), (&Value::Null, &1.25.into()));
    assert!(message(&yaml, &told).contains("91% of the orders name no source"), "{}", message(&yaml, &told));
}

/// WooCommerce tells net sales, Stripe what was paid: of both the nearest counts, in sales as in orders.
#[test]
fn an_order_counts_on_every_basis() {
    let shop = days(1, "120.00", "20.00", "0.00");
    let woo =
        woo(&[("2026-09-05", "1", "completed", "50", "Facebook"), ("2026-09-06", "2", "completed", "50", "Facebook")]);
    let paid = payments(&[("2026-09-07", "70.00", "a@x.example", "pinterest")]);
    let exports = [("s.csv", shop.as_str()), ("w.csv", woo.as_str()), ("p.csv", paid.as_str())];
    for (basis, sales) in [("net", 27_000), ("gross", 27_000), ("total", 29_000)] {
        let yaml = sources(&["s.csv", "w.csv"])
            .replace("sources:", &format!("definitions: {{sales: {basis}, aov: total}}\nsources:"));
        let yaml = format!("{yaml}  - {{file: p.csv, role: orders}}\n");
        let report = whole(&yaml, &exports, "2026-09");
        let total = &report["metrics"]["total"];
        assert_eq!((minor(&total["sales"]["now"]), minor(&total["aov"]["now"])), (sales, 7_250), "{basis}: {total}");
        assert_eq!(minor(now(&report, "facebook", "sales")), 10_000, "{basis}");
        let page = page(&yaml, &exports, "quality.html");
        assert!(page.contains("2 rows do not tell the amount"), "{basis}: {page}");
    }
}

/// €100 net and €120 paid: what the margin is of does not depend on what is called sales.
#[test]
fn the_margin_is_of_net_sales() {
    let shop = days(28, "120.00", "20.00", "0.00");
    let ads = spent(&[("2026-09-05", "instagram", "1000.00")]);
    let exports = [("s.csv", shop.as_str()), ("c.csv", ads.as_str())];
    for (basis, roas) in [("net", 2.8), ("total", 3.36), ("gross", 2.8)] {
        let yaml = format!(
            "{HEAD}margin: 50 %\ndefinitions: {{sales: {basis}}}\nsources:\n  - {{file: s.csv, network: instagram}}\n{SPENT}"
        );
        let report = whole(&yaml, &exports, "2026-09");
        assert_eq!(now(&report, "instagram", "roas").as_f64(), Some(roas), "{basis}");
        assert_eq!(now(&report, "instagram", "roi").as_f64(), Some(0.4), "{basis}");
        assert_eq!(next(&report, "instagram")["verdict"], "not sure yet", "{basis}");
        let page = page(&yaml, &exports, "index.html");
        assert_eq!(page.contains("That is in net sales"), basis != "net", "{basis}");
    }
}

/// Ten orders that all went back are the worst return, not none.
#[test]
fn the_worst_networks_are_in_the_ranking() {
    let (good, back) = (days(20, "50.00", "0.00", "0.00"), days(10, "50.00", "0.00", "50.00").replace('#', "#F"));
    let ads = spent(&[("2026-09-05", "instagram", "500.00"), ("2026-09-05", "facebook", "800.00")]);
    let yaml = format!(
        "{HEAD}margin: 50 %\nsources:\n  - {{file: a.csv, network: instagram}}\n  - {{file: b.csv, network: facebook}}\n{SPENT}"
    );
    let exports = [("a.csv", good.as_str()), ("b.csv", back.as_str()), ("c.csv", ads.as_str())];
    let report = whole(&yaml, &exports, "2026-09");
    // Three orders of €50 for €800.
    assert_eq!(ends(next(&report, "facebook")), (0.0, 0.19, "costs more than it earns"), "{report}");
    assert!(message(&yaml, &exports).contains("It is surest to be weak on Facebook"));
}

/// By hand: 25 orders of €50 for €480 return 2.60; their standard error is a fifth, and e^0.392 is 1.48.
#[test]
fn orders_that_are_told_together_are_as_unsure_as_others() {
    let ads = spent(&[("2026-09-01", "instagram", "480.00"), ("2026-09-01", "tiktok", "480.00")]);
    let hand = "metrics:\n  - {network: instagram, period: 2026-09, orders: 20, sales: 1000}\n\
                \x20 - {network: tiktok, period: 2026-09, orders: 25, sales: 1250}\n";
    let of = |orders: usize, hand: &str| {
        let yaml = format!("{HEAD}margin: 50 %\n{hand}sources:\n  - {{file: s.csv, network: instagram}}\n{SPENT}");
        let shop = days(orders, "50.00", "0.00", "0.00");
        whole(&yaml, &[("s.csv", &shop), ("c.csv", &ads)], "2026-09")
    };
    let (alone, together) = (of(25, ""), of(5, hand));
    for report in [next(&alone, "instagram"), next(&together, "instagram"), next(&together, "tiktok")] {
        assert_eq!(ends(report), (1.76, 3.85, "not sure yet"), "{report}");
    }
}

/// Cents are money too.
#[test]
fn small_amounts_are_as_unsure_as_large_ones() {
    for (goods, spend) in [("50.00", "454.55"), ("1.90", "17.27"), ("0.99", "9.00")] {
        let yaml = format!("{HEAD}margin: 50 %\nsources:\n  - {{file: s.csv, network: instagram}}\n{SPENT}");
        let (shop, ads) = (days(20, goods, "0.00", "0.00"), spent(&[("2026-09-01", "instagram", spend)]));
        let report = whole(&yaml, &[("s.csv", &shop), ("c.csv", &ads)], "2026-09");
        assert_eq!(ends(next(&report, "instagram")), (1.42, 3.41, "not sure yet"), "{goods}");
    }
}

/// A row of the last week of September is one of the first of October too: Facebook has not lost what it tells.
#[test]
fn a_sum_that_lacks_something_is_no_fall() {
    let rows = "From,To,Net,Orders,Network\n2026-08-01,2026-08-31,1000,10,instagram\n2026-08-01,2026-08-31,500,5,facebook\n\
                2026-09-01,2026-09-30,1500,15,instagram\n2026-09-01,2026-09-25,400,4,facebook\n";
    let yaml = format!(
        "{HEAD}sources:\n  - {{file: t.csv, format: table, currency: EUR, table: \
         {{from: From, to: To, network: Network, measures: {{net: Net, orders: Orders}}}}}}\n"
    );
    let bridge = |last: &str| {
        let rows = format!("{rows}{last}");
        whole(&yaml, &[("t.csv", &rows)], "2026-09")["tables"]["overview"]["bridge-data"].clone()
    };
    assert!(bridge("2026-09-26,2026-09-30,200,2,facebook\n").is_object());
    assert_eq!(bridge("2026-09-26,2026-10-02,200,2,facebook\n"), Value::Null);
}

/// Of a month only ten days of visits are known; the orders of the others are not theirs, on any page.
#[test]
fn every_conversion_rate_is_of_the_days_of_which_sessions_are_known() {
    let visits = "Day,Network,Sessions\n2026-09-01,instagram,500\n2026-09-10,instagram,500\n";
    let yaml = format!(
        "{HEAD}sources:\n  - {{file: s.csv, network: instagram}}\n  - {{file: v.csv, format: table, table: \
         {{date: Day, network: Network, measures: {{sessions: Sessions}}}}}}\n"
    );
    let (shop, visits) = (days(30, "50.00", "0.00", "0.00"), visits.replace("2026-09-10", "2026-09-05"));
    let report = whole(&yaml, &[("s.csv", &shop), ("v.csv", &visits)], "2026-09");
    assert_eq!(report["metrics"]["total"]["conversion_rate"]["now"].as_f64(), Some(0.005), "{report}");
    let steps = report["tables"]["overview"]["funnel-data"]["rows"].as_array().unwrap();
    let last = steps.last().unwrap()["rate"].as_str().unwrap();
    assert_eq!(last, "0.50% of Sessions");
}

/// The export ends in September: of December nothing is known, not that nobody came.
#[test]
fn nobody_is_new_where_nothing_is_known() {
    let export = payments(&[("2026-09-10", "50.00", "a@x.example", "instagram")]);
    let total = total(&sources(&["pay.csv"]), &[("pay.csv", &export)], "2026-12");
    assert_eq!(total["new_customers"]["now"], Value::Null, "{total}");
}

/// A month without any order, in the middle of an export, has brought nothing for its ad spend.
#[test]
fn nothing_for_ad_spend_is_a_return_of_nothing() {
    let export = payments(&[
        ("2026-08-10", "50.00", "a@x.example", "instagram"),
        ("2026-10-10", "50.00", "b@x.example", "instagram"),
    ]);
    let ads = spent(&[("2026-09-05", "instagram", "40.00")]);
    let yaml = format!("{HEAD}sources:\n  - {{file: pay.csv}}\n{SPENT}");
    let total = total(&yaml, &[("pay.csv", &export), ("c.csv", &ads)], "2026-09");
    assert_eq!((&total["sales"]["now"], &total["blended_roas"]["now"]), (&0.0.into(), &0.0.into()), "{total}");
}

/// WhatsApp is kept by hand, and September is not written yet: it has not sold nothing, and the shop has not lost it.
#[test]
fn what_is_kept_by_hand_and_not_written_is_not_nothing() {
    let day = |n: usize| if n < 31 { format!("2026-08-{:02}", n + 1) } else { format!("2026-09-{:02}", n - 30) };
    let shop = shopify(&(0..61).map(|n| (day(n), "10.00", "0.00", "0.00")).collect::<Vec<_>>());
    let yaml = format!(
        "{HEAD}metrics:\n  - {{network: whatsapp, period: 2026-08, orders: 5, sales: 100}}\nsources:\n  - {{file: s.csv, network: instagram}}\n"
    );
    let report = whole(&yaml, &[("s.csv", &shop)], "2026-09");
    let whatsapp = &report["metrics"]["networks"]["whatsapp"];
    assert_eq!((&whatsapp["sales"]["now"], minor(&whatsapp["sales"]["before"])), (&Value::Null, 10_000), "{whatsapp}");
    let sales = &report["metrics"]["total"]["sales"];
    assert_eq!((minor(&sales["now"]), &sales["before"]), (30_000, &Value::Null));
    let steps = report["tables"]["overview"]["bridge-data"]["rows"].as_array().unwrap();
    let steps: Vec<i64> = steps.iter().map(|row| minor(&row["sales"])).collect();
    assert_eq!(steps, [31_000, -1_000, 30_000]);
    let page = page(&yaml, &[("s.csv", &shop)], "index.html");
    assert!(page.contains("Without WhatsApp: €300.00."), "{page}");
    assert!(page.contains("On the networks known in both periods: €310.00 → €300.00"), "{page}");
}

/// Orders whose amount nobody wrote down, and an amount of nobody knows how many, are in no average.
#[test]
fn an_average_order_is_of_orders_with_amounts() {
    let shop = days(6, "50.00", "0.00", "0.00");
    for (network, hand) in [("whatsapp", "orders: 6"), ("whatsapp", "sales: 300"), ("instagram", "orders: 6")] {
        let yaml = format!(
            "{HEAD}metrics:\n  - {{network: {network}, period: 2026-09, {hand}}}\nsources:\n  - {{file: s.csv, network: instagram}}\n"
        );
        let report = whole(&yaml, &[("s.csv", &shop)], "2026-09");
        assert_eq!(minor(&report["metrics"]["total"]["aov"]["now"]), 5_000, "{network} {hand}");
        let other = if hand.starts_with("orders") { "sales" } else { "orders" };
        if network == "whatsapp" {
            assert_eq!(*now(&report, network, other), Value::Null, "{hand}");
        }
    }
}

/// A quarter's spend is no month's, and the month's is not known without it.
#[test]
fn spend_of_a_quarter_is_missing_in_its_months() {
    let (shop, ads) = (days(30, "20.00", "0.00", "0.00"), spent(&[("2026-09-05", "instagram", "100.00")]));
    let yaml = format!(
        "{HEAD}metrics:\n  - {{network: tiktok, period: 2026-Q3, spend: 900}}\nsources:\n  - {{file: s.csv, network: instagram}}\n{SPENT}"
    );
    let exports = [("s.csv", shop.as_str()), ("c.csv", ads.as_str())];
    let report = whole(&yaml, &exports, "2026-09");
    let total = &report["metrics"]["total"];
    assert_eq!((&total["spend"]["now"], &total["blended_roas"]["now"]), (&Value::Null, &Value::Null), "{total}");
    assert!(page(&yaml, &exports, "index.html").contains("Without TikTok: €100"));
    assert_eq!(minor(&whole(&yaml, &exports, "2026-Q3")["metrics"]["total"]["spend"]["now"]), 100_000);
}

/// Instagram's refunds leave the shop less than Facebook brought: there is no share of more than the whole.
#[test]
fn no_network_brought_more_than_all() {
    let export = woo(&[
        ("2026-08-05", "1", "completed", "100", "Instagram"),
        ("2026-09-05", "1", "refunded", "-100", "Instagram"),
        ("2026-09-06", "2", "completed", "105", "Facebook"),
    ]);
    let yaml = sources(&["w.csv"]).replace("sources:", "definitions: {refunds: refund_date}\nsources:");
    let message = message(&yaml, &[("w.csv", &export)]);
    assert!(message.contains("Facebook brought most: €105.00.") && !message.contains("of all"), "{message}");
}

/// Where there is no percentage the amount is told, once.
#[test]
fn what_is_new_is_told_by_its_amount() {
    let export = payments(&[
        ("2026-07-10", "50.00", "a@x.example", "instagram"),
        ("2026-09-10", "50.00", "b@x.example", "instagram"),
    ]);
    let ads = spent(&[("2026-08-05", "instagram", "10.00")]);
    let yaml = format!("{HEAD}sources:\n  - {{file: pay.csv}}\n{SPENT}");
    let message = message(&yaml, &[("pay.csv", &export), ("c.csv", &ads)]);
    assert!(message.contains("Sales: €50.00, +€50.00 against August 2026."), "{message}");
}

/// Whoever buys at the till has not visited the shop's pages.
#[test]
fn orders_at_the_till_follow_no_visit() {
    let table = "Day,Network,Orders,Net\n2026-09-05,instagram,2,40\n2026-09-05,in_person,3,60\n";
    let visits = "Day,Network,Sessions\n2026-09-05,instagram,100\n";
    let map = |measures: &str| {
        format!("format: table, currency: EUR, table: {{date: Day, network: Network, measures: {{{measures}}}}}")
    };
    let (sold, seen) = (map("orders: Orders, net: Net"), map("sessions: Sessions"));
    let yaml = format!("{HEAD}sources:\n  - {{file: t.csv, {sold}}}\n  - {{file: v.csv, {seen}}}\n");
    let total = total(&yaml, &[("t.csv", table), ("v.csv", visits)], "2026-09");
    assert_eq!((&total["orders"]["now"], total["conversion_rate"]["now"].as_f64()), (&5.into(), Some(0.02)), "{total}");
}

/// €10 every day: August has a day more than September, and each day brought as much.
#[test]
fn unequal_months_are_compared_day_by_day_too() {
    let day = |n: usize| if n < 31 { format!("2026-08-{:02}", n + 1) } else { format!("2026-09-{:02}", n - 30) };
    let shop = shopify(&(0..61).map(|n| (day(n), "10.00", "0.00", "0.00")).collect::<Vec<_>>());
    let page = page(&sources(&["s.csv"]), &[("s.csv", &shop)], "index.html");
    assert!(page.contains("before: €310.00 · 0.0% per day"), "{page}");
}

/// Two exports of the same post: the figures of its whole life are those of the later one, in whatever order both are listed.
#[test]
fn a_post_has_the_figures_of_the_later_export() {
    let head = "Post ID,Account username,Description,Publish time,Post type,Date,Permalink,Views,Reach,Likes,Shares,Follows,\
                Comments,Saves\n";
    let post = |id: &str, day: &str, views: &str| {
        format!("{id},x,Kiln,09/{day}/2026 10:00,IG reel,Lifetime,https://i/{id},{views},80,10,1,0,2,3\n")
    };
    let early = format!("{head}{}", post("1", "05", "100"));
    let late = format!("{head}{}{}", post("1", "05", "900"), post("2", "20", "50"));
    for names in [["a.csv", "b.csv"], ["b.csv", "a.csv"]] {
        let report = whole(&sources(&names), &[("a.csv", &early), ("b.csv", &late)], "2026-09");
        let posts = report["tables"]["overview"]["posts"]["rows"].as_array().unwrap();
        let views: Vec<i64> = posts.iter().filter_map(|post| post["views"].as_i64()).collect();
        assert_eq!(views.iter().sum::<i64>(), 950, "{posts:?}");
    }
}

/// A star means few cases, and there are none without a figure.
#[test]
fn what_is_not_known_does_not_rest_on_few_cases() {
    let export =
        payments(&[("2026-09-10", "50.00", "a@x.example", "instagram"), ("2026-09-30", "50.00", "", "instagram")]);
    let site = shop(&sources(&["pay.csv"]), &[("pay.csv", export.as_bytes())]);
    let text = crate::shell::program(site.path())
        .args(["report", ".", "--today", crate::shell::TODAY, "--format", "text"])
        .output()
        .unwrap();
    let text = crate::shell::Run::from(text).ends(0).stdout;
    assert!(text.contains('*') && !text.contains("—*"), "{text}");
}
