//! From the sales before to the sales now, network by network. The steps add up, to the cent.

use crate::charts::{Bridge, Fit, Frame, Step, waterfall};
use crate::report::channels::NetworkId;
use crate::report::lens::Lens;
use crate::report::lens::side::Side;
use crate::report::metrics::{self, Why};
use crate::report::number::{Exact, Unit, signed, write};
use crate::report::slice::Cut;
use crate::report::view::{Cell, Column, Figure, Table, TableRow};

/// Steps that are shown one by one; the others are one.
const STEPS: usize = 8;

pub fn figure(lens: &Lens<'_>, id: &str) -> Option<Figure> {
    let before = lens.whole_before()?;
    let words = lens.words;
    let (all, notes) = ends(lens, before)?;
    let step = |network: &NetworkId| Some((words.network(*network).to_owned(), change(lens, before, *network)?));
    let mut steps = lens.networks().iter().map(step).collect::<Option<Vec<(String, i64)>>>()?;
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
        end_label: words.period(lens.now.slice.period),
        end_text: money(all[1]),
        down_is_good: false,
    };
    let svg = waterfall(&drawn)?.svg;
    let table = Some(data(lens, id, &all, before, &steps));
    Some(Figure { id: id.to_owned(), title, text, svg, table, events: Vec::new(), notes })
}

/// The sales before and now, of the networks that are known in both periods; and which are left out.
fn ends(lens: &Lens<'_>, before: &Side) -> Option<([i64; 2], Vec<String>)> {
    let (words, metric) = (lens.words, metrics::find("sales")?);
    let seen = lens.see(metric, Cut::default());
    if seen.before_why != Some(Why::OtherNetworks) {
        return Some(([seen.before?, seen.now.ok()?].map(|value| value.scaled(0)), Vec::new()));
    }
    let (now, was) = lens.alike(metric, Cut::default())?;
    let known = |side: &Side, network: NetworkId| lens.told(side, metric, Cut::network(network)).is_ok();
    let one = |network: &&NetworkId| known(before, **network) != known(&lens.now, **network);
    let others = lens.now.slice.by_hand.iter().filter(one).map(|network| words.network(*network));
    let others = others.collect::<Vec<_>>().join(", ");
    let value = write(&words.formats, Unit::Money, now);
    let note = words.fill("report_without", &[("networks", &others), ("value", &value)]);
    Some(([was, now].map(|value| value.scaled(0)), vec![note]))
}

/// What a network added; nothing where it is left out; `None` where that is not known of one of both periods, for then it
/// would be another's loss or gain.
fn change(lens: &Lens<'_>, before: &Side, network: NetworkId) -> Option<i64> {
    let metric = metrics::find("sales")?;
    let [before, now] = [before, &lens.now].map(|side| lens.told(side, metric, Cut::network(network)));
    let left_out = lens.now.slice.by_hand.contains(&network) && before.is_ok() != now.is_ok();
    match (before, now) {
        _ if left_out => Some(0),
        (Err(Why::Cut), _) | (_, Err(Why::Cut)) | (Err(Why::NoOrigins), Ok(_)) | (Ok(_), Err(Why::NoOrigins)) => None,
        (before, now) => {
            let [before, now] = [before, now].map(|value| value.map_or(0, |value| value.scaled(0)));
            Some(now - before)
        }
    }
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
    rows.push(row(words.period(lens.now.slice.period), all[1], false));
    let columns =
        vec![Column::text("network", words.get("report_network")), Column::number("sales", words.metric("sales"))];
    Table { id: format!("{id}-data"), title: words.get("report_bridge").to_owned(), columns, rows, ..Table::default() }
}
