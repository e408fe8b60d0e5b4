//! The lines of a listing: which values of the facets stand together in something that can be bought.
//!
//! In: the facets of a list, by product. Out: rows, by which `S` and `blue` are found together only where there is a blue
//! one in S, "in stock" only where that one is, and below 60 € only where that one costs less. Most products are one row.
//! Absent: which facets there are; see [`super::listing`].

use super::listing::Facet;
use crate::shop::Product;
use crate::shop::offer::Variant;
use crate::shop::product::Availability;

/// Variants of one product that cost the same and are in stock, or are not, alike; each combination of the row's values is one of them.
pub struct Row {
    /// Place of the product in the list.
    pub at: usize,
    pub stock: bool,
    /// The lowest price at which one of them can be had, in minor units.
    pub price: i64,
    /// Numbers of the values, by facet.
    pub of: Vec<Vec<usize>>,
}

pub fn rows(listed: &[&Product], facets: &[Facet]) -> Vec<Row> {
    listed.iter().enumerate().flat_map(|(at, product)| of_product(at, product, facets)).collect()
}

fn of_product(at: usize, product: &Product, facets: &[Facet]) -> Vec<Row> {
    let whole = |stock, price| Row { at, stock, price, of: facets.iter().map(|facet| facet.of[at].clone()).collect() };
    let chosen = chosen(product, facets);
    let stocks: Vec<bool> = product.on_offer().map(in_stock).collect();
    let mixed = stocks.contains(&true) && stocks.contains(&false);
    let prices = || product.on_offer().map(|variant| variant.offer.price.0);
    let one_price = chosen.is_empty() || prices().min() == prices().max();
    if !mixed && one_price && chosen.len() < 2 {
        return vec![whole(stocks.contains(&true), prices().min().unwrap_or_default())];
    }
    let mut rows = Vec::new();
    for variant in product.on_offer() {
        let mut row = whole(in_stock(variant), variant.offer.price.0);
        for (option, facet) in &chosen {
            let place = |value: usize| facets[*facet].place(product.matter.options[*option].values[value].name());
            let own = place(variant.values[*option]);
            let others: Vec<usize> = product.on_offer().filter_map(|other| place(other.values[*option])).collect();
            row.of[*facet].retain(|value| own == Some(*value) || !others.contains(value));
        }
        rows.push(row);
    }
    (0..facets.len()).for_each(|facet| join(&mut rows, facet));
    rows
}

/// The options of a product that are facets of the list: number of the option, number of the facet.
fn chosen(product: &Product, facets: &[Facet]) -> Vec<(usize, usize)> {
    let options = product.matter.options.iter().enumerate();
    let facet = |name: &str| facets.iter().position(|facet| facet.name == name);
    options.filter_map(|(option, written)| Some((option, facet(&written.name)?))).collect()
}

/// Rows that differ in one facet alone are one row with the values of both.
fn join(rows: &mut Vec<Row>, facet: usize) {
    let mut joined: Vec<Row> = Vec::with_capacity(rows.len());
    for row in rows.drain(..) {
        let alike = |other: &&mut Row| {
            let mut others = other.of.iter().zip(&row.of).enumerate();
            let same = other.stock == row.stock && other.price == row.price;
            same && others.all(|(n, (theirs, own))| n == facet || theirs == own)
        };
        match joined.iter_mut().find(alike) {
            Some(other) => {
                other.of[facet].extend(&row.of[facet]);
                other.of[facet].sort_unstable();
                other.of[facet].dedup();
            }
            None => joined.push(row),
        }
    }
    *rows = joined;
}

fn in_stock(variant: &Variant) -> bool {
    variant.offer.availability == Availability::InStock
}
