//! The KPI report where orders do not tell what ads brought, and an analytics program does. All figures are worked out by hand.

use serde_json::Value;

use crate::report::HEAD;
use crate::report_figures::{page, payments, whole};
use crate::report_part::next;
use crate::report_slips::with_campaigns;
use crate::report_untagged::{of_campaign, september, verdict};

const YAML: &str =
    "margin: 50 %\nsources:\n  - {file: pay.csv}\n  - {file: ads.csv}\n  - {file: g.csv, currency: EUR}\n";

/// So many orders of €20 a day, without a source.
fn nameless(times: usize) -> String {
    let month = september();
    let rows: Vec<_> =
        month.iter().flat_map(|day| std::iter::repeat_n((day.as_str(), "20.00", "", ""), times)).collect();
    payments(&rows)
}

/// €10 a day on each of these networks, which claim an order a day.
fn spent(platforms: &[&str]) -> String {
    let head =
        "Campaign name,Platform,Day,Amount spent (EUR),Impressions,Link clicks,Purchases,Purchases conversion value\n";
    let row = |day: &String, platform| format!("Always,{platform},{day},10.00,1000,20,1,20.00\n");
    let month = september();
    let rows = month.iter().flat_map(|day| platforms.iter().map(|own| row(day, own)).collect::<Vec<_>>());
    head.to_owned() + &rows.collect::<String>()
}

/// What an analytics program saw each day: source and medium, visits, sales.
fn seen(rows: &[&str]) -> String {
    let head = "# ----------------------------------------\n# Free form\n# Account\n# Property\n\
                # ----------------------------------------\n#\n# Free form 1\n\nDate,Session source / medium,Sessions,\
                Purchase revenue\n";
    let of = |day: &String| rows.iter().map(|row| format!("{},{row}\n", day.replace('-', ""))).collect::<String>();
    head.to_owned() + &september().iter().map(of).collect::<String>()
}

/// €120 a day, of which ads on Instagram brought €40, and those on Facebook €10.
const ALL: [&str; 4] = [
    "instagram / paid_social,10,40.00",
    "facebook / paid_social,10,10.00",
    "google / organic,20,60.00",
    "(direct) / (none),9,10.00",
];

fn results(orders: &str, ads: &str, visits: &str) -> [String; 2] {
    let exports = [("pay.csv", orders), ("ads.csv", ads), ("g.csv", visits)];
    let report = whole(&format!("{HEAD}{YAML}"), &exports, "2026-09");
    ["instagram", "facebook"].map(|network| verdict(&report, "overview", "next", network))
}

/// Instagram €1,200 of €300, as much as 60 orders: 4.00×, and more than 4.00 / e^(1.96/√60) = 3.11. Facebook €300, as much as 15
/// orders: 1.00×, less than 1.66×, and with its part of what came directly less than 1.81× of 2.00×.
#[test]
fn where_orders_name_nothing_what_analytics_saw_of_ads_is_judged() {
    let (orders, ads, visits) = (nameless(6), spent(&["instagram", "facebook"]), seen(&ALL));
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", ads.as_str()), ("g.csv", visits.as_str())];
    let yaml = format!("{HEAD}{YAML}");
    let report = whole(&yaml, &exports, "2026-09");
    let row = next(&report, "instagram");
    assert_eq!(
        (row["roas"].as_f64(), row["low"].as_f64(), &row["told_by"], &row["orders"]),
        (Some(4.0), Some(3.11), &"as analytics saw it".into(), &Value::Null)
    );
    assert_eq!(results(&orders, &ads, &visits), ["pays for itself", "costs more than it earns"]);
    let overview = page(&yaml, &exports, "index.html");
    let said = "surest on Instagram: 4.00×, from about 60 orders that analytics saw, and more than 3.11×";
    assert!(overview.contains(said) && overview.contains("surest to be weak on Facebook: 1.00×"), "{overview}");
    assert!(overview.contains("Return on ad spend, as analytics saw it"), "{overview}");
    let text = page(&yaml, &exports, "networks/facebook.html");
    assert!(text.contains("Sales are 1.00× the ad spend, from about 15 orders that analytics saw"), "{text}");
    assert!(text.contains("it costs more than it earns even at the high end"), "{text}");
    assert!(text.contains("ROAS in analytics") && text.contains("Sales in analytics"), "{text}");
    assert!(!(overview + &text).contains("Hardly an order names"), "links are tagged");
}

/// The same in the other languages, whose words stand where they should.
#[test]
fn what_analytics_saw_is_said_in_five_languages() {
    let (orders, ads, visits) = (nameless(6), spent(&["instagram", "facebook"]), seen(&ALL));
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", ads.as_str()), ("g.csv", visits.as_str())];
    for (locale, said) in [
        ("de-DE", "aus etwa 15 Bestellungen, die die Webanalyse sah"),
        ("fr-FR", "environ 15 commandes vues par l’outil d’analyse"),
        ("es-ES", "unos 15 pedidos que vio la analítica"),
        ("it-IT", "circa 15 ordini visti dall’analisi"),
    ] {
        let text = page(&format!("{HEAD}locale: {locale}\n{YAML}"), &exports, "networks/facebook.html");
        assert!(text.contains(said), "{locale}: {text}");
    }
}

/// What it saw is twice what the shop kept: taxes, shipping, or each order twice. Half of 3.11× does not pay for itself. Where it saw
/// a third of the sales only, Facebook may have its part of the others.
#[test]
fn an_analytics_program_counts_taxes_and_does_not_see_everybody() {
    let (ads, visits) = (spent(&["instagram", "facebook"]), seen(&ALL));
    assert_eq!(results(&nameless(3), &ads, &visits), ["not sure yet", "costs more than it earns"]);
    assert_eq!(results(&nameless(18), &ads, &visits), ["pays for itself", "not sure yet"]);
}

/// It saw twice what customers paid: the low end is of a half, €40 of €60 a day as ever at the other; and it is told. A fifth more may be tax.
#[test]
fn purchases_that_analytics_counts_twice_are_told() {
    let (ads, visits) = (spent(&["instagram", "facebook"]), seen(&ALL));
    let of = |times: usize| {
        let orders = nameless(times);
        let exports = [("pay.csv", orders.as_str()), ("ads.csv", ads.as_str()), ("g.csv", visits.as_str())];
        let (report, text, said) = with_campaigns(&exports, (&format!("{HEAD}{YAML}"), "[]\n"), "index.html");
        let row = next(&report, "instagram");
        (row["roas"].as_f64().unwrap(), row["low"].as_f64().unwrap(), text, said)
    };
    let (roas, low, text, said) = of(3);
    assert_eq!((roas, low), (4.0, 1.555));
    let told = "analytics tells of €3,600 of sales in 2026-09, and customers paid €1,800 in all";
    assert!(said.contains("warning[export-twice]") && said.contains(told), "{said}");
    assert!(text.contains("it counts purchases twice, or orders are missing here"), "{text}");
    let (_, low, text, said) = of(5);
    assert!(
        (low - 2.59).abs() < 0.01 && !said.contains("export-twice") && !text.contains("counts purchases twice"),
        "{low} {said}"
    );
}

/// WooCommerce tells net sales, €13.60 of orders for which customers paid €20 with tax and delivery: analytics saw no order twice.
#[test]
fn net_sales_are_not_what_customers_paid() {
    let head = "Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),Net Sales,Attribution\n";
    let row = |day: &String, n: usize| {
        format!("{day} 10:00:00,{}{n},€13.60,completed,,new,1× Mug,1,,13.60,Unknown\n", &day[8..])
    };
    let month = september();
    let orders: String = month.iter().flat_map(|day| (0..6).map(move |n| row(day, n))).collect();
    let (net, paid) = (head.to_owned() + &orders, nameless(6).replace(",20.00,", ",13.60,"));
    let (ads, visits) = (spent(&["instagram", "facebook"]), seen(&ALL));
    let of = |orders: &str| {
        let exports = [("pay.csv", orders), ("ads.csv", ads.as_str()), ("g.csv", visits.as_str())];
        let (_, text, said) = with_campaigns(&exports, (&format!("{HEAD}{YAML}"), "[]\n"), "index.html");
        (said.contains("export-twice"), text.contains("customers paid"))
    };
    assert_eq!(of(&net), (false, false));
    assert_eq!(of(&paid), (true, true), "€13.60 of each were all that was paid");
}

/// A table tells net sales of €13.60 an order, 180 of them: €3,600 can be what customers paid, and €7,200 cannot, with tax and delivery that
/// are half as much again. What they are may be told beside.
#[test]
fn net_sales_with_tax_and_delivery_are_what_customers_paid_at_most() {
    let month = september();
    let of = |more: &str, measures: &str, times: u32| {
        let rows = month.iter().flat_map(|day| (0..6).map(move |n| format!("{day},{day}{n},13.60,{more}\n")));
        let orders = "Day,Id,Net,Tax,Delivery\n".to_owned() + &rows.collect::<String>();
        let twice = [("40.00", "80.00"), ("60.00", "120.00"), ("10.00", "20.00")];
        let twice = ALL.map(|row| {
            twice.iter().fold(row.to_owned(), |row, (one, two)| row.replace(&format!(",{one}"), &format!(",{two}")))
        });
        let rows = if times == 1 { ALL.map(str::to_owned) } else { twice };
        let (ads, visits) = (spent(&["instagram", "facebook"]), seen(&rows.each_ref().map(String::as_str)));
        let exports = [("x.csv", orders.as_str()), ("ads.csv", ads.as_str()), ("g.csv", visits.as_str())];
        let table = format!(
            "{{file: x.csv, currency: EUR, table: {{date: Day, order: Id, measures: {{net: Net{measures}}}}}}}"
        );
        let yaml = format!("{HEAD}{}", YAML.replace("{file: pay.csv}", &table));
        let (_, text, said) = with_campaigns(&exports, (&yaml, "[]\n"), "index.html");
        assert_eq!(said.contains("export-twice"), text.contains("counts purchases twice"), "{said} {text}");
        said
    };
    assert!(!of(",", "", 1).contains("export-twice"));
    assert!(of(",", "", 2).contains("of sales in 2026-09, and there are net sales of €2,448 in all"));
    let parts = ", tax: Tax, shipping: Delivery";
    assert!(!of("2.40,4.00", parts, 1).contains("export-twice"));
    assert!(of("2.40,4.00", parts, 2).contains("and customers paid €3,600 in all"));
    assert!(of("0.00,0.00", parts, 1).contains("and customers paid €2,448 in all"));
}

/// All links say Facebook, of ads on Instagram too: what analytics saw of Facebook is of both.
#[test]
fn visits_from_ads_on_two_networks_with_one_name_are_none_of_either() {
    let visits = seen(&["facebook / paid_social,20,50.00", "google / organic,20,60.00", "(direct) / (none),9,10.00"]);
    let (orders, ads) = (nameless(6), spent(&["instagram", "facebook"]));
    assert_eq!(results(&orders, &ads, &visits), ["", ""]);
    // Where nothing was spent on the other one, they are of it.
    assert_eq!(results(&orders, &spent(&["facebook"]), &visits), ["", "pays for itself"]);
}

/// A part of what analytics saw came by links of posts: the low end is of ads, €300 of €300.
#[test]
fn visits_of_posts_are_not_those_of_ads() {
    let visits =
        seen(&["facebook / paid_social,20,10.00", "facebook / organic_social,20,50.00", "google / organic,20,60.00"]);
    let (orders, ads) = (nameless(6), spent(&["facebook"]));
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", ads.as_str()), ("g.csv", visits.as_str())];
    let yaml = format!("{HEAD}{YAML}");
    let row = next(&whole(&yaml, &exports, "2026-09"), "facebook");
    assert_eq!(
        (row["roas"].as_f64(), row["low"].as_f64(), &row["verdict"]),
        (Some(6.0), Some(0.6), &"not sure yet".into())
    );
    let text = page(&yaml, &exports, "networks/facebook.html");
    assert!(text.contains("links that are not tagged as ads; without it the return is 1.00×"), "{text}");
}

/// Nobody knows that a campaign had no orders where orders name none.
#[test]
fn orders_that_name_no_campaign_are_not_none() {
    let campaign = "- {code: always, name: Always, networks: [facebook], medium: paid_social, objective: sales, format: video, \
                    start: 2026-01-01, landing_page: /, names: [Always]}\n";
    let (orders, ads, visits) = (nameless(6), spent(&["facebook"]), seen(&ALL));
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", ads.as_str()), ("g.csv", visits.as_str())];
    let text = of_campaign(&format!("{HEAD}{YAML}"), &exports, campaign);
    assert!(!text.contains("No orders."), "{text}");
}

/// €1,320 are as much as 66 orders of €20; two purchases a day are 60, which may have brought that, and nine key events a day are no
/// orders.
#[test]
fn purchases_that_analytics_counted_are_its_orders() {
    let (orders, ads) = (nameless(6), spent(&["instagram", "facebook"]));
    let text = |events: u32| {
        let counted = |row: &&str| format!("{row},{events}");
        let visits: Vec<String> = ALL.iter().map(counted).collect();
        let visits: Vec<&str> = visits.iter().map(String::as_str).collect();
        let visits = seen(&visits).replace("Purchase revenue", "Purchase revenue,Key events").replace("40.00", "44.00");
        let exports = [("pay.csv", orders.as_str()), ("ads.csv", ads.as_str()), ("g.csv", visits.as_str())];
        page(&format!("{HEAD}{YAML}"), &exports, "networks/instagram.html")
    };
    for (events, said) in
        [(2, "from about 60 orders that analytics saw"), (9, "from about 66 orders that analytics saw")]
    {
        let text = text(events);
        assert!(text.contains(said), "{events}: {text}");
    }
}
