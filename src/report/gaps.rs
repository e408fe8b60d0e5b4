//! Days that lie between those of files: of orders whole months, and weeks in which a shop is never silent; of ads whole weeks.
//!
//! In: the days that each file tells of. Out: days that none of them does: an export that was forgotten, most likely. Absent:
//! what follows from it; see [`super::lens`] for orders, [`super::spending`] for ads. What one of several accounts or shops lacks: [`super::series`].

use jiff::ToSpan;
use jiff::civil::Date;

use crate::scalar::Period;

use super::facts::Origin;
use super::quality::FileQuality;

/// Days of which no file tells, a week at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    pub from: Date,
    /// Inclusive.
    pub to: Date,
    /// How many days the shorter of the files around it tells.
    pub beside: i32,
    /// The file that begins after it; of the last days of an account or a shop the one that ends before.
    pub file: Origin,
    /// Whether it is of one of several accounts or shops, and others may be told.
    pub of_account: bool,
}

const WEEK: i32 = 7;

impl Gap {
    pub fn between((from, to): (Date, Date), beside: i32, file: Origin) -> Gap {
        Gap { from, to, beside, file, of_account: false }
    }

    /// Without the last silent days of the month before and the first ones of the month after, where it is of whole months else.
    pub fn without_silence(self, silent: i32) -> Gap {
        let next = self.from.last_of_month().saturating_add(1.day());
        let last = self.to.first_of_month().saturating_sub(1.day());
        let from = if (next - self.from).get_days() <= silent && next <= self.to { next } else { self.from };
        let to = if (self.to - last).get_days() <= silent && from <= last { last } else { self.to };
        Gap { from, to, ..self }
    }

    /// The days that a file of orders would tell of with these.
    pub fn with_days_of(&self, file: &FileQuality) -> (Date, Date) {
        let (from, to) = file.days_of_orders().unwrap_or((self.from, self.to));
        (from.min(self.from), to.max(self.to))
    }

    /// Whether it is a week or more.
    pub fn is_a_week(&self) -> bool {
        self.days() >= WEEK
    }

    /// The part of it that lies within other days.
    pub fn within(&self, (from, to): (Date, Date)) -> Option<(Date, Date)> {
        let inside = (self.from.max(from), self.to.min(to));
        (inside.0 <= inside.1).then_some(inside)
    }

    pub fn days(&self) -> i32 {
        days((self.from, self.to))
    }

    /// Whether days of ads are missing in a period, and not a few in which nothing was spent: as many as a month has, as many as
    /// one of the files that are there tells, or a third of the period.
    pub fn is_long(&self, period: Period) -> bool {
        const MONTH: i32 = 28;
        let days = self.days();
        let inside = self.within((period.from, period.to)).map_or(0, self::days);
        days >= MONTH || days >= self.beside || i64::from(inside) * 3 >= period.days()
    }
}

fn days((from, to): (Date, Date)) -> i32 {
    (to - from).get_days() + 1
}

/// The gaps between the days of files of orders: whole months, and more than a week, where the shop is hardly ever silent for a
/// quarter of that. Nineteen of twenty times the next order comes within the `usual` days.
pub fn gaps(files: Vec<((Date, Date), Origin)>, usual: i32) -> Vec<Gap> {
    between(files, |until, from| {
        let month = until.last_of_month().tomorrow().ok();
        let silent = (from - until).get_days();
        month.is_some_and(|month| month.last_of_month() < from) || silent > WEEK.max(usual.saturating_mul(4))
    })
}

/// The gaps between the days of files of ads that ran day by day: whole weeks.
pub fn holes(files: Vec<((Date, Date), Origin)>) -> Vec<Gap> {
    between(files, |until, from| (from - until).get_days() > WEEK)
}

fn between(mut files: Vec<((Date, Date), Origin)>, are_many: impl Fn(Date, Date) -> bool) -> Vec<Gap> {
    files.sort_unstable();
    let mut last = files.first().map(|(span, _)| *span);
    let mut gaps = Vec::new();
    for (span, file) in files {
        if let Some(before) = last.filter(|(_, until)| are_many(*until, span.0)) {
            let missing = (before.1.saturating_add(1.day()), span.0.saturating_sub(1.day()));
            gaps.push(Gap::between(missing, days(before).min(days(span)), file));
        }
        last = last.filter(|(_, until)| *until >= span.1).or(Some(span));
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
            gaps(days.iter().enumerate().map(span).collect(), 31)
        };
        assert_eq!(files(&[]), []);
        assert_eq!(files(&[(7, 1, 7, 31), (8, 31, 9, 30)]), [], "the 31st of August is known");
        let august = Gap::between((date(2026, 8, 1), date(2026, 8, 31)), 30, 0);
        assert_eq!(files(&[(9, 1, 9, 30), (7, 1, 7, 31)]), [august]);
        assert_eq!(files(&[(9, 1, 9, 30), (7, 1, 7, 31), (6, 1, 9, 2)]), [], "another file tells of all of it");
        assert_eq!(august.within((date(2026, 8, 20), date(2026, 9, 3))), Some((date(2026, 8, 20), date(2026, 8, 31))));
        assert_eq!(
            gaps(vec![((date(2026, 7, 1), date(2026, 8, 1)), 0), ((date(2026, 9, 5), date(2026, 9, 30)), 1)], 31),
            []
        );
        let fortnight = vec![((date(2026, 7, 1), date(2026, 8, 14)), 0), ((date(2026, 9, 1), date(2026, 9, 30)), 1)];
        assert_eq!([1, 4, 5].map(|usual| gaps(fortnight.clone(), usual).len()), [1, 1, 0]);
        let weeks = Gap::between((date(2026, 8, 2), date(2026, 9, 4)), 26, 1);
        assert_eq!(
            holes(vec![((date(2026, 7, 1), date(2026, 8, 1)), 0), ((date(2026, 9, 5), date(2026, 9, 30)), 1)]),
            [weeks]
        );
        assert_eq!(august.within((date(2026, 9, 1), date(2026, 9, 3))), None);
    }

    #[test]
    fn silent_days_at_the_end_of_a_month_are_in_no_gap() {
        let gap = |from, to, silent| {
            let gap = Gap::between((from, to), 30, 0).without_silence(silent);
            (gap.from, gap.to)
        };
        let september = (date(2026, 9, 1), date(2026, 9, 30));
        assert_eq!(gap(date(2026, 8, 30), date(2026, 10, 2), 2), september);
        assert_eq!(gap(date(2026, 8, 29), date(2026, 10, 3), 2), (date(2026, 8, 29), date(2026, 10, 3)));
        assert_eq!(gap(september.0, september.1, 2), september);
        assert_eq!(gap(date(2026, 8, 31), date(2026, 10, 1), 0), (date(2026, 8, 31), date(2026, 10, 1)));
    }

    #[test]
    fn a_few_weeks_between_files_are_much_of_a_month_and_little_of_a_quarter() {
        let period = |text: &str| text.parse::<Period>().unwrap();
        let long = |[until, from]: [Date; 2], [first, last]: [Date; 2], whole: &str| {
            let gaps = holes(vec![((first, until), 0), ((from, last), 1)]);
            gaps.first().is_some_and(|gap| gap.is_long(period(whole)))
        };
        let all = [date(2026, 1, 1), date(2026, 12, 31)];
        let three_weeks = [date(2026, 8, 4), date(2026, 8, 26)];
        assert!(long(three_weeks, all, "2026-08") && !long(three_weeks, all, "2026-Q3"));
        let week = [date(2026, 8, 9), date(2026, 8, 17)];
        assert!(!long(week, all, "2026-08"));
        assert!(long(week, [date(2026, 8, 3), date(2026, 8, 23)], "2026-08"), "one of the weekly files is missing");
        assert!(!long([date(2026, 8, 9), date(2026, 8, 16)], all, "2026-08-10..2026-08-16"), "six days");
    }
}
