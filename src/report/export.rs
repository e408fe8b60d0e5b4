//! Every table as CSV, all figures as JSON, the main ones as text.
//!
//! A cell that a spreadsheet would take for a formula is defused (<https://owasp.org/www-community/attacks/CSV_Injection>).

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::blocks::known;
use super::channels;
use super::lens::Lens;
use super::metrics;
use super::number::{Exact, plain};
use super::slice::Cut;
use super::view::{Block, Table, TableRow, Tile};
use crate::report::lens::side::Side;

/// Writes each table of a page beside it, and tells the table where.
pub fn add_csv(blocks: &mut [Block], page: &str, up: &str, folder: &str, files: &mut BTreeMap<String, String>) {
    for block in blocks {
        for table in tables_of(block) {
            let name = format!("data/{page}-{}.csv", table.id);
            files.insert(format!("{folder}{name}"), csv(table));
            table.csv = format!("{up}{name}");
        }
    }
}

fn tables_of(block: &mut Block) -> Vec<&mut Table> {
    match block {
        Block::Table(table) => vec![table],
        Block::Figure(figure) => figure.table.iter_mut().collect(),
        Block::Multiples { table, .. } => table.iter_mut().collect(),
        Block::Message(_) | Block::Tiles { .. } | Block::Terms { .. } | Block::Notes { .. } => Vec::new(),
    }
}

fn csv(table: &Table) -> String {
    let mut out = String::from('\u{FEFF}');
    let heads = table.columns.iter().flat_map(|column| {
        let second = column.second.as_ref().map(|(_, label)| (label.as_str(), false));
        [Some((column.label.as_str(), false)), second].into_iter().flatten()
    });
    line(&mut out, heads);
    for row in table.rows.iter().chain(&table.total) {
        line(&mut out, fields(table, row).map(|(_, text, number)| (text, number)));
    }
    out
}

/// The keys and values of a row, whether each is a number; what stands in second lines follows the first.
fn fields<'t>(table: &'t Table, row: &'t TableRow) -> impl Iterator<Item = (&'t str, &'t str, bool)> {
    table.columns.iter().zip(&row.cells).flat_map(|(column, cell)| {
        let second = column.second.as_ref().map(|(key, _)| (*key, cell.detail.as_deref().unwrap_or_default(), false));
        [Some((column.key.as_str(), cell.plain.as_str(), column.number)), second].into_iter().flatten()
    })
}

fn line<'t>(out: &mut String, fields: impl Iterator<Item = (&'t str, bool)>) {
    for (n, (text, number)) in fields.enumerate() {
        if n > 0 {
            out.push(',');
        }
        field(out, text, number);
    }
    out.push_str("\r\n");
}

/// One field (RFC 4180); a text that begins like a formula gets an apostrophe, a number does not.
fn field(out: &mut String, text: &str, number: bool) {
    let numeric = number && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'.'));
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && !numeric;
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) {
        out.push('"');
        out.push_str(&text.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(&text);
    }
}

/// The tables of a page by their ids, as JSON.
pub fn tables(blocks: &[Block]) -> Value {
    let mut all = Map::new();
    for block in blocks {
        let table = match block {
            Block::Table(table) => Some(table),
            Block::Figure(figure) => figure.table.as_ref(),
            Block::Multiples { table, .. } => table.as_ref(),
            _ => None,
        };
        if let Some(table) = table {
            let row = |row: &TableRow| Value::Object(record(table, row));
            let mut value = json!({ "rows": table.rows.iter().map(row).collect::<Vec<_>>() });
            if let Some(total) = &table.total {
                value["total"] = row(total);
            }
            all.insert(table.id.clone(), value);
        }
    }
    Value::Object(all)
}

fn record(table: &Table, row: &TableRow) -> Map<String, Value> {
    let value = |text: &str, number: bool| match (text, number) {
        ("", true) => Value::Null,
        (text, true) => serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.to_owned())),
        (text, false) => Value::String(text.to_owned()),
    };
    fields(table, row).map(|(key, text, number)| (key.to_owned(), value(text, number))).collect()
}

/// All figures of a period, with keys that stay: `metrics.total.sales.now`.
pub fn json(lens: &Lens<'_>, tables: &[(String, Value)]) -> String {
    let networks =
        lens.networks().iter().copied().map(|id| (channels::name(id).to_owned(), figures(lens, Cut::network(id))));
    let campaigns =
        lens.running().iter().copied().map(|id| (lens.campaign(id).code.0.clone(), figures(lens, Cut::campaign(id))));
    let together = lens.together.as_deref().and_then(|joint| {
        let first = *joint.one.first()?;
        Some((joint.named(first), figures(joint, Cut::network(first))))
    });
    let mut value = json!({
        "period": lens.period.name(),
        "days": of_period(&lens.now),
        "partial": lens.is_partial(),
        "before": lens.before.as_ref().map(of_period),
        "currency": lens.words.formats.currency(),
        "time_zone": lens.settings.time_zone,
        "notice": lens.settings.notice,
        "metrics": {
            "total": figures(lens, Cut::default()),
            "networks": networks.collect::<Map<_, _>>(),
            "campaigns": campaigns.collect::<Map<_, _>>(),
        },
        "tables": tables.iter().cloned().collect::<Map<_, _>>(),
    });
    // Of networks whose ads do not say on which of them they ran.
    if let Some((name, figures)) = together {
        value["metrics"]["together"] = json!({ name: figures });
    }
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    text
}

fn of_period(side: &Side) -> Value {
    days(side.slice.period.from, side.slice.period.to)
}

fn days(from: Date, to: Date) -> Value {
    json!({ "from": from.to_string(), "to": to.to_string() })
}

fn figures(lens: &Lens<'_>, cut: Cut) -> Value {
    let mut all = Map::new();
    for metric in metrics::all() {
        let seen = lens.see(metric, cut);
        let number = |value: Exact| {
            serde_json::from_str::<Value>(&plain(metric.unit, value, lens.words.formats.digits())).unwrap_or_default()
        };
        if let (Err(_), None) = (seen.now, seen.before) {
            continue;
        }
        let mut figure = json!({ "now": seen.now.ok().map(number), "before": seen.before.map(number) });
        if seen.few {
            figure["few"] = Value::Bool(true);
        }
        let of = known::days_of(lens, metric, cut).into_iter().map(|period| days(period.from, period.to));
        let of: Vec<Value> = of.collect();
        if !of.is_empty() && seen.now.is_ok() {
            figure["days"] = Value::Array(of);
        }
        // Of what was published then, until the export.
        if seen.now.is_ok() && lens.is_of_lives(&lens.now, metric, cut) {
            figure["whole_lives"] = Value::Bool(true);
        }
        // Customers of before count as new too.
        if lens.hardly_known && lens.tells_customers(metric) && seen.now.is_ok() {
            figure["everybody_new"] = Value::Bool(true);
        }
        all.insert(metric.name.to_owned(), figure);
    }
    Value::Object(all)
}

/// Tiles, networks, and where more pays, for a terminal.
pub fn summary(lens: &Lens<'_>, overview: &[Block]) -> String {
    let words = lens.words;
    let shown = words.days(lens.now.slice.period);
    let period = words.period(lens.period);
    let days = if shown == period { period } else { format!("{period} · {shown}") };
    let mut out = format!("{}\n{days}\n", lens.settings.title);
    let gap = lens.missing();
    for line in [lens.unfinished(), lens.beside(), gap, lens.settings.notice.clone()].into_iter().flatten() {
        out.push_str(&format!("{line}\n"));
    }
    for block in overview {
        match block {
            Block::Tiles { tiles, .. } => {
                out.push('\n');
                out.push_str(&columns(&tiles.iter().map(tile).collect::<Vec<_>>(), &[false, true]));
            }
            Block::Table(table) if matches!(table.id.as_str(), "networks" | "next") => {
                let mut rows = vec![table.columns.iter().map(|column| column.label.clone()).collect::<Vec<_>>()];
                rows.extend(table.rows.iter().chain(&table.total).map(texts));
                let numbers: Vec<bool> = table.columns.iter().map(|column| column.number).collect();
                out.push_str(&format!("\n{}\n", table.title));
                out.push_str(&columns(&rows, &numbers));
                if table.rows.iter().chain(&table.total).flat_map(|row| &row.cells).any(|cell| cell.few) {
                    out.push_str(&format!("* {}\n", words.get("report_few")));
                }
                table.notes.iter().for_each(|note| out.push_str(&format!("{note}\n")));
            }
            _ => {}
        }
    }
    out
}

fn tile(tile: &Tile) -> Vec<String> {
    let change = tile.delta.as_ref().map(|delta| format!("{} {}", delta.text, delta.word).trim_end().to_owned());
    let before = tile.before.as_ref().or(tile.why.as_ref());
    let before = before.into_iter().chain(&tile.days).cloned().collect::<Vec<_>>().join(" · ");
    let target = tile.target.as_ref().map(|target| format!("{}, {}", target.text, target.gap)).unwrap_or_default();
    let value = if tile.few.is_some() { format!("{}*", tile.value) } else { tile.value.clone() };
    vec![tile.label.clone(), value, change.unwrap_or_default(), before, target]
}

fn texts(row: &TableRow) -> Vec<String> {
    row.cells.iter().map(|cell| if cell.few { format!("{}*", cell.text) } else { cell.text.clone() }).collect()
}

/// Rows with their columns under each other; numbers stand at the right of theirs.
fn columns(rows: &[Vec<String>], numbers: &[bool]) -> String {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |n: usize| rows.iter().filter_map(|row| row.get(n)).map(|text| text.chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..count).map(width).collect();
    let mut out = String::new();
    for row in rows {
        let cells = row.iter().zip(&widths).enumerate().map(|(n, (text, width))| {
            let room = " ".repeat(width - text.chars().count());
            if numbers.get(n) == Some(&true) { format!("{room}{text}") } else { format!("{text}{room}") }
        });
        out.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_defused() {
        let write = |text: &str, number: bool| {
            let mut out = String::new();
            field(&mut out, text, number);
            out
        };
        assert_eq!(write("=HYPERLINK(\"x\")", false), "\"'=HYPERLINK(\"\"x\"\")\"");
        assert_eq!(write("-12.50", true), "-12.50");
        assert_eq!(write("-12.50+cmd", true), "'-12.50+cmd");
        assert_eq!(write("@x", false), "'@x");
        assert_eq!(write("a,b", false), "\"a,b\"");
    }
}
