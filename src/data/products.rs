//! `data/products/<chunk>.json`: cards, for lists that are made in the browser (filters, search).
//!
//! Product number n is entry n % size of file n / size.

use serde::Serialize;

use super::json;
use crate::shop::Product;
use crate::view::{View, path};

#[derive(Serialize)]
struct Card<'a> {
    /// Title.
    t: &'a str,
    /// URL.
    u: String,
    /// Sku of the offer shown first.
    s: &'a str,
    /// Image, its width, height and alternative text.
    i: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    w: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    h: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    x: Option<&'a str>,
    /// Price.
    p: String,
    /// `true` when it is the lowest of several.
    #[serde(skip_serializing_if = "Option::is_none")]
    f: Option<bool>,
    /// Interval of a subscription.
    #[serde(skip_serializing_if = "Option::is_none")]
    m: Option<String>,
    /// List price.
    #[serde(skip_serializing_if = "Option::is_none")]
    l: Option<String>,
    /// Unit price.
    #[serde(skip_serializing_if = "Option::is_none")]
    n: Option<String>,
    /// Badges: kind, text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    b: Vec<(&'static str, String)>,
    /// Rating: as it is shown, as it is read out.
    #[serde(skip_serializing_if = "Option::is_none")]
    r: Option<(String, String)>,
}

/// Width of a photo in a list, in pixels: two columns of a telephone and four of a wide screen need about as many.
const PHOTO: u32 = 480;

/// One file of cards; an empty list beyond the last one.
pub fn chunk(view: &View, chunk: usize, chunk_size: usize) -> Vec<u8> {
    let products = view.shop.products.iter().skip(chunk * chunk_size).take(chunk_size);
    json(&products.map(|product| card(view, product)).collect::<Vec<_>>())
}

fn card<'a>(view: &View, product: &'a Product) -> Card<'a> {
    let matter = &product.matter;
    let first = matter.images.first();
    let image = first.and_then(|image| view.thumbnail(&image.src, PHOTO));
    let size = image.as_ref().map(|image| (image.width, image.height));
    let price = view.list_price(product);
    Card {
        t: &matter.title,
        u: view.base.path(&path::product(&product.slug)),
        s: &product.variants[product.first].sku,
        x: first.filter(|_| image.is_some()).map(|image| image.alt.as_str()),
        i: image.map(|image| image.url),
        w: size.map(|(width, _)| width),
        h: size.map(|(_, height)| height),
        p: price.text,
        f: price.from.then_some(true),
        m: price.interval,
        l: price.list,
        n: price.unit,
        b: view.badges(product).into_iter().map(|badge| (badge.kind, badge.text)).collect(),
        r: view.rating(&matter.reviews).map(|rating| (format!("{} ({})", rating.value, rating.count), rating.text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::fixture::{Fixture, read};

    const COFFEE: &str = "
title: Coffee
summary: Dark.
options: [{name: Bag, values: [Small, Large]}]
variants:
  - {options: {Bag: Small}, sku: C-S, price: 9.00, unit_price: {contains: 250 g, per: 1 kg}}
  - {options: {Bag: Large}, sku: C-L, price: 30.00}
subscription: {every: month}
images: [{src: a.jpg, alt: A bag}]
reviews: [{author: A, rating: 4, date: 2026-01-01, text: Good}, {author: B, rating: 5, date: 2026-01-01, text: Good}]
";

    #[test]
    fn a_card() {
        let fixture = Fixture::new(&[COFFEE]);
        let card = serde_json::json!({
            "t": "Coffee", "u": "/pots/products/product-0/", "s": "C-S",
            "i": "/pots/a.jpg", "w": 800, "h": 600, "x": "A bag",
            "p": "€9.00", "f": true, "m": "per month", "n": "€36.00 / kg",
            "r": ["4.5 (2)", "4.5 of 5, 2 ratings"],
        });
        assert_eq!(read(&chunk(&fixture.view(), 0, 48)), serde_json::json!([card]));
    }

    #[test]
    fn the_last_file_is_shorter() {
        let fixture = Fixture::many(5);
        let titles = |n| {
            read(&chunk(&fixture.view(), n, 2)).as_array().map(|cards| cards.iter().map(|c| c["t"].clone()).collect())
        };
        assert_eq!(titles(1), Some(vec!["Mug 2".into(), "Mug 3".into()]));
        assert_eq!(titles(2), Some(vec!["Mug 4".into()]));
    }
}
