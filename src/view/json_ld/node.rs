//! A node of the graph while it is made. What is absent leaves no key: readers take an empty value for an error.

use serde_json::{Map, Value};

pub struct Node(Map<String, Value>);

impl Node {
    pub fn new(kind: &str) -> Node {
        let mut map = Map::with_capacity(8);
        map.insert("@type".to_owned(), kind.into());
        Node(map)
    }

    /// A node that others on the page, or on other pages, refer to.
    pub fn with_id(kind: &str, id: impl Into<String>) -> Node {
        Node::new(kind).with("@id", id.into())
    }

    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Node {
        self.0.insert(key.to_owned(), value.into());
        self
    }

    pub fn maybe(self, key: &str, value: Option<impl Into<Value>>) -> Node {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// No key for none, the value itself for one, a list for several.
    pub fn some(self, key: &str, mut values: Vec<Value>) -> Node {
        match values.len() {
            0 => self,
            1 => self.with(key, values.remove(0)),
            _ => self.with(key, values),
        }
    }
}

impl From<Node> for Value {
    fn from(node: Node) -> Value {
        Value::Object(node.0)
    }
}

/// Stands for a node that is described elsewhere in the page's graph.
pub fn reference(id: impl Into<String>) -> Value {
    let id: String = id.into();
    Value::Object(Map::from_iter([("@id".to_owned(), id.into())]))
}

/// A text, cut at a word when readers would refuse it.
pub fn text(text: &str, most: usize) -> Option<String> {
    Some(crate::view::head::shorten(text, most - 1)).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn absent_values_leave_no_key() {
        let node = Node::new("Thing").maybe("name", None::<&str>).some("image", vec![]).some("url", vec!["a".into()]);
        assert_eq!(Value::from(node), json!({ "@type": "Thing", "url": "a" }));
        assert_eq!(text("one two three", 9).as_deref(), Some("one two…"));
        assert_eq!(text("  ", 8), None);
    }
}
