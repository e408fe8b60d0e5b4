//! Signs that look like those of YAML, or like nothing at all: text programs and web pages put them in place of the others.

use std::ops::Range;

use super::lines::lines;
use super::tree::tree;
use super::{Fault, Node, Spanned};

/// The code of curly quotation marks that were meant to be YAML's.
pub const CURLY: &str = "quotation-marks";

/// Pairs of quotation marks as languages have them; the first six open nothing but a quotation.
const PAIRS: [(char, char); 9] =
    [('“', '”'), ('„', '“'), ('„', '”'), ('‟', '”'), ('«', '»'), ('»', '«'), ('”', '”'), ('‘', '’'), ('‚', '‘')];

/// The text between curly quotation marks that stand around all of a value.
pub fn between(value: &str) -> Option<&str> {
    let around = |(open, close): &(char, char)| value.strip_prefix(*open)?.strip_suffix(*close);
    let inner = PAIRS.iter().find_map(around)?.trim();
    (!inner.is_empty() && !inner.contains(['“', '”', '„', '«', '»'])).then_some(inner)
}

/// Whether a value begins with such a mark and nowhere has another: a comma in a list has cut it.
fn cut(value: &str) -> bool {
    let (mut signs, opening) = (value.chars(), &PAIRS[..6]);
    let opens = signs.next().is_some_and(|first| opening.iter().any(|(open, _)| *open == first));
    opens && !signs.any(|sign| opening.iter().any(|(open, close)| [*open, *close].contains(&sign)))
}

/// Whether a key is the end of such a value.
pub fn ends_cut(key: &str) -> bool {
    key.ends_with(['”', '“', '»', '«']) && !key.starts_with(['”', '“', '»', '«', '„'])
}

/// What to type instead of curly marks around a text.
pub fn straight(inner: &str) -> String {
    format!("type straight quotation marks: `\"{inner}\"`")
}

/// Values in curly quotation marks, which are part of them; each with the text between them.
pub fn curly(text: &str) -> Vec<(Range<usize>, String)> {
    let begins = |(at, _): (usize, &str)| text[..at].ends_with([' ', '[', '{', ',']);
    let mut marks = PAIRS.iter().map(|(open, _)| open.to_string());
    if text.is_ascii() || !marks.any(|mark| text.match_indices(mark.as_str()).any(begins)) {
        return Vec::new();
    }
    let Ok(tree) = tree(text) else { return Vec::new() };
    let told = |node: &Spanned| match &node.value {
        Node::Scalar { plain: true, text } if cut(text) => Some((node.span.clone(), "…".to_owned())),
        Node::Scalar { plain: true, text } => Some((node.span.clone(), between(text)?.to_owned())),
        _ => None,
    };
    tree.nodes().into_iter().filter_map(told).collect()
}

/// Values that end in a straight quotation mark and hold no other: the one that began them was lost. Behind a digit it stands for
/// inches, and behind a curly one that opens it closes a quotation.
pub fn unopened(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let is_mark = |at: usize| bytes[at] == b'"';
    let alone = |at: usize| {
        let before = memchr::memrchr2(b'"', b'\n', &bytes[..at]);
        let after = memchr::memchr2(b'"', b'\n', &bytes[at + 1..]);
        !before.is_some_and(is_mark) && !after.is_some_and(|after| is_mark(at + 1 + after))
    };
    if !memchr::memchr_iter(b'"', bytes).any(alone) {
        return Vec::new();
    }
    let Ok(tree) = tree(text) else { return Vec::new() };
    let lost = |value: &str| {
        let Some(inner) = value.strip_suffix('"') else { return false };
        let ends = inner.ends_with(|sign: char| sign.is_alphabetic() || ")].,;!?…".contains(sign));
        ends && !inner.contains(['"', '“', '”', '„', '‟', '«', '»'])
    };
    let told = |node: &Spanned| match &node.value {
        Node::Scalar { plain: true, text } if lost(text) => Some(node.span.clone()),
        _ => None,
    };
    tree.nodes().into_iter().filter_map(told).collect()
}

/// Signs that nobody sees where YAML wants spaces or a key: each is a fault. Between the words of a text they are welcome.
pub fn unseen(text: &str) -> Vec<Fault> {
    if text.is_ascii() {
        return Vec::new();
    }
    let mut faults = Vec::new();
    for line in lines(text) {
        let head = line.text.find(|c: char| !matches!(c, ' ' | '-') && !is_unseen(c)).unwrap_or(line.text.len());
        let key = line.text[head..].find(':').map_or(head, |colon| head + colon);
        let value = line.text.get(key + 1..).unwrap_or_default();
        let after = key + 1 + value.find(|c: char| c != ' ' && !is_unseen(c)).unwrap_or(value.len());
        let found = line.text.char_indices().find(|(at, sign)| {
            let (at, sign) = (*at, *sign);
            let in_key = at >= head && at < key && sign != '\u{a0}' && sign != '\u{202f}';
            let before = at < head && (key > head || line.text[..head].contains('-'));
            // Whatever comes after a colon and a space is part of the value.
            let between = at > key && at < after && !line.text[key + 1..at].contains(' ');
            let byte_order_mark = line.start + at == 0 && sign == '\u{feff}';
            is_unseen(sign) && (before || in_key || between) && !byte_order_mark
        });
        // One a line is enough: where one came along, others did.
        faults.extend(found.map(|(at, sign)| fault(line.start + at, sign)));
    }
    faults
}

fn is_unseen(sign: char) -> bool {
    matches!(sign, '\u{a0}' | '\u{ad}' | '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{2060}' | '\u{3000}' | '\u{feff}')
}

fn fault(at: usize, sign: char) -> Fault {
    let space = sign.is_whitespace();
    let kind = if space { "a space that is none to YAML" } else { "a sign that nobody sees" };
    let help = if space { "delete it, and type an ordinary space" } else { "delete it" };
    Fault {
        code: "unseen-sign",
        span: at..at + sign.len_utf8(),
        message: format!("{kind} stands here: U+{:04X}", u32::from(sign)),
        help: Some(format!("{help}; it comes along when text is copied from web pages and text programs")),
    }
}

#[cfg(test)]
mod tests {
    use super::{between, curly, unopened, unseen};

    #[test]
    fn curly_marks_around_a_value_are_told_from_those_in_it() {
        assert_eq!(between("“Buy now”"), Some("Buy now"));
        assert_eq!(between("« Acheter »"), Some("Acheter"));
        assert_eq!(between("“Soft” and “warm”"), None);
        assert_eq!(between("‘90s mug"), None);
        let of = |text: &str| curly(text).into_iter().map(|(span, _)| text[span].to_owned()).collect::<Vec<_>>();
        assert_eq!(of("a: “b”\nc: \"“d”\"\ne: f “g”\n"), ["“b”"]);
        assert_eq!(of("a: [“b, c”]\n"), ["“b"]);
    }

    #[test]
    fn marks_that_end_what_none_began() {
        let of = |text: &str| unopened(text).into_iter().map(|span| text[span].to_owned()).collect::<Vec<_>>();
        assert_eq!(of("title: Suite (PDF)\"\nalt: {src: a, alt: A page\"}\n"), ["Suite (PDF)\"", "A page\""]);
        let meant = ["Screen 27\"", "Der „Klassiker\"", "The \"best\"", "6' 2½\"", "a \" b"];
        assert!(meant.iter().all(|value| of(&format!("title: {value}\n")).is_empty()));
        assert_eq!(of("a: \"b\n  c\"\nd: |\n  e\"\nf: 'g\"'\n"), [] as [&str; 0]);
    }

    #[test]
    fn signs_that_nobody_sees_are_told_where_yaml_reads_them() {
        let of = |text: &str| unseen(text).into_iter().map(|fault| fault.span.start).collect::<Vec<_>>();
        assert_eq!(of("price:\u{a0}2\n"), [6]);
        assert_eq!(of("a:\n\u{a0}- b: c\n"), [3]);
        assert_eq!(of("\u{200b}title: a\n"), [0]);
        assert_eq!(of("title: a\u{a0}b: \u{a0}c\ntext: |\n  \u{a0}a\u{a0}: b\n\u{feff}"), [] as [usize; 0]);
    }
}
