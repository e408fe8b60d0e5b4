//! The KPI report where a few orders stand against many: one order through a network is no doubt, and orders without a source are
//! not all of one network. All figures are worked out by hand.

use serde_json::Value;

use crate::report::{HEAD, report, shop};
use crate::report_figures::{page, sources, whole};
use crate::report_periods::days;

const META: &str = "Campaign name,Day,Amount spent (EUR),Impressions,Link clicks\n";
const BY_PLATFORM: &str = "Campaign name,Platform,Day,Amount spent (EUR),Impressions,Link clicks\n";

/// Orders of €20: day, source, medium; each of a customer of its own.
fn payments(rows: &[(&str, &str, &str)]) -> String {
    let head = "id,Created date (UTC),Amount,Amount Refunded,Currency,Status,Customer Email,utm_source (metadata),\
                utm_medium (metadata)\n";
    let row = |(n, (day, source, medium)): (usize, &(&str, &str, &str))| {
        format!("py_{n},{day} 10:00:00,20.00,0.00,eur,Paid,c{n}@x.example,{source},{medium}\n")
    };
    head.to_owned() + &rows.iter().enumerate().map(row).collect::<String>()
}

fn september() -> Vec<String> {
    days("2026-09", 1..=30)
}

/// So many orders a day of a month through a network.
fn daily<'d>(days: &'d [String], times: usize, source: &'d str) -> Vec<(&'d str, &'d str, &'d str)> {
    days.iter().flat_map(|day| std::iter::repeat_n((day.as_str(), source, "paid_social"), times)).collect()
}

fn plain(days: &[String], spent: &str) -> String {
    META.to_owned() + &days.iter().map(|day| format!("Always,{day},{spent},1000,20\n")).collect::<String>()
}

fn roas(report: &Value, part: &str) -> Option<f64> {
    let metrics = &report["metrics"];
    let of = if part == "total" { &metrics["total"] } else { &metrics["networks"][part] };
    of["roas"]["now"].as_f64()
}

fn verdict(report: &Value, network: &str) -> String {
    let rows = report["tables"]["overview"]["next"]["rows"].as_array().cloned().unwrap_or_default();
    let row = rows.iter().find(|row| row["network"] == network);
    row.and_then(|row| row["verdict"].as_str()).unwrap_or_default().to_owned()
}

/// Of 62 orders two came from a profile's link and one through a link of Instagram: the ads of a file without platforms were
/// Facebook's all the same. Of 90, 30 are too many: the return is that of both together, 90 × €20 ÷ €300.
#[test]
fn one_order_through_another_network_is_no_doubt() {
    let month = september();
    let spent = plain(&month, "10.00");
    let of = |more: &[(&str, &str, &str)]| {
        let orders = payments(&[daily(&month, 2, "facebook"), more.to_vec()].concat());
        let exports = [("pay.csv", orders.as_str()), ("ads.csv", spent.as_str())];
        let yaml = sources(&["pay.csv", "ads.csv"]) + "margin: 50 %\n";
        let files: Vec<(&str, &[u8])> = exports.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
        let site = shop(&yaml, &files);
        let warned = report(site.path(), &[]).1.ends(0).stderr.contains("export-platform");
        (whole(&yaml, &exports, "2026-09"), page(&yaml, &exports, "networks/facebook.html"), warned)
    };
    let bio = [("2026-09-03", "instagram", "organic_social"), ("2026-09-09", "instagram", "link_in_bio")];
    let (report, _, warned) = of(&[&bio[..], &[("2026-09-11", "instagram", "")]].concat());
    assert_eq!((roas(&report, "facebook"), roas(&report, "total"), warned), (Some(4.0), Some(4.0), false), "{report}");
    assert_eq!(verdict(&report, "facebook"), "pays for itself");
    let (report, page, warned) = of(&daily(&month, 1, "instagram"));
    assert_eq!((roas(&report, "facebook"), roas(&report, "total"), warned), (None, Some(6.0), true), "{report}");
    assert!(page.contains("Facebook, Instagram together: 6.00×, from 90 orders."), "{page}");
    let unpaid: Vec<_> = month.iter().map(|day| (day.as_str(), "instagram", "organic_social")).collect();
    let (report, _, warned) = of(&unpaid);
    assert_eq!((roas(&report, "facebook"), warned), (Some(4.0), false), "nobody paid for these: {report}");
}

/// 90 orders name their source, 30 do not: TikTok brought three of the first, and of the others no more than in proportion, three
/// times at most. Its return of 0.20× is less than 0.62× by chance, and with those twice that; they are €600 in all, twice its cost.
#[test]
fn orders_without_a_source_are_not_all_of_one_network() {
    let month = september();
    let tiktok = BY_PLATFORM.replace("Platform,", "") + plain(&month, "10.00").strip_prefix(META).unwrap();
    let of = |own: usize| {
        let paid: Vec<_> =
            month.iter().step_by(10).take(own).map(|day| (day.as_str(), "tiktok", "paid_social")).collect();
        let none: Vec<_> = month.iter().map(|day| (day.as_str(), "", "")).collect();
        let orders = payments(&[paid, daily(&month, 3, "google")[..90 - own].to_vec(), none].concat());
        let exports = [("pay.csv", orders.as_str()), ("ads.csv", tiktok.as_str())];
        let yaml =
            format!("{HEAD}margin: 50 %\nsources:\n  - {{file: pay.csv}}\n  - {{file: ads.csv, network: tiktok}}\n");
        whole(&yaml, &exports, "2026-09")
    };
    // Where none names it, its links may all be without a tag.
    for (own, expected) in [(0, ""), (3, "costs more than it earns")] {
        let report = of(own);
        assert_eq!(verdict(&report, "tiktok"), expected, "{own}: {report}");
        let won = report["tables"]["audience"]["winning"]["rows"][0]["verdict"].as_str();
        assert_eq!(won.unwrap_or_default(), expected, "{own}: {report}");
    }
}

/// Links named Instagram in August: that they do not in September is no fault of theirs, its ads sold nothing.
#[test]
fn links_that_were_right_before_are_right_now() {
    let (august, september) = (days("2026-08", 1..=31), september());
    let all = [august.clone(), september.clone()].concat();
    let rows =
        |platform: &str| all.iter().map(|day| format!("Always,{platform},{day},10.00,1000,20\n")).collect::<String>();
    let spent = BY_PLATFORM.to_owned() + &rows("facebook") + &rows("instagram");
    let yaml = sources(&["pay.csv", "ads.csv"]) + "margin: 50 %\n";
    let of = |before: &[(&str, &str, &str)]| {
        let orders = payments(&[daily(&all, 4, "facebook"), before.to_vec()].concat());
        let exports = [("pay.csv", orders.as_str()), ("ads.csv", spent.as_str())];
        let report = whole(&yaml, &exports, "2026-09");
        (verdict(&report, "facebook"), verdict(&report, "instagram"))
    };
    let judged = ("pays for itself".to_owned(), "costs more than it earns".to_owned());
    assert_eq!(of(&daily(&august, 1, "instagram")), judged);
    let open = || "not sure yet".to_owned();
    assert_eq!(of(&[]), (open(), open()));
}

/// A customer costs €20 through Facebook and €60 through Instagram, and the margin of what either bought is €10.
#[test]
fn what_costs_more_than_it_earns_is_not_cheap() {
    let month = september();
    let rows = |platform: &str, spent: &str| {
        month.iter().map(|day| format!("Always,{platform},{day},{spent},1000,20\n")).collect::<String>()
    };
    let spent = BY_PLATFORM.to_owned() + &rows("facebook", "60.00") + &rows("instagram", "180.00");
    let orders = payments(&[daily(&month, 3, "facebook"), daily(&month, 3, "instagram")].concat());
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", spent.as_str())];
    let text = page(&(sources(&["pay.csv", "ads.csv"]) + "margin: 50 %\n"), &exports, "audience.html");
    assert!(
        text.contains(
            "New customers are surest to cost little through Facebook, and more there than they earn: €20.00 each"
        ),
        "{text}"
    );
    assert!(!text.contains("surest to be cheap"), "{text}");
}
