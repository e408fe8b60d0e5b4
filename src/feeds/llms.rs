//! The shop for language models, in Markdown: what is sold, at which price, on which terms, and where to read on.

use std::fmt::Write as _;

use super::Feed;
use super::markdown::{escape, target};
use crate::shop::Product;
use crate::view::head::shorten;
use crate::view::{View, path};

pub const FEED: Feed = Feed { name: "llms", path: "/llms.txt", spec: "https://llmstxt.org/", write };

/// More than these belong on the list itself: the file must stay short enough to be read at once.
const PRODUCTS: usize = 200;
const QUESTIONS: usize = 50;
const POSTS: usize = 50;
/// Characters of a summary or an answer.
const NOTE: usize = 200;

fn write(view: &View<'_>) -> Option<Vec<u8>> {
    let settings = &view.shop.settings;
    let mut out = format!("# {}\n", escape(&settings.name));
    if let Some(tagline) = &settings.tagline {
        let _ = write!(out, "\n> {}\n", escape(tagline));
    }
    if let Some(description) = &settings.description {
        let _ = write!(out, "\n{}\n", escape(description));
    }
    terms(view, &mut out);
    products(view, &mut out);
    collections(view, &mut out);
    pages(view, &mut out);
    questions(view, &mut out);
    posts(view, &mut out);
    Some(out.into_bytes())
}

/// Currency and tax, delivery, returns, contact.
fn terms(view: &View<'_>, out: &mut String) {
    let contact = view.shop.settings.contact.as_ref();
    let contact = contact.and_then(|contact| contact.email.as_deref().or(contact.phone.as_deref()));
    let prices: Vec<&str> = [Some(view.shop.currency.code()), view.tax_line()].into_iter().flatten().collect();
    let facts = [
        Some(view.pair(view.t("filter_price"), &prices.join(", "))),
        view.shipping_line(),
        view.returns_line().map(str::to_owned),
        contact.map(|contact| view.pair(view.t("contact"), contact)),
    ];
    out.push('\n');
    for fact in facts.into_iter().flatten() {
        let _ = writeln!(out, "- {}", escape(&fact));
    }
}

fn products(view: &View<'_>, out: &mut String) {
    let products = &view.shop.products;
    if products.is_empty() {
        return;
    }
    section(view.t("all_products"), out);
    for product in products.iter().take(PRODUCTS) {
        let note =
            [Some(price(view, product)), Some(view.availability(product, product.offer()).text), summary(product)];
        let note: Vec<String> = note.into_iter().flatten().collect();
        link(view, &product.matter.title, &path::product(&product.slug), Some(&sentences(&note)), out);
    }
    if products.len() > PRODUCTS {
        let count = view.count("products_count", products.len() as u64);
        link(view, view.t("all_products"), path::PRODUCTS, Some(&count), out);
    }
}

/// Facts one after another; some end in a dot of their own, like `12 kr.`.
fn sentences(facts: &[String]) -> String {
    let last = facts.len().saturating_sub(1);
    let open = |(n, fact): (usize, &'_ String)| match fact.strip_suffix('.') {
        Some(open) if n < last => open.to_owned(),
        _ => fact.clone(),
    };
    facts.iter().enumerate().map(open).collect::<Vec<_>>().join(". ")
}

fn price(view: &View<'_>, product: &Product) -> String {
    let price = view.list_price(product);
    let from = if price.from { Some(view.t("price_from").to_owned()) } else { None };
    let beside = price.unit.map(|unit| format!("({unit})"));
    let parts: Vec<String> = [from, Some(price.text), price.interval, beside].into_iter().flatten().collect();
    parts.join(" ")
}

fn summary(product: &Product) -> Option<String> {
    let text = product.matter.summary.as_deref().unwrap_or(&product.body.text);
    Some(shorten(text, NOTE)).filter(|text| !text.is_empty())
}

fn collections(view: &View<'_>, out: &mut String) {
    if view.shop.collections.is_empty() {
        return;
    }
    section(view.t("collections"), out);
    for collection in &view.shop.collections {
        let matter = &collection.matter;
        link(view, &matter.title, &path::collection(&collection.slug), matter.summary.as_deref(), out);
    }
}

fn pages(view: &View<'_>, out: &mut String) {
    if view.shop.pages.is_empty() {
        return;
    }
    section(view.t("pages"), out);
    for page in &view.shop.pages {
        link(view, &page.matter.title, &path::page(&page.slug), page.matter.summary.as_deref(), out);
    }
}

fn questions(view: &View<'_>, out: &mut String) {
    if !view.paths.faq {
        return;
    }
    section(view.t("faq"), out);
    link(view, view.t("faq"), path::FAQ, None, out);
    for question in view.shop.faq.iter().flat_map(|group| &group.questions).take(QUESTIONS) {
        let anchor = format!("{}#{}", path::FAQ, question.id);
        link(view, &question.question, &anchor, Some(&question.answer.text), out);
    }
}

fn posts(view: &View<'_>, out: &mut String) {
    if !view.paths.journal {
        return;
    }
    section(view.t("journal"), out);
    for post in view.shop.posts.iter().take(POSTS) {
        link(view, &post.matter.title, &path::post(&post.slug), post.matter.summary.as_deref(), out);
    }
}

fn section(title: &str, out: &mut String) {
    let _ = write!(out, "\n## {}\n\n", escape(title));
}

fn link(view: &View<'_>, title: &str, path: &str, note: Option<&str>, out: &mut String) {
    let _ = write!(out, "- [{}]({})", escape(title), target(&view.base.absolute(path)));
    if let Some(note) = note.map(|note| shorten(note, NOTE * 2)).filter(|note| !note.is_empty()) {
        let _ = write!(out, ": {}", escape(&note));
    }
    out.push('\n');
}
