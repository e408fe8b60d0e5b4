//! All products that were sold.

use super::Content;
use crate::report::blocks::{paragraph, products};
use crate::report::lens::Lens;
use crate::report::view::Block;

/// Products one by one; the others are one row.
const MOST: usize = 100;

pub fn content(lens: &Lens<'_>) -> Content {
    let words = lens.words;
    let none = || Block::Message {
        id: "products".to_owned(),
        title: words.get("report_products").to_owned(),
        html: paragraph(words.get("report_no_products")),
    };
    let blocks = vec![products::table(lens, "products", None, MOST).unwrap_or_else(none)];
    let title = words.get("report_products").to_owned();
    Content { title, kind: words.get("report_kind").to_owned(), lead: String::new(), blocks }
}
