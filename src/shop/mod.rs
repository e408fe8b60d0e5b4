//! The shop as the merchant means it: one file per noun.
//!
//! Each noun has its `Matter`, which is what is written and what its JSON Schema comes from, and here, where more
//! follows from it, its checked form with references resolved to places in the lists of [`Shop`].
//! Absent: pages, URLs of pages, words of a theme.

pub mod campaign;
pub mod collection;
pub mod faq;
pub mod locale;
pub mod offer;
pub mod option;
pub mod page;
pub mod post;
pub mod product;
pub mod settings;
pub mod testimonial;
pub mod varies;

use std::collections::BTreeMap;
use std::sync::Arc;

use iso_currency::Currency;

use crate::diagnostic::Step;
use crate::markdown::Body;
use crate::photos::Photo;
use crate::source::FileId;
use offer::Variant;

/// Everything that is published.
#[derive(Debug)]
pub struct Shop {
    pub settings: settings::Settings,
    pub locale: locale::Locale,
    pub currency: Currency,
    /// In the order of lists: by position, then as their files are sorted.
    pub products: Vec<Product>,
    pub collections: Vec<Collection>,
    pub pages: Vec<Page>,
    /// Newest first.
    pub posts: Vec<Post>,
    pub testimonials: Vec<testimonial::Testimonial>,
    pub faq: Vec<Group>,
    pub campaigns: Vec<campaign::Campaign>,
    /// Pictures and other files by their path below `content/`.
    pub media: BTreeMap<String, Media>,
    /// Places in `products` by slug.
    pub product_index: BTreeMap<String, usize>,
    pub collection_index: BTreeMap<String, usize>,
}

/// Where something was written, for findings.
#[derive(Debug, Clone)]
pub struct Origin {
    pub file: FileId,
    /// Steps to it, when the file holds several.
    pub at: Vec<Step>,
}

/// A product with everything that can be bought of it.
#[derive(Debug)]
pub struct Product {
    pub slug: String,
    pub origin: Origin,
    pub matter: Arc<product::Matter>,
    pub body: Arc<Body>,
    /// At least one; the offer shown first is `variants[first]`.
    pub variants: Arc<Vec<Variant>>,
    pub first: usize,
    /// Places in [`Shop::collections`].
    pub collections: Vec<usize>,
    /// Places in [`Shop::products`].
    pub related: Vec<usize>,
}

#[derive(Debug)]
pub struct Collection {
    pub slug: String,
    pub origin: Origin,
    pub matter: Arc<collection::Matter>,
    pub body: Arc<Body>,
    /// Places in [`Shop::products`], in the order to show.
    pub products: Vec<usize>,
}

#[derive(Debug)]
pub struct Page {
    pub slug: String,
    pub origin: Origin,
    pub matter: Arc<page::Matter>,
    pub body: Arc<Body>,
}

#[derive(Debug)]
pub struct Post {
    pub slug: String,
    pub origin: Origin,
    pub matter: Arc<post::Matter>,
    pub body: Arc<Body>,
    /// Places in [`Shop::products`].
    pub products: Vec<usize>,
}

/// Questions with their answers as HTML.
#[derive(Debug)]
pub struct Group {
    pub id: String,
    pub title: String,
    pub questions: Vec<Answered>,
}

#[derive(Debug)]
pub struct Answered {
    pub id: String,
    pub question: String,
    pub answer: Body,
    pub source: Option<testimonial::Source>,
}

/// A file that is published as it is.
#[derive(Debug, Clone)]
pub struct Media {
    pub file: FileId,
    /// Pixels; `None` for what is not a picture.
    pub size: Option<(u32, u32)>,
    pub media_type: Option<&'static str>,
    /// JPEG, PNG or WebP, of which the site gets renditions.
    pub photo: Option<Arc<Photo>>,
    /// The text of an SVG, without anything active.
    pub drawing: Option<String>,
}

impl Shop {
    /// The logo where it is a mark. A word mark, more than twice as wide as high, cannot be read in an icon and says the
    /// name, which stands in cards anyway.
    pub fn mark(&self) -> Option<&Media> {
        let media = self.media.get(self.settings.logo.as_ref()?)?;
        media.size.is_none_or(|(width, height)| width <= 2 * height).then_some(media)
    }
}

impl Product {
    pub fn offer(&self) -> &offer::Offer {
        &self.variants[self.first].offer
    }

    /// The variants that can be ordered; all of them where none can.
    pub fn on_offer(&self) -> impl Iterator<Item = &Variant> {
        let buyable = self.buyable();
        self.variants.iter().filter(move |variant| !buyable || variant.offer.availability.buyable())
    }

    /// Whether anything of it can be ordered.
    pub fn buyable(&self) -> bool {
        self.variants.iter().any(|variant| variant.offer.availability.buyable())
    }

    /// The names of a variant's values: `Ochre`, `Large`.
    pub fn value_names<'a>(&'a self, variant: &'a Variant) -> impl Iterator<Item = &'a str> {
        self.matter.options.iter().zip(&variant.values).map(|(option, n)| option.values[*n].name())
    }
}
