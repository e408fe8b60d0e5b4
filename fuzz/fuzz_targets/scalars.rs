//! Any text as each scalar: accepted, or refused with a message and a remedy.
#![no_main]

use libfuzzer_sys::fuzz_target;
use shopwright::scalar::{Link, SCALARS, slugify};

fuzz_target!(|text: &str| {
    for scalar in SCALARS {
        if let Err(wrong) = (scalar.check)(text) {
            assert!(!wrong.message.is_empty() && !wrong.help.is_empty(), "{}", scalar.format);
        }
    }
    if let Ok(Link::Away(url)) = text.parse() {
        assert!(!url.to_ascii_lowercase().trim_start().starts_with("javascript:"));
    }
    let slug = slugify(text);
    assert!(slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
});
