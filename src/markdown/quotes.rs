//! Which typographic mark a straight `"` stands for.
//!
//! In: a text, the place of a mark in it, and whether one is open in its block. Out: a beginning, an end, or a sign of inches. The
//! parser's own smart punctuation is not asked: it takes each mark that ends nothing for a beginning, `8" x 10"` and
//! `"좋은 차"입니다` too. Absent: `'`, which is an apostrophe nearly always.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Open,
    Close,
    /// `8" x 10"`
    Inches,
}

pub fn side(source: &str, at: usize, is_open: bool) -> Side {
    const STOPS: &str = ".,;:!?…)]}»”’%";
    // Words that are emphasised are words.
    let emphasis = ['*', '_', '~'];
    let before = source[..at].trim_end_matches(emphasis).chars().next_back();
    let after = source[at + 1..].trim_start_matches(emphasis).chars().next();
    let word = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
    let blank = |sign: Option<char>| sign.is_none_or(char::is_whitespace);
    let begins = !blank(after) && !word(before) && !before.is_some_and(|sign| STOPS.contains(sign));
    let ends = !blank(before) && !word(after);
    match (begins, ends) {
        (true, false) => Side::Open,
        _ if is_open => Side::Close,
        _ if before.is_some_and(|sign| sign.is_ascii_digit()) => Side::Inches,
        (_, true) => Side::Close,
        (_, false) => Side::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn marks(text: &str, expected: &str) {
        let mut open = false;
        let seen = text.char_indices().map(|(at, sign)| {
            let side = Some(at).filter(|_| sign == '"').map(|at| side(text, at, open));
            open = side.map_or(open, |side| side == Side::Open);
            match side {
                Some(Side::Open) => '“',
                Some(Side::Close) => '”',
                Some(Side::Inches) | None => sign,
            }
        });
        assert_eq!(seen.collect::<String>(), expected);
    }

    #[test]
    fn marks_around_words() {
        marks("Der \"Becher\", (\"rund\") und *\"blau\"*.", "Der “Becher”, (“rund”) und *“blau”*.");
        marks("\"Soft,\" she said: \"and warm.\"", "“Soft,” she said: “and warm.”");
        marks("\"8\" and \"10\"", "“8” and “10”");
        marks("\"좋은 차\"입니다. 他说\"好茶\"不怕等。", "“좋은 차”입니다. 他说“好茶”不怕等。");
        marks("\"**좋은 차**\"입니다, **\"a\"**", "“**좋은 차**”입니다, **“a”**");
    }

    #[test]
    fn inches_are_no_quotation_marks() {
        marks("Print, 8\" x 10\", on paper", "Print, 8\" x 10\", on paper");
        marks("A 12\" record, \"Blue\"; fits 13\"/14\".", "A 12\" record, “Blue”; fits 13\"/14\".");
        marks("5\"x7\"", "5\"x7\"");
    }
}
