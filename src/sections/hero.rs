//! The first screen.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Part, below, products, resolve_actions};
use crate::diagnostic::Step;
use crate::path;
use crate::resolve::Resolver;
use crate::scalar::{Image, words};
use crate::shop::settings::Action;
use crate::view::View;

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Hero {
    /// A few words above the title.
    pub eyebrow: Option<String>,
    /// What is sold, for whom, and what makes it different: one sentence.
    pub title: String,
    pub text: Option<String>,
    pub image: Image,
    #[serde(default = "bleed")]
    pub layout: Layout,
    #[serde(default)]
    pub actions: Vec<Action>,
    /// Slugs of products that are on the first screen with their prices.
    #[serde(default)]
    pub products: Vec<String>,
}

words!(
    /// The photo from edge to edge, or beside the words.
    Layout { Bleed = "bleed", Split = "split" }
);

fn bleed() -> Layout {
    Layout::Bleed
}

impl Part for Hero {
    fn resolve(&mut self, resolver: &mut Resolver<'_>, at: &[Step]) {
        resolver.image(&mut self.image, below(at, path!["image"]));
        resolve_actions(resolver, &self.actions, at);
        for (n, slug) in resolver.once(&self.products, |n| below(at, path!["products", n])) {
            resolver.product(slug, below(at, path!["products", n]));
        }
    }

    fn view(&self, view: &View<'_>) -> Value {
        json!({
            "eyebrow": self.eyebrow,
            "title": self.title,
            "text": self.text,
            "image": view.image(&self.image),
            "layout": self.layout.word(),
            "actions": self.actions.iter().map(|action| view.link(action)).collect::<Vec<_>>(),
            "products": view.cards(&products(view, &self.products)),
        })
    }
}
