//! Plain text: folding, counting, heading ids, and the text of cleaned HTML.

/// The longest heading id, in characters.
pub const ID_LIMIT: usize = 80;

/// Text as a heading's id: letters and digits of any script, in lower case, joined by single hyphens.
pub fn slug(text: &str) -> String {
    let mut id = String::with_capacity(text.len());
    let mut length = 0;
    for c in text.chars() {
        if length >= ID_LIMIT {
            break;
        }
        if c.is_alphanumeric() {
            id.extend(c.to_lowercase());
            length += 1;
        } else if !matches!(c, '\'' | '’') && !id.is_empty() && !id.ends_with('-') {
            id.push('-');
            length += 1;
        }
    }
    id.truncate(id.trim_end_matches('-').len());
    if id.is_empty() { String::from("section") } else { id }
}

/// The text of cleaned HTML, where `<` and `>` only ever begin and end a tag. Block elements part words.
pub fn text_of(html: &str) -> String {
    const INLINE: &[&str] = &[
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "rp", "rt",
        "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
    ];
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while !rest.is_empty() {
        let (content, tag) = rest.split_once('<').unwrap_or((rest, ""));
        if content.contains('&') {
            let content = content
                .replace("&nbsp;", "\u{A0}")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
            text.push_str(&content);
        } else {
            text.push_str(content);
        }
        let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
        let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap_or_default();
        if !INLINE.contains(&name) {
            text.push(' ');
        }
        // The marks of footnotes and tasks are no words of the text.
        let mark = tag.contains(" role=\"doc-") || tag.starts_with("span class=\"task");
        rest = if mark { after.trim_start_matches(|c| c != '<') } else { after };
    }
    fold(text)
}

/// White space folded into single spaces, none at either end.
pub fn fold(mut text: String) -> String {
    // Nearly always there is nothing to fold. No early exit, so that the compiler makes this a vector loop.
    let bytes = text.as_bytes();
    let after = bytes.get(1..).unwrap_or_default();
    let double = bytes.iter().zip(after).fold(false, |found, (a, b)| found | ((*a == b' ') & (*b == b' ')));
    let other = bytes.iter().fold(false, |found, byte| found | (byte.wrapping_sub(b'\t') <= b'\r' - b'\t'));
    if double || other || bytes.first() == Some(&b' ') {
        let words = text.split([' ', '\t', '\n', '\x0B', '\x0C', '\r']).filter(|word| !word.is_empty());
        return words.collect::<Vec<_>>().join(" ");
    }
    text.truncate(text.trim_end_matches(' ').len());
    text
}

/// Words of a folded text: what stands between spaces; in scripts without spaces two characters are a word.
pub fn count_words(text: &str) -> usize {
    let bytes = text.as_bytes();
    let spaces = bytes.iter().fold(0, |count, byte| count + usize::from(*byte == b' '));
    // Lead bytes of the scripts that need a closer look.
    let dense = bytes.iter().fold(false, |found, byte| found | (matches!(byte, 0xE0 | 0xE1) | (*byte >= 0xE3)));
    if !dense {
        return if text.is_empty() { 0 } else { spaces + 1 };
    }
    text.split(' ')
        .map(|word| {
            let dense = word.chars().filter(|c| is_dense(*c)).count();
            usize::max(dense.div_ceil(2), usize::from(!word.is_empty()))
        })
        .sum()
}

/// Characters of scripts that put no spaces between words.
fn is_dense(c: char) -> bool {
    matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}
