//! `shop.yaml`: read before all other files, because they need its currency and its address.

use std::collections::{BTreeMap, BTreeSet};

use iso_currency::Currency;

use super::{Scope, analytics, classes, faults, identity, pay_links, said, shown, tax, terms, torn};
use crate::checkouts::Known;
use crate::diagnostic::{At, Diagnostics, Step, error, unknown, warning};
use crate::options::Options;
use crate::path;
use crate::photos;
use crate::platforms::{self, PLATFORMS};
use crate::resolve::{Reference, Resolver};
use crate::scalar::{Amount, CurrencyCode, ReturnFees, SCALARS};
use crate::shop::Shop;
use crate::shop::settings::{Action, Announcement, Settings};
use crate::source::{Content, FileId, Sources};
use crate::theme;
use crate::yaml;

const PATH: &str = "content/shop.yaml";

pub fn file(sources: &Sources) -> Option<FileId> {
    sources.find(PATH)
}

/// Decodes `shop.yaml`; the address of the options stands in place of its own.
pub fn read(sources: &Sources, options: &Options, diagnostics: &mut Diagnostics) -> Option<Settings> {
    let Some(file) = file(sources) else {
        let help = "run this in the folder of a shop, or name it; a shop begins with `content/shop.yaml`, in small letters: \
                    name, base_url, currency";
        diagnostics.push(error("no-shop", "there is no `content/shop.yaml` here").help(help));
        return None;
    };
    let text = match &sources.get(file).content {
        Content::Text(text) => text,
        Content::Unusable(unusable) => {
            diagnostics.push(faults::unusable(file, unusable));
            return None;
        }
        Content::Blob(_) => return None,
    };
    match yaml::decode::<Settings>(text, SCALARS) {
        Ok(mut settings) => {
            diagnostics.list.extend(faults::meant(&sources.get(file).path, file, 0, text));
            if let Some(base_url) = &options.base_url {
                settings.base_url = base_url.clone();
            }
            Some(settings)
        }
        Err(found) => {
            diagnostics.list.extend(found.into_iter().map(|fault| faults::finding(file, 0, fault)));
            None
        }
    }
}

/// What of a faulty `shop.yaml` can be read.
fn rest(sources: &Sources) -> Option<Settings> {
    let text = sources.text(file(sources)?)?;
    let faults = yaml::decode::<Settings>(text, SCALARS).err()?;
    Some(yaml::rest(text, &faults, None)?.value)
}

/// Stands in while `shop.yaml` cannot be used, so that all other files are looked at all the same.
pub fn stand_in(currency: Option<Currency>) -> Option<Settings> {
    let currency = currency.unwrap_or(Currency::EUR).code();
    yaml::decode(&format!("{{name: Shop, base_url: https://shop.example/, currency: {currency}}}"), SCALARS).ok()
}

/// The currency of a `shop.yaml` that cannot be used, so that amounts in other files are looked at all the same.
pub fn currency(sources: &Sources) -> Option<Currency> {
    let text = sources.text(file(sources)?)?;
    let written = text.lines().find_map(|line| line.strip_prefix("currency:"))?;
    let code = written.split('#').next()?.trim().trim_matches(['"', '\'']);
    code.parse::<CurrencyCode>().ok().map(|code| code.0)
}

/// Checks the settings, or what of a faulty `shop.yaml` can be read.
pub fn check(scope: &Scope<'_>, settings: Option<&mut Settings>) -> (Diagnostics, Vec<Reference>) {
    if let Some(settings) = settings {
        return complete(scope, settings);
    }
    let Some(mut settings) = rest(scope.sources) else { return Default::default() };
    let (mut findings, links) = complete(scope, &mut settings);
    torn::hold(&mut findings, 0);
    (findings, links)
}

/// Checks what the settings refer to, and completes the ways to order.
fn complete(scope: &Scope<'_>, settings: &mut Settings) -> (Diagnostics, Vec<Reference>) {
    let Some(file) = file(scope.sources) else { return Default::default() };
    let mut resolver = scope.resolver(file, None);
    if let Some(logo) = &mut settings.logo {
        resolver.picture(logo, path!["logo"]);
        lettered(logo, &mut resolver);
    }
    if let Some(image) = &mut settings.image {
        resolver.image(image, path!["image"]);
    }
    if settings.images.avif && !photos::AVIF {
        let finding = error("avif", "this program was built without AVIF, so it cannot make these photos");
        let help = "install it with `cargo install --features avif …`, or leave `avif` out: WebP is always made";
        resolver.push(finding.help(help), At::Value(path!["images", "avif"]));
    }
    let host = settings.base_url.origin.strip_prefix("http://").map(|host| host.split(':').next().unwrap_or(host));
    if scope.options.base_url.is_none() && host.is_some_and(|host| host != "localhost" && !host.starts_with("127.")) {
        let finding = warning("http", "the address is not an encrypted one");
        let help = "write `https://`: browsers warn of the other, and feeds and share previews refuse its pictures";
        resolver.push(finding.help(help), At::Value(path!["base_url"]));
    }
    links(settings, &mut resolver);
    shown::named(settings, &mut resolver);
    amounts(settings, &mut resolver);
    identity::identity(settings, &mut resolver);
    checkouts(settings, &mut resolver);
    analytics::analytics(settings, &mut resolver);
    tax::tax(settings, &mut resolver);
    for name in settings.social.keys().filter(|name| platforms::find(name).is_none()) {
        let names = PLATFORMS.iter().map(|platform| platform.name);
        let finding = unknown("unknown-network", name, "a network that is known", names);
        let finding = if name == "twitter" { finding.help("did you mean `x`?") } else { finding };
        resolver.push(finding, At::Key(path!["social", name.as_str()]));
    }
    for (name, url) in &settings.social {
        let host = url.origin().trim_start_matches("https://");
        let whose = PLATFORMS.iter().find(|platform| platform.hosts.iter().any(|known| is_below(host, known)));
        if let (Some(named), Some(whose)) = (platforms::find(name), whose.filter(|whose| whose.name != name)) {
            let message = format!("this is an address of {}, not of {}", whose.label, named.label);
            let finding = warning("social", message).help(format!("write it as `{}: …`", whose.name));
            resolver.push(finding, At::Value(path!["social", name.as_str()]));
        }
    }
    if theme::colours(&settings.theme).is_some_and(|palette| palette.moved) {
        let message = format!("{} would vanish on the page, so the theme uses a nearby shade", settings.theme.accent);
        let help = "nothing to do, or choose a darker accent: WCAG 2.2 asks for a contrast of 4.5";
        resolver.push(warning("contrast", message).help(help), At::Value(path!["theme", "accent"]));
    }
    (resolver.diagnostics, resolver.references)
}

/// Letters of an SVG need a font, which only the browser has.
fn lettered(logo: &str, resolver: &mut Resolver<'_>) {
    let drawing = resolver.media.get(logo).and_then(|media| media.drawing.as_deref());
    if drawing.is_some_and(|drawing| drawing.contains("<text")) {
        let finding =
            warning("logo-text", "the logo has letters that are text, which icons and share cards cannot draw");
        let help = "save it with its text as paths (Inkscape: Path, Object to Path)";
        resolver.push(finding.help(help), At::Value(path!["logo"]));
    }
}

/// Whether a host is a domain, or one of its subdomains.
fn is_below(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|sub| sub.is_empty() || sub.ends_with('.'))
}

fn links(settings: &Settings, resolver: &mut Resolver<'_>) {
    let action = |action: &Action, mut at: Vec<Step>, resolver: &mut Resolver<'_>| {
        at.push("to".into());
        resolver.link(&action.to, at);
    };
    if let Some(Announcement::Linked(linked)) = &settings.announcement {
        resolver.link(&linked.to, path!["announcement", "to"]);
    }
    for (n, entry) in settings.navigation.header.iter().enumerate() {
        action(entry, path!["navigation", "header", n], resolver);
    }
    for (g, group) in settings.navigation.footer.iter().enumerate() {
        for (n, entry) in group.links.iter().enumerate() {
            action(entry, path!["navigation", "footer", g, "links", n], resolver);
        }
    }
    if let Some(policy) = settings.shipping.as_ref().and_then(|shipping| shipping.policy.as_ref()) {
        resolver.link(policy, path!["shipping", "policy"]);
    }
    if let Some(policy) = settings.returns.as_ref().and_then(|returns| returns.policy.as_ref()) {
        resolver.link(policy, path!["returns", "policy"]);
    }
}

/// Every amount must be in the shop's currency.
fn amounts(settings: &Settings, resolver: &mut Resolver<'_>) {
    let currency = settings.currency.0;
    let mut amount = |amount: &Amount, at: Vec<Step>| {
        if let Err(wrong) = amount.money(currency) {
            resolver.push(error("amount", wrong.message).help(wrong.help), At::Value(at));
        }
    };
    for (n, zone) in settings.shipping.iter().flat_map(|shipping| &shipping.zones).enumerate() {
        amount(&zone.cost, path!["shipping", "zones", n, "cost"]);
        if let Some(above) = &zone.free_above {
            amount(above, path!["shipping", "zones", n, "free_above"]);
        }
        for (class, cost) in zone.classes.iter().filter_map(|(class, cost)| Some((class, cost.amount()?))) {
            amount(&cost, path!["shipping", "zones", n, "classes", class.as_str()]);
        }
    }
    if let Some(ReturnFees::Amount(fee)) = settings.returns.as_ref().and_then(|returns| returns.fees) {
        amount(&fee, path!["returns", "fees"]);
    }
    zones(settings, resolver);
}

/// Days go from few to many.
fn in_order(days: [u16; 2], at: Vec<Step>, resolver: &mut Resolver<'_>) {
    if days[0] > days[1] {
        let finding = error("days", "days go from few to many").help("write the smaller number first");
        resolver.push(finding, At::Value(at));
    }
}

/// Visitors choose a zone by its name, and each of its countries is in no other.
fn zones(settings: &Settings, resolver: &mut Resolver<'_>) {
    if let Some(days) = settings.shipping.as_ref().and_then(|shipping| shipping.handling_days) {
        in_order(days, path!["shipping", "handling_days"], resolver);
    }
    let mut countries = BTreeMap::new();
    let mut names = BTreeSet::new();
    let zones = settings.shipping.iter().flat_map(|shipping| &shipping.zones);
    for (n, zone) in zones.enumerate() {
        for (c, country) in zone.countries.iter().enumerate().filter(|_| zone.by_parcel()) {
            if let Some(other) = countries.insert(country, &zone.name) {
                if zone.countries[..c].contains(country) {
                    let finding = error("duplicate-country", format!("{} is written twice", country.0));
                    let at = path!["shipping", "zones", n, "countries", c];
                    resolver.push(finding.help("take one of the two out"), At::Value(at));
                    continue;
                }
                let message = format!("{} is in two zones, `{other}` and `{}`", country.0, zone.name);
                let help = "keep it in the one whose cost is right; where customers may also collect what they ordered, write \
                            `method: pickup` in the other one, or `method: local` where you bring it to those who live near, \
                            and no countries";
                let finding = error("duplicate-country", message).help(help);
                resolver.push(finding, At::Value(path!["shipping", "zones", n, "countries", c]));
            }
        }
        if !names.insert(&zone.name) {
            let finding = error("duplicate-zone", format!("two zones are called `{}`", zone.name));
            let help = "give each a name of its own: visitors choose among them";
            resolver.push(finding.help(help), At::Value(path!["shipping", "zones", n, "name"]));
        }
        if zone.countries.is_empty() && zone.by_parcel() {
            let finding = error("missing-key", format!("the zone `{}` has no country", zone.name));
            let help = "list the countries it is for: `countries: [DE, AT]`; where customers fetch what they ordered, write \
                        `method: pickup`, and `method: local` where you bring it";
            resolver.push(finding.help(help), At::Value(path!["shipping", "zones", n, "countries"]));
        }
        if !zone.countries.is_empty() && !zone.by_parcel() {
            let finding =
                error("zone-countries", format!("`{}` is no zone of parcels and needs no country", zone.name));
            let help = "leave out `countries:` here; or `method:`, where parcels go to these countries";
            resolver.push(finding.help(help), At::Value(path!["shipping", "zones", n, "countries"]));
        }
        if zone.free_above.is_some_and(|above| above.digits == 0) && zone.cost.digits != 0 {
            let finding = warning("free-above", format!("`{}` costs something, and is free above 0", zone.name));
            let help = "write `cost: 0`, or the subtotal from which delivery is free";
            resolver.push(finding.help(help), At::Value(path!["shipping", "zones", n, "free_above"]));
        }
        in_order(zone.days, path!["shipping", "zones", n, "days"], resolver);
    }
}

/// What the shop as a whole is without. It may be empty where its products are not published yet, and where it is there
/// for the sake of a report.
pub fn lacks(sources: &Sources, shop: &Shop, may_be_empty: bool, diagnostics: &mut Diagnostics) {
    if !may_be_empty {
        products(sources, shop, diagnostics);
    }
    pay_links::lacking(sources, shop, diagnostics);
    pay_links::unused(shop, diagnostics);
    classes::classes(sources, shop, diagnostics);
    classes::free(sources, shop, diagnostics);
    terms::terms(sources, shop, diagnostics);
    said::said(sources, shop, diagnostics);
}

/// A shop that sells nothing, and no fault says why.
fn products(sources: &Sources, shop: &Shop, diagnostics: &mut Diagnostics) {
    let Some(file) = file(sources).filter(|_| shop.products.is_empty() && !diagnostics.has_errors()) else { return };
    let help = "add the first as `content/products/tall-vase.md`; files that are not below `content/` are not read";
    let finding = warning("no-products", "the shop has no products").help(help);
    diagnostics.push(finding.at(file, At::Value(path!["name"])));
}

fn checkouts(settings: &mut Settings, resolver: &mut Resolver<'_>) {
    let contact = settings.contact.clone().unwrap_or_default();
    let known =
        Known { email: contact.email.as_deref(), whatsapp: contact.whatsapp.as_ref().map(|digits| digits.0.as_str()) };
    let mut seen: Vec<&'static str> = Vec::new();
    for (n, checkout) in settings.checkout.iter_mut().enumerate() {
        let name = checkout.name();
        if let Err(wrong) = checkout.complete(&known) {
            resolver.push(error("checkout", wrong.message).help(wrong.help), At::Value(path!["checkout", n]));
        }
        if seen.contains(&name) {
            let finding = error("duplicate-checkout", format!("`{name}` is listed twice")).help("keep one of the two");
            resolver.push(finding, At::Value(path!["checkout", n]));
        }
        seen.push(name);
    }
    if settings.checkout.is_empty() {
        let finding = warning("no-checkout", "nothing can be ordered: `checkout` is empty");
        resolver.push(
            finding.help("add `checkout:` with `- email: {}`, `- whatsapp: {}` or `- payment_link: {}`"),
            At::Value(path!["name"]),
        );
    }
}
