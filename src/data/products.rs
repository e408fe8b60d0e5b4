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
    /// Price, with all that stands on its line.
    p: String,
    /// List price.
    #[serde(skip_serializing_if = "Option::is_none")]
    l: Option<String>,
    /// Unit price.
    #[serde(skip_serializing_if = "Option::is_none")]
    n: Option<String>,
    /// Badges: kind, text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    b: Vec<(&'static str, String)>,
    /// Rating: value, count.
    #[serde(skip_serializing_if = "Option::is_none")]
    r: Option<(String, usize)>,
}

/// One file of cards; an empty list beyond the last one.
pub fn chunk(view: &View, chunk: usize, chunk_size: usize) -> Vec<u8> {
    let products = view.shop.products.iter().skip(chunk * chunk_size).take(chunk_size);
    json(&products.map(|product| card(view, product)).collect::<Vec<_>>())
}

fn card<'a>(view: &View, product: &'a Product) -> Card<'a> {
    let matter = &product.matter;
    let first = matter.images.first();
    let image = first.and_then(|image| view.picture(&image.src, ""));
    let size = image.as_ref().map(|image| (image.width, image.height));
    let price = view.list_price(product);
    let from = price.from.then(|| view.t("price_from"));
    let line: Vec<&str> = [from, Some(&price.text), price.interval.as_deref()].into_iter().flatten().collect();
    Card {
        t: &matter.title,
        u: view.base.path(&path::product(&product.slug)),
        s: &product.variants[product.first].sku,
        x: first.filter(|_| image.is_some()).map(|image| image.alt.as_str()),
        i: image.map(|image| image.src),
        w: size.map(|(width, _)| width),
        h: size.map(|(_, height)| height),
        p: line.join(" "),
        l: price.list,
        n: price.unit,
        b: view.badges(product).into_iter().map(|badge| (badge.kind, badge.text)).collect(),
        r: view.rating(&matter.reviews).map(|rating| (rating.value, rating.count)),
    }
}
