//! The words of a text as a search compares them: lower case, without diacritics, two characters at least.
//!
//! The same as the theme's `fold.js`, step by step: lower case of the whole text (a sigma at the end of a word is
//! another letter), canonical decomposition (NFD, <https://www.unicode.org/reports/tr15/>), no marks (`\p{M}`), `ss` for
//! `ß`, cut wherever something is neither `\p{Alphabetic}` nor `\p{N}`. Then also as those spell it who have no such
//! letters: `kaese`, `oere`. Absent: stems, stop words, word breaks in scripts that put no spaces between words.

use icu_normalizer::DecomposingNormalizerBorrowed;
use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup};

use crate::scalar::composed;

/// Letters that are spelled out where they are missing, and those of which the stroke is left out.
const SPELT: &[(char, &str)] =
    &[('ä', "ae"), ('ö', "oe"), ('ü', "ue"), ('å', "aa"), ('æ', "ae"), ('ø', "oe"), ('œ', "oe")];
const PLAIN: &[(char, &str)] = &[('ø', "o"), ('ł', "l"), ('đ', "d"), ('ı', "i")];

/// Calls back for each word of a text, repetitions included.
pub fn each(text: &str, mut found: impl FnMut(&str)) {
    let mut lower = String::new();
    if text.is_ascii() {
        return ascii(text, &mut lower, &mut found);
    }
    // None of the steps looks across white space, and most pieces between it need only the ASCII steps.
    for piece in text.split_ascii_whitespace() {
        if piece.is_ascii() {
            ascii(piece, &mut lower, &mut found);
        } else {
            let mut spellings = vec![fold(piece)];
            for other in [SPELT, PLAIN].map(|letters| fold(&replaced(piece, letters))) {
                if !spellings.contains(&other) {
                    spellings.push(other);
                }
            }
            for words in &spellings {
                words.split(|c: char| !c.is_alphanumeric()).filter(|word| long_enough(word)).for_each(&mut found);
            }
        }
    }
}

/// The words of a text in ASCII; `lower` is room for it.
fn ascii(text: &str, lower: &mut String, found: &mut impl FnMut(&str)) {
    lower.clear();
    lower.push_str(text);
    lower.make_ascii_lowercase();
    let mut start = 0;
    for end in 0..=lower.len() {
        if lower.as_bytes().get(end).is_some_and(u8::is_ascii_alphanumeric) {
            continue;
        }
        if end > start + 1 {
            found(&lower[start..end]);
        }
        start = end + 1;
    }
}

/// Two units of UTF-16, as the script counts.
fn long_enough(word: &str) -> bool {
    word.encode_utf16().nth(1).is_some()
}

/// A text with other letters in place of some.
fn replaced(text: &str, letters: &[(char, &str)]) -> String {
    let lower = composed(text).to_lowercase();
    letters.iter().fold(lower, |text, (letter, other)| text.replace(*letter, other))
}

/// A word as it is compared, with `kase` for `kaese`: somebody may write with umlauts what a shop writes without.
pub fn without_umlauts(word: &str) -> Option<String> {
    let umlauts = ["ae", "oe", "ue"];
    let spelt = umlauts.iter().any(|umlaut| word.contains(umlaut));
    spelt.then(|| umlauts.iter().fold(word.to_owned(), |word, umlaut| word.replace(umlaut, &umlaut[..1])))
}

/// A text in lower case without diacritics.
pub fn fold(text: &str) -> String {
    let lower = text.to_lowercase();
    let categories = CodePointMapData::<GeneralCategory>::new();
    let mark = |c: &char| GeneralCategoryGroup::Mark.contains(categories.get(*c));
    let plain: String =
        DecomposingNormalizerBorrowed::new_nfd().normalize_iter(lower.chars()).filter(|c| !mark(c)).collect();
    plain.replace('ß', "ss")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        each(text, |word| words.push(word.to_owned()));
        words
    }

    /// Found by running `words` of `fold.js` on the same texts; then the other spellings.
    #[test]
    fn words_of_the_script() {
        let known: &[(&str, &[&str])] = &[
            ("", &[]),
            ("Crème brûlée", &["creme", "brulee"]),
            ("Größe ß", &["grosse", "groesse", "ss"]),
            ("ΟΔΟΣ Σίγμα Σ ΑΣ'Α ΑΣ.", &["οδος", "σιγμα", "ασ", "ας"]),
            ("İstanbul ISPARTA ı", &["istanbul", "isparta"]),
            ("e\u{301}cole ﬁn", &["ecole", "ﬁn"]),
            ("日本 の 茶碗", &["日本", "茶碗"]),
            ("Ægir Øre łódź", &["ægir", "aegir", "øre", "oere", "ore", "łodz", "lodz"]),
            ("x² ½ Ⅷ 10cm", &["x²", "10cm"]),
            ("O'Neill’s d’été", &["neill", "ete"]),
            ("snake_case EP-MUG-CHK a b", &["snake", "case", "ep", "mug", "chk"]),
            ("हिन्दी ไทย", &["हनद", "ไทย"]),
            ("naïve—café\u{a0}Việt", &["naive", "cafe", "viet"]),
            ("𝐀𝐁 𠮷 吉 👍🏽 ok", &["𝐀𝐁", "𠮷", "ok"]),
            ("a\u{301} \u{301}b cd\u{200d}de", &["cd", "de"]),
            ("שָׁלוֹם مُحَمَّد", &["שלום", "محمد"]),
        ];
        for (text, expected) in known {
            assert_eq!(words(text), *expected, "{text}");
        }
        // Syllables of Hangul become their letters, here as in the script.
        assert_eq!(words("한국어"), ["\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}\u{110b}\u{1165}"]);
    }

    #[test]
    fn umlauts_and_their_spellings() {
        assert_eq!(words("Käse Ka\u{308}se"), ["kase", "kaese", "kase", "kaese"]);
        assert_eq!(words("Blåbær Smørrebrød"), ["blabær", "blaabaer", "smørrebrød", "smoerrebroed", "smorrebrod"]);
        assert_eq!(without_umlauts("bergkaese").as_deref(), Some("bergkase"));
        assert_eq!(without_umlauts("brot"), None);
    }

    proptest::proptest! {
        /// Taking a text apart at its white space first changes nothing.
        #[test]
        fn pieces_are_enough(text in "[a-zA-ZΣσά' .\u{301}é_0-9\t-]{0,40}") {
            let folded = fold(&text);
            let whole = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| long_enough(word));
            proptest::prop_assert_eq!(words(&text), whole.collect::<Vec<_>>());
        }
    }
}
