//! Lists and tables of Markdown in a YAML text whose lines YAML joins: as a plain value or behind `>` they become one paragraph.
//!
//! In: a YAML text, and its file. Out: warnings at the first such line. Absent: Markdown below front matter, which keeps its
//! lines, and texts that are no Markdown.

use std::collections::BTreeMap;
use std::ops::Range;

use memchr::memmem;

use crate::diagnostic::{At, Diagnostic, warning};
use crate::markdown::{Mark, mark};
use crate::source::FileId;
use crate::yaml::lines;

/// The keys of a file whose values are Markdown.
fn keys(path: &str) -> &'static [&'static str] {
    match path {
        "content/products.yaml" => &["description:"],
        "content/faq.yaml" => &["answer:"],
        "content/home.yaml" => &[TEXT, "transcript:"],
        _ => &[],
    }
}

/// Markdown in a section of its own name, and no more than words in others.
const TEXT: &str = "text:";

/// What the values of a YAML text join.
pub fn values(path: &str, file: FileId, text: &str) -> Vec<Diagnostic> {
    let found = of_keys(keys(path), text).into_iter();
    found.map(|(line, sign, key)| told(key, sign).at(file, At::Bytes(line))).collect()
}

/// The first joined line in the value of each key.
fn of_keys<'a>(keys: &[&'a str], text: &str) -> Vec<(Range<usize>, Sign, &'a str)> {
    let places = keys.iter().flat_map(|key| memmem::find_iter(text.as_bytes(), key).map(move |at| (at, *key)));
    let mut found: Vec<_> = places.filter_map(|(at, key)| Some((at, key, joined(text, at, key)?))).collect();
    if !found.is_empty() {
        let parents = parents(text);
        found.retain(|(at, key, _)| parents.get(at).is_some_and(|parent| *key != TEXT || *parent == TEXT));
    }
    found.into_iter().map(|(_, key, (line, sign))| (line, sign, key)).collect()
}

/// Where the lines of a YAML text have their keys, and the key above each. A text that keeps its lines has none, and be they
/// such that show YAML.
fn parents(text: &str) -> BTreeMap<usize, &str> {
    let mut open: Vec<(usize, &str)> = Vec::new();
    let places = lines(text).map(|line| {
        while open.last().is_some_and(|(column, _)| *column >= line.column) {
            open.pop();
        }
        let parent = open.last().map_or("", |(_, key)| *key);
        open.push((line.column, line.text.get(line.column..).unwrap_or_default()));
        (line.start + line.column, parent)
    });
    places.collect()
}

fn told(key: &str, sign: Sign) -> Diagnostic {
    let entries = match sign {
        Sign::Entry | Sign::Bar => "",
        // So may begin what is said, or a verse.
        Sign::Other(Mark::Sign('–' | '·')) => ", and begin each entry with `- `, or end each line with `\\`",
        Sign::Other(_) => ", and begin each entry with `- `",
    };
    let help = format!(
        "write `{key} |`, which keeps lines as they are{entries}; a text that stands beside the key moves below it"
    );
    warning("markdown", "YAML joins the lines of this list or table into one").help(help)
}

/// The first of two such lines in the value of a key.
fn joined(text: &str, at: usize, key: &str) -> Option<(Range<usize>, Sign)> {
    // A key begins its line, or an entry of a list.
    let before = text[..at].trim_end_matches([' ', '-']);
    if !(before.is_empty() || before.ends_with('\n')) {
        return None;
    }
    let own = at - before.len();
    let first = text[at + key.len()..].split('\n').next().unwrap_or_default();
    let value = first.trim();
    if value.starts_with(['|', '"', '\'', '[', '{', '#', '&', '*']) {
        return None;
    }
    let below = &text[at + key.len() + first.len()..];
    let lines = rows(below, at + key.len() + first.len()).take_while(|row| row.column > own || row.is_blank());
    let mut lines = lines.skip_while(Row::is_blank).peekable();
    let base = lines.peek()?;
    // Without a text before it a list is one of YAML, a key begins a group, and a quotation mark a text that has its own end.
    let other = |base: &Row<'_>| {
        base.sign() == Some(Sign::Entry)
            || base.text.contains(": ")
            || base.text.ends_with(':')
            || base.text.starts_with(['"', '\''])
    };
    if value.is_empty() && other(base) {
        return None;
    }
    let column = base.column;
    let mut above: Option<(Row<'_>, Sign)> = None;
    // A dash within a sentence is none, on whatever line it stands.
    let mut ended = true;
    for row in lines {
        let begins = |sign: &Sign| ended || !matches!(sign, Sign::Other(Mark::Sign('–' | '·')));
        let signed = row.sign().filter(|sign| row.column == column && (above.is_some() || begins(sign)));
        ended = row.is_blank() || row.text.ends_with(['.', ':', '!', '?', '…']);
        if let (Some((first, sign)), Some(own_sign)) = (&above, signed)
            && sign.goes_on(own_sign)
        {
            return Some((first.start..first.start + first.text.len(), *sign));
        }
        above = signed.map(|sign| (row, sign));
    }
    None
}

/// What a line begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// `- one`, `1. one`
    Entry,
    /// `| a | b |`
    Bar,
    /// `• one`, as other programs write lists.
    Other(Mark),
}

impl Sign {
    /// Whether the next line is of the same list or table.
    fn goes_on(self, next: Sign) -> bool {
        match (self, next) {
            (Sign::Other(mark), Sign::Other(next)) => mark.goes_on(next),
            _ => self == next,
        }
    }
}

/// A line without its indentation.
struct Row<'a> {
    start: usize,
    column: usize,
    text: &'a str,
}

impl Row<'_> {
    fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    fn sign(&self) -> Option<Sign> {
        let number = self.text.trim_start_matches(|sign: char| sign.is_ascii_digit());
        let numbered = number.len() < self.text.len() && number.starts_with(". ");
        if numbered || ["- ", "* ", "+ "].iter().any(|sign| self.text.starts_with(sign)) {
            Some(Sign::Entry)
        } else if self.text.starts_with('|') && self.text.len() > 1 && self.text.ends_with('|') {
            Some(Sign::Bar)
        } else {
            mark(self.text).map(Sign::Other)
        }
    }
}

/// The lines below a line that ends at a byte.
fn rows(below: &str, mut start: usize) -> impl Iterator<Item = Row<'_>> {
    below
        .split('\n')
        .map(move |line| {
            let text = line.trim_start_matches(' ');
            let column = line.len() - text.len();
            let row = Row { start: start + column, column, text: text.trim_end() };
            start += line.len() + 1;
            row
        })
        .skip(1)
}

#[cfg(test)]
mod tests {
    use super::of_keys;

    fn of(text: &str) -> Vec<&str> {
        let found = of_keys(&["description:", "answer:", "text:", "transcript:"], text).into_iter();
        found.map(|(line, ..)| &text[line]).collect()
    }

    #[test]
    fn lists_and_tables_that_yaml_joins() {
        assert_eq!(of("- title: a\n  description:\n    Soft.\n\n    - one\n    - two\n"), ["- one"]);
        assert_eq!(of("description: Soft.\n  - one\n  - two\n"), ["- one"]);
        assert_eq!(of("answer: >-\n  1. one\n  2. two\nq: b\n"), ["1. one"]);
        assert_eq!(
            of("- text:\n    title: a\n    text: >\n      Sizes:\n      | a | b |\n      |---|---|\n"),
            ["| a | b |"]
        );
        assert_eq!(of("- question: |\n    A\n  answer: >\n    - one\n    - two\n"), ["- one"]);
    }

    #[test]
    fn lists_of_other_programs_that_yaml_joins() {
        assert_eq!(of("answer: >-\n  Two:\n\n  • one\n  • two\n"), ["• one"]);
        assert_eq!(of("description: Two\n  -one\n  -two\n"), ["-one"]);
        assert_eq!(of("description: >\n  ✓ one\n  ✓ two\n"), ["✓ one"]);
        assert_eq!(of("description: >-\n  Sizes:\n  – one\n  – two\n"), ["– one"]);
        assert!(of("description: >-\n  We\n  – that is Anna\n  – and Ben – bake.\n").is_empty());
        assert_eq!(of("description: >\n  Soft •\n  • warm\n  ✓ two\n  and 1.one\n"), [""; 0]);
    }

    #[test]
    fn lines_that_stay_and_lists_of_yaml() {
        let sound = [
            "description: |\n  - one\n  - two\n",
            "text:\n  - one\n  - two\n",
            "- text:\n    title: a\n    text: Soft\n    list:\n      - one\n      - two\n",
            "description: >\n  - one\n\n  - two\n",
            "description: >\n  Soft\n    - one\n    - two\n",
            "description: \"Soft\n  - one\n  - two\"\n",
            "description:\n  \"Soft\n  - one\n  - two\"\n",
            "description: Soft - and warm\nhighlights:\n  - one\n  - two\n",
            "description: Soft\n",
            "answer: |\n  Write:\n\n    answer: Soft\n      - one\n      - two\n",
            "- question: A\n  answer: |-\n    answer: Soft\n      - one\n      - two\n",
            "- steps:\n    text: Soft\n      - one\n      - two\n",
        ];
        assert!(sound.iter().all(|text| of(text).is_empty()), "{sound:?}");
    }
}
