//! Days and moments as exports write them.
//!
//! In: a cell: `2026-06-05 09:12:00 +0200`, `20260605`, `6/5/2026`, `5.6.2026`, `Jun 5, 2026`, `10 de dez. de 2022`. Out:
//! [`When`]. Absent: time zones ([`super::clock`]) and the decision whether day or month comes first ([`super::signs`]).

use jiff::civil::Date;

/// A cell with a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    Day(Date),
    /// Seconds since the day began, on a clock that the cell does not name.
    Local(Date, u32),
    /// Seconds since 1970 in UTC.
    Instant(i64),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateFault {
    Missing,
    /// `3/4/2026`.
    Unclear,
    /// `13/4/2026` where the month comes first.
    Contradiction,
    NotOne,
}

/// Which of two numbers is the day, as far as a cell tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The cell tells its date without a question.
    Clear,
    DayFirst,
    MonthFirst,
    Unclear,
}

/// Years that an export can be of.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

fn day(year: i32, month: i32, day: i32) -> Option<Date> {
    YEARS.contains(&year).then(|| Date::new(year as i16, month as i8, day as i8).ok())?
}

/// Days from 1970-01-01 (Howard Hinnant, <https://howardhinnant.github.io/date_algorithms.html>).
pub fn days(date: Date) -> i64 {
    let (year, month, day) = (i64::from(date.year()), i64::from(date.month()), i64::from(date.day()));
    let year = if month <= 2 { year - 1 } else { year };
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    year.div_euclid(400) * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Reads a cell, with the order of day and month when it is known.
///
/// # Errors
/// The cell has no date, or one that needs the order.
#[inline]
pub fn parse(cell: &str, day_first: Option<bool>) -> Result<When, DateFault> {
    if let Some(when) = iso(cell.as_bytes()) {
        return Ok(when);
    }
    if cell.is_empty() || matches!(cell, "-" | "--") {
        return Err(DateFault::Missing);
    }
    let (date, rest) = if let Some(found) = compact(cell) {
        found
    } else if let Some((numbers, rest)) = three_numbers(cell) {
        (numbers.date(day_first)?, rest)
    } else {
        named(cell).ok_or(DateFault::NotOne)?
    };
    Ok(with_time(date, rest.trim_start_matches([',', ' ', '\u{a0}', '\u{202f}', 'T'])))
}

/// What a cell tells of the order of day and month.
pub fn order(cell: &str) -> Order {
    if iso(cell.as_bytes()).is_some() || compact(cell).is_some() {
        return Order::Clear;
    }
    three_numbers(cell).map_or(Order::Clear, |(numbers, _)| numbers.order())
}

#[inline]
fn number(bytes: &[u8]) -> Option<i32> {
    bytes.iter().try_fold(0, |number, byte| byte.is_ascii_digit().then(|| number * 10 + i32::from(byte - b'0')))
}

/// `2026-06-05`, with a time and an offset or without: what machines write.
#[inline]
fn iso(text: &[u8]) -> Option<When> {
    let (head, rest) = text.split_first_chunk::<10>()?;
    if head[4] != b'-' || head[7] != b'-' {
        return None;
    }
    let date = day(number(&head[..4])?, number(&head[5..7])?, number(&head[8..])?)?;
    if rest.is_empty() {
        return Some(When::Day(date));
    }
    if !matches!(rest[0], b' ' | b'T') {
        return None;
    }
    let (seconds, rest) = clock_time(&rest[1..])?;
    moment(date, seconds, rest)
}

/// `09:12`, `09:12:33`, `09:12:33.500`.
#[inline]
fn clock_time(text: &[u8]) -> Option<(u32, &[u8])> {
    let split = text.iter().position(|byte| *byte == b':').filter(|at| (1..=2).contains(at))?;
    let hour = number(&text[..split])?;
    let minute = number(text.get(split + 1..split + 3)?)?;
    let mut rest = &text[split + 3..];
    let mut second = 0;
    if let Some(tail) = rest.strip_prefix(b":") {
        second = number(tail.get(..2)?)?;
        rest = &tail[2..];
        if rest.first() == Some(&b'.') {
            let digits = rest[1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            rest = &rest[1 + digits..];
        }
    }
    let seconds = (hour < 24 && minute < 60 && second <= 60).then_some(hour * 3600 + minute * 60 + second.min(59))?;
    Some((seconds as u32, rest))
}

/// A time of a day with its offset, when there is one.
#[inline]
fn moment(date: Date, seconds: u32, zone: &[u8]) -> Option<When> {
    let zone = zone.trim_ascii();
    let offset = match zone {
        [] => return Some(When::Local(date, seconds)),
        b"Z" | b"UTC" | b"GMT" => 0,
        [sign @ (b'+' | b'-'), digits @ ..] => {
            let (hours, minutes) = match digits {
                [a, b] => (number(&[*a, *b])?, 0),
                [a, b, c, d] | [a, b, b':', c, d] => (number(&[*a, *b])?, number(&[*c, *d])?),
                _ => return None,
            };
            let seconds = hours * 3600 + minutes * 60;
            if *sign == b'-' { -seconds } else { seconds }
        }
        _ => return None,
    };
    Some(When::Instant(days(date) * 86_400 + i64::from(seconds) - i64::from(offset)))
}

/// `20260605`, with an hour behind it in some reports of GA4.
fn compact(cell: &str) -> Option<(Date, &str)> {
    let digits = cell.bytes().take_while(u8::is_ascii_digit).count();
    if !matches!(digits, 8 | 10) {
        return None;
    }
    let bytes = cell.as_bytes();
    let date = day(number(&bytes[..4])?, number(&bytes[4..6])?, number(&bytes[6..8])?)?;
    Some((date, &cell[digits..]))
}

/// `6/5/2026`, `5.6.26`, `2026/06/05`.
struct Numbers {
    parts: [i32; 3],
    /// How many digits the first has.
    first: usize,
    mark: u8,
}

fn three_numbers(cell: &str) -> Option<(Numbers, &str)> {
    let bytes = cell.as_bytes();
    let mut parts = [0; 3];
    let mut lengths = [0; 3];
    let mut marks = [0; 2];
    let mut at = 0;
    for part in 0..3 {
        let length = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if !(1..=4).contains(&length) {
            return None;
        }
        parts[part] = number(&bytes[at..at + length])?;
        lengths[part] = length;
        at += length;
        if part < 2 {
            marks[part] = *bytes.get(at).filter(|mark| matches!(mark, b'/' | b'.' | b'-'))?;
            at += 1;
        }
    }
    let year_is_one = lengths[0] == 4 || matches!(lengths[2], 2 | 4);
    let ends = bytes.get(at).is_none_or(|next| matches!(next, b' ' | b',' | b'T' | 0xC2 | 0xE2));
    let fits = marks[0] == marks[1] && year_is_one && ends && lengths[1] <= 2;
    fits.then(|| (Numbers { parts, first: lengths[0], mark: marks[0] }, &cell[at..]))
}

impl Numbers {
    fn order(&self) -> Order {
        let [first, second, _] = self.parts;
        match (first, second) {
            _ if self.first == 4 => Order::Clear,
            // No country writes the month first with dots.
            _ if self.mark == b'.' => Order::Clear,
            (13.., _) => Order::DayFirst,
            (_, 13..) => Order::MonthFirst,
            _ => Order::Unclear,
        }
    }

    fn date(&self, day_first: Option<bool>) -> Result<Date, DateFault> {
        let [first, second, third] = self.parts;
        if self.first == 4 {
            return day(first, second, third).ok_or(DateFault::NotOne);
        }
        let year = if third < 100 { 2000 + third } else { third };
        let day_first = match (self.order(), day_first) {
            (Order::Clear, _) => true,
            (Order::DayFirst, Some(false)) | (Order::MonthFirst, Some(true)) => return Err(DateFault::Contradiction),
            (Order::DayFirst, _) => true,
            (Order::MonthFirst, _) => false,
            (Order::Unclear, Some(written)) => written,
            (Order::Unclear, None) if first == second => true,
            (Order::Unclear, None) => return Err(DateFault::Unclear),
        };
        let (of_month, month) = if day_first { (first, second) } else { (second, first) };
        day(year, month, of_month).ok_or(DateFault::NotOne)
    }
}

/// `Jun 5, 2026`, `5. Juni 2026`, `10 de dez. de 2022`; what stands behind the last part is the time.
fn named(cell: &str) -> Option<(Date, &str)> {
    let mut month = None;
    let mut of_month = None;
    let mut year = None;
    let mut rest = cell;
    while month.is_none() || of_month.is_none() || year.is_none() {
        let start = rest.find(|c: char| c.is_alphabetic() || c.is_ascii_digit())?;
        let word = &rest[start..];
        let digits = word.starts_with(|c: char| c.is_ascii_digit());
        let kind = |c: char| if digits { c.is_ascii_digit() } else { c.is_alphabetic() };
        let end = word.find(|c| !kind(c)).unwrap_or(word.len());
        rest = &word[end..];
        let word = &word[..end];
        match word.len() {
            4 if digits => year = Some(word.parse().ok()?),
            1 | 2 if digits => of_month = Some(word.parse().ok()?),
            _ if digits => return None,
            _ if month.is_none() => month = month_named(word),
            _ => {}
        }
    }
    Some((day(year?, month?, of_month?)?, rest))
}

/// The month by the first letters of its name in English, French, German, Spanish, Italian, Portuguese or Dutch.
fn month_named(word: &str) -> Option<i32> {
    const MONTHS: &[(&str, i32)] = &[
        ("jan", 1),
        ("ene", 1),
        ("gen", 1),
        ("feb", 2),
        ("fev", 2),
        ("mar", 3),
        ("mrt", 3),
        ("apr", 4),
        ("abr", 4),
        ("avr", 4),
        ("may", 5),
        ("mai", 5),
        ("mag", 5),
        ("mei", 5),
        ("juin", 6),
        ("jun", 6),
        ("giu", 6),
        ("juil", 7),
        ("jul", 7),
        ("lug", 7),
        ("aug", 8),
        ("ago", 8),
        ("aou", 8),
        ("sep", 9),
        ("set", 9),
        ("oct", 10),
        ("okt", 10),
        ("ott", 10),
        ("out", 10),
        ("nov", 11),
        ("dec", 12),
        ("dez", 12),
        ("dic", 12),
    ];
    let word = super::header::plain(word);
    MONTHS.iter().find(|(start, _)| word.starts_with(start)).map(|(_, month)| *month)
}

/// A date with the time behind it, in 24 or in 12 hours.
pub fn with_time(date: Date, text: &str) -> When {
    let Some((seconds, rest)) = clock_time(text.as_bytes()) else { return When::Day(date) };
    let rest = str::from_utf8(rest).unwrap_or_default().trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let half = rest.get(..2).map(str::to_ascii_lowercase);
    let hour = seconds / 3600;
    let (seconds, rest) = match half.as_deref() {
        Some("am") if hour == 12 => (seconds - 12 * 3600, &rest[2..]),
        Some("pm") if hour < 12 => (seconds + 12 * 3600, &rest[2..]),
        Some("am" | "pm") => (seconds, &rest[2..]),
        _ => (seconds, rest),
    };
    moment(date, seconds, rest.as_bytes()).unwrap_or(When::Local(date, seconds))
}
