//! The metrics that a report can show.
//!
//! To add one: its formula in the file of its subject, a line there, its words (`metric_…`, `define_…`) in the theme's
//! `report/` strings. In: [`Totals`] of a part of a period. Out: an exact figure, or why there is none. A ratio is worked out
//! from its two sums, at the grain that is shown; nothing averages ratios.

mod orders;
mod paid;
mod profiles;
mod visits;

pub use orders::{measures, new, ordered};
pub use paid::{all_paid, clicks_of_impressions, kept, seen_with_clicks};
pub use visits::orders_of_visits;

use crate::importers::Measure;
use crate::scalar::Decimal;

use super::number::{Exact, Unit};
use super::settings::Definitions;
use super::slice::{Cut, Slice};

pub struct Metric {
    /// As in `targets:` of report.yaml, in CSV and in JSON.
    pub name: &'static str,
    pub unit: Unit,
    pub good: Good,
    pub value: fn(&Totals<'_>) -> Result<Exact, Why>,
    /// The sum on which the figure rests, and how much of it makes a rate worth comparing.
    pub rests_on: Option<(Measure, i64)>,
}

impl Metric {
    /// Whether the figure is smaller when a part of the shop's orders is not known.
    pub fn is_of_orders(&self) -> bool {
        const OF_ORDERS: &[&str] = &[
            "sales",
            "orders",
            "refunds",
            "discounts",
            "new_customers",
            "returning_share",
            "repeat_rate",
            "conversion_rate",
            "roas",
            "blended_roas",
            "roi",
            "cac",
        ];
        OF_ORDERS.contains(&self.name)
    }

    /// Whether the figure tells of orders, so that there is none of it where hardly an order is told.
    pub fn tells_orders(&self) -> bool {
        self.is_of_orders() || self.name == "aov"
    }

    /// Whether the figure tells how many came, and not what it was worth.
    pub fn counts_orders(&self) -> bool {
        self.is_of_customers() || matches!(self.name, "orders" | "conversion_rate")
    }

    /// Whether the figure tells those who came for the first time from the others.
    pub fn is_of_customers(&self) -> bool {
        matches!(self.name, "new_customers" | "returning_share" | "repeat_rate" | "cac")
    }

    /// Whether the figure is of all that an analytics program saw in a period.
    pub fn is_of_analytics(&self) -> bool {
        matches!(self.name, "sessions" | "analytics_sales" | "analytics_roas")
    }

    /// Whether the figure counts what all ads of a period did, or cost.
    pub fn is_of_ads(&self) -> bool {
        const OF_ADS: &[&str] = &["spend", "impressions", "clicks", "leads", "claimed_orders", "claimed_sales"];
        OF_ADS.contains(&self.name) || self.sets_orders_against().contains(&Measure::Spend)
    }

    /// Whether the figure is a ratio of what ads did and cost.
    pub fn is_rate_of_ads(&self) -> bool {
        matches!(self.name, "ctr" | "cpc" | "cpm" | "cost_per_lead" | "claimed_roas" | "analytics_roas")
    }

    /// Whether the figure is of the days of which visits are known.
    pub fn is_of_visits(&self) -> bool {
        self.is_of_analytics() || matches!(self.name, "conversion_rate" | "engaged_share")
    }

    /// What other sources tell, where the figure sets orders against it.
    pub fn sets_orders_against(&self) -> &'static [Measure] {
        match self.name {
            "roas" | "blended_roas" | "roi" | "cac" => &[Measure::Spend, Measure::Costs],
            "conversion_rate" => &[Measure::Sessions],
            _ => &[],
        }
    }

    /// The measures that are missing where there is no figure for this reason.
    pub fn lacks(&self, why: Why) -> &'static [Measure] {
        match (why, self.name) {
            (Why::NoSpend, _) => &[Measure::Spend],
            (Why::NoSessions, _) | (Why::NoData, "sessions") => &[Measure::Sessions],
            (Why::NoImpressions, _) => &[Measure::Impressions, Measure::Views],
            (Why::NoClicks, _) | (Why::NoData, "clicks") => &[Measure::Clicks, Measure::LinkClicks],
            (Why::NoData, "orders" | "new_customers" | "returning_share" | "repeat_rate" | "cac")
            | (Why::NoOrders, _) => &[Measure::Orders],
            (Why::NoData, "sales" | "aov" | "roas" | "blended_roas" | "roi") => {
                &[Measure::Net, Measure::Gross, Measure::Total]
            }
            (Why::NoData, "costs") => &[Measure::Costs],
            (Why::NoData, "impressions") => &[Measure::Impressions],
            (Why::NoData, "claimed_roas" | "claimed_sales") => &[Measure::ClaimedSales],
            (Why::NoData, "claimed_orders") => &[Measure::ClaimedOrders],
            (Why::NoData, "leads" | "cost_per_lead") => &[Measure::Leads],
            (Why::NoData, "follows") => &[Measure::Follows],
            (Why::NoData, "profile_visits") => &[Measure::ProfileVisits],
            (Why::NoData, "views") => &[Measure::Views],
            (Why::NoData, "engagements" | "engagement_rate") => {
                &[Measure::Engagements, Measure::Likes, Measure::Comments, Measure::Shares]
            }
            _ => &[],
        }
    }

    /// A figure as report.yaml writes it: amounts in units of the currency, which has so many decimals, shares in percent.
    pub fn exact(&self, written: Decimal, decimals: u8) -> Exact {
        let (numerator, denominator) = written.fraction();
        match self.unit {
            Unit::Money => Exact { numerator: numerator * 10_i128.pow(u32::from(decimals)), denominator },
            Unit::Share => Exact { numerator, denominator: denominator * 100 },
            Unit::Count | Unit::Ratio => Exact { numerator, denominator },
        }
    }
}

/// Which way is the good one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Good {
    Up,
    Down,
    /// Neither: it depends.
    Neither,
}

/// Why there is no figure; the theme has a sentence for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    NoData,
    NoSpend,
    NoSessions,
    NoImpressions,
    NoClicks,
    NoOrders,
    NoCustomers,
    /// Exports say of orders whether their customer is new, and not who that is.
    OnlySorted,
    NoMargin,
    NoReach,
    NoFollowers,
    NotAdditive,
    /// Who came again is told of whole months.
    OfMonths,
    /// Customers are told apart, and there are none.
    NobodyNew,
    /// Rows of an export reach over the edges of the period.
    Cut,
    /// The two sides of a ratio are told by different kinds of sources.
    OtherSource,
    /// A part that is larger than what it is a part of.
    MoreThanWhole,
    /// Before, another kind of clicks or reactions was counted.
    OtherMeasure,
    /// Before, other networks are known.
    OtherNetworks,
    /// None of the orders says through which network it came.
    NoOrigins,
    /// Hardly an order names the ads, and others tell of many.
    Untagged,
    /// Orders name the campaign in another spelling than campaigns.yaml.
    Misspelt,
    Begins,
    /// Too few orders are known of the time before the earlier period to tell who is new in it.
    EverybodyNew,
    PartOfVisits,
    /// Orders are told, and none of them follows a visit.
    WithoutVisits,
    /// Of some days of one of both periods no ad spend is known.
    PartOfSpend,
    /// Orders came, and no file tells what was spent.
    SpendUnknown,
    /// Amounts of a file that does not tell in which currency they are.
    NoCurrency,
    /// Days between two exports of orders are missing, now or before.
    Gap,
    /// None of the orders names a campaign.
    NoCampaigns,
    /// Ads may have run on several networks, and do not say on which.
    NoPlatform,
    /// Amounts in a currency without a rate are missing.
    NoRate,
    /// What is told of more days than another file has was left out.
    Overlap,
    /// Posts count with all that they had until the export, which is more the older they are.
    Lives,
    /// Leads are known, and there are none.
    NoLeads,
    /// What was spent is to bring leads, and what those are worth is not known.
    ForLeads,
    /// Sales are told without their value.
    NoValue,
}

impl Why {
    /// The key of the sentence.
    pub fn key(self) -> &'static str {
        match self {
            Why::NoData => "why_no_data",
            Why::NoCampaigns => "why_no_campaigns",
            Why::NoPlatform => "why_no_platform",
            Why::NoRate => "why_no_rate",
            Why::Overlap => "why_overlap",
            Why::Lives => "why_lives",
            Why::NoLeads => "why_no_leads",
            Why::ForLeads => "why_for_leads",
            Why::NoValue => "why_no_value",
            Why::NoSpend => "why_no_spend",
            Why::NoSessions => "why_no_sessions",
            Why::NoImpressions => "why_no_impressions",
            Why::NoClicks => "why_no_clicks",
            Why::NoOrders => "why_no_orders",
            Why::NoCustomers => "why_no_customers",
            Why::OnlySorted => "why_only_sorted",
            Why::NoMargin => "why_no_margin",
            Why::NoReach => "why_no_reach",
            Why::NoFollowers => "why_no_followers",
            Why::NotAdditive => "why_not_additive",
            Why::OfMonths => "why_of_months",
            Why::NobodyNew => "why_nobody_new",
            Why::Cut => "why_cut",
            Why::OtherSource => "why_other_source",
            Why::MoreThanWhole => "why_more_than_whole",
            Why::OtherMeasure => "why_other_measure",
            Why::OtherNetworks => "why_other_networks",
            Why::NoOrigins => "why_no_origins",
            Why::Untagged => "why_untagged",
            Why::Misspelt => "why_misspelt",
            Why::Begins => "why_begins",
            Why::EverybodyNew => "why_everybody_new",
            Why::PartOfSpend => "why_part_of_spend",
            Why::SpendUnknown => "why_spend_unknown",
            Why::NoCurrency => "why_no_currency",
            Why::PartOfVisits => "why_part_of_visits",
            Why::WithoutVisits => "why_without_visits",
            Why::Gap => "why_gap",
        }
    }
}

/// A part of a period, with what its formulas need.
#[derive(Debug, Clone, Copy)]
pub struct Totals<'a> {
    pub slice: &'a Slice,
    pub cut: Cut,
    pub definitions: Definitions,
    /// Of net sales, as a fraction of a hundred.
    pub margin: Option<(i128, i128)>,
    pub customers: Option<Customers>,
    /// Whether an export tells the shop's orders.
    pub orders_told: bool,
}

/// Customers of a part of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Customers {
    pub new: i64,
    /// Distinct customers with orders; `None` where the period is not made of whole months.
    pub active: Option<i64>,
    /// Of all customers until the end of the period, and those of them with two orders or more.
    pub ever: i64,
    pub repeated: i64,
}

impl Totals<'_> {
    pub fn get(&self, measure: Measure) -> Option<i64> {
        self.slice.sum(self.cut, measure)
    }

    /// Whether an export tells the orders of a part.
    pub fn tells_orders(&self) -> bool {
        self.orders_told && self.slice.tells_sales(self.cut)
    }

    /// Whether an export tells the orders of a part, and there are none.
    pub fn sold_nothing(&self) -> bool {
        self.orders_told && self.slice.sells_nothing(self.cut)
    }

    fn sum(&self, measure: Measure, why: Why) -> Result<Exact, Why> {
        self.get(measure).map(Exact::whole).ok_or(why)
    }

    /// Its networks, one by one.
    fn networks(&self) -> Vec<Self> {
        let networks = match self.cut.network {
            Some(network) => vec![network],
            None => self.slice.networks().into_iter().collect(),
        };
        let part = |network| Totals { cut: Cut { network: Some(network), ..self.cut }, ..*self };
        networks.into_iter().map(part).collect()
    }

    /// Two sums over the networks that tell both: a ratio of them holds nothing on one side that the other knows nothing of.
    fn both(&self, of: impl Fn(&Self) -> Option<(i64, i64)>) -> (Option<Exact>, Option<Exact>) {
        exact(self.networks().iter().filter_map(of).reduce(added))
    }

    /// The same of what came back for spend: networks whose ads do not say on which of them they ran are one.
    fn both_of_spend(&self, of: impl Fn(&Self) -> Option<i64>) -> (Option<Exact>, Option<Exact>) {
        let networks = self.networks();
        let alone = networks.iter().filter(|part| !part.is_doubtful());
        let alone = alone.filter_map(|part| Some((of(part)?, paid::spent(part)?)));
        exact(alone.chain(self.together(&of)).reduce(added))
    }

    /// What came back on all networks together whose ads do not say on which of them they ran, and what was spent there.
    fn together(&self, of: impl Fn(&Self) -> Option<i64>) -> Option<(i64, i64)> {
        let networks = self.networks();
        let parts = || networks.iter().filter(|part| part.is_doubtful());
        let (back, spent) = (parts().filter_map(of), parts().filter_map(paid::spent));
        back.reduce(i64::saturating_add).zip(spent.reduce(i64::saturating_add))
    }

    fn is_doubtful(&self) -> bool {
        self.cut.network.is_some_and(|network| self.slice.doubtful.contains(&network))
    }

    /// Two sums of a network over the sources that tell both of it: what is spent by hand brings none of the clicks of an ads
    /// manager. Where none tells both, one tells this and another that.
    fn of_sources(&self, one: Measure, other: Measure) -> Option<(i64, i64)> {
        let all = (self.get(one)?, self.get(other)?);
        let [one, other] = [one, other].map(|measure| self.slice.by_source(self.cut, measure));
        let both = one.iter().filter_map(|(source, sum)| Some((*sum, *other.get(source)?)));
        Some(both.reduce(added).unwrap_or(all))
    }
}

/// All metrics, in the order in which they are shown.
pub fn all() -> impl Iterator<Item = &'static Metric> + Clone {
    [orders::METRICS, visits::METRICS, paid::METRICS, profiles::METRICS].into_iter().flatten()
}

/// Whether a metric counts one of several things, as each network tells it.
pub fn has_kinds(metric: &Metric) -> bool {
    matches!(metric.name, "clicks" | "ctr" | "cpc" | "engagements")
}

/// What such a metric counts of a network.
pub fn counted(metric: &Metric, part: &Totals<'_>) -> Vec<Measure> {
    if metric.name == "engagements" { profiles::counted(part) } else { paid::counted(part) }
}

/// Whether a metric counts what happens on profiles: a network that tells nothing of it is not one where nothing happens.
pub fn of_profiles(metric: &Metric) -> bool {
    (metric.unit == Unit::Count || metric.name == "engagement_rate")
        && profiles::METRICS.iter().any(|own| own.name == metric.name)
}

pub fn find(name: &str) -> Option<&'static Metric> {
    all().find(|metric| metric.name == name)
}

pub fn added(a: (i64, i64), b: (i64, i64)) -> (i64, i64) {
    (a.0.saturating_add(b.0), a.1.saturating_add(b.1))
}

fn exact(sums: Option<(i64, i64)>) -> (Option<Exact>, Option<Exact>) {
    (sums.map(|sums| Exact::whole(sums.0)), sums.map(|sums| Exact::whole(sums.1)))
}

/// A part of a whole. One that is larger is none: two sources count different things.
fn share(part: Option<Exact>, whole: Option<Exact>, none: Why) -> Result<Exact, Why> {
    let share = ratio(part, whole, none)?;
    if share.numerator > share.denominator { Err(Why::MoreThanWhole) } else { Ok(share) }
}

/// `numerator` / `denominator`; nothing is divided by nothing.
fn ratio(numerator: Option<Exact>, denominator: Option<Exact>, none: Why) -> Result<Exact, Why> {
    let denominator = denominator.filter(|value| !value.is_zero()).ok_or(none)?;
    numerator.ok_or(Why::NoData)?.over(denominator).ok_or(none)
}
