//! The KPI report where several files tell of the same days: of two kinds of ads export, of two analytics exports, of a shop and
//! a marketplace, and of files that begin or end inside the period. All figures are worked out by hand.

use serde_json::Value;

use crate::report::{HEAD, minor, report, shop};
use crate::report_figures::{page, payments, sources, total, whole};
use crate::report_periods::{daily, days, explored, traffic};

const META: &str = "Campaign name,Day,Amount spent (EUR),Impressions,Link clicks\n";

/// A row for each day of September.
fn september(row: impl Fn(u32) -> String) -> String {
    (1..=30).map(row).collect()
}

fn spend(report: &Value) -> i64 {
    minor(&report["spend"]["now"])
}

/// One file of Meta's ads says on which platform each euro was spent, the other does not: it is the same money.
#[test]
fn ads_with_platforms_and_without_are_the_same() {
    let plain = META.to_owned() + &september(|day| format!("Spring,2026-09-{day:02},10.00,1000,20\n"));
    let split = "Campaign name,Platform,Day,Amount spent (EUR),Impressions,Link clicks\n".to_owned()
        + &september(|day| {
            format!("Spring,instagram,2026-09-{day:02},7.00,700,14\nSpring,facebook,2026-09-{day:02},3.00,300,6\n")
        });
    for names in [["plain.csv", "split.csv"], ["split.csv", "plain.csv"]] {
        let exports = [("plain.csv", plain.as_str()), ("split.csv", split.as_str())];
        let total = total(&sources(&names), &exports, "2026-09");
        assert_eq!((spend(&total), &total["clicks"]["now"]), (30_000, &600.into()), "{names:?}: {total}");
    }
}

/// Campaigns of two accounts may have one name: where both files have ids, those tell them apart.
#[test]
fn campaigns_of_one_name_are_told_apart_by_their_ids() {
    let file = |id: Option<u32>| match id {
        Some(id) => {
            "Campaign ID,".to_owned() + META + &september(|day| format!("{id},Spring,2026-09-{day:02},10.00,100,2\n"))
        }
        None => META.to_owned() + &september(|day| format!("Spring,2026-09-{day:02},10.00,100,2\n")),
    };
    for (ids, expected) in [([Some(111), Some(222)], 60_000), ([Some(111), None], 30_000), ([None, Some(222)], 30_000)]
    {
        let files = ids.map(file);
        let exports = [("a.csv", files[0].as_str()), ("b.csv", files[1].as_str())];
        let total = total(&sources(&["a.csv", "b.csv"]), &exports, "2026-09");
        assert_eq!(spend(&total), expected, "{ids:?}");
    }
}

/// Two files of ads by age that both tell of September count it once, in the tables of groups too.
#[test]
fn groups_of_two_files_of_ads_count_once() {
    let file = |months: &[u32]| {
        let row = |month: &u32| format!("2026-{month:02}-10,2026-{month:02}-10,Spring,18-24,150.00,1000,20\n");
        "Reporting starts,Reporting ends,Campaign name,Age,Amount spent (EUR),Impressions,Link clicks\n".to_owned()
            + &months.iter().map(row).collect::<String>()
    };
    let (quarter, month) = (file(&[7, 8, 9]), file(&[9]));
    let exports = [("q.csv", quarter.as_str()), ("m.csv", month.as_str())];
    let report = whole(&sources(&["q.csv", "m.csv"]), &exports, "2026-09");
    assert_eq!(spend(&report["metrics"]["total"]), 15_000);
    let rows = &report["tables"]["audience"]["segment-age"]["rows"];
    assert_eq!(minor(&rows[0]["spend"]), 15_000, "{rows}");
}

/// Two explorations by country of the same days tell of the same visits.
#[test]
fn groups_of_two_analytics_exports_count_once() {
    let file = |sessions: u32| {
        let row = |day: u32| format!("202609{day:02},France,instagram / social,{sessions},5\n");
        format!(
            "# ----------------------------------------\n# Free form\n# Account\n# Property\n\
             # ----------------------------------------\n#\n# Free form 1\n\nDate,Country,Session source / medium,Sessions,Engaged sessions\n{}",
            september(row)
        )
    };
    let text = file(20);
    let exports = [("a.csv", text.as_str()), ("b.csv", text.as_str())];
    let report = whole(&sources(&["a.csv", "b.csv"]), &exports, "2026-09");
    let rows = &report["tables"]["audience"]["segment-country"]["rows"];
    assert_eq!(rows[0]["sessions"], 600, "{}", report["tables"]["audience"]);
    assert_eq!(report["metrics"]["total"]["sessions"]["now"], 600);
    // What is kept by hand of the same group gives way.
    let by_hand = "segments:\n  - {dimension: country, value: FR, period: 2026-09, sessions: 600}\n";
    let report = whole(&(sources(&["a.csv"]) + by_hand), &exports, "2026-09");
    let rows = report["tables"]["audience"]["segment-country"]["rows"].as_array().unwrap();
    assert_eq!((rows.len(), &rows[0]["sessions"]), (1, &600.into()), "{rows:?}");
}

/// What a marketplace sold says nothing of what the shop sold through other networks.
#[test]
fn a_marketplace_does_not_tell_the_origins_of_the_shops_orders() {
    let market = "Order,Date,Paid\n".to_owned() + &september(|day| format!("T{day},2026-09-{day:02},40.00\n"));
    let ads = META.to_owned() + &september(|day| format!("Spring,2026-09-{day:02},10.00,1000,20\n"));
    let yaml = format!(
        "{HEAD}sources:\n  - {{file: market.csv, format: table, network: tiktok, table: {{order: Order, date: Date, \
         measures: {{net: Paid}}}}}}\n  - {{file: ads.csv}}\n"
    );
    let report = whole(&yaml, &[("market.csv", &market), ("ads.csv", &ads)], "2026-09");
    let of = |network: &str, name: &str| report["metrics"]["networks"][network][name]["now"].clone();
    assert_eq!(minor(&of("tiktok", "sales")), 120_000);
    assert_eq!((of("facebook", "sales"), of("facebook", "roas")), (Value::Null, Value::Null));
    assert_eq!(minor(&report["metrics"]["total"]["sales"]["now"]), 120_000);
}

/// Receipts of two tills begin at 1 every day; the export of a shop and that of its orders on one network hold the same ones.
#[test]
fn numbers_of_files_of_several_networks_are_their_own() {
    let file = |amount: &str| {
        "Nr,Date,Net\n".to_owned()
            + &september(|day| format!("1,2026-09-{day:02},{amount}\n2,2026-09-{day:02},{amount}\n"))
    };
    let (one, other) = (file("10.00"), file("30.00"));
    let exports = [("a.csv", one.as_str()), ("b.csv", other.as_str())];
    let table = |name: &str, network: &str| {
        format!(
            "  - {{file: {name}{network}, format: table, table: {{order: Nr, date: Date, measures: {{net: Net}}}}}}\n"
        )
    };
    let of = |networks: [&str; 2]| {
        let yaml = format!("{HEAD}sources:\n{}{}", table("a.csv", networks[0]), table("b.csv", networks[1]));
        let total = total(&yaml, &exports, "2026-09");
        (total["orders"]["now"].as_i64(), minor(&total["sales"]["now"]))
    };
    assert_eq!(of([", network: whatsapp", ", network: in_person"]), (Some(120), 240_000));
    assert_eq!(of([", network: whatsapp", ""]), (Some(60), 180_000));
}

/// An exploration to 20 September and a file of September know the whole quarter together.
#[test]
fn a_month_completes_what_is_known_by_days() {
    let rows = |month: &str, last| explored(month, 1..=last, "", &[""]);
    let body = |text: &str| text.split_once("sessions\n").unwrap().1.to_owned();
    let quarter = rows("202607", 31) + &body(&rows("202608", 31)) + &body(&rows("202609", 20));
    let month = traffic("20260901", "20260930", &[("instagram / social", 300)]);
    let orders = daily(&[days("2026-07", 1..=31), days("2026-08", 1..=31), days("2026-09", 1..=30)].concat());
    let exports = [("days.csv", quarter.as_str()), ("month.csv", month.as_str()), ("pay.csv", orders.as_str())];
    for names in [["days.csv", "month.csv", "pay.csv"], ["pay.csv", "month.csv", "days.csv"]] {
        let total = total(&sources(&names), &exports, "2026-Q3");
        assert_eq!(total["sessions"]["now"], 620 + 300, "{total}");
    }
}

/// What one of two analytics exports does not tell is taken from the other, and set against its own visits.
#[test]
fn engaged_sessions_are_those_of_the_export_that_tells_them() {
    let by_day = explored("202609", 1..=30, "", &[""]).replace(",Engaged sessions", "").replace(",10,5\n", ",10\n");
    let month = traffic("20260901", "20260930", &[("instagram / social", 100)]);
    let exports = [("days.csv", by_day.as_str()), ("month.csv", month.as_str())];
    let total = total(&sources(&["days.csv", "month.csv"]), &exports, "2026-09");
    assert_eq!(total["sessions"]["now"], 300, "{total}");
    assert_eq!(total["engaged_share"]["now"].as_f64(), Some(0.1), "{total}");
}

/// Where no shop tells its orders, those that two analytics exports saw on the same days are the same ones.
#[test]
fn orders_of_two_analytics_exports_count_once() {
    let file = explored("202609", 1..=30, "", &[""])
        .replace(",Engaged sessions", ",Transactions")
        .replace(",10,5\n", ",10,2\n");
    let exports = [("a.csv", file.as_str()), ("b.csv", file.as_str())];
    let total = total(&sources(&["a.csv", "b.csv"]), &exports, "2026-09");
    assert_eq!(total["orders"]["now"], 60, "{total}");
}

/// A network whose orders are told for days inside and outside the month at once is missing in the month's sum.
#[test]
fn sales_lack_what_reaches_over_the_edge() {
    let orders = daily(&days("2026-09", 1..=30));
    let tiktok = "From,To,Orders,Net\n2026-08-15,2026-09-14,10,500.00\n2026-09-15,2026-10-14,12,600.00\n";
    let yaml = sources(&["pay.csv"])
        + "  - {file: tt.csv, format: table, network: tiktok, table: {from: From, to: To, measures: {orders: Orders, net: Net}}}\n";
    let report = whole(&yaml, &[("pay.csv", &orders), ("tt.csv", tiktok)], "2026-09");
    assert_eq!(report["metrics"]["total"]["sales"]["now"], Value::Null, "{}", report["metrics"]["total"]);
    assert_eq!(minor(&report["metrics"]["networks"]["instagram"]["sales"]["now"]), 30_000);
}

/// Orders are known from March on, ads from January on: what both earned in the quarter cannot be said, and how to say it is.
#[test]
fn orders_that_begin_later_are_not_set_against_earlier_ads() {
    let orders = daily(&days("2026-03", 1..=31));
    let ads = |from: u32| -> String {
        let row = |month: u32| format!("Spring,2026-{month:02}-15,100.00,1000,20\n");
        META.to_owned() + &(from..=3).map(row).collect::<String>()
    };
    let of = |yaml: &str, ads: &str| total(yaml, &[("pay.csv", &orders), ("ads.csv", ads)], "2026-Q1");
    let yaml = sources(&["pay.csv", "ads.csv"]);
    let from_january = of(&yaml, &ads(1));
    assert_eq!((&from_january["blended_roas"]["now"], &from_january["cac"]["now"]), (&Value::Null, &Value::Null));
    assert_eq!((minor(&from_january["sales"]["now"]), spend(&from_january)), (31_000, 30_000));
    assert_eq!(of(&yaml, &ads(3))["blended_roas"]["now"].as_f64(), Some(3.1));
    let said = yaml.replace("file: pay.csv", "file: pay.csv, from: 2026-01-01, to: 2026-03-31");
    assert_eq!(of(&said, &ads(1))["blended_roas"]["now"].as_f64(), Some(1.0333));
    let site = shop(&yaml, &[("pay.csv", orders.as_bytes()), ("ads.csv", ads(1).as_bytes())]);
    let told = report(site.path(), &["--period", "2026-Q1"]).1.ends(0).stderr;
    assert!(
        told.contains("warning[export-begins]") && told.contains("`from: 2026-01-01` and `to: 2026-03-31`"),
        "{told}"
    );
}

/// A quarter that is kept by hand is no part of a month, and the month says so.
#[test]
fn what_is_kept_by_hand_for_longer_is_named() {
    let orders = payments(&[("2026-09-10", "10.00", "a@x.example", "instagram")]);
    let yaml =
        sources(&["pay.csv"]) + "metrics:\n  - {network: whatsapp, period: 2026-Q3, orders: 30, sales: 900.00}\n";
    let quality = page(&yaml, &[("pay.csv", &orders)], "quality.html");
    assert_eq!(quality.matches("kept by hand for longer than the period").count(), 2, "{quality}");
    assert!(quality.contains("Orders kept by hand for longer than the period"), "{quality}");
}

/// The author says that a file is of the third quarter, and its rows are of March: one of both is a slip.
#[test]
fn rows_of_other_days_than_the_file_is_said_to_be_of() {
    let orders = daily(&days("2026-09", 1..=30));
    let told = |day: &str| {
        let ads = format!("{META}Spring,{day},900.00,1000,20\n");
        let yaml = sources(&["pay.csv"]) + "  - {file: ads.csv, from: 2026-07-01, to: 2026-09-30}\n";
        let site = shop(&yaml, &[("pay.csv", orders.as_bytes()), ("ads.csv", ads.as_bytes())]);
        report(site.path(), &[]).1.ends(0).stderr
    };
    let said = told("2026-03-01");
    for part in ["warning[export-outside]", "ads.csv", "2026-03-01", "2026-07-01 to 2026-09-30"] {
        assert!(said.contains(part), "{part} in\n{said}");
    }
    assert!(!told("2026-09-30").contains("export-outside"));
}

/// LinkedIn's export of a whole quarter dates its row with the first day of it: the quarter is known, its months are not.
#[test]
fn a_quarter_of_linkedin_is_not_its_first_day() {
    let orders = daily(&[days("2026-07", 1..=31), days("2026-08", 1..=31), days("2026-09", 1..=30)].concat());
    let ads = "Report Start: July 1, 2026\nReport End: September 30, 2026\n\n\
               Start Date (in UTC),Account Name,Campaign Name,Currency,Total Spent,Impressions,Clicks\n\
               7/1/2026,x,Leads,EUR,900.00,1000,20\n";
    let spend = |period: &str| {
        let exports = [("pay.csv", orders.as_str()), ("li.csv", ads)];
        total(&sources(&["pay.csv", "li.csv"]), &exports, period)["spend"]["now"].as_f64()
    };
    assert_eq!(["2026-07", "2026-08", "2026-Q3"].map(spend), [None, None, Some(900.0)]);
}

/// A table of costs alone, in a report of several currencies: what is missing is its currency, and nothing else is said.
#[test]
fn a_table_without_its_currency_is_asked_for_it() {
    let costs = "Day,Cost\n2026-09-01,10.00\n2026-09-02,10.00\n";
    let yaml = sources(&["n.csv"])
        .replace("file: n.csv", "file: n.csv, network: email, table: {date: Day, measures: {spend: Cost}}")
        + "exchange_rates: {USD: 0.92}\n";
    let text = crate::report_part::said(&yaml, &[("n.csv", costs)]);
    assert!(text.contains("error[export-currency]: the file does not tell its currency"), "{text}");
    assert!(!text.contains("export-no-rows"), "{text}");
}
