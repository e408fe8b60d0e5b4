//! The head of a page: what browsers, search engines and networks read.
//!
//! Facts: Open Graph <https://ogp.me/>, product tags <https://developers.facebook.com/docs/marketing-api/catalog/guides/microdata-tags>,
//! X cards <https://developer.x.com/en/docs/x-for-websites/cards/overview/markup>.

use serde::Serialize;

use super::View;
use crate::markdown::escape_attribute;
use crate::scalar::WebUrl;
use crate::shop::Product;

#[derive(Debug, Clone, Serialize)]
pub struct HeadView {
    pub title: String,
    pub description: String,
    pub canonical: Option<String>,
    pub robots: Option<&'static str>,
    pub csp: String,
    /// HTML: the `meta` elements that only machines read (Open Graph, products, X cards).
    pub meta: String,
    /// Safe inside a `script` element.
    pub json_ld: String,
}

#[derive(Debug, Clone, Default, Serialize)]
pub struct HeadLink {
    pub rel: &'static str,
    pub href: String,
    #[serde(rename = "type")]
    pub media_type: Option<&'static str>,
    pub title: Option<String>,
    pub sizes: Option<&'static str>,
}

/// What a page says of itself.
pub struct Subject<'a> {
    /// Path from the site's root; `None` for pages that have no address of their own (404).
    pub path: Option<&'a str>,
    /// Without the shop's name.
    pub title: &'a str,
    pub description: Option<&'a str>,
    /// Path below `content/` and alternative text.
    pub image: Option<(&'a str, &'a str)>,
    pub product: Option<&'a Product>,
    /// `article` or `website`; a product's type follows from `product`.
    pub kind: &'static str,
    pub index: bool,
    pub sources: Sources,
}

/// What a page loads or posts to beside the site itself.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    pub form_action: Vec<String>,
    pub frame: Vec<String>,
}

/// Longer descriptions are cut by every reader of them.
const DESCRIPTION: usize = 200;

impl View<'_> {
    pub fn head(&self, subject: &Subject<'_>, json_ld: String) -> HeadView {
        let settings = &self.shop.settings;
        let title = match subject.path {
            Some(super::path::HOME) if subject.title.contains(&settings.name) => subject.title.to_owned(),
            _ if ends_in(subject.title, &settings.name) => subject.title.to_owned(),
            _ => format!("{} · {}", subject.title, settings.name),
        };
        let fallback = || settings.description.as_deref().or(settings.tagline.as_deref()).unwrap_or(&settings.name);
        // A preview without a description is none: WhatsApp wants title, description and address.
        let written = subject.description.filter(|text| !text.trim().is_empty());
        let description = shorten(written.unwrap_or_else(fallback), DESCRIPTION);
        let canonical = subject.path.filter(|_| subject.index).map(|path| self.base.absolute(path));
        HeadView {
            meta: self.meta(subject, &description),
            title,
            description,
            canonical,
            robots: (!subject.index).then_some("noindex"),
            csp: self.policy(&subject.sources),
            json_ld,
        }
    }

    /// The feed, icons made from the logo, and the manifest that lists them.
    pub fn head_links(&self) -> Vec<HeadLink> {
        let link =
            |rel, path, media_type, sizes| HeadLink { rel, href: self.base.path(path), media_type, title: None, sizes };
        let mut links = vec![link("icon", "/icons/icon-32.png", Some("image/png"), Some("32x32"))];
        if self.has_svg_icon() {
            links.push(link("icon", "/icons/icon.svg", Some("image/svg+xml"), Some("any")));
        }
        links.push(link("apple-touch-icon", "/icons/icon-180.png", None, Some("180x180")));
        links.push(link("manifest", "/site.webmanifest", None, None));
        if self.paths.journal {
            let title = Some(format!("{} · {}", self.t("journal"), self.shop.settings.name));
            links.push(HeadLink { title, ..link("alternate", super::path::ATOM, Some("application/atom+xml"), None) });
        }
        links
    }

    fn meta(&self, subject: &Subject<'_>, description: &str) -> String {
        let settings = &self.shop.settings;
        let mut meta = String::with_capacity(2048);
        let mut property = |key, content: &str| element(&mut meta, "property", key, content);
        let kind = if subject.product.is_some() { "product" } else { subject.kind };
        property("og:type", kind);
        property("og:title", subject.title);
        property("og:description", description);
        if let Some(path) = subject.path {
            property("og:url", &self.base.absolute(path));
        }
        property("og:site_name", &settings.name);
        property("og:locale", self.shop.locale.og());
        let default = settings.image.as_ref().map(|image| (image.src.as_str(), image.alt.as_str()));
        let photo = subject.image.or(default).map(|(src, alt)| (self.preview(src), alt));
        let card = self.card.map(|card| (card.file.clone(), card.alt.as_str()));
        let picture = card.or(photo);
        if let Some((file, alt)) = &picture {
            property("og:image", &file.url);
            if file.width > 0 {
                property("og:image:width", &file.width.to_string());
                property("og:image:height", &file.height.to_string());
            }
            if !file.media_type.is_empty() {
                property("og:image:type", file.media_type);
            }
            property("og:image:alt", alt);
        }
        if let Some(product) = subject.product {
            let variant = &product.variants[product.first];
            let offer = &variant.offer;
            property("product:price:amount", &offer.price.plain(self.shop.currency));
            property("product:price:currency", self.shop.currency.code());
            property("product:availability", offer.availability.open_graph());
            property("product:condition", product.matter.condition.word());
            if let Some(brand) = &product.matter.brand {
                property("product:brand", brand);
            }
            property("product:retailer_item_id", &variant.sku);
            if product.variants.len() > 1 {
                property("product:item_group_id", &self.group_id(product));
            }
        }
        let mut name = |key, content: &str| element(&mut meta, "name", key, content);
        name("twitter:card", "summary_large_image");
        if let Some((_, alt)) = &picture {
            name("twitter:image:alt", alt);
        }
        meta
    }

    /// The identifier that the variants of a product share.
    pub fn group_id(&self, product: &Product) -> String {
        product.matter.sku.as_ref().map_or_else(|| product.slug.clone(), |sku| sku.0.clone())
    }

    /// Content Security Policy Level 3 (<https://www.w3.org/TR/CSP3/>), as a meta element can carry it.
    fn policy(&self, sources: &Sources) -> String {
        let analytics = self.shop.settings.analytics.as_ref();
        let script = analytics.map(|analytics| WebUrl::origin(&analytics.script));
        // Many services count at another address than that of their script, and take it as an attribute.
        let named = analytics.into_iter().flat_map(|analytics| analytics.attributes.values());
        let named: Vec<WebUrl> = named.filter_map(|value| value.parse().ok()).collect();
        let mut counts: Vec<&str> = script.into_iter().chain(named.iter().map(WebUrl::origin)).collect();
        counts.dedup();
        let with = |own: &str, more: &[&str]| {
            let list: Vec<&str> = std::iter::once(own).chain(more.iter().copied()).collect();
            list.join(" ")
        };
        let script: Vec<&str> = script.into_iter().collect();
        let forms: Vec<&str> = sources.form_action.iter().map(String::as_str).collect();
        let frames: Vec<&str> = sources.frame.iter().map(String::as_str).collect();
        let mut policy = format!(
            "default-src 'none'; script-src {}; style-src 'self'; img-src {}; font-src 'self'; media-src 'self'; \
             connect-src {}; manifest-src 'self'; form-action {}; base-uri 'none'",
            with("'self'", &script),
            with("'self' data:", &[]),
            with("'self'", &counts),
            with("'self'", &forms),
        );
        if !frames.is_empty() {
            policy.push_str("; frame-src ");
            policy.push_str(&frames.join(" "));
        }
        policy
    }
}

/// Whether a title has the shop's name at its end already, as other programs write it: `Bowl | Shop`.
fn ends_in(title: &str, name: &str) -> bool {
    let before = title.trim_end().strip_suffix(name).map(str::trim_end);
    before.is_some_and(|before| before.ends_with(['·', '|', '-', '–', '—', '•']))
}

fn element(out: &mut String, attribute: &str, key: &str, content: &str) {
    for part in ["\n<meta ", attribute, "=\"", key, "\" content=\""] {
        out.push_str(part);
    }
    escape_attribute(content, out);
    out.push_str("\">");
}

/// A text cut at a word, with an ellipsis, when it is longer than `most` characters.
pub fn shorten(text: &str, most: usize) -> String {
    // Spaces that hold words together stay: in French they stand before a colon.
    let space = |c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}');
    let folded = text.split(space).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let Some((end, _)) = folded.char_indices().nth(most) else { return folded };
    let cut = folded[..end].rfind(' ').unwrap_or(end);
    format!("{}…", folded[..cut].trim_end_matches([',', '.', ';', ':', ' ']))
}
