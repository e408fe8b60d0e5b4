//! Events whose clock is an hour off: the offset of winter in summer, which calendars would heed and visitors would not; and
//! those whose offset is none of the zone that stands beside it.
//!
//! In: the landing page, and the country of the shop, where it has one clock. Absent: events that are watched without a zone,
//! whose offset stands beside them.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::diagnostic::{At, Diagnostic, Diagnostics, Step, warning};
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
    let country = settings.legal.as_ref().map_or("", |legal| legal.address.country.0.as_str());
    let zone = ZONES.iter().find(|(known, _)| *known == country).map(|(_, zone)| *zone);
    let zone = zone.and_then(|zone| TimeZone::get(zone).ok());
    for (s, section) in home.sections.iter().enumerate() {
        for (n, event) in section.events().iter().enumerate() {
            let moments = [("start", Some(event.start)), ("end", event.end)];
            for (key, moment) in moments.into_iter().filter_map(|(key, moment)| Some((key, moment?))) {
                let own = zone.as_ref().filter(|_| event.place.is_some());
                let told = of_another_zone(moment).or_else(|| off(moment, own?, country));
                let at: Vec<Step> = path!["sections", s, section.name(), "events", n, key];
                diagnostics.list.extend(told.map(|finding| finding.at(file, At::Value(at))));
            }
        }
    }
}

/// A zone that does not exist, or does not have the offset beside it on that day.
fn of_another_zone(moment: Moment) -> Option<Diagnostic> {
    if moment.nowhere {
        let message = "no zone is called as the one in brackets, so that it says nothing";
        let help = "name it by continent and city, like `[Europe/Paris]`, or leave the brackets out";
        return Some(warning("clock", message).help(help));
    }
    let right = offset_text(moment.zoned.filter(|right| *right != moment.offset)?);
    let own = offset_text(moment.offset);
    let message = format!("clocks in the zone that is named are at {right} on this day, and this says {own}");
    let help = format!("write `{}{right}` before the zone, or name the one that is meant", moment.local);
    Some(warning("clock", message).help(help))
}

/// The offset of the other half of the year.
fn off(moment: Moment, zone: &TimeZone, country: &str) -> Option<Diagnostic> {
    let (own, right) = (offset_text(moment.offset), offset_text(of_the_other_season(moment, zone)?));
    let message = format!("clocks in {country} are at {right} on this day, and this says {own}");
    let elsewhere = match zone_of(moment) {
        Some(zone) => format!(", like `\"{}[{zone}]\"`", moment.rfc3339()),
        None => String::new(),
    };
    let help = format!(
        "write `{}{right}`; where it takes place elsewhere, name the zone, in quotation marks{elsewhere}",
        moment.local
    );
    Some(warning("clock", message).help(help))
}

/// A zone whose clocks are at the offset of a moment then.
fn zone_of(moment: Moment) -> Option<&'static str> {
    const KNOWN: [&str; 5] =
        ["Europe/Paris", "Europe/London", "Europe/Athens", "Europe/Istanbul", "Atlantic/Reykjavik"];
    KNOWN
        .into_iter()
        .find(|zone| TimeZone::get(zone).ok().and_then(|zone| at(&zone, moment.local)) == Some(moment.offset))
}

/// The offset of a zone's clocks at a moment of theirs.
fn at(zone: &TimeZone, local: DateTime) -> Option<i32> {
    Some(zone.to_timestamp(local).ok().map(|at| zone.to_offset(at))?.seconds())
}

/// The offset of a zone on a day for which its other one is written.
fn of_the_other_season(moment: Moment, zone: &TimeZone) -> Option<i32> {
    let right = at(zone, moment.local)?;
    let year = moment.local.year();
    let seasons = [1, 7].map(|month| at(zone, DateTime::new(year, month, 1, 12, 0, 0, 0).ok()?));
    let others = moment.offset != right && seasons.contains(&Some(moment.offset));
    (others && moment.zoned.is_none()).then_some(right)
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

    #[test]
    fn remedies_name_a_zone_that_fits() {
        let zone = |text: &str| zone_of(text.parse().unwrap());
        assert_eq!(zone("2026-12-12T10:30:00+01:00"), Some("Europe/Paris"));
        assert_eq!(zone("2027-07-10T10:00:00+01:00"), Some("Europe/London"));
        assert_eq!(zone("2027-07-10T10:00:00+00:00"), Some("Atlantic/Reykjavik"));
        assert_eq!(zone("2027-07-10T10:00:00+05:45"), None);
    }

    #[test]
    fn offsets_that_are_none_of_the_zone() {
        let told = |text: &str| of_another_zone(text.parse().unwrap()).map(|told| told.message.into_owned());
        assert!(told("2026-12-12T10:30:00+02:00[Europe/Paris]").is_some_and(|told| told.contains("at +01:00")));
        assert_eq!(told("2026-12-12T10:30:00+01:00[Europe/Paris]"), None);
        assert!(told("2026-12-12T10:30:00+01:00[Paris]").is_some_and(|told| told.contains("no zone")));
        assert_eq!(told("2026-12-12T10:30:00+02:00"), None);
    }
}
