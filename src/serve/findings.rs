//! Findings as a page and a script show them: with file, line and the lines around.
//!
//! In: findings and the files that they are about. Out: plain data. Absent: how they look.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity};
use crate::source::Sources;
use crate::theme;
use crate::yaml::Places;

/// More are counted, not listed: nobody reads them at once, and each costs a look at its file.
const MOST: usize = 500;
/// Lines before and after the one at fault.
const AROUND: usize = 2;
/// Longer lines are cut, in characters.
const LONGEST: usize = 200;

#[derive(Debug, Clone, Serialize)]
pub struct Finding {
    pub severity: &'static str,
    pub code: &'static str,
    pub message: String,
    pub help: Option<String>,
    /// Path in the site's folder.
    pub file: Option<String>,
    /// From 1; columns count characters.
    pub line: Option<usize>,
    pub column: Option<usize>,
    /// Whether it is a file of the site, which an editor can open.
    pub own: bool,
    pub excerpt: Vec<Line>,
}

/// A line of the file.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    pub number: usize,
    pub text: String,
    /// Where the fault stands in it: the first character, and how many.
    pub mark: Option<(usize, usize)>,
}

/// Errors first, then in the order of files and places.
pub fn all(sources: &Sources, diagnostics: &Diagnostics) -> Vec<Finding> {
    let (errors, warnings): (Vec<_>, Vec<_>) =
        diagnostics.list.iter().partition(|finding| finding.severity == Severity::Error);
    let mut listed: Vec<Diagnostic> = errors.into_iter().take(MOST).cloned().collect();
    let room = MOST - listed.len();
    listed.extend(warnings.into_iter().take(room).cloned());
    let mut sorted = Diagnostics { list: listed };
    sorted.sort(sources);
    sorted.list.sort_by_key(|finding| finding.severity);
    let mut places = Places::new(sources);
    sorted.list.iter().map(|diagnostic| finding(sources, &mut places, diagnostic)).collect()
}

fn finding(sources: &Sources, places: &mut Places<'_>, diagnostic: &Diagnostic) -> Finding {
    let place = diagnostic.place.as_ref();
    let file = place.map(|place| sources.get(place.file).path.clone());
    let excerpt = place.map_or_else(Vec::new, |place| excerpt(sources, places, place));
    let at = excerpt.iter().find_map(|line| Some((line.number, line.mark?.0 + 1)));
    Finding {
        severity: diagnostic.severity.name(),
        code: diagnostic.code,
        message: diagnostic.message.to_string(),
        help: diagnostic.help.as_deref().map(str::to_owned),
        own: file.as_ref().is_some_and(|path| !path.starts_with(theme::BUILTIN)),
        file,
        line: at.map(|(line, _)| line).or_else(|| place.and_then(Place::line)),
        column: at.map(|(_, column)| column),
        excerpt,
    }
}

fn excerpt(sources: &Sources, places: &mut Places<'_>, place: &Place) -> Vec<Line> {
    let (Some(text), Some((span, line, start))) = (sources.text(place.file), places.line(place)) else {
        return Vec::new();
    };
    let column = text[start..span.start].chars().count() + 1;
    let length = text[span].chars().count().max(1);
    let first = line.saturating_sub(AROUND).max(1);
    let from = text[..start].rmatch_indices('\n').nth(line - first).map_or(0, |(end, _)| end + 1);
    let lines = (first..).zip(text[from..].lines()).take(line + AROUND + 1 - first);
    let marked = |number: usize| (number == line).then_some((column - 1, length));
    let cut = |text: &str| text.chars().take(LONGEST).collect();
    let mut lines: Vec<Line> =
        lines.map(|(number, text)| Line { number, text: cut(text), mark: marked(number) }).collect();
    // A fault at the end of a file that ends with a line break.
    if lines.iter().all(|line| line.mark.is_none()) {
        lines.push(Line { number: line, text: String::new(), mark: marked(line) });
    }
    lines
}
