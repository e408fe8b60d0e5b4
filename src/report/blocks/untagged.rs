//! Ads whose links name neither their network nor their campaign.
//!
//! In: a part of a period. Out: whether its orders name it at all, and those of its networks that name no campaign. What came
//! back for ads that nobody names is not known, however little of it is told. Absent: how many of the nameless orders were
//! whose; nobody knows that.

use crate::importers::Measure;
use crate::report::channels::{self, CampaignId, NetworkId};
use crate::report::lens::Lens;
use crate::report::slice::Cut;

use super::next::{LOST, nameless};

/// Whether orders name a part, or none is without a source. Links that were never tagged lose their source every time, and what is named then is no measure
/// of what is not: ads and analytics know better, and of those who do not say a few orders are enough. Tags that say that
/// nothing was paid are of other links.
pub fn is_named(lens: &Lens<'_>, cut: Cut) -> bool {
    const FEW: i64 = 3;
    let nameless = sources().filter_map(|network| lens.now.slice.sum(Cut::network(network), Measure::Orders));
    if nameless.sum::<i64>() == 0 {
        return true;
    }
    let sum = |measure| lens.now.slice.sum(cut, measure);
    let own = |all, unpaid| sum(all).unwrap_or(0).saturating_sub(sum(unpaid).unwrap_or(0));
    let (orders, net) = (own(Measure::Orders, Measure::UnpaidOrders), own(Measure::Net, Measure::UnpaidNet));
    // Claims are told in thousandths.
    let told = [
        (Measure::ClaimedOrders, orders.saturating_mul(1_000)),
        (Measure::ClaimedSales, net),
        (Measure::AnalyticsSales, net),
    ];
    let told: Vec<(i64, i64)> = told.into_iter().filter_map(|(theirs, own)| Some((sum(theirs)?, own))).collect();
    let most = |(theirs, own): &(i64, i64)| i128::from(*own) * (1 + LOST) >= i128::from(*theirs);
    if told.is_empty() { orders >= FEW } else { told.iter().all(most) }
}

/// Where orders count that may be of ads whose links name nothing: those without a source, and those of people who seem to have
/// typed the address.
pub fn sources() -> impl Iterator<Item = NetworkId> {
    nameless().chain(channels::find("direct"))
}

/// What orders through the networks of a campaign brought that name none, and those that name one.
pub fn sales(lens: &Lens<'_>, campaign: CampaignId) -> (i64, i64) {
    let of = |named| {
        let sum = |measure| of_networks(lens, campaign, measure, named);
        sum(Measure::Net).saturating_sub(sum(Measure::Returns)).max(0)
    };
    (of(false), of(true))
}

/// `180 orders through Facebook, 174 of them without the name of a campaign.`, where they are many; or that hardly one names ads of the network.
pub fn note(lens: &Lens<'_>, cut: Cut) -> Option<String> {
    let words = lens.words;
    match (cut.network, cut.campaign) {
        (Some(network), None) if !is_named(lens, cut) => {
            Some(words.fill("report_untagged", &[("network", &lens.called(network))]))
        }
        (_, Some(campaign)) => {
            let [open, named] = [false, true].map(|named| of_networks(lens, campaign, Measure::Orders, named));
            let many = open.saturating_mul(5) >= open.saturating_add(named) && open > 0;
            let networks = lens.now.slice.networks_of(campaign);
            let names = networks.into_iter().map(|own| words.network(own)).collect::<Vec<_>>().join(", ");
            let all = words.count("report_orders", open.saturating_add(named).unsigned_abs(), &[]);
            let open = words.formats.integer(open);
            many.then(|| words.fill("report_no_campaign", &[("open", &open), ("orders", &all), ("networks", &names)]))
        }
        _ => None,
    }
}

/// A sum of the orders through the networks of a campaign that name a campaign, or none.
fn of_networks(lens: &Lens<'_>, campaign: CampaignId, measure: Measure, named: bool) -> i64 {
    let networks = lens.now.slice.networks_of(campaign);
    lens.now.slice.sum_of(measure, |place| networks.contains(&place.network) && place.campaign.is_some() == named)
}
