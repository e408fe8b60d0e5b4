//! How sure a return is.
//!
//! In: sums of the orders of a part. Out: between which returns the one that is behind them lies in nineteen of twenty cases:
//! the one to which chance added or took away some orders, larger or smaller ones. That of another such period is moved by
//! chance a second time, and lies in a wider range. Orders that come one by one, of unequal amounts, are a compound Poisson
//! process (<https://en.wikipedia.org/wiki/Compound_Poisson_process>): the variance of their sum is estimated by the sum of
//! their squares. The range is equal on both sides as a ratio, since sales do not fall below zero; of orders so few or so unequal
//! that it tells nothing, no more are behind them than chance keeps away, each as large as the shop's. Absent: all that is not
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

/// What orders or customers brought, in whole units of any currency.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Amounts {
    pub count: i64,
    pub sum: f64,
    pub squares: f64,
}

impl Amounts {
    fn mean(self) -> f64 {
        self.sum / self.count.max(1) as f64
    }

    /// What orders bring on average that brought so much, but for chance; as little as one of them tells, where most went back.
    fn mean_at_most(self) -> f64 {
        let error = self.squares.sqrt() / self.sum;
        if self.sum > 0.0 { self.mean() * exponential(NINETEEN_OF_TWENTY * error.min(1.0)) } else { 0.0 }
    }

    fn squares_beside(self, usual: Amounts) -> f64 {
        const FEW: i64 = 25;
        let like = usual.squares / usual.count.max(1) as f64 * self.count as f64;
        if self.count < FEW { self.squares.max(like) } else { self.squares }
    }
}

/// The low end of a ratio of sales that are what some orders brought more than others: chance alone may have made that, so that
/// it is none.
pub fn least_beside(ratio: Exact, own: Amounts, usual: Amounts) -> Exact {
    if own.sum <= 0.0 {
        return Exact::whole(0);
    }
    let chance = NINETEEN_OF_TWENTY * own.squares_beside(usual).sqrt() / own.sum;
    hundredths(ratio.length() * (1.0 - chance).max(0.0))
}

/// The range of a ratio of sales by orders of which there may be few, beside those of the whole shop: large ones may be rare, and
/// not among these; and these may be small ones.
pub fn range_beside(ratio: Exact, own: Amounts, usual: Amounts) -> Option<Range> {
    let squares = own.squares_beside(usual);
    if own.sum <= 0.0 || squares <= 0.0 || ratio.numerator <= 0 {
        return None;
    }
    let factor = exponential(NINETEEN_OF_TWENTY * squares.sqrt() / own.sum);
    // Half of a sum is so much that the logarithm of what is behind it is no normal distribution.
    let more = match squares.sqrt() * 2.0 > own.sum {
        true => factor.min(at_most(own.count) * own.mean().max(usual.mean_at_most()) / own.sum),
        false => factor,
    };
    Some(Range { low: hundredths(ratio.length() / factor), high: hundredths(ratio.length() * more) })
}

/// How many orders were to be expected at most where some came, in 39 of 40 cases; as Wilson and Hilferty have it
/// (<https://en.wikipedia.org/wiki/Poisson_distribution#Confidence_interval>).
fn at_most(orders: i64) -> f64 {
    let next = (orders + 1) as f64;
    let root = 1.0 - 1.0 / (9.0 * next) + NINETEEN_OF_TWENTY / (3.0 * next.sqrt());
    next * root * root * root
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

    /// By hand: nineteen of twenty times one order is of 5.57 at most, and five are of 11.67.
    #[test]
    fn of_one_small_order_five_of_the_usual_size_may_have_come() {
        let usual = Amounts { count: 100, sum: 9_680.0, squares: 100.0 * 120.0 * 120.0 };
        let of = |count: i64, each: f64| {
            let (sum, squares) = (count as f64 * each, count as f64 * each * each);
            range_beside(Exact::ratio(sum as i128, 100).unwrap(), Amounts { count, sum, squares }, usual).unwrap()
        };
        assert_eq!((at_most(1) * 100.0).round(), 556.0);
        assert_eq!((at_most(5) * 100.0).round(), 1_167.0);
        assert_eq!(of(1, 20.0).high.scaled(1), 69, "5.56 × €96.80 × e^(1.96 × 0.124) for €100");
        assert!(of(5, 20.0).high.scaled(2) <= 1_450 && of(5, 20.0).low.numerator > 0);
        // Of one large order there may be five like it.
        assert_eq!(of(1, 300.0).high.scaled(1), 167);
        let own = Amounts { count: 100, sum: 5_000.0, squares: 250_000.0 };
        assert_eq!(range_beside(Exact::whole(4), own, usual), range(Exact::whole(4), own.sum, own.squares));
    }

    /// By hand: of 36 orders, 20 come anyway: what is more by 16 may be 16 ± 1.96 × √56 less or more; of 100 and 20, 80 ± 1.96 × √140.
    #[test]
    fn what_is_more_than_others_may_be_chance() {
        let of = |more: i64, both: i64| {
            let own = Amounts { count: more, sum: more as f64, squares: both as f64 };
            least_beside(Exact::whole(4), own, Amounts::default()).scaled(2)
        };
        assert_eq!((of(16, 56), of(80, 140), of(0, 40)), (33, 284, 0));
        assert_eq!(of(16, 80), 0);
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
