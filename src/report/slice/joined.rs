//! A slice in which some networks are one.

use std::collections::{BTreeMap, BTreeSet};

use crate::importers::Measure;
use crate::report::channels::{Belonging, NetworkId};
use crate::report::facts::Cell;
use crate::report::named::unnamed;

use super::{Row, Slice};

impl Slice {
    /// What is told of several networks, told of the first of them.
    pub fn joined(&self, networks: &[NetworkId]) -> Slice {
        let Some(first) = networks.first().copied() else { return self.clone() };
        let one = |network: NetworkId| if networks.contains(&network) { first } else { network };
        let own = |belonging: Belonging| Belonging { network: one(belonging.network), ..belonging };
        let cells = |cell: Cell| Cell { belonging: own(cell.belonging), ..cell };
        let rows = |all: &BTreeMap<Measure, Vec<Row>>| {
            let of = |rows: &Vec<Row>| {
                let mut rows: Vec<Row> = rows.iter().map(|row| Row { belonging: own(row.belonging), ..*row }).collect();
                // In the order of their places, as ever.
                rows.sort_by_key(|row| (row.from, row.to, row.belonging, row.format, row.origin, row.ads));
                rows
            };
            all.iter().map(|(measure, rows)| (*measure, of(rows))).collect()
        };
        let of_all = |some: &BTreeSet<NetworkId>| {
            let mut some = some.clone();
            let all = networks.iter().all(|network| some.contains(network));
            some.retain(|network| !networks.contains(network) || (all && *network == first));
            some
        };
        let mut doubtful = self.doubtful.clone();
        doubtful.retain(|network| !networks.contains(network));
        let mut no_rate = BTreeMap::new();
        for ((cell, measure), orders) in &self.no_rate {
            *no_rate.entry((cells(*cell), *measure)).or_default() += orders;
        }
        let joined = Slice {
            rows: rows(&self.rows),
            others: rows(&self.others),
            cut: self.cut.iter().map(|(origin, place, measure)| (*origin, own(*place), *measure)).collect(),
            partial: self.partial.iter().map(|(place, measure)| (own(*place), *measure)).collect(),
            no_rate,
            dropped: self.dropped.iter().map(|(origin, place, measure)| (*origin, own(*place), *measure)).collect(),
            by_hand: of_all(&self.by_hand),
            doubtful,
            earlier: self.earlier.moved(own),
            ..self.clone()
        };
        Slice { unnamed: unnamed(&joined, &BTreeMap::new()), ..joined }
    }
}
