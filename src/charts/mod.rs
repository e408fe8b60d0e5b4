//! Numbers and finished labels → charts as SVG text.
//!
//! **In:** plain data: values as `f64` (missing ones as `None`; NaN and infinities count as missing), and every text
//! as the reader is to see it. **Out:** [`Chart`], well-formed XML to stand inside a page. The same data gives the
//! same bytes.
//!
//! To add a chart: a file with its data as a struct and one function that draws it through [`figure`], its `mod`
//! line, and its line in the tests' list. `charts-rs` draws what it draws truly (lines, bars, bridges, flows). It gets
//! lengths in units of the drawing, never amounts, for it counts in `f32`, and no word; [`marks`] takes its drawing
//! apart. Every text is ours, set with `text-anchor`, so that another font moves no number into a bar.
//!
//! **Colours** are custom properties (`--chart-…`, see [`ink`]); the style sheet decides light, dark and paper.
//!
//! **Two widths.** A drawing shrinks with its text. [`Fit::Both`] gives two of them, of which `charts.css` shows the
//! one for the room there is.
//!
//! **Absent:** formatting of numbers, dates and languages; HTML (captions, legends of events, tables of the data, heat
//! tables); `<style>`, `style`, scripts, fonts; pies, gauges, logarithms, second axes.

mod bars;
mod bridge;
mod bullet;
mod cells;
mod flows;
mod funnel;
mod ink;
mod key;
mod marks;
mod multiple;
mod paper;
mod plot;
mod rods;
mod sparkline;
#[cfg(test)]
mod tests;
mod text;
mod ticks;
mod trend;

pub use bars::{Bar, Bars, Mark, Row, bars};
pub use bridge::{Bridge, Step, waterfall};
pub use bullet::{Bullet, bullet};
pub use cells::{cell_bar, heat_level};
pub use flows::{Flow, Flows, Node, sankey};
pub use funnel::{Funnel, Stage, funnel};
pub use multiple::{Multiple, small_multiple};
pub use sparkline::sparkline;
pub use ticks::{Rule, Ticks, ticks};
pub use trend::{Event, Line, Trend, Unfinished, trend};

use paper::Paper;

/// A finished chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// One `<svg>`, or two ([`Fit::Both`]).
    pub svg: String,
}

/// What every chart has besides its data. Title and description are for who cannot see it; the page shows a caption and
/// the data as a table besides (<https://www.w3.org/WAI/tutorials/images/complex/>).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame<'a> {
    /// Unique on the page: the drawing's own ids begin with it. What is no letter, digit, `-` or `_` becomes `-`.
    pub id: &'a str,
    /// A short name: `Net sales by day`.
    pub title: &'a str,
    /// What there is to see, in a sentence or two.
    pub description: &'a str,
    pub fit: Fit,
}

/// For how much room a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fit {
    /// 680 units: a column of its own, and paper.
    Wide,
    /// 340 units: a phone, half a column.
    Narrow,
    /// One of each: of the classes `chart-wide` and `chart-narrow`.
    #[default]
    Both,
}

/// Units of a drawing's width; a unit is a CSS pixel at the width it is meant for.
const WIDE: f64 = 680.0;
const NARROW: f64 = 340.0;

/// A drawing of one width, and its height in the same units.
struct Drawing {
    height: f64,
    paper: Paper,
}

/// The chart in the widths that its frame asks for; `None` when there is nothing to draw.
fn figure(frame: &Frame<'_>, draw: impl Fn(f64) -> Option<Drawing>) -> Option<Chart> {
    let svg = match frame.fit {
        Fit::Wide => named(frame, "", "", WIDE, &draw(WIDE)?),
        Fit::Narrow => named(frame, "", "", NARROW, &draw(NARROW)?),
        Fit::Both => {
            let wide = named(frame, " class=\"chart-wide\"", "", WIDE, &draw(WIDE)?);
            wide + &named(frame, " class=\"chart-narrow\"", "-n", NARROW, &draw(NARROW)?)
        }
    };
    Some(Chart { svg })
}

/// A drawing with its names.
fn named(frame: &Frame<'_>, class: &str, suffix: &str, width: f64, drawing: &Drawing) -> String {
    let id = format!("{}{suffix}", paper::identifier(frame.id));
    let (title, description) = (text::escape(frame.title), text::escape(frame.description));
    format!(
        "<svg{class} viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" font-size=\"{}\" fill=\"{}\">\
         <title id=\"{id}-t\">{title}</title><desc id=\"{id}-d\">{description}</desc>{}</svg>",
        paper::number(width),
        paper::number(drawing.height.ceil()),
        paper::number(text::SIZE),
        ink::Ink::Text.property(),
        drawing.paper.out
    )
}

/// A value that can be drawn.
fn finite(value: Option<f64>) -> Option<f64> {
    value.filter(|value| value.is_finite())
}
