//! Ads whose links name neither their network nor their campaign.
//!
//! In: a part of a period. Out: the orders of its networks that name no campaign, and what is said of ads that hardly an order
//! names. Absent: how many of the nameless orders were whose; nobody knows that. Whether orders name ads; see
//! [`crate::report::named`].

use std::collections::BTreeSet;

use crate::importers::Measure;
use crate::report::channels::{CampaignId, NetworkId};
use crate::report::lens::Lens;
use crate::report::named::{seen_of_ads, sources};
use crate::report::slice::Cut;
use crate::report::slice::sold::SOLD;

use super::{leads, listed, paragraph, seen, strays};

/// What orders through the networks of a campaign brought that name none, and those that name one.
pub fn sales(lens: &Lens<'_>, campaign: CampaignId) -> (i64, i64) {
    let of = |sum: &dyn Fn(Measure) -> i64| {
        sum(Measure::Net).saturating_sub(sum(Measure::Returns)).saturating_sub(sum(Measure::UnpaidNet)).max(0)
    };
    let all = |named| of(&|measure| of_networks(lens, campaign, measure, named));
    // What names another campaign names one, whoever knows it.
    let networks = networks_of_ads(lens, campaign);
    let others = of(&|measure| lens.strayed(campaign, measure, |own| networks.contains(&own)).other);
    (all(false).saturating_sub(others).max(0), all(true).saturating_add(others))
}

/// `180 orders through Facebook, 174 of them without the name of a campaign.`, where they are many; or that hardly one names ads of the network.
pub fn note(lens: &Lens<'_>, cut: Cut) -> Option<String> {
    let words = lens.words;
    match (cut.network, cut.campaign) {
        // What is to bring leads is no measure of sales.
        (Some(network), None) if lens.now.slice.unnamed.contains(&network) && !leads::are_aim(lens, cut) => {
            // Orders of which only some days are known are set against no ads, whatever they name; nor are those without a rate.
            let left_out = lens.now.slice.may_leave_out(cut, &SOLD);
            if left_out || lens.unknown_orders(&lens.now, &[Measure::Spend], cut).is_some() {
                return None;
            }
            if let Some(said) = listed::alone(lens, cut) {
                return Some(said);
            }
            // Where an analytics program knows ads by the tags of their links, those have some.
            let tagged = seen_of_ads(&lens.now.slice, cut).is_some();
            let key = if tagged { "report_not_kept" } else { "report_untagged" };
            let unknown = || {
                let said = words.fill(key, &[("network", &lens.called(network))]);
                std::iter::once(said).chain(listed::way(lens, cut)).collect::<Vec<_>>().join(" ")
            };
            seen::worth(lens, cut).is_none().then(unknown)
        }
        (_, Some(campaign)) => {
            let orders = |named| {
                let sum = |measure| of_networks(lens, campaign, measure, named);
                sum(Measure::Orders).saturating_sub(sum(Measure::UnpaidOrders))
            };
            let all = orders(false).saturating_add(orders(true));
            let networks = networks_of_ads(lens, campaign);
            let is_own = |own| networks.contains(&own);
            let strays = |measure| {
                let strayed = lens.strayed(campaign, measure, is_own);
                strayed.near.saturating_add(strayed.other)
            };
            let strays = strays(Measure::Orders).saturating_sub(strays(Measure::UnpaidOrders));
            let open = orders(false).saturating_sub(strays);
            let many = open.saturating_mul(5) >= all && open > 0;
            let names = networks.iter().map(|own| words.network(*own)).collect::<Vec<_>>().join(", ");
            let all = words.count("report_orders", all.unsigned_abs(), &[]);
            let open = words.formats.integer(open);
            let values = [("open", open.as_str()), ("orders", &all), ("networks", &names)];
            let nameless = many.then(|| words.fill("report_no_campaign", &values));
            let said: Vec<String> = nameless.into_iter().chain(strays::note(lens, campaign, is_own)).collect();
            (!said.is_empty()).then(|| said.join(" "))
        }
        _ => None,
    }
}

/// The same of a network's ads of which nothing else can be said.
pub fn unknown(lens: &Lens<'_>, cut: Cut) -> Option<String> {
    note(lens, cut).filter(|_| cut.campaign.is_none())
}

/// On the page of one; of those on several networks together an analytics program may have.
pub fn message(lens: &Lens<'_>, cut: Cut) -> Option<String> {
    unknown(lens, cut).filter(|_| lens.one.is_empty()).map(|text| paragraph(&text))
}

/// A sum of the orders through the networks of a campaign's ads that name a campaign, or none.
fn of_networks(lens: &Lens<'_>, campaign: CampaignId, measure: Measure, named: bool) -> i64 {
    let networks = networks_of_ads(lens, campaign);
    lens.now.slice.sum_of(measure, |place| networks.contains(&place.network) && place.campaign.is_some() == named)
}

/// Those on which its ads cost something: an order that names it may have come another way, and what else it cost is of none.
fn networks_of_ads(lens: &Lens<'_>, campaign: CampaignId) -> BTreeSet<NetworkId> {
    let costs = |network: &NetworkId| {
        let own = Cut { network: Some(*network), campaign: Some(campaign) };
        lens.now.slice.sum(own, Measure::Spend).is_some_and(|spend| spend > 0)
    };
    let none: BTreeSet<NetworkId> = sources().collect();
    lens.now.slice.networks_of(campaign).into_iter().filter(|own| !none.contains(own) && costs(own)).collect()
}
