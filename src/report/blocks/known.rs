//! Of which days visits and ad spend are known, where it is not of the whole period.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::importers::Measure;
use crate::report::channels::NetworkId;
use crate::report::lens::Lens;
use crate::report::metrics;
use crate::report::slice::Cut;
use crate::report::stretches::is_much;
use crate::scalar::{Period, PeriodKind};

use super::returns::paid;

/// Metrics of visits: their figures are of the days of which those are known.
const OF_VISITS: &[&str] = &["sessions", "conversion_rate", "engaged_share"];

/// Metrics that set orders against ad spend.
const OF_SPEND: &[&str] = &["roas", "blended_roas", "roi", "cac"];

/// More stretches of days than this are counted, not listed.
const MOST: usize = 3;

pub fn is_of_visits(metric: &str) -> bool {
    OF_VISITS.contains(&metric)
}

/// What is to be said of the days of a metric of a part.
pub fn of(lens: &Lens<'_>, metric: &str, cut: Cut) -> Option<String> {
    match metric {
        _ if is_of_visits(metric) => text(lens),
        _ => {
            let of_spend = OF_SPEND.contains(&metric) && cut.campaign.is_none();
            let spend = if of_spend { spend(lens, cut.network) } else { Vec::new() };
            let new = customers(lens, metric);
            Some(spend.into_iter().chain(new).collect::<Vec<_>>().join(" ")).filter(|text| !text.is_empty())
        }
    }
}

/// What is to be said of the days of several metrics.
pub fn notes(lens: &Lens<'_>, metrics: &[&str]) -> Vec<String> {
    let has = |of: &[&str]| metrics.iter().any(|metric| of.contains(metric));
    let visits = text(lens).filter(|_| has(OF_VISITS));
    let spend = if has(OF_SPEND) { spend(lens, None) } else { Vec::new() };
    let new = metrics.iter().find_map(|metric| customers(lens, metric));
    visits.into_iter().chain(spend).chain(new).collect()
}

/// That customers of before count as new too, where a metric tells who is.
fn customers(lens: &Lens<'_>, metric: &str) -> Option<String> {
    let tells = metrics::find(metric).is_some_and(|metric| lens.tells_customers(metric));
    (tells && lens.hardly_known).then(|| lens.words.get("report_everybody_new").to_owned())
}

/// What is to be said of the days of ad spend: of a network, or of all that have any.
pub fn spend(lens: &Lens<'_>, network: Option<NetworkId>) -> Vec<String> {
    let ends = |own: NetworkId| {
        let day = lens.words.formats.date(spend_ends(lens, own)?);
        Some(lens.words.fill("report_spend_ends", &[("network", lens.words.network(own)), ("day", &day)]))
    };
    let of = network.map_or_else(|| paid(lens), |own| vec![own]);
    begins(lens, network).into_iter().chain(of.into_iter().filter_map(ends)).collect()
}

/// `Ad spend is known for 1 Sept 2026 – 30 Sept 2026 only.`, where it begins late by more than a twentieth of the period, or
/// lacks a month between two files: sales of the other days are set against it too.
fn begins(lens: &Lens<'_>, network: Option<NetworkId>) -> Vec<String> {
    let words = lens.words;
    let mut of = network.map_or_else(|| paid(lens), |own| vec![own]);
    // What is told together with another network's is not unknown.
    of.retain(|own| !lens.now.slice.doubtful.contains(own));
    let missing = |own: NetworkId| -> Vec<(Date, Date)> {
        let period = lens.now.slice.period;
        let begins = lens.spending.known(own).is_some_and(|known| period.holds(known.first));
        let before = lens.spend_before(&lens.now, own).filter(|_| begins);
        before.into_iter().chain(lens.spend_lacks(&lens.now, own)).collect()
    };
    let days = |missing: &[(Date, Date)]| {
        let rest = rest(lens.now.slice.period, missing);
        rest.into_iter().map(|days| words.days(days)).collect::<Vec<_>>().join(", ")
    };
    let all = network.is_none().then(|| missing_of_all(lens)).flatten();
    let between = of.iter().any(|own| lens.spend_lacks(&lens.now, *own).next().is_some());
    if let (Some(all), false) = (all, between) {
        return vec![words.fill("report_spend_known", &[("days", &days(&[all]))])];
    }
    let text = |own: NetworkId| {
        let missing = missing(own);
        let days = days(&missing);
        let values = [("network", words.network(own)), ("days", days.as_str())];
        (!missing.is_empty() && !days.is_empty()).then(|| words.fill("report_spend_known_of", &values))
    };
    of.into_iter().filter_map(text).collect()
}

/// The days of the period before the first ad of all, where they matter and orders came.
fn missing_of_all(lens: &Lens<'_>) -> Option<(Date, Date)> {
    let slice = &lens.now.slice;
    let first = lens.spending.first_of_all().filter(|first| slice.period.holds(*first))?;
    let days = (slice.period.from, first.yesterday().ok()?);
    let matters = is_much(days, slice.period) && slice.tells_within(Cut::default(), Measure::Orders, days);
    matters.then_some(days)
}

/// The days of a period without others, which are in order.
fn rest(period: Period, missing: &[(Date, Date)]) -> Vec<Period> {
    let span = |from: Date, to: Date| Period { from, to, kind: PeriodKind::Range };
    let mut days = Vec::new();
    let mut from = Some(period.from);
    for (first, last) in missing {
        let until = first.yesterday().ok();
        days.extend(from.zip(until).filter(|(from, to)| from <= to).map(|(from, to)| span(from, to)));
        from = last.tomorrow().ok();
    }
    days.extend(from.filter(|from| *from <= period.to).map(|from| span(from, period.to)));
    days
}

/// The days of a period on which the ads of a part may have brought orders.
pub fn days_of_spend(lens: &Lens<'_>, cut: Cut) -> Vec<(Date, Date)> {
    let slice = &lens.now.slice;
    // Of a campaign on several networks any of them may have brought an order.
    let networks = match cut {
        Cut { network: Some(network), .. } => BTreeSet::from([network]),
        Cut { campaign: Some(campaign), .. } => slice.networks_of(campaign),
        Cut { .. } => BTreeSet::new(),
    };
    let cost = |network: &NetworkId| {
        let part = Cut { network: Some(*network), ..cut };
        slice.sum(part, Measure::Spend).is_some_and(|spend| spend > 0)
    };
    let known = networks.into_iter().filter(cost).filter_map(|network| lens.spending.known(network));
    let days: Vec<(Date, Date)> = known.flat_map(|known| known.days_of_ads(slice.period)).collect();
    if days.is_empty() { vec![(slice.period.from, slice.period.to)] } else { days }
}

/// The last day with spend on a network, where ads ran day by day until then, and orders came through it on more than a twentieth
/// of the period after: the ads ended, or what was exported of them.
pub fn spend_ends(lens: &Lens<'_>, network: NetworkId) -> Option<Date> {
    let last = lens.spend_after(&lens.now, network)?.0.yesterday().ok()?;
    lens.now.slice.period.holds(last).then_some(last)
}

/// The days of which visits are known; none where that is all or nothing.
pub fn days(lens: &Lens<'_>) -> Vec<(Date, Date)> {
    let slice = &lens.now.slice;
    if slice.knows_visits() { Vec::new() } else { slice.days_of_visits().to_vec() }
}

/// `Sessions are known for 1 Sept 2026 – 30 Sept 2026 only.`
pub fn text(lens: &Lens<'_>) -> Option<String> {
    said(lens, &days(lens))
}

/// The same of days of a group of people; `None` where there are none.
pub fn said(lens: &Lens<'_>, days: &[(Date, Date)]) -> Option<String> {
    let words = lens.words;
    let spans = days.iter().map(|(from, to)| Period { from: *from, to: *to, kind: PeriodKind::Range });
    if days.len() > MOST {
        let count = |days: i64| words.formats.integer(days);
        let (known, all) = (count(spans.map(Period::days).sum()), count(lens.now.slice.period.days()));
        return Some(words.fill("report_visits_of", &[("known", &known), ("all", &all)]));
    }
    let listed = spans.map(|span| words.days(span)).collect::<Vec<_>>().join(", ");
    (!days.is_empty()).then(|| words.fill("report_visits_known", &[("days", &listed)]))
}
