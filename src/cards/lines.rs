//! A clean text and a width → lines: broken where the language allows it, even in length, as large as fits.
//!
//! Breaks follow UAX #14 (<https://www.unicode.org/reports/tr14/>; Thai, Khmer, Lao and Burmese by a model). The
//! largest size is taken at which the words fit whole into the lines and the height; at the least size a word that is
//! still too long is broken (with a hyphen in alphabets that hyphenate), and what still does not fit ends in `…`
//! after a whole word. Among the ways to fill the same number of lines the one with the least ragged edge is taken.
//!
//! **Absent:** hyphenation by dictionary, justified lines.

use icu_properties::props::Script;
use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{GraphemeClusterSegmenter, LineSegmenter};
use resvg::tiny_skia::{Path, Rect};

use super::fonts::{Fonts, Outlines, Style, bounds, is_ignorable, script_of};

/// What a text may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    /// Pixels.
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) lines: usize,
    /// Sizes in pixels.
    pub(super) largest: f32,
    pub(super) smallest: f32,
    /// Distance of baselines as a multiple of the size.
    pub(super) leading: f32,
    pub(super) style: Style,
    /// Direction of the card, for texts that have none of their own.
    pub(super) right_to_left: bool,
}

/// A text as it will stand. Lengths are pixels; y is 0 at the top of the first line's capitals.
#[derive(Debug, Clone)]
pub(super) struct Block {
    pub(super) lines: Vec<Line>,
    pub(super) size: f32,
    pub(super) width: f32,
    /// From the top of the first line to what hangs below the last.
    pub(super) height: f32,
    /// Of the first line.
    pub(super) baseline: f32,
    /// Below the last baseline.
    pub(super) hang: f32,
    pub(super) right_to_left: bool,
    /// Whether words are missing at its end.
    pub(super) cut: bool,
}

/// One line; the path's origin is its baseline.
#[derive(Debug, Clone)]
pub(super) struct Line {
    #[cfg(test)]
    pub(super) text: String,
    pub(super) path: Path,
    pub(super) ink: Rect,
    /// From the top of the block.
    pub(super) baseline: f32,
}

/// What hangs below a baseline as a share of the size, where no glyph hangs further.
const HANG: f32 = 0.22;
/// Scripts with marks above and below need at least this much.
const TALL_LEADING: f32 = 1.32;

/// What a break inside a word costs, as a share of a wholly empty line's cost.
const TORN: f32 = 0.6;
/// The same for one inside a Japanese phrase, which is allowed and yet reads worse.
const INSIDE_PHRASE: f32 = 0.2;

/// Down to this share of a size at which a word is torn, sizes at which none is are looked for.
const WHOLE: f32 = 0.72;

/// A stretch that is not broken.
#[derive(Debug, Clone, Copy)]
struct Word {
    start: usize,
    end: usize,
    /// In shares of the size: without and with the space at its end.
    ink: f32,
    full: f32,
    /// Whether a break after it shows a hyphen.
    hyphen: bool,
    /// What a break after it costs, as a share of a wholly empty line's cost: what is read in one go is better kept
    /// whole.
    tear: f32,
}

/// Sets a text into its room; none when there is nothing to show or not even one letter fits.
pub(super) fn set(text: &str, room: &Room, fonts: &Fonts, outlines: &mut Outlines) -> Option<Block> {
    if text.is_empty() || room.lines == 0 || room.width < 1.0 {
        return None;
    }
    let rtl = is_right_to_left(text).unwrap_or(room.right_to_left);
    let words = words(text, rtl, room.style, fonts);
    let room = &Room { leading: leading(text, room.leading), ..*room };
    let mut size = room.largest;
    let mut torn: Option<Block> = None;
    // A somewhat smaller size that keeps words whole is better than a larger one that does not.
    while size >= room.smallest && torn.as_ref().is_none_or(|torn| size >= torn.size * WHOLE) {
        if let Some(lines) = fill(&words, room, size) {
            let tears = lines.iter().rev().skip(1).any(|end| words.get(end - 1).is_some_and(|word| word.tear >= TORN));
            if !tears || torn.is_none() {
                let block = compose(text, &words, &lines, room, size, rtl, fonts, outlines);
                match block.filter(|block| block.fits(room)) {
                    Some(block) if tears => torn = Some(block),
                    Some(block) => return Some(block),
                    None => {}
                }
            }
        }
        size -= (size * 0.02).max(0.5);
    }
    torn.or_else(|| squeeze(text, words, room, rtl, fonts, outlines))
}

/// The last resort, at the least size: long words are broken, then the end is cut.
fn squeeze(
    text: &str,
    words: Vec<Word>,
    room: &Room,
    rtl: bool,
    fonts: &Fonts,
    outlines: &mut Outlines,
) -> Option<Block> {
    let size = room.smallest;
    let words = broken(text, words, room, rtl, fonts);
    let tried = fill(&words, room, size)
        .and_then(|lines| compose(text, &words, &lines, room, size, rtl, fonts, outlines))
        .filter(|block| block.fits(room));
    if tried.is_some() {
        return tried;
    }
    // The most words that may fit, then one less until they do.
    let limit = room.width / size * room.lines as f32;
    let mut sum = 0.0;
    let most = words.iter().take_while(|word| {
        sum += word.full;
        sum <= limit * 1.05
    });
    for kept in (1..=most.count().min(words.len())).rev() {
        let end = words.get(kept - 1).map_or(0, |word| word.end);
        let Some(start) = text.get(..end) else { continue };
        let start = start.trim_end_matches(|c: char| c.is_whitespace() || is_ignorable(c) || ",;:.-–—·(&".contains(c));
        if start.is_empty() {
            continue;
        }
        let cut = format!("{start}…");
        let again = broken(&cut, self::words(&cut, rtl, room.style, fonts), room, rtl, fonts);
        let block = fill(&again, room, size)
            .and_then(|lines| compose(&cut, &again, &lines, room, size, rtl, fonts, outlines))
            .filter(|block| block.fits(room));
        if let Some(block) = block {
            return Some(Block { cut: true, ..block });
        }
    }
    None
}

impl Block {
    fn fits(&self, room: &Room) -> bool {
        self.width <= room.width && self.height <= room.height
    }
}

/// The direction of a text: that of its first letter.
pub(super) fn is_right_to_left(text: &str) -> Option<bool> {
    match unicode_bidi::get_base_direction(text) {
        unicode_bidi::Direction::Ltr => Some(false),
        unicode_bidi::Direction::Rtl => Some(true),
        unicode_bidi::Direction::Mixed => None,
    }
}

fn leading(text: &str, asked: f32) -> f32 {
    let low = |c: char| {
        matches!(
            script_of(c),
            Script::Latin | Script::Greek | Script::Cyrillic | Script::Common | Script::Inherited | Script::Hebrew
        )
    };
    if text.chars().all(low) { asked } else { asked.max(TALL_LEADING) }
}

/// Where a text may be broken, measured.
fn words(text: &str, rtl: bool, style: Style, fonts: &Fonts) -> Vec<Word> {
    let advances = fonts.advances(text, rtl, style);
    let breaks: Vec<usize> = LineSegmenter::new_auto(LineBreakOptions::default()).segment_str(text).collect();
    let hyphen = fonts.shape("-", false, style).advance;
    let japanese = text.chars().any(|c| matches!(script_of(c), Script::Hiragana | Script::Katakana));
    let mut words = Vec::new();
    let mut start = 0;
    for end in breaks.into_iter().filter(|end| *end > 0 && !inside_korean(text, *end)) {
        let part = text.get(start..end).unwrap_or_default();
        let mut word = word(start, part, &advances, part.ends_with('\u{AD}'), hyphen);
        if japanese && inside_phrase(text, end) {
            word.tear = INSIDE_PHRASE;
        }
        words.push(word);
        start = end;
    }
    words
}

/// Korean is written with spaces, and its words are kept whole, as `word-break: keep-all` does in CSS.
fn inside_korean(text: &str, at: usize) -> bool {
    let hangul = |c: Option<char>| c.is_some_and(|c| script_of(c) == Script::Hangul);
    let (before, after) = text.split_at(at);
    hangul(before.chars().next_back()) && hangul(after.chars().next())
}

/// Japanese phrases begin with the sense (kanji, katakana) and end with what joins it to the next (hiragana): elsewhere
/// a break may part `マグ` from `カップ`. `の` and `を` end a phrase too; `お` and `ご` belong to what follows them.
fn inside_phrase(text: &str, at: usize) -> bool {
    let japanese = |c: char| c == 'ー' || matches!(script_of(c), Script::Han | Script::Hiragana | Script::Katakana);
    let hiragana = |c: char| script_of(c) == Script::Hiragana;
    let (before, after) = text.split_at(at);
    let (Some(before), Some(after)) = (before.chars().next_back(), after.chars().next()) else { return false };
    let begins = match before {
        'の' | 'を' => true,
        'お' | 'ご' => false,
        _ => hiragana(before) && !hiragana(after),
    };
    japanese(before) && japanese(after) && !begins
}

fn word(start: usize, part: &str, advances: &[f32], hyphen: bool, hyphen_advance: f32) -> Word {
    let sum = |length: usize| advances.get(start..start + length).unwrap_or_default().iter().sum::<f32>();
    let ink = sum(part.trim_end_matches(' ').len()) + if hyphen { hyphen_advance } else { 0.0 };
    let tear = if hyphen || part.ends_with(['-', '\u{2010}', '/']) { TORN } else { 0.0 };
    Word { start, end: start + part.len(), ink, full: sum(part.len()), hyphen, tear }
}

/// Words that are longer than a line at the least size, in parts of whole letters.
fn broken(text: &str, words: Vec<Word>, room: &Room, rtl: bool, fonts: &Fonts) -> Vec<Word> {
    let limit = room.width / room.smallest;
    if words.iter().all(|word| word.ink <= limit) {
        return words;
    }
    let advances = fonts.advances(text, rtl, room.style);
    let hyphen = fonts.shape("-", false, room.style).advance;
    let mut parts = Vec::new();
    for long in words {
        if long.ink <= limit {
            parts.push(long);
            continue;
        }
        let part = text.get(long.start..long.end).unwrap_or_default();
        let ends: Vec<usize> = GraphemeClusterSegmenter::new().segment_str(part).collect();
        for (from, to) in ends.iter().zip(ends.iter().skip(1)) {
            let letter = part.get(*from..*to).unwrap_or_default();
            let next = part.get(*to..).and_then(|rest| rest.chars().next());
            let shows = hyphenates(letter.chars().next()) && hyphenates(next);
            parts.push(word(long.start + from, letter, &advances, shows || letter == "\u{AD}", hyphen));
        }
    }
    parts
}

/// Whether a word that is broken after or before such a letter shows a hyphen.
fn hyphenates(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_alphabetic() && matches!(script_of(c), Script::Latin | Script::Greek | Script::Cyrillic))
}

/// The words of each line (ends, exclusive): the fewest lines, and of those the least ragged. None if it is too much.
fn fill(words: &[Word], room: &Room, size: f32) -> Option<Vec<usize>> {
    let limit = room.width / size;
    let count = greedy(words, limit)?;
    if count > room.lines {
        return None;
    }
    Some(balanced(words, limit, count))
}

/// How many lines the text takes at least; none when a word is longer than a line.
fn greedy(words: &[Word], limit: f32) -> Option<usize> {
    let mut lines = 1;
    let mut at = 0.0;
    for word in words {
        if word.ink > limit {
            return None;
        }
        if at + word.ink > limit {
            lines += 1;
            at = 0.0;
        }
        at += word.full;
    }
    Some(lines)
}

/// Ends of exactly `count` lines with the least sum of squared space at their ends.
fn balanced(words: &[Word], limit: f32, count: usize) -> Vec<usize> {
    let mut starts = vec![0.0];
    starts.extend(words.iter().scan(0.0, |sum, word| {
        *sum += word.full;
        Some(*sum)
    }));
    let width = |from: usize, to: usize| starts[to - 1] - starts[from] + words[to - 1].ink;
    // best[k][j]: the first j words on k lines, as (cost, where the last of these lines starts).
    let mut best = vec![vec![(f32::INFINITY, 0_usize); words.len() + 1]; count + 1];
    best[0][0].0 = 0.0;
    for k in 1..=count {
        for j in k..=words.len() {
            for i in (k - 1..j).rev() {
                let space = limit - width(i, j);
                if space < 0.0 {
                    break;
                }
                let torn = if j < words.len() { words[j - 1].tear } else { 0.0 };
                let cost = best[k - 1][i].0 + space * space + torn * limit * limit;
                if cost < best[k][j].0 {
                    best[k][j] = (cost, i);
                }
            }
        }
    }
    let mut ends = Vec::with_capacity(count);
    let mut j = words.len();
    for k in (1..=count).rev() {
        ends.push(j);
        j = best[k][j].1;
    }
    ends.reverse();
    ends
}

/// Shapes each line for itself and measures what it covers.
#[expect(clippy::too_many_arguments, reason = "the parts of one text, all of them read only")]
fn compose(
    text: &str,
    words: &[Word],
    ends: &[usize],
    room: &Room,
    size: f32,
    right_to_left: bool,
    fonts: &Fonts,
    outlines: &mut Outlines,
) -> Option<Block> {
    let capital = fonts.capital() * size;
    let mut lines: Vec<Line> = Vec::new();
    let mut first = 0;
    for end in ends {
        let line = words.get(first..*end)?;
        first = *end;
        let (from, to) = (line.first()?, line.last()?);
        let mut shown = text.get(from.start..to.end)?.trim_end().replace('\u{AD}', "");
        if to.hyphen {
            shown.push('-');
        }
        let shaped = fonts.shape(&shown, right_to_left, room.style);
        let Some(path) = outlines.line(fonts, &shaped, size, room.style.weight) else { continue };
        let ink = bounds(&path);
        let baseline = match lines.last() {
            // Where no capital stands taller than the capitals, the block begins with them.
            None => capital.max(-ink.top()),
            Some(above) => above.baseline + (room.leading * size).max(above.ink.bottom() - ink.top() + 1.0),
        };
        lines.push(Line {
            #[cfg(test)]
            text: shown,
            path,
            ink,
            baseline,
        });
    }
    let (top, last) = (lines.first()?, lines.last()?);
    let hang = last.ink.bottom().max(HANG * size);
    Some(Block {
        size,
        width: lines.iter().map(|line| line.ink.width()).fold(0.0, f32::max),
        height: last.baseline + hang,
        baseline: top.baseline,
        hang,
        right_to_left,
        cut: false,
        lines,
    })
}
