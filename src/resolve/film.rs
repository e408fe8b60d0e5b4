//! Films that most visitors could not see: files that only some browsers play or that are none, and pages without one.

use super::Resolver;
use crate::diagnostic::{At, Step, error, warning};
use crate::path;
use crate::scalar::WebUrl;

/// What cameras and cutting programs save, and browsers play nowhere or on one system alone
/// (<https://developer.mozilla.org/en-US/docs/Web/Media/Guides/Formats/Containers>).
const UNPLAYED: [&str; 9] = [".mov", ".avi", ".wmv", ".mkv", ".flv", ".mpg", ".mpeg", ".3gp", ".mts"];

/// How pictures end, which nothing plays.
const PICTURES: [&str; 8] = [".jpg", ".jpeg", ".png", ".webp", ".avif", ".heic", ".svg", ".gif"];

fn ends(src: &str, endings: &[&str]) -> bool {
    endings.iter().any(|end| src.to_lowercase().ends_with(end))
}

impl Resolver<'_> {
    /// Looks at the film of a product or of a section, whose keys stand below `at`.
    pub fn film(&mut self, src: Option<&str>, url: Option<&WebUrl>, at: &[Step]) {
        let below = |key: &str| At::Value(at.iter().cloned().chain(path![key]).collect());
        if let Some(src) = src.filter(|src| ends(src, &PICTURES)) {
            let finding = error("film", format!("`{src}` is a picture, and nothing would be played"));
            let help = "name the film, like `media/wheel.mp4`; the picture before it begins is its `poster`";
            self.push(finding.help(help), below("src"));
        }
        if let Some(src) = src.filter(|src| ends(src, &UNPLAYED)) {
            let kind = src.rsplit('.').next().unwrap_or_default();
            let finding = warning("film", format!("not every browser plays films of the kind `.{kind}`"));
            self.push(finding.help("save it as MP4 with H.264, which all of them play"), below("src"));
        }
        if url.is_some_and(is_channel) {
            let finding = warning("film", "this is the page of a channel, on which nothing can be played");
            self.push(finding.help("open the film itself, and copy the address of its page"), below("url"));
        }
    }
}

/// Whether an address is that of all films of somebody on YouTube.
fn is_channel(url: &WebUrl) -> bool {
    let rest = url.0.trim_start_matches("https://").trim_start_matches("www.").trim_start_matches("m.");
    let path = rest.strip_prefix("youtube.com").map(|path| path.trim_start_matches('/'));
    let channel = |path: &str| ["@", "channel/", "c/", "user/"].iter().any(|start| path.starts_with(start));
    path.is_some_and(|path| path.is_empty() || channel(path))
}
