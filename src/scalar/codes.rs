//! Codes of the world's registers: currencies and countries.

use std::str::FromStr;

use super::{scalar, wrong};
use crate::yaml::Wrong;

/// An ISO 4217 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CurrencyCode(pub iso_currency::Currency);

scalar!(CurrencyCode, "currency", "a currency code like `EUR`", "string");

impl FromStr for CurrencyCode {
    type Err = Wrong;

    fn from_str(text: &str) -> Result<CurrencyCode, Wrong> {
        iso_currency::Currency::from_code(text)
            .map(CurrencyCode)
            .ok_or_else(|| wrong(format!("`{text}` is not a currency"), "write an ISO 4217 code, like `EUR` or `USD`"))
    }
}

/// An ISO 3166-1 alpha-2 code.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Country(pub String);

scalar!(Country, "country", "a country code of two letters, like `DE`", "string");

impl FromStr for Country {
    type Err = Wrong;

    fn from_str(text: &str) -> Result<Country, Wrong> {
        if text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase()) {
            return Ok(Country(text.to_owned()));
        }
        Err(wrong(
            format!("`{text}` is not a country code"),
            "write two capital letters (ISO 3166-1), like `DE` or `FR`",
        ))
    }
}
