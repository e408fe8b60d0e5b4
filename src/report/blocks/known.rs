//! Of which days visits and ad spend are known, where it is not of the whole period, and until when, where it runs.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::importers::Measure;
use crate::report::channels::NetworkId;
use crate::report::findings::cut_short;
use crate::report::lens::Lens;
use crate::report::lens::stretches::is_much;
use crate::report::metrics::{self, Metric};
use crate::report::slice::Cut;
use crate::report::spending::{Days, Known, Pace, joined};
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
        _ if is_of_visits(metric) => text(lens).or_else(|| orders_of_visits(lens, metric, cut)),
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

/// `4 of 48 orders: those of networks whose sessions are known`, where a rate is of a part of the orders.
fn orders_of_visits(lens: &Lens<'_>, metric: &str, cut: Cut) -> Option<String> {
    let words = lens.words;
    let own = metrics::orders_of_visits(&lens.totals(&lens.now, cut)).filter(|_| metric == "conversion_rate")?;
    let all = lens.value("orders", cut)?.scaled(0);
    let own = (own != all).then(|| words.formats.integer(own))?;
    let all = words.count("report_orders", all.unsigned_abs(), &[]);
    Some(words.fill("report_orders_of_visits", &[("own", &own), ("all", &all)]))
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
        let key = if lens.sells_after(own) { "report_spend_ends" } else { "report_spend_ends_visits" };
        Some(lens.words.fill(key, &[("network", lens.words.network(own)), ("day", &day)]))
    };
    let of = network.map_or_else(|| paid(lens), |own| vec![own]);
    let cost = network.map_or_else(|| lens.networks_that_cost(), |own| vec![own]);
    let (broken, whole): (Vec<_>, Vec<_>) = cost.into_iter().partition(|own| lens.torn(&lens.now, *own).is_some());
    let torn = |own: NetworkId| {
        let (file, last) = lens.torn(&lens.now, own)?;
        let day = lens.words.formats.date(last);
        let values = [("file", file.name.as_str()), ("network", lens.words.network(own)), ("day", &day)];
        Some(lens.words.fill("report_spend_torn", &values))
    };
    let doubted = whole.into_iter().filter(|own| spend_ends(lens, *own).is_none());
    let of = of.into_iter().filter(|own| !broken.contains(own)).collect::<Vec<_>>();
    let silent = |own: NetworkId| {
        let day = lens.words.formats.date(cut_short::doubted(lens, own)?.0);
        Some(lens.words.fill("report_spend_silent", &[("network", lens.words.network(own)), ("day", &day)]))
    };
    let ends = of.into_iter().filter_map(ends).chain(doubted.filter_map(silent));
    let torn = broken.iter().copied().filter_map(torn);
    begins(lens, network).into_iter().chain(torn).chain(ends).collect()
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
    let unknown = joined(of.into_iter().flat_map(unknown).collect());
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

/// The days of a period by whether ads of a part ran, and those on which orders that bear its tags are of ads. Those of a campaign
/// came by its links all.
pub fn days_with_and_without(lens: &Lens<'_>, cut: Cut) -> (Pace, Days) {
    let slice = &lens.now.slice;
    let whole = || vec![(slice.period.from, slice.period.to)];
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
    let known: Vec<&Known> =
        networks.into_iter().filter(cost).filter_map(|network| lens.spending.known(network)).collect();
    let links = joined(known.iter().flat_map(|known| known.days_of_links(slice.period)).collect());
    let links = if links.is_empty() { whole() } else { links };
    let pace = match known.first().filter(|_| cut.campaign.is_none()) {
        Some(known) => known.pace(slice.period, lens.quality.first_day),
        None => Pace { with: links.clone(), ..Pace::default() },
    };
    let with = if pace.with.is_empty() { whole() } else { pace.with };
    (Pace { with, ..pace }, links)
}

/// The last day with spend on a network, where ads ran day by day until then, and orders or visits came by them on more than a
/// twentieth of the period after: the ads ended, or what was exported of them.
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
