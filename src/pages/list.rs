//! Lists of products: the whole range, a collection, all collections.

use serde::Serialize;

use super::{Cards, PRODUCTS_A_PAGE, PageView, slice};
use crate::data::listing;
use crate::view::common::{Breadcrumb, PaginationView};
use crate::view::head::{Sources, Subject};
use crate::view::lists::TileView;
use crate::view::{ImageView, View, path};

#[derive(Serialize)]
struct ListView<'a> {
    kind: &'static str,
    url: String,
    title: &'a str,
    breadcrumbs: Vec<Breadcrumb>,
    summary: Option<&'a str>,
    /// HTML.
    body: &'a str,
    image: Option<ImageView>,
    count: usize,
    /// Whether there is anything to order by age, and by rating.
    by_age: bool,
    by_rating: bool,
    pagination: Option<PaginationView>,
    /// Under which name the scripts find the whole list.
    data: &'a str,
    siblings: Vec<TileView>,
}

#[derive(Serialize)]
struct CollectionsView<'a> {
    kind: &'static str,
    url: String,
    title: &'a str,
    breadcrumbs: Vec<Breadcrumb>,
    collections: Vec<TileView>,
}

/// One page of a list, before its products are looked at.
struct List<'a> {
    kind: &'static str,
    path: &'a str,
    title: &'a str,
    /// Titles for search results, where they differ.
    seo_title: Option<&'a str>,
    description: Option<&'a str>,
    summary: Option<&'a str>,
    body: &'a str,
    image: Option<(&'a str, &'a str)>,
    trail: Vec<(&'a str, &'a str)>,
    products: &'a [usize],
    number: usize,
    data: String,
    current: Option<usize>,
}

pub fn products(view: &View<'_>, number: usize) -> PageView {
    let all: Vec<usize> = (0..view.shop.products.len()).collect();
    let description = view.describe_products(slice(&all, number, PRODUCTS_A_PAGE), number);
    list(
        view,
        &List {
            kind: "products",
            path: path::PRODUCTS,
            title: view.t("all_products"),
            seo_title: None,
            description: description.as_deref(),
            summary: None,
            body: "",
            image: None,
            trail: Vec::new(),
            products: &all,
            number,
            data: crate::data::path::ALL.to_owned(),
            current: None,
        },
    )
}

pub fn collection(view: &View<'_>, n: usize, number: usize) -> PageView {
    let collection = &view.shop.collections[n];
    let matter = &collection.matter;
    let first = || {
        let products = collection.products.iter().map(|n| &view.shop.products[*n]);
        products
            .filter_map(|product| product.matter.images.first())
            .map(|image| (image.src.as_str(), image.alt.as_str()))
            .next()
    };
    let image =
        matter.seo.image.as_ref().or(matter.image.as_ref()).map(|image| (image.src.as_str(), image.alt.as_str()));
    // Words of its own are those of its first page.
    let own = matter.seo.description.as_deref().or(matter.summary.as_deref()).filter(|_| number == 1);
    let shown = slice(&collection.products, number, PRODUCTS_A_PAGE);
    let titles = shown.iter().map(|n| view.shop.products[*n].matter.title.as_str());
    let listed = view.describe_list(&matter.title, titles);
    list(
        view,
        &List {
            kind: "collection",
            path: &path::collection(&collection.slug),
            title: &matter.title,
            seo_title: matter.seo.title.as_deref(),
            description: own.or(listed.as_deref()),
            summary: matter.summary.as_deref(),
            body: if number == 1 { &collection.body.html } else { "" },
            image: image.or_else(first),
            trail: vec![(view.t("all_products"), path::PRODUCTS)],
            products: &collection.products,
            number,
            data: crate::data::path::collection(&collection.slug),
            current: Some(n),
        },
    )
}

/// Cards side by side on a phone.
pub const EAGER: usize = 2;

fn list(view: &View<'_>, list: &List<'_>) -> PageView {
    let own = path::numbered(list.path, list.number);
    let total = list.products.len().div_ceil(PRODUCTS_A_PAGE).max(1);
    let shown = slice(list.products, list.number, PRODUCTS_A_PAGE);
    let breadcrumbs = view.breadcrumbs(&list.trail, list.title);
    let title = list.seo_title.unwrap_or(list.title);
    let numbered = view.fill("page_of", &[("title", title), ("page", &list.number.to_string())]);
    let subject = Subject {
        path: Some(&own),
        title: if list.number == 1 { title } else { &numbered },
        description: list.description,
        image: list.image,
        product: None,
        kind: "website",
        index: true,
        sources: Sources::default(),
    };
    let mut nodes = vec![view.breadcrumb_list(&breadcrumbs, &own)];
    nodes.extend(view.item_list(shown, (list.number - 1) * PRODUCTS_A_PAGE + 1, &own));
    let head = view.head(&subject, view.graph(nodes));
    let listed = list.products.iter().map(|n| &view.shop.products[*n]);
    let orders = || listing::orders(listed);
    let [by_age, by_rating] = if list.current.is_some() { orders() } else { view.orders(orders) };
    let own_image = list.current.and_then(|n| view.shop.collections[n].matter.image.as_ref());
    let page = ListView {
        kind: list.kind,
        url: view.base.path(&own),
        title: list.title,
        breadcrumbs,
        summary: list.summary,
        body: list.body,
        image: own_image.filter(|_| list.number == 1).and_then(|image| view.image(image)),
        count: list.products.len(),
        by_age,
        by_rating,
        pagination: view.pagination(list.path, list.number, total),
        data: crate::data::path::name(&list.data),
        siblings: siblings(view, list.current),
    };
    let template = if list.kind == "products" { "pages/products.html" } else { "pages/collection.html" };
    // Below a photo of its own a list's first cards are not in the first window.
    let eager = if page.image.is_some() { 0 } else { EAGER };
    PageView::new(template, head, &page).with(Cards { products: shown.to_vec(), eager })
}

/// The whole range and the collections beside the list.
fn siblings(view: &View<'_>, current: Option<usize>) -> Vec<TileView> {
    /// More than this is a page of its own.
    const MOST: usize = 12;
    if view.shop.collections.is_empty() {
        return Vec::new();
    }
    let all = TileView {
        title: view.t("all_products").to_owned(),
        url: view.base.path(path::PRODUCTS),
        summary: None,
        image: None,
        count: view.shop.products.len(),
        count_text: view.written(view.shop.products.len()),
        current: current.is_none(),
    };
    let collection = |n: usize| TileView { current: current == Some(n), ..view.tile(n) };
    std::iter::once(all).chain((0..view.shop.collections.len().min(MOST)).map(collection)).collect()
}

pub fn collections(view: &View<'_>) -> PageView {
    let title = view.t("collections");
    let breadcrumbs = view.breadcrumbs(&[], title);
    let description = view.describe_collections();
    let subject = Subject {
        path: Some(path::COLLECTIONS),
        title,
        description: description.as_deref(),
        image: None,
        product: None,
        kind: "website",
        index: true,
        sources: Sources::default(),
    };
    let head = view.head(&subject, view.graph(vec![view.breadcrumb_list(&breadcrumbs, path::COLLECTIONS)]));
    let all: Vec<usize> = (0..view.shop.collections.len()).collect();
    let page = CollectionsView {
        kind: "collections",
        url: view.base.path(path::COLLECTIONS),
        title,
        breadcrumbs,
        collections: view.tiles(&all),
    };
    PageView::new("pages/collections.html", head, &page)
}
