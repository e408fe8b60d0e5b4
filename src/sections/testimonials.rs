//! What customers say, from `testimonials.yaml`.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Part, below, resolve_action};
use crate::diagnostic::Step;
use crate::path;
use crate::resolve::Resolver;
use crate::shop::settings::Action;
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

    fn view(&self, view: &View<'_>) -> Value {
        let shown = view
            .shop
            .testimonials
            .iter()
            .filter(|testimonial| self.segment.is_none() || testimonial.segment == self.segment)
            .take(self.limit.unwrap_or(LIMIT));
        json!({
            "title": self.title,
            "text": self.text,
            "items": shown.map(|testimonial| view.testimonial(testimonial)).collect::<Vec<_>>(),
            "link": self.link.as_ref().map(|link| view.link(link)),
        })
    }
}
