//! A film behind its poster: nothing of another company loads before a click.

use serde::Serialize;

use super::{ImageView, View};
use crate::scalar::WebUrl;

#[derive(Debug, Clone, Serialize)]
pub struct VideoView {
    pub title: String,
    pub description: Option<String>,
    /// Where the film can be seen without JavaScript.
    pub url: String,
    /// `file`, `embed` or `link`.
    pub kind: &'static str,
    /// What the script puts in the poster's place; empty for a `link`.
    pub player: String,
    pub poster: Option<ImageView>,
    pub duration_text: Option<String>,
    /// A WebVTT file of the site.
    pub captions: Option<String>,
}

/// A film of the site, or on another one.
pub enum Film<'a> {
    File(&'a str),
    Page(&'a WebUrl),
}

impl View<'_> {
    pub fn video(&self, title: &str, film: &Film<'_>, poster: Option<ImageView>, duration: Option<&str>) -> VideoView {
        let (url, kind, player) = match film {
            Film::File(path) => (self.file(path), "file", self.file(path)),
            Film::Page(url) => match embed(url) {
                Some(player) => (url.0.clone(), "embed", player),
                None => (url.0.clone(), "link", String::new()),
            },
        };
        VideoView {
            title: title.to_owned(),
            description: None,
            url,
            kind,
            player,
            poster,
            duration_text: duration.and_then(clock),
            captions: None,
        }
    }
}

/// The address of a platform's player for a film, in its mode without cookies where it has one.
pub fn embed(url: &WebUrl) -> Option<String> {
    let rest = url.0.strip_prefix("https://")?.trim_start_matches("www.");
    let (host, path) = rest.split_once('/')?;
    let id = |text: &str| {
        let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-').unwrap_or(text.len());
        Some(text[..end].to_owned()).filter(|id| !id.is_empty())
    };
    let youtube = |id: String| format!("https://www.youtube-nocookie.com/embed/{id}?autoplay=1");
    match host {
        "youtu.be" => id(path).map(youtube),
        "youtube.com" | "m.youtube.com" => {
            let after = |mark: &str| path.split_once(mark).and_then(|(_, rest)| id(rest));
            after("v=").or_else(|| after("shorts/")).or_else(|| after("embed/")).or_else(|| after("live/")).map(youtube)
        }
        "vimeo.com" => id(path).map(|id| format!("https://player.vimeo.com/video/{id}?dnt=1&autoplay=1")),
        "tiktok.com" => {
            let (_, rest) = path.split_once("/video/")?;
            id(rest).map(|id| format!("https://www.tiktok.com/player/v1/{id}?autoplay=1"))
        }
        _ => None,
    }
}

/// `PT1M30S` as `1:30`.
fn clock(duration: &str) -> Option<String> {
    let span: jiff::Span = duration.parse().ok()?;
    let seconds = span.get_hours() as i64 * 3600 + span.get_minutes() * 60 + span.get_seconds();
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    Some(if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn players_without_cookies() {
        let embed = |url: &str| embed(&url.parse().unwrap());
        assert_eq!(
            embed("https://youtu.be/abc_-1?si=x").unwrap(),
            "https://www.youtube-nocookie.com/embed/abc_-1?autoplay=1"
        );
        assert_eq!(embed("https://www.youtube.com/watch?t=1&v=abc"), embed("https://youtube.com/shorts/abc"));
        assert!(embed("https://vimeo.com/1234").unwrap().contains("dnt=1"));
        assert!(embed("https://example.com/v=abc").is_none());
        assert_eq!(clock("PT1M30S").as_deref(), Some("1:30"));
        assert_eq!(clock("PT90S").as_deref(), Some("1:30"));
    }
}
