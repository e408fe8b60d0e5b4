//! Plain text in Markdown (<https://spec.commonmark.org/0.31.2/#backslash-escapes>).

/// One line of text that means only itself: at the beginning of a line, in a heading, a link's text, a quotation.
pub fn escape(text: &str) -> String {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::with_capacity(folded.len() + 8);
    for (n, c) in folded.char_indices() {
        let after = folded[n + c.len_utf8()..].chars().next();
        let special = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '~' | '|' => true,
            // An entity.
            '&' => after.is_some_and(|after| after.is_ascii_alphanumeric() || after == '#'),
            // A list, a rule, an underline.
            '-' | '+' | '=' => n == 0,
            // A numbered list; `12.50` is none.
            '.' | ')' => {
                after.is_none_or(|after| after == ' ') && n > 0 && folded[..n].bytes().all(|b| b.is_ascii_digit())
            }
            // An image before a link.
            '!' => after == Some('['),
            _ => false,
        };
        if special {
            out.push('\\');
        }
        // Readers take NUL for a fault.
        out.push(if c == '\0' { '\u{fffd}' } else { c });
    }
    out
}

/// A URL as a link's target.
pub fn target(url: &str) -> String {
    url.replace('(', "%28").replace(')', "%29").replace(' ', "%20").replace('<', "%3C").replace('>', "%3E")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser};

    use super::escape;

    fn read(markdown: &str) -> String {
        let text = |event| match event {
            Event::Text(text) => Some(text.into_string()),
            Event::Start(_) | Event::End(_) => None,
            other => Some(format!("{other:?}")),
        };
        Parser::new_ext(markdown, Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES).filter_map(text).collect()
    }

    proptest! {
        #[test]
        fn text_means_itself(text in "(\\PC|[#>+=*_`~|!&;<\\[\\]().:0-9a-z\\\\-]|\n|  |&amp;|<b>|1\\. |---){0,30}") {
            let folded = text.split_whitespace().collect::<Vec<_>>().join(" ").replace('\0', "\u{fffd}");
            let escaped = escape(&text);
            for (before, after) in [("", ""), ("# ", ""), ("> ", ""), ("- [", "](https://a.example/)"), ("- [x](/): ", "")] {
                let expected = if before.ends_with(": ") && !folded.is_empty() { format!("x: {folded}") } else { folded.clone() };
                if folded.is_empty() { continue; }
                prop_assert_eq!(read(&format!("{before}{escaped}{after}\n")), expected, "{}", before);
            }
        }
    }
}
