//! Any text decoded as each noun: a value, or faults that lie inside the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use shopwright::scalar::SCALARS;
use shopwright::sections::Home;
use shopwright::shop::{collection, faq, page, post, product, settings, testimonial};
use shopwright::yaml;

macro_rules! decode {
    ($text:expr, $($noun:ty),* $(,)?) => {
        $(if let Err(faults) = yaml::decode::<$noun>($text, SCALARS) {
            assert!(!faults.is_empty());
            for fault in faults {
                assert!($text.get(fault.span.clone()).is_some(), "{fault:?}");
            }
        })*
    };
}

fuzz_target!(|text: &str| {
    decode!(
        text,
        settings::Settings,
        product::Matter,
        Vec<product::Matter>,
        collection::Matter,
        page::Matter,
        post::Matter,
        Vec<testimonial::Testimonial>,
        Vec<faq::FaqGroup>,
        Home,
    );
    let _ = yaml::split(text);
});
