//! What of the ad spend is to bring leads, by the objectives of campaigns.
//!
//! In: a part of a side. Out: what part of its spend is to bring orders. Absent: what follows from it; see [`crate::report::blocks::leads`].

use crate::shop::campaign::Objective;

use super::Lens;
use super::side::Side;
use crate::report::channels::CampaignId;
use crate::report::number::Exact;
use crate::report::slice::Cut;

/// Of a spend, a part that is not worth a word: a twentieth.
const PART: i64 = 20;

impl Lens<'_> {
    /// All where hardly any is for leads, and none where hardly any is not. Where nothing was spent, a campaign still has an objective.
    pub fn spent_for_orders(&self, side: &Side, cut: Cut) -> Exact {
        let (own, all) = side.slice.spend_for_leads(cut, |campaign| self.is_for_leads(campaign));
        if all <= 0 {
            return Exact::whole(i64::from(!cut.campaign.is_some_and(|campaign| self.is_for_leads(campaign))));
        }
        let is_little = |part: i64| part.saturating_mul(PART) < all;
        match all.saturating_sub(own) {
            _ if is_little(own) => Exact::whole(1),
            rest if is_little(rest) => Exact::whole(0),
            rest => Exact { numerator: rest.into(), denominator: all.into() },
        }
    }

    pub fn is_for_leads(&self, campaign: CampaignId) -> bool {
        self.campaign(campaign).objective == Objective::Leads
    }
}
