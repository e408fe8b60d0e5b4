//! What can be bought: the variants of a product, each with its offer.
//!
//! In: a product as written and the shop's currency. Out: at least one [`Variant`], with everything that it inherits
//! from its product, prices as integers, and the lowest price of the thirty days before a reduction, as Directive
//! 98/6/EC art. 6a asks (<https://eur-lex.europa.eu/eli/dir/1998/6/2022-05-28>). Absent: how a price is shown.

mod sale;
mod unit;

use std::borrow::Cow;

use iso_currency::Currency;

use super::option::{self, Keys};
use super::product::{self, Availability, Matter};
use crate::diagnostic::{Diagnostic, Step, did_you_mean, error, unknown, warning};
use crate::path;
use crate::scalar::{Amount, Date, Gtin, Image, Money, Ordered, Quantity, WebUrl, encode};
use crate::yaml::Wrong;
use sale::{announced, is_in_order, out_of_order};

/// One thing that can be put into a cart.
#[derive(Debug, Clone)]
pub struct Variant {
    /// Unique in the shop.
    pub sku: String,
    /// For each option of the product, the number of the value.
    pub values: Vec<usize>,
    /// The values as they are read: `Ochre, Large`; empty where there is nothing to choose.
    pub name: String,
    /// The values as a URL has them, to preselect the variant: `glaze=ochre&size=large`.
    pub query: String,
    pub gtin: Option<Gtin>,
    pub mpn: Option<String>,
    pub image: Option<Box<Image>>,
    pub weight: Option<Quantity>,
    pub pay_link: Option<WebUrl>,
    pub offer: Offer,
}

/// Price and availability.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub price: Money,
    pub sale: Option<Sale>,
    pub unit_price: Option<UnitPrice>,
    /// Comes on top of the price and is paid back.
    pub deposit: Option<Money>,
    pub availability: Availability,
    pub available_on: Option<Date>,
    pub stock: Option<u32>,
    pub stock_note: Option<String>,
}

/// A reduction that may be announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sale {
    pub list_price: Money,
    /// Of the thirty days before the reduction; `None` where nothing is told of them, which the law of the EU would want.
    pub lowest: Option<Money>,
}

impl Sale {
    /// The price that the present one is lower than.
    pub fn before(self) -> Money {
        self.lowest.unwrap_or(self.list_price)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnitPrice {
    pub price: Money,
    pub contains: Quantity,
    pub per: Quantity,
}

/// More combinations than anybody can choose from.
pub const MAX_VARIANTS: usize = 1000;

/// Works out the variants of a product, of a shop for which the law of the EU holds or not; findings carry paths below the product.
pub fn variants(
    slug: &str,
    product: &Matter,
    currency: Currency,
    in_eu: bool,
    findings: &mut Vec<(Vec<Step>, Diagnostic)>,
) -> Vec<Variant> {
    let combinations: usize = product.options.iter().map(|option| option.values.len().max(1)).product();
    if combinations > MAX_VARIANTS || product.variants.len() > MAX_VARIANTS {
        let message = format!("`{slug}` has more than {MAX_VARIANTS} variants");
        findings.push((path!["options"], error("limit", message).help("split it into several products")));
        return Vec::new();
    }
    // Which of two options of one name is meant cannot be told; it is reported where they stand.
    if option::twice(&product.options).is_some() {
        return Vec::new();
    }
    let written = match (product.variants.is_empty(), product.options.is_empty()) {
        (false, true) => {
            let help = "name what can be chosen: `options: [{name: Size, values: [S, M]}]`";
            findings.push((path!["variants"], error("missing-key", "variants need `options`").help(help)));
            return Vec::new();
        }
        (false, false) => Cow::Borrowed(&product.variants),
        (true, true) => Cow::Owned(vec![product::Variant::default()]),
        (true, false) => Cow::Owned(all_combinations(product)),
    };
    if !written.is_empty() && written.iter().all(|variant| variant.price.is_some()) {
        findings.extend(of_no_variant(product));
    }
    let keys = Keys::of(&product.options);
    let named = written.iter().all(|variant| variant.sku.is_some());
    let codes = if named { Vec::new() } else { option::codes(&product.options) };
    let mut resolved: Vec<Variant> = Vec::with_capacity(written.len());
    for (n, variant) in written.iter().enumerate() {
        let at = if product.variants.is_empty() { path![] } else { path!["variants", n] };
        let Some(values) = values(product, variant, &at, findings) else { continue };
        if resolved.iter().any(|other| other.values == values) {
            // Of options alone, it is a value that is written twice, which is told where it stands.
            if !product.variants.is_empty() {
                let message = "this combination of options is written twice";
                findings.push((at, error("duplicate-variant", message).help("keep one of the two")));
            }
            continue;
        }
        let sku = sku(slug, product, variant, &codes, &values);
        let Some(offer) = offer(product, variant, currency, in_eu, &at, findings) else { continue };
        resolved.push(Variant {
            sku,
            name: name(product, &values),
            query: query(&keys, &values),
            values,
            gtin: variant.gtin.clone().or_else(|| single(product, &product.gtin)),
            mpn: variant.mpn.clone().or_else(|| product.mpn.clone()),
            image: variant.image.clone(),
            weight: variant.weight.or(product.weight),
            pay_link: variant.pay_link.clone().or_else(|| product.pay_link.clone()),
            offer,
        });
    }
    resolved
}

/// What is said of the product's price and counts for none of its variants, for each has its own.
fn of_no_variant(product: &Matter) -> Option<(Vec<Step>, Diagnostic)> {
    let (code, key) = match (product.list_price.is_some(), product.price_history.is_empty()) {
        (true, _) => ("list-price", "list_price"),
        (false, false) => ("price-history", "price_history"),
        (false, true) => return None,
    };
    let message = format!("every variant has a price of its own, so that `{key}` of the product says nothing");
    let help = "write `list_price` and `price_history` at the variants that are reduced";
    Some((path![key], warning(code, message).help(help)))
}

fn name(product: &Matter, values: &[usize]) -> String {
    let names: Vec<&str> = product.options.iter().zip(values).map(|(option, n)| option.values[*n].name()).collect();
    names.join(", ")
}

fn query(keys: &Keys, values: &[usize]) -> String {
    let mut query = String::new();
    for ((option, names), n) in keys.options.iter().zip(&keys.values).zip(values) {
        if !query.is_empty() {
            query.push('&');
        }
        query.push_str(&encode(option));
        query.push('=');
        query.push_str(&encode(&names[*n]));
    }
    query
}

/// A GTIN names one thing: a product's own is not that of each of its variants.
fn single(product: &Matter, gtin: &Option<Gtin>) -> Option<Gtin> {
    gtin.clone().filter(|_| product.options.is_empty())
}

/// Every combination of the options, the first option varying slowest.
fn all_combinations(product: &Matter) -> Vec<product::Variant> {
    let mut combinations = vec![Vec::new()];
    for option in &product.options {
        combinations = combinations
            .iter()
            .flat_map(|head: &Vec<(String, String)>| {
                option.values.iter().map(|value| {
                    let mut combination = head.clone();
                    combination.push((option.name.clone(), value.name().to_owned()));
                    combination
                })
            })
            .collect();
    }
    combinations
        .into_iter()
        .map(|options| product::Variant { options: Ordered(options), ..product::Variant::default() })
        .collect()
}

/// The numbers of a variant's values; `None` when one is missing or unknown.
fn values(
    product: &Matter,
    variant: &product::Variant,
    at: &[Step],
    findings: &mut Vec<(Vec<Step>, Diagnostic)>,
) -> Option<Vec<usize>> {
    let known: Vec<&str> = product.options.iter().map(|option| option.name.as_str()).collect();
    let mut complete = true;
    let mut meant = Vec::new();
    for (name, _) in &variant.options.0 {
        if !known.contains(&name.as_str()) {
            meant.extend(did_you_mean(name, known.iter().copied()));
            let finding = unknown("unknown-option", name, "an option of this product", known.iter().copied());
            findings.push((join(at, path!["options", name.as_str()]), finding));
            complete = false;
        }
    }
    let mut values = Vec::with_capacity(product.options.len());
    for option in &product.options {
        if option.values.is_empty() {
            // Reported where the option stands.
            complete = false;
            continue;
        }
        let Some(value) = variant.options.get(&option.name) else {
            complete = false;
            // One that is misspelt is not missing as well.
            if meant.contains(&option.name.as_str()) {
                continue;
            }
            let message = format!("this variant has no value for `{}`", option.name);
            let help =
                format!("add `{}: {}` below `options`", option.name, option.values.first().map_or("…", |v| v.name()));
            findings.push((join(at, path!["options"]), error("missing-key", message).help(help)));
            continue;
        };
        match option.values.iter().position(|known| known.name() == value) {
            Some(n) => values.push(n),
            None => {
                let names = option.values.iter().map(|known| known.name());
                let finding = unknown("unknown-option", value, &format!("a value of `{}`", option.name), names);
                findings.push((join(at, path!["options", option.name.as_str()]), finding));
                complete = false;
            }
        }
    }
    complete.then_some(values)
}

fn join(head: &[Step], tail: Vec<Step>) -> Vec<Step> {
    head.iter().cloned().chain(tail).collect()
}

fn sku(slug: &str, product: &Matter, variant: &product::Variant, codes: &[Vec<String>], values: &[usize]) -> String {
    if let Some(sku) = &variant.sku {
        return sku.0.clone();
    }
    let head = product.sku.as_ref().map_or(slug, |sku| sku.0.as_str());
    let mut sku = head.to_owned();
    for (codes, n) in codes.iter().zip(values) {
        sku.push('-');
        sku.push_str(&codes[*n]);
    }
    shortened(sku)
}

/// The longest sku, in bytes: that of a `retailer_item_id` (<https://support.google.com/merchants/answer/6324405>).
const MAX_SKU: usize = 50;

/// A sku that nobody wrote is no longer than others may be; what is cut off is told apart by a number made of all of it.
fn shortened(sku: String) -> String {
    if sku.len() <= MAX_SKU {
        return sku;
    }
    let number = format!("-{}", &blake3::hash(sku.as_bytes()).to_hex()[..8]);
    let mut end = MAX_SKU - number.len();
    while !sku.is_char_boundary(end) {
        end -= 1;
    }
    sku[..end].trim_end_matches('-').to_owned() + &number
}

fn no_price(at: &[Step]) -> (Vec<Step>, Diagnostic) {
    let help = "add `price: 24.00` to the product, or to every variant";
    let at = if at.is_empty() { path!["title"] } else { at.to_vec() };
    (at, error("missing-price", "there is no price").help(help))
}

fn offer(
    product: &Matter,
    variant: &product::Variant,
    currency: Currency,
    in_eu: bool,
    at: &[Step],
    findings: &mut Vec<(Vec<Step>, Diagnostic)>,
) -> Option<Offer> {
    let of_variant = variant.price.is_some();
    let home = if of_variant { at.to_vec() } else { path![] };
    let Some(amount) = variant.price.or(product.price) else {
        findings.push(no_price(at));
        return None;
    };
    let mut money = |key: &str, home: &[Step], amount: Amount| match amount.money(currency) {
        Ok(money) => Some(money),
        Err(Wrong { message, help }) => {
            findings.push((join(home, path![key]), error("amount", message).help(help)));
            None
        }
    };
    // All of them first, so that all that are wrong are reported.
    let price = money("price", &home, amount);
    let list = match (variant.list_price, of_variant) {
        (Some(list), _) => Some((at, list)),
        (None, false) => product.list_price.map(|list| (&[][..], list)),
        (None, true) => None,
    };
    let list_price = list.map(|(home, list)| money("list_price", home, list));
    let (history, history_home) = match variant.price_history.is_empty() && !of_variant {
        true => (&product.price_history, &[][..]),
        false => (&variant.price_history, at),
    };
    let counted: Vec<Option<(Date, Money)>> = history
        .iter()
        .enumerate()
        .map(|(n, point)| {
            Some((point.date, money("price", &join(history_home, path!["price_history", n]), point.price)?))
        })
        .collect();
    let deposit = variant.deposit.map(|own| (at, own)).or(product.deposit.map(|own| (&[][..], own)));
    let deposit = deposit.map(|(home, deposit)| money("deposit", home, deposit));
    let price = price?;
    let deposit = deposit.map_or(Some(None), |deposit| deposit.map(Some))?;
    let counted: Vec<(Date, Money)> = counted.into_iter().collect::<Option<_>>()?;
    let in_order = is_in_order(history);
    let sale = match list_price.map_or(Some(None), |list| list.map(Some))? {
        // Which price is the present one cannot be told from days that are out of order.
        Some(list_price) if in_order => {
            let (sale, told) = announced(price, list_price, &counted, in_eu);
            let home = if variant.list_price.is_some() { at } else { history_home };
            findings.extend(told.map(|(key, finding)| (join(home, path![key]), finding)));
            sale
        }
        _ => None,
    };
    findings.extend((!in_order).then(|| (join(history_home, path!["price_history"]), out_of_order())));
    let unit_price = unit::of(product, variant, price, at, findings);
    let stock = variant.stock.or(product.stock);
    Some(Offer {
        price,
        sale,
        unit_price,
        deposit,
        availability: availability(product, variant, stock),
        available_on: variant.available_on.or(product.available_on),
        stock,
        stock_note: variant.stock_note.clone().or_else(|| product.stock_note.clone()),
    })
}

/// What is in stock with no piece left is sold out.
fn availability(product: &Matter, variant: &product::Variant, stock: Option<u32>) -> Availability {
    let availability = variant.availability.or(product.availability).unwrap_or(Availability::InStock);
    let sold_out = stock == Some(0) && availability == Availability::InStock;
    if sold_out { Availability::OutOfStock } else { availability }
}

#[cfg(test)]
mod tests {
    use super::sale::sale;
    use super::*;

    fn history(points: &[(&str, i64)]) -> Vec<(Date, Money)> {
        points.iter().map(|(date, minor)| (date.parse().unwrap(), Money(*minor))).collect()
    }

    #[test]
    fn the_window_lies_before_the_reduction() {
        // 2500 was in force when the window opened, 3000 within it; 2000 ended before.
        let points = history(&[("2026-01-01", 2000), ("2026-08-01", 2500), ("2026-10-20", 3000), ("2026-11-01", 2400)]);
        assert_eq!(sale(Money(2400), Money(3000), &points, true).unwrap().lowest, Some(Money(2500)));
    }

    #[test]
    fn no_reduction_without_history() {
        assert_eq!(sale(Money(2400), Money(3000), &[], true).unwrap_err().1.code, "price-history");
        assert_eq!(sale(Money(2400), Money(3000), &[], false).unwrap().lowest, None);
        let only_now = history(&[("2026-11-01", 2400)]);
        assert!(sale(Money(2400), Money(3000), &only_now, true).is_err());
        // A line that changes nothing begins no other reduction.
        let points = history(&[("2026-08-01", 3000), ("2026-11-01", 2400), ("2026-11-05", 2400)]);
        assert_eq!(sale(Money(2400), Money(3000), &points, true).unwrap().lowest, Some(Money(3000)));
        let raised_first = history(&[("2026-10-01", 2400), ("2026-10-25", 3000), ("2026-11-01", 2400)]);
        assert!(sale(Money(2400), Money(3000), &raised_first, true).unwrap_err().1.message.contains("as low"));
    }
}
