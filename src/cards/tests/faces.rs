//! What fonts have and what they lack: scripts, pictographs, outlines.

use super::*;

#[test]
fn pictographs_leave_no_gap_and_scripts_are_named() {
    let fonts = fonts();
    let cleaned = clean::clean("  Sale 🎉 today ❤️!\u{202E} 1️⃣ now ", &fonts);
    assert_eq!(cleaned.text, "Sale today ! now");
    assert!(cleaned.missing.is_empty());
    let drawn =
        draw(&one_text("data-box='9 9 900 90' font-size='40'"), &card(&[("title", "湯のみ Yunomi")]), &fonts).unwrap();
    let scripts = vec!["Japanese (Han, Hiragana)".to_owned()];
    assert_eq!(drawn.findings, [Finding::MissingScripts { slot: "title".to_owned(), scripts }]);
    for (text, name) in
        [("كوب", "Arabic"), ("ספל", "Hebrew"), ("머그", "Korean (Hangul)"), ("茶杯", "Chinese (Han)"), ("แก้ว", "Thai")]
    {
        assert_eq!(clean::named(&clean::clean(text, &fonts).missing), [name]);
    }
    assert!(clean::clean("€ £ ¥ ₹ zł Kč ₴ ₽ ₪ ₩ ₫ ₺ → ★ Жξ ế", &fonts).missing.is_empty());
}

/// Where a table of a font begins, and how long it is.
fn table(font: &[u8], name: [u8; 4]) -> (usize, usize) {
    let record = font[12..].chunks(16).find(|record| record.starts_with(&name)).unwrap();
    let number = |at: usize| u32::from_be_bytes(record[at..at + 4].try_into().unwrap()) as usize;
    (number(8), number(12))
}

#[test]
fn fonts_in_colour_leave_no_gap() {
    const EMOJI: &[u8] = include_bytes!("../../../tests/cards/fonts/noto-emoji.ttf");
    let with = |emoji: Vec<u8>| Fonts::new([GROTESK.to_vec(), FALLBACK.to_vec(), emoji]);
    let text = |fonts: &Fonts| clean::clean("Tea 🫖 for two", fonts).text;
    assert_eq!(text(&with(EMOJI.to_vec()).0), "Tea 🫖 for two");
    // As fonts of coloured layers are: characters whose outline is empty.
    let mut layers = EMOJI.to_vec();
    let (start, length) = table(EMOJI, *b"loca");
    layers[start..start + length].fill(0);
    assert_eq!(text(&with(layers).0), "Tea for two");
    // As fonts of coloured pictures are: no outlines at all.
    let mut pictures = EMOJI.to_vec();
    let record = 12 + EMOJI[12..].chunks(16).position(|record| record.starts_with(b"glyf")).unwrap() * 16;
    pictures[record..record + 4].copy_from_slice(b"CBDT");
    let (fonts, unreadable) = with(pictures);
    assert_eq!((text(&fonts).as_str(), unreadable), ("Tea for two", vec![2]));
}

#[test]
fn what_is_no_font_is_told() {
    let (fonts, unreadable) = Fonts::new([b"no font".to_vec(), GROTESK.to_vec(), GROTESK[..2_000].to_vec()]);
    assert!(unreadable.contains(&0));
    let room = Room {
        width: 300.0,
        height: 90.0,
        lines: 1,
        largest: 40.0,
        smallest: 20.0,
        leading: 1.2,
        style: Style { weight: 600.0, tracking: 0.0 },
        right_to_left: false,
    };
    assert!(set("Mug", &room, &fonts, &mut fonts::Outlines::default()).is_some());
    let none = Fonts::new([]).0;
    assert!(draw(&one_text("data-box='0 0 99 99' font-size='20'"), &card(&[("title", "Mug")]), &none).is_ok());
}
