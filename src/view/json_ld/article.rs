//! A post of the journal: `BlogPosting`.
//!
//! Facts: <https://developers.google.com/search/docs/appearance/structured-data/article>.

use super::View;
use super::node::{Node, text};
use super::video::midnight;
use crate::shop::Post;
use crate::view::path;

/// Longer headlines are cut by readers.
const HEADLINE: usize = 110;

impl View<'_> {
    pub fn article(&self, post: &Post) -> Node {
        let matter = &post.matter;
        let url = self.base.absolute(&path::post(&post.slug));
        let author = match &matter.author {
            Some(name) => Node::new("Person").with("name", name.as_str()),
            None => self.store_brief(),
        };
        Node::with_id("BlogPosting", &format!("{url}#post"))
            .maybe("headline", text(&matter.title, HEADLINE))
            .maybe("description", matter.summary.as_deref())
            .with("url", url.as_str())
            .with("mainEntityOfPage", url.as_str())
            .maybe("image", matter.image.as_ref().map(|image| self.preview(&image.src).url))
            .with("datePublished", midnight(matter.date))
            .maybe("dateModified", matter.updated.map(midnight))
            .with("author", author)
            .with("publisher", self.store_brief())
            .with("inLanguage", self.shop.locale.tag())
            .some("keywords", &matter.tags)
            .with("wordCount", post.body.words)
    }
}
