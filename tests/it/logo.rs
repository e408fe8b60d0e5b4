//! The logo on pages, in icons and in share cards: where it is not seen, cannot be read or cannot be drawn.

use std::fs;
use std::path::Path;

use crate::shell::{self, TODAY};

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\"";

/// The sound site with a logo in its settings.
fn shop(logo: Option<&str>, more: &str) -> tempfile::TempDir {
    let site = shell::sound_copy();
    let path = site.path().join("content/shop.yaml");
    let mut settings = fs::read_to_string(&path).unwrap() + more;
    if let Some(logo) = logo {
        shell::write(&site.path().join("content/media/logo.svg"), logo);
        settings += "logo: media/logo.svg\n";
    }
    shell::write(&path, settings);
    site
}

fn built(logo: Option<&str>, more: &str) -> tempfile::TempDir {
    let site = shop(logo, more);
    shell::run(site.path(), &["build", "--strict", "--today", TODAY]).ends(0);
    site
}

/// The class of the logo in the header.
fn plate(logo: &str, scheme: &str) -> String {
    let site = built(Some(logo), &format!("theme: {{scheme: {scheme}}}\n"));
    let page = fs::read_to_string(site.path().join("public/index.html")).unwrap();
    let image = page.split("<img").find(|image| image.contains("logo.svg")).unwrap();
    let image = image.split('>').next().unwrap();
    image.split_once(" class=\"").map_or(String::new(), |(_, class)| class.split('"').next().unwrap().to_owned())
}

fn ring(colour: &str) -> String {
    format!(
        "{SVG} viewBox=\"0 0 40 40\"><circle cx=\"20\" cy=\"20\" r=\"15\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"4\"/></svg>"
    )
}

#[test]
fn a_logo_that_the_ground_swallows_stands_on_a_plate() {
    assert_eq!(plate(&ring("#141414"), "auto"), "plate-light-in-dark");
    assert_eq!(plate(&ring("#141414"), "dark"), "plate-light");
    assert_eq!(plate(&ring("#141414"), "light"), "");
    assert_eq!(plate(&ring("#ffffff"), "auto"), "plate-dark-in-light");
    assert_eq!(plate(&ring("#ffffff"), "light"), "plate-dark");
    assert_eq!(plate(&ring("#d97706"), "auto"), "");
}

fn file(site: &Path, path: &str) -> Vec<u8> {
    fs::read(site.join("public").join(path)).unwrap()
}

fn cards(site: &Path) -> Vec<String> {
    shell::files(&site.join("public/cards")).into_keys().collect()
}

/// Strokes as wide as a word: nobody could read it on 32 pixels.
#[test]
fn a_word_mark_is_no_icon() {
    let word = format!(
        "{SVG} viewBox=\"0 0 200 40\" width=\"200\" height=\"40\"><path d=\"M0 0h190v40h-190z\" fill=\"#1f5c46\"/></svg>"
    );
    let (without, with) = (built(None, ""), built(Some(&word), ""));
    for icon in ["icons/icon-32.png", "icons/icon-180.png", "icons/icon.svg"] {
        assert_eq!(file(without.path(), icon), file(with.path(), icon), "{icon}");
    }
    assert_eq!(cards(without.path()), cards(with.path()), "cards say the name alone");
    let mark = built(Some(&ring("#1f5c46")), "");
    assert_ne!(file(without.path(), "icons/icon-32.png"), file(mark.path(), "icons/icon-32.png"));
    assert_ne!(cards(without.path()), cards(mark.path()));
}

/// The share of an icon's pixels that differ from its corner.
fn drawn(png: &[u8]) -> f64 {
    let picture = image::load_from_memory(png).unwrap().into_rgb8();
    let ground = picture.get_pixel(0, 0);
    let far = |pixel: &image::Rgb<u8>| pixel.0.iter().zip(ground.0).any(|(a, b)| a.abs_diff(b) > 60);
    picture.pixels().filter(|pixel| far(pixel)).count() as f64 / picture.pixels().len() as f64
}

#[test]
fn a_white_mark_is_seen_in_icons_and_left_out_of_light_cards() {
    let white = built(Some(&ring("#ffffff")), "");
    assert!(drawn(&file(white.path(), "icons/icon-180.png")) > 0.05);
    assert_eq!(cards(white.path()), cards(built(None, "").path()));
}

#[test]
fn letters_of_a_logo_that_are_text_are_told() {
    let text = format!(
        "{SVG} viewBox=\"0 0 40 40\"><circle cx=\"9\" cy=\"9\" r=\"8\"/><text x=\"0\" y=\"30\">Bougie</text></svg>"
    );
    let site = shop(Some(&text), "");
    let run = shell::run(site.path(), &["check", "--today", TODAY]).ends(0);
    assert!(run.stdout.contains("warning[logo-text]") || run.stderr.contains("warning[logo-text]"), "{run:?}");
}
