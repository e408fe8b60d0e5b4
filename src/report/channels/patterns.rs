//! Texts compared with what somebody wrote of them.
//!
//! In: a pattern or a code, and a text in small letters. Out: whether it fits. Absent: what the texts are; see
//! [`crate::report::channels`].

/// Whether a text is what a pattern describes, `*` being any letters or none.
pub fn wildcard(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| text.strip_prefix(first)) else { return false };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else { return rest.is_empty() };
    for part in middle {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

/// Whether a name holds a code as a word of its own: `FR | spring-26 | cold` holds `spring-26`.
pub fn holds_word(name: &str, code: &str) -> bool {
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '-' && c != '_');
    name.match_indices(code)
        .any(|(at, _)| edge(name[..at].chars().next_back()) && edge(name[at + code.len()..].chars().next()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        for (pattern, text, fits) in [
            ("insta*", "instagram", true),
            ("*gram", "instagram", true),
            ("i*t*m", "instagram", true),
            ("insta", "instagram", false),
            ("a*a", "a", false),
            ("", "", true),
        ] {
            assert_eq!(wildcard(pattern, text), fits, "{pattern} {text}");
        }
    }
}
