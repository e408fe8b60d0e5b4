//! The KPI report where orders come without ads as well as with them: on which days ads ran, which orders bear their tags, and what
//! neither tells. All figures are worked out by hand.

use crate::report::HEAD;
use crate::report_figures::{page, sources, whole};
use crate::report_part::{META, next, said};
use crate::report_periods::days;
use crate::report_untagged::{TWO, daily, payments, september};

const CAMPAIGN: &str = "- {code: always, name: Always, networks: [facebook], medium: paid_social, objective: sales, format: video, \
                        start: 2026-01-01, landing_page: /, names: [Always]}\n";

/// What some days of a campaign cost on Facebook.
fn spent(days: &[String], each: &str) -> String {
    META.to_owned() + &days.iter().map(|day| format!("Always,facebook,{day},{each},1000,20\n")).collect::<String>()
}

/// August to October.
fn quarter() -> Vec<String> {
    [days("2026-08", 1..=31), september(), days("2026-10", 1..=31)].concat()
}

fn yaml() -> String {
    format!("{HEAD}{TWO}")
}

/// By hand: on the four Fridays and four Saturdays of September, as on all its days, an order of €20 came. 22 of 30 days are without
/// ads, and at their pace all eight would have come: nothing is sure of the 7.50× that 30 orders are of €80.
#[test]
fn boosts_of_every_week_have_not_brought_the_orders_of_other_days() {
    let all = quarter();
    // The first Friday of August is the 7th.
    let weekend = |(n, day): (usize, &String)| matches!(n % 7, 6 | 0).then(|| day.clone());
    let boosts: Vec<String> = all.iter().enumerate().filter_map(weekend).collect();
    let fridays: Vec<String> = all.iter().skip(6).step_by(7).cloned().collect();
    let tenth: Vec<String> = all.iter().filter(|day| day.ends_with("-03") || day.ends_with("3")).cloned().collect();
    let spread = |ads: &[String], more: usize| {
        let rows = [daily(&all, 1, ("facebook", "", "")), daily(ads, more, ("facebook", "", ""))].concat();
        let (orders, ads) = (payments(&rows), spent(ads, "10.00"));
        let exports = [("pay.csv", orders.as_str()), ("ads.csv", ads.as_str())];
        let text = page(&yaml(), &exports, "networks/facebook.html");
        (next(&whole(&yaml(), &exports, "2026-09"), "facebook"), text)
    };
    let (row, text) = spread(&boosts, 0);
    assert_eq!((row["roas"].as_f64(), row["low"].as_f64()), (Some(7.5), Some(0.0)), "{row}");
    assert_eq!(row["verdict"], "not sure yet", "{row}");
    assert!(text.contains("22 orders through Facebook on 22 days without ads; at that pace, 8 of 8"), "{text}");
    for ads in [&fridays, &tenth] {
        assert_eq!(spread(ads, 0).0["verdict"], "not sure yet");
        // Where ten more come on each of them, that is what they brought.
        assert_eq!(spread(ads, 10).0["verdict"], "pays for itself");
    }
    // Of ads on every weekday the two days between tell no pace.
    let weekdays: Vec<String> = all.iter().filter(|day| !boosts.contains(day)).cloned().collect();
    assert_eq!(spread(&weekdays, 0).0["low"].as_f64().map(|low| low > 1.0), Some(true));
}

/// The first three days with ads that a shop ever had: an order came on each of them, as on all other days. Nothing tells of these but
/// that no ads are told; by the three days alone they return 20.00×.
#[test]
fn a_first_boost_has_not_brought_the_orders_of_other_days() {
    let all = quarter();
    let ads = days("2026-09", 10..=12);
    let of = |more: usize| {
        let rows = [daily(&all, 1, ("facebook", "", "")), daily(&ads, more, ("facebook", "", ""))].concat();
        let (orders, ads) = (payments(&rows), spent(&ads, "10.00"));
        let exports = [("pay.csv", orders.as_str()), ("ads.csv", ads.as_str())];
        let text = page(&yaml(), &exports, "networks/facebook.html");
        (next(&whole(&yaml(), &exports, "2026-09"), "facebook"), text)
    };
    let (row, text) = of(0);
    assert_eq!((row["roas"].as_f64(), row["low"].as_f64()), (Some(20.0), Some(0.0)), "{row}");
    assert!(
        text.contains("20 orders through Facebook on 20 days for which no ads are told; at that pace, 10 of 10"),
        "{text}"
    );
    let (row, _) = of(20);
    assert_eq!(row["verdict"], "pays for itself", "{row}");
}

/// Ads of a week a month, and orders that bear their tags: 14 in that week, ten in the two weeks after. They came by those links:
/// 24 orders of €20 are 6.86× of €70, and without chance 6.86 / e^(1.96/√24) = 4.60 at least.
#[test]
fn orders_with_the_tags_of_ads_are_theirs_on_whatever_day() {
    let weeks = ["2026-08", "2026-09", "2026-10"].map(|month| days(month, 8..=14)).concat();
    let (week, later, all) = (days("2026-09", 8..=14), days("2026-09", 16..=25), quarter());
    let ads = spent(&weeks, "10.00");
    for tags in [("facebook", "paid_social", ""), ("facebook", "", "always")] {
        let rows = [daily(&week, 2, tags), daily(&later, 1, tags), daily(&all, 1, ("google", "organic", ""))];
        let orders = payments(&rows.concat());
        let exports = [("pay.csv", orders.as_str()), ("ads.csv", ads.as_str())];
        let site = of_campaign(&yaml(), &exports);
        let row = next(&site, "facebook");
        assert_eq!((row["low"].as_f64(), &row["verdict"]), (Some(4.6), &"pays for itself".into()), "{tags:?}: {row}");
    }
}

fn of_campaign(yaml: &str, exports: &[(&str, &str)]) -> serde_json::Value {
    let exports = [exports, &[("../campaigns.yaml", CAMPAIGN)]].concat();
    whole(yaml, &exports, "2026-09")
}

/// A third of all orders bears the campaign of Facebook's ads, without a medium or with that of posts, and Meta claims 150: the links
/// are tagged. What says that nothing was paid may be of posts, and the merchant is told which word it is.
#[test]
fn orders_of_a_campaign_of_ads_prove_that_its_links_are_tagged() {
    let month = september();
    let ads = META.replace("Link clicks", "Link clicks,Purchases")
        + &month.iter().map(|day| format!("Always,facebook,{day},10.00,1000,20,5\n")).collect::<String>();
    for (medium, verdict) in [("", "pays for itself"), ("social", "not sure yet")] {
        let rows = [
            daily(&month, 2, ("facebook", medium, "always")),
            daily(&month, 2, ("google", "cpc", "")),
            daily(&month[..5], 1, ("", "", "")),
        ];
        let orders = payments(&rows.concat());
        let exports = [("pay.csv", orders.as_str()), ("ads.csv", ads.as_str())];
        let row = next(&of_campaign(&yaml(), &exports), "facebook");
        assert_eq!((row["roas"].as_f64(), &row["verdict"]), (Some(4.0), &verdict.into()), "{medium}: {row}");
        let warned = said(&yaml(), &[&exports[..], &[("../campaigns.yaml", CAMPAIGN)]].concat());
        assert_eq!(warned.contains("warning[unpaid-ads]: 60 orders"), medium == "social", "{warned}");
        assert_eq!(warned.contains("`utm_medium=paid_social`"), medium == "social", "{warned}");
    }
}

/// As many orders as ever name Facebook, 30 a month, and one names nothing; but its ads manager claims six times as many as before, for
/// it has begun to count whoever saw an ad: no link has lost its tags.
#[test]
fn an_account_that_counts_more_has_not_lost_its_tags() {
    let before = [days("2026-07", 1..=31), days("2026-08", 1..=31)].concat();
    let month = september();
    let claimed = |days: &[String], each: u32| -> String {
        days.iter().map(|day| format!("Always,facebook,{day},5.00,1000,20,{each}\n")).collect()
    };
    let ads = META.replace("Link clicks", "Link clicks,Purchases") + &claimed(&before, 1) + &claimed(&month, 6);
    let named = ("facebook", "paid_social", "");
    let rows = [daily(&before, 1, named), daily(&month, 1, named), daily(&month[..1], 1, ("", "", ""))].concat();
    let orders = payments(&rows);
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", ads.as_str())];
    let text = page(&yaml(), &exports, "networks/facebook.html");
    assert!(!text.contains("Hardly an order names"), "{text}");
    assert_eq!(next(&whole(&yaml(), &exports, "2026-09"), "facebook")["roas"].as_f64(), Some(4.0));
}

/// WooCommerce's "Referral: m.facebook.com" is a link without tags: nobody tagged it as unpaid.
#[test]
fn a_link_without_tags_is_not_tagged_as_unpaid() {
    let head = "Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),Net Sales,Attribution\n";
    let row = |(n, day): (usize, &String)| {
        format!("{day} 10:00:00,{n},€20.00,completed,,new,1× Mug,1,,20.00,Referral: m.facebook.com\n")
    };
    let orders = head.to_owned() + &september().iter().enumerate().map(row).collect::<String>();
    let ads = spent(&september(), "10.00");
    let yaml = sources(&["pay.csv", "ads.csv"])
        .replace("file: pay.csv", "file: pay.csv, currency: EUR, time_zone: Europe/Paris")
        + "margin: 50 %\n";
    let text = page(&yaml, &[("pay.csv", &orders), ("ads.csv", &ads)], "networks/facebook.html");
    assert!(text.contains("30 orders through Facebook, 30 of them by links without tags"), "{text}");
    assert!(!text.contains("tagged as unpaid"), "{text}");
}

/// Twelve of Facebook's orders keep their tags, and Meta claims 180; a hundred orders name nothing. Three times as large a part of these
/// as of the others would be 1.82×, and €20 of each of them 0.35× + 1.67×, which pays from 2.00× on: nothing is lost for certain.
#[test]
fn what_is_claimed_many_times_over_may_be_among_the_nameless() {
    let month = september();
    let ads = META.replace("Link clicks", "Link clicks,Purchases")
        + &month.iter().map(|day| format!("Always,facebook,{day},40.00,1000,20,6\n")).collect::<String>();
    let of = |nameless: usize| {
        let rows = [
            daily(&month[..12], 1, ("facebook", "paid_social", "")),
            daily(&month, 2, ("google", "cpc", "")),
            daily(&month, 3, ("", "", "")),
            daily(&month[..10], 1, ("", "", "")),
        ];
        let orders = payments(&rows[..nameless].concat());
        next(&whole(&yaml(), &[("pay.csv", &orders), ("ads.csv", &ads)], "2026-09"), "facebook")
    };
    let row = of(4);
    assert_eq!((row["roas"].as_f64(), &row["verdict"]), (Some(0.2), &"not sure yet".into()), "{row}");
    // Where none is nameless, there is nothing that could be theirs.
    assert_eq!(of(2)["verdict"], "costs more than it earns");
}
