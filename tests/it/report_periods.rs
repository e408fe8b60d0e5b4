//! The KPI report and its periods: which days a figure is of, with which it is compared, and what is said where both are not
//! alike. All figures are worked out by hand.

use std::fs;

use serde_json::Value;

use crate::report::{HEAD, minor, report, shop};
use crate::report_figures::{page, payments, sources, total, whole};
use crate::shell::program;

/// GA4's traffic of some days together; each row is a source and its sessions.
pub fn traffic(from: &str, to: &str, rows: &[(&str, u32)]) -> String {
    let rows: String = rows.iter().map(|(source, sessions)| format!("{source},{sessions},10\n")).collect();
    format!(
        "# ----------------------------------------\n# Traffic acquisition\n# Account: x\n# Property: y\n\
         # ----------------------------------------\n#\n# All Users\n# Start date: {from}\n# End date: {to}\n\
         Session source / medium,Sessions,Engaged sessions\n{rows}"
    )
}

/// GA4's exploration by day; ten sessions in each row, of which each day has one for each of `groups`.
pub fn explored(month: &str, days: std::ops::RangeInclusive<u32>, column: &str, groups: &[&str]) -> String {
    let row = |day: u32, group: &str| format!("{month}{day:02},instagram / social,{group}10,5\n");
    let rows: String = days.flat_map(|day| groups.iter().map(move |group| row(day, group))).collect();
    format!(
        "# ----------------------------------------\n# Free form\n# Account\n# Property\n\
         # ----------------------------------------\n#\n# Free form 1\n\nDate,Session source / medium,{column}Sessions,\
         Engaged sessions\n{rows}"
    )
}

/// An order of €10 by a new customer on each of these days.
pub fn daily(days: &[String]) -> String {
    let mails: Vec<String> = (0..days.len()).map(|n| format!("c{n}@x.example")).collect();
    let rows: Vec<(&str, &str, &str, &str)> =
        days.iter().zip(&mails).map(|(day, mail)| (day.as_str(), "10.00", mail.as_str(), "instagram")).collect();
    payments(&rows)
}

pub fn days(month: &str, days: std::ops::RangeInclusive<u32>) -> Vec<String> {
    days.map(|day| format!("{month}-{day:02}")).collect()
}

fn rows<'a>(report: &'a Value, page: &str, table: &str) -> &'a Vec<Value> {
    report["tables"][page][table]["rows"].as_array().unwrap_or_else(|| panic!("{table}: {}", report["tables"][page]))
}

fn compared(with: &str) -> String {
    sources(&["pay.csv"]).replace("periods:", &format!("comparison: {with}\nperiods:"))
}

/// A quarter's export and one of a month in it: each period is told by the one that tells more of it, whichever comes first.
#[test]
fn visits_of_a_quarter_and_of_its_months() {
    let quarter = traffic("20260701", "20260930", &[("instagram / social", 3_000), ("(direct) / (none)", 600)]);
    let month = |n: u8, last: u8| {
        let sessions = [("instagram / social", 1_000), ("(direct) / (none)", 200)];
        traffic(&format!("2026{n:02}01"), &format!("2026{n:02}{last}"), &sessions)
    };
    let files = [("q3.csv", quarter), ("m07.csv", month(7, 31)), ("m08.csv", month(8, 31)), ("m09.csv", month(9, 30))];
    let exports: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    for order in [&["q3.csv", "m09.csv"][..], &["m09.csv", "q3.csv"], &["m07.csv", "m08.csv", "q3.csv", "m09.csv"]] {
        for (period, sessions) in [("2026-Q3", 3_600), ("2026-09", 1_200)] {
            let total = total(&sources(order), &exports, period);
            assert_eq!(total["sessions"]["now"], sessions, "{order:?}, {period}: {total}");
        }
    }
}

/// Two explorations of some of the same days tell each day once.
#[test]
fn visits_of_overlapping_days() {
    let (a, b) = (explored("202609", 1..=20, "", &[""]), explored("202609", 15..=30, "", &[""]));
    let exports = [("a.csv", a.as_str()), ("b.csv", b.as_str())];
    let total = total(&sources(&["a.csv", "b.csv"]), &exports, "2026-09");
    assert_eq!(total["sessions"]["now"], 300, "{total}");
}

/// A month's export cannot be cut in halves, but an exploration beside it tells each day.
#[test]
fn half_a_month_is_told_by_its_days() {
    let (month, daily) =
        (traffic("20260901", "20260930", &[("instagram / social", 300)]), explored("202609", 1..=30, "", &[""]));
    for order in [["m.csv", "d.csv"], ["d.csv", "m.csv"]] {
        let exports = [("m.csv", month.as_str()), ("d.csv", daily.as_str())];
        let half = total(&sources(&order), &exports, "2026-09-01..2026-09-15");
        assert_eq!(half["sessions"]["now"], 150, "{half}");
        assert_eq!(total(&sources(&order), &exports, "2026-09")["sessions"]["now"], 300);
    }
    let alone = total(&sources(&["m.csv"]), &[("m.csv", &month)], "2026-09-01..2026-09-15");
    assert_eq!(alone["sessions"]["now"], Value::Null, "{alone}");
}

/// Sessions by country are sessions too, where no other exploration tells them.
#[test]
fn visits_by_groups_are_visits() {
    let by = |column: &str, groups: &[&str]| explored("202609", 1..=30, column, groups);
    let countries = by("Country,", &["France,", "Germany,"]);
    let devices = by("Device category,", &["mobile,", "desktop,"]);
    let whole = by("", &["", ""]);
    let exports = [("c.csv", countries.as_str()), ("d.csv", devices.as_str()), ("w.csv", whole.as_str())];
    for files in [&["c.csv"][..], &["d.csv"], &["c.csv", "d.csv"], &["c.csv", "w.csv"], &["w.csv", "d.csv"]] {
        let total = total(&sources(files), &exports, "2026-09");
        assert_eq!(total["sessions"]["now"], 600, "{files:?}: {total}");
    }
}

/// Analytics that begin inside the period before are no measure of it.
#[test]
fn visits_of_a_part_of_the_period_before() {
    let (before, now) = (explored("202608", 20..=31, "", &[""]), explored("202609", 1..=30, "", &[""]));
    let total = total(&sources(&["a.csv", "b.csv"]), &[("a.csv", &before), ("b.csv", &now)], "2026-09");
    assert_eq!((&total["sessions"]["now"], &total["sessions"]["before"]), (&300.into(), &Value::Null), "{total}");
}

const CAMPAIGN: &str = "- {code: clay-26, name: Clay, networks: [instagram], medium: paid_social, objective: sales, \
                        format: video, start: 2026-09-05, budget: 1000.00}\n";

/// What a campaign has cost is more than its ads from the first day on, and its budget is in the shop's currency.
#[test]
fn a_campaign_beside_its_budget() {
    let ads = "Reporting starts,Reporting ends,Campaign name,Platform,Amount spent (EUR),Impressions,Link clicks\n\
               2026-09-01,2026-09-30,clay-26,instagram,350.00,9000,500\n";
    let costs = "costs:\n  - {label: Photos, campaign: clay-26, from: 2026-08-20, amount: 180.00}\n";
    let brief = |more: &str| {
        let site = shop(&(sources(&["a.csv"]) + costs + more), &[("a.csv", ads.as_bytes())]);
        fs::write(site.path().join("content/campaigns.yaml"), CAMPAIGN).unwrap();
        let (out, run) = report(site.path(), &[]);
        run.ends(0);
        fs::read_to_string(out.path().join("report/campaigns/clay-26.html")).unwrap()
    };
    let page = brief("");
    assert!(page.contains("€530.00 until Sep 30, 2026, 53% of the budget"), "{page}");
    let page = brief("currency: USD\nexchange_rates: {EUR: 2}\n");
    assert!(page.contains("$2,000<") && page.contains("$880.00 until") && page.contains("44% of the budget"), "{page}");
}

/// The last day of August stands in the table of September's trend, though September has no such day.
#[test]
fn a_trend_has_all_days_of_both_periods() {
    let export = daily(&[days("2026-08", 1..=31), days("2026-09", 1..=30)].concat());
    let report = whole(&sources(&["pay.csv"]), &[("pay.csv", &export)], "2026-09");
    let trend = rows(&report, "overview", "trend-data");
    let sum = |key: &str| trend.iter().filter(|row| !row[key].is_null()).map(|row| minor(&row[key])).sum::<i64>();
    assert_eq!((trend.len(), sum("sales"), sum("before")), (31, 30_000, 31_000), "{trend:?}");
    assert_eq!((&trend[30]["from"], &trend[30]["sales"]), (&"2026-08-31".into(), &Value::Null));
}

/// Steps of a trend stand beside steps of the same length, or there are none.
#[test]
fn steps_of_a_trend_are_alike() {
    let all: Vec<String> = (1..=12)
        .flat_map(|month| days(&format!("2025-{month:02}"), 1..=28))
        .chain((1..=9).flat_map(|month| days(&format!("2026-{month:02}"), 1..=28)))
        .chain(days("2026-09", 29..=30))
        .collect();
    let export = daily(&all);
    let of = |with: &str, period: &str| whole(&compared(with), &[("pay.csv", &export)], period);
    let report = of("'2025'", "2026-09");
    let trend = rows(&report, "overview", "trend-data");
    assert!(trend[0].get("before").is_none() && report["metrics"]["total"]["sales"]["before"] == 3_360.0, "{trend:?}");
    // Of 63 days the weeks have seven, and those of the 62 before hardly less.
    let report = of("2026-05-01..2026-07-01", "2026-07-02..2026-09-02");
    let trend = rows(&report, "overview", "trend-data");
    assert_eq!(trend.len(), 9, "{trend:?}");
    assert!(trend.iter().all(|row| minor(&row["before"]) >= 3_000), "{trend:?}");
    // Fifteen months from the middle of one have no step of a day.
    let report = of("none", "2025-04-30..2026-07-31");
    let trend = rows(&report, "overview", "trend-data");
    assert!(trend.iter().all(|row| minor(&row["sales"]) >= 20_000), "{trend:?}");
}

/// What is kept by hand is in no line, now and before.
#[test]
fn both_lines_say_what_they_leave_out() {
    let export = daily(&[days("2026-08", 1..=31), days("2026-09", 1..=30)].concat());
    let yaml = sources(&["pay.csv"])
        + "metrics:\n  - {network: whatsapp, period: 2026-08, orders: 4, sales: 77.00}\n  - {network: whatsapp, period: 2026-09, orders: 2, sales: 33.00}\n";
    let page = page(&yaml, &[("pay.csv", &export)], "index.html");
    assert!(page.contains("August 2026 · The line leaves out €77.00"), "{page}");
}

/// A year until 31 March is compared with a year until 31 March, leap day or not, and is not called by the whole year's name.
#[test]
fn an_unfinished_leap_year() {
    let until = |year: u32, months: &[(u32, u32)]| -> Vec<String> {
        months.iter().flat_map(|(month, last)| days(&format!("{year}-{month:02}"), 1..=*last)).collect()
    };
    let before = until(2023, &[(1, 31), (2, 28), (3, 31), (4, 30)]);
    let export = daily(&[before, until(2024, &[(1, 31), (2, 29), (3, 31)])].concat());
    let report = whole(&compared("year_before"), &[("pay.csv", &export)], "2024");
    let sales = &report["metrics"]["total"]["sales"];
    assert_eq!((minor(&sales["now"]), minor(&sales["before"])), (91_000, 90_000), "{sales}");
    let trend = rows(&report, "overview", "trend-data");
    assert_eq!((trend.len(), trend.iter().map(|row| minor(&row["before"])).sum::<i64>()), (3, 90_000), "{trend:?}");
    let text = text(&compared("year_before"), &export, "2024");
    assert!(text.contains("not finished: until") && !text.contains("as many days"), "{text}");
    assert!(text.contains("compared with 2023 ("), "{text}");
    let page = page(&compared("year_before").replace("2026-09", "2024"), &[("pay.csv", &export)], "index.html");
    assert!(page.contains("Mar 31, 2023") && !page.contains("against 2023"), "{page}");
}

/// The report for a terminal.
fn text(yaml: &str, export: &str, period: &str) -> String {
    let site = shop(yaml, &[("pay.csv", export.as_bytes())]);
    let arguments = ["report", ".", "--today", "2026-11-23", "--format", "text", "--period", period];
    let run = crate::shell::Run::from(program(site.path()).args(arguments).output().unwrap()).ends(0);
    run.stdout
}

/// The terminal names the period before, and that figures are made up.
#[test]
fn a_terminal_is_told_what_is_compared() {
    let export = daily(&[days("2026-08", 1..=31), days("2026-09", 1..=30)].concat());
    let yaml = compared("previous") + "notice: All of this is made up.\n";
    let told = text(&yaml, &export, "2026-09");
    assert!(told.contains("compared with August 2026 (") && told.contains("All of this is made up."), "{told}");
    let running = daily(&[days("2026-10", 1..=31), days("2026-11", 1..=20)].concat());
    let told = text(&compared("previous"), &running, "2026-11");
    assert!(told.contains("compared on as many days"), "{told}");
    let told = text(&compared("none"), &running, "2026-11");
    assert!(told.contains("not finished: until") && !told.contains("as many days"), "{told}");
}

/// A month is over when it is over: one quiet day at its end makes it no unfinished one, where another export reaches its end,
/// and none does in a shop that is often quiet.
#[test]
fn a_quiet_last_day_does_not_leave_a_month_unfinished() {
    let partial = |orders: &str, visits: Option<&str>, period: &str| {
        let exports: Vec<(&str, &str)> =
            [("pay.csv", orders)].into_iter().chain(visits.map(|v| ("ga.csv", v))).collect();
        let names: Vec<&str> = exports.iter().map(|(name, _)| *name).collect();
        let report = whole(&sources(&names), &exports, period);
        (report["partial"].as_bool().unwrap(), report["metrics"]["total"]["sessions"]["now"].clone())
    };
    let ga = traffic("20261001", "20261031", &[("instagram / social", 300)]);
    let quiet = daily(&[days("2026-09", 1..=30), days("2026-10", 1..=30)].concat());
    assert_eq!(partial(&quiet, Some(&ga), "2026-10"), (false, 300.into()));
    let seldom = daily(&["2026-09-03", "2026-09-20", "2026-10-02", "2026-10-18"].map(str::to_owned));
    assert!(!partial(&seldom, None, "2026-10").0);
    assert!(!partial(&daily(&["2026-10-15".to_owned()]), None, "2026-10").0);
    // Half a month of a shop that sells every day is half a month, and so is a month that runs.
    let half = daily(&[days("2026-09", 1..=30), days("2026-10", 1..=15)].concat());
    assert_eq!(partial(&half, Some(&ga), "2026-10"), (true, Value::Null));
    let running = daily(&["2026-09-03", "2026-09-20", "2026-10-02", "2026-11-18"].map(str::to_owned));
    assert!(partial(&running, None, "2026-11").0);
}

/// A month that is over, whose export ends before it, is told as unfinished, with what to do; the author may say that the
/// export has all days.
#[test]
fn an_export_that_ends_early_is_told() {
    let export = daily(&[days("2026-08", 1..=31), days("2026-09", 1..=28)].concat());
    let run = |yaml: &str, today: &str| {
        let site = shop(yaml, &[("pay.csv", export.as_bytes())]);
        let arguments = ["report", ".", "--format", "text", "--period", "2026-09", "--today", today];
        let run = crate::shell::Run::from(program(site.path()).args(arguments).output().unwrap()).ends(0);
        (run.stdout.contains("not finished"), run.stderr)
    };
    let yaml = sources(&["pay.csv"]);
    let (unfinished, told) = run(&yaml, "2026-10-05");
    assert!(
        unfinished && told.contains("warning[export-ends]: 2026-09 is over, and its orders end on 2026-09-28"),
        "{told}"
    );
    assert!(told.contains("`from: 2026-08-01` and `to: 2026-09-30`"), "{told}");
    let (unfinished, told) = run(&yaml, "2026-09-29");
    assert!(unfinished && !told.contains("export-ends"), "{told}");
    let said = yaml.replace("file: pay.csv", "file: pay.csv, from: 2026-08-01, to: 2026-09-30");
    assert_ne!(said, yaml);
    let (unfinished, told) = run(&said, "2026-10-05");
    assert!(!unfinished && !told.contains("export-ends"), "{told}");
    // Nobody can have all orders of days that are yet to come.
    assert!(run(&said, "2026-09-29").0);
}

/// A month that has begun is as long as what is known of it, though no order of it is exported yet.
#[test]
fn a_running_month_without_orders_is_unfinished() {
    let orders = daily(&[days("2026-09", 1..=30), days("2026-10", 1..=31)].concat());
    let ads = |month: u8, last: u8| -> String {
        (1..=last).map(|day| format!("2026-{month}-{day:02},2026-{month}-{day:02},Clay,10.00,100,5\n")).collect()
    };
    let ads = crate::report::ADS.to_owned() + &ads(10, 31) + &ads(11, 5);
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", ads.as_str())];
    let report = whole(&sources(&["pay.csv", "ads.csv"]), &exports, "2026-11");
    let spend = &report["metrics"]["total"]["spend"];
    assert_eq!(report["partial"], true);
    assert_eq!((minor(&spend["now"]), minor(&spend["before"])), (5_000, 5_000), "{spend}");
}

/// The author's words are about the first period of report.yaml.
#[test]
fn words_about_another_month_are_left_out() {
    let export = daily(&[days("2026-08", 1..=31), days("2026-09", 1..=30)].concat());
    let site =
        shop(&(sources(&["pay.csv"]) + "commentary: A September to remember.\n"), &[("pay.csv", export.as_bytes())]);
    for (wish, said) in [(&[][..], true), (&["--period", "2026-09"], true), (&["--period", "2026-08"], false)] {
        let (out, run) = report(site.path(), wish);
        run.ends(0);
        let page = fs::read_to_string(out.path().join("report/index.html")).unwrap();
        assert_eq!(page.contains("to remember"), said, "{wish:?}");
    }
}

/// Days of an export without an order are known: they have sold nothing.
#[test]
fn a_month_without_an_order_is_known() {
    let export = daily(&[days("2026-07", 1..=31), days("2026-09", 1..=30)].concat());
    let site = shop(&sources(&["pay.csv"]), &[("pay.csv", export.as_bytes())]);
    let run = report(site.path(), &["--period", "2026-08"]).1.ends(0);
    assert!(!run.stderr.contains("nothing is known"), "{}", run.stderr);
    let run = report(site.path(), &["--period", "2025-08"]).1.ends(0);
    assert!(run.stderr.contains("nothing is known of 2025-08"), "{}", run.stderr);
}

/// A target is of its days, by whichever name.
#[test]
fn a_target_is_of_its_days() {
    let export = daily(&days("2026-09", 1..=30));
    for target in ["2026-09", "2026-09-01..2026-09-30"] {
        for period in ["2026-09", "2026-09-01..2026-09-30"] {
            let yaml =
                sources(&["pay.csv"]) + &format!("targets:\n  - {{metric: sales, value: 400, period: {target}}}\n");
            let page = page(&yaml.replace("[2026-09]", &format!("[{period}]")), &[("pay.csv", &export)], "index.html");
            assert!(page.contains("75% of"), "{target}, {period}");
        }
    }
}

/// Days that run backwards are a slip.
#[test]
fn days_that_run_backwards_are_refused() {
    let yaml = sources(&["pay.csv"]) + "costs:\n  - {label: Photos, from: 2026-09-10, to: 2026-09-01, amount: 100}\n";
    let site = shop(&yaml, &[("pay.csv", daily(&days("2026-09", 1..=30)).as_bytes())]);
    let run = report(site.path(), &[]).1.ends(1);
    assert!(run.stderr.contains("2026-09-01 is before 2026-09-10"), "{}", run.stderr);
}

/// What is kept by hand beside an export adds up, and that is said.
#[test]
fn figures_that_are_added_up_are_named() {
    let yaml = sources(&["pay.csv"]) + "metrics:\n  - {network: instagram, period: 2026-09, orders: 2, sales: 30.00}\n";
    let quality = page(&yaml, &[("pay.csv", &daily(&days("2026-09", 1..=30)))], "quality.html");
    assert!(quality.contains("counted beside what an export tells"), "{quality}");
}

/// Orders by product: day, name and SKU.
fn products(lines: &[(&str, &str, &str)]) -> String {
    let head = "Name,Created at,Email,Financial Status,Subtotal,Taxes,Total,Currency,Lineitem quantity,Lineitem name,\
                Lineitem price,Lineitem sku\n";
    let row = |(n, (day, name, sku)): (usize, &(&str, &str, &str))| {
        format!("#{n},{day} 10:00:00 +0200,c{n}@x.example,paid,10.00,0.00,10.00,EUR,1,{name},10.00,{sku}\n")
    };
    head.to_owned() + &lines.iter().enumerate().map(row).collect::<String>()
}

/// A product that nobody buys any more is told, under its newest name; those with one name are told apart by their SKU.
#[test]
fn products_of_both_periods() {
    let mut lines = vec![("2026-08-10", "Jug", "J"); 30];
    lines.extend([("2026-08-31", "Mug", "M1"), ("2026-09-10", "Cup", "M1"), ("2026-09-11", "Cup", "M2")]);
    lines.extend([("2026-09-30", "Cup", "M2"), ("2026-10-02", "Beaker", "M1")]);
    let export = products(&lines);
    let report = whole(&sources(&["s.csv"]), &[("s.csv", &export)], "2026-09");
    let rows = rows(&report, "products", "products");
    let told: Vec<_> = rows.iter().map(|row| (&row["product"], &row["sku"], minor(&row["before"]))).collect();
    let (cup, beaker, jug) = ("Cup".into(), "Beaker".into(), "Jug".into());
    let (m1, m2, j) = ("M1".into(), "M2".into(), "J".into());
    assert_eq!(told, [(&cup, &m2, 0), (&beaker, &m1, 1_000), (&jug, &j, 30_000)], "{rows:?}");
    assert_eq!((&rows[2]["demand"], &rows[2]["orders"]), (&"falls".into(), &0.into()), "{rows:?}");
}

/// Nobody can add up the orders of products: one may hold several of them.
#[test]
fn orders_of_the_other_products_are_not_added_up() {
    let names: Vec<String> = (0..20).map(|n| format!("Bowl {n}")).collect();
    let lines: Vec<(&str, &str, &str)> = names.iter().map(|name| ("2026-09-10", name.as_str(), "")).collect();
    let report = whole(&sources(&["s.csv"]), &[("s.csv", &products(&lines))], "2026-09");
    let rest = rows(&report, "overview", "products").last().unwrap();
    assert_eq!(
        (&rest["orders"], &rest["quantity"], minor(&rest["sales"])),
        (&Value::Null, &12.into(), 12_000),
        "{rest}"
    );
}

/// A film that two exports tell of different months is one.
#[test]
fn a_post_of_two_exports_is_one() {
    let export = |views: u32, likes: u32| {
        format!(
            "Content,Video title,Video publish time,Views,Watch time (hours),Subscribers,Impressions,\
             Impressions click-through rate (%),Likes,Comments added,Shares\nTotal,,,{views},10.0,5,1000,5.0,{likes},1,1\n\
             abc123,How we glaze,\"Sep 5, 2026\",{views},8.0,3,600,5.1,{likes},1,1\n"
        )
    };
    let (september, october) = (export(500, 50), export(300, 30));
    let yaml = format!(
        "{HEAD}sources:\n  - {{file: a.csv, from: 2026-09-01, to: 2026-09-30}}\n  - {{file: b.csv, from: 2026-10-01, to: 2026-10-31}}\n"
    );
    let report = whole(&yaml, &[("a.csv", &september), ("b.csv", &october)], "2026-09");
    let posts = rows(&report, "overview", "posts");
    assert_eq!(
        (posts.len(), &posts[0]["views"], &posts[0]["network"]),
        (1, &800.into(), &"YouTube".into()),
        "{posts:?}"
    );
    assert_eq!(report["metrics"]["total"]["views"]["now"], 500, "{report}");
}

/// One row is one row.
#[test]
fn one_row_without_a_rate() {
    let export = payments(&[("2026-09-10", "50.00", "a@x.example", "instagram")]).replace(",eur,", ",gbp,");
    let site = shop(&sources(&["pay.csv"]), &[("pay.csv", export.as_bytes())]);
    let run = report(site.path(), &[]).1;
    assert!(run.stderr.contains("1 row in GBP is left out"), "{}", run.stderr);
}

/// A quarter of 92 days has twelve weeks of seven days and one of eight, whose sales are no rise.
#[test]
fn a_week_of_eight_days_is_told() {
    let export = daily(&[days("2026-07", 1..=31), days("2026-08", 1..=31), days("2026-09", 1..=30)].concat());
    let of =
        |period: &str| page(&sources(&["pay.csv"]).replace("2026-09", period), &[("pay.csv", &export)], "index.html");
    let quarter = of("2026-Q3");
    let (events, told) = (quarter.contains("<ol class=\"events\">"), "8 days, not seven.</p>");
    assert!(quarter.contains(&format!("Sep 23, 2026 – Sep 30, 2026: {told}")) && !events, "it has no mark: {quarter}");
    // The line of a tile is that of a day.
    let line = quarter.split("class=\"sparkline\"").nth(1).and_then(|svg| svg.split(" d=\"").nth(1)).unwrap();
    let heights = line[..line.find('"').unwrap()].split(['M', 'L', 'l', ' ']).skip(2).step_by(2);
    let heights: std::collections::BTreeSet<&str> = heights.filter(|height| !height.is_empty()).collect();
    assert_eq!(heights.len(), 1, "{line}");
    assert!(!of("2026-09").contains("days, not seven"));
}
