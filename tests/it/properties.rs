//! What holds for any input: no bytes make the program panic, and no order of files changes what is found.

use std::fs;
use std::sync::LazyLock;

use proptest::prelude::*;
use shopwright::diagnostic::Diagnostics;
use shopwright::load;
use shopwright::options::Options;
use shopwright::source::{Content, SourceFile, Sources};

use crate::shell::{self, TODAY};

static BUILTIN: LazyLock<Vec<SourceFile>> = LazyLock::new(load::builtin_themes);

/// The texts of the richest site there is, by path.
static TEXTS: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let content = shell::root().join("tests/sites/kitchen-sink/content");
    let texts =
        shell::files(&content).into_iter().filter_map(|(path, file)| Some((path, fs::read_to_string(file).ok()?)));
    texts.map(|(path, text)| (format!("content/{path}"), text)).collect()
});

/// Pieces of YAML and Markdown that mean something, in places where they do not belong.
const PIECES: &[&str] = &[
    "\n",
    "  ",
    "\t",
    "- ",
    ": ",
    "#",
    "---\n",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "'",
    "|\n",
    ">-\n",
    "&a ",
    "*a",
    "!!str ",
    "~",
    "null",
    "true",
    "-1",
    "1e999",
    "99999999999999999999",
    "12,50",
    "24.00",
    "2026-02-30",
    "9999-12-31",
    "\u{feff}",
    "\u{0}",
    "\u{202e}",
    "é",
    "日本",
    "🏺",
    "](",
    "javascript:",
    "<script>",
    "<svg",
    "<!--",
    "{{",
    "{%",
    "{#",
    "../",
    "//",
    "%00",
    "%zz",
    "a: b\n",
    "price: 1\n",
    "options: []\n",
    "variants: [{options: {}}]\n",
    "products: [a]\n",
    "[^1]",
    "```",
    "| - |",
    "> [!NOTE]",
    "<<: *a\n",
];

fn options() -> Options {
    Options { drafts: true, ..Options::on(TODAY.parse().unwrap()) }
}

/// Checks a site of these texts and renders a few of its files.
fn build(texts: &[(String, String)]) -> Vec<String> {
    let text = |(path, text): &(String, String)| SourceFile {
        path: path.clone(),
        content: Content::Text(text.as_str().into()),
    };
    findings(texts.iter().map(text).chain(BUILTIN.iter().cloned()).collect())
}

fn findings(files: Vec<SourceFile>) -> Vec<String> {
    let sources = Sources::new(files);
    let mut diagnostics = Diagnostics::default();
    if let Some(output) = shopwright::build(&sources, &options(), &mut diagnostics) {
        for task in output.paths().values().step_by(7) {
            diagnostics.list.extend(output.render(task).err());
        }
    }
    diagnostics.sort(&sources);
    let place = |d: &shopwright::diagnostic::Diagnostic| {
        let place = d.place.as_ref()?;
        let span = shopwright::yaml::Places::new(&sources).span(place);
        if let (Some(span), Some(text)) = (&span, sources.text(place.file)) {
            assert!(span.start <= span.end && span.end <= text.len(), "{d:?} is outside its file");
        }
        Some((sources.get(place.file).path.clone(), span))
    };
    diagnostics.list.iter().map(|d| format!("{:?} {:?} {} {}", place(d), d.severity, d.code, d.message)).collect()
}

/// A text with pieces put in, and parts taken out.
fn changed(text: &str, changes: &[(u16, u8, usize)]) -> String {
    let mut text = text.to_owned();
    for (place, cut, piece) in changes {
        let mut start = usize::from(*place) * text.len() / usize::from(u16::MAX);
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let mut end = (start + usize::from(*cut % 24)).min(text.len());
        while !text.is_char_boundary(end) {
            end += 1;
        }
        text.replace_range(start..end, PIECES[piece % PIECES.len()]);
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_change_of_any_file_panics(file in any::<prop::sample::Index>(), changes in prop::collection::vec(any::<(u16, u8, usize)>(), 1..6)) {
        let mut texts = TEXTS.clone();
        let n = file.index(texts.len());
        texts[n].1 = changed(&texts[n].1, &changes);
        build(&texts);
    }

    #[test]
    fn no_text_panics(file in any::<prop::sample::Index>(), text in "\\PC{0,200}", lines in prop::collection::vec(0..PIECES.len(), 0..40)) {
        let mut texts = TEXTS.clone();
        let n = file.index(texts.len());
        let pieces: String = lines.into_iter().map(|n| PIECES[n]).collect();
        texts[n].1 = format!("---\n{pieces}{text}\n---\n{text}{pieces}");
        build(&texts);
        texts[n].1 = format!("{pieces}{text}");
        build(&texts);
    }

    #[test]
    fn no_template_panics(changes in prop::collection::vec(any::<(u16, u8, usize)>(), 1..4), file in any::<prop::sample::Index>()) {
        let mut files: Vec<SourceFile> =
            TEXTS.iter().map(|(path, text)| SourceFile { path: path.clone(), content: Content::Text(text.as_str().into()) }).collect();
        files.extend(BUILTIN.iter().cloned());
        let templates: Vec<usize> = (0..files.len()).filter(|n| files[*n].path.ends_with(".html")).collect();
        let n = templates[file.index(templates.len())];
        let Content::Text(text) = &files[n].content else { unreachable!() };
        files[n].content = Content::Text(changed(text, &changes).into());
        findings(files);
    }
}

/// Files of all faulty sites together: the same findings in whatever order they come.
#[test]
fn the_order_of_files_changes_no_finding() {
    let mut texts: Vec<(String, String)> = Vec::new();
    for (path, file) in shell::files(&shell::root().join("tests/broken")) {
        let Some((_, path)) = path.split_once('/') else { continue };
        let Ok(text) = fs::read_to_string(file) else { continue };
        if path.starts_with("content/") && !path.ends_with("shop.yaml") && texts.iter().all(|(known, _)| known != path)
        {
            texts.push((path.to_owned(), text));
        }
    }
    let shop = fs::read_to_string(shell::sound().join("content/shop.yaml")).unwrap();
    texts.push(("content/shop.yaml".to_owned(), shop));
    let expected = build(&texts);
    assert!(expected.len() > 40, "{expected:#?}");
    for seed in 1..6_usize {
        let mut order: Vec<usize> = (0..texts.len()).collect();
        order.sort_by_key(|n| n.wrapping_mul(0x9e37_79b9).wrapping_add(seed * 0x85eb_ca6b) % 1009);
        let shuffled: Vec<_> = order.into_iter().map(|n| texts[n].clone()).collect();
        assert_eq!(build(&shuffled), expected);
    }
}
