//! Icons of the shop, from its logo or from its initial.

use crate::check::Site;
use crate::icons::{self, Mark};
use crate::palette::Palette;
use crate::plan::Icon;
use crate::source::{Content, Sources};
use crate::view::logo::Vanishes;

/// The mark of a shop, held for as long as icons are made.
pub enum Logo {
    Svg(String),
    Raster(Vec<u8>),
    Monogram { letter: String, font: Vec<u8> },
}

/// The logo of the settings; the shop's initial in the theme's typeface without one, and for a word mark.
pub fn logo(sources: &Sources, site: &Site) -> Logo {
    let settings = &site.shop.settings;
    match site.shop.mark().map(|media| &sources.get(media.file).content) {
        Some(Content::Text(svg)) => return Logo::Svg(svg.to_string()),
        Some(Content::Blob(blob)) => {
            if let Ok(bytes) = blob.read() {
                return Logo::Raster(bytes);
            }
        }
        _ => {}
    }
    let path = format!("fonts/{}.ttf", settings.theme.typeface.word());
    let font = site.theme.files.get(&path).and_then(|id| match &sources.get(*id).content {
        Content::Blob(blob) => blob.read().ok(),
        _ => None,
    });
    let letter = settings.name.chars().next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    Logo::Monogram { letter, font: font.unwrap_or_default() }
}

/// On an opaque icon a mark stands on the surface on which it is seen.
///
/// # Errors
/// Why no icon can be made.
pub fn icon(logo: &Logo, icon: Icon, palette: &Palette, vanishes: Vanishes) -> Result<Vec<u8>, String> {
    let mark = match logo {
        Logo::Svg(svg) => Mark::Svg(svg),
        Logo::Raster(bytes) => Mark::Raster(bytes),
        Logo::Monogram { letter, font } => Mark::Monogram { letter, font },
    };
    let colours = icons::Colours { accent: palette.light.accent.rgb(), on_accent: palette.light.on_accent.rgb() };
    let surface = if vanishes.light { &palette.dark } else { &palette.light };
    match icon {
        Icon::Svg => icons::svg(&mark, &colours).map(String::into_bytes).ok_or_else(|| "it is a photo".to_owned()),
        Icon::Png { size, maskable } => icons::png(&mark, &colours, size, maskable, surface.surface.rgb()),
    }
}
