//! Share cards of a theme: `cards/*.svg`, and the fonts that draw them.
//!
//! Fonts in order of preference: the typeface of the headings, the theme's fallback, then every other `.ttf` or `.otf`
//! below `fonts/`, which is how a site brings scripts that the theme lacks.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::{Theme, colours};
use crate::cards::{Colours, Fonts, Problem, Radius, Template};
use crate::diagnostic::{At, Diagnostic, Diagnostics, error, warning};
use crate::memo::Key;
use crate::shop::settings::{Corners, Scheme, ThemeSettings};
use crate::source::{Content, FileId, Sources};

/// Everything that cards share.
pub struct CardSet {
    /// By name: `product`, `product-story`.
    pub templates: BTreeMap<String, CardTemplate>,
    pub fonts: Fonts,
    pub colours: Colours,
    pub radius: Radius,
    /// Of fonts, colours and corners.
    pub key: Key,
}

#[derive(Debug)]
pub struct CardTemplate {
    pub file: FileId,
    pub text: String,
    read: OnceLock<Result<Template, Vec<Problem>>>,
}

impl CardTemplate {
    /// Read when the first card needs it.
    ///
    /// # Errors
    /// What is wrong with it, by lines.
    pub fn template(&self) -> Result<&Template, &[Problem]> {
        self.read.get_or_init(|| Template::parse(&self.text)).as_ref().map_err(Vec::as_slice)
    }

    pub fn finding(&self, problem: &Problem) -> Diagnostic {
        let line = (problem.line as usize).saturating_sub(1);
        let start = self.text.split_inclusive('\n').take(line).map(str::len).sum::<usize>();
        let end = start + self.text[start.min(self.text.len())..].lines().next().map_or(0, str::len);
        let finding = error("card-template", problem.message.clone());
        finding.help("the head of `src/cards.rs` describes these templates").at(self.file, At::Bytes(start..end))
    }
}

/// The cards of a theme; faults of a site's own templates are findings.
pub fn card_set(
    sources: &Sources,
    theme: &Theme,
    settings: &ThemeSettings,
    diagnostics: &mut Diagnostics,
) -> Option<CardSet> {
    let tokens = match settings.scheme {
        Scheme::Dark => colours(settings)?.dark,
        Scheme::Auto | Scheme::Light => colours(settings)?.light,
    };
    let colours = Colours {
        ground: tokens.ground.rgb(),
        surface: tokens.surface.rgb(),
        ink: tokens.ink.rgb(),
        muted: tokens.muted.rgb(),
        accent: tokens.accent.rgb(),
        on_accent: tokens.on_accent.rgb(),
        accent_soft: tokens.accent_soft.rgb(),
        on_accent_soft: tokens.on_accent_soft.rgb(),
    };
    let radius = match settings.corners {
        Corners::Square => Radius::SQUARE,
        Corners::Soft => Radius::SOFT,
        Corners::Round => Radius::ROUND,
    };
    let files = font_files(sources, theme, settings.typeface.word());
    let key = Key::of(&[
        format!("{colours:?} {radius:?}").as_bytes(),
        &files.iter().flat_map(|(_, bytes)| Key::of(&[bytes]).0).collect::<Vec<u8>>(),
    ]);
    let (places, files): (Vec<FileId>, Vec<Vec<u8>>) = files.into_iter().unzip();
    let (fonts, unreadable) = Fonts::new(files);
    for place in unreadable {
        let finding = warning("card-font", "share cards cannot use this font: it is damaged, or has no outlines");
        let help = "they take TrueType or OpenType (`.ttf`, `.otf`) with outlines; fonts of colour pictures have none";
        diagnostics.list.push(finding.help(help).at(places[place], At::File));
    }
    let mut templates = BTreeMap::new();
    for (path, file) in &theme.files {
        let Some(name) = path.strip_prefix("cards/").and_then(|name| name.strip_suffix(".svg")) else { continue };
        let text = sources.text(*file).unwrap_or_default().to_owned();
        let template = CardTemplate { file: *file, text, read: OnceLock::new() };
        let own = !sources.get(*file).path.starts_with(super::BUILTIN);
        if let Some(problems) = template.template().err().filter(|_| own) {
            diagnostics.list.extend(problems.iter().map(|problem| template.finding(problem)));
        }
        templates.insert(name.to_owned(), template);
    }
    Some(CardSet { templates, fonts, colours, radius, key })
}

fn font_files(sources: &Sources, theme: &Theme, typeface: &str) -> Vec<(FileId, Vec<u8>)> {
    let first = [format!("fonts/{typeface}.ttf"), "fonts/fallback.ttf".to_owned()];
    let is_font = |path: &str| path.starts_with("fonts/") && (path.ends_with(".ttf") || path.ends_with(".otf"));
    let builtin = |file: &FileId| sources.get(*file).path.starts_with(super::BUILTIN);
    let others = theme
        .files
        .iter()
        .filter(|(path, file)| is_font(path) && !first.contains(path) && !builtin(file))
        .map(|(_, f)| f);
    let files = first.iter().filter_map(|path| theme.files.get(path)).chain(others);
    let bytes = files.filter_map(|file| match &sources.get(*file).content {
        Content::Blob(blob) => Some((*file, blob.read().ok()?)),
        Content::Text(_) | Content::Unusable(_) => None,
    });
    bytes.collect()
}
