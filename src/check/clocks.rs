//! Events whose clock is an hour off: the offset of winter in summer, which calendars would heed and visitors would not.
//!
//! In: the landing page, and the country of the shop, where it has one clock. Absent: events that are watched, whose offset
//! stands beside them, and those whose zone is named.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::diagnostic::{At, Diagnostics, Step, warning};
use crate::path;
use crate::scalar::{Moment, offset_text};
use crate::sections::Home;
use crate::shop::settings::Settings;
use crate::source::FileId;

/// Countries of Europe with one clock in all of them that is put forward in summer (<https://www.iana.org/time-zones>).
const ZONES: [(&str, &str); 29] = [
    ("AT", "Europe/Vienna"),
    ("BE", "Europe/Brussels"),
    ("BG", "Europe/Sofia"),
    ("CH", "Europe/Zurich"),
    ("CY", "Asia/Nicosia"),
    ("CZ", "Europe/Prague"),
    ("DE", "Europe/Berlin"),
    ("DK", "Europe/Copenhagen"),
    ("EE", "Europe/Tallinn"),
    ("FI", "Europe/Helsinki"),
    ("FR", "Europe/Paris"),
    ("GB", "Europe/London"),
    ("GR", "Europe/Athens"),
    ("HR", "Europe/Zagreb"),
    ("HU", "Europe/Budapest"),
    ("IE", "Europe/Dublin"),
    ("IT", "Europe/Rome"),
    ("LI", "Europe/Vaduz"),
    ("LT", "Europe/Vilnius"),
    ("LU", "Europe/Luxembourg"),
    ("LV", "Europe/Riga"),
    ("MT", "Europe/Malta"),
    ("NL", "Europe/Amsterdam"),
    ("NO", "Europe/Oslo"),
    ("PL", "Europe/Warsaw"),
    ("RO", "Europe/Bucharest"),
    ("SE", "Europe/Stockholm"),
    ("SI", "Europe/Ljubljana"),
    ("SK", "Europe/Bratislava"),
];

pub fn clocks(home: &Home, file: FileId, settings: &Settings, diagnostics: &mut Diagnostics) {
    let Some(country) = settings.legal.as_ref().map(|legal| legal.address.country.0.as_str()) else { return };
    let zone = ZONES.iter().find(|(known, _)| *known == country).map(|(_, zone)| *zone);
    let Some(zone) = zone.and_then(|zone| TimeZone::get(zone).ok()) else { return };
    for (s, section) in home.sections.iter().enumerate() {
        for (n, event) in section.events().iter().enumerate().filter(|(_, event)| event.place.is_some()) {
            let moments = [("start", Some(event.start)), ("end", event.end)];
            for (key, moment) in moments.into_iter().filter_map(|(key, moment)| Some((key, moment?))) {
                let at: Vec<Step> = path!["sections", s, section.name(), "events", n, key];
                if let Some(offset) = of_the_other_season(moment, &zone) {
                    let (own, right) = (offset_text(moment.offset), offset_text(offset));
                    let message = format!("clocks in {country} are at {right} on this day, and this says {own}");
                    let help = format!(
                        "write `{}{right}`; where it takes place elsewhere, name the zone, in quotation marks, like `\"{}[Europe/London]\"`",
                        moment.local,
                        moment.rfc3339()
                    );
                    diagnostics.push(warning("clock", message).help(help).at(file, At::Value(at)));
                }
            }
        }
    }
}

/// The offset of a zone on a day for which its other one is written.
fn of_the_other_season(moment: Moment, zone: &TimeZone) -> Option<i32> {
    let offset = |local: DateTime| Some(zone.to_timestamp(local).ok().map(|at| zone.to_offset(at))?.seconds());
    let right = offset(moment.local)?;
    let year = moment.local.year();
    let seasons = [1, 7].map(|month| offset(DateTime::new(year, month, 1, 12, 0, 0, 0).ok()?));
    let others = moment.offset != right && seasons.contains(&Some(moment.offset));
    (others && !moment.zoned).then_some(right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn winter_time_in_summer() {
        let zone = TimeZone::get("Europe/Paris").unwrap();
        let other = |text: &str| of_the_other_season(text.parse().unwrap(), &zone);
        assert_eq!(other("2027-07-10T10:00:00+01:00"), Some(7200));
        assert_eq!(other("2026-12-03T19:00:00+02:00"), Some(3600));
        for text in
            ["2027-07-10T10:00:00+02:00", "2027-07-10T10:00:00-04:00", "2027-07-10T10:00:00+01:00[Europe/London]"]
        {
            assert_eq!(other(text), None, "{text}");
        }
    }
}
