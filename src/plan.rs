//! Every file that the site will have, before any is made.
//!
//! In: the checked site. Out: [`Plan`], a map of output paths to plain tasks, and what several tasks share. Two tasks
//! for one path are a finding, and so is a link to a path that is not in the plan. Absent: bytes.

mod cards;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::cards::Format;
use crate::check::Site;
use crate::data::{self, Sizes, offers::Place, search::SearchIndex};
use crate::diagnostic::{At, Diagnostic, Diagnostics, did_you_mean, error};
use crate::feeds::FEEDS;
use crate::feeds::sitemap::{self, Listed};
use crate::pages::card::Card;
use crate::pages::{self, Page, ReportFiles};
use crate::photos::{Photo, Rendition};
use crate::resolve::Reference;
use crate::shop::{Origin, Shop};
use crate::source::FileId;
use crate::view::View;
use crate::view::path as paths;

/// What is to be made for one path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    Page(Page),
    /// A file of the content or of the theme, as it is.
    Copy(FileId),
    /// A photo by its path below `content/`.
    Photo(String, Rendition),
    /// The share card of a page.
    Card(Page, Format),
    /// The style sheet: the theme's, its font's, the palette, and the site's own.
    Styles,
    /// `data/shop.json`
    ShopData,
    Offers(usize),
    Cards(usize),
    /// All products, or those of a collection.
    Listing(Option<usize>),
    SearchTerms(String),
    /// A feed of the registry, by its place.
    Feed(usize),
    /// A file of the sitemap, by its place.
    Sitemap(usize),
    /// An event of the landing page: its section, its place in it.
    Event(usize, usize),
    Manifest,
    /// A file of the published KPI report, below its folder.
    Report(String),
    /// The card of what is no page: a campaign, the published report.
    OwnCard(Box<Card>, Format),
    Icon(Icon),
    /// A text that is known already.
    Text(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    Svg,
    /// Side in pixels; for Android's masks with room around the mark.
    Png {
        size: u32,
        maskable: bool,
    },
}

/// The icons that every site has (<https://developer.mozilla.org/docs/Web/Manifest/icons>).
pub const ICONS: &[(&str, Icon)] = &[
    ("/icons/icon-32.png", Icon::Png { size: 32, maskable: false }),
    ("/icons/icon-180.png", Icon::Png { size: 180, maskable: true }),
    ("/icons/icon-192.png", Icon::Png { size: 192, maskable: false }),
    ("/icons/icon-512.png", Icon::Png { size: 512, maskable: false }),
    ("/icons/icon-maskable-512.png", Icon::Png { size: 512, maskable: true }),
];

/// All tasks by output path from the site's root, and what they share.
pub struct Plan {
    pub tasks: BTreeMap<String, Task>,
    pub sizes: Sizes,
    pub assets: Assets,
    offers: OnceLock<Vec<Vec<Place>>>,
    search: OnceLock<SearchIndex>,
    /// The sitemap's files with their texts.
    sitemap: OnceLock<Vec<(String, String)>>,
    /// Whether search engines are told of the KPI report.
    lists_report: bool,
}

/// What several tasks share is made when the first of them is rendered.
impl Plan {
    /// The variants of each file of offers.
    pub fn offers(&self, shop: &Shop) -> &[Vec<Place>] {
        self.offers.get_or_init(|| data::offers::group(shop, self.sizes.shards))
    }

    pub fn search(&self, shop: &Shop) -> &SearchIndex {
        self.search.get_or_init(|| data::search::index(shop))
    }

    /// The files of the sitemap.
    pub fn sitemap(&self, view: &View<'_>) -> &[(String, String)] {
        self.sitemap.get_or_init(|| sitemap::sitemap(view, &listed(view, &pages::pages(view), self.lists_report)))
    }
}

/// Paths of the theme's files, with the hash of what is in them.
#[derive(Debug, Clone, Default)]
pub struct Assets {
    pub css: String,
    /// The styles of the landing page's sections, lists and pages to read; empty for a theme without `assets/home.css`.
    pub home: String,
    pub js: String,
    pub font: String,
    pub styles: String,
    pub home_styles: String,
}

/// Plans the whole site; a published report is part of it. Findings: two sources for one path, links that lead nowhere.
pub fn plan(site: &Site, assets: Assets, report: Option<&ReportFiles>, diagnostics: &mut Diagnostics) -> Plan {
    let view = site.view();
    let sizes = Sizes::of(&site.shop);
    let mut planner = Planner { site, tasks: BTreeMap::new(), diagnostics };
    let pages = pages::pages(&view);
    for (path, page) in &pages {
        planner.add(path, Task::Page(page.clone()));
    }
    planner.copies(&assets);
    planner.cards(&view, &pages, report);
    planner.data(&sizes);
    planner.extras(&view);
    let published = report.filter(|report| report.publish);
    match published {
        Some(report) => planner.report(report),
        // Made later, by the dev server; pages may link to it all the same.
        None if site.report.as_ref().is_some_and(|(_, settings)| settings.publish) => {
            planner.add(paths::REPORT, Task::Report("index.html".to_owned()));
        }
        None => {}
    }
    let lists_report = published.is_some_and(|report| report.index);
    let sitemap = planner.sitemap(&view, &pages, lists_report);
    let tasks = planner.tasks;
    links(site, &view, &tasks, &pages, diagnostics);
    Plan { tasks, sizes, assets, offers: OnceLock::new(), search: OnceLock::new(), sitemap, lists_report }
}

struct Planner<'a> {
    site: &'a Site,
    tasks: BTreeMap<String, Task>,
    diagnostics: &'a mut Diagnostics,
}

impl Planner<'_> {
    fn add(&mut self, path: &str, task: Task) {
        let Some(other) = self.tasks.get(path) else {
            self.tasks.insert(path.to_owned(), task);
            return;
        };
        // Two products, or two events, of one slug have been reported with both their places.
        let reported = matches!(
            (&task, other),
            (Task::Page(Page::Product(_)), Task::Page(Page::Product(_))) | (Task::Event(..), Task::Event(..))
        );
        if reported {
            return;
        }
        let (mine, theirs) = (origin(self.site, &task), origin(self.site, other));
        let message = format!("the address `{path}` is taken by another file, or by a page of the shop itself");
        let finding = error("duplicate-url", message).help("rename this file");
        self.diagnostics.push(match mine.or(theirs) {
            Some(origin) => {
                let at = At::Value(origin.at.iter().cloned().chain(crate::path!["title"]).collect());
                finding.at(origin.file, at)
            }
            None => finding,
        });
    }

    /// What pages show and links name of the content, and the theme's files that are not part of the style sheet.
    fn copies(&mut self, assets: &Assets) {
        let linked: BTreeSet<String> =
            self.site.references.iter().map(|reference| decode(path_of(&reference.target))).collect();
        for (path, media) in &self.site.shop.media {
            let own = format!("/{path}");
            match &media.photo {
                Some(photo) => self.photo(photo, media.media_type.unwrap_or_default(), linked.contains(&own)),
                None if linked.contains(&own) || self.site.shown.contains(path) => {
                    let copy = Task::Copy(media.file);
                    self.add(&own, media.drawing.clone().map_or(copy, Task::Text));
                }
                None => {}
            }
        }
        let typeface = self.site.shop.settings.theme.typeface.word();
        let font = format!("fonts/{typeface}.woff2");
        for (path, file) in &self.site.theme.files {
            let licence = path.starts_with("fonts/") && path.ends_with(".txt") && path.contains(typeface);
            match path.as_str() {
                "assets/shop.css" => {}
                "assets/home.css" => self.add(&assets.home, Task::Text(assets.home_styles.clone())),
                "assets/shop.js" => self.add(&assets.js, Task::Copy(*file)),
                path if path == font => self.add(&assets.font, Task::Copy(*file)),
                path if licence || path.starts_with("assets/") => {
                    let name = path.rsplit('/').next().unwrap_or(path);
                    self.add(&format!("/assets/{name}"), Task::Copy(*file));
                }
                _ => {}
            }
        }
        self.add(&assets.css, Task::Styles);
    }

    /// What pages show, and the photo itself where a link leads to it; a photo of neither is not published.
    fn photo(&mut self, photo: &Photo, media_type: &str, linked: bool) {
        let task = |rendition| Task::Photo(photo.path.clone(), rendition);
        if self.site.shown.contains(&photo.path) {
            for rendition in photo.renditions() {
                self.add(&format!("/{}", photo.path_of(rendition)), task(rendition));
            }
        }
        if linked {
            self.add(&format!("/{}", photo.path), task(photo.own(media_type)));
        }
    }

    fn report(&mut self, report: &ReportFiles) {
        for path in report.files.keys() {
            self.add(&paths::report(path), Task::Report(path.clone()));
        }
    }

    fn data(&mut self, sizes: &Sizes) {
        self.add(data::path::SHOP, Task::ShopData);
        for shard in 0..sizes.shards {
            self.add(&data::path::offers(shard), Task::Offers(shard));
        }
        for chunk in 0..sizes.chunks {
            self.add(&data::path::products(chunk), Task::Cards(chunk));
        }
        self.add(data::path::ALL, Task::Listing(None));
        for (n, collection) in self.site.shop.collections.iter().enumerate() {
            self.add(&data::path::collection(&collection.slug), Task::Listing(Some(n)));
        }
        for shelf in data::search::shelves(sizes.terms) {
            self.add(&data::path::search(&shelf), Task::SearchTerms(shelf));
        }
    }

    /// One file, unless the site is so large that it has to be made to know.
    fn sitemap(&mut self, view: &View<'_>, pages: &[(String, Page)], report: bool) -> OnceLock<Vec<(String, String)>> {
        let pictures: usize = view.shop.products.iter().map(|product| product.matter.images.len()).sum();
        if sitemap::is_one_file(pages.len() + pictures) {
            self.add(sitemap::PATH, Task::Sitemap(0));
            return OnceLock::new();
        }
        let files = sitemap::sitemap(view, &listed(view, pages, report));
        for (n, (path, _)) in files.iter().enumerate() {
            self.add(path, Task::Sitemap(n));
        }
        OnceLock::from(files)
    }

    fn extras(&mut self, view: &View<'_>) {
        for (n, feed) in FEEDS.iter().enumerate() {
            if (feed.write)(view).is_some() {
                self.add(feed.path, Task::Feed(n));
            }
        }
        for (s, section) in self.site.home.sections.iter().enumerate() {
            for (n, event) in section.events().iter().enumerate() {
                self.add(&crate::view::path::event(&event.slug.0), Task::Event(s, n));
            }
        }
        self.add("/site.webmanifest", Task::Manifest);
        if view.has_svg_icon() {
            self.add("/icons/icon.svg", Task::Icon(Icon::Svg));
        }
        for (path, icon) in ICONS {
            self.add(path, Task::Icon(*icon));
        }
        // GitHub Pages: no Jekyll, and the host when it is not GitHub's own.
        self.add("/.nojekyll", Task::Text(String::new()));
        let host = self.site.base.host();
        let own = self.site.base.root == "/" && host.contains('.') && !host.ends_with(".github.io");
        let name = !host.split('.').all(|part| part.bytes().all(|b| b.is_ascii_digit()));
        if own && name {
            self.add("/CNAME", Task::Text(format!("{host}\n")));
        }
    }
}

fn origin<'a>(site: &'a Site, task: &Task) -> Option<&'a Origin> {
    match task {
        Task::Page(Page::Product(n)) => site.shop.products.get(*n).map(|product| &product.origin),
        Task::Page(Page::Collection(n, _)) | Task::Listing(Some(n)) => {
            site.shop.collections.get(*n).map(|collection| &collection.origin)
        }
        Task::Page(Page::Text(n)) => site.shop.pages.get(*n).map(|page| &page.origin),
        Task::Page(Page::Post(n)) => site.shop.posts.get(*n).map(|post| &post.origin),
        _ => None,
    }
}

/// The pages of the sitemap.
fn listed(view: &View<'_>, pages: &[(String, Page)], report: bool) -> Vec<Listed> {
    let shop = view.shop;
    let entry = |(path, page): &(String, Page)| {
        let (lastmod, images) = match page {
            Page::Product(n) => {
                let images = shop.products[*n].matter.images.iter();
                (None, images.map(|image| view.preview(&image.src).url).collect())
            }
            Page::Post(n) => {
                let matter = &shop.posts[*n].matter;
                (Some(matter.updated.unwrap_or(matter.date)), Vec::new())
            }
            Page::Text(n) => (shop.pages[*n].matter.updated, Vec::new()),
            _ => (None, Vec::new()),
        };
        Listed { path: path.clone(), lastmod, images }
    };
    let report = report.then(|| Listed { path: paths::REPORT.to_owned(), lastmod: None, images: Vec::new() });
    pages.iter().filter(|(_, page)| pages::is_listed(page)).map(entry).chain(report).collect()
}

/// Looks every link of the content up in the plan.
fn links(
    site: &Site,
    view: &View<'_>,
    tasks: &BTreeMap<String, Task>,
    pages: &[(String, Page)],
    diagnostics: &mut Diagnostics,
) {
    let mut anchors: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for reference in &site.references {
        let anchor = reference.target.split_once('#').map(|(_, anchor)| anchor);
        let path = path_of(&reference.target);
        let path = if path.is_empty() { reference.page.clone() } else { Some(decode(path)) };
        // A bare anchor in shop.yaml stands on every page.
        let Some(path) = path else { continue };
        let Some(task) = tasks.get(&path) else {
            diagnostics.push(dead(reference, &path, tasks, pages));
            continue;
        };
        let (Some(anchor), Task::Page(page)) = (anchor.filter(|anchor| !anchor.is_empty()), task) else { continue };
        let known = anchors.entry(path.clone()).or_insert_with(|| pages::anchors(view, &site.home, page));
        if !known.iter().any(|known| known == anchor) {
            let finding = error("dead-anchor", format!("`{path}` has no place named `#{anchor}`"));
            let help = match did_you_mean(anchor, known.iter().map(String::as_str)) {
                Some(guess) => format!("did you mean `#{guess}`?"),
                None => "link to the page, or to a heading of it".to_owned(),
            };
            diagnostics.push(Diagnostic { place: Some(reference.place.clone()), ..finding.help(help) });
        }
    }
}

/// A link without its query and its anchor.
fn path_of(target: &str) -> &str {
    target.split(['?', '#']).next().unwrap_or_default()
}

/// Pages that are made of a file.
const FILES: [(&str, &str); 2] = [(paths::FAQ, "faq.yaml"), (paths::TESTIMONIALS, "testimonials.yaml")];

fn dead(reference: &Reference, path: &str, tasks: &BTreeMap<String, Task>, pages: &[(String, Page)]) -> Diagnostic {
    let with_slash =
        format!("{}/", path.trim_end_matches("/index.html").trim_end_matches(".html").trim_end_matches(".md"));
    let ending = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending);
    let help = if tasks.contains_key(&with_slash) {
        format!("write `{with_slash}`, with the slash at its end")
    } else {
        match nearest(path, pages) {
            Some(guess) => format!("did you mean `{guess}`?"),
            None if ending.is_some_and(|ending| !["html", "md"].contains(&ending)) => {
                format!("put the file there, as `content{path}`, or link to a page of the shop, like `/products/`")
            }
            None => match FILES.iter().find(|(of, _)| *of == with_slash.replace("//", "/")) {
                Some((_, file)) => format!("write `content/{file}`, of which the page is made, or take the link out"),
                None => "link to a page of the shop, like `/products/`".to_owned(),
            },
        }
    };
    let finding = error("dead-link", format!("there is no page `{path}`")).help(help);
    Diagnostic { place: Some(reference.place.clone()), ..finding }
}

/// The page whose last part is that of a path, or nearly so; the folders before it say little.
fn nearest<'a>(path: &str, pages: &'a [(String, Page)]) -> Option<&'a str> {
    fn last(path: &str) -> &str {
        path.trim_end_matches('/').rsplit('/').next().unwrap_or_default()
    }
    let name = last(path);
    // Of `angebote`, `agb` has no more than its letters.
    let like = |known: &&str| known.len() * 2 >= name.len() || name.starts_with(*known);
    let guess = did_you_mean(name, pages.iter().map(|(path, _)| last(path)).filter(like))?;
    pages.iter().map(|(path, _)| path.as_str()).find(|path| last(path) == guess)
}

/// A path without its percent-encoding, as the plan has it.
fn decode(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = path.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match (bytes[at], hex) {
            (b'%', Some(byte)) => {
                out.push(byte);
                at += 3;
            }
            (byte, _) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| path.to_owned())
}

/// The file in which a path from the site's root is kept: `/faq/` is `faq/index.html`.
pub fn file_name(path: &str) -> String {
    let path = path.trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}
