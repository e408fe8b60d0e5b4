//! A free or legal page as written: the front matter of `pages/<slug>.md`.

use schemars::JsonSchema;
use serde::Deserialize;

use super::product::Seo;
use crate::scalar::{Date, Image, words};

/// A page of text.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Matter {
    pub title: String,
    /// One or two sentences, for search results and previews.
    pub summary: Option<String>,
    #[serde(default = "plain")]
    pub kind: PageKind,
    pub image: Option<Image>,
    /// The day of the last change, shown on legal pages.
    pub updated: Option<Date>,
    #[serde(default)]
    pub seo: Seo,
    /// Left out, unless `--drafts` is typed.
    #[serde(default)]
    pub draft: bool,
}

fn plain() -> PageKind {
    PageKind::Page
}

words!(
    /// What a page is for; legal kinds are linked in every footer.
    PageKind {
        Page = "page",
        About = "about",
        Contact = "contact",
        Imprint = "imprint",
        Privacy = "privacy",
        Terms = "terms",
        Returns = "returns",
        Shipping = "shipping",
        Withdrawal = "withdrawal",
        Accessibility = "accessibility",
    }
);

impl PageKind {
    /// Kinds that stand in the last line of every footer, in this order.
    pub const LEGAL: [PageKind; 5] =
        [PageKind::Imprint, PageKind::Privacy, PageKind::Terms, PageKind::Withdrawal, PageKind::Accessibility];
}
