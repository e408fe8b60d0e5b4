//! Costs of delivery that are written for a class of parcels: those that no order ever pays, and those that a zone lacks.
//!
//! In: the shop as it will be published. Out: a warning at each such class of a zone. Absent: classes that no zone knows; see
//! [`super::facts`].

use std::collections::BTreeSet;

use super::products::buyable;
use super::settings;
use crate::diagnostic::{At, Diagnostics, did_you_mean, warning};
use crate::path;
use crate::scalar::Money;
use crate::shop::Shop;
use crate::shop::settings::Zone;
use crate::source::Sources;

/// Parcels of a class that has no cost in a zone go there for the usual one: the class is missing, or its name is misspelt.
pub fn classes(sources: &Sources, shop: &Shop, diagnostics: &mut Diagnostics) {
    let Some(file) = settings::file(sources) else { return };
    let zones = || shop.settings.shipping.iter().flat_map(|shipping| &shipping.zones);
    // One that no zone knows has been told at its product.
    let known: BTreeSet<&str> = zones().flat_map(|zone| zone.classes.keys().map(String::as_str)).collect();
    let named = shop.products.iter().filter_map(|product| product.matter.shipping_class.as_deref());
    let sent: BTreeSet<&str> = named.filter(|class| known.contains(class)).collect();
    let slips: Vec<(usize, &str, &str)> = zones()
        .enumerate()
        .flat_map(|(n, zone)| misspelt(zone, &sent).map(move |(own, meant)| (n, own, meant)))
        .collect();
    for (n, own, meant) in &slips {
        let message = format!("no product is of the class `{own}`, and `{meant}` has no cost in this zone");
        let finding = warning("shipping-class", message);
        let at = At::Key(path!["shipping", "zones", *n, "classes", *own]);
        diagnostics.push(finding.help(format!("did you mean `{meant}`?")).at(file, at));
    }
    for (n, zone) in zones().enumerate().filter(|(_, zone)| zone.by_parcel()) {
        let told = |class: &&String| slips.iter().any(|(at, own, meant)| own == class || *at == n && meant == class);
        // What is kept from some zones goes to all others as everything does.
        let all = zones().flat_map(|other| &other.classes);
        let mut others = all.filter(|(_, cost)| cost.amount().is_some()).map(|(class, _)| class);
        let Some(class) = others.find(|class| !zone.classes.contains_key(*class) && !told(class)) else { continue };
        let message = format!(
            "`{}` has no cost for `{class}`, which other zones have: it ships there for the usual one",
            zone.name
        );
        let help = format!("add `{class}:` below `classes:` of this zone");
        let at = At::Value(path!["shipping", "zones", n, "name"]);
        diagnostics.push(warning("shipping-class", message).help(help).at(file, at));
    }
}

/// Classes of a zone that no product has, each with the one that products have, the zone lacks, and the name is nearly that of.
fn misspelt<'a>(zone: &'a Zone, sent: &'a BTreeSet<&'a str>) -> impl Iterator<Item = (&'a str, &'a str)> {
    let idle = zone.classes.keys().map(String::as_str).filter(|own| !sent.contains(own));
    let lacking = || sent.iter().copied().filter(|class| !zone.classes.contains_key(*class));
    idle.filter_map(move |own| Some((own, did_you_mean(own, lacking())?)))
}

/// Delivery is free for the whole order from `free_above` on: also for what alone costs more than that.
pub fn free(sources: &Sources, shop: &Shop, diagnostics: &mut Diagnostics) {
    let Some(file) = settings::file(sources) else { return };
    let zones = shop.settings.shipping.iter().flat_map(|shipping| &shipping.zones);
    for (n, zone) in zones.enumerate() {
        let Some(above) = zone.free_above.and_then(|above| above.money(shop.currency).ok()) else { continue };
        for class in zone
            .classes
            .iter()
            .filter(|(_, cost)| cost.amount().is_some_and(|cost| cost.digits != 0))
            .map(|(class, _)| class)
        {
            if cheapest(shop, class).is_none_or(|price| price < above) {
                continue;
            }
            let message = format!("nobody ever pays this: all of `{class}` costs so much that delivery is free");
            let help = "raise `free_above` of this zone, or leave it out; or take this class out, where free is meant";
            let at = At::Value(path!["shipping", "zones", n, "classes", class.as_str()]);
            diagnostics.push(warning("shipping-class", message).help(help).at(file, at));
        }
    }
}

/// The lowest price of what can be bought and is sent in such parcels; `None` where nothing is.
fn cheapest(shop: &Shop, class: &str) -> Option<Money> {
    let own = shop.products.iter().filter(|product| product.matter.shipping_class.as_deref() == Some(class));
    let sold = own.flat_map(|product| product.variants.iter()).filter(|variant| buyable(variant));
    sold.map(|variant| variant.offer.price).min()
}
