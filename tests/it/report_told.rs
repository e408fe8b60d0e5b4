//! The KPI report where the same order is told more than once: in two files, twice in one, paid and cancelled later, given back
//! and won back.

use crate::report::minor;
use crate::report_figures::{page, sources, total, whole};
use crate::report_orders::shopify;

/// Two shops begin to count at the same number; the same order in two exports is one.
#[test]
fn numbers_of_orders_are_those_of_a_shop() {
    let order = |day: &str| {
        let first = format!("#1001,2026-09-{day} 10:00:00 +0200,a@x.example,paid,40.00,0.00,40.00,0.00");
        shopify(&[(&first, &[("Bowl", "40.00")])])
    };
    for (other, orders) in [("12", 2), ("10", 1)] {
        let exports = [("a.csv", order("10")), ("b.csv", order(other))];
        let exports: Vec<(&str, &str)> = exports.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let total = total(&sources(&["a.csv", "b.csv"]), &exports, "2026-09");
        assert_eq!(total["orders"]["now"], orders, "{other}: {total}");
    }
}

/// The export of September holds August's orders once more; one of them went back since.
#[test]
fn a_later_export_knows_what_went_back_since() {
    let order = |refunds: &str| {
        let paid = "#1,2026-09-10 10:00:00 +0200,a@x.example,paid,40.00,0.00,50.00";
        let before = "#0,2026-08-10 10:00:00 +0200,z@x.example,paid,9.00,0.00,9.00,0.00";
        shopify(&[(before, &[("Cup", "9.00")]), (&format!("{paid},{refunds}"), &[("Bowl", "40.00")])])
    };
    for told in [["0.00", "50.00"], ["50.00", "0.00"], ["50.00", "50.00"], ["20.00", "50.00"]] {
        let exports = told.map(order);
        let exports = [("a.csv", exports[0].as_str()), ("b.csv", exports[1].as_str())];
        let report = whole(&sources(&["a.csv", "b.csv"]), &exports, "2026-09");
        let total = &report["metrics"]["total"];
        let found = ["sales", "refunds"].map(|name| minor(&total[name]["now"]));
        assert_eq!((found, total["orders"]["now"].as_i64()), ([0, 5_000], Some(1)), "{told:?}: {total}");
        let cohort = &report["tables"]["overview"]["cohorts"]["rows"][1];
        assert_eq!(cohort["value"].as_f64(), Some(0.0), "{told:?}: {cohort}");
    }
}

/// A file of August in UTC ends on 1 September in Paris, and says nothing of that day's other payments.
#[test]
fn files_that_meet_at_midnight_lose_nothing() {
    let file = |rows: &[(&str, &str, &str)]| {
        let row = |(id, created, gross): &(&str, &str, &str)| {
            format!(
                "{id},{created},eur,{gross},0.00,{gross},{}\n",
                if gross.starts_with('-') { "refund" } else { "charge" }
            )
        };
        let head = "balance_transaction_id,created_utc,currency,gross,fee,net,reporting_category\n";
        head.to_owned() + &rows.iter().map(row).collect::<String>()
    };
    let august = file(&[("t1", "2026-08-10 10:00:00", "50.00"), ("t2", "2026-08-31 23:00:00", "30.00")]);
    let september = file(&[
        ("t2", "2026-08-31 23:00:00", "30.00"),
        ("t3", "2026-09-01 08:00:00", "70.00"),
        ("t4", "2026-09-30 08:00:00", "-10.00"),
    ]);
    let yaml = sources(&["a.csv", "b.csv"]).replace(".csv}", ".csv, role: orders}");
    let total = total(&yaml, &[("a.csv", &august), ("b.csv", &september)], "2026-09");
    assert_eq!((total["orders"]["now"].as_i64(), minor(&total["sales"]["now"])), (Some(2), 9_000), "{total}");
}

/// Sales and orders of September, told by these files in this order.
fn sold(files: &[(&str, &str)]) -> (i64, Option<i64>) {
    let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    let total = total(&sources(&names), files, "2026-09");
    (minor(&total["sales"]["now"]), total["orders"]["now"].as_i64())
}

/// Paid in one export, cancelled in another: the export that reaches farther knows what became of the order.
#[test]
fn of_an_order_the_last_telling_counts() {
    let of = |status: &str, more: &str| {
        let order = format!("#1,2026-09-10 10:00:00 +0200,a@x.example,{status},40.00,0.00,40.00,0.00");
        let other = format!("{more} 10:00:00 +0200,b@x.example,paid,9.00,0.00,9.00,0.00");
        shopify(&[(&order, &[("Bowl", "40.00")]), (&other, &[("Cup", "9.00")])])
    };
    let (early, late) = ("#2,2026-09-11", "#3,2026-09-28");
    let (sold_then, sold_now) = ((5_800, Some(3)), (1_800, Some(2)));
    for (first, second, expected) in
        [("paid", "voided", sold_now), ("voided", "paid", sold_then), ("paid", "pending", sold_then)]
    {
        let (a, b) = (of(first, early), of(second, late));
        assert_eq!(sold(&[("a.csv", &a), ("b.csv", &b)]), expected, "{first}, then {second}");
        assert_eq!(
            sold(&[("b.csv", &b), ("a.csv", &a)]),
            expected,
            "{first}, then {second}, listed the other way round"
        );
    }
    // Of two that reach equally far the one that is listed later.
    let (paid, voided) = (of("paid", early), of("voided", early));
    assert_eq!(sold(&[("a.csv", &paid), ("b.csv", &voided)]), (900, Some(1)));
    assert_eq!(sold(&[("b.csv", &voided), ("a.csv", &paid)]), (4_900, Some(2)));
    let exports = [("a.csv", paid.as_str()), ("b.csv", voided.as_str())];
    let told = page(&sources(&["a.csv", "b.csv"]), &exports, "quality.html");
    assert!(told.contains("1 order that it tells as paid was cancelled since"), "{told}");
}

/// An order that was cancelled is in no sales; what was given back of it neither.
#[test]
fn a_refund_of_an_order_that_does_not_count_is_none() {
    let head = "Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),Net Sales,\
                Attribution\n2026-09-02 10:00:00,2,€20.00,Completed,B,new,1× Mug,1,,20.00,Direct\n";
    let of = |status: &str, more: &str| {
        format!("{head}2026-09-01 10:00:00,1,€80.00,{status},A,new,1× Bowl,1,,80.00,Direct\n{more}")
    };
    let back = "2026-09-09 10:00:00,1,€-80.00,Completed,A,new,,0,,-80.00,Direct\n";
    assert_eq!(sold(&[("w.csv", &of("Refunded", back))]), (2_000, Some(2)));
    assert_eq!(sold(&[("w.csv", &of("Cancelled", back))]), (2_000, Some(1)));
    assert_eq!(sold(&[("a.csv", &of("Completed", "")), ("b.csv", &of("Cancelled", back))]), (2_000, Some(1)));
}

/// Two exports in one file, the second with its header or without: what both tell counts once.
#[test]
fn two_exports_in_one_file_count_each_order_once() {
    let order = |n: u8, day: u8, refunds: &str| {
        let order = format!("#{n},2026-09-{day:02} 10:00:00 +0200,c{n}@x.example,paid,40.00,0.00,40.00,{refunds}");
        shopify(&[(&order, &[("Bowl", "40.00"), ("Mug", "0.00")])]).split_once('\n').unwrap().1.to_owned()
    };
    let head = shopify(&[]);
    let [first, second] = [order(1, 1, "0.00") + &order(2, 2, "0.00"), order(2, 2, "10.00") + &order(3, 3, "0.00")];
    for between in ["", head.as_str()] {
        assert_eq!(sold(&[("s.csv", &format!("{head}{first}{between}{second}"))]), (11_000, Some(3)), "{between}");
        assert_eq!(sold(&[("s.csv", &format!("{head}{second}{between}{first}"))]), (11_000, Some(3)), "{between}");
    }
    // On one day no row jumps back in time.
    assert_eq!(
        sold(&[("s.csv", &[head, order(1, 1, "0.00"), order(2, 1, "0.00"), order(1, 1, "0.00")].concat())]),
        (8_000, Some(2))
    );
}

/// PayPal's activity; each row is its day, type, amount, number and the number it refers to.
fn paypal(rows: &[(&str, &str, &str, &str, &str)]) -> String {
    let head =
        "Date,Time,TimeZone,Type,Status,Currency,Gross,Fee,Net,From Email Address,Transaction ID,Reference Txn ID\n";
    let row = |(day, kind, gross, id, parent): &(&str, &str, &str, &str, &str)| {
        format!("2026-09-{day},10:00:00,UTC,{kind},Completed,EUR,{gross},0.00,{gross},a@x.example,{id},{parent}\n")
    };
    head.to_owned() + &rows.iter().map(row).collect::<String>()
}

/// A dispute that is won brings the money back; what is held while it lasts is still the shop's.
#[test]
fn a_dispute_that_is_won_is_no_refund() {
    let paid =
        [("01", "Express Checkout Payment", "50.00", "P1", ""), ("02", "Express Checkout Payment", "30.00", "P2", "")];
    let after = |rows: &[(&'static str, &'static str, &'static str, &'static str, &'static str)]| {
        let total = total(&sources(&["p.csv"]), &[("p.csv", &paypal(&[&paid, rows].concat()))], "2026-09");
        minor(&total["sales"]["now"])
    };
    let lost = ("05", "Payment Reversal", "-50.00", "R1", "P1");
    assert_eq!(after(&[lost]), 3_000);
    for (kind, parent) in [("Reversal Cancelled", "P1"), ("Canceled Reversal", "R1"), ("Chargeback Reversal", "P1")] {
        assert_eq!(after(&[lost, ("09", kind, "50.00", "C1", parent)]), 8_000, "{kind} of {parent}");
    }
    let held = ("05", "Hold on Balance for Dispute Investigation", "-50.00", "H1", "P1");
    let freed = ("08", "Cancellation of Hold for Dispute Resolution", "50.00", "H2", "P1");
    assert_eq!((after(&[held]), after(&[held, freed])), (8_000, 8_000));
    assert_eq!(
        after(&[
            held,
            freed,
            ("09", "Chargeback", "-50.00", "R1", "P1"),
            ("09", "Chargeback Fee", "-16.00", "F1", "R1")
        ]),
        3_000
    );
    // Details of a cart bear the number of its payment.
    assert_eq!(
        after(&[("02", "Shopping Cart Item", "20.00", "P2", ""), ("02", "Shopping Cart Item", "10.00", "P2", "")]),
        8_000
    );
    // What a supplier gives back is no sale, and takes nothing off what went back.
    assert_eq!(after(&[lost, ("09", "Payment Refund", "50.00", "S1", "SUPPLIER")]), 3_000);
    let twice = [lost, ("09", "Reversal Cancelled", "50.00", "C1", "P1"), ("09", "Chargeback", "-30.00", "R2", "P2")];
    assert_eq!(after(&[&twice[..], &paid, &twice].concat()), 5_000, "two exports in one file");
}
