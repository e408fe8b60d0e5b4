//! GA4, Explore → Export CSV.
//!
//! In: a preamble with the title and `# 20260723-20260922`, any dimensions and metrics, the grand total as the first row
//! with one field more than the others. Out: a [`super::Sample`] for each row; of its day where `Date` is among the
//! dimensions, else of all days. Absent: what is cut off as `(other)`.

use super::figures::Layout;
use super::{Head, Importer, Kind, figures, ga4_traffic};

pub const IMPORTER: Importer = Importer {
    name: "ga4_explore",
    label: "GA4 exploration",
    kind: Kind::Visits,
    network: None,
    knows: |name| LAYOUT.knows(name),
    recognise,
    read: |reading| {
        reading.tally.declared = reading.head.period(None).filter(|(from, to)| from < to);
        figures::read(reading, &LAYOUT)
    },
};

const LAYOUT: Layout<'static> =
    Layout { from: &["date", "day", "datum", "fecha", "data", "jour"], ..ga4_traffic::LAYOUT };

fn recognise(head: &Head) -> bool {
    ga4_traffic::is_ga4(head) && is_explore(head)
}

/// A column of days, or a line above the table that holds both ends of the period in digits.
pub fn is_explore(head: &Head) -> bool {
    let both = |line: &String| {
        let digits = line.trim_start_matches(['#', ' ']);
        digits.split_once('-').is_some_and(|(from, to)| [from, to].iter().all(|day| is_compact_day(day.trim())))
    };
    head.header.has_any(LAYOUT.from) || head.preamble.iter().any(both)
}

fn is_compact_day(text: &str) -> bool {
    text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit())
}
