//! Headings: ids that are unique, levels that start where the page wants them and skip nothing.

use std::collections::BTreeMap;

use super::plain::{ID_LIMIT, fold, slug};
use super::{Heading, RESERVED_IDS};

/// The headings of one body, while it is rendered.
///
/// Levels are known at the end only: until then the HTML holds `<h0 …>…</h0>`.
#[derive(Default)]
pub struct Headings {
    found: Vec<Heading>,
    /// For each heading, where the digits of its two tags stand in the HTML.
    digits: Vec<[usize; 2]>,
    /// For each id in use, the highest number that was put behind it.
    ids: BTreeMap<String, u32>,
    open: Option<Open>,
}

struct Open {
    level: u8,
    id: Option<String>,
    /// Where the tag starts in the HTML, and where the heading starts in the plain text.
    html: usize,
    text: usize,
}

impl Headings {
    /// Writes the opening tag. `text` is how much plain text stands before the heading.
    pub fn open(&mut self, level: u8, id: Option<&str>, html: &mut String, text: usize) {
        let plain = |id: &str| id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
        let id = id
            .filter(|id| !id.is_empty())
            .map(|id| if id.len() <= ID_LIMIT && plain(id) { id.to_owned() } else { slug(id) });
        self.open = Some(Open { level, id, html: html.len(), text });
        html.push_str("<h0>");
    }

    /// Writes the closing tag, and the id into the opening one.
    pub fn close(&mut self, html: &mut String, text: &str) {
        let Some(open) = self.open.take() else { return };
        let text = fold(text.get(open.text..).unwrap_or_default().to_owned());
        let id = self.unique(&open.id.unwrap_or_else(|| slug(&text)));
        html.insert_str(open.html + "<h0".len(), &format!(" id=\"{id}\""));
        self.digits.push([open.html + "<h".len(), html.len() + "</h".len()]);
        html.push_str("</h0>");
        self.found.push(Heading { level: open.level, id, text });
    }

    fn unique(&mut self, base: &str) -> String {
        let mut id = base.to_owned();
        while RESERVED_IDS.contains(&id.as_str()) || self.ids.contains_key(&id) {
            let count = self.ids.entry(base.to_owned()).or_insert(1);
            *count += 1;
            id = format!("{base}-{count}");
        }
        self.ids.insert(id.clone(), 1);
        id
    }

    /// Gives every heading its level in the page: the author's highest becomes `base` (1–6).
    pub fn place(&mut self, base: u8, html: &mut String) -> Vec<Heading> {
        let mut headings = std::mem::take(&mut self.found);
        let base = base.clamp(1, 6);
        let highest = headings.iter().map(|heading| heading.level).min().unwrap_or(1);
        let mut previous = base - 1;
        for (heading, digits) in headings.iter_mut().zip(&self.digits) {
            heading.level = (heading.level - highest + base).min(previous + 1).min(6);
            previous = heading.level;
            let digit = heading.level.to_string();
            for place in digits {
                html.replace_range(*place..=*place, &digit);
            }
        }
        headings
    }
}
