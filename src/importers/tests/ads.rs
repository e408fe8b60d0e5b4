//! Ads of every network.

use super::*;

const META: &str = "\u{feff}\
\"Campaign name\",\"Campaign ID\",\"Day\",\"Platform\",\"Reach\",\"Amount spent (EUR)\",\"Impressions\",\"CPM (cost per 1,000 impressions) (EUR)\",\"Link clicks\",\"Clicks (all)\",\"Purchases\",\"Purchases conversion value\",\"Result value type\",\"Result value type\",\"Reporting starts\",\"Reporting ends\"
,,,,500,1344.75,3000,,30,45,3,210.00,,,2026-09-01,2026-09-30
Spring,'1201,2026-09-01,instagram,300,1000.50,2000,500.25,20,30,2,150.00,,,2026-09-01,2026-09-30
Spring,'1201,2026-09-02,facebook,250,344.25,1000,344.25,10,15,1,60.00,,,2026-09-01,2026-09-30
Old,1202,2026-09-02,facebook,,0,,,,,,,,,2026-09-01,2026-09-30
";

#[test]
fn meta_ads() {
    let seen = see(META);
    seen.clean("meta_ads");
    assert_eq!((seen.sum(Measure::Spend), seen.sum(Measure::Impressions)), (134_475, 3000));
    assert_eq!((seen.sum(Measure::ClaimedOrders), seen.sum(Measure::ClaimedSales)), (3_000, 21000));
    assert_eq!((seen.sum(Measure::LinkClicks), seen.sum(Measure::Clicks)), (30, 45));
    let networks: Vec<_> = seen.samples.iter().filter_map(|sample| sample.network.as_deref()).collect();
    assert_eq!(networks, ["instagram", "facebook"]);
    assert_eq!((seen.samples[0].currency, seen.skipped(Reason::Empty)), (Some(Currency::EUR), 1));
    assert!(seen.tally.checks.iter().any(|check| check.measure == Measure::Spend && check.total == check.rows));
    assert!(seen.tally.checks.iter().all(|check| check.measure != Measure::Reach), "people cannot be added up");
    assert_eq!(seen.samples[0].days, "2026-09-01..2026-09-01");
}

#[test]
fn a_totals_row_that_disagrees() {
    let seen = see(META.replace("1344.75", "1400.00"));
    let warning = seen.tally.notices.iter().find(|notice| notice.level == Level::Warning).unwrap();
    assert_eq!((warning.code, warning.line), ("export-total", Some(2)));
    assert!(warning.message.contains("1400.00") && warning.message.contains("1344.75"), "{}", warning.message);
    assert_eq!(seen.sum(Measure::Spend), 134_475);
}

#[test]
fn meta_ads_in_portuguese() {
    let seen = see(
        "Nome da campanha;Início dos relatórios;Término dos relatórios;Valor usado (BRL);Impressões;Alcance;Cliques no link\nVerão;10 de dez. de 2022;16 de dez. de 2022;1.234,50;10.000;900;12\n",
    );
    seen.clean("meta_ads");
    assert_eq!(
        (seen.sum(Measure::Spend), seen.sum(Measure::Impressions), seen.sum(Measure::LinkClicks)),
        (123_450, 10_000, 12)
    );
    assert_eq!(
        (seen.samples[0].days.as_str(), seen.samples[0].currency),
        ("2022-12-10..2022-12-16", Some(Currency::BRL))
    );
    assert_eq!(seen.samples[0].network, None);
}

#[test]
fn tiktok_ads() {
    let seen = see("\
Campaign name,Primary status,Date,Cost,Impressions,Reach,CPM,Clicks (all),Clicks (destination),CTR (destination),Conversions,Conversion rate (CVR）,Total purchase value,Currency
Clips,Active,2026-02-16,7.01,2384,1859,2.94,36,28,1.17%,2,3%,90.00,EUR
Clips,Active,2026-02-17,8.04,2368,<5,3.39,-,30,1.2%,--,-,-,EUR
Total of 2 results,-,-,15.05,4752,-,3.16,36,58,1.2%,2,1%,90.00,EUR
");
    seen.clean("tiktok_ads");
    assert_eq!((seen.tally.rows, seen.sum(Measure::Spend), seen.sum(Measure::LinkClicks)), (2, 1505, 58));
    assert_eq!((seen.sum(Measure::ClaimedOrders), seen.sum(Measure::ClaimedSales)), (2_000, 9000));
    assert!(seen.samples[1].values.iter().all(|(measure, _)| *measure != Measure::Reach), "`<5` is not known, not 0");
    assert_eq!(seen.codes(Level::Warning), [] as [&str; 0]);
}

#[test]
fn pinterest_ads() {
    let seen = see_with("\
Date,Campaign name,Campaign ID,Spend in account currency,Impressions,Pin clicks,Outbound clicks,Total conversions (Checkout),Total order value (Checkout)
2025-03-03,Kits,6267,6.27,1576,18,12,1,49.00
2025-03-04,Kits,6267,5.19,1446,15,12,0,0.00
", &euros());
    seen.clean("pinterest_ads");
    assert_eq!(
        (seen.sum(Measure::Spend), seen.sum(Measure::Clicks), seen.sum(Measure::ClaimedSales)),
        (1146, 33, 4900)
    );
    assert_eq!(seen.samples[0].network.as_deref(), Some("pinterest"));
}

const LINKEDIN: &str = "\
Campaign Performance Report (in UTC)
Report Start: September 1, 2026, 12:00 AM
Report End: September 30, 2026, 11:59 PM
Date Generated: October 6, 2026, 8:00 AM

Start Date (in UTC)\tCampaign Name\tCurrency\tTotal Spent\tImpressions\tClicks\tLeads
9/2/2026\tLeads\tEUR\t\"1,023.26\"\t\"12,646\"\t41\t2
9/15/2026\tLeads\tEUR\t35.97\t1188\t6\t1
\t\t\t1059.23\t13834\t47\t3
";

#[test]
fn linkedin_ads_in_both_encodings() {
    for bytes in [utf16(LINKEDIN), LINKEDIN.replace('\t', ",").into_bytes()] {
        let seen = see(bytes);
        seen.clean("linkedin_ads");
        assert_eq!(
            (seen.sum(Measure::Spend), seen.sum(Measure::Impressions), seen.sum(Measure::Leads)),
            (105_923, 13_834, 3)
        );
        assert_eq!(seen.samples[0].days, "2026-09-02..2026-09-02");
        assert!(seen.tally.checks.iter().all(|check| check.total == check.rows) && seen.tally.checks.len() == 4);
    }
}

#[test]
fn google_ads() {
    let seen = see(utf16(
        "Campaign report\nJune 1, 2026 - June 30, 2026\nDay\tCampaign\tCampaign state\tCurrency code\tCost\tImpr.\tClicks\tConversions\tConv. value\n2026-06-01\tBrand\tEnabled\tEUR\t1,000.50\t4,000\t60\t1.50\t89.46\n2026-06-02\tBrand\tEnabled\tEUR\t --\t0\t0\t0.00\t0\nTotal: Search\t\t\tEUR\t1,000.50\t4,000\t60\t1.50\t89.46\nTotal: Account\t\t\tEUR\t1,000.50\t4,000\t60\t1.50\t89.46\n",
    ));
    seen.clean("google_ads");
    assert_eq!(
        (seen.sum(Measure::Spend), seen.sum(Measure::Impressions), seen.sum(Measure::ClaimedSales)),
        (100_050, 4000, 8946)
    );
    assert_eq!(seen.sum(Measure::ClaimedOrders), 1_500, "one and a half, in thousandths");
    assert_eq!((seen.tally.rows, seen.skipped(Reason::Empty)), (2, 1));
}

#[test]
fn totals_rows_in_other_languages_are_no_campaigns() {
    for total in [
        "Total : compte",
        "Total\u{a0}: campagnes",
        "Totale: account",
        "Gesamt: Konto",
        "Gesamtwert: Konto",
        "Total: cuenta",
    ] {
        let seen = see(format!(
            "Rapport\n1 septembre 2026 - 30 septembre 2026\nCampagne,Coût,Impr.,Clics,Code de devise\nToitures,300.00,100,4,EUR\n{total},300.00,100,4,EUR\n"
        ));
        seen.clean("google_ads");
        assert_eq!((seen.sum(Measure::Spend), seen.tally.rows), (30_000, 1), "{total}");
    }
}

#[test]
fn x_ads_and_analytics() {
    let seen = see("\
Time period,Campaign name,Campaign ID,Funding source name,Currency,Spend,Impressions,Clicks,Link clicks,Post engagements
2026-06-01 00:00 +0000,Clinic,1932744018205368321,Card,USD,7.8,1776.0,11.0,8.0,31.0
2026-06-02 23:30 +0000,Clinic,1932744018205368321,Card,USD,7.81,1435.0,10.0,7.0,20.0
");
    seen.clean("x_ads");
    assert_eq!(
        (seen.sum(Measure::Spend), seen.sum(Measure::Impressions), seen.sum(Measure::Engagements)),
        (1561, 3211, 51)
    );
    assert_eq!(seen.samples[1].days, "2026-06-03..2026-06-03");
    let organic = see(
        "Date,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Unfollows,Replies,Reposts,Profile visits\n\"Mon, Jun 1, 2026\",100,5,9,1,0,2,1,3,4,7\n",
    );
    organic.clean("x_ads");
    assert_eq!((organic.sum(Measure::Likes), organic.sum(Measure::Comments), organic.sum(Measure::Shares)), (5, 3, 4));
}

#[test]
fn figures_that_cannot_be() {
    let seen = see(
        "Campaign name,Day,Amount spent (EUR),Impressions,Link clicks\nA,2026-09-01,-5.00,10,1\nA,2026-09-02,5.00,10,11\nA,1926-09-02,5.00,10,1\nA,2026-09-03,5.00,10,1\n",
    );
    seen.clean("meta_ads");
    assert_eq!((seen.skipped(Reason::Absurd), seen.skipped(Reason::NoDate), seen.sum(Measure::Spend)), (2, 1, 500));
    let huge = see("Campaign name,Day,Amount spent (EUR),Impressions\nA,2026-09-01,99999999999999.00,10\n");
    assert_eq!((huge.error().code, huge.error().line), ("export-number", Some(2)));
}

#[test]
fn two_currencies_in_one_header() {
    let seen = see(
        "Campaign name,Day,Amount spent (EUR),Purchases conversion value (USD),Impressions\nA,2026-09-01,5.00,80.00,10\n",
    );
    seen.clean("meta_ads");
    assert_eq!((seen.sum(Measure::Spend), seen.sum(Measure::ClaimedSales)), (500, 0));
    assert_eq!(seen.codes(Level::Warning), ["export-currency"]);
}

/// LinkedIn writes the first day alone, whether a row is of a day, of a month or of all days: by hand, July to September.
#[test]
fn linkedin_ads_by_month_and_of_all_days() {
    let days = |starts: &[&str]| {
        let rows: String = starts.iter().map(|start| format!("{start}\tLeads\tEUR\t300.00\t1000\t20\n")).collect();
        let head = "Campaign Performance Report (in UTC)\nReport Start: July 1, 2026, 12:00 AM\n\
                    Report End: September 30, 2026, 11:59 PM\nDate Generated: October 2, 2026, 9:12 AM\n\n\
                    Start Date (in UTC)\tCampaign Name\tCurrency\tTotal Spent\tImpressions\tClicks\n";
        let seen = see(utf16(&format!("{head}{rows}")));
        seen.clean("linkedin_ads");
        seen.samples.iter().map(|sample| sample.days.clone()).collect::<Vec<_>>()
    };
    assert_eq!(days(&["7/1/2026", "7/1/2026"]), ["2026-07-01..2026-09-30"; 2]);
    assert_eq!(days(&["7/1/2026", "8/1/2026"]), ["2026-07-01..2026-07-31", "2026-08-01..2026-08-31"]);
    assert_eq!(days(&["7/1/2026", "7/3/2026"]), ["2026-07-01..2026-07-01", "2026-07-03..2026-07-03"]);
    assert_eq!(days(&["8/5/2026"]), ["2026-08-05..2026-08-05"]);
}

/// The row of totals has no names, and one that was cut off behind its day has none either.
#[test]
fn linkedin_ads_that_were_cut_off() {
    let whole = LINKEDIN.trim_end().rsplit_once('\n').unwrap().0;
    for rest in ["9", "9/16", "9/16/2026", "9/16/2026\t", "9/16/2026\tLea"] {
        let seen = see(utf16(&format!("{whole}\n{rest}")));
        assert_eq!(seen.codes(Level::Warning), ["export-torn"], "{rest}");
    }
    for rest in ["", "\n", "\n\t\t\t1059.23\t13834\t47\t3"] {
        assert!(see(utf16(&format!("{whole}{rest}"))).codes(Level::Warning).is_empty(), "{rest}");
    }
}

/// More rows of the first day than are read at once, and one of the second: they are of days.
#[test]
fn linkedin_ads_of_a_long_first_day() {
    let head = "Report Start: July 1, 2026\nReport End: July 31, 2026\n\n\
                Start Date (in UTC),Campaign Name,Currency,Total Spent,Impressions\n";
    let days = |last: &str| {
        let seen = see(format!("{head}{}{last},Leads,EUR,1.00,9\n", "7/1/2026,Leads,EUR,1.00,9\n".repeat(5_001)));
        seen.clean("linkedin_ads");
        assert_eq!((seen.tally.rows, seen.sum(Measure::Spend)), (5_002, 500_200));
        seen.samples[0].days.clone()
    };
    assert_eq!(days("7/2/2026"), "2026-07-01..2026-07-01");
    assert_eq!(days("7/1/2026"), "2026-07-01..2026-07-31");
}

/// A row of a week or a month is of its days, as far as the file tells of them.
#[test]
fn google_ads_by_week_and_month() {
    let days = |column: &str, cells: &[&str]| {
        let rows: String = cells.iter().map(|cell| format!("{cell},Brand,EUR,70.00,1000,20\n")).collect();
        let seen = see(format!(
            "Campaign report\n\"July 1, 2026 - September 29, 2026\"\n{column},Campaign,Currency code,Cost,Impr.,Clicks\n{rows}"
        ));
        seen.clean("google_ads");
        seen.samples.iter().map(|sample| sample.days.clone()).collect::<Vec<_>>()
    };
    assert_eq!(days("Week", &["2026-06-29", "2026-07-06"]), ["2026-07-01..2026-07-05", "2026-07-06..2026-07-12"]);
    let months = ["2026-07-01..2026-07-31", "2026-09-01..2026-09-29"];
    for cells in [["2026-07-01", "2026-09-01"], ["2026-07", "2026-09"], ["July 2026", "Sep 2026"]] {
        assert_eq!(days("Month", &cells), months, "{cells:?}");
    }
    assert_eq!(days("Monat", &["Juli 2026", "September 2026"]), months);
    assert_eq!(days("Month", &["VII/26"]), ["2026-07-01..2026-09-29"], "what cannot be read is of all days");
    assert_eq!(days("Day", &["2026-07-06"]), ["2026-07-06..2026-07-06"]);
}

/// The day on which a campaign began says nothing of when its money was spent.
#[test]
fn pinterest_ads_by_campaign() {
    let export = "Campaign name,Campaign ID,Campaign start date,Campaign end date,Spend in account currency,Impressions,Pin clicks\n\
                  Kits,6267,2026-03-01,,900.00,1000,20\n";
    assert_eq!(see_with(export, &euros()).error().code, "export-period");
    let quarter = Some(("2026-07-01".parse().unwrap(), "2026-09-30".parse().unwrap()));
    let seen = see_with(export, &Context { period: quarter, ..euros() });
    seen.clean("pinterest_ads");
    assert_eq!((seen.samples[0].days.as_str(), seen.sum(Measure::Spend)), ("2026-07-01..2026-09-30", 90_000));
}
