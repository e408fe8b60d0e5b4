//! Text → the inside of an element, of an attribute, of a URL in an attribute.

type Replacement<const N: usize> = [(u8, &'static str); N];

const TEXT: Replacement<3> = [(b'&', "&amp;"), (b'<', "&lt;"), (b'>', "&gt;")];

const ATTRIBUTE: Replacement<4> = [(b'&', "&amp;"), (b'<', "&lt;"), (b'>', "&gt;"), (b'"', "&quot;")];

const URL: Replacement<7> =
    [(b'&', "&amp;"), (b'"', "%22"), (b'<', "%3C"), (b'>', "%3E"), (b' ', "%20"), (b'\\', "%5C"), (b'`', "%60")];

/// Text inside an element.
pub fn text(text: &str, out: &mut String) {
    // Most text needs nothing.
    if memchr::memchr3(b'&', b'<', b'>', text.as_bytes()).is_none() {
        return out.push_str(text);
    }
    escape(text, out, &TEXT);
}

/// Text inside a quoted attribute.
pub fn attribute(text: &str, out: &mut String) {
    escape(text, out, &ATTRIBUTE);
}

/// A URL inside a quoted attribute: what may not stand in a URL is percent-encoded, control characters (which
/// browsers skip) are left out, other scripts stay readable.
pub fn url(url: &str, out: &mut String) {
    if url.bytes().any(|byte| byte.is_ascii_control()) {
        let plain: String = url.chars().filter(|c| !c.is_ascii_control()).collect();
        escape(&plain, out, &URL);
    } else {
        escape(url, out, &URL);
    }
}

fn escape<const N: usize>(text: &str, out: &mut String, replacements: &'static Replacement<N>) {
    let mut from = 0;
    for (place, byte) in text.bytes().enumerate() {
        if let Some((_, replacement)) = replacements.iter().find(|(special, _)| *special == byte) {
            out.push_str(&text[from..place]);
            out.push_str(replacement);
            from = place + 1;
        }
    }
    out.push_str(&text[from..]);
}
