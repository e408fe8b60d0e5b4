//! What a network's crawler reads in the head of a page.
//!
//! In: HTML as it is served, and the address of the site. Out: the few values that previews are made of.

use crate::plan::Task;
use crate::render::Rendered;
use crate::scalar::BaseUrl;
use crate::serve::site::Good;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meta {
    /// `og:title`, which stands without the shop's name.
    pub title: String,
    /// Of the `title` element, as search engines show it.
    pub full_title: String,
    pub description: String,
    pub kind: String,
    pub site_name: String,
    pub host: String,
    pub url: String,
    /// The card's address on this server.
    pub image: Option<String>,
    pub width: u32,
    pub height: u32,
    pub image_type: String,
    /// Bytes of the card, once it has been made.
    pub weight: Option<usize>,
    /// Bytes up to the end of the head.
    pub head: usize,
    pub price: Option<String>,
    pub https: bool,
    root: String,
}

impl Meta {
    pub fn of(base: &BaseUrl, html: &str) -> Meta {
        let head = html.find("</head>").unwrap_or(html.len());
        let text = &html[..head];
        let own = base.absolute("/");
        let image = content(text, "og:image");
        let number = |key| content(text, key).and_then(|text| text.parse().ok()).unwrap_or_default();
        let price = content(text, "product:price:amount").zip(content(text, "product:price:currency"));
        Meta {
            title: content(text, "og:title").unwrap_or_default(),
            full_title: between(text, "<title>", "</title>").map(unescape).unwrap_or_default(),
            description: content(text, "og:description").unwrap_or_default(),
            kind: content(text, "og:type").unwrap_or_default(),
            site_name: content(text, "og:site_name").unwrap_or_default(),
            host: base.host().to_owned(),
            url: content(text, "og:url").unwrap_or_else(|| own.clone()),
            image: image.and_then(|url| Some(base.path(&format!("/{}", url.strip_prefix(&own)?)))),
            width: number("og:image:width"),
            height: number("og:image:height"),
            image_type: content(text, "og:image:type").unwrap_or_default(),
            weight: None,
            head,
            price: price.map(|(amount, currency)| format!("{amount} {currency}")),
            https: own.starts_with("https://"),
            root: base.root.clone(),
        }
    }

    /// Makes the card, to know how heavy it is.
    pub fn weigh(&mut self, good: &Good) {
        let Some(within) = self.image.as_ref().and_then(|image| image.strip_prefix(&self.root)) else { return };
        let path = crate::serve::http::decode(&format!("/{within}")).unwrap_or_default();
        let Some(task @ (Task::Card(..) | Task::OwnCard(..) | Task::Photo(..) | Task::Copy(_))) =
            good.output.paths().get(&path)
        else {
            return;
        };
        if let Ok(Rendered::Bytes(bytes)) = good.output.render(task) {
            self.weight = Some(bytes.len());
        }
    }
}

/// The `content` of a `meta` element by its property or name. Values are quoted: the pages are our own.
fn content(head: &str, key: &str) -> Option<String> {
    let element = head.split("<meta ").skip(1).find(|element| {
        let named = between(element, "property=\"", "\"").or_else(|| between(element, "name=\"", "\""));
        named == Some(key)
    })?;
    between(element, "content=\"", "\"").map(unescape)
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(start)?;
    Some(rest.split_once(end)?.0)
}

/// The few entities that pages are written with.
fn unescape(text: &str) -> String {
    let known = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&amp;", "&")];
    known.iter().fold(text.to_owned(), |text, (entity, c)| text.replace(entity, c))
}

#[cfg(test)]
mod tests {
    use super::Meta;

    #[test]
    fn a_head_is_read_as_a_crawler_reads_it() {
        let base = "https://user.example/shop/".parse().expect("address");
        let html = "<head><title>Mug · Clay &amp; Sons</title>\n<meta property=\"og:title\" content=\"Mug &quot;M&quot; &amp;lt;\">\n\
            <meta property=\"og:image\" content=\"https://user.example/shop/cards/mug.1.jpg\"><meta property=\"og:image:width\" content=\"1200\">\
            <meta name=\"twitter:card\" content=\"summary_large_image\"></head><meta property=\"og:type\" content=\"no\">";
        let meta = Meta::of(&base, html);
        assert_eq!((meta.title.as_str(), meta.full_title.as_str()), ("Mug \"M\" &lt;", "Mug · Clay & Sons"));
        assert_eq!((meta.image.as_deref(), meta.width), (Some("/shop/cards/mug.1.jpg"), 1200));
        assert_eq!((meta.kind.as_str(), meta.https), ("", true));
        assert_eq!(Meta::of(&base, "<meta property=\"og:title\" content=\"").title, "");
    }
}
