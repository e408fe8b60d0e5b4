//! What a build is told besides its sources.

use std::sync::Arc;

use jiff::civil::Date;

use crate::memo::{Forgetful, Memo};
use crate::scalar::BaseUrl;
use crate::scalar::CardFormats;
use crate::scalar::Period;

/// Same sources and same options give the same bytes.
#[derive(Debug, Clone)]
pub struct Options {
    /// Stands in place of `base_url` of `shop.yaml`.
    pub base_url: Option<BaseUrl>,
    /// Drafts, and what is not yet or no longer published, become part of the site.
    pub drafts: bool,
    /// Decides what is published; the shell fills in the day of the build.
    pub today: Date,
    /// Photos quickly and small, for a look at the pages.
    pub draft_photos: bool,
    /// Stands in place of `cards` of `shop.yaml`.
    pub cards: Option<CardFormats>,
    /// In place of the periods of report.yaml.
    pub period: Option<Period>,
    /// Whether the report is made as well.
    pub report: bool,
    /// What was made before; it changes how long a build takes, and no byte of it.
    pub memo: Arc<dyn Memo>,
}

impl Options {
    /// Everything as a merchant expects it on a day, remembering nothing.
    pub fn on(today: Date) -> Options {
        Options {
            base_url: None,
            drafts: false,
            today,
            draft_photos: false,
            cards: None,
            period: None,
            report: true,
            memo: Arc::new(Forgetful),
        }
    }
}
