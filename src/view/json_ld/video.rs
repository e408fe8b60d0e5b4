//! Films: `VideoObject`.
//!
//! Facts: <https://developers.google.com/search/docs/appearance/structured-data/video>.

use super::View;
use super::node::Node;
use crate::scalar::Date;

/// What is known of a film.
#[derive(Debug, Clone)]
pub struct VideoFacts {
    pub name: String,
    pub description: Option<String>,
    /// A whole URL.
    pub thumbnail: String,
    pub uploaded: Option<Date>,
    /// ISO 8601.
    pub duration: Option<String>,
    /// The file, a whole URL.
    pub content_url: Option<String>,
    /// The player of another site.
    pub embed_url: Option<String>,
}

impl View<'_> {
    pub fn video_object(&self, video: &VideoFacts) -> Node {
        Node::new("VideoObject")
            .with("name", video.name.as_str())
            .maybe("description", video.description.as_deref())
            .with("thumbnailUrl", video.thumbnail.as_str())
            .maybe("uploadDate", video.uploaded.map(midnight))
            .maybe("duration", video.duration.as_deref())
            .maybe("contentUrl", video.content_url.as_deref())
            .maybe("embedUrl", video.embed_url.as_deref())
    }
}

/// A day as a moment, where a reader insists on a zone.
pub fn midnight(date: Date) -> String {
    format!("{date}T00:00:00Z")
}
