//! The KPI report where ads do not say on which of two networks they ran: what came back for them on both is known, and told
//! like that of one network. All figures are worked out by hand.

use serde_json::Value;

use crate::report_figures::{page, payments, sources, whole};
use crate::report_part::{PLAIN, next, sold};
use crate::report_periods::days;

const BOTH: &str = "facebook+instagram";

/// €20 a day on Meta's ads.
fn ads() -> String {
    let row = |day: &String| format!("Spring,{day},20.00,1000,20\n");
    PLAIN.to_owned() + &days("2026-09", 1..=30).iter().map(row).collect::<String>()
}

/// 90 orders of €20 through Facebook and Instagram are 3.00× of €600, and in nineteen of twenty cases more than
/// 3.00 / e^(1.96/√90) = 2.44.
#[test]
fn the_return_of_two_networks_together_has_a_range_and_a_verdict() {
    let all = days("2026-09", 1..=30);
    let orders = sold(&all, &["facebook", "instagram", "instagram"]);
    let meta = ads();
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", meta.as_str())];
    let yaml = sources(&["pay.csv", "ads.csv"]) + "margin: 50 %\n";
    let report = whole(&yaml, &exports, "2026-09");
    let row = next(&report, BOTH);
    assert_eq!(
        (row["roas"].as_f64(), row["low"].as_f64(), &row["verdict"]),
        (Some(3.0), Some(2.44), &"pays for itself".into())
    );
    let of = &report["metrics"]["together"][BOTH];
    assert_eq!(
        (of["roas"]["now"].as_f64(), of["roi"]["now"].as_f64(), &of["orders"]["now"]),
        (Some(3.0), Some(0.5), &90.into())
    );
    let returns = &report["tables"]["overview"]["returns"]["rows"];
    assert_eq!(
        (&returns[0]["network"], returns[0]["roas"].as_f64(), &returns[1]),
        (&BOTH.into(), Some(3.0), &Value::Null)
    );
    for name in ["networks/facebook.html", "networks/instagram.html"] {
        let page = page(&yaml, &exports, name);
        assert!(page.contains("pays for itself even at the low end") && page.contains("stands at Facebook"), "{page}");
    }
    // On Instagram nothing may have been spent, or all.
    assert!(!page(&yaml, &exports, "index.html").contains("No spend."), "{report}");
}

/// 600 clicks on both, 30 orders through Facebook and 60 through Instagram: 15 %, and no 5 %. August cost as much. Of 90 customers
/// each cost €600 / 90.
#[test]
fn what_is_known_of_two_networks_together_is_told_wherever_one_is() {
    let all = days("2026-09", 1..=30);
    let august = days("2026-08", 1..=31);
    let both = [august.as_slice(), &all].concat();
    let mails: Vec<String> = (0..3 * both.len()).map(|n| format!("c{n}@x.example")).collect();
    let networks = ["facebook", "instagram", "instagram"];
    let rows = both.iter().flat_map(|day| networks.map(|network| (day, network))).zip(&mails);
    let orders =
        payments(&rows.map(|((day, own), mail)| (day.as_str(), "20.00", mail.as_str(), own)).collect::<Vec<_>>());
    let row = |day: &String| format!("Spring,{day},20.00,1000,20\n");
    let meta = PLAIN.to_owned() + &both.iter().map(row).collect::<String>();
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", meta.as_str())];
    let yaml = sources(&["pay.csv", "ads.csv"]) + "margin: 50 %\n";
    let report = whole(&yaml, &exports, "2026-09");
    let winning = &report["tables"]["audience"]["winning"]["rows"][0];
    assert_eq!((&winning["network"], winning["cac"].as_f64()), (&BOTH.into(), Some(6.67)), "{winning}");
    let spend = &report["metrics"]["networks"]["facebook"]["spend"];
    assert_eq!((spend["now"].as_f64(), spend["before"].as_f64()), (Some(600.0), Some(620.0)), "{spend}");
    for name in ["networks/facebook.html", "networks/instagram.html"] {
        let page = page(&yaml, &exports, name);
        assert!(page.contains("15.0% of Clicks") && !page.contains(">5.00% of Clicks"), "{page}");
        assert!(page.contains("Facebook, Instagram together: their ads do not say"), "{page}");
    }
}

/// Orders name no source; the analytics program saw €30 a day on each of both, 3.00× of what was spent.
#[test]
fn what_analytics_saw_of_two_networks_is_set_against_what_both_cost() {
    let all = days("2026-09", 1..=30);
    let orders = payments(&all.iter().map(|day| (day.as_str(), "20.00", "a@x.example", "")).collect::<Vec<_>>());
    let row = |day: &String, source: &str| format!("{},{source} / paid,10,5,30.00\n", day.replace('-', ""));
    let seen = "# ----------------------------------------\n# Free form\n# Account\n# Property\n\
                # ----------------------------------------\n#\n# Free form 1\n\nDate,Session source / medium,Sessions,\
                Engaged sessions,Purchase revenue\n"
        .to_owned()
        + &all.iter().flat_map(|day| ["facebook", "instagram"].map(|own| row(day, own))).collect::<String>();
    let meta = ads();
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", meta.as_str()), ("g.csv", seen.as_str())];
    let yaml = sources(&["pay.csv", "ads.csv", "g.csv"]).replace("g.csv}", "g.csv, currency: EUR}");
    let report = whole(&yaml, &exports, "2026-09");
    let roas = &report["metrics"]["together"][BOTH]["analytics_roas"]["now"];
    assert_eq!(roas.as_f64(), Some(3.0), "{report}");
    for name in ["index.html", "networks/facebook.html", "networks/instagram.html"] {
        let page = page(&yaml, &exports, name);
        assert!(page.contains("together, as the analytics program saw it: sales are 3.00× the ad spend"), "{page}");
        // What is known of both is not said to be unknown of one.
        assert_eq!(page.matches("id=\"message\"").count(), 1, "{page}");
        assert!(name == "index.html" || !page.contains("Hardly an order names ads on"), "{page}");
    }
}
