//! The KPI report where somebody wrote something else than was meant, or said less than was known: a campaign in another spelling,
//! sources that no ad is of, a shop that was closed. All figures are worked out by hand.

use serde_json::Value;

use crate::report::{HEAD, json, report, shop};
use crate::report_figures::{page, sources, whole};
use crate::report_part::{PLAIN, ads, figure, said, sold};
use crate::report_periods::days;
use crate::report_untagged::{TWO, daily, of_campaign, payments, september, verdict};

const CAMPAIGNS: &str = "- {code: always-on, name: Always, networks: [facebook, instagram], medium: paid_social, objective: sales, \
                         format: video, start: 2026-01-01, landing_page: /, names: [Always]}\n";

/// €10 a day on a network, which claims nothing.
fn spent(networks: &[&str], days: &[String]) -> String {
    let head = "Campaign name,Platform,Day,Amount spent (EUR),Impressions,Link clicks\n".to_owned();
    let row =
        |network: &str| days.iter().map(|day| format!("Always,{network},{day},10.00,1000,20\n")).collect::<String>();
    head + &networks.iter().map(|network| row(network)).collect::<String>()
}

/// report.json, a page and what the command says.
fn made(exports: &[(&str, &str)], yaml: &str, name: &str) -> (Value, String, String) {
    with_campaigns(exports, (yaml, CAMPAIGNS), name)
}

/// The same with other campaigns.
pub fn with_campaigns(
    exports: &[(&str, &str)],
    (yaml, campaigns): (&str, &str),
    name: &str,
) -> (Value, String, String) {
    let files: Vec<(&str, &[u8])> = exports.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let site = shop(yaml, &files);
    crate::shell::write(&site.path().join("content/campaigns.yaml"), campaigns);
    let (out, run) = report(site.path(), &[]);
    let run = run.ends(0);
    let at = out.path().join("report");
    (json(at.join("report.json")), std::fs::read_to_string(at.join(name)).unwrap(), run.stderr)
}

/// Ten orders of Facebook name the campaign, ten bear no name, all five of Instagram are of `alwayson`, and two of Facebook of another
/// campaign that nobody wrote down.
#[test]
fn a_campaign_in_another_spelling_is_told() {
    let month = september();
    let rows = [
        daily(&month[..10], 1, ("facebook", "paid_social", "always-on")),
        daily(&month[..10], 1, ("facebook", "paid_social", "")),
        daily(&month[..5], 1, ("instagram", "paid_social", "alwayson")),
        daily(&month[..2], 1, ("facebook", "paid_social", "spring")),
    ];
    let (orders, ads) = (payments(&rows.concat()), spent(&["facebook", "instagram"], &month));
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", ads.as_str())];
    let (report, page, said) = made(&exports, &format!("{HEAD}{TWO}"), "campaigns/always-on.html");
    let rows = report["tables"]["quality"]["stray-campaigns"]["rows"].as_array().unwrap();
    let of = |row: &Value| (row["campaign"].as_str().map(str::to_owned), row["meant"].clone(), row["orders"].clone());
    assert_eq!(
        rows.iter().map(of).collect::<Vec<_>>(),
        [
            (Some("alwayson".to_owned()), "always-on".into(), 5.into()),
            (Some("spring".to_owned()), "—".into(), 2.into())
        ],
        "{rows:?}"
    );
    assert!(
        page.contains("27 orders through Instagram, Facebook, 10 of them without the name of a campaign."),
        "{page}"
    );
    assert!(page.contains("5 orders name alwayson"), "{page}");
    assert!(!page.contains("0.00×"), "what Instagram sold is not known: {page}");
    assert!(said.contains("warning[stray-campaign]: 5 orders name the campaign `alwayson`"), "{said}");
    assert!(said.contains("did you mean `always-on`?") && !said.contains("`spring`"), "{said}");
}

/// Nobody but an analytics program sees the name.
#[test]
fn visits_name_campaigns_too() {
    let head = "# ----------------------------------------\n# Free form\n# Account\n# Property\n\
                # ----------------------------------------\n#\n# Free form 1\n\nDate,Session source / medium,Session campaign,Sessions\n";
    let row = |day: &String| {
        let day = day.replace('-', "");
        format!("{day},instagram / paid_social,Always_On,9\n{day},google / organic,(organic),5\n")
    };
    let visits = head.to_owned() + &september().iter().map(row).collect::<String>();
    let orders = payments(&daily(&september(), 1, ("instagram", "paid_social", "always-on")));
    let exports = [("pay.csv", orders.as_str()), ("g.csv", visits.as_str())];
    let (report, _, said) = made(&exports, &sources(&["pay.csv", "g.csv"]), "index.html");
    let rows = &report["tables"]["quality"]["stray-campaigns"]["rows"];
    assert_eq!((rows.as_array().unwrap().len(), &rows[0]["sessions"]), (1, &270.into()), "{rows}");
    assert!(said.contains("270 visits name the campaign `Always_On`"), "{said}");
}

/// Nobody claims anything, 30 of 60 orders name no source and none names Facebook: what came back for its ads is not known, and
/// stands nowhere as nothing. Where two of 32 name no source, all of them could not pay for it.
#[test]
fn what_is_not_known_is_no_nothing() {
    let month = september();
    let google = daily(&month, 1, ("google", "cpc", ""));
    let of = |nameless: usize| {
        let rows = [google.clone(), daily(&month[..nameless], 1, ("", "", ""))].concat();
        let (orders, ads) = (payments(&rows), spent(&["facebook"], &month));
        let exports = [("pay.csv", orders.as_str()), ("ads.csv", ads.as_str())];
        let yaml = format!("{HEAD}{TWO}");
        let report = whole(&yaml, &exports, "2026-09");
        let texts = [page(&yaml, &exports, "networks/facebook.html"), of_campaign(&yaml, &exports, FACEBOOK)].concat();
        (report, texts)
    };
    let (report, texts) = of(30);
    assert!(texts.contains("Hardly an order names ads on Facebook"), "{texts}");
    assert!(!texts.contains("0.00×"), "{texts}");
    for name in ["roas", "orders", "sales", "new_customers", "roi", "cac"] {
        assert!(figure(&report, "facebook", name).0.is_null(), "{name}: {report}");
    }
    let (report, texts) = of(2);
    assert!(!texts.contains("Hardly an order names ads on Facebook"), "{texts}");
    assert_eq!(figure(&report, "facebook", "roas").0.as_f64(), Some(0.0), "{report}");
    assert_eq!(verdict(&report, "overview", "next", "facebook"), "costs more than it earns", "{report}");
}

const FACEBOOK: &str = "- {code: always, name: Always, networks: [facebook], medium: paid_social, objective: sales, format: video, \
                        start: 2026-01-01, landing_page: /, names: [Always]}\n";

/// Instagram's ten orders of €20 for €300, beside twenty of a mail program, a page of links and the shop itself: none of these can be
/// of its ads, whose range they leave as it is.
#[test]
fn what_can_be_of_no_ad_widens_no_range() {
    let month = september();
    let days: Vec<String> = month.iter().step_by(3).cloned().collect();
    let of = |sources: [(&str, &str); 2]| {
        let others = sources.map(|(source, medium)| daily(&days, 1, (source, medium, "")));
        let rows = [daily(&days, 1, ("instagram", "paid_social", "")), others.concat()].concat();
        let (orders, ads) = (payments(&rows), ads("instagram", &month));
        let yaml = format!("{HEAD}{TWO}");
        let report = whole(&yaml, &[("pay.csv", &orders), ("ads.csv", &ads)], "2026-09");
        (verdict(&report, "overview", "next", "instagram"), figure(&report, "email", "orders").0.clone())
    };
    assert_eq!(of([("klaviyo", ""), ("linktr.ee", "")]), ("costs more than it earns".to_owned(), 10.into()));
    assert_eq!(of([("mailchimp", ""), ("chatgpt.com", "")]), of([("newsletter", "email"), ("blog", "referral")]));
    // What no rule knows may be a network in another spelling.
    assert_eq!(of([("insta", ""), ("insta-bio", "")]).0, "not sure yet");
}

/// WooCommerce's words for orders without a source, and for those that the shop typed in.
#[test]
fn orders_that_the_shop_typed_in_are_its_own() {
    let head = "Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),Net Sales,Attribution\n";
    let words = ["Unbekannt", "Inconnu", "Web-Admin", "Web admin", "Mobile app", "Empfehlung: instagram.com"];
    let row = |(n, word): (usize, &&str)| {
        format!("2026-09-{:02} 10:00:00,{n},€20.00,completed,,new,1× Mug,1,,20.00,{word}\n", n + 1)
    };
    let orders = head.to_owned() + &words.iter().enumerate().map(row).collect::<String>();
    let report = whole(&sources(&["woo.csv"]), &[("woo.csv", &orders)], "2026-09");
    for (network, orders) in [("untold", 2), ("by_shop", 3), ("instagram", 1)] {
        assert_eq!(figure(&report, network, "orders").0, &orders, "{network}: {report}");
    }
}

/// The shop types in all of its orders: what followed 300 visits nobody knows. Where an order in August came directly, none followed
/// those of September.
#[test]
fn orders_that_the_shop_typed_in_follow_no_visit() {
    let head = "Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),Net Sales,Attribution\n";
    let row = |(n, (day, word)): (usize, &(&str, &str))| {
        format!("2026-{day} 10:00:00,{n},€20.00,completed,,new,1× Mug,1,,20.00,{word}\n")
    };
    let visits = crate::report_periods::traffic("20260901", "20260930", &[("instagram / paid_social", 300)]);
    let yaml = sources(&["woo.csv", "ga.csv"]);
    let orders_of = |rows: &[(&str, &str)]| head.to_owned() + &rows.iter().enumerate().map(row).collect::<String>();
    let typed_in = [("08-20", "Web admin"), ("09-03", "Web admin"), ("09-20", "Web admin")];
    let of = |rows: &[(&str, &str)]| {
        let orders = orders_of(rows);
        let exports = [("woo.csv", orders.as_str()), ("ga.csv", visits.as_str())];
        let rate = whole(&yaml, &exports, "2026-09")["metrics"]["total"]["conversion_rate"]["now"].clone();
        (rate, page(&yaml, &exports, "index.html").contains("No order follows a visit."))
    };
    assert_eq!(of(&typed_in), (Value::Null, true));
    // Customers may have paid in the shop what was typed in for them.
    let head = "# ---\n# Free form\n# Account\n# Property\n# ---\n#\n# Free form 1\n\nDate,Session source / medium,Sessions,Purchase revenue\n";
    let bought = format!("{head}20260903,instagram / paid_social,300,20.00\n");
    let orders = orders_of(&typed_in);
    let exports = [("woo.csv", orders.as_str()), ("ga.csv", bought.as_str())];
    let yaml_of_sales = yaml.replace("file: ga.csv", "file: ga.csv, currency: EUR");
    let text = page(&yaml_of_sales, &exports, "index.html");
    assert!(
        text.contains("analytics saw most sales through Instagram") && !text.contains("No order follows a visit."),
        "{text}"
    );
    assert_eq!(of(&[typed_in.as_slice(), &[("08-21", "Source: Instagram")]].concat()), (0.0.into(), false));
}

/// 600 clicks on ads, and 60 orders of which ads need have brought none: those are no rate of the clicks.
#[test]
fn orders_of_the_shop_are_no_share_of_clicks_on_ads() {
    let orders = sold(&september(), &["instagram", ""]);
    let ads = ads("instagram", &september());
    let report = whole(&sources(&["pay.csv", "ads.csv"]), &[("pay.csv", &orders), ("ads.csv", &ads)], "2026-09");
    let step = |page: &str| {
        let rows = report["tables"][page]["funnel-data"]["rows"].as_array().unwrap();
        rows.iter().find(|row| row["stage"] == "Orders").unwrap()["rate"].clone()
    };
    assert_eq!(step("overview"), "", "{report}");
    assert_eq!(step("networks-instagram"), "5.00% of Clicks", "{report}");
}

/// Closed from 10 to 31 August, with a file before and one after: pages say what to write, and with that all is compared.
#[test]
fn a_shop_that_was_closed_is_told_what_to_write() {
    let (before, after) = (days("2026-08", 1..=9), september());
    let files = [sold(&before, &["instagram", "facebook"]), sold(&after, &["instagram", "facebook"])];
    let exports = [("a.csv", files[0].as_str()), ("b.csv", files[1].as_str())];
    let yaml = sources(&["a.csv", "b.csv"]);
    for name in ["index.html", "quality.html"] {
        let page = page(&yaml, &exports, name);
        let says = page.contains("from: 2026-08-10") && page.contains("to: 2026-09-30") && page.contains("b.csv");
        assert!(says, "{name}: {page}");
    }
    assert!(said(&yaml, &exports).contains("`from: 2026-08-10` and `to: 2026-09-30`"), "{}", said(&yaml, &exports));
    let own = yaml.replace("{file: b.csv}", "{file: b.csv, from: 2026-08-10, to: 2026-09-30}");
    assert_eq!(figure(&whole(&own, &exports, "2026-09"), "total", "orders").1, &18);
}

/// All of a quarter's orders but one of Instagram are of July and August: ads that do not say on which of both they ran do so in
/// September as well.
#[test]
fn ads_on_two_networks_are_so_in_a_month_of_few_orders() {
    let (july, month) = ([days("2026-07", 1..=31), days("2026-08", 1..=31)].concat(), september());
    let orders = sold(&july, &["facebook", "instagram"]) + &lines(&sold(&month, &["facebook"]), 1000);
    let row = |day: &String| format!("Spring,{day},20.00,1000,20\n");
    let ads = PLAIN.to_owned() + &[july, month].concat().iter().map(row).collect::<String>();
    let report = whole(&sources(&["pay.csv", "ads.csv"]), &[("pay.csv", &orders), ("ads.csv", &ads)], "2026-09");
    let rows = &report["tables"]["overview"]["next"]["rows"];
    assert_eq!(rows[0]["network"], "facebook+instagram", "{rows}");
}

/// The rows of a file without its head, with other numbers.
fn lines(file: &str, from: usize) -> String {
    let row = |(n, line): (usize, &str)| {
        line.split_once(',').map(|(_, rest)| format!("py_{},{rest}\n", from + n)).unwrap_or_default()
    };
    file.lines().skip(1).enumerate().map(row).collect()
}

/// Orders say nothing of where they came from, nobody saw the visits, and the ads do not say where they ran: the first page says so,
/// and what to do.
#[test]
fn a_beginner_is_told_what_to_do_first() {
    let orders = sold(&september(), &[""]);
    let row = |day: &String| format!("Spring,{day},20.00,1000,20\n");
    let ads = PLAIN.to_owned() + &september().iter().map(row).collect::<String>();
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", ads.as_str())];
    let yaml = sources(&["pay.csv", "ads.csv"]);
    let page = page(&yaml, &exports, "index.html");
    assert!(page.contains("Facebook + Instagram") && page.contains("To learn what ads bring"), "{page}");
    assert!(said(&yaml, &exports).contains("warning[export-platform]"), "{}", said(&yaml, &exports));
}
