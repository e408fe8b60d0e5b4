//! How sure a return is.
//!
//! In: sums of the orders of a part. Out: between which returns the one that is behind them lies in nineteen of twenty cases:
//! the one to which chance added or took away some orders, larger or smaller ones. That of another such period is moved by
//! chance a second time, and lies in a wider range. Orders that come one by one, of unequal amounts, are a compound Poisson
//! process (<https://en.wikipedia.org/wiki/Compound_Poisson_process>): the variance of their sum is estimated by the sum of
//! their squares. The range is equal on both sides as a ratio, since sales do not fall below zero. Absent: all that is not
//! chance, like seasons, prices, and people who would have bought anyway.

use std::cmp::Ordering;

use super::number::Exact;

/// A range in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    pub low: Exact,
    pub high: Exact,
}

/// Of a normal distribution, nineteen of twenty cases lie within so many standard deviations.
const NINETEEN_OF_TWENTY: f64 = 1.959_964;

/// The range of a ratio of sales, from the sum of what the orders brought and of its squares, both in whole units of the
/// currency. `None` where there is nothing to tell from.
pub fn range(ratio: Exact, sum: f64, squares: f64) -> Option<Range> {
    if sum <= 0.0 || squares <= 0.0 || ratio.numerator <= 0 {
        return None;
    }
    let factor = exponential(NINETEEN_OF_TWENTY * squares.sqrt() / sum);
    Some(Range { low: hundredths(ratio.length() / factor), high: hundredths(ratio.length() * factor) })
}

/// Whether a difference of two sums is no more than chance makes in nineteen of twenty cases, by the squares of both.
pub fn is_chance(difference: f64, squares: f64) -> bool {
    difference.abs() <= NINETEEN_OF_TWENTY * squares.sqrt()
}

/// Where none came, chance may have kept away those of which so many were to be expected: fewer than three in nineteen of
/// twenty cases (<https://en.wikipedia.org/wiki/Rule_of_three_(statistics)>).
pub const THREE: i64 = 3;

fn hundredths(value: f64) -> Exact {
    Exact { numerator: (value * 100.0).round() as i128, denominator: 100 }
}

/// Fewer orders than this, of both periods together, tell nothing of a change.
pub const ENOUGH: i64 = 10;

/// Whether more or fewer orders came than before, each with the days in which they came; `Equal` where chance alone would
/// make such a difference in more than one of twenty cases. Of orders that come one by one at the same pace, each falls into
/// either period by its share of the days (<https://en.wikipedia.org/wiki/Poisson_distribution#Sums_of_Poisson-distributed_random_variables>).
/// `None` where there are too few.
pub fn trend(now: (i64, i64), before: (i64, i64)) -> Option<Ordering> {
    let (orders, days) = (now.0 + before.0, now.1 + before.1);
    if orders < ENOUGH || now.1 <= 0 || before.1 <= 0 {
        return None;
    }
    let share = now.1 as f64 / days as f64;
    let off = now.0 as f64 - orders as f64 * share;
    let chance = NINETEEN_OF_TWENTY * (orders as f64 * share * (1.0 - share)).sqrt();
    if off.abs() <= chance {
        return Some(Ordering::Equal);
    }
    Some(if off > 0.0 { Ordering::Greater } else { Ordering::Less })
}

/// eˣ by its series: of additions and divisions alone, which give the same bits on every machine; a library's `exp` does not.
fn exponential(x: f64) -> f64 {
    let (mut sum, mut term) = (1.0, 1.0);
    for n in 1..60 {
        term *= x / f64::from(n);
        sum += term;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(range: Range) -> (i64, i64) {
        (range.low.scaled(2), range.high.scaled(2))
    }

    /// By hand: a hundred equal orders have a standard error of a tenth, and e^0.196 is 1.2165.
    #[test]
    fn a_hundred_equal_orders_are_a_fifth_off() {
        let of = range(Exact::whole(4), 100.0 * 50.0, 100.0 * 2_500.0).unwrap();
        assert_eq!(written(of), (329, 487));
    }

    #[test]
    fn unequal_orders_are_less_sure() {
        let of = |squares: f64| range(Exact::whole(2), 900.0, squares).unwrap();
        let (equal, unequal) = (of(9.0 * 10_000.0), of(8.0 * 400.0 + 740.0 * 740.0));
        assert!(unequal.low.compare(equal.low).is_lt() && unequal.high.compare(equal.high).is_gt());
    }

    /// By hand: of 30 orders in equal periods 15 ± 5.4 fall into each; of 30 in 30 and 60 days, 10 ± 5.1 into the first.
    #[test]
    fn a_trend_is_more_than_chance() {
        assert_eq!(trend((20, 30), (10, 30)), Some(Ordering::Equal));
        assert_eq!(trend((21, 30), (9, 30)), Some(Ordering::Greater));
        assert_eq!(trend((9, 30), (21, 30)), Some(Ordering::Less));
        assert_eq!(trend((15, 30), (15, 60)), Some(Ordering::Equal));
        assert_eq!(trend((16, 30), (14, 60)), Some(Ordering::Greater));
        assert_eq!(trend((9, 30), (0, 30)), None);
    }

    #[test]
    fn nothing_tells_nothing() {
        assert_eq!(range(Exact::whole(0), 0.0, 0.0), None);
        assert_eq!(range(Exact::whole(2), -5.0, 25.0), None);
    }

    #[test]
    fn the_series_is_the_exponential() {
        for x in [0.0_f64, 0.196, 1.96, 5.0] {
            assert!((exponential(x) / x.exp() - 1.0).abs() < 1e-12, "{x}");
        }
    }
}
