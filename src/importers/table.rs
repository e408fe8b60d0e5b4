//! Any CSV, with a mapping of its columns.
//!
//! In: a [`TableMap`] below `table:` in `report.yaml`, names as they stand in the file. Out: an [`Order`] for each row where
//! `order` is mapped, else a [`super::Sample`]. Absent: formulas; a column is taken as it is.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::figures::{Bound, Figure, Layout, figure};
use super::{Amounts, Importer, Kind, Measure, Notice, Order, Reading, Reason, Record, State, figures};
use crate::exports::{Column, error, quoted};

pub const IMPORTER: Importer = Importer {
    name: "table",
    label: "Table",
    kind: Kind::Table,
    network: None,
    knows: |_| false,
    recognise: |_| false,
    read,
};

/// Which column of the file is what.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct TableMap {
    /// A day, or a month like `2026-06`.
    pub date: Option<String>,
    /// The first of some days, instead of `date`.
    pub from: Option<String>,
    /// The last of them.
    pub to: Option<String>,
    pub network: Option<String>,
    pub campaign: Option<String>,
    pub campaign_id: Option<String>,
    pub source: Option<String>,
    pub medium: Option<String>,
    /// Ad or link.
    pub content: Option<String>,
    pub channel: Option<String>,
    pub format: Option<String>,
    /// A group of people; its kind is the name of the column.
    pub segment: Option<String>,
    /// The number of an order: each row is one.
    pub order: Option<String>,
    /// What tells customers apart. It is hashed at once and never written.
    pub customer: Option<String>,
    /// Two letters.
    pub country: Option<String>,
    pub currency: Option<String>,
    /// Discount codes.
    pub codes: Option<String>,
    /// What is counted, and its column.
    pub measures: BTreeMap<Measure, String>,
}

impl TableMap {
    fn columns(&self) -> impl Iterator<Item = &String> {
        let own = [
            &self.date,
            &self.from,
            &self.to,
            &self.network,
            &self.campaign,
            &self.campaign_id,
            &self.source,
            &self.medium,
            &self.content,
            &self.channel,
            &self.format,
            &self.segment,
            &self.order,
            &self.customer,
            &self.country,
            &self.currency,
            &self.codes,
        ];
        own.into_iter().flatten().chain(self.measures.values())
    }

    /// Whether a column of this plain name is mapped.
    pub fn knows(&self, name: &str) -> bool {
        self.columns().any(|column| plain_name(column) == name)
    }
}

/// As [`crate::exports::Header`] compares names: a currency behind it is no part of it.
fn plain_name(column: &str) -> String {
    crate::exports::header::Name::of(column).plain
}

fn read(reading: &mut Reading<'_, '_>) -> Result<(), Notice> {
    let Some(map) = reading.context.table.clone() else {
        return Err(error("export-table", "a table needs its columns").help("name them below `table:`"));
    };
    for column in map.columns() {
        if !reading.head.header.has(&plain_name(column)) {
            let message = format!("the file has no column `{column}`; its columns are {}", reading.head.listed());
            return Err(error("export-column", message)
                .line(reading.head.line)
                .help("correct the name below `table:`"));
        }
    }
    let name = |column: &Option<String>| column.as_deref().map(plain_name).unwrap_or_default();
    let own = [
        name(if map.date.is_some() { &map.date } else { &map.from }),
        name(&map.to),
        name(&map.network),
        name(&map.campaign),
        name(&map.campaign_id),
        name(&map.source),
        name(&map.medium),
        name(&map.content),
        name(&map.channel),
        name(&map.format),
        name(&map.segment),
        name(&map.currency),
    ];
    let [from, to, network, campaign, campaign_id, source, medium, content, channel, format, segment, currency] =
        own.each_ref().map(|name| [name.as_str()]);
    let measures: Vec<(Measure, String)> =
        map.measures.iter().map(|(measure, column)| (*measure, plain_name(column))).collect();
    let names: Vec<[&str; 1]> = measures.iter().map(|(_, name)| [name.as_str()]).collect();
    let figures: Vec<Figure<'_>> =
        measures.iter().zip(&names).map(|((measure, _), name)| figure(*measure, name)).collect();
    let segments = [(segment[0], &segment[..])];
    let layout = Layout {
        from: &from,
        to: &to,
        currency: &currency,
        network: &network,
        format: &format,
        source: &source,
        medium: &medium,
        campaign: &campaign,
        campaign_id: &campaign_id,
        content: &content,
        channel: &channel,
        segments: &segments,
        figures: &figures,
        ..Layout::NONE
    };
    if map.order.is_some() { orders(reading, &layout, &map) } else { figures::read(reading, &layout) }
}

fn orders(reading: &mut Reading<'_, '_>, layout: &Layout<'_>, map: &TableMap) -> Result<(), Notice> {
    let bound = Bound::new(layout, &reading.head.header, reading)?;
    reading.decide(&bound.signs())?;
    let column =
        |name: &Option<String>| name.as_deref().map_or(Column::NONE, |name| reading.column(&[&plain_name(name)]));
    let (id, customer, country, codes) =
        (column(&map.order), column(&map.customer), column(&map.country), column(&map.codes));
    let mut values = Vec::new();
    let mut last = String::new();
    let mut totals = bound.totals();
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
        let Some(currency) = bound.currency(&row).ok().flatten() else {
            tally.skip(Reason::NoCurrency, row.line);
            continue;
        };
        bound.values(&row, cells, Some(currency), &mut values)?;
        totals.add(&values, Some(currency));
        let Some((amounts, state)) = amounts(&values) else {
            tally.skip(Reason::NoAmount, row.line);
            continue;
        };
        if state == State::Counted {
            if !last.is_empty() && last == id.of(&row) {
                return Err(several_rows(&last, row.line));
            }
            id.of(&row).clone_into(&mut last);
        }
        tally.used(day, day, row.line);
        let two = country.of(&row);
        emit(Record::Order(Order {
            id: id.of(&row),
            own: "",
            line: row.line,
            day,
            currency,
            state,
            amounts,
            trace: super::Trace { codes: codes.of(&row), ..bound.trace(&row) },
            customer: Some(customer.of(&row)).filter(|who| !who.is_empty()),
            refunded: None,
            returning: None,
            country: (two.len() == 2 && two.bytes().all(|byte| byte.is_ascii_uppercase())).then_some(two),
            lines: &[],
        }));
    }
    figures::end_of_table(totals, &bound, cells, tally);
    Ok(())
}

/// Whether the rows are its parts, or each repeats the whole of it, cannot be told.
fn several_rows(order: &str, line: u64) -> Notice {
    error("export-order-rows", format!("the order {} has a row more, and each row is an order", quoted(order)))
        .line(line)
        .help("export one row an order, or add up the rows of each order")
}

/// Amounts of an order; all of them positive. A row below 0 is a refund.
fn amounts(values: &[(Measure, i64)]) -> Option<(Amounts, State)> {
    let of = |measure| values.iter().find(|(own, _)| *own == measure).map(|(_, value)| value.abs());
    let amounts = Amounts {
        gross: of(Measure::Gross),
        discounts: of(Measure::Discounts),
        refunds: of(Measure::Refunds),
        net: of(Measure::Net),
        tax: of(Measure::Tax),
        shipping: of(Measure::Shipping),
        total: of(Measure::Total),
        fee: of(Measure::Fees),
    };
    let main = [Measure::Total, Measure::Net, Measure::Gross];
    let sum = main.iter().find_map(|measure| values.iter().find(|(own, _)| own == measure))?.1;
    Some((amounts, if sum < 0 { State::Refund } else { State::Counted }))
}
