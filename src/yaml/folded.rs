//! Dashes that stand too deep to begin an entry: YAML takes such a line for more of the text above it.
//!
//! In: a YAML text that can be read. Out: the bytes of each such dash. Absent: dashes that stand too shallow, which end the
//! list and are told as what they become.

use std::ops::Range;

use memchr::memmem;

use super::tree::{Node, Spanned, tree};

/// The bytes of each dash.
pub fn folded(text: &str) -> Vec<Range<usize>> {
    if !memmem::find_iter(text.as_bytes(), "- ").any(|at| is_deeper(text, at)) {
        return Vec::new();
    }
    let Ok(tree) = tree(text) else { return Vec::new() };
    tree.nodes().into_iter().flat_map(|node| in_text(text, node)).collect()
}

/// Whether a dash begins its line, deeper than the line above it, which does not wait for anything.
fn is_deeper(text: &str, dash: usize) -> bool {
    let start = text[..dash].rfind('\n').map_or(0, |end| end + 1);
    let spaces = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let above = text[..start].trim_end();
    let line = &above[above.rfind('\n').map_or(0, |end| end + 1)..];
    text[start..dash].bytes().all(|byte| byte == b' ')
        && dash - start > spaces(line)
        && !line.ends_with([':', '|', '>', '-'])
}

fn in_text(text: &str, node: &Spanned) -> Vec<Range<usize>> {
    let Node::Scalar { plain: true, .. } = &node.value else { return Vec::new() };
    // Elsewhere a dash may be a part of a sentence that runs over lines.
    let before = text.get(..node.span.start).unwrap_or_default().rsplit('\n').next().unwrap_or_default();
    if !before.trim_start_matches(' ').starts_with("- ") {
        return Vec::new();
    }
    let written = text.get(node.span.clone()).unwrap_or_default();
    let lines = written.match_indices('\n').map(|(at, _)| at + 1);
    let dashes = lines.filter_map(|start| {
        // To the end of the value, from which the place of the line's first sign is counted.
        let line = written[start..].trim_start_matches(' ');
        let at = node.span.start + written.len() - line.len();
        line.starts_with("- ").then(|| at..at + 1)
    });
    dashes.collect()
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn dashes_that_stand_too_deep() {
        let of = |text: &str| folded(text).into_iter().map(|span| span.start).collect::<Vec<_>>();
        assert_eq!(of("values:\n  - Kranz\n   - Zopf\n"), [21]);
        assert_eq!(of("a:\n  - b\n    - c\n    - d\ne: f\n"), [13, 21]);
        assert_eq!(of("summary: Eggs\n  - of all sizes\na: [b\n  - c]\n"), [] as [usize; 0]);
        let sound = "a:\n  - b\n  - c: |\n      - d\n  - e:\n      - f\n  -\n    - g\nh: i\n  j\nk: \"l\n  - m\"\n";
        assert_eq!(of(sound), [] as [usize; 0]);
    }
}
