//! Any text as a drawn logo: its size, and an icon without script.
#![no_main]

use libfuzzer_sys::fuzz_target;
use shopwright::icons::{self, Colours, Mark};

fuzz_target!(|text: &str| {
    let _ = icons::svg_size(text);
    let colours = Colours { accent: [0, 0, 0], on_accent: [255, 255, 255] };
    if let Some(svg) = icons::svg(&Mark::Svg(text), &colours) {
        let svg = svg.to_ascii_lowercase();
        let tags = svg.split('<').filter_map(|tag| tag.split_once('>')).map(|(tag, _)| tag);
        for tag in tags {
            assert!(!tag.starts_with("script") && !tag.contains("href=\"javascript:") && !tag.contains(" onload="), "{tag}");
        }
    }
});
