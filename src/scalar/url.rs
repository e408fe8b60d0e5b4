//! Links as written in content, and the URLs of the site.
//!
//! In: `/products/mug/`, `#anchor`, `https://…`. Out: links whose schemes are allowed and whose paths stay in the
//! site, and [`Urls`], which knows where the site will stand. Absent: whether a page exists; `plan` knows.

use std::str::FromStr;

use super::domain::ascii;
use super::{scalar, wrong};
use crate::yaml::Wrong;

/// A link as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// A path from the site's root, with its anchor: `/faq/#delivery`.
    Path(String),
    /// A place on the same page.
    Anchor(String),
    /// Another site, or `mailto:`, `tel:`, `sms:`.
    Away(String),
}

impl Link {
    /// As it was written.
    pub fn text(&self) -> &str {
        match self {
            Link::Path(text) | Link::Anchor(text) | Link::Away(text) => text,
        }
    }
}

scalar!(Link, "link", "a link: `/products/mug/`, `#anchor` or `https://…`", "string");

const HELP: &str = "write a path from the shop's root like `/products/mug/`, `#anchor`, or a whole URL with `https://`";

impl FromStr for Link {
    type Err = Wrong;

    fn from_str(text: &str) -> Result<Link, Wrong> {
        let refuse = |why: &str| Err(wrong(format!("`{text}` {why}"), HELP));
        if text.is_empty() || text.chars().any(|c| c.is_control() || c.is_whitespace()) {
            return refuse("is not a link");
        }
        if let Some(sign) = text.chars().find(|c| is_unseen(*c)) {
            let message = format!("a sign that nobody sees stands in this address: U+{:04X}", u32::from(sign));
            return Err(wrong(message, "type the address by hand; it comes along when text is copied from messages"));
        }
        if let Some(anchor) = text.strip_prefix('#') {
            return Ok(Link::Anchor(anchor.to_owned()));
        }
        if text.starts_with('/') {
            let leaves =
                text.starts_with("//") || text.split(['/', '#']).any(|part| part == "..") || text.contains('\\');
            return if leaves { refuse("leads out of the site") } else { Ok(Link::Path(text.to_owned())) };
        }
        match text.split_once(':') {
            Some((scheme, rest)) => match scheme.to_ascii_lowercase().as_str() {
                "https" | "http" if own_machine(rest).is_some() => Err(on_own_machine(text, rest)),
                "https" | "http" if rest.strip_prefix("//").is_some_and(names_host) => Ok(Link::Away(text.to_owned())),
                "mailto" | "tel" | "sms" if !rest.is_empty() => Ok(Link::Away(text.to_owned())),
                _ => refuse("has a scheme that is not allowed"),
            },
            None => match meant(text) {
                Some(meant) => Err(wrong(
                    format!("`{text}` is neither a path nor a URL"),
                    format!("write the whole address, like `{meant}`"),
                )),
                None => refuse("is neither a path nor a URL"),
            },
        }
    }
}

/// What people write for the address of a mailbox, of a site, and of the page that is made of a file.
fn meant(text: &str) -> Option<String> {
    let mailbox = text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    let site = text.to_ascii_lowercase().starts_with("www.");
    match text.strip_suffix(".md") {
        Some(file) => Some(format!("/products/{}/", file.rsplit('/').next().unwrap_or(file))),
        None if mailbox => Some(format!("mailto:{text}")),
        None => site.then(|| format!("https://{text}")),
    }
}

/// Signs without a shape, which browsers take for a part of an address; joiners of letters are welcome in some scripts.
fn is_unseen(c: char) -> bool {
    let first = matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}');
    first || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
}

/// The path of an address on the machine of whoever wrote it, where the shop was looked at before it was published.
fn own_machine(rest: &str) -> Option<&str> {
    let rest = rest.strip_prefix("//")?;
    let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host);
    let own = ["localhost", "0.0.0.0", "[::1]"].contains(&host.to_ascii_lowercase().as_str());
    (own || authority == "[::1]" || host.starts_with("127.")).then_some(path)
}

fn on_own_machine(text: &str, rest: &str) -> Wrong {
    let path = own_machine(rest).filter(|path| path.starts_with('/')).unwrap_or("/");
    wrong(format!("`{text}` leads to the visitor's own computer"), format!("write the path alone: `{path}`"))
}

/// A URL of another site, `https:` only (payment pages, form targets, profiles).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebUrl(pub String);

scalar!(WebUrl, "web-url", "a URL that starts with `https://`", "string");

impl FromStr for WebUrl {
    type Err = Wrong;

    fn from_str(text: &str) -> Result<WebUrl, Wrong> {
        if let Some((_, rest)) = text.split_once(':').filter(|(_, rest)| own_machine(rest).is_some()) {
            let help = "write the address that visitors reach, starting with `https://`";
            return Err(wrong(on_own_machine(text, rest).message, help));
        }
        match text.parse::<Link>() {
            Ok(Link::Away(url)) if is_https(&url) => Ok(WebUrl(format!("{HTTPS}{}", &url[HTTPS.len()..]))),
            Err(unseen) if text.chars().any(is_unseen) => Err(unseen),
            _ => match inside(text) {
                Some(url) => {
                    Err(wrong("this is HTML with an address in it", format!("write the address alone: `{url}`")))
                }
                None => {
                    Err(wrong(format!("`{text}` is not an https URL"), "write the whole URL, starting with `https://`"))
                }
            },
        }
    }
}

/// The address in a piece of HTML that is to be pasted elsewhere.
fn inside(text: &str) -> Option<&str> {
    let (_, url) = text.split_once('<')?.1.split_once(['"', '\''])?;
    let url = &url[url.find(HTTPS)?..];
    url.split(['"', '\'', ' ']).next().filter(|url| is_https(url))
}

const HTTPS: &str = "https://";

/// Whether a URL names its host in plain letters: whatever else stood there would stand in a Content Security Policy.
fn is_https(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_at_checked(HTTPS.len()) else { return false };
    scheme.eq_ignore_ascii_case(HTTPS) && is_host(rest.split(['/', '?', '#']).next().unwrap_or_default())
}

fn is_host(host: &str) -> bool {
    let fits = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':' | b'[' | b']');
    !host.is_empty() && host.bytes().all(fits)
}

/// Whether anything that may be a host stands behind `//`; names in other scripts are hosts too.
fn names_host(rest: &str) -> bool {
    rest.starts_with(|first: char| first.is_alphanumeric() || first == '[')
}

impl WebUrl {
    /// Scheme and host, as a Content Security Policy names them.
    pub fn origin(&self) -> &str {
        let rest = &self.0["https://".len()..];
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        &self.0[.."https://".len() + end]
    }
}

/// Where the shop will stand, `https://shop.example/` or `https://user.github.io/shop/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    /// `https://shop.example`
    pub origin: String,
    /// `/` or `/shop/`
    pub root: String,
}

scalar!(BaseUrl, "base-url", "the shop's address, like `https://shop.example/`", "string");

/// The file's name at the end of a path, as it is copied from the address bar of a browser.
fn page_of(path: &str) -> Option<&str> {
    const PAGES: [&str; 5] = [".html", ".htm", ".php", ".asp", ".aspx"];
    let name = path.rsplit('/').next()?;
    PAGES.iter().any(|end| name.to_ascii_lowercase().ends_with(end)).then_some(name)
}

/// What to write in place of an address that is none of a shop.
fn address_of(text: &str) -> String {
    let address = text.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let address = page_of(address).map_or(address, |page| &address[..address.len() - page.len()]);
    let (scheme, rest) = address.split_once("://").unwrap_or(("https", address));
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let shortened = format!("{scheme}://{}{}/", ascii(host), path.trim_end_matches('/'));
    if host.contains('.') && BaseUrl::read(&shortened).is_some() {
        return format!("write `{shortened}`");
    }
    "write the address where the shop will stand, like `https://shop.example/`".to_owned()
}

impl FromStr for BaseUrl {
    type Err = Wrong;

    fn from_str(text: &str) -> Result<BaseUrl, Wrong> {
        if let Some(address) = BaseUrl::read(text) {
            return Ok(address);
        }
        let message = match page_of(text.trim_end_matches('/')) {
            Some(_) => format!("`{text}` is the address of a page, not of the shop"),
            None => format!("`{text}` cannot be the address of a shop"),
        };
        Err(wrong(message, address_of(text)))
    }
}

impl BaseUrl {
    fn read(text: &str) -> Option<BaseUrl> {
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
        let scheme = &text[..text.len() - rest.len()];
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let part_fits = |part: &str| {
            part != ".." && part != "." && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~".contains(&b))
        };
        let path = path.trim_matches('/');
        if !is_host(host) || !path.split('/').all(part_fits) || path.contains("//") || page_of(path).is_some() {
            return None;
        }
        let root = if path.is_empty() { "/".to_owned() } else { format!("/{path}/") };
        Some(BaseUrl { origin: format!("{scheme}{}", host.to_ascii_lowercase()), root })
    }

    pub fn host(&self) -> &str {
        let host = self.origin.split_once("://").map_or("", |(_, host)| host);
        host.split(':').next().unwrap_or_default()
    }

    /// A path from the site's root (`/faq/`) as a link in a page: `/shop/faq/`.
    pub fn path(&self, path: &str) -> String {
        [&self.root, path.strip_prefix('/').unwrap_or(path)].concat()
    }

    /// A path from the site's root as a whole URL.
    pub fn absolute(&self, path: &str) -> String {
        [&self.origin, &self.root, path.strip_prefix('/').unwrap_or(path)].concat()
    }

    /// The path of a whole URL that leads to the shop itself.
    pub fn own(&self, url: &str) -> Option<String> {
        let bare = |url: &str| url.split_once("://").map(|(_, rest)| rest.to_owned());
        let (rest, origin) = (bare(url)?, bare(&self.origin)?);
        let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        if !host.eq_ignore_ascii_case(&origin) {
            return None;
        }
        let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
        path.strip_prefix(&self.root).map(|path| format!("/{path}"))
    }

    /// What a link in content becomes in a page.
    pub fn href(&self, link: &Link) -> String {
        match link {
            Link::Path(path) => self.path(path),
            Link::Anchor(anchor) => format!("#{anchor}"),
            Link::Away(url) => url.clone(),
        }
    }
}

/// Percent-encodes a text for one value of a URL's query (RFC 3986: everything but the unreserved).
pub fn encode(text: &str) -> String {
    let digit = |nibble: u8| char::from(b"0123456789ABCDEF"[usize::from(nibble)]);
    let mut out = String::with_capacity(text.len() * 2);
    let mut plain = 0;
    for (place, byte) in text.bytes().enumerate() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            continue;
        }
        // Within a letter of several bytes nothing is plain.
        out.push_str(text.get(plain..place).unwrap_or_default());
        out.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        plain = place + 1;
    }
    out.push_str(text.get(plain..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_and_paths() {
        assert_eq!("/faq/#a".parse(), Ok(Link::Path("/faq/#a".into())));
        assert_eq!("mailto:a@b.example".parse(), Ok(Link::Away("mailto:a@b.example".into())));
        for text in [
            "javascript:alert(1)",
            "JavaScript:x",
            "data:text/html,x",
            "//evil.example",
            "/../x",
            "faq",
            "",
            "https://",
            "java\tscript:x",
        ] {
            assert!(text.parse::<Link>().is_err(), "{text}");
        }
    }

    #[test]
    fn links_to_the_own_machine() {
        let help = |text: &str| text.parse::<Link>().unwrap_err().help;
        assert_eq!(help("http://localhost:4173/collections/cups/"), "write the path alone: `/collections/cups/`");
        assert_eq!(help("HTTP://127.0.0.1"), "write the path alone: `/`");
        assert!("https://localhost.example/".parse::<Link>().is_ok());
        assert!("https://[::1]:1/a".parse::<WebUrl>().unwrap_err().message.contains("own computer"));
    }

    #[test]
    fn roots_and_sub_paths() {
        let shop: BaseUrl = "https://user.github.io/shop".parse().unwrap();
        assert_eq!(shop.path("/faq/"), "/shop/faq/");
        assert_eq!(shop.absolute("/"), "https://user.github.io/shop/");
        let root: BaseUrl = "https://Shop.example".parse().unwrap();
        assert_eq!(root.absolute("/faq/"), "https://shop.example/faq/");
        assert_eq!(shop.own("http://User.github.io/shop/faq/#a"), Some("/faq/#a".to_owned()));
        assert_eq!(shop.own("https://user.github.io/other/"), None);
        assert_eq!(root.own("https://shop.example?a=b"), Some("/?a=b".to_owned()));
        assert_eq!(root.own("https://shop.example.com/"), None);
        let help = |text: &str| text.parse::<BaseUrl>().unwrap_err().help;
        assert_eq!(help("https://shop.example/index.html"), "write `https://shop.example/`");
        assert_eq!(help("https://shop.example/a/index.php?b=c"), "write `https://shop.example/a/`");
        assert_eq!(help("https://töpferei.example"), "write `https://xn--tpferei-90a.example/`");
        assert_eq!(help("shop.example"), "write `https://shop.example/`");
        assert!(help("index.html").contains("like `https://shop.example/`"));
        for text in ["shop.example", "ftp://x/", "https://", "https://a b/", "https://x/../y"] {
            assert!(text.parse::<BaseUrl>().is_err(), "{text}");
        }
    }
}
