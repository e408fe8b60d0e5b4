//! Ads and orders that a campaign has on days, or on networks, which campaigns.yaml does not give it.
//!
//! In: campaigns, and facts of the days that a report looks at. Out: findings with their place in campaigns.yaml, and what to write
//! there: a year was mistyped, a code is used again, or a line is out of date. Absent: orders after the last day, which links bring for
//! long; a few days more or less.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::diagnostic::{At, Diagnostic, warning};
use crate::importers::Measure;
use crate::path;
use crate::platforms;
use crate::shop::campaign::Campaign;
use crate::source::Sources;

use crate::report::channels::{self, CampaignId, NetworkId};
use crate::report::facts::{BY_HAND, Cell, Facts};

const FILE: &str = "content/campaigns.yaml";

/// Days by which ads begin before their campaign does, and end after it.
const FEW_DAYS: i32 = 3;
/// Orders below which somebody may have tried a code.
const FEW_ORDERS: i64 = 5;
/// Less than a twentieth of what a campaign has may be a test, and less than a tenth on a network.
const SOME: i64 = 20;
const SOME_OF_NETWORKS: i64 = 10;
/// Days without ads after which they are those of another time.
const PAUSE: i32 = 31;

/// What exports tell of a campaign on some days.
#[derive(Default)]
struct Told {
    spend: Vec<Sum>,
    orders: Vec<Sum>,
    networks: BTreeMap<NetworkId, i64>,
}

/// Days, both ends inclusive, and what is told of them together.
type Sum = (Date, Date, i64);

pub fn findings(sources: &Sources, campaigns: &[Campaign], facts: &Facts, days: (Date, Date)) -> Vec<Diagnostic> {
    let Some(file) = sources.find(FILE) else { return Vec::new() };
    let of = |(id, told): (CampaignId, Told)| {
        let campaign = campaigns.get(usize::from(id))?;
        let found = begins(campaign, &told, days).or_else(|| ends(campaign, &told, days));
        let (key, finding) = found.or_else(|| elsewhere(campaign, &told))?;
        Some(finding.at(file, At::Value(path![usize::from(id), key])))
    };
    all(facts, days).into_iter().filter_map(of).collect()
}

/// Of each campaign what is told of it, whenever that was; on which networks, in those days.
fn all(facts: &Facts, (first, last): (Date, Date)) -> BTreeMap<CampaignId, Told> {
    let mut all: BTreeMap<CampaignId, Told> = BTreeMap::new();
    let exported = |cell: &Cell| cell.origin != BY_HAND;
    let inside = |cell: &Cell| cell.to >= first && cell.from <= last;
    for (cell, sums) in facts.cells.iter().filter(|(cell, _)| exported(cell)) {
        let Some(campaign) = cell.belonging.campaign else { continue };
        let own = all.entry(campaign).or_default();
        let days = |sum: i64| (cell.from, cell.to, sum);
        own.orders.extend(sums.get(Measure::Orders).map(days));
        if let Some(spend) = sums.get(Measure::Spend).filter(|spend| *spend > 0) {
            own.spend.push(days(spend));
            // Ads that do not say where they ran are held for one of several networks.
            if inside(cell) && !facts.guessed.contains_key(&cell.origin) {
                *own.networks.entry(cell.belonging.network).or_default() += spend;
            }
        }
    }
    all
}

/// Whether so much of all is no test.
fn is_some(part: i64, all: i64, of: i64) -> bool {
    part > 0 && part.saturating_mul(of) >= all
}

fn sum<'s>(told: impl Iterator<Item = &'s Sum>) -> i64 {
    told.fold(0, |all, (.., one)| all.saturating_add(*one))
}

/// The first day of what goes on from some day on, or had begun before it.
fn since(told: &[Sum], from: Date) -> Option<Date> {
    let inside = told.iter().filter(|(_, to, _)| *to >= from).map(|(from, ..)| *from).min()?;
    let mut earlier: Vec<&Sum> = told.iter().filter(|(first, ..)| *first < inside).collect();
    earlier.sort_unstable_by_key(|(_, to, _)| std::cmp::Reverse(*to));
    let goes_on = |first: Date, (from, to, _): &Sum| ((first - *to).get_days() <= PAUSE).then(|| first.min(*from));
    Some(
        earlier
            .into_iter()
            .try_fold(inside, |first, own| goes_on(first, own).ok_or(first))
            .unwrap_or_else(|first| first),
    )
}

/// What is told of some days, in full or in part.
fn within(told: &[Sum], (first, last): (Date, Date)) -> impl Iterator<Item = &Sum> {
    told.iter().filter(move |(from, to, _)| *to >= first && *from <= last)
}

fn begins(campaign: &Campaign, told: &Told, days: (Date, Date)) -> Option<(&'static str, Diagnostic)> {
    let (code, start) = (&campaign.code.0, campaign.start.0);
    let early = |own: &[Sum]| {
        let before = sum(within(own, days).filter(|(_, to, _)| *to < start.saturating_sub(FEW_DAYS.days())));
        is_some(before, sum(within(own, days)), SOME).then_some(before)
    };
    let (first, what) = match (early(&told.spend), early(&told.orders)) {
        (Some(_), _) => (since(&told.spend, days.0)?, "its ads cost something"),
        (None, Some(orders)) if orders >= FEW_ORDERS => (since(&told.orders, days.0)?, "it has orders"),
        _ => return None,
    };
    let message = format!("`{code}` begins on {start}, and {what} from {first} on");
    let help = format!("write `start: {first}`; if these are of another campaign, give that one a code of its own");
    Some(("start", warning("campaign-days", message).help(help)))
}

fn ends(campaign: &Campaign, told: &Told, days: (Date, Date)) -> Option<(&'static str, Diagnostic)> {
    let (code, end) = (&campaign.code.0, campaign.end?.0);
    let inside = || within(&told.spend, days);
    let after = sum(inside().filter(|(from, ..)| *from > end.saturating_add(FEW_DAYS.days())));
    let last = told.spend.iter().map(|(_, to, _)| *to).max().filter(|_| is_some(after, sum(inside()), SOME))?;
    let message = format!("`{code}` ended on {end}, and its ads cost something until {last}");
    let help = format!(
        "write `end: {last}`, or leave `end` out while it runs; if these are of another campaign, give that one a code of its own"
    );
    Some(("end", warning("campaign-days", message).help(help)))
}

fn elsewhere(campaign: &Campaign, told: &Told) -> Option<(&'static str, Diagnostic)> {
    let names = || campaign.networks.iter().map(String::as_str);
    let all = told.networks.values().copied().fold(0, i64::saturating_add);
    let is_known = |name: &str| names().any(|own| own == name) || platforms::find(name).is_none();
    let other = told.networks.iter().filter(|(_, spend)| is_some(**spend, all, SOME_OF_NETWORKS));
    let name = other.map(|(network, _)| channels::name(*network)).find(|name| !is_known(name))?;
    let message =
        format!("ads of `{}` cost something on {}, which it does not name", campaign.code.0, platforms::label(name));
    let networks: Vec<&str> = names().chain([name]).collect();
    let help = format!("write `networks: [{}]`, without those on which it does not run", networks.join(", "));
    Some(("networks", warning("campaign-networks", message).help(help)))
}
