//! Any text in place of one file of a shop, which its first letter chooses: findings whose places are in its text, and behind a
//! capital letter its pages too, which takes ten times as long.
#![no_main]

use std::path::Path;
use std::sync::LazyLock;

use jiff::civil::date;
use libfuzzer_sys::{Corpus, fuzz_target};
use shopwright::check;
use shopwright::diagnostic::Diagnostics;
use shopwright::load;
use shopwright::options::Options;
use shopwright::plan::Task;
use shopwright::scalar::CardFormats;
use shopwright::source::{Content, Sources};
use shopwright::yaml::Places;

const FILES: &[&str] = &[
    "content/shop.yaml",
    "content/home.yaml",
    "content/products.yaml",
    "content/products/fuzzed.md",
    "content/collections/fuzzed.md",
    "content/pages/fuzzed.md",
    "content/posts/fuzzed.md",
    "content/faq.yaml",
    "content/testimonials.yaml",
    "content/campaigns.yaml",
    "content/report/report.yaml",
];

static SHOP: LazyLock<Sources> = LazyLock::new(|| {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/sites/kitchen-sink"));
    load::load(root).expect("the shop of the golden tests")
});

fuzz_target!(|bytes: &[u8]| -> Corpus {
    let Some((first, rest)) = bytes.split_first() else { return Corpus::Reject };
    let (Some(path), Ok(text)) =
        (FILES.get(usize::from(first.to_ascii_lowercase().wrapping_sub(b'a'))), str::from_utf8(rest))
    else {
        return Corpus::Reject;
    };
    let sources = SHOP.with([((*path).to_owned(), Some(Content::Text(text.into())))]);
    let options = Options { cards: Some(CardFormats::None), drafts: true, ..Options::on(date(2026, 11, 23)) };
    let mut diagnostics = Diagnostics::default();
    let output = if first.is_ascii_uppercase() {
        shopwright::build(&sources, &options, &mut diagnostics)
    } else {
        check::check(&sources, &options, &mut diagnostics);
        None
    };
    diagnostics.sort(&sources);
    let mut places = Places::new(&sources);
    for place in diagnostics.list.iter().filter_map(|diagnostic| diagnostic.place.as_ref()) {
        if let (Some(text), Some((span, _, start))) = (sources.text(place.file), places.line(place)) {
            assert!(start <= span.start && text.get(span.clone()).is_some(), "{place:?} {span:?}");
        }
    }
    let Some(output) = output else { return Corpus::Keep };
    for task in output.paths().values() {
        if !matches!(task, Task::Copy(_) | Task::Photo(..) | Task::Card(..) | Task::OwnCard(..) | Task::Icon(_)) {
            let _ = output.render(task);
        }
    }
    Corpus::Keep
});
