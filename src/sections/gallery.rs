//! Pictures that tell of the shop.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Part, below};
use crate::diagnostic::Step;
use crate::path;
use crate::photos::Focus;
use crate::resolve::Resolver;
use crate::scalar::Link;
use crate::view::View;

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Gallery {
    pub title: Option<String>,
    pub images: Vec<GalleryImage>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GalleryImage {
    /// The file, relative to `content/`.
    pub src: String,
    pub alt: String,
    /// The point that crops keep, from the left and from the top: `0.4 0.3`; the middle when absent.
    pub focus: Option<Focus>,
    pub caption: Option<String>,
    pub to: Option<Link>,
}

impl Part for Gallery {
    fn resolve(&mut self, resolver: &mut Resolver<'_>, at: &[Step]) {
        for (n, image) in self.images.iter_mut().enumerate() {
            let at = below(at, path!["images", n]);
            resolver.photo(&mut image.src, below(&at, path!["src"]), image.focus);
            resolver.alt(&image.alt, below(&at, path!["alt"]));
            if let Some(to) = &image.to {
                resolver.link(to, below(&at, path!["to"]));
            }
        }
    }

    fn is_empty(&self, _: &View<'_>) -> bool {
        self.images.is_empty()
    }

    fn view(&self, view: &View<'_>) -> Value {
        let image = |image: &GalleryImage| {
            Some(json!({
                "image": view.picture(&image.src, &image.alt)?,
                "caption": image.caption,
                "url": image.to.as_ref().map(|to| view.href(to)),
            }))
        };
        json!({ "title": self.title, "items": self.images.iter().filter_map(image).collect::<Vec<_>>() })
    }
}
