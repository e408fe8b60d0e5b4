//! The words of a theme in one language: `strings/<locale>.yaml`.
//!
//! A word is a text, maybe with `{placeholders}`, or a text per plural category of the language
//! (<https://cldr.unicode.org/index/cldr-spec/plural-rules>). The words below `js` go to the scripts.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
pub struct Strings {
    #[serde(default)]
    pub js: BTreeMap<String, Words>,
    #[serde(flatten)]
    pub texts: BTreeMap<String, Words>,
}

#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Words {
    One(String),
    /// By plural category: `one`, `other`, …
    Plural(BTreeMap<String, String>),
}

impl Strings {
    /// Takes the words of another language where it has them.
    pub fn extend(&mut self, other: Strings) {
        self.js.extend(other.js);
        self.texts.extend(other.texts);
    }

    /// A word as it stands; its key where the theme lacks it, so that the gap is seen.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        match self.texts.get(key) {
            Some(Words::One(text)) => text,
            Some(Words::Plural(forms)) => forms.get("other").map_or(key, String::as_str),
            None => key,
        }
    }

    /// A word with its placeholders filled in.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.get(key), values)
    }

    /// The form of a word for a count, whose category the caller knows.
    pub fn plural(&self, key: &str, category: &str, values: &[(&str, &str)]) -> String {
        match self.texts.get(key) {
            Some(Words::Plural(forms)) => {
                fill(forms.get(category).map_or_else(|| self.get(key), String::as_str), values)
            }
            _ => self.fill(key, values),
        }
    }
}

/// Replaces `{name}` by its value, each place once, so that a value never becomes a placeholder.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(start) = rest.find('{') {
        out.push_str(&rest[..start]);
        let tail = &rest[start + 1..];
        let known =
            tail.find('}').and_then(|end| values.iter().find(|(name, _)| *name == &tail[..end]).map(|(_, v)| (end, v)));
        match known {
            Some((end, value)) => {
                out.push_str(value);
                rest = &tail[end + 1..];
            }
            None => {
                out.push('{');
                rest = tail;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_no_placeholders() {
        let filled = fill("{a} and {b} {c", &[("a", "{b}"), ("b", "2")]);
        assert_eq!(filled, "{b} and 2 {c");
    }
}
