//! Markdown text → [`Body`]: safe HTML, its headings, its links, and its plain text.
//!
//! **In:** the text of one body (a product's description, a page, an answer) and a function that turns each
//! link's target into a URL. **Out:** HTML that may be put into a page as it stands.
//!
//! The dialect is CommonMark with tables, footnotes, strikethrough, task lists, definition lists, alerts
//! (`> [!NOTE]`), heading ids (`## Sizes {#sizes}`) and typographic punctuation
//! (<https://spec.commonmark.org/0.31.2/>, <https://github.github.com/gfm/>).
//!
//! **What holds for every input:**
//! - every `href` and `src` went through [`is_allowed`] and then through the caller's function;
//! - no `style`, no script, no event handler, no form: the output works under a policy without `unsafe-inline`;
//! - Markdown is written by the renderer here, which escapes all text. A body that holds raw HTML is then cleaned
//!   as a whole by an allow-list, because raw HTML comes in fragments (open tag, text, close tag) that cannot
//!   be judged one by one. The cleaner also balances the tags, so that no body can close an element of its page;
//! - the first heading has the level asked for, and no level is skipped, whatever the author's levels are.
//!
//! **Absent:** the disk, the shop. Which pages and files exist is the caller's knowledge.

mod clean;
mod escape;
mod footnotes;
mod headings;
mod plain;
mod quotes;
mod render;
mod shown;
mod table;
mod unlinked;
mod urls;

use std::ops::Range;

pub use plain::slug as heading_id;
use pulldown_cmark::{Options, Parser};
pub use shown::{Mark, Sign, mark};

/// Ids that the pages use themselves; a heading that would take one is numbered (`cart-2`).
pub const RESERVED_IDS: &[&str] = &[
    "cart",
    "content",
    "footer",
    "header",
    "main",
    "menu",
    "navigation",
    "options",
    "search",
    "shop",
    "status",
    "top",
];

/// The schemes that a link may have, beside none at all.
pub const SCHEMES: &[&str] = &["http", "https", "mailto", "tel", "sms"];

/// How many tags of raw HTML one body may have; what comes after is left out. Parsing HTML takes time that grows
/// with the square of its depth.
pub const RAW_TAGS_LIMIT: usize = 5_000;

/// One heading of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Level in the page, from the base that was asked for up to 6.
    pub level: u8,
    /// The `id`, unique in the body.
    pub id: String,
    /// Plain text.
    pub text: String,
}

/// One link or image, as the author wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The target as written, entities decoded; refused ones too (see [`is_allowed`]).
    pub target: String,
    /// Where it is: byte offset in the text (of the target itself where it stands in the link).
    pub offset: usize,
    /// `![…](…)` or `<img>`.
    pub image: bool,
    /// What stands between the brackets of `![…](…)`.
    pub alt: Option<String>,
}

/// An element of raw HTML that is left out; what stands in it may stay as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    /// `iframe`.
    pub element: String,
    /// Where the first of its kind is: byte offset in the text, of its name.
    pub offset: usize,
}

/// A rendered text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {
    /// Safe HTML.
    pub html: String,
    /// In order of appearance.
    pub headings: Vec<Heading>,
    /// In order of appearance; those in raw HTML come last.
    pub links: Vec<Link>,
    /// In order of appearance, each element once.
    pub removed: Vec<Removed>,
    /// Targets with a space in or before them, or without a bracket behind them, by which a link is none: bytes of the text.
    pub unlinked: Vec<Range<usize>>,
    /// Signs that are shown as they stand, though Markdown was meant: bytes of the text.
    pub shown: Vec<(Sign, Range<usize>)>,
    /// Plain text with white space folded, for search and descriptions.
    pub text: String,
    /// Words of [`Body::text`] (what stands between spaces); in scripts without spaces two characters are a word.
    pub words: usize,
}

impl Body {
    /// The HTML without its `<p>`, where the body is a single paragraph; else all of it.
    pub fn inline(&self) -> &str {
        let html = self.html.trim_end();
        match html.strip_prefix("<p>").and_then(|rest| rest.strip_suffix("</p>")) {
            Some(inner) if !inner.contains("<p>") => inner,
            _ => html,
        }
    }
}

/// Text as the inside of an element.
pub fn escape_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape::text(text, &mut out);
    out
}

/// A sentence as the inside of an element: what stands between backticks is code.
pub fn escape_sentence(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut parts = text.split('`');
    escape::text(parts.next().unwrap_or_default(), &mut out);
    while let Some(part) = parts.next() {
        match parts.next() {
            Some(after) => {
                out.push_str("<code>");
                escape::text(part, &mut out);
                out.push_str("</code>");
                escape::text(after, &mut out);
            }
            // One that has no other is a sign like any.
            None => {
                out.push('`');
                escape::text(part, &mut out);
            }
        }
    }
    out
}

/// Text as the inside of a quoted attribute.
pub fn escape_attribute(text: &str, out: &mut String) {
    escape::attribute(text, out);
}

/// A picture in running text, with its size in pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// What every browser can read.
    pub url: String,
    pub width: u32,
    pub height: u32,
    /// The same picture in other formats, the best one first; may be empty.
    pub sources: Vec<ImageSource>,
}

/// One format of a picture, as the element `source` wants it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImageSource {
    pub media_type: &'static str,
    /// At several widths.
    pub srcset: String,
}

/// What a link's target is in the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// The URL to write.
    Url(String),
    /// A picture; Markdown's alternative text is kept.
    Image(Image),
    /// Nothing: the link's text stays, without a link; of an image, its alternative text.
    Refused,
}

/// Quotation marks that `"` becomes, as the language writes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotes {
    pub open: &'static str,
    pub close: &'static str,
}

impl Quotes {
    /// “ ”
    pub const ENGLISH: Quotes = Quotes { open: "“", close: "”" };
}

/// The level of the highest heading of a page, below its title, which is its one `h1`.
pub const BELOW_TITLE: u8 = 2;

/// The same of a text that stands below the heading of its section.
pub const IN_SECTION: u8 = 3;

/// Renders `text` with English quotation marks: see [`parse_with`].
pub fn parse(text: &str, heading_base: u8, resolve: &mut dyn FnMut(&str, bool) -> Target) -> Body {
    parse_with(text, heading_base, Quotes::ENGLISH, resolve)
}

/// Renders `text`.
///
/// `heading_base` is the level of the highest heading in the page (1–6, usually 2); the author's levels move
/// with it. `resolve` gets each allowed target (and whether it is an image's) and says what to write.
pub fn parse_with(text: &str, heading_base: u8, quotes: Quotes, resolve: &mut dyn FnMut(&str, bool) -> Target) -> Body {
    let mut writer = render::Writer::new(text, quotes, resolve);
    let mut unlinked = unlinked::Unlinked::new(text);
    let mut signs = shown::Signs::new(text);
    for (event, range) in Parser::new_ext(text, dialect()).into_offset_iter() {
        unlinked.see(&event, &range);
        signs.see(&event, &range);
        writer.event(event, range);
    }
    Body { unlinked: unlinked.found, shown: signs.found, ..writer.finish(heading_base) }
}

fn dialect() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}

/// Whether a target may be linked at all: relative, from the root, an anchor, or one of [`SCHEMES`].
///
/// White space and control characters are ignored when the scheme is read, because browsers ignore them
/// (<https://url.spec.whatwg.org/#concept-basic-url-parser>); every other unknown scheme is refused.
pub fn is_allowed(target: &str) -> bool {
    let mut scheme = String::new();
    for c in target.chars() {
        match c {
            c if c.is_control() || c.is_whitespace() => {}
            ':' => return SCHEMES.contains(&scheme.as_str()),
            '/' | '?' | '#' | '\\' => return true,
            c if scheme.len() < 64 => scheme.push(c.to_ascii_lowercase()),
            _ => {}
        }
    }
    true
}

#[cfg(test)]
mod tests;
