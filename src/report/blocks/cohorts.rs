//! Customers by the month of their first order, and how many came back in each month after it.
//!
//! The month that the data ends in is not over: its cells are left empty.

use std::collections::BTreeMap;

use crate::charts::heat_level;
use crate::report::facts::{Customer, month};
use crate::report::lens::Lens;
use crate::report::number::{Exact, Unit};
use crate::report::view::{Block, Cell, Column, Table, TableRow};

/// Cohorts in the table, and months that each is followed.
const COHORTS: i32 = 12;
const MONTHS: i32 = 12;

pub fn table(lens: &Lens<'_>, id: &str) -> Option<Block> {
    let words = lens.words;
    let end = month(lens.now.slice.period.to);
    let over = lens.now.slice.period.to.tomorrow().is_ok_and(|next| next.day() == 1);
    let last_full = if over { end } else { end - 1 };
    let first_known = lens.quality.first_day.map(month)?;
    let start = (end - COHORTS + 1).max(first_known);
    let mut rows = Vec::new();
    for (cohort, of) in cohorts(lens, start, end) {
        rows.push(row(lens, cohort, last_full, &of));
    }
    if rows.len() < 2 {
        return None;
    }
    let mut columns = vec![
        Column::text("cohort", words.get("report_cohort")),
        Column::number("customers", words.get("report_customers")),
        Column::number("value", words.get("report_customer_value")),
    ];
    columns.extend(
        (1..MONTHS)
            .map(|n| Column::number(&format!("month_{n}"), words.fill("report_month_n", &[("n", &n.to_string())]))),
    );
    let mut text = words.get("report_cohorts_text").to_owned();
    if start == first_known {
        text = format!("{text} {}", words.get("report_cohorts_first"));
    }
    let title = words.get("report_cohorts").to_owned();
    Some(Block::Table(Table { id: id.to_owned(), title, text, columns, rows, ..Table::default() }))
}

/// Customers by their first month.
fn cohorts<'l>(lens: &Lens<'l>, start: i32, end: i32) -> BTreeMap<i32, Vec<&'l Customer>> {
    let mut cohorts: BTreeMap<i32, Vec<&Customer>> = BTreeMap::new();
    for customer in lens.facts.customers.values().filter(|customer| !customer.before) {
        let cohort = month(customer.first);
        if (start..=end).contains(&cohort) {
            cohorts.entry(cohort).or_default().push(customer);
        }
    }
    cohorts
}

fn row(lens: &Lens<'_>, cohort: i32, last_full: i32, of: &[&Customer]) -> TableRow {
    let words = lens.words;
    let size = of.len() as i64;
    let first = lens.facts.month_back(lens.facts.last_month - cohort);
    let name = Cell { text: words.formats.month(first), plain: first.to_string()[..7].to_owned(), ..Cell::default() };
    let sales: i64 = of.iter().map(|customer| customer.sales).fold(0, i64::saturating_add);
    let few = size < 10;
    let mut cells = vec![
        name,
        super::cell(words, Unit::Count, Some(Exact::whole(size))),
        super::cell(words, Unit::Money, Exact::ratio(sales.into(), size.into())),
    ];
    for after in 1..MONTHS {
        cells.push(if cohort + after > last_full { Cell::default() } else { returned(lens, cohort + after, of, few) });
    }
    TableRow { cells, quiet: few }
}

fn returned(lens: &Lens<'_>, month: i32, of: &[&Customer], few: bool) -> Cell {
    let back = lens.facts.last_month - month;
    let bit = u32::try_from(back).ok().and_then(|back| 1_u64.checked_shl(back)).unwrap_or(0);
    let count = of.iter().filter(|customer| customer.months & bit != 0).count() as i64;
    let share = Exact::ratio(count.into(), (of.len() as i64).into());
    let mut cell = super::cell(lens.words, Unit::Share, share);
    if let Some(share) = share {
        cell.text = lens.words.formats.percent(share.scaled(2));
        // A fifth of a cohort in one month is much.
        cell.heat = Some(heat_level(share.length(), 0.2));
    }
    cell.few = few;
    cell
}
