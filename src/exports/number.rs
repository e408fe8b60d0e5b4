//! Numbers as programs of all countries write them.
//!
//! In: a cell: `1,234.56`, `1.234,56`, `1 234,56 €`, `'12`, `−3`, `--`. Out: exact decimal digits, or that the cell has no
//! number; and what the cell tells of the decimal sign. Absent: floats, and the decision about a file, which
//! [`super::signs`] makes of all its cells.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decimal {
    Dot,
    Comma,
}

/// `digits` × 10^-`decimals`, and a little more when digits were cut off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exact {
    pub digits: i64,
    pub decimals: u8,
    /// Whether digits other than 0 follow that an `i64` cannot hold.
    pub more: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// Empty, `-`, `<5`, `(not set)`: not known, which is not 0.
    Missing,
    Is(Exact),
    /// `1,234` or `1.234`: a thousand or one, depending on the sign.
    Unclear,
    /// Written with the other sign.
    Contradiction,
    TooLarge,
    NotOne,
}

/// What a cell tells of the decimal sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    None,
    For(Decimal),
    Unclear,
}

/// A number longer than this is none.
const LONGEST: usize = 60;

impl Exact {
    /// In units of 10^-`decimals`, halves to the even neighbour; `None` when it is too large. The flag tells whether it was
    /// exact.
    pub fn scaled(self, decimals: u8) -> Option<(i64, bool)> {
        if self.decimals <= decimals {
            let factor = 10_i64.checked_pow(u32::from(decimals - self.decimals))?;
            return Some((self.digits.checked_mul(factor)?, !self.more));
        }
        let divisor = 10_i128.pow(u32::from(self.decimals - decimals).min(38));
        let digits = i128::from(self.digits);
        let (quotient, rest) = (digits / divisor, (digits % divisor).abs());
        let half = divisor / 2;
        let up = rest > half || (rest == half && (self.more || quotient % 2 != 0));
        let value = i64::try_from(if up { quotient + digits.signum() } else { quotient }).ok()?;
        Some((value, rest == 0 && !self.more))
    }
}

/// Reads a cell, with the decimal sign when it is known.
#[inline]
pub fn parse(cell: &str, decimal: Option<Decimal>) -> Number {
    if let Some(number) = simple(cell.as_bytes(), decimal) {
        return number;
    }
    match bare(cell) {
        Bare::Missing => Number::Missing,
        Bare::NotOne => Number::NotOne,
        Bare::Figure { text, length, negative } => figure(&text[..length], negative, decimal),
    }
}

/// Digits with at most one dot, as machines write them: most cells.
#[inline]
fn simple(cell: &[u8], decimal: Option<Decimal>) -> Option<Number> {
    if cell.is_empty() {
        return Some(Number::Missing);
    }
    if cell.len() > 18 {
        return None;
    }
    let mut digits = 0_i64;
    let mut dot = None;
    for (place, byte) in cell.iter().enumerate() {
        match byte {
            b'0'..=b'9' => digits = digits * 10 + i64::from(byte - b'0'),
            b'.' if dot.is_none() && decimal == Some(Decimal::Dot) && place > 0 => dot = Some(place),
            _ => return None,
        }
    }
    let decimals = dot.map_or(0, |dot| (cell.len() - dot - 1) as u8);
    Some(Number::Is(Exact { digits, decimals, more: false }))
}

/// A cell without what is no part of the figure.
enum Bare {
    Missing,
    NotOne,
    /// ASCII: digits, `.`, `,`, and `_` for every other grouping sign.
    Figure {
        text: [u8; LONGEST],
        length: usize,
        negative: bool,
    },
}

/// Words that stand where a number is not known.
fn is_missing(cell: &str) -> bool {
    const WORDS: &[&str] = &["(not set)", "n/a", "na", "null", "none", "nan", "n.a.", "not available", "unknown"];
    matches!(cell, "" | "-" | "--" | "---" | "—" | "–" | "−" | "." | "%")
        || cell.starts_with(['<', '>'])
        || WORDS.iter().any(|word| cell.eq_ignore_ascii_case(word))
}

fn bare(cell: &str) -> Bare {
    let cell = super::rows::trim(cell.trim_start_matches('\''));
    if is_missing(cell) {
        return Bare::Missing;
    }
    let (cell, brackets) = match cell.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
        Some(inner) => (inner, true),
        None => (cell, false),
    };
    let mut text = [0; LONGEST];
    let mut length = 0;
    let mut minus = false;
    let mut seen_digit = false;
    let mut rest = cell;
    while let Some(c) = rest.chars().next() {
        if let Some(tail) = rest.strip_prefix("&nbsp;") {
            rest = tail;
            continue;
        }
        if !c.is_ascii_digit()
            && let Some((_, tail)) = money_sign(rest)
        {
            // In `10€50` the sign is a decimal sign.
            if seen_digit && tail.starts_with(|next: char| next.is_ascii_digit()) {
                return Bare::NotOne;
            }
            rest = tail;
            continue;
        }
        rest = &rest[c.len_utf8()..];
        let kept = match c {
            '0'..='9' => c as u8,
            '.' | ',' => c as u8,
            '\u{66B}' => b',',
            '\'' | '’' | '\u{66C}' => b'_',
            c if c.is_whitespace() => b'_',
            '-' | '−' | '–' if !seen_digit && !minus => {
                minus = true;
                continue;
            }
            '+' if !seen_digit => continue,
            '%' if rest.trim().is_empty() => continue,
            _ => return Bare::NotOne,
        };
        seen_digit |= c.is_ascii_digit();
        if kept == b'_' && (!seen_digit || !rest.starts_with(|next: char| next.is_ascii_digit())) {
            continue;
        }
        if length == LONGEST {
            return Bare::NotOne;
        }
        text[length] = kept;
        length += 1;
    }
    if seen_digit { Bare::Figure { text, length, negative: minus || brackets } } else { Bare::NotOne }
}

/// The sign or code of a currency in front, and what is behind it.
fn money_sign(text: &str) -> Option<(&str, &str)> {
    const SIGNS: &[&str] =
        &["US$", "CA$", "A$", "R$", "€", "$", "£", "¥", "₹", "zł", "kr.", "kr", "Kč", "Fr.", "₺", "₩"];
    if let Some(sign) = SIGNS.iter().find(|sign| text.starts_with(**sign)) {
        return Some(text.split_at(sign.len()));
    }
    let code = text.get(..3).filter(|code| code.bytes().all(|byte| byte.is_ascii_alphabetic()))?;
    super::header::currency(code)?;
    let rest = &text[3..];
    (!rest.starts_with(|c: char| c.is_alphabetic())).then_some((code, rest))
}

/// The sign or code of a currency in a cell that is an amount. It stands at either end.
#[inline]
pub fn sign(cell: &str) -> Option<&str> {
    let ends = [cell.as_bytes().first(), cell.as_bytes().last()];
    if ends.into_iter().flatten().all(u8::is_ascii_digit) {
        return None;
    }
    cell.char_indices().find_map(|(at, _)| money_sign(&cell[at..])).map(|(sign, _)| sign)
}

/// How a figure's separators can be read.
#[derive(Clone, Copy)]
struct Marks {
    /// The place of the last dot or comma, how many there are of each, and other grouping signs.
    last: Option<usize>,
    dots: usize,
    commas: usize,
    others: usize,
}

fn marks(text: &[u8]) -> Marks {
    let count = |mark: u8| text.iter().filter(|byte| **byte == mark).count();
    let last = text.iter().rposition(|byte| matches!(byte, b'.' | b','));
    Marks { last, dots: count(b'.'), commas: count(b','), others: count(b'_') }
}

/// What a figure tells of the sign. `whole` says that it counts things, so that `1,234` is grouped.
fn tells(text: &[u8], whole: bool) -> Evidence {
    let marks = marks(text);
    let Some(last) = marks.last else { return Evidence::None };
    let (own, other) = if text[last] == b'.' { (Decimal::Dot, Decimal::Comma) } else { (Decimal::Comma, Decimal::Dot) };
    if marks.dots > 0 && marks.commas > 0 {
        return Evidence::For(own);
    }
    if marks.dots + marks.commas > 1 {
        return Evidence::For(other);
    }
    let behind = text.len() - last - 1;
    let grouped = behind == 3 && (1..=3).contains(&last) && text[0] != b'0' && marks.others == 0;
    match (grouped, whole) {
        (true, true) => Evidence::For(other),
        (true, false) => Evidence::Unclear,
        (false, _) => Evidence::For(own),
    }
}

/// What a cell tells of the decimal sign.
pub fn evidence(cell: &str, whole: bool) -> Evidence {
    match bare(cell) {
        Bare::Figure { text, length, .. } => tells(&text[..length], whole),
        _ => Evidence::None,
    }
}

fn figure(text: &[u8], negative: bool, decimal: Option<Decimal>) -> Number {
    let decimal = match (decimal, tells(text, false)) {
        (Some(decimal), _) | (None, Evidence::For(decimal)) => decimal,
        (None, Evidence::None) => Decimal::Dot,
        (None, Evidence::Unclear) => return Number::Unclear,
    };
    let sign = if decimal == Decimal::Dot { b'.' } else { b',' };
    let point = text.iter().position(|byte| *byte == sign);
    let (whole, fraction) = point.map_or((text, &[][..]), |at| (&text[..at], &text[at + 1..]));
    if !fraction.iter().all(u8::is_ascii_digit) || !well_grouped(whole) {
        return Number::Contradiction;
    }
    let mut value = Exact { digits: 0, decimals: 0, more: false };
    for digit in whole.iter().filter(|byte| byte.is_ascii_digit()) {
        match value.digits.checked_mul(10).and_then(|digits| digits.checked_add(i64::from(digit - b'0'))) {
            Some(digits) => value.digits = digits,
            None => return Number::TooLarge,
        }
    }
    for digit in fraction {
        match value.digits.checked_mul(10).and_then(|digits| digits.checked_add(i64::from(digit - b'0'))) {
            Some(digits) if !value.more => {
                value.digits = digits;
                value.decimals += 1;
            }
            // Further zeros change nothing; once something is cut off, nothing may follow.
            _ => value.more |= *digit != b'0',
        }
    }
    if negative {
        value.digits = -value.digits;
    }
    Number::Is(value)
}

/// Digits alone, or groups of three behind the first; India groups by two above the thousands.
fn well_grouped(whole: &[u8]) -> bool {
    let mut groups = whole.rsplit(|byte| !byte.is_ascii_digit()).peekable();
    let Some(last) = groups.next() else { return true };
    if groups.peek().is_none() {
        return true;
    }
    let mut inner = true;
    while let Some(group) = groups.next() {
        inner &= if groups.peek().is_some() { matches!(group.len(), 2 | 3) } else { (1..=3).contains(&group.len()) };
    }
    last.len() == 3 && inner
}
