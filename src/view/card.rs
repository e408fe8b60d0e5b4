//! A product in a list.

use serde::Serialize;

use super::offer::{AvailabilityView, PriceView};
use super::{ImageView, View, path};
use crate::shop::Product;
use crate::shop::option::ProductOption;
use crate::shop::product::{Availability, Condition, Review};

#[derive(Debug, Clone, Serialize)]
pub struct CardView {
    pub title: String,
    pub url: String,
    pub sku: String,
    pub image: Option<ImageView>,
    pub hover_image: Option<ImageView>,
    pub price: PriceView,
    pub badges: Vec<Badge>,
    pub rating: Option<RatingView>,
    pub availability: AvailabilityView,
    pub brand: Option<String>,
    pub summary: Option<String>,
    pub swatches: Vec<SwatchView>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Badge {
    /// `sale`, `preorder`, `sold_out`, `low_stock` or `condition`.
    pub kind: &'static str,
    pub text: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct SwatchView {
    pub name: String,
    pub color: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct RatingView {
    /// With one decimal, as the language writes it.
    pub value: String,
    /// With one decimal and a dot, for machines.
    pub number: String,
    pub count: usize,
    pub text: String,
    /// Of five stars.
    pub percent: u32,
}

impl View<'_> {
    pub fn cards(&self, products: &[usize]) -> Vec<CardView> {
        products.iter().map(|n| self.card(&self.shop.products[*n])).collect()
    }

    pub fn card(&self, product: &Product) -> CardView {
        let matter = &product.matter;
        let picture = |n: usize| matter.images.get(n).and_then(|image| self.picture(&image.src, &image.alt));
        // A dot for each value or for none: one alone would say that there is no other.
        let coloured = |option: &&ProductOption| option.values.iter().all(|value| value.color().is_some());
        let swatches =
            matter.options.iter().filter(coloured).flat_map(|option| &option.values).filter_map(|value| {
                Some(SwatchView { name: value.name().to_owned(), color: value.color()?.to_string() })
            });
        CardView {
            title: matter.title.clone(),
            url: self.base.path(&path::product(&product.slug)),
            sku: product.variants[product.first].sku.clone(),
            image: picture(0),
            hover_image: picture(1),
            price: self.list_price(product),
            badges: self.badges(product),
            rating: self.rating(&matter.reviews),
            availability: self.availability(product, product.offer()),
            brand: matter.brand.clone(),
            summary: matter.summary.clone(),
            swatches: swatches.collect(),
        }
    }

    pub fn badges(&self, product: &Product) -> Vec<Badge> {
        let mut badges = Vec::new();
        let offer = product.offer();
        let mut badge = |kind, text: String| badges.push(Badge { kind, text });
        if !product.buyable() {
            let text = if offer.availability == Availability::Discontinued {
                "availability_discontinued"
            } else {
                "badge_sold_out"
            };
            badge("sold_out", self.t(text).to_owned());
        } else if offer.availability == Availability::Preorder {
            badge("preorder", self.t("badge_preorder").to_owned());
        } else if let Some(left) = offer.stock.filter(|left| *left <= 3 && product.variants.len() == 1) {
            badge("low_stock", self.count("badge_low_stock", left.into()));
        }
        if offer.sale.is_some() {
            badge("sale", self.t("badge_sale").to_owned());
        }
        if let Some(condition) = self.condition(product) {
            badge("condition", condition.to_owned());
        }
        badges
    }

    /// What a buyer must know of a thing that is not new.
    pub fn condition(&self, product: &Product) -> Option<&str> {
        match product.matter.condition {
            Condition::New => None,
            Condition::Refurbished => Some(self.t("condition_refurbished")),
            Condition::Used => Some(self.t("condition_used")),
        }
    }

    /// The average of real reviews; `None` without any.
    pub fn rating(&self, reviews: &[Review]) -> Option<RatingView> {
        let count = i64::try_from(reviews.len()).ok().filter(|count| *count > 0)?;
        let sum: i64 = reviews.iter().map(|review| i64::from(review.rating)).sum();
        let tenths = (sum * 20 + count) / (count * 2);
        let value = self.formats.decimal(tenths, 1);
        let text = self.strings.plural(
            "rating_text",
            self.formats.plural(reviews.len() as u64),
            &[("rating", &value), ("count", &self.formats.integer(count))],
        );
        Some(RatingView {
            value,
            number: format!("{}.{}", tenths / 10, tenths % 10),
            count: reviews.len(),
            text,
            percent: u32::try_from(tenths * 2).unwrap_or(100),
        })
    }
}
