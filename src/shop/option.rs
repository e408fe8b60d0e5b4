//! What can be chosen of a product: colour, size, material.
//!
//! A value is a name, or a name with its colour. Absent: combinations of values; those are variants.

use std::fmt;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserializer, MapAccess, Visitor};

use crate::scalar::Colour;

/// Something to choose: colour, size, material.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProductOption {
    pub name: String,
    pub values: Vec<OptionValue>,
}

/// A name, or a name with its colour. Sizes may be written as numbers.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(untagged)]
pub enum OptionValue {
    Name(String),
    Swatch(Swatch),
}

impl<'de> Deserialize<'de> for OptionValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<OptionValue, D::Error> {
        struct Either;

        impl<'de> Visitor<'de> for Either {
            type Value = OptionValue;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name, or `name` and `color`")
            }

            fn visit_str<E: de::Error>(self, name: &str) -> Result<OptionValue, E> {
                Ok(OptionValue::Name(name.to_owned()))
            }

            fn visit_bool<E: de::Error>(self, word: bool) -> Result<OptionValue, E> {
                self.visit_str(&word.to_string())
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<OptionValue, E> {
                self.visit_str(&number.to_string())
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<OptionValue, E> {
                self.visit_str(&number.to_string())
            }

            fn visit_f64<E: de::Error>(self, number: f64) -> Result<OptionValue, E> {
                self.visit_str(&number.to_string())
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<OptionValue, A::Error> {
                Swatch::deserialize(MapAccessDeserializer::new(map)).map(OptionValue::Swatch)
            }
        }

        deserializer.deserialize_any(Either)
    }
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Swatch {
    pub name: String,
    pub color: Colour,
}

impl OptionValue {
    pub fn name(&self) -> &str {
        match self {
            OptionValue::Name(name) => name,
            OptionValue::Swatch(swatch) => &swatch.name,
        }
    }

    pub fn color(&self) -> Option<Colour> {
        match self {
            OptionValue::Name(_) => None,
            OptionValue::Swatch(swatch) => Some(swatch.color),
        }
    }
}
