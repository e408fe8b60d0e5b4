//! What a word of a site's own lost on its way from the theme's: the value it is there for, its letters, a form of its language.
//!
//! Absent: values that a sentence may do without, as `one day` does without its number.

use std::collections::BTreeSet;

use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};

use super::{OTHER, Words, placeholders};
use crate::diagnostic::{Diagnostic, warning};

/// Values without which an order, or what is told of a price, says nothing.
const NEEDED: [&str; 7] = ["amount", "cost", "price", "quantity", "reference", "shipping", "total"];

/// Words that stand alone on what is pressed.
const BUTTONS: [&str; 22] = [
    "add_to_cart",
    "cart_browse",
    "cart_clear",
    "cart_close",
    "cart_remove",
    "cart_undo",
    "cart_view",
    "checkout_email",
    "checkout_payment_link",
    "checkout_whatsapp",
    "copy_link",
    "filter_reset",
    "filter_show",
    "menu",
    "menu_close",
    "newsletter_button",
    "order",
    "play",
    "preorder",
    "search_submit",
    "share_with",
    "show_more",
];

impl Words {
    /// A value that the theme's word has and this one has not in each of its forms, or a button without letters.
    pub(super) fn lost(&self, key: &str, other: &Words) -> Option<Diagnostic> {
        let (theirs, own) = (self.texts(), other.texts());
        let everywhere =
            |texts: &[&str], value: &str| texts.iter().all(|text| placeholders(text).any(|name| name == value));
        let order = if key == "order_line" { Some("title") } else { None };
        let needed = NEEDED.into_iter().chain(order);
        if let Some(value) = needed.filter(|value| everywhere(&theirs, value)).find(|value| !everywhere(&own, value)) {
            let finding = warning("placeholder", format!("`{key}` has lost its `{{{value}}}`, so nobody is told it"));
            let example = theirs.last().copied().unwrap_or_default();
            return Some(finding.help(format!("put `{{{value}}}` where it belongs, as in `{example}`")));
        }
        let empty = BUTTONS.contains(&key) && own.iter().any(|text| text.trim().is_empty());
        empty.then(|| warning("blank", format!("`{key}` is empty, so a button has no words")).help("write its words"))
    }

    /// Forms that whole numbers have in a language, and this word has not; a word of one form has it for all.
    pub(super) fn unformed(&self, key: &str, language: &str) -> Option<Diagnostic> {
        let Words::Plural(forms) = self else { return None };
        let needed = forms_of(language);
        let missing: Vec<&str> = needed.into_iter().filter(|form| !forms.contains_key(*form)).collect();
        if forms.len() < 2 || !forms.contains_key(OTHER) || missing.is_empty() {
            return None;
        }
        let message = format!("`{key}` lacks forms that numbers have in `{language}`: {}", missing.join(", "));
        let help = missing.iter().map(|form| format!("`{form}: …`")).collect::<Vec<_>>().join(" and ");
        Some(warning("plural-form", message).help(format!("add {help} beside `{OTHER}`")))
    }
}

/// Plural categories of the whole numbers that shops count, but for the last one, which every word has.
fn forms_of(language: &str) -> BTreeSet<&'static str> {
    const COUNTED: u32 = 200;
    let locale = Locale::try_from_str(language).ok();
    let Some(rules) = locale.and_then(|locale| PluralRules::try_new_cardinal((&locale).into()).ok()) else {
        return BTreeSet::new();
    };
    let name = |count: u32| match rules.category_for(count) {
        PluralCategory::Zero => Some("zero"),
        PluralCategory::One => Some("one"),
        PluralCategory::Two => Some("two"),
        PluralCategory::Few => Some("few"),
        PluralCategory::Many => Some("many"),
        PluralCategory::Other => None,
    };
    (0..=COUNTED).filter_map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str) -> Words {
        Words::One(text.to_owned())
    }

    fn forms(forms: &[&str]) -> Words {
        Words::Plural(forms.iter().map(|form| ((*form).to_owned(), "{count}".to_owned())).collect())
    }

    #[test]
    fn values_that_a_word_is_there_for() {
        let line = word("{quantity} × {title} ({sku}) {price}");
        assert!(
            line.lost("order_line", &word("{quantity} × {title}")).is_some_and(|told| told.message.contains("price"))
        );
        assert!(line.lost("order_line", &word("{quantity} × {price}")).is_some());
        assert!(line.lost("order_line", &word("{quantity} {title}: {price}")).is_none());
        assert!(forms(&["one", "other"]).lost("minutes", &word("some")).is_none());
        assert!(word("Add").lost("add_to_cart", &word(" ")).is_some_and(|told| told.code == "blank"));
        assert!(word("incl. VAT").lost("tax_included", &word("")).is_none());
    }

    #[test]
    fn forms_of_whole_numbers() {
        assert_eq!(forms_of("pl").into_iter().collect::<Vec<_>>(), ["few", "many", "one"]);
        assert_eq!(forms_of("fr").into_iter().collect::<Vec<_>>(), ["one"]);
        assert!(forms_of("ja").is_empty());
        let told = forms(&["one", "other"]).unformed("products_count", "pl").unwrap();
        assert!(told.message.ends_with("few, many"), "{}", told.message);
        assert!(forms(&["one", "few", "many", "other"]).unformed("products_count", "pl").is_none());
        assert!(forms(&["other"]).unformed("products_count", "pl").is_none());
        assert!(forms(&["one", "other"]).unformed("products_count", "de").is_none());
    }
}
