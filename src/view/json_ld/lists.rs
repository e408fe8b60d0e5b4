//! Where a page stands, and what a list holds: `BreadcrumbList`, `ItemList`.
//!
//! Facts: <https://developers.google.com/search/docs/appearance/structured-data/breadcrumb>,
//! <https://developers.google.com/search/docs/appearance/structured-data/carousel#summary>.

use super::View;
use super::node::Node;
use crate::view::common::Breadcrumb;
use crate::view::path;

impl View<'_> {
    /// The trail that the page shows; the page itself comes last, without a link.
    pub fn breadcrumb_list(&self, breadcrumbs: &[Breadcrumb], page: &str) -> Node {
        let item = |(n, crumb): (usize, &Breadcrumb)| {
            Node::new("ListItem")
                .with("position", n + 1)
                .with("name", crumb.label.as_str())
                .maybe("item", crumb.url.as_deref().map(|url| self.absolute_url(url)))
        };
        let items: Vec<Node> = breadcrumbs.iter().enumerate().map(item).collect();
        Node::with_id("BreadcrumbList", &self.base.absolute(&format!("{page}#breadcrumbs")))
            .with("itemListElement", items.as_slice())
    }

    /// The products of one page of a list, by their URLs; `None` where there is no list to speak of.
    pub fn item_list(&self, products: &[usize], first_position: usize, page: &str) -> Option<Node> {
        if products.len() < 2 {
            return None;
        }
        let item = |(n, product): (usize, &usize)| {
            let product = &self.shop.products[*product];
            Node::new("ListItem")
                .with("position", first_position + n)
                .with("name", product.matter.title.as_str())
                .with("url", self.base.absolute(&path::product(&product.slug)))
        };
        let items: Vec<Node> = products.iter().enumerate().map(item).collect();
        let node = Node::with_id("ItemList", &self.base.absolute(&format!("{page}#list")))
            .with("numberOfItems", items.len())
            .with("itemListElement", items.as_slice());
        Some(node)
    }
}
