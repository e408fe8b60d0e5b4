//! Campaigns that an ads manager calls otherwise than before.
//!
//! In: the rows of all files of ads, each with its campaign of campaigns.yaml where its name tells one. Out: that campaign for the
//! rows that bear the same number and another name, and names and numbers themselves, by which orders and visits may tell it. A number
//! that stands for two campaigns carries on neither, and what has ended is not carried on. Absent: names; see
//! [`crate::report::channels`].

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::shop::campaign as shop;

use super::ads::Told;
use super::claims::Campaign;
use crate::report::channels::CampaignId;

/// By importer and number: the campaign, and its last day.
pub struct Carried(BTreeMap<(&'static str, String), (CampaignId, Option<Date>)>);

impl Carried {
    pub fn of<'r>(rows: impl Iterator<Item = (&'r Told, &'r Campaign)>, shop: &[shop::Campaign]) -> Carried {
        let mut found: BTreeMap<(&'static str, String), BTreeSet<CampaignId>> = BTreeMap::new();
        for (told, campaign) in rows {
            if let Some((id, own)) = campaign.id().zip(told.cell.belonging.campaign) {
                found.entry((told.importer, id.to_owned())).or_default().insert(own);
            }
        }
        let only = |(number, found): (_, BTreeSet<CampaignId>)| {
            let own = found.first().copied().filter(|_| found.len() == 1)?;
            let end = shop.get(usize::from(own)).and_then(|campaign| campaign.end.as_ref()).map(|end| end.0);
            Some((number, (own, end)))
        };
        Carried(found.into_iter().filter_map(only).collect())
    }

    /// The campaign of a row whose name tells none.
    pub fn campaign(&self, told: &Told, campaign: &Campaign) -> Option<CampaignId> {
        let (own, end) = self.0.get(&(told.importer, campaign.id()?.to_owned()))?;
        let runs = end.is_none_or(|end| told.cell.from <= end);
        (told.cell.belonging.campaign.is_none() && runs).then_some(*own)
    }

    /// The names of such rows, in small letters, that no other campaign has; and the numbers, which some links bear in place of
    /// a name.
    pub fn names<'r>(&self, rows: impl Iterator<Item = (&'r Told, &'r Campaign)>) -> BTreeMap<String, CampaignId> {
        let mut names: BTreeMap<&str, BTreeSet<Option<CampaignId>>> = BTreeMap::new();
        for (told, campaign) in
            rows.filter(|(told, campaign)| told.cell.belonging.campaign.is_none() && campaign.id().is_some())
        {
            if let Some(name) = campaign.name() {
                names.entry(name).or_default().insert(self.campaign(told, campaign));
            }
        }
        let only = |(name, found): (&str, BTreeSet<Option<CampaignId>>)| {
            Some((name.to_owned(), found.first().copied().filter(|_| found.len() == 1)??))
        };
        let numbers = self.0.iter().map(|((_, number), (own, _))| (number.to_lowercase(), *own));
        names.into_iter().filter_map(only).chain(numbers).collect()
    }
}
