//! Whether nothing was sold through a part of a slice, or nobody tells.
//!
//! In: a part. Out: yes or no. Absent: what was sold; see [`Slice::sum`].

use crate::importers::Measure;
use crate::report::channels::{self, Belonging, CampaignId, NetworkId};
use crate::report::facts::{BY_HAND, Origin};

use super::{Cut, Slice};

/// What an order brings.
const SOLD: [Measure; 4] = [Measure::Orders, Measure::Net, Measure::Gross, Measure::Total];

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
            && !self.leaves_out_orders(Cut::default())
            && !SOLD.into_iter().any(|own| told(own) || lacks(own))
            && !self.cut.iter().any(over)
    }

    /// Whether orders of a part are left out, for they are in a currency without a rate: as many of them may have come through any
    /// network as are not told of one.
    pub fn leaves_out_orders(&self, cut: Cut) -> bool {
        SOLD.into_iter().any(|measure| self.lacks_rate(cut, measure))
    }
}
