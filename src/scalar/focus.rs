//! The point of a photo that crops keep.

use std::str::FromStr;

use super::{scalar, wrong};
use crate::photos::Focus;
use crate::yaml::Wrong;

scalar!(Focus, "focus", "two numbers from 0 to 1, from the left and from the top, like `0.4 0.3`", "string");

impl FromStr for Focus {
    type Err = Wrong;

    fn from_str(text: &str) -> Result<Focus, Wrong> {
        let tenths = |part: &str| {
            let share: f64 = part.parse().ok().filter(|share| (0.0..=1.0).contains(share))?;
            // 0 to 10, so nothing is cut.
            Some((share * 10.0).round() as u8)
        };
        let mut parts = text.split_whitespace();
        match (parts.next().and_then(tenths), parts.next().and_then(tenths), parts.next()) {
            (Some(x), Some(y), None) => Ok(Focus { x, y }),
            _ => Err(wrong(
                format!("`{text}` is no point of a photo"),
                "write how far from the left and how far from the top, each from 0 to 1: `focus: 0.4 0.3`",
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_shares() {
        assert_eq!("0.4 0.25".parse(), Ok(Focus { x: 4, y: 3 }));
        assert_eq!("0 1".parse(), Ok(Focus { x: 0, y: 10 }));
        for text in ["", "0.4", "0.4 0.3 0.2", "40% 30%", "1.1 0", "NaN 0", "-0.1 0"] {
            assert!(text.parse::<Focus>().is_err(), "{text}");
        }
    }
}
