//! Asterisks that nobody meant so: those of bold words that nothing ends, those that stand where Markdown sees no bold, and those
//! that vanish from a measure.
//!
//! In: a text, and where the parser left asterisks in a block of it, or found italics. Out: what stands where. Absent: marks of
//! footnotes, and signs that a text names itself, as knitters write: `**k1, p1; repeat from **`.

use std::ops::Range;

use memchr::memmem;

use super::Sign;

/// Letters from here on are written without spaces between words, or with endings that follow a bracket.
const WIDE: char = '\u{2e80}';
const OPENING: &str = "「『（【《〈〔［“‘\"'(";

/// Looks at the asterisks of a block that ends at a byte.
pub fn bold(source: &str, stars: &[usize], end: usize, footnotes: bool, found: &mut Vec<(Sign, Range<usize>)>) {
    let pairs: Vec<usize> = stars.iter().copied().filter(|at| is_pair(source, *at)).collect();
    let pairs = enclosed(source, &pairs, found);
    let Some(open) = pairs.iter().copied().find(|at| opens(source, *at)) else { return };
    let end = end.clamp(open, source.len());
    if is_named(&source[open..end]) {
        return;
    }
    let line = source[open..].lines().next().map_or(0, str::len);
    let close = pairs.iter().any(|at| *at > open && *at < open + line && !opens(source, *at));
    let first = source[..open].rsplit('\n').next().is_none_or(|before| before.trim().is_empty());
    let may_be_footnote = footnotes || source[end..].trim_start().is_empty();
    if close || !first || !may_be_footnote {
        let word = source[open + 2..].find([' ', '\n', '*']).unwrap_or(source.len() - open - 2);
        found.push((Sign::Bold, open..open + 2 + word));
    }
}

fn is_pair(source: &str, at: usize) -> bool {
    let (before, from) = (&source[..at], &source[at..]);
    from.starts_with("**") && !from.starts_with("***") && !before.ends_with('*')
}

fn opens(source: &str, at: usize) -> bool {
    let before = source[..at].chars().next_back();
    let after = source[at + 2..].chars().next();
    before.is_none_or(|sign| sign.is_whitespace() || sign == '(') && after.is_some_and(char::is_alphabetic)
}

/// Finds two pairs around words of one line, in a script without spaces: between a letter and a bracket, or a stop, Markdown sees
/// neither a beginning nor an end (<https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run>). Gives the other pairs back.
fn enclosed(source: &str, pairs: &[usize], found: &mut Vec<(Sign, Range<usize>)>) -> Vec<usize> {
    let mut others = Vec::new();
    let mut rest = pairs;
    while let [open, more @ ..] = rest {
        rest = more;
        match more.first().filter(|close| encloses(source, *open, **close)) {
            Some(close) => {
                found.push((Sign::Enclosed, *open..close + 2));
                rest = &more[1..];
            }
            None => others.push(*open),
        }
    }
    others
}

fn encloses(source: &str, open: usize, close: usize) -> bool {
    let inner = &source[open + 2..close];
    let (Some(first), Some(last)) = (inner.chars().next(), inner.chars().next_back()) else { return false };
    let beside = |sign: char, outside: Option<char>| {
        let letter = outside.is_some_and(|outside| outside.is_alphanumeric() && (sign >= WIDE || outside >= WIDE));
        letter && !sign.is_alphanumeric()
    };
    let begins = OPENING.contains(first) && beside(first, source[..open].chars().next_back());
    let ends = beside(last, source[close + 2..].chars().next());
    let spaced = first.is_whitespace() || last.is_whitespace();
    (begins || ends) && !spaced && !inner.contains('\n') && inner.contains(char::is_alphanumeric)
}

/// Whether a text speaks of its asterisks: `repeat from ** to end`.
fn is_named(text: &str) -> bool {
    const FROM: [&str; 10] = ["from", "between", "ab", "von", "zwischen", "de", "depuis", "entre", "desde", "vanaf"];
    memmem::find_iter(text.as_bytes(), " **").any(|at| {
        let word = text[..at].rsplit(char::is_whitespace).next().unwrap_or_default();
        let alone = !text[at + 3..].starts_with(|c: char| c.is_alphanumeric() || c == '*');
        alone && FROM.contains(&word.to_lowercase().as_str())
    })
}

/// The word in which an asterisk was a sign for the eye, and begins or ends italics: `12*18*6`, `2*cup, 2*plate`, `L*B*H`. What is
/// emphasised within a word, and has no space, is meant.
pub fn vanished(source: &str, italics: &Range<usize>) -> Option<Range<usize>> {
    let inner = source.get(italics.start + 1..italics.end.checked_sub(1)?)?;
    let before = source[..italics.start].chars().next_back();
    let after = source[italics.end..].chars().next();
    let (first, last) = (inner.chars().next(), inner.chars().next_back());
    let glued = |one: Option<char>, other: Option<char>| {
        [one, other].iter().all(|sign| sign.is_some_and(|sign| sign.is_alphanumeric() && sign < WIDE))
    };
    let digit = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_digit());
    let (opens, closes) = (glued(before, first), glued(last, after));
    let measure = opens && closes && (digit(before) || digit(last) || inner.chars().nth(1).is_none());
    let spaced = |of: bool| of && inner.contains(' ');
    if measure || spaced(opens) {
        Some(word_around(source, italics.start))
    } else if spaced(closes && digit(last)) {
        Some(word_around(source, italics.end - 1))
    } else {
        None
    }
}

/// The word in which a byte stands; only so much of one without an end.
fn word_around(source: &str, at: usize) -> Range<usize> {
    const LONGEST: usize = 40;
    let belongs = |c: &char| c.is_alphanumeric() || "*.,".contains(*c);
    let length = |signs: &mut dyn Iterator<Item = char>| -> usize {
        signs.take(LONGEST).take_while(belongs).map(char::len_utf8).sum()
    };
    let start = at - length(&mut source[..at].chars().rev());
    let end = at + length(&mut source[at..].chars());
    let word = &source[start..end];
    let trimmed = word.trim_start_matches(['*', '.', ',']);
    let start = end - trimmed.len();
    start..start + trimmed.trim_end_matches(['*', '.', ',']).len()
}

/// Whether a text has marks of footnotes: `Price**`, `*with tax`. Behind a word they may end what others on their line begin.
pub fn has_footnotes(source: &str) -> bool {
    source.lines().any(|line| {
        let (mut pairs, mut at) = (0, 0);
        while let Some(start) = line[at..].find('*').map(|found| at + found) {
            let length = line[start..].bytes().take_while(|byte| *byte == b'*').count();
            let (before, after) = (line[..start].chars().next_back(), line[start + length..].chars().next());
            let is_word = after.is_some_and(char::is_alphanumeric);
            let behind = before.is_some_and(|sign| sign.is_alphanumeric() || ")€$%".contains(sign));
            if behind && !is_word && pairs % 2 == 0 || start == 0 && length == 1 && is_word {
                return true;
            }
            pairs += length / 2;
            at = start + length;
        }
        false
    })
}
