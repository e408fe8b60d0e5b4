//! References of one file: pictures, links and names become what they point to, or a finding.
//!
//! In: a file's nouns and what is known of the others. Out: the same nouns with pictures named by their path below
//! `content/`, findings, and the links that can only be judged when all pages are planned ([`Reference`]).

mod files;
mod film;
mod signs;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{At, Diagnostic, Diagnostics, Place, Step, error, unknown, warning};
use crate::markdown::{Body, IN_SECTION, Quotes};
use crate::path;
use crate::photos::Focus;
use crate::scalar::{BaseUrl, Image, Link};
use crate::shop::Media;
use crate::source::{Content, FileId, Picture, Sources};

pub use files::encode_path;
use files::{composed, join, nearest, unread};
pub use text::{render, srcset};

/// Something of the shop that content refers to.
#[derive(Debug, Clone)]
pub struct Reference {
    pub place: Place,
    pub kind: Kind,
    /// Of a page `/faq/#delivery`, or `#delivery` on `page`; of a file its path below `content/`.
    pub target: String,
    /// The page that holds the link, when it is one.
    pub page: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// To be looked up in the plan.
    Page,
    /// To be published; a photo in all its sizes, cropped around its focus, where one is written.
    Shown(Option<Focus>),
}

/// Names that content can refer to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    pub products: BTreeMap<String, usize>,
    /// Whether there is a list of products that cannot be read, so that any name may be right.
    pub more_products: bool,
    pub collections: BTreeMap<String, usize>,
    /// `None` when the file of questions did not decode.
    pub faq_groups: Option<Vec<String>>,
}

pub struct Resolver<'a> {
    pub sources: &'a Sources,
    pub base: &'a BaseUrl,
    pub quotes: Quotes,
    pub media: &'a BTreeMap<String, Media>,
    pub names: &'a Names,
    pub file: FileId,
    /// Path of the page on which the file's links stand.
    pub page: Option<String>,
    pub diagnostics: Diagnostics,
    pub references: Vec<Reference>,
}

impl Resolver<'_> {
    pub fn push(&mut self, diagnostic: Diagnostic, at: At) {
        self.diagnostics.push(diagnostic.at(self.file, at));
    }

    /// Finds a picture; its `src` becomes the path below `content/`.
    pub fn image(&mut self, image: &mut Image, at: Vec<Step>) {
        let mut src_at = at.clone();
        src_at.push("src".into());
        self.photo(&mut image.src, src_at, image.focus);
        let mut alt_at = at;
        alt_at.push("alt".into());
        self.alt(&image.alt, alt_at);
    }

    /// Spaces say neither what a picture shows nor that it shows nothing.
    pub fn alt(&mut self, alt: &str, at: Vec<Step>) {
        if alt.trim().is_empty() && !alt.is_empty() {
            let help = "say what the picture shows, or write `alt: \"\"` for pure decoration";
            return self.push(error("alt", "the alternative text is blank").help(help), At::Value(at));
        }
        self.file_name(alt, At::Value(at));
    }

    /// A picture of a text: decoration is no part of it.
    fn alt_in_text(&mut self, alt: &str, src: &str, at: At) {
        if alt.trim().is_empty() {
            let help = format!("say it between the brackets, like `![Blue teapot on a wooden tray]({src})`");
            return self.push(warning("alt", "nothing says what the picture shows").help(help), at);
        }
        self.file_name(alt, at);
    }

    /// An alternative text that a camera wrote.
    fn file_name(&mut self, alt: &str, at: At) {
        let lower = alt.to_lowercase();
        let file = [".jpg", ".jpeg", ".png", ".webp", ".heic"].iter().any(|end| lower.ends_with(end));
        if file || lower.starts_with("img_") || lower.starts_with("dsc_") {
            let finding = warning("alt", format!("`{alt}` is a file's name, not what the picture shows"));
            self.push(finding.help("say it as you would on the telephone: `Blue teapot on a wooden tray`"), at);
        }
    }

    /// Finds a file that must be a picture.
    pub fn picture(&mut self, src: &mut String, at: Vec<Step>) {
        self.photo(src, at, None);
    }

    /// The same with the point that crops keep.
    pub fn photo(&mut self, src: &mut String, at: Vec<Step>, focus: Option<Focus>) {
        if let Some(path) = self.shown(src, At::Value(at), focus) {
            *src = path;
        }
    }

    /// The path of a picture that a page shows.
    fn shown(&mut self, src: &str, at: At, focus: Option<Focus>) -> Option<String> {
        const KINDS: &str = "use JPEG, PNG, WebP or SVG, named by its kind";
        const SIZE: &str = "give it a `viewBox`, or `width` and `height`";
        let path = self.find(src, at.clone(), "image")?;
        let media = &self.media[&path];
        let broken = match &self.sources.get(media.file).content {
            Content::Blob(blob) => match &blob.picture {
                Picture::Broken { reason, help } => Some((reason.as_str(), *help)),
                Picture::No if blob.size == 0 => Some(("the file is empty", "copy it anew")),
                Picture::No => Some(("it is not named like a picture", KINDS)),
                Picture::Size { .. } => None,
            },
            _ => media.size.is_none().then_some(("it has no size", SIZE)),
        };
        if let Some((reason, help)) = broken {
            let finding = error("image", format!("`{src}` is not a picture that can be shown: {reason}"));
            self.push(finding.help(help), at.clone());
        }
        self.shows(&path, at, focus);
        Some(path)
    }

    /// Finds a file that a page offers as it is; `src` becomes the path below `content/`, or nothing.
    pub fn file(&mut self, src: &mut Option<String>, at: Vec<Step>) {
        let Some(name) = src.take() else { return };
        *src = self.find(&name, At::Value(at.clone()), "file");
        if let Some(path) = src {
            self.shows(path, At::Value(at), None);
        }
    }

    /// Remembers a file that a page shows.
    fn shows(&mut self, path: &str, at: At, focus: Option<Focus>) {
        let place = Place { file: self.file, at };
        self.references.push(Reference { place, kind: Kind::Shown(focus), target: path.to_owned(), page: None });
    }

    /// Finds a file below `content/`, first beside the file that names it.
    pub fn find(&mut self, src: &str, at: At, what: &str) -> Option<String> {
        let code = if what == "image" { "missing-image" } else { "missing-file" };
        if src.trim().is_empty() {
            self.push(
                error(code, "no file is named here").help("name a file below `content/`, like `media/mug.jpg`"),
                at,
            );
            return None;
        }
        if src.contains("://") {
            let code = if what == "image" { "image" } else { "missing-file" };
            let help =
                "save it below `content/media/`, and name it here: visitors should not have to ask another server";
            self.push(error(code, format!("`{src}` is on another server")).help(help), at);
            return None;
        }
        let own = &self.sources.get(self.file).path;
        let folder =
            own.strip_prefix("content/").and_then(|path| path.rsplit_once('/')).map_or("", |(folder, _)| folder);
        let candidates = [join(folder, src), join("", src.trim_start_matches('/'))];
        if candidates.iter().all(Option::is_none) && src.contains('\\') {
            let finding = error("path", format!("`{src}` has a `\\` in it"));
            self.push(finding.help(format!("write `/` between folders: `{}`", src.replace('\\', "/"))), at);
            return None;
        }
        if candidates.iter().all(Option::is_none) {
            let finding = error("path", format!("`{src}` leads out of the site's folder"));
            self.push(finding.help("name a file below `content/`"), at);
            return None;
        }
        if let Some(path) = candidates.iter().flatten().find(|path| self.media.contains_key(*path)) {
            return Some(path.clone());
        }
        if let Some(path) = candidates.iter().flatten().find_map(|path| composed(path, self.media)) {
            return Some(path.to_owned());
        }
        if candidates.iter().flatten().any(|path| self.is_unusable(path)) {
            return None;
        }
        let help = match nearest(src, self.media, what == "image") {
            Some(guess) => format!("did you mean `{guess}`?"),
            None => "put the file beside this one or below `content/media/`".to_owned(),
        };
        self.push(error(code, format!("there is no file `{src}`")).help(help), at);
        None
    }

    /// A file that is there and cannot be used has been reported where it is.
    fn is_unusable(&self, path: &str) -> bool {
        let id = self.sources.find(&format!("content/{path}"));
        id.is_some_and(|id| matches!(self.sources.get(id).content, Content::Unusable(_)))
    }

    /// Remembers a link of the shop, to be looked up when all pages are known.
    pub fn link(&mut self, link: &Link, at: Vec<Step>) {
        let target = match link {
            Link::Path(path) => path.clone(),
            Link::Anchor(anchor) => format!("#{anchor}"),
            Link::Away(url) => match self.base.own(url) {
                Some(path) => path,
                None => return,
            },
        };
        let place = Place { file: self.file, at: At::Value(at) };
        self.references.push(Reference { place, kind: Kind::Page, target, page: self.page.clone() });
    }

    /// A product by its slug.
    pub fn product(&mut self, slug: &str, at: Vec<Step>) -> Option<usize> {
        let found = self.names.products.get(slug).copied();
        if found.is_none() && !self.names.more_products {
            let known = self.names.products.keys().map(String::as_str);
            let finding = unknown("unknown-product", slug, "a product of this shop", known);
            let named = slug.trim_matches('/').rsplit('/').next().filter(|_| slug.contains('/'));
            let finding = match named.filter(|name| self.names.products.contains_key(*name)) {
                Some(name) => finding.help(format!("write its name alone: `{name}`")),
                None => finding,
            };
            let finding = match unread(self.sources, "products", slug) {
                Some(name) => finding.help(format!("`content/products/{name}` is not read: call it `{slug}.md`")),
                None => finding,
            };
            self.push(finding, At::Value(at));
        }
        found
    }

    /// The names of a list with their places, each once: what stands there twice is shown once.
    pub fn once<'n>(&mut self, names: &'n [String], at: impl Fn(usize) -> Vec<Step>) -> Vec<(usize, &'n String)> {
        let mut seen = BTreeSet::new();
        let (first, again): (Vec<_>, Vec<_>) = names.iter().enumerate().partition(|(_, name)| seen.insert(*name));
        for (n, name) in again {
            let finding = warning("twice", format!("`{name}` is written twice, and shown once"));
            self.push(finding.help("take one of the two out"), At::Value(at(n)));
        }
        first
    }

    /// A collection by its slug.
    pub fn collection(&mut self, slug: &str, at: Vec<Step>) -> Option<usize> {
        let found = self.names.collections.get(slug).copied();
        if found.is_none() {
            let names = self.names;
            let known = names.collections.keys().map(String::as_str);
            let finding = unknown("unknown-collection", slug, "a collection of this shop", known);
            let finding = match unread(self.sources, "collections", slug) {
                Some(name) => finding.help(format!("`content/collections/{name}` is not read: call it `{slug}.md`")),
                None => finding,
            };
            self.push(finding, At::Value(at));
        }
        found
    }

    /// Renders the Markdown below a file's front matter; its highest heading becomes one of `level`.
    pub fn body(&mut self, text: &str, level: u8) -> Body {
        let body = self.render(text, level);
        self.note_links(text, &body, |offset, length| At::Body(offset..offset + length));
        body
    }

    /// Renders the Markdown of a YAML value, which stands below a heading of its section.
    pub fn markdown(&mut self, text: &str, at: &[Step]) -> Body {
        let body = self.render(text, IN_SECTION);
        self.note_links(text, &body, |_, _| At::Value(at.to_vec()));
        body
    }

    fn render(&self, text: &str, level: u8) -> Body {
        render(text, level, self.base, self.quotes, self.media, &self.sources.get(self.file).path)
    }

    fn note_links(&mut self, text: &str, body: &Body, at: impl Fn(usize, usize) -> At) {
        for removed in &body.removed {
            let element = &removed.element;
            let finding =
                warning("html", format!("`<{element}>` is left out: raw HTML is for text, lists and pictures"));
            self.push(finding.help(instead_of(element)), at(removed.offset, element.len()));
        }
        for (finding, target) in signs::told(text, body) {
            self.push(finding, at(target.start, target.len()));
        }
        for link in &body.links {
            let place = at(link.offset, link.target.len());
            if link.image {
                if let Some(alt) = &link.alt {
                    self.alt_in_text(alt, &link.target, place.clone());
                }
                self.shown(&link.target, place, None);
                continue;
            }
            match link.target.parse::<Link>() {
                Ok(Link::Away(url)) => {
                    if let Some(path) = self.base.own(&url) {
                        self.refer(path, place);
                    }
                }
                Ok(Link::Path(target)) => self.refer(target, place),
                Ok(Link::Anchor(anchor)) => self.refer(format!("#{anchor}"), place),
                Err(wrong) => self.push(error("link", wrong.message).help(wrong.help), place),
            }
        }
    }

    /// Remembers a link to a path of the site.
    pub fn refer(&mut self, target: String, at: At) {
        let place = Place { file: self.file, at };
        self.references.push(Reference { place, kind: Kind::Page, target, page: self.page.clone() });
    }
}

/// What a shop has for what such an element is mostly meant for.
fn instead_of(element: &str) -> &'static str {
    match element {
        "iframe" | "video" | "embed" | "object" => {
            "a film is a section `video`, or `video:` of a product; else link to it"
        }
        "form" | "input" | "button" | "select" => {
            "a pay link is `pay_link:` of a product, a newsletter a section `newsletter`"
        }
        "script" | "style" | "link" => "styles go to `themes/market/custom.css`; pages run no scripts but their own",
        "h1" => "a page has one, its title: write `##` for a heading",
        _ => "write Markdown, or take the element out",
    }
}

/// The steps to an image inside a list.
pub fn in_list(list: &str, n: usize) -> Vec<Step> {
    path![list, n]
}
