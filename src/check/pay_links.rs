//! Payment links that several offers share.
//!
//! In: products. Out: findings. A payment page charges what the provider was told, whatever the shop says, and does not say
//! which of two things was bought. Absent: products without a link; see [`super::products`].

use std::collections::BTreeMap;

use super::content::place;
use crate::diagnostic::{Diagnostic, Diagnostics, error, warning};
use crate::path;
use crate::scalar::Money;
use crate::shop::Product;

/// Pages of this provider charge one amount; those of others may let the customer write it.
const ONE_AMOUNT: &str = "https://buy.stripe.com/";

/// An offer as messages name it, with its price.
struct Offer<'a> {
    product: usize,
    variant: usize,
    sku: &'a str,
    price: Money,
}

pub fn shared(products: &[Product], diagnostics: &mut Diagnostics) {
    let mut known: BTreeMap<&str, Offer<'_>> = BTreeMap::new();
    // One finding for each product: a link that all of its variants inherit is one slip.
    let mut told: Option<usize> = None;
    for (n, product) in products.iter().enumerate() {
        for (v, variant) in product.variants.iter().enumerate() {
            let Some(link) = variant.pay_link.as_ref().map(|link| link.0.as_str()) else { continue };
            let own = Offer { product: n, variant: v, sku: &variant.sku, price: variant.offer.price };
            match known.get(link) {
                None => drop(known.insert(link, own)),
                Some(other) if told != Some(n) => {
                    told = Some(n);
                    let written = product.matter.variants.get(v).is_some_and(|own| own.pay_link.is_some());
                    let steps = if written { path!["variants", own.variant, "pay_link"] } else { path!["pay_link"] };
                    let place = place(&products[own.product].origin, steps);
                    diagnostics.push(finding(link, other, &own).at(place.file, place.at));
                }
                Some(_) => {}
            }
        }
    }
}

fn finding(link: &str, other: &Offer<'_>, own: &Offer<'_>) -> Diagnostic {
    let help = "make a payment link for each at the provider, and write it at its variant";
    if other.price == own.price {
        let message =
            format!("`{}` has this payment link too: a payment does not say which of both it is for", other.sku);
        return warning("pay-link", message).help(help);
    }
    let message = format!(
        "`{}` has this payment link too, and another price than `{}`: a payment page charges what its provider was told",
        other.sku, own.sku
    );
    if link.starts_with(ONE_AMOUNT) {
        error("pay-link", message).help(help)
    } else {
        warning("pay-link", message).help(help)
    }
}
