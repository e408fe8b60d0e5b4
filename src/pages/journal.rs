//! The journal: its lists, its tags, its posts.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Cards, POSTS_A_PAGE, PageView, slice};
use crate::scalar::address;
use crate::shop::Shop;
use crate::view::common::{Breadcrumb, PaginationView, ShareView};
use crate::view::head::{Sources, Subject};
use crate::view::lists::{PostView, minutes};
use crate::view::{ImageView, LinkView, View, path};

#[derive(Serialize)]
struct JournalView<'a> {
    kind: &'static str,
    url: String,
    title: &'a str,
    breadcrumbs: Vec<Breadcrumb>,
    posts: Vec<PostView>,
    pagination: Option<PaginationView>,
    tag: Option<&'a str>,
}

#[derive(Serialize)]
struct PostPage<'a> {
    kind: &'static str,
    url: String,
    title: &'a str,
    breadcrumbs: Vec<Breadcrumb>,
    summary: Option<&'a str>,
    date: String,
    date_text: String,
    updated_text: Option<String>,
    author: Option<&'a str>,
    image: Option<ImageView>,
    /// HTML.
    body: &'a str,
    minutes: usize,
    tags: Vec<LinkView>,
    share: Vec<ShareView>,
    next: Option<PostView>,
    previous: Option<PostView>,
}

/// A tag and the posts that have it.
pub struct Tag {
    pub slug: String,
    pub label: String,
    pub posts: Vec<usize>,
}

/// All tags, by slug: those that differ only in case or accents are one; the first spelling is the label.
pub fn tags(shop: &Shop) -> Vec<Tag> {
    let mut tags: BTreeMap<String, Tag> = BTreeMap::new();
    for (n, post) in shop.posts.iter().enumerate() {
        for label in &post.matter.tags {
            let slug = address(label);
            let tag = tags.entry(slug.clone()).or_insert_with(|| Tag { slug, label: label.clone(), posts: Vec::new() });
            if tag.posts.last() != Some(&n) {
                tag.posts.push(n);
            }
        }
    }
    tags.into_values().collect()
}

pub fn journal(view: &View<'_>, number: usize) -> PageView {
    let all: Vec<usize> = (0..view.shop.posts.len()).collect();
    list(view, path::JOURNAL, view.t("journal"), None, &all, number)
}

pub fn tag(view: &View<'_>, slug: &str, number: usize) -> PageView {
    let tags = tags(view.shop);
    let tag = tags.iter().find(|tag| tag.slug == slug);
    let title = view.fill("journal_tag", &[("tag", tag.map_or(slug, |tag| &tag.label))]);
    list(view, &path::tag(slug), &title, tag, tag.map_or(&[], |tag| &tag.posts), number)
}

fn list(view: &View<'_>, list: &str, title: &str, tag: Option<&Tag>, posts: &[usize], number: usize) -> PageView {
    let own = path::numbered(list, number);
    let total = posts.len().div_ceil(POSTS_A_PAGE).max(1);
    let shown = slice(posts, number, POSTS_A_PAGE);
    let trail: &[(&str, &str)] = if tag.is_some() { &[(view.t("journal"), path::JOURNAL)] } else { &[] };
    let breadcrumbs = view.breadcrumbs(trail, tag.map_or(title, |tag| &tag.label));
    let image = shown.iter().find_map(|n| view.shop.posts[*n].matter.image.as_ref());
    let description = view.describe_journal(tag, shown, number);
    let numbered = view.fill("page_of", &[("title", title), ("page", &number.to_string())]);
    let subject = Subject {
        path: Some(&own),
        title: if number == 1 { title } else { &numbered },
        description: description.as_deref(),
        image: image.map(|image| (image.src.as_str(), image.alt.as_str())),
        product: None,
        kind: "website",
        index: true,
        sources: Sources::default(),
    };
    let head = view.head(&subject, view.graph(vec![view.breadcrumb_list(&breadcrumbs, &own)]));
    let page = JournalView {
        kind: "journal",
        url: view.base.path(&own),
        title,
        breadcrumbs,
        posts: shown.iter().map(|n| view.post(&view.shop.posts[*n])).collect(),
        pagination: view.pagination(list, number, total),
        tag: tag.map(|tag| tag.label.as_str()),
    };
    PageView::new("pages/journal.html", head, &page)
}

pub fn post(view: &View<'_>, n: usize) -> PageView {
    let post = &view.shop.posts[n];
    let matter = &post.matter;
    let own = path::post(&post.slug);
    let breadcrumbs = view.breadcrumbs(&[(view.t("journal"), path::JOURNAL)], &matter.title);
    let image = matter.seo.image.as_ref().or(matter.image.as_ref());
    let subject = Subject {
        path: Some(&own),
        title: matter.seo.title.as_deref().unwrap_or(&matter.title),
        description: matter.seo.description.as_deref().or(matter.summary.as_deref()).or(Some(&post.body.text)),
        image: image.map(|image| (image.src.as_str(), image.alt.as_str())),
        product: None,
        kind: "article",
        index: true,
        sources: Sources::default(),
    };
    let nodes = vec![view.article(post), view.breadcrumb_list(&breadcrumbs, &own)];
    let head = view.head(&subject, view.graph(nodes));
    // Newest first: the next post in time stands before this one.
    let neighbour = |n: Option<usize>| n.and_then(|n| view.shop.posts.get(n)).map(|post| view.post(post));
    let page = PostPage {
        kind: "post",
        url: view.base.path(&own),
        title: &matter.title,
        breadcrumbs,
        summary: matter.summary.as_deref(),
        date: matter.date.to_string(),
        date_text: view.formats.date(matter.date.0),
        updated_text: matter.updated.map(|date| view.formats.date(date.0)),
        author: matter.author.as_deref(),
        image: matter.image.as_ref().and_then(|image| view.image(image)),
        body: &post.body.html,
        minutes: minutes(post),
        tags: view.tags(&matter.tags),
        share: view.share(&own, &matter.title, image.map(|image| image.src.as_str())),
        next: neighbour(n.checked_sub(1)),
        previous: neighbour(Some(n + 1)),
    };
    PageView::new("pages/post.html", head, &page).with(Cards::below(&post.products))
}
