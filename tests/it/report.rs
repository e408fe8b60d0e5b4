//! The KPI report: its figures against an independent count, what it says of bad exports, and what it keeps to itself.
//!
//! `tests/report/totals.py` reads the same exports by other means; its figures stand in `kits.json` and `ceramics.json`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::shell::{TODAY, bytes, folder, program, root, write};

/// Makes the report of a site into a folder of its own.
pub fn report(site: &Path, arguments: &[&str]) -> (tempfile::TempDir, crate::shell::Run) {
    let out = folder();
    let run = program(site)
        .args(["report", ".", "--today", TODAY, "--out"])
        .arg(out.path().join("report"))
        .args(arguments)
        .output()
        .unwrap();
    (out, run.into())
}

pub fn json(path: PathBuf) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// Minor units of what report.json writes in units.
pub fn minor(value: &Value) -> i64 {
    (value.as_f64().unwrap() * 100.0).round() as i64
}

type Compared = (&'static str, bool, &'static [(&'static str, i64)]);

/// Figures of a part, as both count them: by name, whether it is money, and how the other one names it.
const COMPARED: &[Compared] = &[
    ("orders", false, &[("orders", 1)]),
    ("sales", true, &[("net", 1), ("returns", -1)]),
    ("spend", true, &[("spend", 1)]),
    ("sessions", false, &[("sessions", 1)]),
    ("claimed_orders", false, &[("claimed_orders", 1)]),
    ("claimed_sales", true, &[("claimed_sales", 1)]),
    ("leads", false, &[("leads", 1)]),
];

fn compare(part: &str, ours: &Value, theirs: &Value, skip: &[&str], wrong: &mut Vec<String>) {
    for (name, money, sum) in COMPARED {
        let told: Vec<i64> = sum.iter().filter_map(|(key, sign)| Some(theirs[key].as_i64()? * sign)).collect();
        let first = theirs[sum[0].0].as_i64();
        if first.is_none() || skip.contains(name) {
            continue;
        }
        let expected: i64 = told.iter().sum();
        let own = match &ours[name]["now"] {
            Value::Null => None,
            value if *money => Some(minor(value)),
            value => value.as_i64(),
        };
        if own.unwrap_or(0) != expected {
            wrong.push(format!("{part}: {name} is {own:?}, counted {expected}"));
        }
    }
}

/// Compares each period of a report with the independent count; `by_hand` are networks to which report.yaml adds figures.
fn check_periods(site: &Path, counted: &str, periods: &[(&str, &str)], by_hand: &[&str]) {
    let counted = json(root().join("tests/report").join(counted));
    let (out, run) = report(site, &[]);
    run.ends(0);
    let mut wrong = Vec::new();
    for (period, folder) in periods {
        let ours = json(out.path().join("report").join(folder).join("report.json"));
        let theirs = &counted["periods"][period];
        for (network, figures) in theirs.as_object().unwrap() {
            if by_hand.contains(&network.as_str()) {
                continue;
            }
            let own = if network == "all" { &ours["metrics"]["total"] } else { &ours["metrics"]["networks"][network] };
            compare(&format!("{period} {network}"), own, figures, &[], &mut wrong);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn figures_of_the_kits_shop_are_those_of_an_independent_count() {
    check_periods(root(), "kits.json", &[("2026-Q3", ""), ("2026-10", "2026-10"), ("2026", "2026")], &[]);
}

#[test]
fn figures_of_the_ceramics_shop_are_those_of_an_independent_count() {
    let periods = [("2026-10", ""), ("2026-Q3", "2026-Q3"), ("2026", "2026")];
    check_periods(&root().join("examples/ceramics"), "ceramics.json", &periods, &["all", "whatsapp"]);
}

#[test]
fn every_row_of_every_export_is_accounted_for() {
    for (site, counted) in [("", "kits.json"), ("examples/ceramics", "ceramics.json")] {
        let counted = json(root().join("tests/report").join(counted));
        let (out, run) = report(&root().join(site), &[]);
        run.ends(0);
        let ours = json(out.path().join("report/report.json"));
        let rows = ours["tables"]["quality"]["sources"]["rows"].as_array().unwrap();
        let used: BTreeMap<&str, i64> =
            rows.iter().map(|row| (row["file"].as_str().unwrap(), row["used"].as_i64().unwrap())).collect();
        for row in rows {
            let [all, used, skipped] = ["rows", "used", "skipped"].map(|key| row[key].as_i64().unwrap());
            assert_eq!(all, used + skipped, "{row}");
        }
        let dated = |(name, _): &(&String, &Value)| !name.starts_with("meta-audience");
        for (file, theirs) in counted["files"].as_object().unwrap().iter().filter(dated) {
            assert_eq!(used.get(file.as_str()).copied(), theirs["used"].as_i64(), "{file}");
        }
    }
}

#[test]
fn customers_are_counted_and_never_named() {
    let counted = json(root().join("tests/report/kits.json"));
    let (out, run) = report(root(), &[]);
    run.ends(0);
    let ours = json(out.path().join("report/report.json"));
    let new = ours["metrics"]["total"]["new_customers"]["now"].as_i64();
    assert_eq!(new, counted["periods"]["2026-Q3"]["all"]["new_customers"].as_i64());
    for (path, bytes) in bytes(out.path()) {
        let text = String::from_utf8_lossy(&bytes);
        for trace in ["@example.", "Sample Customer", "customer-0"] {
            assert!(!text.contains(trace), "{path} holds `{trace}`");
        }
    }
}

#[test]
fn the_same_exports_give_the_same_bytes() {
    let make = || bytes(report(root(), &["--period", "2026-10"]).0.path());
    assert_eq!(make(), make());
}

#[test]
fn other_periods_are_a_switch_away() {
    for (period, name) in
        [("2026-03", "March 2026"), ("2026", "2026"), ("2026-07-01..2026-08-15", "1 Jul 2026 – 15 Aug 2026")]
    {
        let (out, run) = report(root(), &["--period", period]);
        run.ends(0);
        let page = fs::read_to_string(out.path().join("report/index.html")).unwrap();
        assert!(page.contains(name), "{period}");
    }
    let (_out, run) = report(root(), &["--period", "2026-13"]);
    assert!(run.ends(2).stderr.contains("is not a period"));
}

#[test]
fn the_terminal_shows_tiles_and_networks() {
    let run = program(root()).args(["report", ".", "--today", TODAY, "--format", "text"]).output().unwrap();
    let run = crate::shell::Run::from(run).ends(0);
    for part in ["Q3 2026", "Blended ROAS", "Pinterest", "Total"] {
        assert!(run.stdout.contains(part), "{part} in\n{}", run.stdout);
    }
}

/// Whoever names a folder expects something in it.
#[test]
fn text_is_printed_and_has_no_folder() {
    let (out, run) = report(root(), &["--format", "text"]);
    let run = run.ends(2);
    assert!(run.stdout.is_empty() && run.stderr.contains("leave out `--out`"), "{}", run.stderr);
    assert!(!out.path().join("report").exists());
}

#[test]
fn a_report_is_private_unless_it_is_published() {
    let out = folder();
    let build = |site: &str| {
        let public = out.path().join(site.replace('/', "-"));
        let run = program(&root().join(site))
            .args(["build", ".", "--today", TODAY, "--cards", "none", "--images", "draft", "--out"])
            .arg(&public)
            .output()
            .unwrap();
        crate::shell::Run::from(run).ends(0);
        bytes(&public)
    };
    let ceramics = build("examples/ceramics");
    assert!(ceramics.contains_key("report/index.html"), "`publish: true`");
    let page = String::from_utf8_lossy(&ceramics["report/index.html"]);
    assert!(page.contains("noindex"));
    for (path, place) in [("report/index.html", "report/"), ("report/audience.html", "report/audience.html")] {
        let canonical = format!("rel=\"canonical\" href=\"https://ceramics.example/{place}\"");
        assert!(String::from_utf8_lossy(&ceramics[path]).contains(&canonical), "{path}");
    }
    assert!(!ceramics.keys().any(|path| path.ends_with("orders_export.csv")), "exports are never published");
}

/// A small shop with a report of one source.
pub fn shop(report: &str, exports: &[(&str, &[u8])]) -> tempfile::TempDir {
    let site = folder();
    let content = site.path().join("content");
    write(&content.join("shop.yaml"), "name: Till\nbase_url: https://till.example/\nlocale: en\ncurrency: EUR\n");
    write(&content.join("report/report.yaml"), report);
    for (name, bytes) in exports {
        write(&content.join("report").join(name), bytes);
    }
    site
}

pub const HEAD: &str = "title: Figures\ntime_zone: Europe/Paris\nperiods: [2026-09]\n";
pub const ADS: &str = "Reporting starts,Reporting ends,Campaign name,Amount spent (EUR),Impressions,Link clicks\n";

/// What a report of one export says; `{file}` stands for the export's path.
pub fn told(report_yaml: &str, name: &str, export: &[u8]) -> crate::shell::Run {
    let yaml = format!("{HEAD}sources:\n  - {{file: {name}}}\n{report_yaml}");
    let site = shop(&yaml, &[(name, export)]);
    report(site.path(), &[]).1
}

#[test]
fn broken_exports_are_named_with_their_line() {
    let quoted = format!("{ADS}2026-09-01,2026-09-01,\"never closed,10.00,100,5\n");
    let run = told("", "ads.csv", quoted.as_bytes()).ends(1);
    assert!(run.stderr.contains("content/report/ads.csv") && run.stderr.contains("export-truncated"), "{}", run.stderr);

    let run = told("", "ads.csv", b"alpha,beta\n1,2\n").ends(1);
    assert!(run.stderr.contains("export-unknown") && run.stderr.contains("alpha"), "{}", run.stderr);

    let run = told("", "ads.csv", b"").ends(1);
    assert!(run.stderr.contains("content/report/ads.csv"), "{}", run.stderr);
}

#[test]
fn rows_that_are_lost_are_warned_of_with_the_first_line() {
    let export = format!(
        "{ADS}2026-09-01,2026-09-01,Autumn,10.00,100,5\n2026-09-02,2026-09-02,Autumn\n2026-09-03,2026-09-03,Autumn,-4.00,90,4\n"
    );
    let run = told("", "ads.csv", export.as_bytes()).ends(0);
    for part in ["export-rows", "ads.csv:3", "ads.csv:4", "1 of 3 rows is left out"] {
        assert!(run.stderr.contains(part), "{part} in\n{}", run.stderr);
    }
    let run = told("", "ads.csv", ADS.as_bytes()).ends(0);
    assert!(run.stderr.contains("export-no-rows") && !run.stderr.contains("help: \n"), "{}", run.stderr);
}

#[test]
fn totals_that_disagree_are_warned_of() {
    let rows = "2026-09-01,2026-09-01,Autumn,10.00,100,5\n2026-09-02,2026-09-02,Autumn,10.00,100,5\n";
    let export = format!("{ADS}{rows},,,25.00,200,10\n");
    let run = told("", "ads.csv", export.as_bytes()).ends(0);
    assert!(run.stderr.contains("export-total") && run.stderr.contains("25"), "{}", run.stderr);
}

#[test]
fn other_currencies_need_a_rate() {
    let ads = ADS.replace("EUR", "USD");
    let export = format!("{ads}2026-09-01,2026-09-01,Autumn,10.00,100,5\n");
    let run = told("", "ads.csv", export.as_bytes()).ends(0);
    assert!(run.stderr.contains("no-exchange-rate") && run.stderr.contains("USD"), "{}", run.stderr);
    let run = told("exchange_rates: {USD: 0.92}\n", "ads.csv", export.as_bytes()).ends(0);
    assert!(!run.stderr.contains("no-exchange-rate"), "{}", run.stderr);
}

#[test]
fn refunds_count_on_the_day_that_the_report_chooses() {
    let export = fs::read(root().join("content/report/woocommerce-orders.csv")).unwrap();
    let counted = json(root().join("tests/report/kits.json"));
    for (basis, key) in [("order_date", "refunds_of_orders"), ("refund_date", "refunds")] {
        let yaml = format!(
            "title: Figures\ntime_zone: Europe/Dublin\ndefinitions: {{refunds: {basis}}}\nsources: [{{file: woo.csv}}]\n"
        );
        let site = shop(&yaml, &[("woo.csv", &export)]);
        for month in ["2025-07", "2025-10", "2025-12"] {
            let (out, run) = report(site.path(), &["--period", month]);
            run.ends(0);
            let ours = json(out.path().join("report/report.json"));
            let theirs = counted["months"][month].as_object().unwrap().values();
            let expected: i64 = theirs.filter_map(|network| network[key].as_i64()).sum();
            assert_eq!(minor(&ours["metrics"]["total"]["refunds"]["now"]), expected, "{month} {basis}");
        }
    }
}

#[test]
fn an_export_that_is_read_twice_counts_once() {
    let export = format!("{ADS}2026-09-01,2026-09-01,Autumn,10.00,100,5\n");
    let yaml = format!("{HEAD}sources:\n  - {{file: a.csv}}\n  - {{file: b.csv}}\n");
    let site = shop(&yaml, &[("a.csv", export.as_bytes()), ("b.csv", export.as_bytes())]);
    let (out, run) = report(site.path(), &[]);
    run.ends(0);
    let ours = json(out.path().join("report/report.json"));
    assert_eq!(minor(&ours["metrics"]["total"]["spend"]["now"]), 1_000);
}

#[test]
fn names_that_nothing_knows_are_found_in_report_yaml() {
    let yaml = "title: Figures
time_zone: Europe/Pariss
periods: [2026-09]
sources:
  - {file: orders.csv, format: shopfy_orders}
channels:
  - {when: {source: ig}, network: instagramm}
targets:
  - {metric: sale, value: 10, period: 2026-09}
metrics:
  - {network: whatsapp, followers: 3}
";
    let site = shop(yaml, &[]);
    let run = report(site.path(), &[]).1.ends(1);
    for code in ["time-zone", "missing-file", "unknown-format", "unknown-network", "unknown-metric", "report-days"] {
        assert!(run.stderr.contains(&format!("error[{code}]")), "{code} in\n{}", run.stderr);
    }
    assert!(run.stderr.contains("did you mean `shopify_orders`?"), "{}", run.stderr);
}

#[test]
fn a_shop_without_a_report_is_told_how_one_begins() {
    let site = folder();
    write(
        &site.path().join("content/shop.yaml"),
        "name: Till\nbase_url: https://till.example/\nlocale: en\ncurrency: EUR\n",
    );
    let run = report(site.path(), &[]).1.ends(1);
    assert!(run.stderr.contains("content/report/report.yaml"), "{}", run.stderr);
}

#[test]
fn nothing_can_be_said_of_an_empty_period_and_that_is_said() {
    let export = format!("{ADS}2026-09-01,2026-09-01,Autumn,10.00,100,5\n");
    let site = shop(&format!("{HEAD}sources:\n  - {{file: ads.csv}}\n"), &[("ads.csv", export.as_bytes())]);
    let (out, run) = report(site.path(), &["--period", "2019"]);
    let run = run.ends(0);
    assert!(run.stderr.contains("report-empty") && run.stderr.contains("2026-09-01"), "{}", run.stderr);
    let page = fs::read_to_string(out.path().join("report/index.html")).unwrap();
    assert!(page.contains('—') && page.contains("No source tells it for this period."));
    for nonsense in ["NaN", "inf", "∞"] {
        assert!(!page.contains(nonsense), "{nonsense}");
    }
}
