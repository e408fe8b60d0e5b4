//! What others reach, and what is said of the market: each figure with its source and year.

use crate::report::channels;
use crate::report::lens::Lens;
use crate::report::metrics;
use crate::report::settings::{Benchmark, MarketFigure};
use crate::report::slice::Cut;
use crate::report::view::{Block, Cell, Column, Table, TableRow};

/// The shop beside the author's benchmarks.
pub fn table(lens: &Lens<'_>, id: &str) -> Option<Block> {
    let words = lens.words;
    let rows: Vec<TableRow> = lens.settings.benchmarks.iter().filter_map(|benchmark| row(lens, benchmark)).collect();
    if rows.is_empty() {
        return None;
    }
    let columns = vec![
        Column::text("metric", words.get("report_metric")),
        Column::number("benchmark", words.get("report_benchmark")),
        Column::number("own", words.get("report_own")),
        Column::text("source", words.get("report_source")),
    ];
    let title = words.get("report_benchmarks").to_owned();
    let text = words.get("report_benchmarks_text").to_owned();
    Some(Block::Table(Table { id: id.to_owned(), title, text, columns, rows, ..Table::default() }))
}

fn row(lens: &Lens<'_>, benchmark: &Benchmark) -> Option<TableRow> {
    let words = lens.words;
    let metric = metrics::find(&benchmark.metric)?;
    let value = metric.exact(benchmark.value, words.formats.digits());
    let own = lens.see(metric, Cut::default());
    let mut mine = super::cell(words, metric.unit, own.now.ok());
    mine.why = own.now.err().map(|why| words.get(why.key()).to_owned());
    let name = Cell { detail: benchmark.text.clone(), ..Cell::text(words.metric(metric.name)) };
    let mut source = Cell::text(format!("{}, {}", benchmark.source, benchmark.year));
    source.href = benchmark.url.as_ref().map(|url| url.0.clone());
    let theirs = super::cell(words, metric.unit, Some(value));
    Some(TableRow { cells: vec![name, theirs, mine, source], quiet: false })
}

/// Figures of the market, by network.
pub fn market(lens: &Lens<'_>, id: &str, figures: &[&MarketFigure]) -> Option<Block> {
    let words = lens.words;
    if figures.is_empty() {
        return None;
    }
    let columns = vec![
        Column::text("figure", words.get("report_figure")),
        Column::text("text", words.get("report_meaning")),
        Column::text("network", words.get("report_network")),
        Column::text("source", words.get("report_source")),
    ];
    let rows = figures.iter().map(|figure| {
        let network = figure.network.as_deref().and_then(channels::find);
        let network = network.map(|id| words.network(id).to_owned()).unwrap_or_default();
        let year = figure.year.map(|year| format!(", {year}")).unwrap_or_default();
        let mut source = Cell::text(format!("{}{year}", figure.source));
        source.href = figure.url.as_ref().map(|url| url.0.clone());
        let cells = vec![Cell::text(&figure.figure), Cell::text(&figure.text), Cell::text(network), source];
        TableRow { cells, quiet: false }
    });
    let rows = rows.collect();
    let title = words.get("report_market").to_owned();
    let text = words.get("report_market_text").to_owned();
    Some(Block::Table(Table { id: id.to_owned(), title, text, columns, rows, ..Table::default() }))
}
