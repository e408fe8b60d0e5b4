//! How a product arrives, what that costs and how it goes back, as texts.
//!
//! Absent: what the cart adds up, which its script does; structured data, see [`super::json_ld`].

use serde::Serialize;

use super::View;
use super::once::Delivery;
use crate::scalar::{Money, ReturnFees};
use crate::shop::Product;
use crate::shop::offer::Offer;
use crate::shop::product::{Availability, Kind};
use crate::shop::settings::{DeliveryMethod, Returns, Zone};

#[derive(Debug, Clone, Serialize)]
pub struct ShippingRow {
    pub name: String,
    pub cost: String,
    pub days: String,
    pub free_above: Option<String>,
}

impl View<'_> {
    /// "Delivery to Germany €4.90, free from €60": the rule of the first zone.
    pub fn shipping_line(&self) -> Option<String> {
        let zone = self.shop.settings.shipping.as_ref()?.zones.first()?;
        let of_classes = zone.classes.keys().filter_map(|class| self.zone_cost(zone, Some(class)));
        let costs: Vec<Money> = self.zone_cost(zone, None).into_iter().chain(of_classes).collect();
        let (least, most) = (*costs.iter().min()?, *costs.iter().max()?);
        if least == most {
            return self.zone_line(zone, None);
        }
        let cost = self.fill("from", &[("price", &self.money(least))]);
        Some(self.cost_line(zone, Some(&cost), self.free_above(zone)))
    }

    /// The same for one piece of a product, with the days until it arrives when it is at hand. Nothing for what cannot
    /// be had.
    pub fn delivery_line(&self, product: &Product, offer: &Offer) -> Option<String> {
        if !offer.availability.buyable() {
            return None;
        }
        match product.matter.kind {
            Kind::Digital => Some(self.t("delivery_digital").to_owned()),
            Kind::Service => None,
            Kind::Physical => {
                let delivery = self.delivery(product.matter.shipping_class.as_deref());
                let free = delivery.free_above.is_some_and(|above| offer.price >= above);
                let cost = if free { &delivery.free } else { &delivery.cost };
                let at_hand = offer.availability == Availability::InStock;
                let parts = [cost.as_deref(), Some(delivery.days.as_str()).filter(|_| at_hand)];
                cost.as_ref().map(|_| parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
            }
        }
    }

    pub(super) fn make_delivery(&self, class: Option<&str>) -> Delivery {
        let rows = self.shipping_rows(class);
        let zones = self.shop.settings.shipping.iter().flat_map(|shipping| &shipping.zones);
        let Some(zone) = zones.into_iter().find(|zone| zone.takes(class)) else {
            return Delivery { rows, ..Delivery::default() };
        };
        Delivery {
            cost: self.zone_line(zone, class),
            free: Some(self.cost_line(zone, None, None)),
            free_above: self.free_above(zone),
            days: self.days(zone),
            rows,
        }
    }

    fn zone_line(&self, zone: &Zone, class: Option<&str>) -> Option<String> {
        let cost = self.zone_cost(zone, class)?;
        let cost = (cost != Money(0)).then(|| self.money(cost));
        Some(self.cost_line(zone, cost.as_deref(), self.free_above(zone)))
    }

    pub(super) fn free_above(&self, zone: &Zone) -> Option<Money> {
        zone.free_above.and_then(|amount| amount.money(self.shop.currency).ok())
    }

    /// A parcel goes to its zone; another way to one's order is called as the shop calls it. Without `cost` it is free.
    fn cost_line(&self, zone: &Zone, cost: Option<&str>, free_above: Option<Money>) -> String {
        let above = free_above.filter(|_| cost.is_some()).map(|above| self.money(above));
        let name = zone.name.as_str();
        if !zone.by_parcel() {
            let free_from = above.map(|above| self.fill("free_from", &[("amount", &above)]));
            let parts = [Some(cost.unwrap_or_else(|| self.t("free")).to_owned()), free_from];
            return self.pair(name, &parts.into_iter().flatten().collect::<Vec<_>>().join(", "));
        }
        match (cost, above) {
            (None, _) => self.fill("delivery_free", &[("zone", name)]),
            (Some(cost), Some(above)) => {
                self.fill("delivery_cost_free_above", &[("zone", name), ("cost", cost), ("above", &above)])
            }
            (Some(cost), None) => self.fill("delivery_cost", &[("zone", name), ("cost", cost)]),
        }
    }

    pub(super) fn cost_text(&self, cost: Money) -> String {
        if cost == Money(0) { self.t("free").to_owned() } else { self.money(cost) }
    }

    /// What a parcel of a class costs to a zone; `None` where it does not go.
    pub fn zone_cost(&self, zone: &Zone, class: Option<&str>) -> Option<Money> {
        let amount = match class.and_then(|class| zone.classes.get(class)) {
            Some(cost) => cost.amount()?,
            None => zone.cost,
        };
        amount.money(self.shop.currency).ok()
    }

    /// Days until a parcel arrives: handling and way.
    fn total_days(&self, zone: &Zone) -> [u16; 2] {
        let handling =
            self.shop.settings.shipping.as_ref().and_then(|shipping| shipping.handling_days).unwrap_or([0, 0]);
        [zone.days[0].saturating_add(handling[0]), zone.days[1].saturating_add(handling[1])]
    }

    /// "Delivery in 3–5 working days", "Ready to fetch in 1 working day".
    pub fn cart_days(&self, zone: &Zone) -> String {
        let fetched = zone.method == DeliveryMethod::Pickup;
        let [least, most] = self.total_days(zone);
        if most == 0 {
            return self.t(if fetched { "pickup_same_day" } else { "delivery_same_day" }).to_owned();
        }
        let days = if least == most { most.to_string() } else { format!("{least}–{most}") };
        let key = if fetched { "pickup_days" } else { "cart_days" };
        self.strings.plural(key, self.formats.plural(most.into()), &[("days", &days)])
    }

    fn days(&self, zone: &Zone) -> String {
        let [least, most] = self.total_days(zone);
        if most == 0 {
            return self.t("same_day").to_owned();
        }
        if least == 0 {
            return self.count("delivery_days_within", most.into());
        }
        if least == most {
            return self.count("delivery_days", most.into());
        }
        self.fill("delivery_days_range", &[("from", &least.to_string()), ("to", &most.to_string())])
    }

    fn shipping_rows(&self, class: Option<&str>) -> Vec<ShippingRow> {
        let zones = self.shop.settings.shipping.iter().flat_map(|shipping| &shipping.zones);
        let row = |zone: &Zone| {
            if !zone.takes(class) {
                return Some(ShippingRow {
                    name: zone.name.clone(),
                    cost: self.t("not_delivered").to_owned(),
                    days: String::new(),
                    free_above: None,
                });
            }
            let cost = self.zone_cost(zone, class)?;
            let free_above = self.free_above(zone);
            Some(ShippingRow {
                name: zone.name.clone(),
                cost: self.cost_text(cost),
                days: self.days(zone),
                free_above: free_above.map(|above| self.fill("free_from", &[("amount", &self.money(above))])),
            })
        };
        zones.filter_map(row).collect()
    }

    /// "30 days to return, free of charge"; the days alone where nothing says who pays.
    pub(super) fn make_returns_line(&self) -> Option<String> {
        let returns: &Returns = self.shop.settings.returns.as_ref()?;
        if returns.days == 0 {
            return Some(self.t("returns_none").to_owned());
        }
        let days = self.count("returns_days", returns.days.into());
        let fees = match returns.fees {
            None => return Some(days),
            Some(ReturnFees::Free) => self.t("returns_free").to_owned(),
            Some(ReturnFees::Customer) => self.t("returns_customer").to_owned(),
            Some(ReturnFees::Amount(amount)) => {
                let money = amount.money(self.shop.currency).unwrap_or_default();
                self.fill("returns_fee", &[("amount", &self.money(money))])
            }
        };
        Some(format!("{days}, {fees}"))
    }
}
