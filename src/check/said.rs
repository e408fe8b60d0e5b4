//! Words that should not be published: texts that only hold a place, and praise of the environment that says nothing.
//!
//! In: the texts of the shop's products, collections, landing and legal pages, once nothing else is wrong. Out: a warning at
//! the first such word of each file. Absent: whether what is said is true.

use std::ops::Range;

use super::terms::{is_in_eu, sends_to_eu};
use crate::diagnostic::{At, Diagnostics, warning};
use crate::shop::Shop;
use crate::shop::page::PageKind;
use crate::source::{FileId, Sources};

/// What editors and theme makers write where the text is still missing.
const PLACEHOLDERS: [&str; 2] = ["lorem ipsum", "dolor sit amet"];

/// And what people write into pages that they mean to finish.
const UNFINISHED: [&str; 4] = ["TODO", "TBD", "XXX", "FIXME"];

/// Claims about the whole of a product, which nothing can prove in general (Directive 2005/29/EC, annex I, points 2a and 4a as
/// of 27 September 2026: <https://eur-lex.europa.eu/eli/dir/2024/825/oj>, recital 9).
const GENERAL: [&str; 33] = [
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
    let legal: Vec<FileId> = legal.map(|page| page.origin.file).collect();
    let offers = shop.products.iter().map(|product| product.origin.file);
    let mut offers: Vec<FileId> = offers.chain(shop.collections.iter().map(|own| own.origin.file)).collect();
    offers.extend(sources.find("content/home.yaml"));
    offers.dedup();
    for file in legal.iter().chain(&offers).copied() {
        unfinished(sources, file, legal.contains(&file), diagnostics);
    }
    if is_in_eu(shop) || sends_to_eu(shop) {
        offers.into_iter().for_each(|file| general(sources, file, diagnostics));
    }
}

fn unfinished(sources: &Sources, file: FileId, legal: bool, diagnostics: &mut Diagnostics) {
    let Some(text) = sources.text(file) else { return };
    let marks = UNFINISHED.iter().filter(|_| legal).find_map(|mark| word(text, mark));
    let Some(span) = first(text, &PLACEHOLDERS).or(marks) else { return };
    let finding = warning("placeholder", format!("`{}` stands where a text is to come", &text[span.clone()]));
    let help = "write the text, or keep the file back with `draft: true`";
    diagnostics.push(finding.help(help).at(file, At::Bytes(span)));
}

fn general(sources: &Sources, file: FileId, diagnostics: &mut Diagnostics) {
    let Some(text) = sources.text(file) else { return };
    let Some(span) = first(text, &GENERAL) else { return };
    let claim = &text[span.clone()];
    let message = format!("`{claim}` is a general claim, which the EU forbids where nothing proves it");
    let help = "say what is so, like `packed in recycled cardboard`, and how you know; or take it out";
    diagnostics.push(warning("green-claim", message).help(help).at(file, At::Bytes(span)));
}

/// The first of some words, in letters of any case.
fn first(text: &str, words: &[&str]) -> Option<Range<usize>> {
    // Letters of these languages take as many bytes in lower case; where others do not, places would be wrong.
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    let found = words.iter().filter_map(|word| lower.find(word).map(|at| at..at + word.len()));
    let span = found.min_by_key(|span| span.start)?;
    text.is_char_boundary(span.start).then_some(span).filter(|span| text.is_char_boundary(span.end))
}

/// A word as it stands, not as a part of another.
fn word(text: &str, word: &str) -> Option<Range<usize>> {
    let letter = |c: char| c.is_alphanumeric();
    text.match_indices(word).find_map(|(at, _)| {
        let end = at + word.len();
        let alone = !text[..at].ends_with(letter) && !text[end..].starts_with(letter);
        alone.then_some(at..end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_letters_of_any_case() {
        assert_eq!(first("Ganz Klimaneutral, umweltfreundlich", &GENERAL), Some(5..17));
        assert_eq!(first("Une maison Éco-Responsable", &GENERAL), Some(11..27));
        assert_eq!(first("Packed in paper", &GENERAL), None);
        assert_eq!(word("TODOs, and TODO: address", "TODO"), Some(11..15));
        assert_eq!(word("methodologie todo", "TODO"), None);
    }
}
