//! What templates get: plain values with every text ready to print.
//!
//! In: the checked shop, the theme's words, the address of the site. Out: views, whose fields are the contract with
//! themes: amounts and dates as text, URLs whole, Markdown as HTML. No template computes. Absent: which pages exist.

pub mod card;
pub mod common;
pub mod delivery;
pub mod head;
pub mod json_ld;
pub mod lists;
pub mod logo;
pub mod offer;
pub mod once;
pub mod picture;
pub mod site;
pub mod video;

use jiff::civil::Date;
pub use picture::ImageView;
use serde::Serialize;

use crate::memo::Memo;
use crate::scalar::CardFormats;
use crate::scalar::{BaseUrl, Link};
use crate::shop::Shop;
use crate::shop::locale::Formats;
use crate::theme::{CardSet, Strings};

/// Everything that a view is made from.
#[derive(Clone, Copy)]
pub struct View<'a> {
    pub shop: &'a Shop,
    pub base: &'a BaseUrl,
    pub strings: &'a Strings,
    pub formats: &'a Formats,
    pub today: Date,
    pub paths: Paths,
    pub once: &'a once::Once,
    pub memo: &'a dyn Memo,
    /// `None` for a site without share cards.
    pub cards: Option<&'a CardSet>,
    /// The card of the page in the making.
    pub card: Option<&'a CardView>,
}

/// What a page's head says of its card.
#[derive(Debug)]
pub struct CardView {
    pub file: picture::File,
    pub alt: String,
}

/// Which of the optional pages the site has.
#[derive(Debug, Clone, Copy)]
pub struct Paths {
    pub testimonials: bool,
    pub faq: bool,
    pub journal: bool,
}

impl Paths {
    pub fn of(shop: &Shop) -> Paths {
        Paths {
            testimonials: !shop.testimonials.is_empty(),
            faq: !shop.faq.is_empty(),
            journal: !shop.posts.is_empty(),
        }
    }
}

/// Paths of pages from the site's root; the only place that knows how they are built.
pub mod path {
    pub const HOME: &str = "/";
    pub const PRODUCTS: &str = "/products/";
    pub const COLLECTIONS: &str = "/collections/";
    pub const SEARCH: &str = "/search/";
    pub const CART: &str = "/cart/";
    pub const TESTIMONIALS: &str = "/testimonials/";
    pub const FAQ: &str = "/faq/";
    pub const JOURNAL: &str = "/journal/";
    pub const ATOM: &str = "/journal/atom.xml";
    pub const REPORT: &str = "/report/";

    /// Where a file of the published report is.
    pub fn report(file: &str) -> String {
        format!("{REPORT}{}", file.strip_suffix("index.html").unwrap_or(file))
    }

    pub fn product(slug: &str) -> String {
        ["/products/", slug, "/"].concat()
    }

    pub fn collection(slug: &str) -> String {
        format!("/collections/{slug}/")
    }

    pub fn post(slug: &str) -> String {
        format!("/journal/{slug}/")
    }

    pub fn tag(slug: &str) -> String {
        format!("/journal/tags/{slug}/")
    }

    pub fn page(slug: &str) -> String {
        format!("/{slug}/")
    }

    pub fn event(slug: &str) -> String {
        format!("/events/{slug}.ics")
    }

    /// A list's page by its number, the first at the list's own path.
    pub fn numbered(list: &str, number: usize) -> String {
        if number == 1 { list.to_owned() } else { format!("{list}page/{number}/") }
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct LinkView {
    pub label: String,
    pub url: String,
}

impl View<'_> {
    /// A drawn mark, and the initial that is drawn without one, are icons of any size.
    pub fn has_svg_icon(&self) -> bool {
        self.shop.mark().is_none_or(|mark| mark.drawing.is_some())
    }

    pub fn card_formats(&self) -> CardFormats {
        self.cards.map_or(CardFormats::None, |_| self.shop.settings.cards)
    }

    pub fn href(&self, link: &Link) -> String {
        self.base.href(link)
    }

    pub fn t<'s>(&'s self, key: &'s str) -> &'s str {
        self.strings.get(key)
    }

    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.strings.fill(key, values)
    }

    /// A number as the language writes it.
    pub fn written(&self, count: usize) -> String {
        self.formats.integer(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// `Delivery: free`, with the colon as the language sets it.
    pub fn pair(&self, name: &str, value: &str) -> String {
        self.fill("pair", &[("name", name), ("value", value)])
    }

    /// A word for a count, in the plural form of the language.
    pub fn count(&self, key: &str, count: u64) -> String {
        let text = self.written(usize::try_from(count).unwrap_or(usize::MAX));
        self.strings.plural(key, self.formats.plural(count), &[("count", &text)])
    }
}
