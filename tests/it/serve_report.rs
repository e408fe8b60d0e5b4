//! The KPI report in the dev server.

use crate::serve::{serve, until};
use crate::shell::{sound_copy, write};

/// The report is for who serves it, and for everybody only when it is published; exports are for nobody.
#[test]
fn the_report_follows_its_sources() {
    let site = sound_copy();
    let report = site.path().join("content/report");
    let settings = "title: Figures\ntime_zone: UTC\nperiods: [2026-09]\nsources: [{file: ads.csv}]\n";
    let ads = |spend: &str| {
        format!(
            "Reporting starts,Reporting ends,Campaign name,Amount spent (EUR),Impressions,Link clicks\n2026-09-01,2026-09-01,Autumn,{spend},100,5\n"
        )
    };
    write(&report.join("report.yaml"), settings);
    write(&report.join("ads.csv"), ads("1234.00"));
    let served = serve(site.path(), &[]);
    let page = || served.get("/_report/").text();
    assert!(page().contains("€1,234"), "{}", page());
    assert_eq!(served.get("/_report/report.css").status, 200);
    assert_eq!(served.get("/_report/data/overview-networks.csv").status, 200);
    for private in ["/report/", "/report/ads.csv", "/_report/ads.csv", "/content/report/ads.csv"] {
        assert_eq!(served.get(private).status, 404, "{private}");
    }
    write(&report.join("ads.csv"), ads("4321.00"));
    until("the new figure", || page().contains("€4,321"));
    write(&report.join("report.yaml"), format!("{settings}publish: true\n"));
    until("the published report", || served.get("/report/").status == 200);
    assert_eq!(served.get("/report/ads.csv").status, 404);
    write(&report.join("ads.csv"), "no,export\n");
    until("what is wrong with the export", || served.get("/_report/").status == 500);
    assert!(page().contains("no importer knows the file"), "{}", page());
}
