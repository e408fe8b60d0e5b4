//! Amounts of other currencies in that of the report, by the rates that its author wrote.

use std::collections::BTreeMap;

use iso_currency::Currency;

use crate::scalar::{Decimal, exponent};

pub struct Exchange {
    pub currency: Currency,
    /// Code → units of the report's currency for one unit.
    rates: BTreeMap<&'static str, (i128, i128)>,
}

impl Exchange {
    pub fn new(currency: Currency, rates: &BTreeMap<String, Decimal>) -> Exchange {
        let known = rates.iter().filter_map(|(code, rate)| {
            let from = Currency::from_code(code)?;
            let (numerator, denominator) = rate.fraction();
            let shift = i32::from(exponent(currency)) - i32::from(exponent(from));
            let tens = 10_i128.pow(shift.unsigned_abs());
            let fraction = if shift < 0 { (numerator, denominator * tens) } else { (numerator * tens, denominator) };
            (numerator > 0).then_some((from.code(), fraction))
        });
        Exchange { currency, rates: known.collect() }
    }

    /// Whether amounts may be in another currency than the report's.
    pub fn has_rates(&self) -> bool {
        !self.rates.is_empty()
    }

    /// Minor units of the report's currency, the half rounded to the even; `None` without a rate.
    pub fn convert(&self, minor: i64, from: Currency) -> Option<i64> {
        if from == self.currency {
            return Some(minor);
        }
        let (numerator, denominator) = *self.rates.get(from.code())?;
        i64::try_from(divide(i128::from(minor) * numerator, denominator)).ok()
    }
}

/// A division rounded to the nearest whole number, the half to the even one.
pub fn divide(numerator: i128, denominator: i128) -> i128 {
    let floor = numerator.div_euclid(denominator);
    let twice = numerator.rem_euclid(denominator) * 2;
    match twice.cmp(&denominator) {
        std::cmp::Ordering::Less => floor,
        std::cmp::Ordering::Greater => floor + 1,
        std::cmp::Ordering::Equal => floor + floor.rem_euclid(2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn converts_between_different_minor_units() {
        let rates = BTreeMap::from([
            ("USD".to_owned(), "0.92".parse().unwrap()),
            ("JPY".to_owned(), "0.0061".parse().unwrap()),
        ]);
        let exchange = Exchange::new(Currency::EUR, &rates);
        assert_eq!(exchange.convert(10_000, Currency::USD), Some(9_200));
        assert_eq!(exchange.convert(1_000, Currency::JPY), Some(610));
        assert_eq!(exchange.convert(1, Currency::GBP), None);
    }

    #[test]
    fn halves_go_to_the_even() {
        assert_eq!([divide(1, 2), divide(3, 2), divide(-1, 2), divide(-3, 2), divide(7, 3)], [0, 2, 0, -2, 2]);
    }
}
