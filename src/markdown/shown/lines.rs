//! What the lines of a paragraph begin with that nothing comes of: headings without their space, entries of a list with a sign of
//! their own, a table without the line below its head.
//!
//! In: a paragraph that stands in no list and no quotation. Out: what stands where. Absent: lines that end with a break.

use std::ops::Range;

use super::{Sign, word_end};

/// Signs that begin an entry of a list in other programs, or in an eye.
const SIGNS: [char; 17] = ['•', '●', '▪', '◦', '‣', '·', '・', '–', '✓', '✔', '✅', '■', '◆', '►', '▶', '→', '※'];

/// Longer lines are no headings.
const HEADING: usize = 60;

/// What a line begins with that may be an entry of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// `-one`
    Dash,
    /// `• one`
    Sign(char),
    /// `1.one`, and `2. two` below it; `1）一` and `① one`, of which Markdown knows nothing at all.
    Number { of: u32, glued: bool },
}

pub fn table(source: &str, paragraph: &Range<usize>) -> Option<(Sign, Range<usize>)> {
    let barred = |line: &&str| {
        let line = line.trim();
        line.starts_with('|') && line.ends_with('|') && line.matches('|').count() > 2
    };
    let mut lines = source.get(paragraph.clone())?.lines();
    let head = lines.next().filter(barred)?;
    lines.next().filter(barred)?;
    Some((Sign::Table, paragraph.start..paragraph.start + head.len()))
}

pub fn headings(source: &str, paragraph: &Range<usize>, hashtags: bool, found: &mut Vec<(Sign, Range<usize>)>) {
    let mut start = paragraph.start;
    for line in source.get(paragraph.clone()).unwrap_or_default().split_inclusive('\n') {
        let alone = || !hashtags && stands_alone(source, line, paragraph);
        if is_heading(line) || is_first_heading(line) && alone() {
            found.push((Sign::Heading, start..word_end(source, start)));
        }
        start += line.len();
    }
}

/// `##Care`
pub fn is_heading(line: &str) -> bool {
    let words = line.trim_start_matches('#');
    (2..=6).contains(&(line.len() - words.len())) && words.starts_with(char::is_alphabetic)
}

/// `#Care`
fn is_first_heading(line: &str) -> bool {
    line.strip_prefix('#').is_some_and(|words| words.starts_with(char::is_uppercase))
}

/// Whether a line with one `#` is no hashtag: those stand below a text, in a row, in small letters, in words that are joined.
fn stands_alone(source: &str, line: &str, paragraph: &Range<usize>) -> bool {
    let line = line.trim_end();
    let word = line[1..].split(' ').next().unwrap_or_default();
    let joined = word.chars().skip(1).any(char::is_uppercase) || word.contains('_');
    let ends = line.ends_with(|c: char| c.is_alphanumeric() || ")?:".contains(c));
    let alone = source[paragraph.clone()].trim_end() == line && line.chars().count() <= HEADING;
    let above = !source[paragraph.end..].trim_start().is_empty();
    alone && above && ends && !joined
}

/// The first of two lines in a row that begin as entries of a list do, or one right above a list. One is enough.
pub fn entry(source: &str, paragraph: &Range<usize>) -> Option<(Sign, Range<usize>)> {
    let text = source.get(paragraph.clone())?;
    let mut start = paragraph.start;
    let mut above: Option<(Mark, usize)> = None;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let own = mark(&line[indent..]).map(|mark| (mark, start + indent));
        if let (Some((before, at)), Some((mark, _))) = (above, own)
            && before.goes_on(mark)
        {
            return Some((Sign::Entry, at..entry_end(source, at)));
        }
        above = own.filter(|_| !is_broken(line));
        start += line.len();
    }
    let below = source[paragraph.end..].strip_prefix('\n').filter(|_| !text.ends_with('\n'));
    let below = below.unwrap_or(&source[paragraph.end..]);
    let (_, at) = above.filter(|(mark, _)| *mark == Mark::Dash && below.starts_with("- "))?;
    Some((Sign::Entry, at..entry_end(source, at)))
}

/// What a line begins with, spaces before it left out.
pub fn mark(line: &str) -> Option<Mark> {
    let first = line.chars().next()?;
    let rest = &line[first.len_utf8()..];
    match first {
        '-' => rest.starts_with(char::is_alphabetic).then_some(Mark::Dash),
        // A dash may be a minus, or begin what somebody says.
        '–' | '·' if !rest.starts_with(' ') => None,
        '0'..='9' => {
            let digits = line.bytes().take_while(u8::is_ascii_digit).count();
            if line[digits..].starts_with(['）', '、', '．']) {
                return line[..digits].parse().ok().filter(|_| digits < 3).map(|of| Mark::Number { of, glued: true });
            }
            let rest = line[digits..].strip_prefix(['.', ')'])?;
            let words = rest.trim_start_matches(' ');
            let of = line[..digits].parse().ok().filter(|_| digits < 3 && words.starts_with(char::is_alphabetic))?;
            let glued = words.len() == rest.len();
            // `2.x` is a version.
            let word = !glued || words.chars().nth(1).is_some_and(char::is_alphabetic);
            word.then_some(Mark::Number { of, glued })
        }
        '①'..='⑳' => Some(Mark::Number { of: first as u32 - '①' as u32 + 1, glued: true }),
        sign => {
            let words = rest.trim_start();
            let entry = SIGNS.contains(&sign) && !words.is_empty() && !words.starts_with(is_of_scale);
            entry.then_some(Mark::Sign(sign))
        }
    }
}

/// Whether a sign is one of a row that shows how much of something there is: `●●●○○`.
fn is_of_scale(sign: char) -> bool {
    SIGNS.contains(&sign) || matches!(sign, '\u{25a0}'..='\u{25ff}' | '★' | '☆')
}

impl Mark {
    /// Whether the next line is an entry of the same list.
    pub fn goes_on(self, next: Mark) -> bool {
        match (self, next) {
            (Mark::Number { of: first, glued }, Mark::Number { of, glued: too }) => first + 1 == of && (glued || too),
            _ => self == next,
        }
    }
}

/// Whether what stands below a line begins a line of the page, too.
fn is_broken(line: &str) -> bool {
    let line = line.trim_end_matches(['\n', '\r']);
    line.ends_with("  ") || line.ends_with(['\\', '>'])
}

/// The end of the first word behind the sign of an entry.
fn entry_end(source: &str, start: usize) -> usize {
    let sign = word_end(source, start);
    let more = !source[start..sign].contains(char::is_alphanumeric)
        || source[start..sign].ends_with(|c: char| ".)".contains(c) || ('①'..='⑳').contains(&c))
            && source[sign..].starts_with(' ');
    if more {
        word_end(source, sign + source[sign..].len() - source[sign..].trim_start_matches(' ').len())
    } else {
        sign
    }
}
