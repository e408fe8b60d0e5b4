//! YAML text → a tree in which every key and value knows its bytes.
//!
//! Used for files that did not decode, and to place a finding. Duplicate keys are kept, so that they can be
//! reported. Absent: aliases are followed only as far as their anchor's own node, which is enough to place a fault.

use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle};

use super::Fault;

/// A node with its bytes.
#[derive(Debug, Clone)]
pub struct Spanned {
    pub span: Range<usize>,
    pub value: Node,
}

#[derive(Debug, Clone)]
pub enum Node {
    Scalar { text: String, plain: bool },
    List(Vec<Spanned>),
    Map(Vec<(Spanned, Spanned)>),
}

#[derive(Debug, Clone)]
pub struct Tree {
    pub root: Spanned,
}

impl Tree {
    /// All values and keys.
    pub fn nodes(&self) -> Vec<&Spanned> {
        let mut all = vec![&self.root];
        let mut next = 0;
        while let Some(node) = all.get(next).copied() {
            match &node.value {
                Node::Scalar { .. } => {}
                Node::List(items) => all.extend(items),
                Node::Map(entries) => all.extend(entries.iter().flat_map(|(key, value)| [key, value])),
            }
            next += 1;
        }
        all
    }
}

impl Spanned {
    pub fn scalar(&self) -> Option<&str> {
        match &self.value {
            Node::Scalar { text, .. } => Some(text),
            Node::List(_) | Node::Map(_) => None,
        }
    }

    /// Nothing written, `~` or `null`.
    pub fn is_null(&self) -> bool {
        matches!(&self.value, Node::Scalar { text, plain: true } if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
    }
}

/// Deeper nesting is no shop.
const MAX_DEPTH: usize = 64;

/// More nodes that aliases repeat are no shop: a few short lines can ask for billions.
const MAX_REPEATED: usize = 1_000_000;

/// A list or a map whose end has not been seen.
struct Open {
    start: usize,
    children: Vec<Spanned>,
    map: bool,
    anchor: usize,
    /// Nodes in it, itself included.
    nodes: usize,
}

/// What aliases stand for.
#[derive(Default)]
struct Anchors {
    /// Each with its nodes and how many they are.
    known: Vec<(usize, Spanned, usize)>,
    repeated: usize,
}

impl Anchors {
    /// Keeps a copy of a node.
    fn set(&mut self, anchor: usize, node: &Spanned, nodes: usize) -> Result<(), Fault> {
        self.count(nodes, &node.span)?;
        self.known.push((anchor, node.clone(), nodes));
        Ok(())
    }

    /// The node of an alias, and how many it is; empty while its anchor is still open.
    fn get(&mut self, anchor: usize, span: &Range<usize>) -> Result<(Node, usize), Fault> {
        let Some(n) = self.known.iter().rposition(|(id, ..)| *id == anchor) else {
            return Ok((Node::Scalar { text: String::new(), plain: true }, 1));
        };
        let nodes = self.known[n].2;
        self.count(nodes, span)?;
        Ok((self.known[n].1.value.clone(), nodes))
    }

    fn count(&mut self, nodes: usize, span: &Range<usize>) -> Result<(), Fault> {
        self.repeated += nodes;
        if self.repeated <= MAX_REPEATED {
            return Ok(());
        }
        let message = format!("aliases like `*name` repeat more than {MAX_REPEATED} values");
        Err(fault(span.clone(), message, "write the values out where they are meant"))
    }
}

/// Reads the first document of a text.
///
/// # Errors
/// The one syntax fault at which reading had to stop.
pub fn tree(text: &str) -> Result<Tree, Fault> {
    let mut stack: Vec<Open> = Vec::new();
    let mut anchors = Anchors::default();
    for step in Parser::new_from_str(text) {
        let (event, span) = step.map_err(|error| syntax(text, &error))?;
        let span = span.byte_range().unwrap_or(0..0);
        let (node, anchor, nodes) = match event {
            Event::Scalar(value, style, anchor, _) => {
                let plain = style == ScalarStyle::Plain;
                (Spanned { span, value: Node::Scalar { text: value.into_owned(), plain } }, anchor, 1)
            }
            Event::Alias(anchor) => {
                let (value, nodes) = anchors.get(anchor, &span)?;
                (Spanned { span, value }, 0, nodes)
            }
            Event::SequenceStart(_, anchor, _) | Event::MappingStart(_, anchor, _) => {
                if stack.len() == MAX_DEPTH {
                    return Err(fault(span, format!("nested more than {MAX_DEPTH} levels deep"), "write it flatter"));
                }
                let map = matches!(event, Event::MappingStart(..));
                stack.push(Open { start: span.start, children: Vec::new(), map, anchor, nodes: 1 });
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let Some(open) = stack.pop() else { continue };
                let (anchor, nodes) = (open.anchor, open.nodes);
                (close(open, span.end), anchor, nodes)
            }
            Event::DocumentEnd => break,
            _ => continue,
        };
        if anchor != 0 {
            anchors.set(anchor, &node, nodes)?;
        }
        match stack.last_mut() {
            Some(open) => {
                open.nodes += nodes;
                open.children.push(node);
            }
            None => return Ok(Tree { root: node }),
        }
    }
    let root = Spanned { span: 0..0, value: Node::Scalar { text: String::new(), plain: true } };
    Ok(Tree { root })
}

fn close(open: Open, end: usize) -> Spanned {
    let value = if open.map {
        let mut entries = Vec::with_capacity(open.children.len() / 2);
        let mut children = open.children.into_iter();
        while let (Some(key), Some(value)) = (children.next(), children.next()) {
            entries.push((key, value));
        }
        Node::Map(entries)
    } else {
        Node::List(open.children)
    };
    Spanned { span: open.start..end, value }
}

fn fault(span: Range<usize>, message: String, help: &str) -> Fault {
    Fault { code: "yaml", span, message, help: Some(help.to_owned()) }
}

/// What most people who meet the parser's message got wrong, in their words, with the remedy; else its own words.
fn syntax(text: &str, error: &granit_parser::ScanError) -> Fault {
    let start = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
    let line_start = text[..floor(text, start)].rfind('\n').map_or(0, |n| n + 1);
    let line = text[line_start..].lines().next().unwrap_or_default();
    if let Some(at) = taken_by_comment(text, start) {
        let message =
            "a value is missing: `#` begins a comment, and what follows in this line is part of it".to_owned();
        let help = Some("put a text that begins with `#` in quotation marks".to_owned());
        return Fault { code: "yaml-syntax", span: at..at, message, help };
    }
    let found = error.info().clone();
    let has = |part: &str| found.contains(part);
    let indent_has_tab = line.chars().take_while(|c| c.is_whitespace()).any(|c| c == '\t');
    let (message, help) = if indent_has_tab || has("tab") {
        ("a tab stands where YAML wants spaces", "indent with spaces, not with tabs")
    } else if has("recursion") {
        ("this is nested more deeply than anything in a shop", "write it flatter")
    } else if has("escape") || has("hexadecimal") || has("surrogate") {
        let help = "write `\\\\` for one, or put the text in single quotation marks: `'C:\\photos'`";
        ("a back-slash between double quotation marks begins a sign that YAML does not know", help)
    } else if has("single-quoted") {
        let help = "put the whole text in double quotation marks: `\"It's nice\"`";
        ("something stands after the closing quotation mark", help)
    } else if has("quote") && line.matches('"').count().is_multiple_of(2) {
        let help = "put the whole text in quotation marks of the other kind: `'\"Earl\" Grey'`";
        ("something stands after the closing quotation mark", help)
    } else if has("quote") {
        ("a quotation mark is not closed", "close the quotation mark that was opened here")
    } else if line.contains(": #") {
        ("a value is missing: `#` begins a comment", "put a text that begins with `#` in quotation marks")
    } else if has("flow") || has("bracket") || has("expected ',' or") {
        let help = "close each `[` and `{`, and put texts with `,`, `:`, `[` or `{` in them in quotation marks";
        ("a bracket is not closed, or a comma is missing", help)
    } else if has("mapping values") && line.matches(": ").count() > 1 {
        ("a second `: ` stands in this line", "put a text that contains `: ` in quotation marks")
    } else if has("mapping values") {
        (
            "this line is indented too far, or the one before it not far enough",
            "let what belongs together begin in the same column",
        )
    } else if line.trim_start().starts_with('-') && !line.trim_start().starts_with("- ") {
        ("a space is missing after `-`", "write `- ` before each entry of a list")
    } else if has("simple key") || has("expected ':'") {
        ("this line is no `key: value`", "write a colon and a space after the key, like `price: 7.90`")
    } else if has("block mapping") || has("block sequence") || has("'-' indicator") || has("expected key") {
        (
            "this line does not begin where those that it belongs to begin",
            "let what belongs together begin in the same column, with spaces",
        )
    } else if has("anchor") || has("unexpected character") {
        let help = "put a text that begins with a sign like `*`, `&`, `@`, `%` or a back-quote in quotation marks";
        ("a text cannot begin with this sign", help)
    } else {
        (found.as_str(), "compare the indentation: what belongs together begins in the same column")
    };
    Fault { code: "yaml-syntax", span: start..start, message: message.to_owned(), help: Some(help.to_owned()) }
}

/// The ` #` of the line with the last bracket before the fault, where it stands in place of a value: the bracket's end is
/// then part of the comment, and the parser misses it only further down. What is meant as a comment has a space after its sign,
/// and a bracket that is closed further down is not at fault.
fn taken_by_comment(text: &str, fault: usize) -> Option<usize> {
    let told = &text[..floor(text, fault)];
    let opened = told.rfind(['{', '['])?;
    let line = text[opened..].lines().next()?;
    let (before, comment) = line.split_once(" #")?;
    let empty = before.trim_end().ends_with([':', '[', '{', ',']) && !comment.starts_with(' ');
    let closed = told.get(opened + line.len()..).is_some_and(|rest| rest.contains([']', '}']));
    (empty && !closed).then_some(opened + before.len() + 1)
}

/// The nearest start of a character at or before a byte.
fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
