//! One period seen beside another: everything that a page of the report asks.
//!
//! In: the facts, the author's settings, a period. Out: figures of any part of it, now and before, with their reasons where
//! there are none. Absent: layout; see [`super::pages`].

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::importers::{Kind, Measure};
use crate::scalar::{Period, PeriodKind};
use crate::shop::campaign::Campaign;

use super::channels::{CampaignId, NetworkId};
use super::facts::{Facts, month};
use super::metrics::{self, Customers, Metric, Totals, Why};
use super::number::Exact;
use super::quality::Quality;
use super::settings::{Comparison, Settings, Target};
use super::slice::{Cut, Slice, slice};
use super::words::Words;

pub struct Lens<'a> {
    pub settings: &'a Settings,
    pub campaigns: &'a [Campaign],
    pub facts: &'a Facts,
    pub quality: &'a Quality,
    pub words: &'a Words,
    /// As it was asked for.
    pub period: Period,
    /// Its days that the data reaches.
    pub now: Side,
    pub before: Option<Side>,
    /// The period that the report is about first.
    pub main: bool,
    networks: Vec<NetworkId>,
    running: Vec<CampaignId>,
}

/// A period with its facts.
pub struct Side {
    pub slice: Slice,
    /// Equal stretches of it, in order: days, weeks or months.
    pub buckets: Vec<Slice>,
    /// Of all networks, and of each.
    customers: BTreeMap<Option<NetworkId>, Customers>,
    /// New customers in each bucket, of all networks and of each.
    won: BTreeMap<Option<NetworkId>, Vec<i64>>,
}

/// A figure with the one before.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    pub now: Result<Exact, Why>,
    pub before: Option<Exact>,
    /// It rests on so little that it says little.
    pub few: bool,
}

impl<'a> Lens<'a> {
    pub fn new(
        settings: &'a Settings,
        campaigns: &'a [Campaign],
        facts: &'a Facts,
        quality: &'a Quality,
        words: &'a Words,
        period: Period,
        main: bool,
    ) -> Lens<'a> {
        let elapsed = elapsed(period, quality.last_day);
        let before = compared(settings.comparison, period).map(|before| {
            let partial = elapsed.to != period.to;
            if partial { before.first_days(elapsed.days()) } else { before }
        });
        let kinds: Vec<Kind> = quality.kinds();
        let side = |of: Period| Side::new(facts, of, &kinds);
        let now = side(elapsed);
        let before = before.map(side).filter(|before| !before.slice.is_empty());
        let (networks, running) = (Vec::new(), Vec::new());
        let lens = Lens { settings, campaigns, facts, quality, words, period, now, before, main, networks, running };
        let (networks, running) = (lens.sorted_networks(), lens.sorted_campaigns());
        Lens { networks, running, ..lens }
    }

    /// Whether the period has not ended in the data.
    pub fn is_partial(&self) -> bool {
        self.now.slice.period.to != self.period.to
    }

    pub fn totals<'s>(&self, side: &'s Side, cut: Cut) -> Totals<'s> {
        self.totals_of(&side.slice, side.customers(cut), cut)
    }

    fn totals_of<'s>(&self, slice: &'s Slice, customers: Option<Customers>, cut: Cut) -> Totals<'s> {
        let margin = self.settings.margin.map(|margin| margin.0.fraction());
        Totals { slice, cut, definitions: self.settings.definitions, margin, customers }
    }

    pub fn see(&self, metric: &Metric, cut: Cut) -> Seen {
        let totals = self.totals(&self.now, cut);
        let now = (metric.value)(&totals);
        let before = self.before.as_ref().and_then(|before| (metric.value)(&self.totals(before, cut)).ok());
        let few = metric.rests_on.is_some_and(|(measure, enough)| totals.get(measure).is_some_and(|n| n < enough));
        Seen { now, before, few }
    }

    /// A metric by its name, for pages that know which they show.
    pub fn value(&self, name: &str, cut: Cut) -> Option<Exact> {
        metrics::find(name).and_then(|metric| self.see(metric, cut).now.ok())
    }

    /// A metric in each bucket of a side; a bucket without data is a gap.
    pub fn series(&self, side: &Side, metric: &Metric, cut: Cut) -> Vec<Option<Exact>> {
        let won = side.won.get(&cut.network).filter(|_| cut.campaign.is_none());
        let in_bucket = |(n, bucket): (usize, &Slice)| {
            let new = won.map_or(0, |won| won[n]);
            let known = side.customers(cut).map(|_| Customers { new, ..Customers::default() });
            let totals = self.totals_of(bucket, known, cut);
            (metric.value)(&totals).ok().or_else(|| silent_zero(metric, bucket))
        };
        side.buckets.iter().enumerate().map(in_bucket).collect()
    }

    /// The target of the author for a metric in this period.
    pub fn target(&self, metric: &Metric, network: Option<NetworkId>) -> Option<&'a Target> {
        self.settings.targets.iter().find(|target| {
            let same = target.network.as_deref().and_then(super::channels::find) == network;
            target.metric == metric.name && target.period == self.period && same
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

impl Side {
    fn new(facts: &Facts, period: Period, kinds: &[Kind]) -> Side {
        let whole = slice(facts, period, kinds);
        let buckets = buckets(period);
        let won = won(facts, &buckets);
        let buckets = buckets.into_iter().map(|bucket| whole.part(bucket, |row| bucket.covers(row.from, row.to)));
        Side { customers: customers(facts, period), won, buckets: buckets.collect(), slice: whole }
    }

    /// Customers of a network or of all; campaigns have none of their own.
    pub fn customers(&self, cut: Cut) -> Option<Customers> {
        if cut.campaign.is_some() { None } else { self.customers.get(&cut.network).copied() }
    }
}

/// Days without an order have sold nothing; days without a rate have none.
fn silent_zero(metric: &Metric, bucket: &Slice) -> Option<Exact> {
    let counts = matches!(metric.name, "sales" | "orders" | "refunds");
    (counts && bucket.tells(Measure::Orders)).then(|| Exact::whole(0))
}

fn customers(facts: &Facts, period: Period) -> BTreeMap<Option<NetworkId>, Customers> {
    let months = whole_months(facts, period);
    let mut all: BTreeMap<Option<NetworkId>, Customers> = BTreeMap::new();
    for customer in facts.customers.values().filter(|customer| customer.first <= period.to) {
        let new = i64::from(customer.first >= period.from && !customer.before);
        let active = months.map(|mask| i64::from(customer.months & mask != 0));
        let repeated = i64::from(customer.orders > 1);
        for (key, active) in [(None, active), (Some(customer.network), None)] {
            let sum = all.entry(key).or_insert(Customers { active: active.map(|_| 0), ..Customers::default() });
            sum.new += new;
            sum.ever += 1;
            sum.repeated += repeated;
            sum.active = sum.active.zip(active).map(|(sum, one)| sum + one);
        }
    }
    all
}

fn won(facts: &Facts, buckets: &[Period]) -> BTreeMap<Option<NetworkId>, Vec<i64>> {
    let mut won: BTreeMap<Option<NetworkId>, Vec<i64>> = BTreeMap::new();
    for customer in facts.customers.values().filter(|customer| !customer.before) {
        let n = buckets.partition_point(|bucket| bucket.to < customer.first);
        if buckets.get(n).is_none_or(|bucket| !bucket.holds(customer.first)) {
            continue;
        }
        for key in [None, Some(customer.network)] {
            won.entry(key).or_insert_with(|| vec![0; buckets.len()])[n] += 1;
        }
    }
    won
}

/// The months of a period as bits, when it is made of whole ones that are remembered.
fn whole_months(facts: &Facts, period: Period) -> Option<u64> {
    let whole = period.from.day() == 1 && period.to.tomorrow().is_ok_and(|next| next.day() == 1);
    let [first, last] = [period.from, period.to].map(|day| facts.last_month - month(day));
    let known = whole && last >= 0 && first < 63;
    known.then(|| (last..=first).fold(0, |mask, back| mask | 1 << back))
}

/// The days of a period until the last day of the data; the whole period when nothing of it is there.
fn elapsed(period: Period, last_day: Option<Date>) -> Period {
    match last_day {
        Some(day) if period.holds(day) => Period { to: day, ..period },
        _ => period,
    }
}

fn compared(comparison: Comparison, period: Period) -> Option<Period> {
    match comparison {
        Comparison::Previous => period.previous(),
        Comparison::YearBefore => period.year_before(),
        Comparison::Given(period) => Some(period),
        Comparison::None => None,
    }
}

/// Equal stretches of a period: a month is shown by days, a quarter by weeks, a year by months. A quarter is not made of
/// whole weeks, so some of its thirteen have eight days: a rest of one day would look like a fall.
fn buckets(period: Period) -> Vec<Period> {
    let days = period.days();
    match period.kind {
        PeriodKind::Year => months(period),
        PeriodKind::Month => stretches(period, days),
        _ if days <= 62 => stretches(period, days),
        _ if days <= 370 => stretches(period, (days + 3) / 7),
        _ => months(period),
    }
}

fn stretches(period: Period, count: i64) -> Vec<Period> {
    let days = period.days();
    let day = |n: i64| period.from.checked_add((n * days / count).days()).unwrap_or(period.to);
    let stretch =
        |n: i64| Period { from: day(n), to: day(n + 1).yesterday().unwrap_or(period.to), kind: PeriodKind::Range };
    (0..count).map(stretch).collect()
}

fn months(period: Period) -> Vec<Period> {
    let mut months = Vec::new();
    let mut from = period.from;
    while let Some(month) = Period::of(PeriodKind::Month, from).filter(|_| from <= period.to) {
        months.push(Period { from, to: month.to.min(period.to), kind: PeriodKind::Range });
        let Ok(next) = month.to.tomorrow() else { break };
        from = next;
    }
    months
}
