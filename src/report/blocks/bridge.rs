//! From the sales before to the sales now, network by network. The steps add up, to the cent.

use crate::charts::{Bridge, Fit, Frame, Step, waterfall};
use crate::report::channels::NetworkId;
use crate::report::lens::{Lens, Side};
use crate::report::metrics;
use crate::report::number::{Exact, Unit, signed, write};
use crate::report::slice::Cut;
use crate::report::view::{Cell, Column, Figure, Table, TableRow};

/// Steps that are shown one by one; the others are one.
const STEPS: usize = 8;

pub fn figure(lens: &Lens<'_>, id: &str) -> Option<Figure> {
    let before = lens.whole_before()?;
    let words = lens.words;
    let sales = |side: &Side, cut: Cut| {
        let metric = metrics::find("sales")?;
        (metric.value)(&lens.totals(side, cut)).ok().map(|value| value.scaled(0))
    };
    let all = [before, &lens.now].map(|side| sales(side, Cut::default()).unwrap_or(0));
    let change = |network: NetworkId| {
        let of = [before, &lens.now].map(|side| sales(side, Cut::network(network)).unwrap_or(0));
        of[1] - of[0]
    };
    let mut steps: Vec<(String, i64)> =
        lens.networks().iter().copied().map(|network| (words.network(network).to_owned(), change(network))).collect();
    steps.retain(|(_, change)| *change != 0);
    steps.sort_by_key(|(_, change)| std::cmp::Reverse(change.abs()));
    if steps.is_empty() {
        return None;
    }
    let rest: i64 = steps.iter().skip(STEPS).map(|(_, change)| change).sum();
    steps.truncate(STEPS);
    steps.sort_by_key(|(_, change)| std::cmp::Reverse(*change));
    if rest != 0 {
        steps.push((words.get("report_others").to_owned(), rest));
    }
    let money = |minor: i64| write(&words.formats, Unit::Money, Exact::whole(minor));
    let step = |label: &str, value: i64| Step {
        label: label.to_owned(),
        value: value as f64,
        text: signed(&words.formats, Unit::Money, Exact::whole(value)),
    };
    let title = words.get("report_bridge").to_owned();
    let text = sentence(lens, &steps);
    let start = Step { label: words.period(before.slice.period), value: all[0] as f64, text: money(all[0]) };
    let drawn = Bridge {
        frame: Frame { id, title: &title, description: &text, fit: Fit::Both },
        start,
        steps: steps.iter().map(|(label, change)| step(label, *change)).collect(),
        end_label: words.period(lens.period),
        end_text: money(all[1]),
        down_is_good: false,
    };
    let svg = waterfall(&drawn)?.svg;
    let table = Some(data(lens, id, &all, before, &steps));
    Some(Figure { id: id.to_owned(), title, text, svg, table, notes: Vec::new() })
}

fn sentence(lens: &Lens<'_>, steps: &[(String, i64)]) -> String {
    let words = lens.words;
    let most = steps.iter().max_by_key(|(_, change)| *change).filter(|(_, change)| *change > 0);
    let least = steps.iter().min_by_key(|(_, change)| *change).filter(|(_, change)| *change < 0);
    let part = |key: &str, step: Option<&(String, i64)>| {
        step.map(|(name, change)| {
            let amount = signed(&words.formats, Unit::Money, Exact::whole(*change));
            words.fill(key, &[("network", name), ("amount", &amount)])
        })
    };
    [part("report_bridge_up", most), part("report_bridge_down", least)]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

fn data(lens: &Lens<'_>, id: &str, all: &[i64; 2], before: &Side, steps: &[(String, i64)]) -> Table {
    let words = lens.words;
    let row = |label: String, value: i64, sign: bool| {
        let mut cell = super::cell(words, Unit::Money, Some(Exact::whole(value)));
        if sign {
            cell.text = signed(&words.formats, Unit::Money, Exact::whole(value));
        }
        TableRow { cells: vec![Cell::text(label), cell], quiet: false }
    };
    let mut rows = vec![row(words.period(before.slice.period), all[0], false)];
    rows.extend(steps.iter().map(|(label, change)| row(label.clone(), *change, true)));
    rows.push(row(words.period(lens.period), all[1], false));
    let columns =
        vec![Column::text("network", words.get("report_network")), Column::number("sales", words.metric("sales"))];
    Table { id: format!("{id}-data"), title: words.get("report_bridge").to_owned(), columns, rows, ..Table::default() }
}
