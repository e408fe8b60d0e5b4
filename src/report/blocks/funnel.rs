//! Objective → platform → format → KPI: what was aimed at, where, how, and what came of it, step by step.

use std::collections::{BTreeMap, BTreeSet};

use crate::charts::{Fit, Flow, Flows, Frame, Funnel, Node, Stage, funnel, sankey};
use crate::report::channels::NetworkId;
use crate::report::lens::Lens;
use crate::report::metrics::{self, Why};
use crate::report::number::{Exact, Unit, write};
use crate::report::slice::Cut;
use crate::report::view::{Cell, Column, Figure, Table, TableRow};
use crate::shop::campaign::Objective;

use super::{ads_alone, known, leads};

/// The stages from being seen to an order.
const STAGES: &[&str] = &["impressions", "clicks", "sessions", "orders"];

/// The same where it is leads that are sought: they come by clicks, on the network or in the shop, and orders of some visits.
const STAGES_OF_LEADS: &[&str] = &["impressions", "clicks", "sessions", "leads", "orders"];

/// The same where nobody tells of the shop: what ads managers say that their ads brought.
const STAGES_OF_ADS: &[&str] = &["impressions", "clicks", "claimed_orders"];

/// The way of a part, from being seen to an order; `None` when fewer than two stages are known.
pub fn figure(lens: &Lens<'_>, id: &str, cut: Cut) -> Option<Figure> {
    let (words, behind, alone) = (lens.words, known::behind(lens), ads_alone::are_all(lens));
    let lens = lens.on_days_of_all();
    // Orders of one network are no share of the clicks on several.
    let together = cut.network.and_then(|network| lens.told_together(network));
    let (lens, cut) = cut.network.map_or((lens, cut), |network| (lens.part(network), with_others(lens, cut, network)));
    let value = |name: &str| lens.value(name, cut);
    let mut stages = Vec::new();
    let mut before: Option<(&str, Exact)> = None;
    let of_leads = leads::are_aim(lens, cut);
    let ordered = match of_leads {
        true => value("orders").is_some_and(|orders| !orders.is_zero()),
        false => !ads_alone::are_without_orders(lens),
    };
    let stages_of = match () {
        () if alone => STAGES_OF_ADS,
        () if of_leads => STAGES_OF_LEADS,
        () => STAGES,
    };
    let is_shown = |name: &&&str| if alone { value(name).is_some() } else { ordered || **name != "orders" };
    for name in stages_of.iter().filter(is_shown) {
        let metric = metrics::find(name)?;
        let now = value(name);
        let from = match *name {
            "leads" => value("clicks").map(|clicks| ("clicks", clicks)),
            "orders" if of_leads => value("sessions").map(|sessions| ("sessions", sessions)),
            _ => before,
        };
        let rate = from.zip(now).and_then(|(from, now)| step(lens, cut, from, (*name, now)));
        stages.push(Stage {
            label: words.metric(name).to_owned(),
            value: now.map(Exact::length),
            text: now.map_or_else(|| super::NONE.to_owned(), |now| write(&words.formats, metric.unit, now)),
            rate: rate.unwrap_or_default(),
        });
        before = now.map(|now| (*name, now)).or(before);
    }
    if stages.iter().filter(|stage| stage.value.is_some()).count() < 2 {
        return None;
    }
    let title = words.get("report_funnel").to_owned();
    let of_visits = known::text(lens).filter(|_| value("sessions").is_some());
    let text = [Some(words.get("report_funnel_text").to_owned()), together, of_visits, lives(lens, cut), behind];
    let text = text.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let table = data(lens, id, &stages);
    let svg = funnel(&Funnel { frame: Frame { id, title: &title, description: &text, fit: Fit::Both }, stages })?.svg;
    Some(Figure { id: id.to_owned(), title, text, svg, table: Some(table), events: Vec::new(), notes: Vec::new() })
}

/// A part of a network, or of all that it is told together with.
fn with_others(lens: &Lens<'_>, cut: Cut, network: NetworkId) -> Cut {
    Cut { network: lens.cut_of(network).network, ..cut }
}

/// `Impressions: of videos published in this period, until the export.`
fn lives(lens: &Lens<'_>, cut: Cut) -> Option<String> {
    let metric = metrics::find("impressions").filter(|metric| lens.is_of_lives(&lens.now, metric, cut))?;
    Some(format!("{} ({}).", lens.words.metric(metric.name), lens.words.get("report_lives")))
}

/// The share of one stage that came to the next one, as the metrics say it.
fn step(lens: &Lens<'_>, cut: Cut, from: (&str, Exact), to: (&str, Exact)) -> Option<String> {
    let words = lens.words;
    let told = |name: &str| metrics::find(name).map(|metric| lens.see(metric, cut).now);
    // Visits of a period are no share of what videos had since they were published.
    let of_lives = |name: &str| metrics::find(name).is_some_and(|metric| lens.is_of_lives(&lens.now, metric, cut));
    if of_lives(from.0) && !of_lives(to.0) {
        return None;
    }
    let share = match (from.0, to.0) {
        ("sessions", _) => told("conversion_rate")?,
        ("impressions", "clicks") => told("ctr")?,
        // Orders of the whole shop are of other people than those who clicked on its ads.
        (_, "orders") if cut == Cut::default() => return None,
        // Of what a network claims, some have only seen its ads.
        (_, "claimed_orders") => return None,
        // Visits of some days are no share of the clicks of all.
        (_, "sessions") if known::text(lens).is_some() => return None,
        _ => Ok(to.1.over(from.1)?),
    };
    // Of the impressions whose clicks are known, where others are shown too.
    let part = metrics::seen_with_clicks(&lens.totals(&lens.now, cut)).map(|known| known.scaled(0));
    let part = part.filter(|known| (from.0, to.0) == ("impressions", "clicks") && from.1.scaled(0) != *known);
    let count = part.map(|known| format!("{} ", words.formats.integer(known))).unwrap_or_default();
    let of = format!("{count}{}", words.metric(from.0));
    let of = ("of", of.as_str());
    // Of the orders of visits, where others have come another way.
    let visited = metrics::orders_of_visits(&lens.totals(&lens.now, cut));
    let visited = visited.filter(|own| (from.0, to.0) == ("sessions", "orders") && to.1.scaled(0) != *own);
    let visited = visited.filter(|_| known::text(lens).is_none());
    let visited = visited.map(|own| format!(" ({})", words.count("report_orders", own.unsigned_abs(), &[])));
    match share {
        Ok(share) if share.numerator <= share.denominator => {
            let share = write(&words.formats, Unit::Share, share) + &visited.unwrap_or_default();
            Some(words.fill("report_step_rate", &[("share", &share), of]))
        }
        // Visitors come in other ways than by the clicks that are known: there is no share of more than the whole.
        Ok(_) | Err(Why::MoreThanWhole) => Some(words.fill("report_step_more", &[of])),
        Err(_) => None,
    }
}

fn data(lens: &Lens<'_>, id: &str, stages: &[Stage]) -> Table {
    let words = lens.words;
    let columns = vec![
        Column::text("stage", words.get("report_stage")),
        Column::number("count", words.get("report_count")),
        Column::text("rate", words.get("report_step")),
    ];
    let rows = stages.iter().map(|stage| {
        let plain = stage.value.map(|value| format!("{value}")).unwrap_or_default();
        let count = Cell { text: stage.text.clone(), plain, ..Cell::default() };
        TableRow { cells: vec![Cell::text(&stage.label), count, Cell::text(&stage.rate)], quiet: false }
    });
    let title = words.get("report_funnel").to_owned();
    Table { id: format!("{id}-data"), title, columns, rows: rows.collect(), ..Table::default() }
}

/// What one campaign is: its three words, and the network of a part of it.
type Way = (Objective, NetworkId, &'static str);

/// Sums of the ways that campaigns went, on each network as `told` says with which others it is one.
fn ways(lens: &Lens<'_>, told: impl Fn(NetworkId) -> NetworkId) -> BTreeMap<Way, Vec<Cut>> {
    let mut ways: BTreeMap<Way, Vec<Cut>> = BTreeMap::new();
    for id in lens.running() {
        let campaign = lens.campaign(*id);
        let networks: BTreeSet<NetworkId> = lens.now.slice.networks_of(*id).into_iter().map(&told).collect();
        for network in networks {
            let way = (campaign.objective, network, campaign.format.word());
            ways.entry(way).or_default().push(Cut { network: Some(network), campaign: Some(*id) });
        }
    }
    ways
}

/// A sum over several cuts.
fn sum(lens: &Lens<'_>, cuts: &[Cut], name: &str) -> Option<i64> {
    let values = cuts.iter().filter_map(|cut| lens.value(name, *cut)).map(|value| value.scaled(0));
    values.reduce(i64::saturating_add)
}

/// Clicks of the impressions of which they are known.
fn click_rate(lens: &Lens<'_>, cuts: &[Cut]) -> Option<Exact> {
    let of = |cut: &Cut| metrics::clicks_of_impressions(&lens.totals(&lens.now, *cut));
    let (clicks, shown) = cuts.iter().filter_map(of).reduce(metrics::added)?;
    Exact::ratio(clicks.into(), shown.into())
}

/// Orders of the days of which sessions are known.
fn visited(lens: &Lens<'_>, cuts: &[Cut]) -> Option<i64> {
    let of = |cut: &Cut| metrics::orders_of_visits(&lens.totals(&lens.now, *cut));
    cuts.iter().filter_map(of).reduce(i64::saturating_add)
}

/// The table of ways: each with its stages and the rates between them.
pub fn table(lens: &Lens<'_>, id: &str) -> Option<Table> {
    let (words, behind) = (lens.words, known::behind(lens));
    let lens = lens.on_days_of_all();
    let ways = ways(lens, |network| lens.cut_of(network).network.unwrap_or(network));
    if ways.is_empty() {
        return None;
    }
    let mut columns = vec![
        Column::text("objective", words.get("report_objective")),
        Column::text("network", words.get("report_network")),
        Column::text("format", words.get("report_format")),
    ];
    let of_leads = ways.values().any(|cuts| leads::are_shown(lens, cuts));
    let alone = ads_alone::are_all(lens);
    let sold = !leads::are_business(lens) && !ads_alone::are_without_orders(lens);
    let mut shown = if alone { vec!["impressions", "clicks"] } else { vec!["impressions", "clicks", "sessions"] };
    if sold {
        shown.extend(["orders", "sales"]);
    }
    columns.extend(shown.iter().map(|name| Column::number(name, words.metric(name))));
    columns.insert(5, Column::number("click_rate", words.metric("ctr")));
    if sold {
        columns.insert(8, Column::number("order_rate", words.metric("conversion_rate")));
    }
    if of_leads {
        shown.push("leads");
        columns.push(Column::number("leads", words.metric("leads")));
    }
    let rows = ways.iter().filter_map(|((objective, network, format), cuts)| {
        let (name, called) = (lens.named(*network), lens.called(*network));
        let lens = lens.part(*network);
        let value = |name: &str| sum(lens, cuts, name);
        shown.iter().any(|name| value(name).is_some_and(|value| value != 0)).then_some(())?;
        let share = |part: Option<i64>, whole: Option<i64>| {
            Exact::ratio(part?.into(), whole?.into()).filter(|_| whole != Some(0))
        };
        let count = |name: &str| super::cell(words, Unit::Count, value(name).map(Exact::whole));
        let mut cells = vec![
            Cell {
                plain: objective.word().to_owned(),
                ..Cell::text(words.get(&format!("objective_{}", objective.word())))
            },
            Cell { plain: name, ..Cell::text(called) },
            Cell { plain: (*format).to_owned(), ..Cell::text(words.get(&format!("format_{format}"))) },
            count("impressions"),
            count("clicks"),
            super::cell(words, Unit::Share, click_rate(lens, cuts)),
        ];
        cells.extend((!alone).then(|| count("sessions")));
        if sold {
            let rate = share(visited(lens, cuts), value("sessions"));
            cells.extend([count("orders"), super::cell(words, Unit::Share, rate)]);
            cells.push(super::cell(words, Unit::Money, value("sales").map(Exact::whole)));
        }
        cells.extend(of_leads.then(|| count("leads")));
        Some(TableRow { cells, quiet: false })
    });
    let rows: Vec<TableRow> = rows.collect();
    let title = words.get("report_ways").to_owned();
    Some(Table {
        id: id.to_owned(),
        title,
        text: words.get("report_ways_text").to_owned(),
        columns,
        rows,
        notes: behind.into_iter().collect(),
        ..Table::default()
    })
}

/// The same as a picture: sales by objective, network and format.
pub fn flows(lens: &Lens<'_>, id: &str) -> Option<Figure> {
    let words = lens.words;
    let ways = ways(lens, |network| network);
    let mut columns: [Vec<(String, i64)>; 3] = [Vec::new(), Vec::new(), Vec::new()];
    let mut flows = Vec::new();
    for ((objective, network, format), cuts) in &ways {
        let sales = sum(lens, cuts, "sales").unwrap_or(0);
        if sales <= 0 {
            continue;
        }
        let names = [
            words.get(&format!("objective_{}", objective.word())).to_owned(),
            words.network(*network).to_owned(),
            words.get(&format!("format_{format}")).to_owned(),
        ];
        let places: Vec<usize> =
            names.into_iter().zip(&mut columns).map(|(name, column)| place(column, name, sales)).collect();
        flows.push(Flow { column: 0, from: places[0], to: places[1], value: sales as f64 });
        flows.push(Flow { column: 1, from: places[1], to: places[2], value: sales as f64 });
    }
    if flows.len() < 4 {
        return None;
    }
    let node =
        |(label, sales): (String, i64)| Node { label, text: write(&words.formats, Unit::Money, Exact::whole(sales)) };
    let title = words.get("report_flows").to_owned();
    let text = words.get("report_flows_text").to_owned();
    let drawn = Flows {
        frame: Frame { id, title: &title, description: &text, fit: Fit::Both },
        headings: ["report_objective", "report_network", "report_format"].map(|key| words.get(key).to_owned()).to_vec(),
        columns: columns.map(|column| column.into_iter().map(node).collect()).to_vec(),
        flows: merged(flows),
    };
    let svg = sankey(&drawn)?.svg;
    Some(Figure { id: id.to_owned(), title, text, svg, table: None, events: Vec::new(), notes: Vec::new() })
}

fn place(column: &mut Vec<(String, i64)>, name: String, sales: i64) -> usize {
    match column.iter().position(|(known, _)| *known == name) {
        Some(place) => {
            column[place].1 = column[place].1.saturating_add(sales);
            place
        }
        None => {
            column.push((name, sales));
            column.len() - 1
        }
    }
}

/// One ribbon for each pair of nodes.
fn merged(flows: Vec<Flow>) -> Vec<Flow> {
    let mut all: Vec<Flow> = Vec::new();
    for flow in flows {
        match all.iter_mut().find(|known| (known.column, known.from, known.to) == (flow.column, flow.from, flow.to)) {
            Some(known) => known.value += flow.value,
            None => all.push(flow),
        }
    }
    all
}
