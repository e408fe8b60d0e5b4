//! A product as written: the front matter of `products/<slug>.md`, or an entry of `products.yaml`.
//!
//! Absent: what follows from it (variants with inherited values, prices as counted): that is `offer`.

use schemars::JsonSchema;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use super::option::ProductOption;
use crate::photos::Focus;
use crate::scalar::{Amount, Date, Email, Gtin, Image, Length, Ordered, Quantity, Sku, Slug, WebUrl, words};

/// Everything that stands above a product's description.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Matter {
    /// Only in `products.yaml`; elsewhere the file's name.
    pub slug: Option<Slug>,
    /// Markdown, only in `products.yaml`; elsewhere the text below the front matter.
    pub description: Option<String>,
    /// What it is, as a customer would ask for it.
    pub title: String,
    /// One or two sentences, for lists and previews.
    pub summary: Option<String>,
    /// Who makes it; the shop's name where the shop does.
    pub brand: Option<String>,
    /// Stock keeping unit, the product's identifier everywhere; its slug when absent.
    pub sku: Option<Sku>,
    /// The number below the bar code; never made up.
    pub gtin: Option<Gtin>,
    /// Manufacturer part number.
    pub mpn: Option<String>,
    /// Google product category: its number, or its path.
    pub category: Option<String>,
    #[serde(default = "physical")]
    pub kind: Kind,
    #[serde(default = "new")]
    pub condition: Condition,
    /// Optional when every variant has its own.
    pub price: Option<Amount>,
    /// The price is the lowest of several, agreed later.
    #[serde(default)]
    pub price_from: bool,
    /// The earlier price of a sale.
    pub list_price: Option<Amount>,
    /// Every price the product has had; only ever add a line.
    #[serde(default)]
    pub price_history: Vec<PricePoint>,
    pub unit_price: Option<UnitPricing>,
    /// What is paid back when bottle or crate come back: told beside the price and not part of it (CJEU C-543/21).
    pub deposit: Option<Amount>,
    /// The price is paid again and again.
    pub subscription: Option<Subscription>,
    /// `in_stock` when absent, or `out_of_stock` where `stock` is 0.
    pub availability: Option<Availability>,
    /// When a preorder or a backorder arrives.
    pub available_on: Option<Date>,
    /// Pieces left.
    pub stock: Option<u32>,
    /// Stands beside the availability, like `Next firing in March`.
    pub stock_note: Option<String>,
    /// The first one is shown in lists; a product without a picture is hardly ever bought.
    #[serde(default)]
    pub images: Vec<ProductImage>,
    /// What a customer chooses: glaze, size.
    #[serde(default)]
    pub options: Vec<ProductOption>,
    /// All combinations of the options when absent.
    #[serde(default)]
    pub variants: Vec<Variant>,
    /// A page of a payment provider that sells exactly this.
    pub pay_link: Option<WebUrl>,
    /// Slugs of the collections that show it.
    #[serde(default)]
    pub collections: Vec<String>,
    /// Words to find it by.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Three to five facts.
    #[serde(default)]
    pub highlights: Vec<String>,
    /// Dimensions, materials, care, origin: name and value.
    #[serde(default)]
    pub details: Ordered,
    /// Of the parcel, like `450 g`.
    pub weight: Option<Quantity>,
    /// A class named in a shipping zone.
    pub shipping_class: Option<String>,
    /// Years that a customer must have, like `18`: said on the page, in the cart and in orders. Nobody's age is verified here.
    pub minimum_age: Option<u8>,
    /// Why this is not taken back, in place of what the shop says of returns: `Made to your measures, so it cannot be returned`.
    pub no_returns: Option<String>,
    /// Slugs of products that go with this one; others of its collections when absent.
    #[serde(default)]
    pub related: Vec<String>,
    /// Reviews of this product by people who had it in their hands.
    #[serde(default)]
    pub reviews: Vec<Review>,
    pub video: Option<Box<Video>>,
    pub manufacturer: Option<Box<Manufacturer>>,
    #[serde(default)]
    pub seo: Seo,
    /// Left out, unless `--drafts` is typed.
    #[serde(default)]
    pub draft: bool,
    /// Left out before this day.
    pub publish_on: Option<Date>,
    /// Left out from this day on.
    pub unpublish_on: Option<Date>,
    /// Place in lists, ascending; those without come last, by the names of their files (`tea-2` before `tea-10`).
    pub position: Option<i64>,
}

fn physical() -> Kind {
    Kind::Physical
}

fn new() -> Condition {
    Condition::New
}

words!(
    /// Digital goods and services need no delivery.
    Kind { Physical = "physical", Digital = "digital", Service = "service" }
);
words!(Condition { New = "new", Refurbished = "refurbished", Used = "used" });
words!(Availability {
    InStock = "in_stock",
    OutOfStock = "out_of_stock",
    Preorder = "preorder",
    Backorder = "backorder",
    Discontinued = "discontinued",
});

impl Availability {
    /// <https://schema.org/ItemAvailability>
    pub const fn schema_org(self) -> &'static str {
        match self {
            Availability::InStock => "https://schema.org/InStock",
            Availability::OutOfStock => "https://schema.org/OutOfStock",
            Availability::Preorder => "https://schema.org/PreOrder",
            Availability::Backorder => "https://schema.org/BackOrder",
            Availability::Discontinued => "https://schema.org/Discontinued",
        }
    }

    /// As `product:availability` of the Open Graph has it.
    pub const fn open_graph(self) -> &'static str {
        match self {
            Availability::InStock => "in stock",
            Availability::OutOfStock => "out of stock",
            Availability::Preorder => "preorder",
            Availability::Backorder => "available for order",
            Availability::Discontinued => "discontinued",
        }
    }

    pub const fn buyable(self) -> bool {
        matches!(self, Availability::InStock | Availability::Preorder | Availability::Backorder)
    }
}

impl Condition {
    pub const fn schema_org(self) -> &'static str {
        match self {
            Condition::New => "https://schema.org/NewCondition",
            Condition::Refurbished => "https://schema.org/RefurbishedCondition",
            Condition::Used => "https://schema.org/UsedCondition",
        }
    }
}

/// From this day on, this price.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PricePoint {
    /// The first day of this price.
    pub date: Date,
    pub price: Amount,
}

/// For goods by weight, volume, length, area or count.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UnitPricing {
    /// What the price buys, like `250 g`.
    pub contains: Quantity,
    /// What the price is compared for, like `1 kg`.
    pub per: Quantity,
}

#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Subscription {
    pub every: Interval,
}

words!(Interval { Week = "week", Month = "month", Year = "year" });

/// A picture of the product, and which variants it shows.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProductImage {
    /// The file, relative to the product's own folder, or to `content/`.
    pub src: String,
    /// What is to be seen, for those who do not see it.
    pub alt: String,
    /// The point that crops keep, from the left and from the top: `0.4 0.3`; the middle when absent.
    pub focus: Option<Focus>,
    /// Option and value, like `Glaze: Ochre`; all variants when absent.
    #[serde(default)]
    pub options: Ordered,
}

/// One choice; what it does not say is the product's.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    /// A value for each option, like `Glaze: Ochre`.
    pub options: Ordered,
    pub sku: Option<Sku>,
    pub gtin: Option<Gtin>,
    pub mpn: Option<String>,
    /// The product's price when absent.
    pub price: Option<Amount>,
    pub list_price: Option<Amount>,
    #[serde(default)]
    pub price_history: Vec<PricePoint>,
    pub unit_price: Option<UnitPricing>,
    pub deposit: Option<Amount>,
    pub image: Option<Box<Image>>,
    pub availability: Option<Availability>,
    pub available_on: Option<Date>,
    pub stock: Option<u32>,
    pub stock_note: Option<String>,
    /// A page of a payment provider that sells exactly this one.
    pub pay_link: Option<WebUrl>,
    pub weight: Option<Quantity>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Review {
    pub author: String,
    /// From 1 to 5.
    #[serde(deserialize_with = "of_five")]
    #[schemars(range(min = 1, max = 5))]
    pub rating: u8,
    pub date: Date,
    pub title: Option<String>,
    pub text: String,
    /// The author bought the product here.
    #[serde(default)]
    pub verified: bool,
}

/// A rating: whole stars, one to five. What is wrong with another number, its schema tells.
///
/// # Errors
/// Any other number.
pub fn of_five<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
    let rating = u8::deserialize(deserializer)?;
    if (1..=5).contains(&rating) { Ok(rating) } else { Err(D::Error::custom("not one to five stars")) }
}

/// A film of the product.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Video {
    pub title: String,
    pub description: Option<String>,
    /// A file of the site.
    pub src: Option<String>,
    /// A page of YouTube, Vimeo or another platform.
    pub url: Option<WebUrl>,
    pub poster: Image,
    /// The day it was published; search engines want it.
    pub uploaded: Option<Date>,
    /// How long it is.
    pub duration: Option<Length>,
}

/// Who made it, as Regulation (EU) 2023/988 art. 19 wants it named.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Manufacturer {
    pub name: String,
    pub address: Option<String>,
    pub email: Option<Email>,
}

/// What search engines and previews show instead of the title and the summary.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Seo {
    pub title: Option<String>,
    pub description: Option<String>,
    pub image: Option<Image>,
}
