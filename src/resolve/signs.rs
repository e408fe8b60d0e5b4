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
    let (message, help) = match sign {
        Sign::Heading => {
            let word = written.trim_start_matches('#');
            let signs = &written[..written.len() - word.len()];
            let message = format!("`{written}` is shown with its sign: a heading has a space behind its `#`");
            (message, format!("write `{signs} {word}`; or `\\{written}`, where the sign is to be seen"))
        }
        Sign::Bold => {
            let line = text[place.end..].lines().next().unwrap_or_default();
            let help = match line.contains("**") {
                true => {
                    "put the other `**` right behind the last bold word, and a space behind them: `**Size:** 20 cm`"
                }
                false => "write `**` behind the last bold word too; or `\\*\\*` here, where the signs are to be seen",
            };
            (format!("`{written}` is shown with its signs: no `**` ends what is bold"), help.to_owned())
        }
        Sign::Entry => {
            let word = &written[1..];
            let message = format!("`{written}` goes on in the line above: a space is missing behind its dash");
            (message, format!("write `- {word}`, as each entry of a list begins"))
        }
        Sign::Table => {
            let cells = written.trim().matches('|').count().saturating_sub(1);
            let message =
                "this table is shown as a line of text: the line below its head is missing, or has not as many cells";
            (message.to_owned(), format!("write `|{}` below the head", " --- |".repeat(cells)))
        }
        Sign::Wordless => {
            let target = written.trim_start_matches("[](");
            let message = "a link without words is neither seen nor read aloud".to_owned();
            (message, format!("say between the brackets where it leads: `[Questions]({target}`"))
        }
    };
    warning("markdown", message).help(help)
}
