//! Texts that are compared: the same to whoever reads them, whatever they are made of.

use icu_normalizer::ComposingNormalizerBorrowed;
use serde::{Deserialize, Deserializer};

/// Letters with their marks as one character each, and nothing around them: what is typed on one system is pasted from another
/// (Unicode NFC, <https://www.unicode.org/reports/tr15/>).
pub fn composed(text: &str) -> String {
    let text = text.trim();
    if text.is_ascii() { text.to_owned() } else { ComposingNormalizerBorrowed::new_nfc().normalize(text).into_owned() }
}

/// Decodes a text that others are compared with.
///
/// # Errors
/// Those of a text.
pub fn compared<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    String::deserialize(deserializer).map(|text| composed(&text))
}
