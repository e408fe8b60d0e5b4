//! Telephone numbers: as WhatsApp opens them, and as `tel:` dials what people write on paper.

use std::str::FromStr;

use super::{scalar, wrong};
use crate::yaml::Wrong;

/// Country codes of Europe behind which no number begins with a zero (ITU-T E.164, national numbering plans).
const ZERO_LESS: [&str; 24] = [
    "30", "31", "32", "33", "34", "351", "352", "353", "358", "359", "36", "370", "371", "372", "385", "386", "40",
    "41", "420", "43", "44", "46", "48", "49",
];

/// A telephone number as `wa.me` wants it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhoneDigits(pub String);

scalar!(PhoneDigits, "phone-digits", "digits with the country code, like `\"4917012345678\"`", ["string", "integer"]);

impl FromStr for PhoneDigits {
    type Err = Wrong;

    fn from_str(text: &str) -> Result<PhoneDigits, Wrong> {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let fits = (7..=15).contains(&digits.len()) && !text.starts_with('0') && digits.len() == text.len();
        if let Some(number) = without_zero(&digits).filter(|_| fits) {
            let message = format!("`{text}` has the zero that is dialled within a country");
            return Err(wrong(message, format!("leave it out behind the country code: `\"{number}\"`")));
        }
        if fits {
            return Ok(PhoneDigits(digits));
        }
        let help = "write the country code and the number as digits only, without `+`, spaces or a leading zero: `\"4917012345678\"`";
        Err(wrong(format!("`{text}` is not a number that WhatsApp can open"), help))
    }
}

/// The digits of a number with its country code, without a zero behind it that is dialled within the country alone.
pub fn without_zero(digits: &str) -> Option<String> {
    let code = ZERO_LESS.iter().find(|code| digits.strip_prefix(**code).is_some_and(|rest| rest.starts_with('0')))?;
    Some(format!("{code}{}", digits[code.len()..].trim_start_matches('0')))
}

/// A telephone number as `tel:` wants it (RFC 3966): the digits of the first number in a text, and a leading plus. The zero
/// in brackets behind a country code is dialled without it alone.
pub fn dialled(text: &str) -> String {
    let number = first(text);
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    match number.strip_prefix('+').or_else(|| number.strip_prefix("00")) {
        Some(abroad) => format!("+{}", digits(&abroad.replacen("(0)", "", 1))),
        None => digits(number),
    }
}

/// Whether a text is more than one number, or holds what nobody can dial.
pub fn is_one_number(text: &str) -> bool {
    /// With the country code (ITU-T E.164).
    const MOST: usize = 15;
    const LEAST: usize = 3;
    text.trim_end().ends_with(first(text)) && (LEAST..=MOST).contains(&dialled(text).trim_start_matches('+').len())
}

/// What stands from the first digit or plus on, before any word or comma.
fn first(text: &str) -> &str {
    let from = text.find(|c: char| c.is_ascii_digit() || c == '+').unwrap_or(text.len());
    let number = &text[from..];
    let end = number.find(|c: char| c.is_alphabetic() || matches!(c, ',' | ';')).unwrap_or(number.len());
    number[..end].trim_end()
}

#[cfg(test)]
mod tests {
    use super::{dialled, is_one_number};

    #[test]
    fn numbers_as_they_stand_on_paper() {
        for (text, wanted) in [
            ("0251 4711-0", "025147110"),
            ("(0251) 47 11/0", "025147110"),
            ("+49 (0)251 4711-0", "+4925147110"),
            ("0049 (0) 251 47110", "+4925147110"),
            ("0049 (0)251 47110", "+4925147110"),
            ("Tel.: +353 21 555 0100 ", "+353215550100"),
        ] {
            assert_eq!(dialled(text), wanted);
            assert!(is_one_number(text), "{text}");
        }
        for (text, wanted) in [
            ("0251 4711 oder 0170 123456", "02514711"),
            ("0251 4711, 0170 123456", "02514711"),
            ("+49 251 4711 ext. 12", "+492514711"),
            ("0251 4711 / 0170 1234567", "025147110170"),
            ("ask us", ""),
        ] {
            assert!(!is_one_number(text) && dialled(text).starts_with(wanted), "{text}: {}", dialled(text));
        }
    }
}
