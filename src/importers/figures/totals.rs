//! Rows of totals beside what the rows add up to.
//!
//! In: values of rows, and a row of totals wherever it stands. Out: [`Check`]s. Absent: measures that cannot be added up.

use iso_currency::Currency;

use super::super::{Cells, Check, Measure, Notice, Tally};
use super::Bound;
use crate::exports::{Row, warning};

#[derive(Default)]
pub struct Totals {
    sums: Vec<(Measure, i64)>,
    rows: Vec<Total>,
    /// Of the last row; a row of totals often tells none.
    currency: Option<Currency>,
    /// Whether rows are in several currencies, so that their amounts have no sum.
    mixed: bool,
}

struct Total {
    line: u64,
    values: Vec<(Measure, i64)>,
    currency: Option<Currency>,
}

impl Totals {
    pub fn add(&mut self, values: &[(Measure, i64)], currency: Option<Currency>) {
        self.mixed |= self.currency.is_some_and(|before| Some(before) != currency);
        self.currency = currency;
        for (measure, value) in values {
            match self.sums.iter_mut().find(|(own, _)| own == measure) {
                Some((_, sum)) => *sum = sum.saturating_add(*value),
                None => self.sums.push((*measure, *value)),
            }
        }
    }

    /// # Errors
    /// A cell cannot be read.
    pub fn keep(&mut self, row: &Row<'_>, bound: &Bound, cells: &mut Cells) -> Result<(), Notice> {
        /// Google Ads has one for each network and one for the account; more are no totals.
        const ROWS: usize = 20;
        let currency = bound.currency(row).unwrap_or_default().or(self.currency);
        let mut values = Vec::new();
        bound.values(row, cells, currency, &mut values)?;
        if self.rows.len() < ROWS && !values.is_empty() {
            self.rows.push(Total { line: row.line, values, currency });
        }
        Ok(())
    }

    /// That ads cost nothing in any row, though people clicked on them: what was spent is in another column, or nobody may see it.
    /// A few click on what was posted long ago, and where no currency is told amounts are left out.
    pub fn without_spend(&self, bound: &Bound) -> Option<Notice> {
        const A_FEW: i64 = 30;
        let of = |measure| self.sums.iter().find(|(own, _)| *own == measure).map(|(_, sum)| *sum);
        let clicks =
            [Measure::LinkClicks, Measure::Clicks].into_iter().find_map(of).filter(|clicks| *clicks >= A_FEW)?;
        let name = bound.name_of_spend().filter(|_| self.currency.is_some())?;
        let is = match of(Measure::Spend) {
            None => "is empty",
            Some(0) => "is 0",
            Some(_) => return None,
        };
        let message = format!("`{name}` {is} in every row, and people clicked on these ads {clicks} times");
        let help = "export what was spent too; if these ads cost nothing, leave it so";
        Some(warning("export-spend", message).help(help))
    }

    /// Compares the row with the largest totals; others are of parts.
    pub fn check(self, bound: &Bound, tally: &mut Tally, slack: u64) {
        let size = |total: &Total| total.values.iter().map(|(_, value)| i128::from(*value)).sum::<i128>();
        let Some(Total { line, values, currency }) = self.rows.into_iter().rev().max_by_key(size) else { return };
        for figure in bound.figures.iter().filter(|figure| figure.measure.adds_up()) {
            let measure = figure.measure;
            if measure.is_money() && self.mixed {
                continue;
            }
            let of = |list: &[(Measure, i64)]| list.iter().find(|(own, _)| *own == measure).map(|(_, value)| *value);
            let Some(total) = of(&values) else { continue };
            let rows = of(&self.sums).unwrap_or(0);
            let currency = currency.filter(|_| measure.is_money());
            let times = figure.times;
            tally.check(Check { line, measure, currency, times, total, rows }, &figure.name, slack);
        }
    }
}
