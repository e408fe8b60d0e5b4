//! A group of keys on the line of its own key, without its braces: `tax: included: true`.
//!
//! In: the fault that the parser sees, and the schema. Out: the fault with braces as its remedy, where the schema has a group below
//! the key; with a line for each key, where others stand below, or braces alone would not mend it. Absent: keys below which a text
//! may stand as well.

use schemars::Schema;
use serde_json::Value;

use super::super::Fault;
use super::super::syntax::SECOND_COLON;
use super::schema::{allows, choices};

pub fn in_braces(text: &str, fault: Fault, schema: &Schema) -> Fault {
    let remedy = (fault.message == SECOND_COLON).then(|| remedy(text, fault.span.start, schema.as_value())).flatten();
    Fault { help: remedy.or(fault.help), ..fault }
}

fn remedy(text: &str, at: usize, root: &Value) -> Option<String> {
    let start = text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
    let whole = text[start..].lines().next()?;
    let written = whole.trim_start_matches(' ');
    let line = written.trim_start_matches([' ', '-']);
    let (key, rest) = line.split_once(": ")?;
    let rest = rest.split(" #").next()?.trim();
    let fits = parts(rest).iter().skip(1).all(|part| is_one(part));
    if written.starts_with("- ") && has_siblings(root, key, rest) {
        let entry = format!("{key}: {rest}");
        let parts = parts(&entry);
        let more = is_deeper(&text[start + whole.len()..], whole.len() - written.len());
        if more || !fits || !is_one(parts[0]) {
            return Some(in_lines(root, &parts));
        }
        return Some(format!("put the entry in braces: `- {{{entry}}}`"));
    }
    let (first, _) = rest.split_once(": ").filter(|_| fits && is_one(parts(rest)[0]))?;
    let mut places = Vec::new();
    below(root, key, &mut places);
    let mut forms = places.into_iter().map(|of| form(resolved(of, root), root, first));
    // A key may mean several things in one file: braces fit where none of them is a text.
    let form = forms.try_fold(None, |known, form| form.map(|form| known.or(form)))??;
    let written = match form {
        Form::Group => format!("{{{rest}}}"),
        Form::List => format!("[{{{rest}}}]"),
    };
    Some(format!("put what belongs to `{key}` in braces: `{key}: {written}`"))
}

/// What commas part outside of brackets and quotation marks.
fn parts(text: &str) -> Vec<&str> {
    let (mut found, mut start, mut depth, mut quote) = (Vec::new(), 0, 0_usize, None);
    for (at, sign) in text.char_indices() {
        match (quote, sign) {
            (Some(open), _) => quote = Some(open).filter(|open| *open != sign),
            (None, '"' | '\'') if text[..at].ends_with([' ', '[', '{']) => quote = Some(sign),
            (None, '[' | '{') => depth += 1,
            (None, ']' | '}') => depth = depth.saturating_sub(1),
            (None, ',') if depth == 0 && text[at + 1..].starts_with(' ') => {
                found.push(&text[start..at]);
                start = at + 2;
            }
            _ => {}
        }
    }
    found.push(&text[start..]);
    found
}

/// Whether a part is a key with a value that braces leave whole.
fn is_one(part: &str) -> bool {
    let Some((_, value)) = part.trim().split_once(": ") else { return false };
    value.starts_with(['"', '\'', '[', '{']) || !value.contains([',', '[', ']', '{', '}']) && !value.contains(": ")
}

/// Whether the next line belongs to an entry whose dash stands in a column.
fn is_deeper(below: &str, dash: usize) -> bool {
    let mut lines = below.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    lines.next().is_some_and(|line| line.len() - line.trim_start_matches(' ').len() > dash)
}

/// Each key of an entry on a line of its own; a value that is not whole stays away.
fn in_lines(root: &Value, parts: &[&str]) -> String {
    let first = parts[0].split(": ").next().unwrap_or_default();
    let known = |part: &&&str| part.split_once(": ").is_some_and(|(key, _)| is_together(root, [first, key]));
    let whole = parts.iter().all(|part| is_one(part));
    let line = |part: &str| match part.split_once(": ").filter(|_| !whole) {
        Some((key, _)) => format!("{key}: …"),
        None => part.to_owned(),
    };
    let below: Vec<String> = parts[1..].iter().filter(known).map(|part| format!("`  {}`", line(part))).collect();
    format!("give each key a line of its own: `- {}`, below it {}", line(parts[0]), below.join(", "))
}

/// Whether what stands behind a comma is another key of the group that has the first one: `name: Germany, cost: 4.90`.
fn has_siblings(root: &Value, key: &str, rest: &str) -> bool {
    let mut behind = rest.match_indices(", ").filter_map(|(at, _)| rest[at + 2..].split_once(": ").map(|(key, _)| key));
    behind.any(|other| is_together(root, [key, other]))
}

/// Whether some group has both keys.
fn is_together(schema: &Value, keys: [&str; 2]) -> bool {
    match schema {
        Value::Object(parts) => {
            let properties = parts.get("properties").and_then(Value::as_object);
            properties.is_some_and(|own| keys.iter().all(|key| own.contains_key(*key)))
                || parts.values().any(|part| is_together(part, keys))
        }
        Value::Array(parts) => parts.iter().any(|part| is_together(part, keys)),
        _ => false,
    }
}

enum Form {
    Group,
    List,
}

/// How a schema takes a group that begins with a key: `None` where it takes a text, `Some(None)` where it takes no such group.
fn form(schema: &Value, root: &Value, first: &str) -> Option<Option<Form>> {
    if let Some(choices) = choices(schema) {
        let mut forms = choices.into_iter().map(|choice| form(resolved(choice, root), root, first));
        return forms.try_fold(None, |known, form| form.map(|form| known.or(form)));
    }
    if schema.get("enum").is_some() || schema.get("const").is_some() || allows(schema, "string") {
        return None;
    }
    if is_group(schema, first) {
        return Some(Some(Form::Group));
    }
    let items = schema.get("items").map(|items| resolved(items, root));
    Some(items.filter(|items| is_group(items, first)).map(|_| Form::List))
}

/// Whether a schema has such a key, or takes any.
fn is_group(schema: &Value, key: &str) -> bool {
    match schema.get("properties") {
        Some(properties) => properties.get(key).is_some(),
        None => schema.get("additionalProperties").is_some_and(|any| *any != Value::Bool(false)),
    }
}

/// The schemas of all keys of a name.
fn below<'a>(schema: &'a Value, key: &str, found: &mut Vec<&'a Value>) {
    match schema {
        Value::Object(parts) => {
            found.extend(parts.get("properties").and_then(|properties| properties.get(key)));
            parts.values().for_each(|part| below(part, key, found));
        }
        Value::Array(parts) => parts.iter().for_each(|part| below(part, key, found)),
        _ => {}
    }
}

fn resolved<'a>(schema: &'a Value, root: &'a Value) -> &'a Value {
    let target = schema.get("$ref").and_then(Value::as_str);
    target.and_then(|target| root.pointer(target.trim_start_matches('#'))).unwrap_or(schema)
}
