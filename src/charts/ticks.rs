//! A range of values → round numbers on an axis.

/// How an axis is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Whether the axis begins at zero. Lengths lie without it; lines may go without.
    pub zero: bool,
    /// Whether there is nothing between 1 and 2: orders, clicks.
    pub whole: bool,
    /// Steps that are aimed at.
    pub steps: u32,
}

impl Default for Rule {
    fn default() -> Self {
        Self { zero: true, whole: false, steps: 4 }
    }
}

/// An axis: its ends, and its round numbers in rising order. With nothing to divide there is one number, or none.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ticks {
    pub low: f64,
    pub high: f64,
    pub values: Vec<f64>,
}

/// Steps in tenths, so that 2.5 is whole.
const STEPS: [f64; 4] = [10.0, 20.0, 25.0, 50.0];
/// Beyond these a step is no number, or nothing.
const LARGEST: f64 = 1e300;
const SMALLEST: f64 = 1e-280;

/// Round numbers (1, 2, 2½ or 5 times a power of ten) around all values. What is not finite is left out.
pub fn ticks(values: impl IntoIterator<Item = f64>, rule: Rule) -> Ticks {
    let zero = rule.zero.then_some(0.0);
    let all = values.into_iter().filter(|value| value.is_finite()).map(|value| value.clamp(-LARGEST, LARGEST));
    let (low, high) = all
        .chain(zero)
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    if low > high {
        return Ticks { low: 0.0, high: 1.0, values: vec![0.0] };
    }
    if high - low <= SMALLEST.max(f64::EPSILON * high.abs().max(low.abs())) {
        return flat(low);
    }
    divided(low, high, rule)
}

/// One value: an axis with room on both sides of it, or above zero.
fn flat(value: f64) -> Ticks {
    let room = if value == 0.0 { 1.0 } else { value.abs() / 2.0 };
    let low = if value == 0.0 { 0.0 } else { value - room };
    Ticks { low, high: value + room, values: vec![value] }
}

fn divided(low: f64, high: f64, rule: Rule) -> Ticks {
    let wanted = high / f64::from(rule.steps.max(1)) - low / f64::from(rule.steps.max(1));
    let (mut tenths, mut power) = step(wanted);
    if rule.whole && (power < 0 || (power == 0 && tenths == 25.0)) {
        (tenths, power) = if power < 0 { (10.0, 0) } else { (50.0, 0) };
    }
    let unit = scaled(tenths, power - 1);
    // An end that is a round number but for the last bit of its `f64` is that number.
    let first = (low / unit + 1e-9).floor();
    let last = (high / unit - 1e-9).ceil();
    // Whole tenths times a power of ten are the nearest `f64` to the number that a reader sees; sums of steps are not.
    let values = (0..=(last - first) as i64).map(|n| scaled((first + n as f64) * tenths, power - 1));
    let values: Vec<f64> = values.map(|value| value + 0.0).collect();
    Ticks { low: values[0], high: values[values.len() - 1], values }
}

/// The smallest round step that is not below one: tenths, and the power of ten.
fn step(wanted: f64) -> (f64, i32) {
    let mut power = 0;
    while scaled(10.0, power) <= wanted && power < 300 {
        power += 1;
    }
    while scaled(1.0, power) > wanted && power > -300 {
        power -= 1;
    }
    let round = STEPS.into_iter().find(|tenths| scaled(*tenths, power - 1) >= wanted * (1.0 - 1e-9));
    round.map_or((10.0, power + 1), |tenths| (tenths, power))
}

/// Times a power of ten: divided by a whole power where it is below one, which rounds once.
fn scaled(value: f64, power: i32) -> f64 {
    let ten = (0..power.unsigned_abs()).fold(1.0, |product: f64, _| product * 10.0);
    if power < 0 { value / ten } else { value * ten }
}
