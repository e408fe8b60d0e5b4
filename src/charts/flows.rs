//! What goes where: objective → platform → format, as ribbons as thick as their value.

use charts_rs::{SankeyChart, SankeyLink, SankeyNode};

use super::ink::Ink;
use super::marks::{self, Element};
use super::paper::{Face, Paper, number};
use super::text::{LEADING, SIZE, SMALL, shorten, widest, width};
use super::{Chart, Drawing, Frame, figure};

/// A stop on the way.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Node {
    pub label: String,
    /// What goes through it: `12 340 €`.
    pub text: String,
}

/// A value that goes from a node of one column to a node of the next.
#[derive(Debug, Clone, PartialEq)]
pub struct Flow {
    /// The column it comes from, from 0.
    pub column: usize,
    /// Places in their columns.
    pub from: usize,
    pub to: usize,
    /// Above zero; others are left out.
    pub value: f64,
}

/// What a flow chart shows. Three columns at most have room on a phone.
#[derive(Debug, Clone, PartialEq)]
pub struct Flows<'a> {
    pub frame: Frame<'a>,
    /// A heading for each column: `Objective`.
    pub headings: Vec<String>,
    pub columns: Vec<Vec<Node>>,
    pub flows: Vec<Flow>,
}

/// The flow chart; `None` when nothing flows.
pub fn sankey(flows: &Flows<'_>) -> Option<Chart> {
    let known: Vec<&Flow> = flows.flows.iter().filter(|flow| flow.value > 0.0 && flow.value.is_finite()).collect();
    let known: Vec<&Flow> = known.into_iter().filter(|flow| exists(flows, flow)).collect();
    let largest = known.iter().map(|flow| flow.value).reduce(f64::max)?;
    figure(&flows.frame, |width| draw(flows, &known, largest, width))
}

fn exists(flows: &Flows<'_>, flow: &Flow) -> bool {
    let node = |column: usize, n: usize| flows.columns.get(column).is_some_and(|nodes| n < nodes.len());
    node(flow.column, flow.from) && node(flow.column + 1, flow.to)
}

const NODE: f64 = 10.0;
/// Between a node and its name.
const APART: f64 = 6.0;
const HEADING: f64 = 24.0;
/// The most that a name and its number take on one line.
const LONGEST: f64 = 240.0;
/// What the values alone take of the height.
const FLOWING: f64 = 170.0;

fn draw(flows: &Flows<'_>, known: &[&Flow], largest: f64, width: f64) -> Option<Drawing> {
    let mut paper = Paper::default();
    let narrow = width < 500.0;
    let columns = flows.columns.len();
    // Beside each node, to the right of it, is its name: also for the last column.
    let plot = width - APART - last(flows, narrow).min(width / 2.0);
    let room = (plot - NODE) / (columns.max(2) - 1) as f64 - NODE - APART - 2.0;
    // A name of one line or of two has to fit between the middles of two thin nodes.
    let pitch = SIZE * LEADING * if narrow { 2.0 } else { 1.0 } + 4.0;
    let most = flows.columns.iter().map(Vec::len).max()?;
    let height = FLOWING + pitch * (most - 1) as f64;
    let svg = drawn(known, largest, (plot, height), pitch);
    let elements = marks::elements(&svg);
    // On a phone a name has two lines, and the first of a thin node stands above it.
    let heading = if narrow { HEADING + SIZE } else { HEADING };
    let top = if flows.headings.iter().any(|heading| !heading.is_empty()) { heading } else { 0.0 };
    let ribbons: Vec<_> = elements.iter().filter_map(|element| ribbon(element)).collect();
    for source in 0..flows.columns.first().map_or(0, Vec::len) {
        let of_source = ribbons.iter().filter(|ribbon| ribbon.0 == source).map(|ribbon| ribbon.1.as_str());
        ribbons_of(&mut paper, top, &of_source.collect::<String>(), Ink::series(source));
    }
    let later = ribbons.iter().filter(|ribbon| ribbon.0 >= COLUMN).map(|ribbon| ribbon.1.as_str());
    ribbons_of(&mut paper, top, &later.collect::<String>(), Ink::Previous);
    let nodes: Vec<Place<'_>> = elements.iter().filter_map(|element| place(flows, element, top)).collect();
    for node in &nodes {
        paper.rect(node.x, node.y, NODE, node.height, node.ink);
    }
    let mut names = Paper::default();
    for node in &nodes {
        let end = node.x + NODE > plot - 1.0;
        named(&mut names, node, if end { width - plot - APART } else { room }, narrow);
    }
    paper.rimmed(&names.out);
    for (n, heading) in flows.headings.iter().take(columns).enumerate() {
        let x = n as f64 / (columns.max(2) - 1) as f64 * (plot - NODE);
        let room = if n + 1 == columns { width - x } else { room };
        paper.text(x, 12.0, &shorten(heading, SMALL, room), Face { ink: Ink::Muted, size: SMALL, ..Face::default() });
    }
    Some(Drawing { height: top + height + if narrow { 12.0 } else { 4.0 }, paper })
}

/// Units for the names of the last column.
fn last(flows: &Flows<'_>, narrow: bool) -> f64 {
    let nodes = || flows.columns.last().into_iter().flatten();
    let names = widest(nodes().map(|node| node.label.as_str()), SIZE);
    let values = widest(nodes().map(|node| node.text.as_str()), SIZE);
    if narrow { names.min(112.0).max(values) } else { (names + 2.0 * APART + values).min(LONGEST) }
}

/// Names of nodes for the library: numbers, which come back as attributes.
const COLUMN: usize = 10_000;

fn name(column: usize, n: usize) -> String {
    (column * COLUMN + n).to_string()
}

/// The library's drawing, of shares of the largest flow.
fn drawn(known: &[&Flow], largest: f64, size: (f64, f64), gap: f64) -> String {
    let link = |flow: &&Flow| SankeyLink {
        source: name(flow.column, flow.from),
        target: name(flow.column + 1, flow.to),
        value: (flow.value / largest) as f32,
    };
    // Nodes in the order of their columns, so that the first drawing is the caller's order.
    let ends = |flow: &&Flow| [(flow.column, flow.from), (flow.column + 1, flow.to)];
    let nodes: std::collections::BTreeSet<(usize, usize)> = known.iter().flat_map(ends).collect();
    let nodes = nodes.into_iter().map(|(column, n)| SankeyNode { name: name(column, n), color: None });
    let mut chart = SankeyChart::new(nodes.collect(), known.iter().map(link).collect());
    marks::bare(&mut chart.base, size.0, size.1);
    chart.node_width = NODE as f32;
    chart.node_gap = gap as f32;
    // A drawing fails only by a font or a parameter that none of ours is.
    chart.svg().unwrap_or_default()
}

/// A ribbon's source and its path. The library draws each edge in 24 pieces of the curve that one command says.
fn ribbon(element: &Element<'_>) -> Option<(usize, String)> {
    let source = element.attribute("data-source")?.parse().ok()?;
    let points: Vec<(f64, f64)> = element
        .attribute("points")?
        .split_whitespace()
        .filter_map(|point| point.split_once(','))
        .filter_map(|(x, y)| Some((x.parse().ok()?, y.parse().ok()?)))
        .collect();
    let (there, back) = points.split_at(points.len() / 2);
    let ((x0, y0), (x1, y1)) = (*there.first()?, *there.last()?);
    let ((_, y2), (_, y3)) = (*back.first()?, *back.last()?);
    let [x0, x1, half] = [x0, x1, f64::midpoint(x0, x1)].map(number);
    let [y0, y1, y2, y3] = [y0, y1, y2, y3].map(number);
    Some((source, format!("M{x0} {y0}C{half} {y0} {half} {y1} {x1} {y1}V{y2}C{half} {y2} {half} {y3} {x0} {y3}z")))
}

fn ribbons_of(paper: &mut Paper, top: f64, path: &str, ink: Ink) {
    if !path.is_empty() {
        let path = format!("<path d=\"{path}\"/>");
        paper.group(0.0, top, &format!(" fill=\"{}\" fill-opacity=\".28\"", ink.property()), &path);
    }
}

/// A node where the library put it.
struct Place<'a> {
    node: &'a Node,
    x: f64,
    y: f64,
    height: f64,
    ink: Ink,
}

fn place<'a>(flows: &'a Flows<'_>, element: &Element<'_>, top: f64) -> Option<Place<'a>> {
    let name: usize = element.attribute("data-name")?.parse().ok()?;
    let (column, n) = (name / COLUMN, name % COLUMN);
    let node = flows.columns.get(column)?.get(n)?;
    let ink = if column == 0 { Ink::series(n) } else { Ink::Muted };
    let height = element.number("height")?.max(1.0);
    Some(Place { node, x: element.number("x")?, y: element.number("y")? + top, height, ink })
}

/// The name of a node beside it: with its number on one line, or above it.
fn named(paper: &mut Paper, place: &Place<'_>, room: f64, narrow: bool) {
    let (x, middle) = (place.x + NODE + APART, place.y + place.height / 2.0);
    let Node { label, text } = place.node;
    if narrow {
        paper.text(x, middle - 2.0, &shorten(label, SIZE, room), Face::default());
        paper.text(x, middle + 12.0, text, Face { bold: true, size: SMALL, ..Face::default() });
    } else {
        let label = shorten(label, SIZE, room.min(LONGEST) - 2.0 * APART - width(text, SIZE));
        paper.pair(x, middle + 4.5, &label, text, Face::default());
    }
}
