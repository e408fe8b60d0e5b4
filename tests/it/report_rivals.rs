//! The KPI report where two files of ads tell of the same days, one of more of them than the other: each period takes the file
//! that tells most of it, in whatever order they are listed. All figures are worked out by hand.

use serde_json::Value;

use crate::report::{minor, report, shop};
use crate::report_figures::{page, payments, sources, whole};

const HEAD: &str =
    "Reporting starts,Reporting ends,Campaign name,Platform,Amount spent (EUR),Impressions,Link clicks\n";

/// Rows of days, campaign and platform, and what was spent.
fn ads(rows: &[(&str, &str, &str, &str, &str)]) -> String {
    let row = |(from, to, campaign, platform, spend): &(&str, &str, &str, &str, &str)| {
        format!("2026-{from},2026-{to},{campaign},{platform},{spend},1000,10\n")
    };
    HEAD.to_owned() + &rows.iter().map(row).collect::<String>()
}

/// Spring on Instagram: 10 euros on each day of September.
fn september_by_day() -> String {
    let day = |day: u32| format!("2026-09-{day:02},2026-09-{day:02},Spring,instagram,10.00,1000,10\n");
    HEAD.to_owned() + &(1..=30).map(day).collect::<String>()
}

/// All of these files, in the order of their names.
fn spend(names: &[&str], exports: &[(&str, &str)], period: &str) -> (Option<i64>, Value) {
    let order = |day| (day, "900.00", "a@x.example", "instagram");
    let orders = payments(&["2026-07-01", "2026-08-01", "2026-09-01", "2026-09-30"].map(order));
    let exports = [exports, &[("pay.csv", orders.as_str())]].concat();
    let report = whole(&sources(&[names, &["pay.csv"]].concat()), &exports, period);
    let value = |metric: &str| report["metrics"]["total"][metric]["now"].clone();
    (Some(value("spend")).filter(|spend| !spend.is_null()).map(|spend| minor(&spend)), value("roas"))
}

/// A file of the quarter and one of each month, or only of the last: the quarter cost what the quarter's file says, a month what
/// its own says, and a month of which only the quarter's tells is not known.
#[test]
fn a_quarter_and_its_months() {
    let quarter = ads(&[("07-01", "09-30", "Spring", "instagram", "920.00")]);
    let month = |from, to, spend| ads(&[(from, to, "Spring", "instagram", spend)]);
    let july = month("07-01", "07-31", "310.00");
    let august = month("08-01", "08-31", "310.00");
    let september = september_by_day();
    let exports = [
        ("q3.csv", quarter.as_str()),
        ("m7.csv", july.as_str()),
        ("m8.csv", august.as_str()),
        ("m9.csv", september.as_str()),
    ];
    for names in [
        &["q3.csv", "m7.csv", "m8.csv", "m9.csv"][..],
        &["m7.csv", "m8.csv", "m9.csv", "q3.csv"],
        &["m9.csv", "q3.csv", "m8.csv", "m7.csv"],
    ] {
        let of = |period| spend(names, &exports, period).0;
        let found = ["2026-Q3", "2026-07", "2026-08", "2026-09"].map(of);
        assert_eq!(found, [92_000, 31_000, 31_000, 30_000].map(Some), "{names:?}");
    }
    for names in [&["q3.csv", "m9.csv"][..], &["m9.csv", "q3.csv"]] {
        let of = |period| spend(names, &exports, period).0;
        assert_eq!(["2026-Q3", "2026-08", "2026-09"].map(of), [Some(92_000), None, Some(30_000)], "{names:?}");
        assert_eq!(spend(names, &exports, "2026-Q3").1.as_f64(), Some(3.913), "{names:?}");
    }
}

/// The quarter's file holds a campaign more, which did not run in September, and one of Facebook: of September the month's file
/// tells all, and nothing of it counts twice in the quarter.
#[test]
fn a_quarter_holds_other_campaigns_too() {
    let quarter = ads(&[
        ("07-01", "09-30", "Spring", "instagram", "920.00"),
        ("07-01", "09-30", "Summer", "instagram", "100.00"),
        ("07-01", "09-30", "Spring", "facebook", "50.00"),
    ]);
    let september = september_by_day();
    let exports = [("q3.csv", quarter.as_str()), ("m9.csv", september.as_str())];
    for names in [["q3.csv", "m9.csv"], ["m9.csv", "q3.csv"]] {
        let found = ["2026-Q3", "2026-09"].map(|period| spend(&names, &exports, period).0);
        assert_eq!(found, [Some(107_000), Some(30_000)], "{names:?}");
    }
}

/// A file of another account, which has a campaign of the same name, costs more than the quarter's file says: it is no part of
/// it, so that nothing is said of the quarter, and the author is told.
#[test]
fn what_costs_more_is_no_part() {
    let quarter = ads(&[("07-01", "09-30", "Spring", "instagram", "200.00")]);
    let september = september_by_day();
    let exports = [("q3.csv", quarter.as_str()), ("m9.csv", september.as_str())];
    let names = ["m9.csv", "q3.csv"];
    assert_eq!(spend(&names, &exports, "2026-Q3"), (None, Value::Null));
    let yaml = sources(&names);
    let site = shop(&yaml, &[("q3.csv", quarter.as_bytes()), ("m9.csv", september.as_bytes())]);
    let told = |period: &str| report(site.path(), &["--period", period]).1.ends(0).stderr;
    assert!(told("2026-Q3").contains("warning[export-overlap]"), "{}", told("2026-Q3"));
    assert!(!told("2026-09").contains("export-overlap"), "{}", told("2026-09"));
    let orders = payments(&[("2026-09-10", "50.00", "a@x.example", "instagram")]);
    let exports = [&exports[..], &[("pay.csv", orders.as_str())]].concat();
    let yaml = sources(&["m9.csv", "q3.csv", "pay.csv"]).replace("[2026-09]", "[2026-Q3]");
    assert!(page(&yaml, &exports, "index.html").contains("Two files overlap in part"));
}

/// A file without platforms is held for Facebook's; one that says them is believed, whichever is listed first.
#[test]
fn a_file_with_platforms_is_believed() {
    let plain: String = (1..=30).map(|day| format!("Spring,2026-09-{day:02},10.00,1000,10\n")).collect();
    let plain = "Campaign name,Day,Amount spent (EUR),Impressions,Link clicks\n".to_owned() + &plain;
    let both = |day: u32| {
        let row = |platform, spend| format!("2026-09-{day:02},2026-09-{day:02},Spring,{platform},{spend},500,5\n");
        row("instagram", "7.00") + &row("facebook", "3.00")
    };
    let split = HEAD.to_owned() + &(1..=30).map(both).collect::<String>();
    let orders = payments(&[
        ("2026-09-10", "420.00", "a@x.example", "instagram"),
        ("2026-09-30", "90.00", "b@x.example", "facebook"),
    ]);
    let exports = [("plain.csv", plain.as_str()), ("split.csv", split.as_str()), ("pay.csv", orders.as_str())];
    for names in [["plain.csv", "split.csv", "pay.csv"], ["split.csv", "plain.csv", "pay.csv"]] {
        let networks = whole(&sources(&names), &exports, "2026-09")["metrics"]["networks"].clone();
        let of = |network: &str| {
            let own = &networks[network];
            (minor(&own["spend"]["now"]), own["roas"]["now"].as_f64())
        };
        assert_eq!((of("instagram"), of("facebook")), ((21_000, Some(2.0)), (9_000, Some(1.0))), "{names:?}");
    }
}

/// The page of data quality says which of two files counts.
#[test]
fn the_page_says_which_file_counts() {
    let quarter = ads(&[("07-01", "09-30", "Spring", "instagram", "920.00")]);
    let september = september_by_day();
    let exports = [("q3.csv", quarter.as_str()), ("m9.csv", september.as_str())];
    let text = page(&sources(&["m9.csv", "q3.csv"]), &exports, "quality.html");
    assert!(text.contains("each period takes the file that tells more of it"), "{text}");
}
