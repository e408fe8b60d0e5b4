//! YAML text → a tree in which every key and value knows its bytes.
//!
//! Used for files that did not decode, and to place a finding. Duplicate keys are kept, so that they can be
//! reported. Absent: aliases are followed only as far as their anchor's own node, which is enough to place a fault.

use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle};

use super::Fault;
use super::syntax::fault_of;
use crate::diagnostic::Step;

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
    /// The text of a value, as it was written between its quotation marks.
    pub fn scalar(&self, path: &[Step]) -> Option<&str> {
        let mut node = &self.root;
        for step in path {
            node = match (step, &node.value) {
                (Step::Key(name), Node::Map(entries)) => &entries.iter().find(|(key, _)| key.scalar() == Some(name))?.1,
                (Step::Index(n), Node::List(items)) => items.get(*n)?,
                _ => return None,
            };
        }
        node.scalar()
    }

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
        let (event, span) = step.map_err(|error| fault_of(text, &error))?;
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
