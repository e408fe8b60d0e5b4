//! Icons of any logo, and logos that hold more than a drawing.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, RgbaImage};
use proptest::prelude::*;

use super::*;

const FONT: &[u8] = include_bytes!("../../themes/market/fonts/grotesk.ttf");
const COLOURS: Colours = Colours { accent: [0x6b, 0x48, 0xe8], on_accent: [255, 255, 255] };
const BACKGROUND: [u8; 3] = [250, 248, 240];
const LOGO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 20 10\"><rect width=\"20\" height=\"10\" fill=\"#f00\"/></svg>";

fn monogram(letter: &str) -> Mark<'_> {
    Mark::Monogram { letter, font: FONT }
}

fn drawn(mark: &Mark<'_>, size: u32, maskable: bool) -> RgbaImage {
    let bytes = png(mark, &COLOURS, size, maskable, BACKGROUND).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(bytes, png(mark, &COLOURS, size, maskable, BACKGROUND).unwrap_or_default(), "the same bytes each time");
    let picture =
        image::load_from_memory_with_format(&bytes, ImageFormat::Png).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((picture.width(), picture.height()), (size, size));
    picture.into_rgba8()
}

#[test]
fn a_monogram_is_an_outline_on_a_rounded_square() {
    let text = svg(&monogram("S"), &COLOURS).unwrap_or_default();
    assert!(text.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 512 512\"><rect width=\"512\" height=\"512\" rx=\"112\" fill=\"#6b48e8\"/><path fill=\"#ffffff\" d=\"M"), "{text}");
    assert!(!text.contains("<text") && text.len() < 4_000);
    assert_eq!(sanitize_svg(&text).as_deref(), Ok(text.as_str()));
    let picture = drawn(&monogram("S"), 64, false);
    assert_eq!(picture.get_pixel(0, 0).0[3], 0, "the corner is transparent");
    assert_eq!(picture.get_pixel(6, 32).0, [0x6b, 0x48, 0xe8, 255]);
    assert!(picture.pixels().any(|pixel| pixel.0 == [255, 255, 255, 255]));
}

#[test]
fn a_letter_stands_in_the_middle() {
    for letter in ["M", "i", "Q", "ß", "&", "<", "AB"] {
        let picture = drawn(&monogram(letter), 128, true);
        let white: Vec<_> = picture.enumerate_pixels().filter(|(_, _, pixel)| pixel.0[1] > 200).collect();
        let (left, right) =
            (white.iter().map(|p| p.0).min().unwrap_or(0), white.iter().map(|p| p.0).max().unwrap_or(0));
        let (top, bottom) =
            (white.iter().map(|p| p.1).min().unwrap_or(0), white.iter().map(|p| p.1).max().unwrap_or(0));
        assert!(
            (left + right).abs_diff(127) <= 2 && (top + bottom).abs_diff(127) <= 2,
            "{letter}: {left}–{right}, {top}–{bottom}"
        );
        assert!((right - left).max(bottom - top).abs_diff(56) <= 2, "{letter}");
    }
}

#[test]
fn a_letter_without_an_outline_becomes_a_ring() {
    for (letter, font) in [("手", FONT), ("", FONT), (" \n", FONT), ("S", &b"no font"[..]), ("S", &[])] {
        let mark = Mark::Monogram { letter, font };
        assert!(svg(&mark, &COLOURS).is_some_and(|text| text.contains("<circle")), "{letter}");
        drawn(&mark, 32, true);
    }
}

#[test]
fn maskable_icons_are_opaque_and_keep_the_mark_inside() {
    for mark in [Mark::Svg(LOGO), monogram("S")] {
        let picture = drawn(&mark, 192, true);
        assert!(picture.pixels().all(|pixel| pixel.0[3] == 255));
    }
    let picture = drawn(&Mark::Svg(LOGO), 100, true);
    assert_eq!(picture.get_pixel(10, 50).0, [250, 248, 240, 255]);
    assert_eq!(picture.get_pixel(50, 50).0, [255, 0, 0, 255]);
    let open = drawn(&Mark::Svg(LOGO), 100, false);
    assert_eq!((open.get_pixel(1, 50).0, open.get_pixel(50, 10).0[3]), ([255, 0, 0, 255], 0));
}

#[test]
fn photos_are_fitted() {
    let mut bytes = Cursor::new(Vec::new());
    let photo = DynamicImage::ImageRgb8(image::RgbImage::from_pixel(300, 100, image::Rgb([0, 128, 0])));
    photo.write_to(&mut bytes, ImageFormat::Jpeg).unwrap_or_else(|error| panic!("{error}"));
    let bytes = bytes.into_inner();
    let mark = Mark::Raster(&bytes);
    assert_eq!(svg(&mark, &COLOURS), None);
    let picture = drawn(&mark, 60, false);
    assert_eq!((picture.get_pixel(30, 5).0[3], picture.get_pixel(30, 30).0[3]), (0, 255));
    assert_eq!(drawn(&mark, 60, true).get_pixel(2, 2).0, [250, 248, 240, 255]);
    drawn(&mark, 1, true);
}

#[test]
fn what_cannot_be_drawn_says_why() {
    for (mark, word) in [
        (Mark::Svg("<svg"), "not readable"),
        (Mark::Svg("<html/>"), "<svg"),
        (Mark::Svg("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"0\" height=\"0\"/>"), "not a drawable"),
        (Mark::Raster(b"GIF89a"), "not a readable"),
        (Mark::Raster(b""), "not a readable"),
    ] {
        let error = png(&mark, &COLOURS, 32, false, BACKGROUND).unwrap_err();
        assert!(error.contains(word), "{error}");
    }
    for size in [0, SIZE_LIMIT + 1] {
        assert!(png(&Mark::Svg(LOGO), &COLOURS, size, false, BACKGROUND).is_err());
    }
}

fn wrapped(inner: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" xmlns:x=\"urn:x\">{inner}</svg>"
    )
}

fn cleaned(inner: &str) -> String {
    let text = sanitize_svg(&wrapped(inner)).unwrap_or_else(|error| panic!("{error}"));
    let inner = text.strip_prefix("<svg xmlns=\"http://www.w3.org/2000/svg\"").unwrap_or(&text);
    inner.trim_start_matches('>').trim_end_matches("/>").trim_end_matches("</svg>").to_owned()
}

#[test]
fn what_draws_stays() {
    for same in [
        "<title>A &amp; B</title><g id=\"a\" transform=\"scale(2)\"><path d=\"M0 0L1 1\" fill=\"url(#g)\"/></g>",
        "<defs><linearGradient id=\"g\"><stop offset=\"0\" stop-color=\"#fff\"/></linearGradient></defs><use href=\"#a\"/>",
        "<style>.a{fill:red}@media (prefers-color-scheme:dark){.a{fill:#fff}}</style><rect class=\"a\" style=\"opacity:.5;fill:url(#g)\"/>",
        "<image href=\"data:image/png;base64,AAAA\"/><text x=\"1\">Shop</text>",
    ] {
        assert_eq!(cleaned(same), same);
    }
    assert_eq!(cleaned("<use xlink:href=\"#a\"/>"), "<use href=\"#a\"/>");
    assert_eq!(cleaned("<a href=\"https://a.example\"><circle r=\"1\"/></a>"), "<circle r=\"1\"/>");
}

#[test]
fn what_acts_or_reaches_out_goes() {
    for gone in [
        "<script>alert(1)</script>",
        "<script href=\"https://a.example/x.js\"/>",
        "<foreignObject><p xmlns=\"http://www.w3.org/1999/xhtml\">x</p></foreignObject>",
        "<x:script>alert(1)</x:script>",
        "<script xmlns=\"http://www.w3.org/1999/xhtml\">alert(1)</script>",
        "<animate attributeName=\"href\" to=\"javascript:x\"/>",
        "<set attributeName=\"onclick\" to=\"x\"/>",
        "<iframe src=\"x\"/>",
        "<style>@import url(https://a.example)</style>",
        "<style>@font-face{src:url(#a)}</style>",
        "<style>a{background:url(\"https://a.example\")}</style>",
        "<style>a{background:u\\72l(https://a.example)}</style>",
        "<style>a{background:URL( 'https://a.example')}</style>",
        "<!-- x --><?xml-stylesheet href=\"https://a.example\"?>",
        "<feImage href=\"https://a.example\"/>",
        "<metadata><x:y/></metadata>",
    ] {
        assert_eq!(cleaned(gone), "", "{gone}");
    }
    for attribute in [
        "onload=\"x()\"",
        "ONLOAD=\"x()\"",
        "href=\"https://a.example/x.svg#a\"",
        "href=\"javascript:x\"",
        "xlink:href=\" java&#10;script:x\"",
        "href=\"data:image/svg+xml;base64,AAAA\"",
        "style=\"fill:url(https://a.example)\"",
        "fill=\"url(//a.example/#x)\"",
        "filter=\"url( &quot;https://a.example&quot;)\"",
        "xml:base=\"https://a.example\"",
        "x:anything=\"1\"",
        "src=\"x\"",
    ] {
        assert_eq!(cleaned(&format!("<use {attribute}/>")), "<use/>", "{attribute}");
    }
}

#[test]
fn hostile_documents_end_soon() {
    let deep = wrapped(&format!("{}{}", "<g>".repeat(5_000), "</g>".repeat(5_000)));
    assert!(sanitize_svg(&deep).is_err_and(|error| error.contains("deep")));
    let many = wrapped(&"<g/>".repeat(SVG_NODES_LIMIT as usize));
    assert!(sanitize_svg(&many).is_err());
    assert!(sanitize_svg(&" ".repeat(SVG_BYTES_LIMIT + 1)).is_err());
    let laughs = "<!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\"><!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;\">]><svg xmlns=\"http://www.w3.org/2000/svg\">&e;&e;&e;&e;&e;&e;&e;</svg>";
    assert!(sanitize_svg(laughs).map_or(0, |text| text.len()) < 2_000_000);
    let mut uses = String::from("<g id=\"u0\"><rect width=\"1\" height=\"1\"/></g>");
    for level in 1..12 {
        uses += &format!("<g id=\"u{level}\">{}</g>", format!("<use href=\"#u{}\"/>", level - 1).repeat(10));
    }
    let _ = png(&Mark::Svg(&wrapped(&uses)), &COLOURS, 16, false, BACKGROUND);
}

#[test]
fn sizes_are_read() {
    let size = |attributes: &str| svg_size(&format!("<svg xmlns=\"http://www.w3.org/2000/svg\" {attributes}/>"));
    assert_eq!(size("width=\"120\" height=\"40px\""), Some((120, 40)));
    assert_eq!(size("viewBox=\"0 0 24.4 12\""), Some((24, 12)));
    assert_eq!(size("width=\"100%\" height=\"100%\" viewBox=\"0,0,300,150\""), Some((300, 150)));
    assert_eq!(size("width=\"2in\" viewBox=\"0 0 4 2\""), Some((192, 96)));
    assert_eq!(size("height=\"10mm\" viewBox=\"0 0 4 2\""), Some((76, 38)));
    for none in [
        "",
        "width=\"0\" height=\"5\"",
        "width=\"-1\" height=\"5\"",
        "viewBox=\"0 0 0 1\"",
        "width=\"1e9\" height=\"1\"",
        "width=\"NaN\" height=\"inf\"",
    ] {
        assert_eq!(size(none), None, "{none}");
    }
    assert_eq!(svg_size("no"), None);
}

fn xml() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "<g>",
        "</g>",
        "<path d=\"M0 0\"/>",
        "<script>",
        "</script>",
        "<style>",
        "</style>",
        "url(",
        "#a)",
        "@import ",
        "<use href=\"",
        "\"/>",
        "javascript:",
        " onload=\"",
        "\"",
        "&lt;",
        "&#x3c;script&#x3e;",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "<x:a>",
        "</x:a>",
        "a",
        "é",
        "<foreignObject>",
        "</foreignObject>",
        "<text>",
        "</text>",
        " fill='url(http://a)' ",
    ]);
    prop::collection::vec(prop_oneof![4 => pieces.prop_map(str::to_owned), 1 => ".{0,4}"], 0..20)
        .prop_map(|pieces| wrapped(&pieces.concat()))
}

proptest! {
    #[test]
    fn any_document_is_cleaned_once_and_for_all(text in xml()) {
        if let Ok(clean) = sanitize_svg(&text) {
            prop_assert!(!clean.contains("<script") && !clean.contains("<foreign") && !clean.contains("onload=\""));
            prop_assert_eq!(sanitize_svg(&clean), Ok(clean));
        }
        let _ = svg_size(&text);
    }

    #[test]
    fn any_bytes_are_refused_or_drawn(bytes in prop::collection::vec(any::<u8>(), 0..200), letter in ".{0,3}") {
        let _ = png(&Mark::Raster(&bytes), &COLOURS, 16, true, BACKGROUND);
        let _ = svg(&Mark::Monogram { letter: &letter, font: &bytes }, &COLOURS);
        let drawn = svg(&monogram(&letter), &COLOURS);
        prop_assert!(drawn.is_some());
    }
}
