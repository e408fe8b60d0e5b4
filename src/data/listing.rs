//! `data/collections/<slug>.json` and `all.json`: what filters and orders of a product list need, one entry per
//! row of each list, in the order to show; most products are one row. The cards themselves are in `products`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::rows::{Row, rows};
use super::{json, words};
use crate::scalar::{Date, natural};
use crate::shop::Product;
use crate::shop::product::Review;
use crate::view::View;

/// Facets that are offered, those that most products have. More than this nobody looks through.
pub const FACETS: usize = 8;

/// Values of a facet, those that most products have.
pub const VALUES: usize = 50;

#[derive(Serialize)]
struct Listing<'a> {
    /// Product numbers.
    ids: Vec<usize>,
    /// The lowest price at which each product can be had, in minor units.
    price: Vec<i64>,
    /// The same of each row, whose variants may be dearer.
    min: Vec<i64>,
    /// 1 when it is in stock.
    stock: Vec<u8>,
    /// Rank by day of publication, 0 is the newest; products without a day share the last rank and keep their order.
    new: Vec<usize>,
    /// Tenths of stars, 0 without reviews.
    rating: Vec<usize>,
    facets: Vec<Facet<'a>>,
}

#[derive(Serialize)]
pub struct Facet<'a> {
    pub name: &'a str,
    pub values: Vec<&'a str>,
    /// Numbers of the values of each product, later of each row.
    pub of: Vec<Vec<usize>>,
}

impl Facet<'_> {
    /// The number of a value; `None` where it is not among those that are shown.
    pub fn place(&self, value: &str) -> Option<usize> {
        self.values.iter().position(|known| *known == value)
    }
}

/// The data of a list, by places in `Shop::products`.
pub fn listing(view: &View, products: &[usize]) -> Vec<u8> {
    let listed: Vec<&Product> = products.iter().map(|n| &view.shop.products[*n]).collect();
    let mut facets = facets(view, &listed);
    let mut rows = rows(&listed, &facets);
    for (n, facet) in facets.iter_mut().enumerate() {
        facet.of = rows.iter_mut().map(|row| std::mem::take(&mut row.of[n])).collect();
    }
    let ranks = ranks(&listed);
    let of = |value: &dyn Fn(&Row) -> usize| rows.iter().map(value).collect();
    json(&Listing {
        ids: of(&|row| products[row.at]),
        price: rows.iter().map(|row| lowest(listed[row.at])).collect(),
        min: rows.iter().map(|row| row.price).collect(),
        stock: rows.iter().map(|row| row.stock.into()).collect(),
        new: of(&|row| ranks[row.at]),
        rating: of(&|row| tenths(&listed[row.at].matter.reviews)),
        facets,
    })
}

/// Whether an order by age, and one by rating, would change anything.
pub fn orders<'a>(listed: impl Iterator<Item = &'a Product> + Clone) -> [bool; 2] {
    let pairs = || listed.clone().zip(listed.clone().skip(1)).map(|(one, next)| (&one.matter, &next.matter));
    let by_age = pairs().any(|(one, next)| one.publish_on != next.publish_on);
    [by_age, pairs().any(|(one, next)| tenths(&one.reviews) != tenths(&next.reviews))]
}

fn lowest(product: &Product) -> i64 {
    product.on_offer().map(|variant| variant.offer.price.0).min().unwrap_or_default()
}

/// The average, rounded half up as the page shows it.
fn tenths(reviews: &[Review]) -> usize {
    let sum: usize = reviews.iter().map(|review| usize::from(review.rating)).sum();
    (sum * 20 + reviews.len()).checked_div(reviews.len() * 2).unwrap_or(0)
}

fn ranks(listed: &[&Product]) -> Vec<usize> {
    let mut days: Vec<Date> = listed.iter().filter_map(|product| product.matter.publish_on).collect();
    days.sort_unstable_by(|a, b| b.cmp(a));
    days.dedup();
    let rank = |day: Date| days.partition_point(|other| *other > day);
    listed.iter().map(|product| product.matter.publish_on.map_or(days.len(), rank)).collect()
}

/// A facet while its values are being found.
#[derive(Default)]
struct Found<'a> {
    /// Value and number of products, in the order of appearance.
    values: Vec<(&'a str, usize)>,
    numbers: BTreeMap<&'a str, usize>,
    /// Position in the list and number of the value.
    of: Vec<(usize, usize)>,
    products: usize,
    /// Options have an order of their own (S, M, L); names are looked up by the alphabet.
    by_name: bool,
    /// Values of options in an order in which all products have them, as far as there is one: XS before S.
    order: Vec<&'a str>,
}

/// Values whose order is looked for; of more, nobody sees one.
const ORDERED: usize = 200;

impl<'a> Found<'a> {
    /// Puts the values of one product among those of the others: each that is new behind the one that it follows.
    fn follow(&mut self, values: &[&'a str]) {
        let known = |order: &[&str], value: &str| order.iter().position(|known| *known == value);
        let anchored = values.iter().any(|value| known(&self.order, value).is_some());
        let mut at = if anchored { 0 } else { self.order.len() };
        for value in values {
            match known(&self.order, value) {
                Some(place) => at = place + 1,
                None if self.order.len() < ORDERED => {
                    self.order.insert(at, value);
                    at += 1;
                }
                None => {}
            }
        }
    }

    fn add(&mut self, position: usize, value: &'a str) {
        let number = *self.numbers.entry(value).or_insert(self.values.len());
        if number == self.values.len() {
            self.values.push((value, 0));
        }
        if self.of.last().is_none_or(|(last, _)| *last != position) {
            self.products += 1;
        }
        let known = self.of.iter().rev().take_while(|(last, _)| *last == position).any(|(_, other)| *other == number);
        if !known {
            self.of.push((position, number));
            self.values[number].1 += 1;
        }
    }
}

fn facets<'a>(view: &'a View, listed: &[&'a Product]) -> Vec<Facet<'a>> {
    let mut found: BTreeMap<&str, Found> = BTreeMap::new();
    for (position, product) in listed.iter().enumerate() {
        for (at, option) in product.matter.options.iter().enumerate() {
            let facet = found.entry(&option.name).or_default();
            facet.follow(&option.values.iter().map(|value| value.name()).collect::<Vec<_>>());
            // Whoever looks for a size looks for one that can be had.
            for variant in product.on_offer() {
                facet.add(position, option.values[variant.values[at]].name());
            }
        }
        let mut named = |name, value: &'a str| {
            let facet = found.entry(name).or_insert_with(|| Found { by_name: true, ..Found::default() });
            facet.add(position, value);
        };
        product.matter.brand.iter().for_each(|brand| named(view.t("brand"), brand));
        product.matter.tags.iter().for_each(|tag| named(view.t("tags"), tag));
    }
    // What one product alone offers is chosen on its page. Tags cut across the others, so they come last.
    let useful = |facet: &Found| facet.values.len() > 1 && facet.products > 1;
    let mut facets: Vec<(&str, Found)> = found.into_iter().filter(|(_, facet)| useful(facet)).collect();
    facets.sort_by_key(|(name, facet)| (*name == view.t("tags"), std::cmp::Reverse(facet.products)));
    facets.truncate(FACETS);
    facets.into_iter().map(|(name, facet)| finish(name, &facet, listed.len())).collect()
}

/// Chooses the values to show, puts them in order and gives them to their products.
fn finish<'a>(name: &'a str, found: &Found<'a>, products: usize) -> Facet<'a> {
    let mut shown: Vec<usize> = (0..found.values.len()).collect();
    shown.sort_by_key(|number| std::cmp::Reverse(found.values[*number].1));
    shown.truncate(VALUES);
    if found.by_name {
        shown.sort_by_cached_key(|number| natural(&words::fold(found.values[*number].0)));
    } else {
        let order: BTreeMap<&str, usize> =
            found.order.iter().enumerate().map(|(place, value)| (*value, place)).collect();
        shown.sort_by_key(|number| (order.get(found.values[*number].0).copied().unwrap_or(ORDERED), *number));
    }
    let mut places = vec![None; found.values.len()];
    for (place, number) in shown.iter().enumerate() {
        places[*number] = Some(place);
    }
    let mut of = vec![Vec::new(); products];
    for (position, number) in &found.of {
        of[*position].extend(places[*number]);
    }
    Facet { name, values: shown.iter().map(|number| found.values[*number].0).collect(), of }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::fixture::{Fixture, read};

    const SHIRT: &str = "
title: Shirt
price: 30.00
brand: Zed
publish_on: 2026-03-01
tags: [linen, summer]
options: [{name: Size, values: [S, M, L]}]
variants:
  - {options: {Size: S}, sku: A-S, availability: out_of_stock}
  - {options: {Size: M}, sku: A-M}
  - {options: {Size: L}, sku: A-L, price: 28.00}
reviews: [{author: A, rating: 4, date: 2026-01-01, text: Good}, {author: B, rating: 5, date: 2026-01-01, text: Good}]
";
    const PRINT: &str = "title: Print\nprice: 12.00\nbrand: Ätna\ntags: [summer]\navailability: preorder";
    const POSTER: &str = "title: Poster\nprice: 9.00\nbrand: Brand\npublish_on: 2026-05-01";

    fn shown(products: &[&str], order: &[usize]) -> serde_json::Value {
        let fixture = Fixture::new(products);
        read(&listing(&fixture.view(), order))
    }

    #[test]
    fn one_entry_per_product_that_is_the_same_throughout() {
        let list = shown(&[SHIRT, PRINT, POSTER], &[2, 0, 1]);
        let numbers = |key: &str| list[key].clone();
        assert_eq!(numbers("ids"), serde_json::json!([2, 0, 1]));
        assert_eq!(numbers("price"), serde_json::json!([900, 2800, 1200]));
        assert_eq!(numbers("stock"), serde_json::json!([1, 1, 0]));
        assert_eq!(numbers("new"), serde_json::json!([0, 1, 2]));
        assert_eq!(numbers("rating"), serde_json::json!([0, 45, 0]));
    }

    #[test]
    fn sizes_stand_in_the_order_in_which_products_have_them() {
        let sized = |slug: &str, sizes: &str| {
            format!("title: {slug}\nprice: 9.00\noptions: [{{name: Size, values: [{sizes}]}}]")
        };
        let coats = sized("Coat", "M, L");
        let tees = sized("Tee", "XS, S, M, L, XL");
        let caps = sized("Cap", "S, M, One size");
        let list = shown(&[&coats, &tees, &caps], &[0, 1, 2]);
        assert_eq!(list["facets"][0]["values"], serde_json::json!(["XS", "S", "M", "One size", "L", "XL"]));
    }

    #[test]
    fn orders_that_change_something() {
        let orders = |products: &[&str]| {
            let fixture = Fixture::new(products);
            orders(fixture.shop.products.iter())
        };
        assert_eq!(orders(&[SHIRT, PRINT]), [true, true]);
        assert_eq!(orders(&[PRINT, POSTER]), [true, false]);
        assert_eq!(orders(&[PRINT, PRINT]), [false, false]);
        assert_eq!(orders(&[SHIRT]), [false, false]);
    }

    #[test]
    fn facets_of_what_can_be_had() {
        let facets = shown(&[SHIRT, PRINT, POSTER], &[0, 1, 2])["facets"].clone();
        let expected = serde_json::json!([
            {"name": "Brand", "values": ["Ätna", "Brand", "Zed"], "of": [[2], [0], [1]]},
            {"name": "Tags", "values": ["linen", "summer"], "of": [[0, 1], [1], []]},
        ]);
        assert_eq!(facets, expected);
    }

    #[test]
    fn options_that_several_products_share_come_before_tags() {
        let shown = shown(&[SHIRT, SHIRT, PRINT, POSTER], &[0, 1, 2, 3]);
        let names: Vec<_> = shown["facets"].as_array().into_iter().flatten().map(|facet| &facet["name"]).collect();
        assert_eq!(names, ["Brand", "Size", "Tags"]);
    }

    #[test]
    fn what_is_sold_out_is_neither_found_nor_a_price() {
        const CUP: &str = "
title: Cup
price: 9.00
options: [{name: Size, values: [S, M, L]}]
variants: [{options: {Size: S}, price: 5.00, stock: 0}, {options: {Size: M}}, {options: {Size: L}}]
";
        let list = shown(&[CUP, CUP], &[0, 1]);
        assert_eq!(list["price"], serde_json::json!([900, 900]));
        assert_eq!(list["facets"][0]["values"], serde_json::json!(["M", "L"]));
        let gone = CUP.replace("price: 9.00", "price: 9.00\nstock: 0");
        assert_eq!(shown(&[&gone], &[0])["price"], serde_json::json!([500]));
    }

    #[test]
    fn what_is_chosen_together_is_found_where_it_can_be_bought_together() {
        const TEE: &str = "
title: Tee
price: 20.00
options: [{name: Colour, values: [red, blue]}, {name: Size, values: [S, M]}]
variants:
  - {options: {Colour: red, Size: S}}
  - {options: {Colour: red, Size: M}, availability: preorder, available_on: 2027-01-01}
  - {options: {Colour: blue, Size: M}}
";
        const GRID: &str = "
title: Grid
price: 20.00
options: [{name: Colour, values: [red, blue]}, {name: Size, values: [S, M]}]
";
        let list = shown(&[TEE, GRID], &[0, 1]);
        assert_eq!(list["ids"], serde_json::json!([0, 0, 0, 1]));
        assert_eq!(list["stock"], serde_json::json!([1, 0, 1, 1]));
        let expected = serde_json::json!([
            {"name": "Colour", "values": ["red", "blue"], "of": [[0], [0], [1], [0, 1]]},
            {"name": "Size", "values": ["S", "M"], "of": [[0], [1], [1], [0, 1]]},
        ]);
        assert_eq!(list["facets"], expected);
    }

    #[test]
    fn a_facet_with_one_value_is_none() {
        assert_eq!(shown(&[PRINT], &[0])["facets"], serde_json::json!([]));
    }

    #[test]
    fn the_most_frequent_values_are_kept() {
        let tags: Vec<String> = (0..VALUES + 10).map(|n| format!("tag{n:02}")).collect();
        let products: Vec<String> =
            tags.iter().map(|tag| format!("title: A\nprice: 1.00\ntags: [common, {tag}]")).collect();
        let texts: Vec<&str> = products.iter().map(String::as_str).collect();
        let list = shown(&texts, &(0..texts.len()).collect::<Vec<_>>());
        let tags = &list["facets"][0];
        assert_eq!(tags["values"].as_array().map(Vec::len), Some(VALUES));
        assert_eq!((&tags["values"][0], &tags["of"][VALUES + 9]), (&"common".into(), &serde_json::json!([0])));
    }
}
