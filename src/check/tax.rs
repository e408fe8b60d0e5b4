//! Words about tax that say another thing than the switch beside them.
//!
//! In: `tax` of the settings. Out: a warning where its text says, in a language of the theme, that tax comes on top while prices
//! contain it, or the other way round. Absent: words that say both, or neither.

use crate::diagnostic::{At, warning};
use crate::path;
use crate::resolve::Resolver;
use crate::shop::settings::Settings;

/// What the tax of a sale is called.
const TAX: [&str; 11] =
    ["tax", "taxes", "vat", "gst", "hst", "mwst", "ust", "mehrwertsteuer", "umsatzsteuer", "tva", "taxe"];
/// Words before the tax that say whether prices contain it.
const BEFORE: [(&str, bool); 19] = [
    ("incl", true),
    ("including", true),
    ("includes", true),
    ("include", true),
    ("inkl", true),
    ("inklusive", true),
    ("einschließlich", true),
    ("enthält", true),
    ("enthalten", true),
    ("plus", false),
    ("excl", false),
    ("excluding", false),
    ("exclude", false),
    ("excludes", false),
    ("zzgl", false),
    ("zuzüglich", false),
    ("exkl", false),
    ("hors", false),
    ("before", false),
];
/// Words behind it that do.
const BEHIND: [(&str, bool); 12] = [
    ("included", true),
    ("enthalten", true),
    ("inbegriffen", true),
    ("incluse", true),
    ("incluses", true),
    ("comprise", true),
    ("comprises", true),
    ("compris", true),
    ("excluded", false),
    ("added", false),
    ("calculated", false),
    ("hinzu", false),
];
/// Words that say both what is meant and how.
const WHOLE: [(&str, bool); 5] =
    [("ttc", true), ("ht", false), ("netto", false), ("nettopreis", false), ("nettopreise", false)];
/// Where tax that is included is added: nobody knows what that says of prices.
const CHECKOUT: &str = "checkout";
const NOT: [&str; 3] = ["not", "nicht", "non"];
/// Words that turn round what others say, or say that both are one.
const OPEN: [&str; 12] = [
    "no",
    "kein",
    "keine",
    "keiner",
    "already",
    "bereits",
    "schon",
    "aucune",
    "sans",
    "brutto",
    "bruttopreis",
    "bruttopreise",
];
/// Words between the two: `zzgl. der gesetzlichen MwSt.`
const BETWEEN: usize = 2;

pub fn tax(settings: &Settings, resolver: &mut Resolver<'_>) {
    let Some((included, text)) = settings.tax.as_ref().and_then(|tax| Some((tax.included, tax.text.as_ref()?))) else {
        return;
    };
    if says_included(text).is_none_or(|said| said == included) {
        return;
    }
    let (message, help) = match included {
        true => (
            format!(
                "`{text}` says that the tax comes on top, and prices contain it where nothing says `included: false`"
            ),
            "write `included: false` beside it; or take `text` out, where prices contain the tax",
        ),
        false => (
            format!("`{text}` says that prices contain the tax, and `included: false` that they do not"),
            "write `included: true`; or take `text` out, where the tax comes on top",
        ),
    };
    resolver.push(warning("tax", message).help(help), At::Value(path!["tax", "text"]));
}

/// Whether a text says that prices contain the tax; nothing where it says neither, or both.
fn says_included(text: &str) -> Option<bool> {
    let lower = text.to_lowercase().replace("value added tax", "vat").replace("value-added tax", "vat");
    if lower.split(|c: char| !c.is_alphanumeric()).any(|word| OPEN.contains(&word)) {
        return None;
    }
    let clauses = lower.split([',', ';', '(', ')', '/', '|', '·', '–', '—', '\n']);
    let mut said = clauses.flat_map(|clause| {
        let words: Vec<&str> = clause.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let later = words.contains(&CHECKOUT);
        let said: Vec<bool> = (0..words.len()).filter_map(|n| says(&words, n)).collect();
        if later && said.contains(&true) { Vec::new() } else { said }
    });
    let first = said.next()?;
    said.all(|other| other == first).then_some(first)
}

/// What one of several words says of the tax beside it.
fn says(words: &[&str], n: usize) -> Option<bool> {
    let of = |list: &[(&str, bool)], word: &str| list.iter().find(|(known, _)| *known == word).map(|(_, said)| *said);
    let other = |word: &&&str| of(&BEFORE, word).is_none() && of(&BEHIND, word).is_none();
    let mut behind = words[n + 1..].iter().take(BETWEEN + 1).take_while(other);
    let mut before = words[..n].iter().rev().take(BETWEEN + 1).take_while(other);
    let tax = |word: &&str| TAX.contains(word);
    let ahead = of(&BEFORE, words[n]).filter(|_| behind.any(tax));
    let after = of(&BEHIND, words[n]).filter(|_| before.any(tax));
    let denied = n > 0 && NOT.contains(&words[n - 1]);
    ahead.or(after).map(|said| said != denied).or_else(|| of(&WHOLE, words[n]))
}

#[cfg(test)]
mod tests {
    use super::says_included;

    #[test]
    fn what_words_say_of_tax() {
        let on_top = [
            "plus sales tax",
            "plus value added tax",
            "excl. VAT",
            "zzgl. der gesetzlichen MwSt.",
            "hors TVA",
            "VAT not included",
            "TVA non comprise",
            "Prix HT",
            "does not include tax",
            "Sales tax is added at checkout",
            "Taxes calculated at checkout",
            "Prices before tax",
            "Preise netto",
            "Nettopreise, MwSt. kommt hinzu",
        ];
        let within = [
            "incl. VAT",
            "incl. value added tax",
            "inkl. 19 % MwSt., zzgl. Versand",
            "TVA comprise",
            "Alle Preise inkl. MwSt. zzgl. Versand",
        ];
        let neither = [
            "VAT not applicable",
            "Gemäß § 19 UStG wird keine Umsatzsteuer ausgewiesen",
            "TVA non applicable, art. 293 B du CGI",
            "incl. VAT in the EU, excl. VAT elsewhere",
            "plus shipping",
            "plus shipping; tax",
            "Tax included at checkout",
            "We include the tax at checkout",
            "Preise ohne MwSt. nach § 19 UStG",
            "No tax is added",
            "Prices include VAT. Duties and import taxes are calculated at checkout",
            "VAT is already added",
            "Keine MwSt. kommt hinzu",
            "Alle Preise sind Bruttopreise (netto auf Anfrage)",
            "Brutto = netto (Kleinunternehmer)",
        ];
        assert!(on_top.iter().all(|text| says_included(text) == Some(false)));
        assert!(within.iter().all(|text| says_included(text) == Some(true)));
        neither.iter().for_each(|text| assert_eq!(says_included(text), None, "{text}"));
    }
}
