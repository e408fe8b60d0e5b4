//! The KPI report where files say that nothing was spent: campaigns that pause, heads that name more days than there are rows.
//! All figures are worked out by hand.

use serde_json::Value;

use crate::report::{report, shop};
use crate::report_figures::{page, payments, sources, whole};
use crate::report_periods::days;

const META: &str = "Campaign name,Amount spent (EUR),Impressions,Reporting starts,Reporting ends\n";

fn months(range: std::ops::RangeInclusive<u32>) -> Vec<String> {
    let last = |month: u32| [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month as usize - 1];
    range.flat_map(|month| days(&format!("2026-{month:02}"), 1..=last(month))).collect()
}

/// An order of €20 a day through a network.
fn sold(days: &[String], network: &str) -> String {
    payments(&days.iter().map(|day| (day.as_str(), "20.00", "a@x.example", network)).collect::<Vec<_>>())
}

/// Meta's ads, €10 a day until one, and rows of nothing after it.
fn ads(days: &[String], until: &str, nothing: &str) -> String {
    let row = |day: &String| {
        let spent = if day.as_str() <= until { "10.00,1000" } else { nothing };
        format!("Always,{spent},{day},{day}\n")
    };
    META.to_owned() + &days.iter().map(row).collect::<String>()
}

fn figure(report: &Value, name: &str) -> (Option<f64>, Option<f64>) {
    let of = |side: &str| report["metrics"]["total"][name][side].as_f64();
    (of("now"), of("before"))
}

/// Ads ended on the 10th of August, and the file goes on with rows of nothing: it is known what the quarter cost.
#[test]
fn ads_that_paused_are_known_to_have_cost_nothing() {
    let all = months(4..=9);
    let orders = sold(&all, "facebook");
    for nothing in ["0.00,0", ",", "0,"] {
        let spent = ads(&all, "2026-08-10", nothing);
        let exports = [("pay.csv", orders.as_str()), ("ads.csv", spent.as_str())];
        let yaml = sources(&["pay.csv", "ads.csv"]).replace("file: ads.csv", "file: ads.csv, network: facebook");
        let report = whole(&yaml, &exports, "2026-Q3");
        assert_eq!(figure(&report, "spend"), (Some(410.0), Some(910.0)), "{nothing}: {report}");
        let text = page(&yaml.replace("[2026-09]", "[2026-Q3]"), &exports, "index.html");
        assert!(!text.contains("The last day with ad spend"), "{nothing}");
    }
}

/// One row a month, and August's says that the campaign was off: the report is made, August cost nothing, and no file is missing.
#[test]
fn a_month_of_pause_is_no_broken_export() {
    let orders = sold(&months(4..=9), "facebook");
    let month = |month: u32, spent: &str| {
        format!(
            "{META}Always,{spent},2026-{month:02}-01,2026-{month:02}-{}\n",
            if month == 8 || month == 7 { 31 } else { 30 }
        )
    };
    let names = ["pay.csv", "4.csv", "6.csv", "7.csv", "8.csv", "9.csv"];
    let of = |nothing: &str, other: &str| {
        let may = format!("{META}Always,310.00,3000,2026-05-01,2026-05-31\n");
        let june = month(6, "300.00,3000") + may.strip_prefix(META).unwrap();
        let files = [month(4, "300.00,3000"), june, month(7, "310.00,3000"), month(8, nothing), month(9, other)];
        let exports: Vec<(&str, &str)> =
            names.into_iter().zip(std::iter::once(orders.as_str()).chain(files.iter().map(String::as_str))).collect();
        let yaml = names[1..].iter().fold(sources(&names), |yaml, name| {
            yaml.replace(&format!("file: {name}"), &format!("file: {name}, network: facebook"))
        });
        let files: Vec<(&str, &[u8])> = exports.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
        let site = shop(&yaml.replace("[2026-09]", "[2026-Q3]"), &files);
        let said = report(site.path(), &[]).1.ends(0).stderr;
        assert!(!said.contains("export-gap") && !said.contains("export-no-rows"), "{nothing}: {said}");
        whole(&yaml, &exports, "2026-Q3")
    };
    for nothing in ["0,0", ","] {
        assert_eq!(figure(&of(nothing, "300.00,3000"), "spend"), (Some(610.0), Some(910.0)), "{nothing}");
        assert_eq!(figure(&of(nothing, nothing), "spend"), (Some(310.0), Some(910.0)), "ads are off since: {nothing}");
    }
}

/// Google names the days of its report above the table; ads that began in it were none before, ads that ended are none since.
#[test]
fn the_head_of_a_file_says_of_which_days_it_is() {
    let all = months(1..=9);
    let orders = sold(&all, "google")
        .replace("(metadata)\n", "(metadata),utm_medium (metadata)\n")
        .replace(",google\n", ",google,cpc\n");
    let head = "Campaign report\n1 January 2026 - 30 September 2026\n\
                Day,Campaign,Campaign ID,Campaign status,Currency code,Cost,Impr.,Clicks\n";
    let of = |from: &str, to: &str, head: &str| {
        let ran = all.iter().filter(|day| (from..=to).contains(&day.as_str()));
        let spent =
            head.to_owned() + &ran.map(|day| format!("{day},Search,555,Enabled,EUR,10.00,100,5\n")).collect::<String>();
        let exports = [("pay.csv", orders.as_str()), ("ads.csv", spent.as_str())];
        figure(&whole(&sources(&["pay.csv", "ads.csv"]), &exports, "2026-Q3"), "spend")
    };
    assert_eq!(of("2026-01-01", "2026-08-10", head), (Some(410.0), Some(910.0)));
    assert_eq!(of("2026-05-15", "2026-09-30", head), (Some(920.0), Some(470.0)));
    let silent = head.replace("1 January 2026 - 30 September 2026", "All time");
    assert_eq!(of("2026-01-01", "2026-08-10", &silent).1, None, "nobody says that nothing was spent");
}
