//! Groups of people: by country, age, or any other word of the author or of an export.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::charts::cell_bar;
use crate::importers::Measure;
use crate::report::facts::{Cell as Place, Sums};
use crate::report::lens::Lens;
use crate::report::number::{Exact, Unit};
use crate::report::view::{Cell, Column, Table, TableRow};

/// Groups of one dimension in a table.
const MOST: usize = 20;

const SHOWN: &[(Measure, &str, Unit)] = &[
    (Measure::AudienceShare, "audience_share", Unit::Share),
    (Measure::Followers, "followers", Unit::Count),
    (Measure::Sessions, "sessions", Unit::Count),
    (Measure::Impressions, "impressions", Unit::Count),
    (Measure::Clicks, "clicks", Unit::Count),
    (Measure::Orders, "orders", Unit::Count),
    (Measure::Net, "sales", Unit::Money),
];

/// A table for each dimension that says something of the period.
pub fn tables(lens: &Lens<'_>, id: &str) -> Vec<Table> {
    let mut dimensions: Vec<&str> = lens.facts.segments.keys().map(|(dimension, _)| dimension.as_str()).collect();
    dimensions.dedup();
    dimensions.into_iter().filter_map(|dimension| table(lens, id, dimension)).collect()
}

fn table(lens: &Lens<'_>, id: &str, dimension: &str) -> Option<Table> {
    let words = lens.words;
    let of = lens.facts.segments.iter().filter(|((own, _), _)| own == dimension);
    let mut groups: Vec<(&str, Sums)> = of
        .map(|((_, value), cells)| (value.as_str(), sums(lens, cells)))
        .filter(|(_, sums)| !sums.0.is_empty())
        .collect();
    let told: Vec<_> =
        SHOWN.iter().filter(|(measure, ..)| groups.iter().any(|(_, sums)| sums.get(*measure).is_some())).collect();
    let (leading, ..) = *told.last()?;
    groups.sort_by_key(|(value, sums)| (std::cmp::Reverse(sums.get(*leading)), *value));
    groups.truncate(MOST);
    let largest = groups.iter().filter_map(|(_, sums)| sums.get(*leading)).max().unwrap_or(0);
    let mut columns = vec![Column::text("group", name(lens, dimension))];
    columns.extend(told.iter().map(|(_, name, _)| Column::number(name, words.metric(name))));
    let rows = groups.iter().map(|(value, sums)| {
        let mut cells = vec![Cell { plain: (*value).to_owned(), ..Cell::text(label(lens, dimension, value)) }];
        for (measure, _, unit) in &told {
            let value = sums.get(*measure).map(|value| match unit {
                // In parts of ten thousand.
                Unit::Share => Exact { numerator: value.into(), denominator: 10_000 },
                _ => Exact::whole(value),
            });
            let mut cell = super::cell(words, *unit, value);
            if measure == leading && largest > 0 {
                cell.bar = sums.get(*measure).map(|value| cell_bar(value as f64 / largest as f64));
            }
            cells.push(cell);
        }
        TableRow { cells, quiet: false }
    });
    let rows = rows.collect();
    let title = name(lens, dimension);
    let slug = crate::scalar::slugify(dimension);
    Some(Table { id: format!("{id}-{slug}"), title, columns, rows, ..Table::default() })
}

/// What is told within the period; a stock, or what has no days of its own, from its last telling.
fn sums(lens: &Lens<'_>, cells: &BTreeMap<Place, Sums>) -> Sums {
    let mut all = Sums::default();
    let mut stock: Option<(Date, Measure, i64)> = None;
    for (place, sums) in cells.iter().filter(|(place, _)| place.from <= lens.now.slice.period.to) {
        for (measure, value) in &sums.0 {
            if matches!(measure, Measure::Followers | Measure::AudienceShare) {
                if stock.is_none_or(|(day, ..)| place.to > day) {
                    stock = Some((place.to, *measure, *value));
                } else if stock.is_some_and(|(day, ..)| place.to == day) {
                    stock = stock.map(|(day, measure, sum)| (day, measure, sum + value));
                }
            } else if lens.now.slice.period.covers(place.from, place.to) {
                all.add(*measure, *value);
            }
        }
    }
    if let Some((_, measure, value)) = stock {
        all.add(measure, value);
    }
    all
}

fn name(lens: &Lens<'_>, dimension: &str) -> String {
    let key = format!("dimension_{}", dimension.replace([' ', '-'], "_").to_lowercase());
    match lens.words.strings.texts.contains_key(&key) {
        true => lens.words.get(&key).to_owned(),
        false => dimension.to_owned(),
    }
}

fn label(lens: &Lens<'_>, dimension: &str, value: &str) -> String {
    match (dimension, value) {
        ("country", code) if code.len() == 2 => lens.words.locale.country(code).into_owned(),
        ("customer", "new") => lens.words.get("segment_new").to_owned(),
        ("customer", "returning") => lens.words.get("segment_returning").to_owned(),
        _ => value.to_owned(),
    }
}
