//! Templates: loaded once, then one page at a time.
//!
//! What pages share (words, the site, header and footer, each product's card) is made once and kept.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

use super::{findings, french};
use crate::check::Site;
use crate::diagnostic::Diagnostic;
use crate::markdown::escape_sentence;
use crate::pages::{self, Cards, Page, Section, card};
use crate::plan::Plan;
use crate::shop::locale::Formats;
use crate::source::{FileId, Sources};
use crate::theme::Strings;
use crate::view::site::{AssetsView, SiteView};
use crate::view::{CardView, View};

/// Bytes of room for a page, so that most are written without growing it.
const PAGE: usize = 32 << 10;

pub struct Templates {
    tera: Tera,
    files: BTreeMap<String, FileId>,
    /// The header without a current entry, and with each entry as the current one.
    headers: Vec<(Option<String>, Value)>,
    footer: Value,
    cart: Value,
    links: Value,
    /// Each product's card, made when the first page shows it.
    cards: Vec<OnceLock<Value>>,
    is_french: bool,
}

impl Templates {
    /// Loads the templates of a theme.
    ///
    /// # Errors
    /// Findings in templates.
    pub fn new(sources: &Sources, site: &Site, plan: &Plan) -> Result<Templates, Vec<Diagnostic>> {
        let files: BTreeMap<String, FileId> = site.theme.templates.iter().cloned().collect();
        let mut tera = Tera::default();
        let failed = |error: &tera::Error| findings::loading(error, &files, sources);
        tera.set_fallback_prefixes(["site/", "builtin/"]).map_err(|error| failed(&error))?;
        tera.register_function("t", words(site));
        tera.register_filter("code", code);
        let texts = site.theme.templates.iter().filter_map(|(name, id)| Some((name.as_str(), sources.text(*id)?)));
        tera.add_raw_templates(texts).map_err(|error| failed(&error))?;
        let view = site.view();
        let assets = AssetsView {
            css: site.base.path(&plan.assets.css),
            home: Some(&plan.assets.home)
                .filter(|home| !home.is_empty())
                .map_or_else(String::new, |home| site.base.path(home)),
            js: site.base.path(&plan.assets.js),
            font: site.base.path(&plan.assets.font),
        };
        let site_view = view.site(assets);
        let globals = tera.global_context();
        globals.insert_value("s", value(&view.words()));
        globals.insert_value("site", value(&site_view));
        let cards = site.shop.products.iter().map(|_| OnceLock::new()).collect();
        let none = Value::none;
        let is_french = site.shop.locale.language() == "fr";
        let mut templates = Templates {
            tera,
            files,
            headers: Vec::new(),
            footer: none(),
            cart: none(),
            links: none(),
            cards,
            is_french,
        };
        templates.shared(&site_view).map_err(|finding| vec![finding])?;
        Ok(templates)
    }

    fn shared(&mut self, site: &SiteView) -> Result<(), Diagnostic> {
        self.footer = self.part("partials/footer.html", &Context::new())?;
        self.cart = self.part("partials/cart.html", &Context::new())?;
        self.links = self.part("partials/links.html", &Context::new())?;
        self.headers = self.headers(site)?;
        Ok(())
    }

    fn headers(&self, site: &SiteView) -> Result<Vec<(Option<String>, Value)>, Diagnostic> {
        let mut headers = vec![(None, self.part("partials/header.html", &Context::new())?)];
        for n in 0..site.header.len() {
            let mut current = site.clone();
            current.header[n].current = true;
            let mut context = Context::new();
            context.insert_value("site", value(&current));
            headers.push((Some(site.header[n].url.clone()), self.part("partials/header.html", &context)?));
        }
        Ok(headers)
    }

    fn part(&self, name: &str, context: &Context) -> Result<Value, Diagnostic> {
        let html = self.tera.render(name, context).map_err(|error| findings::rendering(&error, &self.files))?;
        Ok(Value::safe_string(&html))
    }

    /// Renders one page.
    ///
    /// # Errors
    /// What is wrong with a template.
    pub fn page(&self, site: &Site, view: &View<'_>, page: &Page) -> Result<Vec<u8>, Diagnostic> {
        let card = card::card(view, &site.home, page);
        let card = card.file(view).map(|file| CardView { file, alt: card.alt });
        let view = &View { card: card.as_ref(), ..*view };
        let sections = if *page == Page::Home { self.sections(site, view)? } else { Vec::new() };
        let ready = pages::page(view, &site.home, page, &sections);
        let mut context = Context::new();
        let url = ready.page.get_from_path("url").and_then(Value::as_str).unwrap_or_default();
        context.insert_value("header", self.header(url));
        context.insert_value("footer", self.footer.clone());
        context.insert_value("cart", self.cart.clone());
        context.insert_value("links", self.links.clone());
        context.insert_value("cards", self.cards(view, &ready.cards)?);
        context.insert_value("head", value(&ready.head));
        context.insert_value("page", ready.page);
        let mut html = Vec::with_capacity(PAGE);
        let made = self.tera.render_to(ready.template, &context, &mut html);
        made.map_err(|error| findings::rendering(&error, &self.files))?;
        Ok(if self.is_french { french(html) } else { html })
    }

    fn cards(&self, view: &View<'_>, cards: &Cards) -> Result<Value, Diagnostic> {
        let mut made = Vec::with_capacity(cards.products.len());
        for (place, n) in cards.products.iter().enumerate() {
            made.push(if place < cards.eager { self.card(view, *n, true)? } else { self.lazy_card(view, *n)? });
        }
        Ok(Value::from(made))
    }

    fn lazy_card(&self, view: &View<'_>, n: usize) -> Result<Value, Diagnostic> {
        if let Some(card) = self.cards[n].get() {
            return Ok(card.clone());
        }
        let card = self.card(view, n, false)?;
        Ok(self.cards[n].get_or_init(|| card).clone())
    }

    fn card(&self, view: &View<'_>, n: usize, eager: bool) -> Result<Value, Diagnostic> {
        let mut context = Context::new();
        context.insert_value("card", value(&view.card(&view.shop.products[n])));
        context.insert_value("eager", Value::from(eager));
        self.part("partials/card.html", &context)
    }

    /// The header in which the nearest entry above the page is the current one.
    fn header(&self, url: &str) -> Value {
        let fits = |entry: &&(Option<String>, Value)| entry.0.as_ref().is_none_or(|own| url.starts_with(own.as_str()));
        let longest = self.headers.iter().filter(fits).max_by_key(|(own, _)| own.as_ref().map_or(0, String::len));
        longest.map_or_else(Value::none, |(_, header)| header.clone())
    }

    fn sections(&self, site: &Site, view: &View<'_>) -> Result<Vec<Section>, Diagnostic> {
        let mut rendered = Vec::with_capacity(site.home.sections.len());
        let shown = site.home.sections.iter().enumerate().filter(|(_, section)| !section.is_empty(view));
        for (n, section) in shown {
            let mut context = Context::new();
            context.insert_value("section", value(&section.view(view, n)));
            let name = format!("sections/{}.html", section.name());
            let html = self.tera.render(&name, &context).map_err(|error| findings::rendering(&error, &self.files))?;
            rendered.push(Section { kind: section.name(), id: section.id(n), html });
        }
        Ok(rendered)
    }
}

fn french(html: Vec<u8>) -> Vec<u8> {
    match String::from_utf8(html) {
        Ok(html) => french::spaced(&html).into_bytes(),
        Err(other) => other.into_bytes(),
    }
}

fn value<T: serde::Serialize>(view: &T) -> Value {
    Value::try_from_serializable(view).unwrap_or_else(|_| Value::none())
}

/// A sentence, in which what stands between backticks is code.
pub fn code(sentence: &str, _: Kwargs, _: &State<'_>) -> Value {
    Value::safe_string(&escape_sentence(sentence))
}

/// `t(key="items", count=3)`: a word of the theme with its placeholders, in the plural form of `count`.
fn words(site: &Site) -> impl Fn(Kwargs, &State<'_>) -> TeraResult<String> + Send + Sync + 'static {
    let strings: Arc<Strings> = Arc::new(site.theme.strings.clone());
    let formats = Formats::new(&site.shop.locale, site.shop.currency).counting_in(&strings.language);
    move |arguments, _| {
        let key = arguments.must_get::<&str>("key")?;
        let count = arguments.get::<i64>("count")?;
        let values: Vec<(String, String)> = arguments
            .iter()
            .filter_map(|(name, value)| {
                let text = match value.as_i64() {
                    Some(number) => formats.integer(number),
                    None => value.to_string(),
                };
                Some((name.as_str()?.to_owned(), text))
            })
            .collect();
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        Ok(match count {
            Some(count) => strings.plural(key, formats.plural(count.unsigned_abs()), &values),
            None => strings.fill(key, &values),
        })
    }
}
