//! Global Trade Item Numbers (<https://www.gs1.org/services/how-calculate-check-digit-manually>).

use std::str::FromStr;

use super::{scalar, wrong};
use crate::yaml::Wrong;

/// 8, 12, 13 or 14 digits, the last of which checks the others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gtin(pub String);

scalar!(Gtin, "gtin", "the 8, 12, 13 or 14 digits below the bar code", ["string", "integer"]);

impl FromStr for Gtin {
    type Err = Wrong;

    fn from_str(text: &str) -> Result<Gtin, Wrong> {
        let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
        let shape = matches!(digits.len(), 8 | 12 | 13 | 14) && digits.bytes().all(|b| b.is_ascii_digit());
        if !shape {
            return Err(wrong(
                format!("`{text}` is not a GTIN"),
                "write the 8, 12, 13 or 14 digits below the bar code, or leave `gtin` out",
            ));
        }
        if digits.bytes().all(|b| b == b'0') {
            return Err(wrong(
                format!("`{text}` is the number of nothing"),
                "leave `gtin` out where there is no bar code",
            ));
        }
        let (body, last) = digits.split_at(digits.len() - 1);
        let expected = check_digit(body);
        if last.as_bytes()[0] != expected {
            let expected = char::from(expected);
            return Err(wrong(
                format!("the check digit of GTIN `{text}` is wrong"),
                format!("compare it with the bar code: its last digit should be {expected}"),
            ));
        }
        if reserved(&digits) {
            return Err(wrong(
                format!("GTIN `{text}` is from a range for use inside one shop or for coupons"),
                "leave `gtin` out: Merchant Center refuses it",
            ));
        }
        Ok(Gtin(digits))
    }
}

/// The check digit for the digits before it, as an ASCII digit.
fn check_digit(body: &str) -> u8 {
    let sum: u32 =
        body.bytes().rev().zip([3, 1].into_iter().cycle()).map(|(b, weight)| u32::from(b - b'0') * weight).sum();
    b'0' + ((10 - sum % 10) % 10) as u8
}

/// Prefixes that no feed accepts: restricted distribution (02, 04, 2) and coupons (98, 99),
/// <https://support.google.com/merchants/answer/6219078>.
fn reserved(digits: &str) -> bool {
    let padded = format!("{digits:0>14}");
    digits.len() != 8 && ["02", "04", "2", "98", "99"].iter().any(|prefix| padded[1..].starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits() {
        assert!("4006381333931".parse::<Gtin>().is_ok());
        assert!("0012345678905".parse::<Gtin>().is_ok());
        assert!("96385074".parse::<Gtin>().is_ok());
        assert!("4006381333930".parse::<Gtin>().unwrap_err().help.contains("should be 1"));
        assert!("12345".parse::<Gtin>().is_err());
        assert!("00000000".parse::<Gtin>().unwrap_err().help.contains("leave"));
        assert!("2000000000015".parse::<Gtin>().unwrap_err().message.contains("inside one shop"));
    }
}
