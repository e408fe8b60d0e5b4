//! Names of series above a drawing, where it has no room beside its lines.

use super::ink::Ink;
use super::paper::{Face, Paper, number};
use super::plot::Pen;
use super::text::{SIZE, shorten, width};

/// A piece of what is named.
#[derive(Debug, Clone, Copy)]
pub enum Sample {
    Line(Pen),
    Bar(Ink),
}

pub struct Entry<'a> {
    pub sample: Sample,
    pub name: &'a str,
    /// The latest value, or nothing.
    pub value: &'a str,
}

const SAMPLE: f64 = 18.0;
const GAP: f64 = 6.0;
const ROW: f64 = 19.0;

/// Draws the names from the top on, and gives the height they take.
pub fn key(paper: &mut Paper, entries: &[Entry<'_>], room: f64) -> f64 {
    let (mut x, mut row) = (0.0, 0.0);
    for entry in entries {
        let value = width(entry.value, SIZE);
        let name = shorten(entry.name, SIZE, room - SAMPLE - 2.0 * GAP - value);
        let named = width(&name, SIZE);
        let all = SAMPLE + GAP + named + if value > 0.0 { GAP + value } else { 0.0 };
        if x > 0.0 && x + all > room {
            (x, row) = (0.0, row + 1.0);
        }
        let baseline = row * ROW + 13.0;
        sample(paper, x, baseline - 4.5, entry.sample);
        paper.pair(x + SAMPLE + GAP, baseline, &name, entry.value, Face { ink: Ink::Muted, ..Face::default() });
        x += all + 3.0 * GAP;
    }
    if entries.is_empty() { 0.0 } else { (row + 1.0) * ROW + 5.0 }
}

fn sample(paper: &mut Paper, x: f64, middle: f64, sample: Sample) {
    match sample {
        Sample::Bar(ink) => paper.rect(x + 4.0, middle - 5.0, 10.0, 10.0, ink),
        Sample::Line(pen) => {
            let dashes =
                if pen.dashes.is_empty() { String::new() } else { format!(" stroke-dasharray=\"{}\"", pen.dashes) };
            let path = format!("M{} {}h{SAMPLE}", number(x), number(middle));
            paper.stroke(&path, pen.ink, &format!(" stroke-width=\"{}\"{dashes}", number(pen.width)));
        }
    }
}
