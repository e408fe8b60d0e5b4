//! Everything that was written → the shop: sorted, filtered by date, references resolved.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use super::names::Noun;
use super::products::Ties;
use super::read::{Entry, Written};
use super::{Scope, clocks, faults, products};
use crate::diagnostic::{At, Diagnostic, Diagnostics, Place, Step, error, warning};
use crate::icons;
use crate::options::Options;
use crate::path;
use crate::photos::Photo;
use crate::report;
use crate::resolve::{Kind, Names, Reference};
use crate::scalar::{Slug, anchor, natural};
use crate::sections::{Home, Section};
use crate::shop::campaign::Campaign;
use crate::shop::locale::Locale;
use crate::shop::offer::Variant;
use crate::shop::product::Matter;
use crate::shop::settings::Settings;
use crate::shop::testimonial::Testimonial;
use crate::shop::{Answered, Collection, Group, Media, Origin, Page, Post, Shop, collection, faq, page, post};
use crate::source::{Content, FileId, Picture, Sources};
use crate::view::path as paths;

/// What all files hold, by noun.
#[derive(Default)]
pub struct Found {
    pub products: Vec<(Entry<Matter>, Arc<Vec<Variant>>)>,
    pub collections: Vec<Entry<collection::Matter>>,
    pages: Vec<Entry<page::Matter>>,
    posts: Vec<Entry<post::Matter>>,
    testimonials: Option<(FileId, Vec<Testimonial>)>,
    faq: Option<(FileId, Vec<faq::FaqGroup>)>,
    home: Option<(FileId, Home)>,
    pub campaigns: Option<(FileId, Vec<Campaign>)>,
    pub broken_campaigns: bool,
    broken_products: bool,
    pub report: Option<(FileId, Box<report::settings::Settings>)>,
    /// Names of files that did not decode.
    broken: Vec<(Noun, String)>,
    /// Names of what is not published on the day of the build.
    unpublished: Vec<(Noun, String)>,
    /// Their files, and their places in a list.
    hidden: BTreeSet<(FileId, Option<usize>)>,
    /// Pages whose files did not decode whole.
    broken_pages: Vec<&'static str>,
    /// Products whose files did not decode whole.
    torn_products: Vec<Entry<Matter>>,
}

/// Not a place in any list: the name is known, the thing is not shown.
pub const HIDDEN: usize = usize::MAX;

/// Files below `content/` that are published as they are; photos as AVIF too, where the shop wants it.
pub fn media(
    sources: &Sources,
    options: &Options,
    avif: bool,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, Media> {
    let mut media = BTreeMap::new();
    for (id, file) in sources.below("content/") {
        let path = &file.path["content/".len()..];
        // Exports hold orders and customers: they are never part of a site.
        if path.starts_with("report/") {
            continue;
        }
        let found = match &file.content {
            Content::Blob(blob) => match blob.picture {
                Picture::Size { width, height, media_type, hash } => {
                    let photo = Photo {
                        path: path.to_owned(),
                        blob: blob.clone(),
                        hash,
                        width,
                        height,
                        focus: None,
                        draft: options.draft_photos,
                        avif,
                        tint: OnceLock::new(),
                    };
                    let size = Some((width, height));
                    Media { file: id, size, media_type: Some(media_type), photo: Some(Arc::new(photo)), drawing: None }
                }
                Picture::No | Picture::Broken { .. } => {
                    Media { file: id, size: None, media_type: None, photo: None, drawing: None }
                }
            },
            Content::Text(text) if path.ends_with(".svg") => {
                let drawing = icons::sanitize_svg(text).ok();
                Media { file: id, size: icons::svg_size(text), media_type: Some("image/svg+xml"), photo: None, drawing }
            }
            Content::Text(_) if path.starts_with("media/") => {
                Media { file: id, size: None, media_type: None, photo: None, drawing: None }
            }
            Content::Text(_) => continue,
            Content::Unusable(unusable) => {
                // Texts are reported where they are read.
                if path.starts_with("media/") || !(path.ends_with(".md") || path.ends_with(".yaml")) {
                    diagnostics.push(faults::unusable(id, unusable));
                }
                continue;
            }
        };
        media.insert(path.to_owned(), found);
    }
    media
}

impl Found {
    /// Sorts by noun, and leaves out what is not published on the day of the build.
    pub fn sort(written: Vec<Written>, options: &Options) -> Found {
        let mut found = Found::default();
        for written in written {
            match written {
                Written::Product(entry, variants) if published(&entry.matter, options) => {
                    found.products.push((entry, variants));
                }
                Written::Product(entry, _) => found.hide(Noun::Product, entry.slug, &entry.origin),
                Written::Collection(entry) => found.collections.push(entry),
                Written::Page(entry) if options.drafts || !entry.matter.draft => found.pages.push(entry),
                Written::Page(entry) => found.hide(Noun::Page, entry.slug, &entry.origin),
                Written::Post(entry) if options.drafts || posted(&entry.matter, options) => found.posts.push(entry),
                Written::Post(entry) => found.hide(Noun::Post, entry.slug, &entry.origin),
                Written::Testimonials(file, list) => found.testimonials = Some((file, list)),
                Written::Faq(file, groups) => found.faq = Some((file, groups)),
                Written::Home(file, home) => found.home = Some((file, home)),
                Written::Campaigns(file, list) => found.campaigns = Some((file, list)),
                Written::BrokenProducts => found.broken_products = true,
                Written::BrokenCampaigns => found.broken_campaigns = true,
                Written::Report(file, settings) => found.report = Some((file, settings)),
                Written::Broken(noun, slug) => found.broken.push((noun, slug)),
                Written::BrokenPage(path) => found.broken_pages.push(path),
                Written::TornProduct(entry) => found.torn_products.push(entry),
                Written::Torn(..) => {}
            }
        }
        // Of those of one position, those of `products.yaml` stay in its order, and then the names of files decide.
        let position = |position: Option<i64>| position.unwrap_or(i64::MAX);
        found.products.sort_by_cached_key(|(Entry { matter, origin, slug, .. }, _)| match entry(&origin.at) {
            Some(n) => (position(matter.position), false, n, String::new()),
            None => (position(matter.position), true, 0, natural(slug)),
        });
        found.collections.sort_by_cached_key(|entry| (position(entry.matter.position), natural(&entry.slug)));
        found.posts.sort_by(|a, b| b.matter.date.cmp(&a.matter.date).then_with(|| a.slug.cmp(&b.slug)));
        found
    }

    /// How many things are not published on the day of the build; nor are the files that only these would show.
    pub fn leave_out(&self, references: &mut Vec<Reference>) -> (usize, BTreeSet<String>) {
        let hidden = references.extract_if(.., |Reference { kind, place, .. }| {
            let entry = match &place.at {
                At::Value(steps) | At::Key(steps) => entry(steps),
                _ => None,
            };
            let hidden = [None, entry].iter().any(|entry| self.hidden.contains(&(place.file, *entry)));
            *kind != Kind::Page && hidden
        });
        let awaited = hidden.map(|reference| reference.target).collect();
        (self.unpublished.len(), awaited)
    }

    fn hide(&mut self, noun: Noun, slug: String, origin: &Origin) {
        self.unpublished.push((noun, slug));
        self.hidden.insert((origin.file, entry(&origin.at)));
    }

    pub fn names(&self) -> Names {
        let hidden = |noun: Noun| {
            let silent = self.broken.iter().chain(&self.unpublished);
            silent.filter(move |(kind, _)| *kind == noun).map(|(_, slug)| (slug.clone(), HIDDEN))
        };
        let products = self.products.iter().enumerate().map(|(n, (entry, _))| (entry.slug.clone(), n));
        let collections = self.collections.iter().enumerate().map(|(n, entry)| (entry.slug.clone(), n));
        let groups = self.faq.iter().flat_map(|(_, groups)| groups).map(group_id).collect();
        Names {
            products: hidden(Noun::Product).chain(products).collect(),
            more_products: self.broken_products,
            collections: hidden(Noun::Collection).chain(collections).collect(),
            faq_groups: (!self.broken_pages.contains(&paths::FAQ)).then_some(groups),
        }
    }

    /// The whole shop.
    pub fn shop(
        mut self,
        scope: &Scope<'_>,
        settings: Settings,
        locale: Locale,
        ties: Option<&mut Ties>,
        diagnostics: &mut Diagnostics,
        references: &mut Vec<Reference>,
    ) -> Shop {
        let faq = self.faq.take();
        let faq = faq.map(|(file, groups)| answers(scope, file, groups, diagnostics, references)).unwrap_or_default();
        self.dead_ends(references, diagnostics);
        products::names(scope, &self.torn_products, diagnostics);
        let mut resolved = products::resolve(scope, self.products, self.collections, ties, diagnostics);
        let posts = posts(scope, self.posts, diagnostics);
        let testimonials =
            self.testimonials.map(|(file, list)| testimonials(scope, file, list, diagnostics)).unwrap_or_default();
        let page = |entry: Entry<page::Matter>| Page {
            slug: entry.slug,
            origin: entry.origin,
            matter: entry.matter,
            body: entry.body,
        };
        resolved.products.shrink_to_fit();
        Shop {
            currency: settings.currency.0,
            settings,
            locale,
            product_index: index(&resolved.products, |product| &product.slug),
            collection_index: index(&resolved.collections, |collection: &Collection| &collection.slug),
            products: resolved.products,
            collections: resolved.collections,
            pages: self.pages.into_iter().map(page).collect(),
            posts,
            testimonials,
            faq,
            campaigns: Vec::new(),
            media: BTreeMap::new(),
        }
    }

    /// Links of all files to what is known and not shown: no fault where the page's own file is at fault, a warning where it
    /// will be published later.
    fn dead_ends(&self, references: &mut Vec<Reference>, diagnostics: &mut Diagnostics) {
        let mut broken: Vec<String> = self.broken.iter().map(page_path).collect();
        broken.extend(self.broken_products.then(|| paths::PRODUCTS.to_owned()));
        let unpublished: Vec<String> = self.unpublished.iter().map(page_path).collect();
        // Lists that would be there, were it not for what is hidden.
        let of = |kind: Noun| self.broken.iter().chain(&self.unpublished).any(|(noun, _)| *noun == kind);
        let lists = [(Noun::Collection, paths::COLLECTIONS), (Noun::Post, paths::JOURNAL)];
        let lists = lists.into_iter().filter(|(noun, _)| of(*noun)).map(|(_, path)| path);
        let pages: Vec<&str> = self.broken_pages.iter().copied().chain(lists).collect();
        references.retain(|reference| {
            if reference.kind != Kind::Page {
                return true;
            }
            let (path, anchor) = reference.target.split_once('#').unwrap_or((&reference.target, ""));
            let path = if path.is_empty() { reference.page.as_deref().unwrap_or(paths::HOME) } else { path };
            // The landing page is always there; only its sections may be missing.
            let silent = pages.contains(&path) && (path != paths::HOME || !anchor.is_empty());
            let to = |hidden: &[String]| hidden.iter().any(|page| path.starts_with(page.as_str()));
            // A page that is not published itself may link to its like.
            if to(&unpublished)
                && !reference.page.as_deref().is_some_and(|own| unpublished.iter().any(|page| page == own))
            {
                let finding =
                    warning("unpublished-link", format!("`{path}` is not published, so the link leads nowhere"));
                let finding = finding.help("publish that page, or take the link out until then");
                diagnostics.push(Diagnostic { place: Some(reference.place.clone()), ..finding });
            }
            !silent && !to(&broken) && !to(&unpublished)
        });
    }
}

/// The entry of a list to which steps lead.
fn entry(steps: &[Step]) -> Option<usize> {
    match steps.first()? {
        Step::Index(n) => Some(*n),
        Step::Key(_) => None,
    }
}

fn page_path((noun, slug): &(Noun, String)) -> String {
    match noun {
        Noun::Product => paths::product(slug),
        Noun::Collection => paths::collection(slug),
        Noun::Page => paths::page(slug),
        Noun::Post => paths::post(slug),
    }
}

fn index<T>(list: &[T], slug: impl Fn(&T) -> &String) -> BTreeMap<String, usize> {
    list.iter().enumerate().map(|(n, item)| (slug(item).clone(), n)).collect()
}

pub fn published(matter: &Matter, options: &Options) -> bool {
    let begun = matter.publish_on.is_none_or(|day| day.0 <= options.today);
    let ended = matter.unpublish_on.is_some_and(|day| day.0 <= options.today);
    options.drafts || (!matter.draft && begun && !ended)
}

fn posted(matter: &post::Matter, options: &Options) -> bool {
    !matter.draft && matter.date.0 <= options.today
}

fn posts(scope: &Scope<'_>, entries: Vec<Entry<post::Matter>>, diagnostics: &mut Diagnostics) -> Vec<Post> {
    let mut posts = Vec::with_capacity(entries.len());
    for entry in entries {
        let mut resolver = scope.resolver(entry.origin.file, None);
        let mut products = Vec::new();
        for (n, slug) in resolver.once(&entry.matter.products, |n| path!["products", n]) {
            products.extend(resolver.product(slug, path!["products", n]).filter(|n| *n != HIDDEN));
        }
        diagnostics.list.extend(resolver.diagnostics.list);
        posts.push(Post { slug: entry.slug, origin: entry.origin, matter: entry.matter, body: entry.body, products });
    }
    posts
}

fn testimonials(
    scope: &Scope<'_>,
    file: FileId,
    mut list: Vec<Testimonial>,
    diagnostics: &mut Diagnostics,
) -> Vec<Testimonial> {
    number(&mut list);
    let mut resolver = scope.resolver(file, None);
    for (n, testimonial) in list.iter().enumerate() {
        if let Some(slug) = &testimonial.product {
            resolver.product(slug, path![n, "product"]);
        }
    }
    let ids = list.iter().map(crate::view::common::testimonial_id).collect::<Vec<_>>();
    unique(&ids, file, |n| path![n, "person"], "id", &mut resolver.diagnostics);
    diagnostics.list.extend(resolver.diagnostics.list);
    list
}

/// People share names: whoever has no `id` of their own gets the next number.
fn number(list: &mut [Testimonial]) {
    let mut taken: BTreeSet<String> =
        list.iter().filter_map(|own| own.id.as_ref()).map(|Slug(id)| id.clone()).collect();
    for testimonial in list.iter_mut().filter(|own| own.id.is_none()) {
        let name = crate::view::common::testimonial_id(testimonial);
        let numbered = (2..).map(|number| format!("{name}-{number}"));
        let free = std::iter::once(name.clone()).chain(numbered).find(|id| !taken.contains(id));
        let id = free.unwrap_or(name);
        taken.insert(id.clone());
        testimonial.id = Some(Slug(id));
    }
}

fn group_id(group: &faq::FaqGroup) -> String {
    group.id.as_ref().map_or_else(|| anchor(&group.group), |id| id.0.clone())
}

fn answers(
    scope: &Scope<'_>,
    file: FileId,
    groups: Vec<faq::FaqGroup>,
    diagnostics: &mut Diagnostics,
    references: &mut Vec<Reference>,
) -> Vec<Group> {
    let mut resolver = scope.resolver(file, Some(paths::FAQ.to_owned()));
    let mut ids = Vec::new();
    let mut places: Vec<Vec<Step>> = Vec::new();
    let mut answered = Vec::with_capacity(groups.len());
    for (g, group) in groups.into_iter().enumerate() {
        let id = group_id(&group);
        ids.push(id.clone());
        places.push(path![g, "group"]);
        let mut questions = Vec::with_capacity(group.questions.len());
        for (n, question) in group.questions.into_iter().enumerate() {
            let id = question.id.as_ref().map_or_else(|| anchor(&question.question), |id| id.0.clone());
            ids.push(id.clone());
            places.push(path![g, "questions", n, "question"]);
            let answer = resolver.markdown(&question.answer, &path![g, "questions", n, "answer"]);
            if let Some(to) = question.source.as_ref().and_then(|source| source.to.as_ref()) {
                resolver.link(to, path![g, "questions", n, "source", "to"]);
            }
            questions.push(Answered { id, question: question.question, answer, source: question.source });
        }
        answered.push(Group { id, title: group.group, questions });
    }
    unique(&ids, file, |n| places[n].clone(), "id", &mut resolver.diagnostics);
    diagnostics.list.extend(resolver.diagnostics.list);
    references.extend(resolver.references);
    answered
}

/// Anchors of one page must differ.
fn unique(ids: &[String], file: FileId, at: impl Fn(usize) -> Vec<Step>, key: &str, diagnostics: &mut Diagnostics) {
    for (n, id) in ids.iter().enumerate() {
        if ids[..n].contains(id) {
            let finding = error("duplicate-id", format!("the anchor `{id}` is taken twice on one page"));
            diagnostics.push(finding.help(format!("give one of the two an `{key}:` of its own")).value(file, at(n)));
        }
    }
}

/// The landing page as written; without `home.yaml`, the first products and all collections.
pub fn home(
    scope: &Scope<'_>,
    found: &mut Found,
    diagnostics: &mut Diagnostics,
    references: &mut Vec<Reference>,
) -> Home {
    let Some((file, mut home)) = found.home.take() else {
        return Home { title: None, description: None, image: None, sections: Vec::new() };
    };
    let mut resolver = scope.resolver(file, Some(paths::HOME.to_owned()));
    if let Some(image) = &mut home.image {
        resolver.image(image, path!["image"]);
    }
    for (n, section) in home.sections.iter_mut().enumerate() {
        let at = path!["sections", n, section.name()];
        section.resolve(&mut resolver, &at);
    }
    let events =
        home.sections.iter().enumerate().flat_map(|(s, section)| {
            section.events().iter().enumerate().map(move |(n, event)| {
                (event.slug.0.clone(), path!["sections", s, section.name(), "events", n, "slug"])
            })
        });
    let (ids, places): (Vec<String>, Vec<Vec<Step>>) = events.unzip();
    unique(&ids, file, |n| places[n].clone(), "slug", &mut resolver.diagnostics);
    let over = home.sections.iter().flat_map(Section::events).map(|event| event.is_over(scope.options.today));
    for (at, _) in places.into_iter().zip(over).filter(|(_, over)| *over) {
        let finding = warning("past-event", "the event is over, so it is not shown");
        resolver.push(finding.help("take it out, or write the day of the next one"), At::Value(at));
    }
    diagnostics.list.extend(resolver.diagnostics.list);
    references.extend(resolver.references);
    if let Some(settings) = scope.settings {
        clocks::clocks(&home, file, settings, diagnostics);
    }
    home
}

/// Where a noun stands in its file.
pub fn place(origin: &Origin, steps: Vec<Step>) -> Place {
    Place { file: origin.file, at: At::Value(origin.at.iter().cloned().chain(steps).collect()) }
}
