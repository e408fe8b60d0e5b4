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

/// Likes, comments and shares; of a network that does not tell those, what it calls engagements.
fn engagements(totals: &Totals<'_>) -> Result<Exact, Why> {
    let sum = totals.networks().iter().filter_map(of_network).reduce(i64::saturating_add);
    sum.map(Exact::whole).ok_or(Why::NoData)
}

fn of_network(part: &Totals<'_>) -> Option<i64> {
    let parts = [Measure::Likes, Measure::Comments, Measure::Shares];
    let told = parts.into_iter().filter_map(|measure| part.get(measure)).reduce(i64::saturating_add);
    told.or_else(|| part.get(Measure::Engagements))
}

fn engagement_rate(totals: &Totals<'_>) -> Result<Exact, Why> {
    let basis = |part: &Totals<'_>| match totals.definitions.engagement {
        EngagementBasis::Impressions => part.get(Measure::Views).or_else(|| part.get(Measure::Impressions)),
        EngagementBasis::Reach => part.get(Measure::Reach),
        EngagementBasis::Followers => part.get(Measure::Followers),
    };
    let none = match totals.definitions.engagement {
        EngagementBasis::Impressions => Why::NoImpressions,
        EngagementBasis::Reach => Why::NoReach,
        EngagementBasis::Followers => Why::NoFollowers,
    };
    let (engaged, basis) = totals.both(|part| Some((of_network(part)?, basis(part)?)));
    let none = if engagements(totals).is_ok() { none } else { Why::NoData };
    ratio(engaged, basis, none)
}
