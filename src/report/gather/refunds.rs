//! Refunds that are told apart from their orders: WooCommerce and PayPal write rows of their own, maybe before the order, maybe
//! months after it, and then in another file; Stripe writes the day into the row of the payment.
//!
//! In: orders that may be refunded, refunds, and what was won back of those. Out: what goes back, on the day that the report
//! chose, taken off the order's network, its customer and the groups that the customer is in. Absent: names; customers are
//! hashes here already.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU64;

use iso_currency::Currency;
use jiff::civil::Date;

use crate::importers::{Amounts, Measure, Order, State};

use crate::report::exchange::divide;
use crate::report::facts::{Cell, Facts, network};
use crate::report::gather::amounts::square;
use crate::report::settings::RefundBasis;

#[derive(Debug, Default)]
pub struct Refunds {
    basis: RefundBasis,
    placed: Vec<Placed>,
    /// The places of those orders, each once.
    places: BTreeMap<Place, u32>,
    back: Vec<Refund>,
    /// Orders that count no more, or never did: what went back of them was never in the sales.
    never_paid: BTreeSet<u64>,
}

/// An order that may be refunded. In the order of the hashes they are found like in a tree, in a third of the memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Placed {
    order: u64,
    customer: Option<NonZeroU64>,
    place: u32,
    /// How much of what was paid was goods without tax, in parts of a billion.
    goods: u32,
}

/// The whole of it.
const ALL: u32 = 1_000_000_000;

#[derive(Debug, Clone, Copy)]
pub struct Refund {
    /// The hash of the order's number; of what was won back maybe that of the refund.
    pub order: u64,
    /// The hash of its own number.
    pub number: u64,
    /// Below 0 where what went back was won back.
    pub amount: i64,
    /// Without tax and shipping, where the row tells that.
    pub goods: Option<i64>,
    /// Where it stands if no file tells of the order.
    pub own: Cell,
}

/// Where an order counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub cell: Cell,
    pub country: Option<[u8; 2]>,
    pub returning: Option<bool>,
}

/// Whether an importer's exports have such rows.
pub fn has_rows(importer: &str) -> bool {
    matches!(importer, "woocommerce_orders" | "paypal_activity" | "table")
}

impl Refunds {
    pub fn new(basis: RefundBasis) -> Refunds {
        Refunds { basis, ..Refunds::default() }
    }

    pub fn order(&mut self, order: u64, customer: Option<u64>, place: Place, net: Option<i64>, total: Option<i64>) {
        let next = self.places.len() as u32;
        let place = *self.places.entry(place).or_insert(next);
        let goods = u32::try_from(returned(i64::from(ALL), net, total)).unwrap_or(ALL);
        self.placed.push(Placed { order, customer: customer.and_then(NonZeroU64::new), place, goods });
    }

    /// The day of what went back of an order, where its row tells that and the report counts refunds by it; the amount is no
    /// part of the order then.
    pub fn later(&self, order: &Order<'_>, amounts: &Amounts) -> Option<(Date, i64)> {
        let day = order.refunded.filter(|_| self.basis == RefundBasis::RefundDate)?;
        amounts.refunds.filter(|back| *back > 0).map(|back| (day, back))
    }

    pub fn keep(&mut self, refund: Refund) {
        self.back.push(refund);
    }

    pub fn never_paid(&mut self, order: u64) {
        self.never_paid.insert(order);
    }

    /// Orders of which something went back, by their own hash and by that of the refund.
    fn refunded(&self) -> BTreeMap<u64, u64> {
        let back = self.back.iter().filter(|refund| refund.amount > 0);
        back.flat_map(|refund| [(refund.order, refund.order), (refund.number, refund.order)]).collect()
    }

    /// Takes all refunds to their orders; `end` is the last day on which customers are counted.
    pub fn settle(mut self, facts: &mut Facts, end: Date, currency: Currency) {
        if self.back.is_empty() {
            return;
        }
        let refunded = self.refunded();
        self.placed.sort_unstable();
        let mut places: Vec<(u32, Place)> = self.places.into_iter().map(|(place, number)| (number, place)).collect();
        places.sort_unstable_by_key(|(number, _)| *number);
        // An order of which something went back twice is one order.
        let mut of_orders: BTreeMap<(u64, Cell), i64> = BTreeMap::new();
        for Refund { order, amount, goods, own, .. } in self.back {
            // Nothing is won back that did not go back.
            let of = if amount < 0 { refunded.get(&order).copied() } else { Some(order) };
            let Some(order) = of else { continue };
            let known = self.placed.binary_search_by_key(&order, |placed| placed.order).ok().map(|at| self.placed[at]);
            let place = known.and_then(|known| places.get(known.place as usize));
            let Some((known, (_, place))) = known.zip(place) else {
                if self.never_paid.contains(&order) {
                    continue;
                }
                let goods = goods.unwrap_or(amount);
                facts.add(own, [(Measure::Refunds, amount), (Measure::Returns, goods)]);
                *of_orders.entry((order, own)).or_default() += amount;
                continue;
            };
            let goods = goods.unwrap_or_else(|| returned(amount, Some(known.goods.into()), Some(ALL.into())));
            let days = if self.basis == RefundBasis::OrderDate { place.cell } else { own };
            let cell = Cell { belonging: place.cell.belonging, ..days };
            facts.add(cell, [(Measure::Refunds, amount), (Measure::Returns, goods)]);
            *of_orders.entry((known.order, cell)).or_default() += amount;
            if let Some(customer) = known.customer.filter(|_| cell.from <= end) {
                facts.give_back(customer.get(), cell.from, goods);
            }
            of_groups(facts, Place { cell, ..*place }, [(Measure::Refunds, amount), (Measure::Returns, goods)]);
        }
        for ((_, cell), back) in of_orders {
            facts.add(cell, [(Measure::SquaresBack, square(back, currency))]);
        }
    }
}

/// An order, or what goes back of it, of the groups that its customer is in.
pub fn of_groups(facts: &mut Facts, place: Place, values: impl IntoIterator<Item = (Measure, i64)> + Clone) {
    let cell = Cell { belonging: network(place.cell.belonging.network), ..place.cell };
    if let Some(country) = &place.country {
        facts.segment("country", str::from_utf8(country).unwrap_or_default(), cell, values.clone());
    }
    if let Some(returning) = place.returning {
        facts.segment("customer", if returning { "returning" } else { "new" }, cell, values);
    }
}

/// The part of refunds that net sales lose: who pays back what was paid pays back tax and shipping too.
pub fn returned(refunds: i64, net: Option<i64>, total: Option<i64>) -> i64 {
    match (net, total) {
        (Some(net), Some(total)) if (0..total).contains(&net) => {
            i64::try_from(divide(i128::from(refunds) * i128::from(net), i128::from(total))).unwrap_or(refunds)
        }
        _ => refunds,
    }
}

/// Whether a row tells of money that goes back to a customer, or comes back from one.
pub fn is_refund(state: State) -> bool {
    matches!(state, State::Refund | State::WonBack)
}

/// What a row says went back: of an order until its export was made, of a refund all of it.
pub fn given_back(amounts: &Amounts, state: State) -> i64 {
    let whole = || amounts.total.or(amounts.net).filter(|_| is_refund(state));
    amounts.refunds.or_else(whole).unwrap_or(0)
}
