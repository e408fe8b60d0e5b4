//! Sources → the checked site, and everything that is wrong with them.
//!
//! In: all files. Out: a [`Site`] with references resolved, as far as the content allows; findings for every file,
//! never only the first. A file that did not decode is still known by its name, so that nothing that refers to it
//! complains as well. Absent: links between pages, which need the plan.

mod analytics;
mod campaigns;
mod classes;
mod clocks;
mod content;
mod dialling;
mod facts;
mod faults;
mod hints;
mod identity;
mod joined;
mod names;
mod pasted;
mod pay_links;
mod products;
mod quoted;
mod read;
mod reads;
mod said;
mod settings;
mod shown;
mod tax;
mod terms;
mod themes;
mod torn;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use iso_currency::Currency;
use jiff::civil::Date;
use rayon::prelude::*;

use crate::diagnostic::{At, Diagnostics, error, warning};
use crate::markdown::Quotes;
use crate::memo::Memo;
use crate::options::Options;
use crate::report;
use crate::resolve::{Names, Reference, Resolver};
use crate::scalar::BaseUrl;
use crate::scalar::CardFormats;
use crate::sections::Home;
use crate::shop::locale::{Formats, Locale};
use crate::shop::settings::Settings;
use crate::shop::{Media, Shop};
use crate::source::{Content, FileId, LINKED_FOLDER, Sources};
use crate::theme::{self, CardSet, Theme};
use crate::view::once::Once;
use crate::view::{Paths, View};
use crate::yaml::{Gaps, Wrong};
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
    /// Paths below `content/` of what pages show: photos, drawings, films.
    pub shown: BTreeSet<String>,
    pub memo: Arc<dyn Memo>,
    pub cards: Option<CardSet>,
    /// report.yaml, when there is one and nothing in it is wrong.
    pub report: Option<(FileId, Box<report::settings::Settings>)>,
    /// Products, pages and posts that are drafts, or not published on the day of the build.
    pub left_out: usize,
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
    /// Of all amounts; may be known of a `shop.yaml` that cannot be read.
    currency: Option<Currency>,
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
    whole(sources, options, None, diagnostics)
}

/// The same, where only files are read that are other than the last time.
pub fn check_again(
    sources: &Sources,
    options: &Options,
    reads: &mut Reads,
    diagnostics: &mut Diagnostics,
) -> Option<Site> {
    whole(sources, options, Some(reads), diagnostics)
}

fn whole(
    sources: &Sources,
    options: &Options,
    reads: Option<&mut Reads>,
    diagnostics: &mut Diagnostics,
) -> Option<Site> {
    if linked_folders(sources, diagnostics) {
        return None;
    }
    diagnostics.list.extend(names::misnamed_folders(sources));
    for (id, file) in sources.below("themes/") {
        if let Content::Unusable(unusable) = &file.content {
            diagnostics.push(faults::unusable(id, unusable));
        }
    }
    let mut torn = BTreeMap::new();
    let mut site = site(sources, options, reads, &mut torn, diagnostics);
    if let Some(site) = &site {
        hints::empty_sections(sources, site, diagnostics);
    }
    torn::settle(&torn, diagnostics, site.as_mut().map_or(&mut [], |site| &mut site.references));
    quoted::remedies(sources, diagnostics);
    site
}

fn site(
    sources: &Sources,
    options: &Options,
    mut reads: Option<&mut Reads>,
    torn: &mut BTreeMap<FileId, Gaps>,
    diagnostics: &mut Diagnostics,
) -> Option<Site> {
    let settings = settings::read(sources, options, diagnostics);
    let avif = settings.as_ref().is_some_and(|settings| settings.images.avif);
    let mut media = content::media(sources, options, avif, diagnostics);
    let base = settings.as_ref().map_or_else(fallback, |settings| settings.base_url.clone());
    let no_names = Names::default();
    let quotes = quotes(settings.as_ref());
    let written = settings.clone();
    let settings_read = written.as_ref();
    let currency = settings_read.map(|settings| settings.currency.0).or_else(|| settings::currency(sources));
    let scope = Scope {
        sources,
        base: &base,
        quotes,
        media: &media,
        names: &no_names,
        options,
        settings: settings_read,
        currency,
    };
    let mut references = Vec::new();
    let mut nouns = Vec::new();
    for read in files(&scope, reads.as_deref_mut()) {
        diagnostics.list.extend(read.diagnostics.list);
        references.extend(read.references);
        torn.extend(read.written.iter().filter_map(torn::gaps));
        nouns.extend(read.written);
    }
    // Without a `shop.yaml` this is no shop; with a faulty one, the other files are worth a look all the same.
    let known = settings.is_some();
    settings::file(sources)?;
    let mut settings = settings.or_else(|| settings::stand_in(currency))?;
    let locale = locale(sources, &settings, diagnostics)?;
    let mut found = content::Found::sort(nouns, options);
    let names = found.names();
    let (left_out, awaited) = found.leave_out(&mut references);
    let scope = Scope { names: &names, ..scope };
    let (findings, links) = settings::check(&scope, known.then_some(&mut settings));
    diagnostics.list.extend(findings.list);
    references.extend(links);
    let theme_name = settings.theme.name.clone();
    let theme = theme(sources, &theme_name, &locale, diagnostics)?;
    words(sources, &theme_name, &theme, &locale, diagnostics);
    themes::files(sources, &theme_name, diagnostics);
    settings.cards = options.cards.unwrap_or(settings.cards);
    let wanted = settings.cards != CardFormats::None;
    let cards = wanted.then(|| theme::card_set(sources, &theme, &settings.theme, diagnostics)).flatten();
    let home = content::home(&scope, &mut found, diagnostics, &mut references);
    let campaigns = campaigns::campaigns(&scope, &mut found, diagnostics, &mut references);
    let report = campaigns::report(&scope, &mut found, &campaigns, diagnostics).filter(|_| known);
    let ties = reads.map(|reads| &mut reads.ties);
    let shop = found.shop(&scope, settings, locale, ties, diagnostics, &mut references);
    hints::hints(&shop, diagnostics);
    if known {
        settings::lacks(sources, &shop, left_out > 0 || report.is_some(), diagnostics);
    }
    let formats = Formats::new(&shop.locale, shop.currency).counting_in(&theme.strings.language);
    let shown = shown::files(sources, &theme_name, &awaited, &mut references, &mut media, diagnostics);
    let shop = Shop { media, campaigns, ..shop };
    let (today, memo, once) = (options.today, options.memo.clone(), Once::default());
    Some(Site { shop, home, theme, base, formats, today, references, shown, memo, cards, report, left_out, once })
}

/// The language of the shop, if it is one.
fn locale(sources: &Sources, settings: &Settings, diagnostics: &mut Diagnostics) -> Option<Locale> {
    let refuse = |wrong: Wrong| {
        let file = settings::file(sources)?;
        diagnostics.push(error("locale", wrong.message).help(wrong.help).at(file, At::Value(crate::path!["locale"])));
        None
    };
    Locale::parse(&settings.locale).map_or_else(refuse, Some)
}

/// What stands in each file below `content/`.
fn files(scope: &Scope<'_>, reads: Option<&mut Reads>) -> Vec<Read> {
    let files: Vec<FileId> = scope.sources.below("content/").map(|(id, _)| id).collect();
    match reads {
        Some(reads) => reads.all(scope, &files),
        None => files.par_iter().filter_map(|id| read::read(scope, *id)).collect(),
    }
}

/// The quotation marks of the shop's language.
fn quotes(settings: Option<&Settings>) -> Quotes {
    let Some(locale) = settings.and_then(|settings| Locale::parse(&settings.locale).ok()) else {
        return Quotes::ENGLISH;
    };
    let (open, close) = locale.quotes();
    Quotes { open, close }
}

/// Whether a folder is a link. Its files would all be missed, each in every place that names one.
fn linked_folders(sources: &Sources, diagnostics: &mut Diagnostics) -> bool {
    let before = diagnostics.list.len();
    for (id, file) in sources.below("") {
        if let Content::Unusable(unusable) = &file.content
            && unusable.code == LINKED_FOLDER
        {
            diagnostics.push(faults::unusable(id, unusable));
        }
    }
    diagnostics.list.len() > before
}

/// Stands in while `shop.yaml` cannot be read, so that the other files are still looked at.
fn fallback() -> BaseUrl {
    BaseUrl { origin: "https://shop.example".to_owned(), root: "/".to_owned() }
}

/// A shop in a language that the theme does not speak has the theme's English words between its own.
fn words(sources: &Sources, name: &str, theme: &Theme, locale: &Locale, diagnostics: &mut Diagnostics) {
    let known: Vec<&str> =
        theme.files.keys().filter_map(|path| path.strip_prefix("strings/")?.strip_suffix(".yaml")).collect();
    if [locale.tag(), locale.language()].iter().any(|tag| known.contains(tag)) {
        return;
    }
    let known: Vec<&str> = known.into_iter().filter(|name| !name.contains('/')).collect();
    let finding =
        warning("theme-words", format!("the theme has no words in `{}`, so its own are English", locale.tag()));
    let help = format!(
        "translate <https://github.com/shopwright/shopwright/blob/main/themes/market/strings/en.yaml> as `themes/{name}/strings/{}.yaml`; it speaks {}",
        locale.language(),
        known.join(", ")
    );
    let Some(file) = settings::file(sources) else { return };
    diagnostics.push(finding.help(help).at(file, At::Value(crate::path!["locale"])));
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
