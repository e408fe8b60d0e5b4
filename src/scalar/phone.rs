//! Telephone numbers.

use std::str::FromStr;

use super::{scalar, wrong};
use crate::yaml::Wrong;

/// A telephone number as `wa.me` wants it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhoneDigits(pub String);

scalar!(PhoneDigits, "phone-digits", "digits with the country code, like `\"4917012345678\"`", ["string", "integer"]);

impl FromStr for PhoneDigits {
    type Err = Wrong;

    fn from_str(text: &str) -> Result<PhoneDigits, Wrong> {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let fits = (7..=15).contains(&digits.len()) && !text.starts_with('0') && digits.len() == text.len();
        if fits {
            return Ok(PhoneDigits(digits));
        }
        let help = "write the country code and the number as digits only, without `+`, spaces or a leading zero: `\"4917012345678\"`";
        Err(wrong(format!("`{text}` is not a number that WhatsApp can open"), help))
    }
}
