//! A film behind its poster.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Part, below};
use crate::diagnostic::{At, Step, error};
use crate::path;
use crate::resolve::Resolver;
use crate::scalar::{Date, Image, Length, WebUrl};
use crate::view::View;
use crate::view::head::Sources;
use crate::view::video::{Film, VideoView, embed};

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Video {
    pub title: String,
    pub text: Option<String>,
    /// A file of the site.
    pub src: Option<String>,
    /// Or a page of YouTube, Vimeo or another platform.
    pub url: Option<WebUrl>,
    pub poster: Image,
    pub uploaded: Option<Date>,
    pub duration: Option<Length>,
    /// What is said and shown, in Markdown.
    pub transcript: Option<String>,
    /// A WebVTT file of the site.
    pub captions: Option<String>,
}

impl Video {
    pub fn film(&self) -> Option<Film<'_>> {
        self.src.as_deref().map(Film::File).or_else(|| self.url.as_ref().map(Film::Page))
    }
}

impl Part for Video {
    fn resolve(&mut self, resolver: &mut Resolver<'_>, at: &[Step]) {
        let sources = usize::from(self.src.is_some()) + usize::from(self.url.is_some());
        resolver.film(self.src.as_deref(), self.url.as_ref(), at);
        resolver.image(&mut self.poster, below(at, path!["poster"]));
        for (key, file) in [("src", &mut self.src), ("captions", &mut self.captions)] {
            resolver.file(file, below(at, path![key]));
        }
        if let Some(text) = &self.transcript {
            resolver.markdown(text, &below(at, path!["transcript"]));
        }
        if sources != 1 {
            let finding = error("video", "a video needs either `src` or `url`");
            let finding = finding.help("name a file of the site below `src:`, or the page of a platform below `url:`");
            resolver.push(finding, At::Key(at.to_vec()));
        }
    }

    fn view(&self, view: &View<'_>) -> Value {
        let poster = view.image(&self.poster);
        let captions = self.captions.as_ref().map(|path| view.file(path));
        let duration = self.duration.as_ref().map(|duration| duration.0.as_str());
        json!({
            "title": self.title,
            "text": self.text,
            "video": self.film().map(|film| VideoView { captions, ..view.video(&self.title, &film, poster, duration) }),
            "transcript": self.transcript.as_ref().map(|text| view.markdown(text)),
        })
    }

    fn sources(&self) -> Sources {
        let player = self.url.as_ref().and_then(embed).and_then(|player| player.parse::<WebUrl>().ok());
        Sources { frame: player.iter().map(|player| player.origin().to_owned()).collect(), ..Sources::default() }
    }
}
