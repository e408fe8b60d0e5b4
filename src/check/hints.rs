//! Advice on texts: lengths that search results and previews show, words that sell and words that do not.
//!
//! Everything here is a warning. Lengths: titles are cut at about 600 pixels in search results
//! (<https://developers.google.com/search/docs/appearance/title-link>), WhatsApp shows about 80 characters of a
//! description; feeds refuse promotion and capitals in titles (<https://support.google.com/merchants/answer/6324415>).

use std::collections::{BTreeMap, BTreeSet};

use super::Site;
use super::content::place;
use super::read::Entry;
use crate::diagnostic::{At, Diagnostic, Diagnostics, Step, warning};
use crate::markdown::Body;
use crate::path;
use crate::shop::offer::Variant;
use crate::shop::option::ProductOption;
use crate::shop::page::PageKind;
use crate::shop::product::{Availability, Kind, Matter, ProductImage, Seo};
use crate::shop::{Media, Origin, Shop};
use crate::source::Sources;

/// Characters of a title that results and previews show.
const TITLE: usize = 70;
/// Characters of a description that results show.
const DESCRIPTION: usize = 170;
/// Words in capitals longer than this are shouted; shorter ones may be abbreviations.
const SHOUTED: usize = 5;

/// Pixels from side to side that a photo of a product needs to be looked at: pages show it as wide on a laptop.
const WIDTH: u32 = 600;

pub fn product(
    entry: &Entry<Matter>,
    variants: &[Variant],
    media: &BTreeMap<String, Media>,
    diagnostics: &mut Diagnostics,
) {
    let matter = &entry.matter;
    let mut hint = Hint { origin: &entry.origin, diagnostics };
    hint.repeated(&matter.title, &entry.body);
    hint.texts(&matter.title, matter.summary.as_deref(), &matter.seo);
    if matter.images.is_empty() && matter.kind == Kind::Physical {
        let finding = warning("no-image", format!("`{}` has no picture", entry.slug));
        hint.push(
            finding.help("add `images:`; a product without one is hardly ever bought or shown by a feed"),
            path!["title"],
        );
    }
    for (n, image) in matter.images.iter().enumerate().filter(|(_, image)| image.alt.is_empty()) {
        let finding = warning("alt", format!("`{}` shows the product, and its alternative text is empty", image.src));
        let help = "say what a buyer sees in it: `Blue teapot on a wooden tray`; only decoration has none";
        hint.push(finding.help(help), path!["images", n, "alt"]);
    }
    for (n, image) in matter.images.iter().enumerate() {
        let same = |other: &ProductImage| {
            (&other.src, other.focus, &other.options) == (&image.src, image.focus, &image.options)
        };
        if matter.images[..n].iter().any(same) {
            let finding = warning("twice", format!("`{}` is shown twice", image.src));
            hint.push(finding.help("take one of the two out, or show it from another side"), path!["images", n, "src"]);
        }
    }
    if let Some(width) = widest(matter, media).filter(|width| *width < WIDTH) {
        let finding = warning("small-image", format!("no photo of `{}` is wider than {width} px", entry.slug));
        let help = format!("use one of {WIDTH} pixels or more: this one is blurred on the page; feeds advise 1500");
        hint.push(finding.help(help), path!["images", 0, "src"]);
    }
    for (n, value) in unsold(matter, variants) {
        let finding = warning("unsold-option", format!("no variant has the value `{value}`, so nobody can buy it"));
        hint.push(
            finding.help("add a variant with it below `variants`, or take it out"),
            path!["options", n, "values"],
        );
    }
    if matter.title.contains('!') || shouted(&matter.title) {
        let finding = warning("shouting", "the title shouts");
        hint.push(finding.help("write it in plain case without `!`: feeds refuse it otherwise"), path!["title"]);
    }
    if variants.iter().any(|variant| variant.offer.price.0 == 0) {
        let finding = warning("price-zero", "the price is 0");
        hint.push(finding.help("feeds and search results need a price above 0"), path!["price"]);
    }
}

/// The width of a product's widest photo; none where it has a drawing, which is sharp in any size.
fn widest(matter: &Matter, media: &BTreeMap<String, Media>) -> Option<u32> {
    let found = matter.images.iter().filter_map(|image| media.get(&image.src));
    let widths: Option<Vec<u32>> = found.map(|media| Some(media.photo.as_ref()?.width)).collect();
    widths?.into_iter().max()
}

/// Values of options, with the option's place, that none of the variants has.
fn unsold<'a>(matter: &'a Matter, variants: &[Variant]) -> Vec<(usize, &'a str)> {
    // Variants with faults of their own are missing here.
    if matter.variants.is_empty() || variants.len() < matter.variants.len() {
        return Vec::new();
    }
    let sold = |n: usize, value: usize| variants.iter().any(|variant| variant.values.get(n) == Some(&value));
    let of = |(n, option): (usize, &'a ProductOption)| {
        let unsold = option.values.iter().enumerate().filter(move |(value, _)| !sold(n, *value));
        unsold.map(move |(_, value)| (n, value.name())).collect::<Vec<_>>()
    };
    matter.options.iter().enumerate().flat_map(of).collect()
}

/// Everything but products, which are looked at as they are read.
pub fn hints(shop: &Shop, diagnostics: &mut Diagnostics) {
    let sold = shop.products.iter().filter(|product| product.offer().availability != Availability::Discontinued);
    let told = |matter: &Matter| (matter.title.clone(), matter.brand.clone(), matter.condition);
    same_title(
        "products",
        sold.map(|product| (told(&product.matter), &product.origin)),
        |(title, ..)| title,
        diagnostics,
    );
    let collections = shop.collections.iter().map(|collection| (collection.matter.title.clone(), &collection.origin));
    same_title("collections", collections, |title| title, diagnostics);
    for collection in &shop.collections {
        let matter = &collection.matter;
        Hint { origin: &collection.origin, diagnostics }.texts(&matter.title, matter.summary.as_deref(), &matter.seo);
    }
    for post in &shop.posts {
        let matter = &post.matter;
        Hint { origin: &post.origin, diagnostics }.repeated(&matter.title, &post.body);
        Hint { origin: &post.origin, diagnostics }.texts(&matter.title, matter.summary.as_deref(), &matter.seo);
    }
    let legal = |kind: PageKind| shop.pages.iter().filter(move |page| page.matter.kind == kind).skip(1);
    for page in PageKind::LEGAL.into_iter().flat_map(legal) {
        let message = format!("another page is `{}` too, and both are linked in every footer", page.matter.kind.word());
        let finding = warning("kind-twice", message).help("let one page say it all, or take `kind` out of this one");
        Hint { origin: &page.origin, diagnostics }.push(finding, path!["kind"]);
    }
    for page in &shop.pages {
        let matter = &page.matter;
        Hint { origin: &page.origin, diagnostics }.repeated(&matter.title, &page.body);
        if PageKind::LEGAL.contains(&matter.kind) && page.body.html.trim().is_empty() {
            let message =
                format!("the page is `{}`, which customers must be able to read, and says nothing", matter.kind.word());
            let finding = warning("empty-page", message).help("write its text below the second line `---`");
            Hint { origin: &page.origin, diagnostics }.push(finding, path!["kind"]);
        }
        Hint { origin: &page.origin, diagnostics }.texts(&matter.title, matter.summary.as_deref(), &matter.seo);
    }
}

/// Things that lists, cart and order tell apart by nothing.
fn same_title<'a, T: Ord>(
    what: &str,
    told: impl Iterator<Item = (T, &'a Origin)>,
    title: impl Fn(&T) -> &String,
    diagnostics: &mut Diagnostics,
) {
    let mut seen = BTreeSet::new();
    for (told, origin) in told {
        let message = format!("two {what} are called `{}`", title(&told));
        if !seen.insert(told) {
            let help = "add what tells them apart, like the size or the colour: in lists and orders nothing else does";
            Hint { origin, diagnostics }.push(warning("same-title", message).help(help), path!["title"]);
        }
    }
}

/// Sections of the landing page that show nothing, unless an error says why.
pub fn empty_sections(sources: &Sources, site: &Site, diagnostics: &mut Diagnostics) {
    let Some(file) = sources.find("content/home.yaml").filter(|_| !diagnostics.has_errors()) else { return };
    let view = site.view();
    for (n, section) in site.home.sections.iter().enumerate().filter(|(_, section)| section.is_empty(&view)) {
        let message = format!("nothing that `{}` would show is published, so the page goes without it", section.name());
        let help = "give it something that is published, or take the section out until there is something";
        let finding = warning("empty-section", message).help(help);
        diagnostics.push(finding.at(file, At::Key(path!["sections", n, section.name()])));
    }
}

struct Hint<'a> {
    origin: &'a Origin,
    diagnostics: &'a mut Diagnostics,
}

impl Hint<'_> {
    fn push(&mut self, mut finding: Diagnostic, steps: Vec<Step>) {
        finding.place = Some(place(self.origin, steps));
        self.diagnostics.push(finding);
    }

    fn texts(&mut self, title: &str, summary: Option<&str>, seo: &Seo) {
        match &seo.title {
            Some(title) => self.longest(title, TITLE, "the title", path!["seo", "title"]),
            None => self.longest(title, TITLE, "the title", path!["title"]),
        }
        match (&seo.description, summary) {
            (Some(text), _) => self.longest(text, DESCRIPTION, "the description", path!["seo", "description"]),
            (None, Some(text)) => self.longest(text, DESCRIPTION + 80, "the summary", path!["summary"]),
            (None, None) => {}
        }
    }

    /// Pages show the title above the text.
    fn repeated(&mut self, title: &str, body: &Body) {
        let first = body.headings.first().filter(|_| body.html.trim_start().starts_with("<h"));
        if first.is_some_and(|heading| heading.text.trim().eq_ignore_ascii_case(title.trim())) {
            let finding =
                warning("title-twice", "the text begins with the title as its first heading, and pages show both");
            self.push(finding.help("take that heading out of the text"), path!["title"]);
        }
    }

    fn longest(&mut self, text: &str, most: usize, what: &str, steps: Vec<Step>) {
        let length = text.chars().count();
        if length > most {
            let finding = warning("length", format!("{what} has {length} characters, about {most} of them are shown"));
            self.push(finding.help("put what matters first, or shorten it"), steps);
        }
    }
}

fn shouted(title: &str) -> bool {
    let shouts = |word: &str| word.chars().count() > SHOUTED && word.chars().all(char::is_uppercase);
    title.split_whitespace().any(shouts)
}
