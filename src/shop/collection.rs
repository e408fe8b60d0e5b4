//! A collection as written: the front matter of `collections/<slug>.md`.

use schemars::JsonSchema;
use serde::Deserialize;

use super::product::Seo;
use crate::scalar::Image;

/// Products that belong together.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Matter {
    pub title: String,
    /// One or two sentences, for lists and previews.
    pub summary: Option<String>,
    /// The picture of its first product when absent.
    pub image: Option<Image>,
    /// Slugs in the order to show; when absent, the products that name this collection.
    #[serde(default)]
    pub products: Vec<String>,
    /// Place among the collections, ascending; those without come last, by the names of their files.
    pub position: Option<i64>,
    #[serde(default)]
    pub seo: Seo,
}
