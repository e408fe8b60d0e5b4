//! Slugs: the part of a URL that names one thing, and the name by which content refers to it.

use std::str::FromStr;

use super::{composed, scalar, wrong};
use crate::markdown::heading_id;
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
        if words {
            let message = format!("`{text}` has {} letters, an address has at most {LONGEST}", text.len());
            return Err(wrong(message, "shorten it to the words that name the thing"));
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
    // Some systems write `ü` as two characters.
    for c in composed(text).chars().flat_map(char::to_lowercase) {
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

/// The slug of a text of which it loses no letter; `None` where a letter has no ASCII spelling, and where nothing is left.
pub fn spelt(text: &str) -> Option<String> {
    let lost = |c: char| c.is_alphabetic() && !c.is_ascii() && c.to_lowercase().all(|c| fold(c).is_empty());
    Some(slugify(text)).filter(|slug| !slug.is_empty() && !text.chars().any(lost))
}

/// A slug that any text has: a short hash of the text stands for letters that have no ASCII spelling.
pub fn address(text: &str) -> String {
    spelt(text).unwrap_or_else(|| {
        let hash = blake3::hash(text.as_bytes()).to_hex();
        format!("{}-{}", slugify(text), &hash[..8]).trim_start_matches('-').to_owned()
    })
}

/// The name of a place on a page; letters that have no ASCII spelling stay as they are, as in the ids of headings.
pub fn anchor(text: &str) -> String {
    spelt(text).unwrap_or_else(|| heading_id(text))
}

/// The ASCII spelling of a Latin letter with a mark; empty for everything else.
fn fold(c: char) -> &'static str {
    match c {
        'à' | 'á' | 'â' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' | 'ª' => "a",
        'ä' | 'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' => "i",
        'ł' | 'ľ' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ø' | 'ō' | 'ő' | 'º' => "o",
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

    #[test]
    fn addresses_and_anchors_of_any_text() {
        assert_eq!(address("Grès émaillé, nº 2!"), "gres-emaille-no-2");
        for text in ["日本", "日本 2", "Κεραμικά", "Cà phê sữa", "!!!", ""] {
            let own = address(text);
            assert!(own.parse::<Slug>().is_ok(), "{text}: {own}");
        }
        assert_ne!(address("日本 2"), address("韓国 2"));
        assert_ne!(address("日本 2"), address("2"));
        assert_eq!((anchor("Grès émaillé"), anchor("配送 2")), ("gres-emaille".to_owned(), "配送-2".to_owned()));
    }
}
