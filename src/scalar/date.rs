//! Days and moments, as written in content. Absent: today, which is an option of the build.

use std::str::FromStr;

use jiff::civil;

use super::{scalar, wrong};
use crate::yaml::Wrong;

/// A day, `2026-11-23` (ISO 8601).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(pub civil::Date);

scalar!(Date, "date", "a day like `2026-11-23`", "string");

impl FromStr for Date {
    type Err = Wrong;

    fn from_str(text: &str) -> Result<Date, Wrong> {
        let strict = text.len() == 10 && text.is_char_boundary(4) && text[4..].starts_with('-');
        match text.parse::<civil::Date>() {
            Ok(date) if strict => Ok(Date(date)),
            _ => {
                Err(wrong(format!("`{text}` is not a day of the calendar"), "write year-month-day, like `2026-11-23`"))
            }
        }
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A moment with its place's offset from UTC, `2026-12-03T19:00:00+01:00` (RFC 3339).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// On the clock of the place.
    pub local: civil::DateTime,
    /// Seconds east of UTC.
    pub offset: i32,
}

scalar!(Moment, "date-time", "a moment with its zone, like `2026-12-03T19:00:00+01:00`", "string");

impl FromStr for Moment {
    type Err = Wrong;

    fn from_str(text: &str) -> Result<Moment, Wrong> {
        let refuse = || {
            wrong(
                format!("`{text}` is not a moment"),
                "write day, time and the offset from UTC, like `2026-12-03T19:00:00+01:00`",
            )
        };
        let pieces = jiff::fmt::temporal::Pieces::parse(text).map_err(|_| refuse())?;
        let (Some(time), Some(offset)) = (pieces.time(), pieces.offset()) else { return Err(refuse()) };
        let offset = match offset {
            jiff::fmt::temporal::PiecesOffset::Numeric(offset) => offset.offset().seconds(),
            _ => 0,
        };
        Ok(Moment { local: pieces.date().to_datetime(time), offset })
    }
}

impl Moment {
    /// As RFC 3339.
    pub fn rfc3339(self) -> String {
        let sign = if self.offset < 0 { '-' } else { '+' };
        let minutes = self.offset.unsigned_abs() / 60;
        format!("{}{sign}{:02}:{:02}", self.local, minutes / 60, minutes % 60)
    }

    /// Its clock, for people: `UTC+1`, `UTC−3:30`, `UTC`.
    pub fn clock(self) -> String {
        let sign = if self.offset < 0 { '−' } else { '+' };
        let minutes = self.offset.unsigned_abs() / 60;
        match (minutes / 60, minutes % 60) {
            (0, 0) => "UTC".to_owned(),
            (hours, 0) => format!("UTC{sign}{hours}"),
            (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
        }
    }

    /// The same moment on the clock of UTC, as iCalendar writes it (RFC 5545): `20261203T180000Z`.
    pub fn utc_basic(self) -> String {
        let utc = self.local.checked_sub(jiff::SignedDuration::from_secs(self.offset.into())).unwrap_or(self.local);
        let (d, t) = (utc.date(), utc.time());
        format!("{:04}{:02}{:02}T{:02}{:02}{:02}Z", d.year(), d.month(), d.day(), t.hour(), t.minute(), t.second())
    }
}

/// A length of time, `PT1M30S` (ISO 8601, <https://schema.org/Duration>).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Length(pub String);

scalar!(Length, "duration", "a length of time like `PT1M30S`", "string");

impl FromStr for Length {
    type Err = Wrong;

    fn from_str(text: &str) -> Result<Length, Wrong> {
        match text.parse::<jiff::Span>() {
            Ok(_) if text.starts_with('P') => Ok(Length(text.to_owned())),
            _ => {
                Err(wrong(format!("`{text}` is not a length of time"), "write it like `PT1M30S`: 1 minute, 30 seconds"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_exist() {
        assert!("2026-02-28".parse::<Date>().is_ok());
        for text in ["2026-02-30", "23.11.2026", "2026-11", "20261123", "2026-11-23T10:00", ""] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }

    #[test]
    fn moments_keep_their_zone() {
        let moment: Moment = "2026-12-03T19:00:00+01:00".parse().unwrap();
        assert_eq!(moment.rfc3339(), "2026-12-03T19:00:00+01:00");
        assert_eq!(moment.utc_basic(), "20261203T180000Z");
        assert!("2026-12-03T19:00:00".parse::<Moment>().is_err());
    }
}
