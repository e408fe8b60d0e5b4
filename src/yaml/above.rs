//! The line above the place where a parser gave up, when it is the one at fault: a key without its colon, or a sign without its space,
//! is a text to YAML, and only the next line makes no sense.
//!
//! In: a text, the start of the line that was refused, and whether it has words before its colon. Out: the place, and what to say. Absent: lines that are at fault themselves.

use std::ops::Range;

pub struct Above {
    pub at: usize,
    pub message: &'static str,
    pub help: String,
}

pub fn above(text: &str, line_start: usize, of_words: bool) -> Option<Above> {
    let own = last(&text[..line_start])?;
    let line = &text[own.clone()];
    let entry = line.trim_start_matches(' ');
    let at = own.end - entry.len();
    if entry.strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_alphabetic)) {
        let help = format!("write `- {}`", &entry[1..]);
        return Some(Above { at, message: "a space is missing after `-`", help });
    }
    let group = last(&text[..own.start]).map(|before| text[before].trim());
    let first_of_group = || group.is_none_or(|group| group.ends_with(':'));
    // Where names are the merchant's own, they have words as texts do.
    let may_be_text = of_words && group.is_some_and(|group| group.ends_with(':') && group != "details:");
    let written = entry.trim_start_matches("- ").trim_start_matches(' ');
    if written.len() == entry.len() && !first_of_group() {
        return None;
    }
    let at = own.end - written.len();
    if let Some((name, value)) = written.split_once(':').filter(|(name, value)| is_name(name) && is_glued(value)) {
        let help = format!("write `{name}: {value}`");
        return Some(Above { at, message: "a space is missing after `:`", help });
    }
    let word = written
        .split(|c: char| !c.is_ascii_alphanumeric() && !"_-".contains(c))
        .next()
        .filter(|word| !word.is_empty())?;
    match &written[word.len()..] {
        rest if rest.starts_with(": ") || rest == ":" => None,
        // A section of a page, and what it says below it.
        "" if written.len() != entry.len() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') => {
            Some(Above { at, message: "a colon is missing", help: format!("write `- {word}:`") })
        }
        rest if rest.starts_with(':') && !rest.starts_with("://") => {
            let help = format!("write `{word}: {}`", &rest[1..]);
            Some(Above { at, message: "a space is missing after `:`", help })
        }
        // Keys are in small letters; what begins otherwise is a text that runs over lines.
        rest if rest.starts_with(' ') && !rest.contains(": ") && !word.contains(char::is_uppercase) && !may_be_text => {
            let help = format!("write a colon and a space after the key, like `{word}: {}`", rest.trim_start());
            Some(Above { at, message: "this line is no `key: value`", help })
        }
        _ => None,
    }
}

/// Whether a text may be a name that a merchant gives, as below `details`: `Country of origin`. An hour ends in a digit.
fn is_name(text: &str) -> bool {
    text.ends_with(char::is_alphabetic) && text.chars().all(|c| c.is_alphanumeric() || " _-".contains(c))
}

/// Whether a value stands right behind its colon.
fn is_glued(value: &str) -> bool {
    !value.is_empty() && !value.starts_with([' ', '/'])
}

/// The last line of a text that is neither blank nor a comment.
fn last(text: &str) -> Option<Range<usize>> {
    let mut end = text.len();
    loop {
        end -= text[..end].len() - text[..end].trim_end().len();
        let start = text[..end].rfind('\n').map_or(0, |at| at + 1);
        if start == end {
            return None;
        }
        if !text[start..end].trim_start().starts_with('#') {
            return Some(start..end);
        }
        end = start;
    }
}

/// The first tab in the indentation of a line, from that of a place on: parsers name the value before it.
pub fn tab(text: &str, line_start: usize) -> Option<usize> {
    let mut start = line_start;
    for line in text[line_start..].split_inclusive('\n') {
        let indent = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
        if let Some(at) = indent.find('\t').filter(|_| !line.trim().is_empty()) {
            return Some(start + at);
        }
        start += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_without_their_space_and_keys_without_their_colon() {
        let of = |text: &str| {
            let refused = text.trim_end().rfind('\n').map_or(0, |at| at + 1);
            let words = text[refused..].split(':').next().is_some_and(|key| key.trim().contains(' '));
            above(text, refused, words).map(|above| (above.at, above.help))
        };
        let told = |at, help: &str| Some((at, help.to_owned()));
        assert_eq!(of("- slug:city\n  title: City\n"), told(2, "write `slug: city`"));
        assert_eq!(of("-slug: city\n  title: City\n"), told(0, "write `- slug: city`"));
        assert_eq!(of("shipping:\n  days:[1, 2]\n\n  zones:\n"), told(12, "write `days: [1, 2]`"));
        let colon = "write a colon and a space after the key, like `title: Hot sauce`";
        assert_eq!(of("hero:\n  # words\n  title Hot sauce\n  image: a\n"), told(18, colon));
        assert_eq!(of("details:\n  Größe:10 cm\n  Höhe: 5 cm\n"), told(11, "write `Größe: 10 cm`"));
        assert_eq!(of("details:\n  made in:Germany\n  care: x\n"), told(11, "write `made in: Germany`"));
        assert_eq!(of("sections:\n  - hero\n      title: Hello\n"), told(14, "write `- hero:`"));
        let size = "write a colon and a space after the key, like `size: 9 cm`";
        assert_eq!(of("details:\n  size 9 cm\n  made in: Rome\n"), told(11, size));
        for sound in [
            "summary:\n  one line\n  and note: more\n",
            "values:\n  - Small\n      more: d\n",
            "a: b\n  c: d\n",
            "a:\n  A text\n   over: lines\n",
            "a: some\n  text\n   b: c\n",
            "- https://a.example\n  b: c\n",
            "a:\n  b: c\n    d: e\n",
        ] {
            assert_eq!(of(sound), None, "{sound}");
        }
    }

    #[test]
    fn the_line_with_the_tab() {
        assert_eq!(tab("a: b\n\n\tc: d\n", 0), Some(6));
        assert_eq!(tab("a: b\n  \tc: d\n", 0), Some(7));
        assert_eq!(tab("a: b\tc\n\t\n", 0), None);
    }
}
