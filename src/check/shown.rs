//! Which files of the content are published: what pages show, and what links, the theme or `files:` name.
//!
//! Pictures that no page needs are left out without a word, for everybody has more of them than a shop shows. Of any other
//! file its author hears: it may be a catalogue that was to be linked, or a list of costs that nobody is to see.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{At, Diagnostic, Diagnostics, Place, warning};
use crate::path;
use crate::resolve::{Kind, Reference, Resolver, encode_path};
use crate::shop::Media;
use crate::shop::settings::Settings;
use crate::source::{Content, Picture, Sources};

/// The files that pages show. References become those to paths, with what the theme names among them.
pub fn files(
    sources: &Sources,
    theme: &str,
    awaited: &BTreeSet<String>,
    references: &mut Vec<Reference>,
    media: &mut BTreeMap<String, Media>,
    diagnostics: &mut Diagnostics,
) -> BTreeSet<String> {
    references.extend(named_by_theme(sources, theme, media));
    let shown = shown(references, media, diagnostics);
    // What will be shown on a later day is not forgotten.
    left_out(sources, media, &shown.union(awaited).collect(), references, diagnostics);
    shown
}

/// The files that pages show, taken out of the references; photos with their focus, which counts wherever they are shown.
fn shown(
    references: &mut Vec<Reference>,
    media: &mut BTreeMap<String, Media>,
    diagnostics: &mut Diagnostics,
) -> BTreeSet<String> {
    let mut shown = BTreeSet::new();
    for reference in references.extract_if(.., |reference| reference.kind != Kind::Page) {
        let photo = media.get_mut(&reference.target).and_then(|media| media.photo.as_mut()).and_then(Arc::get_mut);
        if let (Some(photo), Kind::Shown(Some(focus))) = (photo, reference.kind) {
            if photo.focus.is_some_and(|other| other != focus) {
                let finding = warning("focus", format!("`{}` has another `focus` elsewhere", reference.target));
                let finding = finding.help("write it in one place: it counts wherever the photo is shown");
                diagnostics.push(Diagnostic { place: Some(reference.place), ..finding });
            }
            photo.focus = Some(focus);
        }
        shown.insert(reference.target);
    }
    shown
}

/// Links to the files that `files:` of the settings names.
pub fn named(settings: &Settings, resolver: &mut Resolver<'_>) {
    for (n, name) in settings.files.iter().enumerate() {
        let at = At::Value(path!["files", n]);
        if let Some(path) = resolver.find(name, at.clone(), "file") {
            resolver.refer(format!("/{}", encode_path(&path)), at);
        }
    }
}

/// Links to the files that the site's own theme names, in its styles and templates.
fn named_by_theme(sources: &Sources, theme: &str, media: &BTreeMap<String, Media>) -> Vec<Reference> {
    let folder = format!("themes/{theme}/");
    let mut references = Vec::new();
    for (file, source) in sources.below(&folder) {
        let Content::Text(text) = &source.content else { continue };
        let words = text.split(|c: char| c.is_whitespace() || "\"'(){}<>,;=?#".contains(c));
        let paths = words.map(|word| word.trim_start_matches("../").trim_start_matches('/'));
        references.extend(paths.filter(|path| media.contains_key(*path)).map(|path| Reference {
            place: Place { file, at: At::File },
            kind: Kind::Page,
            target: format!("/{}", encode_path(path)),
            page: None,
        }));
    }
    references
}

/// Files that the shop leaves out, and those that say more of their author than they should.
fn left_out(
    sources: &Sources,
    media: &BTreeMap<String, Media>,
    shown: &BTreeSet<&String>,
    references: &[Reference],
    diagnostics: &mut Diagnostics,
) {
    // After other errors a file that no page needs is their consequence.
    if diagnostics.has_errors() {
        return;
    }
    let linked: BTreeMap<&str, &Reference> =
        references.iter().filter_map(|reference| Some((path_of(&reference.target)?, reference))).collect();
    for (path, Media { file, .. }) in media.iter().filter(|(_, media)| media.size.is_none()) {
        let Content::Blob(blob) = &sources.get(*file).content else { continue };
        let linked = linked.get(encode_path(path).as_str());
        let finding = match (&blob.picture, linked) {
            (Picture::Broken { .. }, Some(reference)) if !path.ends_with(".gif") => {
                let message =
                    format!("`{path}` is published as it is, with the place and the name that a camera wrote into it");
                let help = "link to a JPEG, PNG or WebP: of those such notes are taken out";
                Diagnostic { place: Some(reference.place.clone()), ..warning("metadata", message).help(help) }
            }
            (Picture::No, None) if !shown.contains(path) => {
                let message = "this file is not published: no page shows it, and no link names it";
                let help = format!(
                    "link to it as `/{}`, list it below `files:` in shop.yaml, or keep it outside `content/`",
                    encode_path(path)
                );
                warning("unused-file", message).help(help).at(*file, At::File)
            }
            _ => continue,
        };
        diagnostics.push(finding);
    }
}

/// The path of a link that leads to a file, without what comes after it.
fn path_of(target: &str) -> Option<&str> {
    target.strip_prefix('/')?.split(['?', '#']).next()
}
