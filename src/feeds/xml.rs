//! Text in XML 1.0 (<https://www.w3.org/TR/xml/>).

/// Text for an element or a quoted attribute. Characters that no XML document may hold are left out.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            // A reader would make a line feed of it.
            '\r' => out.push_str("&#13;"),
            c if allowed(c) => out.push(c),
            _ => {}
        }
    }
    out
}

/// The production `Char`, <https://www.w3.org/TR/xml/#charsets>.
fn allowed(c: char) -> bool {
    !matches!(c, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{allowed, escape};

    fn read(text: &str) -> String {
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&#13;", "\r"), ("&amp;", "&")]
            .iter()
            .fold(text.to_owned(), |text, (entity, c)| text.replace(entity, c))
    }

    proptest! {
        #[test]
        fn text_comes_back_without_what_xml_forbids(text in "(\\PC|[\\x00-\\x1f<>&\"';#]|\u{fffe}|\u{ffff}|]]>|&amp;|&#0;){0,40}") {
            let escaped = escape(&text);
            let special = escaped.contains(['<', '>', '"', '\'', '\r', '\0', '\u{fffe}']);
            prop_assert!(!special);
            prop_assert!(escaped.split('&').skip(1).all(|entity| entity.find(';').is_some_and(|end| end <= 4)));
            prop_assert_eq!(read(&escaped), text.chars().filter(|c| allowed(*c)).collect::<String>());
        }
    }
}
