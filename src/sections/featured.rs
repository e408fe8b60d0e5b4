//! Some products: chosen ones, or the first of a collection.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Part, below, products, resolve_action};
use crate::diagnostic::{At, Step, error};
use crate::path;
use crate::resolve::Resolver;
use crate::scalar::words;
use crate::shop::settings::Action;
use crate::view::View;

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Featured {
    pub title: String,
    pub text: Option<String>,
    /// Slugs, in the order to show.
    #[serde(default)]
    pub products: Vec<String>,
    /// Instead of `products`: the slug of a collection.
    pub collection: Option<String>,
    /// How many at most.
    pub limit: Option<usize>,
    #[serde(default = "grid")]
    pub layout: Layout,
    pub link: Option<Action>,
}

words!(Layout { Grid = "grid", Scroll = "scroll" });

fn grid() -> Layout {
    Layout::Grid
}

/// As many as fill two rows of the widest layout.
const LIMIT: usize = 8;

impl Part for Featured {
    fn resolve(&mut self, resolver: &mut Resolver<'_>, at: &[Step]) {
        for (n, slug) in resolver.once(&self.products, |n| below(at, path!["products", n])) {
            resolver.product(slug, below(at, path!["products", n]));
        }
        if let Some(slug) = &self.collection {
            resolver.collection(slug, below(at, path!["collection"]));
        }
        if self.products.is_empty() == self.collection.is_none() {
            let finding = error("featured", "the section needs either `products` or `collection`");
            let finding = finding.help("list slugs of products below `products:`, or name one collection");
            resolver.push(finding, At::Key(at.to_vec()));
        }
        if let Some(link) = &self.link {
            resolve_action(resolver, link, below(at, path!["link"]));
        }
    }

    fn is_empty(&self, view: &View<'_>) -> bool {
        self.shown(view).is_empty()
    }

    fn view(&self, view: &View<'_>) -> Value {
        let shown = self.shown(view);
        json!({
            "title": self.title,
            "text": self.text,
            "products": view.cards(&shown),
            "layout": self.layout.word(),
            "link": self.link.as_ref().map(|link| view.link(link)),
        })
    }
}

impl Featured {
    /// Places in the list of products.
    fn shown(&self, view: &View<'_>) -> Vec<usize> {
        let collection = self.collection.as_ref().and_then(|slug| view.shop.collection_index.get(slug));
        let mut shown = match collection {
            Some(n) => view.shop.collections[*n].products.clone(),
            None => products(view, &self.products),
        };
        let limit = if collection.is_some() { self.limit.unwrap_or(LIMIT) } else { self.limit.unwrap_or(shown.len()) };
        shown.truncate(limit);
        shown
    }
}
