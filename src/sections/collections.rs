//! The breadth of the range: collections with their pictures.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Part, below, distinct};
use crate::diagnostic::Step;
use crate::path;
use crate::resolve::Resolver;
use crate::view::View;

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Collections {
    pub title: String,
    pub text: Option<String>,
    /// Slugs, in the order to show; all collections when absent.
    #[serde(default)]
    pub collections: Vec<String>,
}

impl Part for Collections {
    fn resolve(&mut self, resolver: &mut Resolver<'_>, at: &[Step]) {
        for (n, slug) in resolver.once(&self.collections, |n| below(at, path!["collections", n])) {
            resolver.collection(slug, below(at, path!["collections", n]));
        }
    }

    fn is_empty(&self, view: &View<'_>) -> bool {
        self.shown(view).is_empty()
    }

    fn view(&self, view: &View<'_>) -> Value {
        let shown = self.shown(view);
        json!({ "title": self.title, "text": self.text, "collections": view.tiles(&shown) })
    }
}

impl Collections {
    /// Places in the list of collections; those without products lead nowhere.
    fn shown(&self, view: &View<'_>) -> Vec<usize> {
        let chosen = self.collections.iter().filter_map(|slug| view.shop.collection_index.get(slug).copied());
        let mut shown: Vec<usize> =
            if self.collections.is_empty() { (0..view.shop.collections.len()).collect() } else { distinct(chosen) };
        shown.retain(|n| !view.shop.collections[*n].products.is_empty());
        shown
    }
}
