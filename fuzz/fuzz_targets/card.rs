//! Any text as a template of share cards: one that can be drawn, or faults with their lines.
#![no_main]

use libfuzzer_sys::fuzz_target;
use shopwright::cards::Template;

fuzz_target!(|text: &str| {
    if let Err(problems) = Template::parse(text) {
        assert!(!problems.is_empty());
    }
});
