//! Text → text that XML may hold, and how wide it will be.
//!
//! Widths are those of the theme's fallback font at its one, strong weight: wider than the page's own grotesk and
//! serif, so that what fits here fits there.

use std::sync::Once;

use charts_rs::{add_fonts, measure_text_width_family};

/// Size of every text unless it says otherwise, in units of the drawing; and of lesser ones.
pub const SIZE: f64 = 13.0;
pub const SMALL: f64 = 12.5;
/// From one baseline to the next, in sizes.
pub const LEADING: f64 = 1.2;

/// Times as wide as measured that a bold name is where the reader's system has a wide typeface: DejaVu, Verdana.
pub const AT_MOST: f64 = 7.0 / 6.0;

/// Characters of a name that are looked at; no drawing has room for more.
const LONGEST: usize = 200;

const FONT: &[u8] = include_bytes!("../../themes/market/fonts/fallback.ttf");
const FAMILY: &str = "Inter";
/// The library keeps fonts for the whole process, and a font added again costs its cache of widths.
static REGISTERED: Once = Once::new();

/// Without what XML 1.0 forbids (<https://www.w3.org/TR/xml/#charsets>) and without other controls; on one line.
pub fn clean(text: &str) -> String {
    let words = text.chars().map(|c| if c.is_whitespace() && c.is_control() { ' ' } else { c });
    words.filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect()
}

/// Clean, for an element or a quoted attribute.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in clean(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

/// Units that a text takes.
pub fn width(text: &str, size: f64) -> f64 {
    REGISTERED.call_once(|| {
        // Without the font the library measures with its own, which is a little narrower.
        let _ = add_fonts(&[FONT]);
    });
    let text = clean(text);
    let known: String = text.chars().filter(|c| !is_wide(*c)).collect();
    let wide = text.chars().count() - known.chars().count();
    let known = measure_text_width_family(FAMILY, size as f32, &known).map_or(0.0, |room| f64::from(room.width()));
    known + wide as f64 * size * 1.25
}

/// Signs as wide as they are high, which the font has not: Hangul, Han, Kana, emoji.
fn is_wide(c: char) -> bool {
    let (hangul, han, more) = ('\u{1100}'..='\u{115f}', '\u{2e80}'..='\u{d7ff}', '\u{f900}'..='\u{faff}');
    let (forms, full, emoji) = ('\u{fe30}'..='\u{fe6f}', '\u{ff00}'..='\u{ff60}', '\u{1f000}'..);
    [hangul, han, more, forms, full].iter().any(|range| range.contains(&c)) || emoji.contains(&c)
}

/// The widest of some texts.
pub fn widest<'a>(texts: impl IntoIterator<Item = &'a str>, size: f64) -> f64 {
    texts.into_iter().map(|text| width(text, size)).fold(0.0, f64::max)
}

/// A name, with `…` where it has no room. For names only: a number is whole or it is false.
pub fn shorten(text: &str, size: f64, room: f64) -> String {
    let text = clean(text);
    if width(&text, size) <= room {
        return text;
    }
    let mut kept: Vec<char> = text.chars().take(LONGEST).collect();
    while kept.pop().is_some() {
        let short: String = kept.iter().collect::<String>().trim_end().to_owned() + "…";
        if width(&short, size) <= room {
            return short;
        }
    }
    String::from("…")
}

/// A name on two lines at most, broken between words, each shortened to its room.
pub fn two_lines(text: &str, size: f64, room: f64) -> Vec<String> {
    let text = clean(text);
    let breaks = text.char_indices().filter(|(_, c)| *c == ' ').map(|(n, _)| n);
    let first = breaks.take(LONGEST).filter(|n| width(&text[..*n], size) <= room).last();
    match first {
        Some(n) if width(&text, size) > room => vec![text[..n].to_owned(), shorten(text[n..].trim_start(), size, room)],
        _ => vec![shorten(&text, size, room)],
    }
}
