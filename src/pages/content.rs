//! Pages of which there is one: search, cart, testimonials, FAQ, not found; and pages of text.

use serde::Serialize;

use super::{Cards, PageView};
use crate::shop::Page;
use crate::shop::page::PageKind;
use crate::view::common::{Breadcrumb, TestimonialView};
use crate::view::head::{HeadView, Sources, Subject};
use crate::view::lists::GroupView;
use crate::view::{ImageView, View, path};

#[derive(Serialize)]
struct PlainView<'a> {
    kind: &'static str,
    url: String,
    title: &'a str,
    breadcrumbs: Vec<Breadcrumb>,
}

#[derive(Serialize)]
struct NotFoundView<'a> {
    kind: &'static str,
    url: String,
    title: &'a str,
    breadcrumbs: Vec<Breadcrumb>,
}

#[derive(Serialize)]
struct TestimonialsView<'a> {
    kind: &'static str,
    url: String,
    title: &'a str,
    breadcrumbs: Vec<Breadcrumb>,
    items: Vec<TestimonialView>,
    segments: Vec<&'a str>,
}

#[derive(Serialize)]
struct FaqView<'a> {
    kind: &'static str,
    url: String,
    title: &'a str,
    breadcrumbs: Vec<Breadcrumb>,
    groups: Vec<GroupView>,
}

#[derive(Serialize)]
struct TextView<'a> {
    kind: &'static str,
    url: String,
    title: &'a str,
    breadcrumbs: Vec<Breadcrumb>,
    summary: Option<&'a str>,
    kind_of_page: &'static str,
    updated_text: Option<String>,
    image: Option<ImageView>,
    /// HTML.
    body: &'a str,
}

pub fn search(view: &View<'_>) -> PageView {
    let description = view.describe_search();
    plain(view, "search", "pages/search.html", path::SEARCH, view.t("search"), description.as_deref())
        .with(Cards::below(&to_start_with(view)))
}

pub fn cart(view: &View<'_>) -> PageView {
    let description = view.describe_cart();
    plain(view, "cart", "pages/cart.html", path::CART, view.t("cart_title"), description.as_deref())
        .with(Cards::below(&to_start_with(view)))
}

/// A page that the scripts fill.
fn plain(
    view: &View<'_>,
    kind: &'static str,
    template: &'static str,
    own: &str,
    title: &str,
    description: Option<&str>,
) -> PageView {
    let breadcrumbs = view.breadcrumbs(&[], title);
    let head = head(view, own, title, description, false, Vec::new());
    let page = PlainView { kind, url: view.base.path(own), title, breadcrumbs };
    PageView::new(template, head, &page)
}

fn head(
    view: &View<'_>,
    own: &str,
    title: &str,
    description: Option<&str>,
    index: bool,
    nodes: Vec<crate::view::json_ld::Node>,
) -> HeadView {
    let subject = Subject {
        path: Some(own),
        title,
        description,
        image: None,
        product: None,
        kind: "website",
        index,
        sources: Sources::default(),
    };
    let json_ld = if nodes.is_empty() { String::new() } else { view.graph(nodes) };
    view.head(&subject, json_ld)
}

pub fn testimonials(view: &View<'_>) -> PageView {
    let title = view.t("testimonials");
    let breadcrumbs = view.breadcrumbs(&[], title);
    let nodes = vec![view.breadcrumb_list(&breadcrumbs, path::TESTIMONIALS)];
    let mut segments: Vec<&str> = Vec::new();
    for segment in view.shop.testimonials.iter().filter_map(|testimonial| testimonial.segment.as_deref()) {
        if !segments.contains(&segment) {
            segments.push(segment);
        }
    }
    let page = TestimonialsView {
        kind: "testimonials",
        url: view.base.path(path::TESTIMONIALS),
        title,
        breadcrumbs,
        items: view.shop.testimonials.iter().map(|testimonial| view.testimonial(testimonial)).collect(),
        segments,
    };
    let head = head(view, path::TESTIMONIALS, title, view.describe_testimonials().as_deref(), true, nodes);
    PageView::new("pages/testimonials.html", head, &page)
}

pub fn faq(view: &View<'_>) -> PageView {
    let title = view.t("faq");
    let breadcrumbs = view.breadcrumbs(&[], title);
    let nodes = vec![view.faq_page(&view.shop.faq), view.breadcrumb_list(&breadcrumbs, path::FAQ)];
    let head = head(view, path::FAQ, title, view.describe_faq().as_deref(), true, nodes);
    let page = FaqView {
        kind: "faq",
        url: view.base.path(path::FAQ),
        title,
        breadcrumbs,
        groups: view.shop.faq.iter().map(|group| view.questions(group, group.questions.len())).collect(),
    };
    PageView::new("pages/faq.html", head, &page)
}

pub fn text(view: &View<'_>, page: &Page) -> PageView {
    let matter = &page.matter;
    let own = path::page(&page.slug);
    let breadcrumbs = view.breadcrumbs(&[], &matter.title);
    let mut nodes = vec![view.breadcrumb_list(&breadcrumbs, &own)];
    if matches!(matter.kind, PageKind::About | PageKind::Contact | PageKind::Imprint) {
        nodes.push(view.store());
    }
    let image = matter.seo.image.as_ref().or(matter.image.as_ref());
    let subject = Subject {
        path: Some(&own),
        title: matter.seo.title.as_deref().unwrap_or(&matter.title),
        description: matter.seo.description.as_deref().or(matter.summary.as_deref()).or(Some(&page.body.text)),
        image: image.map(|image| (image.src.as_str(), image.alt.as_str())),
        product: None,
        kind: "website",
        index: true,
        sources: Sources::default(),
    };
    let head = view.head(&subject, view.graph(nodes));
    let text = TextView {
        kind: "page",
        url: view.base.path(&own),
        title: &matter.title,
        breadcrumbs,
        summary: matter.summary.as_deref(),
        kind_of_page: matter.kind.word(),
        updated_text: matter.updated.map(|date| view.formats.date(date.0)),
        image: matter.image.as_ref().and_then(|image| view.image(image)),
        body: &page.body.html,
    };
    PageView::new("pages/page.html", head, &text)
}

/// Products for pages where somebody has not found any yet: one row on the widest layout.
fn to_start_with(view: &View<'_>) -> Vec<usize> {
    let products = view.shop.products.iter().enumerate();
    products.filter(|(_, product)| product.buyable()).map(|(n, _)| n).take(4).collect()
}

pub fn not_found(view: &View<'_>) -> PageView {
    let title = view.t("not_found_title");
    let subject = Subject {
        path: None,
        title,
        description: None,
        image: None,
        product: None,
        kind: "website",
        index: false,
        sources: Sources::default(),
    };
    let page = NotFoundView { kind: "not_found", url: view.base.path("/404.html"), title, breadcrumbs: Vec::new() };
    let head = view.head(&subject, String::new());
    PageView::new("pages/not_found.html", head, &page).with(Cards::below(&to_start_with(view)))
}
