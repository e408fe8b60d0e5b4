//! What a shop still has from when it was tried: addresses that lead nowhere, and payment links on which nobody is charged.
//!
//! In: the shop that was built. Out: notes beside the summary. Absent: findings; all of this is right while a shop is tried.

use super::print;
use crate::check::Site;
use crate::checkouts::Checkout;

/// Payment links on which nobody is charged: providers have them for tries.
const TESTS: [&str; 4] = [
    "https://buy.stripe.com/test_",
    "https://checkout.stripe.com/c/pay/cs_test",
    "https://www.sandbox.paypal.com/",
    "https://sandbox.",
];

pub fn notes(site: &Site) {
    if is_example(site.base.origin.trim_start_matches("https://")) {
        let origin = &site.base.origin;
        print::note(&format!(
            "`base_url` is {origin}/, a name for examples: link previews, canonical links and the sitemap lead there"
        ));
    }
    let by_mail = site.shop.settings.checkout.iter().find_map(|checkout| match checkout {
        Checkout::Email(email) => email.address.as_ref(),
        _ => None,
    });
    if let Some(address) = by_mail.filter(|address| address.rsplit_once('@').is_some_and(|(_, host)| is_example(host)))
    {
        print::note(&format!("orders go to {}, an address for examples that nobody reads", address.0));
    }
    let links =
        site.shop.products.iter().flat_map(|product| product.variants.iter()).filter_map(|own| own.pay_link.as_ref());
    let tries = links.filter(|link| TESTS.iter().any(|start| link.0.starts_with(start))).count();
    if tries > 0 {
        let links = if tries == 1 { "1 payment link is".to_owned() } else { format!("{tries} payment links are") };
        print::note(&format!("{links} for tries: nobody is charged, and no customer's card is taken"));
    }
}

/// Whether a host is one of those that are kept for examples (RFC 2606, RFC 6761).
fn is_example(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    let below = |domain: &&str| host.strip_suffix(*domain).is_some_and(|sub| sub.is_empty() || sub.ends_with('.'));
    ["example", "invalid", "test", "example.com", "example.net", "example.org"].iter().any(below)
}
