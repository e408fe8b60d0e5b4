//! How a target is written, and the tokens that stand for targets until raw HTML has been cleaned.

use std::fmt::Write as _;

use super::escape;

/// How wide a picture in running text is, as a theme's column for reading has it.
const SIZES: &str = "(min-width: 48rem) 44rem, 100vw";

/// What stands in place of a URL until raw HTML has been cleaned: this character and a number.
pub const TOKEN: char = '\u{E000}';

/// A target that was asked for, and so may be written.
pub enum Resolved {
    Url(String),
    Image { url: String, srcset: String, width: u32, height: u32 },
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
        Resolved::Image { url, srcset, width, height } => (url, Some((srcset, width, height))),
        Resolved::Refused => return,
    };
    out.push_str(name);
    out.push_str("=\"");
    escape::url(url, out);
    out.push('"');
    if name == "src" {
        if let Some((srcset, width, height)) = picture {
            if !srcset.is_empty() {
                out.push_str(" srcset=\"");
                escape::attribute(srcset, out);
                let _ = write!(out, "\" sizes=\"{SIZES}\"");
            }
            let _ = write!(out, " width=\"{width}\" height=\"{height}\"");
        }
        out.push_str(" loading=\"lazy\" decoding=\"async\"");
    } else if is_foreign(url) {
        out.push_str(" rel=\"noopener\"");
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
            .find(|name| before.strip_suffix("=\"").is_some_and(|before| before.ends_with(&format!(" {name}"))));
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
            url => write(url, name, &mut out),
        }
    }
    out.push_str(rest);
    out
}
