//! Parts of a slice that no network and no campaign is: ads without a campaign, claims without a value, what is kept by hand
//! beside an export.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::importers::Measure;
use crate::report::channels::{self, Belonging, CampaignId, NetworkId};
use crate::report::slice::believed::BELIEVED;

use super::{Cut, Row, Slice};

impl Slice {
    /// What was spent on campaigns of ads that are none of campaigns.yaml, by their numbers and networks.
    pub fn other_ads(&self) -> BTreeMap<(u32, NetworkId), i64> {
        let mut sums: BTreeMap<(u32, NetworkId), i64> = BTreeMap::new();
        for row in self.of(Measure::Spend).iter().filter(|row| row.is_of_other_ads()) {
            let sum = sums.entry((row.ads, row.belonging.network)).or_default();
            *sum = sum.saturating_add(row.value);
        }
        sums
    }

    /// Campaigns on which something was spent, as parts of a network or of all.
    pub fn campaigns_that_cost(&self, cut: Cut) -> Vec<Cut> {
        let own = |campaign: &CampaignId| cut.campaign.is_none_or(|own| own == *campaign);
        let parts = self.campaigns().into_iter().filter(own).map(|campaign| Cut { campaign: Some(campaign), ..cut });
        parts.filter(|part| self.sum(*part, Measure::Spend).is_some_and(|spend| spend > 0)).collect()
    }

    /// Orders by links that ads on Google share with its free listings, and what stayed of them, where ads of a part may have
    /// brought them; not those that are its own anyway.
    pub fn listed(&self, cut: Cut) -> (i64, i64) {
        let google = channels::find("google");
        let of_ads = match cut {
            Cut { network: None, campaign: None } => return (0, 0),
            Cut { network: None, campaign } => Cut { network: google, campaign },
            Cut { .. } if cut.network != google => return (0, 0),
            Cut { .. } => cut,
        };
        if self.sum(of_ads, Measure::Spend).is_none_or(|spend| spend <= 0) {
            return (0, 0);
        }
        let sum = |measure| self.sum_of(measure, |place| !cut.holds(place));
        (sum(Measure::ListedOrders), sum(Measure::ListedNet))
    }

    /// What was spent on a part for leads, and in all: of the campaigns that are for them, and of others of an ads manager that
    /// brought some, and nothing that had a value.
    pub fn spend_for_leads(&self, cut: Cut, is_for_leads: impl Fn(CampaignId) -> bool) -> (i64, i64) {
        let place = |row: &Row| (row.belonging.network, row.ads);
        let of_others = |measure: Measure| -> BTreeSet<(NetworkId, u32)> {
            let rows = self.of(measure).iter().filter(|row| row.belonging.campaign.is_none() && row.value > 0);
            rows.map(place).collect()
        };
        let bring = &of_others(Measure::Leads) - &of_others(Measure::ClaimedSales);
        let own = |row: &Row| row.belonging.campaign.map_or_else(|| bring.contains(&place(row)), &is_for_leads);
        let rows = self.of(Measure::Spend).iter().filter(|row| cut.holds(row.belonging));
        rows.fold((0, 0), |(leads, all), row| {
            let part = if own(row) { row.value } else { 0 };
            (leads.saturating_add(part), all.saturating_add(row.value))
        })
    }

    /// Whether a sum over what is of no campaign lacks something.
    pub fn lacks_without_campaign(&self, network: Option<NetworkId>, measure: Measure) -> bool {
        let own = |place: &Belonging| place.campaign.is_none() && network.is_none_or(|own| own == place.network);
        self.partial.iter().any(|(belonging, lacking)| *lacking == measure && own(belonging))
    }

    /// Whether what is claimed of a part has never had a value: leads have none, and sales only where somebody gives them one.
    pub fn claims_no_value(&self, cut: Cut) -> bool {
        let mut told = self.of(Measure::ClaimedSales).iter().filter(|row| cut.holds(row.belonging)).peekable();
        told.peek().is_some() && told.all(|row| self.values.none.contains(&row.belonging.network))
    }

    /// What is kept by hand and added to what an export tells of the same network and days.
    pub fn added(&self) -> BTreeMap<(NetworkId, Measure), (Date, Date)> {
        let by_hand = |row: &&Row| row.rank > BELIEVED.len();
        let mut added: BTreeMap<(NetworkId, Measure), (Date, Date)> = BTreeMap::new();
        for measure in [Measure::Orders, Measure::Net, Measure::Spend] {
            for own in self.of(measure).iter().filter(by_hand) {
                let network = own.belonging.network;
                let beside = |row: &Row| row.belonging.network == network && row.from <= own.to && own.from <= row.to;
                if self.of(measure).iter().any(|row| !by_hand(&row) && beside(row)) {
                    let days = added.entry((network, measure)).or_insert((own.from, own.to));
                    *days = (days.0.min(own.from), days.1.max(own.to));
                }
            }
        }
        added
    }
}
