//! Whether orders name the ads of a network or campaign at all.
//!
//! In: a part of a period. Out: whether orders name it, or those who know better tell of many more: an analytics program, where it
//! sees visits from ads, else the ads manager. Links that were never tagged lose their source every time, and what is named then
//! is no measure of what is not. Absent: how many of the nameless orders were whose; nobody knows that.

use std::collections::{BTreeMap, BTreeSet};

use crate::importers::Measure;

use super::channels::{self, NetworkId};
use super::facts::Origin;
use super::lens::Lens;
use super::metrics::Metric;
use super::side::Side;
use super::slice::{Cut, Slice};

/// Links of a network may lose their source more often than those of others: so many times.
pub const LOST: i64 = 3;

/// Where nobody else tells, so many orders are enough to say that links are tagged.
const ENOUGH: i64 = 3;
/// Fewer orders that others tell of may be chance.
const FEW: i64 = 5;
/// So many orders, and a twentieth of what is claimed: links are tagged, and ads managers claim what others brought.
const DOZENS: i64 = 20;
const PART: i64 = 20;

/// Whether orders name a part, or none is without a source. Tags that say that nothing was paid are of other links.
pub fn is_named(slice: &Slice, cut: Cut) -> bool {
    !has_nameless(slice) || others_tell_more(slice, cut).map_or_else(|| orders(slice, cut) >= ENOUGH, |more| !more)
}

/// Networks with ads that orders do not name, though somebody tells of many: what came back for them is not known, however little
/// of it is told. What ads cost that do not say on which of several networks they ran is held for the first: `guessed`.
pub fn unnamed(slice: &Slice, guessed: &BTreeMap<Origin, Vec<NetworkId>>) -> BTreeSet<NetworkId> {
    if !has_nameless(slice) {
        return BTreeSet::new();
    }
    let costs = |own: &NetworkId| slice.sum(Cut::network(*own), Measure::Spend).is_some_and(|spend| spend > 0);
    let is_unnamed = |own: &NetworkId| others_tell_more(slice, Cut::network(*own)) == Some(true);
    let mut unnamed: BTreeSet<NetworkId> =
        slice.networks().into_iter().filter(|own| costs(own) && is_unnamed(own)).collect();
    for networks in guessed.values() {
        if networks.first().is_some_and(|first| unnamed.contains(first)) {
            unnamed.extend(networks.iter().filter(|own| slice.doubtful.contains(own)));
        }
    }
    unnamed
}

impl Lens<'_> {
    /// Whether a figure sets orders against ads that hardly an order names, though others tell of many; or tells that there were
    /// none of them.
    pub fn is_unnamed(&self, side: &Side, metric: &Metric, cut: Cut) -> bool {
        let unnamed = &side.slice.unnamed;
        let sets = !metric.sets_orders_against().is_empty();
        match (cut.network, cut.campaign) {
            _ if unnamed.is_empty() => false,
            (Some(network), None) => {
                unnamed.contains(&network) && (sets || (metric.is_of_orders() && side.slice.sells_nothing(cut)))
            }
            (None, Some(campaign)) => {
                let spent =
                    |network: &NetworkId| side.slice.sum(Cut { network: Some(*network), ..cut }, Measure::Spend);
                let networks = side.slice.networks_of(campaign).into_iter().filter(|own| spent(own) > Some(0));
                let all = networks.into_iter().map(|own| unnamed.contains(&own)).reduce(|all, own| all && own);
                sets && all == Some(true) && !is_named(&side.slice, cut)
            }
            // The other figures of all are of all orders, whoever brought them.
            (None, None) => metric.name == "roas" && self.networks_that_cost().iter().any(|own| unnamed.contains(own)),
            _ => false,
        }
    }
}

/// Where orders count that came through no network that is known.
pub fn nameless() -> impl Iterator<Item = NetworkId> {
    ["untold", "unmatched"].into_iter().filter_map(channels::find)
}

/// Where orders count that may be of ads whose links name nothing: those without a source, and those of people who seem to have
/// typed the address.
pub fn sources() -> impl Iterator<Item = NetworkId> {
    nameless().chain(channels::find("direct"))
}

fn has_nameless(slice: &Slice) -> bool {
    sources().any(|network| slice.sum(Cut::network(network), Measure::Orders).is_some_and(|orders| orders > 0))
}

/// Orders that ads may have brought.
fn orders(slice: &Slice, cut: Cut) -> i64 {
    let sum = |measure| slice.sum(cut, measure).unwrap_or(0);
    sum(Measure::Orders).saturating_sub(sum(Measure::UnpaidOrders))
}

/// Whether others tell of many times as much as the orders of a part; `None` where nobody else tells anything.
fn others_tell_more(slice: &Slice, cut: Cut) -> Option<bool> {
    let sum = |measure| slice.sum(cut, measure);
    let orders = orders(slice, cut);
    let net = sum(Measure::Net).unwrap_or(0).saturating_sub(sum(Measure::UnpaidNet).unwrap_or(0));
    let few = FEW.saturating_mul(average(slice));
    let more = |theirs: i64, own: i64, few: i64| theirs >= few && theirs > own.saturating_mul(1 + LOST);
    if let Some(seen) = seen_of_ads(slice, cut) {
        return Some(more(seen, net, few));
    }
    // Claims are told in thousandths.
    let claims =
        [(Measure::ClaimedOrders, orders.saturating_mul(1_000), FEW * 1_000), (Measure::ClaimedSales, net, few)];
    let (theirs, own, few) = claims.into_iter().find_map(|(measure, own, few)| Some((sum(measure)?, own, few)))?;
    let dozens = orders >= DOZENS && own.saturating_mul(PART) >= theirs;
    Some(more(theirs, own, few) && !dozens)
}

/// Sales that an analytics program saw after clicks on ads, where it saw a fifth of those clicks or more: it knows them by the
/// tags of their links.
fn seen_of_ads(slice: &Slice, cut: Cut) -> Option<i64> {
    const FIFTH: i64 = 5;
    let sum = |measure| slice.sum(cut, measure);
    let clicks = sum(Measure::LinkClicks).or_else(|| sum(Measure::Clicks)).unwrap_or(0);
    let sees = sum(Measure::PaidSessions).is_some_and(|paid| paid >= DOZENS && paid.saturating_mul(FIFTH) >= clicks);
    sees.then(|| sum(Measure::PaidSeen).unwrap_or(0))
}

/// Net sales of an order of the shop.
fn average(slice: &Slice) -> i64 {
    let (net, orders) = slice.sums_of_both(Cut::default(), Measure::Net, Measure::Orders).unwrap_or_default();
    net.checked_div(orders).unwrap_or(0)
}
