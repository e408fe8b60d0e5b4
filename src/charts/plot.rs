//! Values by place → lines between two axes, drawn by charts-rs in units of the drawing.

use charts_rs::{LineChart, Series};

use super::ink::Ink;
use super::marks;
use super::paper::{Anchor, Face, Paper, number};
use super::text::{SMALL, width};
use super::ticks::Ticks;

/// Where lines are drawn, and what its height means.
pub struct Plot {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
    pub ticks: Ticks,
    /// Places along the time axis.
    pub slots: usize,
}

/// How a line looks; its dashes as `stroke-dasharray` has them.
#[derive(Debug, Clone, Copy)]
pub struct Pen {
    pub ink: Ink,
    pub width: f64,
    pub dashes: &'static str,
}

pub const CURRENT: Pen = Pen { ink: Ink::First, width: 2.5, dashes: "" };
pub const UNFINISHED: Pen = Pen { ink: Ink::First, width: 2.5, dashes: "1 5" };
pub const PREVIOUS: Pen = Pen { ink: Ink::Previous, width: 1.5, dashes: "" };
pub const TARGET: Pen = Pen { ink: Ink::Target, width: 1.5, dashes: "6 4" };

impl Plot {
    pub fn right(&self) -> f64 {
        self.left + self.width
    }

    pub fn bottom(&self) -> f64 {
        self.top + self.height
    }

    /// The middle of a place; a lone one is in the middle of all.
    pub fn x(&self, slot: usize) -> f64 {
        self.left + if self.slots < 2 { self.width / 2.0 } else { slot as f64 * self.step() }
    }

    fn step(&self) -> f64 {
        self.width / (self.slots.max(2) - 1) as f64
    }

    pub fn y(&self, value: f64) -> f64 {
        self.bottom() - self.rise(value)
    }

    /// Units above the axis. Halves first: the distance of two huge values is no number.
    fn rise(&self, value: f64) -> f64 {
        let Ticks { low, high, .. } = self.ticks;
        let share = (value / 2.0 - low / 2.0) / (high / 2.0 - low / 2.0);
        share.clamp(0.0, 1.0) * self.height
    }

    /// A hairline at every round number, stronger at zero.
    pub fn grid(&self, paper: &mut Paper) {
        let across =
            |value: &f64| format!("M{} {}H{}", number(self.left), number(self.y(*value)), number(self.right()));
        let (zero, others): (Vec<&f64>, Vec<&f64>) = self.ticks.values.iter().partition(|value| **value == 0.0);
        paper.stroke(&others.into_iter().map(across).collect::<String>(), Ink::Grid, "");
        paper.stroke(&zero.into_iter().map(across).collect::<String>(), Ink::Muted, "");
    }

    /// A line with gaps where values are missing; a value between two gaps is a dot.
    pub fn line(&self, paper: &mut Paper, values: &[Option<f64>], pen: Pen) {
        let known = |n: usize| values.get(n).copied().flatten();
        let lone = |n: usize| known(n).is_some() && known(n + 1).is_none() && (n == 0 || known(n - 1).is_none());
        let dots: String = (0..values.len())
            .filter(|n| lone(*n))
            .filter_map(|n| Some(format!("M{} {}h0", number(self.x(n)), number(self.y(known(n)?)))))
            .collect();
        let size = format!(" stroke-width=\"{}\" stroke-linecap=\"round\"", number(pen.width + 2.0));
        paper.stroke(&dots, pen.ink, &size);
        let joined = (0..values.len()).map(|n| known(n).filter(|_| !lone(n)).map(|value| self.rise(value) as f32));
        let joined: Vec<Option<f32>> = joined.collect();
        if joined.iter().any(Option::is_some) {
            let caps = if pen.dashes.starts_with('1') { " stroke-linecap=\"round\"" } else { "" };
            let more = format!(" fill=\"none\" stroke-linejoin=\"round\"{caps}");
            paper.group(self.left, self.top, &more, &self.drawn(joined, pen));
        }
    }

    fn drawn(&self, rises: Vec<Option<f32>>, pen: Pen) -> String {
        let mut series = Series::new_nullable(String::new(), rises);
        series.stroke_dash_array = (!pen.dashes.is_empty()).then(|| pen.dashes.to_owned());
        let mut chart = LineChart::new(vec![series], vec![String::new(); self.slots]);
        marks::bare(&mut chart.base, self.width, self.height);
        marks::span(&mut chart.y_axis_configs, 0.0, self.height);
        chart.series.colors = vec![pen.ink.sentinel()];
        chart.series.stroke_width = pen.width as f32;
        // A drawing fails only by a font or a parameter that none of ours is.
        let svg = chart.svg().unwrap_or_default();
        marks::fragment(&svg, |element| element.name != "rect").replace(" fill=\"none\"", "")
    }

    /// Names of places below the axis, as many as there is room for, in even steps.
    pub fn names(&self, paper: &mut Paper, names: &[(usize, String)], baseline: f64, end: f64) {
        let names: Vec<_> = names.iter().filter(|(slot, _)| *slot < self.slots).collect();
        let placed = |every: usize| -> Vec<(f64, f64, &str)> {
            let some = names.iter().step_by(every);
            some.map(|(slot, name)| {
                let half = width(name, SMALL) / 2.0;
                (self.x(*slot).min(end - half).max(half), half, name.as_str())
            })
            .collect()
        };
        let fits =
            |every: &usize| placed(*every).windows(2).all(|two| two[0].0 + two[0].1 + 10.0 <= two[1].0 - two[1].1);
        let every = (1..=names.len().max(1)).find(fits).unwrap_or(1);
        let marks = names
            .iter()
            .step_by(every)
            .map(|(slot, _)| format!("M{} {}v4", number(self.x(*slot)), number(self.bottom())));
        paper.stroke(&marks.collect::<String>(), Ink::Muted, "");
        for (x, _, name) in placed(every) {
            paper.text(
                x,
                baseline,
                name,
                Face { anchor: Anchor::Middle, ink: Ink::Muted, size: SMALL, ..Face::default() },
            );
        }
    }
}
