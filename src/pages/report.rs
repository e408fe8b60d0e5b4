//! The KPI report as files of a site. What stands in them is made by [`crate::report`] and the theme.

use std::collections::BTreeMap;

use super::card::Card;

/// A report, made.
#[derive(Debug, Clone, Default)]
pub struct ReportFiles {
    /// Path below the report's folder → bytes.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The main figures, for a terminal.
    pub summary: String,
    /// Whether it is part of the published site, and search engines may know it.
    pub publish: bool,
    pub index: bool,
    /// Its share card, when it is published.
    pub card: Option<Card>,
}
