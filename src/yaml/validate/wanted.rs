//! What a schema wants in a place, in words.
//!
//! In: a schema. Out: the end of a sentence that begins with `write`.

use serde_json::Value;

use super::{Walk, allows, choices};

impl Walk<'_> {
    pub(super) fn wanted(&self, schema: &Value) -> String {
        let format = schema.get("format").and_then(Value::as_str);
        if let Some(scalar) = self.scalars.iter().find(|scalar| Some(scalar.format) == format) {
            return scalar.example.to_owned();
        }
        if let Some(choices) = choices(schema) {
            let mut list: Vec<String> = Vec::new();
            for choice in choices {
                let wanted = self.wanted(&self.resolve_owned(choice));
                if !list.contains(&wanted) {
                    list.push(wanted);
                }
            }
            return list.join(", or ");
        }
        if let Some(words) = schema.get("enum").and_then(Value::as_array) {
            let words: Vec<&str> = words.iter().filter_map(Value::as_str).collect();
            return format!("one of: {}", words.join(", "));
        }
        if let Some(keys) = keys(schema) {
            return format!("keys and values, indented below: {keys}");
        }
        if let Some(items) = schema.get("items").filter(|_| allows(schema, "array")) {
            return self.list(&self.resolve_owned(items));
        }
        let kinds = [
            ("string", "a text"),
            ("boolean", "true or false"),
            ("integer", "a whole number"),
            ("number", "a number"),
            ("object", "keys and values, indented below"),
        ];
        let found = kinds.iter().find(|(kind, _)| schema.get("type").is_some() && allows(schema, kind));
        found.map_or("a value", |(_, words)| words).to_owned()
    }

    /// A list is shown with what its entries are, so that it is right at the next try.
    fn list(&self, items: &Value) -> String {
        if items.get("type").is_some() && allows(items, "integer") {
            return "a list, like `[2, 3]`".to_owned();
        }
        let text = |of: &Value| of.get("type").is_some_and(|kind| kind == "string") && of.get("const").is_none();
        if text(items) || choices(items).is_some_and(|choices| choices.into_iter().any(text)) {
            return "a list: in brackets like `[S, M, L]`, or one entry per line, each with `- ` before it".to_owned();
        }
        let Some(keys) = keys(items) else { return "a list: one entry per line, each with `- ` before it".to_owned() };
        match keys.split_once(", ") {
            Some((first, others)) => {
                format!("a list: each entry begins with `- {first}: …` and has below it: {others}")
            }
            None => format!("a list: each entry begins with `- {keys}: …`"),
        }
    }

    fn resolve_owned(&self, schema: &Value) -> Value {
        match schema.get("$ref").and_then(Value::as_str) {
            Some(reference) => self.root.pointer(reference.trim_start_matches('#')).unwrap_or(schema).clone(),
            None => schema.clone(),
        }
    }
}

/// The names of a struct's fields: those that must be there, else the first few.
fn keys(schema: &Value) -> Option<String> {
    const LISTED: usize = 6;
    let required = schema.get("required").and_then(Value::as_array);
    let required: Vec<&str> = required.into_iter().flatten().filter_map(Value::as_str).collect();
    let all = schema.get("properties")?.as_object()?.keys().map(String::as_str);
    let more = required.is_empty() && all.clone().count() > LISTED;
    let names: Vec<&str> = if required.is_empty() { all.take(LISTED).collect() } else { required };
    Some(format!("{}{}", names.join(", "), if more { ", …" } else { "" }))
}
