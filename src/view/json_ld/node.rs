//! A node of the graph, as the text that it will be. What is absent leaves no key: readers take an empty value for an
//! error. Written at once and never as a tree, because ten thousand products have half a million values.

use std::borrow::Cow;
use std::fmt::Write as _;

/// An object in JSON (RFC 8259), safe in a `script` element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node(String);

/// What can stand behind a key.
pub trait Json {
    fn write(&self, out: &mut String);
}

impl Node {
    pub fn new(kind: &str) -> Node {
        Node(String::with_capacity(128)).with("@type", kind)
    }

    /// A node that others on the page, or on other pages, refer to.
    pub fn with_id(kind: &str, id: &str) -> Node {
        Node::new(kind).with("@id", id)
    }

    /// Stands for a node that is described elsewhere in the page's graph.
    pub fn reference(id: &str) -> Node {
        Node(String::with_capacity(id.len() + 16)).with("@id", id)
    }

    pub fn with(mut self, key: &'static str, value: impl Json) -> Node {
        self.key(key);
        value.write(&mut self.0);
        self
    }

    pub fn maybe(self, key: &'static str, value: Option<impl Json>) -> Node {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// No key for none, the value itself for one, a list for several.
    pub fn some<V: Json>(self, key: &'static str, values: &[V]) -> Node {
        match values {
            [] => self,
            [value] => self.with(key, value),
            values => self.with(key, values),
        }
    }

    /// Keys are schema.org's words, which need no escapes.
    fn key(&mut self, key: &str) {
        self.0.push_str(if self.0.is_empty() { "{\"" } else { ",\"" });
        self.0.push_str(key);
        self.0.push_str("\":");
    }

    #[cfg(test)]
    pub fn value(&self) -> serde_json::Value {
        let mut out = String::new();
        self.write(&mut out);
        serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error} in {out}"))
    }
}

impl Json for Node {
    fn write(&self, out: &mut String) {
        out.push_str(&self.0);
        out.push('}');
    }
}

impl<V: Json + ?Sized> Json for &V {
    fn write(&self, out: &mut String) {
        (**self).write(out);
    }
}

impl<V: Json> Json for [V] {
    fn write(&self, out: &mut String) {
        out.push('[');
        for (n, value) in self.iter().enumerate() {
            if n > 0 {
                out.push(',');
            }
            value.write(out);
        }
        out.push(']');
    }
}

impl Json for str {
    fn write(&self, out: &mut String) {
        out.push('"');
        escape(self, out);
        out.push('"');
    }
}

impl Json for String {
    fn write(&self, out: &mut String) {
        self.as_str().write(out);
    }
}

impl Json for Cow<'_, str> {
    fn write(&self, out: &mut String) {
        self.as_ref().write(out);
    }
}

macro_rules! integers {
    ($($integer:ty),*) => {
        $(impl Json for $integer {
            fn write(&self, out: &mut String) {
                let _ = write!(out, "{self}");
            }
        })*
    };
}

integers!(u8, u16, u32, usize);

/// The inside of a JSON string, with what may not stand in a `script` element as `\u` escapes.
fn escape(text: &str, out: &mut String) {
    // Most text needs nothing. This loop has no early exit, so that the compiler makes it a vector one.
    let special = |byte: u8| byte < 0x20 || matches!(byte, b'"' | b'\\' | b'<' | b'>' | b'&' | 0xE2);
    if !text.bytes().fold(false, |found, byte| found | special(byte)) {
        return out.push_str(text);
    }
    let mut from = 0;
    for (place, byte) in text.bytes().enumerate() {
        let length = match byte {
            b'"' | b'\\' | b'<' | b'>' | b'&' | 0..=0x1F => 1,
            0xE2 if super::is_line_end(text, place) => 3,
            _ => continue,
        };
        out.push_str(&text[from..place]);
        from = place + length;
        match (byte, text[place..].chars().next()) {
            (b'"', _) => out.push_str("\\\""),
            (b'\\', _) => out.push_str("\\\\"),
            (_, Some(c)) => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            (_, None) => {}
        }
    }
    out.push_str(&text[from..]);
}

/// A text, cut at a word when readers would refuse it.
pub fn text(text: &str, most: usize) -> Option<Cow<'_, str>> {
    let text = text.trim();
    let fits = text.len() <= most;
    let text = if fits { Cow::Borrowed(text) } else { Cow::Owned(crate::view::head::shorten(text, most - 1)) };
    Some(text).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn absent_values_leave_no_key() {
        let node = Node::new("Thing").maybe("name", None::<&str>).some::<&str>("image", &[]).some("url", &["a"]);
        assert_eq!(node.value(), json!({ "@type": "Thing", "url": "a" }));
        let nested = Node::reference("x").with("list", &["a", "b"][..]).with("count", 3_usize).with("node", &node);
        assert_eq!(
            nested.value(),
            json!({ "@id": "x", "list": ["a", "b"], "count": 3, "node": { "@type": "Thing", "url": "a" } })
        );
        assert_eq!(text("one two three", 9).as_deref(), Some("one two…"));
        assert_eq!(text("  ", 8), None);
    }

    proptest! {
        #[test]
        fn no_text_leaves_its_string(text in "(<|>|&|/|!|-|script|\u{2028}|\u{2029}|\u{2030}|\\PC|[\\x00-\\x1f\"\\\\]){0,40}") {
            let node = Node::new("Product").with("name", text.as_str());
            let unsafe_in_script = node.0.contains(['<', '>', '&', '\u{2028}', '\u{2029}', '\n', '\r', '\0']);
            prop_assert!(!unsafe_in_script);
            prop_assert_eq!(node.value(), json!({ "@type": "Product", "name": text }));
        }
    }
}
