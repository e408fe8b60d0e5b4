//! What a file writes in its own way: the decimal sign, and whether day or month comes first.
//!
//! In: the rows that are in memory when a file has been opened, and what the author wrote. Out: [`Signs`], which reads the
//! cells of the whole file. What those first rows leave open, the first later cell decides that can be read in one way only;
//! one that contradicts the decision is an error with its line, because the cells before it may have been read wrongly.
//! Absent: a second look at the file, which is a stream.

use std::ops::ControlFlow;

use super::date::{self, DateFault, Order, When};
use super::header::Column;
use super::notice::{Notice, error, quoted};
use super::number::{self, Decimal, Evidence, Exact, Number};
use super::rows::Rows;

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// Numbers that may have decimals.
    Amount,
    /// Whole numbers, and amounts in a currency without minor units: `1,234` is grouped.
    Count,
    Date,
}

#[derive(Debug, Clone, Copy, Default)]
pub struct Signs {
    pub decimal: Option<Decimal>,
    pub day_first: Option<bool>,
    /// Cells that hold something else than a number, and the line of the first.
    pub words: Option<(u64, u64)>,
}

/// What was seen, with the line.
#[derive(Default)]
struct Seen {
    dot: Option<u64>,
    comma: Option<u64>,
    /// Of whole numbers only, which a program may have given decimals.
    weak_dot: bool,
    weak_comma: bool,
    day_first: Option<u64>,
    month_first: Option<u64>,
}

impl Signs {
    /// Decides from the rows in memory what the author did not write.
    ///
    /// # Errors
    /// The rows contradict each other.
    pub fn decide(&mut self, rows: &mut Rows<'_>, columns: &[(Column, Cell)]) -> Result<(), Notice> {
        let mut seen = Seen::default();
        rows.peek(|row| {
            for (column, cell) in columns {
                seen.add(column.of(row), *cell, row.line);
            }
            ControlFlow::Continue(())
        });
        if self.decimal.is_none() {
            self.decimal = seen.decimal()?;
        }
        if self.day_first.is_none() {
            self.day_first = seen.day_first()?;
        }
        Ok(())
    }

    /// A number; `None` where the cell has none.
    ///
    /// # Errors
    /// The decimal sign is not clear, or the cell contradicts it.
    #[inline]
    pub fn number(&mut self, cell: &str, line: u64) -> Result<Option<Exact>, Notice> {
        match number::parse(cell, self.decimal) {
            Number::Is(value) => {
                if self.decimal.is_none()
                    && let Evidence::For(decimal) = number::evidence(cell, false)
                {
                    self.decimal = Some(decimal);
                }
                Ok(Some(value))
            }
            Number::Missing => Ok(None),
            Number::NotOne => {
                self.words.get_or_insert((0, line)).0 += 1;
                Ok(None)
            }
            Number::Unclear => Err(unclear_decimal(cell, line)),
            Number::Contradiction => Err(other_decimal(cell, line, self.decimal)),
            Number::TooLarge => Err(too_large(cell, line)),
        }
    }

    /// A whole number, which groups where an amount would be unclear.
    ///
    /// # Errors
    /// As for [`Signs::number`].
    #[inline]
    pub fn count(&mut self, cell: &str, line: u64) -> Result<Option<Exact>, Notice> {
        if self.decimal.is_none()
            && let Evidence::For(decimal) = number::evidence(cell, true)
        {
            self.decimal = Some(decimal);
        }
        self.number(cell, line)
    }

    /// A date; `None` where the cell has none.
    ///
    /// # Errors
    /// The order of day and month is not clear, or the cell contradicts it.
    #[inline]
    pub fn date(&mut self, cell: &str, line: u64) -> Result<Option<When>, Notice> {
        match date::parse(cell, self.day_first) {
            Ok(when) => {
                if self.day_first.is_none() {
                    self.day_first = match date::order(cell) {
                        Order::DayFirst => Some(true),
                        Order::MonthFirst => Some(false),
                        Order::Clear | Order::Unclear => None,
                    };
                }
                Ok(Some(when))
            }
            Err(DateFault::Missing | DateFault::NotOne) => Ok(None),
            Err(DateFault::Unclear) => {
                Err(error("export-date", format!("{} may begin with the day or with the month", quoted(cell)))
                    .line(line)
                    .help("write `day_first: true` or `day_first: false` below the source"))
            }
            Err(DateFault::Contradiction) => {
                let taken = if self.day_first == Some(true) { "day" } else { "month" };
                Err(error("export-date", format!("the {taken} comes first in this file, but not in {}", quoted(cell)))
                    .line(line)
                    .help("mend the row, or correct `day_first:` below the source"))
            }
        }
    }
}

impl Seen {
    fn add(&mut self, value: &str, cell: Cell, line: u64) {
        if value.is_empty() {
            return;
        }
        match cell {
            Cell::Date => match date::order(value) {
                Order::DayFirst => {
                    self.day_first.get_or_insert(line);
                }
                Order::MonthFirst => {
                    self.month_first.get_or_insert(line);
                }
                Order::Clear | Order::Unclear => {}
            },
            Cell::Amount | Cell::Count => match number::evidence(value, false) {
                Evidence::For(Decimal::Dot) => {
                    self.dot.get_or_insert(line);
                }
                Evidence::For(Decimal::Comma) => {
                    self.comma.get_or_insert(line);
                }
                Evidence::Unclear if cell == Cell::Count => {
                    let told = number::evidence(value, true);
                    self.weak_dot |= told == Evidence::For(Decimal::Dot);
                    self.weak_comma |= told == Evidence::For(Decimal::Comma);
                }
                Evidence::Unclear | Evidence::None => {}
            },
        }
    }

    fn decimal(&self) -> Result<Option<Decimal>, Notice> {
        match (self.dot, self.comma) {
            (Some(dot), Some(comma)) => {
                let message = format!("decimals stand behind a dot in line {dot} and behind a comma in line {comma}");
                Err(error("export-decimal", message)
                    .line(dot.max(comma))
                    .help("export the file again without changing it, or mend the row"))
            }
            (Some(_), None) => Ok(Some(Decimal::Dot)),
            (None, Some(_)) => Ok(Some(Decimal::Comma)),
            (None, None) if self.weak_dot && self.weak_comma => Ok(None),
            (None, None) if self.weak_dot => Ok(Some(Decimal::Dot)),
            (None, None) => Ok(self.weak_comma.then_some(Decimal::Comma)),
        }
    }

    fn day_first(&self) -> Result<Option<bool>, Notice> {
        match (self.day_first, self.month_first) {
            (Some(day), Some(month)) => {
                let message = format!("the day comes first in line {day} and the month in line {month}");
                Err(error("export-date", message)
                    .line(day.max(month))
                    .help("export the file again without changing it, or mend the row"))
            }
            (Some(_), None) => Ok(Some(true)),
            (None, Some(_)) => Ok(Some(false)),
            (None, None) => Ok(None),
        }
    }
}

fn unclear_decimal(cell: &str, line: u64) -> Notice {
    error("export-decimal", format!("{} may be a thousand and more, or one and a little", quoted(cell)))
        .line(line)
        .help("write `decimal: \".\"` or `decimal: \",\"` below the source")
}

fn other_decimal(cell: &str, line: u64, taken: Option<Decimal>) -> Notice {
    let taken = if taken == Some(Decimal::Comma) { "comma" } else { "dot" };
    error("export-decimal", format!("decimals stand behind a {taken} in this file, but not in {}", quoted(cell)))
        .line(line)
        .help("mend the row, or correct `decimal:` below the source")
}

fn too_large(cell: &str, line: u64) -> Notice {
    error("export-number", format!("{} is larger than any amount can be", quoted(cell))).line(line).help("mend the row")
}
