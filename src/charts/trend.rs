//! A figure over time: this period, the one before, a target, what happened.

use super::ink::Ink;
use super::key::{Entry, Sample, key};
use super::paper::{Anchor, Face, Paper, number, spread};
use super::plot::{CURRENT, PREVIOUS, Pen, Plot, TARGET, UNFINISHED};
use super::text::{AT_MOST, LEADING, SIZE, SMALL, two_lines, widest};
use super::ticks::{Rule, Ticks, ticks};
use super::{Chart, Drawing, Frame, figure, finite};

/// Values at equal steps of time.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Line {
    /// `June 2026`, `Target`.
    pub name: String,
    /// One for each step; `None` where nothing is known, which is not zero.
    pub values: Vec<Option<f64>>,
    /// What is written below its name: the sum, named as such, for a number alone would be taken for the last value.
    pub text: String,
}

/// Something that happened, told below the chart by its mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The step of time.
    pub at: usize,
    /// `1`, `2`, …
    pub mark: String,
}

/// Steps whose values will still change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfinished {
    /// The first of them.
    pub from: usize,
    /// `not finished`.
    pub label: String,
}

/// What a trend shows.
pub struct Trend<'a> {
    pub frame: Frame<'a>,
    pub current: Line,
    /// The period before: its steps stand below those of the current one.
    pub previous: Option<Line>,
    pub target: Option<Line>,
    /// Names of steps; those that have no room are left out evenly.
    pub names: Vec<(usize, String)>,
    pub events: Vec<Event>,
    pub unfinished: Option<Unfinished>,
    pub rule: Rule,
    /// The text of a round number on the axis.
    pub format: &'a dyn Fn(f64) -> String,
}

/// The trend; `None` when no line has a value.
pub fn trend(trend: &Trend<'_>) -> Option<Chart> {
    let trend = &Known::new(trend);
    trend.lines.iter().any(|line| line.values.iter().any(Option::is_some)).then_some(())?;
    figure(&trend.given.frame, |width| Some(draw(trend, width)))
}

/// A line with its pen, and without what is no number.
struct Drawn<'a> {
    line: &'a Line,
    values: Vec<Option<f64>>,
    pen: Pen,
}

struct Known<'a> {
    given: &'a Trend<'a>,
    /// In the order of their names; the current one first.
    lines: Vec<Drawn<'a>>,
    ticks: Ticks,
    labels: Vec<String>,
}

impl<'a> Known<'a> {
    fn new(given: &'a Trend<'a>) -> Self {
        let all =
            [(Some(&given.current), CURRENT), (given.previous.as_ref(), PREVIOUS), (given.target.as_ref(), TARGET)];
        let drawn = |(line, pen): (Option<&'a Line>, Pen)| {
            let values = line?.values.iter().map(|value| finite(*value)).collect();
            Some(Drawn { line: line?, values, pen })
        };
        let lines: Vec<Drawn<'_>> = all.into_iter().filter_map(drawn).collect();
        let ticks = ticks(lines.iter().flat_map(|line| line.values.iter().flatten().copied()), given.rule);
        let labels = ticks.values.iter().map(|value| (given.format)(*value)).collect();
        Self { given, lines, ticks, labels }
    }
}

/// Units of a tick's mark and its distance from the plot, of the row of events, of the row of names.
const MARGIN: f64 = 8.0;
const EVENTS: f64 = 24.0;
const NAMES: f64 = 23.0;

fn draw(trend: &Known<'_>, width: f64) -> Drawing {
    let mut paper = Paper::default();
    let wide = width > 500.0;
    let above = if wide { 0.0 } else { key(&mut paper, &entries(trend), width) };
    let left = widest(trend.labels.iter().map(String::as_str), SMALL) + MARGIN;
    let right = if wide { beside(trend) } else { 8.0 };
    let slots = trend.lines.iter().map(|line| line.values.len()).max().unwrap_or(0);
    // What is not finished is named above its tint.
    let (top, height) =
        (above + if trend.given.unfinished.is_some() { 20.0 } else { 10.0 }, if wide { 210.0 } else { 160.0 });
    // Texts too long for any drawing run out of it, but leave something of the lines.
    let across = (width - left - right).max(width / 4.0);
    let plot = Plot { left, top, width: across, height, ticks: trend.ticks.clone(), slots };
    unfinished(&mut paper, &plot, trend);
    plot.grid(&mut paper);
    for (value, label) in plot.ticks.values.iter().zip(&trend.labels) {
        let face = Face { anchor: Anchor::End, ink: Ink::Muted, size: SMALL, ..Face::default() };
        paper.text(left - MARGIN, plot.y(*value) + 4.0, label, face);
    }
    let events = events(&mut paper, &plot, &trend.given.events);
    lines(&mut paper, &plot, trend);
    if wide {
        ends(&mut paper, &plot, trend, width);
    }
    plot.names(
        &mut paper,
        &trend.given.names,
        plot.bottom() + events + 18.0,
        if wide { plot.right() + right } else { width },
    );
    Drawing { height: plot.bottom() + events + NAMES, paper }
}

fn entries<'a>(trend: &'a Known<'a>) -> Vec<Entry<'a>> {
    let entry = |drawn: &'a Drawn<'a>| Entry {
        sample: Sample::Line(drawn.pen),
        name: &drawn.line.name,
        value: &drawn.line.text,
    };
    trend.lines.iter().map(entry).collect()
}

/// The last step that has a value, and the value.
fn last(values: &[Option<f64>]) -> Option<(usize, f64)> {
    values.iter().enumerate().rev().find_map(|(n, value)| Some((n, (*value)?)))
}

/// A tint behind the steps that are not finished.
fn unfinished(paper: &mut Paper, plot: &Plot, trend: &Known<'_>) {
    let Some(unfinished) = trend.given.unfinished.as_ref().filter(|unfinished| unfinished.from < plot.slots) else {
        return;
    };
    let from = plot.x(unfinished.from.saturating_sub(1)).max(plot.left);
    paper.rect(from, plot.top, plot.right() - from, plot.height, Ink::Best);
    let face = Face { anchor: Anchor::End, ink: Ink::Muted, size: SMALL, ..Face::default() };
    paper.text(plot.right(), plot.top - 6.0, &unfinished.label, face);
}

/// The lines, the current one above all, with a dot at its end: hollow where it will still change.
fn lines(paper: &mut Paper, plot: &Plot, trend: &Known<'_>) {
    let from = trend.given.unfinished.as_ref().map_or(usize::MAX, |unfinished| unfinished.from);
    for drawn in trend.lines.iter().skip(1).rev() {
        plot.line(paper, &drawn.values, drawn.pen);
    }
    let Some(current) = trend.lines.first() else { return };
    let split = from.min(current.values.len());
    let (sure, rest) = current.values.split_at(split);
    // The dotted part begins at the last sure point.
    let bridge = split.saturating_sub(1);
    let gaps = vec![None; bridge];
    let dotted: Vec<Option<f64>> = gaps.into_iter().chain(current.values[bridge..].iter().copied()).collect();
    if rest.iter().any(Option::is_some) {
        plot.line(paper, &dotted, UNFINISHED);
    }
    plot.line(paper, sure, CURRENT);
    if let Some((slot, value)) = last(&current.values) {
        let hollow = format!(" stroke=\"{}\" stroke-width=\"2\"", Ink::First.property());
        let (ink, more) = if slot >= from { (Ink::Paper, hollow.as_str()) } else { (Ink::First, "") };
        paper.dot(plot.x(slot), plot.y(value), 4.0, ink, more);
    }
}

/// Marks of events on the axis, and the height of their row.
fn events(paper: &mut Paper, plot: &Plot, events: &[Event]) -> f64 {
    let events: Vec<&Event> = events.iter().filter(|event| event.at < plot.slots).collect();
    if events.is_empty() {
        return 0.0;
    }
    let wanted: Vec<f64> = events.iter().map(|event| plot.x(event.at)).collect();
    let sizes = vec![20.0; events.len()];
    let middle = plot.bottom() + EVENTS / 2.0 + 3.0;
    let places = spread(&wanted, &sizes, plot.left - 10.0, plot.right() + 10.0);
    let [bottom, top, start] = [plot.bottom() + 1.0, plot.top, middle - 9.0].map(number);
    let up = wanted.iter().zip(&places).map(|(x, mark)| {
        let x = number(*x);
        format!("M{} {start}L{x} {bottom}V{top}", number(*mark))
    });
    paper.stroke(&up.collect::<String>(), Ink::Muted, " fill=\"none\" stroke-dasharray=\"1 3\"");
    for (event, x) in events.iter().zip(places) {
        paper.dot(x, middle, 9.0, Ink::Paper, &format!(" stroke=\"{}\"", Ink::Muted.property()));
        paper.text(
            x,
            middle + 4.2,
            &event.mark,
            Face { anchor: Anchor::Middle, bold: true, size: SMALL, ..Face::default() },
        );
    }
    EVENTS
}

/// The most that a name beside a line takes.
const BESIDE: f64 = 150.0;

/// Units to the right of the plot for the ends of the lines.
fn beside(trend: &Known<'_>) -> f64 {
    let names = widest(trend.lines.iter().map(|drawn| drawn.line.name.as_str()), SIZE).min(BESIDE) * AT_MOST;
    names.max(widest(trend.lines.iter().map(|drawn| drawn.line.text.as_str()), SIZE)) + 12.0
}

/// What each line is, beside its end: its name, and its text below.
fn ends(paper: &mut Paper, plot: &Plot, trend: &Known<'_>, width: f64) {
    let x = plot.right() + 12.0;
    let row = SIZE * LEADING;
    let mut rows: Vec<Vec<(String, Face)>> = Vec::new();
    let mut wanted = Vec::new();
    for Drawn { line, values, pen } in &trend.lines {
        let Some((_, value)) = last(values) else { continue };
        let bold = pen.ink == Ink::First;
        let named = two_lines(&line.name, SIZE, (width - x) / AT_MOST).into_iter();
        let text = (line.text.clone(), Face { ink: Ink::Muted, size: SMALL, ..Face::default() });
        let all = named.map(|name| (name, Face { ink: pen.ink, bold, ..Face::default() })).chain([text]);
        rows.push(all.filter(|(text, _)| !text.is_empty()).collect());
        wanted.push(plot.y(value));
    }
    let sizes: Vec<f64> = rows.iter().map(|rows| rows.len() as f64 * row + 6.0).collect();
    for (rows, middle) in rows.iter().zip(spread(&wanted, &sizes, 0.0, plot.bottom() + 8.0)) {
        let top = middle - rows.len() as f64 * row / 2.0 + SIZE * 0.9;
        for (n, (text, face)) in rows.iter().enumerate() {
            paper.text(x, top + n as f64 * row, text, *face);
        }
    }
}
