//! Stock keeping units.

use std::str::FromStr;

use super::{scalar, wrong};
use crate::yaml::Wrong;

/// Letters, digits, `.`, `_`, `-`, at most 50: what every feed accepts
/// (<https://support.google.com/merchants/answer/6324405>).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sku(pub String);

scalar!(Sku, "sku", "letters, digits, `.`, `_` and `-`, at most 50", ["string", "integer"]);

impl FromStr for Sku {
    type Err = Wrong;

    fn from_str(text: &str) -> Result<Sku, Wrong> {
        let fits =
            (1..=50).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b));
        if fits {
            return Ok(Sku(text.to_owned()));
        }
        let help = "use letters, digits, `.`, `_` and `-`, at most 50: the feeds accept nothing else";
        Err(wrong(format!("`{text}` cannot be a sku"), help))
    }
}
