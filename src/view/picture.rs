//! Pictures as pages show them, and as previews, feeds and scripts name them.

use serde::Serialize;

use super::View;
use crate::photos::{Photo, Rendition, tint};
use crate::resolve::{encode_path, srcset};
use crate::scalar::Image;

/// Behind cut-out photos, which were taken for white paper: a dark vase cannot be seen on a dark page.
const PAPER: &str = "#ffffff";

/// A picture of a page.
#[derive(Debug, Clone, Serialize)]
pub struct ImageView {
    /// For every browser: a JPEG of medium size, or the drawing itself.
    pub src: String,
    /// The same as WebP at several widths; empty for a drawing.
    pub srcset: String,
    /// The same as AVIF, where the shop wants it.
    pub avif: String,
    /// The smallest JPEG, for places of a few letters' height.
    pub small: String,
    /// The same as WebP at several widths; empty for a drawing.
    pub thumbs: String,
    /// How many times as wide as a square the picture is when it fills it: `1.33`; never less than `1.00`.
    pub crop: String,
    /// In the shop's ratio of photos so much of it would be cut off that a product's page shows it whole.
    pub whole: bool,
    pub width: u32,
    pub height: u32,
    pub alt: String,
    /// `#rrggbb`, until the photo is there, and behind it where it is transparent; none behind a drawing.
    pub tint: Option<String>,
    /// The point that crops keep, in tenths from the left and from the top.
    pub focus: Option<[u8; 2]>,
}

/// One file of a picture, for those who take one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct File {
    pub url: String,
    pub width: u32,
    pub height: u32,
    pub media_type: &'static str,
}

impl View<'_> {
    /// A picture that was found when the content was checked.
    pub fn image(&self, image: &Image) -> Option<ImageView> {
        self.picture(&image.src, &image.alt)
    }

    pub fn picture(&self, src: &str, alt: &str) -> Option<ImageView> {
        let media = self.shop.media.get(src)?;
        let (width, height) = media.size?;
        let alt = alt.to_owned();
        let crop = crop(width, height);
        let whole = self.shop.settings.theme.photos.keeps_little_of(width, height);
        let Some(photo) = &media.photo else {
            let src = self.base.path(&encode_path(src));
            return Some(ImageView {
                small: src.clone(),
                thumbs: String::new(),
                crop,
                whole,
                src,
                srcset: String::new(),
                avif: String::new(),
                width,
                height,
                alt,
                tint: None,
                focus: None,
            });
        };
        let [small, medium, _] = photo.jpegs();
        let url = |path: &str| self.base.path(&encode_path(path));
        Some(ImageView {
            src: url(&photo.path_of(medium)),
            srcset: srcset(photo, &photo.webps(), url),
            avif: srcset(photo, &photo.avifs(), url),
            small: url(&photo.path_of(small)),
            thumbs: srcset(photo, &photo.thumbs(), url),
            crop,
            whole,
            width: medium.width,
            height: photo.height_of(medium),
            alt,
            tint: Some(tint(photo, self.memo).unwrap_or(PAPER).to_owned()),
            focus: photo.focus.map(|focus| [focus.x, focus.y]),
        })
    }

    /// The rendition of at least so many pixels that scripts draw; they run in browsers that know WebP.
    pub fn thumbnail(&self, src: &str, width: u32) -> Option<File> {
        let media = self.shop.media.get(src)?;
        let (own_width, height) = media.size?;
        let Some(photo) = &media.photo else {
            let url = self.base.path(&encode_path(src));
            return Some(File { url, width: own_width, height, media_type: media.media_type? });
        };
        let webps = photo.webps();
        let found = webps.iter().find(|rendition| rendition.width >= width).or(webps.last());
        Some(self.rendition(photo, found.copied().unwrap_or(photo.jpegs()[1]), "image/webp"))
    }

    fn rendition(&self, photo: &Photo, rendition: Rendition, media_type: &'static str) -> File {
        File {
            url: self.base.path(&encode_path(&photo.path_of(rendition))),
            width: rendition.width,
            height: photo.height_of(rendition),
            media_type,
        }
    }

    /// What previews and feeds take: a large JPEG with scheme and host, or the drawing itself.
    pub fn preview(&self, src: &str) -> File {
        let media = self.shop.media.get(src);
        if let Some(photo) = media.and_then(|media| media.photo.as_ref()) {
            let large = photo.jpegs()[2];
            let url = self.base.absolute(&encode_path(&photo.path_of(large)));
            return File { url, ..self.rendition(photo, large, "image/jpeg") };
        }
        let (width, height) = media.and_then(|media| media.size).unwrap_or_default();
        let media_type = media.and_then(|media| media.media_type).unwrap_or_default();
        File { url: self.absolute_file(src), width, height, media_type }
    }

    /// The URL of a file below `content/` that is published as it is.
    pub fn file(&self, path: &str) -> String {
        self.base.path(&encode_path(path))
    }

    /// The same with scheme and host.
    pub fn absolute_file(&self, path: &str) -> String {
        self.base.absolute(&encode_path(path))
    }
}

fn crop(width: u32, height: u32) -> String {
    let hundredths = (u64::from(width) * 100 / u64::from(height.max(1))).max(100);
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}
