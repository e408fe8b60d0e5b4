//! Costs of delivery that are written for a class of parcels and that no order ever pays.
//!
//! In: the shop as it will be published. Out: a warning at each such class of a zone. Absent: classes that no zone knows; see
//! [`super::facts`].

use super::products::buyable;
use super::settings;
use crate::diagnostic::{At, Diagnostics, warning};
use crate::path;
use crate::scalar::Money;
use crate::shop::Shop;
use crate::source::Sources;

/// Delivery is free for the whole order from `free_above` on: also for what alone costs more than that.
pub fn free(sources: &Sources, shop: &Shop, diagnostics: &mut Diagnostics) {
    let Some(file) = settings::file(sources) else { return };
    let zones = shop.settings.shipping.iter().flat_map(|shipping| &shipping.zones);
    for (n, zone) in zones.enumerate() {
        let Some(above) = zone.free_above.and_then(|above| above.money(shop.currency).ok()) else { continue };
        for class in zone.classes.iter().filter(|(_, cost)| cost.digits != 0).map(|(class, _)| class) {
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
