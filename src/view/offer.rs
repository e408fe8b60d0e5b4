//! Prices, availability and ways to order, as a reader sees them.

use serde::Serialize;

use super::once::{CheckoutText, OrderText};
use super::{View, path};
use crate::checkouts::{Checkout, Order};
use crate::scalar::{Money, Quantity};
use crate::shop::Product;
use crate::shop::offer::{Offer, Variant};
use crate::shop::product::{Availability, Interval, Kind};
use crate::shop::settings::Zone;
use crate::theme::fill;

#[derive(Debug, Clone, Serialize)]
pub struct PriceView {
    pub text: String,
    pub from: bool,
    pub interval: Option<String>,
    pub list: Option<String>,
    pub lowest: Option<String>,
    pub saving: Option<String>,
    pub unit: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct AvailabilityView {
    pub code: &'static str,
    pub text: String,
    pub detail: Option<String>,
    pub buyable: bool,
    /// What the button says that puts it into the cart.
    pub add: String,
}

/// A plain link that orders one thing.
#[derive(Debug, Clone, Serialize)]
pub struct OrderLink {
    pub provider: &'static str,
    pub label: String,
    pub url: String,
    pub note: String,
}

/// At most this many pieces are called few.
const FEW: u32 = 5;

/// What is said of a product that can be had: only things lie in stock.
fn at_hand(product: &Product) -> &'static str {
    let paid_at_once = || product.variants.iter().any(|variant| variant.pay_link.is_some());
    match product.matter.kind {
        Kind::Physical if product.matter.subscription.is_none() => "availability_in_stock",
        Kind::Physical => "availability_subscription",
        // What is ordered by a message comes when that is answered.
        Kind::Digital if !paid_at_once() => "availability_subscription",
        Kind::Digital => "availability_digital",
        Kind::Service => "availability_service",
    }
}

impl View<'_> {
    pub fn money(&self, money: Money) -> String {
        self.formats.money(money.0)
    }

    pub fn price(&self, product: &Product, offer: &Offer) -> PriceView {
        self.price_of(product, offer, product.matter.price_from)
    }

    /// The price for a list, where variants may cost more than the one shown.
    pub fn list_price(&self, product: &Product) -> PriceView {
        let cheapest = product.on_offer().map(|variant| &variant.offer).min_by_key(|offer| offer.price);
        let offer = cheapest.unwrap_or_else(|| product.offer());
        let differ = product.on_offer().any(|variant| variant.offer.price != offer.price);
        let price = self.price_of(product, offer, product.matter.price_from || differ);
        PriceView { list: self.price_before(offer), ..price }
    }

    /// What a reduction is told beside where one earlier price has room: the lowest of the 30 days before it, which every
    /// announcement must name (Directive 98/6/EC art. 6a; CJEU C-330/23). Product pages show the list price as well.
    pub fn price_before(&self, offer: &Offer) -> Option<String> {
        offer.sale.as_ref().map(|sale| self.money(sale.before()))
    }

    fn price_of(&self, product: &Product, offer: &Offer, from: bool) -> PriceView {
        let sale = offer.sale.as_ref();
        PriceView {
            text: self.money(offer.price),
            from,
            interval: self.interval(product),
            list: sale.map(|sale| self.money(sale.list_price)),
            lowest: sale
                .and_then(|sale| sale.lowest)
                .map(|lowest| self.fill("price_lowest", &[("price", &self.money(lowest))])),
            // The percentage is of the lowest price before: CJEU C-330/23.
            saving: sale.and_then(|sale| {
                let before = sale.before().0;
                let percent = (before - offer.price.0) * 100 / before.max(1);
                // Less than one in a hundred would be told as none.
                (percent > 0).then(|| format!("−{}", self.formats.percent(percent)))
            }),
            unit: self.beside_price(offer),
        }
    }

    /// What the law wants beside a price: that of a unit, and a deposit.
    fn beside_price(&self, offer: &Offer) -> Option<String> {
        let parts: Vec<String> = self.unit_price(offer).into_iter().chain(self.deposit(offer)).collect();
        Some(parts.join(", ")).filter(|text| !text.is_empty())
    }

    /// "€12.40 / kg".
    pub fn unit_price(&self, offer: &Offer) -> Option<String> {
        let unit = offer.unit_price.as_ref()?;
        Some(format!("{} / {}", self.money(unit.price), self.per(unit.per)))
    }

    /// "plus €0.25 deposit".
    fn deposit(&self, offer: &Offer) -> Option<String> {
        offer.deposit.map(|deposit| self.fill("price_deposit", &[("amount", &self.money(deposit))]))
    }

    /// What a line of the cart says after the title: which variant it is, and what comes on top of its price.
    pub fn line_detail(&self, variant: &Variant) -> Option<String> {
        let name = Some(variant.name.clone()).filter(|name| !name.is_empty());
        let parts: Vec<String> = name.into_iter().chain(self.deposit(&variant.offer)).collect();
        Some(parts.join(", ")).filter(|text| !text.is_empty())
    }

    /// `kg`, `100 g`, `piece`: what a unit price is for.
    fn per(&self, per: Quantity) -> String {
        match (per.unit.name, per.thousandths) {
            ("ct", 1000) => self.t("unit_piece").to_owned(),
            ("ct", _) => format!("{} {}", per.number(), self.t("unit_pieces")),
            (name, 1000) => name.to_owned(),
            _ => per.to_string(),
        }
    }

    pub(super) fn make_tax_line(&self) -> Option<String> {
        let tax = self.shop.settings.tax.as_ref()?;
        let own = match (tax.included, self.knows_vat()) {
            (true, true) => "tax_included",
            (false, true) => "tax_excluded",
            (true, false) => "tax_included_other",
            (false, false) => "tax_excluded_other",
        };
        Some(tax.text.clone().unwrap_or_else(|| self.t(own).to_owned())).filter(|line| !line.is_empty())
    }

    /// Whether the tax of the shop's country is a value added tax: of the language's, where the shop does not say its own.
    fn knows_vat(&self) -> bool {
        const OTHER: [&str; 8] = ["AU", "CA", "IN", "JP", "MY", "NZ", "SG", "US"];
        let legal = self.shop.settings.legal.as_ref().map(|legal| legal.address.country.0.as_str());
        let country = legal.or_else(|| self.shop.locale.region());
        country.is_none_or(|country| !OTHER.contains(&country))
    }

    pub fn interval(&self, product: &Product) -> Option<String> {
        let subscription = product.matter.subscription.as_ref()?;
        Some(
            self.t(match subscription.every {
                Interval::Week => "per_week",
                Interval::Month => "per_month",
                Interval::Year => "per_year",
            })
            .to_owned(),
        )
    }

    pub fn availability(&self, product: &Product, offer: &Offer) -> AvailabilityView {
        let text = match offer.availability {
            Availability::InStock => match offer.stock.filter(|stock| *stock <= FEW) {
                Some(left) => self.count("availability_few", left.into()),
                None => self.t(at_hand(product)).to_owned(),
            },
            Availability::OutOfStock => self.t("availability_out_of_stock").to_owned(),
            Availability::Preorder => self.t("availability_preorder").to_owned(),
            Availability::Backorder => self.t("availability_backorder").to_owned(),
            Availability::Discontinued => self.t("availability_discontinued").to_owned(),
        };
        // A note of the merchant stands after the date, not in its place.
        let detail: Vec<String> = self.arrives(product, offer).into_iter().chain(offer.stock_note.clone()).collect();
        let buyable = offer.availability.buyable();
        let add = match offer.availability {
            Availability::Preorder => self.t("preorder").to_owned(),
            _ if buyable => self.t("add_to_cart").to_owned(),
            _ => text.clone(),
        };
        AvailabilityView {
            code: offer.availability.word(),
            text,
            add,
            detail: Some(detail.join(". ")).filter(|detail| !detail.is_empty()),
            buyable,
        }
    }

    /// "Sent from 19 February 2027", of what is not at hand and has a date; what is no parcel is not sent.
    fn arrives(&self, product: &Product, offer: &Offer) -> Option<String> {
        let key = match offer.availability {
            Availability::OutOfStock => "availability_back",
            Availability::Preorder | Availability::Backorder if product.matter.kind != Kind::Physical => {
                "availability_from_date"
            }
            Availability::Preorder => "availability_preorder_date",
            Availability::Backorder => "availability_backorder_date",
            Availability::InStock | Availability::Discontinued => return None,
        };
        Some(self.fill(key, &[("date", &self.formats.date(offer.available_on?.0))]))
    }

    /// What a cart and an order say of a line beside what it is: that it comes later, and who may have it.
    pub fn said_of(&self, product: &Product, offer: &Offer) -> Option<String> {
        let said = [self.later(product, offer), self.minimum_age(product)];
        let said: Vec<String> = said.into_iter().flatten().collect();
        (!said.is_empty()).then(|| said.join(". "))
    }

    /// "Sold only to people aged 18 or over".
    pub fn minimum_age(&self, product: &Product) -> Option<String> {
        product.matter.minimum_age.map(|age| self.fill("minimum_age", &[("age", &age.to_string())]))
    }

    /// "Pre-order. Sent from 19 February 2027": what is ordered before it is there.
    fn later(&self, product: &Product, offer: &Offer) -> Option<String> {
        if !matches!(offer.availability, Availability::Preorder | Availability::Backorder) {
            return None;
        }
        let text = self.availability(product, offer).text;
        Some(self.arrives(product, offer).map_or_else(|| text.clone(), |arrives| format!("{text}. {arrives}")))
    }

    /// The URL of a variant's page, which preselects it: `/products/mug/?glaze=ochre`.
    pub fn variant_path(&self, product: &Product, variant: &Variant) -> String {
        let page = path::product(&product.slug);
        if variant.query.is_empty() { page } else { [page.as_str(), "?", &variant.query].concat() }
    }

    /// Title and values: `Mug, Ochre`.
    pub fn variant_title(&self, product: &Product, variant: &Variant) -> String {
        let title = &product.matter.title;
        if variant.name.is_empty() { title.clone() } else { format!("{title}, {}", variant.name) }
    }

    /// Plain links that order one piece, one per provider that can.
    pub fn order_links(&self, product: &Product, variant: &Variant) -> Vec<OrderLink> {
        if !variant.offer.availability.buyable() {
            return Vec::new();
        }
        let message = self.order_message(product, variant);
        let pay_link = variant.pay_link.as_ref().map(|url| url.0.as_str());
        let order = Order { subject: &self.order_text().subject, message: &message, pay_link };
        let link = |(checkout, text): (&Checkout, &CheckoutText)| {
            Some(OrderLink {
                provider: checkout.name(),
                label: text.label.clone(),
                url: checkout.link(&order)?,
                note: text.note.clone(),
            })
        };
        self.shop.settings.checkout.iter().zip(self.checkout_texts()).filter_map(link).collect()
    }

    pub(super) fn checkout_text(&self, checkout: &Checkout) -> CheckoutText {
        let text = |own: Option<&str>, key: String| own.map_or_else(|| self.t(&key).to_owned(), str::to_owned);
        CheckoutText {
            label: text(checkout.label(), format!("checkout_{}", checkout.name())),
            note: text(checkout.note(), format!("checkout_{}_note", checkout.name())),
        }
    }

    pub(super) fn make_order_text(&self) -> OrderText {
        let shop = [("shop", self.shop.settings.name.as_str())];
        OrderText {
            subject: self.fill("order_subject", &shop),
            greeting: self.fill("order_greeting", &shop),
            shipping: self.fill("order_shipping", &[("shipping", self.t("order_shipping_open"))]),
            total: match self.tax_line().filter(|_| self.shop.settings.tax.as_ref().is_some_and(|tax| !tax.included)) {
                Some(tax) => format!("{}, {tax}", self.t("order_total")),
                None => self.t("order_total").to_owned(),
            },
        }
    }

    /// The message that the cart's script writes for a cart of one piece, without its reference.
    fn order_message(&self, product: &Product, variant: &Variant) -> String {
        let amount = self.money(variant.offer.price);
        let sum = [Some(amount), self.interval(product)].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let from = |sum: &str| match product.matter.price_from {
            true => self.fill("from", &[("price", sum)]),
            false => sum.to_owned(),
        };
        let price = from(&sum);
        let parts = [Some(product.matter.title.clone()), self.line_detail(variant)];
        let title = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let line = [("quantity", "1"), ("title", &title), ("sku", &variant.sku), ("price", &price)];
        let text = self.order_text();
        let mut message = format!("{}\n{}\n", text.greeting, self.fill("order_line", &line));
        if let Some(said) = self.said_of(product, &variant.offer) {
            message += &format!("({said})\n");
        }
        let mut total = price.clone();
        let mut to = "order_address";
        if product.matter.kind == Kind::Physical {
            let cost = self.only_zone_cost(product, &variant.offer);
            message
                .push_str(&cost.map_or_else(|| text.shipping.clone(), |(zone, cost)| self.order_shipping(zone, cost)));
            message.push('\n');
            to = cost.map_or(to, |(zone, _)| zone.method.order_to());
            total = cost.map_or(total, |(_, cost)| from(&self.with_delivery(product, variant.offer.price, &sum, cost)));
        }
        let url = self.base.absolute(&self.variant_path(product, variant));
        message += &fill(&text.total, &[("total", &total)]);
        message += &format!("\n{}", self.fill("order_url", &[("url", &url)]));
        // Whoever has to send something needs to know where to; each question costs both another message.
        if product.matter.kind == Kind::Physical {
            message += &format!("\n{}", self.t(to));
        }
        message
    }

    /// What delivery of one piece costs, where that is known of every buyer: in a shop that delivers to one zone.
    fn only_zone_cost(&self, product: &Product, offer: &Offer) -> Option<(&Zone, Money)> {
        let [zone] = self.shop.settings.shipping.as_ref()?.zones.as_slice() else { return None };
        let class = product.matter.shipping_class.as_deref();
        let free = self.delivery(class).free_above.is_some_and(|above| offer.price >= above);
        if free { Some((zone, Money(0))) } else { Some((zone, self.zone_cost(zone, class)?)) }
    }

    /// "Delivery (Germany): €4.90".
    fn order_shipping(&self, zone: &Zone, cost: Money) -> String {
        self.fill(zone.method.order_line(), &[("zone", &zone.name), ("shipping", &self.cost_text(cost))])
    }

    /// A price and its delivery in one sum; in two, where both are due again and again.
    fn with_delivery(&self, product: &Product, price: Money, sum: &str, cost: Money) -> String {
        match (cost, &product.matter.subscription) {
            (Money(0), _) => sum.to_owned(),
            (cost, None) => self.money(Money(price.0.saturating_add(cost.0))),
            (cost, Some(_)) => format!("{sum} + {} {}", self.money(cost), self.t("per_delivery")),
        }
    }
}
