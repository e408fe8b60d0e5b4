//! Categories beside each other, one or two figures each: networks by sales, and by spend.

use super::ink::Ink;
use super::key::{Entry, Sample, key};
use super::paper::{Anchor, Face, Paper, number};
use super::plot::TARGET;
use super::rods::{GAP, MARGIN, Rods, rods, row};
use super::text::{SIZE, shorten, widest, width};
use super::{Chart, Drawing, Frame, figure, finite};

/// A value as a length and as the text at its end.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bar {
    /// `None` draws no bar, only the text: `no data`.
    pub value: Option<f64>,
    pub text: String,
    /// Between which values it may lie: a thin line over its end.
    pub range: Option<(f64, f64)>,
}

/// A value that all bars are held against: a dashed line through them, named above.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Mark {
    pub value: f64,
    pub name: String,
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
    pub mark: Option<Mark>,
}

/// Colours of the first and the second series: the figure itself and what it is held against.
const INKS: [Ink; 2] = [Ink::First, Ink::Second];
/// How far the line of a range is drawn, in lengths of the longest bar; one that is unsure would make all others short.
const REACH: f64 = 1.4;
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
    let mut entries: Vec<_> = named.iter().map(|(sample, name)| Entry { sample: *sample, name, value: "" }).collect();
    if count == 1 {
        entries.clear();
    }
    entries.extend(bars.mark.iter().map(|mark| Entry { sample: Sample::Line(TARGET), name: &mark.name, value: "" }));
    let top = key(&mut paper, &entries, width);
    let layout = Layout::new(bars, count, width, top);
    layout.bars(&mut paper, bars);
    layout.mark(&mut paper, bars);
    layout.ranges(&mut paper, bars);
    let mut texts = Paper::default();
    for (n, row) in bars.rows.iter().enumerate() {
        layout.label(&mut texts, n, &row.label);
        for (series, bar) in row.bars.iter().take(count).enumerate() {
            layout.text(&mut texts, n, series, bar);
        }
    }
    // A rim keeps figures apart from the line that goes through all rows.
    if bars.mark.is_some() {
        paper.rimmed(&texts.out);
    } else {
        paper.out.push_str(&texts.out);
    }
    Drawing { height: top + layout.row * bars.rows.len() as f64, paper }
}

/// What the text at a bar's end takes. A long one, with the ends of a range, has room for readers who set letters wider
/// apart (<https://www.w3.org/TR/WCAG22/#text-spacing>: 0.12 of the font's size).
fn room(bar: &Bar) -> f64 {
    let spaced = if bar.range.is_some() { bar.text.chars().count() as f64 * 0.12 * SIZE } else { 0.0 };
    width(&bar.text, SIZE) + spaced
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
    /// How far the line of a range is drawn.
    limit: f64,
}

impl Layout {
    fn new(bars: &Bars<'_>, count: usize, width: f64, top: f64) -> Self {
        let above = width < 500.0;
        let bar = if count == 1 { 18.0 } else { 15.0 };
        let labels = widest(bars.rows.iter().map(|row| row.label.as_str()), SIZE).min(width * 0.34);
        let left = if above { 0.0 } else { labels + 12.0 };
        let all = bars.rows.iter().flat_map(|row| row.bars.iter().take(count));
        let limit = REACH * all.clone().filter_map(|bar| finite(bar.value)).fold(0.0, f64::max);
        let end = |bar: &Bar| (furthest(bar, limit), APART + room(bar));
        let mark = bars.mark.iter().map(|mark| (mark.value, 0.0));
        let ends: Vec<(f64, f64)> = all.map(end).chain(mark).filter(|(value, _)| value.is_finite()).collect();
        let scale = Scale::new(&ends, width - left);
        Self { above, left, top, width, row: row(count + usize::from(above), bar), bar, scale, count, limit }
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
        let x = number(self.left + self.scale.zero);
        paper.stroke(&self.upright(&x, rows), Ink::Muted, "");
    }

    /// The lines of ranges, with a rim of paper that lifts them off their bars.
    fn ranges(&self, paper: &mut Paper, bars: &Bars<'_>) {
        let mut path = String::new();
        for (n, row) in bars.rows.iter().enumerate() {
            for (series, bar) in row.bars.iter().take(self.count).enumerate() {
                let Some((low, high)) = ends_of(bar) else { continue };
                let x = |value: f64| number(self.left + self.scale.zero + self.scale.length(value));
                // What goes on beyond the drawing ends in an arrow.
                let tip = if high > self.limit { "m-5 0l5 3.5l-5 3.5" } else { "v7" };
                let (low, high) = (x(low), x(high.min(self.limit)));
                let y = self.middle(n, series);
                let [y, up] = [y, y - 3.5].map(number);
                path.push_str(&format!("M{low} {y}H{high}M{low} {up}v7M{high} {up}{tip}"));
            }
        }
        if !path.is_empty() {
            paper.stroke(&path, Ink::Paper, " fill=\"none\" stroke-width=\"4\"");
            paper.stroke(&path, Ink::Text, " fill=\"none\" stroke-width=\"1.5\"");
        }
    }

    fn mark(&self, paper: &mut Paper, bars: &Bars<'_>) {
        let Some(mark) = bars.mark.as_ref().filter(|mark| mark.value.is_finite()) else { return };
        let x = number(self.left + self.scale.zero + self.scale.length(mark.value));
        let pen = format!(" stroke-width=\"{}\" stroke-dasharray=\"{}\"", number(TARGET.width), TARGET.dashes);
        paper.stroke(&self.upright(&x, bars.rows.len()), TARGET.ink, &pen);
    }

    /// A line through the bars of all rows, not through labels that stand above them.
    fn upright(&self, x: &str, rows: usize) -> String {
        let reach = self.bar / 2.0 + if self.above { 1.0 } else { MARGIN };
        let last = self.count - 1;
        (0..rows)
            .map(|n| format!("M{x} {}V{}", number(self.middle(n, 0) - reach), number(self.middle(n, last) + reach)))
            .collect()
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
        let end = self.left + self.scale.zero + self.scale.length(furthest(bar, self.limit));
        let below = value.is_some_and(|value| value < 0.0);
        let (x, anchor) = if below { (end - APART, Anchor::End) } else { (end + APART, Anchor::Start) };
        let ink = if value.is_some() { Ink::Text } else { Ink::Muted };
        paper.text(x, self.middle(n, series) + 4.5, &bar.text, Face { anchor, ink, ..Face::default() });
    }
}

/// Where a bar or the line of its range ends, whichever is further from zero.
fn furthest(bar: &Bar, limit: f64) -> f64 {
    let value = finite(bar.value).unwrap_or(0.0);
    let (low, high) = ends_of(bar).unwrap_or((value, value));
    if value < 0.0 { value.min(low) } else { value.max(high.min(limit)) }
}

fn ends_of(bar: &Bar) -> Option<(f64, f64)> {
    finite(bar.value)?;
    bar.range.filter(|(low, high)| low.is_finite() && high.is_finite())
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::{Fit, WIDE};

    /// Ranges reach no further than the drawing, and open ones end in an arrow; the mark is named.
    #[test]
    fn ranges_and_marks_stay_inside() {
        let row = |value: f64, range| Row {
            label: "a".into(),
            bars: vec![Bar { value: Some(value), text: "x".into(), range: Some(range) }],
        };
        let drawn = Bars {
            frame: Frame { id: "b", title: "t", description: "d", fit: Fit::Both },
            series: vec!["own".into()],
            rows: vec![row(5.0, (3.0, 6.0)), row(4.0, (1.0, 90.0)), row(-2.0, (-3.0, f64::NAN))],
            mark: Some(Mark { value: 1.6, name: "even".into() }),
        };
        let svg = bars(&drawn).unwrap().svg;
        let ends: Vec<f64> =
            svg.split('H').skip(1).filter_map(|rest| rest.split(['M', '"', 'V']).next()?.parse().ok()).collect();
        assert!(!ends.is_empty() && ends.iter().all(|end| *end <= WIDE), "{ends:?}");
        assert_eq!(svg.matches("l5 3.5").count(), 4, "one open range, its rim and its line, in two widths: {svg}");
        assert_eq!(svg.matches(">even<").count(), 2);
    }
}
