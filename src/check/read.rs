//! One file of `content/` → what is written in it. Called for all files in parallel; knows nothing of the others.

use std::cell::OnceCell;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use super::content::{place, published};
use super::names::{Noun, REPORT, in_folder_meant, meant, noun, slug_of, unknown_file};
use super::{Scope, facts, faults, hints, pasted, terms, torn};
use crate::diagnostic::{At, Diagnostic, Diagnostics, Step, error};
use crate::markdown::{BELOW_TITLE, Body, IN_SECTION};
use crate::path;
use crate::report;
use crate::resolve::{Reference, Resolver};
use crate::scalar::{Image, SCALARS, Slug};
use crate::sections::Home;
use crate::shop::campaign::Campaign;
use crate::shop::offer::{self, Variant};
use crate::shop::option::OptionValue;
use crate::shop::product::{Matter, Seo};
use crate::shop::{Origin, collection, faq, page, post, testimonial};
use crate::source::{self, Content, FileId, SourceFile};
use crate::view::path as paths;
use crate::yaml::{self, Fault, Gaps, Node, Spanned, Tree};

/// What came of one file.
#[derive(Debug, Clone, Default)]
pub struct Read {
    pub written: Vec<Written>,
    pub diagnostics: Diagnostics,
    pub references: Vec<Reference>,
}

/// One thing as written, its pictures found and its Markdown rendered.
#[derive(Debug, Clone)]
pub enum Written {
    Product(Entry<Matter>, Arc<Vec<Variant>>),
    Collection(Entry<collection::Matter>),
    Page(Entry<page::Matter>),
    Post(Entry<post::Matter>),
    Testimonials(FileId, Vec<testimonial::Testimonial>),
    Faq(FileId, Vec<faq::FaqGroup>),
    Home(FileId, Home),
    Campaigns(FileId, Vec<Campaign>),
    Report(FileId, Box<report::settings::Settings>),
    /// A file that did not decode: its name is taken all the same.
    Broken(Noun, String),
    /// A list of products of which not even the names are known: nobody who names one is told that it is unknown.
    BrokenProducts,
    /// The same of campaigns.
    BrokenCampaigns,
    /// A file of many things of which not all decoded, and the page that they would have filled.
    BrokenPage(&'static str),
    /// A product that did not decode whole, for the names that it refers to.
    TornProduct(Entry<Matter>),
    /// A list of which not all entries decoded.
    Torn(FileId, Gaps),
}

/// Values are shared with whoever remembers them for the next time.
#[derive(Debug)]
pub struct Entry<T> {
    pub slug: String,
    pub origin: Origin,
    pub matter: Arc<T>,
    pub body: Arc<Body>,
}

impl<T> Clone for Entry<T> {
    fn clone(&self) -> Entry<T> {
        let (matter, body) = (self.matter.clone(), self.body.clone());
        Entry { slug: self.slug.clone(), origin: self.origin.clone(), matter, body }
    }
}

/// Reads one file; `None` for what is published as it is, and for `shop.yaml`, which is read before all others.
pub fn read(scope: &Scope<'_>, id: FileId) -> Option<Read> {
    let file = scope.sources.get(id);
    let path = file.path.strip_prefix("content/")?;
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    if let Some(read) = misnamed(scope, id, path, extension) {
        return Some(read);
    }
    let readable = ["md", "yaml", "yml"].iter().any(|known| extension.eq_ignore_ascii_case(known));
    if !readable || path.starts_with("media/") || path == "shop.yaml" {
        return None;
    }
    if let Some(meant) = in_folder_meant(path) {
        return Some(Read { written: broken(&meant).into_iter().collect(), ..Read::default() });
    }
    let mut resolver = scope.resolver(id, None);
    let mut written = Vec::new();
    match text(file, &mut resolver) {
        Some(text) => file_of(scope, path, text, &mut resolver, &mut written),
        None => written.extend(broken(path)),
    }
    Some(Read { written, diagnostics: resolver.diagnostics, references: resolver.references })
}

/// A file that is called otherwise would be missing from the shop without a word.
fn misnamed(scope: &Scope<'_>, id: FileId, path: &str, extension: &str) -> Option<Read> {
    let named = meant(path, extension)?;
    let (_, ending) = named.rsplit_once('.')?;
    let mut resolver = scope.resolver(id, None);
    let message = format!("`content/{path}` is not read: its name does not end in `.{ending}`");
    resolver.push(error("unknown-file", message).help(format!("call it `{named}`")), At::File);
    Some(Read {
        written: broken(&named).into_iter().collect(),
        diagnostics: resolver.diagnostics,
        references: Vec::new(),
    })
}

fn text<'a>(file: &'a SourceFile, resolver: &mut Resolver<'_>) -> Option<&'a str> {
    match &file.content {
        Content::Text(text) => Some(text),
        Content::Unusable(unusable) => {
            resolver.diagnostics.push(faults::unusable(resolver.file, unusable));
            None
        }
        Content::Blob(_) => None,
    }
}

/// What a file would have held: the name that it gives to its noun, or the page that its list fills.
fn broken(path: &str) -> Option<Written> {
    match path {
        "products.yaml" => return Some(Written::BrokenProducts),
        "testimonials.yaml" => return Some(Written::BrokenPage(paths::TESTIMONIALS)),
        "faq.yaml" => return Some(Written::BrokenPage(paths::FAQ)),
        "home.yaml" => return Some(Written::BrokenPage(paths::HOME)),
        "campaigns.yaml" => return Some(Written::BrokenCampaigns),
        _ => {}
    }
    let (noun, slug) = noun(path)?;
    Some(Written::Broken(noun, slug.to_owned()))
}

fn file_of(scope: &Scope<'_>, path: &str, text: &str, resolver: &mut Resolver<'_>, written: &mut Vec<Written>) {
    if let Some((noun, stem)) = noun(path) {
        let slug = &slug_of(stem, resolver);
        let entry = match noun {
            Noun::Product => product_file(slug, text, resolver, written).map(|entry| offered(scope, entry, resolver)),
            Noun::Collection => collection(slug, text, resolver).map(Written::Collection),
            Noun::Page => page(slug, text, resolver).map(Written::Page),
            Noun::Post => post(slug, text, resolver).map(Written::Post),
        };
        written.push(entry.unwrap_or_else(|| Written::Broken(noun, slug.to_owned())));
        return;
    }
    let file = resolver.file;
    match path {
        "products.yaml" => product_list(scope, text, resolver, written),
        "testimonials.yaml" => testimonials(text, resolver, written),
        "faq.yaml" => {
            let groups = torn::entries(text, None, Written::BrokenPage(paths::FAQ), resolver, written);
            written.extend(groups.map(|groups| Written::Faq(file, groups)));
        }
        "home.yaml" => {
            let home = torn::entries(text, Some("sections"), Written::BrokenPage(paths::HOME), resolver, written);
            written.extend(home.map(|home| Written::Home(file, home)));
        }
        "campaigns.yaml" => {
            let campaigns = torn::entries(text, None, Written::BrokenCampaigns, resolver, written);
            written.extend(campaigns.map(|campaigns| Written::Campaigns(file, campaigns)));
        }
        REPORT => {
            let scalars = [SCALARS, &[report::settings::Comparison::SCALAR]].concat();
            let settings = yaml::decode::<report::settings::Settings>(text, &scalars);
            let settings = found(settings, text, 0, resolver).ok();
            written.extend(settings.map(|settings| Written::Report(file, Box::new(settings))));
        }
        _ => unknown_file(path, resolver),
    }
}

/// What a text was decoded to; what is wrong with it, or hardly meant, is told.
fn found<T>(
    decoded: Result<T, Vec<Fault>>,
    text: &str,
    start: usize,
    resolver: &mut Resolver<'_>,
) -> Result<T, Vec<Fault>> {
    let file = resolver.file;
    match &decoded {
        Ok(_) => {
            let path = &resolver.sources.get(file).path;
            resolver.diagnostics.list.extend(faults::meant(path, file, start, text));
        }
        Err(found) => {
            let findings = found.iter().cloned().map(|fault| faults::finding(file, start, fault));
            resolver.diagnostics.list.extend(findings);
        }
    }
    decoded
}

/// Front matter and rendered body of a Markdown file, and its place; `level` is that of the body's highest heading. `pictures`
/// finds those of the front matter. Where a part of it did not decode, the entry is an error.
fn entry<T: DeserializeOwned + JsonSchema>(
    slug: &str,
    path: String,
    text: &str,
    level: u8,
    resolver: &mut Resolver<'_>,
    pictures: impl FnOnce(&mut T, &mut Resolver<'_>),
) -> Result<Entry<T>, Option<Entry<T>>> {
    let parts = match yaml::split(text) {
        Ok(parts) => parts,
        Err(fault) => {
            let finding = faults::finding(resolver.file, 0, fault);
            resolver.diagnostics.push(finding);
            return Err(None);
        }
    };
    let matter = found(yaml::decode::<T>(parts.matter, SCALARS), parts.matter, parts.matter_start, resolver);
    if let Some((at, sign)) = source::unprintable(parts.body) {
        let at = parts.body_start + at;
        resolver.diagnostics.push(faults::unprintable(resolver.file, at..at + sign.len_utf8(), sign));
    }
    resolver.diagnostics.list.extend(pasted::body(resolver.file, parts.body));
    resolver.diagnostics.list.extend(faults::left_outside::<T>(resolver.file, &parts));
    resolver.page = Some(path);
    let body = Arc::new(resolver.body(parts.body, level));
    let whole = matter.is_ok();
    let rest = |faults: Vec<Fault>| Some(yaml::rest::<T>(parts.matter, &faults, None)?.value);
    let Some(mut matter) = matter.map_or_else(rest, Some) else { return Err(None) };
    let known = resolver.diagnostics.list.len();
    pictures(&mut matter, resolver);
    let origin = Origin { file: resolver.file, at: path![] };
    let entry = Entry { slug: slug.to_owned(), origin, matter: Arc::new(matter), body };
    if whole {
        return Ok(entry);
    }
    torn::hold(&mut resolver.diagnostics, known);
    Err(Some(entry))
}

fn product_file(
    slug: &str,
    text: &str,
    resolver: &mut Resolver<'_>,
    written: &mut Vec<Written>,
) -> Option<Entry<Matter>> {
    let tree = OnceCell::new();
    let found = |matter: &mut Matter, resolver: &mut Resolver<'_>| {
        numbers(matter, &[], &|| yaml::split(text).ok().and_then(|parts| yaml::tree(parts.matter).ok()), &tree);
        pictures(matter, &[], resolver);
    };
    let entry = match entry(slug, paths::product(slug), text, IN_SECTION, resolver, found) {
        Ok(entry) => entry,
        Err(torn) => {
            written.extend(torn.map(Written::TornProduct));
            return None;
        }
    };
    for (key, written) in [("slug", entry.matter.slug.is_some()), ("description", entry.matter.description.is_some())] {
        if written {
            let help = match key {
                "slug" => "leave it out: the slug is the file's name",
                _ => "write the description below the front matter, or call this `summary`",
            };
            let finding = error("unknown-key", format!("`{key}` is only for `products.yaml`")).help(help);
            resolver.push(finding, At::Key(path![key]));
        }
    }
    Some(entry)
}

/// A product, what can be bought of it and what that lacks, unless it is not published on the day of the build.
fn offered(scope: &Scope<'_>, entry: Entry<Matter>, resolver: &mut Resolver<'_>) -> Written {
    let days = entry.matter.publish_on.zip(entry.matter.unpublish_on);
    if let Some((from, until)) = days.filter(|(from, until)| until.0 <= from.0) {
        let message = format!("the product would never be shown: it ends on {} and begins on {}", until.0, from.0);
        let finding =
            error("dates", message).help("write the first day without it as `unpublish_on`, after `publish_on`");
        let place = place(&entry.origin, path!["unpublish_on"]);
        resolver.diagnostics.push(Diagnostic { place: Some(place), ..finding });
    }
    let Some(currency) = scope.currency.filter(|_| published(&entry.matter, scope.options)) else {
        return Written::Product(entry, Arc::default());
    };
    let mut findings = Vec::new();
    let in_eu = scope.settings.is_some_and(terms::concerns_eu);
    let variants = offer::variants(&entry.slug, &entry.matter, currency, in_eu, &mut findings);
    for (steps, finding) in findings {
        resolver.diagnostics.push(Diagnostic { place: Some(place(&entry.origin, steps)), ..finding });
    }
    if let Some(settings) = scope.settings {
        facts::facts(&entry, &variants, settings, scope.options, &mut resolver.diagnostics);
    }
    hints::product(&entry, &variants, scope.media, &mut resolver.diagnostics);
    Written::Product(entry, Arc::new(variants))
}

fn product_list(scope: &Scope<'_>, text: &str, resolver: &mut Resolver<'_>, written: &mut Vec<Written>) {
    let decoded = found(yaml::decode::<Vec<Matter>>(text, SCALARS), text, 0, resolver);
    let rest = |faults: Vec<Fault>| {
        written.extend(slugs_of(text));
        yaml::rest(text, &faults, None).map(|rest| (rest.value, rest.gaps))
    };
    let Some((list, gaps)) = decoded.map_or_else(rest, |list| Some((list, Gaps::default()))) else { return };
    let tree = OnceCell::new();
    for (n, mut matter) in list.into_iter().enumerate() {
        let n = gaps.written(n);
        let at = path![n];
        let Some(Slug(slug)) = matter.slug.clone() else {
            let help = "add `slug: tall-vase`: it names the product's page";
            resolver
                .push(error("missing-key", "`slug` is missing in this product").help(help), At::Key(path![n, "title"]));
            written.push(Written::BrokenProducts);
            continue;
        };
        resolver.page = Some(paths::product(&slug));
        let description = matter.description.take().unwrap_or_default();
        let body = Arc::new(resolver.markdown(&description, &path![n, "description"]));
        numbers(&mut matter, &at, &|| yaml::tree(text).ok(), &tree);
        pictures(&mut matter, &at, resolver);
        let (origin, matter) = (Origin { file: resolver.file, at }, Arc::new(matter));
        written.push(offered(scope, Entry { slug, origin, matter, body }, resolver));
    }
}

/// The names in a list that did not decode whole; where one cannot be read, any name may be its.
fn slugs_of(text: &str) -> Vec<Written> {
    let Ok(Tree { root: Spanned { value: Node::List(items), .. } }) = yaml::tree(text) else {
        return vec![Written::BrokenProducts];
    };
    let slug = |item: Spanned| {
        let Node::Map(entries) = item.value else { return None };
        let (_, value) = entries.into_iter().find(|(key, _)| key.scalar() == Some("slug"))?;
        value.scalar()?.parse::<Slug>().ok()
    };
    let named =
        |slug: Option<Slug>| slug.map_or(Written::BrokenProducts, |Slug(slug)| Written::Broken(Noun::Product, slug));
    items.into_iter().map(|item| named(slug(item))).collect()
}

/// The steps from the file's root to a value of the noun.
fn below(at: &[Step], steps: Vec<Step>) -> Vec<Step> {
    at.iter().cloned().chain(steps).collect()
}

/// Values of options that YAML takes for numbers, as they were written: `1.50` is not `1.5` on a label. The file is read
/// as a tree when there is such a value.
fn numbers(matter: &mut Matter, at: &[Step], read: &dyn Fn() -> Option<Tree>, tree: &OnceCell<Option<Tree>>) {
    for (n, option) in matter.options.iter_mut().enumerate() {
        for (v, value) in option.values.iter_mut().enumerate() {
            let OptionValue::Name(name) = value else { continue };
            if name.parse::<f64>().is_err() && name.parse::<bool>().is_err() {
                continue;
            }
            let steps = below(at, path!["options", n, "values", v]);
            let written = tree.get_or_init(read).as_ref().and_then(|tree| tree.scalar(&steps));
            *name = written.unwrap_or(name).to_owned();
        }
    }
}

fn pictures(matter: &mut Matter, at: &[Step], resolver: &mut Resolver<'_>) {
    for (n, image) in matter.images.iter_mut().enumerate() {
        resolver.photo(&mut image.src, below(at, path!["images", n, "src"]), image.focus);
        resolver.alt(&image.alt, below(at, path!["images", n, "alt"]));
    }
    for (n, variant) in matter.variants.iter_mut().enumerate() {
        if let Some(image) = &mut variant.image {
            resolver.image(image, below(at, path!["variants", n, "image"]));
        }
    }
    if let Some(video) = &mut matter.video {
        let named = video.src.is_some() || video.url.is_some();
        resolver.film(video.src.as_deref(), video.url.as_ref(), &below(at, path!["video"]));
        resolver.image(&mut video.poster, below(at, path!["video", "poster"]));
        resolver.file(&mut video.src, below(at, path!["video", "src"]));
        if !named {
            let finding = error("video", "a video needs either `src` or `url`")
                .help("name a file of the site, or a page of a platform");
            resolver.push(finding, At::Key(below(at, path!["video"])));
        }
    }
    seo(&mut matter.seo, at, resolver);
}

fn seo(seo: &mut Seo, at: &[Step], resolver: &mut Resolver<'_>) {
    optional(&mut seo.image, below(at, path!["seo", "image"]), resolver);
}

fn optional(image: &mut Option<Image>, at: Vec<Step>, resolver: &mut Resolver<'_>) {
    if let Some(image) = image {
        resolver.image(image, at);
    }
}

fn collection(slug: &str, text: &str, resolver: &mut Resolver<'_>) -> Option<Entry<collection::Matter>> {
    if slug == "all" {
        let finding = error("slug", "no collection may be called `all`: that is the list of all products");
        resolver.push(finding.help("rename the file"), At::File);
    }
    entry(slug, paths::collection(slug), text, BELOW_TITLE, resolver, |matter: &mut collection::Matter, resolver| {
        optional(&mut matter.image, path!["image"], resolver);
        seo(&mut matter.seo, &[], resolver);
    })
    .ok()
}

fn page(slug: &str, text: &str, resolver: &mut Resolver<'_>) -> Option<Entry<page::Matter>> {
    entry(slug, paths::page(slug), text, BELOW_TITLE, resolver, |matter: &mut page::Matter, resolver| {
        optional(&mut matter.image, path!["image"], resolver);
        seo(&mut matter.seo, &[], resolver);
    })
    .ok()
}

fn post(slug: &str, text: &str, resolver: &mut Resolver<'_>) -> Option<Entry<post::Matter>> {
    entry(slug, paths::post(slug), text, BELOW_TITLE, resolver, |matter: &mut post::Matter, resolver| {
        optional(&mut matter.image, path!["image"], resolver);
        seo(&mut matter.seo, &[], resolver);
    })
    .ok()
}

fn testimonials(text: &str, resolver: &mut Resolver<'_>, written: &mut Vec<Written>) {
    let broken = Written::BrokenPage(paths::TESTIMONIALS);
    let list = torn::entries::<Vec<testimonial::Testimonial>>(text, None, broken, resolver, written);
    let Some(mut list) = list else { return };
    for (n, testimonial) in list.iter_mut().enumerate() {
        optional(&mut testimonial.image, path![n, "image"], resolver);
        if let Some(to) = testimonial.source.as_ref().and_then(|source| source.to.as_ref()) {
            resolver.link(to, path![n, "source", "to"]);
        }
    }
    written.push(Written::Testimonials(resolver.file, list));
}
