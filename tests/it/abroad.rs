//! Shops outside of the EU, shops without parcels, and slips that were told at another line than their own.

use std::fs;

use crate::broken::after;
use crate::shell;
use crate::shown::{built, settings};

const US: &str = "legal: {name: Cups, address: {street: Quay 4, postal_code: \"97209\", city: Portland, country: US}}\n\
                  shipping: {zones: [{name: United States, countries: [US, CA], cost: 7.00, days: [2, 5]}]}\n";

/// A reduction needs the prices of the 30 days before it where the law of the EU holds.
#[test]
fn reductions_outside_of_the_eu() {
    let mug = "---\ntitle: Mug\nprice: 9.50\nlist_price: 12.00\nimages: [{src: media/mug.png, alt: A mug}]\n---\n";
    let product = built(&[("shop.yaml", &settings(US)), ("products/mug.md", mug)])("products/mug/index.html");
    assert!(product.contains("€12.00") && product.contains("−20%"), "{product}");
    assert!(product.contains("StrikethroughPrice") && !product.contains("30 days before"), "{product}");
    let write = |site: &std::path::Path| fs::write(site.join("content/products/mug.md"), mug).unwrap();
    let wanted = "content/products/mug.md:4:13: error[price-history]: a reduced price needs the prices before it";
    after(write, &[wanted]);
}

/// The sum that is sent is the sum that the page shows.
#[test]
fn orders_say_that_the_tax_is_still_to_come() {
    let page = built(&[("shop.yaml", &settings(&format!("{US}tax: {{included: false, text: plus sales tax}}\n")))]);
    let product = page("products/mug/index.html");
    assert!(product.contains("Total%3A%20%E2%82%AC31.00%2C%20plus%20sales%20tax"), "{product}");
    assert!(page("data/shop.json").contains("\"order_total\":\"Total: {total}, plus sales tax\""));
    let included = built(&[("shop.yaml", &settings("tax: {included: true}\n"))])("data/shop.json");
    assert!(included.contains("\"order_total\":\"Total: {total}\""), "{included}");
}

/// What is no parcel is not sent, and a lesson is neither new nor used.
#[test]
fn courses_that_begin_later() {
    let course =
        "---\ntitle: Course\nkind: service\nprice: 90.00\navailability: preorder\navailable_on: 2027-04-05\n---\n";
    let page = built(&[("products/course.md", course)]);
    let product = page("products/course/index.html");
    assert!(product.contains("From April 5, 2027") && !product.contains("Sent from"), "{product}");
    assert!(!product.contains("itemCondition"), "{product}");
    assert!(page("products/mug/index.html").contains("itemCondition"));
    // Not every number with a dot begins a list.
    assert!(!page("llms.txt").contains('\\'), "{}", page("llms.txt"));
}

#[test]
fn what_reaches_nobody_or_costs_nothing() {
    let shop = "contact: {email: hello@cups.example, phone: +1 541 555 0137, whatsapp: \"5415550137\"}\n\
                analytics: {script: \"https://www.googletagmanager.com/gtag/js?id=G-1\"}\n";
    let mug = "---\ntitle: Mug\nprice: 24.00\nshipping_class: bulky\npay_link: https://buy.stripe.com/\n\
               images: [{src: media/mug.png, alt: A brown mug}]\ncollections: [cups]\n---\nA mug.\n";
    let write = |site: &std::path::Path| {
        let path = site.join("content/shop.yaml");
        let text = fs::read_to_string(&path).unwrap();
        let text = text
            .replace("contact: {email: hello@cups.example}\n", shop)
            .replace("- email:", "- email:\n  - payment_link: {}");
        fs::write(&path, text.replace("cost: 4.90,", "cost: 4.90, free_above: 20.00,")).unwrap();
        fs::write(site.join("content/products/mug.md"), mug).unwrap();
    };
    let expected = [
        "content/products/mug.md:5:11: warning[pay-link]: no payment waits on this page",
        "content/shop.yaml:10:102: warning[shipping-class]: nobody ever pays this: all of `bulky` costs so much that delivery is free",
        "content/shop.yaml:6:72: warning[phone]: `5415550137` is your number without its country code: it calls somebody else",
        "content/shop.yaml:7:21: warning[analytics]: this script would count nothing: it needs code in the page or other hosts, which pages here forbid",
    ];
    after(write, &expected);
    // One code for all of North America.
    let site = shell::sound_copy();
    let shop = settings(US).replace("hello@cups.example}", "hello@cups.example, phone: (541) 555-0137}");
    fs::write(site.path().join("content/shop.yaml"), shop).unwrap();
    let out = shell::run(site.path(), &["check"]).stderr;
    assert!(!out.contains("[phone]"), "{out}");
}

/// A parser gives up in the line after the one that is wrong.
#[test]
fn slips_at_their_own_line() {
    let told = |text: &str, expected: &str| {
        after(|site| fs::write(site.join("content/faq.yaml"), text).unwrap(), &[expected]);
    };
    told(
        "- group: Delivery\n  questions:\n    - question:How long?\n      answer: A week.\n",
        "content/faq.yaml:3:7: error[yaml-syntax]: a space is missing after `:`",
    );
    told(
        "-group: Delivery\n  questions: []\n",
        "content/faq.yaml:1:1: error[yaml-syntax]: a space is missing after `-`",
    );
    told(
        "- group: Delivery\n\tquestions: []\n",
        "content/faq.yaml:2:1: error[yaml-syntax]: a tab stands where YAML wants spaces",
    );
    told(
        "- group: Delivery\n    questions: [{question: How long?, answer: A week.}]\n",
        "content/faq.yaml:2:14: error[yaml-syntax]: this line is indented too far, or the one before it not far enough",
    );
}

/// Of two names that are nearly the same, the one that products have is meant.
#[test]
fn a_class_of_parcels_that_is_misspelt_in_one_zone() {
    let shop = |own: &'static str| {
        move |site: &std::path::Path| {
            let path = site.join("content/shop.yaml");
            let text = fs::read_to_string(&path).unwrap();
            let zones = format!(
                "classes: {{{own}: 12.00}}}}\n    - {{name: France, countries: [FR], cost: 9.00, days: [2, 3], classes: {{bulky: 15.00}}}}"
            );
            fs::write(&path, text.replace("classes: {bulky: 12.00}}", &zones)).unwrap();
            let path = site.join("content/products/mug.md");
            let mug = fs::read_to_string(&path).unwrap();
            fs::write(&path, mug.replace("price:", "shipping_class: bulky\nprice:")).unwrap();
        }
    };
    after(shop("bulky"), &[]);
    let told = "content/shop.yaml:9:76: warning[shipping-class]: no product is of the class `bulk`, and `bulky` has no cost in this zone";
    after(shop("bulk"), &[told]);
    let lacks = |zone: &str, place: &str, class: &str| {
        format!(
            "content/shop.yaml:{place}: warning[shipping-class]: `{zone}` has no cost for `{class}`, which other zones have: it ships there for the usual one"
        )
    };
    let both = [lacks("France", "10:14", "letter"), lacks("Germany", "9:14", "bulky")];
    after(shop("letter"), &both.each_ref().map(String::as_str));
}
