//! What an order's link, campaign and code say of what brought it: a post, ads, people who are paid to show something.
//!
//! In: an order and where it belongs. Out: measures of it, beside those of its amounts. Absent: what the words of links mean, see
//! [`super::unpaid`]; whether its campaign has ad spend, which is known after the last file alone.

use crate::importers::{Measure, Order};
use crate::shop::campaign::{Campaign, Medium};

use super::unfilled::filled;
use super::unpaid::{is_listed, is_of_ads, is_of_messages, is_of_people, is_referral, is_unpaid, tells_paid};
use crate::report::channels::{self, Belonging, named};

/// Who brought an order that neither a post nor the tags of ads did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// People who are paid to show something.
    People,
    /// A campaign that is none of ads, or a code that somebody read somewhere.
    Aside,
}

/// `kept` is what stayed of its net sales.
pub fn told(
    order: &Order<'_>,
    belonging: Belonging,
    campaigns: &[Campaign],
    kept: Option<i64>,
) -> [(Measure, Option<i64>); 14] {
    let (medium, network) = (order.trace.medium, channels::name(belonging.network));
    let unpaid = is_unpaid(network, medium);
    let of_ads = !unpaid && is_of_ads(medium);
    let campaign = belonging.campaign.and_then(|campaign| campaigns.get(usize::from(campaign)));
    // Who pays for messages pays for all that they bring.
    let way = if unpaid || of_ads || is_of_messages(network) { None } else { way(order, campaign) };
    let listed = network != "google" && is_listed(&order.trace);
    let one = |is: bool| is.then_some(1);
    let net = |is: bool| kept.filter(|_| is);
    [
        (Measure::UnpaidOrders, one(unpaid)),
        (Measure::UnpaidNet, net(unpaid)),
        (Measure::PaidOrders, one(!unpaid && tells_paid(medium))),
        (Measure::AdsOrders, one(of_ads)),
        (Measure::AdsNet, net(of_ads)),
        (Measure::Slips, one(unpaid && campaign.is_some_and(has_ads))),
        (Measure::PeopleOrders, one(way == Some(Way::People))),
        (Measure::PeopleNet, net(way == Some(Way::People))),
        (Measure::AsideOrders, one(way == Some(Way::Aside))),
        (Measure::AsideNet, net(way == Some(Way::Aside))),
        (Measure::CodeOrders, one(campaign.is_some_and(|own| is_by_code(order, own)))),
        (Measure::ListedOrders, one(listed)),
        (Measure::ListedNet, net(listed)),
        (Measure::Referrals, one(is_referral(&order.trace))),
    ]
}

fn way(order: &Order<'_>, campaign: Option<&Campaign>) -> Option<Way> {
    if is_of_people(order.trace.medium) || campaign.is_some_and(|own| own.medium == Medium::Influencer) {
        return Some(Way::People);
    }
    campaign.filter(|own| !has_ads(own) || is_by_code(order, own)).map(|_| Way::Aside)
}

fn has_ads(campaign: &Campaign) -> bool {
    matches!(campaign.medium, Medium::PaidSocial | Medium::PaidSearch)
}

/// Whether an order belongs to a campaign by its discount code, and no link names one.
fn is_by_code(order: &Order<'_>, campaign: &Campaign) -> bool {
    let is = |own: &String| order.trace.codes.split(',').any(|code| code.trim().to_lowercase() == own.to_lowercase());
    named(filled(&order.trace).campaign).is_empty() && campaign.discount_code.as_ref().is_some_and(is)
}
