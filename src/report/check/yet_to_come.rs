//! Days of sources that are yet to come: no export knows them.
//!
//! In: settings, and the day of today. Out: findings with the place of each. Absent: days of exports themselves; see [`crate::report::gather::read`].

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Step, warning};
use crate::path;

use crate::report::settings::{Settings, Source};

/// `from:` and `to:` below sources that are later than tomorrow, for a day may be ahead elsewhere.
pub fn find(settings: &Settings, today: Date) -> Vec<(Vec<Step>, Diagnostic)> {
    let latest = today.tomorrow().unwrap_or(today);
    let of = |(n, source): (usize, &Source)| {
        let days = [("from", source.from), ("to", source.to)];
        let (key, day) =
            days.into_iter().find_map(|(key, day)| Some((key, day?.0)).filter(|(_, day)| *day > latest))?;
        let message = format!("`{key}: {day}` is yet to come, and no export knows that day");
        let help = match key {
            "from" => "write the first day of the export".to_owned(),
            _ => format!("write the last day of the export, which is no later than {today}"),
        };
        Some((path!["sources", n, key], warning("report-future", message).help(help)))
    };
    settings.sources.iter().enumerate().filter_map(of).collect()
}
