//! The text of an author → the text that can be drawn.
//!
//! Control characters and explicit directions go (a title must not turn the rest of the card around), white space
//! becomes single spaces, pictographs that no font has leave no gap, and other characters that no font has are left
//! out and told by their script.
//!
//! **Absent:** any change of the words themselves.

use std::collections::BTreeSet;

use icu_properties::props::{BinaryProperty, EmojiPresentation, ExtendedPictographic, RegionalIndicator, Script};
use icu_properties::{CodePointSetData, PropertyNamesLong};
use icu_segmenter::GraphemeClusterSegmenter;

use super::fonts::{Fonts, is_ignorable, script_of};

/// No card shows more characters than this; what follows is not even looked at.
const CHARACTERS_LIMIT: usize = 1_200;

/// A text that every font question is answered for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Clean {
    pub(super) text: String,
    /// Scripts of characters that were left out.
    pub(super) missing: BTreeSet<&'static str>,
}

pub(super) fn clean(text: &str, fonts: &Fonts) -> Clean {
    let mut out = Clean::default();
    let plain: String = text.chars().take(CHARACTERS_LIMIT * 4).filter_map(plain).take(CHARACTERS_LIMIT).collect();
    let ends: Vec<usize> = GraphemeClusterSegmenter::new().segment_str(&plain).collect();
    let mut face = None;
    let mut space = false;
    for (start, end) in ends.iter().zip(ends.iter().skip(1)) {
        let cluster = plain.get(*start..*end).unwrap_or_default();
        if cluster == " " {
            space = true;
            continue;
        }
        // A lone joiner or selector joins nothing; a soft hyphen or a zero-width space allows a break.
        let kept = if cluster.chars().all(is_ignorable) {
            matches!(cluster, "\u{AD}" | "\u{200B}" | "\u{2060}").then_some(cluster)
        } else {
            face = fonts.face_for(cluster, face);
            face.is_some().then_some(cluster)
        };
        match kept {
            Some(cluster) => {
                if space && !out.text.is_empty() {
                    out.text.push(' ');
                }
                space = false;
                out.text.push_str(cluster);
            }
            None if is_pictograph(cluster) || cluster.chars().all(is_ignorable) => {}
            None => out.missing.extend(cluster.chars().next().and_then(script_name)),
        }
    }
    let blank = out.text.chars().all(|c| c == ' ' || is_ignorable(c));
    if blank {
        out.text.clear();
    }
    out
}

/// A character as the card shows it; none for what is no text.
fn plain(c: char) -> Option<char> {
    match c {
        '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' => Some(c),
        '\u{A0}' | '\u{202F}' => Some('\u{A0}'),
        c if c.is_whitespace() => Some(' '),
        // Explicit directions, marks of direction, interlinear notes, byte-order marks, private signs.
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}' => None,
        '\u{FEFF}' | '\u{FFF9}'..='\u{FFFD}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. => None,
        c if c.is_control() => None,
        c => Some(c),
    }
}

fn is_pictograph(cluster: &str) -> bool {
    fn has<P: BinaryProperty>(c: char) -> bool {
        CodePointSetData::new::<P>().contains(c)
    }
    cluster.chars().any(|c| {
        has::<ExtendedPictographic>(c)
            || has::<EmojiPresentation>(c)
            || has::<RegionalIndicator>(c)
            || matches!(c, '\u{20E3}' | '\u{FE0F}' | '\u{E0020}'..='\u{E007F}')
    })
}

/// None for the punctuation of East Asia, which comes with its letters.
fn script_name(c: char) -> Option<&'static str> {
    match (script_of(c), c) {
        (Script::Common | Script::Inherited, '\u{3000}'..='\u{30FF}' | '\u{FF00}'..='\u{FFEF}') => None,
        (Script::Common | Script::Inherited, _) => Some("Symbols"),
        (script, _) => Some(PropertyNamesLong::<Script>::new().get(script).unwrap_or("Unknown")),
    }
}

/// The scripts as a reader knows them: `Japanese (Han, Hiragana)`.
pub(super) fn named(scripts: &BTreeSet<&'static str>) -> Vec<String> {
    let has = |name: &str| scripts.contains(name);
    let mut east: Vec<&str> =
        ["Han", "Hiragana", "Katakana", "Hangul", "Bopomofo"].into_iter().filter(|s| has(s)).collect();
    let mut names = Vec::new();
    if has("Hangul") && !has("Hiragana") && !has("Katakana") {
        names.push(format!("Korean ({})", east.join(", ")));
        east.clear();
    } else if has("Hiragana") || has("Katakana") {
        names.push(format!("Japanese ({})", east.join(", ")));
        east.clear();
    } else if has("Han") {
        names.push(format!("Chinese ({})", east.join(", ")));
        east.clear();
    }
    names.extend(east.iter().map(|name| (*name).to_owned()));
    let rest = scripts.iter().filter(|s| !["Han", "Hiragana", "Katakana", "Hangul", "Bopomofo"].contains(s));
    names.extend(rest.map(|name| name.replace('_', " ")));
    names
}
