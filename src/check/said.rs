//! Words that should not be published: texts that only hold a place, and praise of the environment that says nothing.
//!
//! In: the texts of the shop's products, collections, landing and legal pages, once nothing else is wrong. Out: a warning at
//! the first such word of each file. Absent: whether what is said is true.

use std::collections::BTreeSet;
use std::ops::Range;

use rayon::prelude::*;

use super::terms::is_in_eu;
use crate::diagnostic::{At, Diagnostic, Diagnostics, warning};
use crate::shop::Shop;
use crate::shop::page::PageKind;
use crate::source::{FileId, Sources};
use crate::yaml;

/// What editors and theme makers write where the text is still missing.
const PLACEHOLDERS: [&str; 2] = ["lorem ipsum", "dolor sit amet"];

/// And what people write in capitals into pages that they mean to finish.
const UNFINISHED: [&str; 3] = ["to do", "tbd", "fix me"];

/// Claims about the whole of a product, which nothing can prove in general (Directive 2005/29/EC, annex I, points 2a and 4a as
/// of 27 September 2026: <https://eur-lex.europa.eu/eli/dir/2024/825/oj>, recital 9).
const GENERAL: [&str; 34] = [
    "eco-friendly",
    "eco friendly",
    "ecofriendly",
    "environmentally friendly",
    "environment-friendly",
    "climate neutral",
    "climate-neutral",
    "climate positive",
    "climate-positive",
    "climate friendly",
    "carbon neutral",
    "carbon-neutral",
    "co2 neutral",
    "co2-neutral",
    "umweltfreundlich",
    "umweltschonend",
    "klimaneutral",
    "klimafreundlich",
    "klimapositiv",
    "co₂-neutral",
    "respectueux de l’environnement",
    "respectueux de l'environnement",
    "respectueuse de l’environnement",
    "respectueuse de l'environnement",
    "neutre en carbone",
    "neutre pour le climat",
    "écoresponsable",
    "éco-responsable",
    "Éco-responsable",
    "respetuoso con el medio ambiente",
    "rispettoso dell'ambiente",
    "ecosostenibile",
    "milieuvriendelijk",
    "klimaatneutraal",
];

pub fn said(sources: &Sources, shop: &Shop, diagnostics: &mut Diagnostics) {
    if diagnostics.has_errors() {
        return;
    }
    let legal = shop.pages.iter().filter(|page| PageKind::LEGAL.contains(&page.matter.kind));
    let legal: BTreeSet<FileId> = legal.map(|page| page.origin.file).collect();
    let offers = shop.products.iter().map(|product| product.origin.file);
    let mut offers: BTreeSet<FileId> = offers.chain(shop.collections.iter().map(|own| own.origin.file)).collect();
    offers.extend(sources.find("content/home.yaml"));
    for file in legal.union(&offers).copied() {
        unfinished(sources, file, legal.contains(&file), diagnostics);
    }
    // All of the text is looked at, so this is for those whom it concerns.
    if is_in_eu(&shop.settings) {
        let found = offers.into_par_iter().filter_map(|file| general(sources, file));
        diagnostics.list.par_extend(found);
    }
}

/// A text that is still to come says so at its beginning.
fn unfinished(sources: &Sources, file: FileId, legal: bool, diagnostics: &mut Diagnostics) {
    /// Bytes of it.
    const BEGINNING: usize = 400;
    let Some(text) = sources.text(file) else { return };
    let start = yaml::split(text).map_or(0, |parts| parts.body_start);
    let beginning = within(text, start, BEGINNING);
    let placeholder = first(beginning, &PLACEHOLDERS).map(|span| start + span.start..start + span.end);
    let mark =
        || UNFINISHED.iter().filter(|_| legal).find_map(|mark| word(text, &mark.to_uppercase().replace(' ', "")));
    let Some(span) = placeholder.or_else(mark) else { return };
    let finding = warning("placeholder", format!("`{}` stands where a text is to come", &text[span.clone()]));
    let help = "write the text, or keep the file back with `draft: true`";
    diagnostics.push(finding.help(help).at(file, At::Bytes(span)));
}

/// So many bytes of a text from a place on, as whole characters.
fn within(text: &str, start: usize, bytes: usize) -> &str {
    let end = (start + bytes).min(text.len());
    let end = (start..=end).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(start);
    &text[start..end]
}

fn general(sources: &Sources, file: FileId) -> Option<Diagnostic> {
    let text = sources.text(file)?;
    let span = first(text, &GENERAL)?;
    let claim = &text[span.clone()];
    let message = format!("`{claim}` is a general claim, which the EU forbids where nothing proves it");
    let help = "say what is so, like `packed in recycled cardboard`, and how you know; or take it out";
    Some(warning("green-claim", message).help(help).at(file, At::Bytes(span)))
}

/// The first of some words, in letters of any case; each begins as a word does.
fn first(text: &str, words: &[&str]) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let letter = |byte: u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
    let mut inside = false;
    for (at, byte) in bytes.iter().copied().enumerate() {
        let begins = !inside && letter(byte);
        inside = letter(byte);
        if !begins {
            continue;
        }
        let here = |word: &&&str| {
            word.as_bytes()[0] == byte.to_ascii_lowercase()
                && bytes.get(at..at + word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word.as_bytes()))
        };
        if let Some(word) = words.iter().find(here)
            && !is_denied(&text[..at])
        {
            // With the ending that it has in its sentence.
            let rest = &text[at + word.len()..];
            let ending = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
            return Some(at..at + word.len() + ending);
        }
    }
    None
}

/// Whether what comes before a word denies it, or only names it.
fn is_denied(before: &str) -> bool {
    const DENYING: [&str; 10] = ["not", "no", "never", "nicht", "kein", "keine", "pas", "non", "niet", "geen"];
    let mut words = before.trim_end().rsplit(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(2);
    let named = before.ends_with(['„', '“', '"', '«', '\'', '/', '-', '`']) || before.ends_with("« ");
    named || words.any(|word| DENYING.contains(&word.to_lowercase().as_str()))
}

/// A mark that waits for something: `[TBD]`, `TBD: …`, or alone on its line.
fn word(text: &str, word: &str) -> Option<Range<usize>> {
    text.match_indices(word).find_map(|(at, _)| {
        let end = at + word.len();
        let line = text[..at].rsplit('\n').next().unwrap_or_default();
        let alone = line.trim().is_empty() && text[end..].lines().next().is_none_or(|rest| rest.trim().is_empty());
        let before = line.is_empty() || line.ends_with([' ', '[', '(']);
        (alone || before && text[end..].starts_with([':', ']'])).then_some(at..end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_letters_of_any_case() {
        assert_eq!(first("Ganz Klimaneutral, umweltfreundlich", &GENERAL), Some(5..17));
        assert_eq!(first("Une maison Éco-Responsable", &GENERAL), Some(11..27));
        assert_eq!(first("Ganzklimaneutral", &GENERAL), None);
        assert_eq!(first("Packed in paper", &GENERAL), None);
        assert_eq!(first("Das umweltfreundliche Haus", &GENERAL), Some(4..21));
        let denied = [
            "Nicht klimaneutral",
            "We are not carbon neutral",
            "Was heißt „klimaneutral“?",
            "/klimaneutral-studie.pdf",
        ];
        assert!(denied.iter().all(|text| first(text, &GENERAL).is_none()));
        assert_eq!(word("TBDs, and TBD: address", "TBD"), Some(10..13));
        assert_eq!(word("[TBD]", "TBD"), Some(1..4));
        assert_eq!(word("stbd tbd, TBD Ltd", "TBD"), None);
    }
}
