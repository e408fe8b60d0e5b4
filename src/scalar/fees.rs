//! Who pays for the way back.

use std::str::FromStr;

use super::{Amount, scalar, wrong};
use crate::yaml::Wrong;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReturnFees {
    Free,
    Customer,
    Amount(Amount),
}

scalar!(ReturnFees, "return-fees", "`free`, `customer` or an amount", ["string", "number"]);

impl FromStr for ReturnFees {
    type Err = Wrong;

    fn from_str(text: &str) -> Result<ReturnFees, Wrong> {
        match text {
            "free" => Ok(ReturnFees::Free),
            "customer" => Ok(ReturnFees::Customer),
            _ => text.parse().map(ReturnFees::Amount).map_err(|_| {
                wrong(
                    format!("`{text}` does not say who pays for a return"),
                    "write `free`, `customer` or an amount like `4.90`",
                )
            }),
        }
    }
}
