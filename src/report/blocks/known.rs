//! Of which days visits and ad spend are known, where it is not of the whole period.

use jiff::civil::Date;

use crate::importers::Measure;
use crate::report::lens::Lens;
use crate::scalar::{Period, PeriodKind};

/// Metrics of visits: their figures are of the days of which those are known.
const OF_VISITS: &[&str] = &["sessions", "conversion_rate", "engaged_share"];

/// Metrics that set orders against ad spend.
const OF_SPEND: &[&str] = &["roas", "blended_roas", "roi", "cac"];

/// More stretches of days than this are counted, not listed.
const MOST: usize = 3;

pub fn is_of_visits(metric: &str) -> bool {
    OF_VISITS.contains(&metric)
}

/// What is to be said of the days of a metric.
pub fn of(lens: &Lens<'_>, metric: &str) -> Option<String> {
    match metric {
        _ if is_of_visits(metric) => text(lens),
        _ if OF_SPEND.contains(&metric) => spend(lens),
        _ => None,
    }
}

/// What is to be said of the days of several metrics.
pub fn notes(lens: &Lens<'_>, metrics: &[&str]) -> Vec<String> {
    let has = |of: &[&str]| metrics.iter().any(|metric| of.contains(metric));
    let (visits, spend) = (text(lens).filter(|_| has(OF_VISITS)), spend(lens).filter(|_| has(OF_SPEND)));
    visits.into_iter().chain(spend).collect()
}

/// `Ad spend is known for 1 Sept 2026 – 30 Sept 2026 only.`, where it begins late by more than a twentieth of the period:
/// sales of the other days are set against it too. Days after the last may be days without ads, of which exports have no rows.
pub fn spend(lens: &Lens<'_>) -> Option<String> {
    let told = lens.facts.cells.iter().chain(&lens.facts.rivals).filter(|(_, sums)| sums.get(Measure::Spend).is_some());
    let first = told.map(|(cell, _)| cell.from).min()?;
    let period = lens.now.slice.period;
    let known = Period { from: first.max(period.from), to: period.to, kind: PeriodKind::Range };
    let missing = period.days() - known.days();
    let part = known.from <= known.to && missing * 20 > period.days();
    part.then(|| lens.words.fill("report_spend_known", &[("days", &lens.words.days(known))]))
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
