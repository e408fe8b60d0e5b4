//! Whether nothing was sold through a part of a slice, or nobody tells.
//!
//! In: a part. Out: yes or no. Absent: what was sold; see [`Slice::sum`].

use crate::importers::Measure;
use crate::report::channels::{self, Belonging, CampaignId, NetworkId};
use crate::report::facts::{BY_HAND, Cell, Origin};
use crate::report::named::{MANY, nameless};

use super::{Cut, Slice};

/// What an order brings.
pub const SOLD: [Measure; 4] = [Measure::Orders, Measure::Net, Measure::Gross, Measure::Total];

impl Slice {
    /// Whether what is sold through a part is told, so that where nothing is told of it nothing was.
    pub fn tells_sales(&self, cut: Cut) -> bool {
        // Orders that say nothing may be of people who came directly.
        let direct = |network: NetworkId| self.naming.direct || channels::name(network) != "direct";
        let told = |network: NetworkId| !self.by_hand.contains(&network) && direct(network);
        cut == Cut::default()
            || (self.origins && cut.network.is_none_or(told) && cut.campaign.is_none_or(|own| self.names(own)))
    }

    /// Whether orders name a campaign that brought them.
    pub fn names(&self, campaign: CampaignId) -> bool {
        self.naming.by_code.contains(&campaign) || self.naming.any && !self.naming.unknown.contains(&campaign)
    }

    /// Whether that is so, and nothing is told.
    pub fn sells_nothing(&self, cut: Cut) -> bool {
        let told = |measure| self.of(measure).iter().any(|row| cut.holds(row.belonging));
        let over = |(origin, belonging, measure): &(Origin, Belonging, Measure)| {
            *origin != BY_HAND && cut.holds(*belonging) && SOLD.contains(measure)
        };
        let lacks = |measure| self.lacks_days(cut, measure);
        self.tells_sales(cut)
            && !self.may_leave_out(cut, &SOLD)
            && !SOLD.into_iter().any(|own| told(own) || lacks(own))
            && !self.cut.iter().any(over)
    }

    /// Whether orders of a part are left out, for they are in a currency without a rate.
    pub fn leaves_out_orders(&self, cut: Cut) -> bool {
        SOLD.into_iter().any(|measure| self.lacks_rate(cut, measure))
    }

    /// Whether some that are left out may be of a part: they name it, or do not say what they are of. Those of another network are not.
    pub fn may_leave_out(&self, cut: Cut, measures: &[Measure]) -> bool {
        let networks = cut.campaign.map(|own| self.networks_of(own));
        let is_open = |place: Belonging| {
            place.campaign.is_none()
                && cut.network.is_none_or(|own| own == place.network)
                && networks.as_ref().is_some_and(|networks| networks.contains(&place.network))
        };
        let own = |(cell, measure): &(Cell, Measure)| {
            measures.contains(measure) && (cut.holds(cell.belonging) || is_open(cell.belonging))
        };
        self.no_rate.keys().any(own) || self.leaves_out_nameless(measures)
    }

    /// Whether so many are left out without a source that nobody knows how much more came through any network: a fifth of those
    /// that are told. Fewer change little.
    pub fn leaves_out_nameless(&self, measures: &[Measure]) -> bool {
        let nameless: Vec<NetworkId> = nameless().collect();
        let left_out = |measure: &Measure| {
            let own = self
                .no_rate
                .iter()
                .filter(|((cell, own), _)| own == measure && nameless.contains(&cell.belonging.network));
            own.map(|(_, orders)| *orders).fold(0, i64::saturating_add)
        };
        let left_out = measures.iter().map(left_out).max().unwrap_or(0);
        let told = self.sum_of(Measure::Orders, |place| nameless.contains(&place.network));
        left_out > 0 && left_out.saturating_mul(MANY) >= told
    }
}
