//! Contrast of every palette that an accent can give.

use proptest::prelude::*;

use super::*;

const GROUNDS: [Ground; 4] = [Ground::Neutral, Ground::Warm, Ground::Cool, Ground::Tinted];

fn palette(accent: &str, ground: Ground) -> Palette {
    Palette::new(accent, ground).unwrap_or_else(|error| panic!("{error}"))
}

/// Checks every promise on the colours as a screen shows them, from the text of the CSS.
fn assert_promises(palette: &Palette, accent: &str) {
    for (scheme, tokens) in [(Scheme::Light, &palette.light), (Scheme::Dark, &palette.dark)] {
        let css = palette.css(scheme);
        let shown = |name: &str| {
            let value = css.split_once(&format!("--{name}:oklch(")).and_then(|(_, rest)| rest.split_once(')'));
            let (numbers, _) = value.unwrap_or_else(|| panic!("{name} in {css}"));
            let numbers: Vec<f64> = numbers
                .split([' ', '/', '%'])
                .filter(|number| !number.is_empty())
                .map(|number| number.parse().unwrap_or_else(|_| panic!("{number} in {css}")))
                .collect();
            Colour { lightness: numbers[0] / 100.0, chroma: numbers[1], hue: numbers[2], alpha: 1.0 }.rgb()
        };
        for (foreground, background, ratio) in tokens.promises() {
            let found = contrast_of_bytes(shown(foreground), shown(background));
            assert!(found >= ratio, "{accent} {scheme:?}: {foreground} on {background} is {found}, not {ratio}");
        }
    }
}

/// The formula of WCAG, on its own.
fn contrast_of_bytes(a: [u8; 3], b: [u8; 3]) -> f64 {
    let luminance = |rgb: [u8; 3]| {
        let [r, g, b] = rgb.map(|channel| {
            let channel = f64::from(channel) / 255.0;
            if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05
    };
    let (a, b) = (luminance(a), luminance(b));
    a.max(b) / a.min(b)
}

#[test]
fn every_promise_holds_for_a_grid_of_accents() {
    let steps = [0u8, 51, 102, 153, 204, 255];
    for red in steps {
        for green in steps {
            for blue in steps {
                let accent = format!("#{red:02x}{green:02x}{blue:02x}");
                for ground in GROUNDS {
                    assert_promises(&palette(&accent, ground), &accent);
                }
            }
        }
    }
}

#[test]
fn the_fill_is_the_colour_given_where_it_can_be() {
    for accent in ["#6b48e8", "#0000ff", "#ffcc00", "#ff7a00", "#0a7d4f", "#b4234a", "#1f6feb", "#c98a2b", "#00a3a3"] {
        let palette = palette(accent, Ground::Neutral);
        assert!(!palette.moved, "{accent} {:?}", palette.distance);
        assert!(palette.distance[0] <= NUDGE && palette.distance[1] <= NUDGE, "{accent} {:?}", palette.distance);
    }
    for accent in ["#6b48e8", "#0000ff", "#ffcc00", "#0a7d4f"] {
        assert_eq!(palette(accent, Ground::Warm).light.accent.hex(), accent);
    }
}

#[test]
fn a_fill_that_would_vanish_moves_and_says_so() {
    let white = palette("#fff", Ground::Neutral);
    assert!(white.moved && white.distance[0] > 0.04 && white.distance[1] < 0.01, "{:?}", white.distance);
    let black = palette("#000", Ground::Neutral);
    assert!(!black.moved && black.distance[1] > 0.2, "{:?}", black.distance);
    // A grey button would look like one that is off.
    assert!(black.dark.accent.lightness > 0.8 && black.dark.on_accent.lightness < 0.3, "{:?}", black.dark);
    assert!(palette("#1a1a40", Ground::Neutral).dark.accent.lightness < 0.6, "dark blue stays blue");
    assert_eq!(black.light.accent.hex(), "#000000");
}

#[test]
fn text_on_the_fill_is_light_or_dark_as_the_fill_needs() {
    let on = |accent: &str| palette(accent, Ground::Neutral).light.on_accent.lightness;
    assert!(on("#6b48e8") > 0.9 && on("#e0393e") > 0.9 && on("#000") > 0.9);
    assert!(on("#ffcc00") < 0.3 && on("#7fe7c4") < 0.3);
}

/// The digits that are written may cost one step of 256 in a channel.
fn assert_same(a: [u8; 3], b: [u8; 3]) {
    assert!(a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= 1), "{a:?} {b:?}");
}

#[test]
fn colours_survive_the_way_there_and_back() {
    for step in 0..4096_u32 {
        let rgb = [(step >> 8) as u8 * 17, (step >> 4) as u8 % 16 * 17, step as u8 % 16 * 17];
        assert_same(Colour::from_rgb(rgb).rgb(), rgb);
    }
    assert_eq!(Colour::from_hex("#fff").map(Colour::hex).as_deref(), Some("#ffffff"));
    assert_eq!(Colour::from_hex("6B48E8").map(Colour::hex).as_deref(), Some("#6b48e8"));
}

#[test]
fn css_is_short_and_stable() {
    let palette = palette("#6b48e8", Ground::Warm);
    let css = palette.css(Scheme::Auto);
    assert!(css.starts_with(":root{color-scheme:light dark;--ground:oklch(98.5% 0.006 75);--surface:oklch("), "{css}");
    assert!(
        css.contains("}\n@media screen and (prefers-color-scheme:dark){:root{--ground:oklch(19% 0.0078 75);"),
        "{css}"
    );
    assert!(css.contains("--accent:oklch(53.77% 0.2271 285.97)"), "{css}");
    assert_eq!(css.matches("--shadow:").count(), 2);
    let dark = palette.css(Scheme::Dark);
    assert!(dark.starts_with(":root{color-scheme:light;"), "paper is white: {dark}");
    assert!(dark.contains("}\n@media screen{:root{color-scheme:dark;--ground:oklch(19% 0.0078 75);"), "{dark}");
    assert!(!css.contains("-0 ") && !css.contains("NaN"));
}

#[test]
fn contrast_is_that_of_the_guidelines() {
    let colour = |text| Colour::from_hex(text).unwrap_or_else(|| panic!("{text}"));
    assert!((colour("#000").contrast(colour("#fff")) - 21.0).abs() < 0.01);
    assert!((colour("#777").contrast(colour("#fff")) - 4.48).abs() < 0.01);
}

#[test]
fn what_is_no_colour_says_what_one_is() {
    for wrong in ["", "#", "red", "#12", "#12345", "#1234567", "#ggg", "rgb(1,2,3)", "#ééé"] {
        let error = Palette::new(wrong, Ground::Neutral).unwrap_err();
        assert_eq!(error.given, wrong);
        assert!(error.to_string().contains("`#6b48e8`"));
    }
}

proptest! {
    #[test]
    fn every_promise_holds_for_any_accent(rgb: [u8; 3], ground in 0usize..4) {
        let accent = format!("#{:02x}{:02x}{:02x}", rgb[0], rgb[1], rgb[2]);
        assert_promises(&palette(&accent, GROUNDS[ground]), &accent);
        assert_same(Colour::from_rgb(rgb).rgb(), rgb);
    }

    #[test]
    fn any_text_is_a_colour_or_not(text in ".{0,10}") {
        let _ = Palette::new(&text, Ground::Tinted);
    }
}
