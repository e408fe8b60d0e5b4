//! The words of a theme in one language: `strings/<locale>.yaml`.
//!
//! A word is a text, maybe with `{placeholders}`, or a text per plural category of the language
//! (<https://cldr.unicode.org/index/cldr-spec/plural-rules>). The words below `js` go to the scripts.

mod lost;

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::de::{Error, MapAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::diagnostic::{Diagnostic, Step, did_you_mean, error, unknown, warning};
use crate::path;

#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
pub struct Strings {
    #[serde(default)]
    pub js: BTreeMap<String, Words>,
    #[serde(flatten)]
    pub texts: BTreeMap<String, Words>,
    /// The language by whose rules words are counted: that of their file.
    #[serde(skip)]
    pub language: String,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Words {
    One(String),
    /// By plural category: `one`, `other`, …
    Plural(BTreeMap<String, String>),
}

/// The plural categories of all languages; every language has the last one.
const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", OTHER];
const OTHER: &str = "other";

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Words, D::Error> {
        deserializer.deserialize_any(OneOrForms)
    }
}

/// Reads a text, or texts by form; a number or a word that YAML knows is a text too, as everywhere.
struct OneOrForms;

impl<'de> Visitor<'de> for OneOrForms {
    type Value = Words;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, or a text for each plural form")
    }

    fn visit_str<E>(self, text: &str) -> Result<Words, E> {
        Ok(Words::One(text.to_owned()))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Words, E> {
        Ok(Words::One(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Words, E> {
        Ok(Words::One(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Words, E> {
        Ok(Words::One(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Words, E> {
        Ok(Words::One(value.to_string()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Words, A::Error> {
        let mut forms = BTreeMap::new();
        while let Some((form, words)) = map.next_entry::<String, Words>()? {
            match words {
                Words::One(text) => drop(forms.insert(form, text)),
                Words::Plural(_) => return Err(A::Error::invalid_type(Unexpected::Map, &"a text")),
            }
        }
        Ok(Words::Plural(forms))
    }
}

impl Words {
    fn texts(&self) -> Vec<&str> {
        match self {
            Words::One(text) => vec![text],
            Words::Plural(forms) => forms.values().map(String::as_str).collect(),
        }
    }

    /// Forms that no language has, and the one that every language has.
    fn misnamed(&self, key: &str) -> Vec<(Vec<Step>, Diagnostic)> {
        let Words::Plural(forms) = self else { return Vec::new() };
        let unknown = forms
            .keys()
            .filter(|form| !FORMS.contains(&form.as_str()))
            .map(|form| (path![form.as_str()], unknown("plural-form", form, "a plural form", FORMS.into_iter())));
        let unknown: Vec<(Vec<Step>, Diagnostic)> = unknown.collect();
        if !unknown.is_empty() || forms.contains_key(OTHER) {
            return unknown;
        }
        let finding = error("plural-form", format!("`{key}` lacks the form `{OTHER}`"));
        vec![(Vec::new(), finding.help(format!("add what stands beside all other numbers: `{OTHER}: …`")))]
    }

    /// A `{value}` of a translation that is none of this word.
    fn unlike(&self, key: &str, other: &Words) -> Option<Diagnostic> {
        let values =
            |words: &Words| words.texts().into_iter().flat_map(placeholders).map(str::to_owned).collect::<Vec<_>>();
        let known = values(self);
        let wrong = values(other).into_iter().find(|value| !known.contains(value))?;
        let finding = error("placeholder", format!("`{{{wrong}}}` is not a value of `{key}`"));
        Some(match known.first() {
            None => finding.help("take it out: this word has no values"),
            Some(_) => finding.help(format!("write: `{{{}}}`", known.join("}`, `{"))),
        })
    }
}

/// The names between braces.
fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name)
}

impl Strings {
    /// What is wrong with the same words in another language: names that are nearly those of others, values that nobody
    /// fills in, what is lost of them. Templates of a site may have words of their own.
    pub fn unlike(&self, other: &Strings, language: &str) -> Vec<(Vec<Step>, Diagnostic)> {
        let mut findings = Vec::new();
        let parts = [(path![], &self.texts, &other.texts), (path!["js"], &self.js, &other.js)];
        for (at, known, given) in parts {
            for (key, words) in given {
                let at = [at.clone(), path![key.as_str()]].concat();
                let forms = words.misnamed(key).into_iter();
                findings.extend(forms.map(|(form, finding)| ([at.clone(), form].concat(), finding)));
                match known.get(key) {
                    Some(known) => {
                        let told = known.unlike(key, words).or_else(|| known.lost(key, words));
                        let told = told.or_else(|| words.unformed(key, language));
                        findings.extend(told.map(|finding| (at, finding)));
                    }
                    None => {
                        let guess = did_you_mean(key, known.keys().map(String::as_str));
                        let finding = warning("unknown-word", format!("`{key}` is not a word of the theme"));
                        findings.extend(guess.map(|guess| (at, finding.help(format!("did you mean `{guess}`?")))));
                    }
                }
            }
        }
        findings
    }

    /// How many words another language has not, if any.
    pub fn lacking(&self, other: &Strings) -> Option<(Vec<Step>, Diagnostic)> {
        let missing = |all: &BTreeMap<String, Words>, own: &BTreeMap<String, Words>| {
            all.keys().filter(|key| !own.contains_key(*key)).cloned().collect::<Vec<_>>()
        };
        let missing = [missing(&self.texts, &other.texts), missing(&self.js, &other.js)].concat();
        let all = self.texts.len() + self.js.len();
        let message = format!("{} of {all} words of the theme are missing here, and stand in English", missing.len());
        let first = missing[..missing.len().min(6)].join("`, `");
        let finding = warning("theme-words", message).help(format!("translate them too: `{first}` …"));
        (!missing.is_empty()).then(|| (Vec::new(), finding))
    }

    /// Takes the words of another language where it has them.
    pub fn extend(&mut self, other: Strings) {
        self.js.extend(other.js);
        self.texts.extend(other.texts);
    }

    /// A word as it stands; its key where the theme lacks it, so that the gap is seen.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        match self.texts.get(key) {
            Some(Words::One(text)) => text,
            Some(Words::Plural(forms)) => forms.get(OTHER).map_or(key, String::as_str),
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
    while let Some(start) = memchr::memchr(b'{', rest.as_bytes()) {
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
