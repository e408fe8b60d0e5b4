//! Words that should not be published as they are, and addresses that nobody reads.

use std::fs;

use crate::broken::after;
use crate::shell;
use crate::shown::{built, settings};

#[test]
fn praise_of_the_environment_and_texts_that_are_still_to_come() {
    let page =
        |name: &str, kind: &str, text: &str| (name.to_owned(), format!("---\ntitle: {name}\n{kind}---\n{text}\n"));
    let files = [
        page(
            "products/cup.md",
            "summary: Klimaneutral gebrannt.\nprice: 9.00\nimages: [{src: media/mug.png, alt: A cup}]\n",
            "",
        ),
        page("pages/terms.md", "kind: terms\n", "TBD: the terms.\n\nNo TBDs, by TBD Ltd."),
        page("pages/method.md", "", "What stays to do: TBD is a word of this method, and eco-friendly one of others."),
        page("collections/cups.md", "summary: Our cups.\n", "Lorem ipsum dolor sit amet."),
    ];
    let expected = [
        "content/collections/cups.md:5:1: warning[placeholder]: `Lorem ipsum` stands where a text is to come",
        "content/pages/terms.md:5:1: warning[placeholder]: `TBD` stands where a text is to come",
    ];
    let write = |site: &std::path::Path| {
        files.iter().for_each(|(name, text)| fs::write(site.join("content").join(name), text).unwrap());
    };
    after(write, &expected);
    // Claims are told of shops that the law of the EU is about.
    let site = shell::sound_copy();
    write(site.path());
    let shop = fs::read_to_string(site.path().join("content/shop.yaml")).unwrap();
    fs::write(site.path().join("content/shop.yaml"), shop.replace("country: CH", "country: AT")).unwrap();
    let out = shell::build(site.path(), &[]).ends(0).stderr;
    assert_eq!(out.matches("warning[green-claim]").count(), 1, "{out}");
    assert!(out.contains("`Klimaneutral` is a general claim") && out.contains("products/cup.md:3:10"), "{out}");
}

/// Nothing is wrong with the files, and nobody would get an order.
#[test]
fn addresses_for_examples() {
    let site = shell::sound_copy();
    let out = shell::build(site.path(), &[]).ends(0).stderr;
    assert!(out.contains("`base_url` is https://cups.example/, a name for examples"), "{out}");
    assert!(out.contains("orders go to hello@cups.example, an address for examples"), "{out}");
    let shop = fs::read_to_string(site.path().join("content/shop.yaml")).unwrap();
    let real = shop.replace("cups.example", "examples-of-cups.com");
    fs::write(site.path().join("content/shop.yaml"), real).unwrap();
    let out = shell::build(site.path(), &[]).ends(0).stderr;
    assert!(!out.contains("for examples"), "{out}");
}

/// Who fetches an order is asked for no address, and it is not called a delivery.
#[test]
fn orders_that_are_fetched() {
    let shipping = "shipping: {zones: [{name: Pick-up from Quay Street 4, method: pickup, cost: 0, days: [1, 2]}]}\n";
    let page = built(&[("shop.yaml", &settings(shipping))]);
    let product = page("products/mug/index.html");
    assert!(
        product.contains("Pick-up%20from%20Quay%20Street%204%3A%20free") && product.contains("Name%3A%20\""),
        "{product}"
    );
    assert!(!product.contains("Address%3A") && !product.contains("Delivery%20%28"), "{product}");
    let data = page("data/shop.json");
    assert!(data.contains("\"line\":\"order_pickup\",\"to\":\"order_name\""), "{data}");
}

/// A shop to which no parcels belong says all the same what it takes back.
#[test]
fn returns_of_a_shop_without_parcels() {
    let shop = settings(
        "shipping: {zones: [{name: Quay Street 4, method: pickup, cost: 0, days: [1, 2]}]}\nreturns: {days: 30, fees: free}\n\
         legal: {name: Cups, address: {street: Quay Street 4, postal_code: H91, city: Galway, country: IE}}\n",
    );
    let product = built(&[("shop.yaml", &shop)])("products/mug/index.html");
    assert!(product.contains("MerchantReturnFiniteReturnWindow") && product.contains("applicableCountry"), "{product}");
}
