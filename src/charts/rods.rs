//! Lengths → bars lying in rows, drawn by charts-rs in units of the drawing.

use charts_rs::{HorizontalBarChart, Series};

use super::ink::Ink;
use super::marks;

/// Bars of one kind: a length and a colour for each row. Without a length there is no bar.
pub struct Rods {
    pub lengths: Vec<Option<f64>>,
    pub inks: Vec<Ink>,
}

impl Rods {
    /// Room and nothing in it.
    pub fn none(rows: usize) -> Self {
        Self { lengths: vec![None; rows], inks: vec![Ink::Paper; rows] }
    }
}

/// What the library leaves free above and below the bars of a row, and between two of them.
pub const MARGIN: f64 = 5.0;
pub const GAP: f64 = 3.0;

/// The height of a row with so many bars of one height.
pub fn row(bars: usize, height: f64) -> f64 {
    2.0 * MARGIN + bars as f64 * (height + GAP) - GAP
}

/// The bars of rows of one height, from the top down, on a scale from `low` to `high` units. Stacked, they begin where
/// those before them end, on each side of zero. What has the colour of paper is left out.
pub fn rods(kinds: &[Rods], low: f64, high: f64, row: f64, stacked: bool) -> String {
    let rows = kinds.iter().map(|kind| kind.lengths.len()).max().unwrap_or(0);
    // The library counts rows from the bottom.
    let series = kinds.iter().map(|kind| {
        let lengths =
            kind.lengths.iter().rev().map(|length| length.map(|length| length as f32).filter(|length| *length != 0.0));
        let mut series = Series::new_nullable(String::new(), lengths.collect());
        series.colors = Some(kind.inks.iter().rev().map(|ink| Some(ink.sentinel())).collect());
        series.stack = stacked.then(String::new);
        series
    });
    let mut chart = HorizontalBarChart::new(series.collect(), vec![String::new(); rows]);
    marks::bare(&mut chart.base, high - low, row * rows as f64);
    marks::span(&mut chart.y_axis_configs, low, high);
    // A drawing fails only by a font or a parameter that none of ours is.
    let svg = chart.svg().unwrap_or_default();
    let paper = Ink::Paper.sentinel().hex();
    marks::fragment(&svg, |element| {
        element.name == "rect" && element.attribute("fill").is_some_and(|fill| fill != paper)
    })
}
