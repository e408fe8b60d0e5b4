//! Days and moments, as written in content. Absent: today, which is an option of the build.

use std::str::FromStr;

use jiff::civil;
use jiff::tz::{AmbiguousOffset, TimeZone};

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
            _ => Err(match otherwise(text) {
                Some(day) => wrong(format!("`{text}` is not written as year-month-day"), format!("write `{day}`")),
                None => {
                    let spelling = !strict && text.bytes().any(|byte| byte.is_ascii_digit());
                    let what = if spelling { "written as year-month-day" } else { "a day of the calendar" };
                    wrong(format!("`{text}` is not {what}"), "write year-month-day, like `2026-11-23`")
                }
            }),
        }
    }
}

/// A day in another spelling: `5.12.2026`, `2026-9-1`, `12/31/2026`, `2026-10-01 10:00`.
fn otherwise(text: &str) -> Option<civil::Date> {
    let day = text.split([' ', 'T']).next()?.trim_end_matches(',');
    let sign = day.chars().find(|c| !c.is_ascii_digit()).filter(|sign| ".-/".contains(*sign))?;
    let parts: Vec<i16> = day.split(sign).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let [first, second, third] = parts[..] else { return None };
    let (year, month, day) = match (first, third, sign) {
        (1900.., ..) => (first, second, third),
        (_, 0..100, '.') => (third + 2000, second, first),
        (_, 1900.., '.') => (third, second, first),
        // Of two that could both be the month, nobody knows which is.
        (13.., 1900.., _) => (third, second, first),
        (_, 1900.., _) if second > 12 => (third, first, second),
        _ => return None,
    };
    civil::Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
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
    /// Where its zone is named as well, `2026-12-03T19:00:00+01:00[Europe/Paris]` (RFC 9557): the offset of clocks there, as far
    /// as the zone is known.
    pub zoned: Option<i32>,
    /// Whether a zone is named that does not exist: `[Paris]`.
    pub nowhere: bool,
}

scalar!(Moment, "date-time", "a moment with its zone, like `2026-12-03T19:00:00+01:00`", "string");

impl FromStr for Moment {
    type Err = Wrong;

    fn from_str(text: &str) -> Result<Moment, Wrong> {
        let refuse = || wrong(format!("`{text}` is not a moment"), whole_moment(text));
        let pieces = jiff::fmt::temporal::Pieces::parse(text).map_err(|_| refuse())?;
        let (Some(time), Some(offset)) = (pieces.time(), pieces.offset()) else { return Err(refuse()) };
        let (offset, told) = match offset {
            jiff::fmt::temporal::PiecesOffset::Numeric(offset) => (offset.offset().seconds(), true),
            _ => (0, false),
        };
        let local = pieces.date().to_datetime(time);
        let zone = pieces.time_zone_annotation().map(|zone| zone.to_time_zone().ok());
        let nowhere = matches!(zone, Some(None));
        let zoned = zone.map(|zone| zone.filter(|_| told).map_or(offset, |zone| offset_of(&zone, local, offset)));
        Ok(Moment { local, offset, zoned, nowhere })
    }
}

/// The offset of a zone's clocks at a moment of theirs: the one that is written, where an hour comes twice or never.
fn offset_of(zone: &TimeZone, local: civil::DateTime, written: i32) -> i32 {
    let either = match zone.to_ambiguous_timestamp(local).offset() {
        AmbiguousOffset::Unambiguous { offset } => [offset, offset],
        AmbiguousOffset::Gap { before, after } | AmbiguousOffset::Fold { before, after } => [before, after],
    };
    let either = either.map(jiff::tz::Offset::seconds);
    if either.contains(&written) { written } else { either[0] }
}

/// Seconds that a zone's clocks are east of UTC at a moment of theirs.
fn offset_in(zone: &str, local: civil::DateTime) -> i32 {
    let zone = TimeZone::get(zone).ok();
    let offset = zone.and_then(|zone| Some(zone.to_offset(zone.to_timestamp(local).ok()?).seconds()));
    offset.unwrap_or_default()
}

/// What to write for a day without its hour, or without the offset of its clock.
fn whole_moment(text: &str) -> String {
    const EXAMPLE: &str = "write day, time and the offset from UTC, like `2026-12-03T19:00:00+01:00`";
    let Ok(pieces) = jiff::fmt::temporal::Pieces::parse(text) else { return EXAMPLE.to_owned() };
    match pieces.time() {
        Some(time) => {
            let local = pieces.date().to_datetime(time);
            let at = |zone| format!("`{local}{}`", offset_text(offset_in(zone, local)));
            let (london, berlin, new_york) = (at("Europe/London"), at("Europe/Berlin"), at("America/New_York"));
            format!(
                "write it with how far its clock is from UTC: {london} in London, {berlin} in Central Europe, {new_york} in New York"
            )
        }
        None => format!("write the hour as well, and the offset from UTC: `{}T19:00:00+01:00`", pieces.date()),
    }
}

impl Moment {
    /// As RFC 3339.
    pub fn rfc3339(self) -> String {
        format!("{}{}", self.local, offset_text(self.offset))
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

/// An offset from UTC as RFC 3339 writes it.
pub fn offset_text(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.unsigned_abs() / 60;
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
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
        for (text, day) in [
            ("05.12.2026", "2026-12-05"),
            ("5.12.26", "2026-12-05"),
            ("2026-9-1", "2026-09-01"),
            ("2026/09/01", "2026-09-01"),
            ("11/20/2026", "2026-11-20"),
            ("20/11/2026", "2026-11-20"),
            ("2026-10-01 10:00", "2026-10-01"),
        ] {
            assert_eq!(text.parse::<Date>().unwrap_err().help, format!("write `{day}`"));
        }
        // Which of the two is the month?
        for text in ["05/12/2026", "10-02-2026", "Oct 2, 2026"] {
            let wrong = text.parse::<Date>().unwrap_err();
            assert!(wrong.help.contains("like") && wrong.message.contains("not written as"), "{text}");
        }
    }

    #[test]
    fn moments_keep_their_zone() {
        let moment: Moment = "2026-12-03T19:00:00+01:00".parse().unwrap();
        assert_eq!(moment.rfc3339(), "2026-12-03T19:00:00+01:00");
        assert_eq!(moment.utc_basic(), "20261203T180000Z");
        assert!("2026-12-03T19:00:00".parse::<Moment>().is_err());
        let zoned = |text: &str| text.parse::<Moment>().unwrap().zoned;
        assert_eq!(zoned("2026-12-12T10:30:00+01:00"), None);
        assert_eq!(zoned("2026-12-12T10:30:00+01:00[Europe/London]"), Some(0));
        assert_eq!(zoned("2026-12-12T10:30:00+01:00[Europe/Paris]"), Some(3600));
        // An hour that comes twice, and zones that nobody knows.
        assert_eq!(zoned("2026-10-25T02:30:00+01:00[Europe/Paris]"), Some(3600));
        assert_eq!(zoned("2026-12-12T10:30:00+04:00[Europe/Atlantis]"), Some(14400));
        let nowhere = |text: &str| text.parse::<Moment>().unwrap().nowhere;
        assert!(nowhere("2026-12-12T10:30:00+04:00[Paris]") && nowhere("2026-12-12T10:30:00Z[Europe/Atlantis]"));
        for text in ["2026-12-12T10:30:00+01:00", "2026-12-12T10:30:00Z[UTC]", "2026-12-12T10:30:00+01:00[+01:00]"] {
            assert!(!nowhere(text), "{text}");
        }
    }
}
