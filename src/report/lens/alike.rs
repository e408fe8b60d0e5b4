//! Sums over the networks of which they are known, where they are not known of all.
//!
//! In: a lens, a metric, a part. Out: what is known, and of which networks nothing is. Absent: why; see [`crate::report::metrics::Why`].

use super::Lens;
use crate::report::channels::NetworkId;
use crate::report::metrics::{Metric, Why};
use crate::report::number::Exact;
use crate::report::slice::Cut;

impl Lens<'_> {
    /// The sums of both periods over the networks that are known in both, now and before. A network of its own is no sum.
    pub fn alike(&self, metric: &Metric, cut: Cut) -> Option<(Exact, Exact)> {
        if cut.network.is_some() {
            return None;
        }
        let before = self.before.as_ref()?;
        // Orders whose origins are not told are all in the sum of those.
        let exported = |network: &NetworkId| {
            matches!(metric.name, "sales" | "orders") && !self.now.slice.by_hand.contains(network)
        };
        let both = |network: &NetworkId| {
            let of = |side| match self.told(side, metric, Cut { network: Some(*network), ..cut }) {
                Err(why) if why != Why::Cut && exported(network) => Some(Exact::whole(0)),
                told => told.ok(),
            };
            of(&self.now).zip(of(before))
        };
        let lives =
            |network: &&NetworkId| self.sets_lives_beside(before, metric, Cut { network: Some(**network), ..cut });
        let known: Vec<(Exact, Exact)> = self.networks().iter().filter(|own| !lives(own)).filter_map(both).collect();
        known.into_iter().reduce(|sum, one| (sum.0.plus(one.0), sum.1.plus(one.1)))
    }

    /// What is known of a sum that lacks what reaches over the edges of the period, and the networks that it lacks.
    pub fn without(&self, metric: &Metric, cut: Cut) -> Option<(Exact, Vec<NetworkId>)> {
        const SUMS: &[&str] = &["spend", "impressions", "clicks"];
        if cut.network.is_some() || !SUMS.contains(&metric.name) {
            return None;
        }
        let of = |network: &NetworkId| self.told(&self.now, metric, Cut { network: Some(*network), ..cut });
        let known = self.networks().iter().filter_map(|network| of(network).ok()).reduce(Exact::plus)?;
        let lacks = self.networks().iter().copied().filter(|network| of(network).err() == Some(Why::Cut));
        Some((known, lacks.collect()))
    }
}
