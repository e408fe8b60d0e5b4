//! The landing page.

use serde::Serialize;

use super::{PageView, Section};
use crate::sections::Home;
use crate::view::card::CardView;
use crate::view::common::Breadcrumb;
use crate::view::head::{Sources, Subject};
use crate::view::json_ld::VideoFacts;
use crate::view::{View, path};

#[derive(Serialize)]
struct HomeView<'a> {
    kind: &'static str,
    url: String,
    title: &'a str,
    breadcrumbs: Vec<Breadcrumb>,
    sections: &'a [Section],
    /// What a page without sections shows: the shop's first products.
    products: Vec<CardView>,
    /// Where to go on, where it does not show all of them.
    more: Option<String>,
}

pub fn home(view: &View<'_>, home: &Home, sections: &[Section]) -> PageView {
    let settings = &view.shop.settings;
    let title = home.title.clone().unwrap_or_else(|| match &settings.tagline {
        Some(tagline) => view.pair(&settings.name, tagline),
        None => settings.name.clone(),
    });
    let hero = home.sections.iter().find_map(|section| section.hero_image());
    let image = home.image.as_ref().or(settings.image.as_ref()).or(hero);
    let mut sources = Sources::default();
    for section in &home.sections {
        let own = section.sources();
        sources.form_action.extend(own.form_action);
        sources.frame.extend(own.frame);
    }
    let subject = Subject {
        path: Some(path::HOME),
        title: &title,
        description: home.description.as_deref(),
        image: image.map(|image| (image.src.as_str(), image.alt.as_str())),
        product: None,
        kind: "website",
        index: true,
        sources,
    };
    let head = view.head(&subject, json_ld(view, home));
    let first: Vec<usize> = (0..view.shop.products.len().min(MOST)).filter(|_| home.sections.is_empty()).collect();
    let page = HomeView {
        kind: "home",
        url: view.base.path(path::HOME),
        title: &title,
        breadcrumbs: Vec::new(),
        sections,
        products: view.cards(&first),
        more: (view.shop.products.len() > MOST).then(|| view.t("all_products").to_owned()),
    };
    PageView::new("pages/home.html", head, &page)
}

/// Products of a landing page without sections: three rows of the widest layout.
const MOST: usize = 12;

fn json_ld(view: &View<'_>, home: &Home) -> String {
    let mut nodes = vec![view.store(), view.website()];
    let events = home.sections.iter().flat_map(|section| section.events());
    for event in events.filter(|event| !event.is_over(view.today)) {
        nodes.push(view.event(&event.facts(view)));
    }
    for video in home.sections.iter().filter_map(|section| section.video()) {
        let film = video.film().map(|film| view.video(&video.title, &film, None, None));
        nodes.extend(film.and_then(|film| {
            Some(view.video_object(&VideoFacts {
                name: video.title.clone(),
                description: video.text.clone(),
                thumbnail: view.preview(&video.poster.src).url,
                uploaded: Some(video.uploaded?),
                duration: video.duration.as_ref().map(|duration| duration.0.clone()),
                content_url: video.src.as_ref().map(|src| view.absolute_file(src)),
                embed_url: Some(film.player).filter(|_| film.kind == "embed"),
            }))
        }));
    }
    view.graph(nodes)
}
