//! Links of ads in which the ads manager filled in nothing.
//!
//! In: the links of orders and visits. Out: a finding for each value of a parameter that is a place to be filled in, with the first
//! line and how many bear it in a period. They name neither a network nor a campaign. Absent: what such a value looks like; see
//! [`crate::report::channels::unfilled`].

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::diagnostic::{At, Diagnostic, warning};
use crate::importers::Trace;

use crate::report::channels::shown;
use crate::report::channels::unfilled::{is_unfilled, parameters};
use crate::report::facts::Origin;
use crate::report::lens::Lens;

/// Values that are told apart.
const MAX: usize = 100;

/// Visits below which somebody may have looked at an ad before it ran.
const SOME: i64 = 20;

/// By parameter and value.
#[derive(Debug, Default)]
pub struct Unfilled(BTreeMap<(&'static str, String), ByDays>);

/// Of each file, and the first and last day of its rows.
type ByDays = BTreeMap<(Origin, Date, Date), Borne>;

#[derive(Debug, Clone, Copy)]
struct Borne {
    line: u64,
    orders: i64,
    visits: i64,
}

impl Unfilled {
    /// A row's links, with the orders and visits that it tells.
    pub fn take(
        &mut self,
        trace: &Trace<'_>,
        (from, to): (Date, Date),
        (origin, line): (Origin, u64),
        (orders, visits): (i64, i64),
    ) {
        for (parameter, value) in parameters(trace).into_iter().filter(|(_, value)| is_unfilled(value)) {
            let key = (parameter, shown(value));
            if self.0.len() >= MAX && !self.0.contains_key(&key) {
                continue;
            }
            let new = Borne { line, orders: 0, visits: 0 };
            let borne = self.0.entry(key).or_default().entry((origin, from, to)).or_insert(new);
            borne.line = borne.line.min(line);
            borne.orders = borne.orders.saturating_add(orders);
            borne.visits = borne.visits.saturating_add(visits);
        }
    }
}

pub fn findings(lens: &Lens<'_>) -> Vec<(String, Diagnostic)> {
    let period = lens.now.slice.period;
    let finding = |((parameter, value), rows): (&(&'static str, String), &ByDays)| {
        let mut files: BTreeMap<Origin, Borne> = BTreeMap::new();
        for ((origin, ..), borne) in rows.iter().filter(|((_, from, to), _)| period.covers(*from, *to)) {
            let file = files.entry(*origin).or_insert(Borne { line: borne.line, orders: 0, visits: 0 });
            file.line = file.line.min(borne.line);
            file.orders = file.orders.saturating_add(borne.orders);
            file.visits = file.visits.saturating_add(borne.visits);
        }
        // Several files may tell the same orders: the one with most tells it.
        let (origin, most) = files.into_iter().max_by_key(|(_, own)| (own.orders, own.visits))?;
        let bear = match (most.orders, most.visits) {
            (1, _) => "1 order bears".to_owned(),
            (0, visits) if visits >= SOME => format!("{visits} visits bear"),
            (0, _) => return None,
            (orders, _) => format!("{orders} orders bear"),
        };
        let what = if *parameter == "utm_campaign" { "campaign" } else { "source" };
        let message = format!(
            "{bear} `{parameter}={value}` in {}, as it stood in the ad: nothing was filled in, and it names no {what}",
            period.name()
        );
        let file = lens.quality.files.get(usize::from(origin))?.file;
        let finding = warning("unfilled-link", message).help(help(parameter, value)).at(file, At::Line(most.line));
        Some((format!("{parameter}={value}"), finding))
    };
    lens.facts.unfilled.0.iter().filter_map(finding).collect()
}

/// Who fills in such a place, and what is right everywhere.
fn help(parameter: &str, value: &str) -> String {
    let (who, place) = if value.contains("{{") {
        ("Meta, Snapchat and LinkedIn fill", "the ad's own field for URL parameters")
    } else if value.contains('{') {
        ("Google, Microsoft and Pinterest fill", "the tracking template, the final URL suffix or the ad's link")
    } else {
        ("TikTok fills", "the ad's link")
    };
    let by_hand = match parameter {
        "utm_source" => "the network, like `utm_source=instagram`",
        "utm_medium" => "`utm_medium=paid_social`, or `cpc` for ads in a search",
        _ => "the campaign's code, like `utm_campaign=spring`",
    };
    format!("only {who} that in, by names they know, in {place}; in other links write {by_hand}")
}
