//! What looks like a link and is read as text, because its target has a space, `![Mug](media/IMG 0001.jpeg)`, stands behind
//! one, `[Mugs] (/mugs/)`, or has no bracket behind it: `[Mugs](/mugs/`.
//!
//! In: the events of the Markdown parser. Out: where such targets are. Absent: brackets that mean something else, like
//! `[sic] (see above)`; a target is a picture's, begins like a path or an address, or ends like the name of a file.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

/// Longer targets and labels are not looked for: looking at each bracket of a long line would take time by its square.
const LONGEST: usize = 300;

pub struct Unlinked<'t> {
    source: &'t str,
    in_code: bool,
    /// Bytes of the targets.
    pub found: Vec<Range<usize>>,
}

impl<'t> Unlinked<'t> {
    pub fn new(source: &'t str) -> Unlinked<'t> {
        Unlinked { source, in_code: false, found: Vec::new() }
    }

    pub fn see(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => self.in_code = true,
            Event::End(TagEnd::CodeBlock) => self.in_code = false,
            Event::Text(text) if !self.in_code && (text.starts_with('(') || text.starts_with(" (")) => {
                let gap = text.len() - text.trim_start_matches(' ').len();
                let start = range.start + gap + 1;
                let before = self.source.get(..range.start).unwrap_or_default();
                let after = self.source.get(start..).unwrap_or_default();
                let label = before.strip_suffix(']');
                if let Some(target) = open(after).filter(|_| label.and_then(opened).is_some() && gap == 0) {
                    self.found.push(start..start + target.len());
                }
                if let (Some(label), Some(target)) = (label, closed(after)) {
                    let picture = opened(label).is_some_and(|before| before.ends_with('!'));
                    let space = gap == 0 && target.contains(' ') && (picture || leads_somewhere(target));
                    if space || gap == 1 && !target.contains(' ') && begins_like_one(target) {
                        self.found.push(start..start + target.len());
                    }
                }
            }
            _ => {}
        }
    }
}

/// What stands before the bracket that opens a label.
fn opened(label: &str) -> Option<&str> {
    let (at, _) = label.char_indices().rev().take(LONGEST).find(|(_, sign)| *sign == '[')?;
    label.get(..at)
}

/// What stands on this line up to the bracket that closes it.
fn closed(text: &str) -> Option<&str> {
    let mut depth = 1;
    let signs = text.char_indices().take(LONGEST).take_while(|(_, sign)| *sign != '\n');
    let (at, _) = signs.into_iter().find(|(_, sign)| {
        depth += i32::from(*sign == '(') - i32::from(*sign == ')');
        depth == 0
    })?;
    text.get(..at)
}

/// A target that no bracket ends on its line.
fn open(text: &str) -> Option<&str> {
    let line = text.lines().next().filter(|line| line.len() < LONGEST && closed(text).is_none())?;
    begins_like_one(line).then(|| line.split(' ').next()).flatten()
}

fn begins_like_one(target: &str) -> bool {
    ["/", "./", "../", "media/", "https://", "http://", "mailto:", "tel:"].iter().any(|start| target.starts_with(start))
}

fn leads_somewhere(target: &str) -> bool {
    let begins = begins_like_one(target);
    let ends = target.rsplit_once('.').is_some_and(|(_, kind)| {
        let named = kind.starts_with(|first: char| first.is_ascii_alphabetic());
        named && (2..=4).contains(&kind.len()) && kind.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    begins || ends
}
