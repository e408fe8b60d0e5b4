//! A file while an importer reads it.
//!
//! In: an opened export and the context. Out: [`Reading`], whose parts an importer borrows one by one, and [`Cells`]: cells →
//! amounts in minor units, counts, days. Absent: what the columns mean.

use iso_currency::Currency;
use jiff::civil::Date;

use super::{Context, Importer, Kind, Level, Notice, Reason, Record, Tally};
use crate::exports::{Cell, Clock, Column, Export, Head, Row, Rows, Signs};
use crate::exports::{currency, error, exponent, may_stand_for, note, quoted, sign, warning};

pub struct Reading<'e, 'r> {
    pub head: Head,
    pub rows: Rows<'r>,
    pub cells: Cells,
    pub tally: Tally,
    pub context: &'e Context,
    pub importer: &'static Importer,
    pub emit: &'e mut dyn FnMut(Record<'_>),
}

/// How the cells of this file are read.
pub struct Cells {
    pub signs: Signs,
    pub clock: Clock,
    /// Fields that a row has.
    pub width: usize,
    /// Numbers with more decimals than their unit has, and the line of the first.
    pub rounded: Option<(u64, u64)>,
    month_first: bool,
    /// The columns as they are written, for messages.
    names: Vec<String>,
    /// The last code and what it is; most files have one.
    code: (String, Option<Currency>),
}

/// In minor units: a hundred billion with two decimals. More is a slip, and sums stay far from overflow.
const MAX_AMOUNT: i64 = 10_000_000_000_000;

/// GA4 and other programs download so many rows and say nothing of the rest.
const CUT: &[u64] = &[5_000, 50_000, 100_000];

impl<'e, 'r> Reading<'e, 'r> {
    pub fn new(
        export: Export<'r>,
        importer: &'static Importer,
        context: &'e Context,
        emit: &'e mut dyn FnMut(Record<'_>),
    ) -> Reading<'e, 'r> {
        let signs = Signs { decimal: context.decimal, day_first: context.day_first, words: None };
        let clock = Clock::new(context.zone.clone(), context.file_zone.clone());
        let width = width(&export.head);
        let tally = Tally { notices: export.notices, ..Tally::default() };
        let names = export.head.header.names.iter().map(|name| name.written.clone()).collect();
        let code = (String::new(), None);
        let cells = Cells { signs, clock, width, rounded: None, month_first: false, names, code };
        Reading { head: export.head, rows: export.rows, cells, tally, context, importer, emit }
    }

    /// The column of the first of these names that exists.
    pub fn column(&self, names: &[&str]) -> Column {
        self.head.header.find(names)
    }

    /// A column without which the file says nothing.
    ///
    /// # Errors
    /// There is none.
    pub fn needed(&self, names: &[&str]) -> Result<Column, Notice> {
        let column = self.column(names);
        if column.exists() { Ok(column) } else { Err(missing(self.importer, &self.head, names)) }
    }

    /// Decides signs by the rows in memory.
    ///
    /// # Errors
    /// They contradict each other.
    pub fn decide(&mut self, columns: &[(Column, Cell)]) -> Result<(), Notice> {
        let of_column = |column: Column| self.head.header.currency(column).or(self.context.currency);
        let cell = |column: Column, cell: Cell| match of_column(column) {
            // What `1,234` yen are is no question.
            Some(currency) if cell == Cell::Amount && exponent(currency) == 0 => Cell::Count,
            _ => cell,
        };
        let columns: Vec<(Column, Cell)> = columns.iter().map(|(column, own)| (*column, cell(*column, *own))).collect();
        self.cells.signs.decide(&mut self.rows, &columns)?;
        if self.cells.month_first {
            self.cells.signs.day_first.get_or_insert(false);
        }
        Ok(())
    }

    /// What is to be said when the file has been read, or could not be.
    pub fn finish(mut self, fault: Option<Notice>) -> Tally {
        self.tally.notices.extend(self.rows.text().take_notices());
        if let Some((count, line)) = self.cells.rounded {
            let have = if count == 1 { "number has" } else { "numbers have" };
            let message = format!("{count} {have} more decimals than their unit; rounded, halves to even");
            self.tally.notices.push(note("export-rounded", message).line(line));
        }
        if let Some((count, line)) = self.cells.signs.words {
            let message = match count {
                1 => "1 cell holds something else than a number; it counts as not known".to_owned(),
                _ => format!("{count} cells hold something else than a number; they count as not known"),
            };
            let notice = warning("export-number", message).line(line);
            self.tally.notices.push(notice.help("mend the cells, or export the file again"));
        }
        if CUT.contains(&self.tally.rows) {
            let message = format!("the file has exactly {} rows; the download was probably cut", self.tally.rows);
            self.tally.notices.push(
                warning("export-cut", message).help("export shorter periods, one file each, and list all of them"),
            );
        }
        let unusable = fault.is_some();
        self.tally.notices.extend(self.torn().filter(|_| !unusable));
        self.tally.notices.extend(fault);
        let lost = self.tally.used == 0 && !unusable && !self.tells_nothing();
        // Without their currency amounts are left out: that is why nothing is left.
        let open = self.tally.notices.iter_mut().find(|notice| lost && notice.code == "export-currency");
        if let Some(open) = open {
            open.level = Level::Error;
        } else if lost {
            let level = if self.tally.rows == 0 { Level::Warning } else { Level::Error };
            let (message, help) = match self.tally.skipped.first() {
                Some(skipped) => (
                    format!(
                        "no row could be used; the first is in line {}: {}",
                        skipped.first_line,
                        skipped.reason.words()
                    ),
                    "export the file again; if it is of another program, name that with `format:`",
                ),
                None => (
                    "the file has no rows".to_owned(),
                    "export days that have figures; if there was nothing on its days, name them with `from:` and `to:` below the source",
                ),
            };
            self.tally.notices.push(Notice { level, ..error("export-no-rows", message).help(help) });
        }
        self.tally.skipped.sort_by_key(|skipped| skipped.reason);
        self.tally
    }

    /// A last row that has neither all fields nor an end: what was to come after it is not there either.
    fn torn(&self) -> Option<Notice> {
        let ragged = self.tally.skipped.iter().find(|skipped| skipped.reason == Reason::Ragged)?;
        (self.rows.open() == Some(ragged.last_line)).then(|| {
            warning("export-torn", "the file ends inside this row, so it was cut off: more rows may be missing")
                .line(ragged.last_line)
                .help("download the export again")
        })
    }

    /// Whether the file says that there was nothing: no row, and its author or the head of a file of ads names its days, or rows of
    /// ads that cost nothing.
    fn tells_nothing(&self) -> bool {
        let tally = &self.tally;
        let days = self.context.period.or(tally.declared.filter(|_| self.importer.kind == Kind::Ads));
        let unspent = tally.unspent.is_some() && tally.skipped.iter().all(|row| row.reason == Reason::Empty);
        (tally.rows == 0 && days.is_some()) || unspent
    }
}

/// Fields up to the last that has a name.
pub fn width(head: &Head) -> usize {
    head.header.names.iter().rposition(|name| !name.plain.is_empty()).map_or(0, |last| last + 1)
}

pub fn missing(importer: &Importer, head: &Head, names: &[&str]) -> Notice {
    let name = names.first().copied().unwrap_or_default();
    error("export-column", format!("{} has no column `{name}`; its columns are {}", importer.label, head.listed()))
        .line(head.line)
        .help("choose the column in the export, or name the columns below `table:`")
}

impl Cells {
    /// Whether a row has as many fields as the header; empty ones behind do no harm.
    #[inline]
    pub fn fits(&self, row: &Row<'_>) -> bool {
        row.len() == self.width
            || (row.len() > self.width && row.fields().skip(self.width).all(|field| field.trim().is_empty()))
    }

    /// The order of day and month that a program is known to write; taken where the file's dates leave it open.
    pub fn assume_month_first(&mut self) {
        self.month_first = true;
    }

    /// # Errors
    /// See [`Signs::date`].
    #[inline]
    pub fn day(&mut self, cell: &str, line: u64) -> Result<Option<Date>, Notice> {
        Ok(self.signs.date(cell, line)?.and_then(|when| self.clock.day(when)))
    }

    /// The currency of a code.
    #[inline]
    pub fn currency(&mut self, code: &str) -> Option<Currency> {
        if self.code.0 != code {
            code.clone_into(&mut self.code.0);
            self.code.1 = currency(code);
        }
        self.code.1
    }

    /// The amount in a column of a row, in minor units.
    ///
    /// # Errors
    /// As for [`Cells::money`]; they name the column.
    #[inline]
    pub fn amount(&mut self, column: Column, row: &Row<'_>, currency: Currency) -> Result<Option<i64>, Notice> {
        self.money(column.of(row), row.line, currency).map_err(|notice| self.naming(column, notice))
    }

    fn naming(&self, column: Column, notice: Notice) -> Notice {
        match column.place().and_then(|at| self.names.get(at)) {
            Some(name) => notice.column(name),
            None => notice,
        }
    }

    /// An amount in minor units.
    ///
    /// # Errors
    /// See [`Signs::number`]; or it is larger than any amount can be, or in another currency by its own sign.
    #[inline]
    pub fn money(&mut self, cell: &str, line: u64, currency: Currency) -> Result<Option<i64>, Notice> {
        let Some(value) = self.signs.number(cell, line)? else { return Ok(None) };
        if let Some(sign) = sign(cell)
            && !may_stand_for(sign, currency)
        {
            return Err(other_currency(cell, line, currency));
        }
        let scaled = value.scaled(exponent(currency));
        self.accept(scaled, cell, line).map(Some)
    }

    /// A whole number, `times` of it.
    ///
    /// # Errors
    /// As for [`Cells::money`].
    #[inline]
    pub fn count(&mut self, cell: &str, line: u64, times: i64) -> Result<Option<i64>, Notice> {
        let Some(mut value) = self.signs.count(cell, line)? else { return Ok(None) };
        if times != 1 {
            value.digits = value.digits.saturating_mul(times);
        }
        let scaled = value.scaled(0);
        self.accept(scaled, cell, line).map(Some)
    }

    #[inline]
    fn accept(&mut self, scaled: Option<(i64, bool)>, cell: &str, line: u64) -> Result<i64, Notice> {
        match scaled {
            Some((value, exact)) if value.unsigned_abs() <= MAX_AMOUNT.unsigned_abs() => {
                if !exact {
                    self.rounded.get_or_insert((0, line)).0 += 1;
                }
                Ok(value)
            }
            _ => Err(error("export-number", format!("{} is larger than any amount can be", quoted(cell)))
                .line(line)
                .help("mend the row")),
        }
    }
}

/// An amount that would be read as if it were in the currency of its column, its row or its file.
fn other_currency(cell: &str, line: u64, currency: Currency) -> Notice {
    let code = currency.code();
    error("export-currency", format!("{} is not in {code}, as its column, row or file is", quoted(cell)))
        .line(line)
        .help(format!("export amounts in {code}, one file per currency, or correct `currency:` below the source"))
}
