//! Products with their variants, collections with their products, each found in the lists of the shop.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::Scope;
use super::content::{HIDDEN, place};
use super::read::Entry;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, error, warning};
use crate::options::Options;
use crate::path;
use crate::scalar::Money;
use crate::shop::offer::{self, Offer, Variant};
use crate::shop::product::{Availability, Kind, Matter};
use crate::shop::settings::Settings;
use crate::shop::{Collection, Product, collection};

pub struct Resolved {
    pub products: Vec<Product>,
    pub collections: Vec<Collection>,
}

/// Related products that a page can show.
const RELATED: usize = 4;

pub fn resolve(
    scope: &Scope<'_>,
    entries: Vec<Entry<Matter>>,
    collections: Vec<Entry<collection::Matter>>,
    settings: &Settings,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Resolved {
    duplicates(scope, &entries, diagnostics);
    let products: Vec<(Product, Diagnostics)> =
        entries.into_par_iter().map(|entry| product(scope, entry, settings, options)).collect();
    let mut list = Vec::with_capacity(products.len());
    for (product, findings) in products {
        diagnostics.list.extend(findings.list);
        list.push(product);
    }
    let collections = members(scope, &mut list, collections, diagnostics);
    skus(&list, diagnostics);
    relate(&mut list, &collections);
    Resolved { products: list, collections }
}

/// Two files, or two entries, of one slug.
fn duplicates(scope: &Scope<'_>, entries: &[Entry<Matter>], diagnostics: &mut Diagnostics) {
    let mut seen: BTreeMap<&str, &Entry<Matter>> = BTreeMap::new();
    for entry in entries {
        if let Some(other) = seen.insert(&entry.slug, entry) {
            let file = &scope.sources.get(other.origin.file).path;
            let finding = error("duplicate-slug", format!("the product `{}` is also in {file}", entry.slug));
            push(diagnostics, finding.help("rename one of the two"), place(&entry.origin, path!["slug"]));
        }
    }
}

fn push(diagnostics: &mut Diagnostics, mut finding: Diagnostic, place: Place) {
    finding.place = Some(place);
    diagnostics.push(finding);
}

fn product(scope: &Scope<'_>, entry: Entry<Matter>, settings: &Settings, options: &Options) -> (Product, Diagnostics) {
    let Entry { slug, origin, matter, body } = entry;
    let mut findings = Vec::new();
    let mut variants = offer::variants(&slug, &matter, settings.currency.0, &mut findings);
    if variants.is_empty() {
        variants.push(stand_in(&slug));
    }
    let mut resolver = scope.resolver(origin.file, None);
    for (steps, finding) in findings {
        push(&mut resolver.diagnostics, finding, place(&origin, steps));
    }
    let mut at = origin.at.clone();
    at.push("related".into());
    let related = matter.related.iter().enumerate().filter_map(|(n, name)| {
        let at = at.iter().cloned().chain(path![n]).collect();
        resolver.product(name, at).filter(|n| *n != HIDDEN)
    });
    let related = related.collect();
    let first = variants.iter().position(|variant| variant.offer.availability.buyable()).unwrap_or(0);
    let product = Product { slug, origin, matter, body, variants, first, collections: Vec::new(), related };
    facts(&product, settings, options, &mut resolver.diagnostics);
    (product, resolver.diagnostics)
}

/// In place of variants that could not be worked out, which has been reported: every product has at least one, so
/// that the rest can be checked. No page is made of it.
fn stand_in(slug: &str) -> Variant {
    let offer = Offer {
        price: Money(1),
        sale: None,
        unit_price: None,
        availability: Availability::Discontinued,
        available_on: None,
        stock: None,
        stock_note: None,
    };
    Variant {
        sku: slug.to_owned(),
        values: Vec::new(),
        name: String::new(),
        query: String::new(),
        gtin: None,
        mpn: None,
        image: None,
        weight: None,
        pay_link: None,
        offer,
    }
}

/// What must hold between the fields of one product.
fn facts(product: &Product, settings: &Settings, options: &Options, diagnostics: &mut Diagnostics) {
    let matter = &product.matter;
    let mut find = |finding: Diagnostic, steps| push(diagnostics, finding, place(&product.origin, steps));
    for (n, image) in matter.images.iter().enumerate() {
        for (name, value) in &image.options.0 {
            let option = matter.options.iter().find(|option| option.name == *name);
            let known = option.is_some_and(|option| option.values.iter().any(|known| known.name() == value));
            if !known {
                let finding = error("unknown-option", format!("`{name}: {value}` is not a choice of this product"));
                find(
                    finding.help("name an option and one of its values, as below `options`"),
                    path!["images", n, "options"],
                );
            }
        }
    }
    for (n, option) in matter.options.iter().enumerate() {
        let names: Vec<&str> = option.values.iter().map(|value| value.name()).collect();
        if names.iter().enumerate().any(|(n, name)| names[..n].contains(name)) {
            let finding = error("duplicate-option", format!("a value of `{}` is written twice", option.name));
            find(finding.help("write each value once"), path!["options", n, "values"]);
        }
        if names.is_empty() {
            let finding = error("unknown-option", format!("`{}` has no values", option.name));
            find(finding.help("list at least one value, or leave the option out"), path!["options", n, "values"]);
        }
    }
    for variant in &product.variants {
        let offer = &variant.offer;
        if matches!(offer.availability, Availability::Preorder) && offer.available_on.is_none() {
            let finding = error("preorder", "a preorder needs the day on which it arrives");
            find(finding.help("add `available_on: 2027-02-01`"), path!["availability"]);
        }
        if offer.available_on.is_some_and(|day| day.0 < options.today) {
            let finding = warning("past-date", "the day on which it arrives has passed");
            find(finding.help("move `available_on`, or set `availability: in_stock`"), path!["available_on"]);
        }
    }
    if let Some(class) = &matter.shipping_class {
        let zones = settings.shipping.iter().flat_map(|shipping| &shipping.zones);
        if !zones.clone().any(|zone| zone.classes.contains_key(class)) {
            let finding = warning("shipping-class", format!("no shipping zone knows the class `{class}`"));
            find(finding.help("add it below `classes` of a zone in shop.yaml"), path!["shipping_class"]);
        }
    }
    if matter.kind == Kind::Physical && settings.shipping.is_none() && product.buyable() {
        let finding = warning("no-shipping", "the shop does not say what delivery costs");
        find(finding.help("add `shipping:` to shop.yaml, or `kind: digital` here"), path!["title"]);
    }
    can_be_ordered(product, settings, &mut find);
}

/// With payment links alone, each variant that is for sale needs one.
fn can_be_ordered(
    product: &Product,
    settings: &Settings,
    find: &mut dyn FnMut(Diagnostic, Vec<crate::diagnostic::Step>),
) {
    let only_links =
        !settings.checkout.is_empty() && settings.checkout.iter().all(|checkout| checkout.name() == "payment_link");
    let lacking = |variant: &&Variant| variant.offer.availability.buyable() && variant.pay_link.is_none();
    if let Some(variant) = product.variants.iter().find(lacking).filter(|_| only_links) {
        let finding = warning("no-pay-link", format!("`{}` cannot be bought: it has no `pay_link`", variant.sku));
        find(finding.help("add the payment page's address, or a second way to order to `checkout`"), path!["title"]);
    }
}

/// Collections with their products in order, and the collections of each product.
fn members(
    scope: &Scope<'_>,
    products: &mut [Product],
    entries: Vec<Entry<collection::Matter>>,
    diagnostics: &mut Diagnostics,
) -> Vec<Collection> {
    let mut naming: Vec<Vec<usize>> = vec![Vec::new(); entries.len()];
    for (n, product) in products.iter().enumerate() {
        for (c, slug) in product.matter.collections.iter().enumerate() {
            match scope.names.collections.get(slug) {
                Some(&HIDDEN) => {}
                Some(collection) => naming[*collection].push(n),
                None => {
                    let mut resolver = scope.resolver(product.origin.file, None);
                    let at = product.origin.at.iter().cloned().chain(path!["collections", c]).collect();
                    resolver.collection(slug, at);
                    diagnostics.list.extend(resolver.diagnostics.list);
                }
            }
        }
    }
    // After other errors an empty collection is their consequence.
    let sound = !diagnostics.has_errors();
    let mut collections = Vec::with_capacity(entries.len());
    for (entry, naming) in entries.into_iter().zip(naming) {
        let mut resolver = scope.resolver(entry.origin.file, None);
        let slugs = entry.matter.products.iter().enumerate();
        let mut list: Vec<usize> = slugs
            .filter_map(|(n, slug)| resolver.product(slug, path!["products", n]))
            .filter(|n| *n != HIDDEN)
            .collect();
        list.dedup();
        list.extend(naming.into_iter().filter(|n| !entry.matter.products.contains(&products[*n].slug)));
        for n in &list {
            products[*n].collections.push(collections.len());
        }
        if list.is_empty() && sound {
            let finding = warning("empty-collection", format!("the collection `{}` has no products", entry.slug));
            resolver.diagnostics.push(
                finding
                    .help("list slugs below `products:`, or add it to `collections:` of a product")
                    .value(entry.origin.file, path!["title"]),
            );
        }
        diagnostics.list.extend(resolver.diagnostics.list);
        collections.push(Collection {
            slug: entry.slug,
            origin: entry.origin,
            matter: entry.matter,
            body: entry.body,
            products: list,
        });
    }
    collections
}

/// Identifiers are the same everywhere, so each may be given once.
fn skus(products: &[Product], diagnostics: &mut Diagnostics) {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (n, product) in products.iter().enumerate() {
        for (v, variant) in product.variants.iter().enumerate() {
            let steps = if product.matter.variants.is_empty() { path!["sku"] } else { path!["variants", v, "sku"] };
            if variant.sku.len() > 50 {
                let finding = error("sku", format!("the sku `{}` is longer than 50 characters", variant.sku));
                push(
                    diagnostics,
                    finding.help("give the product or the variant a shorter `sku`"),
                    place(&product.origin, steps.clone()),
                );
            }
            if let Some(other) = seen.insert(&variant.sku, n) {
                let whose =
                    if other == n { "another variant".to_owned() } else { format!("`{}`", products[other].slug) };
                let finding = error("duplicate-sku", format!("the sku `{}` is also that of {whose}", variant.sku));
                push(diagnostics, finding.help("give each variant its own `sku`"), place(&product.origin, steps));
            }
        }
    }
}

/// Products without `related` show the next ones of their first collection.
fn relate(products: &mut [Product], collections: &[Collection]) {
    let mut positions: Vec<Option<(usize, usize)>> = vec![None; products.len()];
    for (c, collection) in collections.iter().enumerate() {
        for (position, n) in collection.products.iter().enumerate() {
            positions[*n].get_or_insert((c, position));
        }
    }
    for (n, product) in products.iter_mut().enumerate() {
        product.related.retain(|other| *other != n);
        if let (true, Some((c, position))) = (product.related.is_empty(), positions[n]) {
            let list = &collections[c].products;
            let others = list.iter().cycle().skip(position + 1).take(list.len().saturating_sub(1));
            product.related = others.take(RELATED).copied().collect();
        }
    }
}
