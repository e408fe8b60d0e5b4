//! A theme: templates, styles, scripts, fonts and words.
//!
//! In: the files below `themes/<name>/` of the site and those of the built-in themes. Out: [`Theme`], which names each
//! file once. One rule of look-up: the site's file, else the built-in theme of that name, else the built-in `market`.
//! A template of the site may extend the one that it replaces: `{% extends "builtin/pages/product.html" %}`.
//! Absent: rendering.

mod cards;
mod colours;
mod strings;

use std::collections::BTreeMap;

use crate::diagnostic::{At, Diagnostic, Diagnostics, error};
use crate::scalar::SCALARS;
use crate::source::{FileId, Sources};
use crate::yaml;

pub use cards::{CardSet, CardTemplate, card_set};
pub use colours::colours;
pub use strings::{Strings, Words, fill};

/// Where the loader puts the files of the built-in themes.
pub const BUILTIN: &str = "built-in/";
/// The theme under all others.
pub const BASE: &str = "market";

#[derive(Debug)]
pub struct Theme {
    /// Name for Tera (`site/…` or `builtin/…`) and file.
    pub templates: Vec<(String, FileId)>,
    /// Path below the theme's folder → file, the one that wins.
    pub files: BTreeMap<String, FileId>,
    pub strings: Strings,
}

/// Finds the files of a theme; `None` when there is no such theme or its words cannot be read.
pub fn find(sources: &Sources, name: &str, language: &[String], diagnostics: &mut Diagnostics) -> Option<Theme> {
    let own = format!("themes/{name}/");
    let builtin = format!("{BUILTIN}{name}/");
    let base = format!("{BUILTIN}{BASE}/");
    let mut files = BTreeMap::new();
    let mut templates = Vec::new();
    for folder in [&base, &builtin, &own] {
        for (id, file) in sources.below(folder) {
            let path = &file.path[folder.len()..];
            files.insert(path.to_owned(), id);
            if let Some(template) = path.strip_prefix("templates/") {
                let prefix = if *folder == own { "site" } else { "builtin" };
                let name = format!("{prefix}/{template}");
                templates.retain(|(known, _)| *known != name);
                templates.push((name, id));
            }
        }
    }
    let strings = strings(sources, &files, "strings", language, diagnostics)?;
    Some(Theme { templates, files, strings })
}

/// Whether a theme of that name exists at all.
pub fn exists(sources: &Sources, name: &str) -> bool {
    let mut folders = [format!("themes/{name}/"), format!("{BUILTIN}{name}/")].into_iter();
    folders.any(|folder| sources.below(&folder).next().is_some())
}

/// The words of a folder in the first language that the theme has there, completed by English. Those of the site are
/// compared with them.
pub fn strings(
    sources: &Sources,
    files: &BTreeMap<String, FileId>,
    folder: &str,
    language: &[String],
    diagnostics: &mut Diagnostics,
) -> Option<Strings> {
    let wanted = language.iter().find(|tag| files.contains_key(&format!("{folder}/{tag}.yaml")));
    let english = "en".to_owned();
    let mut merged = Strings { language: wanted.unwrap_or(&english).clone(), ..Strings::default() };
    let mut complete = true;
    for tag in [Some(&english), wanted].into_iter().flatten() {
        let path = format!("{folder}/{tag}.yaml");
        // A site that changes a few words keeps the others of its language.
        let builtin = sources.find(&format!("{BUILTIN}{BASE}/{path}"));
        let own = files.get(&path).copied().filter(|own| Some(*own) != builtin);
        for id in builtin.into_iter().chain(own) {
            let Some(text) = sources.text(id) else { continue };
            match yaml::decode::<Strings>(text, SCALARS) {
                Ok(strings) => {
                    let mut findings = if Some(id) == own { merged.unlike(&strings, tag) } else { Vec::new() };
                    findings.extend(merged.lacking(&strings).filter(|_| builtin.is_none()));
                    diagnostics.list.extend(findings.into_iter().map(|(path, finding)| finding.value(id, path)));
                    merged.extend(strings);
                }
                Err(faults) => {
                    complete = false;
                    diagnostics.list.extend(faults.into_iter().map(|fault| found(id, fault)));
                }
            }
        }
    }
    complete.then_some(merged)
}

fn found(file: FileId, fault: yaml::Fault) -> Diagnostic {
    let finding = error(fault.code, fault.message).at(file, At::Bytes(fault.span));
    match fault.help {
        Some(help) => finding.help(help),
        None => finding,
    }
}
