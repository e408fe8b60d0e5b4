//! A post of the journal as written: the front matter of `posts/<slug>.md`.

use schemars::JsonSchema;
use serde::Deserialize;

use super::product::Seo;
use crate::scalar::{Date, Image};

/// An article of the journal.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Matter {
    pub title: String,
    /// One or two sentences, for lists, previews and the feed.
    pub summary: Option<String>,
    /// The day it is published; a later one than today waits.
    pub date: Date,
    pub updated: Option<Date>,
    pub author: Option<String>,
    pub image: Option<Image>,
    #[serde(default)]
    pub tags: Vec<String>,
    /// Slugs of the products that the text speaks of.
    #[serde(default)]
    pub products: Vec<String>,
    #[serde(default)]
    pub seo: Seo,
    /// Left out, unless `--drafts` is typed.
    #[serde(default)]
    pub draft: bool,
}
