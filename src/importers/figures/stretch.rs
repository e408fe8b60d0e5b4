//! The days of a row that names only its first one.
//!
//! In: that day, and the days that the file tells of. Out: [`Stretch`]: a day, a week, a month or all of them. Absent: quarters
//! and years, which no export of days names so.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use jiff::ToSpan;
use jiff::civil::Date;

use super::super::{Cells, Notice};
use super::month;
use crate::exports::{Column, Rows};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stretch {
    Day,
    Week,
    Month,
    /// First and last day of the file.
    All(Date, Date),
}

impl Stretch {
    /// The first day of a row: `2026-06-29`; `2026-06` and `June 2026` too.
    ///
    /// # Errors
    /// The order of day and month is not clear.
    pub fn start(self, cell: &str, line: u64, cells: &mut Cells) -> Result<Option<Date>, Notice> {
        if let Some((first, _)) = month(cell) {
            return Ok(Some(first));
        }
        match cells.day(cell, line)? {
            None if self == Stretch::Month => cells.day(&format!("1 {cell}"), line),
            day => Ok(day),
        }
    }

    /// The days of a row that begins on one, as far as the file tells of them.
    pub fn days(self, start: Date, told: Option<(Date, Date)>) -> (Date, Date) {
        let (from, to) = match self {
            Stretch::Day => (start, start),
            Stretch::Week => (start, start.saturating_add(6.days())),
            Stretch::Month => (start, start.last_of_month()),
            Stretch::All(from, to) => (from, to),
        };
        match told {
            Some((first, last)) if from <= last && first <= to => (from.max(first), to.min(last)),
            _ => (from, to),
        }
    }

    /// What rows ahead are of that name their first day alone: all days together where each begins on the first of them,
    /// months where each begins on the first of one.
    ///
    /// # Errors
    /// The stream fails.
    pub fn of_starts(
        rows: &mut Rows<'_>,
        cells: &mut Cells,
        from: Column,
        (first, last): (Date, Date),
    ) -> Result<Stretch, Notice> {
        /// Bytes; a day of more rows than these is a day.
        const AHEAD: usize = 1024 * 1024;
        let starts = loop {
            let mut starts = BTreeSet::new();
            rows.peek(|row| {
                starts.extend(cells.day(from.of(row), row.line).ok().flatten());
                ControlFlow::Continue(())
            });
            let text = rows.text();
            if starts.len() > 1 || text.ended() {
                break starts;
            }
            if text.rest().len() > AHEAD {
                return Ok(Stretch::Day);
            }
            text.more()?;
        };
        Ok(match starts.len() {
            1 if starts.contains(&first) => Stretch::All(first, last),
            2.. if starts.iter().all(|day| *day == first || day.day() == 1) => Stretch::Month,
            _ => Stretch::Day,
        })
    }
}
