//! A figure against its target, by Stephen Few's rules
//! (<https://studylib.net/doc/13301873/bullet-graph-design-specification-overview>): a bar from zero a third as high as
//! its bands, the target as a line across, bands as tints of one hue.
//!
//! Our own drawing: for a row in a tile the library's axis and names are too much, and it rounds what it writes.

use super::finite;
use super::ink::Ink;
use super::paper::{Paper, identifier, number};
use super::text::escape;

/// What a bullet shows, all in one unit. Its number stands beside it, as text of the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Bullet<'a> {
    /// Unique on the page.
    pub id: &'a str,
    /// `Net sales: 412 300 €, target 430 000 €, 96 %`.
    pub title: &'a str,
    pub value: Option<f64>,
    pub target: Option<f64>,
    /// Where the worst and the middling band end, in rising order; none, one or two.
    pub bands: &'a [f64],
    /// The end of the scale, if it reaches further than value, target and bands.
    pub high: Option<f64>,
}

const WIDTH: f64 = 240.0;
const HEIGHT: f64 = 24.0;
const BAR: f64 = 8.0;
const INKS: [Ink; 3] = [Ink::Worst, Ink::Middling, Ink::Best];

/// The bullet, 240 × 24 units; `None` when neither value nor target is known.
pub fn bullet(bullet: &Bullet<'_>) -> Option<String> {
    let (value, target) = (finite(bullet.value), finite(bullet.target));
    let bands: Vec<f64> = bullet.bands.iter().copied().filter(|end| end.is_finite()).take(2).collect();
    value.or(target)?;
    let ends = || [value, target, finite(bullet.high)].into_iter().flatten().chain(bands.iter().copied());
    let (low, high) = (ends().fold(0.0, f64::min), ends().fold(0.0, f64::max));
    // Halves first: the distance of two huge values is no number.
    let share = |value: f64| if high > low { (value / 2.0 - low / 2.0) / (high / 2.0 - low / 2.0) } else { 0.0 };
    // The last unit and a half is for a target at the end of the scale.
    let x = |value: f64| share(value).clamp(0.0, 1.0) * (WIDTH - 3.0) + 1.5;
    let mut paper = Paper::default();
    let last = INKS.len() - 1 - bands.len();
    let mut from = x(low);
    for (end, ink) in bands.iter().chain([&high]).zip(&INKS[last..]) {
        let to = x(*end).max(from);
        paper.rect(from, 2.0, to - from, HEIGHT - 4.0, *ink);
        from = to;
    }
    if let Some(value) = value {
        let (from, to) = (x(value.min(0.0)), x(value.max(0.0)));
        let least = if value == 0.0 { 0.0 } else { 1.0 };
        paper.rect(from, (HEIGHT - BAR) / 2.0, (to - from).max(least), BAR, Ink::First);
    }
    if let Some(target) = target {
        paper.rect(x(target) - 1.5, 0.0, 3.0, HEIGHT, Ink::Target);
    }
    Some(framed(bullet, &paper))
}

fn framed(bullet: &Bullet<'_>, paper: &Paper) -> String {
    let (id, title) = (identifier(bullet.id), escape(bullet.title));
    format!(
        "<svg class=\"bullet\" viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"{id}-t\">\
         <title id=\"{id}-t\">{title}</title>{}</svg>",
        number(WIDTH),
        number(HEIGHT),
        paper.out
    )
}
