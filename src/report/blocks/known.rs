//! Of which days visits and ad spend are known, where it is not of the whole period.

use jiff::civil::Date;

use crate::importers::Measure;
use crate::report::channels::NetworkId;
use crate::report::lens::{Lens, is_late};
use crate::report::slice::Cut;
use crate::scalar::{Period, PeriodKind};

use super::returns::paid;

/// Metrics of visits: their figures are of the days of which those are known.
const OF_VISITS: &[&str] = &["sessions", "conversion_rate", "engaged_share"];

/// Metrics that set orders against ad spend.
const OF_SPEND: &[&str] = &["roas", "blended_roas", "roi", "cac"];

/// Days by which ads may be behind orders while a month runs.
const SOON: i64 = 3;

/// More stretches of days than this are counted, not listed.
const MOST: usize = 3;

pub fn is_of_visits(metric: &str) -> bool {
    OF_VISITS.contains(&metric)
}

/// What is to be said of the days of a metric.
pub fn of(lens: &Lens<'_>, metric: &str) -> Option<String> {
    match metric {
        _ if is_of_visits(metric) => text(lens),
        _ if OF_SPEND.contains(&metric) => Some(begins(lens, None).join(" ")).filter(|text| !text.is_empty()),
        _ => None,
    }
}

/// What is to be said of the days of several metrics.
pub fn notes(lens: &Lens<'_>, metrics: &[&str]) -> Vec<String> {
    let has = |of: &[&str]| metrics.iter().any(|metric| of.contains(metric));
    let visits = text(lens).filter(|_| has(OF_VISITS));
    let spend = if has(OF_SPEND) { spend(lens, None) } else { Vec::new() };
    visits.into_iter().chain(spend).collect()
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

/// `Ad spend is known for 1 Sept 2026 – 30 Sept 2026 only.`, where it begins late by more than a twentieth of the period:
/// sales of the other days are set against it too.
fn begins(lens: &Lens<'_>, network: Option<NetworkId>) -> Vec<String> {
    let (words, period) = (lens.words, lens.now.slice.period);
    let late = |own: Option<NetworkId>| {
        let known = lens.spending.known(own).filter(|known| known.from_first)?;
        let cut = Cut { network: own, campaign: None };
        let before = (period.from, known.first.yesterday().ok()?);
        if !lens.now.slice.tells_within(cut, Measure::Orders, before) {
            return None;
        }
        let days = Period { from: known.first, to: period.to, kind: PeriodKind::Range };
        is_late(known.first, period).then(|| words.days(days))
    };
    if let (None, Some(days)) = (network, late(None)) {
        return vec![words.fill("report_spend_known", &[("days", &days)])];
    }
    let of = network.map_or_else(|| paid(lens), |own| vec![own]);
    let text = |own: NetworkId| {
        let days = late(Some(own))?;
        Some(words.fill("report_spend_known_of", &[("network", words.network(own)), ("days", &days)]))
    };
    of.into_iter().filter_map(text).collect()
}

/// The days of a period that ad spend of a part may have brought orders on, as far as it is known.
pub fn days_of_spend(lens: &Lens<'_>, cut: Cut) -> (Date, Date) {
    let Period { from, to, .. } = lens.now.slice.period;
    let first = lens.spending.known(cut.network).filter(|_| lens.spend_begins(&lens.now, cut)).map(|known| known.first);
    let last = cut.network.and_then(|network| spend_ends(lens, network));
    (first.unwrap_or(from), last.unwrap_or(to))
}

/// The last day with spend on a network, where ads ran day by day until then, and orders came through it on more than a twentieth
/// of the period after: the ads ended, or what was exported of them.
pub fn spend_ends(lens: &Lens<'_>, network: NetworkId) -> Option<Date> {
    let period = lens.now.slice.period;
    let known = lens.spending.known(Some(network)).filter(|known| known.until_last && period.holds(known.last))?;
    let next = known.last.tomorrow().ok()?;
    let ordered = lens.now.slice.tells_within(Cut::network(network), Measure::Orders, (next, period.to));
    let missing = i64::from((period.to - known.last).get_days());
    // Who looks at a running month today downloads ads until yesterday.
    let soon = lens.is_partial() && missing <= SOON;
    (ordered && missing * 20 > period.days() && !soon).then_some(known.last)
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
