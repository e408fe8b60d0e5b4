//! What works and loses something on its way: an order without its price, a number without its country, a payment page that ends.

use std::fs;
use std::path::Path;

use crate::broken::after;
use crate::shell;

/// Puts a text in place of another one in a file below `content/`.
fn change(site: &Path, file: &str, from: &str, to: &str) {
    let path = site.join("content").join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{file}: {from}");
    shell::write(&path, text.replace(from, to));
}

#[test]
fn words_without_what_they_are_there_for() {
    let words = "order_line: \"{quantity} × {title}\"\nadd_to_cart: \"\"\nprice_from: \"\"\nminutes: {one: a minute, other: \"{count} min\"}\n";
    let told = |rest: &str| format!("themes/market/strings/en.yaml:{rest}");
    let expected = [
        told("1:13: warning[placeholder]: `order_line` has lost its `{price}`, so nobody is told it"),
        told("2:14: warning[blank]: `add_to_cart` is empty, so a button has no words"),
    ];
    let write = |site: &Path| shell::write(&site.join("themes/market/strings/en.yaml"), words);
    after(write, &expected.each_ref().map(String::as_str));
}

#[test]
fn numbers_and_zones_that_are_those_of_another_country() {
    let contact = |site: &Path| {
        let own = "contact: {phone: 079 123 45 67, whatsapp: \"791234567\", email:";
        change(site, "shop.yaml", "contact: {email:", own);
    };
    let told = "content/shop.yaml:6:43: warning[phone]: `791234567` is your number without its country code: it calls somebody else";
    after(contact, &[told]);
    let event = |site: &Path| {
        let events = "sections:\n- events: {title: Open, events: [{slug: a, title: Open, place: Here, start: \"2026-12-12T10:30:00+02:00[Europe/Zurich]\"}]}\n";
        shell::write(&site.join("content/home.yaml"), events);
    };
    let told = "content/home.yaml:2:77: warning[clock]: clocks in the zone that is named are at +01:00 on this day, and this says +02:00";
    after(event, &[told]);
}

#[test]
fn pages_on_which_nobody_can_pay_or_nothing_is_counted() {
    let linked = |link: &'static str| {
        move |site: &Path| {
            change(site, "shop.yaml", "  - email:\n", "  - email:\n  - payment_link:\n");
            change(site, "products/mug.md", "price: 24.00", &format!("price: 24.00\npay_link: {link}"));
        }
    };
    let told = |rest: &str| format!("content/products/mug.md:5:11: {rest}");
    let session =
        "error[pay-link]: this page is for one payment, and over after a day: it was copied from the browser's line";
    after(linked("https://checkout.stripe.com/c/pay/cs_live_a1"), &[&told(session)]);
    let none = "warning[pay-link]: no payment waits on this page";
    for link in ["https://buy.stripe.com/YOUR_LINK", "https://www.paypal.com/ncp/payment/", "https://example.com/pay"] {
        after(linked(link), &[&told(none)]);
    }
    after(linked("https://buy.stripe.com/aEU00l14ugY5eSA14b"), &[]);
    let counted = |attributes: &'static str| {
        let script = format!("name: Sound Cups\nanalytics: {{script: https://cloud.umami.is/script.js{attributes}}}");
        move |site: &Path| change(site, "shop.yaml", "name: Sound Cups", &script)
    };
    let told =
        |name: &str| format!("content/shop.yaml:2:21: warning[analytics]: this script counts nothing without `{name}`");
    after(counted(""), &[&told("data-website-id")]);
    after(counted(", attributes: {data-website-id: a}"), &[&told("data-host-url")]);
    after(counted(", attributes: {data-website-id: a, data-host-url: https://gateway.umami.is}"), &[]);
}

/// What is fetched goes to no country, and the law of the EU is that of the shop all the same.
#[test]
fn reductions_of_a_shop_from_which_everything_is_fetched() {
    let settings = |currency: &'static str| {
        move |site: &Path| {
            let zone = "shipping: {zones: [{name: Here, method: pickup, cost: 0, days: [0, 1]}]}";
            let shop = format!(
                "name: Cups\nbase_url: https://cups.example/\ncurrency: {currency}\ntax: {{included: true}}\ncontact: {{email: a@cups.example}}\ncheckout: [email: {{}}]\n{zone}\n"
            );
            shell::write(&site.join("content/shop.yaml"), shop);
            change(site, "products/mug.md", "price: 24.00", "price: 24.00\nlist_price: 30.00");
        }
    };
    let told = "content/products/mug.md:5:13: error[price-history]: a reduced price needs the prices before it";
    after(settings("EUR"), &[told]);
    after(settings("USD"), &[]);
}

/// A number of a product is not that of each of its variants.
#[test]
fn a_gtin_of_several_variants() {
    let several = |site: &Path| {
        let options = "price: 24.00\ngtin: \"4006381333931\"\noptions: [{name: Size, values: [S, M]}]";
        change(site, "products/mug.md", "price: 24.00", options);
    };
    let told =
        "content/products/mug.md:5:7: warning[gtin]: 4006381333931 names one of 2 variants, and nobody knows which";
    after(several, &[told]);
}

/// One bar code of all variants is meant; of some of them it is a slip.
#[test]
fn one_gtin_for_all_variants() {
    let of = |last: &str| {
        let variant =
            |name: &str, gtin: &str| format!("  - {{options: {{Card: {name}}}, sku: {name}, gtin: \"{gtin}\"}}\n");
        let variants = [("none", "4006381333931"), ("signed", "4006381333931"), ("drawn", last)];
        let variants: String = variants.iter().map(|(name, gtin)| variant(name, gtin)).collect();
        let options =
            format!("price: 24.00\noptions: [{{name: Card, values: [none, signed, drawn]}}]\nvariants:\n{variants}");
        let site = shell::sound_copy();
        let mug = "---\ntitle: Mug\n".to_owned() + &options + "---\n\nA mug.\n";
        shell::write(&site.path().join("content/products/mug.md"), mug);
        shell::run(site.path(), &["check", "--today", shell::TODAY]).stderr
    };
    assert!(!of("4006381333931").contains("gtin"), "{}", of("4006381333931"));
    assert!(of("4006381333948").contains("duplicate-gtin"), "{}", of("4006381333948"));
}

/// The remedy for facts, and for what is sent in another way, is to write them where they belong.
#[test]
fn facts_that_are_no_keys() {
    let help = |own: &str| {
        let site = shell::sound_copy();
        change(site.path(), "products/mug.md", "price: 24.00", &format!("price: 24.00\n{own}"));
        shell::run(site.path(), &["check", "--today", shell::TODAY]).ends(1).stderr
    };
    let out = help("publisher: Picador\npages: 288\nburn_time: 40 h\n");
    for name in ["Publisher", "Pages", "Burn time"] {
        assert!(out.contains(&format!("`details: {{{name}: …}}`")), "{name}: {out}");
    }
    let out = help("options: [{name: Format, values: [Book]}]\nvariants: [{options: {Format: Book}, kind: digital}]\n");
    assert!(out.contains("is a product of its own: `kind: digital` in its file"), "{out}");
    let out = help("tilte: Cup\n");
    assert!(!out.contains("below `details:`"), "{out}");
}
