//! Colours as written.

use std::str::FromStr;

use super::{scalar, wrong};
use crate::yaml::Wrong;

/// `#rgb` or `#rrggbb`, sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

scalar!(Colour, "colour", "a colour like `\"#6b48e8\"`, in quotation marks", "string");

impl FromStr for Colour {
    type Err = Wrong;

    fn from_str(text: &str) -> Result<Colour, Wrong> {
        let hex = text.strip_prefix('#').unwrap_or_default();
        let long: String = match hex.len() {
            3 => hex.chars().flat_map(|c| [c, c]).collect(),
            _ => hex.to_owned(),
        };
        let part = |n: usize| long.get(n..n + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
        match (long.len() == 6 && long.bytes().all(|b| b.is_ascii_hexdigit()), part(0), part(2), part(4)) {
            (true, Some(r), Some(g), Some(b)) => Ok(Colour([r, g, b])),
            _ => Err(wrong(
                format!("`{text}` is not a colour"),
                "write `\"#rrggbb\"` in quotation marks: without them, YAML reads `#` as a comment",
            )),
        }
    }
}

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}
