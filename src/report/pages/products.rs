//! All products that were sold.

use super::Content;
use crate::report::blocks::{paragraph, products};
use crate::report::lens::Lens;
use crate::report::view::Block;

/// Products one by one; the others are one row.
const MOST: usize = 100;

pub fn content(lens: &Lens<'_>) -> Content {
    let words = lens.words;
    let title = words.get("report_products");
    let none = || Block::message("products", title, paragraph(words.get("report_no_products")));
    let blocks = vec![products::table(lens, "products", None, MOST).unwrap_or_else(none)];
    Content { title: title.to_owned(), kind: words.get("report_kind").to_owned(), lead: String::new(), blocks }
}
