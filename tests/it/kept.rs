//! What is kept from somebody: products that do not go to a zone, and those that not everybody may buy.

use crate::shell::{self, TODAY};
use crate::shown::{built, settings};

const KILN: &str = "---\ntitle: Kiln\nsku: KILN\nprice: 900.00\nshipping_class: freight\nsummary: A small kiln.\n---\n";

fn zones(ireland: &str, more: &str) -> String {
    settings(&format!(
        "shipping:\n  zones:\n    - {{name: Ireland, countries: [IE], cost: 4.50, days: [1, 2], classes: {{freight: {ireland}}}}}\n{more}"
    ))
}

const ISLES: &str = "    - {name: Isles, countries: [IS, MT], cost: 9.00, days: [4, 6], classes: {freight: 120.00}}\n    \
     - {name: Quay Street 4, method: pickup, cost: 0, days: [0, 0]}\n";

#[test]
fn a_product_that_a_zone_does_not_take() {
    let shop = zones("excluded", ISLES);
    let page = built(&[("shop.yaml", &shop), ("products/kiln.md", KILN)]);
    let kiln = page("products/kiln/index.html");
    let rows = &kiln[kiln.find("id=\"delivery\"").unwrap()..];
    assert!(rows.contains("Ireland</th><td>not delivered</td><td></td>"), "{rows}");
    assert!(rows.contains("Isles</th><td>€120.00</td>"), "{rows}");
    assert!(kiln.contains("data-slot=\"delivery\">Delivery to Isles €120.00"), "{kiln}");
    assert!(kiln.contains("\"ineligibleRegion\":\"IE\"") && kiln.contains("shipping-2-freight"), "{kiln}");
    assert!(page("data/shop.json").contains("\"classes\":{\"freight\":null}"));
    let mug = page("products/mug/index.html");
    assert!(!mug.contains("ineligibleRegion") && mug.contains("Delivery to Ireland €4.50"), "{mug}");
    // What is not taken there costs nothing there either.
    assert!(page("index.html").contains("Delivery to Ireland €4.50"));
}

/// A class that is kept from one zone costs in the others what everything does: no other zone has to name it.
#[test]
fn zones_that_say_nothing_of_a_class_take_it() {
    let run = |shop: &str| {
        let site = shell::sound_copy();
        shell::write(&site.path().join("content/shop.yaml"), shop);
        shell::write(&site.path().join("content/products/kiln.md"), KILN);
        shell::run(site.path(), &["check", "--today", TODAY]).stderr
    };
    let usual = "    - {name: Isles, countries: [IS, MT], cost: 9.00, days: [4, 6]}\n";
    let told = run(&zones("excluded", usual));
    assert!(!told.contains("shipping-class"), "{told}");
    let told = run(&zones("80.00", usual));
    assert!(told.contains("`Isles` has no cost for `freight`"), "{told}");
    let told = run(&zones("excluded", ""));
    assert!(
        told.contains("kiln.md:5:17") && told.contains("all zones exclude `freight`: nobody can have this"),
        "{told}"
    );
    assert!(told.contains("method: pickup"), "{told}");
    // It can be fetched.
    assert!(
        !run(&zones("excluded", "    - {name: Quay, method: pickup, cost: 0, days: [0, 0]}\n")).contains("exclude")
    );
}

#[test]
fn an_age_stands_wherever_somebody_orders() {
    let mead = "---\ntitle: Mead\nsku: MEAD\nprice: 12.00\nminimum_age: 18\nsummary: Honey wine.\n---\n";
    let page = built(&[("shop.yaml", &settings("")), ("products/mead.md", mead)]);
    let product = page("products/mead/index.html");
    assert!(product.contains("<li class=\"fact-age\">Sold only to people aged 18 or over</li>"), "{product}");
    assert!(product.contains("%28Sold%20only%20to%20people%20aged%2018%20or%20over%29"), "{product}");
    assert!(product.contains("\"audience\":{\"@type\":\"PeopleAudience\",\"requiredMinAge\":18}"), "{product}");
    assert!(!page("products/mug/index.html").contains("aged"));
    // A cart says it on the line.
    assert!(page("data/offers/0.json").contains("\"d\":\"Sold only to people aged 18 or over\""));
}

/// Delivery of a subscription is due with every delivery, not once.
#[test]
fn delivery_of_a_subscription_is_due_each_time() {
    let tea = "---\ntitle: Tea box\nsku: TEA\nprice: 18.00\nsubscription: {every: month}\nsummary: Tea.\n---\n";
    let shop = settings("shipping: {zones: [{name: Ireland, countries: [IE], cost: 4.50, days: [1, 2]}]}\n");
    let page = built(&[("shop.yaml", &shop), ("products/tea.md", tea)]);
    let product = page("products/tea/index.html");
    assert!(
        product.contains("Total%3A%20%E2%82%AC18.00%20per%20month%20%2B%20%E2%82%AC4.50%20per%20delivery"),
        "{product}"
    );
}
