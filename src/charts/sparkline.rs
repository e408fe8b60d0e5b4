//! Values → a line without axes, for a tile. 120 × 32 as it is shown; drawn on 240 × 64, so that whole numbers are
//! fine enough.

use super::finite;
use super::ink::Ink;
use super::paper::number;
use super::text::escape;

const WIDTH: f64 = 240.0;
const HEIGHT: f64 = 64.0;
/// Room around the line for its end.
const EDGE: f64 = 6.0;
/// Points beyond which only the ups and downs of each stretch are drawn.
const MOST: usize = 62;

/// Values that differ by less than a part of the largest are the same but for rounding: half of a hundredth of it, as halves.
const ALIKE: f64 = 0.0025;

/// The values in their order, missing ones as gaps, the last one as a dot. With a label it is a picture of that name,
/// without one decoration beside its number. Empty when there is no value.
pub fn sparkline(values: &[Option<f64>], label: Option<&str>) -> String {
    let values = thinned(values);
    let Some((low, high)) = range(&values) else { return String::new() };
    let steps = (values.len() - 1).max(1) as f64;
    let x = |n: usize| if values.len() == 1 { WIDTH / 2.0 } else { EDGE + n as f64 * (WIDTH - 2.0 * EDGE) / steps };
    let y = |value: f64| {
        // Halves first: the distance of two huge values is no number.
        let share = if high / 2.0 - low / 2.0 > high.abs().max(low.abs()) * ALIKE {
            (value / 2.0 - low / 2.0) / (high / 2.0 - low / 2.0)
        } else {
            0.5
        };
        HEIGHT - EDGE - share * (HEIGHT - 2.0 * EDGE)
    };
    let points: Vec<_> = values.iter().enumerate().map(|(n, value)| value.map(|value| (x(n), y(value)))).collect();
    let dot = points.iter().rev().find_map(|point| *point).map_or(String::new(), |(x, y)| {
        format!(
            "<circle cx=\"{}\" cy=\"{}\" r=\"5\" fill=\"{}\"/>",
            number(x.round()),
            number(y.round()),
            Ink::First.property()
        )
    });
    let name = match label {
        Some(label) => format!("role=\"img\" aria-label=\"{}\"", escape(label)),
        None => String::from("aria-hidden=\"true\""),
    };
    format!(
        "<svg class=\"sparkline\" viewBox=\"0 0 240 64\" {name}><path fill=\"none\" stroke=\"{}\" stroke-width=\"3\" \
         stroke-linecap=\"round\" stroke-linejoin=\"round\" d=\"{}\"/>{dot}</svg>",
        Ink::First.property(),
        path(&points)
    )
}

fn range(values: &[Option<f64>]) -> Option<(f64, f64)> {
    let known = || values.iter().flatten().copied();
    Some((known().reduce(f64::min)?, known().reduce(f64::max)?))
}

/// The values, or the least and the greatest of each stretch where there are too many.
fn thinned(values: &[Option<f64>]) -> Vec<Option<f64>> {
    let values: Vec<_> = values.iter().map(|value| finite(*value)).collect();
    if values.len() <= MOST {
        return values;
    }
    values.chunks(values.len().div_ceil(MOST / 2)).flat_map(extremes).collect()
}

/// The least and the greatest of some values, in the order they came in.
fn extremes(values: &[Option<f64>]) -> [Option<f64>; 2] {
    let known = || values.iter().enumerate().filter_map(|(n, value)| value.map(|value| (n, value)));
    let least = known().min_by(|a, b| a.1.total_cmp(&b.1));
    let greatest = known().max_by(|a, b| a.1.total_cmp(&b.1));
    match (least, greatest) {
        (Some(least), Some(greatest)) if least.0 <= greatest.0 => [Some(least.1), Some(greatest.1)],
        (least, greatest) => [greatest.map(|one| one.1), least.map(|one| one.1)],
    }
}

/// Path data in whole units. Each step is taken from the rounded point before it, so that nothing drifts. A point
/// between two gaps is a line without length, which its round ends make a dot.
fn path(points: &[Option<(f64, f64)>]) -> String {
    let mut path = String::new();
    let mut pen: Option<(i64, i64)> = None;
    for (n, point) in points.iter().enumerate() {
        let Some(to) = point.map(|(x, y)| (x.round() as i64, y.round() as i64)) else {
            pen = None;
            continue;
        };
        match pen {
            None => {
                path.push_str(&format!("M{} {}", to.0, to.1));
                if points.get(n + 1).is_none_or(Option::is_none) {
                    path.push_str("h0");
                }
            }
            Some(from) => path.push_str(&step(from, to)),
        }
        pen = Some(to);
    }
    path
}

fn step(from: (i64, i64), to: (i64, i64)) -> String {
    let (x, y) = (to.0 - from.0, to.1 - from.1);
    match y {
        0 => format!("h{x}"),
        y if y < 0 => format!("l{x}{y}"),
        y => format!("l{x} {y}"),
    }
}
