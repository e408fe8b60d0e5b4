//! What the author is told.
//!
//! In: findings of every stage. Out: [`Diagnostics`], sorted by file and place, printed by the shell. A finding
//! names its place by the path of a value in a YAML file or by bytes of a text; line and column are worked out
//! when somebody reads them, so that the model carries no positions. Absent: printing, and faults of the
//! environment (port, permission, disk), which are errors of the shell.

use std::borrow::Cow;
use std::ops::Range;

use crate::source::{FileId, Sources};
use crate::yaml::Places;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Error,
    Warning,
}

impl Severity {
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    pub severity: Severity,
    /// Stable and kebab-case; scripts and tests may depend on it.
    pub code: &'static str,
    /// What is wrong.
    pub message: Cow<'static, str>,
    /// What to type instead.
    pub help: Option<Cow<'static, str>>,
    pub place: Option<Place>,
}

/// Where a finding is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub file: FileId,
    pub at: At,
}

impl Place {
    /// The line, from 1, of a file that is not held as text.
    pub fn line(&self) -> Option<usize> {
        match self.at {
            At::Line(line) => usize::try_from(line).ok(),
            _ => None,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum At {
    /// The file as a whole.
    File,
    /// A line, from 1, of a file that is not held as text.
    Line(u64),
    /// Bytes of the file's text.
    Bytes(Range<usize>),
    /// A value of the file's YAML, or of its front matter.
    Value(Vec<Step>),
    /// The key of that value.
    Key(Vec<Step>),
    /// Bytes of the Markdown below the front matter.
    Body(Range<usize>),
}

/// One step down a YAML tree.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    Key(String),
    Index(usize),
}

impl From<&str> for Step {
    fn from(key: &str) -> Step {
        Step::Key(key.to_owned())
    }
}

impl From<usize> for Step {
    fn from(index: usize) -> Step {
        Step::Index(index)
    }
}

/// `path!["variants", 1, "sku"]`
#[macro_export]
macro_rules! path {
    ($($step:expr),* $(,)?) => { vec![$($crate::diagnostic::Step::from($step)),*] };
}

/// Everything that was found, in any order.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics {
    pub list: Vec<Diagnostic>,
}

impl Diagnostics {
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|d| d.severity == Severity::Error)
    }

    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|d| d.severity == severity).count()
    }

    /// In the order of files and places, each finding once.
    pub fn sort(&mut self, sources: &Sources) {
        // Sources are sorted by path, so a file's number is its place; lines are worked out only where they decide.
        let file = |d: &Diagnostic| d.place.as_ref().map(|place| place.file);
        self.list.sort_by_key(file);
        let mut places = Places::new(sources);
        for of_one_file in self.list.chunk_by_mut(|a, b| file(a) == file(b)) {
            if of_one_file.len() > 1 {
                of_one_file.sort_by_cached_key(|d| {
                    let span = d.place.as_ref().and_then(|place| places.span(place));
                    (span.map_or(0, |span| span.start), d.severity, d.code, d.message.clone())
                });
            }
        }
        self.list.dedup();
    }
}

/// An error in the content; finish it with [`Diagnostic::help`] and one of the places.
pub fn error(code: &'static str, message: impl Into<Cow<'static, str>>) -> Diagnostic {
    Diagnostic { severity: Severity::Error, code, message: message.into(), help: None, place: None }
}

/// Something that can be published and should be looked at.
pub fn warning(code: &'static str, message: impl Into<Cow<'static, str>>) -> Diagnostic {
    Diagnostic { severity: Severity::Warning, ..error(code, message) }
}

impl Diagnostic {
    #[must_use]
    pub fn help(mut self, help: impl Into<Cow<'static, str>>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    #[must_use]
    pub fn at(mut self, file: FileId, at: At) -> Diagnostic {
        self.place = Some(Place { file, at });
        self
    }

    /// At the value of a YAML path.
    #[must_use]
    pub fn value(self, file: FileId, path: Vec<Step>) -> Diagnostic {
        self.at(file, At::Value(path))
    }
}

/// A span on one line and on whole characters.
pub fn within(text: &str, span: &Range<usize>) -> Range<usize> {
    let mut start = span.start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let mut end = span.end.clamp(start, line_end);
    while !text.is_char_boundary(end) {
        end += 1;
    }
    start..end
}

/// ", did you mean `x`?" for a word that is nearly one of the known ones.
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    /// Below this likeness a guess confuses more than it helps.
    const LIKE: f64 = 0.8;
    known
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&word.to_lowercase(), &candidate.to_lowercase()), candidate))
        .filter(|(likeness, _)| *likeness >= LIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

/// A name that refers to nothing, with the nearest one that exists.
pub fn unknown<'a>(
    code: &'static str,
    name: &str,
    what: &str,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Diagnostic {
    /// More names than anybody reads.
    const LISTED: usize = 20;
    let help = match did_you_mean(name, known.clone()) {
        Some(guess) => format!("did you mean `{guess}`?"),
        None => {
            let listed: Vec<&str> = known.take(LISTED).collect();
            if listed.is_empty() { "there is none yet".to_owned() } else { format!("known: {}", listed.join(", ")) }
        }
    };
    error(code, format!("`{name}` is not {what}")).help(help)
}
