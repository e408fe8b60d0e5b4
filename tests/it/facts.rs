//! What a page says, without how it is marked up: its head, its structured data, its text line by line with the
//! headings, links, pictures and fields in it. What is hidden until a script shows it is left out. Golden files of pages hold this, so that they change when a page says
//! something else, and not when a theme draws it otherwise.

use serde_json::Value;

/// Elements that end the line of text before and after them.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "legend",
    "li",
    "main",
    "nav",
    "noscript",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "text",
    "tr",
    "ul",
];

/// Elements without content, which are never closed.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// A start tag with its attributes, in the order of the page.
struct Tag<'a> {
    name: &'a str,
    attributes: Vec<(&'a str, String)>,
}

impl Tag<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| *own == name).map(|(_, value)| value.as_str())
    }

    /// `name: a=… b=…`
    fn line(&self) -> String {
        let attributes: Vec<String> = self.attributes.iter().map(|(name, value)| format!("{name}={value}")).collect();
        format!("{}: {}", self.name, attributes.join("  "))
    }
}

/// The facts of a page, one per line.
pub fn facts(html: &str) -> String {
    let mut facts = Facts::default();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        facts.say(&decode(&rest[..open]));
        let end = open + rest[open..].find('>').map_or(rest.len() - open, |end| end + 1);
        let tag = &rest[open..end];
        rest = &rest[end..];
        if let Some(name) = tag.strip_prefix("</") {
            facts.close(name.trim_end_matches('>'));
        } else if !tag.starts_with("<!") {
            let closed = tag.ends_with("/>");
            let tag = parse(tag);
            match tag.name {
                "script" | "style" | "title" => {
                    let end = rest.find(&format!("</{}>", tag.name)).unwrap_or(rest.len());
                    facts.raw(&tag, &rest[..end]);
                    rest = &rest[end..];
                }
                _ => facts.enter(&tag, closed),
            }
        }
    }
    facts.flush();
    facts.text
}

#[derive(Default)]
struct Facts {
    text: String,
    line: String,
    links: Vec<String>,
    /// Elements that are open, and how many of them were when a hidden one began.
    open: Vec<String>,
    hidden: Option<usize>,
}

impl Facts {
    fn say(&mut self, text: &str) {
        if self.hidden.is_none() {
            self.line.push_str(text);
        }
    }

    fn enter(&mut self, tag: &Tag<'_>, closed: bool) {
        let inert = tag.get("hidden").is_some() || matches!(tag.name, "template" | "dialog");
        if self.hidden.is_none() && !inert {
            self.open(tag);
        }
        if !closed && !VOID.contains(&tag.name) {
            if inert && self.hidden.is_none() {
                self.hidden = Some(self.open.len());
            }
            self.open.push(tag.name.to_owned());
        }
    }

    fn flush(&mut self) {
        let line: Vec<&str> = self.line.split_whitespace().collect();
        if !line.is_empty() {
            self.text.push_str(&line.join(" "));
            self.text.push('\n');
        }
        self.line.clear();
    }

    fn raw(&mut self, tag: &Tag<'_>, content: &str) {
        if self.hidden.is_some() {
            return;
        }
        self.flush();
        match (tag.name, serde_json::from_str::<Value>(content)) {
            ("title", _) => self.line = format!("title: {}", decode(content)),
            (_, Ok(json)) => {
                self.text.push_str(&format!("{}\n{}\n", tag.line(), serde_json::to_string_pretty(&json).unwrap()));
            }
            _ => self.line = format!("{} ({} bytes inside)", tag.line(), content.len()),
        }
        self.flush();
    }

    fn open(&mut self, tag: &Tag<'_>) {
        if BLOCKS.contains(&tag.name) {
            self.flush();
        }
        match tag.name {
            "html" | "meta" | "link" | "form" | "input" | "select" | "iframe" | "video" | "source" | "track" => {
                self.flush();
                self.line = tag.line();
                self.flush();
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.line = format!("{} ", "#".repeat(usize::from(tag.name.as_bytes()[1] - b'0')));
            }
            "li" => self.line.push_str("- "),
            "br" => self.flush(),
            "td" | "th" => self.line.push_str(" | "),
            "button" => self.line.push_str(" (button) "),
            "img" => {
                let get = |name| tag.get(name).unwrap_or("none");
                self.line.push_str(&format!(" ![{}]({} {}×{}) ", get("alt"), get("src"), get("width"), get("height")));
            }
            "a" => {
                self.line.push('[');
                self.links.push(tag.get("href").unwrap_or("nowhere").to_owned());
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if let Some(depth) = self.open.iter().rposition(|open| open == name) {
            self.open.truncate(depth);
        }
        if self.hidden.is_some_and(|depth| self.open.len() > depth) {
            return;
        }
        if self.hidden.take().is_some() {
            return;
        }
        if name == "a" {
            let href = self.links.pop().unwrap_or_default();
            self.line = format!("{}]({href}) ", self.line.trim_end());
        }
        if BLOCKS.contains(&name) {
            self.flush();
        }
    }
}

fn parse(tag: &str) -> Tag<'_> {
    let inside = tag.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/');
    let (name, mut rest) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
    let mut attributes = Vec::new();
    while let Some(start) = rest.find(|c: char| !c.is_whitespace()) {
        rest = &rest[start..];
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let name = &rest[..end];
        rest = &rest[end..];
        let quoted = rest.strip_prefix("=\"").and_then(|value| value.split_once('"'));
        if let Some((value, after)) = quoted {
            attributes.push((name, decode(value)));
            rest = after;
        } else {
            let value = rest.strip_prefix('=').unwrap_or_default();
            let end = value.find(char::is_whitespace).unwrap_or(value.len());
            attributes.push((name, value[..end].to_owned()));
            rest = if rest.starts_with('=') { &value[end..] } else { rest };
        }
    }
    Tag { name, attributes }
}

/// The characters of a text; `&amp;` last, so that nothing is decoded twice.
fn decode(text: &str) -> String {
    let named = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&#x2F;", "/"),
    ];
    let text = named.into_iter().fold(text.to_owned(), |text, (name, character)| text.replace(name, character));
    text.replace("&amp;", "&")
}
