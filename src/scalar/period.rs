//! Stretches of time that a report is about: `2026`, `2026-Q3`, `2026-09`, `2026-07-01..2026-08-15`.

use std::str::FromStr;

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use super::{scalar, wrong};
use crate::yaml::Wrong;

/// Whole days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    pub from: Date,
    pub to: Date,
    pub kind: PeriodKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PeriodKind {
    Year,
    Quarter,
    Month,
    Range,
}

scalar!(Period, "period", "a period like `2026-Q3`, `2026-09` or `2026-07-01..2026-08-15`", ["string", "number"]);

impl FromStr for Period {
    type Err = Wrong;

    fn from_str(text: &str) -> Result<Period, Wrong> {
        let text = text.trim();
        named(text).or_else(|| range(text)).ok_or_else(|| {
            if let Some([last, first]) = days(text) {
                return wrong(
                    format!("`{text}` runs backwards"),
                    format!("write the first day first: `{first}..{last}`"),
                );
            }
            let help =
                "write a year, a quarter, a month or two days: `2026`, `2026-Q3`, `2026-09`, `2026-07-01..2026-08-15`";
            wrong(format!("`{text}` is not a period"), help)
        })
    }
}

fn named(text: &str) -> Option<Period> {
    let (year, part) = text.split_once('-').unwrap_or((text, ""));
    let year: i16 = year.parse().ok().filter(|_| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()))?;
    if let Some(quarter) = part.strip_prefix(['Q', 'q']) {
        let quarter: i8 = quarter.parse().ok().filter(|quarter| (1..=4).contains(quarter))?;
        return Period::of(PeriodKind::Quarter, Date::new(year, quarter * 3 - 2, 1).ok()?);
    }
    if part.is_empty() {
        return (!text.contains('-')).then(|| Period::of(PeriodKind::Year, Date::new(year, 1, 1).ok()?))?;
    }
    let month: i8 = part.parse().ok().filter(|_| part.len() == 2)?;
    Period::of(PeriodKind::Month, Date::new(year, month, 1).ok()?)
}

fn range(text: &str) -> Option<Period> {
    let [from, to] = days(text)?;
    (from <= to).then_some(Period { from, to, kind: PeriodKind::Range })
}

/// Both ends, in whatever order.
fn days(text: &str) -> Option<[Date; 2]> {
    let (from, to) = text.split_once("..")?;
    let [from, to] = [from, to].map(|day| day.trim().parse::<super::Date>().ok());
    Some([from?.0, to?.0])
}

impl Period {
    /// The period of a kind that holds a day; a range is that day alone.
    pub fn of(kind: PeriodKind, day: Date) -> Option<Period> {
        let month = match kind {
            PeriodKind::Year => 1,
            PeriodKind::Quarter => (day.month() - 1) / 3 * 3 + 1,
            PeriodKind::Month => day.month(),
            PeriodKind::Range => return Some(Period { from: day, to: day, kind }),
        };
        let from = Date::new(day.year(), month, 1).ok()?;
        let to = from.checked_add(length(kind)).ok()?.yesterday().ok()?;
        Some(Period { from, to, kind })
    }

    /// The one before: the month before a month, as many days before a range.
    pub fn previous(self) -> Option<Period> {
        let before = self.from.yesterday().ok()?;
        match self.kind {
            PeriodKind::Range => {
                let from = before.checked_sub((self.days() - 1).days()).ok()?;
                Some(Period { from, to: before, kind: self.kind })
            }
            kind => Period::of(kind, before),
        }
    }

    /// The same days a year before; the last day of February stays the last.
    pub fn year_before(self) -> Option<Period> {
        let year = 1.year();
        let from = self.from.checked_sub(year).ok()?;
        match self.kind {
            PeriodKind::Range => Some(Period { from, to: self.to.checked_sub(year).ok()?, kind: self.kind }),
            kind => Period::of(kind, from),
        }
    }

    /// With all its days, where it is the beginning of a year, a quarter or a month.
    pub fn whole(self) -> Period {
        let whole = Period::of(self.kind, self.from).filter(|_| self.kind != PeriodKind::Range);
        whole.unwrap_or(self)
    }

    /// Whether two names mean the same days: `2026-10` and `2026-10-01..2026-10-31`.
    pub fn same_days(self, other: Period) -> bool {
        (self.from, self.to) == (other.from, other.to)
    }

    /// Whether it begins and ends with a month.
    pub fn is_of_months(self) -> bool {
        self.from.day() == 1 && self.to == self.to.last_of_month()
    }

    /// How many days it has.
    pub fn days(self) -> i64 {
        days_between(self.from, self.to) + 1
    }

    pub fn holds(self, day: Date) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// Whether all days of a stretch lie in it.
    pub fn covers(self, from: Date, to: Date) -> bool {
        self.from <= from && to <= self.to
    }

    /// Its first days, no more than it has.
    pub fn first_days(self, days: i64) -> Period {
        let to = self.from.checked_add((days - 1).max(0).days()).map_or(self.to, |day| day.min(self.to));
        Period { to, ..self }
    }

    /// As it is written: `2026-Q3`.
    pub fn name(self) -> String {
        let (year, month) = (self.from.year(), self.from.month());
        match self.kind {
            PeriodKind::Year => format!("{year:04}"),
            PeriodKind::Quarter => format!("{year:04}-Q{}", (month - 1) / 3 + 1),
            PeriodKind::Month => format!("{year:04}-{month:02}"),
            PeriodKind::Range => format!("{}..{}", self.from, self.to),
        }
    }
}

/// Days from one to the other; negative when the other is earlier.
pub fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

fn length(kind: PeriodKind) -> Span {
    match kind {
        PeriodKind::Year => 1.year(),
        PeriodKind::Quarter => 3.months(),
        PeriodKind::Month => 1.month(),
        PeriodKind::Range => 1.day(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> Period {
        text.parse().unwrap()
    }

    #[test]
    fn all_spellings() {
        for (text, from, to) in [
            ("2026", "2026-01-01", "2026-12-31"),
            ("2026-Q1", "2026-01-01", "2026-03-31"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2026-07-01..2026-08-15", "2026-07-01", "2026-08-15"),
        ] {
            assert_eq!((period(text).from.to_string(), period(text).to.to_string()), (from.into(), to.into()));
            assert_eq!(period(text).name(), text);
        }
        for text in ["", "26", "2026-", "2026-13", "2026-Q5", "2026-9", "2026-08-15..2026-07-01", "2026-W3", "+026"] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }

    #[test]
    fn neighbours() {
        assert_eq!(period("2026-Q1").previous(), Some(period("2025-Q4")));
        assert_eq!(period("2026-03").previous(), Some(period("2026-02")));
        assert_eq!(period("2026-07-01..2026-07-10").previous(), Some(period("2026-06-21..2026-06-30")));
        assert_eq!(period("2025-02").year_before(), Some(period("2024-02")));
        assert_eq!(period("2026-02").first_days(40), period("2026-02"));
        assert_eq!(period("2026-02").first_days(3).to.to_string(), "2026-02-03");
    }
}
