//! `data/offers/<n>.json`: today's price and availability of every sku, for carts.
//!
//! A sku is in file `fnv1a32(sku) & (files - 1)`, so that a cart of any age finds its offers without a list of them.

use serde::{Serialize, Serializer};

use super::{fnv1a32, json};
use crate::shop::offer::{Offer, Variant};
use crate::shop::product::{Availability, Kind};
use crate::shop::{Product, Shop};
use crate::view::View;

/// A variant by its places in `Shop::products` and `Product::variants`.
pub type Place = (usize, usize);

#[derive(Serialize)]
struct Entry<'a> {
    /// Title.
    t: &'a str,
    /// Variant, and its deposit.
    v: Option<String>,
    /// URL.
    u: String,
    /// Image, its width and height.
    i: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    w: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    h: Option<u32>,
    /// Price in minor units.
    p: i64,
    /// Availability.
    a: &'static str,
    /// Whether it can be ordered, 0 or 1.
    b: u8,
    /// The most that can be ordered.
    q: Option<u32>,
    /// Kind.
    k: &'static str,
    /// Shipping class; empty for what is not sent, and for the zone's usual cost.
    c: &'a str,
    /// Payment link.
    l: Option<&'a str>,
    /// `true` when the price is the lowest of several.
    #[serde(skip_serializing_if = "Option::is_none")]
    f: Option<bool>,
    /// Interval of a subscription; empty for what is paid once. Sums are kept by it.
    n: String,
    /// List price of a sale, and unit price, as texts.
    #[serde(skip_serializing_if = "Option::is_none")]
    o: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    g: Option<String>,
    /// What must be said of it: that it is sent later, and when; of which age a customer must be.
    #[serde(skip_serializing_if = "Option::is_none")]
    d: Option<String>,
}

/// Width of a photo in the cart, in pixels of a sharp screen.
const PHOTO: u32 = 240;

/// Which variants each file holds; made once, so that no file has to look at all of them.
pub fn group(shop: &Shop, shards: usize) -> Vec<Vec<Place>> {
    let mut groups = vec![Vec::new(); shards];
    for (n, product) in shop.products.iter().enumerate() {
        for (at, variant) in product.variants.iter().enumerate() {
            groups[fnv1a32(&variant.sku) as usize & (shards - 1)].push((n, at));
        }
    }
    groups
}

/// One file, with the variants of its group.
pub fn offers(view: &View, group: &[Place]) -> Vec<u8> {
    json(&File { view, group })
}

struct File<'a> {
    view: &'a View<'a>,
    group: &'a [Place],
}

impl Serialize for File<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.group.iter().map(|(n, at)| {
            let product = &self.view.shop.products[*n];
            let variant = &product.variants[*at];
            (&variant.sku, entry(self.view, product, variant))
        }))
    }
}

fn entry<'a>(view: &View, product: &'a Product, variant: &'a Variant) -> Entry<'a> {
    let matter = &product.matter;
    let offer = &variant.offer;
    let image = image(product, variant).and_then(|src| view.thumbnail(src, PHOTO));
    let size = image.as_ref().map(|image| (image.width, image.height));
    let price = view.price(product, offer);
    Entry {
        t: &matter.title,
        v: view.line_detail(variant),
        u: view.base.path(&view.variant_path(product, variant)),
        i: image.map(|image| image.url),
        w: size.map(|(width, _)| width),
        h: size.map(|(_, height)| height),
        p: offer.price.0,
        a: offer.availability.word(),
        b: offer.availability.buyable().into(),
        q: most(offer),
        k: matter.kind.word(),
        c: matter.shipping_class.as_deref().filter(|_| matter.kind == Kind::Physical).unwrap_or_default(),
        l: variant.pay_link.as_ref().map(|url| url.0.as_str()),
        f: matter.price_from.then_some(true),
        n: price.interval.unwrap_or_default(),
        o: view.price_before(offer),
        g: view.unit_price(offer),
        d: view.said_of(product, offer),
    }
}

/// The most that can be ordered at once; `None` where the pieces at hand are no limit.
pub fn most(offer: &Offer) -> Option<u32> {
    let counted = matches!(offer.availability, Availability::InStock | Availability::Preorder);
    offer.stock.filter(|pieces| counted && *pieces > 0)
}

/// The picture of a variant: its own, else the first that shows its values, else the first that shows all variants,
/// else the first.
pub fn image<'a>(product: &'a Product, variant: &'a Variant) -> Option<&'a str> {
    if let Some(image) = &variant.image {
        return Some(&image.src);
    }
    let options = &product.matter.options;
    let shows = |name: &str, value: &str| {
        options.iter().zip(&variant.values).any(|(option, n)| option.name == name && option.values[*n].name() == value)
    };
    let images = || product.matter.images.iter();
    images()
        .find(|image| !image.options.0.is_empty() && image.options.0.iter().all(|(name, value)| shows(name, value)))
        .or_else(|| images().find(|image| image.options.0.is_empty()))
        .or_else(|| images().next())
        .map(|image| image.src.as_str())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::data::SHARD_OFFERS;
    use crate::data::fixture::{Fixture, read};

    #[test]
    fn every_sku_is_in_the_file_of_its_hash_and_only_there() {
        let fixture = Fixture::many(3 * SHARD_OFFERS);
        let groups = group(&fixture.shop, 4);
        let mut skus = BTreeSet::new();
        for (shard, places) in groups.iter().enumerate() {
            let file = read(&offers(&fixture.view(), places));
            for sku in file.as_object().expect("an object").keys() {
                assert_eq!(fnv1a32(sku) as usize % 4, shard);
                assert!(skus.insert(sku.clone()), "{sku} is there twice");
            }
        }
        assert_eq!(skus.len(), 3 * SHARD_OFFERS);
    }

    const MUG: &str = "
title: Mug
price: 24.00
options: [{name: Glaze, values: [Chalk, Ochre, Slate]}]
variants:
  - {options: {Glaze: Chalk}, sku: CHK, stock: 3, pay_link: https://pay.example/chalk}
  - {options: {Glaze: Ochre}, sku: OCH, stock: 0}
  - {options: {Glaze: Slate}, sku: SLT, availability: backorder, available_on: 2027-02-19, stock: 2}
images: [{src: b.jpg, alt: Ochre, options: {Glaze: Ochre}}, {src: a.jpg, alt: All}]
shipping_class: bulky
";

    #[test]
    fn what_a_cart_reads() {
        let fixture = Fixture::new(&[MUG]);
        let file = read(&offers(&fixture.view(), &group(&fixture.shop, 1)[0]));
        let chalk = serde_json::json!({
            "t": "Mug", "v": "Chalk", "u": "/pots/products/product-0/?glaze=chalk", "i": "/pots/a.jpg", "w": 800, "h": 600,
            "p": 2400, "a": "in_stock", "b": 1, "q": 3, "k": "physical", "c": "bulky", "l": "https://pay.example/chalk",
            "n": "",
        });
        assert_eq!(file["CHK"], chalk);
        assert_eq!((&file["OCH"]["a"], &file["OCH"]["b"]), (&"out_of_stock".into(), &0.into()));
        assert_eq!(file["OCH"]["i"], "/pots/b.jpg");
        assert!(file["SLT"]["q"].is_null(), "what is made to order has no limit");
        assert_eq!(file["SLT"]["d"], "Available to order. Sent from February 19, 2027");
    }
}
