//! Figures: exact until they are written, and then as the report's language writes them.
//!
//! In: whole numbers and fractions of them. Out: texts for readers. Absent: floats; charts turn figures into lengths, and
//! print none of them.

use std::cmp::Ordering;

use crate::shop::locale::Formats;

use super::exchange::divide;

/// What a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Minor units of the report's currency.
    Money,
    Count,
    /// A share of one, written as a percentage.
    Share,
    /// So many times as much.
    Ratio,
}

/// A fraction; its denominator is positive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exact {
    pub numerator: i128,
    pub denominator: i128,
}

impl Exact {
    pub fn whole(value: i64) -> Exact {
        Exact { numerator: value.into(), denominator: 1 }
    }

    /// `None` when nothing can be divided by it.
    pub fn ratio(numerator: i128, denominator: i128) -> Option<Exact> {
        match denominator.cmp(&0) {
            Ordering::Greater => Some(Exact { numerator, denominator }),
            Ordering::Less => Some(Exact { numerator: -numerator, denominator: -denominator }),
            Ordering::Equal => None,
        }
    }

    pub fn plus(self, other: Exact) -> Exact {
        self.minus(Exact { numerator: -other.numerator, ..other })
    }

    pub fn minus(self, other: Exact) -> Exact {
        Exact {
            numerator: self.numerator * other.denominator - other.numerator * self.denominator,
            denominator: self.denominator * other.denominator,
        }
    }

    pub fn times(self, other: Exact) -> Exact {
        Exact {
            numerator: self.numerator.saturating_mul(other.numerator),
            denominator: self.denominator.saturating_mul(other.denominator),
        }
    }

    /// `self` / `other`.
    pub fn over(self, other: Exact) -> Option<Exact> {
        Exact::ratio(self.numerator * other.denominator, self.denominator * other.numerator)
    }

    pub fn is_zero(self) -> bool {
        self.numerator == 0
    }

    pub fn is_negative(self) -> bool {
        self.numerator < 0
    }

    pub fn absolute(self) -> Exact {
        Exact { numerator: self.numerator.abs(), denominator: self.denominator }
    }

    pub fn compare(self, other: Exact) -> Ordering {
        (self.numerator * other.denominator).cmp(&(other.numerator * self.denominator))
    }

    /// Times a power of ten, rounded.
    pub fn scaled(self, digits: u32) -> i64 {
        let scaled = divide(self.numerator.saturating_mul(10_i128.pow(digits)), self.denominator);
        i64::try_from(scaled).unwrap_or(if scaled < 0 { i64::MIN } else { i64::MAX })
    }

    /// For lengths on a chart.
    pub fn length(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }
}

/// From this many units of the currency on, cents say nothing.
const WHOLE_FROM: i64 = 1_000;

/// A figure for readers: `€12,341`, `€42.18`, `3,420`, `2.34 %`, `3.47×`.
pub fn write(formats: &Formats, unit: Unit, value: Exact) -> String {
    let text = match unit {
        Unit::Money => money(formats, value.scaled(0)),
        Unit::Count => formats.integer(value.scaled(0)),
        Unit::Share => share(formats, value),
        Unit::Ratio => format!("{}×", formats.decimal(value.scaled(2), 2)),
    };
    // A minus as wide as a plus, wherever the language puts it.
    if value.is_negative() { text.replacen('-', "−", 1) } else { text }
}

/// Below a tenth the second decimal is what changes from month to month: `1.81%`, `12.4%`.
fn share(formats: &Formats, value: Exact) -> String {
    let hundredths = value.scaled(4);
    if hundredths.unsigned_abs() < 1_000 {
        formats.percent_decimal(hundredths, 2)
    } else {
        formats.percent_decimal(value.scaled(3), 1)
    }
}

/// A change in percent: `+12.4%`. More decimals would claim what nobody knows.
pub fn relative(formats: &Formats, change: Exact) -> String {
    let tenths = change.scaled(3);
    let text = formats.percent_decimal(tenths.saturating_abs(), 1);
    match tenths.cmp(&0) {
        Ordering::Less => format!("−{text}"),
        Ordering::Equal => text,
        Ordering::Greater => format!("+{text}"),
    }
}

fn money(formats: &Formats, minor: i64) -> String {
    let unit = 10_i64.pow(u32::from(formats.digits()));
    if minor.unsigned_abs() >= (WHOLE_FROM * unit).unsigned_abs() {
        formats.money_whole(minor)
    } else {
        formats.money(minor)
    }
}

/// With its sign, `+` or `−`; nothing before zero.
pub fn signed(formats: &Formats, unit: Unit, value: Exact) -> String {
    let text = write(formats, unit, value.absolute());
    let zero = text == write(formats, unit, Exact::whole(0));
    match value.numerator.cmp(&0) {
        _ if zero => text,
        Ordering::Less => format!("−{text}"),
        Ordering::Equal => text,
        Ordering::Greater => format!("+{text}"),
    }
}

/// For machines: a decimal number with a dot. Money in units of the currency, shares as fractions of one.
pub fn plain(unit: Unit, value: Exact, digits: u8) -> String {
    let (scaled, decimals) = match unit {
        Unit::Money => (value.scaled(0), usize::from(digits)),
        Unit::Count => return value.scaled(0).to_string(),
        Unit::Share => (value.scaled(6), 6),
        Unit::Ratio => (value.scaled(4), 4),
    };
    let text = format!("{:0width$}", scaled.unsigned_abs(), width = decimals + 1);
    let (whole, fraction) = text.split_at(text.len() - decimals);
    let sign = if scaled < 0 { "-" } else { "" };
    if decimals == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_numbers() {
        assert_eq!(plain(Unit::Money, Exact::whole(-1_205), 2), "-12.05");
        assert_eq!(plain(Unit::Money, Exact::whole(5), 0), "5");
        assert_eq!(plain(Unit::Share, Exact { numerator: 1, denominator: 3 }, 2), "0.333333");
    }

    #[test]
    fn fractions() {
        let third = Exact::ratio(1, 3).unwrap();
        assert_eq!(third.minus(third).numerator, 0);
        assert_eq!(Exact::whole(2).over(third), Exact::ratio(6, 1));
        assert_eq!(Exact::ratio(1, 0), None);
        assert_eq!(Exact::ratio(3, -4), Exact::ratio(-3, 4));
        assert_eq!(Exact::ratio(1, 8).unwrap().scaled(2), 12);
    }
}
