//! One period seen beside another: everything that a page of the report asks.
//!
//! In: the facts, the author's settings, a period. Out: figures of any part of it, now and before, with their reasons where
//! there are none. Absent: layout; see [`super::pages`].

mod alike;
pub mod customers;
mod for_leads;
mod lives;
pub mod paid_whole;
pub mod reasons;
mod running;
pub mod same_tag;
pub mod side;
pub mod stretches;
mod together;

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::importers::Measure;
use crate::scalar::Period;
use crate::shop::Shop;
use crate::shop::campaign::Campaign;

use super::channels::{CampaignId, NetworkId};
use super::facts::Facts;
use super::gaps::Gap;
use super::metrics::{self, Customers, Metric, Totals, Why};
use super::number::Exact;
use super::quality::Quality;
use super::settings::{CacBasis, Settings, Target};
use super::slice::{Cut, Slice};
use super::spending::Spending;
use super::words::Words;
use customers::is_hardly_known;
use reasons::silent_zero;
use same_tag::SameTag;
use side::Side;
use stretches::{as_far, compared, elapsed, is_late};

/// New customers below which their price says little.
pub const FEW: i64 = 5;

pub struct Lens<'a> {
    pub settings: &'a Settings,
    pub campaigns: &'a [Campaign],
    /// Its prices and budgets may be in another currency than the report.
    pub shop: &'a Shop,
    pub facts: &'a Facts,
    pub quality: &'a Quality,
    pub words: &'a Words,
    /// As it was asked for.
    pub period: Period,
    /// Its days that the data reaches.
    pub now: Side,
    pub before: Option<Side>,
    /// With which it is compared, whether there is data of it or not.
    pub compared: Option<Period>,
    pub spending: Spending,
    /// Networks whose ads may all name one of them.
    pub same_tags: Vec<SameTag>,
    /// The first day of which orders are known, where it lies inside the period before: that is not told whole.
    pub begins: Option<Date>,
    /// Whether too few orders are known of before this period, and before the earlier one, to tell who is new.
    pub hardly_known: bool,
    before_hardly_known: bool,
    /// Days of the period, or of the one before, of which no export of orders tells.
    pub gap: Option<Gap>,
    /// The period that the report is about first.
    pub main: bool,
    networks: Vec<NetworkId>,
    running: Vec<CampaignId>,
    /// Networks that are one here, in the place of the first.
    pub one: Vec<NetworkId>,
    /// Those whose ads do not say on which of them they ran, as one.
    pub together: Option<Box<Lens<'a>>>,
    /// The same on the days of which ads are known, and visits, where a running period is known for longer otherwise.
    pub of_ads: Option<Box<Lens<'a>>>,
    pub of_visits: Option<Box<Lens<'a>>>,
}

/// A figure with the one before.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    pub now: Result<Exact, Why>,
    pub before: Option<Exact>,
    /// Why there is none before, where there is a period before.
    pub before_why: Option<Why>,
    /// It rests on so little that it says little; the one before does.
    pub few: bool,
    pub few_before: bool,
}

impl<'a> Lens<'a> {
    pub fn new(
        settings: &'a Settings,
        shop: &'a Shop,
        facts: &'a Facts,
        quality: &'a Quality,
        words: &'a Words,
        period: Period,
        main: bool,
    ) -> Lens<'a> {
        let elapsed = elapsed(period, quality);
        let lens = Lens {
            settings,
            campaigns: &shop.campaigns,
            shop,
            facts,
            quality,
            words,
            period,
            now: Side::new(facts, elapsed, &quality.files, None),
            before: None,
            compared: None,
            spending: Spending::of(facts, &quality.files),
            same_tags: Vec::new(),
            begins: None,
            hardly_known: false,
            before_hardly_known: false,
            gap: None,
            main,
            networks: Vec::new(),
            running: Vec::new(),
            one: Vec::new(),
            together: None,
            of_ads: None,
            of_visits: None,
        };
        lens.beside_before().with_those_behind().with_joint()
    }

    /// The same lens on the days of a period until some day.
    pub fn until(&self, to: Date) -> Lens<'a> {
        let days = Period { to, ..self.now.slice.period };
        let lens = Lens {
            now: Side::new(self.facts, days, &self.quality.files, None),
            before: None,
            spending: self.spending.clone(),
            same_tags: Vec::new(),
            networks: Vec::new(),
            running: Vec::new(),
            one: Vec::new(),
            together: None,
            of_ads: None,
            of_visits: None,
            ..*self
        };
        lens.beside_before().with_joint()
    }

    /// The same lens with some networks as one.
    pub fn joined(&self, networks: &[NetworkId]) -> Lens<'a> {
        let mut listed = self.networks.clone();
        listed.retain(|own| networks.first() == Some(own) || !networks.contains(own));
        Lens {
            now: self.now.joined(networks),
            before: self.before.as_ref().map(|before| before.joined(networks)),
            spending: self.spending.clone(),
            same_tags: self.same_tags.clone(),
            networks: listed,
            running: self.running.clone(),
            one: networks.to_vec(),
            together: None,
            of_ads: self.of_ads.as_ref().map(|ads| Box::new(ads.joined(networks))),
            of_visits: self.of_visits.as_ref().map(|visits| Box::new(visits.joined(networks))),
            ..*self
        }
    }

    /// With the period that this one is compared with, as far as this one has come.
    fn beside_before(self) -> Lens<'a> {
        let (facts, quality, days) = (self.facts, self.quality, self.now.slice.period);
        let compared = compared(self.settings.comparison, self.period);
        let compared = compared.map(|before| as_far(before, days, self.period));
        let before = compared.map(|period| Side::new(facts, period, &quality.files, Some(&self.now.slice)));
        let before = before.filter(|before| !before.slice.is_empty());
        let late = |day: Date| before.as_ref().is_some_and(|before: &Side| is_late(day, before.slice.period));
        let begins = quality.first_day.filter(|_| quality.begins.is_some_and(late));
        let hardly_known = is_hardly_known(facts, quality, days);
        let of_before = |before: &Side| is_hardly_known(facts, quality, before.slice.period);
        let before_hardly_known = before.as_ref().is_some_and(of_before);
        let gap = quality.gap(days).or_else(|| quality.gap(before.as_ref()?.slice.period));
        let same_tags = same_tag::pairs(&self.now.slice, quality);
        let lens = Lens { before, compared, begins, hardly_known, before_hardly_known, gap, same_tags, ..self };
        let (networks, running) = (lens.sorted_networks(), lens.sorted_campaigns());
        Lens { networks, running, ..lens }
    }

    /// Whether the period has not ended in the data.
    pub fn is_partial(&self) -> bool {
        self.now.slice.period.to != self.period.to
    }

    /// The period before, where the orders of both periods are known from the first day to the last.
    pub fn whole_before(&self) -> Option<&Side> {
        self.before.as_ref().filter(|_| self.begins.is_none() && self.gap.is_none())
    }

    pub fn totals<'s>(&self, side: &'s Side, cut: Cut) -> Totals<'s> {
        self.totals_of(&side.slice, side.customers(cut), cut)
    }

    fn totals_of<'s>(&self, slice: &'s Slice, customers: Option<Customers>, cut: Cut) -> Totals<'s> {
        let margin = self.settings.margin.map(|margin| margin.0.fraction());
        let orders_told = self.quality.tells_orders(slice.period);
        Totals { slice, cut, definitions: self.settings.definitions, margin, customers, orders_told }
    }

    pub fn see(&self, metric: &Metric, cut: Cut) -> Seen {
        let known = self.on_days_of(metric);
        if known.now.slice.period != self.now.slice.period {
            return known.see(metric, cut);
        }
        let totals = self.totals(&self.now, cut);
        let now = self.told(&self.now, metric, cut);
        let before = self.before.as_ref().map(|before| match self.begins {
            Some(_) if metric.is_of_orders() => Err(Why::Begins),
            _ if self.gap.is_some() && metric.is_of_orders() => Err(Why::Gap),
            _ if metric.is_of_ads() && self.is_doubtful(before, cut) => Err(Why::NoPlatform),
            _ if metric.is_of_ads() && self.is_of_unlike_ads(before, cut) => Err(Why::PartOfSpend),
            _ if metric.is_of_ads() && self.ads_begin_with_orders(before, cut) => Err(Why::PartOfSpend),
            _ if self.is_everybody_new() && self.tells_customers(metric) => Err(Why::EverybodyNew),
            _ if metric.is_of_analytics() && !self.knows_visits(before) => Err(Why::PartOfVisits),
            _ if !self.is_like(before, metric, cut) => Err(Why::OtherNetworks),
            _ if !self.counts_alike(before, metric, cut) => Err(Why::OtherMeasure),
            _ if self.sets_lives_beside(before, metric, cut) => self.told(before, metric, cut).and(Err(Why::Lives)),
            _ => self.told(before, metric, cut),
        });
        let little = |totals: Totals<'_>| {
            metric.rests_on.is_some_and(|(measure, enough)| totals.get(measure).is_some_and(|n| n < enough))
        };
        let few_before = self.before.as_ref().is_some_and(|before| little(self.totals(before, cut)));
        // A price of new customers rests on those, however many orders there are.
        let of_new = metric.name == "cac" && self.tells_customers(metric);
        let few_new = of_new && metrics::new(&totals).is_ok_and(|new| new < FEW);
        let few = now.is_ok() && (little(totals) || few_new);
        Seen { now, before: before.and_then(Result::ok), before_why: before.and_then(Result::err), few, few_before }
    }

    /// Whether a figure tells those who came for the first time from the others; a price of orders does not.
    pub fn tells_customers(&self, metric: &Metric) -> bool {
        metric.is_of_customers() && (metric.name != "cac" || self.settings.definitions.cac == CacBasis::Customers)
    }

    /// Whether older customers may be among the new ones, now or before.
    fn is_everybody_new(&self) -> bool {
        self.hardly_known || self.before_hardly_known
    }

    /// Whether it is not known of which of several networks ads are, now or before. Where all of them stand at one both times, they
    /// are the same.
    fn is_doubtful(&self, before: &Side, cut: Cut) -> bool {
        let Some(network) = cut.network else { return false };
        let of = |side: &Side| side.slice.doubtful.contains(&network);
        let all_here = |side: &Side| {
            let costs = |own: &&NetworkId| side.slice.sum(Cut::network(**own), Measure::Spend).is_some();
            side.slice.doubtful.iter().filter(costs).eq([&network])
        };
        let alike = self.now.slice.doubtful == before.slice.doubtful && all_here(&self.now) && all_here(before);
        (of(&self.now) || of(before)) && !alike
    }

    /// Whether ads are known of a part of the days only, now or before.
    fn is_of_unlike_ads(&self, before: &Side, cut: Cut) -> bool {
        [&self.now, before].into_iter().any(|side| self.knows_part_of_spend(side, cut))
    }

    /// Whether visits are known of all days of both periods, as far as any are.
    fn knows_visits(&self, before: &Side) -> bool {
        let late = self.quality.visits.is_some_and(|day| is_late(day, before.slice.period));
        !late && [&self.now, before].into_iter().all(|side| side.slice.knows_visits())
    }

    /// Whether a sum is of the same networks before: one more network, of which a profile or a hand tells, is no growth.
    fn is_like(&self, before: &Side, metric: &Metric, cut: Cut) -> bool {
        let all: BTreeSet<NetworkId> = match metric.name {
            _ if cut.network.is_some() => return true,
            "sales" | "orders" | "aov" | "blended_roas" | "roi" | "spend" | "cac" => self.now.slice.by_hand.clone(),
            _ if metrics::of_profiles(metric) => &self.now.slice.networks() | &before.slice.networks(),
            _ => return true,
        };
        let known = |name: &str, side: &Side, network: NetworkId| {
            let cut = Cut { network: Some(network), ..cut };
            metrics::find(name).is_some_and(|metric| self.told(side, metric, cut).is_ok())
        };
        let alike = |name: &str, network| known(name, &self.now, network) == known(name, before, network);
        // Where sales are kept and no spend is, there was none.
        let nothing_kept = |side, network| !known("spend", side, network) && !known("sales", side, network);
        let spend =
            |network| alike("spend", network) || !(nothing_kept(&self.now, network) || nothing_kept(before, network));
        all.into_iter().all(|network| match metric.name {
            "spend" | "cac" => spend(network),
            "blended_roas" | "roi" => alike("sales", network) && spend(network),
            "aov" => alike("orders", network),
            own => alike(own, network),
        })
    }

    /// Whether both sides count the same of each network: all clicks are not those on links.
    fn counts_alike(&self, before: &Side, metric: &Metric, cut: Cut) -> bool {
        if !metrics::has_kinds(metric) {
            return true;
        }
        let of = |side: &Side, network: NetworkId| {
            metrics::counted(metric, &self.totals(side, Cut { network: Some(network), ..cut }))
        };
        let networks = cut.network.map_or_else(|| self.now.slice.networks(), |own| BTreeSet::from([own]));
        networks.into_iter().all(|network| {
            let (now, before) = (of(&self.now, network), of(before, network));
            now.is_empty() || before.is_empty() || now == before
        })
    }

    /// A metric of rows of the period that were picked out of it.
    pub fn of(&self, name: &str, slice: &Slice) -> Option<Exact> {
        let metric = metrics::find(name)?;
        let totals = self.totals_of(slice, None, Cut::default());
        let value = (metric.value)(&totals).ok();
        value.or_else(|| silent_zero(metric, &totals).filter(|_| slice.origins && slice.naming.any))
    }

    /// A metric by its name, for pages that know which they show.
    pub fn value(&self, name: &str, cut: Cut) -> Option<Exact> {
        metrics::find(name).and_then(|metric| self.see(metric, cut).now.ok())
    }

    /// A metric in each bucket of a side; a bucket without data is a gap. Who is new is told by names, or by the export itself.
    pub fn series(&self, side: &Side, metric: &Metric, cut: Cut) -> Vec<Option<Exact>> {
        let won = side.won.get(&cut.network).filter(|_| cut.campaign.is_none());
        let told = side.customers(cut).is_some() || metrics::new(&self.totals(side, cut)).is_ok();
        let in_bucket = |(n, bucket): (usize, &Slice)| {
            let new = won.map_or(0, |won| won[n]);
            let known = told.then(|| Customers { new, ..Customers::default() });
            let totals = self.totals_of(bucket, known, cut);
            (metric.value)(&totals).ok().or_else(|| silent_zero(metric, &totals))
        };
        side.buckets.iter().enumerate().map(in_bucket).collect()
    }

    /// The target of the author for a metric in this period.
    pub fn target(&self, metric: &Metric, network: Option<NetworkId>) -> Option<&'a Target> {
        self.settings.targets.iter().find(|target| {
            let same = target.network.as_deref().and_then(super::channels::find) == network;
            target.metric == metric.name && target.period.same_days(self.period) && same
        })
    }

    pub fn campaign(&self, id: CampaignId) -> &'a Campaign {
        &self.campaigns[usize::from(id)]
    }

    /// Networks with any figure now or before, those with most sales first.
    pub fn networks(&self) -> &[NetworkId] {
        &self.networks
    }

    /// Campaigns that ran in the period, or that have any figure in it; those with most sales first.
    pub fn running(&self) -> &[CampaignId] {
        &self.running
    }

    fn sorted_networks(&self) -> Vec<NetworkId> {
        let mut all = self.now.slice.networks();
        all.extend(self.before.iter().flat_map(|before| before.slice.networks()));
        all.extend(self.now.slice.lacking(Measure::Spend));
        let mut all: Vec<NetworkId> = all.into_iter().collect();
        all.sort_by_cached_key(|id| {
            let sales = self.value("sales", Cut::network(*id)).map_or(i64::MIN, |sales| sales.scaled(0));
            (std::cmp::Reverse(sales), *id)
        });
        all
    }

    fn sorted_campaigns(&self) -> Vec<CampaignId> {
        let told = self.now.slice.campaigns();
        let period = self.now.slice.period;
        let runs =
            |campaign: &Campaign| campaign.start.0 <= period.to && campaign.end.is_none_or(|end| end.0 >= period.from);
        let ids = (0..self.campaigns.len()).map(|n| n as CampaignId);
        let mut all: Vec<CampaignId> = ids.filter(|id| told.contains(id) || runs(self.campaign(*id))).collect();
        all.sort_by_cached_key(|id| {
            let sales = self.value("sales", Cut::campaign(*id)).map_or(i64::MIN, |sales| sales.scaled(0));
            (std::cmp::Reverse(sales), *id)
        });
        all
    }
}
