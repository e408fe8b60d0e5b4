//! The KPI report of rows that stand in one file of ads twice, and of refunds that stand in the row of a payment. All figures are
//! worked out by hand.

use crate::report::minor;
use crate::report_figures::{sources, total};
use crate::report_part::said;
use crate::report_periods::days;

/// €10 a day for a campaign, with its id or without.
fn rows(head: &str, id: &str, days: &[String]) -> (String, String) {
    let rows = days.iter().map(|day| format!("{id}Spring,{day},10.00,1000,20\n")).collect();
    (format!("{head}Campaign name,Day,Amount spent (EUR),Impressions,Link clicks\n"), rows)
}

/// Somebody put the exports of two months into one file, and the second one holds ten days of the first.
#[test]
fn rows_of_ads_that_stand_there_twice_count_once_and_are_told() {
    let of = |head: &str, id: &str| {
        let (header, first) = rows(head, id, &days("2026-09", 1..=30));
        let (_, again) = rows(head, id, &days("2026-09", 21..=30));
        let file = header + &first + &again;
        let yaml = sources(&["ads.csv"]);
        (minor(&total(&yaml, &[("ads.csv", &file)], "2026-09")["spend"]["now"]), said(&yaml, &[("ads.csv", &file)]))
    };
    let (spend, text) = of("Campaign ID,", "120210000000000001,");
    assert_eq!(spend, 30_000);
    assert!(text.contains("warning[export-repeated]: 10 rows stand in the file already"), "{text}");
    assert!(text.contains("100.00 EUR together: they count once") && text.contains("ads.csv:32"), "{text}");
    // Two campaigns may have one name, and two ads of one campaign may cost the same.
    for (head, id) in [("", ""), ("Campaign ID,Ad name,", "120210000000000001,Film,")] {
        let (spend, text) = of(head, id);
        assert_eq!(spend, 40_000, "{head}");
        assert!(text.contains("100.00 EUR together: all of them count"), "{text}");
    }
    let (spend, _) = of("Campaign ID,Ad name,Ad ID,", "120210000000000001,Film,120210000000000009,");
    assert_eq!(spend, 30_000);
}

/// A row of many days may be one of several that only look alike, and a few cents are alike by chance.
#[test]
fn rows_of_a_month_both_count_and_small_ones_are_no_matter() {
    let head = "Campaign ID,Campaign name,Reporting starts,Reporting ends,Amount spent (EUR),Impressions\n";
    let month = "120210000000000001,Spring,2026-09-01,2026-09-30,310.00,9000\n";
    let file = format!("{head}{month}{month}");
    let yaml = sources(&["ads.csv"]);
    assert_eq!(minor(&total(&yaml, &[("ads.csv", &file)], "2026-09")["spend"]["now"]), 62_000);
    assert!(said(&yaml, &[("ads.csv", &file)]).contains("310.00 EUR together: all of them count"));
    let cents = "Spring,2026-09-01,0.01,1\n";
    let file =
        format!("Campaign name,Day,Amount spent (EUR),Impressions\nSpring,2026-09-02,10.00,1000\n{cents}{cents}");
    assert_eq!(minor(&total(&yaml, &[("ads.csv", &file)], "2026-09")["spend"]["now"]), 1_002);
    assert!(!said(&yaml, &[("ads.csv", &file)]).contains("export-repeated"));
}

/// An order of August, of which half went back in September: on its day, or on that of the refund, as the report chooses.
#[test]
fn stripe_tells_the_day_of_a_refund() {
    let file = "id,Created date (UTC),Amount,Amount Refunded,Currency,Status,Customer Email,Refunded date (UTC)\n\
                py_1,2026-08-10 10:00:00,100.00,50.00,eur,Paid,a@x.example,2026-09-05 12:00:00\n\
                py_2,2026-09-10 10:00:00,80.00,0.00,eur,Paid,b@x.example,\n";
    let of = |basis: &str, period: &str| {
        let yaml = format!("{}definitions: {{refunds: {basis}}}\n", sources(&["pay.csv"]));
        let total = total(&yaml, &[("pay.csv", file)], period);
        (minor(&total["sales"]["now"]), minor(&total["refunds"]["now"]))
    };
    assert_eq!([of("order_date", "2026-08"), of("order_date", "2026-09")], [(5_000, 5_000), (8_000, 0)]);
    assert_eq!([of("refund_date", "2026-08"), of("refund_date", "2026-09")], [(10_000, 0), (3_000, 5_000)]);
}
