//! The KPI report of a shop of which little is known: visits alone, or what is kept by hand. All figures are worked out by hand.

use crate::report::HEAD;
use crate::report_figures::{page, sources, whole};
use crate::report_periods::traffic;

/// 3,000 visits in September, 2,400 in August, and no export of orders: the overview says what is known, and what to add.
#[test]
fn visits_without_orders_are_told_on_the_first_page() {
    let of = |month: &str, last: u8, visits: u32| {
        traffic(&format!("2026{month}01"), &format!("2026{month}{last}"), &[("instagram / social", visits)])
    };
    let (august, september) = (of("08", 31, 2_400), of("09", 30, 3_000));
    let exports = [("a.csv", august.as_str()), ("s.csv", september.as_str())];
    let text = page(&sources(&["a.csv", "s.csv"]), &exports, "index.html");
    let message = text.split_once("id=\"message\"").unwrap().1.split_once("</section>").unwrap().0;
    assert!(
        message.contains("Sessions: 3,000") && message.contains("Orders are not known: with an export"),
        "{message}"
    );
    assert!(!message.contains("No source tells it"), "{message}");
    let tiles = text.split_once("id=\"headline\"").unwrap().1.split_once("</section>").unwrap().0;
    assert!(tiles.contains("3,000") && !tiles.contains("Average order value"), "{tiles}");
}

const HAND: &str = "metrics:\n  - {network: instagram, period: 2026-09, orders: 44, sales: 2400.00}\n  \
                    - {network: email, period: 2026-09, sessions: 120, orders: 4, sales: 260.00}\n\
                    targets:\n  - {metric: sales, value: 3000, period: 2026-09}\n";

/// 48 orders, of which four are of the 120 visits that are known: 3.33 %, and not of 48.
#[test]
fn a_rate_of_some_orders_says_of_which() {
    let text = page(&format!("{HEAD}{HAND}"), &[], "index.html");
    assert!(text.contains("3.33% (4 orders) of Sessions"), "{text}");
    assert!(text.contains("4 of 48 orders: those of sources whose sessions are known."), "{text}");
    // Of one network it is all of them.
    let text = page(&format!("{HEAD}{HAND}"), &[], "networks/email.html");
    assert!(!text.contains("those of sources") && !text.contains("(4 orders)"), "{text}");
}

/// What is kept for a month is of no day: a chart of days would show a shop that sold nothing.
#[test]
fn figures_of_no_day_are_drawn_by_no_days() {
    let text = page(&format!("{HEAD}{HAND}"), &[], "index.html");
    assert!(!text.contains("id=\"trend\"") && !text.contains("The line leaves out"), "{text}");
    let daily =
        HAND.replace("metrics:\n", "metrics:\n  - {network: whatsapp, date: 2026-09-03, orders: 1, sales: 30.00}\n");
    let text = page(&format!("{HEAD}{daily}"), &[], "index.html");
    assert!(text.contains("id=\"trend\"") && text.contains("The line leaves out €2,660"), "{text}");
}

/// 824 likes, comments and shares of 41,200 views are 2.00 %, whatever the ads manager counts as engagements.
#[test]
fn reactions_are_set_against_the_views_of_the_same_posts() {
    let head = "Start Date (in UTC)\tAccount Name\tCurrency\tCampaign Group Name\tCampaign ID\tCampaign Name\tTotal Spent\t\
                Impressions\tClicks\tTotal Engagements\n";
    let row = |day: u8| format!("9/{day}/2026\tA\tEUR\tB2B\t318\tLeads\t10.00\t1000\t10\t15\n");
    let ads = "Campaign Performance Report (in UTC)\nReport Start: September 1, 2026, 12:00 AM\nReport End: September 30, 2026, \
               11:59 PM\nDate Generated: November 16, 2026, 9:12 AM\n\n"
        .to_owned()
        + head
        + &(1..=30).map(row).collect::<String>();
    let hand =
        "metrics:\n  - {network: linkedin, period: 2026-09, views: 41200, likes: 655, comments: 121, shares: 48}\n";
    let report = whole(&(sources(&["ads.csv"]) + hand), &[("ads.csv", &ads)], "2026-09");
    let own = &report["metrics"]["networks"]["linkedin"];
    assert_eq!(own["engagements"]["now"], 824, "{own}");
    assert_eq!(own["engagement_rate"]["now"].as_f64(), Some(0.02), "{own}");
}

/// Orders of August went back, none of September: €0.00, although nothing tells where the orders came from.
#[test]
fn orders_of_nobody_knows_where_from_that_did_not_go_back() {
    let head = "Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),Net Sales,Attribution\n";
    let rows = (1..=9).map(|n| {
        format!("2026-0{}-10 10:0{n}:00,{n},€20.00,completed,C{n},new,1× Mug,1,,20.00,\n", if n < 5 { 8 } else { 9 })
    });
    let back = "2026-08-20 10:00:00,1,-€20.00,refunded,C1,new,1× Mug,1,,-20.00,\n";
    let orders = head.to_owned() + &rows.collect::<String>() + back;
    let yaml = sources(&["pay.csv"]).replace("file: pay.csv", "file: pay.csv, currency: EUR, time_zone: Europe/Paris");
    let report = whole(&yaml, &[("pay.csv", &orders)], "2026-09");
    let refunds = &report["metrics"]["networks"]["untold"]["refunds"];
    assert_eq!((refunds["now"].as_f64(), refunds["before"].as_f64()), (Some(0.0), Some(20.0)), "{refunds}");
}
