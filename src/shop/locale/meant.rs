//! Language tags that are none, or that no browser and no network knows: what they were meant to be.
//!
//! `deutsch`, `ger`, `at`, `de_DE.UTF-8` and `en-UK` are all to be met; the data are CLDR's.

use icu_locale::{LocaleCanonicalizer, LocaleExpander, TransformResult};
use icu_locale_core::LanguageIdentifier;

use crate::scalar::Country;

/// What people call the languages that shops are mostly in.
const NAMES: [(&str, &str); 18] = [
    ("allemand", "de"),
    ("anglais", "en"),
    ("deutsch", "de"),
    ("dutch", "nl"),
    ("englisch", "en"),
    ("english", "en"),
    ("espanol", "es"),
    ("español", "es"),
    ("francais", "fr"),
    ("français", "fr"),
    ("franzoesisch", "fr"),
    ("französisch", "fr"),
    ("french", "fr"),
    ("german", "de"),
    ("italian", "it"),
    ("italiano", "it"),
    ("nederlands", "nl"),
    ("spanish", "es"),
];

/// The tag that was probably meant by another text.
pub fn meant(text: &str) -> Option<String> {
    let plain = text.trim().split('.').next()?.replace('_', "-").to_lowercase();
    if let Some((_, tag)) = NAMES.iter().find(|(name, _)| *name == plain) {
        return Some((*tag).to_owned());
    }
    let mut locale = icu_locale_core::Locale::try_from_str(&plain).ok()?;
    LocaleCanonicalizer::new_extended().canonicalize(&mut locale);
    let is_language = is_language(&locale.id);
    let tag = if is_language { locale.id.to_string() } else { of_country(&locale.id)? };
    (!tag.eq_ignore_ascii_case(text)).then_some(tag)
}

/// Whether a tag that can be read is one that nobody else reads: a language by its three letters where it has two, a country
/// that is called otherwise, a word that is no language.
pub fn is_slip(id: &LanguageIdentifier) -> bool {
    let mut locale = icu_locale_core::Locale::from(id.clone());
    LocaleCanonicalizer::new_extended().canonicalize(&mut locale);
    let shorter = locale.id.language.as_str().len() < id.language.as_str().len();
    let no_language = id.language.as_str().len() > 3 || !is_language(id) && of_country(id).is_some();
    shorter || no_language || locale.id.region != id.region
}

/// Whether CLDR knows the language.
fn is_language(id: &LanguageIdentifier) -> bool {
    let mut alone = LanguageIdentifier::from(id.language);
    LocaleExpander::new_extended().maximize(&mut alone) == TransformResult::Modified
}

/// The language that most people speak in the country whose code stands in place of a language.
fn of_country(id: &LanguageIdentifier) -> Option<String> {
    let Country(code) = id.language.as_str().to_uppercase().parse().ok()?;
    let mut likely = LanguageIdentifier { region: code.parse().ok(), ..LanguageIdentifier::UNKNOWN };
    LocaleExpander::new_extended().maximize(&mut likely);
    let known = !likely.language.is_unknown() && id.region.is_none();
    known.then(|| format!("{}-{code}", likely.language))
}
