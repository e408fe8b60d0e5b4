//! Any Markdown: HTML without script, event handler or style, and offsets of links inside the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use shopwright::markdown::{self, Image, ImageSource, Target};

fuzz_target!(|text: &str| {
    let body = markdown::parse(text, 2, &mut |target, image| match image {
        true => {
            let sources = vec![ImageSource { media_type: "image/webp", srcset: target.to_owned() }];
            Target::Image(Image { url: target.to_owned(), width: 1, height: 1, sources })
        },
        false => Target::Url(target.to_owned()),
    });
    for tag in body.html.split('<').skip(1).filter_map(|tag| tag.split_once('>')).map(|(tag, _)| tag.to_ascii_lowercase()) {
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        assert!(!matches!(name, "script" | "style" | "iframe" | "object" | "embed" | "form"), "{tag}");
    }
    for link in &body.links {
        assert!(link.offset <= text.len());
    }
});
