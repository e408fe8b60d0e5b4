//! Rows of ads of all files, until it is known which of them tell the same.
//!
//! In: the figures of each row, with its ads manager's campaign, as the files are read. Out: figures that count, and rivals of
//! them, in an order of the files that is not the one in which they are listed: the export that reaches farthest first, for it
//! knows the days of before in full; what is broken down by groups of people last, for it may lack some. Groups are told once
//! for each dimension, and added up for all people. Absent: which of two files counts in a period; see [`crate::report::slice::rivals`].

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::importers::Measure;
use crate::shop::campaign as shop;

use super::claims::{Campaign, Claim, Claims};
use super::renamed::Carried;
use crate::report::channels::{CampaignId, NetworkId};
use crate::report::facts::{Cell, Facts, Origin, Sums};

#[derive(Default)]
pub struct Ads {
    /// By file, and by the dimension of the groups of people that its rows are of, which is empty where they are of all.
    files: BTreeMap<(Origin, String), BTreeMap<Told, Sums>>,
    campaigns: BTreeMap<Campaign, u32>,
    /// How each is written, that of number 1 first.
    names: Vec<String>,
}

/// What a row tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Told {
    pub cell: Cell,
    pub importer: &'static str,
    /// Of the claim; none where the file may be about any.
    pub network: Option<NetworkId>,
}

impl Ads {
    /// The number of an ads manager's campaign; 0 is none.
    pub fn campaign(&mut self, campaign: &Campaign, written: &str) -> u32 {
        if campaign.is_any() {
            return 0;
        }
        if let Some(number) = self.campaigns.get(campaign) {
            return *number;
        }
        self.campaigns.insert(campaign.clone(), self.names.len() as u32 + 1);
        self.names.push(written.to_owned());
        self.names.len() as u32
    }

    /// Campaigns by their numbers; the first is none.
    fn numbered(&self) -> Vec<Campaign> {
        let mut numbered = vec![Campaign::default(); self.campaigns.len() + 1];
        for (campaign, number) in &self.campaigns {
            numbered[*number as usize] = campaign.clone();
        }
        numbered
    }

    fn rows<'c>(&self, campaigns: &'c [Campaign]) -> impl Iterator<Item = (&Told, &'c Campaign)> {
        self.files.values().flat_map(BTreeMap::keys).map(|told| (told, &campaigns[told.cell.ads as usize]))
    }

    /// Names that campaigns go on under, which other files may tell too.
    pub fn names_since(&self, shop: &[shop::Campaign]) -> BTreeMap<String, CampaignId> {
        let campaigns = self.numbered();
        Carried::of(self.rows(&campaigns), shop).names(self.rows(&campaigns))
    }

    /// Keeps the figures of a row.
    pub fn keep(&mut self, told: Told, dimension: &str, values: &[(Measure, i64)]) {
        let file = self.files.entry((told.cell.origin, dimension.to_owned())).or_default();
        let sums = file.entry(told).or_default();
        values.iter().for_each(|(measure, value)| sums.add(*measure, *value));
    }

    /// After the last file: what each tells goes to the facts. Returns the figures of each that another file tells too.
    pub fn settle(self, claims: &mut Claims, facts: &mut Facts, shop: &[shop::Campaign]) -> BTreeMap<Origin, u64> {
        let campaigns = self.numbered();
        let carried = Carried::of(self.rows(&campaigns), shop);
        let mut files: Vec<((Origin, String), BTreeMap<Told, Sums>)> = self.files.into_iter().collect();
        files.sort_by_cached_key(|((origin, dimension), rows)| {
            let (last, spend) = (rows.keys().map(|told| told.cell.to).max(), spend(rows));
            (!dimension.is_empty(), std::cmp::Reverse((last, spend)), first(rows), rows.len(), *origin)
        });
        facts.same_ads = same(&campaigns);
        facts.names_of_ads.extend(self.names);
        let mut told_too: BTreeMap<Origin, u64> = BTreeMap::new();
        for ((origin, dimension), rows) in files {
            for (mut told, sums) in rows {
                let ads = told.cell.ads as usize;
                if let Some(own) = carried.campaign(&told, &campaigns[ads]) {
                    told.cell.belonging.campaign = Some(own);
                    facts.renamed.insert(facts.names_of_ads[ads].clone(), own);
                }
                let of_group = !dimension.is_empty();
                if of_group {
                    let (new, rivals) = new(claims, &campaigns, told, &dimension, &sums.0);
                    facts.groups.entry(dimension.clone()).or_default().take(told.cell, new, rivals);
                }
                // Of groups of people only what adds up tells of all people.
                let of_all: Vec<_> = sums.0.into_iter().filter(|(measure, _)| !of_group || measure.adds_up()).collect();
                let (new, rivals) = new(claims, &campaigns, told, "", &of_all);
                *told_too.entry(origin).or_default() += rivals.len() as u64;
                facts.rival(told.cell, rivals);
                if !new.is_empty() {
                    facts.add(told.cell, new);
                }
            }
            claims.close(origin);
            facts.order_of_ads.push(origin);
        }
        told_too
    }
}

type Figures = Vec<(Measure, i64)>;

/// What no file before has told, and what one has.
fn new(
    claims: &mut Claims,
    campaigns: &[Campaign],
    told: Told,
    dimension: &str,
    values: &[(Measure, i64)],
) -> (Figures, Figures) {
    let Told { cell, importer, network } = told;
    let campaign = &campaigns[cell.ads as usize];
    let claim = |measure| Claim { importer, dimension: dimension.to_owned(), measure, network };
    let is_new =
        |(measure, _): &(Measure, i64)| claims.is_new(cell.origin, claim(*measure), (cell.from, cell.to), campaign);
    values.iter().copied().partition(is_new)
}

/// Of each campaign those that may be the same one, itself and none among them.
fn same(campaigns: &[Campaign]) -> Vec<Vec<u32>> {
    let mut named: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
    for (number, campaign) in (0..).zip(campaigns) {
        campaign.names().for_each(|name| named.entry(name).or_default().extend([number]));
    }
    let of = |campaign: &Campaign| {
        let near: BTreeSet<u32> = campaign.names().flat_map(|name| &named[name]).copied().collect();
        near.into_iter().filter(|other| campaign.is_same(&campaigns[*other as usize])).chain([0]).collect()
    };
    campaigns.iter().map(of).collect()
}

fn spend(rows: &BTreeMap<Told, Sums>) -> i64 {
    rows.values().filter_map(|sums| sums.get(Measure::Spend)).fold(0, i64::saturating_add)
}

fn first(rows: &BTreeMap<Told, Sums>) -> Option<Date> {
    rows.keys().map(|told| told.cell.from).min()
}
