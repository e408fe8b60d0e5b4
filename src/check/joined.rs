//! Lists and tables of Markdown in a YAML text whose lines YAML joins: as a plain value or behind `>` they become one paragraph.
//!
//! In: a YAML text. Out: warnings at the first such line. Absent: Markdown below front matter, which keeps its lines.

use std::ops::Range;

use memchr::memmem;

use crate::diagnostic::{At, Diagnostic, warning};
use crate::source::FileId;

/// Keys whose values are Markdown.
const KEYS: [&str; 4] = ["description:", "answer:", "text:", "transcript:"];

/// What the values of a YAML text join that starts at a byte of its file.
pub fn values(file: FileId, start: usize, text: &str) -> Vec<Diagnostic> {
    let places = KEYS.iter().flat_map(|key| memmem::find_iter(text.as_bytes(), key).map(move |at| (at, *key)));
    let found = places.filter_map(|(at, key)| Some((joined(text, at, key)?, key)));
    found.map(|(line, key)| told(key).at(file, At::Bytes(start + line.start..start + line.end))).collect()
}

fn told(key: &str) -> Diagnostic {
    let help =
        format!("write `{key} |`, which keeps lines as they are; a text that stands beside the key moves below it");
    warning("markdown", "YAML joins the lines of this list or table into one").help(help)
}

/// The first of two such lines in the value of a key.
fn joined(text: &str, at: usize, key: &str) -> Option<Range<usize>> {
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
    // Without a text before it a list is one of YAML, and a key begins a group.
    if value.is_empty() && (base.is_entry() || base.text.contains(": ") || base.text.ends_with(':')) {
        return None;
    }
    let column = base.column;
    let mut above: Option<Row<'_>> = None;
    for row in lines {
        let signed = row.column == column && row.is_signed();
        if let Some(above) = above.filter(|above| signed && above.is_signed() && above.is_entry() == row.is_entry()) {
            return Some(above.start..above.start + above.text.len());
        }
        above = Some(row).filter(|_| signed);
    }
    None
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

    fn is_entry(&self) -> bool {
        let number = self.text.trim_start_matches(|sign: char| sign.is_ascii_digit());
        let numbered = number.len() < self.text.len() && number.starts_with(". ");
        numbered || ["- ", "* ", "+ "].iter().any(|sign| self.text.starts_with(sign))
    }

    /// Whether it is one of a list, or of a table.
    fn is_signed(&self) -> bool {
        self.is_entry() || (self.text.starts_with('|') && self.text.len() > 1 && self.text.ends_with('|'))
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
    use super::{KEYS, joined};

    fn of(text: &str) -> Vec<&str> {
        let places = KEYS.iter().filter_map(|key| joined(text, text.find(key)?, key));
        places.map(|line| &text[line]).collect()
    }

    #[test]
    fn lists_and_tables_that_yaml_joins() {
        assert_eq!(of("- title: a\n  description:\n    Soft.\n\n    - one\n    - two\n"), ["- one"]);
        assert_eq!(of("description: Soft.\n  - one\n  - two\n"), ["- one"]);
        assert_eq!(of("answer: >-\n  1. one\n  2. two\nq: b\n"), ["1. one"]);
        assert_eq!(of("text: >\n  Sizes:\n  | a | b |\n  |---|---|\n"), ["| a | b |"]);
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
            "description: Soft - and warm\nhighlights:\n  - one\n  - two\n",
            "description: Soft\n",
        ];
        assert!(sound.iter().all(|text| of(text).is_empty()), "{sound:?}");
    }
}
