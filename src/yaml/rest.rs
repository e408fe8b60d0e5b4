//! What of a text with faults can be decoded all the same, so that one fault does not hide others.
//!
//! In: the text, and its faults with their places. Out: the struct without the keys in which there is a fault; of a list,
//! without those entries. Absent: whether what is left makes sense without the rest, which only the noun's checks know.

use std::fmt::Write;

use serde::de::DeserializeOwned;

use super::tree::{Node, Spanned, tree};
use super::{Fault, options};
use crate::diagnostic::Step;

/// What is left of a text.
#[derive(Debug)]
pub struct Rest<T> {
    pub value: T,
    pub gaps: Gaps,
}

/// Entries that were left out of a list.
#[derive(Debug, Clone, Default)]
pub struct Gaps {
    /// The steps to the list.
    list: Vec<Step>,
    /// Their places in the file, ascending.
    entries: Vec<usize>,
}

impl Gaps {
    /// The place in the file of what is now entry `n`.
    pub fn written(&self, mut n: usize) -> usize {
        for gap in &self.entries {
            n += usize::from(*gap <= n);
        }
        n
    }

    /// Turns the steps to a value of what was decoded into those to the same value of the file.
    pub fn steps(&self, steps: &mut [Step]) {
        if steps.starts_with(&self.list)
            && let Some(Step::Index(n)) = steps.get_mut(self.list.len())
        {
            *n = self.written(*n);
        }
    }
}

/// Decodes a text without what is wrong in it; `list` is the key of the list whose entries stand for themselves, where
/// the text is none. `None` where what is left is not enough.
pub fn rest<T: DeserializeOwned>(text: &str, faults: &[Fault], list: Option<&str>) -> Option<Rest<T>> {
    let mut root = tree(text).ok()?.root;
    let mut gaps = Gaps::default();
    let within = root.span.start..text.len();
    match &mut root.value {
        Node::List(items) => gaps.entries = leave_out(items, |item| item.span.start, within.end, faults)?,
        Node::Map(entries) => {
            let at = entries.iter().position(|(key, _)| key.scalar().is_some() && key.scalar() == list);
            let end = at.and_then(|at| entries.get(at + 1)).map_or(within.end, |(key, _)| key.span.start);
            let mut others = faults.to_vec();
            if let Some((key, Spanned { value: Node::List(items), .. })) = at.and_then(|at| entries.get_mut(at)) {
                let begin = items.first().map_or(end, |item| item.span.start);
                let inner = others.extract_if(.., |fault| (begin..end).contains(&fault.span.start)).collect::<Vec<_>>();
                gaps.entries = leave_out(items, |item| item.span.start, end, &inner)?;
                gaps.list = key.scalar().map(Step::from).into_iter().collect();
            }
            leave_out(entries, |(key, _)| key.span.start, within.end, &others)?;
        }
        Node::Scalar { .. } => return None,
    }
    let mut text = String::new();
    write(&root, &mut text);
    let value = serde_yaml::from_str_with_options(&text, options()).ok()?;
    Some(Rest { value, gaps })
}

/// Takes out what holds a fault, and says which that was; `None` where a fault is in none of it.
fn leave_out<T>(parts: &mut Vec<T>, start: impl Fn(&T) -> usize, end: usize, faults: &[Fault]) -> Option<Vec<usize>> {
    let starts: Vec<usize> = parts.iter().map(start).collect();
    let holder = |fault: &Fault| {
        let after = starts.partition_point(|start| *start <= fault.span.start);
        after.checked_sub(1).filter(|_| fault.span.start <= end)
    };
    let mut faulty = faults.iter().map(holder).collect::<Option<Vec<usize>>>()?;
    faulty.sort_unstable();
    faulty.dedup();
    let mut n = 0..;
    parts.retain(|_| n.next().is_some_and(|n| faulty.binary_search(&n).is_err()));
    Some(faulty)
}

/// Writes a node on one line, so that each scalar is what it was.
fn write(node: &Spanned, out: &mut String) {
    match &node.value {
        _ if node.is_null() => out.push_str("null"),
        Node::Scalar { text, plain: true } if text == "true" || text == "false" || text.parse::<f64>().is_ok() => {
            out.push_str(text);
        }
        Node::Scalar { text, .. } => drop(write!(out, "{}", serde_json::Value::from(text.as_str()))),
        Node::List(items) => {
            out.push('[');
            for item in items {
                write(item, out);
                out.push_str(", ");
            }
            out.push(']');
        }
        Node::Map(entries) => {
            out.push('{');
            for (key, value) in entries {
                write(key, out);
                out.push_str(": ");
                write(value, out);
                out.push_str(", ");
            }
            out.push('}');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str, at: &str) -> Fault {
        let start = text.find(at).unwrap();
        Fault { code: "test", span: start..start + at.len(), message: String::new(), help: None }
    }

    #[test]
    fn keys_with_a_fault_are_left_out_and_scalars_stay_as_written() {
        let text = "a: 1.50\nwrong: {x: [1, 2]}\nb: NO\nc: |\n  two\n  lines: \"of\" text\nd: [x, {y: true, z: ~}]\n";
        let rest = rest::<serde_json::Value>(text, &[fault(text, "2]")], None).unwrap();
        let value = serde_json::json!({
            "a": 1.5, "b": "NO", "c": "two\nlines: \"of\" text\n", "d": ["x", {"y": true, "z": null}]
        });
        assert_eq!(rest.value, value);
        let written = super::rest::<std::collections::BTreeMap<String, String>>(
            "a: 1.50\nb: [2]\n",
            &[fault("a: 1.50\nb: [2]\n", "[2]")],
            None,
        );
        assert_eq!(written.unwrap().value["a"], "1.50");
    }

    #[test]
    fn entries_with_a_fault_are_left_out_and_the_others_keep_their_places() {
        let text = "title: x\nlist:\n  - a\n  - b\n  - c\n  - d\nlast: y\n";
        let faults = [fault(text, "a\n"), fault(text, "c\n")];
        let rest = rest::<serde_json::Value>(text, &faults, Some("list")).unwrap();
        assert_eq!(rest.value, serde_json::json!({"title": "x", "list": ["b", "d"], "last": "y"}));
        let place = |n: usize| {
            let mut steps = crate::path!["list", n, "x"];
            rest.gaps.steps(&mut steps);
            steps
        };
        assert_eq!(place(0), crate::path!["list", 1, "x"]);
        assert_eq!(place(1), crate::path!["list", 3, "x"]);
        let mut other = crate::path!["title"];
        rest.gaps.steps(&mut other);
        assert_eq!(other, crate::path!["title"]);
    }

    #[test]
    fn lists_and_texts_that_are_none() {
        let text = "- {a: 1}\n- {a: 2}\n- {a: 3}\n";
        let rest_of = |at: &str| rest::<serde_json::Value>(text, &[fault(text, at)], None);
        assert_eq!(rest_of("a: 2").unwrap().value, serde_json::json!([{"a": 1}, {"a": 3}]));
        assert!(rest::<serde_json::Value>("word", &[fault("word", "w")], None).is_none());
    }
}
