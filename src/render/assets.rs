//! The theme's style sheets, script and font, under names that hold their hashes.

use crate::check::Site;
use crate::diagnostic::{Diagnostics, error};
use crate::palette;
use crate::plan::Assets;
use crate::shop::settings::Scheme;
use crate::source::{Content, Sources};
use crate::theme;

/// Works out names and styles; `None`, with findings, when the theme lacks a file.
pub fn assets(sources: &Sources, site: &Site, diagnostics: &mut Diagnostics) -> Option<Assets> {
    let typeface = site.shop.settings.theme.typeface.word();
    let font_path = format!("fonts/{typeface}.woff2");
    let bytes = |path: &str| site.theme.files.get(path).map(|id| &sources.get(*id).content);
    let mut hash_of = |path: &str| match bytes(path) {
        Some(Content::Text(text)) => Some(hash(text.as_bytes())),
        Some(Content::Blob(blob)) => blob.read().ok().map(|bytes| hash(&bytes)),
        _ => {
            let finding = error("theme", format!("the theme has no file `{path}`"));
            diagnostics.push(finding.help("add the file, or remove the empty one that stands before the built-in one"));
            None
        }
    };
    let font_hash = hash_of(&font_path)?;
    let js_hash = hash_of("assets/shop.js")?;
    hash_of("assets/shop.css")?;
    let font = format!("{typeface}.{font_hash}.woff2");
    let text = |path: &str| site.theme.files.get(path).and_then(|id| sources.text(*id)).unwrap_or_default();
    let face = text(&format!("styles/fonts-{typeface}.css")).replace(&format!("{typeface}.woff2"), &font);
    let scheme = match site.shop.settings.theme.scheme {
        Scheme::Auto => palette::Scheme::Auto,
        Scheme::Light => palette::Scheme::Light,
        Scheme::Dark => palette::Scheme::Dark,
    };
    let palette = theme::colours(&site.shop.settings.theme)?.css(scheme);
    let custom = text("custom.css");
    let styles = format!("{face}\n{palette}\n{}\n{custom}", text("assets/shop.css"));
    // Loaded last, so that a shop's own rules have to follow these too.
    let home_styles = Some(text("assets/home.css")).filter(|home| !home.is_empty());
    let home_styles = home_styles.map_or_else(String::new, |home| format!("{home}\n{custom}"));
    let home = Some(hash(home_styles.as_bytes())).filter(|_| !home_styles.is_empty());
    Some(Assets {
        css: format!("/assets/shop.{}.css", hash(styles.as_bytes())),
        home: home.map_or_else(String::new, |hash| format!("/assets/home.{hash}.css")),
        js: format!("/assets/shop.{js_hash}.js"),
        font: format!("/assets/{font}"),
        styles,
        home_styles,
    })
}

/// Eight hexadecimal digits: enough to tell two versions of one file apart.
fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..8].to_owned()
}
