//! Whole months that lie between the days of files, of ads as many days.
//!
//! In: the days that each file tells of. Out: days that none of them does: an export that was forgotten, most likely. Absent:
//! what follows from it; see [`super::lens`] for orders, [`super::spending`] for ads.

use jiff::ToSpan;
use jiff::civil::Date;

use super::facts::Origin;

/// Days of which no file tells, about a month at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    pub from: Date,
    /// Inclusive.
    pub to: Date,
    /// The file that begins after it.
    pub file: Origin,
}

impl Gap {
    /// The part of it that lies within other days.
    pub fn within(&self, (from, to): (Date, Date)) -> Option<(Date, Date)> {
        let inside = (self.from.max(from), self.to.min(to));
        (inside.0 <= inside.1).then_some(inside)
    }
}

/// The gaps between the days of files of orders: whole months.
pub fn gaps(files: Vec<((Date, Date), Origin)>) -> Vec<Gap> {
    between(files, |until, from| {
        let month = until.last_of_month().tomorrow().ok();
        month.is_some_and(|month| month.last_of_month() < from)
    })
}

/// The gaps between the days of files of ads that ran day by day: as many days as a month has.
pub fn holes(files: Vec<((Date, Date), Origin)>) -> Vec<Gap> {
    const MONTH: i32 = 28;
    between(files, |until, from| (from - until).get_days() > MONTH)
}

fn between(mut files: Vec<((Date, Date), Origin)>, are_many: impl Fn(Date, Date) -> bool) -> Vec<Gap> {
    files.sort_unstable();
    let mut until = files.first().map(|((_, to), _)| *to);
    let mut gaps = Vec::new();
    for ((from, to), file) in files {
        if let Some(until) = until.filter(|until| are_many(*until, from)) {
            gaps.extend(until.tomorrow().ok().map(|first| Gap { from: first, to: from.saturating_sub(1.day()), file }));
        }
        until = until.max(Some(to));
    }
    gaps
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_month_that_no_file_tells_is_a_gap_and_less_is_none() {
        let files = |days: &[(i8, i8, i8, i8)]| {
            let span =
                |(n, (a, b, c, d)): (usize, &(i8, i8, i8, i8))| ((date(2026, *a, *b), date(2026, *c, *d)), n as Origin);
            gaps(days.iter().enumerate().map(span).collect())
        };
        assert_eq!(files(&[]), []);
        assert_eq!(files(&[(7, 1, 7, 31), (8, 31, 9, 30)]), [], "the 31st of August is known");
        let august = Gap { from: date(2026, 8, 1), to: date(2026, 8, 31), file: 0 };
        assert_eq!(files(&[(9, 1, 9, 30), (7, 1, 7, 31)]), [august]);
        assert_eq!(files(&[(9, 1, 9, 30), (7, 1, 7, 31), (6, 1, 9, 2)]), [], "another file tells of all of it");
        assert_eq!(august.within((date(2026, 8, 20), date(2026, 9, 3))), Some((date(2026, 8, 20), date(2026, 8, 31))));
        assert_eq!(
            gaps(vec![((date(2026, 7, 1), date(2026, 8, 1)), 0), ((date(2026, 9, 5), date(2026, 9, 30)), 1)]),
            []
        );
        let weeks = Gap { from: date(2026, 8, 2), to: date(2026, 9, 4), file: 1 };
        assert_eq!(
            holes(vec![((date(2026, 7, 1), date(2026, 8, 1)), 0), ((date(2026, 9, 5), date(2026, 9, 30)), 1)]),
            [weeks]
        );
        assert_eq!(
            holes(vec![((date(2026, 7, 1), date(2026, 8, 1)), 0), ((date(2026, 8, 29), date(2026, 9, 30)), 1)]),
            []
        );
        assert_eq!(august.within((date(2026, 9, 1), date(2026, 9, 3))), None);
    }
}
