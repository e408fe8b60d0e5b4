//! Places → bytes, lines and columns, for many findings in a row.
//!
//! A file is read as a tree when a place in it is asked for, and kept until another file's turn comes: ten thousand
//! findings in one list cost one look at it.

use std::ops::Range;

use super::{Node, Tree, split, tree};
use crate::diagnostic::{At, Place, Step, within};
use crate::source::{FileId, Sources};

/// The places of a site's files.
pub struct Places<'a> {
    sources: &'a Sources,
    open: Option<Open>,
}

/// The file that was asked for last.
struct Open {
    file: FileId,
    /// Bytes before its YAML, and the YAML; `None` when it is none.
    tree: Option<(usize, Tree)>,
    /// Where its lines begin.
    lines: Vec<usize>,
}

/// First and last line and column of a finding, from 1; columns count characters.
pub type Lines = [(usize, usize); 2];

impl<'a> Places<'a> {
    pub fn new(sources: &'a Sources) -> Places<'a> {
        Places { sources, open: None }
    }

    /// The bytes in the file's text that a place names; `None` for the file as a whole.
    pub fn span(&mut self, place: &Place) -> Option<Range<usize>> {
        let text = self.sources.text(place.file)?;
        match &place.at {
            At::File | At::Line(_) => None,
            At::Bytes(range) => Some(range.clone()),
            At::Body(range) => {
                let start = split(text).map_or(0, |parts| parts.body_start);
                Some(start + range.start..start + range.end)
            }
            At::Value(path) | At::Key(path) => {
                let (start, tree) = self.open(place.file, text).tree.as_ref()?;
                let span = locate(tree, path, matches!(place.at, At::Key(_)))?;
                Some(start + span.start..start + span.end)
            }
        }
    }

    /// The same as a part of one line, with that line's number and its first byte.
    pub fn line(&mut self, place: &Place) -> Option<(Range<usize>, usize, usize)> {
        let text = self.sources.text(place.file)?;
        let span = within(text, &self.span(place)?);
        let lines = &self.open(place.file, text).lines;
        let line = lines.partition_point(|start| *start <= span.start);
        let start = lines[line - 1];
        Some((span, line, start))
    }

    /// Lines and columns of a place.
    pub fn lines(&mut self, place: &Place) -> Option<Lines> {
        let text = self.sources.text(place.file)?;
        let (span, line, start) = self.line(place)?;
        let column = |at: usize| text[start..at].chars().count() + 1;
        Some([(line, column(span.start)), (line, column(span.end))])
    }

    fn open(&mut self, file: FileId, text: &str) -> &Open {
        let open = self.open.take().filter(|open| open.file == file);
        self.open.insert(open.unwrap_or_else(|| Open {
            file,
            tree: yaml_of(&self.sources.get(file).path, text),
            lines: std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect(),
        }))
    }
}

/// The front matter of a Markdown file, or all of a YAML file, and the bytes before it.
fn yaml_of(path: &str, text: &str) -> Option<(usize, Tree)> {
    match split(text).ok().filter(|_| path.ends_with(".md")) {
        Some(parts) => Some((parts.matter_start, tree(parts.matter).ok()?)),
        None => Some((0, tree(text).ok()?)),
    }
}

/// The bytes of a value, or of its key; of its nearest parent when it is not there.
fn locate(tree: &Tree, path: &[Step], key: bool) -> Option<Range<usize>> {
    let mut node = &tree.root;
    let mut span = None;
    for step in path {
        let (step_key, next) = match (step, &node.value) {
            (Step::Key(name), Node::Map(entries)) => {
                let Some((k, v)) = entries.iter().find(|(k, _)| k.scalar() == Some(name)) else { break };
                (k.span.clone(), v)
            }
            (Step::Index(n), Node::List(items)) => {
                let Some(item) = items.get(*n) else { break };
                (item.span.clone(), item)
            }
            _ => break,
        };
        let scalar = matches!(next.value, Node::Scalar { .. });
        span = Some(if key || !scalar { step_key } else { next.span.clone() });
        node = next;
    }
    span
}
