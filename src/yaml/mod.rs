//! YAML text → typed data, or every fault in it with its place.
//!
//! In: a text and the struct that it should be. Out: the struct, or [`Fault`]s. serde stops at the first fault of
//! a file, so the way that succeeds decodes once; only a file that fails is read again as a tree and compared with
//! the JSON Schema of the same struct, which finds all faults, and [`rest`] decodes what they leave. Only this module and
//! its children know which YAML library is used. Absent: any knowledge of shops; the checks of special scalars (amounts,
//! dates) are handed in.

mod above;
mod commas;
mod folded;
mod kept;
mod lines;
mod places;
mod rest;
mod signs;
mod syntax;
mod tree;
mod unclosed;
mod validate;

use std::ops::Range;

use memchr::memmem;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use crate::source;
pub use commas::commas;
pub use folded::folded;
pub use kept::kept;
pub use lines::lines;
pub use places::{Lines, Places};
pub use rest::{Gaps, Rest, rest};
pub use signs::{CURLY, curly, straight, unopened};
pub use tree::{Node, Spanned, Tree, tree};

/// One thing wrong in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub code: &'static str,
    /// Bytes of the text that was decoded.
    pub span: Range<usize>,
    pub message: String,
    pub help: Option<String>,
}

/// A scalar with a spelling of its own: the `format` of its schema, and its check.
#[derive(Clone, Copy)]
pub struct Scalar {
    pub format: &'static str,
    /// What to write, with an example, when the value is not of the right kind at all.
    pub example: &'static str,
    pub check: fn(&str) -> Result<(), Wrong>,
}

/// Why a scalar is refused, and what to type instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    pub message: String,
    pub help: String,
}

impl std::fmt::Display for Wrong {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.message)
    }
}

/// Decodes a whole text.
///
/// # Errors
/// Every fault that could be found, sorted by place; at least one.
pub fn decode<T: DeserializeOwned + JsonSchema>(text: &str, scalars: &[Scalar]) -> Result<T, Vec<Fault>> {
    let first = match serde_yaml::from_str_with_options::<T>(text, options()) {
        Ok(value) if !may_be_blank(text) => return Ok(value),
        Ok(value) => return blank::<T>(text, scalars).map(|()| value),
        Err(error) => error,
    };
    // What else seems to be wrong may follow from them.
    let unseen = signs::unseen(text);
    if !unseen.is_empty() {
        return Err(unseen);
    }
    let tree = match tree(text) {
        Ok(tree) => tree,
        Err(fault) => return Err(vec![validate::in_braces(text, fault, &schemars::schema_for!(T))]),
    };
    let mut faults = validate::faults(text, &tree, &schemars::schema_for!(T), scalars);
    // A text without its first word may be empty, or of another kind.
    for sign in kept(text) {
        let line = sign.span.start..sign.span.start + text[sign.span.start..].lines().next().map_or(0, str::len) + 1;
        faults.retain(|fault| !line.contains(&fault.span.start));
        faults.push(sign);
    }
    if faults.is_empty() {
        faults.push(from_serde(text, &first));
    }
    faults.sort_by_key(|fault| fault.span.start);
    Err(faults)
}

/// Values and keys with a character that no page may hold, each with the first of them.
pub fn unprintable(text: &str) -> Vec<(Range<usize>, char)> {
    // Such a character is written as it is, or as an escape.
    if !text.contains('\\') && source::unprintable(text).is_none() {
        return Vec::new();
    }
    let Ok(tree) = tree(text) else { return Vec::new() };
    let signs = |node: &Spanned| Some((node.span.clone(), source::unprintable(node.scalar()?)?.1));
    tree.nodes().into_iter().filter_map(signs).collect()
}

/// Whether two quotation marks with nothing between them stand somewhere else than in `alt`, where they mean decoration.
fn may_be_blank(text: &str) -> bool {
    let blank = |at: usize| {
        let (mark, rest) = text[at..].split_at(1);
        let begins = text[..at].ends_with([' ', '[', '{', ',', '\n']) && !text[..at].trim_end().ends_with("alt:");
        begins && rest.trim_start_matches(' ').starts_with(mark)
    };
    memchr::memchr2_iter(b'"', b'\'', text.as_bytes()).any(blank)
}

/// Texts that must be there and are empty.
fn blank<T: JsonSchema>(text: &str, scalars: &[Scalar]) -> Result<(), Vec<Fault>> {
    let mut faults = tree(text)
        .map_or_else(|_| Vec::new(), |tree| validate::faults(text, &tree, &schemars::schema_for!(T), scalars));
    faults.retain(|fault| fault.code == validate::BLANK);
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

/// Scalars stay as they are written: `NO` is a country, `0012345678905` a gtin, `19.90` an amount.
fn options() -> serde_yaml::Options {
    let mut options = serde_yaml::Options::default();
    options.strict_booleans = true;
    options.leading_zero_numbers_as_strings = true;
    options.underscored_numbers_as_strings = true;
    options.with_snippet = false;
    // Files are limited by their size when they are read; aliases keep their own limits.
    options.budget = Some(budget());
    options
}

/// Nodes and events that one file may have: a list of 100,000 products fits, a bomb of aliases does not.
const MAX_NODES: usize = 20_000_000;

fn budget() -> serde_yaml::Budget {
    let mut budget = serde_yaml::Budget::default();
    budget.max_events = MAX_NODES;
    budget.max_nodes = MAX_NODES;
    budget.max_total_scalar_bytes = usize::MAX;
    budget
}

/// Values that end in a comment without a space after its `#`, which their author may have meant as text: `Tea #5`.
/// Each with the bytes of the value and the comment.
pub fn swallowed(text: &str) -> Vec<Range<usize>> {
    let comment =
        |rest: &str| rest.strip_prefix('#').is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric()));
    if !memmem::find_iter(text.as_bytes(), " #").any(|at| comment(&text[at + 1..])) {
        return Vec::new();
    }
    let Ok(tree) = tree(text) else { return Vec::new() };
    let ends_in_one = |node: &Spanned| match &node.value {
        Node::Scalar { plain: true, text: value } if !value.is_empty() => {
            let line = text[node.span.end..].lines().next().unwrap_or_default();
            let ends = line.starts_with(' ') && comment(line.trim_start());
            ends.then(|| node.span.start..node.span.end + line.trim_end().len())
        }
        _ => None,
    };
    tree.nodes().into_iter().filter_map(ends_in_one).collect()
}

/// The decoder's own words, when the schema found nothing.
fn from_serde(text: &str, error: &serde_yaml::Error) -> Fault {
    let error = error.without_snippet();
    let start = error
        .location()
        .and_then(|location| location.span().byte_offset())
        .map_or(0, |offset| offset as usize)
        .min(text.len());
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    if message.contains("multiple YAML documents") {
        let help = Some("take the line `---` out, and what does not belong to this file".to_owned());
        let message = "a line `---` begins a second document, and a file has one".to_owned();
        return Fault { code: "yaml-syntax", span: second(text), message, help };
    }
    if message.contains("document start") {
        let help = Some("let all keys begin in the first column".to_owned());
        let message = "the first line is indented, and the others are not".to_owned();
        return Fault { code: "yaml-syntax", span: 0..text.find('\n').unwrap_or(text.len()), message, help };
    }
    let help = "write it as <https://github.com/shopwright/shopwright/blob/main/docs/keys.md> shows";
    Fault { code: "yaml", span: start..start, message: message.to_owned(), help: Some(help.to_owned()) }
}

/// The line that begins the second document.
fn second(text: &str) -> Range<usize> {
    let line = text.match_indices("\n---").map(|(at, _)| at + 1).next().unwrap_or_default();
    line..line + 3
}

/// A file with front matter: YAML between two lines of `---`, then Markdown.
#[derive(Debug, Clone, Copy)]
pub struct Parts<'a> {
    pub matter: &'a str,
    /// Bytes before `matter` in the file.
    pub matter_start: usize,
    pub body: &'a str,
    /// Bytes before `body` in the file.
    pub body_start: usize,
}

/// Why a file that begins otherwise seems to have front matter all the same.
fn no_front_matter(text: &str, missing: Fault) -> Fault {
    let told = |message: &str, help: &str| Fault {
        message: message.to_owned(),
        help: Some(help.to_owned()),
        ..missing.clone()
    };
    if text.starts_with("---\r") && !text.contains('\n') {
        let help = "save it with the line ends of Unix (LF), which most editors offer";
        return told("the lines of this file end as on old Macs (CR), so it is one line", help);
    }
    if text.trim_start().lines().next().is_some_and(|line| line.trim_end() == "---") {
        let help = "delete what stands before the line `---`: it must be the first of the file";
        return told("an empty line, or a space, stands before the front matter", help);
    }
    missing
}

/// The first line that was meant to be `---`.
fn nearly_closed(text: &str) -> Option<Range<usize>> {
    let mut start = 0;
    text.split_inclusive('\n').find_map(|line| {
        let word = line.trim();
        let at = start + line.find(word).unwrap_or_default();
        start += line.len();
        let signs = ['-', '–', '—', '+', '.', '_', '='];
        let meant = word.chars().all(|c| signs.contains(&c)) && (word.len() >= 3 || line.starts_with('-'));
        (meant && !word.is_empty()).then(|| at..at + word.len())
    })
}

/// Splits a Markdown file with front matter.
///
/// # Errors
/// A [`Fault`] when there is no front matter, or when it is not closed.
pub fn split(text: &str) -> Result<Parts<'_>, Fault> {
    const HELP: &str = "start the file with a line `---`, then the fields, then another line `---`";
    let bom = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let fault = |span: Range<usize>, message: &str| Fault {
        code: "front-matter",
        span,
        message: message.to_owned(),
        help: Some(HELP.to_owned()),
    };
    let first = text[bom..].split_inclusive('\n').next().unwrap_or_default();
    if first.trim_end() != "---" {
        return Err(no_front_matter(&text[bom..], fault(bom..bom, "the front matter is missing")));
    }
    let matter_start = bom + first.len();
    // The line end of the first line may be that before the last.
    for end in memmem::find_iter(&text.as_bytes()[matter_start - 1..], "\n---").map(|at| matter_start + at) {
        let line = text[end..].split_inclusive('\n').next().unwrap_or_default();
        if line.trim_end() == "---" {
            let body_start = end + line.len();
            let matter = &text[matter_start..end];
            return Ok(Parts { matter, matter_start, body: &text[body_start..], body_start });
        }
    }
    match nearly_closed(&text[matter_start..]) {
        Some(line) => Err(Fault {
            help: Some("write three hyphens, `---`, and nothing before or behind them".to_owned()),
            ..fault(matter_start + line.start..matter_start + line.end, "this line does not close the front matter")
        }),
        None => Err(fault(bom..bom + 3, "the front matter is not closed")),
    }
}
