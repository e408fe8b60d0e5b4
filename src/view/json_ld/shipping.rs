//! How goods arrive: `ShippingService` of the shop, `OfferShippingDetails` of an offer.
//!
//! Facts: <https://developers.google.com/search/docs/appearance/structured-data/shipping-policy>,
//! <https://developers.google.com/search/docs/appearance/structured-data/merchant-listing#merchant-shipping-policy-properties>.
//! Absent: what is fetched or brought, since both know parcels to countries alone.

use std::collections::BTreeMap;

use super::View;
use super::node::Node;
use crate::scalar::{Money, address};
use crate::shop::settings::{Shipping, Zone};

/// Delivery details that a page's offers refer to, by their identifiers.
pub type Details = BTreeMap<String, Node>;

impl View<'_> {
    /// The rules of the whole shop, for parcels of no special class.
    pub(super) fn shipping_service(&self) -> Option<Node> {
        let shipping = self.shop.settings.shipping.as_ref()?;
        let conditions: Vec<Node> =
            shipping.zones.iter().filter(|zone| zone.by_parcel()).flat_map(|zone| self.conditions(zone)).collect();
        if conditions.is_empty() {
            return None;
        }
        let node = Node::with_id("ShippingService", &self.shared_id("shipping"))
            .with("name", self.t("delivery"))
            .with("fulfillmentType", "https://schema.org/FulfillmentTypeDelivery")
            .maybe("handlingTime", shipping.handling_days.map(period))
            .some("shippingConditions", &conditions);
        Some(node)
    }

    /// One rule for a zone, or two where delivery is free from an amount on.
    fn conditions(&self, zone: &Zone) -> Vec<Node> {
        let Some(cost) = self.zone_cost(zone, None) else { return Vec::new() };
        let condition = |cost: Money, from: Option<Money>, below: Option<Money>| {
            let order = (from.is_some() || below.is_some()).then(|| {
                Node::new("MonetaryAmount")
                    .maybe("minValue", from.map(|money| self.plain(money)))
                    .maybe("maxValue", below.map(|money| self.plain(Money(money.0 - 1))))
                    .with("currency", self.shop.currency.code())
            });
            Node::new("ShippingConditions")
                .some("shippingDestination", &destinations(zone))
                .maybe("orderValue", order)
                .with("shippingRate", self.amount_node(cost))
                .with("transitTime", period(zone.days))
        };
        match self.free_above(zone).filter(|above| above.0 > 0 && cost.0 > 0) {
            Some(above) => vec![condition(cost, None, Some(above)), condition(Money(0), Some(above), None)],
            None => vec![condition(cost, None, None)],
        }
    }

    /// What an offer of this price and class refers to; the details themselves go into `details`.
    pub(super) fn shipping_references(&self, class: Option<&str>, price: Money, details: &mut Details) -> Vec<Node> {
        let Some(shipping) = self.shop.settings.shipping.as_ref() else { return Vec::new() };
        let mut references = Vec::with_capacity(shipping.zones.len());
        for (n, zone) in shipping.zones.iter().enumerate().filter(|(_, zone)| zone.by_parcel()) {
            let Some(cost) = self.zone_cost(zone, class) else { continue };
            let free = self.free_above(zone).is_some_and(|above| price >= above);
            let class = class.filter(|class| zone.classes.contains_key(*class));
            let name = match (free, class) {
                (true, _) => format!("shipping-{}-free", n + 1),
                (false, Some(class)) => format!("shipping-{}-{}", n + 1, address(class)),
                (false, None) => format!("shipping-{}", n + 1),
            };
            let id = self.shared_id(&name);
            references.push(Node::reference(&id));
            details
                .entry(id)
                .or_insert_with_key(|id| self.details(id, shipping, zone, if free { Money(0) } else { cost }));
        }
        references
    }

    /// Countries that a product is not sent to, of those that the shop sends to.
    pub(super) fn ineligible(&self, class: Option<&str>) -> Vec<&str> {
        let zones = self.shop.settings.shipping.iter().flat_map(|shipping| &shipping.zones);
        let lacking = zones.filter(|zone| zone.by_parcel() && !zone.takes(class));
        lacking.flat_map(|zone| zone.countries.iter().map(|country| country.0.as_str())).collect()
    }

    fn details(&self, id: &str, shipping: &Shipping, zone: &Zone, cost: Money) -> Node {
        let time = Node::new("ShippingDeliveryTime")
            .maybe("handlingTime", shipping.handling_days.map(days))
            .with("transitTime", days(zone.days));
        Node::with_id("OfferShippingDetails", id)
            .with("shippingRate", self.amount_node(cost))
            .some("shippingDestination", &destinations(zone))
            .with("deliveryTime", time)
    }

    /// An amount as schema.org wants it: with a dot, without grouping.
    pub(super) fn plain(&self, money: Money) -> String {
        money.plain(self.shop.currency)
    }

    pub(super) fn amount_node(&self, money: Money) -> Node {
        Node::new("MonetaryAmount").with("value", self.plain(money)).with("currency", self.shop.currency.code())
    }
}

fn destinations(zone: &Zone) -> Vec<Node> {
    let region = |country: &str| Node::new("DefinedRegion").with("addressCountry", country);
    zone.countries.iter().map(|country| region(&country.0)).collect()
}

fn period(range: [u16; 2]) -> Node {
    Node::new("ServicePeriod").with("duration", days(range))
}

fn days([least, most]: [u16; 2]) -> Node {
    Node::new("QuantitativeValue").with("minValue", least).with("maxValue", most).with("unitCode", "DAY")
}
