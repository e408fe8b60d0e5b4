//! Price and availability of one variant: `Offer`.
//!
//! Facts: <https://developers.google.com/search/docs/appearance/structured-data/merchant-listing#offer-details>.
//! Absent: `priceValidUntil`, because nobody wrote such a day, and a day that has passed hides the offer.

use super::View;
use super::node::Node;
use super::shipping::Details;
use crate::scalar::{Money, Quantity};
use crate::shop::Product;
use crate::shop::offer::{Offer, UnitPrice, Variant};
use crate::shop::product::{Availability, Interval, Kind};

impl View<'_> {
    /// `None` for what is free: no merchant listing accepts a price of nothing.
    pub(super) fn offer_node(&self, product: &Product, variant: &Variant, details: &mut Details) -> Option<Node> {
        let offer = &variant.offer;
        if offer.price <= Money(0) {
            return None;
        }
        let arrives = matches!(offer.availability, Availability::Preorder | Availability::Backorder);
        let sold = product.matter.kind != Kind::Service;
        let condition = sold.then(|| product.matter.condition.schema_org());
        let node = Node::new("Offer")
            .with("url", self.base.absolute(&self.variant_path(product, variant)))
            .with("price", self.plain(offer.price))
            .with("priceCurrency", self.shop.currency.code())
            .with("availability", offer.availability.schema_org())
            .maybe("availabilityStarts", offer.available_on.filter(|_| arrives).map(|date| date.to_string()))
            .maybe("itemCondition", condition)
            .with("seller", self.store_reference())
            .some("priceSpecification", &self.price_specifications(product, offer));
        if product.matter.kind != Kind::Physical {
            return Some(node);
        }
        let shipping = self.shipping_references(product.matter.shipping_class.as_deref(), offer.price, details);
        let returns = self.return_reference(&product.matter);
        let node = node.some("ineligibleRegion", &self.ineligible(product.matter.shipping_class.as_deref()));
        Some(node.some("shippingDetails", &shipping).maybe("hasMerchantReturnPolicy", returns))
    }

    /// The list price, and the price again where it needs a unit or an interval to be understood.
    fn price_specifications(&self, product: &Product, offer: &Offer) -> Vec<Node> {
        let price = |money| {
            Node::new("UnitPriceSpecification")
                .with("price", self.plain(money))
                .with("priceCurrency", self.shop.currency.code())
        };
        let list =
            offer.sale.map(|sale| price(sale.list_price).with("priceType", "https://schema.org/StrikethroughPrice"));
        let interval = product.matter.subscription.map(|subscription| duration(subscription.every));
        let unit = offer.unit_price.as_ref().map(reference_quantity);
        let active = (interval.is_some() || unit.is_some())
            .then(|| price(offer.price).maybe("referenceQuantity", unit).maybe("billingDuration", interval));
        list.into_iter().chain(active).collect()
    }
}

/// What the price buys, and the quantity for which prices are compared.
fn reference_quantity(unit: &UnitPrice) -> Node {
    quantity(unit.contains).with("valueReference", quantity(unit.per))
}

pub fn quantity(quantity: Quantity) -> Node {
    Node::new("QuantitativeValue").with("value", quantity.number()).with("unitCode", quantity.unit.code)
}

/// ISO 8601, as <https://schema.org/Duration> wants it.
fn duration(interval: Interval) -> &'static str {
    match interval {
        Interval::Week => "P1W",
        Interval::Month => "P1M",
        Interval::Year => "P1Y",
    }
}
