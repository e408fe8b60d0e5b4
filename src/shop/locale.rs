//! The language and region of a shop, and how they write money, numbers and dates.
//!
//! **In:** a language tag and a currency. **Out:** finished text ([`Formats`]), a writing direction, quotation
//! marks. All data is compiled in (Unicode CLDR, <https://cldr.unicode.org/>): the same text on every machine.
//!
//! **Absent:** the machine's own locale, time zones (a time is shown as the author wrote it), translations.

mod formats;
mod meant;
mod money;

use std::borrow::Cow;
use std::fmt;

use icu_experimental::displaynames::DisplayNamesOptions;
use icu_experimental::displaynames::multi::RegionDisplayNames;
use icu_locale::{Direction, LocaleDirectionality, LocaleExpander};
use icu_locale_core::LanguageIdentifier;

pub use formats::Formats;
pub use money::MoneyForms;

use crate::yaml::Wrong;

/// A language, with a script and a region where they matter: `en`, `de-AT`, `zh-Hant`, `ar-u-nu-latn`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Locale {
    /// With extensions, which choose digits (`-u-nu-latn`).
    full: icu_locale_core::Locale,
    tag: String,
    og: String,
    right_to_left: bool,
}

impl Locale {
    /// Reads a BCP 47 language tag (<https://www.rfc-editor.org/info/bcp47>). The letters' case does not matter.
    ///
    /// # Errors
    /// What to tell the author, when the text is not a tag, names no language, or has another spelling everywhere else.
    pub fn parse(text: &str) -> Result<Self, Wrong> {
        let refuse = |message: String| {
            let help = match meant::meant(text) {
                Some(tag) => format!("write `{tag}`"),
                None => "write a language, like `en`, or language and country, like `de-AT`".to_owned(),
            };
            Wrong { message, help }
        };
        let full = icu_locale_core::Locale::try_from_str(text.trim())
            .map_err(|_| refuse(format!("`{text}` is not a language tag")))?;
        if full.id.language.is_unknown() {
            return Err(refuse(format!("`{text}` names no language")));
        }
        if meant::is_slip(&full.id) {
            return Err(refuse(format!("`{text}` is not a language tag that browsers and networks know")));
        }
        let mut likely = full.id.clone();
        LocaleExpander::new_extended().maximize(&mut likely);
        Ok(Self {
            tag: full.id.to_string(),
            og: territory(&likely),
            right_to_left: LocaleDirectionality::new_extended().get(&full.id) == Some(Direction::RightToLeft),
            full,
        })
    }

    /// The tag in its usual spelling, without extensions: `en-GB`. For `lang` and `hreflang`.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The language alone: `en`.
    pub fn language(&self) -> &str {
        self.full.id.language.as_str()
    }

    /// For `dir`: `ltr` or `rtl`.
    pub fn direction(&self) -> &'static str {
        if self.right_to_left { "rtl" } else { "ltr" }
    }

    /// For `og:locale`: language and territory, the likely one where none is given (`en_US` for `en`).
    /// <https://ogp.me/#optional>
    pub fn og(&self) -> &str {
        &self.og
    }

    /// What a country (ISO 3166-1 alpha-2) is called: `Luxembourg`; the code where there is no name.
    pub fn country<'a>(&self, code: &'a str) -> Cow<'a, str> {
        let names = RegionDisplayNames::try_new((&self.full).into(), DisplayNamesOptions::default()).ok();
        let name = names.as_ref().zip(code.parse().ok()).and_then(|(names, region)| names.of(region));
        name.map_or(Cow::Borrowed(code), |name| Cow::Owned(name.to_owned()))
    }

    /// The country of `en-US`.
    pub fn region(&self) -> Option<&str> {
        self.full.id.region.as_ref().map(|region| region.as_str()).filter(|_| self.tag().contains('-'))
    }

    /// The quotation marks of the language, opening and closing.
    pub fn quotes(&self) -> (&'static str, &'static str) {
        let region = self.full.id.region;
        match (self.language(), region.as_ref().map_or("", |region| region.as_str())) {
            ("de" | "fr" | "it" | "rm", "CH" | "LI") => ("«", "»"),
            ("bg" | "cs" | "de" | "dsb" | "et" | "hsb" | "is" | "ka" | "lb" | "lt" | "mk" | "sk" | "sl", _) => {
                ("„", "“")
            }
            ("bs" | "hr" | "hu" | "pl" | "ro" | "sr", _) => ("„", "”"),
            ("fr", _) => ("«\u{202F}", "\u{202F}»"),
            (
                "be" | "ca" | "el" | "es" | "eu" | "fa" | "hy" | "it" | "kk" | "nb" | "nn" | "no" | "ru" | "sq" | "uk",
                _,
            ) => ("«", "»"),
            ("pt", "" | "BR") => ("“", "”"),
            ("pt", _) => ("«", "»"),
            ("fi" | "sv", _) => ("”", "”"),
            ("ja", _) => ("「", "」"),
            ("zh", "TW" | "HK" | "MO") => ("「", "」"),
            ("zh", _) if self.og.ends_with("TW") => ("「", "」"),
            _ => ("“", "”"),
        }
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.tag)
    }
}

fn territory(likely: &LanguageIdentifier) -> String {
    match likely.region {
        Some(region) => format!("{}_{region}", likely.language),
        None => likely.language.to_string(),
    }
}

#[cfg(test)]
mod tests;
