//! Photos: one source, every size that pages, feeds and previews need.
//!
//! In: the bytes of a JPEG, PNG or WebP. Out: renditions of it, upright, in sRGB, without metadata but the one that says
//! how a picture was made ([`origin`]), and the colour that stands in its place until it has arrived. Sizes and names
//! follow from the header and the content's hash alone, so that pages can name what has not been made yet.
//! Absent: which photos a site shows (`plan`), the disk (`load`, `write`, `cache`).

#[cfg(feature = "avif")]
mod avif;
mod decode;
mod encode;
mod make;
pub mod origin;
mod resize;
mod strip;

use std::sync::OnceLock;

pub use decode::{Pixels, decode, too_large};
pub use make::{bytes, make, tint, verify};

use crate::memo::Key;
use crate::source::Blob;

/// Widths of renditions in pixels; a photo is never made larger.
const WIDTHS: [u32; 6] = [320, 480, 640, 960, 1280, 1920];
/// The same for places of a few letters' height, on screens of one to three pixels a point.
const THUMBS: [u32; 3] = [80, 128, 192];
/// The widest rendition, for feeds and previews: Merchant Center advises at least 1500
/// (<https://support.google.com/merchants/answer/6324350>).
const LARGEST: u32 = 2000;
/// A photo of more pixels is refused: decoding takes four bytes for each.
pub const MAX_PIXELS: u64 = 50_000_000;
/// Changes whenever the same source would give other bytes.
const EPOCH: &str = "photos 4";
/// Whether this program can write AVIF: its encoder is large, and a feature of the package.
pub const AVIF: bool = cfg!(feature = "avif");

/// How a rendition is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    WebP,
    Jpeg,
    Avif,
    /// Without loss, for a link to a source that is one.
    Png,
    /// A small JPEG, made quickly: for a look at the pages.
    Draft,
}

/// One of the pictures that are made of a photo; its height follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rendition {
    pub width: u32,
    pub format: Format,
}

/// The point of a photo that a crop keeps, in tenths of its width and height.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Focus {
    pub x: u8,
    pub y: u8,
}

/// A photo that a page can show.
#[derive(Debug)]
pub struct Photo {
    /// Path below `content/`.
    pub path: String,
    pub blob: Blob,
    /// BLAKE3 of its bytes.
    pub hash: [u8; 32],
    /// Pixels, upright.
    pub width: u32,
    pub height: u32,
    pub focus: Option<Focus>,
    /// Quick looks only.
    pub draft: bool,
    /// Whether it is offered as AVIF as well.
    pub avif: bool,
    /// Set when the first page shows it; see [`tint`].
    pub tint: OnceLock<Option<String>>,
}

impl Photo {
    /// What `srcset` offers, in rising order.
    pub fn webps(&self) -> Vec<Rendition> {
        if self.draft {
            return Vec::new();
        }
        let top = self.width.min(WIDTHS[WIDTHS.len() - 1]);
        // A step that is nearly the top is left out.
        let steps = WIDTHS.into_iter().filter(|width| width * 8 <= top * 7);
        steps.chain([top]).map(|width| Rendition { width, format: Format::WebP }).collect()
    }

    /// For places of a few letters' height: smaller ones, then the smallest of the others.
    pub fn thumbs(&self) -> Vec<Rendition> {
        let Some(least) = self.webps().first().copied() else { return Vec::new() };
        let smaller = THUMBS.into_iter().filter(|width| width * 8 <= least.width * 7);
        smaller.map(|width| Rendition { width, ..least }).chain([least]).collect()
    }

    /// The widths of [`Photo::webps`] as AVIF, where the shop wants it.
    pub fn avifs(&self) -> Vec<Rendition> {
        let avif = |rendition| Rendition { format: Format::Avif, ..rendition };
        self.webps().into_iter().filter(|_| self.avif).map(avif).collect()
    }

    /// For browsers, mails and previews that know no other format: small, medium and large.
    pub fn jpegs(&self) -> [Rendition; 3] {
        let format = if self.draft { Format::Draft } else { Format::Jpeg };
        let widths = if self.draft { [WIDTHS[2]; 3] } else { [WIDTHS[0], WIDTHS[3], LARGEST] };
        widths.map(|width| Rendition { width: width.min(self.width), format })
    }

    /// Everything that a page may name.
    pub fn renditions(&self) -> Vec<Rendition> {
        let mut all = self.webps();
        all.extend(self.thumbs());
        all.extend(self.avifs());
        all.extend(self.jpegs());
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The source itself without its metadata, for links to it.
    pub fn own(&self, media_type: &str) -> Rendition {
        let format = match media_type {
            "image/png" => Format::Png,
            "image/webp" => Format::WebP,
            _ => Format::Jpeg,
        };
        Rendition { width: self.width.min(LARGEST), format }
    }

    /// The height of a rendition in pixels.
    pub fn height_of(&self, rendition: Rendition) -> u32 {
        let height = u64::from(rendition.width) * u64::from(self.height);
        let half = u64::from(self.width) / 2;
        u32::try_from((height + half) / u64::from(self.width.max(1))).unwrap_or(u32::MAX).max(1)
    }

    /// Path below the site's root: `media/mug.1f0c9b3a-640.webp`. The hash makes another photo another address.
    pub fn path_of(&self, rendition: Rendition) -> String {
        let stem = self.path.rsplit_once('.').map_or(self.path.as_str(), |(stem, _)| stem);
        let mark = self.hash.iter().take(4).map(|byte| format!("{byte:02x}")).collect::<String>();
        let ending = match rendition.format {
            Format::WebP => "webp",
            Format::Jpeg => "jpg",
            Format::Avif => "avif",
            Format::Png => "png",
            Format::Draft => "draft.jpg",
        };
        format!("{stem}.{mark}-{}.{ending}", rendition.width)
    }

    pub fn key(&self, rendition: Rendition) -> Key {
        let format = format!("{:?}", rendition.format);
        Key::of(&[EPOCH.as_bytes(), &self.hash, format.as_bytes(), &rendition.width.to_le_bytes()])
    }

    fn tint_key(&self) -> Key {
        Key::of(&[EPOCH.as_bytes(), &self.hash, b"tint"])
    }
}

#[cfg(test)]
mod tests;
