//! Of which days visits and ad spend are known, where it is not of the whole period, and until when, where it runs.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::importers::Measure;
use crate::report::channels::NetworkId;
use crate::report::lens::Lens;
use crate::report::metrics::{self, Metric};
use crate::report::slice::Cut;
use crate::report::stretches::is_much;
use crate::scalar::{Period, PeriodKind};

use super::leads;
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
    let behind = metrics::find(metric).and_then(|metric| until(lens, lens.on_days_of(metric)));
    let lens = metrics::find(metric).map_or(lens, |metric| lens.on_days_of(metric));
    match metric {
        _ if behind.is_some() && !OF_SPEND.contains(&metric) => behind,
        _ if is_of_visits(metric) => text(lens),
        _ => {
            let of_spend = OF_SPEND.contains(&metric) && cut.campaign.is_none();
            let spend = if of_spend { spend(lens, cut.network) } else { Vec::new() };
            let new = customers(lens, metric);
            let of_one = metrics::find(metric).filter(|_| cut.network.is_some());
            let lives = of_one.filter(|metric| lens.is_of_lives(&lens.now, metric, cut));
            let lives = lives.map(|_| lens.words.get("report_lives").to_owned());
            let of_orders = metrics::find(metric).filter(|_| OF_SPEND.contains(&metric));
            let aim = of_orders.and_then(|metric| leads::of_figure(lens, metric, cut));
            Some(behind.into_iter().chain(spend).chain(new).chain(lives).chain(aim).collect::<Vec<_>>().join(" "))
                .filter(|text| !text.is_empty())
        }
    }
}

/// What is to be said of the days of several metrics, of a network or of all.
pub fn notes(lens: &Lens<'_>, metrics: &[&str], network: Option<NetworkId>) -> Vec<String> {
    let has = |of: &[&str]| metrics.iter().any(|metric| of.contains(metric));
    let of_visits = lens.of_visits.as_deref().unwrap_or(lens);
    let visits = text(of_visits).or_else(|| behind_of(lens, of_visits)).filter(|_| has(OF_VISITS));
    let ads = ads_behind(lens).filter(|_| has(OF_SPEND) || has(&["spend"]));
    let spend = if has(OF_SPEND) { spend(lens.on_days_of_ads(), network) } else { Vec::new() };
    let new = metrics.iter().find_map(|metric| customers(lens, metric));
    visits.into_iter().chain(ads).chain(spend).chain(new).collect()
}

/// That ads are known until an earlier day than orders are.
pub fn ads_behind(lens: &Lens<'_>) -> Option<String> {
    behind_of(lens, lens.on_days_of_ads())
}

/// The same of whatever is known for the shortest.
pub fn behind(lens: &Lens<'_>) -> Option<String> {
    behind_of(lens, lens.on_days_of_all())
}

pub fn behind_of(lens: &Lens<'_>, known: &Lens<'_>) -> Option<String> {
    let of_ads = lens.of_ads.as_deref().is_some_and(|ads| std::ptr::eq(ads, known));
    said_until(lens, known, if of_ads { "report_ads_behind" } else { "report_visits_behind" })
}

/// The same in a word, beside a figure.
fn until(lens: &Lens<'_>, known: &Lens<'_>) -> Option<String> {
    said_until(lens, known, "report_until")
}

fn said_until(lens: &Lens<'_>, known: &Lens<'_>, key: &str) -> Option<String> {
    let until = known.now.slice.period.to;
    (until != lens.now.slice.period.to).then(|| lens.words.fill(key, &[("day", &lens.words.formats.date(until))]))
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
    // What is told together with another network's is not unknown, and of neither alone.
    of.retain(|own| !lens.now.slice.doubtful.contains(own) || (network.is_none() && lens.is_guessed(*own)));
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
        let missing = missing(lens, own);
        let days = days(&missing);
        let name = lens.networks_of_ads(own).into_iter().map(|own| words.network(own)).collect::<Vec<_>>().join(" / ");
        let values = [("network", name.as_str()), ("days", days.as_str())];
        (!missing.is_empty() && !days.is_empty()).then(|| words.fill("report_spend_known_of", &values))
    };
    of.into_iter().filter_map(text).collect()
}

/// The days of the period before the first ad of a network, and between its files; not those of which one of its accounts is told.
fn missing(lens: &Lens<'_>, own: NetworkId) -> Vec<(Date, Date)> {
    let slice = &lens.now.slice;
    let begins = lens.spending.known(own).is_some_and(|known| slice.period.holds(known.first));
    let before = lens.spend_before(&lens.now, own).filter(|_| begins);
    let untold = |days: &(Date, Date)| !slice.tells_within(Cut::network(own), Measure::Spend, *days);
    before.into_iter().chain(lens.spend_lacks(&lens.now, own).filter(untold)).collect()
}

/// The days of which a figure is, or against which it sets what is told of all; none where those are the whole period.
pub fn days_of(lens: &Lens<'_>, metric: &Metric, cut: Cut) -> Vec<Period> {
    let known = lens.on_days_of(metric);
    if known.now.slice.period.to != lens.now.slice.period.to {
        return vec![known.now.slice.period];
    }
    let span = |(from, to): (Date, Date)| Period { from, to, kind: PeriodKind::Range };
    match metric.name {
        name if is_of_visits(name) => days(lens).into_iter().map(span).collect(),
        name if OF_SPEND.contains(&name) && cut.campaign.is_none() => days_with_spend(lens, cut.network),
        _ => Vec::new(),
    }
}

/// The days of which the spend of a network is known, or that of all.
fn days_with_spend(lens: &Lens<'_>, network: Option<NetworkId>) -> Vec<Period> {
    let mut of = network.map_or_else(|| paid(lens), |own| vec![own]);
    of.retain(|own| !lens.now.slice.doubtful.contains(own) || (network.is_none() && lens.is_guessed(*own)));
    let unknown = |own: NetworkId| {
        let after = lens.spend_after(&lens.now, own).filter(|_| spend_ends(lens, own).is_some());
        missing(lens, own).into_iter().chain(after)
    };
    let mut unknown: Vec<(Date, Date)> = of.into_iter().flat_map(unknown).collect();
    unknown.sort_unstable();
    let unknown = unknown.into_iter().fold(Vec::new(), |mut all: Vec<(Date, Date)>, (from, to)| {
        match all.last_mut().filter(|last| from <= last.1) {
            Some(last) => last.1 = last.1.max(to),
            None => all.push((from, to)),
        }
        all
    });
    if unknown.is_empty() { Vec::new() } else { rest(lens.now.slice.period, &unknown) }
}

/// The days of the period before the first ad of all, where they matter and orders came.
fn missing_of_all(lens: &Lens<'_>) -> Option<(Date, Date)> {
    let slice = &lens.now.slice;
    let first = lens.spending.first_of_all().filter(|first| slice.period.holds(*first))?;
    let days = (slice.period.from, first.yesterday().ok()?);
    // Ads of a few days are a campaign that began, where nobody bought through its network before.
    let unknown = paid(lens).into_iter().any(|own| lens.spend_before(&lens.now, own).is_some());
    let matters = is_much(days, slice.period) && slice.tells_within(Cut::default(), Measure::Orders, days);
    (matters && unknown).then_some(days)
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

/// The days of a period on which the ads of a part may have brought orders, and those on which they are known not to have run: a
/// week of them at least, and a fourth as many, for of fewer no pace is known. Where a few days with ads lie so close that some may
/// have ordered later on all others, those as well. Orders of such days that bear a campaign came by its links.
pub fn days_with_and_without(lens: &Lens<'_>, cut: Cut) -> [Vec<(Date, Date)>; 2] {
    const WEEK: i64 = 7;
    let (period, with) = (lens.now.slice.period, days_of_spend(lens, cut));
    let network = cut.network.filter(|_| cut.campaign.is_none());
    let Some(known) = network.and_then(|network| lens.spending.known(network)) else { return [with, Vec::new()] };
    let ways = [Some(with.clone()), known.days_with_ads(period)].into_iter().flatten();
    let mut ways = ways.map(|with| [with.clone(), known.silent(period, &with)]);
    let are_enough =
        |[with, silent]: &[Vec<(Date, Date)>; 2]| count(silent) >= WEEK && count(silent) * 4 >= count(with);
    ways.find(are_enough).unwrap_or([with, Vec::new()])
}

/// How many days some stretches have.
pub fn count(days: &[(Date, Date)]) -> i64 {
    days.iter().map(|(from, to)| i64::from((*to - *from).get_days()) + 1).sum()
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
