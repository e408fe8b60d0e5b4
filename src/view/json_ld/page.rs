//! Pages as such: `WebPage` and its kinds, `CollectionPage`.

use super::View;
use super::node::Node;
use crate::scalar::Date;
use crate::shop::page::PageKind;

impl View<'_> {
    pub fn collection_page(&self, title: &str, description: Option<&str>, path: &str) -> Node {
        self.page_node("CollectionPage", title, description, path)
    }

    /// A page of text; those that say who is behind the shop are about it.
    pub fn web_page(
        &self,
        kind: PageKind,
        title: &str,
        description: Option<&str>,
        path: &str,
        updated: Option<Date>,
    ) -> Node {
        let word = match kind {
            PageKind::About => "AboutPage",
            PageKind::Contact => "ContactPage",
            _ => "WebPage",
        };
        let node =
            self.page_node(word, title, description, path).maybe("dateModified", updated.map(|date| date.to_string()));
        match kind {
            PageKind::About | PageKind::Contact | PageKind::Imprint => node.with("mainEntity", self.store_reference()),
            _ => node,
        }
    }

    pub(super) fn page_node(&self, kind: &str, title: &str, description: Option<&str>, path: &str) -> Node {
        let url = self.base.absolute(path);
        Node::with_id(kind, &format!("{url}#page"))
            .with("url", url)
            .with("name", title)
            .maybe("description", description)
            .with("inLanguage", self.shop.locale.tag())
            .with("isPartOf", self.website_node())
    }
}
