//! A product's page.

use std::borrow::Cow;

use serde::Serialize;

use super::options::{OptionView, options};
use super::{Cards, PageView};
use crate::scalar::{Ordered, Quantity, WebUrl};
use crate::shop::Product;
use crate::shop::offer::Variant;
use crate::shop::option::Keys;
use crate::shop::product::{Kind, Manufacturer, Matter, Review};
use crate::view::card::RatingView;
use crate::view::common::{Breadcrumb, ShareView};
use crate::view::delivery::ShippingRow;
use crate::view::head::{Sources, Subject};
use crate::view::json_ld::VideoFacts;
use crate::view::offer::{AvailabilityView, OrderLink, PriceView};
use crate::view::video::{Film, VideoView, embed};
use crate::view::{ImageView, View, path};

#[derive(Serialize)]
struct ProductView<'a> {
    kind: &'static str,
    url: String,
    title: &'a str,
    breadcrumbs: Vec<Breadcrumb>,
    slug: &'a str,
    summary: Option<&'a str>,
    brand: Option<&'a str>,
    sku: &'a str,
    product_kind: &'static str,
    images: Vec<ImageView>,
    price: &'a PriceView,
    /// What lists say, where variants differ in price: without a script nothing is chosen.
    least: Option<PriceView>,
    /// What of it is chosen at first; empty where there is nothing to choose.
    chosen: &'a str,
    availability: &'a AvailabilityView,
    rating: Option<RatingView>,
    /// Of what is not new.
    condition: Option<&'a str>,
    highlights: &'a [String],
    details: Vec<Detail<'a>>,
    body: &'a str,
    options: Vec<OptionView<'a>>,
    variants: Vec<VariantView<'a>>,
    json: String,
    order_links: &'a [OrderLink],
    shipping_rows: &'a [ShippingRow],
    delivery_line: Option<&'a str>,
    returns_line: Option<&'a str>,
    minimum_age: Option<String>,
    reviews: Option<ReviewsView>,
    video: Option<VideoView>,
    share: Vec<ShareView>,
    manufacturer: Option<ManufacturerView<'a>>,
    tags: &'a [String],
}

#[derive(Serialize)]
struct Detail<'a> {
    name: &'a str,
    value: Cow<'a, str>,
}

/// A variant in the list for readers without scripts.
#[derive(Serialize)]
struct VariantView<'a> {
    title: &'a str,
    price: &'a PriceView,
    availability: &'a str,
    detail: Option<&'a str>,
    order_links: &'a [OrderLink],
}

/// What the page's script needs of a variant.
#[derive(Serialize)]
struct ScriptVariant<'a> {
    sku: &'a str,
    v: Vec<&'a str>,
    /// The price in minor units, for the cart.
    minor: i64,
    price: Priced<'a>,
    availability: &'a AvailabilityView,
    #[serde(skip_serializing_if = "Option::is_none")]
    delivery: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<usize>,
    url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    max: Option<u32>,
}

/// A price and what it is of. The script puts each where the page has a place for it.
#[derive(Serialize)]
struct Priced<'a> {
    #[serde(flatten)]
    price: &'a PriceView,
    #[serde(skip_serializing_if = "str::is_empty")]
    variant: &'a str,
}

#[derive(Serialize)]
struct Script<'a> {
    variants: Vec<ScriptVariant<'a>>,
}

#[derive(Serialize)]
struct ReviewsView {
    rating: Option<RatingView>,
    distribution: Vec<Bar>,
    items: Vec<ReviewView>,
    note: Option<String>,
}

#[derive(Serialize)]
struct Bar {
    stars: u8,
    count: usize,
    percent: usize,
}

#[derive(Serialize)]
struct ReviewView {
    author: String,
    rating: u8,
    rating_text: String,
    date: String,
    date_text: String,
    title: Option<String>,
    /// HTML.
    text: String,
    verified: bool,
}

#[derive(Serialize)]
struct ManufacturerView<'a> {
    name: &'a str,
    address: Option<&'a str>,
    email: Option<&'a str>,
}

fn manufacturer(maker: &Manufacturer) -> ManufacturerView<'_> {
    ManufacturerView { name: &maker.name, address: maker.address.as_deref(), email: maker.email.as_deref() }
}

/// Related products on a page.
const RELATED: usize = 4;

pub fn product(view: &View<'_>, product: &Product) -> PageView {
    let matter = &product.matter;
    let own = path::product(&product.slug);
    let collection = product.collections.first().map(|n| &view.shop.collections[*n]);
    let collection_path = collection.map(|collection| path::collection(&collection.slug));
    let trail = match (collection, &collection_path) {
        (Some(collection), Some(path)) => vec![(collection.matter.title.as_str(), path.as_str())],
        _ => vec![(view.t("all_products"), path::PRODUCTS)],
    };
    let breadcrumbs = view.breadcrumbs(&trail, &matter.title);
    let gallery = Gallery::of(view, product);
    let choices: Vec<Choice> = product.variants.iter().map(|variant| Choice::of(view, product, variant)).collect();
    let shown = &choices[product.first];
    let video = video(view, product);
    let image = matter.seo.image.as_ref().map(|image| (image.src.as_str(), image.alt.as_str()));
    let first_image = matter.images.first().map(|image| (image.src.as_str(), image.alt.as_str()));
    let description = described(view, product);
    let subject = Subject {
        path: Some(&own),
        title: matter.seo.title.as_deref().unwrap_or(&matter.title),
        description: description.as_deref(),
        image: image.or(first_image),
        product: Some(product),
        kind: "product",
        index: true,
        sources: Sources { frame: player(matter), ..Sources::default() },
    };
    let keys = Keys::of(&matter.options);
    let head = view.head(&subject, json_ld(view, product, &breadcrumbs, &own, video.as_ref()));
    let page = ProductView {
        kind: "product",
        url: view.base.path(&own),
        title: &matter.title,
        breadcrumbs,
        slug: &product.slug,
        summary: matter.summary.as_deref(),
        brand: matter.brand.as_deref(),
        sku: &product.variants[product.first].sku,
        product_kind: matter.kind.word(),
        price: &shown.price,
        least: least(view, product),
        chosen: &product.variants[product.first].name,
        availability: &shown.availability,
        rating: view.rating(&matter.reviews),
        highlights: &matter.highlights,
        condition: view.condition(product),
        details: details(view, product),
        body: &product.body.html,
        options: options(view, product, &keys),
        order_links: &shown.order_links,
        shipping_rows: match matter.kind {
            Kind::Physical => &view.delivery(matter.shipping_class.as_deref()).rows,
            Kind::Digital | Kind::Service => &[],
        },
        delivery_line: shown.delivery.as_deref(),
        returns_line: returns_line(view, matter),
        minimum_age: view.minimum_age(product),
        reviews: reviews(view, &matter.reviews),
        video,
        share: view.share(&own, &matter.title, first_image.map(|(src, _)| src)),
        manufacturer: matter.manufacturer.as_deref().map(manufacturer),
        tags: &matter.tags,
        json: script(product, &keys, &choices, &gallery),
        images: gallery.images,
        variants: choices.iter().map(Choice::view).collect(),
    };
    let related = &product.related[..product.related.len().min(RELATED)];
    PageView::new("pages/product.html", head, &page).with(Cards::below(related))
}

/// Why it is not taken back, or how parcels are.
fn returns_line<'a>(view: &View<'a>, matter: &'a Matter) -> Option<&'a str> {
    let parcels = || view.returns_line().filter(|_| matter.kind == Kind::Physical);
    matter.no_returns.as_deref().or_else(parcels)
}

/// What stands below its title in results of a search: written, or made of what it is.
fn described<'a>(view: &View<'_>, product: &'a Product) -> Option<Cow<'a, str>> {
    let matter = &product.matter;
    let written = [matter.seo.description.as_deref(), matter.summary.as_deref(), Some(product.body.text.as_str())];
    let written = written.into_iter().flatten().find(|text| !text.trim().is_empty());
    written.map(Cow::Borrowed).or_else(|| view.describe_product(product).map(Cow::Owned))
}

/// What a list says of it; `None` where all variants cost the same.
fn least(view: &View<'_>, product: &Product) -> Option<PriceView> {
    let mut prices = product.on_offer().map(|variant| variant.offer.price);
    let first = prices.next()?;
    prices.any(|price| price != first).then(|| view.list_price(product))
}

/// The origin of the player that a film needs.
fn player(matter: &Matter) -> Vec<String> {
    let url = matter.video.as_ref().and_then(|video| video.url.as_ref()).and_then(embed);
    let player = url.and_then(|player| player.parse::<WebUrl>().ok());
    player.iter().map(|player| player.origin().to_owned()).collect()
}

/// The pictures of a product, those of single variants after its own, each once.
struct Gallery {
    images: Vec<ImageView>,
    /// The picture of each variant.
    of: Vec<Option<usize>>,
}

impl Gallery {
    fn of(view: &View<'_>, product: &Product) -> Gallery {
        let own = product.matter.images.iter().map(|image| (image.src.as_str(), image.alt.as_str()));
        let more = product.variants.iter().filter_map(|variant| variant.image.as_ref());
        let mut sources: Vec<&str> = Vec::new();
        let mut images = Vec::new();
        for (src, alt) in own.chain(more.map(|image| (image.src.as_str(), image.alt.as_str()))) {
            if let Some(image) = view.picture(src, alt).filter(|_| !sources.contains(&src)) {
                sources.push(src);
                images.push(image);
            }
        }
        let of_variant = |variant: &Variant| {
            let written = variant.image.as_ref().map(|image| image.src.as_str());
            let shows = || {
                let fits = |options: &Ordered| !options.0.is_empty() && shows_variant(product, variant, options);
                product.matter.images.iter().find(|image| fits(&image.options)).map(|image| image.src.as_str())
            };
            written.or_else(shows).and_then(|src| sources.iter().position(|known| *known == src))
        };
        let of: Vec<Option<usize>> = product.variants.iter().map(of_variant).collect();
        Gallery { images, of }.beginning_with(product.first)
    }
}

impl Gallery {
    /// The picture of the variant that is chosen at first comes first, so that nobody sees one and buys another.
    fn beginning_with(mut self, variant: usize) -> Gallery {
        let Some(shown) = self.of[variant] else { return self };
        self.images[..=shown].rotate_right(1);
        for place in self.of.iter_mut().flatten() {
            *place = if *place == shown { 0 } else { *place + usize::from(*place < shown) };
        }
        self
    }
}

/// Whether all the options that a picture names are those of the variant.
fn shows_variant(product: &Product, variant: &Variant, options: &Ordered) -> bool {
    options.0.iter().all(|(name, value)| {
        let position = product.matter.options.iter().position(|option| option.name == *name);
        position.is_some_and(|n| product.matter.options[n].values[variant.values[n]].name() == value)
    })
}

/// What is said of a variant, in the page and in its script.
struct Choice {
    title: String,
    url: String,
    price: PriceView,
    availability: AvailabilityView,
    delivery: Option<String>,
    order_links: Vec<OrderLink>,
}

impl Choice {
    fn of(view: &View<'_>, product: &Product, variant: &Variant) -> Choice {
        Choice {
            title: view.variant_title(product, variant),
            url: view.base.path(&view.variant_path(product, variant)),
            price: view.price(product, &variant.offer),
            availability: view.availability(product, &variant.offer),
            delivery: view.delivery_line(product, &variant.offer),
            order_links: view.order_links(product, variant),
        }
    }

    fn view(&self) -> VariantView<'_> {
        VariantView {
            title: &self.title,
            price: &self.price,
            availability: &self.availability.text,
            detail: self.availability.detail.as_deref(),
            order_links: &self.order_links,
        }
    }
}

fn script(product: &Product, keys: &Keys, choices: &[Choice], gallery: &Gallery) -> String {
    let script = Script {
        variants: product
            .variants
            .iter()
            .zip(choices)
            .zip(&gallery.of)
            .map(|((variant, shown), image)| ScriptVariant {
                sku: &variant.sku,
                v: keys.values.iter().zip(&variant.values).map(|(names, n)| names[*n].as_str()).collect(),
                minor: variant.offer.price.0,
                price: Priced { price: &shown.price, variant: &variant.name },
                availability: &shown.availability,
                delivery: shown.delivery.as_deref(),
                image: *image,
                url: &shown.url,
                max: variant.offer.stock,
            })
            .collect(),
    };
    crate::view::json_ld::in_script(serde_json::to_string(&script).unwrap_or_default())
}

/// What the merchant wrote, and the weight where that is not said yet.
fn details<'a>(view: &'a View<'_>, product: &'a Product) -> Vec<Detail<'a>> {
    let written = product.matter.details.0.iter();
    let mut details: Vec<Detail> = written.map(|(name, value)| Detail { name, value: Cow::Borrowed(value) }).collect();
    let name = view.t("weight");
    let said = |named: &str| named.to_lowercase() == name.to_lowercase();
    let of_option = product.matter.options.iter().any(|option| said(&option.name));
    if let Some(weight) =
        weight(view, product).filter(|_| !of_option && !details.iter().any(|detail| said(detail.name)))
    {
        details.push(Detail { name, value: Cow::Owned(weight) });
    }
    details
}

/// `320 g`, or from the lightest to the heaviest variant.
fn weight(view: &View<'_>, product: &Product) -> Option<String> {
    let weights = || product.variants.iter().filter_map(|variant| variant.weight);
    let [least, most] = [weights().min_by_key(|weight| weight.base())?, weights().max_by_key(|weight| weight.base())?];
    let written = |weight: Quantity| {
        let decimals = weight.number().split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let digits = u8::try_from(decimals).unwrap_or(0);
        let value = weight.thousandths / 10_i64.pow(3 - u32::from(digits));
        format!("{}\u{a0}{}", view.formats.decimal(value, digits), weight.unit.name)
    };
    if least == most { Some(written(least)) } else { Some(format!("{} – {}", written(least), written(most))) }
}

fn reviews(view: &View<'_>, reviews: &[Review]) -> Option<ReviewsView> {
    let rating = view.rating(reviews)?;
    let bar = |stars: u8| {
        let count = reviews.iter().filter(|review| review.rating == stars).count();
        Bar { stars, count, percent: count * 100 / reviews.len() }
    };
    let mut newest: Vec<&Review> = reviews.iter().collect();
    newest.sort_by_key(|review| std::cmp::Reverse(review.date));
    let item = |review: &&Review| ReviewView {
        author: review.author.clone(),
        rating: review.rating,
        rating_text: view.stars(review.rating),
        date: review.date.to_string(),
        date_text: view.formats.date(review.date.0),
        title: review.title.clone(),
        text: paragraphs(&review.text),
        verified: review.verified,
    };
    Some(ReviewsView {
        rating: Some(rating),
        distribution: (1..=5).rev().map(bar).collect(),
        items: newest.iter().map(item).collect(),
        note: view.shop.settings.reviews.clone(),
    })
}

/// A customer's words as they are: paragraphs, and nothing that could be markup.
fn paragraphs(text: &str) -> String {
    let paragraph = |part: &str| format!("<p>{}</p>", crate::markdown::escape_html(part.trim()));
    text.split("\n\n").filter(|part| !part.trim().is_empty()).map(paragraph).collect()
}

fn video(view: &View<'_>, product: &Product) -> Option<VideoView> {
    let video = product.matter.video.as_ref()?;
    let film = video.src.as_deref().map(Film::File).or_else(|| video.url.as_ref().map(Film::Page))?;
    let duration = video.duration.as_ref().map(|duration| duration.0.as_str());
    let shown = view.video(&video.title, &film, view.image(&video.poster), duration);
    Some(VideoView { description: video.description.clone(), ..shown })
}

fn json_ld(
    view: &View<'_>,
    product: &Product,
    breadcrumbs: &[Breadcrumb],
    own: &str,
    shown: Option<&VideoView>,
) -> String {
    let mut nodes = view.product(product);
    nodes.push(view.breadcrumb_list(breadcrumbs, own));
    if let (Some(video), Some(shown)) = (&product.matter.video, shown) {
        nodes.push(view.video_object(&VideoFacts {
            name: video.title.clone(),
            description: video.description.clone().or_else(|| product.matter.summary.clone()),
            thumbnail: view.preview(&video.poster.src).url,
            uploaded: video.uploaded,
            duration: video.duration.as_ref().map(|duration| duration.0.clone()),
            content_url: video.src.as_ref().map(|src| view.absolute_file(src)),
            embed_url: Some(shown.player.clone()).filter(|_| shown.kind == "embed"),
        }));
    }
    view.graph(nodes)
}
