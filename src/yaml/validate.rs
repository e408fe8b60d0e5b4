//! A tree compared with a JSON Schema: every difference, each at its place.
//!
//! Covers the part of JSON Schema that `schemars` writes for our structs: object, array, string, number, integer,
//! boolean, enum and const, `$ref`, `anyOf`/`oneOf`, nullable types, `additionalProperties`, our own `format`s.

mod bounds;
mod braced;
mod guess;
mod places;
mod schema;
mod slips;
mod wanted;

pub use braced::in_braces;
use places::Above;
use schema::{allows, choices, tagged};
use schemars::Schema;
use serde_json::{Map, Value};

use super::tree::{Node, Spanned};
use super::{Fault, Scalar, Tree, signs};
use crate::diagnostic::did_you_mean;

pub fn faults(text: &str, tree: &Tree, schema: &Schema, scalars: &[Scalar]) -> Vec<Fault> {
    let root = schema.as_value();
    let mut walk = Walk { text, root, scalars, faults: Vec::new(), above: Vec::new() };
    match &tree.root.value {
        // A file without a single key lacks all that must be there.
        _ if tree.root.is_null() && allows(walk.resolve(root), "object") => {
            walk.object(&tree.root, &[], walk.resolve(root), FILE);
        }
        _ => walk.node(&tree.root, root, FILE),
    }
    walk.faults
}

/// The code of a text that must be there and is empty.
pub const BLANK: &str = "blank";

/// How the whole text is called in a message.
const FILE: &str = "this file";
/// And an entry of a text that is a list.
const ENTRY: &str = "this entry";

/// A name as it stands in a message.
fn quoted(name: &str) -> String {
    if name == FILE || name == ENTRY { name.to_owned() } else { format!("`{name}`") }
}

struct Walk<'a> {
    text: &'a str,
    root: &'a Value,
    scalars: &'a [Scalar],
    faults: Vec<Fault>,
    /// From the file itself on.
    above: Vec<Above<'a>>,
}

impl<'a> Walk<'a> {
    fn push(&mut self, code: &'static str, node: &Spanned, message: String, help: Option<String>) {
        self.faults.push(Fault { code, span: node.span.clone(), message, help });
    }

    fn node(&mut self, node: &Spanned, schema: &'a Value, name: &str) {
        let schema = self.resolve(schema);
        if node.is_null() && allows(schema, "null") {
            return;
        }
        if let Some(choices) = choices(schema) {
            self.choice(node, &choices, schema, name);
            return;
        }
        if let Some(allowed) = schema.get("enum").and_then(Value::as_array) {
            let words: Vec<&str> = allowed.iter().filter_map(Value::as_str).collect();
            self.word(node, &words, name);
            return;
        }
        match &node.value {
            Node::Map(entries) if allows(schema, "object") => self.object(node, entries, schema, name),
            Node::List(items) if allows(schema, "array") => {
                if let Some(of) = schema.get("items") {
                    let name = if name == FILE { ENTRY } else { name };
                    self.entries(items, of, name);
                }
                self.length(node, items.len(), schema, name);
            }
            Node::Scalar { text, .. } if !text.is_empty() || allows(schema, "string") => {
                self.scalar(node, text, schema, name);
            }
            _ => self.wrong_type(node, schema, name),
        }
    }

    fn resolve(&self, mut schema: &'a Value) -> &'a Value {
        while let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            let Some(target) = self.root.pointer(reference.trim_start_matches('#')) else { break };
            schema = target;
        }
        schema
    }

    /// The alternative that has the node's shape explains what is wrong with it best.
    fn choice(&mut self, node: &Spanned, choices: &[&'a Value], schema: &'a Value, name: &str) {
        let choices: Vec<&Value> = choices.iter().map(|choice| self.resolve(choice)).collect();
        // A struct that may be left out, not an enum.
        if let (Node::Map(_) | Node::List(_), [only]) = (&node.value, &choices[..]) {
            return self.node(node, only, name);
        }
        if node.is_null() && tagged(&choices).is_none() && !choices.iter().any(|choice| allows(choice, "null")) {
            return self.wrong_type(node, schema, name);
        }
        if let Some(tagged) = tagged(&choices) {
            match &node.value {
                Node::Map(entries) => return self.object_of(node, entries, &tagged, name),
                Node::Scalar { text, .. } if !node.is_null() => return self.tag_alone(node, text, &tagged, name),
                _ => {}
            }
        }
        if self.colon_in_one(node, &choices, name) {
            return;
        }
        let shape = match &node.value {
            Node::Map(_) => &["object"][..],
            Node::List(_) => &["array"],
            Node::Scalar { .. } => &["string", "number", "integer", "boolean"],
        };
        let mut fewest: Option<Vec<Fault>> = None;
        let mut words = Vec::new();
        for choice in choices {
            if let Some(word) = choice.get("const").and_then(Value::as_str) {
                words.push(word);
                continue;
            }
            if let Some(list) = choice.get("enum").and_then(Value::as_array) {
                words.extend(list.iter().filter_map(Value::as_str));
                continue;
            }
            let fits = shape.iter().any(|shape| allows(choice, shape)) || choice.get("oneOf").is_some();
            if !fits {
                continue;
            }
            let mut trial = Walk { faults: Vec::new(), above: self.above.clone(), ..*self };
            trial.node(node, choice, name);
            if fewest.as_ref().is_none_or(|faults| trial.faults.len() < faults.len()) {
                fewest = Some(trial.faults);
            }
        }
        if node.scalar().is_some_and(|text| words.contains(&text)) {
            return;
        }
        match fewest {
            Some(faults) => self.faults.extend(faults),
            None if words.is_empty() => self.wrong_type(node, schema, name),
            None => self.word(node, &words, name),
        }
    }

    fn object_of(&mut self, node: &Spanned, entries: &[(Spanned, Spanned)], tags: &[(&'a str, &'a Value)], name: &str) {
        let known: Vec<&str> = tags.iter().map(|(tag, _)| *tag).collect();
        if entries.len() != 1 {
            let keys: Vec<&str> = entries.iter().filter_map(|(key, _)| key.scalar()).collect();
            let message = format!("an entry of `{name}` has one key, its name; this one has {}", keys.join(", "));
            let help = "indent the fields below the name, and start each entry with `- `".to_owned();
            return self.push("type", entries.first().map_or(node, |(key, _)| key), message, Some(help));
        }
        for (key, value) in entries {
            let word = key.scalar().unwrap_or_default();
            match tags.iter().find(|(tag, _)| *tag == word) {
                // A name with nothing below it stands for its defaults, if it has one for each field.
                Some((_, schema)) if value.is_null() && self.resolve(schema).get("required").is_none() => {}
                Some((tag, schema)) => self.node(value, schema, tag),
                None => {
                    self.unknown("unknown-value", key, word, &known, name, guess::key(word, &known));
                }
            }
        }
    }

    /// The name of an entry without its colon, or no name at all.
    fn tag_alone(&mut self, node: &Spanned, word: &str, tags: &[(&'a str, &'a Value)], name: &str) {
        let known: Vec<&str> = tags.iter().map(|(tag, _)| *tag).collect();
        if let Some((_, schema)) = tags.iter().find(|(tag, _)| *tag == word) {
            // As with a colon and nothing below it.
            if self.resolve(schema).get("required").is_none() {
                return;
            }
            let help = format!("write `{word}:` with a colon, and its fields indented below");
            return self.push("type", node, format!("`{word}` lacks its colon"), Some(help));
        }
        if let [only] = known[..] {
            let words = tags.first().and_then(|(_, schema)| self.resolve(schema).get("enum")?.as_array());
            let words: Vec<&str> = words.into_iter().flatten().filter_map(Value::as_str).collect();
            let fitting = if words.is_empty() { Some(word) } else { did_you_mean(word, words.iter().copied()) };
            let help = match fitting {
                Some(value) => format!("write `{name}: {{{only}: {value}}}`"),
                None => format!("write `{only}:` below it, and one of: {}", words.join(", ")),
            };
            return self.push("unknown-value", node, format!("`{word}` is not known in `{name}`"), Some(help));
        }
        self.unknown("unknown-value", node, word, &known, name, guess::key(word, &known));
    }

    fn object(&mut self, node: &Spanned, entries: &[(Spanned, Spanned)], schema: &'a Value, name: &str) {
        if name == ENTRY && self.too_high(node, entries, schema) {
            return;
        }
        let none = Map::new();
        let properties = schema.get("properties").and_then(Value::as_object);
        let additional = schema.get("additionalProperties");
        let known: Vec<&str> = properties.unwrap_or(&none).keys().map(String::as_str).collect();
        let mut seen: Vec<&str> = Vec::new();
        let mut meant: Vec<&str> = Vec::new();
        // Of keys of which nobody knows what they mean: the places of their faults.
        let mut strange: Vec<usize> = Vec::new();
        self.above.extend(properties.map(|properties| Above::of(name, properties, entries)));
        // A key that waits for its lines, while those that follow are not known.
        let mut hungry: Option<&str> = None;
        for (key, value) in self.unspilt(entries, properties.unwrap_or(&none)) {
            let Some(word) = key.scalar() else {
                self.push("type", key, "a key must be a word".to_owned(), None);
                continue;
            };
            if key.is_null() {
                self.no_key(key, word);
                continue;
            }
            if seen.contains(&word) {
                if !self.second_entry(node, entries, key, word) {
                    let help = "keep one of the two".to_owned();
                    self.push("duplicate-key", key, format!("`{word}` is written twice"), Some(help));
                }
                continue;
            }
            seen.push(word);
            let of = properties.and_then(|all| all.get(word));
            if of.is_none() && hungry.is_some_and(|above| self.not_indented(above)) {
                continue;
            }
            hungry = of.filter(|of| value.is_null() && allows(self.resolve(of), "object")).map(|_| word);
            match (of, additional) {
                (Some(of), _) => {
                    self.node(value, of, word);
                    self.blank(value, of, schema, word);
                }
                (None, Some(open)) if value.is_null() && self.unspaced(node, key, open, &known, &mut meant) => {}
                (None, Some(open)) if value.is_null() && self.after_comma(node, key, open, &known) => {}
                (None, Some(Value::Object(_))) => self.node(value, additional.unwrap_or(&Value::Null), word),
                (None, Some(Value::Bool(false))) if value.is_null() && signs::ends_cut(word) => {
                    self.cut(key, word);
                }
                (None, Some(Value::Bool(false)))
                    if properties.is_some_and(|own| self.misplaced(node, entries, key, own)) => {}
                (None, Some(Value::Bool(false))) => match self.unknown_key(key, word, entries, &known, name) {
                    Some(guess) => meant.push(guess),
                    None if matches!(value.value, Node::Scalar { .. }) => strange.push(self.faults.len() - 1),
                    None => {}
                },
                (None, _) => {}
            }
        }
        if properties.is_some() {
            self.above.pop();
        }
        // A key that is misspelt is not missing as well.
        let missing = schema::required(schema).into_iter();
        let missing: Vec<&str> = missing.filter(|wanted| !seen.contains(wanted) && !meant.contains(wanted)).collect();
        if !self.another_name(&missing, &strange, name) {
            self.missing(node, entries, properties, &missing, name);
        }
    }

    fn missing(
        &mut self,
        node: &Spanned,
        entries: &[(Spanned, Spanned)],
        properties: Option<&'a Map<String, Value>>,
        missing: &[&str],
        name: &str,
    ) {
        for wanted in missing.iter().copied() {
            let at = entries.first().map_or(node, |(key, _)| key);
            let of = properties.and_then(|all| all.get(wanted)).map(|schema| self.resolve(schema));
            let chosen = (name, wanted) == ("variants", "options");
            let told = of.filter(|schema| schema.get("enum").is_some() || schema.get("format").is_some());
            let parts = of.map(schema::required).filter(|parts| !parts.is_empty());
            let help = match told {
                Some(schema) => format!("add a line `{wanted}: …`, {}", self.wanted(schema)),
                None if chosen => {
                    "name what can be chosen beside `variants`, as `options: [{name: Size, values: [S, M]}]`, \
                                   and here which it is: `options: {Size: S}`"
                        .to_owned()
                }
                None => match parts {
                    Some(parts) => format!("add a line `{wanted}: {{{}: …}}`", parts.join(": …, ")),
                    None => format!("add a line `{wanted}: …`"),
                },
            };
            self.push("missing-key", at, format!("`{wanted}` is missing in {}", quoted(name)), Some(help));
        }
    }

    /// A text that must be there says something; a picture may be decoration, and its file is looked for elsewhere.
    fn blank(&mut self, value: &Spanned, of: &'a Value, object: &Value, word: &str) {
        let required = object.get("required").and_then(Value::as_array);
        let required =
            required.is_some_and(|list| list.iter().any(|wanted| wanted == word)) && !["alt", "src"].contains(&word);
        let of = self.resolve(of);
        let text = of.get("type").is_some_and(|kind| kind == "string") && of.get("format").is_none();
        if required && text && !value.is_null() && value.scalar().is_some_and(|text| text.trim().is_empty()) {
            self.push(BLANK, value, format!("`{word}` is empty"), Some(format!("write its text: `{word}: …`")));
        }
    }

    /// Reports a key that is not known; returns the one that was probably meant, which is none of those that are written.
    fn unknown_key<'k>(
        &mut self,
        key: &Spanned,
        word: &str,
        entries: &[(Spanned, Spanned)],
        known: &[&'k str],
        name: &str,
    ) -> Option<&'k str> {
        let written = |known: &&&str| !entries.iter().any(|(key, _)| key.scalar() == Some(**known));
        let free: Vec<&str> = known.iter().filter(written).copied().collect();
        if let Some(help) = guess::fact(word, known) {
            self.push("unknown-key", key, format!("`{word}` is not known in {}", quoted(name)), Some(help));
            return None;
        }
        let guess = guess::key(word, &free);
        self.unknown("unknown-key", key, word, known, name, guess);
        guess
    }

    /// Reports a name that is not known, with the one that was probably meant.
    fn unknown(
        &mut self,
        code: &'static str,
        key: &Spanned,
        word: &str,
        known: &[&str],
        name: &str,
        guess: Option<&str>,
    ) {
        let help = match guess {
            _ if let Some(said) = guess::said(word, known) => said.to_owned(),
            Some(guess) if let Some(said) = guess::in_file(guess, known).filter(|_| name == FILE) => said.to_owned(),
            Some(guess) => format!("did you mean `{guess}`?"),
            None => format!("known here: {}", known.join(", ")),
        };
        self.push(code, key, format!("`{word}` is not known in {}", quoted(name)), Some(help));
    }

    fn word(&mut self, node: &Spanned, allowed: &[&str], name: &str) {
        let Some(text) = node.scalar() else {
            let help = format!("write one of: {}", allowed.join(", "));
            return self.push("type", node, format!("`{name}` must be one word"), Some(help));
        };
        if !allowed.contains(&text) && !self.curly(node, text) {
            let help = match guess::value(text, allowed) {
                Some(guess) => format!("did you mean `{guess}`?"),
                None => format!("write one of: {}", allowed.join(", ")),
            };
            self.push("unknown-value", node, format!("`{text}` is not a value of `{name}`"), Some(help));
        }
    }

    fn scalar(&mut self, node: &Spanned, text: &str, schema: &'a Value, name: &str) {
        if node.is_null() {
            return self.wrong_type(node, schema, name);
        }
        if let Some(format) = schema.get("format").and_then(Value::as_str) {
            let scalar = self.scalars.iter().find(|scalar| scalar.format == format);
            if let Some(scalar) = scalar {
                if let Err(wrong) = (scalar.check)(text)
                    && !self.curly(node, text)
                {
                    self.push(scalar.format, node, wrong.message, Some(wrong.help));
                }
                return;
            }
        }
        let fits = allows(schema, "string") && !node.is_null()
            || allows(schema, "boolean") && matches!(text, "true" | "True" | "TRUE" | "false" | "False" | "FALSE")
            || allows(schema, "integer") && text.parse::<i64>().is_ok()
            || allows(schema, "number") && text.parse::<f64>().is_ok();
        if !fits {
            if !self.curly(node, text) {
                self.wrong_type(node, schema, name);
            }
            return;
        }
        self.range(node, text, schema, name);
    }

    fn wrong_type(&mut self, node: &Spanned, schema: &'a Value, name: &str) {
        if self.colon_missing(node, schema, name)
            || self.colon_in_text(node, schema, name)
            || self.value_of_one_key(node, schema, name)
            || self.wrong_one_of_list(node, schema, name)
            || self.in_brackets(node, schema)
        {
            return;
        }
        let wanted = self.wanted(schema);
        let wanted = if name == FILE { wanted.replace(", indented below", "") } else { wanted };
        let message = match &node.value {
            _ if node.is_null() => format!("{} is empty", quoted(name)),
            Node::Map(_) => format!("{} cannot be a group of keys", quoted(name)),
            Node::List(_) => format!("{} cannot be a list", quoted(name)),
            Node::Scalar { text, .. } => format!("`{}` does not fit {}", short(text), quoted(name)),
        };
        // Of what stands alone on its line, or last in its braces, it is known what the one entry is.
        let rest = self.text.get(node.span.end..).and_then(|rest| rest.lines().next()).unwrap_or_default().trim_start();
        let alone = rest.is_empty() || rest.starts_with('}');
        let lines = self.text.get(node.span.clone()).is_some_and(|written| written.trim_end().contains('\n'));
        let wanted = match node.scalar().filter(|_| !node.is_null()) {
            Some(_) if lines => wanted.replace("in brackets like `[S, M, L]`, or ", ""),
            Some(text) if alone => {
                wanted.replace("[S, M, L]", &format!("[{}]", short(text.trim_start_matches(['•', '-', '*', ' ']))))
            }
            _ => wanted,
        };
        let wanted = match self.comment_after(node) {
            true => format!("{wanted}; put it in quotation marks, for ` #` begins a comment"),
            false => wanted,
        };
        let mut at = node.clone();
        if !matches!(node.value, Node::Scalar { .. }) {
            let line = self.text[node.span.start.min(self.text.len())..].lines().next().map_or(0, str::len);
            at.span.end = at.span.end.min(at.span.start + line);
        }
        self.push("type", &at, message, Some(format!("write {wanted}")));
    }

    /// Whether a value is empty because all of it was taken for a comment.
    fn comment_after(&self, node: &Spanned) -> bool {
        let rest = &self.text[node.span.start.min(self.text.len())..];
        node.is_null() && rest.lines().next().is_some_and(|line| line.trim_start_matches([':', ' ']).starts_with('#'))
    }
}

fn short(text: &str) -> String {
    /// Long enough to recognise the value.
    const LONGEST: usize = 40;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
