//! Asterisks that nobody meant so: those of bold words that nothing ends, those that stand where Markdown sees no bold, and those
//! that vanish from a measure.
//!
//! In: a text, and where the parser left asterisks in a block of it, or found italics. Out: what stands where. Absent: marks of
//! footnotes, names of which asterisks hide a part, and signs that a text names itself, as knitters write: `**k1, p1; repeat from **`.

use std::ops::Range;

use memchr::memmem;

use super::Sign;

const BRACKETS: &str = "「『（【《〈〔［([{<";
/// What begins words, and not what stands behind them: brackets, quotation marks, signs of money.
const OPENING: &str = "「『（【《〈〔［“‘\"'([{<¥￥$€£₩฿₫₹#%+-~";

/// A longer word is recognised without being repeated.
const LONGEST: usize = 40;

/// Looks at the asterisks of a block. `footnotes`: how many the longest mark of a footnote has.
pub fn bold(
    source: &str,
    stars: &[usize],
    block: Range<usize>,
    footnotes: impl Fn() -> usize,
    found: &mut Vec<(Sign, Range<usize>)>,
) {
    let pairs: Vec<usize> = stars.iter().copied().filter(|at| is_pair(source, *at)).collect();
    let pairs = enclosed(source, &pairs, &block, found);
    let Some(open) = pairs.iter().copied().find(|at| opens(source, *at)) else { return };
    let end = block.end.clamp(open, source.len());
    if is_named(&source[open..end]) {
        return;
    }
    let line = source[open..].lines().next().map_or(0, str::len);
    let close = pairs.iter().any(|at| *at > open && *at < open + line && !opens(source, *at));
    let before = source[..open].rsplit('\n').next().unwrap_or_default();
    let first = before.trim().is_empty();
    // `*organic, **from oils`: two footnotes on one line.
    let start = open - before.trim_start().len();
    let second = stars.binary_search(&start).is_ok() && source[start + 1..].starts_with(char::is_alphabetic);
    let below = first && (footnotes() > 0 || source[end..].trim_start().is_empty());
    if close || !(footnotes() > 1 || second || below) {
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
    before.is_none_or(|sign| sign.is_whitespace() || sign == '(') && after.is_some_and(char::is_alphanumeric)
}

/// Finds bold words in a script without spaces: between a letter and a bracket, a stop, or another sign, Markdown sees neither
/// a beginning nor an end (<https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run>), and takes the next pair for it.
/// So the pairs of a line are those of its source, in their order. Gives the pairs of other lines back.
fn enclosed(source: &str, pairs: &[usize], block: &Range<usize>, found: &mut Vec<(Sign, Range<usize>)>) -> Vec<usize> {
    let mut others = Vec::new();
    let (mut until, mut told) = (block.start, false);
    for at in pairs.iter().copied() {
        if at >= until {
            let start = source[until..at].rfind('\n').map_or(until, |end| until + end + 1);
            until = source[at..].find('\n').map_or(source.len(), |end| at + end).min(block.end.max(at + 2));
            told = torn(source, start..until, found);
        }
        if !told {
            others.push(at);
        }
    }
    others
}

/// Finds the same where a line comes out even, and words are bold within bold ones: `**注意：**请**勿**触摸`.
pub fn nested(source: &str, outer: usize, found: &mut Vec<(Sign, Range<usize>)>) {
    let start = source[..outer].rfind('\n').map_or(0, |end| end + 1);
    let end = source[outer..].find('\n').map_or(source.len(), |end| outer + end);
    torn(source, start..end, found);
}

/// Finds the bold words of a line at which Markdown sees neither a beginning nor an end, each once; whether there are some.
fn torn(source: &str, line: Range<usize>, found: &mut Vec<(Sign, Range<usize>)>) -> bool {
    let runs = runs(source, line);
    let torn = runs.chunks_exact(2).filter(|pair| encloses(source, pair[0], pair[1]));
    let torn: Vec<_> = torn.map(|pair| (Sign::Enclosed, pair[0]..pair[1] + 2)).collect();
    let any = !torn.is_empty();
    for own in torn {
        if !found.contains(&own) {
            found.push(own);
        }
    }
    any
}

/// The pairs of asterisks of a line, where each that begins something has one that ends it, and nothing else may have a part in
/// it. What stands in code, or behind a back-slash, is none.
fn runs(source: &str, line: Range<usize>) -> Vec<usize> {
    let text = &source[line.clone()];
    let mut runs = Vec::new();
    if text.is_ascii() {
        return runs;
    }
    let run = |at: usize, sign: u8| text[at..].bytes().take_while(|byte| *byte == sign).count();
    let mut at = 0;
    while let Some(start) = text[at..].find(['*', '`', '\\']).map(|found| at + found) {
        at = match text.as_bytes()[start] {
            b'\\' => text.len().min(start + 1 + usize::from(text[start + 1..].starts_with(['*', '`', '\\']))),
            b'`' => {
                let code = start + run(start, b'`');
                text[code..].find(&text[start..code]).map_or(code, |end| code + end + code - start)
            }
            _ => {
                match run(start, b'*') {
                    1 => {}
                    2 => runs.push(line.start + start),
                    _ => return Vec::new(),
                }
                start + run(start, b'*')
            }
        };
    }
    if runs.len().is_multiple_of(2) { runs } else { Vec::new() }
}

fn encloses(source: &str, open: usize, close: usize) -> bool {
    let inner = &source[open + 2..close];
    let (Some(first), Some(last)) = (inner.chars().next(), inner.chars().next_back()) else { return false };
    let (before, after) = (source[..open].chars().next_back(), source[close + 2..].chars().next());
    let beside = |sign: char, outside: Option<char>| {
        let letter =
            outside.is_some_and(|outside| outside.is_alphanumeric() && (is_unspaced(sign) || is_unspaced(outside)));
        letter && !sign.is_alphanumeric()
    };
    let begins = OPENING.contains(first) && beside(first, before);
    let ends = beside(last, after);
    // `张**（北京）、李**（上海）`: two names of which a part is hidden.
    let alike =
        BRACKETS.contains(first) && begins && last.is_alphanumeric() && after.is_some_and(|after| after == first);
    let spaced = first.is_whitespace() || last.is_whitespace();
    (begins || ends) && !alike && !spaced && inner.contains(char::is_alphanumeric)
}

/// Whether a letter is of a script without spaces between words, or with endings that follow a bracket: Thai, Lao, Tibetan,
/// Burmese, Khmer, Chinese, Japanese, Korean.
fn is_unspaced(sign: char) -> bool {
    matches!(sign, '\u{e00}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..)
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

/// The word in which an asterisk was a sign for the eye, and begins or ends italics: `12*18*6`, `2*cup, 2*plate`, `L*B*H`,
/// `*135*1#`. What is emphasised within a word, and has no space, is meant.
pub fn vanished(source: &str, italics: &Range<usize>) -> Option<Range<usize>> {
    let inner = source.get(italics.start + 1..italics.end.checked_sub(1)?)?;
    let before = source[..italics.start].chars().next_back();
    let after = source[italics.end..].chars().next();
    let (first, last) = (inner.chars().next(), inner.chars().next_back());
    let glued = |one: Option<char>, other: Option<char>| {
        [one, other].iter().all(|sign| sign.is_some_and(|sign| sign.is_alphanumeric() && !is_unspaced(sign)))
    };
    let digit = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_digit());
    let (opens, closes) = (glued(before, first), glued(last, after));
    let measure = opens && closes && (digit(before) || digit(last) || inner.chars().nth(1).is_none());
    let spaced = |of: bool| of && inner.contains(' ');
    let dialled = digit(after) && inner.bytes().all(|byte| byte.is_ascii_digit());
    if measure || spaced(opens) {
        Some(word_around(source, italics.start))
    } else if spaced(closes && digit(last)) {
        Some(word_around(source, italics.end - 1))
    } else if dialled && !before.is_some_and(char::is_alphanumeric) {
        let signs = source[italics.start..].chars().take(LONGEST).take_while(|sign| !sign.is_whitespace());
        Some(italics.start..italics.start + signs.map(char::len_utf8).sum::<usize>())
    } else {
        None
    }
}

/// The word in which a byte stands; only so much of one without an end.
fn word_around(source: &str, at: usize) -> Range<usize> {
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

/// How many asterisks the longest mark of a footnote has: `Price**`, `*with tax`. Behind a word they may end what others on
/// their line begin.
pub fn footnotes(source: &str) -> usize {
    if !source.contains('*') {
        return 0;
    }
    source.lines().map(longest_mark).max().unwrap_or(0)
}

fn longest_mark(line: &str) -> usize {
    let (mut pairs, mut at, mut longest) = (0, 0, 0);
    while let Some(start) = line[at..].find('*').map(|found| at + found) {
        let length = line[start..].bytes().take_while(|byte| *byte == b'*').count();
        let (before, after) = (line[..start].chars().next_back(), line[start + length..].chars().next());
        let is_word = after.is_some_and(char::is_alphanumeric);
        let behind = before.is_some_and(|sign| sign.is_alphanumeric() || ")€$%".contains(sign));
        if behind && !is_word && pairs % 2 == 0 || start == 0 && length == 1 && is_word {
            longest = longest.max(length);
        }
        pairs += length / 2;
        at = start + length;
    }
    longest
}
