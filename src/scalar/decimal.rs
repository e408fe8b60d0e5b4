//! Decimal numbers as written: a rate of exchange, a share, a target.

use std::str::FromStr;

use super::{scalar, wrong};
use crate::yaml::Wrong;

/// `digits` / 10^`decimals`, exactly: `0.92`, `12`, `1.75`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    pub digits: i64,
    pub decimals: u8,
}

scalar!(Decimal, "decimal", "a number like `0.92`", ["string", "number"]);

/// More digits than a figure of a shop has.
const MAX_DIGITS: usize = 15;

impl FromStr for Decimal {
    type Err = Wrong;

    fn from_str(text: &str) -> Result<Decimal, Wrong> {
        let refuse = || wrong(format!("`{text}` is not a number"), "write digits with a dot before decimals: `0.92`");
        let (sign, number) = match text.trim().strip_prefix('-') {
            Some(number) => (-1, number),
            None => (1, text.trim()),
        };
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        let plain = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || number.ends_with('.') || !plain(whole) || !plain(fraction) {
            return Err(refuse());
        }
        if whole.len() + fraction.len() > MAX_DIGITS {
            return Err(refuse());
        }
        let digits: i64 = format!("{whole}{fraction}").parse().map_err(|_| refuse())?;
        Ok(Decimal { digits: sign * digits, decimals: fraction.len() as u8 })
    }
}

impl Decimal {
    /// As a fraction: numerator and denominator.
    pub fn fraction(self) -> (i128, i128) {
        (i128::from(self.digits), 10_i128.pow(u32::from(self.decimals)))
    }
}

/// A share of a hundred, `62 %` or `62`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Percent(pub Decimal);

scalar!(Percent, "percent", "a percentage like `62 %`", ["string", "number"]);

impl FromStr for Percent {
    type Err = Wrong;

    fn from_str(text: &str) -> Result<Percent, Wrong> {
        let number = text.trim().trim_end_matches('%').trim_end();
        let decimal: Decimal = number
            .parse()
            .map_err(|_| wrong(format!("`{text}` is not a percentage"), "write a number and the sign: `62 %`"))?;
        let (part, whole) = decimal.fraction();
        if part < 0 || part > whole * 100 {
            return Err(wrong(format!("`{text}` is not between 0 and 100 %"), "write a share like `62 %`"));
        }
        if !text.contains('%') && part > 0 && part <= whole {
            let help = "write the sign: `62 %` for 0.62 of all, `0.62 %` for less than a hundredth";
            return Err(wrong(format!("`{text}` may be a share of one or a percentage"), help));
        }
        Ok(Percent(decimal))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exact() {
        assert_eq!("0.92".parse::<Decimal>().unwrap().fraction(), (92, 100));
        assert_eq!("-3".parse::<Decimal>().unwrap().fraction(), (-3, 1));
        for text in ["", ".", "1.", "1,5", "1e3", "9999999999999999", "--1"] {
            assert!(text.parse::<Decimal>().is_err(), "{text}");
        }
        assert_eq!("62 %".parse::<Percent>().unwrap().0.fraction(), (62, 1));
        assert!("101 %".parse::<Percent>().is_err());
        assert!(["62", "0.62 %", "1%", "0"].iter().all(|text| text.parse::<Percent>().is_ok()));
        assert!(["0.62", "1"].iter().all(|text| text.parse::<Percent>().is_err()));
    }
}
