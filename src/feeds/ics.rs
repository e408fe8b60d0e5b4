//! One event as a calendar file (iCalendar, <https://www.rfc-editor.org/rfc/rfc5545>).
//!
//! Times are those of UTC, so that no time zone has to be described. `DTSTAMP` is the event's own beginning: the same
//! content gives the same bytes. Absent: `METHOD`, which would ask for an organizer's address.

use crate::view::View;
use crate::view::json_ld::EventFacts;

/// A line's octets without its end.
const LINE: usize = 75;

pub fn ics(view: &View<'_>, event: &EventFacts) -> String {
    let id = view.base.absolute(&event.path);
    let url = event.url.as_deref().map_or_else(|| id.clone(), |url| view.absolute_url(url));
    let start = event.start.utc_basic();
    let (status, sequence) = status(event.status);
    let mut out = String::new();
    let mut line = |name: &str, value: &str| fold(&format!("{name}:{value}"), &mut out);
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", "-//Shopwright//Shopwright//EN");
    line("CALSCALE", "GREGORIAN");
    line("BEGIN", "VEVENT");
    line("UID", &escape(&id));
    line("DTSTAMP", &start);
    line("DTSTART", &start);
    if let Some(end) = event.end {
        line("DTEND", &end.utc_basic());
    }
    line("SEQUENCE", sequence);
    line("STATUS", status);
    line("SUMMARY", &escape(&event.name));
    if let Some(text) = &event.text {
        line("DESCRIPTION", &escape(text));
    }
    if let Some(place) = &event.place {
        line("LOCATION", &escape(place));
    }
    line("URL", &url.chars().filter(|c| !c.is_control()).collect::<String>());
    line("END", "VEVENT");
    line("END", "VCALENDAR");
    out
}

/// The status, and a number by which calendars that hold the event already know that it changed.
fn status(word: &str) -> (&'static str, &'static str) {
    match word {
        "cancelled" => ("CANCELLED", "2"),
        "postponed" => ("TENTATIVE", "1"),
        _ => ("CONFIRMED", "0"),
    }
}

/// A value of type TEXT (RFC 5545, 3.3.11); control characters are left out.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.trim().replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' | '\r' => out.push_str("\\n"),
            c if c.is_control() && c != '\t' => {}
            c => out.push(c),
        }
    }
    out
}

/// Writes a line and its end, folded before it grows too long (RFC 5545, 3.1), never inside of a character.
fn fold(line: &str, out: &mut String) {
    let mut length = 0;
    for c in line.chars() {
        if length + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn unescape(text: &str) -> String {
        let mut out = String::new();
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            match (c, c == '\\') {
                (_, true) => out.push(chars.next().map(|c| if c == 'n' { '\n' } else { c }).unwrap()),
                (c, _) => out.push(c),
            }
        }
        out
    }

    #[test]
    fn special_characters() {
        assert_eq!(escape("a,b; c\\d\r\ne\x07\n"), "a\\,b\\; c\\\\d\\ne");
    }

    proptest! {
        #[test]
        fn lines_are_short_and_text_comes_back(text in "(\\PC|[\\x00-\\x1f,;:\\\\]|END:VCALENDAR|\\\\n|ä|漢|👩‍🎨){0,120}") {
            let mut out = String::new();
            fold(&format!("SUMMARY:{}", escape(&text)), &mut out);
            prop_assert!(out.ends_with("\r\n"));
            let lines: Vec<&str> = out.trim_end_matches("\r\n").split("\r\n").collect();
            prop_assert!(lines.iter().all(|line| line.len() <= LINE && !line.contains(['\r', '\n', '\0'])));
            prop_assert!(lines.iter().skip(1).all(|line| line.starts_with(' ')));
            let unfolded = out.trim_end_matches("\r\n").replace("\r\n ", "");
            let read = unescape(unfolded.strip_prefix("SUMMARY:").unwrap());
            let written: String = text.trim().replace("\r\n", "\n").replace('\r', "\n");
            let written: String = written.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
            prop_assert_eq!(read, written);
        }
    }
}
