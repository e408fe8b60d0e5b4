//! Profiles and posts on the networks.

use std::collections::BTreeSet;

use crate::importers::Measure;

use super::{Good, Metric, Totals, Why, ratio};
use crate::report::number::{Exact, Unit};
use crate::report::settings::EngagementBasis;

pub const METRICS: &[Metric] = &[
    Metric { name: "followers", unit: Unit::Count, good: Good::Up, value: followers, rests_on: None },
    Metric { name: "follows", unit: Unit::Count, good: Good::Up, value: follows, rests_on: None },
    Metric { name: "reach", unit: Unit::Count, good: Good::Up, value: reach, rests_on: None },
    Metric { name: "profile_visits", unit: Unit::Count, good: Good::Up, value: profile_visits, rests_on: None },
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

fn profile_visits(totals: &Totals<'_>) -> Result<Exact, Why> {
    totals.sum(Measure::ProfileVisits, Why::NoData)
}

fn views(totals: &Totals<'_>) -> Result<Exact, Why> {
    totals.sum(Measure::Views, Why::NoData)
}

/// Likes, comments and shares; of a network that does not tell those, what it calls engagements.
fn engagements(totals: &Totals<'_>) -> Result<Exact, Why> {
    if PARTS.into_iter().chain([Measure::Engagements]).any(|measure| totals.slice.lacks(totals.cut, measure)) {
        return Err(Why::NoData);
    }
    let sum = totals.networks().iter().filter_map(of_network).reduce(i64::saturating_add);
    sum.map(Exact::whole).ok_or(Why::NoData)
}

const PARTS: [Measure; 3] = [Measure::Likes, Measure::Comments, Measure::Shares];

fn of_network(part: &Totals<'_>) -> Option<i64> {
    let told = PARTS.into_iter().filter_map(|measure| part.get(measure)).reduce(i64::saturating_add);
    told.or_else(|| part.get(Measure::Engagements))
}

/// What a network tells of engagements.
pub fn counted(part: &Totals<'_>) -> Vec<Measure> {
    let told = |measure: &Measure| part.get(*measure).is_some();
    let parts: Vec<Measure> = PARTS.into_iter().filter(told).collect();
    if parts.is_empty() { [Measure::Engagements].into_iter().filter(told).collect() } else { parts }
}

/// Engagements with posts over the views of the same posts: both from one kind of source, for a profile's views of a month
/// and what its posts of that month reached in their lives are different things. Where likes, comments and shares are told, what a program
/// of ads calls engagements is another thing.
fn seen_and_engaged(part: &Totals<'_>) -> Option<(i64, i64)> {
    let sums = |measure| part.slice.by_kind(part.cut, measure);
    let [likes, comments, shares] = PARTS.map(sums);
    let (engagements, views, shown) = (sums(Measure::Engagements), sums(Measure::Views), sums(Measure::Impressions));
    let kinds = views.keys().chain(shown.keys()).collect::<BTreeSet<_>>();
    let parts = [&likes, &comments, &shares];
    let any_parts = parts.iter().any(|sums| !sums.is_empty());
    kinds.into_iter().find_map(|kind| {
        let told = parts.iter().filter_map(|sums| sums.get(kind).copied()).reduce(i64::saturating_add);
        let engaged = told.or_else(|| engagements.get(kind).copied().filter(|_| !any_parts))?;
        Some((engaged, *views.get(kind).or_else(|| shown.get(kind))?))
    })
}

fn engagement_rate(totals: &Totals<'_>) -> Result<Exact, Why> {
    let over = |measure| move |part: &Totals<'_>| Some((of_network(part)?, part.get(measure)?));
    let ((engaged, basis), none) = match totals.definitions.engagement {
        EngagementBasis::Impressions => (totals.both(seen_and_engaged), Why::OtherSource),
        EngagementBasis::Reach => (totals.both(over(Measure::Reach)), Why::NoReach),
        EngagementBasis::Followers => (totals.both(over(Measure::Followers)), Why::NoFollowers),
    };
    let seen = views(totals).is_ok() || totals.get(Measure::Impressions).is_some();
    let none = match none {
        _ if engagements(totals).is_err() => Why::NoData,
        Why::OtherSource if !seen => Why::NoImpressions,
        none => none,
    };
    ratio(engaged, basis, none)
}
