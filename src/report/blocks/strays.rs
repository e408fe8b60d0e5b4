//! Campaigns that orders and visits name, and campaigns.yaml does not: each by its name, and a sentence for the campaign that may be
//! meant.
//!
//! In: a lens. Out: a table, and a sentence. Absent: which campaign is meant; see [`crate::report::findings::strays`].

use crate::importers::Measure;
use crate::report::channels::{CampaignId, NetworkId};
use crate::report::lens::Lens;
use crate::report::number::{Exact, Unit};
use crate::report::view::{Cell, Column, Table, TableRow};

use super::{NONE, cell};

/// Those by which most ordered first; `None` where there are none, or no campaigns at all.
pub fn table(lens: &Lens<'_>, id: &str) -> Option<Table> {
    let words = lens.words;
    let columns = vec![
        Column::text("campaign", words.get("report_campaign")),
        Column::text("meant", words.get("report_meant")),
        Column::number("orders", words.metric("orders")),
        Column::number("sessions", words.metric("sessions")),
    ];
    let count = |number: i64| cell(words, Unit::Count, Some(Exact::whole(number)));
    let rows = lens.strays().into_iter().map(|stray| {
        let meant = stray.near.map(|campaign| lens.campaign(campaign));
        let meant = meant.map_or_else(|| Cell::text(NONE), |campaign| Cell::text(&campaign.code.0));
        TableRow { cells: vec![Cell::text(stray.name), meant, count(stray.orders), count(stray.visits)], quiet: false }
    });
    let rows: Vec<TableRow> = if lens.campaigns.is_empty() { Vec::new() } else { rows.collect() };
    let (title, text) = (words.get("report_strays").to_owned(), words.get("report_strays_text").to_owned());
    (!rows.is_empty()).then(|| Table { id: id.to_owned(), title, text, columns, rows, ..Table::default() })
}

/// `3 more orders name it alwayson`, of orders through some networks.
pub fn note(lens: &Lens<'_>, campaign: CampaignId, networks: impl Fn(NetworkId) -> bool) -> Option<String> {
    let sum = |measure| lens.strayed(campaign, measure, &networks).near;
    let orders = sum(Measure::Orders).saturating_sub(sum(Measure::UnpaidOrders));
    let strays = lens.strays();
    let near = strays.iter().filter(|stray| stray.near == Some(campaign) && stray.orders > 0);
    let names = near.map(|stray| stray.name).collect::<Vec<_>>().join(", ");
    (orders > 0).then(|| lens.words.count("report_misspelt", orders.unsigned_abs(), &[("names", &names)]))
}
