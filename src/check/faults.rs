//! Faults of a text as findings in a file.

use std::ops::Range;

use schemars::JsonSchema;

use super::{joined, pasted};
use crate::diagnostic::{At, Diagnostic, error, warning};
use crate::source::{FileId, Unusable};
use crate::yaml::{self, Fault, Parts};

/// A character that no page may hold, at these bytes of the file.
pub fn unprintable(file: FileId, span: Range<usize>, sign: char) -> Diagnostic {
    let message = format!("a sign that no page can show stands here: U+{:04X}", u32::from(sign));
    let help = "take it out; it comes along when text is copied from other programs";
    error("control-character", message).help(help).at(file, At::Bytes(span))
}

/// A file of which nothing is known but why.
pub fn unusable(file: FileId, unusable: &Unusable) -> Diagnostic {
    let at = unusable.line.map_or(At::File, At::Line);
    error(unusable.code, unusable.message.clone()).help(unusable.help.clone()).at(file, at)
}

/// `start`: bytes of the file before the text that was decoded.
pub fn finding(file: FileId, start: usize, fault: Fault) -> Diagnostic {
    let Range { start: from, end: to } = fault.span;
    let finding = error(fault.code, fault.message).at(file, At::Bytes(start + from..start + to));
    match fault.help {
        Some(help) => finding.help(help),
        None => finding,
    }
}

/// A field that stands below the line that closes the front matter, where it is text.
pub fn left_outside<T: JsonSchema>(file: FileId, parts: &Parts<'_>) -> Option<Diagnostic> {
    let line = parts.body.trim_start().lines().next()?;
    let (key, rest) = line.split_once(':')?;
    let like_one = !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    if !like_one || !(rest.is_empty() || rest.starts_with(' ')) {
        return None;
    }
    let schema = schemars::schema_for!(T);
    schema.get("properties")?.get(key)?;
    let start = parts.body_start + parts.body.len() - parts.body.trim_start().len();
    let finding = error("front-matter", format!("`{key}` stands below the front matter, and is read as text"));
    let help = "take out the line `---` above it, or move the field above that line";
    Some(finding.help(help).at(file, At::Bytes(start..start + key.len())))
}

/// What a text that can be read says otherwise than its author may have meant.
pub fn meant(path: &str, file: FileId, start: usize, text: &str) -> Vec<Diagnostic> {
    let place = |span: Range<usize>| start + span.start..start + span.end;
    let signs = yaml::unprintable(text).into_iter();
    let mut found: Vec<Diagnostic> = signs.map(|(span, sign)| unprintable(file, place(span), sign)).collect();
    found.extend(yaml::swallowed(text).into_iter().map(|span| {
        let finding = warning("comment", "what stands after ` #` is a comment, not part of the value");
        let help = "put the text in quotation marks; write `# ` with a space where a comment is meant";
        finding.help(help).at(file, At::Bytes(place(span)))
    }));
    found.extend(yaml::curly(text).into_iter().map(|(span, inner)| {
        let finding = warning(yaml::CURLY, "curly quotation marks are letters to YAML, and will be shown");
        let help =
            format!("{}; where curly ones are to be seen, put straight ones around them", yaml::straight(&inner));
        finding.help(help).at(file, At::Bytes(place(span)))
    }));
    found.extend(yaml::unopened(text).into_iter().map(|span| {
        /// A longer text is recognised without being repeated.
        const SHORT: usize = 60;
        let finding = warning(yaml::CURLY, "the quotation mark at the end belongs to none, and will be shown");
        let written = Some(&text[span.clone()]).filter(|written| written.len() <= SHORT && !written.contains('\n'));
        let both = written.map_or(String::new(), |written| format!(": `\"{written}`"));
        let help = format!("put one before the text as well{both}; or take it out");
        finding.help(help).at(file, At::Bytes(place(span)))
    }));
    found.extend(yaml::folded(text).into_iter().map(|span| {
        let finding = error("list-sign", "this dash stands too deep, so the line is more of the text above it");
        let help = "let the dashes of one list stand below each other; put a text of several lines in quotation marks";
        finding.help(help).at(file, At::Bytes(place(span)))
    }));
    found.extend(yaml::commas(text).into_iter().map(|(span, meant)| {
        let finding = error("decimal-comma", format!("`{meant}` is two entries: a comma begins the next one"));
        let help = format!("write `\"{meant}\"` in quotation marks; or a space after the comma, where two are meant");
        finding.help(help).at(file, At::Bytes(place(span)))
    }));
    found.extend(pasted::values(file, start, text));
    found.extend(joined::values(path, file, text));
    found.extend(yaml::kept(text).into_iter().map(|fault| finding(file, start, fault)));
    found
}
