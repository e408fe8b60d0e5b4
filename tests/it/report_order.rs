//! The KPI report of files of ads that tell the same in part: what they add up to, in whatever order they are listed. All figures
//! are worked out by hand.

use crate::report::minor;
use crate::report_figures::{sources, whole};

/// A row for each campaign of the days, with what it cost; by a group of people where `group` names its column.
fn days(group: &str, days: std::ops::RangeInclusive<u32>, costs: &[(&str, &str)]) -> String {
    let value = if group.is_empty() { "" } else { "18-24," };
    let row = |day: u32, (campaign, cost): &(&str, &str)| {
        format!("2026-09-{day:02},2026-09-{day:02},{campaign},{value}{cost},100,2\n")
    };
    let rows: String = days.flat_map(|day| costs.iter().map(move |cost| row(day, cost))).collect();
    head(group) + &rows
}

fn month(group: &str, value: &str, costs: &[(&str, &str)]) -> String {
    let row = |(campaign, cost): &(&str, &str)| format!("2026-09-01,2026-09-30,{campaign},{value}{cost},3000,60\n");
    head(group) + &costs.iter().map(row).collect::<String>()
}

fn head(group: &str) -> String {
    let column = if group.is_empty() { String::new() } else { format!("{group},") };
    format!("Reporting starts,Reporting ends,Campaign name,{column}Amount spent (EUR),Impressions,Link clicks\n")
}

/// What was spent in a period, in every order of the files.
fn spend(files: &[&str], period: &str) -> Vec<i64> {
    let named: Vec<(String, &str)> = files.iter().enumerate().map(|(n, text)| (format!("{n}.csv"), *text)).collect();
    let exports: Vec<(&str, &str)> = named.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    let mut names: Vec<&str> = exports.iter().map(|(name, _)| *name).collect();
    let mut all = Vec::new();
    for _ in 0..2 {
        for _ in 0..names.len() {
            names.rotate_left(1);
            all.push(minor(&whole(&sources(&names), &exports, period)["metrics"]["total"]["spend"]["now"]));
        }
        names.reverse();
    }
    all.dedup();
    all
}

/// Twenty days by age, and the whole month by gender: the month is what its own file says, and its first half what the days say.
#[test]
fn days_by_age_and_a_month_by_gender() {
    let age = days("Age", 1..=20, &[("Clay", "10.00")]);
    let gender = month("Gender", "women,", &[("Clay", "180.00")]) + "2026-09-01,2026-09-30,Clay,men,120.00,3000,60\n";
    assert_eq!(spend(&[&age, &gender], "2026-09"), [30_000]);
    assert_eq!(spend(&[&age, &gender], "2026-09-01..2026-09-15"), [15_000]);
    // The table of an age tells what the file by age does.
    let other = days("Age", 15..=30, &[("Clay", "10.00")]);
    let exports = [("a.csv", age.as_str()), ("b.csv", other.as_str()), ("c.csv", gender.as_str())];
    for names in [["a.csv", "b.csv", "c.csv"], ["c.csv", "b.csv", "a.csv"]] {
        let report = whole(&sources(&names), &exports, "2026-09");
        assert_eq!(minor(&report["metrics"]["total"]["spend"]["now"]), 30_000, "{names:?}");
        let rows = &report["tables"]["audience"]["segment-age"]["rows"];
        assert_eq!(minor(&rows[0]["spend"]), 30_000, "{names:?}: {rows}");
    }
}

/// A month's table of Clay and Wax says nothing of Glaze, whose days another file tells beside those of Clay.
#[test]
fn a_total_of_some_campaigns_replaces_no_other() {
    for group in ["", "Age"] {
        let value = if group.is_empty() { "" } else { "18-24," };
        let by_day = days(group, 1..=20, &[("Clay", "10.00"), ("Glaze", "5.00")]);
        let total = month(group, value, &[("Clay", "300.00"), ("Wax", "200.00")]);
        assert_eq!(spend(&[&by_day, &total], "2026-09"), [60_000], "{group}");
    }
}

/// The first file was exported on the 15th before noon: that day is what the second one says.
#[test]
fn the_last_day_of_an_export_is_told_in_full_by_the_next_one() {
    for group in ["", "Age"] {
        let rows = |text: &str| text.strip_prefix(&head(group)).unwrap().to_owned();
        let first = days(group, 1..=14, &[("Clay", "10.00")]) + &rows(&days(group, 15..=15, &[("Clay", "4.00")]));
        let second = days(group, 15..=30, &[("Clay", "10.00")]);
        assert_eq!(spend(&[&first, &second], "2026-09"), [30_000], "{group}");
    }
}
