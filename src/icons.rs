//! A logo or an initial → favicon and app icons.
//!
//! **In:** a [`Mark`] and two colours. **Out:** the text of an SVG favicon, the bytes of PNG icons. Both depend on
//! nothing else: no system font, no file, no network; an SVG logo's own links are taken out before it is drawn.
//!
//! **Absent:** `favicon.ico` (every browser that needs one takes a PNG), animated marks, SVG fonts.

mod draw;
mod ink;
mod sanitize;

pub use ink::Ink;
pub use sanitize::{SVG_BYTES_LIMIT, SVG_DEPTH_LIMIT, SVG_NODES_LIMIT, sanitize_svg, svg_size};

/// The largest icon that is drawn, in pixels.
pub const SIZE_LIMIT: u32 = 2048;

/// The largest photo that is read, in pixels of width and of height.
pub const RASTER_SIDE_LIMIT: u32 = 12_000;

/// The memory that reading a photo may take, in bytes.
pub const RASTER_BYTES_LIMIT: u64 = 512 * 1024 * 1024;

/// What stands for the shop in a browser's tab or on a telephone.
#[derive(Debug, Clone, Copy)]
pub enum Mark<'a> {
    /// The text of an SVG logo.
    Svg(&'a str),
    /// The bytes of a JPEG, PNG or WebP logo.
    Raster(&'a [u8]),
    /// A letter, and the bytes of a TrueType or OpenType font that has it.
    Monogram { letter: &'a str, font: &'a [u8] },
}

/// The colours of a monogram.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colours {
    /// The square.
    pub accent: [u8; 3],
    /// The letter.
    pub on_accent: [u8; 3],
}

/// The text of `favicon.svg`: the logo itself without anything active, or the letter as an outline on a rounded
/// square. Nothing for a photo, and nothing for a logo that is not SVG.
pub fn svg(mark: &Mark<'_>, colours: &Colours) -> Option<String> {
    match mark {
        Mark::Svg(text) => sanitize_svg(text).ok(),
        Mark::Raster(_) => None,
        Mark::Monogram { letter, font } => Some(draw::monogram(letter, font, *colours, draw::Shape::Rounded)),
    }
}

/// A square PNG of `size` pixels.
///
/// `maskable` icons are opaque, fill the square to its edges, and keep the mark inside the circle that every
/// platform shows (<https://www.w3.org/TR/appmanifest/#icon-masks>); a logo then stands on `background`. They
/// suit `apple-touch-icon` too. Other icons are transparent around the mark.
///
/// # Errors
/// A sentence for the author, when the logo cannot be read or the size is not 1–[`SIZE_LIMIT`].
pub fn png(
    mark: &Mark<'_>,
    colours: &Colours,
    size: u32,
    maskable: bool,
    background: [u8; 3],
) -> Result<Vec<u8>, String> {
    if !(1..=SIZE_LIMIT).contains(&size) {
        return Err(format!("an icon of {size} pixels: 1 to {SIZE_LIMIT} are possible"));
    }
    let background = maskable.then_some(background);
    match mark {
        Mark::Svg(text) => draw::logo(&sanitize_svg(text)?, size, background),
        Mark::Raster(bytes) => draw::photo(bytes, size, background),
        Mark::Monogram { letter, font } => {
            let shape = if maskable { draw::Shape::Square } else { draw::Shape::Rounded };
            draw::logo(&draw::monogram(letter, font, *colours, shape), size, None)
        }
    }
}

/// What is seen of a mark, whatever it stands on.
///
/// # Errors
/// As [`png()`].
pub fn ink(mark: &Mark<'_>) -> Result<Ink, String> {
    /// Enough for thin letters.
    const SIDE: u32 = 160;
    match mark {
        Mark::Svg(text) => draw::drawing(&sanitize_svg(text)?, SIDE, 1.0).map(|picture| ink::of(&picture)),
        Mark::Raster(bytes) => draw::small(bytes, SIDE).map(|picture| ink::of(&picture)),
        Mark::Monogram { .. } => Ok(Ink { colours: Vec::new(), fill: 0.0 }),
    }
}

#[cfg(test)]
mod tests;
