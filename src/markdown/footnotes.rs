//! Footnotes: numbered in the order of their first reference, and written at the end of the body.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The footnotes of one body, while it is rendered.
#[derive(Default)]
pub struct Footnotes {
    /// Number (from 1) and count of references, by name.
    references: BTreeMap<String, (usize, usize)>,
    /// HTML of each definition, by name; of two with one name the first counts.
    definitions: BTreeMap<String, String>,
    /// Definitions that are being written, each with the HTML around it.
    open: Vec<(String, String)>,
}

impl Footnotes {
    /// Writes a reference.
    pub fn refer(&mut self, name: &str, html: &mut String) {
        let next = self.references.len() + 1;
        let (number, count) = self.references.entry(name.to_owned()).or_insert((next, 0));
        *count += 1;
        let id = reference_id(*number, *count);
        let _ = write!(html, "<sup id=\"{id}\"><a href=\"#fn-{number}\" role=\"doc-noteref\">{number}</a></sup>");
    }

    /// A definition begins: what is written until [`Footnotes::close`] belongs to it.
    pub fn open(&mut self, name: String, html: &mut String) {
        self.open.push((name, std::mem::take(html)));
    }

    pub fn close(&mut self, html: &mut String) {
        if let Some((name, outer)) = self.open.pop() {
            let written = std::mem::replace(html, outer);
            self.definitions.entry(name).or_insert(written);
        }
    }

    pub fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// Every id that references and definitions have.
    pub fn ids(&self) -> impl Iterator<Item = String> {
        self.references.values().flat_map(|&(number, count)| {
            (1..=count).map(move |count| reference_id(number, count)).chain([format!("fn-{number}")])
        })
    }

    /// Writes the definitions that were referred to.
    pub fn write(&self, html: &mut String) {
        if self.references.is_empty() {
            return;
        }
        let mut names: Vec<(usize, &String)> =
            self.references.iter().map(|(name, (number, _))| (*number, name)).collect();
        names.sort_unstable();
        html.push_str("<div class=\"footnotes\"><ol>\n");
        for (number, name) in names {
            let content = self.definitions.get(name).map_or("", |definition| definition.trim_end());
            let (content, end) = content.strip_suffix("</p>").map_or((content, ""), |content| (content, "</p>"));
            let _ = writeln!(
                html,
                "<li id=\"fn-{number}\">{content} <a href=\"#fnref-{number}\" role=\"doc-backlink\">↩</a>{end}</li>"
            );
        }
        html.push_str("</ol></div>\n");
    }
}

fn reference_id(number: usize, count: usize) -> String {
    if count == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{count}") }
}
