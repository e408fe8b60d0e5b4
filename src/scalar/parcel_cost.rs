//! What a zone asks for parcels of a class, or that it does not take them.

use std::str::FromStr;

use super::{Amount, scalar, wrong};
use crate::yaml::Wrong;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParcelCost {
    Excluded,
    Amount(Amount),
}

scalar!(ParcelCost, "parcel-cost", "an amount, or `excluded` where such parcels do not go", ["string", "number"]);

impl ParcelCost {
    /// `None` where such parcels do not go.
    pub fn amount(self) -> Option<Amount> {
        match self {
            ParcelCost::Excluded => None,
            ParcelCost::Amount(amount) => Some(amount),
        }
    }
}

impl FromStr for ParcelCost {
    type Err = Wrong;

    fn from_str(text: &str) -> Result<ParcelCost, Wrong> {
        match text {
            "excluded" => Ok(ParcelCost::Excluded),
            // A number that is no amount has its own remedy.
            _ if text.contains(|c: char| c.is_ascii_digit()) => text.parse().map(ParcelCost::Amount),
            _ => Err(wrong(
                format!("`{text}` is no cost of a parcel"),
                "write an amount like `12.90`, `0` where it is free, or `excluded` where such parcels do not go",
            )),
        }
    }
}
