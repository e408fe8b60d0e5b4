//! Findings and summaries as text. Everything for people goes to the standard error stream; `--format json` and
//! `--format github` go to the standard output.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Component, Path, PathBuf};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use anstyle::{AnsiColor, Style};
use serde_json::json;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity};
use crate::source::Sources;
use crate::yaml::{Lines, Places};

/// More findings than this are counted, not printed: nobody reads them at once.
const MOST: usize = 200;
/// Warnings with one remedy that are printed with it and an excerpt.
const EXPLAINED: usize = 3;
/// Warnings with that remedy that are named on a line each after those.
const NAMED: usize = 10;

/// Prints all findings with excerpts. Errors come last, where the reader looks; warnings that repeat get shorter, so
/// that they hide nothing.
pub fn diagnostics(sources: &Sources, diagnostics: &mut Diagnostics) {
    diagnostics.sort(sources);
    let mut stream = anstream::stderr().lock();
    let mut places = Places::new(sources);
    let of = |severity| diagnostics.list.iter().filter(move |finding| finding.severity == severity);
    let mut repeated: BTreeMap<(&str, Option<&str>), Vec<&Diagnostic>> = BTreeMap::new();
    let mut explained = 0;
    for warning in of(Severity::Warning) {
        let alike = repeated.entry((warning.code, warning.help.as_deref())).or_default();
        alike.push(warning);
        if alike.len() <= EXPLAINED {
            explained += 1;
            if explained <= MOST {
                let _ = writeln!(stream, "{}\n", human(sources, &mut places, warning));
            }
        }
    }
    more(&mut stream, explained, "warnings");
    for alike in repeated.values() {
        more_alike(&mut stream, sources, &mut places, alike.get(EXPLAINED..).unwrap_or_default());
    }
    for error in of(Severity::Error).take(MOST) {
        let _ = writeln!(stream, "{}\n", human(sources, &mut places, error));
    }
    more(&mut stream, of(Severity::Error).count(), "errors");
}

/// How many of them were not printed.
fn more(stream: &mut impl Write, count: usize, what: &str) {
    if count > MOST {
        let _ = writeln!(stream, "… and {} more {what}; `shopwright check --format json` lists all\n", count - MOST);
    }
}

/// Warnings whose remedy was printed: some on a line each, the rest as a number.
fn more_alike(stream: &mut impl Write, sources: &Sources, places: &mut Places<'_>, alike: &[&Diagnostic]) {
    let Some(first) = alike.first() else { return };
    let _ = writeln!(stream, "{WARN}warning[{}]{WARN:#}: {} more like these", first.code, alike.len());
    for warning in alike.iter().take(NAMED) {
        let _ = writeln!(stream, " --> {}{}", position(sources, places, warning), warning.message);
    }
    let left = alike.len().saturating_sub(NAMED);
    if left > 0 {
        let _ = writeln!(stream, " … and {left} more; `shopwright check --format json` lists all");
    }
    let _ = writeln!(stream);
}

/// `file:line:column: `, as far as they are known.
fn position(sources: &Sources, places: &mut Places<'_>, diagnostic: &Diagnostic) -> String {
    match place(sources, places, diagnostic) {
        Some((file, Some([(line, column), _]))) => format!("{file}:{line}:{column}: "),
        Some((file, None)) => format!("{file}: "),
        None => String::new(),
    }
}

/// One finding with its place, an excerpt and the remedy; the stream takes the colours out where there is no terminal.
pub fn human(sources: &Sources, places: &mut Places<'_>, diagnostic: &Diagnostic) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(&*diagnostic.message).id(diagnostic.code);
    let file = diagnostic.place.as_ref().map(|place| sources.get(place.file));
    let text = diagnostic.place.as_ref().and_then(|place| sources.text(place.file));
    let line = diagnostic.place.as_ref().and_then(|place| places.line(place));
    let help = diagnostic.help.as_deref().map(|help| Level::HELP.message(help));
    let group = match (file, text, line) {
        (Some(file), Some(text), Some((span, number, start))) => {
            let line = text[start..].split('\n').next().unwrap_or_default();
            let mark = AnnotationKind::Primary.span(span.start - start..span.end - start);
            let snippet = Snippet::source(line).line_start(number).path(&file.path).annotation(mark);
            annotate_snippets::Group::with_title(title).element(snippet)
        }
        (Some(file), _, _) => {
            let origin = annotate_snippets::Origin::path(&file.path);
            let line = diagnostic.place.as_ref().and_then(Place::line);
            let origin = match line {
                Some(line) => origin.line(line),
                None => origin,
            };
            annotate_snippets::Group::with_title(title).element(origin)
        }
        _ => annotate_snippets::Group::with_title(title),
    };
    let group = match help {
        Some(help) => group.element(help),
        None => group,
    };
    Renderer::styled().render(&[group])
}

/// Place of a finding: file, first line and column, last line and column.
fn place(sources: &Sources, places: &mut Places<'_>, diagnostic: &Diagnostic) -> Option<(String, Option<Lines>)> {
    let place = diagnostic.place.as_ref()?;
    let file = sources.get(place.file).path.clone();
    let span = places.lines(place);
    let line = place.line().map(|line| [(line, 1), (line, 1)]);
    Some((file, span.or(line)))
}

/// All findings as one JSON array.
pub fn json(sources: &Sources, diagnostics: &mut Diagnostics) {
    diagnostics.sort(sources);
    let mut places = Places::new(sources);
    let entry = |diagnostic: &Diagnostic| {
        let place = place(sources, &mut places, diagnostic);
        let span = place.as_ref().and_then(|(_, span)| *span);
        json!({
            "severity": diagnostic.severity.name(),
            "code": diagnostic.code,
            "message": diagnostic.message,
            "help": diagnostic.help,
            "file": place.as_ref().map(|(file, _)| file),
            "line": span.map(|span| span[0].0),
            "column": span.map(|span| span[0].1),
            "end_line": span.map(|span| span[1].0),
            "end_column": span.map(|span| span[1].1),
        })
    };
    let list: Vec<_> = diagnostics.list.iter().map(entry).collect();
    let text = serde_json::to_string_pretty(&list).unwrap_or_default();
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// All findings as workflow commands
/// (<https://docs.github.com/actions/reference/workflow-commands-for-github-actions>).
pub fn github(sources: &Sources, diagnostics: &mut Diagnostics, dir: &Path) {
    diagnostics.sort(sources);
    let mut places = Places::new(sources);
    for diagnostic in &diagnostics.list {
        let mut properties = Vec::new();
        if let Some((file, span)) = place(sources, &mut places, diagnostic) {
            properties.push(format!("file={}", property(&in_repository(dir, &file))));
            if let Some([start, end]) = span {
                properties.push(format!("line={},col={},endLine={},endColumn={}", start.0, start.1, end.0, end.1));
            }
        }
        properties.push(format!("title={}", property(diagnostic.code)));
        let help = diagnostic.help.as_ref().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
        let message = data(&format!("{}{help}", diagnostic.message));
        let _ = writeln!(std::io::stdout(), "::{} {}::{message}", diagnostic.severity.name(), properties.join(","));
    }
}

/// A path as GitHub knows the file: `./` is no part of its names.
fn in_repository(dir: &Path, file: &str) -> String {
    let path: PathBuf = dir.join(file).components().filter(|part| *part != Component::CurDir).collect();
    path.to_string_lossy().replace('\\', "/")
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

const GOOD: Style = AnsiColor::Green.on_default().bold();
const WARN: Style = AnsiColor::Yellow.on_default().bold();
const BAD: Style = AnsiColor::Red.on_default().bold();

pub fn done(text: &str) {
    let _ = writeln!(anstream::stderr(), "{GOOD}done{GOOD:#}: {text}");
}

pub fn note(text: &str) {
    let _ = writeln!(anstream::stderr(), "{text}");
}

pub fn failure(text: &str) {
    let _ = writeln!(anstream::stderr(), "{BAD}failed{BAD:#}: {text}");
}
