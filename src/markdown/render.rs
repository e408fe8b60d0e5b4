//! The events of the Markdown parser → HTML, headings, links and plain text.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, LinkType, Tag, TagEnd};

use super::footnotes::Footnotes;
use super::headings::Headings;
use super::plain::{count_words, fold, text_of};
use super::quotes::{Side, side};
use super::table::Table;
use super::urls::{self, Resolved, TOKEN};
use super::{Body, Heading, Image, Link, Quotes, RAW_TAGS_LIMIT, Removed, Target, clean, escape, is_allowed};

/// More elements than this are not told apart.
const REMOVED_LIMIT: usize = 20;

struct OpenImage {
    target: String,
    offset: usize,
    title: String,
    alt: String,
    /// Depth of images in its alternative text.
    depth: usize,
}

pub struct Writer<'t, 'r> {
    source: &'t str,
    quotes: Quotes,
    /// Whether a quotation mark is open in the block.
    quoted: bool,
    resolve: &'r mut dyn FnMut(&str, bool) -> Target,
    html: String,
    text: String,
    links: Vec<Link>,
    headings: Headings,
    table: Table,
    image: Option<OpenImage>,
    /// For each open link, whether it was written.
    open_links: Vec<bool>,
    footnotes: Footnotes,
    /// Whether the URLs of links are written as tokens: only a text with `<` can hold raw HTML. Those of pictures
    /// always are, as more than an attribute is written for them.
    deferred: bool,
    urls: Vec<Resolved>,
    /// Offset of the first raw HTML.
    raw: Option<usize>,
    raw_tags: usize,
    removed: Vec<Removed>,
}

impl<'t, 'r> Writer<'t, 'r> {
    pub fn new(source: &'t str, quotes: Quotes, resolve: &'r mut dyn FnMut(&str, bool) -> Target) -> Self {
        Self {
            source,
            quotes,
            quoted: false,
            resolve,
            html: String::with_capacity(source.len() + source.len() / 4 + 64),
            text: String::with_capacity(source.len()),
            links: Vec::new(),
            headings: Headings::default(),
            table: Table::default(),
            image: None,
            open_links: Vec::new(),
            footnotes: Footnotes::default(),
            deferred: source.contains('<'),
            urls: Vec::new(),
            raw: None,
            raw_tags: 0,
            removed: Vec::new(),
        }
    }

    pub fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if self.image.is_some() {
            return self.inside_image(event, range);
        }
        match event {
            Event::Text(text) => {
                let text = self.quoted(&text, range);
                escape::text(text, &mut self.html);
                self.text.push_str(text);
            }
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Code(code) => {
                self.html.push_str("<code>");
                escape::text(&code, &mut self.html);
                self.html.push_str("</code>");
                self.text.push_str(&code);
            }
            Event::SoftBreak => {
                self.html.push('\n');
                self.space();
            }
            Event::HardBreak => {
                self.html.push_str("<br>\n");
                self.space();
            }
            Event::Html(raw) | Event::InlineHtml(raw) => {
                self.raw.get_or_insert(range.start);
                self.note_removed(&raw, range.start);
                self.raw_tags += raw.matches('<').count();
                if self.raw_tags <= RAW_TAGS_LIMIT {
                    self.html.push_str(&raw);
                }
            }
            Event::Rule => self.html.push_str("<hr>\n"),
            Event::TaskListMarker(done) => self.html.push_str(if done {
                "<span class=\"task done\">☑</span> "
            } else {
                "<span class=\"task\">☐</span> "
            }),
            Event::FootnoteReference(name) => self.footnotes.refer(&name, &mut self.html),
            Event::InlineMath(math) | Event::DisplayMath(math) => {
                escape::text(&math, &mut self.html);
                self.text.push_str(&math);
            }
        }
    }

    fn note_removed(&mut self, raw: &str, start: usize) {
        for (place, _) in raw.match_indices('<') {
            let rest = raw.get(place + 1..).unwrap_or_default();
            let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
            let element = rest.get(..length).unwrap_or_default().to_ascii_lowercase();
            let known = element.is_empty() || clean::keeps(&element);
            if !known && self.removed.len() < REMOVED_LIMIT && self.removed.iter().all(|other| other.element != element)
            {
                self.removed.push(Removed { element, offset: start + place + 1 });
            }
        }
    }

    /// Parts two words in the plain text.
    fn space(&mut self) {
        if self.text.as_bytes().last().is_some_and(|byte| *byte != b' ') {
            self.text.push(' ');
        }
    }

    /// A straight quotation mark becomes a typographic one, of the text's language.
    fn quoted<'s>(&mut self, text: &'s str, range: Range<usize>) -> &'s str {
        let is_mark = matches!(text, "“" | "”") && self.source.get(range.clone()) == Some("\"");
        if !is_mark {
            return text;
        }
        let side = side(self.source, range.start, self.quoted);
        self.quoted = side == Side::Open;
        match side {
            Side::Open => self.quotes.open,
            Side::Close => self.quotes.close,
            Side::Inches => "\"",
        }
    }

    fn inside_image(&mut self, event: Event<'_>, range: Range<usize>) {
        let marked = if let Event::Text(text) = &event { self.quoted(text, range).to_owned() } else { String::new() };
        let Some(image) = &mut self.image else { return };
        match event {
            Event::Text(_) => image.alt.push_str(&marked),
            Event::Code(text) => image.alt.push_str(&text),
            Event::SoftBreak | Event::HardBreak => image.alt.push(' '),
            Event::Start(Tag::Image { .. }) => image.depth += 1,
            Event::End(TagEnd::Image) if image.depth > 0 => image.depth -= 1,
            Event::End(TagEnd::Image) => self.end_image(),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        self.quoted &= is_inline(&tag);
        match tag {
            Tag::Paragraph => self.html.push_str("<p>"),
            Tag::Heading { .. } if self.footnotes.is_open() => self.html.push_str("<p>"),
            Tag::Heading { level, id, .. } => {
                self.headings.open(level as u8, id.as_deref(), &mut self.html, self.text.len());
            }
            Tag::BlockQuote(None) => self.html.push_str("<blockquote>\n"),
            Tag::BlockQuote(Some(kind)) => {
                let kind = match kind {
                    BlockQuoteKind::Note => "note",
                    BlockQuoteKind::Tip => "tip",
                    BlockQuoteKind::Important => "important",
                    BlockQuoteKind::Warning => "warning",
                    BlockQuoteKind::Caution => "caution",
                };
                let _ = writeln!(self.html, "<div class=\"alert {kind}\" role=\"note\">");
            }
            Tag::CodeBlock(kind) => {
                self.html.push_str("<pre tabindex=\"0\"><code");
                let language = match &kind {
                    CodeBlockKind::Fenced(info) => info.split([' ', ',', '\t']).next().unwrap_or_default(),
                    CodeBlockKind::Indented => "",
                };
                if !language.is_empty() && language.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-#_".contains(&b)) {
                    let _ = write!(self.html, " class=\"language-{language}\"");
                }
                self.html.push('>');
            }
            Tag::List(None) => self.html.push_str("<ul>\n"),
            Tag::List(Some(1)) => self.html.push_str("<ol>\n"),
            Tag::List(Some(start)) => {
                let _ = writeln!(self.html, "<ol start=\"{start}\">");
            }
            Tag::Item => self.html.push_str("<li>"),
            Tag::FootnoteDefinition(name) => self.footnotes.open(name.into_string(), &mut self.html),
            Tag::DefinitionList => self.html.push_str("<dl>\n"),
            Tag::DefinitionListTitle => self.html.push_str("<dt>"),
            Tag::DefinitionListDefinition => self.html.push_str("<dd>"),
            Tag::Table(alignments) => self.table = Table::open(alignments, &mut self.html),
            Tag::TableHead => self.table.open_row(true, &mut self.html),
            Tag::TableRow => self.table.open_row(false, &mut self.html),
            Tag::TableCell => self.table.open_cell(&mut self.html, self.text.len()),
            Tag::Emphasis => self.html.push_str("<em>"),
            Tag::Strong => self.html.push_str("<strong>"),
            Tag::Strikethrough => self.html.push_str("<del>"),
            Tag::Superscript => self.html.push_str("<sup>"),
            Tag::Subscript => self.html.push_str("<sub>"),
            Tag::Link { link_type, dest_url, title, .. } => self.start_link(link_type, &dest_url, &title, range),
            Tag::Image { dest_url, title, .. } => self.start_image(&dest_url, &title, range),
            Tag::HtmlBlock | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        let close = match tag {
            TagEnd::Paragraph => "</p>\n",
            TagEnd::Heading(_) if self.footnotes.is_open() => "</p>\n",
            TagEnd::Heading(_) => {
                self.headings.close(&mut self.html, &self.text);
                "\n"
            }
            TagEnd::BlockQuote(None) => "</blockquote>\n",
            TagEnd::BlockQuote(Some(_)) => "</div>\n",
            TagEnd::CodeBlock => "</code></pre>\n",
            TagEnd::List(false) => "</ul>\n",
            TagEnd::List(true) => "</ol>\n",
            TagEnd::Item => "</li>\n",
            TagEnd::FootnoteDefinition => {
                self.footnotes.close(&mut self.html);
                ""
            }
            TagEnd::DefinitionList => "</dl>\n",
            TagEnd::DefinitionListTitle => "</dt>\n",
            TagEnd::DefinitionListDefinition => "</dd>\n",
            TagEnd::Table => "</tbody></table></div>\n",
            TagEnd::TableHead => {
                self.table.close_head(&mut self.html);
                "</tr></thead><tbody>\n"
            }
            TagEnd::TableRow => "</tr>\n",
            TagEnd::TableCell => self.table.close_cell(&mut self.html, &self.text),
            TagEnd::Emphasis => return self.html.push_str("</em>"),
            TagEnd::Strong => return self.html.push_str("</strong>"),
            TagEnd::Strikethrough => return self.html.push_str("</del>"),
            TagEnd::Superscript => return self.html.push_str("</sup>"),
            TagEnd::Subscript => return self.html.push_str("</sub>"),
            TagEnd::Link => {
                if self.open_links.pop() == Some(true) {
                    self.html.push_str("</a>");
                }
                return;
            }
            TagEnd::Image | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => return,
        };
        self.html.push_str(close);
        self.space();
    }

    fn start_link(&mut self, kind: LinkType, target: &str, title: &str, range: Range<usize>) {
        let mail: String;
        let url = if kind == LinkType::Email {
            mail = format!("mailto:{target}");
            mail.as_str()
        } else {
            target
        };
        let offset = self.offset(target, range);
        let resolved = self.ask(Link { target: url.to_owned(), offset, image: false, alt: None });
        let written = !matches!(resolved, Resolved::Refused);
        if written {
            self.html.push_str("<a ");
            self.attributes(resolved, "href");
            self.title(title);
            self.html.push('>');
        }
        self.open_links.push(written);
    }

    fn start_image(&mut self, target: &str, title: &str, range: Range<usize>) {
        self.image = Some(OpenImage {
            target: target.to_owned(),
            offset: self.offset(target, range),
            title: title.to_owned(),
            alt: String::new(),
            depth: 0,
        });
    }

    fn end_image(&mut self) {
        let Some(image) = self.image.take() else { return };
        let OpenImage { target, offset, .. } = &image;
        let link = Link { target: target.clone(), offset: *offset, image: true, alt: Some(image.alt.clone()) };
        match self.ask(link) {
            Resolved::Refused => escape::text(&image.alt, &mut self.html),
            resolved => {
                self.html.push_str("<img ");
                self.defer(resolved, "src");
                self.html.push_str(" alt=\"");
                escape::attribute(&image.alt, &mut self.html);
                self.html.push('"');
                self.title(&image.title);
                self.html.push('>');
            }
        }
    }

    /// Where the target stands in the link; where the link stands if the target is somewhere else.
    fn offset(&self, target: &str, range: Range<usize>) -> usize {
        let inner = self.source.get(range.clone()).filter(|_| !target.is_empty());
        range.start + inner.and_then(|inner| inner.rfind(target)).unwrap_or(0)
    }

    fn ask(&mut self, link: Link) -> Resolved {
        let image = link.image;
        let answer = is_allowed(&link.target).then(|| (self.resolve)(&link.target, image));
        self.links.push(link);
        match answer.unwrap_or(Target::Refused) {
            Target::Url(url) | Target::Image(Image { url, .. }) if !is_allowed(&url) => Resolved::Refused,
            Target::Image(picture) if image => Resolved::Image(picture),
            Target::Url(url) | Target::Image(Image { url, .. }) => Resolved::Url(url),
            Target::Refused => Resolved::Refused,
        }
    }

    fn attributes(&mut self, resolved: Resolved, name: &str) {
        if self.deferred {
            self.defer(resolved, name);
        } else {
            urls::write(&resolved, name, &mut self.html);
        }
    }

    fn defer(&mut self, resolved: Resolved, name: &str) {
        let _ = write!(self.html, "{name}=\"{TOKEN}{}\"", self.urls.len());
        self.urls.push(resolved);
    }

    fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.html.push_str(" title=\"");
            escape::attribute(title, &mut self.html);
            self.html.push('"');
        }
    }

    pub fn finish(mut self, heading_base: u8) -> Body {
        let headings = self.headings.place(heading_base, &mut self.html);
        self.footnotes.write(&mut self.html);
        if let Some(first) = self.raw {
            self.clean(first, &headings);
        } else if !self.urls.is_empty() {
            self.html = urls::replace_tokens(&self.html, &self.urls);
        }
        let mut text = fold(self.text);
        text.shrink_to_fit();
        self.html.shrink_to_fit();
        let words = count_words(&text);
        let html = self.html;
        Body { html, headings, links: self.links, removed: self.removed, words, text, ..Body::default() }
    }

    /// Cleans the whole HTML, asks for the targets of the raw links, and takes the plain text anew.
    fn clean(&mut self, first: usize, headings: &[Heading]) {
        let mut ids: BTreeSet<String> = headings.iter().map(|heading| heading.id.clone()).collect();
        ids.extend(self.footnotes.ids());
        let (html, found) = clean::clean(&self.html, ids, self.urls.len());
        let mut from = first;
        for (target, image) in found {
            let rest = self.source.get(from..).unwrap_or_default();
            let offset = match rest.find(&target) {
                Some(place) if !target.is_empty() => from + place,
                _ => from,
            };
            from = offset;
            let resolved = self.ask(Link { target, offset, image, alt: None });
            self.urls.push(resolved);
        }
        self.html = urls::replace_tokens(&html, &self.urls);
        self.text = text_of(&self.html);
    }
}

/// Whether a tag stands within a block.
fn is_inline(tag: &Tag<'_>) -> bool {
    use Tag::{Emphasis, Image, Link, Strikethrough, Strong, Subscript, Superscript};
    matches!(tag, Emphasis | Strong | Strikethrough | Superscript | Subscript | Link { .. } | Image { .. })
}
