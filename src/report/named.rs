//! Whether orders name the ads of a network or campaign at all.
//!
//! In: a part of a period, and what is told of the quarter before. Out: whether orders name it, or those who know better tell of many
//! more: an analytics program, where it sees visits from ads, else the ads manager. Links that were never tagged lose their source
//! every time, and what is named then is no measure of what is not. A tag is a property of links, not of a month: where they bore
//! it just before, a month of few orders does not take it from them, unless hardly any come of those that came before, whatever is
//! claimed. Absent: how many of the nameless orders were whose; nobody knows that.

use std::collections::{BTreeMap, BTreeSet};

use crate::importers::Measure;
use crate::scalar::Period;

use super::channels::{self, Belonging, CampaignId, NetworkId};
use super::facts::{BY_HAND, Cell, Facts, Origin};
use super::lens::Lens;
use super::metrics::Metric;
use super::quality::FileQuality;
use super::slice::{Cut, Slice};
use super::visits::is_of_visits;
use crate::report::lens::side::Side;

/// Links of a network may lose their source more often than those of others: so many times.
pub const LOST: i64 = 3;

/// Where nobody else tells, so many orders are enough to say that links are tagged.
const ENOUGH: i64 = 3;
/// Fewer orders that others tell of may be chance, and fewer that name ads.
const FEW: i64 = 5;
/// A tenth of the orders that name anything, or dozens of them, and of either a twentieth of what is claimed: links are tagged, and
/// ads managers claim what others brought.
const TENTH: i64 = 10;
const DOZENS: i64 = 20;
/// So many orders are not hardly any.
const SOME: i64 = 10;
const PART: i64 = 20;

/// Where so many orders of all are without a source, what is said of networks depends on them: a fifth.
pub const MANY: i64 = 5;

/// Days before a period whose links are those of the period: a quarter.
const BEFORE: i32 = 92;

/// What orders name, and ads managers claim, in the quarter before a period.
#[derive(Debug, Clone, Default)]
pub struct Earlier(BTreeMap<(Belonging, Measure), i64>);

impl Earlier {
    pub fn of(facts: &Facts, period: Period, files: &[FileQuality]) -> Earlier {
        use Measure::{ClaimedOrders, ClaimedSales, Orders, PaidOrders, Slips, UnpaidOrders};
        const TOLD: [Measure; 6] = [Orders, UnpaidOrders, PaidOrders, Slips, ClaimedOrders, ClaimedSales];
        let before = |cell: &Cell| cell.to < period.from && (period.from - cell.to).get_days() <= BEFORE;
        let exported = |cell: &Cell| cell.origin != BY_HAND && !is_of_visits(cell.origin, files);
        let mut sums = Earlier::default();
        for (cell, told) in facts.cells.iter().filter(|(cell, _)| before(cell) && exported(cell)) {
            TOLD.into_iter().filter_map(|own| Some((own, told.get(own)?))).for_each(|(own, value)| {
                sums.add(cell.belonging, own, value);
            });
        }
        sums
    }

    fn add(&mut self, place: Belonging, measure: Measure, value: i64) {
        let sum = self.0.entry((place, measure)).or_default();
        *sum = sum.saturating_add(value);
    }

    fn sum(&self, cut: Cut, measure: Measure) -> i64 {
        let own = self.0.iter().filter(|((place, own), _)| *own == measure && cut.holds(*place));
        own.fold(0, |sum, (_, value)| sum.saturating_add(*value))
    }

    /// Orders that ads may have brought.
    pub fn orders(&self, cut: Cut) -> i64 {
        self.sum(cut, Measure::Orders).saturating_sub(self.sum(cut, Measure::UnpaidOrders))
    }

    /// The same with what is told of each place told of another one.
    pub fn moved(&self, to: impl Fn(Belonging) -> Belonging) -> Earlier {
        let mut moved = Earlier::default();
        self.0.iter().for_each(|((place, measure), value)| moved.add(to(*place), *measure, *value));
        moved
    }
}

/// Whether orders name a part, or none is without a source. Tags that say that nothing was paid are of other links.
pub fn is_named(slice: &Slice, cut: Cut) -> bool {
    if are_listed(slice, cut) {
        return false;
    }
    !has_nameless(slice) || others_tell_more(slice, cut).map_or_else(|| is_enough(slice, cut), |more| !more)
}

/// Whether many times as many orders came by links that ads of a part share with others as by its own: which of them those ads
/// brought nobody knows, and its own are no measure of them. From some on they are the least that came back.
pub fn are_listed(slice: &Slice, cut: Cut) -> bool {
    let ((listed, _), own) = (slice.listed(cut), orders(slice, cut));
    listed >= FEW && listed > own.saturating_mul(1 + LOST) && (own < SOME || !are_of_most(slice, cut))
}

/// Whether the campaigns that orders name cost at least half of a part, or orders name none: those of one small campaign are no
/// measure of the others.
fn are_of_most(slice: &Slice, cut: Cut) -> bool {
    let mut spend: BTreeMap<Option<CampaignId>, i64> = BTreeMap::new();
    for row in slice.of(Measure::Spend).iter().filter(|row| cut.holds(row.belonging)) {
        let sum = spend.entry(row.belonging.campaign).or_default();
        *sum = sum.saturating_add(row.value);
    }
    let is_named = |own: &Option<CampaignId>| own.is_some() && orders(slice, Cut { campaign: *own, ..cut }) > 0;
    let named: Vec<i64> = spend.iter().filter(|(own, _)| is_named(own)).map(|(_, value)| *value).collect();
    let sum = |values: &mut dyn Iterator<Item = i64>| values.fold(0, i64::saturating_add);
    named.is_empty() || sum(&mut named.iter().copied()).saturating_mul(2) >= sum(&mut spend.values().copied())
}

/// Whether so many orders name a part that its links are tagged, whatever others tell.
fn is_enough(slice: &Slice, cut: Cut) -> bool {
    orders(slice, cut) >= ENOUGH || is_tagged(slice, cut, Measure::ClaimedOrders)
}

/// Networks with ads that orders do not name, though somebody tells of many, or though many orders name no source where nobody else
/// tells: what came back for them is not known, however little of it is told. What ads cost that do not say on which of several
/// networks they ran is held for the first: `guessed`.
pub fn unnamed(slice: &Slice, guessed: &BTreeMap<Origin, Vec<NetworkId>>) -> BTreeSet<NetworkId> {
    let costs = |own: &NetworkId| slice.sum(Cut::network(*own), Measure::Spend).is_some_and(|spend| spend > 0);
    // Where nobody else tells, what names no source may be of any through which nothing is told.
    let untold = |cut| likely(slice, cut) <= 0 && !is_enough(slice, cut) && has_many_nameless(slice);
    let has_nameless = has_nameless(slice);
    let is_unnamed = |own: &NetworkId| {
        let cut = Cut::network(*own);
        let unnamed = || others_tell_more(slice, cut).unwrap_or_else(|| untold(cut));
        are_listed(slice, cut) || (has_nameless && unnamed())
    };
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
        let (slice, unnamed) = (&side.slice, &side.slice.unnamed);
        let tells = || {
            let sets = !metric.sets_orders_against().is_empty();
            sets || (metric.tells_orders() && side.slice.sells_nothing(cut))
        };
        // Links that ads share with others name none of the network's campaigns.
        let shares = |network: &NetworkId| {
            let ((listed, _), own) = (slice.listed(Cut::network(*network)), orders(slice, cut));
            listed >= FEW && own < FEW && listed > own.saturating_mul(1 + LOST)
        };
        match (cut.network, cut.campaign) {
            (Some(network), Some(_)) if shares(&network) => tells(),
            (None, Some(campaign)) if networks_with_spend(slice, campaign).iter().any(shares) => tells(),
            _ if unnamed.is_empty() => false,
            (Some(network), None) => unnamed.contains(&network) && tells(),
            (Some(network), Some(_)) => unnamed.contains(&network) && tells() && !is_named(&side.slice, cut),
            (None, Some(campaign)) => {
                let networks = networks_with_spend(slice, campaign);
                let all = networks.iter().map(|own| unnamed.contains(own)).reduce(|all, own| all && own);
                all == Some(true) && tells() && !is_named(slice, cut)
            }
            // The other figures of all are of all orders, whoever brought them.
            (None, None) => metric.name == "roas" && self.networks_that_cost().iter().any(|own| unnamed.contains(own)),
        }
    }
}

/// Networks on which a campaign cost something.
fn networks_with_spend(slice: &Slice, campaign: CampaignId) -> Vec<NetworkId> {
    let spent =
        |network: &NetworkId| slice.sum(Cut { network: Some(*network), campaign: Some(campaign) }, Measure::Spend);
    slice.networks_of(campaign).into_iter().filter(|own| spent(own) > Some(0)).collect()
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
    let has = |network| slice.sum_of(Measure::Orders, |place| place.network == network) > 0;
    sources().any(|network| has(network) || slice.leaves_out_orders(Cut::network(network)))
}

/// Whether as many orders are without a source as change what is said of networks.
fn has_many_nameless(slice: &Slice) -> bool {
    let orders = |cut| slice.sum(cut, Measure::Orders).unwrap_or(0);
    let open = sources().map(|network| orders(Cut::network(network))).fold(0, i64::saturating_add);
    open >= FEW && open.saturating_mul(MANY) >= orders(Cut::default())
}

/// Orders that ads may have brought.
fn orders(slice: &Slice, cut: Cut) -> i64 {
    let sum = |measure| slice.sum(cut, measure).unwrap_or(0);
    sum(Measure::Orders).saturating_sub(sum(Measure::UnpaidOrders))
}

/// The same with those by links that ads share with others.
fn likely(slice: &Slice, cut: Cut) -> i64 {
    orders(slice, cut).saturating_add(slice.listed(cut).0)
}

/// Whether others tell of many times as much as the orders of a part; `None` where nobody else tells anything.
fn others_tell_more(slice: &Slice, cut: Cut) -> Option<bool> {
    let sum = |measure| slice.sum(cut, measure);
    let orders = likely(slice, cut);
    let net = sum(Measure::Net).unwrap_or(0).saturating_sub(sum(Measure::UnpaidNet).unwrap_or(0));
    let net = net.saturating_add(slice.listed(cut).1);
    let few = FEW.saturating_mul(average(slice));
    let more = |theirs: i64, own: i64, few: i64| theirs >= few && theirs > own.saturating_mul(1 + LOST);
    if let Some(seen) = seen_of_ads(slice, cut) {
        return Some(more(seen, net, few));
    }
    // Claims are told in thousandths.
    let claims =
        [(Measure::ClaimedOrders, orders.saturating_mul(1_000), FEW * 1_000), (Measure::ClaimedSales, net, few)];
    let told = claims.into_iter().find_map(|(measure, own, few)| Some((measure, sum(measure)?, own, few)));
    let (measure, theirs, own, few) = told?;
    Some(if is_tagged(slice, cut, measure) { fell_silent(slice, cut, measure) } else { more(theirs, own, few) })
}

/// Whether the links of a part's ads are tagged, by the orders of the period and of the quarter before, however much is claimed. Where
/// orders tell by which medium they came, those that tell none may be of posts, but for those of a campaign that cost something.
fn is_tagged(slice: &Slice, cut: Cut, claimed: Measure) -> bool {
    let sum = |cut, measure| slice.sum(cut, measure).unwrap_or(0).saturating_add(slice.earlier.sum(cut, measure));
    let of = |cut| orders(slice, cut).saturating_add(slice.earlier.orders(cut));
    let tell_media = sum(Cut::default(), Measure::PaidOrders) > 0;
    let own = if tell_media { sum(cut, Measure::PaidOrders) } else { of(cut) };
    let of_campaign = |own: Cut| {
        let named = if tell_media { of(own).saturating_sub(sum(own, Measure::PaidOrders)) } else { 0 };
        named.saturating_add(sum(own, Measure::Slips))
    };
    let own = slice.campaigns_that_cost(cut).into_iter().map(of_campaign).fold(own, i64::saturating_add);
    let claims = sum(cut, claimed) / if claimed == Measure::ClaimedOrders { 1_000 } else { average(slice).max(1) };
    let naming = || of(Cut::default()).saturating_sub(sources().map(|none| of(Cut::network(none))).sum());
    own >= FEW && own.saturating_mul(PART) >= claims && (own >= DOZENS || own.saturating_mul(TENTH) >= naming())
}

/// Whether hardly an order came, though as many as before for each that is claimed would be more than chance takes away: links lost
/// their tags, or orders keep them no more. Half as many a day as before is no silence, for an account may have begun to count more;
/// and no more are missing than name nothing.
fn fell_silent(slice: &Slice, cut: Cut, claimed: Measure) -> bool {
    let (before, claims) = (slice.earlier.orders(cut), slice.earlier.sum(cut, claimed));
    let expected = slice.sum(cut, claimed).unwrap_or(0).saturating_mul(before).checked_div(claims).unwrap_or(0);
    let own = likely(slice, cut);
    let nameless =
        sources().filter_map(|none| slice.sum(Cut::network(none), Measure::Orders)).fold(0, i64::saturating_add);
    let expected = expected.min(own.saturating_add(nameless));
    let fewer = own.saturating_mul(2 * i64::from(BEFORE)) < before.saturating_mul(slice.period.days());
    before >= FEW && expected >= FEW && fewer && expected > own.saturating_add(1).saturating_mul(1 + LOST)
}

/// What an ads manager claims beyond the net sales of a part, where it is many times as much: links may lose their source more often
/// than those of others, as in an app's own browser.
pub fn claimed_beyond(slice: &Slice, cut: Cut) -> Option<i64> {
    let sum = |measure| slice.sum(cut, measure);
    let by_orders = || Some(sum(Measure::ClaimedOrders)?.saturating_mul(average(slice)) / 1_000);
    let claimed = sum(Measure::ClaimedSales).or_else(by_orders)?;
    let own = sum(Measure::Net).unwrap_or(0).max(0);
    (claimed > own.saturating_mul(1 + LOST)).then(|| claimed - own)
}

/// Sales that an analytics program saw after clicks on ads, where it saw a fifth of those clicks or more: it knows them by the
/// tags of their links.
pub fn seen_of_ads(slice: &Slice, cut: Cut) -> Option<i64> {
    const FIFTH: i64 = 5;
    let sum = |measure| slice.sum(cut, measure);
    let clicks = sum(Measure::LinkClicks).or_else(|| sum(Measure::Clicks)).unwrap_or(0);
    let sees = sum(Measure::PaidSessions).is_some_and(|paid| paid >= DOZENS && paid.saturating_mul(FIFTH) >= clicks);
    sum(Measure::PaidSeen).filter(|_| sees && slice.values.seen)
}

/// Net sales of an order of the shop.
fn average(slice: &Slice) -> i64 {
    let (net, orders) = slice.sums_of_both(Cut::default(), Measure::Net, Measure::Orders).unwrap_or_default();
    net.checked_div(orders).unwrap_or(0)
}
