//! What a build is told besides its sources.

use jiff::civil::Date;

use crate::scalar::BaseUrl;

/// Same sources and same options give the same bytes.
#[derive(Debug, Clone)]
pub struct Options {
    /// Stands in place of `base_url` of `shop.yaml`.
    pub base_url: Option<BaseUrl>,
    /// Drafts, and what is not yet or no longer published, become part of the site.
    pub drafts: bool,
    /// Decides what is published; the shell fills in the day of the build.
    pub today: Date,
}
