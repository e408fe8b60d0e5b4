//! The KPI report where it is asked who is new. All figures are worked out by hand.

use serde_json::Value;

use crate::report_figures::{page, sources, whole};
use crate::report_periods::{daily, days};

/// WooCommerce says of each order whether its customer is new: of 30 a month ten, for €10 a day.
#[test]
fn an_export_that_says_who_is_new_is_believed() {
    let head = "Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),Net Sales,Attribution\n";
    let month = [days("2026-08", 1..=31), days("2026-09", 1..=30)].concat();
    let row = |(n, day): (usize, &String)| {
        let kind = if n % 3 == 0 { "new" } else { "returning" };
        format!("{day} 10:00:00,{n},€20.00,completed,A B,{kind},1× Mug,1,,20.00,Source: Facebook\n")
    };
    let orders = head.to_owned() + &month.iter().enumerate().map(row).collect::<String>();
    let ads = "Campaign name,Day,Amount spent (EUR),Impressions\n".to_owned()
        + &month.iter().map(|day| format!("Always,{day},10.00,1000\n")).collect::<String>();
    let yaml = sources(&["woo.csv", "ads.csv"]).replace("file: ads.csv", "file: ads.csv, network: facebook");
    let exports = [("woo.csv", orders.as_str()), ("ads.csv", ads.as_str())];
    let report = whole(&yaml, &exports, "2026-09");
    let of = |part: &Value, name: &str| (part[name]["now"].as_f64(), part[name]["before"].as_f64());
    let total = &report["metrics"]["total"];
    // The 31 days of August begin with a new one, the 30 of September end with one.
    assert_eq!(of(total, "new_customers"), (Some(10.0), Some(11.0)), "{report}");
    assert_eq!(of(total, "cac"), (Some(30.0), Some(28.18)), "{report}");
    assert_eq!(of(&report["metrics"]["networks"]["facebook"], "new_customers").0, Some(10.0), "{report}");
    assert_eq!(of(total, "repeat_rate").0, None, "nobody is told apart");
    let text = page(&yaml, &exports, "index.html");
    assert!(!text.contains("Too little is known of orders"), "{text}");
}

/// Nobody bought on the first two days, so nobody new did; names tell no customer from another.
#[test]
fn nobody_is_new_on_days_without_orders() {
    let head = "Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),Net Sales,Attribution\n";
    let row = |(n, day): (usize, &String)| {
        format!("{day} 10:00:00,{n},€20.00,completed,A B,new,1× Mug,1,,20.00,Source: Facebook\n")
    };
    let month = [days("2026-03", 1..=31), days("2026-08", 1..=31), days("2026-09", 3..=30)].concat();
    let orders = head.to_owned() + &month.iter().enumerate().map(row).collect::<String>();
    let report = whole(&sources(&["woo.csv"]), &[("woo.csv", &orders)], "2026-09");
    let rows = report["tables"]["audience"]["trend-data"]["rows"].as_array().unwrap();
    let of = |n: usize| rows[n]["new_customers"].as_i64();
    assert_eq!((of(0), of(1), of(2)), (Some(0), Some(0), Some(1)), "{rows:?}");
}

/// A week's report takes more than the week before: regulars come once a month.
#[test]
fn a_week_before_tells_nobody_from_the_others() {
    let of = |orders: &str| {
        let exports = [("pay.csv", orders)];
        let period = "2026-09-14..2026-09-20";
        let yaml = sources(&["pay.csv"]);
        let report = whole(&yaml, &exports, period);
        let text = page(&yaml.replace("[2026-09]", &format!("[{period}]")), &exports, "index.html");
        (
            report["metrics"]["total"]["new_customers"]["before"].clone(),
            text.contains("customers from then count as new too"),
        )
    };
    let weeks = daily(&days("2026-09", 7..=20));
    assert_eq!(of(&weeks), (Value::Null, true));
    let long = daily(
        &[days("2026-06", 1..=30), days("2026-07", 1..=31), days("2026-08", 1..=31), days("2026-09", 1..=20)].concat(),
    );
    assert_eq!(of(&long), (7.into(), false));
}

/// The export of a year whose first order is on the 3rd of January: spring is known to have had customers before.
#[test]
fn a_quiet_new_years_day_is_no_missing_history() {
    let last = [31, 28, 31, 30, 31, 30, 31, 31, 30];
    let all: Vec<String> =
        (1..=9).flat_map(|month: usize| days(&format!("2026-{month:02}"), 1..=last[month - 1])).collect();
    let of = |first: usize| {
        let report = whole(&sources(&["pay.csv"]), &[("pay.csv", &daily(&all[first..]))], "2026-Q3");
        report["metrics"]["total"]["new_customers"]["before"].clone()
    };
    assert_eq!((of(0), of(2)), (91.into(), 91.into()));
    assert_eq!(of(31), Value::Null, "from February on");
}
