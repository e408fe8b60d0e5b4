//! `docs/keys.md`: every key that can be written, from the structs that decode it. `BLESS=1` writes it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt::Write as _;
use std::fs;

use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value};
use shopwright::scalar::SCALARS;
use shopwright::sections::Home;
use shopwright::shop::{campaign, collection, faq, page, post, product, settings, testimonial};

use crate::shell::root;

const HEAD: &str = "\
# Every key

What can be written in each file of a shop, made from the program itself. Keys in **bold** must be there; a key that is not
in these tables is an error that says which one was meant. Values with a spelling of their own, like *amount*, are
[at the end](#values). In files that end in `.md` the keys stand between two lines of `---`, and Markdown below them.
";

/// A file, what it is, and the schema of what it holds.
type File = (&'static str, &'static str, fn(&mut SchemaGenerator) -> Value);

const FILES: &[File] = &[
    ("content/shop.yaml", "The shop as a whole.", schema::<settings::Settings>),
    ("content/home.yaml", "The landing page.", schema::<Home>),
    (
        "content/products/*.md",
        "A product; or in `content/products/*/index.md`, with its photos beside it; or an entry of the list in \
         `content/products.yaml`.",
        schema::<product::Matter>,
    ),
    ("content/collections/*.md", "A collection of products.", schema::<collection::Matter>),
    ("content/pages/*.md", "A free page, or a legal one.", schema::<page::Matter>),
    ("content/posts/*.md", "A post of the journal.", schema::<post::Matter>),
    ("content/testimonials.yaml", "A list; each entry is one testimonial.", schema::<Vec<testimonial::Testimonial>>),
    ("content/faq.yaml", "A list; each entry is a group of questions.", schema::<Vec<faq::FaqGroup>>),
    ("content/campaigns.yaml", "A list; each entry is a campaign.", schema::<Vec<campaign::Campaign>>),
    ("content/report/report.yaml", "The KPI report.", schema::<shopwright::report::settings::Settings>),
];

fn schema<T: JsonSchema>(generator: &mut SchemaGenerator) -> Value {
    generator.subschema_for::<T>().to_value()
}

#[test]
fn the_reference_of_keys_is_up_to_date() {
    let path = root().join("docs/keys.md");
    let text = reference();
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &text).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == text, "docs/keys.md is out of date: BLESS=1 cargo test --release --test it keys");
}

fn reference() -> String {
    let mut generator = SchemaGenerator::default();
    let files: Vec<(&str, &str, Value)> =
        FILES.iter().map(|(path, about, schema)| (*path, *about, schema(&mut generator))).collect();
    let types = generator.take_definitions(true);
    let mut pages = Pages { types: &types, headings: BTreeMap::new(), next: VecDeque::new(), text: HEAD.to_owned() };
    pages.text.push('\n');
    for (path, ..) in &files {
        let _ = writeln!(pages.text, "- [`{path}`](#{})", anchor(path));
    }
    for (path, about, schema) in &files {
        pages.file(path, about, schema);
    }
    values(&mut pages.text, &types);
    pages.text
}

struct Pages<'a> {
    types: &'a Map<String, Value>,
    /// Types that have a table, or get one, and its heading.
    headings: BTreeMap<String, String>,
    /// Types whose table comes next.
    next: VecDeque<String>,
    text: String,
}

impl Pages<'_> {
    fn file(&mut self, path: &str, about: &str, schema: &Value) {
        let _ = writeln!(self.text, "\n## `{path}`\n\n{about}");
        // A list of entries is told by its entry.
        let entry = schema.get("items").unwrap_or(schema);
        let file = path.rsplit('/').find(|part| part.starts_with(|c: char| c.is_alphabetic())).unwrap_or(path);
        let name = file.trim_end_matches(".yaml");
        if let Some(of) = reference_of(entry) {
            self.headings.insert(of.to_owned(), path.to_owned());
            self.table(&self.types[of], name);
        }
        while let Some(of) = self.next.pop_front() {
            let heading = self.headings[&of].clone();
            let _ = writeln!(self.text, "\n### `{heading}`");
            if let Some(about) = described(&self.types[&of]) {
                let _ = writeln!(self.text, "\n{about}");
            }
            self.table(&self.types[&of], &heading);
        }
    }

    fn table(&mut self, schema: &Value, of: &str) {
        let required: BTreeSet<&str> =
            schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let rows: Vec<(String, Value)> = match schema["oneOf"].as_array() {
            Some(ways) => ways.iter().filter_map(only_key).collect(),
            None => {
                schema["properties"].as_object().into_iter().flatten().map(|(k, v)| (k.clone(), v.clone())).collect()
            }
        };
        self.text.push_str("\n| key | value | |\n|---|---|---|\n");
        for (key, value) in rows {
            let mark = if required.contains(&*key) { "**" } else { "" };
            let kind = self.kind(&value, &format!("{of}.{key}"));
            let about = self.about(&value);
            let _ = writeln!(self.text, "| {mark}`{key}`{mark} | {kind} | {about} |");
        }
    }

    /// What may stand behind the colon.
    fn kind(&mut self, schema: &Value, path: &str) -> String {
        if let Some(of) = reference_of(schema) {
            return self.kind_of_type(of, path);
        }
        if let Some(ways) = alternatives(schema) {
            let kinds: Vec<String> =
                ways.iter().filter(|way| way["type"] != "null").map(|way| self.kind(way, path)).collect();
            return kinds.join(", or ");
        }
        if let Some(format) = format_of(schema) {
            return format!("[*{format}*](#values)");
        }
        if let Some(items) = schema.get("items") {
            return format!("list: {}", self.kind(items, path));
        }
        if let Some(values) = schema.get("additionalProperties").filter(|values| values.is_object()) {
            return format!("names with a value each: {}", self.kind(values, path));
        }
        simple(schema).to_owned()
    }

    fn kind_of_type(&mut self, of: &str, path: &str) -> String {
        let schema = self.types[of].clone();
        if let Some(words) = words(&schema) {
            return words;
        }
        let keys = schema.get("properties").is_some()
            || schema["oneOf"].as_array().is_some_and(|ways| ways.iter().all(|way| only_key(way).is_some()));
        if !keys {
            return self.kind(&schema, path);
        }
        if !self.headings.contains_key(of) {
            self.headings.insert(of.to_owned(), path.to_owned());
            self.next.push_back(of.to_owned());
        }
        let heading = &self.headings[of];
        format!("[`{heading}`](#{})", anchor(heading))
    }

    /// What it means, and what it is when it is not there.
    fn about(&self, schema: &Value) -> String {
        let inner = || reference_of(schema).or_else(|| alternatives(schema)?.iter().find_map(reference_of));
        let own = described(schema);
        let mut about = own.or_else(|| inner().and_then(|of| described(&self.types[of]))).unwrap_or_default();
        let plain =
            |value: &&Value| !matches!(value, Value::Null | Value::Object(_) | Value::Array(_) | Value::Bool(false));
        if let Some(value) = schema.get("default").filter(plain) {
            let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let space = if about.is_empty() { "" } else { " " };
            let _ = write!(about, "{space}When absent: `{value}`.");
        }
        about
    }
}

/// The name of the type that a schema refers to.
fn reference_of(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str()?.rsplit('/').next()
}

fn alternatives(schema: &Value) -> Option<&Vec<Value>> {
    schema["anyOf"].as_array().or_else(|| schema["oneOf"].as_array())
}

/// The one key of an entry that is told by its name, with what stands behind it.
fn only_key(way: &Value) -> Option<(String, Value)> {
    let [(key, value)] = &way["properties"].as_object()?.iter().collect::<Vec<_>>()[..] else { return None };
    let mut value = Value::clone(value);
    if let Some(about) = way.get("description") {
        value["description"] = about.clone();
    }
    Some(((*key).clone(), value))
}

/// One of several words.
fn words(schema: &Value) -> Option<String> {
    let of_enum = schema["enum"].as_array().map(|words| words.iter().filter_map(Value::as_str).collect::<Vec<_>>());
    let of_each = || {
        let each = schema["oneOf"].as_array()?.iter();
        each.map(|way| way["const"].as_str()).collect::<Option<Vec<_>>>()
    };
    let words = of_enum.or_else(of_each)?;
    Some(words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", "))
}

/// A spelling of its own; those of numbers are schemars' own words.
fn format_of(schema: &Value) -> Option<&str> {
    let format = schema["format"].as_str()?;
    (!format.starts_with("int") && !format.starts_with("uint") && format != "double").then_some(format)
}

fn simple(schema: &Value) -> &'static str {
    let kinds: Vec<&str> = match &schema["type"] {
        Value::String(kind) => vec![kind],
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => vec![],
    };
    if kinds.contains(&"string") {
        "text"
    } else if kinds.contains(&"boolean") {
        "`true` or `false`"
    } else if kinds.contains(&"number") {
        "number"
    } else if kinds.contains(&"integer") {
        "whole number"
    } else {
        "anything"
    }
}

/// A description on one line, as a cell of a table holds it.
fn described(schema: &Value) -> Option<String> {
    Some(schema["description"].as_str()?.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|"))
}

/// The anchor that GitHub gives a heading.
fn anchor(heading: &str) -> String {
    heading.to_lowercase().chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect()
}

/// Spellings that are used, with an example.
fn values(text: &mut String, types: &Map<String, Value>) {
    text.push_str("\n## Values\n\n| | written like |\n|---|---|\n");
    let all = Value::Object(types.clone()).to_string();
    for scalar in SCALARS.iter().filter(|scalar| all.contains(&format!("\"format\":\"{}\"", scalar.format))) {
        let _ = writeln!(text, "| *{}* | {} |", scalar.format, scalar.example);
    }
}
