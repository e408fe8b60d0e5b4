//! Exports beside report.yaml of which it says nothing: a file was downloaded, and its line forgotten.
//!
//! In: the files and the settings. Out: a finding for each, with the line to add. Only the head of a file is read. Absent: tables that
//! no importer knows, and files in folders below, where a merchant may keep what is not to count.

use crate::diagnostic::{Diagnostic, Step, warning};
use crate::importers::{self, Importer};
use crate::path;
use crate::source::{Content, FileId, Picture, Sources};

use crate::report::settings::Settings;

/// With the place below which the line belongs; none where nothing is listed.
pub fn find(sources: &Sources, file: FileId, settings: &Settings) -> Vec<(Option<Vec<Step>>, Diagnostic)> {
    let folder = crate::report::folder(sources, file);
    let is_there = |name: &str| sources.find(&format!("{folder}{name}")).is_some();
    // A line that names no file may be meant for one of these.
    if !settings.sources.iter().all(|source| is_there(&source.file)) {
        return Vec::new();
    }
    let is_listed = |name: &str| settings.sources.iter().any(|source| source.file == name);
    let beside = sources.below(&folder).map(|(_, file)| (&file.path[folder.len()..], &file.content));
    let unlisted = beside.filter(|(name, _)| !name.contains('/') && !is_listed(name));
    let at = (!settings.sources.is_empty()).then(|| path!["sources"]);
    unlisted.filter_map(|(name, content)| Some((at.clone(), finding(name, importer(content)?)))).collect()
}

fn importer(content: &Content) -> Option<&'static Importer> {
    match content {
        Content::Blob(blob) if blob.picture == Picture::No => importers::of(blob.open().ok()?),
        _ => None,
    }
}

fn finding(name: &str, importer: &Importer) -> Diagnostic {
    let message =
        format!("`{name}` ({}) lies beside report.yaml, and no source names it: it does not count", importer.label);
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | ' ' | '(' | ')');
    let written = if name.chars().all(is_plain) { name.to_owned() } else { format!("{name:?}") };
    let help =
        format!("add `- {{file: {written}}}` below `sources:`; if it is not to count, keep it in a folder of its own");
    warning("export-unlisted", message).help(help)
}
