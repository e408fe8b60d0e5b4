//! What can be chosen of a product: colour, size, material.
//!
//! A value is a name, or a name with its colour. Absent: combinations of values; those are variants.

use std::fmt;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserializer, MapAccess, Visitor};

use crate::scalar::{Colour, address, compared, composed, spelt};

/// Something to choose: colour, size, material.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProductOption {
    #[serde(deserialize_with = "compared")]
    pub name: String,
    pub values: Vec<OptionValue>,
}

/// The later of two options of one name.
pub fn twice(options: &[ProductOption]) -> Option<usize> {
    (1..options.len()).find(|n| options[..*n].iter().any(|other| other.name == options[*n].name))
}

/// How a form and an address name the options of a product and their values: each by its own word.
pub struct Keys {
    pub options: Vec<String>,
    /// For each option.
    pub values: Vec<Vec<String>>,
}

impl Keys {
    pub fn of(options: &[ProductOption]) -> Keys {
        Keys { options: distinct(options.iter().map(|option| key(&option.name))), values: each_value(options, key) }
    }
}

/// The values of each option as parts of a sku.
pub fn codes(options: &[ProductOption]) -> Vec<Vec<String>> {
    each_value(options, address)
}

fn each_value(options: &[ProductOption], word: fn(&str) -> String) -> Vec<Vec<String>> {
    let of = |option: &ProductOption| distinct(option.values.iter().map(|value| word(value.name())));
    options.iter().map(of).collect()
}

/// A name as a form field knows it, and a query once encoded; names in other scripts keep their letters.
fn key(name: &str) -> String {
    spelt(name).unwrap_or_else(|| name.to_owned())
}

/// Words that differ: a second `a` is `a-2`, so that `A` and `A+` are two choices.
fn distinct(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    for word in words {
        let mut own = word.clone();
        for n in 2.. {
            if !list.contains(&own) {
                break;
            }
            own = format!("{word}-{n}");
        }
        list.push(own);
    }
    list
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
                Ok(OptionValue::Name(composed(name)))
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
    #[serde(deserialize_with = "compared")]
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_the_same_letters_are_two() {
        let values = |names: &[&str]| names.iter().map(|name| OptionValue::Name((*name).to_owned())).collect();
        let option = |name: &str, names: &[&str]| ProductOption { name: name.to_owned(), values: values(names) };
        let options = [option("Länge", &["A", "A+", "A-2", "A "]), option("Laenge", &["白", "黒"])];
        let keys = Keys::of(&options);
        assert_eq!(keys.options, ["laenge", "laenge-2"]);
        assert_eq!(keys.values, [vec!["a", "a-2", "a-2-2", "a-3"], vec!["白", "黒"]]);
        let codes = codes(&options);
        assert!(codes[1][0] != codes[1][1]);
    }
}
