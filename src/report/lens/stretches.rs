//! Stretches of time: how far a period has come, with which one it is compared, and the steps that a line of it has.
//!
//! In: periods, and what is known of the data's days. Out: periods. Absent: figures.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::scalar::{Period, PeriodKind};

use crate::report::quality::Quality;
use crate::report::settings::Comparison;

/// The days of a period until the last day of the data; the whole period when nothing of it is there. Before the orders of a
/// running period are there, other figures tell how far it has come.
pub fn elapsed(period: Period, quality: &Quality) -> Period {
    let runs = quality.today <= period.to && quality.last_day.is_none_or(|day| day < period.from);
    let until = if runs { quality.reach } else { quality.last_day };
    match until {
        Some(day) if period.holds(day) => Period { to: day, ..period },
        _ => period,
    }
}

/// Whether days of a period are so many that what is known of the others is no measure of the whole: more than a twentieth.
pub fn is_much((from, to): (Date, Date), period: Period) -> bool {
    (i64::from((to - from).get_days()) + 1) * 20 > period.days()
}

/// Whether so much of a period lies before its first known day.
pub fn is_late(first: Date, period: Period) -> bool {
    period.holds(first) && first.yesterday().is_ok_and(|last| is_much((period.from, last), period))
}

/// As much of the period before as has passed of this one: as many days, of a year those until the same day, for February may
/// be longer. All of one that is over, and of a period of quite another length, with which a whole one is compared too.
pub fn as_far(before: Period, elapsed: Period, whole: Period) -> Period {
    let unlike = (before.days() - whole.days()).abs() * 10 > whole.days();
    if elapsed.to == whole.to || unlike {
        return before;
    }
    let years = [before.kind, elapsed.kind] == [PeriodKind::Year; 2];
    let same = elapsed.to.checked_sub((elapsed.from.year() - before.from.year()).years()).ok();
    match same.filter(|day| years && before.holds(*day)) {
        Some(to) => Period { to, ..before },
        None => before.first_days(elapsed.days()),
    }
}

pub fn compared(comparison: Comparison, period: Period) -> Option<Period> {
    match comparison {
        Comparison::Previous => period.previous(),
        Comparison::YearBefore => period.year_before(),
        Comparison::Given(period) => Some(period),
        Comparison::None => None,
    }
}

/// Equal stretches of a period: a month is shown by days, a quarter by weeks, a year by months. A quarter is not made of
/// whole weeks, so some of its thirteen have eight days: a rest of one day would look like a fall.
pub fn buckets(period: Period) -> Vec<Period> {
    let days = period.days();
    match period.kind {
        PeriodKind::Year => months(period),
        PeriodKind::Month => stretches(period, days),
        _ if days <= 62 => stretches(period, days),
        _ if days <= 370 => stretches(period, (days + 3) / 7),
        _ if period.is_of_months() => months(period),
        _ => stretches(period, (days + 15) / 30),
    }
}

/// Stretches of the period before, as long as those that they stand beside; none where it is of quite another length, for a
/// step of it would be no measure of one of the others.
pub fn buckets_beside(before: Period, now: Period) -> Vec<Period> {
    if before.kind == now.kind && now.kind != PeriodKind::Range {
        return buckets(before);
    }
    let (days, own) = (now.days(), before.days());
    let steps = buckets(now).len() as i64;
    match () {
        () if (days - own).abs() * 10 > days => Vec::new(),
        () if steps == days => stretches(before, own),
        () => stretches(before, steps),
    }
}

fn stretches(period: Period, count: i64) -> Vec<Period> {
    let days = period.days();
    let day = |n: i64| period.from.checked_add((n * days / count).days()).unwrap_or(period.to);
    let stretch =
        |n: i64| Period { from: day(n), to: day(n + 1).yesterday().unwrap_or(period.to), kind: PeriodKind::Range };
    (0..count).map(stretch).collect()
}

fn months(period: Period) -> Vec<Period> {
    let mut months = Vec::new();
    let mut from = period.from;
    while let Some(month) = Period::of(PeriodKind::Month, from).filter(|_| from <= period.to) {
        months.push(Period { from, to: month.to.min(period.to), kind: PeriodKind::Range });
        let Ok(next) = month.to.tomorrow() else { break };
        from = next;
    }
    months
}
