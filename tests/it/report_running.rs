//! The KPI report of a period whose last days are told later by some sources than by others, and of ads that began or ended: what
//! is compared, on which days, and what the author can write. All figures are worked out by hand.

use serde_json::Value;

use crate::report_figures::{page, sources, whole};
use crate::report_part::{META, PLAIN, ads, figure, next, quarter, said, sold};
use crate::report_periods::{days, explored};

fn months() -> [Vec<String>; 2] {
    [days("2026-08", 1..=31), days("2026-09", 1..=30)]
}

/// A month that runs until the 15th and before, ads until three days before, visits until two: of each the same days of both
/// months are compared, and sales until today.
#[test]
fn a_month_that_runs_is_compared_every_day() {
    let october = days("2026-10", 1..=31);
    let seen = |month: &str, last: u32| explored(month, 1..=last, "", &[""]);
    let before = seen("202610", 31);
    let yaml = sources(&["pay.csv", "ads.csv", "a.csv", "b.csv"]).replace("[2026-09]", "[2026-11]");
    for last in [4, 5, 10, 15] {
        let orders = sold(&[october.clone(), days("2026-11", 1..=last)].concat(), &["instagram"]);
        let spent = ads("instagram", &[october.clone(), days("2026-11", 1..=last - 3)].concat());
        let visits = seen("202611", last - 2);
        let exports =
            [("pay.csv", orders.as_str()), ("ads.csv", &spent), ("a.csv", before.as_str()), ("b.csv", &visits)];
        let report = whole(&yaml, &exports, "2026-11");
        let both = |part: &str, name: &str| {
            let (now, before) = figure(&report, part, name);
            assert_eq!(now, before, "{last}: {part} {name}");
            now.as_f64().unwrap_or_else(|| panic!("{last}: no {name}"))
        };
        assert_eq!(both("total", "spend"), f64::from(last - 3) * 10.0);
        assert_eq!((both("total", "blended_roas"), both("instagram", "roas")), (2.0, 2.0));
        assert_eq!(both("total", "sessions"), f64::from(last - 2) * 10.0);
        assert_eq!(both("total", "sales"), f64::from(last) * 20.0);
        assert_eq!(next(&report, "instagram")["orders"], last - 3);
        assert_eq!(report["metrics"]["total"]["roas"]["days"][0]["to"], format!("2026-11-{:02}", last - 3));
        let text = page(&yaml, &exports, "index.html");
        for said in [format!("until November {}, 2026", last - 3), format!("Ads until November {}, 2026", last - 3)] {
            assert!(text.contains(&said), "{said}: {text}");
        }
        assert!(text.contains(&format!("Sessions until November {}, 2026", last - 2)), "{text}");
    }
}

/// Two weeks that ended the day before yesterday, and ads until two days before that.
#[test]
fn days_that_have_just_ended_are_compared_as_far_as_ads_are_known() {
    let all = [days("2026-10", 1..=31), days("2026-11", 1..=21)].concat();
    let (orders, spent) = (sold(&all, &["instagram"]), ads("instagram", &all[..all.len() - 2]));
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", spent.as_str())];
    let report = whole(&sources(&["pay.csv", "ads.csv"]), &exports, "2026-11-08..2026-11-21");
    assert_eq!(figure(&report, "total", "spend"), (&120.0.into(), &120.0.into()));
    assert_eq!(figure(&report, "total", "sales"), (&280.0.into(), &280.0.into()));
    // Of a period that ended long ago nobody waits for ads.
    let report = whole(&sources(&["pay.csv", "ads.csv"]), &exports, "2026-10");
    assert_eq!(figure(&report, "total", "spend").0.as_f64(), Some(310.0));
}

/// The first days of a month, of which no ads are known yet: nobody says that nothing was spent.
#[test]
fn spend_that_is_not_known_yet_is_not_none() {
    let october = days("2026-10", 1..=31);
    let orders = sold(&[october.clone(), days("2026-11", 1..=2)].concat(), &["instagram"]);
    let spent = ads("instagram", &october);
    let yaml = sources(&["pay.csv", "ads.csv"]).replace("[2026-09]", "[2026-11]");
    let text = page(&yaml, &[("pay.csv", &orders), ("ads.csv", &spent)], "index.html");
    assert!(text.contains("What was spent in these days is not known.") && !text.contains("No spend."), "{text}");
}

/// Facebook's ads run all along, those on Instagram since September or until August: sales without ads do not forbid to compare,
/// as many as with them do; then both pages say what to write, and that helps.
#[test]
fn ads_that_began_are_compared_unless_as_much_was_sold_before() {
    let [august, september] = months();
    let some = |days: &[String]| days.iter().step_by(3).cloned().collect::<Vec<_>>();
    let facebook = ads("facebook", &[august.clone(), september.clone()].concat());
    let of = |sold_on: Vec<String>, ads_on: &[String], more: &str| {
        let orders = sold(&sold_on, &["instagram"]);
        let spent = ads("instagram", ads_on);
        let yaml = sources(&["pay.csv", "a.csv", "b.csv"]).replace("file: b.csv", &format!("file: b.csv{more}"));
        let exports = [("pay.csv", orders.as_str()), ("a.csv", facebook.as_str()), ("b.csv", spent.as_str())];
        let pages = ["index.html", "quality.html"].map(|name| page(&yaml, &exports, name));
        (figure(&whole(&yaml, &exports, "2026-09"), "total", "spend").1.clone(), pages)
    };
    let began = |sold_on: Vec<String>, more: &str| of(sold_on, &september, more);
    let (before, pages) = began([some(&august), september.clone()].concat(), "");
    assert_eq!(before, 310.0);
    assert!(pages.iter().all(|text| !text.contains("If no ads ran")));
    let all = [august.clone(), september.clone()].concat();
    let (before, pages) = began(all.clone(), "");
    assert_eq!(before, Value::Null);
    let remedy = "If no ads ran on Instagram before September 1, 2026, write <code>from: 2026-08-01</code> and <code>to: 2026-09-30</code> below b.csv";
    for text in pages {
        assert!(text.contains(remedy), "{text}");
    }
    assert_eq!(began(all.clone(), ", from: 2026-08-01, to: 2026-09-30").0, 310.0);

    let ended = |sold_on: Vec<String>, more: &str| of(sold_on, &august, more);
    assert_eq!(ended([august.clone(), some(&september)].concat(), "").0, 620.0);
    let (before, pages) = ended(all.clone(), "");
    assert_eq!(before, Value::Null);
    let remedy = "If no ads ran on Instagram after August 31, 2026, write <code>from: 2026-08-01</code> and <code>to: 2026-09-30</code> below b.csv";
    for text in pages {
        assert!(text.contains(remedy), "{text}");
    }
    assert_eq!(ended(all, ", from: 2026-08-01, to: 2026-09-30").0, 620.0);
}

/// Posts bring orders without ads, whose links say so; and a file that tells of one network tells that the other had no ads.
#[test]
fn orders_of_posts_are_none_that_ads_brought() {
    let [august, september] = months();
    let header = "id,Created date (UTC),Amount,Amount Refunded,Currency,Status,Customer Email,utm_source (metadata),utm_medium (metadata)\n";
    let row = |(n, day): (usize, &String)| {
        let medium = if day < &september[0] { "organic_social" } else { "paid_social" };
        format!("py_{n},{day} 10:00:00,20.00,0.00,eur,Paid,a@x.example,instagram,{medium}\n")
    };
    let all = [august.clone(), september.clone()].concat();
    let posts = header.to_owned() + &all.iter().enumerate().map(row).collect::<String>();
    let (facebook, instagram) = (ads("facebook", &all), ads("instagram", &september));
    let exports = [("pay.csv", posts.as_str()), ("a.csv", facebook.as_str()), ("b.csv", instagram.as_str())];
    let report = whole(&sources(&["pay.csv", "a.csv", "b.csv"]), &exports, "2026-09");
    assert_eq!(figure(&report, "total", "spend"), (&600.0.into(), &310.0.into()), "{report}");
    let one = facebook + instagram.strip_prefix(META).unwrap();
    let orders = sold(&all, &["instagram"]);
    let report = whole(&sources(&["pay.csv", "a.csv"]), &[("pay.csv", &orders), ("a.csv", &one)], "2026-09");
    assert_eq!(figure(&report, "total", "spend"), (&600.0.into(), &310.0.into()), "{report}");
}

/// August's ads are missing, and none say on which network they ran: of the sum of both it is known all the same.
#[test]
fn a_month_that_is_missing_of_ads_without_platform_is_told() {
    let plain = |days: &[String]| {
        PLAIN.to_owned() + &days.iter().map(|day| format!("Spring,{day},20.00,1000,20\n")).collect::<String>()
    };
    let (july, september) = (plain(&days("2026-07", 1..=31)), plain(&days("2026-09", 1..=30)));
    let orders = sold(&quarter(), &["facebook", "instagram"]);
    let exports = [("pay.csv", orders.as_str()), ("a.csv", july.as_str()), ("b.csv", september.as_str())];
    let of = |period: &str| sources(&["pay.csv", "a.csv", "b.csv"]).replace("2026-09", period);
    let gap = "no export tells what was spent on Facebook or Instagram from 2026-08-01 to 2026-08-31";
    let text = said(&of("2026-Q3"), &exports);
    assert!(text.contains(gap) && text.contains("returns of 2026-Q3 are told too high"), "{text}");
    let text = page(&of("2026-Q3"), &exports, "index.html");
    assert!(text.contains("Ad spend on Facebook / Instagram is known for Jul 1, 2026 – Jul 31, 2026, Sep 1"), "{text}");
    // Of August itself nothing is told that could be too high.
    let text = said(&of("2026-08"), &exports);
    assert!(text.contains(gap) && text.contains("returns of 2026-08 are not told"), "{text}");
}

/// The figures for programs say which days they are of, and where everybody counts as new.
#[test]
fn figures_for_programs_say_of_which_days_they_are() {
    let all = quarter();
    let (orders, spent) = (sold(&all, &["instagram"]), ads("instagram", &all[31..]));
    let report = whole(&sources(&["pay.csv", "ads.csv"]), &[("pay.csv", &orders), ("ads.csv", &spent)], "2026-Q3");
    let known = serde_json::json!([{"from": "2026-08-01", "to": "2026-09-30"}]);
    for name in ["blended_roas", "roas", "cac"] {
        assert_eq!(report["metrics"]["total"][name]["days"], known, "{name}: {report}");
    }
    assert_eq!(report["metrics"]["total"]["new_customers"]["everybody_new"], true);
    assert!(report["metrics"]["total"]["sales"]["days"].is_null());
    let text =
        page(&sources(&["pay.csv"]).replace("2026-09", "2026-Q3"), &[("pay.csv", orders.as_str())], "quality.html");
    assert!(text.contains("If nothing was sold before July 1, 2026, write <code>from: 2026-04-01</code>"), "{text}");
}

/// Half of November has passed, and of its orders; a return does not grow with the days.
#[test]
fn a_target_of_a_ratio_is_not_due_by_the_day() {
    let half = days("2026-11", 1..=15);
    let (orders, spent) = (sold(&half, &["instagram"]), ads("instagram", &half));
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", spent.as_str())];
    let target = |metric: &str, value: &str| format!("  - {{metric: {metric}, value: {value}, period: 2026-11}}\n");
    let yaml = sources(&["pay.csv", "ads.csv"]).replace("[2026-09]", "[2026-11]");
    let text = page(
        &format!("{yaml}targets:\n{}{}", target("orders", "60"), target("blended_roas", "4")),
        &exports,
        "index.html",
    );
    assert!(text.contains("50% of 30, the target so far"), "{text}");
    assert!(text.contains("50% of the target 4.00×"), "{text}");
}
