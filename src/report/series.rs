//! Files of several accounts or shops, each a series: what one of them lacks, and the others tell.
//!
//! In: the days of the files of each. Out: the series that run beside others, and the days before the first file of one and after its
//! last. Absent: which files are of one; see [`accounts`] for ads, [`shops`] for orders.

pub mod accounts;
pub mod shops;

use jiff::ToSpan;
use jiff::civil::Date;

use super::facts::Origin;
use super::gaps::{Gap, holes};

/// The days of a file.
pub type Days = ((Date, Date), Origin);

/// Of fewer files nobody can tell that one comes after the other.
pub const FEWEST: usize = 3;

/// What tells nothing for longer than a quarter has ended, or had not begun.
const QUARTER: i32 = 92;

/// Those of which each file tells of days of which another one tells too: else one ended, and another began.
pub fn beside(series: &[Vec<Days>]) -> Vec<Vec<Days>> {
    let is_beside = |(n, own): (usize, &Vec<Days>)| {
        let others = || series.iter().enumerate().filter(|(other, _)| *other != n).flat_map(|(_, files)| files);
        let meets = |days: (Date, Date)| others().any(|(other, _)| days.0 <= other.1 && other.0 <= days.1);
        own.iter().all(|(days, _)| meets(*days))
    };
    series.iter().enumerate().filter(|series| is_beside(*series)).map(|(_, own)| own.clone()).collect()
}

/// Where a series lacks days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Between,
    /// Before the first of its files, or after the last one, of days of which others tell.
    Before,
    After,
}

/// What a series lacks before its first file or after its last one; what begins and ends while others go on is a season.
pub fn at_an_end(series: &[Days], files: &[Days], silent: i32) -> Option<(Gap, Place)> {
    match (before(series, files, silent), after(series, files, silent)) {
        (Some(gap), None) => Some((gap, Place::Before)),
        (None, Some(gap)) => Some((gap, Place::After)),
        _ => None,
    }
}

/// The days before the first file of a series, of which others tell, where its next files follow one another. What begins or ends
/// with a month or with another file was cut by an export, but for some silent days; what begins or ends between did so itself.
fn before(series: &[Days], files: &[Days], silent: i32) -> Option<Gap> {
    let mut series = series.to_vec();
    series.sort_unstable();
    let ((first, until), file) = *series.first()?;
    let begins = files.iter().map(|((from, _), _)| *from).min()?;
    let from = begins.max(first.saturating_sub(QUARTER.days()));
    let gap = Gap::between((from, first.yesterday().ok()?), (until - first).get_days() + 1, file);
    let mut edges = others(files, &series).map(|(from, _)| from).chain([first.first_of_month()]);
    let is_cut = edges.any(|edge| (first - edge).get_days().abs() <= silent);
    (is_cut && is_a_gap(gap, series.get(..FEWEST)?)).then_some(gap)
}

/// The same after its last one.
fn after(series: &[Days], files: &[Days], silent: i32) -> Option<Gap> {
    let mut series = series.to_vec();
    series.sort_unstable_by_key(|((from, to), file)| (*to, *from, *file));
    let ((from, last), file) = *series.last()?;
    let ends = files.iter().map(|((_, to), _)| *to).max()?;
    let to = ends.min(last.saturating_add(QUARTER.days()));
    let gap = Gap::between((last.tomorrow().ok()?, to), (last - from).get_days() + 1, file);
    let mut edges = others(files, &series).map(|(_, to)| to).chain([last.last_of_month()]);
    let is_cut = edges.any(|edge| (last - edge).get_days().abs() <= silent);
    let last = series.get(series.len().checked_sub(FEWEST)?..)?;
    (is_cut && is_a_gap(gap, last)).then_some(gap)
}

/// Whether a week or more is missing beside files that follow one another.
fn is_a_gap(gap: Gap, files: &[Days]) -> bool {
    gap.is_a_week() && holes(files.to_vec()).is_empty()
}

fn others<'f>(files: &'f [Days], series: &'f [Days]) -> impl Iterator<Item = (Date, Date)> + 'f {
    files.iter().filter(|file| !series.contains(file)).map(|(days, _)| *days)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn months(file: Origin, months: impl Iterator<Item = i8>) -> Vec<Days> {
        let days = |month| {
            let first = date(2026, month, 1);
            (first, first.last_of_month())
        };
        months.enumerate().map(|(n, month)| (days(month), file + n as Origin)).collect()
    }

    #[test]
    fn a_series_lacks_what_others_tell_behind_it() {
        let (one, other) = (months(0, 5..=10), months(10, 6..=8));
        let files = [one.clone(), other.clone()].concat();
        assert_eq!(beside(&[one.clone(), other.clone()]).len(), 1, "nobody tells of May beside the one");
        let days = |gap: Option<Gap>| gap.map(|gap| (gap.from, gap.to, gap.file));
        assert_eq!(days(after(&other, &files, 2)), Some((date(2026, 9, 1), date(2026, 10, 31), 12)));
        assert_eq!(days(before(&other, &files, 2)), Some((date(2026, 5, 1), date(2026, 5, 31), 10)));
        assert_eq!(days(after(&one, &files, 2)), None, "it goes on");
        assert_eq!(at_an_end(&other, &files, 2), None, "a season");
        let late = months(20, 8..=10);
        let gap = at_an_end(&late, &[one, late.clone()].concat(), 2);
        assert_eq!(gap.map(|(gap, place)| (gap.from, place)), Some((date(2026, 5, 1), Place::Before)));
        let mut ended = other.clone();
        ended[2].0.1 = date(2026, 8, 17);
        assert_eq!(days(after(&ended, &files, 2)), None, "within a month");
        assert_eq!(days(after(&other[1..], &files, 2)), None, "two files are no series");
    }
}
