//! Profiles and posts on the networks.

use crate::importers::Measure;

use super::{Good, Metric, Totals, Why, ratio};
use crate::report::number::{Exact, Unit};
use crate::report::settings::EngagementBasis;

pub const METRICS: &[Metric] = &[
    Metric { name: "followers", unit: Unit::Count, good: Good::Up, value: followers, rests_on: None },
    Metric { name: "follows", unit: Unit::Count, good: Good::Up, value: follows, rests_on: None },
    Metric { name: "reach", unit: Unit::Count, good: Good::Up, value: reach, rests_on: None },
    Metric { name: "views", unit: Unit::Count, good: Good::Up, value: views, rests_on: None },
    Metric { name: "engagements", unit: Unit::Count, good: Good::Up, value: engagements, rests_on: None },
    Metric { name: "engagement_rate", unit: Unit::Share, good: Good::Up, value: engagement_rate, rests_on: None },
];

fn followers(totals: &Totals<'_>) -> Result<Exact, Why> {
    totals.sum(Measure::Followers, Why::NoData)
}

fn follows(totals: &Totals<'_>) -> Result<Exact, Why> {
    totals.sum(Measure::Follows, Why::NoData)
}

fn reach(totals: &Totals<'_>) -> Result<Exact, Why> {
    totals.sum(Measure::Reach, if totals.slice.tells(Measure::Reach) { Why::NotAdditive } else { Why::NoData })
}

fn views(totals: &Totals<'_>) -> Result<Exact, Why> {
    totals.sum(Measure::Views, Why::NoData)
}

/// Likes, comments and shares; what a network calls engagements only where it does not tell those.
pub fn engagements(totals: &Totals<'_>) -> Result<Exact, Why> {
    let parts = [Measure::Likes, Measure::Comments, Measure::Shares];
    let told = parts.into_iter().filter_map(|measure| totals.get(measure)).reduce(i64::saturating_add);
    told.or_else(|| totals.get(Measure::Engagements)).map(Exact::whole).ok_or(Why::NoData)
}

fn engagement_rate(totals: &Totals<'_>) -> Result<Exact, Why> {
    let (basis, none) = match totals.definitions.engagement {
        EngagementBasis::Impressions => {
            (totals.get(Measure::Views).or_else(|| totals.get(Measure::Impressions)), Why::NoImpressions)
        }
        EngagementBasis::Reach => (totals.get(Measure::Reach), Why::NoReach),
        EngagementBasis::Followers => (totals.get(Measure::Followers), Why::NoFollowers),
    };
    ratio(engagements(totals).ok(), basis.map(Exact::whole), none)
}
