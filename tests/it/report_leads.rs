//! The KPI report of what is no sale: leads, claims without a value, videos with the figures of their whole lives, months in
//! which nothing was sold. All figures are worked out by hand.

use std::fs;

use serde_json::Value;

use crate::report::{HEAD, json, minor, report, shop};
use crate::report_figures::{page, payments, sources, total, whole};
use crate::report_part::{META, ads, next};
use crate::report_periods::days;
use crate::report_slips::with_campaigns;

const LEADS: &str = "metrics:\n  - {network: linkedin, period: 2026-09, leads: 10, spend: 100}\n\
                     targets:\n  - {metric: leads, value: 20, period: 2026-09}\n";

/// Without orders leads are what the report is about, and orders are not known, which is not none.
#[test]
fn a_shop_of_leads_reads_of_leads_first() {
    let yaml = HEAD.to_owned() + LEADS;
    let of = total(&yaml, &[], "2026-09");
    assert_eq!((&of["leads"]["now"], minor(&of["cost_per_lead"]["now"])), (&10.into(), 1_000), "{of}");
    let page = page(&yaml, &[], "index.html");
    for text in ["Leads: 10.", "50% of the target 20", "Cost per lead: €10.00."] {
        assert!(page.contains(text), "{text}: {page}");
    }
    assert!(!page.contains("No orders."), "{page}");
}

/// A target of a figure that the overview does not show puts it there.
#[test]
fn a_target_is_shown_wherever_its_figure_stands() {
    let export = payments(&[("2026-09-10", "50.00", "a@x.example", "instagram")]);
    let yaml = sources(&["pay.csv"]) + "targets: [{metric: discounts, value: 20, period: 2026-09}]\n";
    let page = page(&yaml, &[("pay.csv", &export)], "index.html");
    assert!(page.contains("Discounts"), "{page}");
}

/// Conversions to which nobody ever gave a value are worth something that is not known; of those that had one before, nothing
/// is nothing.
#[test]
fn claims_without_a_value_have_no_return() {
    let head =
        "Campaign name,Platform,Day,Amount spent (EUR),Impressions,Link clicks,Purchases,Purchases conversion value\n";
    let rows = |month: &str, value: &str| {
        days(month, 1..=30).iter().map(|day| format!("S,facebook,{day},10.00,1000,20,1,{value}\n")).collect::<String>()
    };
    let of = |before: &str| {
        let export = format!("{head}{}{}", rows("2026-08", before), rows("2026-09", "0.00"));
        whole(&sources(&["ads.csv"]), &[("ads.csv", &export)], "2026-09")["metrics"]["networks"]["facebook"].clone()
    };
    assert!(of("0.00")["claimed_roas"]["now"].is_null(), "{}", of("0.00"));
    assert_eq!(of("20.00")["claimed_roas"]["now"].as_f64(), Some(0.0), "{}", of("20.00"));
}

/// Each video counts in the month in which it was published, with all that it has until now: August's had more time.
#[test]
fn videos_of_two_months_are_not_compared() {
    let export = "Content,Video title,Video publish time,Duration,Views,Watch time (hours),Subscribers\n\
                  Total,,,,3000,30.0,30\n\
                  rUKnkWr7tHh,One,\"Aug 13, 2026\",20,2000,20.0,20\n\
                  yWDQRuDx7wH,Two,\"Sep 14, 2026\",20,1000,10.0,10\n";
    let yaml = sources(&["y.csv"]);
    let of = whole(&yaml, &[("y.csv", export)], "2026-09")["metrics"]["networks"]["youtube"].clone();
    for (name, now) in [("views", 1_000), ("follows", 10)] {
        assert_eq!((&of[name]["now"], &of[name]["before"]), (&now.into(), &Value::Null), "{of}");
        assert_eq!(of[name]["whole_lives"], true, "{of}");
    }
    // What other networks tell of both months is no figure of this one.
    let more = "metrics:\n  - {network: instagram, period: 2026-08, views: 700, follows: 7}\n  \
                - {network: instagram, period: 2026-09, views: 900, follows: 9}\n";
    let page = page(&(yaml + more), &[("y.csv", export)], "networks/youtube.html");
    assert!(!page.contains("known in both periods"), "{page}");
    assert!(page.contains("of videos published in this period") && page.contains("older ones had more time"), "{page}");
}

/// Nothing against nothing is no change.
#[test]
fn two_months_without_sales_are_alike() {
    let export = payments(&[
        ("2026-07-05", "50.00", "a@x.example", "instagram"),
        ("2026-10-05", "50.00", "b@x.example", "instagram"),
    ]);
    let spent = ads("instagram", &[days("2026-08", 1..=31), days("2026-09", 1..=30)].concat());
    let exports = [("pay.csv", export.as_str()), ("ads.csv", spent.as_str())];
    let page = page(&sources(&["pay.csv", "ads.csv"]), &exports, "index.html");
    assert!(page.contains("Sales: €0.00, as before (August 2026)."), "{page}");
}

/// In French the period that is compared has no article.
#[test]
fn a_period_in_french_stands_by_itself() {
    let export = payments(&[
        ("2026-08-05", "50.00", "a@x.example", "instagram"),
        ("2026-09-30", "70.00", "b@x.example", "instagram"),
    ]);
    let yaml = sources(&["pay.csv"]).replace("periods:", "locale: fr\nperiods:");
    let page = page(&yaml, &[("pay.csv", &export)], "index.html");
    assert!(page.contains("comparaison\u{202F}: août 2026."), "{page}");
}

/// Two orders of €20 a day through Instagram, whose ads cost €10 a day; 20 leads through LinkedIn for €500.
const BOTH: &str =
    "margin: 50 %\nmetrics:\n  - {network: linkedin, campaign: li, period: 2026-09, leads: 20, spend: 500}\n";

fn campaign(code: &str, network: &str, objective: &str) -> String {
    format!(
        "- {{code: {code}, name: Ads {code}, networks: [{network}], medium: paid_social, objective: {objective}, \
         format: video, start: 2026-01-01, landing_page: /}}\n"
    )
}

/// Two orders of €20 on each day of September, each of somebody else.
fn twice_a_day(network: &str) -> String {
    let mails: Vec<String> = (0..60).map(|n| format!("c{n}@x.example")).collect();
    let days = [days("2026-09", 1..=30), days("2026-09", 1..=30)].concat();
    payments(&days.iter().zip(&mails).map(|(d, m)| (d.as_str(), "20.00", m.as_str(), network)).collect::<Vec<_>>())
}

/// report.json and some pages of a report with campaigns.
fn beside_campaigns(yaml: &str, exports: &[(&str, &str)], campaigns: &str, names: &[&str]) -> (Value, Vec<String>) {
    let files: Vec<(&str, &[u8])> = exports.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let site = shop(yaml, &files);
    crate::shell::write(&site.path().join("content/campaigns.yaml"), campaigns);
    let (out, run) = report(site.path(), &[]);
    run.ends(0);
    let at = out.path().join("report");
    (json(at.join("report.json")), names.iter().map(|name| fs::read_to_string(at.join(name)).unwrap()).collect())
}

/// Nobody switches off what brings leads because it sells nothing; a campaign for sales that sells nothing is another thing.
#[test]
fn ads_for_leads_are_not_judged_by_sales() {
    let (orders, spent) = (twice_a_day("instagram"), ads("instagram", &days("2026-09", 1..=30)));
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", spent.as_str())];
    let yaml = sources(&["pay.csv", "ads.csv"]) + BOTH;
    let names = ["index.html", "audience.html", "campaigns/li.html", "networks/linkedin.html"];
    let (report, pages) = beside_campaigns(&yaml, &exports, &campaign("li", "linkedin", "leads"), &names);
    assert_eq!(next(&report, "linkedin")["verdict"], "is for leads", "{report}");
    for page in &pages {
        assert!(!page.contains("costs more than it earns") && !page.contains("won none"), "{page}");
    }
    assert!(pages[0].contains("Leads: 20.") && pages[0].contains("Cost per lead: €25.00."), "{}", pages[0]);
    assert!(!pages[0].contains("weak on"), "{}", pages[0]);
    // 60 orders of €20 for €300 beside €500 for leads.
    assert!(pages[0].contains("62% of the ad spend is to bring leads; without it: 4.00×."), "{}", pages[0]);
    assert!(report["metrics"]["networks"]["linkedin"]["roi"]["now"].is_null(), "{report}");
    assert!(!pages[3].contains("Sales are 0.00×"), "{}", pages[3]);
    for (page, part) in pages[2..].iter().zip(["Ads li", "LinkedIn"]) {
        assert!(page.contains(&format!("{part} is to bring leads: 20 leads, €25.00 each.")), "{page}");
    }
    let (report, pages) = beside_campaigns(&yaml, &exports, &campaign("li", "linkedin", "sales"), &names);
    assert_eq!(next(&report, "linkedin")["verdict"], "costs more than it earns", "{report}");
    assert!(pages[0].contains("surest to be weak on LinkedIn") && pages[1].contains("won none"), "{pages:?}");
}

/// Where nobody wrote what for, leads that were counted and no value say it.
#[test]
fn leads_and_no_value_are_an_aim() {
    let (orders, spent) = (twice_a_day("instagram"), ads("instagram", &days("2026-09", 1..=30)));
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", spent.as_str())];
    let yaml = sources(&["pay.csv", "ads.csv"]) + &BOTH.replace("campaign: li, ", "");
    let report = whole(&yaml, &exports, "2026-09");
    assert_eq!(next(&report, "linkedin")["verdict"], "is for leads", "{report}");
    assert!(page(&yaml, &exports, "index.html").contains("Leads: 20."));
}

/// The page of a campaign for leads has their figures, its way ends at them, and the table of campaigns names them.
#[test]
fn a_campaign_for_leads_has_leads() {
    let yaml = format!("{HEAD}{}", BOTH.replace("margin: 50 %\n", ""));
    let names = ["campaigns/li.html"];
    let (report, pages) = beside_campaigns(&yaml, &[], &campaign("li", "linkedin", "leads"), &names);
    let tables = &report["tables"];
    let rows = &tables["overview"]["campaigns"]["rows"];
    assert_eq!((&rows[0]["leads"], minor(&rows[0]["cost_per_lead"])), (&20.into(), 2_500), "{rows}");
    assert_eq!(tables["overview"]["ways"]["rows"][0]["leads"], 20, "{tables}");
    assert_eq!(tables["networks-linkedin"]["campaigns"]["rows"][0]["leads"], 20, "{tables}");
    assert_eq!(tables["campaigns-li"]["networks"]["rows"][0]["leads"], 20, "{tables}");
    let page = &pages[0];
    assert!(page.contains("Cost per lead") && page.contains("20 leads, €25.00 each"), "{page}");
}

/// Facebook's ads cost €24 a day, half of it for leads, and €20 came back: 0.83 of all, and 1.67 of what was to sell, which may
/// be 2.00 in nineteen of twenty cases.
#[test]
fn what_was_spent_for_leads_is_not_lost_for_sales() {
    let month = days("2026-09", 1..=30);
    let spent =
        |name: &str| -> String { month.iter().map(|day| format!("{name},facebook,{day},12.00,1000,20\n")).collect() };
    let orders = crate::report_part::sold(&month, &["facebook"]);
    let spent = META.to_owned() + &spent("sale") + &spent("talk");
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", spent.as_str())];
    let yaml = sources(&["pay.csv", "ads.csv"]) + "margin: 50 %\n";
    let of = |objective: &str, by_hand: &str| {
        let yaml = yaml.clone() + by_hand;
        let campaigns = campaign("sale", "facebook", "sales") + &campaign("talk", "facebook", objective);
        let (report, pages) = beside_campaigns(&yaml, &exports, &campaigns, &["networks/facebook.html"]);
        (next(&report, "facebook")["verdict"].clone(), pages[0].clone())
    };
    assert_eq!(of("sales", "").0, "costs more than it earns");
    assert!(
        of("leads", "").1.contains("50% of the ad spend of Facebook is to bring leads, and no source tells how many;")
    );
    let by_hand = "metrics:\n  - {network: facebook, campaign: talk, period: 2026-09, leads: 12}\n";
    let (verdict, page) = of("leads", by_hand);
    assert_eq!(verdict, "not sure yet");
    assert!(page.contains("50% of the ad spend of Facebook is to bring leads (12 leads);"), "{page}");
}

/// A business of leads: 36 of LinkedIn for €720 are €20 each, and of these chance leaves €20 × e^(1.96/√36) = €27.73; 9 of Facebook for
/// €720 are €80, and €80 / e^(1.96/√9) = €41.63. Against two leads nothing is three times as many.
#[test]
fn leads_are_told_cheap_and_dear_as_surely_as_their_number_allows() {
    let yaml = HEAD.to_owned()
        + "metrics:\n  - {network: linkedin, period: 2026-09, leads: 36, spend: 720}\n  - {network: facebook, period: 2026-09, leads: 9, spend: 720}\n  \
           - {network: facebook, period: 2026-08, leads: 2, spend: 720}\n";
    let report = whole(&yaml, &[], "2026-09");
    let rows = report["tables"]["overview"]["lead-costs"]["rows"].as_array().unwrap().clone();
    let of = |row: &Value| ["cost_per_lead", "low", "high"].map(|name| row[name].as_f64().unwrap());
    assert_eq!([of(&rows[0]), of(&rows[1])], [[20.0, 14.43, 27.73], [80.0, 41.63, 153.75]], "{rows:?}");
    let overview = page(&yaml, &[], "index.html");
    for text in ["Leads are surest to be cheap through LinkedIn: €20.00 each (36 leads)", "dear through Facebook"] {
        assert!(overview.contains(text), "{text}: {overview}");
    }
    // Nobody has ever told an order: no column is of any.
    assert!(!overview.contains("Average order") && !overview.contains("among the sales"), "{overview}");
    let facebook = page(&yaml, &[], "networks/facebook.html");
    assert!(!facebook.contains("+350") && facebook.contains("few data"), "{facebook}");
}

/// Meta's export with a column of leads, and visits of the shop: both are no orders, and no page, column or sentence is of any.
#[test]
fn ads_with_leads_or_visits_tell_of_no_orders() {
    let row = |day: &String| format!("Always,instagram,{day},10.00,1000,20,1,25.00,2\n");
    let head = "Campaign name,Platform,Day,Amount spent (EUR),Impressions,Link clicks,Purchases,Purchases conversion value,Leads\n";
    let ads = head.to_owned() + &days("2026-09", 1..=30).iter().map(row).collect::<String>();
    let alone = ads.lines().map(|line| line.rsplit_once(',').unwrap().0.to_owned() + "\n").collect::<String>();
    let visits = crate::report_periods::traffic("20260901", "20260930", &[("instagram / paid_social", 300)]);
    let exports = [("leads.csv", ads.as_str()), ("ads.csv", alone.as_str()), ("ga.csv", visits.as_str())];
    for names in [&["leads.csv"][..], &["ads.csv", "ga.csv"], &["leads.csv", "ga.csv"]] {
        let used: Vec<(&str, &[u8])> = exports
            .iter()
            .filter(|(name, _)| names.contains(name))
            .map(|(name, text)| (*name, text.as_bytes()))
            .collect();
        let site = shop(&(sources(names) + "margin: 50 %\n"), &used);
        let (out, run) = report(site.path(), &[]);
        run.ends(0);
        let at = out.path().join("report");
        let text = fs::read_to_string(at.join("index.html")).unwrap();
        assert!(!at.join("products.html").exists() && !at.join("audience.html").exists(), "{names:?}");
        for said in ["by the shop’s orders", "Orders count where", ">Products<", ">Audience<"] {
            assert!(!text.contains(said), "{names:?}, {said}: {text}");
        }
        let row = json(at.join("report.json"))["tables"]["overview"]["returns"]["rows"][0].clone();
        assert!(row["sales"].is_null() && row.get("roas").is_none() && row.get("roi").is_none(), "{names:?}: {row}");
        assert_eq!(row["claimed_roas"].as_f64(), Some(2.5), "{names:?}: {row}");
    }
}

/// Ads for sales, with a column of leads and no orders: zeros are as an empty column, and two a day stand beside what is claimed; they
/// are what a campaign for leads is about.
#[test]
fn leads_of_ads_for_sales_stand_beside() {
    let day = |day: &String| format!("{},instagram / paid_social,spring,30,24.00\n", day.replace('-', ""));
    let seen = "# ---\n# Free form\n# Account\n# Property\n# ---\n#\n# Free form 1\n\nDate,Session source / medium,Session campaign,Sessions,Purchase revenue\n"
        .to_owned()
        + &days("2026-09", 1..=30).iter().map(day).collect::<String>();
    let page_of = |leads: &str, objective: &str, page: &str, visits: bool| {
        let row = |day: &String| format!("Spring,instagram,{day},10.00,1000,20,1,24.00,{leads}\n");
        let export =
            "Campaign name,Platform,Day,Amount spent (EUR),Impressions,Link clicks,Purchases,Purchases conversion \
                      value,Leads\n"
                .to_owned()
                + &days("2026-09", 1..=30).iter().map(row).collect::<String>();
        let campaigns = format!(
            "- {{code: spring, name: Spring, networks: [instagram], medium: paid_social, objective: {objective}, format: video, \
             start: 2026-01-01, landing_page: /, names: [Spring]}}\n"
        );
        let exports = [("ads.csv", export.as_str()), ("ga.csv", seen.as_str())];
        let (exports, names) =
            if visits { (&exports[..], &["ads.csv", "ga.csv"][..]) } else { (&exports[..1], &["ads.csv"][..]) };
        let yaml = sources(names).replace("file: ga.csv", "file: ga.csv, currency: EUR");
        with_campaigns(exports, (&yaml, &campaigns), page).1
    };
    let of = |leads: &str, objective: &str| page_of(leads, objective, "index.html", false);
    let figures = ["Claimed orders", "Claimed sales: €720", "Orders are not known"];
    for (leads, shown) in [("", false), ("0", false), ("2", true)] {
        let text = of(leads, "sales");
        assert!(figures.iter().all(|said| text.contains(said)) && !text.contains("Sessions"), "{leads}: {text}");
        assert_eq!(text.contains("Cost per lead"), shown, "{leads}: {text}");
    }
    let text = of("2", "leads");
    assert!(text.contains("Leads: 60.") && !text.contains("Orders are not known"), "{text}");
    // What analytics saw of sales is no measure of ads for leads.
    let text = page_of("2", "leads", "campaigns/spring.html", true);
    assert!(text.contains("Cost per lead") && !text.contains("ROAS in analytics"), "{text}");
}
