//! Raw HTML → safe HTML, by an allow-list that keeps what the renderer itself writes.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use super::SCHEMES;
use super::urls::TOKEN;

/// The elements that raw HTML may use.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];

/// The classes that the renderer writes, and so the only ones that stay.
const CLASSES: &[&str] = &[
    "align-center",
    "align-left",
    "align-right",
    "alert",
    "caution",
    "done",
    "footnotes",
    "important",
    "note",
    "table",
    "task",
    "tip",
    "warning",
];

/// Whether an element, in lower case, stays.
pub fn keeps(element: &str) -> bool {
    ELEMENTS.contains(&element)
}

/// Cleans HTML by the allow-list. Targets that the renderer did not write come back in order, each replaced by
/// a token numbered from `known`.
pub fn clean(html: &str, ids: BTreeSet<String>, known: usize) -> (String, Vec<(String, bool)>) {
    let found = Arc::new(Mutex::new(Vec::new()));
    let sink = Arc::clone(&found);
    let mut cleaner = ammonia::Builder::empty();
    cleaner
        .tags(ELEMENTS.iter().copied().collect())
        .clean_content_tags(["script", "style", "iframe", "object", "noscript", "template", "svg", "math"].into())
        .generic_attributes(["class", "dir", "id", "lang", "title"].into())
        .url_schemes(SCHEMES.iter().copied().collect())
        .link_rel(None)
        .strip_comments(true)
        .tag_attributes(
            [
                ("a", ["href", "role"].into()),
                ("img", ["alt", "src"].into()),
                ("ol", ["start"].into()),
                ("details", ["open"].into()),
                ("time", ["datetime"].into()),
                ("td", ["colspan", "rowspan"].into()),
                ("th", ["colspan", "rowspan", "scope"].into()),
                ("col", ["span"].into()),
                ("colgroup", ["span"].into()),
                ("pre", ["tabindex"].into()),
                ("div", ["aria-label", "role", "tabindex"].into()),
            ]
            .into(),
        )
        .attribute_filter(move |element, attribute, value| match (element, attribute) {
            (_, "id") => ids.contains(value).then_some(value.into()),
            (_, "class") => classes(value).map(Cow::Owned),
            (_, "tabindex") => (value == "0").then_some(value.into()),
            ("a", "role") => ["doc-noteref", "doc-backlink"].contains(&value).then_some(value.into()),
            ("div", "role") => ["group", "note"].contains(&value).then_some(value.into()),
            // The renderer's own links to and from footnotes.
            ("a", "href") if value.strip_prefix('#').is_some_and(|id| id.starts_with("fn") && ids.contains(id)) => {
                Some(value.into())
            }
            ("a", "href") | ("img", "src") => {
                let own = value.strip_prefix(TOKEN).and_then(|number| number.parse::<usize>().ok());
                if own.is_some_and(|number| number < known) {
                    return Some(value.into());
                }
                let mut found = sink.lock().unwrap_or_else(PoisonError::into_inner);
                found.push((value.to_owned(), element == "img"));
                Some(Cow::Owned(format!("{TOKEN}{}", known + found.len() - 1)))
            }
            _ => Some(value.into()),
        });
    let html = cleaner.clean(html).to_string();
    drop(cleaner);
    let found = std::mem::take(&mut *found.lock().unwrap_or_else(PoisonError::into_inner));
    (html, found)
}

fn classes(value: &str) -> Option<String> {
    let kept: Vec<&str> = value
        .split_ascii_whitespace()
        .filter(|class| CLASSES.contains(class) || class.starts_with("language-"))
        .collect();
    (!kept.is_empty()).then(|| kept.join(" "))
}
