//! Where the table of an export begins.
//!
//! In: a stream, and which names of columns are known. Out: [`Export`]: the lines above the header, the header, and the rows
//! below it. The delimiter is the one with which the header is best known; `sep=` decides, where it is written. Absent:
//! what the file is; importers recognise it by its [`Head`].

use std::io::Read;
use std::ops::ControlFlow;

use jiff::civil::Date;

use super::date::{self, When};
use super::header::{Header, plain};
use super::notice::{Notice, error, note, quoted};
use super::rows::{Rows, trim};
use super::text::Text;

/// The header stands within so many rows.
const HEADER_ROWS: usize = 30;

/// Known names that make a row a header.
const ENOUGH: usize = 2;

const DELIMITERS: &[u8] = b",;\t|";

/// An export that is about to be read.
pub struct Export<'r> {
    pub head: Head,
    pub rows: Rows<'r>,
    pub notices: Vec<Notice>,
}

#[derive(Debug, Clone, Default)]
pub struct Head {
    /// Lines above the header, fields joined with a tab.
    pub preamble: Vec<String>,
    pub header: Header,
    /// Of the header.
    pub line: u64,
    pub delimiter: char,
    /// How many columns have a known name.
    pub known: usize,
    /// Whether the header may be quoted: it is one, and no row with somebody's name.
    pub quotable: bool,
}

/// A row that may be the header.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    known: usize,
    fields: usize,
    line: u64,
}

/// Opens an export.
///
/// # Errors
/// It is no text, empty, or broken before its header ends.
pub fn open<'r>(input: Box<dyn Read + 'r>, known: &dyn Fn(&str) -> bool) -> Result<Export<'r>, Notice> {
    let mut text = Text::new(input);
    text.more()?;
    no_table(&text)?;
    let mut rows = Rows::new(text, b',');
    let written = take_separator(&mut rows);
    let mut best = (Candidate::default(), b',');
    for delimiter in written.as_slice().iter().chain(if written.is_some() { &[][..] } else { DELIMITERS }) {
        let found = header_with(&mut rows, *delimiter, known);
        if (found.known, found.fields) > (best.0.known, best.0.fields) {
            best = (found, *delimiter);
        }
    }
    let (found, delimiter) = best;
    rows.delimiter = delimiter;
    let mut head = Head { delimiter: char::from(delimiter), known: found.known, ..Head::default() };
    while let Some(row) = rows.next_row()? {
        if row.line >= found.line {
            head.line = row.line;
            head.header = Header::of(&row);
            break;
        }
        head.preamble.push(row.fields().collect::<Vec<_>>().join("\t"));
    }
    if head.header.names.is_empty() {
        return Err(empty());
    }
    head.quotable = head.known >= ENOUGH || (head.header.is_plausible() && has_values_below(&mut rows));
    let mut notices = rows.text().take_notices();
    if written.is_none() && delimiter != b',' {
        let name = if delimiter == b'\t' { "tabs".to_owned() } else { format!("`{}`", char::from(delimiter)) };
        notices.push(note("export-delimiter", format!("fields are separated by {name}")));
    }
    Ok(Export { head, rows, notices })
}

/// Whether numbers or dates stand below a header.
fn has_values_below(rows: &mut Rows<'_>) -> bool {
    let mut found = false;
    rows.peek(|row| {
        found = row.fields().any(|field| trim(field).starts_with(|c: char| c.is_ascii_digit()));
        if found { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    found
}

fn empty() -> Notice {
    error("export-empty", "the file holds no table").help("export it again; choose CSV and a period with data")
}

/// Files that are no text at all, by their first bytes.
fn no_table(text: &Text<'_>) -> Result<(), Notice> {
    let start = text.rest().trim_start();
    let what = if start.starts_with("PK\u{3}\u{4}") {
        "a workbook (XLSX) or an archive (ZIP)"
    } else if start.starts_with("ÐÏ\u{11}à") {
        "a workbook (XLS)"
    } else if start.starts_with("\u{1f}‹") {
        "compressed (gzip)"
    } else if start.starts_with("%PDF") {
        "a PDF"
    } else if start.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype")) || start.starts_with("<html")
    {
        "a web page"
    } else if start.is_empty() {
        return Err(empty());
    } else {
        return Ok(());
    };
    Err(error("export-format", format!("the file is {what}, not CSV")).help("export it as CSV, or save it as CSV"))
}

/// `sep=;` in the first line, which Excel reads and nobody else.
fn take_separator(rows: &mut Rows<'_>) -> Option<u8> {
    let rest = rows.text().rest();
    let line = rest.lines().next()?;
    let sign = trim(line).trim_matches('"');
    let delimiter = match sign.get(..4)?.eq_ignore_ascii_case("sep=").then_some(&sign.as_bytes()[4..])? {
        [] => b'\t',
        [delimiter] if delimiter.is_ascii() => *delimiter,
        _ => return None,
    };
    let line = line.len();
    rows.skip_line(line);
    Some(delimiter)
}

/// The row that is the header if fields are separated so: the first that is known, or the one with most fields.
fn header_with(rows: &mut Rows<'_>, delimiter: u8, known: &dyn Fn(&str) -> bool) -> Candidate {
    rows.delimiter = delimiter;
    let mut best = Candidate::default();
    let mut seen = 0;
    rows.peek(|row| {
        seen += 1;
        let header = Header::of(row);
        let hits = header.names.iter().filter(|name| known(&name.plain)).count();
        let found = Candidate { known: hits, fields: row.len(), line: row.line };
        if hits >= ENOUGH {
            best = found;
            return ControlFlow::Break(());
        }
        if found.fields > best.fields {
            best = Candidate { known: 0, ..found };
        }
        if seen == HEADER_ROWS { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    best
}

impl Head {
    /// The names of all columns for a message, the long list cut.
    pub fn listed(&self) -> String {
        /// More than anybody reads.
        const LISTED: usize = 30;
        let names = &self.header.names;
        if !self.quotable {
            return format!("{} without names", names.len());
        }
        let listed: Vec<String> = names.iter().take(LISTED).map(|name| quoted(&name.written)).collect();
        let more = if names.len() > LISTED { ", …" } else { "" };
        format!("{}{more}", listed.join(", "))
    }

    /// The first line of the preamble that has any of these words, in plain form.
    pub fn line_with(&self, words: &[&str]) -> Option<&str> {
        let has = |line: &&String| {
            let line = plain(line);
            words.iter().any(|word| line.contains(word))
        };
        self.preamble.iter().find(has).map(String::as_str)
    }

    /// The first and the last day that the preamble names, but for the day of the export.
    pub fn period(&self, day_first: Option<bool>) -> Option<(Date, Date)> {
        const MADE: &[&str] =
            &["generated", "downloaded", "created", "exported", "erstellt", "genere", "generad", "creat"];
        let told = |line: &&String| {
            let line = plain(line);
            !MADE.iter().any(|word| line.contains(word))
        };
        let days = self.preamble.iter().filter(told).flat_map(|line| match dates(line, day_first) {
            // `July 1, 2026` is two fields where nobody quotes it.
            none if none.is_empty() => dates(&line.replace('\t', ","), day_first),
            days => days,
        });
        days.fold(None, |period, day| {
            let (from, to) = period.unwrap_or((day, day));
            Some((from.min(day), to.max(day)))
        })
    }
}

/// Days in a line of words: `# Start date: 20250101`, `June 1, 2026 - June 30, 2026`.
fn dates(line: &str, day_first: Option<bool>) -> Vec<Date> {
    let mut days = Vec::new();
    for piece in line.split(['\t', '#', '(', ')', '"']) {
        let piece = piece.split_once(": ").map_or(piece, |(_, behind)| behind);
        let halves = piece.split(" - ").flat_map(|half| half.split(['–', '—'])).map(trim);
        for half in halves {
            let compact = half.split_once('-').filter(|(from, to)| from.len() == 8 && to.len() == 8);
            let parts = compact.map_or([half, ""], |(from, to)| [from, to]);
            for part in parts {
                if let Ok(When::Day(day) | When::Local(day, _)) = date::parse(part, day_first) {
                    days.push(day);
                }
            }
        }
    }
    days
}
