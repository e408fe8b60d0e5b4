//! Tables of parts by metrics: networks, campaigns, budgets. Totals are worked out from their own sums, never from rows.

use crate::charts::cell_bar;
use crate::report::lens::Lens;
use crate::report::metrics::{self, Metric};
use crate::report::number::Exact;
use crate::report::slice::Cut;
use crate::report::view::{Cell, Column, Table, TableRow};

use super::tiles::changed;
use super::{known, why};

/// One row: what it is called, and which part it is.
pub struct Part {
    pub cells: Vec<Cell>,
    pub cut: Cut,
    pub quiet: bool,
    /// Whether it is told with the networks whose ads do not say on which of them they ran, where it is one of those.
    pub together: bool,
}

impl Part {
    fn lens<'l, 'a>(&self, lens: &'l Lens<'a>) -> &'l Lens<'a> {
        self.cut.network.filter(|_| self.together).map_or(lens, |network| lens.part(network))
    }
}

/// What a table shows of each part.
pub struct Shown<'n> {
    pub metrics: &'n [&'n str],
    /// Those with a bar behind the figure.
    pub bars: &'n [&'n str],
    /// Those with their change.
    pub deltas: &'n [&'n str],
}

/// A table; its first columns are those of the parts' own cells.
pub fn table(
    lens: &Lens<'_>,
    id: &str,
    title: String,
    first: Vec<Column>,
    parts: Vec<Part>,
    shown: &Shown<'_>,
) -> Table {
    let metrics: Vec<&'static Metric> = shown.metrics.iter().filter_map(|name| metrics::find(name)).collect();
    let columns = metrics.iter().map(|metric| Column::number(metric.name, lens.words.metric(metric.name)));
    let columns: Vec<Column> = first.into_iter().chain(columns).collect();
    let largest: Vec<Option<Exact>> = metrics.iter().map(|metric| largest(lens, metric, &parts, shown)).collect();
    let own = parts.first().map_or(1, |part| part.cells.len());
    // Of parts of one network, what is to be said of the others is not.
    let network = parts.first().and_then(|part| part.cut.network);
    let network = network.filter(|own| parts.iter().all(|part| part.cut.network == Some(*own)));
    let rows = parts.into_iter().map(|part| {
        let lens = part.lens(lens);
        let figures =
            metrics.iter().zip(&largest).map(|(metric, largest)| figure(lens, metric, part.cut, *largest, shown));
        TableRow { cells: part.cells.into_iter().chain(figures).collect(), quiet: part.quiet }
    });
    let rows = rows.collect();
    let notes = known::notes(lens, shown.metrics, network);
    Table {
        id: id.to_owned(),
        title,
        columns,
        rows,
        notes,
        total: Some(total(lens, &metrics, own, shown)),
        ..Table::default()
    }
}

fn total(lens: &Lens<'_>, metrics: &[&'static Metric], own: usize, shown: &Shown<'_>) -> TableRow {
    let mut cells = vec![Cell::text(lens.words.get("report_total"))];
    cells.resize_with(own, Cell::default);
    cells.extend(metrics.iter().map(|metric| figure(lens, metric, Cut::default(), None, shown)));
    TableRow { cells, quiet: false }
}

fn largest(lens: &Lens<'_>, metric: &Metric, parts: &[Part], shown: &Shown<'_>) -> Option<Exact> {
    if !shown.bars.contains(&metric.name) {
        return None;
    }
    let values = parts.iter().filter_map(|part| part.lens(lens).see(metric, part.cut).now.ok());
    values.max_by(|a, b| a.compare(*b)).filter(|value| value.numerator > 0)
}

fn figure(lens: &Lens<'_>, metric: &Metric, cut: Cut, largest: Option<Exact>, shown: &Shown<'_>) -> Cell {
    let seen = lens.see(metric, cut);
    let mut cell = super::cell(lens.words, metric.unit, seen.now.ok());
    cell.few = seen.few && seen.now.is_ok();
    cell.why = seen.now.err().map(|why| why::said(lens, cut, why));
    cell.bar = largest.zip(seen.now.ok()).map(|(largest, value)| cell_bar(value.length() / largest.length()));
    if shown.deltas.contains(&metric.name) && !cell.few && !seen.few_before {
        let known = seen.now.ok().zip(seen.before).filter(|(now, before)| !(now.is_zero() && before.is_zero()));
        cell.delta = known.map(|(now, before)| changed(lens, metric, cut, [now, before]));
    }
    cell
}
