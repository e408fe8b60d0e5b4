//! What crawlers may read: everything (RFC 9309).
//!
//! Nothing is disallowed: the cart and the search say `noindex` themselves, which only a crawler that may fetch them
//! can see (<https://developers.google.com/search/docs/crawling-indexing/block-indexing>).

use super::{Feed, sitemap};
use crate::view::View;

pub const FEED: Feed =
    Feed { name: "robots", path: "/robots.txt", spec: "https://www.rfc-editor.org/rfc/rfc9309", write };

fn write(view: &View<'_>) -> Option<Vec<u8>> {
    Some(format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", view.base.absolute(sitemap::PATH)).into_bytes())
}
