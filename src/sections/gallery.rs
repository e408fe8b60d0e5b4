//! Pictures that tell of the shop.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Part, below};
use crate::diagnostic::Step;
use crate::path;
use crate::resolve::Resolver;
use crate::scalar::Link;
use crate::view::View;

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Gallery {
    pub title: Option<String>,
    pub images: Vec<GalleryImage>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GalleryImage {
    /// The file, relative to `content/`.
    pub src: String,
    pub alt: String,
    pub caption: Option<String>,
    pub to: Option<Link>,
}

impl Part for Gallery {
    fn resolve(&mut self, resolver: &mut Resolver<'_>, at: &[Step]) {
        for (n, image) in self.images.iter_mut().enumerate() {
            let at = below(at, path!["images", n]);
            resolver.picture(&mut image.src, below(&at, path!["src"]));
            resolver.alt(&image.alt, below(&at, path!["alt"]));
            if let Some(to) = &image.to {
                resolver.link(to, below(&at, path!["to"]));
            }
        }
    }

    fn view(&self, view: &View<'_>) -> Value {
        let image = |image: &GalleryImage| {
            let picture = view.picture(&image.src, &image.alt)?;
            Some(json!({
                "src": picture.src,
                "width": picture.width,
                "height": picture.height,
                "alt": picture.alt,
                "caption": image.caption,
                "url": image.to.as_ref().map(|to| view.href(to)),
            }))
        };
        json!({ "title": self.title, "images": self.images.iter().filter_map(image).collect::<Vec<_>>() })
    }
}
