//! What is the same on every page of a site, made when the first page asks for it and kept.
//!
//! Nothing here depends on a page: whichever page asks first, the values are the same.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::View;
use super::delivery::ShippingRow;
use super::json_ld::Node;
use super::logo::Vanishes;
use crate::scalar::Money;

#[derive(Debug, Default)]
pub struct Once {
    tax_line: OnceLock<Option<String>>,
    returns_line: OnceLock<Option<String>>,
    deliveries: OnceLock<BTreeMap<Option<String>, Delivery>>,
    checkouts: OnceLock<Vec<CheckoutText>>,
    order: OnceLock<OrderText>,
    store: OnceLock<Node>,
    return_policy: OnceLock<Option<Node>>,
    no_returns: OnceLock<Option<Node>>,
    vanishes: OnceLock<Vanishes>,
    orders: OnceLock<[bool; 2]>,
}

/// How parcels of one shipping class arrive.
#[derive(Debug, Default)]
pub struct Delivery {
    /// To the first zone: what it costs, and the same for an order that is delivered free.
    pub cost: Option<String>,
    pub free: Option<String>,
    /// An order of this amount and more is delivered free.
    pub free_above: Option<Money>,
    /// Until it arrives.
    pub days: String,
    pub rows: Vec<ShippingRow>,
}

/// What a way to order is called, and what it says of itself.
#[derive(Debug)]
pub struct CheckoutText {
    pub label: String,
    pub note: String,
}

/// The parts of an order's message that name no product.
#[derive(Debug)]
pub struct OrderText {
    pub subject: String,
    pub greeting: String,
    pub shipping: String,
    /// With the tax beside the sum, where prices are without it.
    pub total: String,
}

impl<'a> View<'a> {
    /// `None` where prices say nothing of tax.
    pub fn tax_line(&self) -> Option<&'a str> {
        self.once.tax_line.get_or_init(|| self.make_tax_line()).as_deref()
    }

    pub fn returns_line(&self) -> Option<&'a str> {
        self.once.returns_line.get_or_init(|| self.make_returns_line()).as_deref()
    }

    /// A class without costs of its own is delivered as all others are.
    pub fn delivery(&self, class: Option<&str>) -> &'a Delivery {
        let deliveries = self.once.deliveries.get_or_init(|| {
            let zones = self.shop.settings.shipping.iter().flat_map(|shipping| &shipping.zones);
            let classes = zones.flat_map(|zone| zone.classes.keys().cloned().map(Some));
            std::iter::once(None)
                .chain(classes)
                .map(|class| (class.clone(), self.make_delivery(class.as_deref())))
                .collect()
        });
        let own = class.and_then(|class| deliveries.get(&Some(class.to_owned())));
        own.unwrap_or_else(|| &deliveries[&None])
    }

    /// In the order of the shop's checkouts.
    pub fn checkout_texts(&self) -> &'a [CheckoutText] {
        self.once
            .checkouts
            .get_or_init(|| self.shop.settings.checkout.iter().map(|own| self.checkout_text(own)).collect())
    }

    pub fn order_text(&self) -> &'a OrderText {
        self.once.order.get_or_init(|| self.make_order_text())
    }

    /// On which grounds the logo is not seen.
    pub fn vanishes(&self) -> Vanishes {
        *self.once.vanishes.get_or_init(|| self.make_vanishes())
    }

    /// Whether an order of all products by age, and one by rating, would change anything; `make` looks at all of them.
    pub fn orders(&self, make: impl FnOnce() -> [bool; 2]) -> [bool; 2] {
        *self.once.orders.get_or_init(make)
    }

    /// The shop in brief, for pages that only refer to it.
    pub fn store_brief(&self) -> Node {
        self.once.store.get_or_init(|| self.store_node()).clone()
    }

    /// The policy of the whole shop; `None` when nothing is written of it, or nothing that a reader accepts.
    pub fn return_policy(&self) -> Option<Node> {
        self.once.return_policy.get_or_init(|| self.make_return_policy()).clone()
    }

    /// The policy of products that are not taken back.
    pub fn no_returns(&self) -> Option<Node> {
        self.once.no_returns.get_or_init(|| self.make_no_returns()).clone()
    }
}
