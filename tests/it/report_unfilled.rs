//! The KPI report where links of ads bear what their ads manager should have filled in.

use crate::report::HEAD;
use crate::report_slips::with_campaigns;
use crate::report_untagged::{TWO, daily, payments, september};

const ADS: &str = "Campaign name,Platform,Day,Amount spent (EUR),Impressions,Link clicks\n\
                   Always,instagram,2026-09-01,300.00,1000,20\n";

const CAMPAIGNS: &str = "- {code: always-on, name: Always, networks: [instagram], medium: paid_social, objective: sales, \
                         format: video, start: 2026-01-01, landing_page: /, names: [Always]}\n";

/// Five orders name the campaign, ten of Instagram name none, three no network either. A value with words of its own is a name.
#[test]
fn what_no_ads_manager_filled_in_names_nothing() {
    let month = september();
    let rows = [
        daily(&month[..5], 1, ("instagram", "paid_social", "always-on")),
        daily(&month[..10], 1, ("instagram", "paid_social", "{{campaign.name}}")),
        daily(&month[..3], 1, ("{{site_source_name}}", "", "__CAMPAIGN_NAME__")),
        daily(&month[..2], 1, ("instagram", "paid_social", "{campaignid}-autumn")),
    ];
    let orders = payments(&rows.concat());
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", ADS)];
    let (report, page, said) =
        with_campaigns(&exports, (&format!("{HEAD}{TWO}"), CAMPAIGNS), "campaigns/always-on.html");
    let strays = report["tables"]["quality"]["stray-campaigns"]["rows"].as_array().cloned().unwrap_or_default();
    let names: Vec<_> = strays.iter().filter_map(|row| row["campaign"].as_str()).collect();
    assert_eq!(names, ["{campaignid}-autumn"], "{strays:?}");
    assert!(page.contains("10 of them without the name of a campaign"), "{page}");
    for (line, told) in [
        (7, "10 orders bear `utm_campaign={{campaign.name}}`"),
        (17, "3 orders bear `utm_source={{site_source_name}}`"),
        (17, "3 orders bear `utm_campaign=__CAMPAIGN_NAME__`"),
    ] {
        assert!(said.contains(told) && said.contains(&format!("pay.csv:{line}")), "{told}: {said}");
    }
    assert_eq!(said.matches("warning[unfilled-link]").count(), 3, "{said}");
    assert!(said.contains("write the campaign's code, like `utm_campaign=spring`"), "{said}");
    assert!(!report.to_string().contains("site_source_name"), "{report}");
}

/// Visits tell of it before anybody buys: forty in two rows, fifteen of another ad that may be of somebody who tried its link, and
/// sixty that name their campaign.
#[test]
fn visits_tell_of_what_no_ads_manager_filled_in() {
    let visits = "# Traffic acquisition\n# 20260901-20260930\n\nDate,Session source / medium,Session campaign,Sessions\n\
                  20260909,instagram / paid_social,always-on,60\n\
                  20260910,instagram / paid_social,{{campaign.name}},25\n\
                  20260911,instagram / paid_social,{{campaign.name}},15\n\
                  20260912,tiktok / paid_social,__CAMPAIGN_NAME__,15\n";
    let orders = payments(&daily(&september(), 1, ("instagram", "paid_social", "always-on")));
    let yaml = format!("{HEAD}{TWO}  - {{file: ga4.csv, currency: EUR}}\n");
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", ADS), ("ga4.csv", visits)];
    let (_, _, said) = with_campaigns(&exports, (&yaml, CAMPAIGNS), "index.html");
    let told = "40 visits bear `utm_campaign={{campaign.name}}`";
    assert!(said.contains(told) && said.contains("ga4.csv:6"), "{said}");
    assert_eq!(said.matches("warning[unfilled-link]").count(), 1, "{said}");
}

/// Who wrote a rule about it knows what it means.
#[test]
fn a_rule_may_be_about_a_place_to_be_filled_in() {
    let orders = payments(&daily(&september()[..10], 1, ("{{site_source_name}}", "paid_social", "")));
    let exports = [("pay.csv", orders.as_str()), ("ads.csv", ADS)];
    let rule = "channels:\n  - {when: {source: '{{site_source_name}}'}, network: instagram}\n";
    let of =
        |rule: &str| with_campaigns(&exports, (&format!("{HEAD}{TWO}{rule}"), CAMPAIGNS), "networks/instagram.html").0;
    let sold = |report: &serde_json::Value| crate::report_part::figure(report, "instagram", "orders").0.as_f64();
    assert_eq!(sold(&of(rule)), Some(10.0));
    assert_ne!(sold(&of("")), Some(10.0));
}
