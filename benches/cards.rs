//! Share cards of one photo, drawn one after the other: `cargo bench --bench cards -- PHOTO COUNT [FOLDER]`.
//!
//! Each card is another title and price, and begins with the bytes of the photo; nothing is kept between them. The last
//! one is written into the folder. `benches/cards.mjs` measures the same card as other programs make it.

#![expect(clippy::disallowed_methods, reason = "reads and writes what it is told to")]

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use shopwright::cards::{self, Card, Colours, Fonts, Photo, Radius, Template};
use shopwright::photos;

const TEMPLATE: &str = include_str!("../themes/market/cards/product.svg");
const FONTS: [&[u8]; 2] =
    [include_bytes!("../themes/market/fonts/grotesk.ttf"), include_bytes!("../themes/market/fonts/fallback.ttf")];
const COLOURS: Colours = Colours {
    ground: [251, 250, 255],
    surface: [255; 3],
    ink: [28, 26, 34],
    muted: [109, 105, 118],
    accent: [107, 72, 232],
    on_accent: [255; 3],
    accent_soft: [233, 233, 255],
    on_accent_soft: [61, 42, 140],
};

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let (Some(photo), Some(count)) = (arguments.first(), arguments.get(1)) else {
        eprintln!("usage: cargo bench --bench cards -- PHOTO COUNT [FOLDER]");
        return Ok(());
    };
    let bytes = std::fs::read(photo)?;
    let last = measured(&bytes, count.parse().map_err(std::io::Error::other)?);
    arguments.get(2).map_or(Ok(()), |folder| std::fs::write(Path::new(folder).join("shopwright.jpg"), &last))
}

/// Makes cards and tells their time; gives the last one.
fn measured(bytes: &[u8], count: u32) -> Vec<u8> {
    let template = Template::parse(TEMPLATE).expect("the built-in template is sound");
    let (fonts, _) = Fonts::new(FONTS.map(<[u8]>::to_vec));
    let (mut decoding, mut drawing, mut last) = (Duration::ZERO, Duration::ZERO, Vec::new());
    for n in 0..count {
        let started = Instant::now();
        let pixels = photos::decode(bytes).expect("a photo");
        decoding += started.elapsed();
        let started = Instant::now();
        last = card(&template, &fonts, &pixels, n).bytes;
        drawing += started.elapsed();
    }
    let each = |time: Duration| time.as_secs_f64() * 1e3 / f64::from(count.max(1));
    let (decoding, drawing, size) = (each(decoding), each(drawing), last.len() / 1024);
    eprintln!("{count} cards: {decoding:.1} ms to decode, {drawing:.1} ms to draw and encode, {size} KB");
    last
}

fn card(template: &Template, fonts: &Fonts, pixels: &photos::Pixels, n: u32) -> cards::Picture {
    let (title, price) = (format!("Stoneware breakfast mug no. {n}"), format!("€{}.00", 24 + n % 70));
    let photo = Photo { width: pixels.width, height: pixels.height, rgb: &pixels.data, focus: (0.5, 0.5) };
    let card = Card {
        texts: BTreeMap::from([
            ("title", title.as_str()),
            ("price", &price),
            ("shop", "Ellerbach Pottery"),
            ("kicker", "Mugs and cups"),
        ]),
        photos: BTreeMap::from([("photo", photo)]),
        logo: None,
        colours: COLOURS,
        radius: Radius::SOFT,
        right_to_left: false,
        packet: None,
    };
    cards::draw(template, &card, fonts).expect("the built-in template draws").picture
}
