//! The KPI report where something is not known: on which network ads ran, which campaign an order followed, of which days visits
//! are told, what an amount is worth. What is not known is not nothing. All figures are worked out by hand.

use serde_json::Value;

use crate::report::{HEAD, minor, shop};
use crate::report_figures::{page, payments, sources, total, whole};
use crate::report_part::next;
use crate::report_periods::{daily, days, explored, traffic};

const META: &str = "Campaign name,Day,Amount spent (EUR),Impressions,Link clicks\n";

/// €10 a day in September.
fn ads(campaign: &str) -> String {
    META.to_owned()
        + &days("2026-09", 1..=30).iter().map(|day| format!("{campaign},{day},10.00,1000,20\n")).collect::<String>()
}

fn of<'a>(report: &'a Value, network: &str, name: &str) -> &'a Value {
    &report["metrics"]["networks"][network][name]["now"]
}

/// Meta's export says nothing of platforms, and orders came through Instagram: no verdict on Facebook, nor on Instagram; what came
/// back on both together is known.
#[test]
fn ads_of_no_platform_are_no_verdict() {
    let orders = daily(&days("2026-09", 1..=30));
    let ads = ads("Spring");
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", ads.as_str())];
    let report = whole(&sources(&["pay.csv", "ads.csv"]), &exports, "2026-09");
    assert_eq!((of(&report, "facebook", "roas"), of(&report, "instagram", "roas")), (&Value::Null, &Value::Null));
    let total = &report["metrics"]["total"];
    assert_eq!((total["roas"]["now"].as_f64(), total["blended_roas"]["now"].as_f64()), (Some(1.0), Some(1.0)));
    let site = shop(&sources(&["pay.csv", "ads.csv"]), &exports.map(|(name, text)| (name, text.as_bytes())));
    let told = crate::report::report(site.path(), &[]).1.ends(0).stderr;
    assert!(told.contains("warning[export-platform]") && told.contains("`network: instagram`"), "{told}");
    // Its author knows.
    let said = format!("{HEAD}sources:\n  - {{file: pay.csv}}\n  - {{file: ads.csv, network: instagram}}\n");
    let report = whole(&said, &exports, "2026-09");
    assert_eq!(
        (of(&report, "instagram", "roas").as_f64(), of(&report, "facebook", "spend")),
        (Some(1.0), &Value::Null)
    );
}

/// Orders that name no campaign do not say that a campaign sold nothing.
#[test]
fn campaigns_that_no_order_can_name_are_not_known() {
    let campaigns = "- code: spring\n  name: Spring\n  networks: [instagram]\n  medium: paid_social\n  objective: sales\n  \
                     format: video\n  start: 2026-09-01\n  end: 2026-09-30\n";
    let ads = ads("spring");
    let of = |source: &str, named: &str| {
        let header = payments(&[]).trim_end().to_owned() + ",utm_campaign (metadata)\n";
        let row = |n: usize, day: &String, named: &str| {
            format!("py_{n},{day} 10:00:00,50.00,0.00,eur,Paid,c{n}@x.example,{source},{named}\n")
        };
        let last = row(99, &"2026-09-30".to_owned(), named);
        let rows = days("2026-09", 1..=30).iter().enumerate().map(|(n, day)| row(n, day, "")).collect::<String>();
        let orders = header + &rows + &last;
        let exports = [("pay.csv", orders.as_str()), ("ads.csv", ads.as_str()), ("../campaigns.yaml", campaigns)];
        let report = whole(&sources(&["pay.csv", "ads.csv"]), &exports, "2026-09");
        report["metrics"]["campaigns"]["spring"].clone()
    };
    let unknown = of("instagram", "");
    assert_eq!((&unknown["sales"]["now"], &unknown["roas"]["now"]), (&Value::Null, &Value::Null), "{unknown}");
    let known = of("instagram", "spring");
    assert_eq!((minor(&known["sales"]["now"]), minor(&known["spend"]["now"])), (5_000, 30_000), "{known}");
}

/// Orders without a source may have come directly: the 30 visits of Direct have not bought nothing.
#[test]
fn nobody_knows_what_direct_visits_bought() {
    let rows: Vec<String> = days("2026-09", 1..=30);
    let both: Vec<(&str, &str, &str, &str)> = rows
        .iter()
        .flat_map(|day| {
            [(day.as_str(), "10.00", "a@x.example", "instagram"), (day.as_str(), "10.00", "b@x.example", "")]
        })
        .collect();
    let orders = payments(&both);
    let visits = traffic("20260901", "20260930", &[("instagram / social", 300), ("(direct) / (none)", 300)]);
    let exports = [("pay.csv", orders.as_str()), ("ga.csv", visits.as_str())];
    let report = whole(&sources(&["pay.csv", "ga.csv"]), &exports, "2026-09");
    assert_eq!(
        (of(&report, "direct", "orders"), of(&report, "direct", "conversion_rate")),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(of(&report, "instagram", "conversion_rate").as_f64(), Some(0.1));
}

/// Visits are known of the first week: the orders of the second are not theirs. Two weeks apart in two files are two weeks.
#[test]
fn days_after_an_export_are_not_silent() {
    let orders = daily(&days("2026-09", 1..=30));
    let week = explored("202609", 1..=7, "", &[""]);
    let later = explored("202609", 14..=20, "", &[""]);
    let exports = [("pay.csv", orders.as_str()), ("a.csv", week.as_str()), ("b.csv", later.as_str())];
    for (names, period) in [
        (&["pay.csv", "a.csv"][..], "2026-09-01..2026-09-14"),
        (&["pay.csv", "a.csv", "b.csv"][..], "2026-09-01..2026-09-20"),
    ] {
        let total = total(&sources(names), &exports, period);
        assert_eq!(total["conversion_rate"]["now"].as_f64(), Some(0.1), "{period}: {total}");
    }
}

/// An exploration of September with visits on nine days knows that there were none on the others.
#[test]
fn an_export_that_names_its_days_knows_them_all() {
    let orders = daily(&days("2026-09", 1..=30));
    let nine = explored("202609", 12..=20, "", &[""]);
    for (head, rate) in [("# Property", 0.1), ("# 20260901-20260930", 0.3333)] {
        let visits = nine.replace("# Property", head);
        let total = total(&sources(&["pay.csv", "a.csv"]), &[("pay.csv", &orders), ("a.csv", &visits)], "2026-09");
        assert_eq!(
            total["conversion_rate"]["now"].as_f64().map(|own| (own * 1e4).round() / 1e4),
            Some(rate),
            "{total}"
        );
    }
}

/// Of two analytics exports of the same month the one that names networks counts, whichever comes first.
#[test]
fn the_export_that_names_networks_counts() {
    let named = traffic("20260901", "20260930", &[("instagram / social", 300)]);
    let silent = traffic("20260901", "20260930", &[("(not set)", 300)]);
    let exports = [("a.csv", silent.as_str()), ("b.csv", named.as_str())];
    let report = whole(&sources(&["a.csv", "b.csv"]), &exports, "2026-09");
    assert_eq!(of(&report, "instagram", "sessions"), 300, "{}", report["metrics"]);
}

/// What was spent in dollars without a rate is missing: no return is told of the rest.
#[test]
fn spend_without_a_rate_is_missing() {
    let orders = daily(&days("2026-09", 1..=30));
    let euros = ads("Spring");
    let dollars = ads("Summer").replace("(EUR)", "(USD)");
    let exports = [("pay.csv", orders.as_str()), ("e.csv", euros.as_str()), ("d.csv", dollars.as_str())];
    let total = total(&sources(&["pay.csv", "e.csv", "d.csv"]), &exports, "2026-09");
    assert_eq!((&total["spend"]["now"], &total["blended_roas"]["now"]), (&Value::Null, &Value::Null), "{total}");
}

/// One order long ago does not say that a network of which figures are kept by hand has sold nothing since; and the reach of a
/// quarter stands beside that of its months.
#[test]
fn what_is_kept_by_hand_is_known_where_it_is_written() {
    let mut rows = vec![("2024-03-10".to_owned(), "whatsapp")];
    rows.extend(days("2026-08", 1..=31).into_iter().chain(days("2026-09", 1..=30)).map(|day| (day, "instagram")));
    let rows: Vec<(&str, &str, &str, &str)> =
        rows.iter().map(|(day, source)| (day.as_str(), "10.00", "a@x.example", *source)).collect();
    let yaml = sources(&["pay.csv"])
        + "metrics:\n  - {network: whatsapp, period: 2026-08, orders: 10, sales: 300.00}\n  \
           - {network: instagram, period: 2026-Q3, reach: 900}\n  - {network: instagram, period: 2026-09, reach: 400}\n";
    let orders = payments(&rows);
    let report = whole(&yaml, &[("pay.csv", &orders)], "2026-09");
    assert_eq!(of(&report, "whatsapp", "sales"), &Value::Null, "{}", report["metrics"]);
    assert_eq!(of(&report, "instagram", "reach"), 400);
    let quarter = whole(&yaml, &[("pay.csv", &orders)], "2026-Q3");
    assert_eq!(of(&quarter, "instagram", "reach"), 900);
}

/// How many follow is known on the last day of a quarter, whatever another file tells of weeks over its edge.
#[test]
fn an_overlap_leaves_followers_alone() {
    let table = |file: &str| {
        format!(
            "  - {{file: {file}, format: table, network: tiktok, table: {{from: From, to: To, measures: {{followers: N}}}}}}\n"
        )
    };
    let exports =
        [("a.csv", "From,To,N\n2026-09-01,2026-09-30,500\n"), ("b.csv", "From,To,N\n2026-07-01,2026-09-30,510\n")];
    let yaml = format!("{HEAD}sources:\n{}{}", table("a.csv"), table("b.csv"));
    let report = whole(&yaml, &exports, "2026-Q3");
    assert_eq!(of(&report, "tiktok", "followers"), 500, "{}", report["metrics"]);
}

/// Instagram's reach is not that of Instagram and WhatsApp.
#[test]
fn reach_of_one_network_is_not_that_of_all() {
    let yaml = format!(
        "{HEAD}metrics:\n  - {{network: instagram, period: 2026-09, reach: 900}}\n  \
         - {{network: whatsapp, period: 2026-09-01..2026-09-15, reach: 4000}}\n"
    );
    let report = whole(&yaml, &[], "2026-09");
    let all = &report["metrics"]["total"]["reach"]["now"];
    assert_eq!((of(&report, "instagram", "reach"), all), (&900.into(), &Value::Null));
}

/// A campaign that orders name in August, and none in September, has sold nothing in September.
#[test]
fn a_campaign_that_orders_can_name_has_sold_nothing() {
    let campaigns = "- code: spring\n  name: Spring\n  networks: [instagram]\n  medium: paid_social\n  objective: sales\n  \
                     format: video\n  start: 2026-08-01\n  end: 2026-09-30\n";
    let ads = ads("spring");
    let header = payments(&[]).trim_end().to_owned() + ",utm_campaign (metadata)\n";
    let row = |n: usize, day: &str, named: &str| {
        format!("py_{n},{day} 10:00:00,50.00,0.00,eur,Paid,c{n}@x.example,instagram,{named}\n")
    };
    let rows = days("2026-09", 1..=30).iter().enumerate().map(|(n, day)| row(n, day, "")).collect::<String>();
    let orders = header + &row(99, "2026-08-31", "spring") + &rows;
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", ads.as_str()), ("../campaigns.yaml", campaigns)];
    let report = whole(&sources(&["pay.csv", "ads.csv"]), &exports, "2026-09");
    let spring = &report["metrics"]["campaigns"]["spring"];
    assert_eq!((spring["sales"]["now"].as_f64(), spring["roas"]["now"].as_f64()), (Some(0.0), Some(0.0)), "{spring}");
}

/// Nobody is known from before the first month, so that everybody is new in it: that is no measure of the month after, until the
/// orders of a quarter before it are known, or nearly.
#[test]
fn who_is_new_is_not_compared_with_the_first_month() {
    let two = [days("2026-08", 1..=31), days("2026-09", 1..=30)].concat();
    let of = |days: &[String]| {
        let customers = total(&sources(&["pay.csv"]), &[("pay.csv", &daily(days))], "2026-09");
        (customers["new_customers"]["now"].clone(), customers["new_customers"]["before"].clone())
    };
    assert_eq!(of(&two), (30.into(), Value::Null));
    assert_eq!(
        of(&[days("2026-07", 20..=31), two.clone()].concat()),
        (30.into(), Value::Null),
        "of twelve days before"
    );
    assert_eq!(of(&[days("2026-07", 1..=31), two.clone()].concat()), (30.into(), Value::Null), "of a month before");
    let three = [days("2026-05", 8..=31), days("2026-06", 1..=30), days("2026-07", 1..=31)].concat();
    assert_eq!(of(&[three, two].concat()), (30.into(), 31.into()));
}

/// Those whose orders are in a currency without a rate are new customers too.
#[test]
fn customers_of_orders_without_a_rate_are_missing() {
    let orders = daily(&days("2026-09", 1..=30));
    let dollars = orders.replacen(",eur,", ",usd,", 25);
    let spend = ads("Spring");
    let of = |orders: &str| {
        let exports = [("pay.csv", orders), ("ads.csv", spend.as_str())];
        total(&sources(&["pay.csv", "ads.csv"]), &exports, "2026-09")["cac"]["now"].clone()
    };
    assert_eq!((of(&orders).as_f64(), of(&dollars)), (Some(10.0), Value::Null));
}

/// The first figures of a report, as a terminal shows them.
fn tiles(yaml: &str, exports: &[(&str, &str)]) -> String {
    let files: Vec<(&str, &[u8])> = exports.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let site = shop(yaml, &files);
    let arguments = ["report", ".", "--today", "2026-11-23", "--format", "text"];
    let run = crate::shell::Run::from(crate::shell::program(site.path()).args(arguments).output().unwrap()).ends(0);
    run.stdout.split("\nNetworks").next().unwrap().to_owned()
}

/// Nobody tells what came back for ads: what they claim stands in its place, and how orders are added. A shop without ads has no
/// figures of ads, and one whose ads paused has.
#[test]
fn ads_alone_and_orders_alone_have_figures_of_their_own() {
    let head =
        "Campaign name,Platform,Day,Amount spent (EUR),Impressions,Link clicks,Purchases,Purchases conversion value\n";
    let row = |day: &String| format!("Spring,instagram,{day},10.00,1000,20,1,24.00\n");
    let spent = |month: &str| head.to_owned() + &days(month, 1..=30).iter().map(row).collect::<String>();
    let ads = spent("2026-09");
    let alone = tiles(&sources(&["ads.csv"]), &[("ads.csv", &ads)]);
    for line in ["Ad spend", "Impressions", "Clicks", "Claimed orders", "Claimed ROAS"] {
        assert!(alone.contains(&format!("\n{line} ")), "{line} in {alone}");
    }
    assert!(!alone.contains('—'), "{alone}");
    let index = page(&sources(&["ads.csv"]), &[("ads.csv", &ads)], "index.html");
    assert!(
        index.contains("Orders are not known: with an export of the shop’s orders below <code>sources:</code>"),
        "{index}"
    );
    // Nothing is said of orders of the shop, and no page is of them.
    for absent in
        ["shop’s own exports", "by the shop’s orders", "id=\"returns\"", "Sessions", "products.html", "audience.html"]
    {
        assert!(!index.contains(absent), "{absent} in {index}");
    }
    let way = &index[index.find("id=\"funnel-data\"").or_else(|| index.find("id=\"funnel\"")).unwrap()..];
    assert!(way.contains("Claimed orders") && index.contains("Return on ad spend, by the networks’ claims"), "{index}");
    let orders = daily(&days("2026-09", 1..=30));
    let alone = tiles(&sources(&["pay.csv"]), &[("pay.csv", &orders)]);
    assert!(alone.contains("\nSales ") && !alone.contains("ROAS") && !alone.contains("Ad spend"), "{alone}");
    // Nobody tells of followers either.
    let audience = page(&sources(&["pay.csv"]), &[("pay.csv", &orders)], "audience.html");
    assert!(audience.contains("<h3>New customers</h3>") && !audience.contains("<h3>Followers</h3>"), "{audience}");
    let earlier = spent("2026-06");
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", earlier.as_str())];
    assert!(tiles(&sources(&["pay.csv", "ads.csv"]), &exports).contains("Blended ROAS"));
}

/// Orders of €20, each with its day, source and currency.
fn sold(rows: &[(&String, &str, &str)]) -> String {
    let all: Vec<_> = rows.iter().map(|(day, source, _)| (day.as_str(), "20.00", "", *source)).collect();
    let text = payments(&all);
    let (head, lines) = text.split_once('\n').unwrap();
    let of =
        |(line, (.., currency)): (&str, &(&String, &str, &str))| line.replace(",eur,", &format!(",{currency},")) + "\n";
    format!("{head}\n{}", lines.lines().zip(rows).map(of).collect::<String>())
}

/// €10 a day on each of these networks, which claim so many orders a day.
fn spent(platforms: &[&str], claimed: &str) -> String {
    let row = |day: &String, own| format!("Spring,{own},{day},10.00,1000,20,{claimed}\n");
    let month = days("2026-09", 1..=30);
    let rows = platforms.iter().map(|own| month.iter().map(|day| row(day, own)).collect::<String>());
    "Campaign name,Platform,Day,Amount spent (EUR),Impressions,Link clicks,Purchases\n".to_owned()
        + &rows.collect::<String>()
}

/// An order of €20 a day through Facebook, and five in dollars that name nothing: none through Instagram is told, which may be for
/// those. With a rate they are orders without a source, and Instagram has none.
#[test]
fn orders_without_a_rate_may_be_of_any_ads() {
    let month = days("2026-09", 1..=30);
    let named = month.iter().map(|day| (day, "facebook", "eur"));
    let dollars = sold(&named.chain(month[..5].iter().map(|day| (day, "", "usd"))).collect::<Vec<_>>());
    let ads = spent(&["facebook", "instagram"], "");
    let visits = traffic("20260901", "20260930", &[("instagram / paid_social", 300), ("facebook / paid_social", 300)]);
    let exports = [("pay.csv", dollars.as_str()), ("ads.csv", ads.as_str()), ("ga.csv", visits.as_str())];
    let made = |more: &str| {
        whole(&(sources(&["pay.csv", "ads.csv", "ga.csv"]) + "margin: 50 %\n" + more), &exports, "2026-09")
    };
    let report = made("");
    for name in ["sales", "orders", "conversion_rate", "new_customers", "refunds", "roas"] {
        assert_eq!(of(&report, "instagram", name), &Value::Null, "{name}: {report}");
        assert_eq!(report["metrics"]["total"][name]["now"], Value::Null, "{name}: {report}");
    }
    assert_eq!(of(&report, "facebook", "roas").as_f64(), Some(2.0), "{report}");
    let row = next(&report, "facebook");
    assert_eq!((row["low"].as_f64(), &row["high"]), (Some(1.4), &Value::Null), "nobody knows how much more: {report}");
    assert_eq!(row["verdict"], "not sure yet", "{report}");
    let text = page(&(sources(&["pay.csv", "ads.csv", "ga.csv"]) + "margin: 50 %\n"), &exports, "index.html");
    assert!(text.contains("Amounts in a currency without an exchange rate are missing."), "{text}");
    let known = made("exchange_rates: {USD: 1}\n");
    assert_eq!(of(&known, "instagram", "orders"), 0, "{known}");
    assert_eq!(of(&known, "instagram", "conversion_rate").as_f64(), Some(0.0), "{known}");
    assert_eq!(known["metrics"]["total"]["roas"]["now"].as_f64(), Some(1.0), "{known}");
}

/// 2.00 of €300, of which chance leaves 2.00 / e^(1.96/√30) = 1.40, more than the 1.25 that a margin of 80 % needs, whatever came in
/// dollars without a source: five beside 25 others leave the upper end open, and beside 26 they change little.
#[test]
fn what_is_left_out_opens_the_upper_end_alone() {
    let month = days("2026-09", 1..=30);
    let ads = spent(&["facebook"], "");
    let of = |nameless: usize| {
        let named = month.iter().map(|day| (day, "facebook", "eur"));
        let rows = named.chain(month[..nameless].iter().map(|day| (day, "", "eur")));
        let orders = sold(&rows.chain(month[..5].iter().map(|day| (day, "", "usd"))).collect::<Vec<_>>());
        let exports = [("pay.csv", orders.as_str()), ("ads.csv", ads.as_str())];
        let yaml = sources(&["pay.csv", "ads.csv"]) + "margin: 80 %\n";
        (whole(&yaml, &exports, "2026-09"), page(&yaml, &exports, "networks/facebook.html"))
    };
    let (report, text) = of(25);
    let row = next(&report, "facebook");
    assert_eq!(
        (&row["verdict"], row["low"].as_f64(), &row["high"]),
        (&"pays for itself".into(), Some(1.4), &Value::Null)
    );
    assert!(text.contains("between 1.40× and — in nineteen of twenty cases. Amounts in a currency"), "{text}");
    let (report, text) = of(26);
    let row = next(&report, "facebook");
    assert_eq!((&row["verdict"], row["low"].as_f64()), (&"pays for itself".into(), Some(1.4)));
    assert!(
        row["high"].as_f64() > Some(2.86) && text.contains("pays for itself even at the low end"),
        "{report} {text}"
    );
}

/// One of two orders through Pinterest, on which nothing was spent, is in dollars: none of Instagram's is missing, which has none, nor of all ads. It has
/// no return for it has no spend.
#[test]
fn what_another_network_lacks_is_not_ones_own() {
    let month = days("2026-09", 1..=30);
    let named = month.iter().map(|day| (day, "facebook", "eur"));
    let orders =
        sold(&named.chain([(&month[2], "pinterest", "eur"), (&month[3], "pinterest", "usd")]).collect::<Vec<_>>());
    let ads = spent(&["facebook", "instagram"], "");
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", ads.as_str())];
    let yaml = sources(&["pay.csv", "ads.csv"]) + "margin: 50 %\n";
    let report = whole(&yaml, &exports, "2026-09");
    assert_eq!((of(&report, "instagram", "orders"), of(&report, "instagram", "roas").as_f64()), (&0.into(), Some(0.0)));
    assert_eq!(report["metrics"]["total"]["roas"]["now"].as_f64(), Some(1.0), "{report}");
    for name in ["sales", "blended_roas"] {
        assert_eq!(report["metrics"]["total"][name]["now"], Value::Null, "{name}: {report}");
    }
    let text = page(&yaml, &exports, "index.html");
    let row = &text[text.find("networks/pinterest.html").unwrap()..];
    assert_eq!(
        row[..row.find("</tr>").unwrap()].matches("No spend.").count(),
        2,
        "what was spent, and the return: {text}"
    );
}

/// Instagram claims 30 orders, 30 name no source, and one in dollars names Facebook: it is the tags that Instagram's lack, and there is
/// no line of nothing.
#[test]
fn orders_without_tags_are_no_orders_without_a_rate() {
    let month = days("2026-09", 1..=30);
    let named = month.iter().map(|day| (day, "facebook", "eur"));
    let rows = named.chain(month.iter().map(|day| (day, "", "eur"))).chain([(&month[3], "facebook", "usd")]);
    let orders = sold(&rows.collect::<Vec<_>>());
    let ads = spent(&["instagram"], "1");
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", ads.as_str())];
    let text = page(&sources(&["pay.csv", "ads.csv"]), &exports, "networks/instagram.html");
    assert!(text.contains("Hardly an order names ads on Instagram") && !text.contains("Sales by day"), "{text}");
}
