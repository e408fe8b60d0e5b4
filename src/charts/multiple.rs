//! One of many small trends on one scale: a network beside the others.

use super::ink::Ink;
use super::paper::{Anchor, Face, Paper};
use super::plot::{CURRENT, PREVIOUS, Pen, Plot};
use super::text::{SMALL, width};
use super::ticks::Ticks;
use super::{Chart, Drawing, Frame, finite, named};

/// What one of them shows. The caller names the network above it, with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Multiple<'a> {
    /// Its `fit` says nothing here: there is one width, 160 units.
    pub frame: Frame<'a>,
    pub current: &'a [Option<f64>],
    /// Empty when there is none.
    pub previous: &'a [Option<f64>],
    /// The ends of the scale that all of them share: the lowest value or zero, and a round number above all values.
    pub low: f64,
    pub high: f64,
    /// The upper end as text.
    pub top: &'a str,
    /// Names of the first and the last step of time.
    pub first: &'a str,
    pub last: &'a str,
}

const WIDTH: f64 = 160.0;
const PLOT: f64 = 62.0;

/// The small trend; `None` when it has no value.
pub fn small_multiple(multiple: &Multiple<'_>) -> Option<Chart> {
    let known = |values: &[Option<f64>]| values.iter().map(|value| finite(*value)).collect::<Vec<_>>();
    let (current, previous) = (known(multiple.current), known(multiple.previous));
    current.iter().chain(&previous).any(Option::is_some).then_some(())?;
    let mut paper = Paper::default();
    let (low, high) = (multiple.low, multiple.high);
    // A fall below zero has room and no line of its own: only the upper end is named.
    let values = vec![low.max(0.0).min(high), high];
    let ticks = if low < high && (high / 2.0 - low / 2.0).is_finite() {
        Ticks { low, high, values }
    } else {
        Ticks { low: 0.0, high: 1.0, values: vec![0.0] }
    };
    let top = if multiple.top.is_empty() { 4.0 } else { 16.0 };
    let slots = current.len().max(previous.len());
    let plot = Plot { left: 3.0, top, width: WIDTH - 8.0, height: PLOT, ticks, slots };
    plot.grid(&mut paper);
    let quiet = Face { ink: Ink::Muted, size: SMALL, ..Face::default() };
    paper.text(0.0, 11.0, multiple.top, quiet);
    plot.line(&mut paper, &previous, Pen { width: 1.2, ..PREVIOUS });
    plot.line(&mut paper, &current, Pen { width: 2.0, ..CURRENT });
    if let Some((slot, value)) = current.iter().enumerate().rev().find_map(|(n, value)| Some((n, (*value)?))) {
        paper.dot(plot.x(slot), plot.y(value), 3.0, Ink::First, "");
    }
    let baseline = plot.bottom() + 14.0;
    if width(multiple.first, SMALL) + width(multiple.last, SMALL) + 8.0 <= WIDTH {
        paper.text(0.0, baseline, multiple.first, quiet);
    }
    paper.text(WIDTH, baseline, multiple.last, Face { anchor: Anchor::End, ..quiet });
    let drawing = Drawing { height: plot.bottom() + 18.0, paper };
    Some(Chart { svg: named(&multiple.frame, " class=\"chart-small\"", "", WIDTH, &drawing) })
}
