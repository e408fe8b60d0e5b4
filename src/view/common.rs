//! Views that several pages and sections share.

use serde::Serialize;

use super::{ImageView, LinkView, View, path};
use crate::platforms::{PLATFORMS, Share};
use crate::shop::testimonial::{Source, Testimonial};

#[derive(Debug, Clone, Serialize)]
pub struct Breadcrumb {
    pub label: String,
    /// `None` for the page itself.
    pub url: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct SourceView {
    pub name: String,
    pub year: Option<u16>,
    pub url: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ShareView {
    pub network: &'static str,
    pub label: &'static str,
    pub url: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct TestimonialView {
    pub id: String,
    pub text: String,
    pub person: String,
    pub role: Option<String>,
    pub company: Option<String>,
    pub segment: Option<String>,
    pub rating: Option<u8>,
    pub rating_text: Option<String>,
    pub source: Option<SourceView>,
    pub product: Option<ProductLink>,
    pub date_text: Option<String>,
    pub image: Option<ImageView>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ProductLink {
    pub title: String,
    pub url: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct PaginationView {
    pub current: usize,
    pub total: usize,
    pub previous: Option<String>,
    pub next: Option<String>,
    pub pages: Vec<NumberedPage>,
}

#[derive(Debug, Clone, Serialize)]
pub struct NumberedPage {
    pub number: usize,
    pub url: String,
    pub current: bool,
    /// Pages are left out before it.
    pub gap: bool,
}

impl View<'_> {
    /// From the home page down; the last entry is the page itself.
    pub fn breadcrumbs(&self, trail: &[(&str, &str)], own: &str) -> Vec<Breadcrumb> {
        let home = (self.t("home"), path::HOME);
        let mut crumbs: Vec<Breadcrumb> = std::iter::once(&home)
            .chain(trail)
            .map(|(label, path)| Breadcrumb { label: (*label).to_owned(), url: Some(self.base.path(path)) })
            .collect();
        crumbs.push(Breadcrumb { label: own.to_owned(), url: None });
        crumbs
    }

    pub fn source(&self, source: &Source) -> SourceView {
        SourceView { name: source.name.clone(), year: source.year, url: source.to.as_ref().map(|to| self.href(to)) }
    }

    /// Where a visitor can pass a page on: the shop's own networks first in the registry's order.
    pub fn share(&self, page: &str, title: &str, image: Option<&str>) -> Vec<ShareView> {
        /// More buttons than this are noise.
        const MOST: usize = 5;
        let url = self.base.absolute(page);
        let image = image.map(|src| self.preview(src).url);
        let share = Share { url: &url, title, image: image.as_deref() };
        let own = |name: &str| {
            self.shop.settings.social.contains_key(name) || matches!(name, "whatsapp" | "facebook" | "pinterest")
        };
        PLATFORMS
            .iter()
            .filter(|platform| own(platform.name))
            .filter_map(|platform| {
                let address = platform.share?;
                Some(ShareView { network: platform.name, label: platform.label, url: address(&share) })
            })
            .take(MOST)
            .collect()
    }

    pub fn testimonial(&self, testimonial: &Testimonial) -> TestimonialView {
        let product = testimonial.product.as_ref().and_then(|slug| self.shop.product_index.get(slug));
        TestimonialView {
            id: testimonial_id(testimonial),
            text: testimonial.text.clone(),
            person: testimonial.person.clone(),
            role: testimonial.role.clone(),
            company: testimonial.company.clone(),
            segment: testimonial.segment.clone(),
            rating: testimonial.rating,
            rating_text: testimonial.rating.map(|rating| self.stars(rating)),
            source: testimonial.source.as_ref().map(|source| self.source(source)),
            product: product.map(|n| {
                let product = &self.shop.products[*n];
                ProductLink { title: product.matter.title.clone(), url: self.base.path(&path::product(&product.slug)) }
            }),
            date_text: testimonial.date.map(|date| self.formats.date(date.0)),
            image: testimonial.image.as_ref().and_then(|image| self.image(image)),
        }
    }

    /// "4 of 5".
    pub fn stars(&self, rating: u8) -> String {
        self.fill("stars", &[("rating", &rating.to_string())])
    }

    /// `None` for a list of one page.
    pub fn pagination(&self, list: &str, current: usize, total: usize) -> Option<PaginationView> {
        if total <= 1 {
            return None;
        }
        let url = |number: usize| self.base.path(&path::numbered(list, number));
        // The first, the last, and those around the current one: long lists stay short on a phone.
        let shown = |number: &usize| *number == 1 || *number == total || number.abs_diff(current) <= 2;
        let page = |number: usize| NumberedPage {
            number,
            url: url(number),
            current: number == current,
            gap: number > 1 && !shown(&(number - 1)),
        };
        Some(PaginationView {
            current,
            total,
            previous: (current > 1).then(|| url(current - 1)),
            next: (current < total).then(|| url(current + 1)),
            pages: (1..=total).filter(shown).map(page).collect(),
        })
    }

    pub fn link(&self, action: &crate::shop::settings::Action) -> LinkView {
        LinkView { label: action.label.clone(), url: self.href(&action.to) }
    }
}

/// The anchor of a testimonial on its page.
pub fn testimonial_id(testimonial: &Testimonial) -> String {
    testimonial.id.as_ref().map_or_else(|| crate::scalar::anchor(&testimonial.person), |id| id.0.clone())
}
