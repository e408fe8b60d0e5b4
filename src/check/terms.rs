//! What customers must be told before they order, as far as the settings say that it is missing.
//!
//! In: the shop as it will be published. Out: warnings, once nothing else is wrong. Absent: whether what is written is
//! true or complete, which no program can know.

use super::settings;
use crate::diagnostic::{At, Diagnostics, warning};
use crate::path;
use crate::scalar::{Country, EU};
use crate::shop::Shop;
use crate::shop::page::PageKind;
use crate::shop::product::Kind;
use crate::shop::settings::Settings;
use crate::source::Sources;

/// Their currencies: who names no country and asks for another one is elsewhere.
const EU_CURRENCIES: [&str; 7] = ["CZK", "DKK", "EUR", "HUF", "PLN", "RON", "SEK"];

/// Who sells (<https://eur-lex.europa.eu/eli/dir/2000/31/oj>, article 5), what becomes of personal data
/// (<https://eur-lex.europa.eu/eli/reg/2016/679/oj>, article 13), the terms and how a contract is withdrawn from
/// (<https://eur-lex.europa.eu/eli/dir/2011/83/oj>, article 6).
const WANTED: [PageKind; 4] = [PageKind::Imprint, PageKind::Privacy, PageKind::Terms, PageKind::Withdrawal];

/// Names that such pages have where nobody wrote their kind.
const NAMES: [(&str, &str); 16] = [
    ("imprint", "imprint"),
    ("imprint", "impressum"),
    ("imprint", "legal-notice"),
    ("imprint", "mentions-legales"),
    ("privacy", "privacy"),
    ("privacy", "privacy-policy"),
    ("privacy", "datenschutz"),
    ("privacy", "confidentialite"),
    ("terms", "terms"),
    ("terms", "agb"),
    ("terms", "cgv"),
    ("withdrawal", "withdrawal"),
    ("withdrawal", "widerruf"),
    ("withdrawal", "widerrufsrecht"),
    ("withdrawal", "widerrufsbelehrung"),
    ("withdrawal", "retractation"),
];

pub fn terms(sources: &Sources, shop: &Shop, diagnostics: &mut Diagnostics) {
    if !shop.products.is_empty() && !diagnostics.has_errors() {
        tax(sources, shop, diagnostics);
        seller(sources, shop, diagnostics);
        pages(sources, shop, diagnostics);
        returns(sources, shop, diagnostics);
        reviews(sources, shop, diagnostics);
    }
}

/// Whether tax is in the prices differs from shop to shop: only its owner knows.
fn tax(sources: &Sources, shop: &Shop, diagnostics: &mut Diagnostics) {
    let Some(file) = settings::file(sources).filter(|_| shop.settings.tax.is_none()) else { return };
    let finding = warning("tax", "nothing says whether prices contain the tax, so pages say nothing of it");
    let help = "add `tax: {included: true}`, or `false`, or `tax: {text: …}` with words of your own; \
                `text: \"\"` says nothing";
    diagnostics.push(finding.help(help).at(file, At::Value(path!["currency"])));
}

/// Whether a shop sells from the EU, or to it, or says nothing of either: what is fetched goes to no country.
pub fn concerns_eu(settings: &Settings) -> bool {
    let mut zones = settings.shipping.iter().flat_map(|shipping| &shipping.zones);
    let silent = settings.legal.is_none() && zones.all(|zone| zone.countries.is_empty());
    silent && EU_CURRENCIES.contains(&settings.currency.0.code()) || is_in_eu(settings) || sends_to_eu(settings)
}

pub fn is_in_eu(settings: &Settings) -> bool {
    let legal = settings.legal.as_ref();
    legal.is_some_and(|legal| EU.contains(&legal.address.country.0.as_str()))
}

fn sends_to_eu(settings: &Settings) -> bool {
    let zones = settings.shipping.iter().flat_map(|shipping| &shipping.zones);
    zones.flat_map(|zone| &zone.countries).any(|Country(country)| EU.contains(&country.as_str()))
}

/// Customers must know from whom they buy (Directive 2011/83/EU, article 6 (1)).
fn seller(sources: &Sources, shop: &Shop, diagnostics: &mut Diagnostics) {
    let silent = shop.settings.legal.is_none() && !shop.settings.checkout.is_empty() && sends_to_eu(&shop.settings);
    let Some(file) = settings::file(sources).filter(|_| silent) else { return };
    let finding = warning("no-legal", "nothing says who sells, and customers in the EU must be told before they order");
    let help = "add `legal:` with `name` and `address` (`street`, `postal_code`, `city`, `country`)";
    diagnostics.push(finding.help(help).at(file, At::Value(path!["name"])));
}

/// Consumers may withdraw for fourteen days (Directive 2011/83/EU, article 9); what is made to measure may be sold without.
fn returns(sources: &Sources, shop: &Shop, diagnostics: &mut Diagnostics) {
    const DAYS: u16 = 14;
    let goods = shop.products.iter().any(|product| product.matter.kind == Kind::Physical);
    if shop.settings.returns.is_none() && goods && is_in_eu(&shop.settings) {
        let Some(file) = settings::file(sources) else { return };
        let message = "nothing says for how long goods can be sent back, and consumers in the EU must be told";
        let help = "add `returns: {days: 14, fees: customer}`, with more days or `fees: free` where that is so";
        let at = At::Value(path!["legal", "address", "country"]);
        return diagnostics.push(warning("returns", message).help(help).at(file, at));
    }
    let short = shop.settings.returns.as_ref().is_some_and(|returns| returns.days < DAYS);
    let Some(file) =
        settings::file(sources).filter(|_| short && (is_in_eu(&shop.settings) || sends_to_eu(&shop.settings)))
    else {
        return;
    };
    let message = "consumers in the EU may withdraw for 14 days, and this says fewer";
    let finding = warning("returns", message)
        .help("write `days: 14`, or more; a product that is made to measure has `no_returns:` with the reason");
    diagnostics.push(finding.at(file, At::Value(path!["returns", "days"])));
}

/// Whether and how reviews are of people who bought (Directive 2005/29/EC, article 7 (6)).
fn reviews(sources: &Sources, shop: &Shop, diagnostics: &mut Diagnostics) {
    let reviewed = shop.products.iter().any(|product| !product.matter.reviews.is_empty());
    let silent =
        shop.settings.reviews.is_none() && reviewed && (is_in_eu(&shop.settings) || sends_to_eu(&shop.settings));
    let Some(file) = settings::file(sources).filter(|_| silent) else { return };
    let message = "customers in the EU must be told whether and how reviews are checked, and nothing says so";
    let help = "add `reviews:` with a sentence, like `Reviews are from customers whose order we have found.`";
    diagnostics.push(warning("reviews", message).help(help).at(file, At::Value(path!["name"])));
}

/// Pages that a shop in the EU must have.
fn pages(sources: &Sources, shop: &Shop, diagnostics: &mut Diagnostics) {
    let missing = |kind: &PageKind| !shop.pages.iter().any(|page| page.matter.kind == *kind);
    let missing: Vec<&str> = WANTED.iter().filter(|kind| missing(kind)).map(|kind| kind.word()).collect();
    let Some(first) = missing.first().filter(|_| is_in_eu(&shop.settings)) else { return };
    let Some(file) = settings::file(sources) else { return };
    let message = format!("a shop in the EU must have pages that this one lacks: {}", missing.join(", "));
    let named = shop.pages.iter().find(|page| {
        page.matter.kind == PageKind::Page && NAMES.iter().any(|(kind, name)| kind == first && *name == page.slug)
    });
    let help = match named {
        Some(page) => format!("add a line `kind: {first}` to `content/pages/{}.md`; footers link to it", page.slug),
        None => format!("write `content/pages/{first}.md` with `kind: {first}` below its title; footers link to it"),
    };
    let at = At::Value(path!["legal", "address", "country"]);
    diagnostics.push(warning("legal-pages", message).help(help).at(file, at));
}
