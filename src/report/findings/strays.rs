//! Campaigns that orders and visits name, and campaigns.yaml does not.
//!
//! In: the campaign that a link named, with what the row tells. Out: each by its name, with its orders and visits in a period, and
//! the campaign of which it is another spelling, if any. Those orders are neither without the name of a campaign nor of one that is
//! known. Absent: what is meant; the author says that below `names:` in campaigns.yaml. What makes a spelling; see [`crate::report::channels::spellings`].

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::civil::Date;

use crate::diagnostic::{At, Diagnostic, warning};
use crate::importers::Measure;
use crate::scalar::Period;
use crate::shop::campaign::Campaign;

use crate::report::channels::spellings::nearest;
use crate::report::channels::unfilled::is_unfilled;
use crate::report::channels::{CampaignId, NetworkId, named, shown};
use crate::report::facts::{Origin, Sums};
use crate::report::lens::Lens;
use crate::report::lens::side::Side;
use crate::report::metrics::Metric;
use crate::report::slice::Cut;

/// Names that are told apart; more are of links that name each visit.
const MAX: usize = 500;

/// Visits by a name below which somebody may have changed a link by hand.
const SOME: i64 = 20;

const KEPT: &[Measure] =
    &[Measure::Orders, Measure::UnpaidOrders, Measure::Net, Measure::Returns, Measure::UnpaidNet, Measure::Sessions];

/// By name in small letters.
#[derive(Debug, Default)]
pub struct Strays(BTreeMap<String, Named>);

#[derive(Debug)]
struct Named {
    /// As it was written first.
    written: String,
    /// The campaign of which it is another spelling, once somebody has asked.
    near: OnceLock<Option<CampaignId>>,
    rows: BTreeMap<(Date, Date, NetworkId, Origin), Sums>,
}

/// A name in a period.
#[derive(Debug)]
pub struct Stray<'f> {
    pub name: &'f str,
    pub orders: i64,
    pub visits: i64,
    /// The file that tells most of it.
    pub origin: Origin,
    pub near: Option<CampaignId>,
}

impl Strays {
    /// What a row tells whose campaign is none of campaigns.yaml.
    pub fn take(
        &mut self,
        campaign: &str,
        (from, to): (Date, Date),
        (network, origin): (NetworkId, Origin),
        told: impl Iterator<Item = (Measure, i64)>,
    ) {
        let name = named(campaign);
        let says_nothing = name.is_empty() || name.starts_with('(') || is_unfilled(campaign);
        if says_nothing || (self.0.len() >= MAX && !self.0.contains_key(&name)) {
            return;
        }
        let mut told = told.filter(|(measure, _)| KEPT.contains(measure)).peekable();
        if told.peek().is_none() {
            return;
        }
        let new = || Named { written: shown(campaign), near: OnceLock::new(), rows: BTreeMap::new() };
        let sums = self.0.entry(name).or_insert_with(new).rows.entry((from, to, network, origin)).or_default();
        told.for_each(|(measure, value)| sums.add(measure, value));
    }

    /// A sum over the names that another spelling's campaign lets through, on the networks that fit.
    fn sum(
        &self,
        (period, campaigns): (Period, &[Campaign]),
        measure: Measure,
        is_own: impl Fn(Option<CampaignId>) -> bool,
        networks: impl Fn(NetworkId) -> bool,
    ) -> i64 {
        let of = |(_, own): (&String, &Named)| {
            let inside =
                own.rows.iter().filter(|((from, to, network, _), _)| period.covers(*from, *to) && networks(*network));
            inside.filter_map(|(_, sums)| sums.get(measure)).fold(0, i64::saturating_add)
        };
        let named = self.0.iter().filter(|(name, own)| is_own(own.near(name, campaigns)));
        named.map(of).fold(0, i64::saturating_add)
    }

    /// Sums of each file; what several tell of visits is the same.
    fn by_file(own: &Named, period: Period, measure: Measure) -> BTreeMap<Origin, i64> {
        let mut sums: BTreeMap<Origin, i64> = BTreeMap::new();
        for ((_, _, _, origin), told) in own.rows.iter().filter(|((from, to, ..), _)| period.covers(*from, *to)) {
            let sum = sums.entry(*origin).or_default();
            *sum = sum.saturating_add(told.get(measure).unwrap_or(0));
        }
        sums
    }
}

impl Named {
    /// Asked of each name by every figure, so it is found once.
    fn near(&self, name: &str, campaigns: &[Campaign]) -> Option<CampaignId> {
        *self.near.get_or_init(|| nearest(name, campaigns))
    }
}

impl<'a> Lens<'a> {
    /// Those of the period, with most orders first.
    pub fn strays(&self) -> Vec<Stray<'a>> {
        let period = self.now.slice.period;
        let of = |(name, own): (&'a String, &'a Named)| {
            let (orders, visits) =
                (Strays::by_file(own, period, Measure::Orders), Strays::by_file(own, period, Measure::Sessions));
            let most = |sums: &BTreeMap<Origin, i64>| {
                sums.iter().map(|(origin, sum)| (*sum, *origin)).max().filter(|(sum, _)| *sum > 0)
            };
            let (_, origin) = most(&orders).or_else(|| most(&visits))?;
            let near = own.near(name, self.campaigns);
            let visits = most(&visits).map_or(0, |(sum, _)| sum);
            Some(Stray { name: &own.written, orders: orders.values().sum(), visits, origin, near })
        };
        let mut all: Vec<Stray<'a>> = self.facts.strays.0.iter().filter_map(of).collect();
        all.sort_by_key(|stray| (std::cmp::Reverse((stray.orders, stray.visits)), stray.name));
        all
    }

    /// What orders tell that came through some networks and name a campaign in another spelling, or one that nobody knows.
    pub fn strayed(&self, campaign: CampaignId, measure: Measure, networks: impl Fn(NetworkId) -> bool) -> Strayed {
        let sum = |is_near: bool| {
            let is_own = |near| (near == Some(campaign)) == is_near;
            self.facts.strays.sum((self.now.slice.period, self.campaigns), measure, is_own, &networks)
        };
        Strayed { near: sum(true), other: sum(false) }
    }

    /// Whether orders name a part's campaign in another spelling alone, so that it is not known what it sold.
    pub fn is_misspelt(&self, side: &Side, metric: &Metric, cut: Cut) -> bool {
        let Some(campaign) = cut.campaign.filter(|_| metric.tells_orders() && !self.facts.strays.0.is_empty()) else {
            return false;
        };
        let networks = |network| cut.network.is_none_or(|own| own == network);
        let within = (side.slice.period, self.campaigns);
        let sum = || self.facts.strays.sum(within, Measure::Orders, |near| near == Some(campaign), networks);
        side.slice.sells_nothing(cut) && sum() > 0
    }
}

/// A sum of what names a campaign in another spelling, and of what names another one.
#[derive(Debug, Clone, Copy)]
pub struct Strayed {
    pub near: i64,
    pub other: i64,
}

/// Names that look like one of campaigns.yaml, for the merchant.
pub fn findings(lens: &Lens<'_>) -> Vec<(String, Diagnostic)> {
    let finding = |stray: &Stray<'_>| {
        let code = &lens.campaign(stray.near?).code.0;
        let file = lens.quality.files.get(usize::from(stray.origin))?.file;
        let told = match (stray.orders, stray.visits) {
            (1, _) => "1 order names".to_owned(),
            (0, visits) if visits >= SOME => format!("{visits} visits name"),
            (0, _) => return None,
            (orders, _) => format!("{orders} orders name"),
        };
        let message = format!(
            "{told} the campaign `{}` in {}, which campaigns.yaml does not know",
            stray.name,
            lens.now.slice.period.name()
        );
        let help =
            format!("did you mean `{code}`? Write `{}` below `names:` of that campaign, or mend its links", stray.name);
        Some((stray.name.to_owned(), warning("stray-campaign", message).help(help).at(file, At::File)))
    };
    lens.strays().iter().filter_map(finding).collect()
}
