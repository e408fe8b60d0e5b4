//! The day of a moment, in the report's time zone.
//!
//! In: [`When`]. Out: a day. A zone's offset is asked once for the time between two changes of it, and a day is worked out
//! once for all its rows, so that a million orders cost nothing to speak of. Absent: the system's zone and its database.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;

use super::date::When;

const DAY: i64 = 86_400;

pub struct Clock {
    zone: TimeZone,
    /// Of cells that have a time and no offset; their day is taken as it is where this is not known.
    file: Option<TimeZone>,
    /// Seconds from, seconds to, and the offset between them.
    window: (i64, i64, i64),
    /// Days since 1970, and the day.
    last: (i64, Date),
}

impl Clock {
    pub fn new(zone: TimeZone, file: Option<TimeZone>) -> Clock {
        Clock { zone, file, window: (0, 0, 0), last: (0, Date::new(1970, 1, 1).unwrap_or(Date::ZERO)) }
    }

    /// The zone of cells that name none, unless the author wrote one.
    pub fn assume(&mut self, zone: TimeZone) {
        self.file.get_or_insert(zone);
    }

    pub fn knows_file_zone(&self) -> bool {
        self.file.is_some()
    }

    /// `None` where the calendar ends.
    #[inline]
    pub fn day(&mut self, when: When) -> Option<Date> {
        match when {
            When::Day(day) => Some(day),
            When::Instant(seconds) => self.day_of(seconds),
            When::Local(day, seconds) => match &self.file {
                None => Some(day),
                Some(zone) if *zone == TimeZone::UTC => self.day_of(super::date::days(day) * DAY + i64::from(seconds)),
                Some(zone) if *zone == self.zone => Some(day),
                Some(zone) => {
                    let time = Time::midnight() + jiff::SignedDuration::from_secs(i64::from(seconds));
                    let moment = zone.to_timestamp(DateTime::from_parts(day, time)).ok()?;
                    self.day_of(moment.as_second())
                }
            },
        }
    }

    #[inline]
    fn day_of(&mut self, seconds: i64) -> Option<Date> {
        let (from, to, _) = self.window;
        if !(from..to).contains(&seconds) {
            self.move_window(seconds)?;
        }
        let days = (seconds + self.window.2).div_euclid(DAY);
        if days != self.last.0 {
            self.last = (days, Timestamp::from_second(days * DAY).ok()?.to_zoned(TimeZone::UTC).date());
        }
        Some(self.last.1)
    }

    fn move_window(&mut self, seconds: i64) -> Option<()> {
        let moment = Timestamp::from_second(seconds).ok()?;
        let offset = self.zone.to_offset(moment);
        // One second later, so that a change at this very moment is among those before it.
        let later = Timestamp::from_second(seconds + 1).ok()?;
        let from = self.zone.preceding(later).next().map_or(i64::MIN, |change| change.timestamp().as_second());
        let to = self.zone.following(moment).next().map_or(i64::MAX, |change| change.timestamp().as_second());
        self.window = (from, to, i64::from(offset.seconds()));
        Some(())
    }
}
