//! Products with their variants, collections with their products, each found in the lists of the shop.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::Scope;
use super::content::{HIDDEN, place};
use super::read::Entry;
use super::{pay_links, torn};
use crate::data::fnv1a32;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, error, warning};
use crate::path;
use crate::resolve::Names;
use crate::scalar::Money;
use crate::shop::offer::{Offer, Variant};
use crate::shop::product::{Availability, Matter};
use crate::shop::varies::Property;
use crate::shop::{Collection, Product, collection};
use crate::yaml::Places;

pub struct Resolved {
    pub products: Vec<Product>,
    pub collections: Vec<Collection>,
}

/// Related products that a page can show.
const RELATED: usize = 4;

pub fn resolve(
    scope: &Scope<'_>,
    entries: Vec<(Entry<Matter>, Arc<Vec<Variant>>)>,
    collections: Vec<Entry<collection::Matter>>,
    ties: Option<&mut Ties>,
    diagnostics: &mut Diagnostics,
) -> Resolved {
    duplicates(scope, &entries, diagnostics);
    let mut forgotten = Ties::default();
    let ties = ties.unwrap_or(&mut forgotten);
    let tied = ties.all(scope, &entries, diagnostics);
    let mut list: Vec<Product> =
        entries.into_iter().zip(&tied).map(|((entry, variants), tied)| product(entry, variants, tied)).collect();
    let collections = members(scope, &mut list, &tied, collections, diagnostics);
    ties.skus(&list, diagnostics);
    gtins(&list, diagnostics);
    pay_links::shared(&list, diagnostics);
    relate(&mut list, &collections);
    Resolved { products: list, collections }
}

/// Looks up the names in products that are not shown, because their files are at fault.
pub fn names(scope: &Scope<'_>, products: &[Entry<Matter>], diagnostics: &mut Diagnostics) {
    for entry in products {
        let known = diagnostics.list.len();
        diagnostics.list.extend(tied(scope, entry).1.list);
        torn::hold(diagnostics, known);
    }
}

/// Two files, or two entries, of one slug.
fn duplicates(scope: &Scope<'_>, entries: &[(Entry<Matter>, Arc<Vec<Variant>>)], diagnostics: &mut Diagnostics) {
    // Each has its own name: nearly always.
    if scope.names.products.values().filter(|n| **n != HIDDEN).count() == entries.len() {
        return;
    }
    let mut places = Places::new(scope.sources);
    let mut seen: BTreeMap<&str, &Entry<Matter>> = BTreeMap::new();
    for (entry, _) in entries {
        if let Some(other) = seen.insert(&entry.slug, entry) {
            let file = &scope.sources.get(other.origin.file).path;
            // A list is searched for the line.
            let line = places.lines(&place(&other.origin, path!["slug"])).filter(|_| !other.origin.at.is_empty());
            let line = line.map(|[(line, _), _]| format!(":{line}")).unwrap_or_default();
            let finding = error("duplicate-slug", format!("the product `{}` is also in {file}{line}", entry.slug));
            let key = if entry.origin.at.is_empty() { "title" } else { "slug" };
            push(diagnostics, finding.help("rename one of the two"), place(&entry.origin, path![key]));
        }
    }
}

pub fn buyable(variant: &Variant) -> bool {
    variant.offer.availability.buyable()
}

pub fn push(diagnostics: &mut Diagnostics, mut finding: Diagnostic, place: Place) {
    finding.place = Some(place);
    diagnostics.push(finding);
}

fn product(entry: Entry<Matter>, variants: Arc<Vec<Variant>>, tied: &Tied) -> Product {
    let Entry { slug, origin, matter, body } = entry;
    let variants = if variants.is_empty() { Arc::new(vec![stand_in(&slug)]) } else { variants };
    let first = variants.iter().position(buyable).unwrap_or(0);
    let related = tied.related.clone();
    Product { slug, origin, matter, body, variants, first, collections: Vec::new(), related }
}

/// What products refer to, remembered for as long as the names of the shop are the same.
#[derive(Debug, Default)]
pub struct Ties {
    names: Names,
    tied: Vec<(Arc<Matter>, Tied)>,
    /// Those of which no two had the same sku.
    distinct: Vec<Arc<Vec<Variant>>>,
}

/// Places in the lists of the shop.
#[derive(Debug, Clone, Default)]
struct Tied {
    related: Vec<usize>,
    collections: Vec<usize>,
}

impl Ties {
    fn all(
        &mut self,
        scope: &Scope<'_>,
        entries: &[(Entry<Matter>, Arc<Vec<Variant>>)],
        diagnostics: &mut Diagnostics,
    ) -> Vec<Tied> {
        if self.names != *scope.names {
            *self = Ties { names: scope.names.clone(), ..Ties::default() };
        }
        let found: Vec<(Tied, Diagnostics)> = entries
            .par_iter()
            .enumerate()
            .map(|(n, (entry, _))| match self.tied.get(n) {
                Some((matter, tied)) if Arc::ptr_eq(matter, &entry.matter) => (tied.clone(), Diagnostics::default()),
                _ => tied(scope, entry),
            })
            .collect();
        // What refers to nothing is reported each time.
        let sound = found.iter().all(|(_, findings)| findings.list.is_empty());
        let remembered = found.iter().zip(entries).filter(|_| sound);
        self.tied = remembered.map(|((tied, _), (entry, _))| (entry.matter.clone(), tied.clone())).collect();
        let mut list = Vec::with_capacity(found.len());
        for (tied, findings) in found {
            diagnostics.list.extend(findings.list);
            list.push(tied);
        }
        list
    }

    /// Looks for skus that are given twice, unless they are those of the last time.
    fn skus(&mut self, products: &[Product], diagnostics: &mut Diagnostics) {
        let alike = |a: &Arc<Vec<Variant>>, b: &Arc<Vec<Variant>>| {
            Arc::ptr_eq(a, b) || a.iter().map(|variant| &variant.sku).eq(b.iter().map(|variant| &variant.sku))
        };
        let known = self.distinct.len() == products.len()
            && self.distinct.iter().zip(products).all(|(before, now)| alike(before, &now.variants));
        let sound = known || skus(products, diagnostics);
        self.distinct = products.iter().filter(|_| sound).map(|product| product.variants.clone()).collect();
    }
}

/// Looks the names of one product up.
fn tied(scope: &Scope<'_>, entry: &Entry<Matter>) -> (Tied, Diagnostics) {
    let mut resolver = scope.resolver(entry.origin.file, None);
    let steps = |key: &str, n: usize| entry.origin.at.iter().cloned().chain(path![key, n]).collect();
    let mut tied = Tied::default();
    for (n, slug) in resolver.once(&entry.matter.related, |n| steps("related", n)) {
        tied.related.extend(resolver.product(slug, steps("related", n)).filter(|n| *n != HIDDEN));
    }
    for (n, slug) in resolver.once(&entry.matter.collections, |n| steps("collections", n)) {
        tied.collections.extend(resolver.collection(slug, steps("collections", n)).filter(|n| *n != HIDDEN));
    }
    (tied, resolver.diagnostics)
}

/// In place of variants that could not be worked out, which has been reported: every product has at least one, so
/// that the rest can be checked. No page is made of it.
fn stand_in(slug: &str) -> Variant {
    let offer = Offer {
        price: Money(1),
        sale: None,
        unit_price: None,
        deposit: None,
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

/// Collections with their products in order, and the collections of each product.
fn members(
    scope: &Scope<'_>,
    products: &mut [Product],
    tied: &[Tied],
    entries: Vec<Entry<collection::Matter>>,
    diagnostics: &mut Diagnostics,
) -> Vec<Collection> {
    let mut naming: Vec<Vec<usize>> = vec![Vec::new(); entries.len()];
    for (n, tied) in tied.iter().enumerate() {
        tied.collections.iter().for_each(|collection| naming[*collection].push(n));
    }
    // After other errors an empty collection is their consequence.
    let sound = !diagnostics.has_errors();
    let mut collections = Vec::with_capacity(entries.len());
    for (entry, naming) in entries.into_iter().zip(naming) {
        let mut resolver = scope.resolver(entry.origin.file, None);
        let mut list: Vec<usize> = Vec::new();
        for (n, slug) in resolver.once(&entry.matter.products, |n| path!["products", n]) {
            list.extend(resolver.product(slug, path!["products", n]).filter(|n| *n != HIDDEN));
        }
        let named: BTreeSet<usize> = list.iter().copied().collect();
        list.extend(naming.into_iter().filter(|n| !named.contains(n)));
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
    // The collection that a product names first is its own; those that only list it come after.
    for (product, tied) in products.iter_mut().zip(tied) {
        product
            .collections
            .sort_by_key(|own| tied.collections.iter().position(|named| named == own).unwrap_or(usize::MAX));
    }
    collections
}

/// Identifiers are the same everywhere, so each may be given once; false when one is not.
fn skus(products: &[Product], diagnostics: &mut Diagnostics) -> bool {
    let before = diagnostics.list.len();
    let variants = |(n, product): (usize, &Product)| (0..product.variants.len()).map(move |v| (n, v));
    let mut all: Vec<(usize, usize)> = products.iter().enumerate().flat_map(variants).collect();
    let sku = |(n, v): &(usize, usize)| products[*n].variants[*v].sku.as_str();
    let mut find = |(n, v): (usize, usize), finding: Diagnostic| {
        let product = &products[n];
        let steps = if product.matter.variants.is_empty() { path!["sku"] } else { path!["variants", v, "sku"] };
        push(diagnostics, finding, place(&product.origin, steps));
    };
    // By hash first: comparing tens of thousands of texts waits for memory. Of two of one sku the later one is told.
    all.par_sort_by_cached_key(|own| (fnv1a32(sku(own)), sku(own), *own));
    let written = |(n, v): &(usize, usize)| {
        let matter = &products[*n].matter;
        matter.sku.is_some() || matter.variants.get(*v).is_some_and(|variant| variant.sku.is_some())
    };
    for pair in all.windows(2).filter(|pair| sku(&pair[0]) == sku(&pair[1])) {
        // One that was made of a slug is changed where the other is written.
        let swapped = written(&pair[0]) && !written(&pair[1]);
        let pair = if swapped { [pair[1], pair[0]] } else { [pair[0], pair[1]] };
        let (other, own) = (pair[0].0, pair[1].0);
        // Two of one slug have been told of that, and it stands in for the sku.
        if other != own && products[other].slug == products[own].slug {
            continue;
        }
        let whose = if other == own { "another variant".to_owned() } else { format!("`{}`", products[other].slug) };
        let finding = error("duplicate-sku", format!("the sku `{}` is also that of {whose}", sku(&pair[1])));
        find(pair[1], finding.help("give each variant its own `sku`"));
    }
    diagnostics.list.len() == before
}

/// A gtin names one thing that is traded; feeds refuse a second one of the same.
fn gtins(products: &[Product], diagnostics: &mut Diagnostics) {
    let mut known: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (n, product) in products.iter().enumerate() {
        let lost = product.variants.len() > 1 && product.variants.iter().all(|variant| variant.gtin.is_none());
        if let Some(gtin) = product.matter.gtin.as_ref().filter(|_| lost) {
            let message =
                format!("{} names one of {} variants, and nobody knows which", gtin.0, product.variants.len());
            let help = "write the number of each variant as its own `gtin`, below `variants`: the same, where it is one of all";
            let finding = warning("gtin", message).help(help);
            push(diagnostics, finding, place(&product.origin, path!["gtin"]));
        }
        for (v, variant) in product.variants.iter().enumerate() {
            let Some(gtin) = variant.gtin.as_ref().map(|gtin| gtin.0.as_str()) else { continue };
            let other = known.insert(gtin, (n, v)).filter(|(other, o)| *other != n || !is_one_thing(product, v, *o));
            if let Some((other, _)) = other {
                let steps =
                    if product.matter.variants.is_empty() { path!["gtin"] } else { path!["variants", v, "gtin"] };
                let whose =
                    if other == n { "another variant".to_owned() } else { format!("`{}`", products[other].slug) };
                let finding = warning("duplicate-gtin", format!("the gtin {gtin} is also that of {whose}"));
                let finding = finding.help("write the number of each as it stands below its bar code");
                push(diagnostics, finding, place(&product.origin, steps));
            }
        }
    }
}

/// Whether two variants differ in something that is done for the customer, like an engraving, and not in what is traded: that is told
/// apart by the properties that groups of variants have, as colour and size.
fn is_one_thing(product: &Product, one: usize, other: usize) -> bool {
    let [one, other] = [one, other].map(|v| &product.variants[v].values);
    let differs = |at: &usize| one.get(*at) != other.get(*at);
    let mut options = (0..one.len()).filter(differs).filter_map(|at| product.matter.options.get(at));
    options.all(|option| Property::of(&option.name).is_none())
}

/// Products without `related` show the next ones of their first collection.
fn relate(products: &mut [Product], collections: &[Collection]) {
    let mut positions: Vec<Option<(usize, usize)>> = vec![None; products.len()];
    for (c, collection) in collections.iter().enumerate() {
        for (position, n) in collection.products.iter().enumerate() {
            if products[*n].collections.first() == Some(&c) {
                positions[*n] = Some((c, position));
            }
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
