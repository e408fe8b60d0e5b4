//! What customers say, from `testimonials.yaml`.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Part, below, resolve_action};
use crate::diagnostic::Step;
use crate::path;
use crate::resolve::Resolver;
use crate::shop::settings::Action;
use crate::shop::testimonial::Testimonial;
use crate::view::View;

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Testimonials {
    pub title: String,
    pub text: Option<String>,
    /// How many at most.
    pub limit: Option<usize>,
    /// Only those of this segment.
    pub segment: Option<String>,
    pub link: Option<Action>,
}

/// As many as are read.
const LIMIT: usize = 6;

impl Part for Testimonials {
    fn resolve(&mut self, resolver: &mut Resolver<'_>, at: &[Step]) {
        if let Some(link) = &self.link {
            resolve_action(resolver, link, below(at, path!["link"]));
        }
    }

    fn is_empty(&self, view: &View<'_>) -> bool {
        self.shown(view).next().is_none()
    }

    fn view(&self, view: &View<'_>) -> Value {
        json!({
            "title": self.title,
            "text": self.text,
            "items": self.shown(view).map(|testimonial| view.testimonial(testimonial)).collect::<Vec<_>>(),
            "link": self.link.as_ref().map(|link| view.link(link)),
        })
    }
}

impl Testimonials {
    fn shown<'v>(&'v self, view: &View<'v>) -> impl Iterator<Item = &'v Testimonial> {
        let wanted = |said: &&Testimonial| self.segment.is_none() || said.segment == self.segment;
        view.shop.testimonials.iter().filter(wanted).take(self.limit.unwrap_or(LIMIT))
    }
}
