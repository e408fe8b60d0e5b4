//! Categories beside each other, one or two figures each: networks by sales, and by spend.

use super::ink::Ink;
use super::key::{Entry, Sample, key};
use super::paper::{Anchor, Face, Paper, number};
use super::rods::{GAP, MARGIN, Rods, rods, row};
use super::text::{SIZE, shorten, widest, width};
use super::{Chart, Drawing, Frame, figure, finite};

/// A value as a length and as the text at its end.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bar {
    /// `None` draws no bar, only the text: `no data`.
    pub value: Option<f64>,
    pub text: String,
}

/// A category and its values, in the order of the series.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    pub label: String,
    pub bars: Vec<Bar>,
}

/// What the bars show. The caller sorts them.
#[derive(Debug, Clone, PartialEq)]
pub struct Bars<'a> {
    pub frame: Frame<'a>,
    /// Names of the series; a lone one is not named.
    pub series: Vec<String>,
    /// About a dozen at most.
    pub rows: Vec<Row>,
}

/// Colours of the first and the second series: the figure itself and what it is held against.
const INKS: [Ink; 2] = [Ink::First, Ink::Second];
/// Between a bar and its text.
const APART: f64 = 6.0;

/// The bars; `None` when there is no value.
pub fn bars(bars: &Bars<'_>) -> Option<Chart> {
    let all = bars.rows.iter().flat_map(|row| &row.bars);
    all.clone().any(|bar| finite(bar.value).is_some()).then_some(())?;
    figure(&bars.frame, |width| Some(draw(bars, width)))
}

fn draw(bars: &Bars<'_>, width: f64) -> Drawing {
    let mut paper = Paper::default();
    let count = bars.rows.iter().map(|row| row.bars.len()).max().unwrap_or(1).clamp(1, INKS.len());
    let entry = |(name, ink): (&'_ String, Ink)| (Sample::Bar(ink), name.clone());
    let named: Vec<_> = bars.series.iter().zip(INKS).take(count).map(entry).collect();
    let entries: Vec<_> = named.iter().map(|(sample, name)| Entry { sample: *sample, name, value: "" }).collect();
    let top = if count > 1 { key(&mut paper, &entries, width) } else { 0.0 };
    let layout = Layout::new(bars, count, width, top);
    layout.bars(&mut paper, bars);
    for (n, row) in bars.rows.iter().enumerate() {
        layout.label(&mut paper, n, &row.label);
        for (series, bar) in row.bars.iter().take(count).enumerate() {
            layout.text(&mut paper, n, series, bar);
        }
    }
    Drawing { height: top + layout.row * bars.rows.len() as f64, paper }
}

/// Where rows and bars are.
struct Layout {
    /// Whether labels stand above their bars, in the place of a bar, instead of beside them.
    above: bool,
    left: f64,
    top: f64,
    width: f64,
    row: f64,
    bar: f64,
    scale: Scale,
    count: usize,
}

impl Layout {
    fn new(bars: &Bars<'_>, count: usize, width: f64, top: f64) -> Self {
        let above = width < 500.0;
        let bar = if count == 1 { 18.0 } else { 15.0 };
        let labels = widest(bars.rows.iter().map(|row| row.label.as_str()), SIZE).min(width * 0.34);
        let left = if above { 0.0 } else { labels + 12.0 };
        let all = bars.rows.iter().flat_map(|row| row.bars.iter().take(count));
        let ends: Vec<(f64, f64)> =
            all.map(|bar| (finite(bar.value).unwrap_or(0.0), APART + self::width(&bar.text, SIZE))).collect();
        let scale = Scale::new(&ends, width - left);
        Self { above, left, top, width, row: row(count + usize::from(above), bar), bar, scale, count }
    }

    /// The middle of a bar; labels that stand above take the first place.
    fn middle(&self, n: usize, series: usize) -> f64 {
        let place = series + usize::from(self.above);
        self.top + n as f64 * self.row + MARGIN + place as f64 * (self.bar + GAP) + self.bar / 2.0
    }

    fn bars(&self, paper: &mut Paper, bars: &Bars<'_>) {
        let rows = bars.rows.len();
        let mut kinds = Vec::new();
        kinds.extend(self.above.then(|| Rods::none(rows)));
        for (series, ink) in INKS.into_iter().enumerate().take(self.count) {
            let value = |row: &Row| finite(row.bars.get(series)?.value);
            let lengths = bars.rows.iter().map(|row| value(row).map(|value| seen(self.scale.length(value)))).collect();
            kinds.push(Rods { lengths, inks: vec![ink; rows] });
        }
        let (low, high) = (self.scale.length(self.scale.low), self.scale.length(self.scale.high));
        if high > low {
            let marks = rods(&kinds, low, high, self.row, false);
            paper.group(self.left + self.scale.zero + low, self.top, "", &marks);
        }
        let (x, reach) = (number(self.left + self.scale.zero), self.bar / 2.0 + if self.above { 1.0 } else { MARGIN });
        let last = self.count - 1;
        // Not through the labels that stand above.
        let axis = (0..rows)
            .map(|n| format!("M{x} {}V{}", number(self.middle(n, 0) - reach), number(self.middle(n, last) + reach)));
        paper.stroke(&axis.collect::<String>(), Ink::Muted, "");
    }

    fn label(&self, paper: &mut Paper, n: usize, label: &str) {
        if self.above {
            let y = self.middle(n, 0) - self.bar - GAP + 6.0;
            paper.text(0.0, y, &shorten(label, SIZE, self.width), Face::default());
        } else {
            let y = (self.middle(n, 0) + self.middle(n, self.count - 1)) / 2.0 + 4.5;
            paper.text(0.0, y, &shorten(label, SIZE, self.left - 12.0), Face::default());
        }
    }

    fn text(&self, paper: &mut Paper, n: usize, series: usize, bar: &Bar) {
        let value = finite(bar.value);
        let end = self.left + self.scale.zero + self.scale.length(value.unwrap_or(0.0));
        let below = value.is_some_and(|value| value < 0.0);
        let (x, anchor) = if below { (end - APART, Anchor::End) } else { (end + APART, Anchor::Start) };
        let ink = if value.is_some() { Ink::Text } else { Ink::Muted };
        paper.text(x, self.middle(n, series) + 4.5, &bar.text, Face { anchor, ink, ..Face::default() });
    }
}

/// A mark of one unit for what is more than nothing.
fn seen(length: f64) -> f64 {
    if length == 0.0 { length } else { length.abs().max(1.0).copysign(length) }
}

/// Values → lengths, so that every bar and the text at its end has room.
struct Scale {
    low: f64,
    high: f64,
    /// Zero, from the left.
    zero: f64,
    /// Length of the value that is furthest from zero.
    longest: f64,
    largest: f64,
}

impl Scale {
    /// Of values and the room that the text at the end of each takes.
    fn new(ends: &[(f64, f64)], room: f64) -> Self {
        let low = ends.iter().map(|end| end.0).fold(0.0, f64::min);
        let high = ends.iter().map(|end| end.0).fold(0.0, f64::max);
        let largest = high.max(-low);
        let share = |value: f64| if largest > 0.0 { value / largest } else { 0.0 };
        let side = |longest: f64, sign: f64| {
            let of_side = ends.iter().filter(|(value, _)| if sign < 0.0 { *value < 0.0 } else { *value >= 0.0 });
            of_side.map(|(value, text)| share(*value).abs() * longest + text).fold(0.0, f64::max)
        };
        // What both sides need grows with the length: half the step until it is a tenth of a unit.
        let (mut longest, mut step) = (0.0, room / 2.0);
        while step > 0.05 {
            if side(longest + step, -1.0) + side(longest + step, 1.0) <= room {
                longest += step;
            }
            step /= 2.0;
        }
        Self { low, high, zero: side(longest, -1.0), longest, largest }
    }

    fn length(&self, value: f64) -> f64 {
        if self.largest > 0.0 { value / self.largest * self.longest } else { 0.0 }
    }
}
