//! Markdown, with a picture beside it.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Part, below};
use crate::diagnostic::Step;
use crate::path;
use crate::resolve::Resolver;
use crate::scalar::{Image, words};
use crate::view::View;

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Text {
    pub title: Option<String>,
    /// Markdown.
    pub text: String,
    pub image: Option<Image>,
    /// The side of the picture.
    #[serde(default = "right")]
    pub side: Side,
}

words!(Side { Left = "left", Right = "right" });

fn right() -> Side {
    Side::Right
}

impl Part for Text {
    fn resolve(&mut self, resolver: &mut Resolver<'_>, at: &[Step]) {
        resolver.markdown(&self.text, &below(at, path!["text"]));
        if let Some(image) = &mut self.image {
            resolver.image(image, below(at, path!["image"]));
        }
    }

    fn view(&self, view: &View<'_>) -> Value {
        json!({
            "title": self.title,
            "text": view.markdown(&self.text),
            "image": self.image.as_ref().and_then(|image| view.image(image)),
            "side": self.side.word(),
        })
    }
}
