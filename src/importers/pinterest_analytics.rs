//! Pinterest → Analytics → Overview → Export.
//!
//! In: lines about the account, a block of days, then `Top Pins` and `Top Boards`. Out: a [`super::Sample`] for each day.
//! Absent: pins and boards, which tell no days; their rows are counted as skipped. The last days are estimates that
//! Pinterest corrects later.

use super::figures::{self, Bound, End, Layout, figure};
use super::{Head, Importer, Kind, Measure, Notice, Reading, Reason};
use crate::exports::{Header, note, plain};

pub const IMPORTER: Importer = Importer {
    name: "pinterest_analytics",
    label: "Pinterest Analytics",
    kind: Kind::Audience,
    network: Some("pinterest"),
    knows: |name| LAYOUT.knows(name) || OTHERS.contains(&name),
    recognise,
    read,
};

/// Columns of the blocks below the days.
const OTHERS: &[&str] = &["pin link", "pin", "pin id", "board", "board name", "board link"];

const LAYOUT: Layout<'static> = Layout {
    from: &["date", "datum", "fecha", "data"],
    figures: &[
        figure(Measure::Impressions, super::names::IMPRESSIONS),
        figure(Measure::Engagements, &["engagements", "engagement", "interactions", "interaktionen", "interacciones"]),
        figure(Measure::Clicks, &["pin clicks", "clics sur l'epingle", "pin-klicks", "clics en el pin"]),
        figure(
            Measure::LinkClicks,
            &["outbound clicks", "clics sortants", "ausgehende klicks", "clics salientes", "clic in uscita"],
        ),
        figure(Measure::Saves, &["saves", "enregistrements", "merken", "guardados", "salvataggi"]),
        figure(Measure::Reach, &["total audience", "monthly total audience"]),
        figure(Measure::Views, &["video views"]),
        figure(Measure::Follows, &["follows", "new followers"]),
        figure(Measure::ProfileVisits, &["profile visits"]),
    ],
    ..Layout::NONE
};

fn recognise(head: &Head) -> bool {
    let told = head.line_with(&["pinterest", "claimed account", "curated content"]).is_some();
    let own = head.header.has_any(&["pin clicks", "outbound clicks", "monthly total audience"]);
    let spend = head.header.has_any(&["spend", "spend in account currency", "campaign name"]);
    head.header.has_any(LAYOUT.from) && (told || own) && !spend
}

fn read(reading: &mut Reading<'_, '_>) -> Result<(), Notice> {
    let mut header = reading.head.header.clone();
    let mut title = String::new();
    loop {
        let days = header.has_any(LAYOUT.from) && !plain(&title).starts_with("top");
        let end = if days { block(reading, &header)? } else { skip(reading)? };
        match end {
            End::File => return Ok(()),
            End::Table(next) => header = next,
            End::Title(next) => {
                title = next;
                let Some(row) = reading.rows.next_row()? else { return Ok(()) };
                header = Header::of(&row);
            }
        }
    }
}

fn block(reading: &mut Reading<'_, '_>, header: &Header) -> Result<End, Notice> {
    let bound = Bound::new(&LAYOUT, header, reading)?;
    reading.decide(&bound.signs())?;
    reading.cells.width = header.names.len();
    figures::table(reading, &bound, None)
}

/// Leaves a block out that tells no days.
fn skip(reading: &mut Reading<'_, '_>) -> Result<End, Notice> {
    let knows = reading.importer.knows;
    let tally = &mut reading.tally;
    while let Some(row) = reading.rows.next_row()? {
        if row.after_blank
            && let Some(end) = figures::other_table(&row, knows)
        {
            return Ok(end);
        }
        if !row.is_empty() {
            tally.say(
                note("export-tables", "the tables of pins and boards tell no days; they are left out").line(row.line),
            );
            tally.rows += 1;
            tally.skip(Reason::NoDate, row.line);
        }
    }
    Ok(End::File)
}
