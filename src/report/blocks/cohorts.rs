//! Customers by the month of their first order, and how many came back in each month after it.
//!
//! The month that the data ends in is not over: its cells are left empty.

use crate::charts::heat_level;
use crate::report::facts::month;
use crate::report::lens::Lens;
use crate::report::number::{Exact, Unit};
use crate::report::view::{Block, Cell, Column, Table, TableRow};

/// Cohorts in the table, and months that each is followed.
const COHORTS: i32 = 12;
const MONTHS: i32 = 11;
/// Customers below which a share is one or two people.
const FEW: i64 = 10;

pub fn table(lens: &Lens<'_>, id: &str) -> Option<Block> {
    let words = lens.words;
    let end = month(lens.now.slice.period.to);
    let over = lens.now.slice.period.to.tomorrow().is_ok_and(|next| next.day() == 1);
    let last_full = if over { end } else { end - 1 };
    let first_known = lens.quality.first_day.map(month)?;
    let start = (end - COHORTS + 1).max(first_known);
    let mut rows = Vec::new();
    let months = (last_full - start).clamp(0, MONTHS);
    for (cohort, of) in (start..).zip(cohorts(lens, start, end)) {
        if of.customers > 0 {
            rows.push(row(lens, cohort, last_full.min(cohort + months), months, &of));
        }
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
        (1..=months)
            .map(|n| Column::number(&format!("month_{n}"), words.fill("report_month_n", &[("n", &n.to_string())]))),
    );
    let mut text = words.get("report_cohorts_text").to_owned();
    if start == first_known {
        text = format!("{text} {}", words.get("report_cohorts_first"));
    }
    let title = words.get("report_cohorts").to_owned();
    Some(Block::Table(Table { id: id.to_owned(), title, text, columns, rows, ..Table::default() }))
}

/// Customers of one first month.
#[derive(Default, Clone)]
struct Cohort {
    customers: i64,
    sales: i64,
    /// How many of them ordered in the month itself and in each month after it.
    active: [i64; MONTHS as usize + 1],
}

/// The cohorts from one month to another.
fn cohorts(lens: &Lens<'_>, start: i32, end: i32) -> Vec<Cohort> {
    let mut cohorts = vec![Cohort::default(); usize::try_from(end - start + 1).unwrap_or(0)];
    let known = lens.facts.customers.with_sales(lens.period.to);
    let end = lens.now.slice.period.to;
    for (customer, sales) in known.filter(|(customer, _)| !customer.before && customer.first <= end) {
        let first = month(customer.first);
        let Some(cohort) = usize::try_from(first - start).ok().and_then(|place| cohorts.get_mut(place)) else {
            continue;
        };
        cohort.customers += 1;
        cohort.sales = cohort.sales.saturating_add(sales);
        for (after, active) in (0..).zip(&mut cohort.active) {
            let back = u32::try_from(lens.facts.last_month - first - after);
            *active += i64::from(back.is_ok_and(|back| back < 64 && customer.months >> back & 1 == 1));
        }
    }
    cohorts
}

fn row(lens: &Lens<'_>, cohort: i32, last: i32, months: i32, of: &Cohort) -> TableRow {
    let words = lens.words;
    let first = lens.facts.month_back(lens.facts.last_month - cohort);
    let name = Cell { text: words.formats.month(first), plain: first.to_string()[..7].to_owned(), ..Cell::default() };
    let few = of.customers < FEW;
    let mut cells = vec![
        name,
        super::cell(words, Unit::Count, Some(Exact::whole(of.customers))),
        super::cell(words, Unit::Money, Exact::ratio(of.sales.into(), of.customers.into())),
    ];
    for after in 1..=months {
        cells.push(if cohort + after > last { Cell::default() } else { returned(lens, of, after, few) });
    }
    TableRow { cells, quiet: few }
}

fn returned(lens: &Lens<'_>, of: &Cohort, after: i32, few: bool) -> Cell {
    let count = usize::try_from(after).ok().and_then(|after| of.active.get(after)).copied().unwrap_or(0);
    let share = Exact::ratio(count.into(), of.customers.into());
    let mut cell = super::cell(lens.words, Unit::Share, share);
    if let Some(share) = share {
        cell.text = lens.words.formats.percent(share.scaled(2));
        // A fifth of a cohort in one month is much.
        cell.heat = Some(heat_level(share.length(), 0.2));
    }
    cell.few = few;
    cell
}
