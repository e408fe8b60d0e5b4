//! A YAML text, line by line, as far as its lines are YAML: not the texts below a `|` or a `>`, and no comments.
//!
//! For texts of which the parser can make no tree.

/// One line that is YAML.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a> {
    /// Bytes before it.
    pub start: usize,
    pub text: &'a str,
    /// The column of its key, behind spaces and the `- ` of a list.
    pub column: usize,
}

/// Lines that hold keys, entries and values.
pub fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    // The column of the key whose text stands in the lines below it.
    let mut block: Option<usize> = None;
    text.split_inclusive('\n').filter_map(move |text| {
        let line = Line { start, text: text.trim_end(), column: column(text) };
        start += text.len();
        let indent = text.len() - text.trim_start_matches(' ').len();
        let inside = line.text.is_empty() || block.is_some_and(|above| indent > above);
        if inside || text.trim_start().starts_with('#') {
            return None;
        }
        let opens = line.text.trim_end_matches(['+', '-', '1', '2', '4']);
        let ends = |ends: [&str; 2]| ends.iter().any(|end| opens.ends_with(end));
        block = match () {
            () if ends([": |", ": >"]) => Some(line.column),
            () if ends(["- |", "- >"]) => Some(indent),
            () => None,
        };
        Some(line)
    })
}

fn column(line: &str) -> usize {
    let mut rest = line.trim_start_matches(' ');
    while let Some(entry) = rest.strip_prefix("- ") {
        rest = entry.trim_start_matches(' ');
    }
    line.len() - rest.len()
}

impl Line<'_> {
    /// Whether it holds a key, or an entry of a list, at this column or before it.
    pub fn begins_anew(&self, column: usize) -> bool {
        let indent = self.text.len() - self.text.trim_start_matches(' ').len();
        let rest = self.text[indent..].trim_start_matches("- ");
        let key = rest.split(':').next().unwrap_or_default();
        let named = rest.len() > key.len()
            && !key.is_empty()
            && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '));
        let spaced = rest[key.len()..].trim_start_matches(':').starts_with(' ') || rest.ends_with(':');
        let entry = rest.len() < self.text.len() - indent;
        indent <= column && (entry || named && spaced)
    }
}
