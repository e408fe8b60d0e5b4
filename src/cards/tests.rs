//! Hard titles, hostile templates, and the promises of the module.

mod faces;

use std::collections::BTreeMap;

use resvg::tiny_skia::{Color, Pixmap, PremultipliedColorU8, Rect};

use super::contrast::{Target, apply, contrast, measured, strength, veil};
use super::fonts::Style;
use super::layout::{Placed, PlacedText};
use super::lines::{Room, set};
use super::*;

const GROTESK: &[u8] = include_bytes!("../../themes/market/fonts/grotesk.ttf");
const SERIF: &[u8] = include_bytes!("../../themes/market/fonts/serif.ttf");
const FALLBACK: &[u8] = include_bytes!("../../themes/market/fonts/fallback.ttf");
const BUILT_IN: [&str; 12] = [
    include_str!("../../themes/market/cards/home.svg"),
    include_str!("../../themes/market/cards/product.svg"),
    include_str!("../../themes/market/cards/collection.svg"),
    include_str!("../../themes/market/cards/post.svg"),
    include_str!("../../themes/market/cards/page.svg"),
    include_str!("../../themes/market/cards/testimonial.svg"),
    include_str!("../../themes/market/cards/campaign.svg"),
    include_str!("../../themes/market/cards/report.svg"),
    include_str!("../../themes/market/cards/product-square.svg"),
    include_str!("../../themes/market/cards/product-story.svg"),
    include_str!("../../themes/market/cards/campaign-square.svg"),
    include_str!("../../themes/market/cards/campaign-story.svg"),
];

fn fonts() -> Fonts {
    Fonts::new([GROTESK.to_vec(), FALLBACK.to_vec()]).0
}

fn card<'a>(texts: &[(&'a str, &'a str)]) -> Card<'a> {
    Card {
        texts: texts.iter().copied().collect(),
        photos: BTreeMap::new(),
        logo: None,
        colours: Colours {
            ground: [251, 250, 255],
            surface: [255; 3],
            ink: [28, 26, 34],
            muted: [109, 105, 118],
            accent: [107, 72, 232],
            on_accent: [255; 3],
            accent_soft: [233, 233, 255],
            on_accent_soft: [61, 42, 140],
        },
        radius: Radius::SOFT,
        right_to_left: false,
        packet: None,
    }
}

fn one_text(attributes: &str) -> Template {
    let text = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='1200' height='630'><text data-slot='title' {attributes}/></svg>"
    );
    Template::parse(&text).unwrap()
}

fn title(template: &Template, card: &Card<'_>, fonts: &Fonts) -> Option<PlacedText> {
    let (placed, _) = arranged(template, card, fonts).unwrap();
    placed.into_iter().find_map(|thing| match thing {
        Placed::Text(text) if text.text.slot == "title" => Some(text),
        _ => None,
    })
}

fn lines(text: &PlacedText) -> Vec<&str> {
    text.block.lines.iter().map(|line| line.text.as_str()).collect()
}

/// Every glyph lies inside the box.
fn assert_inside(text: &PlacedText, [x, y, width, height]: [f32; 4]) {
    for (line, start) in text.block.lines.iter().zip(&text.starts) {
        let (top, bottom) = (text.y + line.baseline + line.ink.top(), text.y + line.baseline + line.ink.bottom());
        assert!(*start >= x - 0.1 && start + line.ink.width() <= x + width + 0.1, "{:?}", line.text);
        assert!(top >= y - 0.1 && bottom <= y + height + 0.1, "{:?}: {top} to {bottom}", line.text);
    }
}

#[test]
fn no_text_leaves_its_box() {
    let fonts = fonts();
    let long = "word ".repeat(40);
    let endless = "Lorem ipsum dolor sit amet, ".repeat(360);
    let solid = "x".repeat(10_000);
    let hard = [
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
        long.trim(),
        &endless,
        &solid,
        "ÅÉÎÕÜ ẾỘ gjpqy Ǻ",
        "Кружка из каменной керамики, ручная работа",
        "Χειροποίητη κούπα από πηλό",
        "<>&\"' & <b>bold</b>",
        "e\u{301}a\u{308}o\u{302}\u{323}",
        "A\u{202E}txet desrever\u{202C} B\u{7}\u{0}\tC",
        "1\u{2F}2 A/B-Testing-Strategie/Handbuch",
    ];
    for text in hard {
        for align in ["start", "middle", "end"] {
            let template =
                one_text(&format!("data-box='64 40 420 300' data-size='80 30' data-lines='4' text-anchor='{align}'"));
            let placed = title(&template, &card(&[("title", text)]), &fonts).unwrap();
            assert!(placed.block.lines.len() <= 4);
            assert_inside(&placed, [64.0, 40.0, 420.0, 300.0]);
        }
    }
}

#[test]
fn nothing_to_show_shows_nothing() {
    let fonts = fonts();
    let template = one_text("data-box='64 40 420 300' data-size='80 30'");
    for text in ["", "   \n\t ", "\u{AD}\u{200B}", "🎉🏳️‍🌈👩‍👩‍👧", "\u{202E}\u{FEFF}", "陶器", "\u{E000}"]
    {
        assert!(title(&template, &card(&[("title", text)]), &fonts).is_none(), "{text:?}");
    }
}

/// A promise of the length that shops write is whole on the card of the landing page.
#[test]
fn a_promise_fills_three_lines() {
    let (grey, template) = ([128; 12], Template::parse(BUILT_IN[0]).unwrap());
    let promise = "Holzofenbrot, Käse und Gemüse vom Hof, zum Abholen oder geliefert in Münster";
    let mut card = card(&[("shop", "Hofbäckerei Lindenhof"), ("title", promise)]);
    card.photos.insert("photo", Photo { width: 2, height: 2, rgb: &grey, focus: (0.5, 0.5) });
    let placed = title(&template, &card, &fonts()).unwrap();
    assert!(!placed.block.cut && placed.block.lines.len() == 3, "{:?}", lines(&placed));
    assert_inside(&placed, [306.0, 388.0, 588.0, 192.0]);
}

#[test]
fn lines_are_even_and_words_whole() {
    let fonts = fonts();
    let template = one_text("data-box='0 0 520 400' font-size='60' data-lines='3'");
    let placed = title(&template, &card(&[("title", "Pots for the table you use every day")]), &fonts).unwrap();
    let widths: Vec<f32> = placed.block.lines.iter().map(|line| line.ink.width()).collect();
    let (least, most) =
        widths.iter().fold((f32::MAX, 0.0_f32), |(least, most), width| (least.min(*width), most.max(*width)));
    assert!(least > most * 0.7, "{:?} {widths:?}", lines(&placed));
    let kit = title(
        &one_text("data-box='0 0 400 400' font-size='60' data-lines='2'"),
        &card(&[("title", "Short-Video Kit")]),
        &fonts,
    );
    assert_eq!(lines(&kit.unwrap()), ["Short-Video", "Kit"]);
}

#[test]
fn japanese_breaks_between_phrases_where_it_can() {
    let japanese = include_bytes!("../../tests/cards/fonts/noto-japanese.ttf").to_vec();
    let fonts = Fonts::new([GROTESK.to_vec(), FALLBACK.to_vec(), japanese]).0;
    let text = "朝の一杯のための手づくりマグカップ";
    for (width, expected) in
        [(600, &["朝の一杯のための", "手づくりマグカップ"][..]), (440, &["朝の一杯の", "ための手づくり", "マグカップ"])]
    {
        let template = one_text(&format!("data-box='0 0 {width} 400' font-size='60' data-lines='3'"));
        let placed = title(&template, &card(&[("title", text)]), &fonts).unwrap();
        assert_eq!(lines(&placed), expected, "{width}");
        assert!(placed.block.size > 55.0, "a break inside a phrase is allowed, so nothing shrinks for it");
    }
}

#[test]
fn a_long_word_shrinks_then_breaks_with_hyphens() {
    let fonts = fonts();
    let word = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsges";
    let template = one_text("data-box='0 0 500 400' data-size='80 40' data-lines='5'");
    let placed = title(&template, &card(&[("title", word)]), &fonts).unwrap();
    let lines = lines(&placed);
    assert!(lines.len() > 1 && !placed.block.cut);
    assert!(lines.iter().rev().skip(1).all(|line| line.ends_with('-')));
    assert_eq!(lines.concat().replace('-', ""), word);
    let soft = title(&template, &card(&[("title", "Rindfleisch\u{AD}etikettierung für alle")]), &fonts).unwrap();
    assert!(soft.block.lines.iter().all(|line| !line.text.contains('\u{AD}')));
}

#[test]
fn an_ellipsis_follows_a_whole_word_at_the_end_of_reading() {
    let fonts = fonts();
    let template = one_text("data-box='0 0 400 120' data-size='40' data-lines='2'");
    let text = "Hand-thrown mugs, bowls and plates for the table you use every day of the year";
    let placed = title(&template, &card(&[("title", text)]), &fonts).unwrap();
    let last = placed.block.lines.last().unwrap().text.clone();
    assert!(placed.block.cut && last.ends_with('…'));
    let word = last.trim_end_matches('…').rsplit(' ').next().unwrap();
    assert!(text.split([' ', ',']).any(|whole| whole == word), "{word}");
    // In a paragraph that runs right to left it stands leftmost.
    let style = Style { weight: 600.0, tracking: 0.0 };
    let (left, right) = (fonts.shape("abc…", true, style), fonts.shape("abc…", false, style));
    let dots = right.glyphs.last().unwrap().id;
    assert_eq!(left.glyphs.first().unwrap().id, dots);
}

/// Small previews (WhatsApp, Telegram, iMessage) show only the middle square of a wide card: what sells stays whole.
#[test]
fn name_and_offer_survive_a_crop_to_the_middle_square() {
    const SAFE: [f32; 4] = [285.0, 0.0, 630.0, 630.0];
    let fonts = fonts();
    let long = "Breakfast mug of speckled stoneware ".repeat(6);
    let word = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsges";
    let grey = [120; 12];
    // The figures of a report are no offer: they fill the card.
    for text in BUILT_IN.iter().filter(|text| !text.contains("<title>Report")) {
        let template = Template::parse(text).unwrap();
        if template.format != Format::Wide {
            continue;
        }
        for (name, photo, right_to_left) in [
            ("Mug", true, false),
            (long.as_str(), true, false),
            (word, true, true),
            (long.as_str(), false, true),
            ("Mug", false, false),
        ] {
            let offer =
                [("price", "from €1,234,567.00"), ("list_price", "€2,345,678.00"), ("action", "Code SPRINGTIME2026")];
            let named = [
                ("title", name),
                ("quote", name),
                ("name", name),
                ("shop", name),
                ("reviews", "4.3 of 5, 1,234 ratings"),
            ];
            let mut card = card(&[offer.as_slice(), named.as_slice()].concat());
            card.right_to_left = right_to_left;
            if photo {
                card.photos.insert("photo", Photo { width: 2, height: 2, rgb: &grey, focus: (0.5, 0.5) });
            }
            let (placed, _) = arranged(&template, &card, &fonts).unwrap();
            let texts = placed.iter().filter_map(|thing| match thing {
                Placed::Text(text) if text.text.slot != "shop" => Some(text),
                _ => None,
            });
            let shown: Vec<&PlacedText> = texts.inspect(|text| assert_inside(text, SAFE)).collect();
            assert!(shown.iter().any(|text| ["title", "quote"].contains(&text.text.slot.as_str())));
        }
    }
}

#[test]
fn right_to_left_mirrors_the_card() {
    let fonts = fonts();
    let template = one_text("data-box='100 0 400 120' data-size='40'");
    let mut card = card(&[("title", "Mug")]);
    let left = title(&template, &card, &fonts).unwrap();
    card.right_to_left = true;
    let right = title(&template, &card, &fonts).unwrap();
    let end = right.starts[0] + right.block.lines[0].ink.width();
    assert!((left.starts[0] - 100.0).abs() < 0.1 && (end - 1100.0).abs() < 0.1);
}

fn worst(name: &str) -> Pixmap {
    let mut canvas = Pixmap::new(320, 200).unwrap();
    canvas.fill(Color::WHITE);
    for (place, pixel) in canvas.pixels_mut().iter_mut().enumerate() {
        let (x, y) = (place % 320, place / 320);
        let light = match name {
            "white" => 255,
            "black" => 0,
            "grey" => 128,
            "checkerboard" => (x + y) % 2 * 255,
            _ => (x * 37 + y * 91) * (x + 3) % 256,
        };
        *pixel =
            PremultipliedColorU8::from_rgba(light as u8, (255 - light) as u8 / 2 + light as u8 / 2, light as u8, 255)
                .unwrap();
    }
    canvas
}

#[test]
fn text_on_any_photo_can_be_read() {
    for name in ["white", "black", "grey", "checkerboard", "noise"] {
        for (colour, shade) in [([255; 3], [18, 15, 13]), ([28, 26, 34], [251, 250, 255])] {
            for ratio in [3.0, 4.5] {
                let lines = vec![Rect::from_xywh(20.0, 90.0, 280.0, 60.0).unwrap()];
                let target = Target { lines, colour, ratio };
                let mut canvas = worst(name);
                let before = measured(&canvas, &target);
                let mut scrim = Pixmap::new(320, 200).unwrap();
                for (place, pixel) in scrim.pixels_mut().iter_mut().enumerate() {
                    let alpha = 0.3 + (place / 320) as f32 / 320.0;
                    let [red, green, blue] = shade;
                    *pixel = Color::from_rgba8(red, green, blue, (alpha * 255.0) as u8).premultiply().to_color_u8();
                }
                let needed = strength(&canvas, &scrim, std::slice::from_ref(&target), 0.0);
                assert!((needed == 0.0) == (before >= ratio * 1.02), "{name}: {needed} at {before}");
                apply(&mut canvas, &scrim, needed);
                assert!(measured(&canvas, &target) >= ratio, "{name}: {}", measured(&canvas, &target));
                let even = veil(&worst(name), &target, shade);
                assert!((0.0..1.0).contains(&even), "{name}: {even}");
            }
        }
    }
    assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 0.01);
}

#[test]
fn an_unshaded_text_on_a_photo_gets_a_veil() {
    let fonts = fonts();
    let template = Template::parse(
        "<svg xmlns='http://www.w3.org/2000/svg' width='1200' height='630'><rect data-slot='photo' width='1200' height='630'/>\
         <text data-slot='title' data-box='64 64 900 200' font-size='60' fill='#ffffff'/></svg>",
    );
    let white = vec![255; 60 * 60 * 3];
    let mut card = card(&[("title", "Seconds week")]);
    card.photos.insert("photo", Photo { width: 60, height: 60, rgb: &white, focus: (0.5, 0.5) });
    let (placed, _) = arranged(template.as_ref().unwrap(), &card, &fonts).unwrap();
    let mut painter = paint::Painter::new(&card, Format::Wide).unwrap();
    painter.all(&placed);
    let dark = painter
        .canvas
        .pixels()
        .iter()
        .filter(|pixel| contrast([255; 3], [pixel.red(), pixel.green(), pixel.blue()]) >= 3.0);
    assert!(dark.count() > 10_000);
}

#[test]
fn every_built_in_template_draws_everything_below_the_limit() {
    let logo = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8' width='8' height='8'><circle cx='4' cy='4' r='4'/></svg>";
    let noise: Vec<u8> = (0..500_u32 * 500 * 3).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let texts: Vec<(&str, &str)> =
        TEXT_SLOTS.iter().map(|slot| (*slot, if *slot == "rating" { "4.3" } else { "Some words of it" })).collect();
    let fonts = Fonts::new([SERIF.to_vec(), FALLBACK.to_vec()]).0;
    for (place, text) in BUILT_IN.iter().enumerate() {
        let template = Template::parse(text).unwrap_or_else(|problems| panic!("{place}: {problems:?}"));
        let mut card = card(&texts);
        card.logo = Some(logo);
        card.right_to_left = place % 2 == 1;
        card.packet = Some("http://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic");
        for slot in PHOTO_SLOTS.iter().filter(|_| place < 4) {
            card.photos.insert(slot, Photo { width: 500, height: 500, rgb: &noise, focus: (0.2, 0.9) });
        }
        let drawn = draw(&template, &card, &fonts).unwrap();
        assert_eq!(drawn.findings, [], "{place}");
        assert!(drawn.picture.bytes.len() <= BYTES_LIMIT, "{place}: {}", drawn.picture.bytes.len());
        assert_eq!((drawn.picture.width, drawn.picture.height), template.format.size());
        let says = drawn.picture.bytes.windows(18).any(|part| part == b"compositeSynthetic".as_slice());
        assert!(says, "{place}");
        if place == 1 {
            assert_eq!(draw(&template, &card, &fonts).unwrap(), drawn);
        }
    }
}

#[test]
fn a_photo_that_lies_about_its_size_is_told() {
    let template = Template::parse(BUILT_IN[1]).unwrap();
    let mut card = card(&[("title", "Mug")]);
    card.photos.insert("photo", Photo { width: u32::MAX, height: u32::MAX, rgb: &[1, 2, 3], focus: (f32::NAN, 9.0) });
    card.logo = Some("<svg");
    let findings = draw(&template, &card, &fonts()).unwrap().findings;
    assert_eq!(findings, [Finding::Photo { slot: "photo".to_owned() }, Finding::Logo]);
}

#[test]
fn a_hostile_template_is_a_problem_with_a_line() {
    let wrap =
        |inner: &str| format!("<svg xmlns='http://www.w3.org/2000/svg' width='1200' height='630'>\n{inner}\n</svg>");
    let faults = [
        "<script>alert(1)</script>",
        "<image href='file:///etc/passwd'/>",
        "<rect fill='url(http://example.com/#a)'/>",
        "<linearGradient id='a' href='https://example.com/'/>",
        "<rect onload='x'/>",
        "<style>@import 'x'</style>",
        "<foreignObject/>",
        "<text data-slot='titel' data-box='0 0 9 9' font-size='20'/>",
        "<text data-slot='title' font-size='20'/>",
        "<text data-slot='title' data-box='0 0 9 9'/>",
        "<text data-slot='title' data-box='0 0 9' font-size='20'/>",
        "<text data-slot='title' data-box='0 0 1e30 9' font-size='20'/>",
        "<text data-slot='title' data-box='0 0 NaN 9' font-size='inf'/>",
        "<text data-slot='title' data-box='0 0 9 9' data-size='20 40'/>",
        "<text data-slot='title' data-box='0 0 9 9' font-size='20' fill='red'/>",
        "<text data-slot='title' data-box='0 0 9 9' font-size='20' text-anchor='left'/>",
        "<rect data-slot='photo' x='0'/>",
        "<rect data-slot='photo' width='-5' height='9'/>",
        "<rect fill='var(--pink)'/>",
        "<g data-if='colour'/>",
        "<g transform='scale(2)'><text data-slot='title' data-box='0 0 9 9' font-size='20'/></g>",
        "<g data-stack='0 0 9 9'><circle r='4'/></g>",
        "<rect data-scrim='nothing'/>",
        "<text>loose</text>",
    ];
    for fault in faults {
        let problems = Template::parse(&wrap(fault)).expect_err(fault);
        assert_eq!(problems.first().map(|problem| problem.line), Some(2), "{fault}: {problems:?}");
    }
    let deep = wrap(&format!("{}{}", "<g>".repeat(900), "</g>".repeat(900)));
    let entity = "<!DOCTYPE svg [<!ENTITY a 'aaaa'>]><svg xmlns='http://www.w3.org/2000/svg' width='1200' height='630'>&a;</svg>";
    let huge = format!("<svg>{}</svg>", " ".repeat(300_000));
    let whole = [
        "",
        "<svg",
        "<html/>",
        "<svg width='1200' height='630'/>",
        entity,
        &deep,
        &huge,
        "<svg xmlns='http://www.w3.org/2000/svg' width='99999' height='1'/>",
    ];
    for text in whole {
        assert!(Template::parse(text).is_err(), "{}", text.get(..60).unwrap_or(text));
    }
}
