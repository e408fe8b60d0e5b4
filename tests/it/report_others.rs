//! The KPI report where others than ads brought orders: people who are paid to show something, a code, a free listing, a source that
//! nobody knows; and what those cost. All figures are worked out by hand.

use serde_json::Value;

use crate::report::HEAD;
use crate::report_figures::{page, whole};
use crate::report_part::next;
use crate::report_periods::days;
use crate::report_slips::with_campaigns;
use crate::report_untagged::{daily, payments, september};

const CAMPAIGNS: &str = "- {code: ig, name: Always, networks: [instagram], medium: paid_social, objective: sales, format: video, \
                         start: 2026-01-01, landing_page: /, names: [Always]}\n\
                         - {code: lena-26, name: Lena, networks: [instagram], medium: influencer, objective: sales, format: video, \
                         start: 2026-01-01, landing_page: /, discount_code: LENA10}\n";
const YAML: &str = "margin: 60 %\nsources:\n  - {file: orders.csv}\n  - {file: ads.csv}\n";
const COSTS: &str = "costs:\n  - {label: Fee, campaign: lena-26, from: 2026-09-01, to: 2026-09-30, amount: 900}\n";

/// €15 a day.
fn spent() -> String {
    let rows = september().iter().map(|day| format!("Always,instagram,{day},15.00,1000,20\n")).collect::<String>();
    format!("Campaign name,Platform,Day,Amount spent (EUR),Impressions,Link clicks\n{rows}")
}

/// An order of €20 a day by ads, and one by what Lena showed.
fn by_link(medium: &str) -> String {
    let month = september();
    payments(
        &[daily(&month, 1, ("instagram", "paid_social", "ig")), daily(&month, 1, ("instagram", medium, "lena-26"))]
            .concat(),
    )
}

/// The same by her discount code, which no link names.
fn by_code(code: &str) -> String {
    let head = "Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),Net Sales,Attribution\n";
    let row = |(n, day): (usize, &String)| {
        let order = |n: usize, code: &str, from: &str| {
            format!("{day} 10:00:00,{n},€20.00,completed,A B,new,1× Mug,1,{code},20.00,{from}\n")
        };
        order(2 * n, "", "Source: Instagram") + &order(2 * n + 1, code, "")
    };
    head.to_owned() + &september().iter().enumerate().map(row).collect::<String>()
}

fn of(orders: &str, yaml: &str, campaigns: &str, name: &str) -> (Value, String) {
    let yaml = format!("{HEAD}{}{yaml}", YAML.replace("file: orders.csv", "file: orders.csv, currency: EUR"));
    let (report, page, _) = with_campaigns(&[("orders.csv", orders), ("ads.csv", &spent())], (&yaml, campaigns), name);
    (report, page)
}

/// 60 orders for €450 are 2.67×, and 2.07× with chance, of 1.67×; the 30 of ads are 1.33×, and 0.93×.
#[test]
fn the_low_end_leaves_out_orders_of_people_and_codes() {
    for orders in [by_link("influencer"), by_link("affiliate"), by_link(""), by_code("lena10")] {
        let (report, page) = of(&orders, COSTS, CAMPAIGNS, "networks/instagram.html");
        let row = next(&report, "instagram");
        assert_eq!((row["roas"].as_f64(), row["low"].as_f64()), (Some(2.6667), Some(0.93)), "{row}");
        assert_eq!(row["verdict"], "not sure yet", "{row}");
        assert!(
            page.contains("30 of 60 orders through Instagram are of people who are paid to show something"),
            "{page}"
        );
        assert!(page.contains("without them the return is 1.33×."), "{page}");
    }
}

/// What a campaign cost by hand may be what was paid to her, and a code of ads that cost something is one that they show.
#[test]
fn orders_of_what_was_paid_for_are_not_left_out() {
    let kept = "metrics:\n  - {network: instagram, campaign: lena-26, period: 2026-09, spend: 1}\n";
    let of_ads = CAMPAIGNS.replace("names: [Always]", "names: [Always], discount_code: ALWAYS5");
    for (orders, yaml, campaigns) in
        [(by_link("influencer"), kept, CAMPAIGNS), (by_code("ALWAYS5"), "", of_ads.as_str())]
    {
        let (report, page) = of(&orders, yaml, campaigns, "networks/instagram.html");
        let row = next(&report, "instagram");
        assert_eq!(
            (row["verdict"].as_str(), row["low"].as_f64() > Some(2.0)),
            (Some("pays for itself"), true),
            "{row}"
        );
        assert!(!page.contains("who are paid to show something"), "{page}");
    }
}

/// 30 orders for €450 are 1.33×, and 1.91× with chance; a fourth of all orders names no source: €200 more are 2.35×, which is what the
/// margin is asked about.
#[test]
fn the_upper_end_has_room_for_orders_without_a_source() {
    let month = september();
    let rows = [daily(&month, 1, ("instagram", "paid_social", "ig")), daily(&month[..10], 1, ("", "", ""))].concat();
    let (report, page) = of(&payments(&rows), "", CAMPAIGNS, "index.html");
    let row = next(&report, "instagram");
    assert_eq!((row["low"].as_f64(), row["high"].as_f64()), (Some(0.93), Some(2.3544)), "{row}");
    assert_eq!(row["verdict"], "not sure yet", "{row}");
    for text in ["between 0.93× and 2.35×", "leaves room for sales of which no source is known", "1.33× (0.9–2.4)"]
    {
        assert!(page.contains(text), "{text}: {page}");
    }
    // Where all orders name one there is nothing to leave room for.
    let (report, page) = of(&payments(&rows[..30]), "", CAMPAIGNS, "index.html");
    assert_eq!(next(&report, "instagram")["high"].as_f64(), Some(1.91), "{report}");
    assert!(!page.contains("leaves room for sales"), "{page}");
}

/// A margin of 60 % of €1,200 is €720, for €450 and €900.
#[test]
fn what_a_campaign_cost_is_of_its_only_network() {
    let figures =
        |report: &Value| ["costs", "roi"].map(|name| report["metrics"]["networks"]["instagram"][name]["now"].as_f64());
    let (report, page) = of(&by_link("influencer"), COSTS, CAMPAIGNS, "index.html");
    assert_eq!(figures(&report), [Some(900.0), Some(-0.466667)], "{report}");
    assert!(!page.contains("of no single network"), "{page}");
    let two = CAMPAIGNS.replace("Lena, networks: [instagram]", "Lena, networks: [instagram, youtube]");
    let (report, page) = of(&by_link("influencer"), COSTS, &two, "index.html");
    assert_eq!(figures(&report), [None, Some(0.6)], "{report}");
    assert!(page.contains("€900.00 of costs are of no single network"), "{page}");
}

/// The margin of €600 is €360, of €900.
#[test]
fn a_campaign_without_ads_shows_what_it_cost_and_earned() {
    let tile = |label: &str| format!("<h3>{label}</h3>");
    let (_, page) = of(&by_link("influencer"), COSTS, CAMPAIGNS, "campaigns/lena-26.html");
    assert!(page.contains(&(tile("Other costs") + "\n<p class=\"value\">€900.00</p>")), "{page}");
    assert!(page.contains(&(tile("ROI") + "\n<p class=\"value\">−60.0%</p>")), "{page}");
    for label in ["Ad spend", "ROAS", "Clicks", "Sessions"] {
        assert!(!page.contains(&tile(label)), "{label}: {page}");
    }
    let (_, page) = of(&by_link("influencer"), COSTS, CAMPAIGNS, "index.html");
    assert!(page.contains(&tile("Other costs")) && page.contains(&tile("ROI")), "{page}");
    // Whoever recounts a return on all of it finds all of it, once.
    let (report, page) = of(&by_link("influencer"), COSTS, CAMPAIGNS, "networks/instagram.html");
    assert_eq!([tile("Other costs"), tile("ROI")].map(|tile| page.matches(&tile).count()), [1, 1], "{page}");
    let returns = &report["tables"]["overview"]["returns"]["rows"][0];
    assert_eq!(returns["costs"].as_f64(), Some(900.0), "{returns}");
    // Nothing is said of costs where there are none, and ads have all their tiles.
    let (_, page) = of(&by_link("influencer"), "", CAMPAIGNS, "campaigns/ig.html");
    assert!(!page.contains(&tile("Other costs")) && page.contains(&tile("Sessions")), "{page}");
}

/// WooCommerce told who was new until 15 August, Stripe tells customers apart since: all of them count as new in September, and no line
/// in report.yaml helps.
#[test]
fn a_shop_that_moved_waits_until_its_customers_are_known() {
    let head = "Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),Net Sales,Attribution\n";
    let months = [days("2026-01", 1..=31), days("2026-06", 1..=30), days("2026-08", 1..=15)].concat();
    let old = months.iter().enumerate().map(|(n, day)| {
        format!("{day} 10:00:00,{n},€20.00,completed,A B,returning,1× Mug,1,,20.00,Source: Facebook\n")
    });
    let old = head.to_owned() + &old.collect::<String>();
    let since = [days("2026-08", 16..=31), september()].concat();
    let new = payments(&daily(&since, 1, ("facebook", "paid_social", "")));
    let yaml = format!(
        "{HEAD}sources:\n  - {{file: woo.csv, currency: EUR, from: 2025-01-01, to: 2026-08-15}}\n  - {{file: pay.csv}}\n"
    );
    let text = page(&yaml, &[("woo.csv", &old), ("pay.csv", &new)], "quality.html");
    assert!(text.contains("customers from then cannot be recognised in this file"), "{text}");
    assert!(!text.contains("everybody is known who is new"), "{text}");
}

/// Google's ads and free listings bear the same tags: of 30 orders of €20 nobody knows which are of ads for €450. Beside 60 of ads
/// alone, 2.67× and 3.43× with chance, they may all be: 1.33× more, of figures that are rounded.
#[test]
fn listings_may_be_of_ads() {
    let month = september();
    let listed = daily(&month, 1, ("google", "product_sync", "sag_organic"));
    let posts = daily(&month, 1, ("facebook", "social", ""));
    let orders = payments(&[listed.clone(), posts.clone()].concat());
    let spent = month.iter().map(|day| format!("Shopping,{day},EUR,15.00,1000,20\n")).collect::<String>();
    let ads = format!("Campaign,Day,Currency code,Cost,Impr.,Clicks\n{spent}");
    let yaml = format!("{HEAD}{YAML}");
    let exports = [("orders.csv", orders.as_str()), ("ads.csv", ads.as_str())];
    let report = whole(&yaml, &exports, "2026-09");
    let google = &report["metrics"]["networks"]["google"];
    assert!(google["roas"]["now"].is_null() && google["roi"]["now"].is_null(), "{google}");
    for name in ["index.html", "networks/google.html"] {
        let text = page(&yaml, &exports, name);
        assert!(text.contains("30 orders by links that ads on Google Ads share with its free listings"), "{text}");
        assert!(text.contains("a final URL suffix like") && !text.contains("weak on Google"), "{text}");
    }
    let own = daily(&month, 2, ("google", "cpc", "shopping"));
    let both = payments(&[listed, posts, own].concat());
    let row = next(&whole(&yaml, &[("orders.csv", both.as_str()), exports[1]], "2026-09"), "google");
    assert_eq!(
        (row["roas"].as_f64(), row["low"].as_f64(), row["high"].as_f64()),
        (Some(2.6667), Some(2.07), Some(4.7633)),
        "{row}"
    );
    // Ten orders that name the ads say something of them: between 0.44× with the chance of ten, and all forty.
    let named = daily(&month[..10], 1, ("google", "cpc", "brand"));
    let some = payments(&[daily(&month, 1, ("google", "product_sync", "sag_organic")), named].concat());
    let row = next(&whole(&yaml, &[("orders.csv", some.as_str()), exports[1]], "2026-09"), "google");
    assert_eq!(row["roas"].as_f64(), Some(0.4444), "{row}");
    let text = page(&yaml, &[("orders.csv", some.as_str()), exports[1]], "networks/google.html");
    assert!(
        text.contains("the upper figure counts all of them, the lower one none") && !text.contains("hardly any"),
        "{text}"
    );
    // However many came by the others.
    let own = daily(&month[..12], 1, ("google", "cpc", "brand"));
    let many = payments(&[daily(&month, 2, ("google", "product_sync", "sag_organic")), own].concat());
    let row = next(&whole(&yaml, &[("orders.csv", many.as_str()), exports[1]], "2026-09"), "google");
    assert_eq!(row["roas"].as_f64(), Some(0.5333), "{row}");
    assert!(row["high"].as_f64() > Some(3.2), "€240 and €1,200 of €450: {row}");
    // Without ads on Google they are of the search engine, as ever.
    let text = page(&format!("{HEAD}sources:\n  - {{file: orders.csv}}\n"), &exports[..1], "index.html");
    assert!(!text.contains("URL suffix"), "{text}");
}

/// Twelve orders of a campaign for a tenth of the spend say nothing of the others': Google has no return, and no sum has its ads
/// with nothing.
#[test]
fn a_small_campaign_is_no_measure_of_what_listings_share() {
    let campaign = |code: &str, name: &str| {
        format!(
            "- {{code: {code}, name: {name}, networks: [google], medium: paid_search, objective: sales, format: search_ad, \
             start: 2026-01-01, landing_page: /}}\n"
        )
    };
    let campaigns = campaign("brand", "Brand") + &campaign("shp", "Shopping");
    let month = september();
    let listed = daily(&month, 2, ("google", "product_sync", "sag_organic"));
    let orders = payments(&[listed, daily(&month[..12], 1, ("google", "cpc", "brand"))].concat());
    let of = |brand: &str, shopping: &str| {
        let day = |day: &String| format!("Brand,{day},EUR,{brand},90,9\nShopping,{day},EUR,{shopping},900,90\n");
        let ads =
            "Campaign,Day,Currency code,Cost,Impr.,Clicks\n".to_owned() + &month.iter().map(day).collect::<String>();
        let exports = [("orders.csv", orders.as_str()), ("ads.csv", ads.as_str())];
        let (report, text, _) = with_campaigns(&exports, (&format!("{HEAD}{YAML}"), &campaigns), "index.html");
        (report["metrics"]["networks"]["google"]["roas"]["now"].as_f64(), text)
    };
    let (roas, text) = of("1.50", "13.50");
    assert!(roas.is_none() && !text.contains("weak on Google"), "{roas:?} {text}");
    let (roas, _) = of("13.50", "1.50");
    assert_eq!(roas, Some(0.5333));
}

/// WooCommerce tells no medium: of 60 orders through Instagram, 2.67× and 2.07× with chance, analytics saw half of the sales come by
/// links that are no ads. 30 of them are 1.33×, and 0.93×.
#[test]
fn posts_of_which_analytics_tells_are_left_out_where_orders_tell_no_medium() {
    let head = "Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),Net Sales,Attribution\n";
    let row = |(n, day): (usize, &String)| {
        let order =
            |n: usize| format!("{day} 10:00:00,{n},€20.00,completed,A B,new,1× Mug,1,,20.00,Source: Instagram\n");
        order(2 * n) + &order(2 * n + 1)
    };
    let orders = head.to_owned() + &september().iter().enumerate().map(row).collect::<String>();
    let seen = |posts: &str| {
        let head = "# ---\n# Free form\n# Account\n# Property\n# ---\n#\n# Free form 1\n\nDate,Session source / medium,Sessions,Purchase revenue\n";
        let of = |day: &String| {
            let day = day.replace('-', "");
            format!("{day},instagram / paid_social,10,20.00\n{day},instagram / {posts},10,20.00\n")
        };
        head.to_owned() + &september().iter().map(of).collect::<String>()
    };
    let yaml = format!(
        "{HEAD}{}  - {{file: g.csv, currency: EUR}}\n",
        YAML.replace("file: orders.csv", "file: orders.csv, currency: EUR")
    );
    let of = |visits: &str| {
        let exports = [("orders.csv", orders.as_str()), ("ads.csv", &spent()), ("g.csv", visits)];
        let row = next(&whole(&yaml, &exports, "2026-09"), "instagram");
        (row["low"].as_f64(), page(&yaml, &exports, "networks/instagram.html"))
    };
    let (low, text) = of(&seen("social"));
    assert_eq!(low, Some(0.93), "{text}");
    assert!(text.contains("Analytics saw 50% of the sales through Instagram come without ads"), "{text}");
    let (low, text) = of(&seen("paid_social"));
    assert_eq!(low, Some(2.07), "{text}");
}

/// An influencer's code names a campaign, and no link does: whether the ads' campaign brought any order is not known.
#[test]
fn a_code_is_no_name_of_ads() {
    let campaigns = |code: &str| CAMPAIGNS.replace("LENA10", code);
    let metrics = |code: &str| {
        let (report, page) = of(&by_code("lena10"), "", &campaigns(code), "campaigns/ig.html");
        (report["metrics"]["campaigns"].clone(), page)
    };
    for code in ["LENA10", "OTHER10"] {
        let (campaigns, page) = metrics(code);
        assert!(campaigns["ig"]["orders"]["now"].is_null() && campaigns["ig"]["roas"]["now"].is_null(), "{campaigns}");
        assert!(page.contains("The orders do not name campaigns."), "{page}");
    }
    assert_eq!(metrics("LENA10").0["lena-26"]["orders"]["now"], 30);
    // Where links name others, this one has sold nothing.
    let orders = payments(&daily(&september(), 1, ("instagram", "paid_social", "lena-26")));
    let (report, _) = of(&orders, "", CAMPAIGNS, "index.html");
    assert_eq!(report["metrics"]["campaigns"]["ig"]["orders"]["now"], 0, "{report}");
}
