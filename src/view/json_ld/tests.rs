//! What a page says of a small shop.

use serde_json::{Value, json};

use super::fixture::{SETTINGS, Written, question, shop, view};
use super::{EventFacts, Node, View};

const MUG: &str = "
title: Mug
brand: Clay
gtin: 4006381333931
price: 24.00
price_history: [{date: 2026-09-01, price: 30.00}, {date: 2026-11-01, price: 24.00}]
list_price: 30.00
weight: 350 g
category: 'Home & Garden > Kitchen'
details: {Diameter: 9 cm, Material: Stoneware}
images: [{src: products/mug/a b.jpg, alt: A mug}]
reviews:
  - {author: Ann, rating: 5, date: 2026-10-01, text: Good.}
  - {author: Bob, rating: 4, date: 2026-10-02, text: Fine.}
";

const COFFEE: &str = "
title: Coffee
sku: COF
options: [{name: Größe, values: [S, L]}, {name: Grind, values: [Whole]}]
images:
  - {src: l.jpg, alt: Large, options: {Größe: L}}
  - {src: all.jpg, alt: Both}
variants:
  - {options: {Größe: S, Grind: Whole}, price: 9.00, unit_price: {contains: 250 g, per: 1 kg}}
  - {options: {Größe: L, Grind: Whole}, price: 66.00, image: {src: own.jpg, alt: Bag}, availability: preorder, available_on: 2026-12-24}
shipping_class: bulky
";

fn values(nodes: &[Node]) -> Vec<Value> {
    nodes.iter().map(Node::value).collect()
}

fn product(matter: &str) -> Vec<Value> {
    let shop = shop(SETTINGS, &[Written { slug: "it", matter, body: "One *two*." }]);
    view(&shop, |view| values(&view.product(&shop.products[0])))
}

fn with_id<'a>(nodes: &'a [Value], id: &str) -> &'a Value {
    let found = nodes.iter().find(|node| node["@id"] == format!("https://user.example/shop/#{id}"));
    found.unwrap_or_else(|| panic!("no {id}"))
}

/// Every `@id` that a page refers to is described on the page.
fn references_are_there(nodes: &[Value]) {
    fn walk<'a>(value: &'a Value, asked: &mut Vec<&'a str>, given: &mut Vec<&'a str>) {
        match value {
            Value::Object(map) => {
                let list = if map.len() == 1 { &mut *asked } else { &mut *given };
                list.extend(map.get("@id").and_then(Value::as_str));
                map.values().for_each(|value| walk(value, asked, given));
            }
            Value::Array(list) => list.iter().for_each(|value| walk(value, asked, given)),
            _ => {}
        }
    }
    let (mut asked, mut given) = (Vec::new(), Vec::new());
    nodes.iter().for_each(|node| walk(node, &mut asked, &mut given));
    for id in asked {
        assert!(given.contains(&id), "{id} is described nowhere");
    }
}

#[test]
fn a_product_of_one_variant() {
    let nodes = product(MUG);
    references_are_there(&nodes);
    let mug = &nodes[0];
    assert_eq!(mug["@type"], "Product");
    assert_eq!(mug["@id"], "https://user.example/shop/products/it/#product");
    assert_eq!(mug["image"], "https://user.example/shop/products/mug/a%20b.jpg");
    assert_eq!(mug["description"], "One two.");
    assert_eq!(mug["gtin13"], "4006381333931");
    assert_eq!(mug["material"], "Stoneware");
    assert_eq!(mug["weight"], json!({ "@type": "QuantitativeValue", "value": "350", "unitCode": "GRM" }));
    assert_eq!(mug["aggregateRating"]["ratingValue"], "4.5");
    assert_eq!(mug["review"][1]["author"]["name"], "Bob");
    let offer = &mug["offers"];
    assert_eq!(offer["price"], "24.00");
    assert_eq!(offer["url"], "https://user.example/shop/products/it/");
    assert_eq!(offer["priceSpecification"]["price"], "30.00");
    assert_eq!(offer["priceSpecification"]["priceType"], "https://schema.org/StrikethroughPrice");
    assert_eq!(with_id(&nodes, "shipping-1")["shippingRate"]["value"], "4.50");
    assert_eq!(with_id(&nodes, "shipping-2")["shippingDestination"][1]["addressCountry"], "FR");
    assert_eq!(with_id(&nodes, "returns")["returnShippingFeesAmount"]["value"], "4.90");
}

#[test]
fn a_group_of_variants() {
    let nodes = product(COFFEE);
    references_are_there(&nodes);
    let group = &nodes[0];
    assert_eq!(group["@type"], "ProductGroup");
    assert_eq!(group["productGroupID"], "COF");
    assert_eq!(group["variesBy"], "https://schema.org/size");
    assert!(group.get("offers").is_none());
    let [small, large] = group["hasVariant"].as_array().unwrap().as_slice() else { panic!("two variants") };
    assert_eq!(small["name"], "Coffee, S, Whole");
    assert_eq!(small["size"], "S");
    assert_eq!(small["image"], "https://user.example/shop/all.jpg");
    let unit = &small["offers"]["priceSpecification"]["referenceQuantity"];
    assert_eq!((&unit["value"], &unit["valueReference"]["unitCode"]), (&json!("250"), &json!("KGM")));
    assert_eq!(with_id(&nodes, "shipping-1-bulky")["shippingRate"]["value"], "12.00");
    let names = ["own", "l", "all"].map(|name| format!("https://user.example/shop/{name}.jpg"));
    assert_eq!(large["image"], json!(names));
    assert_eq!(large["offers"]["url"], "https://user.example/shop/products/it/?groesse=l&grind=whole");
    assert_eq!(large["offers"]["availabilityStarts"], "2026-12-24");
    assert_eq!(with_id(&nodes, "shipping-1-free")["shippingRate"]["value"], "0.00");
}

#[test]
fn what_is_free_or_not_sent() {
    let free = product("{title: Song, price: 0, kind: digital}");
    assert!(free[0].get("offers").is_none());
    let service = product("{title: Course, price: 90.00, kind: service, subscription: {every: month}}");
    let offer = &service[0]["offers"];
    assert!(offer.get("shippingDetails").is_none() && offer.get("hasMerchantReturnPolicy").is_none());
    assert_eq!(offer["priceSpecification"]["billingDuration"], "P1M");
    references_are_there(&service);
}

#[test]
fn the_store_and_its_terms() {
    let shop = shop(SETTINGS, &[]);
    let (store, website) = view(&shop, |view| (view.store().value(), view.website().value()));
    references_are_there(&[store.clone(), website]);
    assert_eq!(store["sameAs"], json!(["https://www.instagram.com/clay/", "https://www.tiktok.com/@clay"]));
    assert_eq!(store["logo"]["url"], "https://user.example/shop/icons/icon-512.png");
    assert_eq!(store["hasMerchantReturnPolicy"]["applicableCountry"], json!(["DE", "FR", "IE"]));
    assert_eq!(store["hasMerchantReturnPolicy"]["merchantReturnLink"], "https://user.example/shop/returns/");
    let conditions = store["hasShippingService"]["shippingConditions"].as_array().unwrap();
    assert_eq!(conditions.len(), 3);
    assert_eq!(conditions[0]["orderValue"]["maxValue"], "59.99");
    assert_eq!(
        (&conditions[1]["orderValue"]["minValue"], &conditions[1]["shippingRate"]["value"]),
        (&json!("60.00"), &json!("0.00"))
    );
}

#[test]
fn a_policy_without_countries_is_a_link() {
    let settings = "{name: A, base_url: 'https://a.example/', currency: EUR, returns: {days: 14, policy: /returns/}}";
    let shop = shop(settings, &[Written { slug: "it", matter: "{title: A, price: 1.00}", body: "" }]);
    let (policy, product) =
        view(&shop, |view| (view.return_policy().unwrap().value(), values(&view.product(&shop.products[0]))));
    assert_eq!(policy["merchantReturnLink"], "https://a.example/returns/");
    assert!(policy.get("returnPolicyCategory").is_none());
    assert!(product[0]["offers"].get("hasMerchantReturnPolicy").is_none());
    references_are_there(&product);
}

#[test]
fn lists_questions_and_events() {
    let written = |slug| Written { slug, matter: "{title: A, price: 1.00}", body: "" };
    let shop = shop(SETTINGS, &[written("a"), written("b")]);
    let event = EventFacts {
        path: "/#fair".to_owned(),
        name: "Fair".to_owned(),
        text: None,
        start: "2026-12-03T19:00:00+01:00".parse().unwrap(),
        end: None,
        place: None,
        url: Some("/shop/live/".to_owned()),
        status: "postponed",
    };
    view(&shop, |view: &View<'_>| {
        assert_eq!(view.item_list(&[0], 1, "/products/"), None);
        let list = view.item_list(&[1, 0], 25, "/products/page/2/").unwrap().value();
        assert_eq!(
            list["itemListElement"][0],
            json!({ "@type": "ListItem", "position": 25, "name": "A", "url": "https://user.example/shop/products/b/" })
        );
        let crumbs = view.breadcrumb_list(&view.breadcrumbs(&[], "Products"), "/products/").value();
        assert_eq!(crumbs["itemListElement"][0]["item"], "https://user.example/shop/");
        assert!(crumbs["itemListElement"][1].get("item").is_none());
        assert_eq!(view.faq_page(&[]).value()["@type"], "WebPage");
        let faq = view.faq_page(&[question("Why?", "**So.**")]).value();
        assert_eq!(faq["mainEntity"][0]["acceptedAnswer"]["text"], "So.");
        let graph = view.graph(vec![view.store(), view.event(&event)]);
        let event = view.event(&event).value();
        assert_eq!(event["startDate"], "2026-12-03T19:00:00+01:00");
        assert_eq!(event["location"], json!({ "@type": "VirtualLocation", "url": "https://user.example/shop/live/" }));
        assert_eq!(event["eventStatus"], "https://schema.org/EventPostponed");
        assert!(graph.starts_with("{\"@context\":\"https://schema.org\",\"@graph\":[{") && !graph.contains('<'));
        assert!(graph.contains("Clay \\u0026 \\u003cSons\\u003e"));
    });
}
