//! What pages say of what can be bought: how it arrives and goes back, what stands beside its price, what is chosen.

use std::fs;

use crate::shell::{self, TODAY};
use crate::shown::{built, settings};

/// Whoever fetches an order, or has it brought, chooses that as a zone; no markup of parcels names it.
#[test]
fn orders_that_are_fetched_or_brought() {
    let shipping = "shipping:\n  handling_days: [0, 0]\n  zones:\n    - {name: Ireland, countries: [IE], cost: 4.50, days: [1, 2]}\n    \
                    - {name: Pick-up from Quay Street 4, method: pickup, cost: 0, days: [0, 0]}\n    \
                    - {name: By bike in Galway, method: local, cost: 2.00, free_above: 30.00, days: [0, 1]}\n";
    let page = built(&[("shop.yaml", &settings(shipping))]);
    let product = page("products/mug/index.html");
    let rows = &product[product.find("id=\"delivery\"").unwrap()..];
    assert!(rows.contains("Pick-up from Quay Street 4</th><td>free</td><td>on the same day</td>"), "{rows}");
    assert!(rows.contains("<td>€2.00 <small>free from €30.00</small></td><td>within 1 working day</td>"), "{rows}");
    // Which of them a buyer wants is not known.
    assert!(product.contains("Delivery%3A%20to%20be%20confirmed"), "{product}");
    assert_eq!(product.matches("OfferShippingDetails").count(), 1);
    assert!(
        page("cart/index.html").contains("<span>Delivery</span> <select><option>Ireland</option><option>Pick-up from")
    );
    let data = page("data/shop.json");
    assert!(
        data.contains("Ready to be picked up on the same day") && data.contains("Delivery in 0–1 working day"),
        "{data}"
    );
    assert_eq!(page("index.html").matches("fulfillmentType").count(), 1);
}

#[test]
fn a_shop_from_which_everything_is_fetched() {
    let shipping = "shipping: {zones: [{name: Pick-up from Quay Street 4, method: pickup, cost: 0, days: [1, 2]}]}\n";
    let page = built(&[("shop.yaml", &settings(shipping))]);
    let product = page("products/mug/index.html");
    assert!(product.contains("Pick-up from Quay Street 4: free, in 1 to 2 working days"), "{product}");
    assert!(!product.contains("OfferShippingDetails") && !page("index.html").contains("ShippingService"));
    assert!(page("data/shop.json").contains("Ready to be picked up in 1–2 working days"));
}

/// What the shop brings is called in an order as the shop calls it.
#[test]
fn a_shop_that_brings_everything() {
    let shipping =
        "shipping: {zones: [{name: Delivery within town by cargo bike, method: local, cost: 9.00, days: [0, 1]}]}\n";
    let page = built(&[("shop.yaml", &settings(shipping))]);
    let product = page("products/mug/index.html");
    assert!(
        product.contains("%0D%0ADelivery%20within%20town%20by%20cargo%20bike%3A%20%E2%82%AC9.00%0D%0A"),
        "{product}"
    );
    // Whoever brings it needs to know where to.
    assert!(product.contains("Name%3A%20%0D%0AAddress%3A"), "{product}");
    let data = page("data/shop.json");
    assert!(
        data.contains("\"line\":\"order_local\"") && data.contains("\"order_local\":\"{zone}: {shipping}\""),
        "{data}"
    );
}

/// A reason stands in place of the shop's days, and in the offers.
#[test]
fn what_is_not_taken_back() {
    let shop = settings(
        "shipping: {zones: [{name: Ireland, countries: [IE], cost: 4.50, days: [1, 2]}]}\nreturns: {days: 30, fees: free}\n",
    );
    let product = |more: &str| {
        let text = format!("---\ntitle: Mug\nprice: 24.00\nimages: [{{src: media/mug.png, alt: Mug}}]\n{more}---\n");
        built(&[("shop.yaml", &shop), ("products/mug.md", &text)])("products/mug/index.html")
    };
    let usual = product("");
    assert!(usual.contains("fact-returns\">30 days to return") && usual.contains("MerchantReturnFiniteReturnWindow"));
    let own = product("no_returns: Made to your measures, so it cannot be returned\n");
    assert!(own.contains("fact-returns\">Made to your measures, so it cannot be returned<"), "{own}");
    assert!(own.contains("MerchantReturnNotPermitted") && !own.contains("MerchantReturnFiniteReturnWindow"));
    assert!(own.contains("\"hasMerchantReturnPolicy\":{\"@id\":\"https://cups.example/#no-returns\"}"), "{own}");
}

/// A deposit is no part of the price, and stands beside it wherever that stands.
#[test]
fn deposits_stand_beside_prices() {
    let text = "---\ntitle: Cider\nprice: 2.00\ndeposit: 0.08\nunit_price: {contains: 0.5 l, per: 1 l}\n\
                options: [{name: Pack, values: [Bottle, Crate]}]\nvariants:\n  - {options: {Pack: Bottle}}\n  \
                - {options: {Pack: Crate}, price: 18.00, deposit: 3.10, unit_price: {contains: 10 l, per: 1 l}}\n\
                images: [{src: media/mug.png, alt: A bottle}]\n---\n";
    let page = built(&[("products/cider.md", text)]);
    let product = page("products/cider/index.html");
    assert!(product.contains("data-slot=\"unit\">€4.00 / l, plus €0.08 deposit<"), "{product}");
    assert!(product.contains("\"unit\":\"€1.80 / l, plus €3.10 deposit\""), "{product}");
    assert!(product.contains("Cider%2C%20Crate%2C%20plus%20%E2%82%AC3.10%20deposit%20"), "{product}");
    assert!(product.contains("\"price\":\"2.00\"") && !product.contains("2.08"));
    assert!(page("products/index.html").contains("€4.00 / l, plus €0.08 deposit"));
    let offers = (0..8).filter_map(|n| std::panic::catch_unwind(|| page(&format!("data/offers/{n}.json"))).ok());
    assert!(offers.collect::<String>().contains("\"v\":\"Crate, plus €3.10 deposit\""));
}

#[test]
fn events_stand_by_their_dates() {
    let home = "sections:\n  - events:\n      title: Dates\n      events:\n        \
                - {slug: fair, title: The fair, start: 2026-12-12T10:00+01:00, place: Galway}\n        \
                - {slug: live, title: The live, start: 2026-12-03T19:00+01:00, place: Galway}\n";
    let page = built(&[("home.yaml", home)])("index.html");
    let list = &page[page.find("class=\"dates\"").unwrap()..];
    assert!(list.find("The live").unwrap() < list.find("The fair").unwrap(), "{list}");
}

/// Without a script the list of variants says what the page says of the one that is chosen.
#[test]
fn the_list_of_variants_says_when_and_how_cheap() {
    let text = "---\ntitle: Diary\nprice: 28.00\noptions: [{name: Cover, values: [Red, Blue]}]\nvariants:\n  \
                - {options: {Cover: Red}, price: 28.00, list_price: 34.00, price_history: [{date: 2026-08-01, price: 30.00}, {date: 2026-11-10, price: 28.00}]}\n  \
                - {options: {Cover: Blue}, availability: preorder, available_on: 2027-01-15}\n\
                images: [{src: media/mug.png, alt: A diary}]\n---\n";
    let page = built(&[("products/diary.md", text)])("products/diary/index.html");
    let list = &page[page.find("<noscript>").unwrap()..page.find("</noscript>").unwrap()];
    assert!(list.contains("Sent from January 15, 2027"), "{list}");
    assert!(list.contains("Lowest price in the 30 days before the reduction: €30.00"), "{list}");
}

/// Some services count at another address than that of their script.
#[test]
fn what_a_measuring_service_is_told_is_let_through() {
    let shop = settings(
        "analytics: {script: https://gc.example/count.js, attributes: {data-goatcounter: https://cups.counter.example/count}}\n",
    );
    let page = built(&[("shop.yaml", &shop)])("index.html");
    let told = "connect-src &#39;self&#39; https://gc.example https://cups.counter.example; manifest-src";
    assert!(page.contains(told), "{page}");
    assert!(page.contains("script-src &#39;self&#39; https://gc.example;"), "{page}");
}

/// The foot of every page is true of the sofa as well.
#[test]
fn delivery_costs_from_the_least_on() {
    let shop = |classes: &str| {
        let zone = format!("{{name: Ireland, countries: [IE], cost: 12.00, days: [1, 2]{classes}}}");
        let page = built(&[("shop.yaml", &settings(&format!("shipping: {{zones: [{zone}]}}\n")))])("index.html");
        page[page.find("<footer").unwrap()..].to_owned()
    };
    assert!(shop(", classes: {sofa: 149.00}").contains("Delivery to Ireland from €12.00"));
    assert!(shop(", classes: {card: 2.00}").contains("Delivery to Ireland from €2.00"));
    assert!(shop("").contains("Delivery to Ireland €12.00"));
}

/// Nobody sees one and buys another.
#[test]
fn the_first_picture_is_that_of_the_variant_that_is_chosen() {
    let text = "---\ntitle: Chair\nprice: 120.00\noptions: [{name: Finish, values: [Natural, Black]}]\nvariants:\n  \
                - {options: {Finish: Natural}, stock: 0}\n  - {options: {Finish: Black}}\nimages:\n  \
                - {src: media/mug.png, alt: In natural, options: {Finish: Natural}}\n  - {src: media/jug.png, alt: In black, options: {Finish: Black}}\n---\n";
    let site = shell::sound_copy();
    let media = site.path().join("content/media");
    let picture = fs::read(shell::root().join("tests/sites/kitchen-sink/content/media/bowl.png"));
    fs::write(media.join("jug.png"), picture.unwrap_or_else(|_| fs::read(media.join("mug.png")).unwrap())).unwrap();
    shell::write(&site.path().join("content/products/chair.md"), text);
    shell::run(site.path(), &["build", "--cards", "none", "--today", TODAY]).ends(0);
    let page = fs::read_to_string(site.path().join("public/products/chair/index.html")).unwrap();
    assert!(page.find("alt=\"In black\"").unwrap() < page.find("alt=\"In natural\"").unwrap(), "{page}");
    assert!(page.contains("\"v\":[\"natural\"]") && page.contains("\"image\":1") && page.contains("\"image\":0"));
}

#[test]
fn a_collection_of_nothing_says_so() {
    let page = built(&[("collections/new.md", "---\ntitle: New\n---\n")])("collections/new/index.html");
    assert!(page.contains("Nothing here at the moment."), "{page}");
}
