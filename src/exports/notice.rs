//! What is to be said of an export.
//!
//! In: findings of the reader and of the importers. Out: [`Notice`]s with a line of the file. Absent: the file's name, which
//! the report adds, and cells that may name a person: [`quoted`] is for all others.

/// Something that a reader of the report should know, or that the author should mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub level: Level,
    /// Stable: `export-encoding`.
    pub code: &'static str,
    pub line: Option<u64>,
    pub message: String,
    pub help: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// For the appendix of the report.
    Note,
    Warning,
    /// The file cannot be used.
    Error,
}

/// The longest piece of a cell in a message.
const QUOTED: usize = 40;

pub fn note(code: &'static str, message: impl Into<String>) -> Notice {
    Notice { level: Level::Note, code, line: None, message: message.into(), help: String::new() }
}

pub fn warning(code: &'static str, message: impl Into<String>) -> Notice {
    Notice { level: Level::Warning, ..note(code, message) }
}

pub fn error(code: &'static str, message: impl Into<String>) -> Notice {
    Notice { level: Level::Error, ..note(code, message) }
}

impl Notice {
    #[must_use]
    pub fn line(mut self, line: u64) -> Notice {
        self.line = Some(line);
        self
    }

    /// The message is about a cell of this column.
    #[must_use]
    pub fn column(mut self, name: &str) -> Notice {
        self.message = format!("{}: {}", quoted(name), self.message);
        self
    }

    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Notice {
        self.help = help.into();
        self
    }
}

/// A cell for a message: one line, without control characters, cut. In a row that is out of place any cell may hold a mail
/// address, which no message repeats.
pub fn quoted(cell: &str) -> String {
    if cell.contains('@') {
        return "a mail address".to_owned();
    }
    let clean = |c: char| if c.is_control() || c == '\u{FFFD}' { ' ' } else { c };
    let mut text: String = cell.trim().chars().take(QUOTED).map(clean).collect();
    if cell.trim().chars().nth(QUOTED).is_some() {
        text.push('…');
    }
    format!("`{text}`")
}
