//! Files below `themes/` of a site that change nothing, and templates that would leave a page empty.
//!
//! A theme's file counts by its name: what replaces no file of the built-in theme, and is neither added by a rule of its own nor
//! named by another template, is a slip of the fingers. Absent: what is in the files; see [`crate::theme`] and `render`.

use std::collections::BTreeSet;

use crate::diagnostic::{At, Diagnostic, Diagnostics, did_you_mean, error, warning};
use crate::source::Sources;
use crate::theme::{BASE, BUILTIN};

/// Folders of which every file counts, or may count in a shop of another language.
const FREE: [&str; 2] = ["assets/", "fonts/"];

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
    if let Some(name) = path.strip_prefix("strings/") {
        return misnamed_words(name.strip_prefix("report/").unwrap_or(name));
    }
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
        let template = format!("templates/{path}");
        let meant = builtin.get(template.as_str()).copied();
        match meant.or_else(|| did_you_mean(path, builtin.iter().copied())) {
            Some(guess) => format!("did you mean `{guess}`?"),
            None => {
                "a file counts by the name of the one it replaces; a new template counts where another one names it"
                    .to_owned()
            }
        }
    };
    Some(finding.help(help))
}

/// A file of words counts by the tag of its language.
fn misnamed_words(name: &str) -> Option<Diagnostic> {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    if ending == "md" {
        return None;
    }
    let tag = stem.replace('_', "-");
    let fitting = (2..=3).contains(&tag.split('-').next().unwrap_or_default().len());
    if ending == "yaml" && tag == stem && fitting {
        return None;
    }
    let message = format!("`strings/{name}` changes nothing: words count by the tag of their language");
    let help = match fitting && ["yaml", "yml"].contains(&ending) {
        true => format!("call it `strings/{tag}.yaml`"),
        false => "call it like `strings/de.yaml`, or `strings/de-AT.yaml` for one country".to_owned(),
    };
    Some(warning("unused-theme-file", message).help(help))
}

/// Files beside the folder of the shop's theme: a folder whose name is nearly that of the theme, or the only one where the shop
/// names none.
fn other_folders(sources: &Sources, name: &str, diagnostics: &mut Diagnostics) {
    let mut seen = BTreeSet::new();
    let alone = name == BASE && sources.below(&format!("themes/{name}/")).next().is_none();
    for (id, file) in sources.below("themes/") {
        let Some(path) = file.path.strip_prefix("themes/") else { continue };
        let Some((folder, _)) = path.split_once('/') else {
            if ![".css", ".html", ".yaml", ".svg"].iter().any(|end| path.ends_with(end)) {
                continue;
            }
            let finding = warning("unused-theme-file", format!("`themes/{path}` changes nothing: themes are folders"));
            diagnostics.push(finding.help(format!("move it to `themes/{name}/{path}`")).at(id, At::File));
            continue;
        };
        let meant = folder != name && (alone || did_you_mean(folder, [name]).is_some());
        if meant && seen.insert(folder.to_owned()) {
            let finding =
                warning("unused-theme-file", format!("nothing below `themes/{folder}/` counts: the theme is `{name}`"));
            let help = format!("call the folder `themes/{name}/`, or write `theme: {{name: {folder}}}` in shop.yaml");
            diagnostics.push(finding.help(help).at(id, At::File));
        }
    }
}
