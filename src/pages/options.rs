//! The options of a product's page as they stand before its script runs: what is chosen, what each other value leads to,
//! and what takes the place of a variant where a combination is not sold.

use serde::Serialize;

use crate::shop::Product;
use crate::shop::option::Keys;
use crate::view::View;
use crate::view::offer::AvailabilityView;

#[derive(Serialize)]
pub struct OptionView<'a> {
    name: &'a str,
    key: String,
    values: Vec<ValueView<'a>>,
}

#[derive(Serialize)]
pub struct ValueView<'a> {
    name: &'a str,
    key: String,
    color: Option<String>,
    selected: bool,
    /// Why it cannot be had together with what is chosen of the other options.
    state: Option<&'a str>,
}

/// A combination that is not sold, in the shape of a variant.
#[derive(Serialize)]
pub struct NotSold {
    price: Nothing,
    availability: AvailabilityView,
}

#[derive(Serialize)]
struct Nothing {}

pub fn options<'a>(view: &'a View<'_>, product: &'a Product) -> Vec<OptionView<'a>> {
    let chosen = &product.variants[product.first].values;
    let keys = Keys::of(&product.matter.options);
    let option = |n: usize| {
        let option = &product.matter.options[n];
        let value = |v: usize| ValueView {
            name: option.values[v].name(),
            key: keys.values[n][v].clone(),
            color: option.values[v].color().map(|color| color.to_string()),
            selected: chosen[n] == v,
            state: state(view, product, n, v),
        };
        OptionView {
            name: &option.name,
            key: keys.options[n].clone(),
            values: (0..option.values.len()).map(value).collect(),
        }
    };
    (0..product.matter.options.len()).map(option).collect()
}

fn state<'a>(view: &'a View<'_>, product: &Product, option: usize, value: usize) -> Option<&'a str> {
    let mut wanted = product.variants[product.first].values.clone();
    wanted[option] = value;
    match product.variants.iter().find(|variant| variant.values == wanted) {
        None => Some(view.t("unavailable")),
        Some(variant) if variant.offer.availability.buyable() => None,
        Some(_) => Some(view.t("sold_out")),
    }
}

/// `None` where every combination is sold.
pub fn not_sold(view: &View<'_>, product: &Product) -> Option<NotSold> {
    let combinations: usize = product.matter.options.iter().map(|option| option.values.len()).product();
    (product.variants.len() < combinations).then(|| NotSold {
        price: Nothing {},
        availability: AvailabilityView {
            code: "not_sold",
            text: view.t("combination").to_owned(),
            detail: None,
            buyable: false,
            add: view.t("unavailable").to_owned(),
        },
    })
}
