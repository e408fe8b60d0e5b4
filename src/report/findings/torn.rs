//! Files of ads that break off in the middle of a row: what ads cost after their last day is not known, whatever report.yaml says of
//! their days.
//!
//! In: a side, and a part of it. Out: the file, and its last day. Absent: files that end with a row, which may be of ads that
//! ended; see [`super::cut_short`].

use jiff::civil::Date;

use crate::importers::Measure;
use crate::report::channels::NetworkId;
use crate::report::lens::Lens;
use crate::report::lens::side::Side;
use crate::report::lens::stretches::is_much;
use crate::report::quality::FileQuality;
use crate::report::slice::Cut;
use crate::report::spending;

use super::cut_short::has_ended;

impl Lens<'_> {
    /// The file that tells of the last ads of a network, and its last day, where it breaks off long before the end of a side. Where
    /// the campaigns had ended by then, or nobody bought through the network since, nothing is lost.
    pub fn torn(&self, side: &Side, network: NetworkId) -> Option<(&FileQuality, Date)> {
        let period = side.slice.period;
        let origin = self.spending.known(network)?.edges.1;
        let file = spending::file(&self.quality.files, origin).filter(|file| file.is_torn())?;
        let days = [file.tally.span, file.tally.unspent].into_iter().flatten();
        let last = days.map(|(_, to)| to).max()?;
        let from = last.tomorrow().ok()?.max(period.from);
        let is_early = from <= period.to && is_much((from, period.to), period);
        (is_early && !has_ended(self, network, last)).then_some((file, last))
    }

    /// Whether sales of a part are not what came back for its spend, for a file breaks off between them. Of all networks, whether
    /// that is so of one.
    pub fn breaks_off(&self, side: &Side, cut: Cut) -> bool {
        let networks = match (cut.network, cut.campaign) {
            (Some(network), _) => vec![network],
            (None, Some(campaign)) => side.slice.networks_of(campaign).into_iter().collect(),
            (None, None) => self.networks_that_cost(),
        };
        let costs = |network: &NetworkId| {
            let part = Cut { network: Some(*network), ..cut };
            side.slice.sum(part, Measure::Spend).is_some_and(|spend| spend > 0)
        };
        networks.iter().filter(|network| costs(network)).any(|network| self.torn(side, *network).is_some())
    }
}
