//! Small shops for the tests of the data files.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::date;

use crate::markdown::Body;
use crate::memo::Forgetful;
use crate::scalar::{BaseUrl, SCALARS};
use crate::shop::collection;
use crate::shop::locale::{Formats, Locale};
use crate::shop::offer::variants;
use crate::shop::product::Matter;
use crate::shop::settings::Settings;
use crate::shop::{Collection, Media, Origin, Product, Shop};
use crate::source::FileId;
use crate::theme::Strings;
use crate::view::once::Once;
use crate::view::{Paths, View};
use crate::yaml::decode;

pub struct Fixture {
    pub shop: Shop,
    base: BaseUrl,
    strings: Strings,
    formats: Formats,
    once: Once,
}

impl Fixture {
    /// Products as they stand in front matter; the first collection, `Everything`, holds them all.
    pub fn new(products: &[&str]) -> Fixture {
        let settings: Settings = decode(SETTINGS, SCALARS).expect("settings");
        let strings = decode(include_str!("../../themes/market/strings/en.yaml"), SCALARS).expect("strings");
        let locale = Locale::parse("en").expect("locale");
        let currency = settings.currency.0;
        let products: Vec<Product> = products.iter().enumerate().map(|(n, text)| product(n, text)).collect();
        let collection: collection::Matter = decode("title: Everything", SCALARS).expect("collection");
        let everything = Collection {
            slug: "everything".to_owned(),
            origin: origin(),
            matter: Arc::new(collection),
            body: Arc::default(),
            products: (0..products.len()).collect(),
        };
        let photo = Media {
            file: FileId(0),
            size: Some((800, 600)),
            media_type: Some("image/jpeg"),
            photo: None,
            drawing: None,
        };
        let formats = Formats::new(&locale, currency);
        let shop = Shop {
            settings,
            locale,
            currency,
            product_index: products.iter().enumerate().map(|(n, product)| (product.slug.clone(), n)).collect(),
            products,
            collections: vec![everything],
            pages: Vec::new(),
            posts: Vec::new(),
            testimonials: Vec::new(),
            faq: Vec::new(),
            campaigns: Vec::new(),
            media: BTreeMap::from([("a.jpg".to_owned(), photo.clone()), ("b.jpg".to_owned(), photo)]),
            collection_index: BTreeMap::new(),
        };
        Fixture {
            shop,
            base: "https://shop.example/pots/".parse().expect("address"),
            strings,
            formats,
            once: Once::default(),
        }
    }

    /// Products of one variant each, `product-0` and so on.
    pub fn many(count: usize) -> Fixture {
        let texts: Vec<String> = (0..count).map(|n| format!("title: Mug {n}\nprice: 24.00")).collect();
        Fixture::new(&texts.iter().map(String::as_str).collect::<Vec<_>>())
    }

    pub fn view(&self) -> View<'_> {
        View {
            shop: &self.shop,
            base: &self.base,
            strings: &self.strings,
            formats: &self.formats,
            today: date(2026, 11, 23),
            paths: Paths::of(&self.shop),
            once: &self.once,
            memo: &Forgetful,
            cards: None,
            card: None,
        }
    }
}

/// What the function under test wrote.
pub fn read(file: &[u8]) -> serde_json::Value {
    serde_json::from_slice(file).expect("JSON")
}

const SETTINGS: &str = "
name: Ellerbach Pottery
base_url: https://shop.example/
currency: EUR
contact: {whatsapp: \"491713920042\"}
shipping:
  handling_days: [1, 2]
  zones:
    - {name: Germany, countries: [DE], cost: 5.90, free_above: 90.00, days: [2, 3], classes: {bulky: 12.90}}
    - {name: France, countries: [FR], cost: 9.90, days: [3, 5]}
checkout:
  - whatsapp: {number: \"491713920042\", label: Chat}
";

fn product(n: usize, text: &str) -> Product {
    let matter: Matter = decode(text, SCALARS).expect("product");
    let slug = format!("product-{n}");
    let currency = iso_currency::Currency::EUR;
    let variants = variants(&slug, &matter, currency, true, &mut Vec::new());
    let words = matter.description.clone().unwrap_or_default();
    let (matter, body) = (Arc::new(matter), Arc::new(Body { text: words, ..Body::default() }));
    let variants = Arc::new(variants);
    Product { slug, origin: origin(), matter, body, variants, first: 0, collections: vec![0], related: Vec::new() }
}

fn origin() -> Origin {
    Origin { file: FileId(0), at: Vec::new() }
}
