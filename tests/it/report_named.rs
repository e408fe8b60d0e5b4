//! The KPI report where others tell of more orders than the shop's own name: ads managers claim, analytics programs see, links lose
//! their source. All figures are worked out by hand.

use serde_json::Value;

use crate::report::HEAD;
use crate::report_figures::{page, sources, whole};
use crate::report_part::{PLAIN, figure, next, sold};
use crate::report_periods::days;
use crate::report_untagged::{TWO, daily, of_campaign, payments, september, verdict};

const CAMPAIGN: &str = "- {code: always, name: Always, networks: [facebook], medium: paid_social, objective: sales, format: video, \
                        start: 2026-01-01, landing_page: /, names: [Always]}\n";

/// €10 a day on a network, which claims so many orders a day.
fn claiming(platform: &str, days: &[String], orders: usize) -> String {
    let head = "Campaign name,Platform,Day,Amount spent (EUR),Impressions,Link clicks,Purchases\n";
    let row = |day: &String| format!("Always,{platform},{day},10.00,1000,20,{orders}\n");
    head.to_owned() + &days.iter().map(row).collect::<String>()
}

/// What an analytics program saw each day: source and medium, visits, sales.
fn seen(days: &[String], rows: &[&str]) -> String {
    let head = "# ----------------------------------------\n# Free form\n# Account\n# Property\n\
                # ----------------------------------------\n#\n# Free form 1\n\nDate,Session source / medium,Sessions,\
                Purchase revenue\n";
    let of = |day: &String| rows.iter().map(|row| format!("{},{row}\n", day.replace('-', ""))).collect::<String>();
    head.to_owned() + &days.iter().map(of).collect::<String>()
}

const SEEN: &str =
    "margin: 50 %\nsources:\n  - {file: pay.csv}\n  - {file: ads.csv}\n  - {file: g.csv, currency: EUR}\n";

/// 30 orders name Instagram's ads, which claim 150: they count people who would have bought anyway, and links are tagged.
#[test]
fn ads_that_claim_much_are_not_untagged() {
    let month = september();
    let orders =
        payments(&[daily(&month, 1, ("instagram", "paid_social", "")), daily(&month, 1, ("", "", ""))].concat());
    let ads = claiming("instagram", &month, 5);
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", ads.as_str())];
    let yaml = format!("{HEAD}{TWO}");
    let text = page(&yaml, &exports, "index.html") + &page(&yaml, &exports, "networks/instagram.html");
    assert!(!text.contains("Hardly an order names"), "{text}");
    // Nor on the first days of a month, of which one order is claimed and none told.
    let yaml = yaml.replace("2026-09", "2026-09-01..2026-09-01");
    let (orders, ads) = (payments(&daily(&month[..1], 3, ("", "", ""))), claiming("instagram", &month[..1], 1));
    let text = page(&yaml, &[("pay.csv", &orders), ("ads.csv", &ads)], "index.html");
    assert!(!text.contains("Hardly an order names"), "{text}");
}

/// Six of twenty orders of a month name Facebook, more than any other network, and Meta claims thirty; a month of three and twenty
/// claimed lies beside one that tells the links are tagged. Where as many as before are claimed and hardly one comes, they lost their
/// tags.
#[test]
fn a_tag_is_a_property_of_links_and_not_of_a_month() {
    let (august, month) = (days("2026-08", 1..=31), september());
    let others = [daily(&month[..8], 1, ("newsletter", "email", "")), daily(&month[..6], 1, ("", "", ""))].concat();
    let facebook = ("facebook", "paid_social", "");
    let ads = |before: usize, now: usize| {
        let spent = claiming("facebook", &august[..before], 1)
            + &claiming("facebook", &month[..now], 1).replacen("Camp", "#", 1);
        spent.lines().filter(|line| !line.starts_with('#')).map(|line| line.to_owned() + "\n").collect::<String>()
    };
    let hardly = |orders: &[(&str, &str, &str, &str)], ads: &str| {
        let orders = payments(orders);
        let exports = [("pay.csv", orders.as_str()), ("ads.csv", ads)];
        let yaml = format!("{HEAD}{TWO}");
        let texts = ["index.html", "networks/facebook.html"].map(|name| page(&yaml, &exports, name));
        texts.map(|text| text.contains("Hardly an order names ads on Facebook"))
    };
    let six = [daily(&month[..6], 1, facebook), others.clone()].concat();
    assert_eq!(hardly(&six, &claiming("facebook", &month, 1)), [false; 2]);
    // The same where orders tell of no medium, as WooCommerce's do.
    let plain: Vec<_> = six.iter().map(|(day, source, ..)| (*day, *source, "", "")).collect();
    assert_eq!(hardly(&plain, &claiming("facebook", &month, 1)), [false; 2]);
    let three = [daily(&august[..10], 1, facebook), daily(&month[..3], 1, facebook), others.clone()].concat();
    assert_eq!(hardly(&three, &ads(31, 20)), [false; 2]);
    // The message says it, where no table does.
    let none = [daily(&august, 1, facebook), others].concat();
    assert_eq!(hardly(&none, &ads(31, 30)), [true; 2]);
}

/// Facebook's posts are linked with its name alone, its ads not at all: they claim 150 orders, and as many name no source. Google's
/// orders tell by which medium they came, and those of the posts do not.
#[test]
fn orders_without_a_medium_are_no_proof_that_ads_are_tagged() {
    let month = september();
    let rows = [
        daily(&month, 1, ("facebook", "", "")),
        daily(&month, 2, ("google", "cpc", "")),
        daily(&month, 5, ("", "", "")),
    ];
    let (orders, ads) = (payments(&rows.concat()), claiming("facebook", &month, 5));
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", ads.as_str())];
    let text = page(&format!("{HEAD}{TWO}"), &exports, "networks/facebook.html");
    assert!(text.contains("Hardly an order names ads on Facebook"), "{text}");
}

/// Posts on Instagram bring three orders a day, ads six in the month, which claim 30; the analytics program saw each of them, to
/// the cent.
#[test]
fn what_analytics_saw_of_posts_is_no_sign_of_ads_without_tags() {
    let month = september();
    let paid: Vec<String> = month.iter().step_by(5).cloned().collect();
    let all = [
        daily(&month, 3, ("instagram", "organic_social", "")),
        daily(&paid, 1, ("instagram", "paid_social", "")),
        daily(&month, 1, ("", "", "")),
    ];
    let orders = payments(&all.concat());
    let ads = claiming("instagram", &month, 1);
    let g = seen(&month, &["instagram / organic_social,40,60.00", "instagram / paid_social,15,4.00"]);
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", ads.as_str()), ("g.csv", g.as_str())];
    let text = page(&format!("{HEAD}{SEEN}"), &exports, "networks/instagram.html");
    assert!(!text.contains("Hardly an order names"), "{text}");
}

/// Where hardly an order names ads, nothing is told of what came back for them: no 0.00×, and no sum in which it is.
#[test]
fn ads_that_no_order_names_have_no_return() {
    let month = september();
    let rows = [daily(&month, 1, ("google", "cpc", "")), daily(&month, 2, ("", "", ""))].concat();
    let (orders, ads) = (payments(&rows), claiming("instagram", &month, 1));
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", ads.as_str())];
    let report = whole(&format!("{HEAD}{TWO}"), &exports, "2026-09");
    for name in ["roas", "roi", "cac", "sales", "orders"] {
        assert!(
            figure(&report, "instagram", name).0.is_null(),
            "{name}: {}",
            report["metrics"]["networks"]["instagram"]
        );
    }
    assert!(figure(&report, "total", "roas").0.is_null(), "{}", report["metrics"]["total"]);
    assert_eq!(figure(&report, "total", "blended_roas").0.as_f64(), Some(6.0));
}

/// Meta does not say where its ads ran. Orders name Google and a newsletter, and no other; the analytics program saw Facebook sell
/// €10 a day, Instagram €20: 3.00× of what both cost.
#[test]
fn what_analytics_saw_counts_where_orders_name_other_networks() {
    let month = september();
    let rows = [
        daily(&month, 1, ("google", "cpc", "")),
        daily(&month, 1, ("newsletter", "email", "")),
        daily(&month, 3, ("", "", "")),
    ];
    let orders = payments(&rows.concat());
    let meta = PLAIN.to_owned() + &month.iter().map(|day| format!("Always,{day},10.00,1000,20\n")).collect::<String>();
    let g = seen(&month, &["facebook / paid_social,8,10.00", "instagram / paid_social,9,20.00"]);
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", meta.as_str()), ("g.csv", g.as_str())];
    let yaml = format!("{HEAD}{SEEN}");
    for name in ["index.html", "networks/facebook.html"] {
        let text = page(&yaml, &exports, name);
        assert!(
            text.contains("together, as the analytics program saw it: sales are 3.00× the ad spend"),
            "{name}: {text}"
        );
        // One section, and not beside another one that nothing is known.
        assert_eq!(text.matches("id=\"message\"").count(), 1, "{name}: {text}");
        assert!(!text.contains("Hardly an order names ads on"), "{name}: {text}");
    }
    let report = whole(&yaml, &exports, "2026-09");
    for name in ["roas", "analytics_roas"] {
        assert!(figure(&report, "facebook", name).0.is_null(), "{name}: {}", report["metrics"]["networks"]["facebook"]);
    }
}

/// Ten orders name the campaign, fifty on its network are of posts, and one of a newsletter bears its name: they are none of its ads.
#[test]
fn orders_of_posts_and_mails_are_not_those_of_a_campaign() {
    let month = september();
    let rows = [
        daily(&month[..10], 1, ("facebook", "paid_social", "always")),
        daily(&month[..25], 2, ("facebook", "organic_social", "")),
        daily(&month[..1], 1, ("newsletter", "email", "always")),
        daily(&month, 1, ("newsletter", "email", "")),
    ];
    let (orders, ads) = (payments(&rows.concat()), claiming("facebook", &month, 1));
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", ads.as_str())];
    let text = of_campaign(&format!("{HEAD}{TWO}"), &exports, CAMPAIGN);
    assert!(!text.contains("without the name of a campaign"), "{text}");
    assert!(text.contains("costs more than it earns"), "{text}");
}

/// Fifty orders through Facebook for €700 are 1.43×, with chance up to 1.88× of 2.00×; 18 of 118 orders name no source, and a
/// part of them may be Facebook's: 2.22×.
#[test]
fn a_few_orders_without_a_source_may_be_of_any_network() {
    let month = september();
    let fifty =
        |network| [daily(&month, 1, (network, "cpc", "")), daily(&month[..20], 1, (network, "cpc", ""))].concat();
    let ads = "Campaign name,Platform,Day,Amount spent (EUR),Impressions,Link clicks\n".to_owned()
        + &month.iter().map(|day| format!("Always,facebook,{day},23.3333,1000,20\n")).collect::<String>();
    let of = |nameless: usize| {
        let rows = [fifty("facebook"), fifty("google"), daily(&month[..nameless], 1, ("", "", ""))];
        let orders = payments(&rows.concat());
        let report = whole(&format!("{HEAD}{TWO}"), &[("pay.csv", &orders), ("ads.csv", &ads)], "2026-09");
        verdict(&report, "overview", "next", "facebook")
    };
    assert_eq!([of(0), of(18)], ["costs more than it earns", "not sure yet"]);
}

/// Three orders of €20 through Facebook for €120; in this shop one of eight is of €400, and the next may be one.
#[test]
fn large_orders_may_be_rare() {
    let month = september();
    let orders =
        payments(&[daily(&month[..3], 1, ("facebook", "paid", "")), daily(&month, 2, ("google", "cpc", ""))].concat());
    let large: String = orders
        .lines()
        .enumerate()
        .map(|(n, line)| if n > 3 && n % 8 == 0 { line.replace(",20.00,", ",400.00,") } else { line.to_owned() } + "\n")
        .collect();
    let ads = "Campaign name,Platform,Day,Amount spent (EUR),Impressions,Link clicks\n".to_owned()
        + &month.iter().map(|day| format!("Always,facebook,{day},4.00,1000,20\n")).collect::<String>();
    let of = |orders: &str| {
        let report = whole(&format!("{HEAD}{TWO}"), &[("pay.csv", orders), ("ads.csv", &ads)], "2026-09");
        verdict(&report, "overview", "next", "facebook")
    };
    assert_eq!([of(&orders), of(&large)], ["costs more than it earns", "not sure yet"]);
}

/// One order after a month with none, for more spend: chance, as one of 30 more than 29 is.
#[test]
fn an_order_more_than_none_is_no_return_of_an_increase() {
    let (august, september) = (days("2026-08", 1..=31), september());
    let ads = PLAIN.to_owned()
        + &august.iter().map(|day| format!("Always,{day},10.00,1000,20\n")).collect::<String>()
        + &september.iter().map(|day| format!("Always,{day},15.00,1000,20\n")).collect::<String>();
    let orders = sold(&september[9..10], &["facebook"]) + &sold(&august, &["newsletter"]).replacen("id,", "#", 1);
    let orders: String =
        orders.lines().filter(|line| !line.starts_with('#')).map(|line| line.to_owned() + "\n").collect();
    let yaml = sources(&["pay.csv", "ads.csv"]).replace("{file: ads.csv}", "{file: ads.csv, network: facebook}");
    let report = whole(&yaml, &[("pay.csv", &orders), ("ads.csv", &ads)], "2026-09");
    assert!(next(&report, "facebook")["added"].is_null(), "{}", next(&report, "facebook"));
}

fn total_of(report: &Value, name: &str) -> Option<f64> {
    figure(report, "total", name).0.as_f64()
}

/// Google's ads are exported from October on, or from October on and before September; orders of its ads come in September too:
/// what all ads cost then is not known.
#[test]
fn ads_whose_export_begins_later_or_lacks_the_month_cost_something() {
    let year: Vec<Vec<String>> =
        ["2026-06", "2026-07", "2026-08", "2026-09", "2026-10"].map(|month| days(month, 1..=30)).into();
    let all = year.concat();
    let orders =
        payments(&[daily(&all, 1, ("facebook", "paid_social", "")), daily(&all, 1, ("google", "cpc", ""))].concat());
    let meta = PLAIN.to_owned() + &all.iter().map(|day| format!("Spring,{day},10.00,1000,20\n")).collect::<String>();
    let google = |days: &[String]| {
        let head = "Campaign,Day,Currency code,Cost,Impr.,Clicks\n";
        head.to_owned() + &days.iter().map(|day| format!("Search,{day},EUR,10.00,1000,20\n")).collect::<String>()
    };
    let (before, after) = (google(&year[..3].concat()), google(&year[4]));
    let exports = [
        ("pay.csv", orders.as_str()),
        ("m.csv", meta.as_str()),
        ("g1.csv", before.as_str()),
        ("g2.csv", after.as_str()),
    ];
    let yaml = |names: &[&str]| {
        let own: String = names.iter().map(|name| format!("  - {{file: {name}}}\n")).collect();
        format!("{HEAD}sources:\n  - {{file: pay.csv}}\n  - {{file: m.csv, network: facebook}}\n{own}")
    };
    for names in [&["g2.csv"][..], &["g1.csv", "g2.csv"], &["g1.csv"]] {
        let report = whole(&yaml(names), &exports, "2026-09");
        for name in ["spend", "blended_roas"] {
            assert_eq!(total_of(&report, name), None, "{names:?} {name}");
        }
    }
    assert_eq!(total_of(&whole(&yaml(&["g2.csv"]), &exports, "2026-10"), "spend"), Some(600.0));
}

/// Until August Meta says on which network ads ran, in September not: what both cost is known all the same.
#[test]
fn ads_told_together_since_are_told() {
    let (before, september) = ([days("2026-07", 1..=31), days("2026-08", 1..=31)].concat(), september());
    let orders = sold(&[before.clone(), september.clone()].concat(), &["facebook", "instagram"]);
    let split: String = ["facebook", "instagram"]
        .map(|platform| before.iter().map(|day| format!("Spring,{platform},{day},10.00,1000,20\n")).collect::<String>())
        .concat();
    let split = format!("Campaign name,Platform,Day,Amount spent (EUR),Impressions,Link clicks\n{split}");
    let joint =
        PLAIN.to_owned() + &september.iter().map(|day| format!("Spring,{day},20.00,1000,20\n")).collect::<String>();
    let exports = [("pay.csv", orders.as_str()), ("a.csv", split.as_str()), ("b.csv", joint.as_str())];
    let yaml = sources(&["pay.csv", "a.csv", "b.csv"]);
    let report = whole(&yaml, &exports, "2026-09");
    assert_eq!((total_of(&report, "spend"), total_of(&report, "blended_roas")), (Some(600.0), Some(2.0)), "{report}");
    let text = page(&yaml, &exports, "index.html");
    assert!(!text.contains("If no ads ran on Instagram"), "{text}");
}
