//! What a word that is not known was meant to be.

use crate::diagnostic::did_you_mean;

/// Words that others have for a key, and the key.
const KEYS: [(&str, &str); 47] = [
    ("type", "kind"),
    ("interval", "every"),
    ("language", "locale"),
    ("lang", "locale"),
    ("url", "base_url"),
    ("domain", "base_url"),
    ("image", "images"),
    ("photos", "images"),
    ("ean", "gtin"),
    ("barcode", "gtin"),
    ("vendor", "brand"),
    ("excerpt", "summary"),
    ("stripe", "payment_link"),
    ("paypal", "payment_link"),
    ("mail", "email"),
    // As other shops export them.
    ("name", "title"),
    ("compare_at_price", "list_price"),
    ("regular_price", "list_price"),
    ("sale_price", "price"),
    ("quantity", "stock"),
    ("inventory", "stock"),
    ("status", "draft"),
    ("product_type", "collections"),
    ("categories", "collections"),
    ("permalink", "slug"),
    ("handle", "slug"),
    ("body_html", "description"),
    ("short_description", "summary"),
    ("meta_title", "seo"),
    ("meta_description", "seo"),
    ("inventory_quantity", "stock"),
    ("upc", "gtin"),
    ("isbn", "gtin"),
    ("shipping_weight", "weight"),
    ("release_date", "available_on"),
    ("variant price", "price"),
    ("variant sku", "sku"),
    ("variant barcode", "gtin"),
    ("variant grams", "weight"),
    ("variant inventory qty", "stock"),
    ("variant compare at price", "list_price"),
    ("variant image", "image"),
    ("photo", "images"),
    ("picture", "images"),
    ("pictures", "images"),
    // No key is what these are; see [`said`].
    ("published", ""),
    ("dimensions", "details"),
];

/// What to write for keys that have no other name here: the key that it would be written at, the word, and the remedy.
const SAID: [(&str, &str, &str); 14] = [
    ("availability", "preorder", "write `availability: preorder`, and the day on which it arrives as `available_on`"),
    ("list_price", "sale_price", "write what is asked now as `price`, and what was asked before as `list_price`"),
    ("list_price", "tax", TAX),
    ("list_price", "tax_rate", TAX),
    ("list_price", "vat", TAX),
    ("list_price", "vat_rate", TAX),
    (
        "mpn",
        "kind",
        "what is sent in another way, like an e-book, is a product of its own: `kind: digital` in its file",
    ),
    ("unit_price", "contains", UNIT_PRICE),
    ("unit_price", "per", UNIT_PRICE),
    ("draft", "published", "write `draft: true` at what is to wait, and nothing at what is to be seen"),
    ("draft", "visible", "write `draft: true` at what is to wait, and nothing at what is to be seen"),
    ("list_price", "msrp", "what a maker recommends belongs into the text; `list_price` is what was asked here before"),
    ("list_price", "rrp", "what a maker recommends belongs into the text; `list_price` is what was asked here before"),
    ("list_price", "uvp", "what a maker recommends belongs into the text; `list_price` is what was asked here before"),
];

const TAX: &str = "take the line out: `tax:` in shop.yaml says for all products whether prices contain the tax";

const UNIT_PRICE: &str = "write both below `unit_price`: `unit_price: {contains: 500 g, per: 1 kg}`";

/// What is told of a product and is no key: it would be taken for others that are called alike, or for none.
const FACTS: [&str; 34] = [
    "age",
    "allergens",
    "author",
    "burn_time",
    "care",
    "color",
    "colour",
    "content",
    "contents",
    "contributors",
    "depth",
    "edition",
    "fabric",
    "format",
    "height",
    "illustrator",
    "ingredients",
    "language",
    "length",
    "made_in",
    "material",
    "materials",
    "net_weight",
    "origin",
    "pages",
    "pub_date",
    "publication_date",
    "publisher",
    "scent",
    "subtitle",
    "translator",
    "volume",
    "warning",
    "width",
];

/// The same of words that are values.
const VALUES: [(&str, &str); 8] = [
    ("local_pickup", "pickup"),
    ("local pickup", "pickup"),
    ("collection", "pickup"),
    ("collect", "pickup"),
    ("local_delivery", "local"),
    ("virtual", "service"),
    ("downloadable", "digital"),
    ("download", "digital"),
];

/// The key that was meant, of those that are free.
pub(super) fn key<'k>(word: &str, free: &[&'k str]) -> Option<&'k str> {
    let lower = word.to_lowercase();
    let mut other = KEYS.iter().filter(|(theirs, _)| *theirs == lower).peekable();
    // What is known to mean a key that is taken, or not here, means no other.
    if other.peek().is_some() {
        return other.find_map(|(_, ours)| free.iter().copied().find(|key| key == ours));
    }
    did_you_mean(word, free.iter().copied())
}

/// The remedy for a word that means none of the known keys, and something else that is written here.
pub(super) fn said(word: &str, known: &[&str]) -> Option<&'static str> {
    let word = word.to_lowercase();
    SAID.iter().find(|(key, theirs, _)| *theirs == word && known.contains(key)).map(|(.., remedy)| *remedy)
}

/// What to do in place of a key that entries of a list have, and a file of its own does not need: it has a name and a body.
pub(super) fn in_file(guess: &str, known: &[&str]) -> Option<&'static str> {
    match guess {
        "slug" => Some("leave it out: the slug is the file's name"),
        "description" if known.contains(&"slug") => {
            Some("write it below the front matter, and a sentence of it as `summary`")
        }
        _ => None,
    }
}

/// The remedy for a fact of a product that was written as a key of its own.
pub(super) fn fact(word: &str, known: &[&str]) -> Option<String> {
    let lower = word.to_lowercase().replace([' ', '-'], "_");
    // The list of facts is where a merchant names them.
    FACTS.iter().find(|fact| **fact == lower && known.contains(&"details") && !known.contains(fact))?;
    let name = lower.replace('_', " ");
    let name: String = name.chars().take(1).flat_map(char::to_uppercase).chain(name.chars().skip(1)).collect();
    Some(format!("facts like this stand below `details:`, each with a name of your own: `details: {{{name}: …}}`"))
}

/// The value that was meant. Who counts means no other than what is counted: `2 weeks`, `biweekly`.
pub(super) fn value<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let lower = word.to_lowercase();
    let other = VALUES.iter().find(|(theirs, _)| *theirs == lower).map(|(_, ours)| *ours);
    let counts = word.contains(|c: char| c.is_ascii_digit()) || lower.starts_with("bi");
    match known.iter().copied().find(|value| Some(*value) == other) {
        None if counts => None,
        None => did_you_mean(word, known.iter().copied()),
        found => found,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_other_programs() {
        assert_eq!(key("sale_price", &["list_price", "price"]), Some("price"));
        assert_eq!(key("sale_price", &["list_price"]), None);
        assert_eq!(key("regular_price", &["list_price", "price"]), Some("list_price"));
        assert_eq!(key("interval", &["stock"]), None);
        assert_eq!(key("titel", &["title"]), Some("title"));
        assert_eq!(key("Variant Grams", &["weight", "variants"]), Some("weight"));
        assert_eq!((key("published", &["publish_on"]), said("published", &["title"])), (None, None));
        assert!(said("Published", &["draft"]).is_some_and(|said| said.contains("`draft: true`")));
        assert!(said("contains", &["unit_price"]).is_some_and(|said| said.contains("`unit_price: {contains: ")));
        assert!(fact("publication_date", &["details"]).is_some_and(|fact| fact.contains("{Publication date: …}")));
        assert_eq!((fact("author", &["title"]), fact("titel", &["details"])), (None, None));
        assert_eq!(value("local_pickup", &["parcel", "pickup", "local"]), Some("pickup"));
        assert_eq!(value("2 weeks", &["week", "month", "year"]), None);
        assert_eq!(value("weeks", &["week", "month", "year"]), Some("week"));
    }
}
