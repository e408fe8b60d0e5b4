//! What of a body of Markdown is shown with its signs, as findings with the bytes of the text that they are about.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, error, warning};
use crate::markdown::{Body, Sign};

/// Brackets and quotation marks, some of which are both.
const OPEN: &str = "「『（【《〈〔［“‘\"'([";
const CLOSE: &str = "」』）】》〉〕］”’\"')]";

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
        Sign::Enclosed => enclosed(written, text[..place.start].chars().next_back(), rest.chars().next()),
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

/// Brackets and stops go out of what is bold; where they cannot, a space parts its asterisks from the letter beside them.
fn enclosed(written: &str, before: Option<char>, after: Option<char>) -> (String, String) {
    const LONGEST: usize = 120;
    let message = |shown: &str| {
        format!(
            "`{shown}` does not become bold: between a letter and a bracket, a stop or another sign, `**` means nothing"
        )
    };
    if written.len() > LONGEST {
        let help = "put brackets and stops outside: `「**…**」`, `**…**：`; or a space before the first `**` and behind the last";
        return (message("**…**"), help.to_owned());
    }
    let inner = written.trim_matches('*');
    if let Some(outside) = brackets_outside(inner) {
        return (message(written), format!("put brackets and stops outside: `{outside}`"));
    }
    let letter = |sign: Option<char>| sign.filter(|sign| sign.is_alphanumeric());
    let first = letter(before).filter(|_| !inner.starts_with(char::is_alphanumeric));
    let last = letter(after).filter(|_| !inner.ends_with(char::is_alphanumeric));
    let space = |sign: Option<char>| if sign.is_some() { " " } else { "" };
    let place = match (first, last) {
        (Some(_), Some(_)) => "before the first `**` and behind the last",
        (Some(_), None) => "before the first `**`",
        _ => "behind the last `**`",
    };
    let sign = |sign: Option<char>| sign.map_or(String::new(), String::from);
    let spaced = format!("{}{}{written}{}{}", sign(first), space(first), space(last), sign(last));
    (message(written), format!("put a space {place}: `{spaced}`"))
}

/// Bold words with the brackets and stops around them outside, and with a bracket that follows them: `**雨**（あめ）`. `None` where
/// one of two brackets would stay, or a sign that belongs to its number.
fn brackets_outside(inner: &str) -> Option<String> {
    const STOPS: &str = "。、，．：；！？…,.:;!?";
    let words = inner.trim_start_matches(|sign| OPEN.contains(sign));
    let before = &inner[..inner.len() - words.len()];
    let mut words = words.trim_end_matches(|sign| CLOSE.contains(sign) || STOPS.contains(sign));
    if before.is_empty() && depth(words) == Some(1) {
        words = words[..words.rfind(|sign| OPEN.contains(sign))?].trim_end();
    }
    let paired = depth(words) == Some(0) && words.matches('"').count().is_multiple_of(2);
    let whole = paired && words.starts_with(char::is_alphanumeric) && words.ends_with(char::is_alphanumeric);
    whole.then(|| format!("{before}**{words}**{}", &inner[before.len() + words.len()..]))
}

/// How many brackets of some words are not closed; `None` where one is that was not opened.
fn depth(words: &str) -> Option<usize> {
    words.chars().try_fold(0_usize, |depth, sign| match (OPEN.contains(sign), CLOSE.contains(sign)) {
        (true, false) => Some(depth + 1),
        (false, true) => depth.checked_sub(1),
        _ => Some(depth),
    })
}

fn italics(written: &str) -> (String, String) {
    let message = format!("`{written}` loses its `*`: what stands between two of them is shown in italics");
    let help = match is_measure(written) {
        true => format!("write `{}`; or `\\*`, where the sign is to be seen", written.replace('*', "×")),
        false => format!("write `{}`; or `×`, where that is meant", written.replace('*', "\\*")),
    };
    (message, help)
}

/// `12*18*6`, `2*cup`: short numbers, of which none begins as those of telephones do.
fn is_measure(written: &str) -> bool {
    const LONGEST: usize = 5;
    let mut parts = written.split('*');
    parts.next_back();
    parts.all(|part| {
        let number = part.starts_with(|sign: char| sign.is_ascii_digit()) && part.len() <= LONGEST;
        let dialled = part.starts_with('0') && part[1..].starts_with(|sign: char| sign.is_ascii_digit());
        number && !dialled && part.bytes().all(|byte| byte.is_ascii_digit() || b".,".contains(&byte))
    })
}

fn entry(written: &str) -> (String, String) {
    if let Some((number, words)) = numbered(written) {
        let message = format!(
            "`{written}` begins no entry of a list: its number is none of Markdown's, and the lines run together"
        );
        return (message, format!("write `{number}. {words}`, and each of the others so"));
    }
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
        _ => {
            let other = match written.starts_with(['–', '·']) {
                true => "what is said, or a verse, begins so",
                false => "it is no list",
            };
            let help = format!("begin each entry with `- `; or end each line with `\\`, where {other}");
            ("its sign is none of Markdown, and the lines run together", help)
        }
    };
    (format!("`{written}` begins no entry of a list: {lacks}"), help)
}

/// Number and words of an entry that begins as in Chinese or Japanese: `1）一`, `① one`.
fn numbered(written: &str) -> Option<(u32, &str)> {
    let circled = written.chars().next().filter(|first| ('①'..='⑳').contains(first));
    if let Some(first) = circled {
        return Some((first as u32 - '①' as u32 + 1, written[first.len_utf8()..].trim_start()));
    }
    let (digits, words) = written.split_once(['）', '、', '．'])?;
    Some((digits.parse().ok()?, words.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn help(written: &str, before: Option<char>, after: Option<char>, expected: &str) {
        let (_, help) = enclosed(written, before, after);
        assert!(help.ends_with(&format!("`{expected}`")), "{help}");
    }

    #[test]
    fn bold_words_beside_a_bracket() {
        help("**「雨」**", None, Some('は'), "「**雨**」");
        help("**重要：**", None, Some('必'), "**重要**：");
        help("**雨（あめ）**", None, Some('は'), "**雨**（あめ）");
        help("**할인(20%)**", None, Some('을'), "**할인**(20%)");
        help("**「雨」です**", Some('は'), Some('と'), "は **「雨」です**");
        help("**「雨」と「雪」**", Some('、'), Some('は'), "**「雨」と「雪」** は");
        help("**¥99**", Some('价'), Some('包'), "价 **¥99**");
        help("**#1%**", Some('价'), Some('包'), "价 **#1%** 包");
    }

    #[test]
    fn asterisks_of_measures_and_of_telephones() {
        let help = |written: &str| italics(written).1;
        assert!(help("12*18*6").starts_with("write `12×18×6`; or"));
        assert!(help("2*Tasse").starts_with("write `2×Tasse`; or"));
        assert!(help("0800*123*456").starts_with("write `0800\\*123\\*456`; or"));
        assert!(help("ab*12*cd").starts_with("write `ab\\*12\\*cd`; or"));
        assert!(help("*135*1#").starts_with("write `\\*135\\*1#`; or"));
    }

    #[test]
    fn dashes_may_begin_what_is_said() {
        assert!(entry("– Bonjour,").1.ends_with("where what is said, or a verse, begins so"));
        assert!(entry("• one").1.ends_with("where it is no list"));
        for written in ["2）一", "② 一", "2、一", "2.一"] {
            assert!(entry(written).1.starts_with("write `2. 一`"), "{written}");
        }
    }
}
