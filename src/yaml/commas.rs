//! Decimals with a comma in brackets: `[0,5 l, 1 l]` is a list of three.
//!
//! In: a YAML text that can be read. Out: each such number, with what it was meant to be. Absent: braces, where a comma begins a
//! key, which is told as one that is not known.

use std::ops::Range;

use super::tree::{Node, Spanned, tree};

/// Two entries of a list that were one, with the bytes of both.
pub fn commas(text: &str) -> Vec<(Range<usize>, String)> {
    let digit = |at: Option<usize>| at.and_then(|at| text.as_bytes().get(at)).is_some_and(u8::is_ascii_digit);
    if !memchr::memchr_iter(b',', text.as_bytes()).any(|at| digit(at.checked_sub(1)) && digit(Some(at + 1))) {
        return Vec::new();
    }
    let Ok(tree) = tree(text) else { return Vec::new() };
    tree.nodes().into_iter().flat_map(|node| in_list(text, node)).collect()
}

fn in_list(text: &str, node: &Spanned) -> Vec<(Range<usize>, String)> {
    let Node::List(items) = &node.value else { return Vec::new() };
    let between = |pair: &[Spanned]| text.get(pair[0].span.end..pair[1].span.start);
    // Who writes a space after the other commas means it.
    let space = |between: &str| between.len() > 1 && between.trim() == "," && !between.contains('\n');
    let spaced = items.windows(2).filter_map(between).any(space);
    let torn = |pair: &[Spanned]| {
        let (Node::Scalar { text: before, plain: true }, Node::Scalar { text: after, plain: true }) =
            (&pair[0].value, &pair[1].value)
        else {
            return None;
        };
        let last = before.rsplit(' ').next().unwrap_or_default();
        let number = between(pair) == Some(",")
            && !last.is_empty()
            && last.bytes().all(|byte| byte.is_ascii_digit())
            && after.starts_with(|c: char| c.is_ascii_digit());
        // Of a list without any space only what begins with a naught is no list.
        let part = before == "0" && after.contains(char::is_alphabetic);
        (number && (spaced || part)).then(|| (pair[0].span.start..pair[1].span.end, format!("{before},{after}")))
    };
    items.windows(2).filter_map(torn).collect()
}

#[cfg(test)]
mod tests {
    use super::commas;

    #[test]
    fn decimals_in_brackets() {
        let of = |text: &str| commas(text).into_iter().map(|(_, meant)| meant).collect::<Vec<_>>();
        assert_eq!(of("values: [0,5 l, 1 l]\n"), ["0,5 l"]);
        assert_eq!(of("values: [36,5, 38, 38,5]\n"), ["36,5", "38,5"]);
        assert_eq!(of("highlights: [Pèse 0,4 kg, Laine]\n"), ["Pèse 0,4 kg"]);
        assert_eq!(of("a: [0,5l,1l]\n"), ["0,5l"]);
        let lists = [
            "20x30,30x40,50x70",
            "W30,32,34",
            "iPhone 13,14,15",
            "UK 3,4",
            "A5,2 Stück",
            "M1,2XL",
            "6,12 Stück",
            "36,37,\n  38",
        ];
        assert!(lists.iter().all(|list| of(&format!("a: [{list}]\n")).is_empty()));
        assert_eq!(of("days: [2,3]\nb: [1,2,3]\nc: [\"0,5 l\", 1 l]\nd: [S1, 2 x]\ne: 0,5\n"), [] as [&str; 0]);
    }
}
