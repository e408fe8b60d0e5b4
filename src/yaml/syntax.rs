//! The parser's message → what its author got wrong, where, and the remedy.
//!
//! A parser notices a quotation mark or a bracket that nobody closed where the text makes no sense any more, often many
//! lines below: it is looked for where it was opened.

use granit_parser::ScanError;

use super::Fault;
use super::above::{self, Above};
use super::unclosed::unclosed;

const TAB: &str = "a tab stands where YAML wants spaces";
/// What may also be a group of keys without its braces.
pub const SECOND_COLON: &str = "a second `: ` stands in this line";

/// What most people who meet the parser's message got wrong, in their words, with the remedy; else its own words.
pub fn fault_of(text: &str, error: &ScanError) -> Fault {
    let start = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
    let line_start = text[..floor(text, start)].rfind('\n').map_or(0, |n| n + 1);
    let line = text[line_start..].lines().next().unwrap_or_default();
    if let Some(at) = taken_by_comment(text, start) {
        let message =
            "a value is missing: `#` begins a comment, and what follows in this line is part of it".to_owned();
        let help = Some("put a text that begins with `#` in quotation marks".to_owned());
        return Fault { code: "yaml-syntax", span: at..at, message, help };
    }
    if let Some(open) = unclosed(text, start) {
        let (message, help) = open.told(text);
        return Fault { code: "yaml-syntax", span: open.at..open.at, message, help: Some(help) };
    }
    let found = error.info().clone();
    let before = &text[line_start..floor(text, start)];
    let deeper = found.contains("mapping values") && !before.contains(": ");
    if let Some(Above { at, message, help }) = above::above(text, line_start, is_of_words(before)).filter(|_| deeper) {
        return Fault { code: "yaml-syntax", span: at..at, message: message.to_owned(), help: Some(help) };
    }
    let (message, help) = of_another_kind(line).unwrap_or_else(|| in_words(line, before, &found));
    let curly = help.contains("quotation marks") && line.contains(['“', '”', '„', '«', '»']);
    let help =
        if curly { format!("{help}, straight ones (`\"`): curly ones are letters to YAML") } else { help.to_owned() };
    let at = if message == TAB { above::tab(text, line_start).unwrap_or(start) } else { start };
    Fault { code: "yaml-syntax", span: at..at, message: message.to_owned(), help: Some(help) }
}

/// A line that other files have, and YAML does not.
pub fn of_another_kind(line: &str) -> Option<(&'static str, &'static str)> {
    let line = line.trim();
    let begins = |starts: &[&str]| starts.iter().any(|start| line.starts_with(start));
    if begins(&["<<<<<<<", "=======", ">>>>>>>"]) {
        let help =
            "keep one of the two versions, and delete the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`";
        return Some(("two versions of this file were joined here, and nobody has chosen between them", help));
    }
    if begins(&["//", "/*", "<!--"]) {
        return Some(("this is no comment to YAML", "begin a comment with `# `"));
    }
    let json = line.starts_with('"') && line.contains("\":") && line.ends_with(',');
    json.then_some(("a comma ends this line, as in JSON", "take the comma at the end of each line out"))
}

/// What a line has wrong of which the parser says `found` behind some of it, and the remedy.
fn in_words<'a>(line: &str, before: &str, found: &'a str) -> (&'a str, &'static str) {
    let has = |part: &str| found.contains(part);
    let indent_has_tab = line.chars().take_while(|c| c.is_whitespace()).any(|c| c == '\t');
    if indent_has_tab || has("tab") {
        (TAB, "indent with spaces, not with tabs")
    } else if begins_with_sign(line) {
        let help =
            "put the whole text in quotation marks, like `\"[Sale] Bowl\"`: YAML takes its first sign for its own";
        ("a text cannot begin with this sign", help)
    } else if has("parsing a tag") {
        let help = "put a text that begins with `!` in quotation marks: YAML takes the sign for its own";
        ("a text cannot begin with this sign", help)
    } else if has("recursion") {
        ("this is nested more deeply than anything in a shop", "write it flatter")
    } else if has("escape") || has("hexadecimal") || has("surrogate") {
        let help = "write `\\\\` for one, or put the text in single quotation marks: `'C:\\photos'`";
        ("a back-slash between double quotation marks begins a sign that YAML does not know", help)
    } else if has("single-quoted") {
        let help = "put the whole text in double quotation marks: `\"It's nice\"`";
        ("something stands after the closing quotation mark", help)
    } else if has("quote") && (line.matches('"').count().is_multiple_of(2) || is_quoted_twice(line)) {
        let help = "put the whole text in quotation marks of the other kind: `'\"Earl\" Grey'`";
        ("something stands after the closing quotation mark", help)
    } else if has("quote") {
        ("a quotation mark is not closed", "close the quotation mark that was opened here")
    } else if line.contains(": #") {
        ("a value is missing: `#` begins a comment", "put a text that begins with `#` in quotation marks")
    } else if has("flow") || has("bracket") || has("expected ',' or") {
        let help = "close each `[` and `{`, and put texts with `,`, `:`, `[` or `{` in them in quotation marks";
        ("a bracket is not closed, or a comma is missing", help)
    } else if has("mapping values") && before.contains(": ") {
        (SECOND_COLON, "put a text that contains `: ` in quotation marks")
    } else if has("mapping values") && is_of_words(before) {
        let help = "let what belongs together begin in the same column; put a text over lines that contains `: ` in quotation marks";
        ("this line is indented too far, or goes on with a text, which must have no `: `", help)
    } else if has("mapping values") {
        (
            "this line is indented too far, or the one before it not far enough",
            "let what belongs together begin in the same column",
        )
    } else if line.trim_start().starts_with('-') && !line.trim_start().starts_with("- ") {
        ("a space is missing after `-`", "write `- ` before each entry of a list")
    } else if ["* ", "• ", "– ", "— "].iter().any(|sign| line.trim_start().starts_with(sign)) {
        ("this sign does not begin an entry of a list", "write `- ` before each entry of a list")
    } else if has("simple key") || has("expected ':'") {
        let help = "write a colon and a space after the key, like `price: 7.90`; indent a text that goes on from the line above";
        ("this line is no `key: value`", help)
    } else if has("block mapping") || has("block sequence") || has("'-' indicator") || has("expected key") {
        (
            "this line does not begin where those that it belongs to begin",
            "let what belongs together begin in the same column, with spaces",
        )
    } else if has("anchor") || has("unexpected character") {
        let help = "put a text that begins with a sign like `*`, `&`, `@`, `%` or a back-quote in quotation marks";
        ("a text cannot begin with this sign", help)
    } else {
        (found, "compare the indentation: what belongs together begins in the same column")
    }
}

/// Whether what stands before a colon is no key, but words of a text, or a name of the merchant's own.
pub fn is_of_words(before: &str) -> bool {
    before.trim_start_matches([' ', '-']).trim_end().contains(' ')
}

/// Whether the value of a line begins with a sign of YAML's own and goes on as a text: `[Sale] Bowl`, `- Bowl`, `> Bowl`.
fn begins_with_sign(line: &str) -> bool {
    let Some((_, value)) = line.split_once(": ") else { return false };
    let value = value.trim();
    let goes_on_after = |close: char| {
        let rest = value.split_once(close).map(|(_, rest)| rest.trim_start());
        rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric()))
    };
    match value.as_bytes() {
        [b'[', ..] => goes_on_after(']'),
        [b'{', ..] => goes_on_after('}'),
        [b'-' | b'?' | b'>' | b'|', b' ', rest @ ..] => !rest.starts_with(b"#"),
        _ => false,
    }
}

/// `"5" bowl"`: the text has the mark in which it stands.
fn is_quoted_twice(line: &str) -> bool {
    let value = line.split_once(": ").map_or(line, |(_, value)| value).trim();
    value.starts_with('"') && value.ends_with('"') && value.matches('"').count() == 3
}

/// The ` #` of the line with the last bracket before the fault, where it stands in place of a value: the bracket's end is
/// then part of the comment, and the parser misses it only further down. What is meant as a comment has a space after its sign,
/// and a bracket that is closed further down is not at fault.
fn taken_by_comment(text: &str, fault: usize) -> Option<usize> {
    let told = &text[..floor(text, fault)];
    let opened = told.rfind(['{', '['])?;
    let line = text[opened..].lines().next()?;
    let (before, comment) = line.split_once(" #")?;
    let empty = before.trim_end().ends_with([':', '[', '{', ',']) && !comment.starts_with(' ');
    let closed = told.get(opened + line.len()..).is_some_and(|rest| rest.contains([']', '}']));
    (empty && !closed).then_some(opened + before.len() + 1)
}

/// The nearest start of a character at or before a byte.
fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
