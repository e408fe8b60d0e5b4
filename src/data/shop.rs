//! `data/shop.json`: what the scripts know of the shop itself. Amounts are integers in minor units.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};

use super::{Sizes, json};
use crate::checkouts::Checkout;
use crate::scalar::Country;
use crate::shop::locale::MoneyForms;
use crate::shop::settings;
use crate::theme::Words;
use crate::view::once::CheckoutText;
use crate::view::{View, path};

/// Words of the order message, which pages made at build time use too and which are therefore not below `js`.
const ORDER_WORDS: &[&str] = &[
    "from",
    "order_address",
    "order_greeting",
    "order_line",
    "order_local",
    "order_name",
    "order_pickup",
    "order_reference",
    "order_shipping",
    "order_shipping_open",
    "order_shipping_to",
    "order_total",
    "order_url",
    "per_delivery",
];

#[derive(Serialize)]
struct Facts<'a> {
    name: &'a str,
    /// That of the words, by which scripts count them.
    locale: &'a str,
    currency: &'static str,
    money: &'a MoneyForms,
    zones: Vec<Zone<'a>>,
    checkout: Vec<Map<String, Value>>,
    shards: usize,
    chunks: usize,
    chunk_size: usize,
    terms: usize,
    strings: BTreeMap<&'a str, Words>,
    urls: Urls,
}

#[derive(Serialize)]
struct Zone<'a> {
    name: &'a str,
    countries: Vec<&'a str>,
    cost: i64,
    free_above: Option<i64>,
    /// How long it takes, as text.
    days: String,
    /// `None` where parcels of the class do not go.
    classes: BTreeMap<&'a str, Option<i64>>,
    /// Names of the words that an order has for it, and for whom it goes to.
    line: &'static str,
    to: &'static str,
}

#[derive(Serialize)]
struct Urls {
    cart: String,
    search: String,
    products: String,
}

pub fn shop(view: &View, sizes: &Sizes) -> Vec<u8> {
    let settings = &view.shop.settings;
    let zones = settings.shipping.iter().flat_map(|shipping| &shipping.zones);
    json(&Facts {
        name: &settings.name,
        locale: &view.strings.language,
        currency: view.shop.currency.code(),
        money: view.formats.money_forms(),
        zones: zones.filter_map(|written| zone(view, written)).collect(),
        checkout: settings
            .checkout
            .iter()
            .zip(view.checkout_texts())
            .map(|(own, text)| checkout(view, own, text))
            .collect(),
        shards: sizes.shards,
        chunks: sizes.chunks,
        chunk_size: sizes.chunk_size,
        terms: sizes.terms,
        strings: strings(view),
        urls: Urls {
            cart: view.base.path(path::CART),
            search: view.base.path(path::SEARCH),
            products: view.base.path(path::PRODUCTS),
        },
    })
}

/// `None` when its cost is no amount of the shop's currency, which `check` has reported.
fn zone<'a>(view: &View, written: &'a settings::Zone) -> Option<Zone<'a>> {
    let minor = |class| view.zone_cost(written, class).map(|money| money.0);
    Some(Zone {
        name: &written.name,
        countries: written.countries.iter().map(|Country(code)| code.as_str()).collect(),
        cost: minor(None)?,
        free_above: written.free_above.and_then(|amount| amount.money(view.shop.currency).ok()).map(|money| money.0),
        days: view.cart_days(written),
        classes: written.classes.keys().map(|class| (class.as_str(), minor(Some(class)))).collect(),
        line: written.method.order_line(),
        to: written.method.order_to(),
    })
}

fn checkout(view: &View, written: &Checkout, text: &CheckoutText) -> Map<String, Value> {
    let mut facts = Map::new();
    facts.insert("provider".to_owned(), written.name().into());
    facts.insert("label".to_owned(), text.label.as_str().into());
    facts.insert("note".to_owned(), text.note.as_str().into());
    written.facts(&view.order_text().subject, &mut facts);
    facts
}

fn strings<'a>(view: &View<'a>) -> BTreeMap<&'a str, Words> {
    let strings = view.strings;
    let order = ORDER_WORDS.iter().filter_map(|key| strings.texts.get_key_value(*key));
    let all = strings.js.iter().chain(order).map(|(key, words)| (key.as_str(), words.clone()));
    all.chain([("order_total", Words::One(view.order_text().total.clone()))]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::fixture::{Fixture, read};

    #[test]
    fn what_the_scripts_know_of_the_shop() {
        let fixture = Fixture::many(1);
        let shop = read(&shop(&fixture.view(), &Sizes::of(&fixture.shop)));
        let germany = serde_json::json!({
            "name": "Germany", "countries": ["DE"], "cost": 590, "free_above": 9000,
            "days": "Delivery in 3–5 working days", "classes": {"bulky": 1290},
            "line": "order_shipping_to", "to": "order_address",
        });
        assert_eq!(shop["zones"][0], germany);
        assert!(shop["zones"][1]["free_above"].is_null());
        let checkout = &shop["checkout"][0];
        assert_eq!((&checkout["provider"], &checkout["label"]), (&"whatsapp".into(), &"Chat".into()));
        assert_eq!((&checkout["bare"], &checkout["body"]), (&"https://wa.me/491713920042".into(), &"?text=".into()));
        assert_eq!(
            (&shop["currency"], &shop["money"]["digits"], &shop["terms"]),
            (&"EUR".into(), &2.into(), &0.into())
        );
        assert_eq!(shop["urls"]["cart"], "/pots/cart/");
    }

    #[test]
    fn no_word_of_the_order_message_is_missing() {
        let fixture = Fixture::many(1);
        let view = fixture.view();
        let words = strings(&view);
        assert!(ORDER_WORDS.iter().all(|key| words.contains_key(key)));
        assert!(words.len() > ORDER_WORDS.len());
    }
}
