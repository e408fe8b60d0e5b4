//! What of a body of Markdown is shown with its signs, as findings with the bytes of the text that they are about.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, error, warning};
use crate::markdown::{Body, Sign};

pub fn told(text: &str, body: &Body) -> Vec<(Diagnostic, Range<usize>)> {
    let unlinked = body.unlinked.iter().map(|target| (no_link(text, target), target.clone()));
    let shown = body.shown.iter().map(|(sign, place)| (shown(text, *sign, place), place.clone()));
    unlinked.chain(shown).collect()
}

/// What looks like a link and is none.
fn no_link(text: &str, target: &Range<usize>) -> Diagnostic {
    let written = &text[target.clone()];
    let (message, help) = if text[..target.start].ends_with(" (") {
        let message = format!("`{written}` is no link, because a space stands before its bracket");
        (message, format!("delete the space: `[…]({written})`"))
    } else if written.contains(' ') {
        let message = format!("`{written}` is no link, because it has a space");
        (message, format!("put it between `<` and `>`: `(<{written}>)`"))
    } else {
        let message = format!("`{written}` is no link, because its bracket is not closed");
        (message, format!("close it behind the address: `[…]({written})`"))
    };
    error("link", message).help(help)
}

fn shown(text: &str, sign: Sign, place: &Range<usize>) -> Diagnostic {
    let written = &text[place.clone()];
    let rest = text[place.end..].lines().next().unwrap_or_default();
    let (message, help) = match sign {
        Sign::Heading => heading(written, rest),
        Sign::Bold => bold(written, rest),
        Sign::Enclosed => enclosed(written),
        Sign::Italics => italics(written),
        Sign::Entry => entry(written),
        Sign::Table => {
            let cells = written.trim().matches('|').count().saturating_sub(1);
            let message =
                "this table is shown as a line of text: the line below its head is missing, or has not as many cells";
            let help = format!(
                "write `|{}` below the head; or put lines that are no table between two lines of three back-quotes",
                " --- |".repeat(cells)
            );
            (message.to_owned(), help)
        }
        Sign::Wordless => {
            let target = written.split_once("](").map_or(written, |(_, target)| target);
            let message = "a link without words is neither seen nor read aloud".to_owned();
            (message, format!("say between the brackets where it leads: `[Questions]({target}`"))
        }
    };
    warning("markdown", message).help(help)
}

fn heading(written: &str, rest: &str) -> (String, String) {
    let word = written.trim_start_matches('#');
    let signs = &written[..written.len() - word.len()];
    let message = format!("`{written}` is shown with its sign: a heading has a space behind its `#`");
    let bare = word.trim_end_matches('#');
    let remedy = match format!("{word}{rest}").trim_end().ends_with('#') {
        true => format!("write `{signs} {bare}`, and no `#` at the end of the line"),
        false => format!("write `{signs} {word}`"),
    };
    (message, format!("{remedy}; or `\\{written}`, where the sign is to be seen"))
}

fn bold(written: &str, rest: &str) -> (String, String) {
    let remedy = match rest.contains("**") {
        true => "put the other `**` right behind the last bold word, and a space behind them: `**Size:** 20 cm`",
        false => "write `**` behind the last bold word too",
    };
    let message = format!("`{written}` is shown with its signs: no `**` ends what is bold");
    (message, format!("{remedy}; or `\\*\\*` here, where the signs are to be seen"))
}

/// Brackets and stops go out of what is bold.
fn enclosed(written: &str) -> (String, String) {
    const LONGEST: usize = 120;
    let message = |shown: &str| {
        format!("`{shown}` is shown with its signs: between a letter and a bracket, or a stop, `**` means nothing")
    };
    if written.len() > LONGEST {
        return (message("**…**"), "put brackets and stops outside: `「**…**」`, `**…**：`".to_owned());
    }
    let inner = written.trim_matches('*');
    let words = inner.trim_start_matches(|c: char| !c.is_alphanumeric());
    let (before, words) = (&inner[..inner.len() - words.len()], words.trim_end_matches(|c: char| !c.is_alphanumeric()));
    let after = &inner[before.len() + words.len()..];
    (message(written), format!("put brackets and stops outside: `{before}**{words}**{after}`"))
}

fn italics(written: &str) -> (String, String) {
    let message = format!("`{written}` loses its `*`: what stands between two of them is shown in italics");
    let help = match written.contains(|c: char| c.is_ascii_digit()) {
        true => format!("write `{}`; or `\\*`, where the sign is to be seen", written.replace('*', "×")),
        false => format!("write `{}`; or `×`, where that is meant", written.replace('*', "\\*")),
    };
    (message, help)
}

fn entry(written: &str) -> (String, String) {
    let (lacks, help) = match written.as_bytes() {
        [b'-', ..] => (
            "a space is missing behind its dash",
            format!("write `- {}`, as each entry of a list begins", &written[1..]),
        ),
        [b'0'..=b'9', ..] => {
            let digits = written.bytes().take_while(u8::is_ascii_digit).count() + 1;
            let (number, words) = written.split_at(digits);
            let help = format!("write `{number} {}`, and a space in each of the others too", words.trim_start());
            ("a space is missing behind its number", help)
        }
        _ => (
            "its sign is none of Markdown, and the lines run together",
            "begin each entry with `- `; or end each line with `\\`, where it is no list".to_owned(),
        ),
    };
    (format!("`{written}` begins no entry of a list: {lacks}"), help)
}
