//! Values with a spelling of their own: one type each, decoded from the text as written.
//!
//! To add one: a file with the type and its `FromStr<Err = Wrong>`, a call of `scalar!`, a line in [`SCALARS`].
//! `scalar!` gives a type that has `FromStr<Err = Wrong>` its decoding, its schema (`format`) and its entry in the
//! list of checks, so that a wrong value says the same whether serde or the schema met it first.

mod card_formats;
mod codes;
mod colour;
mod date;
mod decimal;
mod domain;
mod email;
mod fees;
mod focus;
mod gtin;
mod image;
mod money;
mod natural;
mod ordered;
mod parcel_cost;
mod period;
mod phone;
mod quantity;
mod sku;
mod slug;
mod spelling;
mod url;

pub use card_formats::CardFormats;
pub use codes::{Country, CurrencyCode, EU};
pub use colour::Colour;
pub use date::{Date, Length, Moment, offset_text};
pub use decimal::{Decimal, Percent};
pub use email::Email;
pub use fees::ReturnFees;
pub use gtin::Gtin;
pub use image::Image;
pub use money::{Amount, Money, exponent};
pub use natural::natural;
pub use ordered::Ordered;
pub use parcel_cost::ParcelCost;
pub use period::{Period, PeriodKind, days_between};
pub use phone::{PhoneDigits, dialled, is_one_number, without_zero};
pub use quantity::{Quantity, UNITS, Unit};
pub use sku::Sku;
pub use slug::{Slug, address, anchor, slugify, spelt};
pub use spelling::{compared, composed};
pub use url::{BaseUrl, Link, WebUrl, encode};

/// Every scalar, for the second look at a file that did not decode.
pub const SCALARS: &[Scalar] = &[
    Amount::SCALAR,
    BaseUrl::SCALAR,
    Colour::SCALAR,
    Country::SCALAR,
    CurrencyCode::SCALAR,
    Date::SCALAR,
    Decimal::SCALAR,
    Email::SCALAR,
    crate::photos::Focus::SCALAR,
    Gtin::SCALAR,
    Length::SCALAR,
    Link::SCALAR,
    Moment::SCALAR,
    ParcelCost::SCALAR,
    Percent::SCALAR,
    Period::SCALAR,
    PhoneDigits::SCALAR,
    Quantity::SCALAR,
    ReturnFees::SCALAR,
    Sku::SCALAR,
    Slug::SCALAR,
    WebUrl::SCALAR,
];

/// Implements `Deserialize`, `JsonSchema` and `SCALAR` for a type with `FromStr<Err = Wrong>`.
macro_rules! scalar {
    ($type:ty, $format:literal, $example:literal, $kinds:tt) => {
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }

            fn inline_schema() -> bool {
                true
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": $kinds, "format": $format })
            }
        }

        impl $type {
            pub const SCALAR: $crate::yaml::Scalar = $crate::yaml::Scalar {
                format: $format,
                example: $example,
                check: |text| text.parse::<$type>().map(|_| ()),
            };
        }
    };
}

pub(crate) use scalar;

/// An enum of plain words: its names are the words of the YAML and of the theme's data attributes.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
        pub enum $name {
            $(#[serde(rename = $word)] $variant),*
        }

        impl $name {
            pub const fn word(self) -> &'static str {
                match self {
                    $($name::$variant => $word),*
                }
            }
        }
    };
}

pub(crate) use words;

use crate::yaml::{Scalar, Wrong};

/// Shorthand for a refusal.
pub fn wrong(message: impl Into<String>, help: impl Into<String>) -> Wrong {
    Wrong { message: message.into(), help: help.into() }
}
