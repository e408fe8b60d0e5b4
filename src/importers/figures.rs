//! Tables of figures: days, campaigns or groups of people beside what was counted.
//!
//! In: a [`Layout`], which names the columns of a program's export. Out: [`Sample`]s, and totals rows beside the sum of the
//! rows. Most importers of ads and visits are a layout and nothing else. Absent: ratios; whoever shows one divides.

mod bound;
mod repeated;
mod stretch;
mod totals;

use iso_currency::Currency;
use jiff::civil::Date;

use super::{Cells, Measure, Notice, Reading, Reason, Record, Sample, Tally, Trace};
use crate::exports::{Header, Row, error, plain};
pub use bound::Bound;
use repeated::Repeated;
use totals::Totals;

/// Names of columns in plain form, each list by preference.
pub type Names<'a> = &'a [&'a str];

/// How a program writes a table of figures.
#[derive(Clone, Copy)]
pub struct Layout<'a> {
    /// The day, or the first of some days.
    pub from: Names<'a>,
    /// The first day of a week, or a month, where no column of days is.
    pub week: Names<'a>,
    pub month: Names<'a>,
    pub to: Names<'a>,
    /// Whether a row that names its first day alone may be of a month, or of all days that the file tells of.
    pub only_starts: bool,
    pub currency: Names<'a>,
    pub network: Names<'a>,
    pub format: Names<'a>,
    pub source: Names<'a>,
    pub medium: Names<'a>,
    /// Both, like `instagram / social`.
    pub source_medium: Names<'a>,
    pub campaign: Names<'a>,
    pub campaign_id: Names<'a>,
    pub content: Names<'a>,
    pub channel: Names<'a>,
    /// What a segment is of, and its column.
    pub segments: &'a [(&'a str, Names<'a>)],
    pub figures: &'a [Figure<'a>],
    /// The networks that rows may be of which neither a rule nor a campaign gives one; the first counts.
    pub otherwise: &'static [&'static str],
    /// Whether a row without any name is one of totals.
    pub blank_is_total: bool,
    /// Whether a row of zeros says nothing.
    pub zeros_are_empty: bool,
}

/// A column with figures.
#[derive(Clone, Copy)]
pub struct Figure<'a> {
    pub measure: Measure,
    pub names: Names<'a>,
    /// A count is so many of the unit: 3600 for hours.
    pub times: i64,
}

pub const fn figure(measure: Measure, names: Names<'_>) -> Figure<'_> {
    Figure { measure, names, times: if matches!(measure, Measure::ClaimedOrders) { 1_000 } else { 1 } }
}

impl Layout<'_> {
    pub const NONE: Layout<'static> = Layout {
        from: &[],
        week: &[],
        month: &[],
        to: &[],
        only_starts: false,
        currency: &[],
        network: &[],
        format: &[],
        source: &[],
        medium: &[],
        source_medium: &[],
        campaign: &[],
        campaign_id: &[],
        content: &[],
        channel: &[],
        segments: &[],
        figures: &[],
        otherwise: &[],
        blank_is_total: false,
        zeros_are_empty: false,
    };

    /// Whether any column has this name.
    pub fn knows(&self, name: &str) -> bool {
        let texts = [
            self.from,
            self.week,
            self.month,
            self.to,
            self.currency,
            self.network,
            self.format,
            self.source,
            self.medium,
            self.source_medium,
            self.campaign,
            self.campaign_id,
            self.content,
            self.channel,
        ];
        texts.iter().any(|names| names.contains(&name))
            || self.segments.iter().any(|(_, names)| names.contains(&name))
            || self.figures.iter().any(|figure| figure.names.contains(&name))
    }
}

/// What ends a table.
pub enum End {
    File,
    /// Another table, below its header.
    Table(Header),
    /// A line of words; a header may follow.
    Title(String),
}

/// What ads brought is nothing to judge them by, where nobody knows what they cost.
fn without_spend(figure: &Figure<'_>, line: u64) -> Notice {
    let name = figure.names.first().copied().unwrap_or_default();
    error("export-spend", "it has no column of what was spent, so that nothing can be said of what came back")
        .line(line)
        .help(format!("choose that column in the ads manager too (in English `{name}`), and export it again"))
}

/// Reads a file that is one table.
///
/// # Errors
/// The file cannot be used.
pub fn read(reading: &mut Reading<'_, '_>, layout: &Layout<'_>) -> Result<(), Notice> {
    let mut bound = Bound::new(layout, &reading.head.header, reading)?;
    // What has no campaigns is of posts and profiles.
    let lacks_spend = reading.head.header.has_any(layout.campaign) && !bound.has(Measure::Spend);
    if let Some(spend) = layout.figures.iter().find(|figure| lacks_spend && figure.measure == Measure::Spend) {
        return Err(without_spend(spend, reading.head.line));
    }
    reading.decide(&bound.signs())?;
    if layout.only_starts {
        bound.look_ahead(reading)?;
    }
    if bound.tells_spend() {
        reading.tally.declared = bound.told_by_head;
    }
    let end = table(reading, &bound, None)?;
    if !matches!(end, End::File) {
        let message = "the file holds more than one table; only the first is read";
        reading.tally.say(crate::exports::note("export-tables", message).line(reading.rows.line()));
    }
    Ok(())
}

/// Reads the rows of one table. `segment` is what all its rows are about.
///
/// # Errors
/// The file cannot be used.
pub fn table(reading: &mut Reading<'_, '_>, bound: &Bound, kind: Option<&str>) -> Result<End, Notice> {
    let mut totals = Totals::default();
    let mut values = Vec::new();
    let mut scratch = Scratch::default();
    let mut repeated = Repeated::new(reading.importer.kind, &reading.head.header, bound.has_campaign_id());
    let knows = reading.importer.knows;
    let Reading { rows, cells, tally, emit, .. } = reading;
    if let Some(notice) = &bound.mixed {
        tally.say(notice.clone());
    }
    let end = loop {
        let Some(row) = rows.next_row()? else { break End::File };
        if row.is_empty() {
            continue;
        }
        if row.after_blank
            && let Some(end) = other_table(&row, knows)
        {
            break end;
        }
        if bound.is_total(&row) {
            totals.keep(&row, bound, cells)?;
            continue;
        }
        tally.rows += 1;
        if !cells.fits(&row) {
            tally.skip(Reason::Ragged, row.line);
            continue;
        }
        let Some((from, to)) = bound.days(&row, cells)? else {
            undated(bound, &row, cells, tally)?;
            continue;
        };
        let Some(currency) = told(bound.currency(&row), tally, row.line) else { continue };
        if bound.values(&row, cells, currency, &mut values)? {
            tally.say(no_currency(row.line));
        }
        let refused = bound.refuse(&values);
        let again = refused.is_none() && repeated.is_again(&row, (from, to), &values, currency);
        if !again {
            totals.add(&values, currency);
        }
        if let Some(reason) = refused.or(again.then_some(Reason::Repeated)) {
            if reason == Reason::Empty && bound.spent_nothing(&row, &values) {
                tally.unspent(from, to);
            }
            tally.skip(reason, row.line);
            continue;
        }
        tally.used(from, to, row.line);
        scratch.lower(bound, &row);
        let group = bound.segment(&row, kind);
        emit(Record::Sample(Sample { segment: group, ..scratch.sample(bound, &row, (from, to), currency, &values) }));
    };
    repeated.tell(tally);
    end_of_table(totals, bound, cells, tally);
    Ok(end)
}

/// A row without a day: of a campaign that paused for all days that the file tells of, maybe.
fn undated(bound: &Bound, row: &Row<'_>, cells: &mut Cells, tally: &mut Tally) -> Result<(), Notice> {
    let paused = bound.days_of_pause(row, cells)?;
    if let Some((from, to)) = paused {
        tally.unspent(from, to);
    }
    tally.skip(if paused.is_some() { Reason::Empty } else { Reason::NoDate }, row.line);
    Ok(())
}

/// What a row tells; else why it is left out is counted.
fn told<T>(told: Result<T, Reason>, tally: &mut Tally, line: u64) -> Option<T> {
    told.map_err(|reason| tally.skip(reason, line)).ok()
}

/// Says what the sums of all rows tell, and compares them with totals; what was rounded may differ.
pub fn end_of_table(totals: Totals, bound: &Bound, cells: &Cells, tally: &mut Tally) {
    tally.notices.extend(totals.without_spend(bound));
    let slack = cells.rounded.map_or(0, |(count, _)| count);
    totals.check(bound, tally, slack);
}

/// Texts in lower case, in buffers that are used again.
#[derive(Default)]
struct Scratch {
    network: String,
    format: String,
}

impl Scratch {
    fn lower(&mut self, bound: &Bound, row: &Row<'_>) {
        lower_into(&mut self.network, bound.network.of(row));
        lower_into(&mut self.format, bound.format.of(row));
    }

    /// A row without its group of people.
    fn sample<'a>(
        &'a self,
        bound: &Bound,
        row: &Row<'a>,
        (from, to): (Date, Date),
        currency: Option<Currency>,
        values: &'a [(Measure, i64)],
    ) -> Sample<'a> {
        Sample {
            id: "",
            line: row.line,
            from,
            to,
            currency,
            trace: bound.trace(row),
            network: if self.network.is_empty() { bound.default_network } else { Some(&self.network) },
            tells_network: !self.network.is_empty(),
            otherwise: bound.otherwise,
            format: &self.format,
            segment: None,
            values,
        }
    }
}

fn lower_into(buffer: &mut String, text: &str) {
    buffer.clear();
    if !matches!(text, "-" | "--" | "(not set)") {
        buffer.extend(text.chars().flat_map(char::to_lowercase));
    }
}

/// A row below a blank line that begins another table: a title, or names of columns.
pub fn other_table(row: &Row<'_>, knows: fn(&str) -> bool) -> Option<End> {
    let filled = row.fields().filter(|field| !field.trim().is_empty()).count();
    if filled == 1 {
        return Some(End::Title(row.get(0).to_owned()));
    }
    let header = Header::of(row);
    let known = header.names.iter().filter(|name| knows(&name.plain)).count();
    (known >= 2).then_some(End::Table(header))
}

/// Whether a cell says that its row holds totals: `Total`, `Total : compte`, `Total of 381 results`.
pub fn says_total(cell: &str) -> bool {
    const WORDS: &[&str] = &[
        "total",
        "totals",
        "grand total",
        "gesamt",
        "gesamtsumme",
        "gesamtergebnis",
        "gesamtwert",
        "summe",
        "insgesamt",
        "totale",
        "totali",
        "totaux",
        "total general",
        "totales",
        "totais",
        "somme",
        "celkem",
        "totaal",
    ];
    const STARTS: &[&str] = &[
        "total -",
        "total of ",
        "total de ",
        "total des ",
        "total di ",
        "totale di ",
        "summe aus ",
        "gesamt -",
        "results from ",
    ];
    let starts = |start: &str| cell.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
    let possible = ["tot", "grand", "ges", "s", "ins", "cel", "results"].into_iter().any(starts);
    possible && {
        let cell = plain(cell);
        let begins = |start: &&str| cell.starts_with(*start);
        let word = cell.split([':', '(']).next().unwrap_or_default().trim_end();
        WORDS.contains(&word) || STARTS.iter().any(begins)
    }
}

fn no_currency(line: u64) -> Notice {
    crate::exports::warning("export-currency", "the file does not tell its currency; its amounts are left out")
        .line(line)
        .help("write `currency:` below the source")
}

pub fn no_period() -> Notice {
    error("export-period", "the file does not tell which days it is about")
        .help("write `from:` and `to:` below the source")
}

/// Names that say nothing.
pub fn name_or_empty(cell: &str) -> &str {
    match cell {
        "-" | "--" | "(not set)" | "(not provided)" => "",
        _ => cell,
    }
}

/// `instagram / social` in two.
pub fn halves<'a>(trace: &mut Trace<'a>, both: &'a str) {
    if let Some((source, medium)) = both.split_once(" / ") {
        trace.source = name_or_empty(source);
        trace.medium = name_or_empty(medium);
    }
}

/// A day as a table of days writes it: `2026-06-01 00:00 +0000` names a day of the account, and no moment that lies on the
/// day before farther west.
pub fn whole_day(cell: &str) -> &str {
    let (date, rest) = cell.split_at_checked(10).unwrap_or((cell, ""));
    let time = rest.get(1..).and_then(|time| time.split(['Z', '+', '-', ' ']).next()).unwrap_or_default();
    let midnight = !time.is_empty() && time.bytes().all(|byte| matches!(byte, b'0' | b':' | b'.'));
    if midnight && date.matches('-').count() == 2 { date } else { cell }
}

/// The days of a month, `2026-06`.
pub fn month(cell: &str) -> Option<(Date, Date)> {
    let (year, month) = cell.split_once('-').filter(|(year, month)| year.len() == 4 && month.len() == 2)?;
    let first = Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok()?;
    Some((first, first.last_of_month()))
}
