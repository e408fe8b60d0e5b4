//! Files below `themes/` of a site that change nothing, and templates that would leave a page empty.
//!
//! A theme's file counts by its name: what replaces no file of the built-in theme, and is neither added by a rule of its own nor
//! named by another template, is a slip of the fingers. Absent: what is in the files; see [`crate::theme`] and `render`.

use std::collections::BTreeSet;

use crate::diagnostic::{At, Diagnostic, Diagnostics, did_you_mean, error, warning};
use crate::source::Sources;
use crate::theme::{BASE, BUILTIN};

/// Folders of which every file counts, or may count in a shop of another language.
const FREE: [&str; 3] = ["assets/", "fonts/", "strings/"];

pub fn files(sources: &Sources, name: &str, diagnostics: &mut Diagnostics) {
    let own = format!("themes/{name}/");
    let folders = [BASE, name].map(|name| format!("{BUILTIN}{name}/"));
    let below = |folder| sources.below(folder).map(|(_, file)| &file.path[folder.len()..]);
    let builtin: BTreeSet<&str> = folders.iter().flat_map(|folder| below(folder.as_str())).collect();
    let templates: Vec<&str> =
        sources.below(&format!("{own}templates/")).filter_map(|(id, _)| sources.text(id)).collect();
    let makes = |asset: &str| sources.find(&format!("{own}assets/{asset}")).is_some();
    let (styles, scripts) = (makes("shop.css"), makes("shop.js"));
    for (id, file) in sources.below(&own) {
        let path = &file.path[own.len()..];
        let text = sources.text(id);
        // What an asset of the site's own is made of.
        if styles && path.starts_with("styles/") || scripts && path.starts_with("scripts/") {
            continue;
        }
        let finding = match path.strip_prefix("templates/") {
            Some(template) if builtin.contains(path) => text.and_then(|text| emptied(template, text)),
            Some(template) if templates.iter().any(|text| text.contains(template)) => None,
            _ => idle(path, &builtin),
        };
        diagnostics.list.extend(finding.map(|finding| finding.at(id, At::File)));
    }
    other_folders(sources, name, diagnostics);
}

/// A template without a word takes the place of one that has a page in it.
fn emptied(template: &str, text: &str) -> Option<Diagnostic> {
    text.trim().is_empty().then(|| {
        let finding =
            error("empty-template", format!("`{template}` is empty, and so is every page that is made of it"));
        finding.help("write it, or delete the file, so that the built-in one counts again")
    })
}

fn idle(path: &str, builtin: &BTreeSet<&str>) -> Option<Diagnostic> {
    let about = path.ends_with(".md") || path.ends_with(".txt") || path == "theme.yaml";
    if builtin.contains(path) && !path.starts_with("styles/") || FREE.iter().any(|folder| path.starts_with(folder)) {
        return None;
    }
    if about || path == "custom.css" {
        return None;
    }
    let finding = warning("unused-theme-file", format!("`{path}` changes nothing: the theme has no such file"));
    let help = if path.starts_with("styles/") || path.starts_with("scripts/") || path.ends_with(".css") {
        "rules of your own belong into `custom.css` beside the folder `templates/`; `assets/shop.css` and `assets/shop.js` replace \
         those of the theme"
            .to_owned()
    } else {
        match did_you_mean(path, builtin.iter().copied()) {
            Some(guess) => format!("did you mean `{guess}`?"),
            None => {
                "a file counts by the name of the one it replaces; a new template counts where another one names it"
                    .to_owned()
            }
        }
    };
    Some(finding.help(help))
}

/// A folder whose name is nearly that of the shop's theme.
fn other_folders(sources: &Sources, name: &str, diagnostics: &mut Diagnostics) {
    let folder = |path: &str| path.strip_prefix("themes/")?.split_once('/').map(|(folder, _)| folder.to_owned());
    let mut seen = BTreeSet::new();
    for (id, file) in sources.below("themes/") {
        let Some(folder) = folder(&file.path).filter(|folder| folder != name) else { continue };
        if seen.insert(folder.clone()) && did_you_mean(&folder, [name]).is_some() {
            let finding =
                warning("unused-theme-file", format!("nothing below `themes/{folder}/` counts: the theme is `{name}`"));
            diagnostics.push(finding.help(format!("call the folder `themes/{name}/`")).at(id, At::File));
        }
    }
}
