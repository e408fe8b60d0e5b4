//! Collections, questions and posts in lists.

use serde::Serialize;

use super::common::SourceView;
use super::{ImageView, LinkView, View, path};
use crate::markdown::{IN_SECTION, Quotes};
use crate::resolve;
use crate::scalar::address;
use crate::shop::{Group, Post};

/// A collection as a tile.
#[derive(Debug, Clone, Serialize)]
pub struct TileView {
    pub title: String,
    pub url: String,
    pub summary: Option<String>,
    pub image: Option<ImageView>,
    pub count: usize,
    /// The same, as the language writes it.
    pub count_text: String,
    pub current: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct GroupView {
    pub id: String,
    pub title: String,
    pub questions: Vec<QuestionView>,
}

#[derive(Debug, Clone, Serialize)]
pub struct QuestionView {
    pub id: String,
    pub question: String,
    /// HTML.
    pub answer: String,
    pub source: Option<SourceView>,
}

/// A post in a list.
#[derive(Debug, Clone, Serialize)]
pub struct PostView {
    pub title: String,
    pub url: String,
    pub summary: Option<String>,
    pub date: String,
    pub date_text: String,
    pub image: Option<ImageView>,
    pub tags: Vec<LinkView>,
    pub minutes: usize,
}

/// Words that are read in a minute (Brysbaert 2019, <https://doi.org/10.1016/j.jml.2019.104047>).
const WORDS_A_MINUTE: usize = 238;

impl View<'_> {
    pub fn tiles(&self, collections: &[usize]) -> Vec<TileView> {
        collections.iter().map(|n| self.tile(*n)).collect()
    }

    pub fn tile(&self, collection: usize) -> TileView {
        let collection = &self.shop.collections[collection];
        let first = || {
            let pictures = collection.products.iter().filter_map(|n| self.shop.products[*n].matter.images.first());
            pictures.take(1).find_map(|image| self.picture(&image.src, &image.alt))
        };
        TileView {
            title: collection.matter.title.clone(),
            url: self.base.path(&path::collection(&collection.slug)),
            summary: collection.matter.summary.clone(),
            image: collection.matter.image.as_ref().and_then(|image| self.image(image)).or_else(first),
            count: collection.products.len(),
            count_text: self.written(collection.products.len()),
            current: false,
        }
    }

    /// The first `count` questions of a group.
    pub fn questions(&self, group: &Group, count: usize) -> GroupView {
        let questions = group.questions.iter().take(count).map(|question| QuestionView {
            id: question.id.clone(),
            question: question.question.clone(),
            answer: question.answer.html.clone(),
            source: question.source.as_ref().map(|source| self.source(source)),
        });
        GroupView { id: group.id.clone(), title: group.title.clone(), questions: questions.collect() }
    }

    pub fn post(&self, post: &Post) -> PostView {
        PostView {
            title: post.matter.title.clone(),
            url: self.base.path(&path::post(&post.slug)),
            summary: post.matter.summary.clone(),
            date: post.matter.date.to_string(),
            date_text: self.formats.date(post.matter.date.0),
            image: post.matter.image.as_ref().and_then(|image| self.image(image)),
            tags: self.tags(&post.matter.tags),
            minutes: minutes(post),
        }
    }

    /// Tags that differ only in case or accents are one.
    pub fn tags(&self, tags: &[String]) -> Vec<LinkView> {
        let tag = |tag: &String| LinkView { label: tag.clone(), url: self.base.path(&path::tag(&address(tag))) };
        let mut links: Vec<LinkView> = Vec::with_capacity(tags.len());
        for link in tags.iter().map(tag) {
            if links.iter().all(|known| known.url != link.url) {
                links.push(link);
            }
        }
        links
    }

    /// Markdown of a YAML value as HTML; its links were checked with its file.
    pub fn markdown(&self, text: &str) -> String {
        let (open, close) = self.shop.locale.quotes();
        resolve::render(text, IN_SECTION, self.base, Quotes { open, close }, &self.shop.media, "content/home.yaml").html
    }
}

pub fn minutes(post: &Post) -> usize {
    post.body.words.div_ceil(WORDS_A_MINUTE).max(1)
}
