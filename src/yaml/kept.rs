//! Words at the start of a text that YAML keeps for itself: `!New mugs` is a tag and "mugs", `&New mugs` an anchor and "mugs".

use granit_parser::{Event, Parser};

use super::Fault;

/// Such words that mean nothing here, with the whole text that was meant. No value of a shop has a tag; an anchor has an alias
/// that names it.
pub fn kept(text: &str) -> Vec<Fault> {
    let begins = |at: usize| text[..at].trim_end_matches(' ').ends_with([':', '-', '[', '{', ',']);
    if !memchr::memchr2_iter(b'!', b'&', text.as_bytes()).any(begins) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for step in Parser::new_from_str(text) {
        let Ok((event, span)) = step else { break };
        let Event::Scalar(value, _, anchor, tag) = event else { continue };
        let before = text.get(..span.byte_range().map_or(0, |span| span.start)).unwrap_or_default().trim_end();
        let start = before.rfind([' ', '[', '{', ',', '\n']).map_or(0, |at| at + 1);
        let word = &before[start..];
        let named = |name: &str| anchor == 0 || text.contains(&format!("*{name}"));
        let means_nothing =
            if tag.is_some() { word.starts_with('!') } else { word.strip_prefix('&').is_some_and(|name| !named(name)) };
        if means_nothing {
            // An anchor of nothing at all.
            let value = if value == "~" { "" } else { &value };
            let all = format!("{word} {value}");
            found.push(Fault {
                code: "yaml-sign",
                span: start..before.len(),
                message: format!("`{word}` is a sign to YAML, and no part of the text"),
                help: Some(format!("put the whole text in quotation marks: `\"{}\"`", all.trim_end())),
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::kept;

    #[test]
    fn tags_and_anchors_without_an_alias_are_told() {
        let of = |text: &str| {
            let told = kept(text).into_iter();
            told.map(|fault| (text[fault.span].to_owned(), fault.help.unwrap_or_default())).collect::<Vec<_>>()
        };
        let told = |word: &str, all: &str| {
            vec![(word.to_owned(), format!("put the whole text in quotation marks: `\"{all}\"`"))]
        };
        assert_eq!(of("title: !New mugs\n"), told("!New", "!New mugs"));
        assert_eq!(of("title: !!New mugs\n"), told("!!New", "!!New mugs"));
        assert_eq!(of("title: ! New\n"), told("!", "! New"));
        assert_eq!(of("title: &Mugs\nprice: 2\n"), told("&Mugs", "&Mugs"));
        assert_eq!(of("a: 1\nlist: [&Co mugs, b]\n"), told("&Co", "&Co mugs"));
        assert_eq!(of("a: &all 1\nb: *all\nc: Fire & flame\nd: '!New'\ne: |\n  !New mugs\n"), []);
    }
}
