//! The options of a product's page as they stand before its script runs: what is chosen, and what each other value leads to.

use serde::Serialize;

use crate::shop::Product;
use crate::shop::option::Keys;
use crate::view::View;

#[derive(Serialize)]
pub struct OptionView<'a> {
    name: &'a str,
    key: &'a str,
    values: Vec<ValueView<'a>>,
}

#[derive(Serialize)]
pub struct ValueView<'a> {
    name: &'a str,
    key: &'a str,
    color: Option<String>,
    selected: bool,
    /// Why it cannot be had together with what is chosen of the other options.
    state: Option<&'a str>,
}

pub fn options<'a>(view: &'a View<'_>, product: &'a Product, keys: &'a Keys) -> Vec<OptionView<'a>> {
    let chosen = &product.variants[product.first].values;
    let option = |n: usize| {
        let option = &product.matter.options[n];
        let value = |v: usize| ValueView {
            name: option.values[v].name(),
            key: &keys.values[n][v],
            color: option.values[v].color().map(|color| color.to_string()),
            selected: chosen[n] == v,
            state: state(view, product, n, v),
        };
        OptionView { name: &option.name, key: &keys.options[n], values: (0..option.values.len()).map(value).collect() }
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
