//! Meta Business Suite → Insights → Export of one chart (daily series).
//!
//! In: UTF-16 with `sep=,`, a title that names the measure and mostly the network, `"Date","Primary"`, a row per day; days
//! without follows are missing. Out: a [`super::Sample`] for each row. Absent: titles that are not known; each is told, and
//! its table left out.

use super::figures::{self, Bound, End, Layout, figure};
use super::{Head, Importer, Kind, Measure, Notice, Reading};
use crate::exports::{Header, note, plain, quoted, warning};

pub const IMPORTER: Importer = Importer {
    name: "meta_daily",
    label: "Meta Business Suite daily series",
    kind: Kind::Audience,
    network: None,
    knows: |name| DATE.contains(&name) || PRIMARY.contains(&name),
    recognise,
    read,
};

const DATE: &[&str] = &["date", "datum", "fecha", "data"];

const PRIMARY: &[&str] = &["primary", "principal", "principale", "primar", "primario", "primaria"];

/// Words of a title and what it counts; the first that fits.
const TITLES: &[(&[&str], Measure)] = &[
    (&["followers", "abonnes", "seguidores", "follower gesamt"], Measure::Followers),
    (&["follow", "suivi", "seguimientos", "neue follower", "likes de page", "new likes"], Measure::Follows),
    (&["link click", "clics sur", "linkklick", "link-klick", "clics en"], Measure::LinkClicks),
    (&["visit", "besuche", "visite"], Measure::ProfileVisits),
    (&["interaction", "engagement", "interaktion", "interacciones", "interazioni"], Measure::Engagements),
    (&["reach", "couverture", "reichweite", "alcance", "copertura", "viewers"], Measure::Reach),
    (&["view", "vues", "aufrufe", "visualiza", "visualizz"], Measure::Views),
    (&["impression", "impresiones"], Measure::Impressions),
];

fn recognise(head: &Head) -> bool {
    let names = &head.header.names;
    (2..=3).contains(&names.len()) && head.header.has_any(DATE) && head.header.has_any(PRIMARY)
}

fn read(reading: &mut Reading<'_, '_>) -> Result<(), Notice> {
    let mut title = reading.head.preamble.last().cloned().unwrap_or_default();
    let mut header = reading.head.header.clone();
    loop {
        let end = match measure(&title) {
            Some(measure) => series(reading, &header, &title, measure)?,
            None => {
                reading.tally.say(unknown(&title, reading.head.line));
                skip(reading)?
            }
        };
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

fn measure(title: &str) -> Option<Measure> {
    let title = plain(title);
    let fits = |words: &&[&str]| words.iter().any(|word| title.contains(word));
    // Who leaves is told beside who comes, and is not counted.
    let leaves = title.contains("unfollow");
    TITLES.iter().find(|(words, _)| fits(words) && !leaves).map(|(_, measure)| *measure)
}

fn series(reading: &mut Reading<'_, '_>, header: &Header, title: &str, measure: Measure) -> Result<End, Notice> {
    let figures = [figure(measure, PRIMARY)];
    let layout = Layout { from: DATE, figures: &figures, ..Layout::NONE };
    let mut bound = Bound::new(&layout, header, reading)?;
    bound.default_network = network(title);
    if bound.default_network.is_none() {
        let message = format!("the title {} does not tell the network", quoted(title));
        reading
            .tally
            .say(note("export-network", message).line(reading.head.line).help("write `network:` below the source"));
    }
    reading.decide(&bound.signs())?;
    figures::table(reading, &bound, None)
}

fn network(title: &str) -> Option<&'static str> {
    let title = plain(title);
    ["instagram", "facebook", "threads"].into_iter().find(|network| title.contains(network))
}

/// Leaves a table out.
fn skip(reading: &mut Reading<'_, '_>) -> Result<End, Notice> {
    let knows = reading.importer.knows;
    while let Some(row) = reading.rows.next_row()? {
        if row.after_blank
            && let Some(end) = figures::other_table(&row, knows)
        {
            return Ok(end);
        }
    }
    Ok(End::File)
}

fn unknown(title: &str, line: u64) -> Notice {
    warning("export-title", format!("{} does not tell what the series counts", quoted(title)))
        .line(line)
        .help("name its columns below `table:`")
}
