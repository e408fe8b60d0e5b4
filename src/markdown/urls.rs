//! How a target is written (an attribute; of a photo, the `picture` around it), and the tokens that stand for targets
//! until raw HTML has been cleaned.

use std::fmt::Write as _;

use super::{Image, ImageSource, escape};

/// How wide a picture in running text is, as a theme's column for reading has it.
const SIZES: &str = "(min-width: 48rem) 44rem, 100vw";

/// What stands in place of a URL until raw HTML has been cleaned: this character and a number.
pub const TOKEN: char = '\u{E000}';

/// A target that was asked for, and so may be written.
pub enum Resolved {
    Url(String),
    Image(Image),
    Refused,
}

/// Whether a URL leaves the site.
fn is_foreign(url: &str) -> bool {
    let start = url.as_bytes();
    matches!(start, [b'/' | b'\\', b'/' | b'\\', ..])
        || [&b"http://"[..], b"https://"]
            .iter()
            .any(|scheme| start.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme)))
}

/// `href="…" rel="noopener"`, or `src="…"` with the picture's size.
pub fn write(resolved: &Resolved, name: &str, out: &mut String) {
    let (url, picture) = match resolved {
        Resolved::Url(url) => (url, None),
        Resolved::Image(picture) => (&picture.url, Some(picture)),
        Resolved::Refused => return,
    };
    out.push_str(name);
    out.push_str("=\"");
    escape::url(url, out);
    out.push('"');
    if name == "src" {
        if let Some(Image { width, height, .. }) = picture {
            let _ = write!(out, " width=\"{width}\" height=\"{height}\"");
        }
        out.push_str(" loading=\"lazy\" decoding=\"async\"");
    } else if is_foreign(url) {
        out.push_str(" rel=\"noopener\"");
    }
}

/// The formats that a browser chooses from before it takes the `img` after them.
fn open_picture(sources: &[ImageSource], out: &mut String) {
    out.push_str("<picture>");
    for source in sources {
        let _ = write!(out, "<source type=\"{}\" srcset=\"", source.media_type);
        escape::attribute(&source.srcset, out);
        let _ = write!(out, "\" sizes=\"{SIZES}\">");
    }
}

/// Puts the URLs in place of their tokens. In the HTML given, `<` and `>` only ever begin and end a tag.
pub fn replace_tokens(html: &str, urls: &[Resolved]) -> String {
    let mut out = String::with_capacity(html.len() + urls.len() * 48);
    let mut rest = html;
    while let Some(place) = rest.find(TOKEN) {
        let (before, token) = rest.split_at(place);
        let number = token.get(TOKEN.len_utf8()..).and_then(|token| token.split('"').next()).unwrap_or_default();
        let after = token.get(TOKEN.len_utf8() + number.len()..).and_then(|after| after.strip_prefix('"'));
        let url = number.parse::<usize>().ok().and_then(|index| urls.get(index));
        let name = ["href", "src"]
            .into_iter()
            .find(|name| before.strip_suffix("=\"").is_some_and(|before| before.ends_with(&format!(" {name}"))))
            .filter(|_| before.rfind('<') > before.rfind('>'));
        let (Some(after), Some(url), Some(name)) = (after, url, name) else {
            // The author's own character, not a token.
            let end = place + TOKEN.len_utf8();
            out.push_str(rest.get(..end).unwrap_or_default());
            rest = rest.get(end..).unwrap_or_default();
            continue;
        };
        out.push_str(before.get(..before.len() - name.len() - 2).unwrap_or_default());
        rest = after;
        match url {
            Resolved::Refused if name == "src" => {
                out.truncate(out.rfind('<').unwrap_or(out.len()));
                rest = rest.split_once('>').map_or("", |(_, rest)| rest);
            }
            Resolved::Refused => out.truncate(out.trim_end_matches(' ').len()),
            Resolved::Image(Image { sources, .. }) if name == "src" && !sources.is_empty() => {
                let tag = out.split_off(out.rfind('<').unwrap_or(out.len()));
                open_picture(sources, &mut out);
                out.push_str(&tag);
                write(url, name, &mut out);
                let (tag, after) = rest.split_once('>').unwrap_or((rest, ""));
                out.push_str(tag);
                out.push_str("></picture>");
                rest = after;
            }
            url => write(url, name, &mut out),
        }
    }
    out.push_str(rest);
    out
}
