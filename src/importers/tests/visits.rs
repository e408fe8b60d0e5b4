//! Visits, and tables with a mapping.

use super::*;

const GA4: &str = "\
# ----------------------------------------
# Traffic acquisition: Session primary channel group (Default Channel Group)
# Account: Kits
# Property: Shop
# ----------------------------------------
#\u{20}
# All Users
# Start date: 20260101
# End date: 20260131
Session primary channel group (Default Channel Group),Sessions,Engaged sessions,Engagement rate,Average engagement time per session,Events per session,Event count,Key events,Session key event rate,Total revenue
Organic Social,1000,351,0.351,12.5,4.2,4200,10,0.0098,1234.567
Direct,500,100,0.2,10,3,1500,2,0.004,65.43
(not set),3,0,0,0,1,3,0,0,0
";

#[test]
fn ga4_traffic() {
    let seen = see_with(GA4, &euros());
    seen.clean("ga4_traffic");
    assert_eq!(
        (seen.sum(Measure::Sessions), seen.sum(Measure::EngagedSessions), seen.sum(Measure::KeyEvents)),
        (1503, 451, 12)
    );
    assert_eq!(seen.sum(Measure::AnalyticsSales), 123_457 + 6543, "1234.567 is rounded");
    assert_eq!(seen.samples[0].days, "2026-01-01..2026-01-31");
    assert!(seen.codes(Level::Note).contains(&"export-rounded"));
}

#[test]
fn ga4_without_a_currency_keeps_its_counts() {
    let seen = see(GA4);
    seen.clean("ga4_traffic");
    assert_eq!((seen.sum(Measure::Sessions), seen.sum(Measure::AnalyticsSales)), (1503, 0));
    assert_eq!(seen.codes(Level::Warning), ["export-currency"]);
}

#[test]
fn ga4_in_german_with_source_and_medium() {
    let seen = see_with(
        "# Startdatum: 20260101\n# Enddatum: 20260131\nSitzung – Quelle/Medium,Sitzungen,Sitzungen mit Interaktionen,Gesamtumsatz\ninstagram / social,12,8,3.5\n(direct) / (none),4,1,0\n",
        &euros(),
    );
    seen.clean("ga4_traffic");
    assert_eq!(seen.samples[0].utm, ["instagram", "social"].map(str::to_owned));
    assert_eq!((seen.sum(Measure::Sessions), seen.sum(Measure::AnalyticsSales)), (16, 350));
}

#[test]
fn an_overview_is_read_up_to_its_second_table() {
    let seen = see_with(format!("{GA4}\n# Next\nCountry,Sessions,Total users\nFrance,1503,900\n"), &euros());
    assert_eq!(seen.sum(Measure::Sessions), 1503);
    assert!(seen.codes(Level::Note).contains(&"export-tables"));
}

#[test]
fn ga4_explore_with_its_grand_total() {
    let seen = see_with(
        "\
# ----------------------------------------
# Sessions by campaign
# 20260723-20260922
# ----------------------------------------

Date,Session source,Session medium,Session campaign,Sessions,Total revenue
,,,,30,40.50,Grand total
20260723,instagram,social,spring,10,20.25
20260724,tiktok,cpc,(not set),20,20.25
",
        &euros(),
    );
    seen.clean("ga4_explore");
    assert_eq!((seen.tally.rows, seen.sum(Measure::Sessions), seen.sum(Measure::AnalyticsSales)), (2, 30, 4050));
    assert_eq!(
        (seen.samples[0].days.as_str(), seen.samples[0].campaign.as_str()),
        ("2026-07-23..2026-07-23", "spring")
    );
    assert_eq!(seen.samples[1].campaign, "");
    assert_eq!(seen.tally.checks.len(), 2);
    assert!(seen.tally.checks.iter().all(|check| check.total == check.rows));
}

#[test]
fn exactly_five_thousand_rows_are_a_cut() {
    let mut text = GA4.lines().take(10).collect::<Vec<_>>().join("\n");
    for row in 0..5000 {
        text.push_str(&format!("\nsource {row},1,1,1,1,1,1,0,0,0"));
    }
    let seen = see_with(text, &euros());
    assert_eq!((seen.tally.rows, seen.codes(Level::Warning)), (5000, vec!["export-cut"]));
}

#[test]
fn a_table_with_a_mapping() {
    let map = r#"{"date": "Month", "network": "Where", "segment": "Age", "measures": {"spend": "Cost (CHF)", "impressions": "Seen", "leads": "Leads"}}"#;
    let context = Context { table: Some(serde_json::from_str(map).unwrap()), ..paris() };
    let seen = see_with(
        "Agency report\nMonth\tWhere\tAge\tCost (CHF)\tSeen\tLeads\n2026-02\tSnapchat\t18–24\t1’234.50\t10’000\t–\n",
        &context,
    );
    seen.clean("table");
    let row = &seen.samples[0];
    assert_eq!(
        (row.days.as_str(), row.network.as_deref(), row.currency),
        ("2026-02-01..2026-02-28", Some("snapchat"), Some(Currency::CHF))
    );
    assert_eq!(row.values, [(Measure::Spend, 123_450), (Measure::Impressions, 10_000)]);
    assert_eq!(row.segment, Some(("age".to_owned(), "18–24".to_owned())));
}

#[test]
fn a_mapping_of_columns_that_are_not_there() {
    let map = r#"{"date": "Day", "measures": {"spend": "Costs"}}"#;
    let context = Context { table: Some(serde_json::from_str(map).unwrap()), ..euros() };
    let seen = see_with("Day,Cost,Clicks\n2026-02-01,3.50,2\n", &context);
    assert_eq!(seen.error().code, "export-column");
    assert!(
        seen.error().message.contains("`Costs`") && seen.error().message.contains("`Cost`"),
        "{}",
        seen.error().message
    );
    assert!(serde_json::from_str::<TableMap>(r#"{"measures": {"spnd": "Cost"}}"#).is_err());
}
