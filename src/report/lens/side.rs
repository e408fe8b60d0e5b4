//! A period with its facts: sums of all of it, and of its stretches.
//!
//! In: the facts, a period, and the one that it is compared with. Out: [`Side`]. Absent: figures; see [`crate::report::lens`].

use std::collections::BTreeMap;

use crate::scalar::Period;

use super::customers::{customers, won};
use super::stretches::{buckets, buckets_beside};
use crate::report::channels::NetworkId;
use crate::report::facts::Facts;
use crate::report::metrics::Customers;
use crate::report::quality::FileQuality;
use crate::report::slice::{Cut, Slice, slice};

/// A period with its facts.
pub struct Side {
    pub slice: Slice,
    /// Equal stretches of it, in order: days, weeks or months.
    pub buckets: Vec<Slice>,
    /// Of all networks, and of each.
    customers: BTreeMap<Option<NetworkId>, Customers>,
    /// New customers in each bucket, of all networks and of each.
    pub won: BTreeMap<Option<NetworkId>, Vec<i64>>,
}

impl Side {
    pub fn new(facts: &Facts, period: Period, files: &[FileQuality], like: Option<&Slice>) -> Side {
        let whole = slice(facts, period, files, like);
        let buckets = like.map_or_else(|| buckets(period), |now| buckets_beside(period, now.period));
        let won = won(facts, &buckets);
        let buckets = buckets.into_iter().map(|bucket| whole.part(bucket, |row| bucket.covers(row.from, row.to)));
        Side { customers: customers(facts, period), won, buckets: buckets.collect(), slice: whole }
    }

    /// The same with some networks as the first of them. Nobody is new through two of them.
    pub fn joined(&self, networks: &[NetworkId]) -> Side {
        let sum = |sum: Customers, own: &Customers| Customers {
            new: sum.new + own.new,
            active: None,
            ever: sum.ever + own.ever,
            repeated: sum.repeated + own.repeated,
        };
        let mut customers = self.customers.clone();
        let parts = networks.iter().filter_map(|network| customers.remove(&Some(*network))).collect::<Vec<_>>();
        if let (Some(first), false) = (networks.first(), parts.is_empty()) {
            customers.insert(Some(*first), parts.iter().fold(Customers::default(), sum));
        }
        Side { slice: self.slice.joined(networks), buckets: Vec::new(), customers, won: BTreeMap::new() }
    }

    /// Customers of a network or of all; campaigns have none of their own.
    pub fn customers(&self, cut: Cut) -> Option<Customers> {
        if cut.campaign.is_some() {
            return None;
        }
        // A network through which nobody came, where customers are told apart, has won nobody.
        let all = self.customers.get(&None)?;
        let none = Customers { active: None, ..Customers::default() };
        Some(if cut.network.is_none() { *all } else { self.customers.get(&cut.network).copied().unwrap_or(none) })
    }
}
