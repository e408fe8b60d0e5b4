//! `content/testimonials.yaml`: what customers say of the shop.
//!
//! They are about the shop, so they never become review markup: search engines call that self-serving
//! (<https://developers.google.com/search/docs/appearance/structured-data/review-snippet>).

use schemars::JsonSchema;
use serde::de::IntoDeserializer;
use serde::{Deserialize, Deserializer};

use super::product::of_five;
use crate::scalar::{Date, Image, Link, Slug};

/// Somebody's words, and who they are.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Testimonial {
    /// The anchor on the testimonials page; made from the name when absent.
    pub id: Option<Slug>,
    /// What was said, word for word.
    pub text: String,
    pub person: String,
    pub role: Option<String>,
    pub company: Option<String>,
    /// The kind of customer, like `Fashion` or `B2B`.
    pub segment: Option<String>,
    /// From 1 to 5.
    #[serde(default, deserialize_with = "rating")]
    #[schemars(range(min = 1, max = 5))]
    pub rating: Option<u8>,
    pub source: Option<Source>,
    /// The slug of the product that was bought.
    pub product: Option<String>,
    pub date: Option<Date>,
    pub image: Option<Image>,
}

fn rating<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u8>, D::Error> {
    let rating = Option::<u8>::deserialize(deserializer)?;
    rating.map(|rating| of_five(rating.into_deserializer())).transpose()
}

/// Where something can be read again.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    pub name: String,
    pub year: Option<u16>,
    pub to: Option<Link>,
}
