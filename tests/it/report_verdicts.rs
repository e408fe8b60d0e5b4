//! The KPI report where the price of new customers and the return of all orders say different things, and where a handful of orders
//! says the most. All figures are worked out by hand.

use serde_json::Value;

use crate::report_figures::{page, payments, sources, whole};
use crate::report_part::META;
use crate::report_periods::days;
use crate::report_untagged::verdict;

fn spent(platform: &str, days: &[String], each: &str) -> String {
    days.iter().map(|day| format!("Spring,{platform},{day},{each},1000,20\n")).collect()
}

/// Orders of these amounts: day, customer, network.
fn sold(rows: &[(String, String, &str)], amount: &str) -> String {
    let rows: Vec<_> =
        rows.iter().map(|(day, mail, network)| (day.as_str(), amount, mail.as_str(), *network)).collect();
    payments(&rows)
}

fn since_march(margin: &str) -> String {
    let yaml = sources(&["pay.csv", "ads.csv"]) + &format!("margin: {margin} %\n");
    yaml.replace("file: pay.csv", "file: pay.csv, from: 2026-03-01, to: 2026-09-30")
}

fn of_audience(yaml: &str, orders: &str, ads: &str) -> (Value, String) {
    let exports = [("pay.csv", orders), ("ads.csv", ads)];
    (whole(yaml, &exports, "2026-09"), page(yaml, &exports, "audience.html"))
}

/// €19 a month, of which 80 % are left: ten subscribers came in each month since March and stay. In September ten came through
/// Instagram's ads, for €360: they have paid €190 by now, 0.53× and 0.98× with chance, and 1.25× pays. Those of March to August have
/// paid 4.5 times each.
#[test]
fn what_new_subscribers_have_paid_so_far_is_no_loss() {
    let mut rows = Vec::new();
    for came in 3..=9 {
        for n in 1..=10 {
            let paid = (came..=9).map(|month| {
                let by = if came == 9 { "instagram" } else { "" };
                (format!("2026-{month:02}-{n:02}"), format!("c{came}-{n}@x.example"), by)
            });
            rows.extend(paid);
        }
    }
    let ads = META.to_owned() + &spent("instagram", &days("2026-09", 1..=30), "12.00");
    let (report, text) = of_audience(&since_march("80"), &sold(&rows, "19.00"), &ads);
    assert_eq!(verdict(&report, "audience", "winning", "instagram"), "not sure yet", "{text}");
    assert!(text.contains("Customers who came earlier have bought 4.50× as much until now"), "{text}");
    // Where nobody comes again, that is what they are worth.
    let once: Vec<_> = rows.into_iter().filter(|(day, mail, _)| day[6..7] == mail[1..2]).collect();
    let (report, text) = of_audience(&since_march("80"), &sold(&once, "19.00"), &ads);
    assert_eq!(verdict(&report, "audience", "winning", "instagram"), "costs more than it earns", "{text}");
    assert!(!text.contains("Customers who came earlier"), "{text}");
}

/// Thirty regulars order through Instagram's ads, and nobody new: 6.00× of all orders pays, and wins nobody.
#[test]
fn ads_that_pay_by_orders_of_regulars_do_not_cost_more_than_they_earn() {
    let regulars = |month: &str, by| -> Vec<(String, String, &'static str)> {
        days(month, 1..=30).into_iter().enumerate().map(|(n, day)| (day, format!("c{n}@x.example"), by)).collect()
    };
    let rows = [regulars("2026-04", ""), regulars("2026-09", "instagram")].concat();
    let ads = |each| META.to_owned() + &spent("instagram", &days("2026-09", 1..=20), each);
    let (report, _) = of_audience(&since_march("50"), &sold(&rows, "20.00"), &ads("5.00"));
    assert_eq!(verdict(&report, "overview", "next", "instagram"), "pays for itself", "{report}");
    assert_eq!(
        verdict(&report, "audience", "winning", "instagram"),
        "new customers alone do not pay for it",
        "{report}"
    );
    // Where they do not pay by all orders either, they cost more than they earn.
    let (report, _) = of_audience(&since_march("50"), &sold(&rows, "20.00"), &ads("90.00"));
    assert_eq!(verdict(&report, "overview", "next", "instagram"), "costs more than it earns", "{report}");
    assert_eq!(verdict(&report, "audience", "winning", "instagram"), "costs more than it earns", "{report}");
}

/// Two orders of €200 for €20 are 20.00×, and without chance 5.00× at least; sixty of €20 for €300 are 4.00×, and 3.11× at least.
#[test]
fn the_surest_return_is_not_of_two_orders() {
    let month = days("2026-09", 1..=30);
    let mut rows: Vec<(&str, &str, &str, &str)> =
        month.iter().flat_map(|day| [(day.as_str(), "20.00", "", "facebook"); 2]).collect();
    rows.extend([("2026-09-03", "200.00", "", "instagram"), ("2026-09-13", "200.00", "", "instagram")]);
    let ads = META.to_owned() + &spent("facebook", &month, "10.00") + &spent("instagram", &month[..20], "1.00");
    let orders = payments(&rows);
    let yaml = sources(&["pay.csv", "ads.csv"]) + "margin: 50 %\n";
    let text = page(&yaml, &[("pay.csv", &orders), ("ads.csv", &ads)], "index.html");
    assert!(text.contains("surest on Facebook: 4.00×, from 60 orders"), "{text}");
    // What does not pay for itself is not called sure because others have few orders.
    let dear = META.to_owned() + &spent("facebook", &month, "60.00") + &spent("instagram", &month[..20], "1.00");
    let text = page(&yaml, &[("pay.csv", &orders), ("ads.csv", &dear)], "index.html");
    assert!(text.contains("0.67×") && !text.contains("surest on"), "{text}");
}
