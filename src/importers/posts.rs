//! Tables of posts: what each has reached in its life.
//!
//! In: a [`PostLayout`]. Out: [`Post`]s, and totals rows beside their sum. Figures are those of a post's life, unless the
//! source says below `from:` and `to:` of which days they are. Absent: days on which a post was seen.

use super::figures::{Bound, Layout, Names, end_of_table};
use super::{Notice, Post, Reading, Reason, Record};

#[derive(Clone, Copy)]
pub struct PostLayout {
    pub id: Names<'static>,
    pub title: Names<'static>,
    pub url: Names<'static>,
    /// `from` is the day of the post.
    pub layout: Layout<'static>,
    /// The network of a format in lower case, and where the format itself begins in it.
    pub network: fn(&str) -> (&'static str, usize),
}

impl PostLayout {
    pub fn knows(&self, name: &str) -> bool {
        [self.id, self.title, self.url].iter().any(|names| names.contains(&name)) || self.layout.knows(name)
    }
}

/// Reads the rows of a table of posts.
///
/// # Errors
/// The file cannot be used.
pub fn read(reading: &mut Reading<'_, '_>, layout: &PostLayout) -> Result<(), Notice> {
    let bound = Bound::new(&layout.layout, &reading.head.header, reading)?;
    reading.decide(&bound.signs())?;
    let columns = [layout.id, layout.title, layout.url].map(|names| reading.column(names));
    let [id, title, url] = columns;
    let mut totals = bound.totals();
    let mut values = Vec::new();
    let mut format = String::new();
    let days = reading.context.period;
    let Reading { rows, cells, tally, emit, .. } = reading;
    while let Some(row) = rows.next_row()? {
        if row.is_empty() {
            continue;
        }
        if bound.is_total(&row) {
            totals.keep(&row, &bound, cells)?;
            continue;
        }
        tally.rows += 1;
        if !cells.fits(&row) {
            tally.skip(Reason::Ragged, row.line);
            continue;
        }
        let Some((day, _)) = bound.days(&row, cells)? else {
            tally.skip(Reason::NoDate, row.line);
            continue;
        };
        let currency = bound.currency(&row).unwrap_or_default();
        bound.values(&row, cells, currency, &mut values)?;
        totals.add(&values, currency);
        if let Some(reason) = bound.refuse(&values) {
            tally.skip(reason, row.line);
            continue;
        }
        format.clear();
        format.extend(bound.format.of(&row).chars().flat_map(char::to_lowercase));
        let (network, start) = (layout.network)(&format);
        let (from, to) = days.unwrap_or((day, day));
        tally.used(from, to, row.line);
        emit(Record::Post(Post {
            line: row.line,
            network,
            id: id.of(&row).trim_start_matches('\''),
            title: first_words(title.of(&row)),
            url: url.of(&row),
            day,
            days,
            format: format.get(start..).unwrap_or_default().trim(),
            values: &values,
        }));
    }
    end_of_table(totals, &bound, cells, tally);
    Ok(())
}

/// The first line of a text, cut behind a word.
fn first_words(text: &str) -> &str {
    /// Characters that a table has room for.
    const LONGEST: usize = 100;
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    match line.char_indices().nth(LONGEST) {
        None => line,
        Some((end, _)) => line[..end].rsplit_once(' ').map_or(&line[..end], |(head, _)| head),
    }
}
