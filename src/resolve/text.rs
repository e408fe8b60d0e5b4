//! Markdown with the site's URLs: links and pictures of a text as they stand in its page.
//!
//! In: a text, its file, and what the site has of files. Out: HTML; what does not resolve is left out of it, and told elsewhere.

use std::collections::BTreeMap;

use super::files::{encode_path, join};
use crate::markdown::{self, Body, ImageSource, Quotes, Target};
use crate::photos::{Photo, Rendition};
use crate::scalar::{BaseUrl, Link};
use crate::shop::Media;

/// Markdown to HTML, its links as URLs of the site; findings are the business of [`super::Resolver`].
pub fn render(
    text: &str,
    level: u8,
    base: &BaseUrl,
    quotes: Quotes,
    media: &BTreeMap<String, Media>,
    file: &str,
) -> Body {
    let folder = file.strip_prefix("content/").and_then(|path| path.rsplit_once('/')).map_or("", |(folder, _)| folder);
    markdown::parse_with(text, level, quotes, &mut |target, image| {
        if image {
            let paths = [join(folder, target), join("", target.trim_start_matches('/'))];
            let found = paths.into_iter().flatten().find_map(|path| {
                let found = media.get(&path)?;
                let (width, height) = found.size?;
                let url = |path: &str| base.path(&encode_path(path));
                let Some(photo) = &found.photo else {
                    return Some(Target::Image(markdown::Image {
                        url: url(&path),
                        width,
                        height,
                        sources: Vec::new(),
                    }));
                };
                Some(Target::Image(running_text(photo, url)))
            });
            return found.unwrap_or(Target::Refused);
        }
        match target.parse::<Link>() {
            Ok(link) => Target::Url(base.href(&link)),
            Err(_) => Target::Refused,
        }
    })
}

/// A photo in running text: JPEG for all, the smaller formats for those that know them.
fn running_text(photo: &Photo, url: impl Fn(&str) -> String) -> markdown::Image {
    let [_, medium, _] = photo.jpegs();
    let formats = [("image/avif", photo.avifs()), ("image/webp", photo.webps())];
    let sources = formats.into_iter().filter(|(_, renditions)| !renditions.is_empty());
    markdown::Image {
        url: url(&photo.path_of(medium)),
        width: medium.width,
        height: photo.height_of(medium),
        sources: sources
            .map(|(media_type, renditions)| ImageSource { media_type, srcset: srcset(photo, &renditions, &url) })
            .collect(),
    }
}

/// Sizes of a photo as `srcset` wants them: `/media/mug.1f0c9b3a-640.webp 640w, …`.
pub fn srcset(photo: &Photo, renditions: &[Rendition], url: impl Fn(&str) -> String) -> String {
    let candidate = |rendition: &Rendition| format!("{} {}w", url(&photo.path_of(*rendition)), rendition.width);
    renditions.iter().map(candidate).collect::<Vec<_>>().join(", ")
}
