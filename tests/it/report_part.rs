//! The KPI report where what is set against each other is known of a part only: ads of which a month was forgotten, that do not
//! say on which network they ran or end too early, orders without a rate. All figures are worked out by hand.

use serde_json::Value;

use crate::report::{report, shop};
use crate::report_figures::{page, payments, sources, whole};
use crate::report_periods::{daily, days, traffic};
use crate::report_slips::with_campaigns;

pub const META: &str = "Campaign name,Platform,Day,Amount spent (EUR),Impressions,Link clicks\n";
pub const PLAIN: &str = "Campaign name,Day,Amount spent (EUR),Impressions,Link clicks\n";

/// €10 a day on a network.
pub fn ads(platform: &str, days: &[String]) -> String {
    META.to_owned() + &days.iter().map(|day| format!("Spring,{platform},{day},10.00,1000,20\n")).collect::<String>()
}

/// An order of €20 a day through each of these networks.
pub fn sold(days: &[String], networks: &[&str]) -> String {
    let of = |network| days.iter().map(move |day| (day.as_str(), "20.00", "a@x.example", network));
    payments(&networks.iter().copied().flat_map(of).collect::<Vec<_>>())
}

pub fn quarter() -> Vec<String> {
    [days("2026-07", 1..=31), days("2026-08", 1..=31), days("2026-09", 1..=30)].concat()
}

fn spring() -> Vec<String> {
    [days("2026-04", 1..=30), days("2026-05", 1..=31), days("2026-06", 1..=30)].concat()
}

pub fn next(report: &Value, network: &str) -> Value {
    let rows = report["tables"]["overview"]["next"]["rows"].as_array().unwrap();
    rows.iter().find(|row| row["network"] == network).unwrap_or_else(|| panic!("{network} in {rows:?}")).clone()
}

pub fn figure<'r>(report: &'r Value, part: &str, name: &str) -> (&'r Value, &'r Value) {
    let metrics = if part == "total" { &report["metrics"]["total"] } else { &report["metrics"]["networks"][part] };
    (&metrics[name]["now"], &metrics[name]["before"])
}

/// What the command says of a report.
pub fn said(yaml: &str, exports: &[(&str, &str)]) -> String {
    let files: Vec<(&str, &[u8])> = exports.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let site = shop(yaml, &files);
    report(site.path(), &[]).1.stderr
}

const HALVES: &str = "margin: 50 %\n";

/// July and September were exported, August was not: 61 orders of €20 for €610 are 2.00 and of these chance leaves
/// 2.00 / e^(1.96/√61) = 1.56, however many there were in August.
#[test]
fn a_month_of_ads_that_was_forgotten_is_told_and_no_gain() {
    let orders = sold(&[spring(), quarter()].concat(), &["instagram"]);
    let files = [spring(), days("2026-07", 1..=31), days("2026-08", 1..=31), days("2026-09", 1..=30)]
        .map(|days| ads("instagram", &days));
    let of = |left_out: &str, extra: &str| {
        let names = ["pay.csv", "q2.csv", "jul.csv", "aug.csv", "sep.csv"];
        let yaml = sources(&names.into_iter().filter(|name| *name != left_out).collect::<Vec<_>>()) + HALVES;
        let texts = [orders.as_str(), &files[0], &files[1], &files[2], &files[3]];
        let exports: Vec<(&str, &str)> = names.into_iter().zip(texts).filter(|(name, _)| *name != left_out).collect();
        let yaml = yaml.replace("file: sep.csv", &format!("file: sep.csv{extra}"));
        (
            whole(&yaml, &exports, "2026-Q3"),
            page(&yaml.replace("[2026-09]", "[2026-Q3]"), &exports, "networks/instagram.html"),
            page(&yaml.replace("[2026-09]", "[2026-Q3]"), &exports, "quality.html"),
        )
    };
    let (whole, text, quality) = of("", "");
    assert_eq!(next(&whole, "instagram")["low"].as_f64(), Some(1.63), "{whole}");
    assert_eq!(figure(&whole, "total", "blended_roas").1.as_f64(), Some(2.0));
    assert!(!text.contains("is known for") && !quality.contains("No export tells what was spent"));
    let (holed, text, quality) = of("aug.csv", "");
    assert_eq!(next(&holed, "instagram")["low"].as_f64(), Some(1.56), "{holed}");
    for (part, name) in
        [("total", "blended_roas"), ("total", "spend"), ("instagram", "roas"), ("instagram", "impressions")]
    {
        let (now, before) = figure(&holed, part, name);
        assert!(!now.is_null() && before.is_null(), "{part} {name}: {now} beside {before}");
    }
    assert!(
        text.contains(
            "Ad spend on Instagram is known for Jul 1, 2026 – Jul 31, 2026, Sep 1, 2026 – Sep 30, 2026 only."
        ),
        "{text}"
    );
    assert!(
        quality.contains("No export tells what was spent on Instagram from Aug 1, 2026 to Aug 31, 2026"),
        "{quality}"
    );
    // No ads ran: it is said, and nothing is missing; as many orders came then, so that none is theirs for certain.
    let (said, text, quality) = of("aug.csv", ", from: 2026-08-01, to: 2026-09-30");
    assert_eq!(figure(&said, "total", "blended_roas").1.as_f64(), Some(2.0));
    assert_eq!(next(&said, "instagram")["low"].as_f64(), Some(0.0), "{said}");
    assert!(!text.contains("is known for") && !quality.contains("No export tells what was spent"), "{text}");
}

/// The command says the same, and what to type.
#[test]
fn the_command_says_what_ads_are_missing() {
    let hand = |months: &[&str]| -> String {
        let of = |month: &&str| format!("  - {{network: instagram, period: {month}, spend: 300.00}}\n");
        months.iter().map(of).collect()
    };
    let orders = sold(&quarter(), &["instagram"]);
    let of = |months: &[&str]| {
        let yaml = sources(&["pay.csv"]).replace("[2026-09]", "[2026-Q3]") + "metrics:\n" + &hand(months);
        said(&yaml, &[("pay.csv", &orders)])
    };
    assert!(!of(&["2026-07", "2026-08", "2026-09"]).contains("export-"));
    let text = of(&["2026-07", "2026-09"]);
    assert!(text.contains("no export tells what was spent on Instagram from 2026-08-01 to 2026-08-31"), "{text}");
    assert!(text.contains("write what was spent from 2026-08-01 to 2026-08-31, be it `spend: 0`"), "{text}");
    assert!(!of(&["2026-08", "2026-09"]).contains("export-"), "ads began in August");
}

/// Orders in dollars without a rate are orders: nothing returns 0.00, nothing is worth nothing, nothing is new.
#[test]
fn orders_without_a_rate_are_not_none() {
    let dollars = sold(&days("2026-09", 1..=30), &["facebook"]).replace(",eur,", ",usd,");
    let euros = sold(&days("2026-09", 1..=30), &["instagram"]);
    let orders = euros + dollars.split_once('\n').unwrap().1.replace("py_", "pd_").as_str();
    let spent = ads("facebook", &days("2026-09", 1..=30));
    let report =
        whole(&(sources(&["pay.csv", "ads.csv"]) + HALVES), &[("pay.csv", &orders), ("ads.csv", &spent)], "2026-09");
    for name in ["sales", "orders", "roas", "roi"] {
        assert!(figure(&report, "facebook", name).0.is_null(), "{name}: {report}");
    }
    assert!(report["tables"]["overview"]["next"].is_null(), "no verdict");
    let before = sold(&days("2026-08", 1..=31), &["instagram"]).replace(",eur,", ",usd,");
    let both = before
        + sold(&days("2026-09", 1..=30), &["instagram"]).split_once('\n').unwrap().1.replace("py_", "pe_").as_str();
    let report = whole(&sources(&["pay.csv"]), &[("pay.csv", &both)], "2026-09");
    assert_eq!(figure(&report, "total", "sales"), (&600.0.into(), &Value::Null), "{report}");
}

/// From September on ads are exported by platform; of July and August nobody knows which money was Instagram's.
#[test]
fn ads_by_platform_from_some_day_on_leave_the_doubt_before() {
    let before = [days("2026-07", 1..=31), days("2026-08", 1..=31)].concat();
    let plain =
        PLAIN.to_owned() + &before.iter().map(|day| format!("Spring,{day},20.00,1000,20\n")).collect::<String>();
    let split = ads("facebook", &days("2026-09", 1..=30))
        + ads("instagram", &days("2026-09", 1..=30)).strip_prefix(META).unwrap();
    let orders = sold(&quarter(), &["instagram", "facebook"]);
    let exports = [("pay.csv", orders.as_str()), ("a.csv", plain.as_str()), ("b.csv", split.as_str())];
    let yaml = sources(&["pay.csv", "a.csv", "b.csv"]) + HALVES;
    let quarter = whole(&yaml, &exports, "2026-Q3");
    for network in ["facebook", "instagram"] {
        assert!(figure(&quarter, network, "roas").0.is_null(), "{network}: {quarter}");
    }
    let text = page(&yaml.replace("[2026-09]", "[2026-Q3]"), &exports, "index.html");
    assert!(!text.contains("Ad spend on Instagram is known"), "{text}");
    let september = whole(&yaml, &exports, "2026-09");
    assert_eq!(figure(&september, "instagram", "roas").0.as_f64(), Some(2.0), "{september}");
    assert!(
        figure(&september, "instagram", "spend").1.is_null() && figure(&september, "facebook", "spend").1.is_null(),
        "{september}"
    );
}

/// Ads on four days a week begin like others: orders of before are not theirs. 17 days from the 1st of September cost €170.
#[test]
fn ads_on_some_days_of_the_week_begin_too() {
    let some = |first: u32, count: u32| -> Vec<String> {
        days("2026-09", 1..=30)
            .into_iter()
            .enumerate()
            .filter(|(n, _)| (*n as u32 + 2) % 7 >= first && (*n as u32 + 2) % 7 < first + count)
            .map(|(_, day)| day)
            .collect()
    };
    let orders = sold(&quarter(), &["instagram"]);
    // Monday to Thursday; weekends, of which the other days tell a pace, the same; and the first of a month, which may stand for it.
    for (running, paced) in
        [(some(1, 4), false), ([some(6, 1), some(0, 1)].concat(), true), (days("2026-09", 1..=1), false)]
    {
        let mut running = running;
        running.sort();
        let spent = ads("instagram", &running);
        let report = whole(
            &(sources(&["pay.csv", "ads.csv"]) + HALVES),
            &[("pay.csv", &orders), ("ads.csv", &spent)],
            "2026-Q3",
        );
        let first: u32 = running[0][8..].parse().unwrap();
        let after = f64::from(31 - first);
        let low = if paced { 0.0 } else { after * 2.0 / running.len() as f64 / (1.96 / after.sqrt()).exp() };
        let told = next(&report, "instagram")["low"].as_f64().unwrap();
        assert!((told - low).abs() < 0.006, "{running:?}: {told}, not {low}");
    }
}

/// A campaign is not surer than its network: ads until the 10th, orders until the 30th.
#[test]
fn a_campaigns_orders_of_days_without_ads_are_not_sure_either() {
    let header = "id,Created date (UTC),Amount,Amount Refunded,Currency,Status,Customer Email,utm_source (metadata),utm_campaign (metadata)\n";
    let rows = days("2026-09", 1..=30)
        .iter()
        .enumerate()
        .map(|(n, day)| format!("py_{n},{day} 10:00:00,20.00,0.00,eur,Paid,a@x.example,instagram,spring\n"))
        .collect::<String>();
    let (orders, spent) = (header.to_owned() + &rows, ads("instagram", &days("2026-09", 1..=10)));
    let campaigns = "- {code: spring, name: Spring, networks: [instagram], medium: paid_social, objective: sales, format: story, start: 2026-01-01}\n";
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", spent.as_str()), ("../campaigns.yaml", campaigns)];
    let yaml = sources(&["pay.csv", "ads.csv"]) + HALVES;
    let [network, campaign] =
        ["networks/instagram.html", "campaigns/spring.html"].map(|name| page(&yaml, &exports, name));
    for text in [network, campaign] {
        assert!(text.contains("lies between 1.08× and"), "{text}");
    }
}

/// Two accounts whose campaigns have one name: the second one's money is missing, and that is said.
#[test]
fn two_accounts_without_ids_are_told() {
    let file = |spend: &str| {
        PLAIN.to_owned()
            + &days("2026-09", 1..=30).iter().map(|day| format!("Always,{day},{spend},100,2\n")).collect::<String>()
    };
    let of = |other: &str| said(&sources(&["a.csv", "b.csv"]), &[("a.csv", &file("20.00")), ("b.csv", other)]);
    let text = of(&file("9.00"));
    assert!(text.contains("cost something else on the same days; only one of both counts"), "{text}");
    // The same account, downloaded again.
    assert!(!of(&file("19.80")).contains("export-accounts"));
}

/// A spreadsheet has made the ids of two campaigns the same number.
#[test]
fn ids_that_a_spreadsheet_has_rounded_tell_nothing() {
    let file = |name: &str| {
        "Campaign ID,".to_owned()
            + PLAIN
            + &days("2026-09", 1..=30)
                .iter()
                .map(|day| format!("1.2E+17,{name},{day},10.00,100,2\n"))
                .collect::<String>()
    };
    let (a, b) = (file("Always"), file("Second"));
    let report = whole(&sources(&["a.csv", "b.csv"]), &[("a.csv", &a), ("b.csv", &b)], "2026-09");
    assert_eq!(figure(&report, "total", "spend").0.as_f64(), Some(600.0), "{report}");
}

/// Orders name no source, an analytics program does: what Meta's ads cost without a platform is not Facebook's alone.
#[test]
fn what_analytics_saw_of_one_network_is_not_set_against_the_money_of_two() {
    let plain = PLAIN.to_owned()
        + &days("2026-09", 1..=30).iter().map(|day| format!("Spring,{day},20.00,1000,20\n")).collect::<String>();
    let orders = payments(
        &days("2026-09", 1..=30).iter().map(|day| (day.as_str(), "20.00", "a@x.example", "")).collect::<Vec<_>>(),
    );
    let seen = traffic("20260901", "20260930", &[("facebook / paid", 100), ("instagram / paid", 100)]);
    let exports = [("pay.csv", orders.as_str()), ("a.csv", plain.as_str()), ("g.csv", seen.as_str())];
    let report = whole(&sources(&["pay.csv", "a.csv", "g.csv"]), &exports, "2026-09");
    for part in ["total", "facebook"] {
        assert!(figure(&report, part, "analytics_roas").0.is_null(), "{part}: {report}");
    }
}

/// One of seven days is no week.
#[test]
fn a_day_of_visits_is_not_the_week() {
    let orders = sold(&days("2026-09", 1..=30), &["instagram"]);
    let seen = |days: &[String]| {
        "Day,Network,Sessions\n".to_owned()
            + &days.iter().map(|day| format!("{day},instagram,100\n")).collect::<String>()
    };
    let table = "format: table, currency: EUR, table: {date: Day, network: Network, measures: {sessions: Sessions}}";
    let yaml = sources(&["pay.csv", "v.csv"]).replace("file: v.csv", &format!("file: v.csv, {table}"));
    let of = |last: u32| {
        let visits = seen(&days("2026-09", 1..=last));
        whole(&yaml, &[("pay.csv", &orders), ("v.csv", &visits)], "2026-09-14..2026-09-20")["metrics"]["total"]["sessions"].clone()
    };
    assert_eq!((&of(20)["now"], &of(20)["before"]), (&700.into(), &700.into()));
    assert_eq!((&of(14)["now"], &of(14)["before"]), (&100.into(), &Value::Null));
}

/// March has three days more than February: with €10 and an order a day nothing has grown.
#[test]
fn a_longer_month_is_no_increase() {
    let all = [days("2026-02", 1..=28), days("2026-03", 1..=31)].concat();
    let (orders, spent) = (sold(&all, &["instagram"]), ads("instagram", &all));
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", spent.as_str())];
    let report = whole(&sources(&["pay.csv", "ads.csv"]), &exports, "2026-03");
    assert!(next(&report, "instagram")["added"].is_null(), "{report}");
    let text = page(
        &sources(&["pay.csv", "ads.csv"]).replace("[2026-09]", "[2026-02]"),
        &[("pay.csv", sold(&[days("2026-01", 1..=31), all].concat(), &["instagram"]).as_str()), exports[1]],
        "index.html",
    );
    assert!(text.contains("0.0% per day") && !text.contains("worse"), "{text}");
}

/// A dollar sign is no euro, and where amounts in several currencies are in play a file says in which its own are.
#[test]
fn a_file_says_in_which_currency_it_is() {
    let head = "Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),Net Sales,Attribution\n";
    let woo =
        |sign: &str| format!("{head}2026-09-03 10:00:00,1,{sign}100.00,completed,A B,new,1× Mug,1,,100.00,Direct\n");
    let open = "the file does not tell its currency";
    let yaml = sources(&["woo.csv"]);
    assert!(said(&yaml, &[("woo.csv", &woo("$"))]).contains(open));
    assert!(!said(&yaml, &[("woo.csv", &woo(""))]).contains(open), "there is but one currency");
    let several = yaml + "exchange_rates: {USD: 0.92}\n";
    assert!(said(&several, &[("woo.csv", &woo(""))]).contains(open));
    let told = several.replace("file: woo.csv", "file: woo.csv, currency: USD");
    let report = whole(&told, &[("woo.csv", &woo("$"))], "2026-09");
    assert_eq!(figure(&report, "total", "sales").0.as_f64(), Some(92.0), "{report}");
}

/// Every ad of Meta's says `utm_source=facebook`: Instagram's orders stand under Facebook's name, and nobody knows how many.
#[test]
fn links_that_all_name_one_network_judge_none() {
    let month = days("2026-09", 1..=30);
    let spent = ads("facebook", &month) + ads("instagram", &month).strip_prefix(META).unwrap();
    let yaml = sources(&["pay.csv", "ads.csv"]) + HALVES;
    let of = |orders: &str| {
        let exports = [("pay.csv", orders), ("ads.csv", spent.as_str())];
        let report = whole(&yaml, &exports, "2026-09");
        let verdict = |network: &str| next(&report, network)["verdict"].as_str().unwrap().to_owned();
        let text = said(&yaml, &exports);
        (verdict("facebook"), verdict("instagram"), text.contains("warning[same-source]"))
    };
    let open = || "not sure yet".to_owned();
    let double = sold(&[month.clone(), month.clone(), month.clone(), month.clone()].concat(), &["facebook"]);
    assert_eq!(of(&double), (open(), open(), true));
    let both = sold(&[month.clone(), month.clone(), month.clone(), month.clone()].concat(), &["facebook", "instagram"]);
    assert_eq!(of(&both), ("pays for itself".to_owned(), "pays for itself".to_owned(), false));
}

/// August's file of one network was forgotten, the other's is there: what the whole shop spent then is not known, and September is
/// compared with no other month.
#[test]
fn a_month_that_one_network_lacks_is_no_fall_of_all() {
    let orders = sold(&quarter(), &["instagram", "tiktok"]);
    let meta = [days("2026-07", 1..=31), days("2026-09", 1..=30)].map(|days| ads("instagram", &days));
    let spend = |month: &str| format!("  - {{network: tiktok, period: {month}, spend: 300.00}}\n");
    let hand = ["2026-07", "2026-08", "2026-09"].map(spend).concat();
    let yaml = sources(&["pay.csv", "a.csv", "b.csv"]) + "metrics:\n" + &hand;
    let exports = [("pay.csv", orders.as_str()), ("a.csv", meta[0].as_str()), ("b.csv", meta[1].as_str())];
    for (period, spend) in [("2026-08", None), ("2026-09", Some(600.0))] {
        let report = whole(&yaml, &exports, period);
        let (now, before) = figure(&report, "total", "spend");
        assert_eq!((now.as_f64(), before.is_null()), (spend, true), "{period}: {now} beside {before}");
    }
}

/// Ads from Monday to Friday, and a report of the week on Monday: nothing ended on Friday.
#[test]
fn a_weekend_without_ads_is_none_that_is_missing() {
    let all = [days("2026-08", 1..=31), days("2026-09", 1..=20)].concat();
    // The 3rd of August was a Monday.
    let weekdays: Vec<String> =
        all.iter().enumerate().filter(|(n, _)| (n + 5) % 7 < 5).map(|(_, day)| day.clone()).collect();
    let (orders, spent) = (sold(&all, &["instagram"]), ads("instagram", &weekdays));
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", spent.as_str())];
    let report = whole(&sources(&["pay.csv", "ads.csv"]), &exports, "2026-09-14..2026-09-20");
    assert_eq!(figure(&report, "total", "spend"), (&50.0.into(), &50.0.into()), "{report}");
}

/// Customers are compared where the three months before the earlier one are known, however many days they have.
#[test]
fn a_shorter_month_before_is_enough_to_tell_who_is_new() {
    let winter = [days("2025-11", 1..=30), days("2025-12", 1..=31), days("2026-01", 1..=31)].concat();
    let all = [winter, days("2026-02", 1..=28), days("2026-03", 1..=31)].concat();
    let orders = daily(&all);
    let report = whole(&sources(&["pay.csv"]), &[("pay.csv", &orders)], "2026-03");
    assert_eq!(figure(&report, "total", "new_customers"), (&31.into(), &28.into()), "{report}");
    let text = page(&sources(&["pay.csv"]).replace("[2026-09]", "[2026-03]"), &[("pay.csv", &orders)], "index.html");
    assert!(!text.contains("Too little is known of orders"), "{text}");
}

/// Tables of one's own are of anybody: that nobody bought through one network says nothing of the links of another.
#[test]
fn two_tables_are_no_ads_manager() {
    let month = days("2026-09", 1..=30);
    let table = |network: &str| {
        let rows: String = month.iter().map(|day| format!("{day},{network},20.00\n")).collect();
        format!("Day,Network,Spend\n{rows}")
    };
    let of = |file: &str| {
        format!(
            "file: {file}, format: table, currency: EUR, table: {{date: Day, network: Network, measures: {{spend: Spend}}}}"
        )
    };
    let yaml = sources(&["pay.csv", "a.csv", "b.csv"]) + HALVES;
    let yaml = ["a.csv", "b.csv"].iter().fold(yaml, |yaml, file| yaml.replace(&format!("file: {file}"), &of(file)));
    let (orders, a, b) = (sold(&month, &["pinterest"]), table("tiktok"), table("pinterest"));
    let exports = [("pay.csv", orders.as_str()), ("a.csv", a.as_str()), ("b.csv", b.as_str())];
    let report = whole(&yaml, &exports, "2026-09");
    assert_eq!(next(&report, "tiktok")["verdict"], "costs more than it earns", "{report}");
    assert!(!said(&yaml, &exports).contains("same-source"));
}

/// Orders of 12 to 31 August are in no export, and ads are known of August alone: nobody knows what is short of the target, nor how
/// much was spent for what came back. What is reached is.
#[test]
fn a_target_is_not_missed_by_days_that_are() {
    let (early, late) = (days("2026-08", 1..=11), days("2026-09", 1..=30));
    let (first, second) = (daily(&early), daily(&late).replace("py_", "pz_"));
    let spent = ads("instagram", &days("2026-08", 1..=31));
    let exports = [("a.csv", first.as_str()), ("b.csv", second.as_str()), ("ads.csv", spent.as_str())];
    let of = |period: &str, targets: &[(&str, u32)]| {
        let own =
            |(metric, value): &(&str, u32)| format!("  - {{metric: {metric}, value: {value}, period: {period}}}\n");
        let all = targets.iter().map(own).collect::<String>();
        let yaml = sources(&["a.csv", "b.csv", "ads.csv"]) + "targets:\n" + &all;
        page(&yaml.replace("[2026-09]", &format!("[{period}]")), &exports, "index.html")
    };
    let text = of("2026-08-01..2026-09-30", &[("sales", 10_000), ("orders", 20), ("spend", 700)]);
    assert_eq!(text.matches("days of this period are missing").count(), 2, "{text}");
    assert!(text.contains("205% of the target 20"), "{text}");
    let text = of("2026-08-01..2026-09-30", &[("spend", 200)]);
    assert!(text.contains("155% of the target €200"), "a budget is spent, whatever is missing: {text}");
    let text = of("2026-09", &[("sales", 10_000)]);
    assert!(text.contains("% of the target") && !text.contains("days of this period are missing"), "{text}");
}

/// Ads of August alone, and orders until September: by campaigns.yaml the campaign ended, and no day of its spend is missing; nor before
/// it began.
#[test]
fn a_campaign_that_ended_lacks_no_days() {
    let both = [days("2026-08", 1..=31), days("2026-09", 1..=30)].concat();
    let orders = sold(&both, &["instagram"]);
    let of = |spent: &str, dates: &str| {
        let ads = ads("instagram", &days(spent, 1..=30));
        let exports = [("pay.csv", orders.as_str()), ("ads.csv", ads.as_str())];
        let yaml = (sources(&["pay.csv", "ads.csv"])
            + "targets: [{metric: spend, value: 600, period: 2026-08-01..2026-09-30}]\n")
            .replace("[2026-09]", "[2026-08-01..2026-09-30]");
        let campaigns = format!(
            "- {{code: spring, name: Spring, networks: [instagram], medium: paid_social, objective: sales, format: video, \
             landing_page: /, names: [Spring], {dates}}}\n"
        );
        with_campaigns(&exports, (&yaml, &campaigns), "index.html").1
    };
    for (spent, dates, known) in [
        ("2026-08", "start: 2026-01-01", false),
        ("2026-08", "start: 2026-01-01, end: 2026-08-30", true),
        ("2026-09", "start: 2026-01-01", false),
        ("2026-09", "start: 2026-09-01", true),
    ] {
        let text = of(spent, dates);
        assert_eq!(text.contains("50% of the target €600"), known, "{spent} {dates}: {text}");
        assert_eq!(text.contains("days of this period are missing"), !known, "{spent} {dates}: {text}");
    }
}
