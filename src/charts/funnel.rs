//! From many to few: impressions, clicks, orders. A bar is as long as its number, without logarithm and without a
//! least width but one unit, for the few are few (charts-rs widens them, so this drawing is our own). The rate of each
//! step stands between.

use super::ink::Ink;
use super::paper::{Face, Paper, number};
use super::text::{SIZE, SMALL, shorten, widest, width};
use super::{Chart, Drawing, Frame, figure, finite};

/// A stage of the way.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stage {
    pub label: String,
    /// `None` where nobody counted.
    pub value: Option<f64>,
    pub text: String,
    /// The share of the stage before: `2.3 % of impressions`. Empty for the first one.
    pub rate: String,
}

/// What a funnel shows, from the top down. Nothing is sorted, and a stage may be larger than the one before.
#[derive(Debug, Clone, PartialEq)]
pub struct Funnel<'a> {
    pub frame: Frame<'a>,
    pub stages: Vec<Stage>,
}

/// The funnel; `None` when there is no value above zero.
pub fn funnel(funnel: &Funnel<'_>) -> Option<Chart> {
    let largest = funnel.stages.iter().filter_map(|stage| finite(stage.value)).fold(0.0, f64::max);
    (largest > 0.0).then_some(())?;
    figure(&funnel.frame, |width| Some(draw(&funnel.stages, largest, width)))
}

const BAR: f64 = 22.0;
/// Between two stages: the row of the rate.
const STEP: f64 = 24.0;
const APART: f64 = 8.0;
/// A mark that can be seen, for what is more than nothing.
const LEAST: f64 = 1.0;

fn draw(stages: &[Stage], largest: f64, width: f64) -> Drawing {
    let mut paper = Paper::default();
    let above = width < 500.0;
    let labels = widest(stages.iter().map(|stage| stage.label.as_str()), SIZE).min(width * 0.34);
    let left = if above { 0.0 } else { labels + 12.0 };
    let label = if above { 18.0 } else { 0.0 };
    let unit = unit(stages, largest, width - left);
    let mut top = label;
    let mut bars = String::new();
    for (n, stage) in stages.iter().enumerate() {
        if n > 0 {
            rate(&mut paper, left, top - STEP - label, &stage.rate, width - left);
        }
        let (x, y) = if above { (0.0, top - 6.0) } else { (0.0, top + BAR / 2.0 + 4.5) };
        paper.text(x, y, &shorten(&stage.label, SIZE, if above { width } else { labels }), Face::default());
        let length = length(finite(stage.value), largest, unit);
        if length > 0.0 {
            bars.push_str(&format!("M{} {}h{}v{BAR}h-{}z", number(left), number(top), number(length), number(length)));
        }
        let bold = finite(stage.value).is_some();
        let ink = if bold { Ink::Text } else { Ink::Muted };
        paper.text(left + length + APART, top + BAR / 2.0 + 4.5, &stage.text, Face { bold, ink, ..Face::default() });
        top += BAR + STEP + label;
    }
    paper.fill(&bars, Ink::First);
    Drawing { height: top - STEP - label, paper }
}

/// Units of the largest value, so that each bar and its text have room.
fn unit(stages: &[Stage], largest: f64, room: f64) -> f64 {
    let fits = |stage: &Stage| {
        let share = finite(stage.value).map_or(0.0, |value| value.max(0.0) / largest);
        (room - APART - width(&stage.text, SIZE) - 4.0).max(1.0) / share.max(0.01)
    };
    stages.iter().map(fits).fold(room, f64::min)
}

fn length(value: Option<f64>, largest: f64, unit: f64) -> f64 {
    value.filter(|value| *value > 0.0).map_or(0.0, |value| (value / largest * unit).max(LEAST))
}

/// The share that goes on, beside an arrow from stage to stage.
fn rate(paper: &mut Paper, left: f64, top: f64, rate: &str, room: f64) {
    if rate.is_empty() {
        return;
    }
    let arrow = format!("M{} {}v13m-3.5 -4l3.5 4l3.5 -4", number(left + 6.0), number(top + 5.5));
    paper.stroke(&arrow, Ink::Muted, " fill=\"none\"");
    let face = Face { ink: Ink::Muted, size: SMALL, ..Face::default() };
    paper.text(left + 18.0, top + 16.0, &shorten(rate, SMALL, room - 18.0), face);
}
