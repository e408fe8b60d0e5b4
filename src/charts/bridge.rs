//! From one total to another by signed steps: gross sales to net sales, last month to this one. Structures run from top
//! to bottom, so the bridge lies: rows of any length of name, lengths to the right.

use super::ink::Ink;
use super::paper::{Face, Paper, number};
use super::rods::{MARGIN, Rods, rods};
use super::text::{self, SIZE, shorten, widest};
use super::{Chart, Drawing, Frame, figure};

/// A part of the way.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Step {
    pub label: String,
    /// What it adds; NaN and infinities add nothing.
    pub value: f64,
    /// With its sign: `−3 200 €`.
    pub text: String,
}

/// What a bridge shows. Its end has no value of its own: it is where the steps lead.
#[derive(Debug, Clone, PartialEq)]
pub struct Bridge<'a> {
    pub frame: Frame<'a>,
    pub start: Step,
    pub steps: Vec<Step>,
    pub end_label: String,
    pub end_text: String,
    /// Whether less is good, as for costs.
    pub down_is_good: bool,
}

impl Bridge<'_> {
    /// Where the steps lead.
    pub fn end(&self) -> f64 {
        self.steps.iter().fold(sane(self.start.value), |sum, step| sum + sane(step.value))
    }
}

fn sane(value: f64) -> f64 {
    if value.is_finite() { value } else { 0.0 }
}

/// The bridge; `None` when there is neither a total nor a step but zero.
pub fn waterfall(bridge: &Bridge<'_>) -> Option<Chart> {
    let spans = spans(bridge)?;
    figure(&bridge.frame, |width| Some(draw(&spans, width)))
}

/// A row: from where to where, in shares of what lies furthest from zero.
struct Span<'a> {
    label: &'a str,
    text: &'a str,
    from: f64,
    to: f64,
    ink: Ink,
    total: bool,
}

fn spans<'a>(bridge: &'a Bridge<'_>) -> Option<Vec<Span<'a>>> {
    let total = |label, text, to| Span { label, text, from: 0.0, to, ink: Ink::First, total: true };
    let mut sum = sane(bridge.start.value);
    let mut spans = vec![total(bridge.start.label.as_str(), bridge.start.text.as_str(), sum)];
    for step in &bridge.steps {
        let from = sum;
        sum += sane(step.value);
        let ink = if (step.value < 0.0) == bridge.down_is_good { Ink::Good } else { Ink::Bad };
        spans.push(Span { label: &step.label, text: &step.text, from, to: sum, ink, total: false });
    }
    spans.push(total(&bridge.end_label, &bridge.end_text, sum));
    let furthest = spans.iter().map(|span| span.from.abs().max(span.to.abs())).fold(0.0, f64::max);
    (furthest > 0.0 && furthest.is_finite()).then_some(())?;
    for span in &mut spans {
        (span.from, span.to) = (span.from / furthest, span.to / furthest);
    }
    Some(spans)
}

/// Rows with labels beside their bars and above them, and what is left of each for the bar.
const ROW: f64 = 28.0;
const TALL_ROW: f64 = 48.0;
/// Between a bar, the sign of its direction and its text.
const APART: f64 = 6.0;
const SIGN: f64 = 7.0;

fn draw(spans: &[Span<'_>], width: f64) -> Drawing {
    let mut paper = Paper::default();
    let above = width < 500.0;
    let labels = widest(spans.iter().map(|span| span.label), SIZE).min(width * 0.34 / text::AT_MOST);
    let left = if above { 0.0 } else { labels * text::AT_MOST + 12.0 };
    let row = if above { TALL_ROW } else { ROW };
    let low = spans.iter().map(|span| span.from.min(span.to)).fold(0.0, f64::min);
    let unit = unit(spans, low, width - left);
    let x = |share: f64| left + (share - low) * unit;
    let (half, bar) = if above { (row / 4.0, row / 2.0) } else { (row / 2.0, row) };
    let bar = bar - 2.0 * MARGIN;
    let middle = |n: usize| (n + 1) as f64 * row - half;
    paper.group(left, 0.0, "", &marks(spans, low, unit, row, above));
    // A line starts below a label that it would cross.
    let below = |n: usize| above && x(spans[n - 1].to) < text::width(spans[n].label, SIZE) + APART;
    connect(&mut paper, spans, x, below, |n| (middle(n) - bar / 2.0, middle(n) + bar / 2.0));
    let reach = bar / 2.0 + if above { 1.0 } else { MARGIN };
    // Not through the labels that stand above.
    let axis = (0..spans.len())
        .map(|n| format!("M{} {}V{}", number(x(0.0)), number(middle(n) - reach), number(middle(n) + reach)));
    paper.stroke(&axis.collect::<String>(), Ink::Muted, "");
    for (n, span) in spans.iter().enumerate() {
        let baseline = if above { middle(n) - bar / 2.0 - 7.0 } else { middle(n) + 4.5 };
        let label = shorten(span.label, SIZE, if above { width } else { labels });
        paper.text(0.0, baseline, &label, Face { bold: span.total, ..Face::default() });
        let mut end = x(span.from.max(span.to)) + APART;
        if !span.total && span.from != span.to {
            direction(&mut paper, end, middle(n), span);
            end += SIGN + 4.0;
        }
        paper.text(end, middle(n) + 4.5, span.text, Face { bold: span.total, ..Face::default() });
    }
    Drawing { height: row * spans.len() as f64, paper }
}

/// Units of a share, so that every bar has room for its text to the right of it.
fn unit(spans: &[Span<'_>], low: f64, room: f64) -> f64 {
    let fits = |span: &Span<'_>| {
        let text = text::width(span.text, SIZE) + 2.0 * APART + SIGN;
        (room - text).max(1.0) / (span.from.max(span.to) - low).max(0.01)
    };
    let high = spans.iter().map(|span| span.from.max(span.to)).fold(0.0, f64::max);
    spans.iter().map(fits).fold(room / (high - low), f64::min)
}

/// The bars: what lies beyond zero on one side is stacked on an unseen bar that ends where it begins.
fn marks(spans: &[Span<'_>], low: f64, unit: f64, row: f64, above: bool) -> String {
    let ends = |span: &Span<'_>| (span.from.min(span.to) * unit, span.from.max(span.to) * unit);
    let kind = |length: &dyn Fn(f64, f64) -> f64, ink: &dyn Fn(&Span<'_>) -> Ink| Rods {
        lengths: spans.iter().map(|span| Some(length(ends(span).0, ends(span).1))).collect(),
        inks: spans.iter().map(ink).collect(),
    };
    let unseen = kind(&|least, most| least.max(0.0) + most.min(0.0), &|_| Ink::Paper);
    let right = kind(&|least, most| most.max(0.0) - least.max(0.0), &|span| span.ink);
    let left = kind(&|least, most| least.min(0.0) - most.min(0.0), &|span| span.ink);
    let high = spans.iter().map(|span| ends(span).1).fold(0.0, f64::max);
    let kinds = [unseen, right, left];
    if above {
        // The place of the labels: a stack of its own cannot come first, so the rows are drawn half as high.
        return lowered(&kinds, low * unit, high, row);
    }
    rods(&kinds, low * unit, high, row, true)
}

/// Bars in the lower half of their rows: every other row of half the height.
fn lowered(kinds: &[Rods], low: f64, high: f64, row: f64) -> String {
    let doubled = |kind: &Rods| Rods {
        lengths: kind.lengths.iter().flat_map(|length| [None, *length]).collect(),
        inks: kind.inks.iter().flat_map(|ink| [Ink::Paper, *ink]).collect(),
    };
    let kinds: Vec<Rods> = kinds.iter().map(doubled).collect();
    rods(&kinds, low, high, row / 2.0, true)
}

/// Hairlines from the end of each row to the beginning of the next, and through rows that change nothing.
fn connect(
    paper: &mut Paper,
    spans: &[Span<'_>],
    x: impl Fn(f64) -> f64,
    below: impl Fn(usize) -> bool,
    ends: impl Fn(usize) -> (f64, f64),
) {
    let lines = spans.iter().enumerate().take(spans.len().saturating_sub(1)).map(|(n, span)| {
        let (top, bottom) = ends(n);
        let from = if span.from == span.to { top } else { bottom };
        let from = if below(n + 1) { ends(n + 1).0 - 5.0 } else { from };
        format!("M{} {}V{}", number(x(span.to)), number(from), number(ends(n + 1).0))
    });
    paper.stroke(&lines.collect::<String>(), Ink::Muted, "");
}

/// Which way a step goes, for eyes and paper without colour.
fn direction(paper: &mut Paper, x: f64, middle: f64, span: &Span<'_>) {
    let (base, tip) = if span.to > span.from { (x, SIGN) } else { (x + SIGN, -SIGN) };
    let path = format!("M{} {}l{} 4.5l{} 4.5z", number(base), number(middle - 4.5), number(tip), number(-tip));
    paper.fill(&path, span.ink);
}
