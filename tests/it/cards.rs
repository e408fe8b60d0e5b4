//! Share cards of a site: which there are, what their addresses follow from, and the command that writes one.

use std::fs;
use std::path::Path;

use crate::shell::{self, TODAY, bytes, run, sound_copy, write};

fn cards(site: &Path, more: &[&str]) -> Vec<String> {
    run(site, &[&["build", "--today", TODAY], more].concat()).ends(0);
    let public = bytes(&site.join("public"));
    public.keys().filter_map(|path| path.strip_prefix("cards/")).map(str::to_owned).collect()
}

fn named<'a>(cards: &'a [String], name: &str) -> Vec<&'a str> {
    cards.iter().filter(|card| card.starts_with(&format!("{name}."))).map(String::as_str).collect()
}

fn size(file: &Path) -> (u32, u32) {
    image::image_dimensions(file).unwrap()
}

#[test]
fn every_page_has_a_card_whose_address_follows_from_what_it_shows() {
    let site = sound_copy();
    let first = cards(site.path(), &[]);
    for name in
        ["home", "products-mug", "products", "collections-cups", "journal-first", "about", "faq", "testimonials"]
    {
        assert_eq!(named(&first, name).len(), 1, "{name} in {first:?}");
    }
    let public = site.path().join("public");
    for card in &first {
        assert_eq!(size(&public.join("cards").join(card)), (1200, 630), "{card}");
    }
    let page = fs::read_to_string(public.join("products/mug/index.html")).unwrap();
    let card = named(&first, "products-mug")[0];
    assert!(
        page.contains(&format!("<meta property=\"og:image\" content=\"https://cups.example/cards/{card}\">")),
        "{page}"
    );
    // Another price is another picture at another address; all others stay.
    let path = site.path().join("content/products/mug.md");
    write(&path, fs::read_to_string(&path).unwrap().replace("price: 24.00", "price: 25.00"));
    let second = cards(site.path(), &[]);
    let changed: Vec<&String> = second.iter().filter(|card| !first.contains(card)).collect();
    assert!(matches!(changed.as_slice(), [one] if one.starts_with("products-mug.")), "{changed:?}");
    assert_eq!(second.len(), first.len());
}

#[test]
fn a_shop_chooses_how_many_pictures_are_drawn() {
    let site = sound_copy();
    assert!(cards(site.path(), &["--cards", "none"]).is_empty());
    let page = fs::read_to_string(site.path().join("public/products/mug/index.html")).unwrap();
    assert!(page.contains("property=\"og:image\"") && !page.contains("/cards/"), "the photo stands in for the card");
    let shop = site.path().join("content/shop.yaml");
    write(&shop, format!("{}\ncards: social\n", fs::read_to_string(&shop).unwrap()));
    let social = cards(site.path(), &[]);
    let of = |kind: &str| social.iter().find(|card| card.starts_with(&format!("products-mug-{kind}."))).unwrap();
    let public = site.path().join("public/cards");
    assert_eq!((size(&public.join(of("square"))), size(&public.join(of("story")))), ((1080, 1080), (1080, 1920)));
    assert!(social.len() > cards(site.path(), &["--cards", "share"]).len());
}

#[test]
fn the_command_writes_one_card_or_a_sheet_of_all() {
    let site = sound_copy();
    let written = |arguments: &[&str]| run(site.path(), &[&["card", "--today", TODAY], arguments].concat()).ends(0);
    written(&["/products/mug/"]);
    let wide = fs::read_dir(site.path())
        .unwrap()
        .flatten()
        .find(|entry| entry.file_name().to_string_lossy().starts_with("products-mug."));
    assert_eq!(size(&wide.unwrap().path()), (1200, 630));
    written(&["/products/mug/", "--format", "story", "--out", "story.jpg"]);
    assert_eq!(size(&site.path().join("story.jpg")), (1080, 1920));
    written(&["all", "--out", "sheet"]);
    let sheet = fs::read_to_string(site.path().join("sheet/index.html")).unwrap();
    assert!(sheet.matches("<img").count() >= 8 && sheet.contains("src=\"products-mug."), "{sheet}");
    let unknown = run(site.path(), &["card", "/products/mugg/", "--today", TODAY]).ends(1);
    assert!(unknown.stderr.contains("did you mean `/products/mug/`?"), "{unknown:?}");
    let other = run(site.path(), &["card", "/products/mug/", "--out", "mug.gif", "--today", TODAY]).ends(1);
    assert!(other.stderr.contains("name it `mug."), "{other:?}");
    assert!(!site.path().join("mug.gif").exists());
    let none = run(site.path(), &["card", "/products/mug/", "--cards", "none", "--today", TODAY]).ends(1);
    assert!(none.stderr.contains("no cards"), "{none:?}");
}

#[test]
fn a_script_without_a_font_and_a_faulty_template_are_findings() {
    let site = sound_copy();
    let mug = site.path().join("content/products/mug.md");
    write(&mug, fs::read_to_string(&mug).unwrap().replace("title: Mug", "title: マグカップ 🫖"));
    for _ in 0..2 {
        // The second build draws nothing, and says the same.
        let build = run(site.path(), &["build", "--today", TODAY]).ends(0);
        assert!(build.stderr.contains("warning[card-script]") && build.stderr.contains("Japanese"), "{build:?}");
        assert!(!build.stderr.to_lowercase().contains("emoji"), "{build:?}");
    }
    write(&site.path().join("themes/market/fonts/kana.ttf"), "<!doctype html>");
    let build = run(site.path(), &["build", "--today", TODAY]).ends(0);
    let told = build.stderr.split_once("warning[card-font]").map(|(_, told)| told.lines().nth(1).unwrap_or_default());
    assert_eq!(told, Some("--> themes/market/fonts/kana.ttf"), "{build:?}");
    let template = shell::root().join("themes/market/cards/product.svg");
    let faulty = fs::read_to_string(template).unwrap().replacen("data-slot=\"title\"", "data-slot=\"titel\"", 1);
    let line = faulty.lines().position(|line| line.contains("titel")).unwrap() + 1;
    write(&site.path().join("themes/market/cards/product.svg"), faulty);
    let build = run(site.path(), &["build", "--today", TODAY]).ends(1);
    let place = format!("themes/market/cards/product.svg:{line}:");
    assert!(build.stderr.contains("error[card-template]") && build.stderr.contains(&place), "{place}\n{build:?}");
}

/// Titles that are hard to set: their names, and what they say.
const HARD: &[(&str, &str)] = &[
    ("arabic", "كوب خزفي مصنوع يدويًا للقهوة العربية"),
    ("hebrew", "ספל קרמיקה בעבודת יד לקפה של הבוקר"),
    ("japanese", "朝の一杯のための手づくりマグカップ"),
    ("chinese", "手工陶瓷早餐杯，容量三百五十毫升"),
    ("korean", "아침을 위한 수제 도자기 머그컵"),
    ("emoji", "Tea 🫖 for two ❤️ and a cake 🍰"),
    ("signs", "<b>Mug</b> & \\\"saucer\\\" 1 < 2 > 0"),
    ("word", "Rindfleischetikettierungsüberwachungsaufgabenübertragungsges"),
    ("long", LONG),
];
const LONG: &str = "A breakfast mug of speckled stoneware with a handle for three fingers, thrown by hand in small \
    batches, fired twice, safe in the dishwasher, and sent in a box of cardboard without any plastic";

/// A site whose theme has fonts for all of them: small parts of Noto, beside their licence.
fn hard_site() -> tempfile::TempDir {
    let site = sound_copy();
    for (path, font) in shell::files(&shell::root().join("tests/cards/fonts")) {
        write(&site.path().join("themes/market/fonts").join(path), fs::read(font).unwrap());
    }
    write(&site.path().join("content/media/field.png"), b"");
    let field =
        image::RgbImage::from_fn(700, 700, |x, y| image::Rgb(if x < y { [196, 178, 160] } else { [120, 146, 170] }));
    field.save(site.path().join("content/media/field.png")).unwrap();
    for (name, title) in HARD {
        let text = format!(
            "---\ntitle: \"{title}\"\nsummary: Hard to set.\nprice: 24.00\nimages: [{{src: media/field.png, alt: A field}}]\n---\n"
        );
        write(&site.path().join(format!("content/products/{name}.md")), text);
    }
    site
}

#[test]
fn hard_titles_look_as_they_did() {
    let site = hard_site();
    let build = run(site.path(), &["build", "--today", TODAY]).ends(0);
    assert!(!build.stderr.contains("card-script"), "{build:?}");
    let made = cards(site.path(), &[]);
    let public = site.path().join("public/cards");
    let mut shown: Vec<(String, image::DynamicImage)> = Vec::new();
    for (name, _) in HARD {
        let card = named(&made, &format!("products-{name}"))[0];
        shown.push(((*name).to_owned(), image::open(public.join(card)).unwrap()));
    }
    // In a shop that runs right to left the whole card does.
    let shop = site.path().join("content/shop.yaml");
    write(&shop, fs::read_to_string(&shop).unwrap().replace("currency:", "locale: he\ncurrency:"));
    let made = cards(site.path(), &[]);
    let card = public.join(named(&made, "products-hebrew")[0]);
    shown.push(("hebrew-shop".to_owned(), image::open(card).unwrap()));
    assert_same(&shown);
}

#[test]
fn cards_look_as_they_did() {
    let site = sound_copy();
    let names = ["home", "products-mug", "collections-cups", "journal-first", "testimonials", "about"];
    let made = cards(site.path(), &[]);
    let card = |name: &str| image::open(site.path().join("public/cards").join(named(&made, name)[0])).unwrap();
    assert_same(&names.map(|name| (name.to_owned(), card(name))));
}

/// How far a pixel of a reduced card may be from the expected one, of 255: encoders differ a little between machines.
const TOLERANCE: u8 = 24;

/// Compares cards with those in `tests/cards`, reduced to a quarter, so that only what is seen counts. `BLESS=1` takes
/// them as they are now; a failure leaves the card, what was expected, and the difference beside the test program.
fn assert_same(shown: &[(String, image::DynamicImage)]) {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let mut wrong = Vec::new();
    for (name, card) in shown {
        let small = card.thumbnail_exact(300, 158).to_rgb8();
        let expected = shell::root().join(format!("tests/cards/{name}.png"));
        if std::env::var_os("BLESS").is_some() {
            write(&expected, b"");
            small.save(&expected).unwrap();
        }
        let before =
            image::open(&expected).unwrap_or_else(|error| panic!("{name}: {error}; run with BLESS=1")).to_rgb8();
        let mut difference = small.clone();
        for (now, then) in difference.iter_mut().zip(before.iter()) {
            *now = now.abs_diff(*then);
        }
        if difference.iter().any(|difference| *difference > TOLERANCE) {
            card.save(place.join(format!("{name}.png"))).unwrap();
            before.save(place.join(format!("{name}-expected.png"))).unwrap();
            difference.save(place.join(format!("{name}-difference.png"))).unwrap();
            wrong.push(name);
        }
    }
    assert!(wrong.is_empty(), "{wrong:?} look different: see {}", place.display());
}
