//! What must hold between the fields of one product, and between them and the settings.
//!
//! In: a product that decoded, and its variants. Out: findings below it. Absent: what it refers to; see [`super::products`].

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::content::place;
use super::pay_links;
use super::products::{buyable, push};
use super::read::Entry;
use crate::diagnostic::{Diagnostic, Diagnostics, Step, did_you_mean, error, warning};
use crate::options::Options;
use crate::path;
use crate::scalar::Quantity;
use crate::shop::offer::Variant;
use crate::shop::option;
use crate::shop::product::{self, Availability, Kind, Matter};
use crate::shop::settings::Settings;

/// What must hold between the fields of one product.
pub fn facts(
    entry: &Entry<Matter>,
    variants: &[Variant],
    settings: &Settings,
    options: &Options,
    diagnostics: &mut Diagnostics,
) {
    let matter = &entry.matter;
    let mut find = |finding: Diagnostic, steps| push(diagnostics, finding, place(&entry.origin, steps));
    if let Some(Err(wrong)) =
        matter.price.map(|price| price.money(settings.currency.0)).filter(|_| each_has_its_own(matter))
    {
        find(error("amount", wrong.message).help(wrong.help), path!["price"]);
    }
    for (n, image) in matter.images.iter().enumerate() {
        for (name, value) in &image.options.0 {
            let option = matter.options.iter().find(|option| option.name == *name);
            let known = option.is_some_and(|option| option.values.iter().any(|known| known.name() == value));
            if !known {
                let finding = error("unknown-option", format!("`{name}: {value}` is not a choice of this product"));
                find(
                    finding.help("name an option and one of its values, as below `options`"),
                    path!["images", n, "options"],
                );
            }
        }
    }
    reason(matter, &mut find);
    brand(matter, &mut find);
    deposit(matter, variants, &mut find);
    options_of(matter, &mut find);
    arrivals(matter, options, &mut find);
    for (n, _) in matter.reviews.iter().enumerate().filter(|(_, review)| review.date.0 > options.today) {
        let finding = warning("future-date", "the review is from a day that has not come");
        find(finding.help("write the day on which it was given, year first"), path!["reviews", n, "date"]);
    }
    contradictions(matter, options, &mut find);
    pieces(matter, variants, &mut find);
    parcel(matter, variants, settings, &mut find);
    age(matter, &mut find);
    if matter.kind == Kind::Physical && settings.shipping.is_none() && variants.iter().any(buyable) {
        let finding = warning("no-shipping", "the shop does not say what delivery costs");
        find(finding.help("add `shipping:` to shop.yaml, or `kind: digital` or `kind: service` here"), path!["title"]);
    }
    compared(matter, settings, &mut find);
    untold(matter, &mut find);
    pay_links::of_none(matter, settings, &mut find);
    pay_links::of_one_sum(matter, &mut find);
    can_be_ordered(variants, settings, &mut find);
}

/// Whether no variant costs what the product does.
fn each_has_its_own(matter: &Matter) -> bool {
    !matter.variants.is_empty() && matter.variants.iter().all(|variant| variant.price.is_some())
}

/// Customers read why something is not taken back; a yes or a no would stand there as it is.
fn reason(matter: &Matter, find: &mut dyn FnMut(Diagnostic, Vec<Step>)) {
    const WORDS: [&str; 12] = ["", "true", "false", "yes", "no", "ja", "nein", "oui", "non", "si", "sí", "1"];
    let Some(reason) = &matter.no_returns else { return };
    if WORDS.contains(&reason.trim().to_lowercase().as_str()) {
        let finding = error("no-returns", format!("`{reason}` does not say why it is not taken back"));
        let help = "write the reason, like `no_returns: Made to your measures, so it cannot be returned`; leave the line out \
                    where it can be sent back";
        find(finding.help(help), path!["no_returns"]);
    }
}

/// Feeds and search results would show such a word as the name of a maker.
fn brand(matter: &Matter, find: &mut dyn FnMut(Diagnostic, Vec<Step>)) {
    const NONE: [&str; 12] =
        ["n/a", "n.a.", "-", "--", "–", "—", "none", "no brand", "keine", "ohne marke", "aucune", "sans marque"];
    let Some(brand) = &matter.brand else { return };
    if NONE.contains(&brand.trim().to_lowercase().as_str()) {
        let finding = warning("brand", format!("`{brand}` is published as the name of who makes it"));
        find(finding.help("leave the line out where there is no brand"), path!["brand"]);
    }
}

/// A deposit comes back with what it is for.
fn deposit(matter: &Matter, variants: &[Variant], find: &mut dyn FnMut(Diagnostic, Vec<Step>)) {
    if matter.deposit.is_none() {
        return;
    }
    // That of a crate may be more than what is in it costs.
    let most = |variant: &Variant| variant.offer.deposit.is_some_and(|deposit| deposit.0 / 5 > variant.offer.price.0);
    let none = |variant: &Variant| variant.offer.deposit.is_some_and(|deposit| deposit.0 == 0);
    let (message, help) = match matter.kind {
        Kind::Digital | Kind::Service => (
            "`deposit` is for bottles and crates that come back, and nothing of this does",
            "write what is paid beforehand into the text, and take `deposit` out",
        ),
        Kind::Physical if !variants.is_empty() && variants.iter().all(none) => {
            ("a deposit of 0 says nothing", "take the line out")
        }
        Kind::Physical if variants.iter().any(most) => {
            ("the deposit is many times the price", "write units, not cents: `0.15`")
        }
        Kind::Physical => return,
    };
    find(warning("deposit", message).help(help), path!["deposit"]);
}

/// For what packed goods are compared in Germany (<https://www.gesetze-im-internet.de/pangv_2022/__5.html>).
fn compared(matter: &Matter, settings: &Settings, find: &mut dyn FnMut(Diagnostic, Vec<Step>)) {
    let german = settings.legal.as_ref().is_some_and(|legal| legal.address.country.0 == "DE");
    let of_variants = matter.variants.iter().enumerate();
    let of_variants = of_variants.map(|(n, variant)| (path!["variants", n, "unit_price", "per"], variant.unit_price));
    let written = std::iter::once((path!["unit_price", "per"], matter.unit_price)).chain(of_variants);
    for (at, unit) in written.filter_map(|(at, unit)| Some((at, unit?))).filter(|_| german) {
        let whole = match unit.per.unit.name {
            "g" => "1 kg",
            "ml" | "cl" => "1 l",
            _ => continue,
        };
        // A thousand grams are a kilogram.
        if whole.parse::<Quantity>().is_ok_and(|whole| whole.base() == unit.per.base()) {
            continue;
        }
        let message = format!("in Germany the price of packed goods is told for {whole}, not for {}", unit.per);
        find(warning("unit-price", message).help(format!("write `per: {whole}`")), at);
    }
}

/// A quantity that is sold without the price of a kilogram or a litre, while others of the product have one (Directive 98/6/EC,
/// article 3). Of a product without any, nobody knows whether it is sold by what it holds.
fn untold(matter: &Matter, find: &mut dyn FnMut(Diagnostic, Vec<Step>)) {
    let told = matter.variants.iter().any(|variant| variant.unit_price.is_some());
    if matter.unit_price.is_some() || !told {
        return;
    }
    let quantity = |value: &str| {
        let quantity: Option<Quantity> = value.replace(',', ".").parse().ok();
        quantity.is_some_and(|quantity| ["mass", "volume"].contains(&quantity.unit.measures))
    };
    let named = |variant: &product::Variant| variant.options.0.iter().any(|(_, value)| quantity(value));
    let lacking = |variant: &product::Variant| variant.unit_price.is_none() && named(variant);
    if let Some(n) = matter.variants.iter().position(lacking) {
        let message = "the other variants say what a kilogram or a litre costs, and this one does not";
        let help = "add `unit_price: {contains: 500 g, per: 1 kg}` with what it contains";
        find(warning("unit-price", message).help(help), path!["variants", n]);
    }
}

/// Laws ask for ages from 12 (films) to 21 (alcohol in the USA); what is made for small children is no matter of who buys it.
const AGES: RangeInclusive<u8> = 12..=21;

fn age(matter: &Matter, find: &mut dyn FnMut(Diagnostic, Vec<Step>)) {
    let Some(age) = matter.minimum_age.filter(|age| !AGES.contains(age)) else { return };
    let finding = error("minimum-age", format!("{age} years are no age that who buys this must have"));
    let help = "write an age from 12 to 21, like `18`; for which age it is made stands in `details`";
    find(finding.help(help), path!["minimum_age"]);
}

/// What a parcel costs and weighs.
fn parcel(matter: &Matter, variants: &[Variant], settings: &Settings, find: &mut dyn FnMut(Diagnostic, Vec<Step>)) {
    if let Some(class) = matter.shipping_class.as_ref().filter(|_| matter.kind != Kind::Physical) {
        let message = format!("`{class}` says nothing: what is `{}` is not sent", matter.kind.word());
        let finding = warning("shipping-class", message);
        return find(finding.help("take it out, or `kind:`"), path!["shipping_class"]);
    }
    if let Some(class) = &matter.shipping_class {
        let zones = || settings.shipping.iter().flat_map(|shipping| &shipping.zones);
        let known: BTreeSet<&str> = zones().flat_map(|zone| zone.classes.keys().map(String::as_str)).collect();
        if !known.contains(class.as_str()) {
            let help = match did_you_mean(class, known.iter().copied()) {
                Some(guess) => format!("did you mean `{guess}`?"),
                None => "add it below `classes` of a zone in shop.yaml".to_owned(),
            };
            // A parcel that costs what others cost is paid by the shop.
            let level = if known.is_empty() { warning } else { error };
            let finding = level("shipping-class", format!("no shipping zone knows the class `{class}`"));
            find(finding.help(help), path!["shipping_class"]);
        } else if !zones().any(|zone| zone.takes(Some(class))) {
            let finding = error("shipping-class", format!("all zones exclude `{class}`: nobody can have this"));
            let help =
                "give the class a cost in a zone of shop.yaml, or add a zone of `method: pickup` for what is fetched";
            find(finding.help(help), path!["shipping_class"]);
        }
    }
    let weighed = |variant: &Variant| variant.weight.is_some_and(|weight| !weight.unit.measures.starts_with("mass"));
    if variants.iter().any(weighed) {
        let finding = warning("weight", "what a parcel weighs is written in kg, g, lb or oz");
        let help = "write it like `1.2 kg`; what a bottle contains stands below `unit_price`";
        find(finding.help(help), path!["weight"]);
    }
}

/// The day on which a product arrives, or each of its variants, said where it is written.
fn arrivals(matter: &Matter, options: &Options, find: &mut dyn FnMut(Diagnostic, Vec<Step>)) {
    let own = [(path![], matter.availability, matter.available_on)];
    let of_variants = matter.variants.iter().enumerate();
    let of_variants =
        of_variants.map(|(n, variant)| (path!["variants", n], variant.availability, variant.available_on));
    for (at, availability, available_on) in own.into_iter().chain(of_variants) {
        let below = |key: &str| at.iter().cloned().chain(path![key]).collect::<Vec<Step>>();
        // What the product says counts where a variant says nothing else.
        let whole = at.is_empty() && !matter.variants.is_empty();
        let no_day = |own: &product::Variant| own.available_on.is_none();
        let counts = !whole || matter.variants.iter().any(no_day);
        let waits = !whole || matter.variants.iter().any(|own| no_day(own) && own.availability.is_none());
        let day = available_on.or(matter.available_on);
        if availability == Some(Availability::Preorder) && day.is_none() && waits {
            let finding = error("preorder", "a preorder needs the day on which it arrives");
            find(finding.help("add that day, year first, like `available_on: 2027-02-01`"), below("availability"));
        }
        if available_on.is_some_and(|day| day.0 < options.today) && counts {
            let finding = warning("past-date", "the day on which it arrives has passed");
            find(finding.help("move `available_on`, or set `availability: in_stock`"), below("available_on"));
        }
    }
}

/// Names and values by which a variant is chosen.
fn options_of(matter: &Matter, find: &mut dyn FnMut(Diagnostic, Vec<Step>)) {
    if let Some(n) = option::twice(&matter.options) {
        let finding = error("duplicate-option", format!("two options are called `{}`", matter.options[n].name));
        let help = "give each a name of its own, or put the values of both into one";
        find(finding.help(help), path!["options", n, "name"]);
    }
    for (n, option) in matter.options.iter().enumerate() {
        let names: Vec<&str> = option.values.iter().map(|value| value.name()).collect();
        if names.iter().enumerate().any(|(n, name)| names[..n].contains(name)) {
            let finding = error("duplicate-option", format!("a value of `{}` is written twice", option.name));
            find(finding.help("write each value once"), path!["options", n, "values"]);
        }
        if names.iter().any(|name| name.trim().is_empty()) {
            let finding = error("blank", format!("a value of `{}` is empty", option.name));
            find(finding.help("write what can be chosen, or take it out"), path!["options", n, "values"]);
        }
        if names.is_empty() {
            let finding = error("unknown-option", format!("`{}` has no values", option.name));
            find(finding.help("list at least one value, or leave the option out"), path!["options", n, "values"]);
        }
    }
}

/// What two lines of one product, or of one variant, say against each other.
fn contradictions(matter: &Matter, options: &Options, find: &mut dyn FnMut(Diagnostic, Vec<Step>)) {
    let of_variants = matter.variants.iter().enumerate().map(|(n, variant)| {
        (path!["variants", n], variant.availability, variant.stock, variant.available_on, &variant.price_history)
    });
    let own = (path![], matter.availability, matter.stock, matter.available_on, &matter.price_history);
    for (at, availability, stock, available_on, history) in [own].into_iter().chain(of_variants) {
        let below = |key: &str| at.iter().cloned().chain(path![key]).collect::<Vec<Step>>();
        let pieces = match (availability, stock) {
            (Some(Availability::InStock), Some(0)) => Some("it is `in_stock`, and there are 0 pieces"),
            (Some(Availability::OutOfStock | Availability::Discontinued), Some(1..)) => {
                Some("it cannot be bought, and there are pieces left")
            }
            _ => None,
        };
        if let Some(message) = pieces {
            let finding = warning("stock", message).help("leave one of the two out: `stock: 0` alone means sold out");
            find(finding, below("stock"));
        }
        let later = available_on.is_some_and(|day| day.0 > options.today);
        let sold_out = stock.or(matter.stock) == Some(0);
        if later && !sold_out && availability.or(matter.availability).is_none_or(|now| now == Availability::InStock) {
            let finding = warning("available-on", "it is in stock, and arrives on a later day");
            find(finding.help("write `availability: preorder`, or leave `available_on` out"), below("available_on"));
        }
        if let Some(n) = history.iter().position(|point| point.date.0 > options.today) {
            let message = format!("a price of {} cannot be history yet", history[n].date);
            let help = "add a line on the day on which the price changes: reductions are told from the past alone";
            find(error("price-history", message).help(help), [below("price_history"), path![n, "date"]].concat());
        }
    }
}

/// Pieces of a product of which each variant has as many.
fn pieces(matter: &Matter, variants: &[Variant], find: &mut dyn FnMut(Diagnostic, Vec<Step>)) {
    let own = matter.variants.iter().filter(|variant| variant.stock.is_some()).count();
    let sharing = variants.len().saturating_sub(own);
    if let Some(stock) = matter.stock.filter(|stock| *stock > 0 && sharing > 1) {
        let message =
            format!("this `stock` is that of each of {sharing} variants: of all of them, {sharing} times {stock}");
        find(warning("stock", message).help("write `stock` at each variant"), path!["stock"]);
    }
}

/// With payment links alone, each variant that is for sale needs one.
fn can_be_ordered(variants: &[Variant], settings: &Settings, find: &mut dyn FnMut(Diagnostic, Vec<Step>)) {
    let only_links =
        !settings.checkout.is_empty() && settings.checkout.iter().all(|checkout| checkout.name() == "payment_link");
    let lacking = |variant: &&Variant| buyable(variant) && variant.pay_link.is_none();
    if let Some(variant) = variants.iter().find(lacking).filter(|_| only_links) {
        let finding = warning("no-pay-link", format!("`{}` cannot be bought: it has no `pay_link`", variant.sku));
        find(finding.help("add the payment page's address, or a second way to order to `checkout`"), path!["title"]);
    }
}
