//! Payment links that several offers share, and those that are missing altogether.
//!
//! In: products, and the ways to order. Out: findings. A payment page charges what the provider was told, whatever the shop
//! says, and does not say which of two things was bought. Absent: a single product without a link; see [`super::products`].

use std::collections::{BTreeMap, BTreeSet};

use memchr::memmem;

use super::content::place;
use super::settings;
use crate::diagnostic::{At, Diagnostic, Diagnostics, Step, error, warning};
use crate::path;
use crate::shop::offer::Variant;
use crate::shop::product::Matter;
use crate::shop::settings::Settings;
use crate::shop::{Product, Shop};
use crate::source::Sources;

/// Pages of this provider charge one amount, unless they were made so that the customer writes it
/// (<https://docs.stripe.com/payment-links/create>).
const ONE_AMOUNT: &str = "https://buy.stripe.com/";

/// Where nothing is paid at all.
const TALKS: [&str; 8] = [
    "https://wa.me/",
    "https://www.instagram.com/",
    "https://instagram.com/",
    "https://www.facebook.com/",
    "https://m.me/",
    "https://t.me/",
    "https://www.tiktok.com/",
    "https://www.youtube.com/",
];

/// Of these the page of a payment is below.
const STARTS: [&str; 13] = [
    "https://buy.stripe.com",
    "https://checkout.stripe.com",
    "https://www.paypal.com",
    "https://paypal.com",
    "https://www.paypal.com/ncp/payment",
    "https://www.paypal.com/paypalme",
    "https://paypal.com/paypalme",
    "https://paypal.me",
    "https://www.paypal.me",
    "https://pay.sumup.com",
    "https://pay.sumup.com/b2c",
    "https://square.link",
    "https://sumup.link",
];

/// The page of one payment that somebody began, which ends with it or after a day.
const SESSION: [&str; 2] = ["https://checkout.stripe.com/c/pay/cs_", "https://checkout.stripe.com/pay/cs_"];

/// Hosts that nobody can have (<https://www.rfc-editor.org/rfc/rfc2606>, section 3).
const EXAMPLES: [&str; 3] = ["https://example.com/", "https://example.org/", "https://example.net/"];

/// Where sellers make their payment links, and customers meet a login.
const OFFICES: [&str; 6] = [
    "https://dashboard.stripe.com/",
    "https://app.lemonsqueezy.com/",
    "https://admin.shopify.com/",
    "https://my.mollie.com/dashboard",
    "https://squareup.com/dashboard",
    "https://app.squareup.com/dashboard",
];

/// Addresses on which customers cannot pay: those of the provider's pages for sellers, and of other pages.
pub fn of_none(matter: &Matter, settings: &Settings, find: &mut dyn FnMut(Diagnostic, Vec<Step>)) {
    const LINK: &str = "copy the link that the provider shows for customers, like `https://buy.stripe.com/…`";
    let of_variants = matter.variants.iter().enumerate();
    let of_variants = of_variants.map(|(n, variant)| (path!["variants", n, "pay_link"], &variant.pay_link));
    for (steps, link) in [(path!["pay_link"], &matter.pay_link)].into_iter().chain(of_variants) {
        let Some(link) = link.as_ref().map(|link| link.0.as_str()) else { continue };
        let one_of = |known: &[&str]| known.iter().any(|start| link.starts_with(start));
        if one_of(&OFFICES) {
            let message = "customers meet a login here: this is the provider's page for sellers, not a payment link";
            find(error("pay-link", message).help(LINK), steps);
        } else if one_of(&SESSION) {
            let message = "this page is for one payment, and over after a day: it was copied from the browser's line";
            find(error("pay-link", message).help(LINK), steps);
        } else if STARTS.contains(&page(link)) || is_to_come(link) || one_of(&EXAMPLES) {
            find(warning("pay-link", "no payment waits on this page").help(LINK), steps);
        } else if one_of(&TALKS) || settings.base_url.own(link).is_some() {
            find(warning("pay-link", "nobody can pay on this page").help(LINK), steps);
        }
    }
}

/// A price that is agreed later, beside pages on which one sum is paid.
pub fn of_one_sum(matter: &Matter, find: &mut dyn FnMut(Diagnostic, Vec<Step>)) {
    let of_variants = matter.variants.iter().enumerate();
    let of_variants = of_variants.map(|(n, variant)| (path!["variants", n, "pay_link"], &variant.pay_link));
    let mut links = [(path!["pay_link"], &matter.pay_link)].into_iter().chain(of_variants);
    let one_sum = links.find(|(_, link)| link.as_ref().is_some_and(|link| link.0.starts_with(ONE_AMOUNT)));
    if let Some((steps, _)) = one_sum.filter(|_| matter.price_from) {
        let message = "the price is told as the lowest of several, and this page charges one sum, unless customers write it there";
        let help = "keep both, where customers write what they pay; take `price_from` out, where one sum is the price; else \
                    take the link out, and agree on the price by message";
        find(warning("pay-link", message).help(help), steps);
    }
}

/// An address without what is handed over to its page.
fn page(link: &str) -> &str {
    link.split(['?', '#']).next().unwrap_or(link).trim_end_matches('/')
}

/// Whether an address ends in what stands for a name that is still to come: `https://buy.stripe.com/xxxxx`, `…/YOUR_LINK`.
fn is_to_come(link: &str) -> bool {
    const NAMES: [&str; 8] =
        ["example", "placeholder", "yourlink", "yourlinkhere", "yourpaymentlink", "yourname", "yourid", "yourusername"];
    let name = page(link).rsplit('/').next().unwrap_or_default();
    let letters: String = name.chars().filter(|c| c.is_ascii_alphanumeric()).collect();
    let signs = name.len() > 2 && name.chars().all(|c| matches!(c, 'x' | 'X' | '.' | '…'));
    signs || NAMES.contains(&letters.to_ascii_lowercase().as_str())
}

/// A way to pay that leads nowhere for every product. Where it is the only one, each product says so itself; one that cannot be
/// read, or is not published yet, may have a link as well.
pub fn lacking(sources: &Sources, shop: &Shop, diagnostics: &mut Diagnostics) {
    let checkouts = &shop.settings.checkout;
    let at = checkouts.iter().position(|checkout| checkout.name() == "payment_link").filter(|_| checkouts.len() > 1);
    let mut variants = shop.products.iter().flat_map(|product| product.variants.iter());
    let linked = variants.any(|variant| variant.pay_link.is_some());
    let is_written =
        |(id, _)| sources.text(id).is_some_and(|text| memmem::find(text.as_bytes(), b"pay_link:").is_some());
    if let (Some(n), Some(file), false) = (at, settings::file(sources), linked)
        && !sources.below("content/products").any(is_written)
    {
        let finding = warning("no-pay-link", "`payment_link` is offered, and no product has one");
        let help = "add `pay_link:` with the payment page's address to products, or take it out of `checkout`";
        diagnostics.push(finding.help(help).at(file, At::Value(path!["checkout", n])));
    }
}

/// Payment links that no way to order would use: they are public all the same.
pub fn unused(shop: &Shop, diagnostics: &mut Diagnostics) {
    let offered = shop.settings.checkout.iter().any(|checkout| checkout.name() == "payment_link");
    if offered || diagnostics.has_errors() {
        return;
    }
    for product in &shop.products {
        let own = product.matter.variants.iter().position(|variant| variant.pay_link.is_some());
        let steps = match own {
            _ if product.matter.pay_link.is_some() => path!["pay_link"],
            Some(n) => path!["variants", n, "pay_link"],
            None => continue,
        };
        let finding = warning("pay-link", "this payment link is offered nowhere: `checkout` has no `payment_link`");
        let place = place(&product.origin, steps);
        diagnostics.push(finding.help("add `- payment_link: {}` to `checkout` in shop.yaml").at(place.file, place.at));
    }
}

/// Of each link of a product the first offer that shares it, and the first of another price: a link that all variants inherit is
/// one slip.
pub fn shared(products: &[Product], diagnostics: &mut Diagnostics) {
    let mut known: BTreeMap<&str, &Variant> = BTreeMap::new();
    for product in products {
        let mut told: BTreeSet<(&str, bool)> = BTreeSet::new();
        for (v, own) in product.variants.iter().enumerate() {
            let Some(link) = own.pay_link.as_ref().map(|link| link.0.as_str()) else { continue };
            let other = *known.entry(link).or_insert(own);
            if std::ptr::eq(other, own) || !told.insert((link, other.offer.price == own.offer.price)) {
                continue;
            }
            let written = product.matter.variants.get(v).is_some_and(|own| own.pay_link.is_some());
            let steps = if written { path!["variants", v, "pay_link"] } else { path!["pay_link"] };
            let place = place(&product.origin, steps);
            diagnostics.push(finding(other, own).at(place.file, place.at));
        }
    }
}

fn finding(other: &Variant, own: &Variant) -> Diagnostic {
    let help = "make a payment link for each at the provider, and write it at its variant";
    if other.offer.price == own.offer.price {
        let message =
            format!("`{}` has this payment link too: a payment does not say which of both it is for", other.sku);
        return warning("pay-link", message).help(help);
    }
    let message = format!(
        "`{}` has this payment link too, and another price than `{}`: a payment page charges what its provider was told",
        other.sku, own.sku
    );
    warning("pay-link", message).help(format!("{help}; or keep it, where customers write what they pay"))
}

#[cfg(test)]
mod tests {
    use super::{is_to_come, page};

    #[test]
    fn names_that_are_still_to_come() {
        for name in ["xxxxx", "xxxxx?prefilled_email=a", "YOUR_LINK", "your-link", "{your-payment-link}/", "example"] {
            assert!(is_to_come(&format!("https://buy.stripe.com/{name}")), "{name}");
        }
        for name in ["aEU00l14ugY5eSA14b", "test_aEU00l", "your-mug", "my-link", "link", ""] {
            assert!(!is_to_come(&format!("https://buy.stripe.com/{name}")), "{name}");
        }
        assert_eq!(page("https://sumup.link/?a=b#c"), "https://sumup.link");
    }
}
