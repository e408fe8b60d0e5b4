//! What the share card of a page shows; its name follows from that, so that another card is another address.

use super::Page;
use super::journal::tags;
use crate::cards::Format;
use crate::memo::Key;
use crate::photos::Photo;
use crate::report::Headline;
use crate::resolve::encode_path;
use crate::scalar::CardFormats;
use crate::sections::Home;
use crate::shop::campaign::Campaign;
use crate::shop::product::Seo;
use crate::shop::{Post, Product};
use crate::theme::CardSet;
use crate::view::head::shorten;
use crate::view::picture::File;
use crate::view::{View, path};

/// Changes whenever the same content would give other pixels.
const EPOCH: &str = "cards 2";
/// Photos of a mosaic.
const MOSAIC: usize = 4;
/// Longer texts are never shown whole.
const LONGEST: usize = 240;

/// The content of one card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Without the format: `product`.
    pub template: &'static str,
    /// By slot.
    pub texts: Vec<(&'static str, String)>,
    /// Paths below `content/`.
    pub photos: Vec<String>,
    /// For those who do not see it.
    pub alt: String,
    /// The page's path in words: `products-mug`.
    pub name: String,
}

/// Formats that a site gets of a page.
pub fn formats(view: &View<'_>, page: &Page) -> &'static [Format] {
    match view.card_formats() {
        CardFormats::None => &[],
        CardFormats::Social if matches!(page, Page::Product(_)) => &Format::ALL,
        CardFormats::Share | CardFormats::Social => &[Format::Wide],
    }
}

/// The card of a page; pages that nobody shares have that of the landing page.
pub fn card(view: &View<'_>, home: &Home, page: &Page) -> Card {
    let shop = view.shop;
    match page {
        Page::Home | Page::Search | Page::Cart | Page::NotFound => landing(view, home),
        Page::Product(n) => product_card(view, &shop.products[*n]),
        Page::Products(_) => {
            let all: Vec<usize> = (0..shop.products.len().min(MOSAIC * 4)).collect();
            mosaic(view, path::PRODUCTS, view.t("all_products"), None, &all)
        }
        Page::Collections => collections(view),
        Page::Collection(n, _) => {
            let collection = &shop.collections[*n];
            let matter = &collection.matter;
            let own = path::collection(&collection.slug);
            mosaic(view, &own, &matter.title, matter.summary.as_deref(), &collection.products).with(&matter.seo)
        }
        Page::Testimonials => testimonial(view),
        Page::Faq => {
            let first =
                shop.faq.iter().flat_map(|group| &group.questions).map(|question| question.question.as_str()).next();
            plain(view, path::FAQ, view.t("faq"), first)
        }
        Page::Journal(_) => journal(view, path::JOURNAL, view.t("journal"), shop.posts.iter()),
        Page::Tag(slug, _) => {
            let tag = tags(shop).into_iter().find(|tag| tag.slug == *slug);
            let (label, posts) = tag.map_or((slug.clone(), Vec::new()), |tag| (tag.label, tag.posts));
            let title = view.fill("journal_tag", &[("tag", &label)]);
            journal(view, &path::tag(slug), &title, posts.iter().map(|n| &shop.posts[*n]))
        }
        Page::Post(n) => {
            let post = &shop.posts[*n];
            let mut card = plain(view, &path::post(&post.slug), &post.matter.title, None);
            card.template = "post";
            card.texts.push(("kicker", view.t("journal").to_owned()));
            card.texts.push(("date", view.formats.date(post.matter.date.0)));
            card.photos.extend(post.matter.image.iter().map(|image| image.src.clone()));
            card.with(&post.matter.seo)
        }
        Page::Text(n) => {
            let page = &shop.pages[*n];
            let summary = page.matter.seo.description.as_deref().or(page.matter.summary.as_deref());
            plain(view, &path::page(&page.slug), &page.matter.title, summary).with(&page.matter.seo)
        }
    }
}

/// The pictures of a campaign, to post: what it says, until when, with which code, and a photo of what it leads to.
pub fn campaign(view: &View<'_>, home: &Home, campaign: &Campaign) -> Card {
    let goal = goal(view, home, campaign.landing_page.as_ref().map_or(path::HOME, |link| link.text()));
    let title = campaign.headline.as_deref().unwrap_or(&campaign.name);
    let mut card = plain(view, &format!("campaign-{}", campaign.code.0), title, None);
    card.template = "campaign";
    let goal_texts = goal.texts.into_iter().filter_map(|(slot, text)| match slot {
        "title" if text != title => Some(("kicker", text)),
        "price" | "list_price" | "unit_price" => Some((slot, text)),
        _ => None,
    });
    card.texts.extend(goal_texts);
    let until = campaign.end.map(|end| view.fill("card_until", &[("date", &view.formats.day_month(end.0))]));
    let code = campaign.discount_code.as_ref().map(|code| view.fill("card_code", &[("code", code)]));
    let told: Vec<&str> = [Some(title), until.as_deref(), code.as_deref()].into_iter().flatten().collect();
    card.alt = told.join(" · ");
    card.texts.extend(until.map(|until| ("badge", until)));
    card.texts.extend(code.map(|code| ("action", code)));
    card.texts.push(("address", format!("{}{}", view.base.host(), view.base.root.trim_end_matches('/'))));
    card.photos = goal.photos.into_iter().take(1).collect();
    card
}

/// What a campaign leads to: a product, a collection, else the shop itself.
fn goal(view: &View<'_>, home: &Home, link: &str) -> Card {
    let own = link.split(['?', '#']).next().unwrap_or_default();
    let shop = view.shop;
    let product = shop.products.iter().find(|product| path::product(&product.slug) == own);
    let collection = shop.collections.iter().find(|collection| path::collection(&collection.slug) == own);
    match (product, collection) {
        (Some(one), _) => product_card(view, one),
        (None, Some(some)) => mosaic(view, own, &some.matter.title, None, &some.products),
        (None, None) => Card { texts: Vec::new(), ..landing(view, home) },
    }
}

/// The card of a published KPI report.
pub fn report(view: &View<'_>, headline: &Headline) -> Card {
    let mut card = plain(view, path::REPORT, &headline.title, Some(&headline.summary));
    card.template = "report";
    card.texts.push(("figure", headline.figure.clone()));
    card.texts.push(("unit", headline.unit.clone()));
    card.alt = format!("{}: {} {}, {}", headline.title, headline.unit, headline.figure, headline.summary);
    card
}

fn landing(view: &View<'_>, home: &Home) -> Card {
    let settings = &view.shop.settings;
    let title = settings.tagline.as_deref().or(home.title.as_deref()).unwrap_or(&settings.name);
    let mut card = plain(view, path::HOME, title, home.description.as_deref().or(settings.description.as_deref()));
    card.template = "home";
    let hero = home.sections.iter().find_map(|section| section.hero_image());
    if let Some(image) = home.image.as_ref().or(settings.image.as_ref()).or(hero) {
        card.photos.push(image.src.clone());
        card.alt.clone_from(&image.alt);
    }
    card
}

fn product_card(view: &View<'_>, product: &Product) -> Card {
    let matter = &product.matter;
    let mut card = plain(view, &path::product(&product.slug), &matter.title, None);
    card.template = "product";
    let price = view.list_price(product);
    let from = price.from.then(|| view.t("price_from"));
    let parts: Vec<&str> = [from, Some(&price.text), price.interval.as_deref()].into_iter().flatten().collect();
    card.texts.push(("price", parts.join(" ")));
    card.texts.extend(price.list.map(|list| ("list_price", list)));
    // Whoever advertises a price says the unit price as well (Directive 98/6/EC, article 3 (4)).
    card.texts.extend(price.unit.map(|unit| ("unit_price", unit)));
    if let Some(rating) = view.rating(&matter.reviews) {
        card.texts.push(("rating", rating.number));
        // Beside stars a number is enough; words have no room there.
        card.texts.push(("reviews", format!("{} ({})", rating.value, rating.count)));
    }
    if let Some(collection) = product.collections.first() {
        card.texts.push(("kicker", view.shop.collections[*collection].matter.title.clone()));
    }
    if let Some(image) = matter.images.first() {
        card.photos.push(image.src.clone());
        card.alt.clone_from(&image.alt);
    }
    card.with(&matter.seo)
}

fn mosaic(view: &View<'_>, own: &str, title: &str, summary: Option<&str>, products: &[usize]) -> Card {
    let mut card = plain(view, own, title, summary);
    card.template = "collection";
    for product in products.iter().map(|n| &view.shop.products[*n]) {
        let Some(image) = product.matter.images.first() else { continue };
        if card.photos.len() < MOSAIC && !card.photos.contains(&image.src) {
            card.photos.push(image.src.clone());
        }
    }
    card
}

/// A photo of each of the first collections.
fn collections(view: &View<'_>) -> Card {
    let shop = view.shop;
    let pictured = |n: &&usize| !shop.products[**n].matter.images.is_empty();
    let first = |products: &Vec<usize>| products.iter().find(pictured).copied();
    let shown: Vec<usize> = shop.collections.iter().filter_map(|collection| first(&collection.products)).collect();
    let names: Vec<&str> = shop.collections.iter().map(|collection| collection.matter.title.as_str()).collect();
    mosaic(view, path::COLLECTIONS, view.t("collections"), Some(&names.join(", ")), &shown)
}

/// The newest post tells what the journal is about, or a tag in it.
fn journal<'p>(view: &View<'_>, own: &str, title: &str, posts: impl Iterator<Item = &'p Post>) -> Card {
    let newest = posts.map(|post| &post.matter).next();
    let mut card = plain(view, own, title, newest.map(|post| post.title.as_str()));
    card.photos.extend(newest.and_then(|post| post.image.as_ref()).map(|image| image.src.clone()));
    card
}

fn testimonial(view: &View<'_>) -> Card {
    let Some(first) = view.shop.testimonials.first() else {
        return plain(view, path::TESTIMONIALS, view.t("testimonials"), None);
    };
    let mut card = plain(view, path::TESTIMONIALS, &first.text, None);
    card.template = "testimonial";
    card.texts.retain(|(slot, _)| *slot == "shop");
    card.texts.push(("quote", shorten(&first.text, LONGEST)));
    card.texts.push(("name", first.person.clone()));
    let role: Vec<&str> = [first.role.as_deref(), first.company.as_deref()].into_iter().flatten().collect();
    card.texts.push(("role", role.join(", ")));
    card
}

fn plain(view: &View<'_>, own: &str, title: &str, summary: Option<&str>) -> Card {
    let name = own.trim_matches('/').replace('/', "-");
    let mut texts = vec![("title", shorten(title, LONGEST)), ("shop", view.shop.settings.name.clone())];
    texts.extend(summary.map(|summary| ("summary", shorten(summary, LONGEST))));
    Card {
        template: "page",
        texts,
        photos: Vec::new(),
        alt: title.to_owned(),
        name: if name.is_empty() { "home".to_owned() } else { name },
    }
}

impl Card {
    /// The picture that its page is to be shared with, in place of all others.
    fn with(mut self, seo: &Seo) -> Card {
        if let Some(image) = &seo.image {
            self.photos = vec![image.src.clone()];
            self.alt = Some(image.alt.clone()).filter(|alt| !alt.is_empty()).unwrap_or(self.alt);
        }
        self
    }

    /// The template's name in a format.
    pub fn template_name(&self, format: Format) -> String {
        match format {
            Format::Wide => self.template.to_owned(),
            Format::Square => format!("{}-square", self.template),
            Format::Story => format!("{}-story", self.template),
        }
    }

    /// The photos of it that can be shown.
    pub fn photos<'v>(&self, view: &View<'v>) -> Vec<&'v Photo> {
        let photo = |src: &String| view.shop.media.get(src)?.photo.as_deref();
        self.photos.iter().filter_map(photo).collect()
    }

    /// The hash of everything that its pixels depend on.
    pub fn key(&self, view: &View<'_>, set: &CardSet, format: Format) -> Key {
        let name = self.template_name(format);
        let template = set.templates.get(&name).map_or("", |template| template.text.as_str());
        let photos: Vec<u8> = self
            .photos(view)
            .iter()
            .flat_map(|photo| {
                let focus = photo.focus.map_or([u8::MAX; 2], |focus| [focus.x, focus.y]);
                [&photo.hash[..], &focus, &[u8::from(photo.draft)]].concat()
            })
            .collect();
        let texts = format!("{:?} {}", self.texts, view.shop.locale.direction());
        Key::of(&[
            EPOCH.as_bytes(),
            &set.key.0,
            template.as_bytes(),
            view.card_logo().unwrap_or_default().as_bytes(),
            &photos,
            texts.as_bytes(),
        ])
    }

    /// Where it stands, below the site's root: `/cards/products-mug.1f0c9b3a.jpg`. `None` when the theme has no
    /// template for it.
    pub fn path(&self, view: &View<'_>, set: &CardSet, format: Format) -> Option<String> {
        let template = set.templates.get(&self.template_name(format))?;
        let hash = &self.key(view, set, format).name()[..8];
        let media_type = crate::cards::media_type(&template.text, !self.photos(view).is_empty());
        let kind = match format {
            Format::Wide => "",
            Format::Square => "-square",
            Format::Story => "-story",
        };
        let ending = if media_type == "image/png" { "png" } else { "jpg" };
        Some(format!("/cards/{}{kind}.{hash}.{ending}", self.name))
    }

    /// For `og:image`.
    pub fn file(&self, view: &View<'_>) -> Option<File> {
        let path = self.path(view, view.cards?, Format::Wide)?;
        let (width, height) = Format::Wide.size();
        let media_type = if path.ends_with(".png") { "image/png" } else { "image/jpeg" };
        Some(File { url: view.base.absolute(&encode_path(&path)), width, height, media_type })
    }
}
