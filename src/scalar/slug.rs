//! Slugs: the part of a URL that names one thing, and the name by which content refers to it.

use std::str::FromStr;

use super::{scalar, wrong};
use crate::yaml::Wrong;

/// Lower-case letters, digits and single hyphens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slug(pub String);

scalar!(Slug, "slug", "a name of lower-case letters, digits and hyphens, like `tall-vase`", "string");

/// Longer ones make URLs that networks cut.
const LONGEST: usize = 80;

impl FromStr for Slug {
    type Err = Wrong;

    fn from_str(text: &str) -> Result<Slug, Wrong> {
        let words = text
            .split('-')
            .all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
        if words && text.len() <= LONGEST {
            return Ok(Slug(text.to_owned()));
        }
        let fitting = slugify(text);
        let help =
            if fitting.is_empty() { "use a–z, 0–9 and hyphens".to_owned() } else { format!("write `{fitting}`") };
        Err(wrong(format!("`{text}` cannot be part of a URL"), help))
    }
}

/// A slug made of any text: accents folded, everything else a hyphen. Empty when nothing is left.
pub fn slugify(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        match fold(c) {
            "" if c.is_ascii_alphanumeric() => slug.push(c),
            "" if slug.ends_with('-') || slug.is_empty() => {}
            "" => slug.push('-'),
            folded => slug.push_str(folded),
        }
    }
    slug.truncate(LONGEST);
    slug.trim_matches('-').to_owned()
}

/// The ASCII spelling of a Latin letter with a mark; empty for everything else.
fn fold(c: char) -> &'static str {
    match c {
        'à' | 'á' | 'â' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'ä' | 'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' => "i",
        'ł' | 'ľ' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ø' | 'ō' | 'ő' => "o",
        'ö' | 'œ' => "oe",
        'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ß' => "ss",
        'ť' | 'ţ' | 'ț' => "t",
        'ù' | 'ú' | 'û' | 'ū' | 'ů' | 'ű' => "u",
        'ü' => "ue",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs() {
        assert!("tall-vase-2".parse::<Slug>().is_ok());
        for text in ["", "-a", "a--b", "A", "a_b", "é", "a/b", "../a"] {
            assert!(text.parse::<Slug>().is_err(), "{text}");
        }
        assert_eq!(slugify("Grès émaillé, 2 pièces!"), "gres-emaille-2-pieces");
        assert_eq!(slugify("日本"), "");
    }
}
