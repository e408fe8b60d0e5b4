//! Structured data: what a page says to search engines, in the words of <https://schema.org/>.
//!
//! In: the shop's nouns. Out: nodes with stable, absolute `@id`s and [`View::graph`], which makes one block of them that
//! is safe inside a `script` element. Every value is one that the page shows. The rules are those of Google's
//! documentation (<https://developers.google.com/search/docs/appearance/structured-data/search-gallery>), the
//! strictest reader. Absent: testimonials, which are about the shop itself and so never become review markup, and
//! `AggregateOffer`, which no merchant listing accepts.
//!
//! Each page repeats in brief the nodes that it refers to (shop, returns, delivery), because validators look no
//! further than the page.

mod article;
mod event;
mod faq;
#[cfg(test)]
pub mod fixture;
mod lists;
mod node;
mod offer;
mod page;
mod product;
mod returns;
mod review;
mod shipping;
mod store;
#[cfg(test)]
mod tests;
mod variant;
mod video;

use node::Json as _;

pub use event::EventFacts;
pub use node::Node;
pub use video::VideoFacts;

use super::View;

impl View<'_> {
    /// One block for a page (JSON-LD 1.1, <https://www.w3.org/TR/json-ld11/#named-graphs>).
    pub fn graph(&self, nodes: Vec<Node>) -> String {
        let mut out = String::from("{\"@context\":\"https://schema.org\",\"@graph\":");
        nodes.as_slice().write(&mut out);
        out.push('}');
        out
    }

    /// The identifier of something that the whole shop shares.
    fn shared_id(&self, name: &str) -> String {
        self.base.absolute(&["#", name].concat())
    }

    /// A link as pages have it, with scheme and host.
    pub fn absolute_url(&self, url: &str) -> String {
        match url.as_bytes().first() {
            Some(b'/') => format!("{}{url}", self.base.origin),
            Some(b'#') => self.base.absolute(url),
            _ => url.to_owned(),
        }
    }
}

/// JSON that can stand in a `script` element: no `<`, `>` or `&`, and none of the two line ends that only JSON allows
/// (<https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements>). In JSON they
/// only ever occur inside of strings, where `\u` escapes mean the same.
pub fn in_script(json: String) -> String {
    let clean = memchr::memchr3(b'<', b'>', b'&', json.as_bytes()).is_none();
    if clean && !json.contains('\u{2028}') && !json.contains('\u{2029}') {
        return json;
    }
    let mut out = String::with_capacity(json.len() + json.len() / 32);
    let mut from = 0;
    for (place, byte) in json.bytes().enumerate() {
        let escape = match byte {
            b'<' => "\\u003c",
            b'>' => "\\u003e",
            b'&' => "\\u0026",
            // U+2028 and U+2029 begin with this byte, as many other characters do.
            0xE2 if is_line_end(&json, place) => {
                if json.as_bytes()[place + 2] == 0xA8 {
                    "\\u2028"
                } else {
                    "\\u2029"
                }
            }
            _ => continue,
        };
        out.push_str(&json[from..place]);
        out.push_str(escape);
        from = place + if byte == 0xE2 { 3 } else { 1 };
    }
    out.push_str(&json[from..]);
    out
}

/// Whether U+2028 or U+2029 begins at a byte.
fn is_line_end(text: &str, place: usize) -> bool {
    matches!(text.as_bytes().get(place..place + 3), Some([0xE2, 0x80, 0xA8 | 0xA9]))
}

#[cfg(test)]
mod escaping {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::in_script;

    proptest! {
        #[test]
        fn no_text_leaves_the_script(text in "(<|>|&|/|!|-|script|\u{2028}|\u{2029}|\\PC|[\\x00-\\x1f\"\\\\]){0,40}") {
            let value = json!({ "@type": "Product", "name": text });
            let escaped = in_script(value.to_string());
            let special = escaped.contains(['<', '>', '&', '\u{2028}', '\u{2029}', '\n', '\r', '\0']);
            prop_assert!(!special);
            prop_assert_eq!(serde_json::from_str::<Value>(&escaped).unwrap(), value);
        }
    }
}
