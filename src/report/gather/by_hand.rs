//! Figures that report.yaml holds by hand: metrics, costs, segments.

use iso_currency::Currency;
use jiff::civil::Date;

use crate::importers::Measure;
use crate::scalar::{Decimal, exponent};
use crate::shop::campaign::Campaign;

use crate::report::channels::{self, Belonging};
use crate::report::exchange::divide;
use crate::report::facts::{BY_HAND, Facts, cell, network};
use crate::report::settings::{Cost, Kept, Settings};

pub fn take(facts: &mut Facts, settings: &Settings, campaigns: &[Campaign], currency: Currency) {
    for kept in &settings.metrics {
        kept_by_hand(facts, kept, campaigns, currency);
    }
    for cost in &settings.costs {
        spread(facts, cost, campaigns, currency);
    }
    for segment in &settings.segments {
        let id = segment.network.as_deref().and_then(channels::find).unwrap_or_else(untold);
        let place = cell(segment.period.from, segment.period.to, network(id), 0, BY_HAND);
        let count = |value: Option<u64>| value.and_then(|value| i64::try_from(value).ok());
        let sales = segment.sales.map(|sales| minor(sales, currency));
        let values = [
            (Measure::Sessions, count(segment.sessions)),
            (Measure::Orders, count(segment.orders)),
            (Measure::Net, sales),
            (Measure::Gross, sales),
            (Measure::Total, sales),
        ];
        let told = values.into_iter().filter_map(|(measure, value)| Some((measure, value?)));
        facts.segment(&segment.dimension, &segment.value, place, told);
    }
}

fn kept_by_hand(facts: &mut Facts, kept: &Kept, campaigns: &[Campaign], currency: Currency) {
    let Some(id) = channels::find(&kept.network) else { return };
    let days = kept.date.map(|day| (day.0, day.0)).or_else(|| kept.period.map(|period| (period.from, period.to)));
    let Some((from, to)) = days else { return };
    let count = |value: Option<u64>| value.and_then(|value| i64::try_from(value).ok());
    let money = |value: Option<Decimal>| value.map(|value| minor(value, currency));
    let values = [
        (Measure::Followers, count(kept.followers)),
        (Measure::Follows, count(kept.follows)),
        (Measure::Reach, count(kept.reach)),
        (Measure::Impressions, count(kept.impressions)),
        (Measure::Views, count(kept.views)),
        (Measure::Clicks, count(kept.clicks)),
        (Measure::Engagements, count(kept.engagements)),
        (Measure::Likes, count(kept.likes)),
        (Measure::Comments, count(kept.comments)),
        (Measure::Shares, count(kept.shares)),
        (Measure::Saves, count(kept.saves)),
        (Measure::Leads, count(kept.leads)),
        (Measure::Sessions, count(kept.sessions)),
        (Measure::Orders, count(kept.orders)),
        (Measure::Net, money(kept.sales)),
        (Measure::Gross, money(kept.sales)),
        (Measure::Total, money(kept.sales)),
        (Measure::Spend, money(kept.spend)),
    ];
    let belonging = Belonging { campaign: campaign(kept.campaign.as_deref(), campaigns), ..network(id) };
    let told = values.into_iter().filter_map(|(measure, value)| Some((measure, value?)));
    facts.add(cell(from, to, belonging, 0, BY_HAND), told);
}

/// A cost of several days is one of each of them, to the cent; so every period bears its part. That of a campaign on one network is
/// that network's, as the orders of its discount code are.
fn spread(facts: &mut Facts, cost: &Cost, campaigns: &[Campaign], currency: Currency) {
    let campaign = campaign(cost.campaign.as_deref(), campaigns);
    let only = campaign.and_then(|own| campaigns.get(usize::from(own))?.only_network());
    let id = cost.network.as_deref().or(only).and_then(channels::find).unwrap_or_else(untold);
    let belonging = Belonging { campaign, ..network(id) };
    let amount = i128::from(minor(cost.amount, currency));
    let days: Vec<Date> = days(cost.from.0, cost.to.map_or(cost.from.0, |to| to.0));
    let all = days.len() as i128;
    for (n, day) in (0_i128..).zip(&days) {
        let part = amount * (n + 1) / all - amount * n / all;
        facts.add(cell(*day, *day, belonging, 0, BY_HAND), [(Measure::Costs, part as i64)]);
    }
}

/// No cost is spread over more days than this.
const MAX_DAYS: usize = 3_700;

fn days(from: Date, to: Date) -> Vec<Date> {
    std::iter::successors(Some(from), |day| day.tomorrow().ok().filter(|next| *next <= to)).take(MAX_DAYS).collect()
}

fn campaign(code: Option<&str>, campaigns: &[Campaign]) -> Option<channels::CampaignId> {
    campaigns.iter().position(|campaign| Some(campaign.code.0.as_str()) == code).map(|n| n as channels::CampaignId)
}

fn untold() -> channels::NetworkId {
    channels::find("untold").unwrap_or_default()
}

/// A number in units of a currency as whole minor units.
pub fn minor(value: Decimal, currency: Currency) -> i64 {
    let (numerator, denominator) = value.fraction();
    let scaled = divide(numerator * 10_i128.pow(u32::from(exponent(currency))), denominator);
    i64::try_from(scaled).unwrap_or(i64::MAX)
}
