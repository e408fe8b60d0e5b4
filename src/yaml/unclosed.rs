//! The quotation mark or the bracket that was opened and never closed, in a text that the parser gave up.

use super::lines::{Line, lines};

/// A mark that begins a value and has no other end than the text's, or stands before a line that begins anew; or a bracket that
/// ends none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unclosed {
    /// Byte of the text.
    pub at: usize,
    pub mark: char,
}

/// The first such mark at or before a byte.
pub fn unclosed(text: &str, before: usize) -> Option<Unclosed> {
    let mut reading = Reading { text, open: Vec::new(), column: 0, until: 0 };
    for line in lines(text) {
        if line.start < reading.until {
            continue;
        }
        if let Some(open) = reading.open.last().filter(|_| line.begins_anew(reading.column)) {
            return Some(*open);
        }
        if line.start > before {
            return None;
        }
        if reading.open.is_empty() {
            reading.column = line.column;
        }
        if let Some(found) = reading.line(line) {
            return Some(found);
        }
    }
    reading.open.last().copied()
}

struct Reading<'a> {
    text: &'a str,
    /// Brackets around the place that is read.
    open: Vec<Unclosed>,
    /// Where the key begins in whose value they stand.
    column: usize,
    /// The end of a quoted text of several lines.
    until: usize,
}

impl Reading<'_> {
    fn line(&mut self, line: Line<'_>) -> Option<Unclosed> {
        let mut at = line.start + if self.open.is_empty() { line.column } else { 0 };
        let end = line.start + line.text.len();
        let mut begins = true;
        while at < end {
            let rest = &self.text[at..end];
            let mark = rest.chars().next()?;
            let here = Unclosed { at, mark };
            match mark {
                '"' | '\'' if begins => {
                    let Some(close) = self.close(here, line) else { return Some(here) };
                    if close >= end {
                        // Brackets around such a text may be closed behind it.
                        self.open.clear();
                        self.until = close + 1;
                        return None;
                    }
                    if !self.open.is_empty() && self.begins_another(here.at, close) {
                        return Some(here);
                    }
                    at = close;
                    begins = false;
                }
                '[' | '{' if begins || !self.open.is_empty() => self.open.push(here),
                ']' | '}' if !self.open.is_empty() => {
                    let other = self.open.pop()?;
                    if (other.mark == '[') != (mark == ']') {
                        // Without it the next bracket would fit: then it is one too many.
                        let own = if other.mark == '[' { ']' } else { '}' };
                        return Some(if rest[1..].trim_start().starts_with(own) { here } else { other });
                    }
                    begins = false;
                }
                '#' if self.text[..at].ends_with(' ') => return None,
                ',' if !self.open.is_empty() => begins = true,
                ':' if rest[1..].is_empty() || rest[1..].starts_with(' ') => begins = true,
                ' ' => {}
                _ => begins = false,
            }
            at += self.text[at..].chars().next().map_or(1, char::len_utf8);
        }
        None
    }

    /// Whether the mark that seems to end a text in brackets begins the next one: `{a: "b, c: "d"}`.
    fn begins_another(&self, open: usize, close: usize) -> bool {
        let before = &self.text[open + 1..close];
        before.ends_with([' ', '[', '{']) && self.text[close + 1..].starts_with(char::is_alphanumeric)
    }

    /// Where a quoted text ends; `None` when it takes in lines that are not its own.
    fn close(&self, open: Unclosed, line: Line<'_>) -> Option<usize> {
        let rest = &self.text[open.at + 1..];
        let mut signs = rest.char_indices().peekable();
        let mut close = None;
        while let Some((at, sign)) = signs.next() {
            match sign {
                '\\' if open.mark == '"' => drop(signs.next()),
                '\'' if open.mark == '\'' && signs.next_if(|(_, next)| *next == '\'').is_some() => {}
                _ if sign == open.mark => {
                    close = Some(open.at + 1 + at);
                    break;
                }
                _ => {}
            }
        }
        let own = |other: &Line<'_>| other.start > line.start;
        let foreign = |close: usize| lines(&self.text[..close]).filter(own).any(|line| line.begins_anew(self.column));
        close.filter(|close| *close < line.start + line.text.len() || !foreign(*close))
    }
}

impl Unclosed {
    /// What is wrong, and the remedy.
    pub fn told(&self, text: &str) -> (String, String) {
        let rest = text[self.at..].lines().next().unwrap_or_default().trim_end();
        let end = match self.mark {
            '[' => ']',
            '{' => '}',
            mark => mark,
        };
        if matches!(self.mark, '[' | '{') && rest.contains(": #") {
            let message = "a value is missing: `#` begins a comment".to_owned();
            return (message, "put a text that begins with `#` in quotation marks".to_owned());
        }
        let comment = rest.split_once(" #").map(|(_, comment)| comment);
        if matches!(self.mark, '[' | '{') && comment.is_some_and(|comment| comment.contains(end)) {
            let message = format!("` #` begins a comment, and what closes this `{}` stands in it", self.mark);
            return (message, "put the text that holds a ` #` in quotation marks".to_owned());
        }
        if matches!(self.mark, ']' | '}') {
            let message = format!("this `{}` closes nothing", self.mark);
            return (message, "take it out, or open what it closes".to_owned());
        }
        let message = match self.mark {
            '[' | '{' => format!("this `{}` is not closed", self.mark),
            _ => "this quotation mark is not closed".to_owned(),
        };
        let help = match self.mark {
            '[' | '{' => format!("write `{end}` where it ends; a text that holds a bracket stands in quotation marks"),
            // In brackets, or with a mark in it, nobody knows where the text ends.
            _ if rest.len() > 60 || rest[1..].contains([self.mark, '{', '}', '[', ']']) => {
                format!("write another `{end}` where the text ends")
            }
            _ => format!("write another where the text ends: `{rest}{end}`"),
        };
        (message, help)
    }
}

#[cfg(test)]
mod tests {
    use super::unclosed;

    #[track_caller]
    fn opened(text: &str, expected: Option<&str>) {
        let found = unclosed(text, text.len()).map(|open| &text[open.at..]);
        assert_eq!(found.map(|rest| rest.lines().next().unwrap_or_default()), expected, "{text}");
    }

    #[test]
    fn a_mark_is_told_where_it_was_opened() {
        opened("title: \"Mug\nalt: \"White\"\n", Some("\"Mug"));
        opened("- title: 'Mug\n  alt: It's\n", Some("'Mug"));
        opened("a: [b, {c: \"d\"\ne: f\n", Some("{c: \"d\""));
        opened("a: [b, {c: d]\n", Some("{c: d]"));
        opened("a:\n  - [b\n  - c\n", Some("[b"));
        opened("a: [{b: \"c\"}}]\n", Some("}]"));
        opened("a: {b: \"c, d: e, f: \"g\"}\n", Some("\"c, d: e, f: \"g\"}"));
    }

    #[test]
    fn what_is_closed_is_not_told() {
        opened("title: \"Mug\n  of two lines: \\\" and a sign\"\nalt: b\n", None);
        opened("a: [\n  {b: 'It''s'},\n  c: \"[\"\n]\nd: [] # [\n", None);
        opened("text: |\n  - \"Not YAML\n  [\nnext: it's \"so\n# \"\n", None);
    }
}
