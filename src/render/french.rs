//! French: the space before `?`, `!`, `;`, `:` and `»`, and the one behind `«`, must not end a line. Keyboards type one that may.
//!
//! In: a page. Out: the same page with no-break spaces in its texts, narrow ones but before a colon. Absent: spaces that are not
//! there; code, scripts and attributes.

/// Elements whose text stays as it is; that of an option is its value too, by which scripts find it.
const KEPT: [&str; 6] = ["script", "style", "pre", "code", "textarea", "option"];

pub fn spaced(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 32);
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        text(&rest[..start], &mut out);
        let tag = &rest[start..];
        let end = KEPT.iter().find_map(|name| closed(tag, name)).or_else(|| tag.find('>').map(|end| end + 1));
        let end = end.unwrap_or(tag.len());
        out.push_str(&tag[..end]);
        rest = &tag[end..];
    }
    text(rest, &mut out);
    out
}

/// Where an element ends whose tag begins a text, with its closing tag's name.
fn closed(tag: &str, name: &str) -> Option<usize> {
    let behind = tag[1..].strip_prefix(name)?;
    behind.starts_with(['>', ' ', '\n']).then(|| tag.find(&format!("</{name}")).unwrap_or(tag.len()))
}

fn text(text: &str, out: &mut String) {
    let mut written = 0;
    for at in memchr::memchr_iter(b' ', text.as_bytes()) {
        let (before, after) = (&text[..at], &text[at + 1..]);
        let space = match after.chars().next() {
            Some(':') => "\u{a0}",
            Some('?' | '!' | ';' | '»') => "\u{202f}",
            _ if before.ends_with('«') => "\u{202f}",
            _ => continue,
        };
        out.push_str(&text[written..at]);
        out.push_str(space);
        written = at + 1;
    }
    out.push_str(&text[written..]);
}

#[cfg(test)]
mod tests {
    use super::spaced;

    #[test]
    fn spaces_that_must_not_end_a_line() {
        assert_eq!(
            spaced("<p>Un fromage ? « Oui » : 12 °C !</p>"),
            "<p>Un fromage\u{202f}? «\u{202f}Oui\u{202f}»\u{a0}: 12 °C\u{202f}!</p>"
        );
        let kept = "<a title=\"Oui ?\" href=\"/a\">Non?</a><code>a ? b</code><script>{\"a\" : 1}</script><option>A : b</option> <pre>a : b";
        assert_eq!(spaced(kept), kept);
        assert_eq!(spaced("a <b>c</b> ? <"), "a <b>c</b>\u{202f}? <");
    }
}
