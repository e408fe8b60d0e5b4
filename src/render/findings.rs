//! An error of Tera → findings, each at its place in a template.

use std::collections::BTreeMap;
use std::ops::Range;

use tera::ErrorKind;

use crate::diagnostic::{At, Diagnostic, error};
use crate::source::{FileId, Sources};

const HELP: &str = "the values of each template are listed in the theme's theme.yaml";

/// What is wrong with one template while it is rendered.
pub fn rendering(failed: &tera::Error, files: &BTreeMap<String, FileId>) -> Diagnostic {
    match failed.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let finding = error("template", report.message().to_owned()).help(HELP);
            match file(files, report.filename()) {
                Some(file) => finding.at(file, At::Bytes(report.span().range.clone())),
                None => finding,
            }
        }
        _ => error("template", failed.to_string()).help(HELP),
    }
}

/// What is wrong with templates while they are loaded together.
pub fn loading(failed: &tera::Error, files: &BTreeMap<String, FileId>, sources: &Sources) -> Vec<Diagnostic> {
    match failed.kind() {
        ErrorKind::MissingParent { current, parent } => {
            let finding = error("template", format!("there is no template `{parent}` to extend"));
            let finding = finding.help("name a template of the theme after `extends`");
            vec![match file(files, current) {
                Some(file) => finding.at(file, word(sources, file, parent)),
                None => finding,
            }]
        }
        ErrorKind::Msg(reports) => {
            let found: Vec<Diagnostic> =
                reports.split("error: ").filter_map(|report| reported(report, files, sources)).collect();
            if found.is_empty() { vec![rendering(failed, files)] } else { found }
        }
        _ => vec![rendering(failed, files)],
    }
}

/// Where a template names something.
fn word(sources: &Sources, file: FileId, word: &str) -> At {
    let start = sources.text(file).and_then(|text| text.find(word));
    start.map_or(At::File, |start| At::Bytes(start..start + word.len()))
}

/// One of several errors that are given as text: the message, ` --> name:line:column`, the line, the underline.
fn reported(report: &str, files: &BTreeMap<String, FileId>, sources: &Sources) -> Option<Diagnostic> {
    let mut lines = report.lines();
    let message = lines.next()?;
    let mut place = lines.find_map(|line| line.trim_start().strip_prefix("--> "))?.rsplitn(3, ':');
    let column: usize = place.next()?.parse().ok()?;
    let line: usize = place.next()?.parse().ok()?;
    let file = file(files, place.next()?)?;
    let width = lines.nth(2).map_or(1, |underline| underline.matches('^').count());
    let text = sources.text(file)?;
    let help = if message.contains("filter") {
        "filters are listed at https://keats.github.io/tera/docs/#built-in-filters".to_owned()
    } else if message.contains("in any parent template") {
        match &blocks(text, files, sources)[..] {
            [] => "the templates that this one extends have no blocks: copy what is to change".to_owned(),
            blocks => format!("the templates that this one extends have the blocks: {}", blocks.join(", ")),
        }
    } else if message.contains("template") {
        "name a template of the theme, like `partials/share.html`".to_owned()
    } else {
        HELP.to_owned()
    };
    let span = span(text, line, column, width);
    Some(error("template", message.to_owned()).help(help).at(file, At::Bytes(span)))
}

/// The blocks of the templates that a template extends, each once.
fn blocks<'a>(text: &'a str, files: &BTreeMap<String, FileId>, sources: &'a Sources) -> Vec<&'a str> {
    let parent = |text: &str| {
        let name = tags(text, "extends").next()?.trim_matches(['"', '\'']).to_owned();
        sources.text(file(files, &name)?)
    };
    let mut found = Vec::new();
    // No more than there are: a template that extends itself has no end.
    for text in std::iter::successors(parent(text), |text| parent(text)).take(files.len()) {
        for block in tags(text, "block") {
            if !found.contains(&block) {
                found.push(block);
            }
        }
    }
    found
}

/// The first word of each tag of a kind: of `{% block main %}` `main`.
fn tags<'a>(text: &'a str, kind: &'a str) -> impl Iterator<Item = &'a str> {
    let tags = text.split("{%").skip(1).map(|tag| tag.trim_start_matches('-').trim_start());
    tags.filter_map(move |tag| tag.strip_prefix(kind)?.strip_prefix(' ')?.split_whitespace().next())
}

/// Bytes of `width` characters at a line and a column, both from 1.
fn span(text: &str, line: usize, column: usize, width: usize) -> Range<usize> {
    let line_start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let rest = &text[line_start..];
    let at = |n: usize| rest.char_indices().nth(n).map_or(rest.len(), |(at, _)| at);
    line_start + at(column - 1)..line_start + at(column - 1 + width)
}

fn file(files: &BTreeMap<String, FileId>, name: &str) -> Option<FileId> {
    let prefixed = |prefix: &str| files.get(&format!("{prefix}{name}"));
    files.get(name).or_else(|| prefixed("site/")).or_else(|| prefixed("builtin/")).copied()
}
