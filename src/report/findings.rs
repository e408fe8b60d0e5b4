//! What the figures of a period show, and the author of the report should know.
//!
//! In: a lens. Out: warnings, and what each is about, so that what several periods show is told once. Absent: what is wrong with
//! an export by itself, which `gather` tells as it reads it, and with report.yaml, which [`super::check`] tells.

pub mod counted_twice;
pub mod cut_short;
pub mod outside;
mod over_edges;
mod slips;
pub mod strays;
mod torn;
pub mod unfilled;
mod unknown_spend;

use jiff::civil::Date;

use crate::diagnostic::{At, Diagnostic, warning};
use crate::importers::Measure;
use crate::scalar::Period;

use super::Input;
use super::channels::{CampaignId, NetworkId};
use super::facts::Origin;
use super::lens::{Lens, same_tag};
use super::metrics::Why;
use super::quality::Quality;
use super::slice::Cut;

/// What a finding is about: of several periods that show the same, the first one tells it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// The period that begins on this day.
    Period(Date),
    /// When the orders of all exports begin, and end.
    Begins,
    Ends,
    /// Ads that may be of several networks.
    Guessed,
    /// Files that tell some of the same days.
    Overlaps,
    Spend(NetworkId, Date),
    Links(NetworkId),
    Slip(NetworkId, CampaignId),
    Stray(String),
    Unfilled(String),
    Rows(Origin),
}

/// All that a period shows.
pub fn of(lens: &Lens<'_>, input: &Input<'_>) -> Vec<(About, Diagnostic)> {
    let mut found = exports(lens, input);
    let spend = unknown_spend::findings(lens, input.file).into_iter();
    found.extend(spend.map(|((network, day), finding)| (About::Spend(network, day), finding)));
    found.extend(same_tag::findings(lens).into_iter().map(|(network, finding)| (About::Links(network), finding)));
    let rows = over_edges::findings(lens).into_iter().chain(counted_twice::findings(lens));
    found.extend(rows.map(|(origin, finding)| (About::Rows(origin), finding)));
    found.extend(strays::findings(lens).into_iter().map(|(name, finding)| (About::Stray(name), finding)));
    let unfilled = unfilled::findings(lens).into_iter();
    found.extend(unfilled.map(|(link, finding)| (About::Unfilled(link), finding)));
    let slips = slips::findings(lens).into_iter();
    found.extend(slips.map(|((network, campaign), finding)| (About::Slip(network, campaign), finding)));
    found
}

/// What can be said of the exports together: which days they tell, and where they contradict each other.
fn exports(lens: &Lens<'_>, input: &Input<'_>) -> Vec<(About, Diagnostic)> {
    let (period, slice, quality) = (lens.period, &lens.now.slice, lens.quality);
    let mut found = Vec::new();
    // Days of an export without an order have sold nothing, and that is something.
    if slice.is_empty() && !quality.tells_orders(period) {
        found.push((About::Period(period.from), silent(input, quality, period)));
    }
    let mut add = |about: About, finding: Option<Diagnostic>| found.extend(finding.map(|finding| (about, finding)));
    if lens.is_partial() && period.to < input.today {
        add(About::Ends, quality.ends_early(period));
    }
    if lens.unknown_orders(&lens.now, &[Measure::Spend, Measure::Sessions], Cut::default()) == Some(Why::Begins) {
        add(About::Begins, quality.begins_late(period));
    }
    if !slice.doubtful.is_empty() {
        add(About::Guessed, quality.guessed(lens.facts));
    }
    if let Some(origin) = slice.left_out() {
        add(About::Overlaps, quality.overlaps(origin, period));
    }
    found
}

/// Nothing is told of a period: most likely a slip.
fn silent(input: &Input<'_>, quality: &Quality, period: Period) -> Diagnostic {
    let spans = quality.files.iter().filter_map(|file| file.tally.span);
    let reach = spans.reduce(|all, one| (all.0.min(one.0), all.1.max(one.1)));
    let help = match reach {
        Some((from, to)) => format!("the exports tell of {from} to {to}: choose a period of these days"),
        None => "list exports below `sources:`, or write figures below `metrics:`".to_owned(),
    };
    let message = format!("nothing is known of {}", period.name());
    let at = match input.period {
        None if !input.settings.periods.is_empty() => At::Value(crate::path!["periods"]),
        _ => At::File,
    };
    warning("report-empty", message).help(help).at(input.file, at)
}
