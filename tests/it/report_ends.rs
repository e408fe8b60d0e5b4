//! The KPI report where ads begin, pause and end, and where their files do. All figures are worked out by hand.

use serde_json::Value;

use crate::report::{report, shop};
use crate::report_figures::{page, payments, sources, whole};
use crate::report_part::said;
use crate::report_periods::days;
use crate::report_slips::with_campaigns;
use crate::report_untagged;

const META: &str = "Campaign name,Platform,Day,Amount spent (EUR),Impressions,Link clicks\n";

/// €10 a day on a network.
fn ads(platform: &str, days: &[String]) -> String {
    META.to_owned() + &days.iter().map(|day| format!("Spring,{platform},{day},10.00,1000,20\n")).collect::<String>()
}

/// An order of €20 a day through each of these networks.
fn sold(days: &[String], networks: &[&str]) -> String {
    let of = |network| days.iter().map(move |day| (day.as_str(), "20.00", "a@x.example", network));
    payments(&networks.iter().copied().flat_map(of).collect::<Vec<_>>())
}

fn quarters() -> Vec<String> {
    let spring = [days("2026-04", 1..=30), days("2026-05", 1..=31), days("2026-06", 1..=30)];
    let summer = [days("2026-07", 1..=31), days("2026-08", 1..=31), days("2026-09", 1..=30)];
    [spring, summer].concat().concat()
}

fn figure<'r>(report: &'r Value, part: &str, name: &str) -> (&'r Value, &'r Value) {
    let metrics = if part == "total" { &report["metrics"]["total"] } else { &report["metrics"]["networks"][part] };
    (&metrics[name]["now"], &metrics[name]["before"])
}

/// Five weeks between two files of ads that ran day by day are as many as a month; no calendar month is whole among them.
#[test]
fn five_weeks_of_ads_that_were_forgotten_are_told() {
    let all = quarters();
    let until = |day: &str| all.iter().filter(|own| own.as_str() <= day).cloned().collect::<Vec<_>>();
    let from = |day: &str| all.iter().filter(|own| own.as_str() >= day).cloned().collect::<Vec<_>>();
    let orders = sold(&all, &["instagram"]);
    let of = |next: &str| {
        let (a, b) = (ads("instagram", &until("2026-08-01")), ads("instagram", &from(next)));
        let exports = [("pay.csv", orders.as_str()), ("a.csv", a.as_str()), ("b.csv", b.as_str())];
        let yaml = sources(&["pay.csv", "a.csv", "b.csv"]);
        let files: Vec<(&str, &[u8])> = exports.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
        let site = shop(&yaml.replace("[2026-09]", "[2026-Q3]"), &files);
        (whole(&yaml, &exports, "2026-Q3"), report(site.path(), &[]).1.stderr)
    };
    let (report, said) = of("2026-09-06");
    assert!(said.contains("spent on Instagram from 2026-08-02 to 2026-09-05"), "{said}");
    assert!(figure(&report, "total", "blended_roas").1.is_null(), "{report}");
    let (report, said) = of("2026-08-29");
    assert!(!said.contains("export-gap"), "{said}");
    assert_eq!(figure(&report, "total", "spend").1.as_f64(), Some(910.0), "{report}");
}

/// Ads paused for eleven days and ran again for five, when the file was made: orders came until the 31st.
#[test]
fn a_file_that_ends_soon_after_a_pause_ends_early() {
    let all = [days("2026-09", 1..=30), days("2026-10", 1..=31)].concat();
    let ran = |day: &&String| day.as_str() <= "2026-10-04" || ("2026-10-16"..="2026-10-20").contains(&day.as_str());
    let spent = ads("instagram", &all.iter().filter(ran).cloned().collect::<Vec<_>>());
    let orders = sold(&all, &["instagram"]);
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", spent.as_str())];
    let yaml = sources(&["pay.csv", "ads.csv"]).replace("[2026-09]", "[2026-10]");
    let report = whole(&yaml, &exports, "2026-10");
    assert!(figure(&report, "total", "blended_roas").1.is_null(), "{report}");
    let text = page(&yaml, &exports, "index.html");
    assert!(text.contains("The last day with ad spend on Instagram is October 20, 2026"), "{text}");
}

/// The 3rd of November; Instagram's ads are known until October, Facebook's until yesterday: what both cost is not known.
#[test]
fn what_one_of_two_networks_cost_is_not_what_both_did() {
    let all = [days("2026-10", 1..=31), days("2026-11", 1..=3)].concat();
    let orders = sold(&all, &["instagram", "facebook", "instagram", "facebook"]);
    let of = |facebook: usize, instagram: usize| {
        let (a, b) = (ads("facebook", &all[..facebook]), ads("instagram", &all[..instagram]));
        let exports = [("pay.csv", orders.as_str()), ("a.csv", a.as_str()), ("b.csv", b.as_str())];
        whole(&sources(&["pay.csv", "a.csv", "b.csv"]), &exports, "2026-11")
    };
    let report = of(33, 31);
    for name in ["spend", "blended_roas", "cac"] {
        assert!(figure(&report, "total", name).0.is_null(), "{name}: {report}");
    }
    assert_eq!(figure(&report, "facebook", "spend").0.as_f64(), Some(20.0), "{report}");
    let report = of(33, 32);
    assert_eq!(figure(&report, "total", "spend"), (&20.0.into(), &20.0.into()), "of the first day alone: {report}");
}

/// Four days of ads, and orders through them for four days more: those are of the ads, as they are of three days of ads. By hand
/// 20 orders of €20 in eight days are €400 for €40, and of these chance leaves 10 / e^(1.96/√20) = 6.45.
#[test]
fn a_campaign_of_a_few_days_brings_orders_later() {
    let ran = days("2026-09", 9..=12);
    let before = [days("2026-06", 1..=30), days("2026-07", 1..=31), days("2026-08", 1..=31)].concat();
    let others = before.iter().map(|day| (day.as_str(), "20.00", "b@x.example", "newsletter"));
    let later = [ran.clone(), days("2026-09", 13..=16)].concat();
    let own: Vec<_> = later.iter().flat_map(|day| std::iter::repeat_n(day, 5)).step_by(2).collect();
    let own = own.iter().map(|day| (day.as_str(), "20.00", "a@x.example", "instagram"));
    let orders = payments(&others.chain(own).collect::<Vec<_>>());
    let spent = ads("instagram", &ran);
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", spent.as_str())];
    let yaml = sources(&["pay.csv", "ads.csv"]) + "margin: 50 %\n";
    let report = whole(&yaml, &exports, "2026-09");
    let row = &report["tables"]["overview"]["next"]["rows"][0];
    assert_eq!((row["roas"].as_f64(), row["low"].as_f64()), (Some(10.0), Some(6.45)), "{row}");
    let text = page(&yaml, &exports, "index.html");
    assert!(!text.contains("Ad spend is known for"), "{text}");
}

/// July's file was made on the 1st of August, and a younger one tells of July too: Meta has found more purchases since.
#[test]
fn of_two_files_of_the_same_days_the_younger_one_counts() {
    let file = |days: &[String], sold: &str| {
        "Campaign name,Campaign ID,Platform,Day,Amount spent (EUR),Impressions,Purchases\n".to_owned()
            + &days.iter().map(|day| format!("Spring,7,instagram,{day},10.00,1000,{sold}\n")).collect::<String>()
    };
    let july = days("2026-07", 1..=31);
    let (old, new) = (file(&july, "1"), file(&[july.clone(), days("2026-08", 1..=31)].concat(), "2"));
    for names in [["old.csv", "new.csv"], ["new.csv", "old.csv"]] {
        let exports = [("old.csv", old.as_str()), ("new.csv", new.as_str())];
        let report = whole(&sources(&names), &exports, "2026-07");
        assert_eq!(figure(&report, "total", "claimed_orders").0.as_f64(), Some(62.0), "{names:?}: {report}");
        assert_eq!(figure(&report, "total", "spend").0.as_f64(), Some(310.0), "{names:?}");
    }
}

const TIKTOK: &str = "Campaign name,By Day,Currency,Cost,Impressions,Clicks (destination)\n";

/// €10 a day on TikTok until 27 August, and on Instagram until the end of the quarter; an order a day through that.
struct Cut {
    summer: Vec<String>,
    spent: [String; 2],
    sold: Vec<(usize, &'static str)>,
}

impl Cut {
    fn new() -> Cut {
        let summer = [days("2026-07", 1..=31), days("2026-08", 1..=31), days("2026-09", 1..=30)].concat();
        let row = |day: &String| format!("Always,{day},EUR,10.00,1000,20\n");
        let tiktok = TIKTOK.to_owned() + &summer[..58].iter().map(row).collect::<String>();
        let spent = [ads("instagram", &summer), tiktok];
        Cut { sold: (0..summer.len()).map(|n| (n, "instagram")).collect(), summer, spent }
    }

    /// An order of ads on TikTok on each of these days.
    fn sold(mut self, days: impl Iterator<Item = usize>) -> Cut {
        self.sold.extend(days.map(|n| (n, "tiktok")));
        self
    }

    fn orders(&self) -> String {
        let rows: Vec<_> =
            self.sold.iter().map(|(n, network)| (self.summer[*n].as_str(), *network, "paid_social", "")).collect();
        report_untagged::payments(&rows)
    }

    /// What the overview and the command say, with more files and more of report.yaml.
    fn told(&self, more: &[(&str, &str)], tiktok: &str) -> (String, String) {
        let orders = self.orders();
        let own = [("pay.csv", orders.as_str()), ("m.csv", self.spent[0].as_str()), ("t.csv", self.spent[1].as_str())];
        let exports = [&own[..], more].concat();
        let names: Vec<&str> = exports.iter().map(|(name, _)| *name).collect();
        let yaml =
            sources(&names).replace("[2026-09]", "[2026-Q3]").replace("file: t.csv", &format!("file: t.csv{tiktok}"));
        (page(&yaml, &exports, "index.html"), said(&yaml, &exports))
    }
}

/// So many visits by ads on TikTok on each day of the quarter.
fn visits(cut: &Cut, of: impl Fn(usize) -> usize) -> String {
    let row = |(n, day): (usize, &String)| format!("{},tiktok / paid_social,{},1\n", day.replace('-', ""), of(n));
    "# ----------------------------------------\n# Free form\n# Account\n# Property\n\
     # ----------------------------------------\n#\n# Free form 1\n\nDate,Session source / medium,Sessions,Engaged sessions\n"
        .to_owned()
        + &cut.summer.iter().enumerate().map(row).collect::<String>()
}

/// Whether a page asks whether ads ran on.
fn cut_off(page: &str) -> bool {
    page.contains("are known until")
}

/// An order by TikTok's ads every second day, and every sixth one after its file: less than half as many, and no chance.
#[test]
fn ads_of_which_orders_bear_the_tags_went_on() {
    let before = (0..58).step_by(2);
    let (index, said) = Cut::new().sold(before.clone().chain((60..92).step_by(6))).told(&[], "");
    assert!(
        index.contains("The last day with ad spend on TikTok is August 27, 2026; orders came after it too"),
        "{index}"
    );
    assert!(said.contains("its ads on TikTok end on 2026-08-27, and orders or visits by them go on"), "{said}");
    assert!(!cut_off(&index), "what is sure is not asked: {index}");
    // Who saw the last ads buys a week later.
    let (index, said) = Cut::new().sold(before.chain([58, 59, 60, 61])).told(&[], "");
    assert!(!index.contains("The last day with ad spend") && !said.contains("export-ends"), "{said}");
}

/// Ten visits a day by ads on TikTok, of which nobody buys.
#[test]
fn ads_by_which_visits_come_went_on() {
    let cut = Cut::new();
    let on = visits(&cut, |_| 10);
    let (index, said) = cut.told(&[("ga.csv", &on)], "");
    let told = "The last day with ad spend on TikTok is August 27, 2026; visits by links of ads came after it too.";
    assert!(index.contains(told) && said.contains("orders or visits by them go on"), "{index}");
    let over = visits(&cut, |n| if n < 58 { 10 } else { 1 });
    let (index, said) = cut.told(&[("ga.csv", &over)], "");
    assert!(!index.contains("The last day with ad spend") && !said.contains("export-ends"), "{said}");
}

/// Nothing bears the tags of TikTok's ads: nobody knows whether they went on.
#[test]
fn a_file_of_ads_that_ends_before_all_others_is_told() {
    let cut = Cut::new();
    let told = "its ads on TikTok end on 2026-08-27, and all other exports reach to 2026-09-30 at least";
    let (_, said) = cut.told(&[], "");
    assert!(said.contains(told) && said.contains("`from: 2026-07-01` and `to: 2026-09-30`"), "{said}");
    assert!(!cut.told(&[], ", from: 2026-07-01, to: 2026-09-30").1.contains("export-ends"));
    let campaign = |end: &str| {
        let campaigns = format!(
            "- {{code: always, name: Always, networks: [tiktok], medium: paid_social, objective: sales, format: video, \
             start: 2026-07-01{end}}}\n"
        );
        let orders = cut.orders();
        let exports = [("pay.csv", orders.as_str()), ("m.csv", &cut.spent[0]), ("t.csv", &cut.spent[1])];
        let yaml = sources(&["pay.csv", "m.csv", "t.csv"]).replace("[2026-09]", "[2026-Q3]");
        with_campaigns(&exports, (&yaml, &campaigns), "index.html").2
    };
    assert!(campaign("").contains(told) && !campaign(", end: 2026-08-27").contains("export-ends"));
}

/// The same where its last day is the last one of the month before: whoever reads the report is told as well.
#[test]
fn a_file_of_ads_that_ends_with_the_month_before_is_told() {
    let all = quarters();
    let until = |day: &str| all.iter().filter(|own| own.as_str() <= day).cloned().collect::<Vec<_>>();
    let orders = sold(&all, &[""]);
    let of = |last: &str| {
        let (a, b) = (ads("instagram", &all), ads("tiktok", &until(last)));
        let exports = [("pay.csv", orders.as_str()), ("a.csv", a.as_str()), ("b.csv", b.as_str())];
        let yaml = sources(&["pay.csv", "a.csv", "b.csv"]);
        (page(&yaml, &exports, "index.html"), with_campaigns(&exports, (&yaml, "[]\n"), "index.html").2)
    };
    let (text, said) = of("2026-08-31");
    assert!(said.contains("its ads on TikTok end on 2026-08-31"), "{said}");
    assert!(text.contains("Ads on TikTok are known until August 31, 2026 only"), "{text}");
    let (text, said) = of("2026-07-31");
    assert!(!said.contains("export-ends") && !cut_off(&text), "a month of silence is one: {said}");
}

/// The same where orders by them go on, of which it is sure; and where they ended with the ads.
#[test]
fn ads_that_end_with_the_month_before_while_orders_by_them_go_on_are_told() {
    let all = quarters();
    let until: Vec<String> = all.iter().filter(|own| own.as_str() <= "2026-08-31").cloned().collect();
    let of = |sold_until: &[String]| {
        let rows = all.iter().map(|day| (day.as_str(), "20.00", "a@x.example", "instagram"));
        let rows = rows.chain(sold_until.iter().map(|day| (day.as_str(), "20.00", "b@x.example", "tiktok")));
        let orders = payments(&rows.collect::<Vec<_>>());
        let (a, b) = (ads("instagram", &all), ads("tiktok", &until));
        let exports = [("pay.csv", orders.as_str()), ("a.csv", a.as_str()), ("b.csv", b.as_str())];
        with_campaigns(&exports, (&sources(&["pay.csv", "a.csv", "b.csv"]), "[]\n"), "index.html").2
    };
    let said = of(&all);
    let told =
        "its ads on TikTok end on 2026-08-31, and orders or visits by them go on: returns of 2026-09 are not told";
    assert!(said.contains(told), "{said}");
    let said = of(&until);
    assert!(!said.contains("export-ends"), "{said}");
}

/// One row for half a year says nothing of September; rows of days do, and those of whole months say enough of a month.
#[test]
fn ads_without_days_are_told_at_their_line() {
    let orders = sold(&quarters(), &["instagram"]);
    let head = "Campaign name,Platform,Reporting starts,Reporting ends,Amount spent (EUR),Impressions,Link clicks\n";
    let said = |rows: &[(&str, &str)]| {
        let row = |(from, to): &(&str, &str)| format!("Spring,instagram,{from},{to},300.00,1000,20\n");
        let ads = head.to_owned() + &rows.iter().map(row).collect::<String>();
        let site =
            shop(&sources(&["pay.csv", "ads.csv"]), &[("pay.csv", orders.as_bytes()), ("ads.csv", ads.as_bytes())]);
        report(site.path(), &[]).1.stderr
    };
    let told = said(&[("2026-04-01", "2026-09-30")]);
    assert!(told.contains("export-breakdown") && told.contains("inside and outside 2026-09"), "{told}");
    assert!(told.contains("ads.csv"), "{told}");
    let told = said(&[("2026-08-01", "2026-08-31"), ("2026-09-01", "2026-09-30")]);
    assert!(!told.contains("export-breakdown"), "{told}");
}

/// Meta's file breaks off in the row of 6 August, and orders come until September: sales of the quarter are not what came back for the
/// spend of five weeks, by the orders or by analytics, of the network, of its campaign or of all.
#[test]
fn a_torn_file_of_ads_has_no_return() {
    let all = quarters();
    let until: Vec<String> = all.iter().filter(|day| day.as_str() < "2026-08-06").cloned().collect();
    let campaigns = "- {code: spring, name: Spring, networks: [instagram], medium: paid_social, objective: sales, format: video, \
                     start: 2026-01-01, landing_page: /, names: [Spring]}\n";
    let (orders, whole_file) = (sold(&all, &["instagram", "facebook"]), ads("instagram", &until));
    let other = ads("facebook", &all);
    let yaml = (sources(&["pay.csv", "i.csv", "f.csv"]) + "margin: 60 %\n").replace("[2026-09]", "[2026-Q3]");
    let of = |instagram: &str, page: &str| {
        let exports = [("pay.csv", orders.as_str()), ("i.csv", instagram), ("f.csv", other.as_str())];
        with_campaigns(&exports, (&yaml, campaigns), page)
    };
    let torn = whole_file.clone() + "Spring,instagram,2026-08-06,1";
    let (report, text, said) = of(&torn, "index.html");
    assert!(said.contains("warning[export-torn]"), "{said}");
    for (part, name) in
        [("instagram", "roas"), ("total", "roas"), ("total", "blended_roas"), ("total", "roi"), ("total", "cac")]
    {
        assert!(figure(&report, part, name).0.is_null(), "{part} {name}: {report}");
    }
    assert!(report["metrics"]["campaigns"]["spring"]["roas"]["now"].is_null(), "{report}");
    assert_eq!(figure(&report, "facebook", "roas").0.as_f64(), Some(2.0), "{report}");
    let ranked = report["tables"]["overview"]["next"]["rows"].as_array().unwrap();
    assert!(ranked.iter().all(|row| row["network"] == "facebook"), "{ranked:?}");
    assert!(text.contains("What was spent on Instagram in these days is not known, or not all of it."), "{text}");
    let (_, text, _) = of(&torn, "networks/instagram.html");
    let sentence = "i.csv breaks off after August 5, 2026: until it is exported again";
    assert!(text.contains(sentence) && !text.contains("pays for itself") && !text.contains("too high"), "{text}");
    assert!(!said.contains("export-ends") && !text.contains("write "), "the file is to be exported again: {said}");
    // A file that ends with a row may be of ads that ended.
    let (report, ..) = of(&whole_file, "index.html");
    assert!(figure(&report, "instagram", "roas").0.is_number(), "{report}");
    // What the author says of the days of a torn file is said of the whole one.
    let named = yaml.replace("file: i.csv", "file: i.csv, from: 2026-04-01, to: 2026-09-30");
    assert_ne!(named, yaml);
    let exports = [("pay.csv", orders.as_str()), ("i.csv", torn.as_str()), ("f.csv", other.as_str())];
    let (report, ..) = with_campaigns(&exports, (&named, campaigns), "index.html");
    assert!(figure(&report, "instagram", "roas").0.is_null(), "{report}");
    // Ads that had ended by then have a return.
    let ended = campaigns.replace("start: 2026-01-01", "start: 2026-01-01, end: 2026-08-06");
    let sold = sold(&until, &["instagram"]) + sold(&all, &["facebook"]).split_once('\n').unwrap().1;
    let exports = [("pay.csv", sold.as_str()), ("i.csv", torn.as_str()), ("f.csv", other.as_str())];
    let (report, ..) = with_campaigns(&exports, (&yaml, &ended), "index.html");
    assert!(figure(&report, "instagram", "roas").0.is_number(), "{report}");
}
