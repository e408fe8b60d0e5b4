//! Sources → the checked site, and everything that is wrong with them.
//!
//! In: all files. Out: a [`Site`] with references resolved, as far as the content allows; findings for every file,
//! never only the first. A file that did not decode is still known by its name, so that nothing that refers to it
//! complains as well. Absent: links between pages, which need the plan.

mod campaigns;
mod content;
mod faults;
mod hints;
mod products;
mod read;
mod reads;
mod settings;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::diagnostic::{At, Diagnostic, Diagnostics, error, warning};
use crate::markdown::Quotes;
use crate::memo::Memo;
use crate::options::Options;
use crate::report;
use crate::resolve::{Kind, Names, Reference, Resolver};
use crate::scalar::BaseUrl;
use crate::scalar::CardFormats;
use crate::sections::Home;
use crate::shop::locale::{Formats, Locale};
use crate::shop::settings::Settings;
use crate::shop::{Media, Shop};
use crate::source::{FileId, Sources};
use crate::theme::{self, CardSet, Theme};
use crate::view::once::Once;
use crate::view::{Paths, View};
use read::Read;
pub use reads::Reads;

/// Everything that a site is made from.
pub struct Site {
    pub shop: Shop,
    pub home: Home,
    pub theme: Theme,
    pub base: BaseUrl,
    pub formats: Formats,
    pub today: Date,
    /// Links to pages of the shop, to be looked up in the plan.
    pub references: Vec<Reference>,
    /// Paths below `content/` of the photos that pages show.
    pub shown: BTreeSet<String>,
    pub memo: Arc<dyn Memo>,
    pub cards: Option<CardSet>,
    /// report.yaml, when there is one and nothing in it is wrong.
    pub report: Option<(FileId, Box<report::settings::Settings>)>,
    once: Once,
}

impl Site {
    pub fn view(&self) -> View<'_> {
        View {
            shop: &self.shop,
            base: &self.base,
            strings: &self.theme.strings,
            formats: &self.formats,
            today: self.today,
            paths: Paths::of(&self.shop),
            once: &self.once,
            memo: &*self.memo,
            cards: self.cards.as_ref(),
            card: None,
        }
    }
}

/// What all files of a site share while they are checked.
struct Scope<'a> {
    sources: &'a Sources,
    base: &'a BaseUrl,
    quotes: Quotes,
    media: &'a BTreeMap<String, Media>,
    names: &'a Names,
    options: &'a Options,
    /// `None` while `shop.yaml` cannot be read.
    settings: Option<&'a Settings>,
}

impl<'a> Scope<'a> {
    fn resolver(&self, file: FileId, page: Option<String>) -> Resolver<'a> {
        Resolver {
            sources: self.sources,
            base: self.base,
            quotes: self.quotes,
            media: self.media,
            names: self.names,
            file,
            page,
            diagnostics: Diagnostics::default(),
            references: Vec::new(),
        }
    }
}

/// Checks everything; `None` when there is no shop to speak of.
pub fn check(sources: &Sources, options: &Options, diagnostics: &mut Diagnostics) -> Option<Site> {
    site(sources, options, None, diagnostics)
}

/// The same, where only files are read that are other than the last time.
pub fn check_again(
    sources: &Sources,
    options: &Options,
    reads: &mut Reads,
    diagnostics: &mut Diagnostics,
) -> Option<Site> {
    site(sources, options, Some(reads), diagnostics)
}

fn site(
    sources: &Sources,
    options: &Options,
    mut reads: Option<&mut Reads>,
    diagnostics: &mut Diagnostics,
) -> Option<Site> {
    let mut media = content::media(sources, options, diagnostics);
    let settings = settings::read(sources, options, diagnostics);
    let base = settings.as_ref().map_or_else(fallback, |settings| settings.base_url.clone());
    let no_names = Names::default();
    let quotes =
        settings.as_ref().and_then(|settings| Locale::parse(&settings.locale).ok()).map_or(Quotes::ENGLISH, |locale| {
            let (open, close) = locale.quotes();
            Quotes { open, close }
        });
    let written = settings.clone();
    let scope =
        Scope { sources, base: &base, quotes, media: &media, names: &no_names, options, settings: written.as_ref() };
    let files: Vec<FileId> = sources.below("content/").map(|(id, _)| id).collect();
    let mut references = Vec::new();
    let mut nouns = Vec::new();
    let read: Vec<Read> = match &mut reads {
        Some(reads) => reads.all(&scope, &files),
        None => files.par_iter().filter_map(|id| read::read(&scope, *id)).collect(),
    };
    for read in read {
        diagnostics.list.extend(read.diagnostics.list);
        references.extend(read.references);
        nouns.extend(read.written);
    }
    let mut settings = settings?;
    let locale = match Locale::parse(&settings.locale) {
        Ok(locale) => locale,
        Err(message) => {
            let finding =
                error("locale", message).help("write a language, like `en`, or language and country, like `de-AT`");
            diagnostics.push(finding.at(settings::file(sources)?, At::Value(crate::path!["locale"])));
            return None;
        }
    };
    let mut found = content::Found::sort(nouns, options);
    let names = found.names();
    let scope = Scope { names: &names, ..scope };
    let (findings, links) = settings::check(&scope, &mut settings);
    diagnostics.list.extend(findings.list);
    references.extend(links);
    let theme_name = settings.theme.name.clone();
    let theme = theme(sources, &theme_name, &locale, diagnostics)?;
    settings.cards = options.cards.unwrap_or(settings.cards);
    let avif = settings.images.avif;
    let wanted = settings.cards != CardFormats::None;
    let cards = wanted.then(|| theme::card_set(sources, &theme, &settings.theme, diagnostics)).flatten();
    let home = content::home(&scope, &mut found, diagnostics, &mut references);
    let campaigns = campaigns::campaigns(&scope, &mut found, &settings, diagnostics, &mut references);
    let report = campaigns::report(&scope, &mut found, &campaigns, diagnostics);
    let ties = reads.map(|reads| &mut reads.ties);
    let shop = found.shop(&scope, settings, locale, ties, diagnostics, &mut references);
    hints::hints(&shop, diagnostics);
    let formats = Formats::new(&shop.locale, shop.currency);
    let shown = photos(&mut references, &mut media, avif, diagnostics);
    let shop = Shop { media, campaigns, ..shop };
    let (today, memo, once) = (options.today, options.memo.clone(), Once::default());
    Some(Site { shop, home, theme, base, formats, today, references, shown, memo, cards, report, once })
}

/// The photos that pages show, taken out of the references; each with its focus, which counts wherever it is shown.
fn photos(
    references: &mut Vec<Reference>,
    media: &mut BTreeMap<String, Media>,
    avif: bool,
    diagnostics: &mut Diagnostics,
) -> BTreeSet<String> {
    if avif {
        let photos = media.values_mut().filter_map(|media| Arc::get_mut(media.photo.as_mut()?));
        photos.for_each(|photo| photo.avif = true);
    }
    let mut shown = BTreeSet::new();
    for reference in references.extract_if(.., |reference| reference.kind != Kind::Page) {
        let photo = media.get_mut(&reference.target).and_then(|media| media.photo.as_mut()).and_then(Arc::get_mut);
        if let (Some(photo), Kind::Photo(Some(focus))) = (photo, reference.kind) {
            if photo.focus.is_some_and(|other| other != focus) {
                let finding = warning("focus", format!("`{}` has another `focus` elsewhere", reference.target));
                let finding = finding.help("write it in one place: it counts wherever the photo is shown");
                diagnostics.push(Diagnostic { place: Some(reference.place), ..finding });
            }
            photo.focus = Some(focus);
        }
        shown.insert(reference.target);
    }
    shown
}

/// Stands in while `shop.yaml` cannot be read, so that the other files are still looked at.
fn fallback() -> BaseUrl {
    BaseUrl { origin: "https://shop.example".to_owned(), root: "/".to_owned() }
}

fn theme(sources: &Sources, name: &str, locale: &Locale, diagnostics: &mut Diagnostics) -> Option<Theme> {
    if !theme::exists(sources, name) {
        let help = format!("use the built-in theme `{}`, or put one below `themes/{name}/`", theme::BASE);
        let finding = error("unknown-theme", format!("there is no theme `{name}`")).help(help);
        diagnostics.push(finding.at(settings::file(sources)?, At::Value(crate::path!["theme", "name"])));
        return None;
    }
    let tags = [locale.tag().to_owned(), locale.language().to_owned()];
    theme::find(sources, name, &tags, diagnostics)
}
