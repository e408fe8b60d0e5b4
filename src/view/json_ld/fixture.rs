//! A small shop from texts, for tests of what a view is written as.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::de::DeserializeOwned;

use crate::markdown::{Body, Target, parse};
use crate::memo::Forgetful;
use crate::scalar::SCALARS;
use crate::shop::locale::{Formats, Locale};
use crate::shop::{Answered, Group, Origin, Post, Product, Shop, offer};
use crate::source::FileId;
use crate::theme::Strings;
use crate::view::once::Once;
use crate::view::{Paths, View};
use crate::yaml;

/// The settings of a shop that delivers to two zones.
pub const SETTINGS: &str = "
name: Clay & <Sons>
tagline: Cups, \"thrown\" in Cork
base_url: https://user.example/shop/
currency: EUR
social: {tiktok: https://www.tiktok.com/@clay, instagram: https://www.instagram.com/clay/}
contact: {email: hello@user.example, phone: \"+353 20 915 0142\"}
legal: {name: Clay Ltd, vat_id: IE1, address: {street: 1 Quay, postal_code: T12, city: Cork, country: IE}}
shipping:
  handling_days: [0, 1]
  zones:
    - {name: Ireland, countries: [IE], cost: 4.50, free_above: 60.00, days: [1, 2], classes: {bulky: 12.00}}
    - {name: EU, countries: [DE, FR], cost: 9.00, days: [3, 5]}
returns: {days: 30, fees: 4.90, policy: /returns/}
";

/// A product, its body as `body`.
pub struct Written<'a> {
    pub slug: &'a str,
    pub matter: &'a str,
    pub body: &'a str,
}

pub fn decode<T: DeserializeOwned + schemars::JsonSchema>(text: &str) -> T {
    yaml::decode(text, SCALARS).unwrap_or_else(|faults| panic!("{faults:?}"))
}

pub fn body(text: &str) -> Body {
    parse(text, 2, &mut |target, _| Target::Url(target.to_owned()))
}

fn origin() -> Origin {
    Origin { file: FileId(0), at: Vec::new() }
}

pub fn shop(settings: &str, products: &[Written<'_>]) -> Shop {
    let settings: crate::shop::settings::Settings = decode(settings);
    let currency = settings.currency.0;
    let products: Vec<Product> = products
        .iter()
        .map(|written| {
            let matter = decode(written.matter);
            let mut findings = Vec::new();
            let variants = offer::variants(written.slug, &matter, currency, true, &mut findings);
            assert!(findings.is_empty(), "{findings:?}");
            Product {
                slug: written.slug.to_owned(),
                origin: origin(),
                matter: Arc::new(matter),
                body: Arc::new(body(written.body)),
                variants: Arc::new(variants),
                first: 0,
                collections: Vec::new(),
                related: Vec::new(),
            }
        })
        .collect();
    Shop {
        locale: Locale::parse(&settings.locale).unwrap(),
        currency,
        settings,
        product_index: products.iter().enumerate().map(|(n, product)| (product.slug.clone(), n)).collect(),
        products,
        collections: Vec::new(),
        pages: Vec::new(),
        posts: Vec::new(),
        testimonials: Vec::new(),
        faq: Vec::new(),
        campaigns: Vec::new(),
        media: BTreeMap::new(),
        collection_index: BTreeMap::new(),
    }
}

pub fn post(slug: &str, matter: &str, text: &str) -> Post {
    Post {
        slug: slug.to_owned(),
        origin: origin(),
        matter: Arc::new(decode(matter)),
        body: Arc::new(body(text)),
        products: Vec::new(),
    }
}

pub fn question(question: &str, answer: &str) -> Group {
    let answered = Answered { id: "q".to_owned(), question: question.to_owned(), answer: body(answer), source: None };
    Group { id: "g".to_owned(), title: "G".to_owned(), questions: vec![answered] }
}

pub fn view<T>(shop: &Shop, with: impl FnOnce(&View<'_>) -> T) -> T {
    let strings = Strings::default();
    let formats = Formats::new(&shop.locale, shop.currency);
    let today = jiff::civil::date(2026, 11, 23);
    let base = &shop.settings.base_url;
    let once = Once::default();
    with(&View {
        shop,
        base,
        strings: &strings,
        formats: &formats,
        today,
        paths: Paths::of(shop),
        once: &once,
        memo: &Forgetful,
        cards: None,
        card: None,
    })
}
