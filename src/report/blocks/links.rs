//! What the shop's tagged links earned, one by one, QR codes among them.

use crate::importers::Measure;
use crate::report::channels::{CampaignId, LinkId};
use crate::report::lens::Lens;
use crate::report::number::{Exact, Unit};
use crate::report::slice::{Cut, Slice};
use crate::report::view::{Block, Cell, Column, Table, TableRow};

/// The links of some campaigns; `None` when they have none.
pub fn table(lens: &Lens<'_>, id: &str, campaigns: &[CampaignId]) -> Option<Block> {
    let words = lens.words;
    let mut rows: Vec<(i64, TableRow)> = Vec::new();
    for campaign in campaigns {
        for (n, _) in lens.campaign(*campaign).links.iter().enumerate() {
            rows.push(row(lens, (*campaign, n as u16)));
        }
    }
    if rows.is_empty() {
        return None;
    }
    rows.sort_by_key(|(sales, _)| std::cmp::Reverse(*sales));
    let columns = vec![
        Column::text("link", words.get("report_link")),
        Column::text("campaign", words.get("report_campaign")),
        Column::text("place", words.get("report_place")),
        Column::number("sessions", words.metric("sessions")),
        Column::number("orders", words.metric("orders")),
        Column::number("sales", words.metric("sales")),
    ];
    let rows = rows.into_iter().map(|(_, row)| row).collect();
    let (title, text) = (words.get("report_links").to_owned(), words.get("report_links_text").to_owned());
    Some(Block::Table(Table { id: id.to_owned(), title, text, columns, rows, ..Table::default() }))
}

fn row(lens: &Lens<'_>, link: LinkId) -> (i64, TableRow) {
    let words = lens.words;
    let campaign = lens.campaign(link.0);
    let own = &campaign.links[usize::from(link.1)];
    let slice = of_link(&lens.now.slice, link);
    let value = |name: &str| lens.of(name, &slice);
    let sessions = slice.sum(Cut::default(), Measure::Sessions).map(Exact::whole);
    let sales = value("sales");
    let place = own.content.clone().unwrap_or_default();
    let place = if own.qr { format!("{place} · {}", words.get("report_qr")) } else { place };
    let place = place.trim_start_matches(" · ").to_owned();
    let cells = vec![
        Cell { detail: Some(own.to.text().to_owned()), ..Cell::text(&own.code.0) },
        Cell { plain: campaign.code.0.clone(), ..Cell::text(&campaign.name) },
        Cell::text(place),
        super::cell(words, Unit::Count, sessions),
        super::cell(words, Unit::Count, value("orders")),
        super::cell(words, Unit::Money, sales),
    ];
    (sales.map_or(i64::MIN, |sales| sales.scaled(0)), TableRow { cells, quiet: false })
}

fn of_link(slice: &Slice, link: LinkId) -> Slice {
    slice.part(slice.period, |row| row.belonging.link == Some(link))
}
