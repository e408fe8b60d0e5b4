//! The pages of a site: which there are, and what the template of each gets.
//!
//! To add a kind: a variant of [`Page`], its file with the view, a line in [`pages`] and in [`page`], its template in the
//! theme. In: the checked shop. Out: paths, then for one page at a time a template's name and values.
//! Absent: rendering; a page knows nothing of other pages but their paths.

pub mod card;
mod content;
mod describe;
mod home;
mod journal;
mod list;
mod options;
mod product;
mod report;

use serde::Serialize;
use tera::Value;

pub use report::ReportFiles;

use crate::sections::Home;
use crate::view::head::HeadView;
use crate::view::{View, path};

/// One page, by what it shows; numbers are places in the lists of the shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Page {
    Home,
    Product(usize),
    /// A page of the whole range, from 1.
    Products(usize),
    Collections,
    Collection(usize, usize),
    Search,
    Cart,
    Testimonials,
    Faq,
    Journal(usize),
    /// Posts with the tag of this slug.
    Tag(String, usize),
    Post(usize),
    Text(usize),
    NotFound,
}

/// A page ready for its template.
pub struct PageView {
    pub template: &'static str,
    pub head: HeadView,
    /// The values of `page`.
    pub page: Value,
    pub cards: Cards,
}

/// The products that a page lists: `cards` in its template, each as HTML that the theme made once for all pages.
#[derive(Debug, Clone, Default)]
pub struct Cards {
    /// Places in the shop's list.
    pub products: Vec<usize>,
    /// How many photos stand in the first window, and are fetched at once.
    pub eager: usize,
}

impl PageView {
    /// A page without cards. Views are plain structs, so their values cannot fail for a reason that an author could meet.
    fn new<T: Serialize>(template: &'static str, head: HeadView, view: &T) -> PageView {
        let page = Value::try_from_serializable(view).unwrap_or_else(|_| Value::none());
        PageView { template, head, page, cards: Cards::default() }
    }

    fn with(self, cards: Cards) -> PageView {
        PageView { cards, ..self }
    }
}

impl Cards {
    /// Cards further down a page.
    pub fn below(products: &[usize]) -> Cards {
        Cards { products: products.to_vec(), eager: 0 }
    }
}

/// Products on one page of a list: rows of two, three and four are full.
pub const PRODUCTS_A_PAGE: usize = 24;
/// Posts on one page of the journal.
pub const POSTS_A_PAGE: usize = 12;

/// Every page with its path from the site's root.
pub fn pages(view: &View<'_>) -> Vec<(String, Page)> {
    let shop = view.shop;
    let mut pages = vec![
        (path::HOME.to_owned(), Page::Home),
        (path::COLLECTIONS.to_owned(), Page::Collections),
        (path::SEARCH.to_owned(), Page::Search),
        (path::CART.to_owned(), Page::Cart),
        ("/404.html".to_owned(), Page::NotFound),
    ];
    if shop.collections.is_empty() {
        pages.retain(|(_, page)| *page != Page::Collections);
    }
    pages.extend(numbered(path::PRODUCTS, shop.products.len(), PRODUCTS_A_PAGE, Page::Products));
    pages.extend(shop.products.iter().enumerate().map(|(n, product)| (path::product(&product.slug), Page::Product(n))));
    for (n, collection) in shop.collections.iter().enumerate() {
        let list = path::collection(&collection.slug);
        pages.extend(numbered(&list, collection.products.len(), PRODUCTS_A_PAGE, |number| Page::Collection(n, number)));
    }
    if view.paths.testimonials {
        pages.push((path::TESTIMONIALS.to_owned(), Page::Testimonials));
    }
    if view.paths.faq {
        pages.push((path::FAQ.to_owned(), Page::Faq));
    }
    if view.paths.journal {
        pages.extend(numbered(path::JOURNAL, shop.posts.len(), POSTS_A_PAGE, Page::Journal));
        pages.extend(shop.posts.iter().enumerate().map(|(n, post)| (path::post(&post.slug), Page::Post(n))));
        for tag in journal::tags(shop) {
            let list = path::tag(&tag.slug);
            pages.extend(numbered(&list, tag.posts.len(), POSTS_A_PAGE, |n| Page::Tag(tag.slug.clone(), n)));
        }
    }
    pages.extend(shop.pages.iter().enumerate().map(|(n, page)| (path::page(&page.slug), Page::Text(n))));
    pages
}

/// The pages of a list; an empty list still has its first.
fn numbered(list: &str, items: usize, a_page: usize, page: impl Fn(usize) -> Page) -> Vec<(String, Page)> {
    let last = items.div_ceil(a_page).max(1);
    (1..=last).map(|number| (path::numbered(list, number), page(number))).collect()
}

/// The items of one page of a list.
fn slice<T>(items: &[T], number: usize, a_page: usize) -> &[T] {
    let start = ((number - 1) * a_page).min(items.len());
    &items[start..(start + a_page).min(items.len())]
}

/// The values of one page. `sections` renders the sections of the landing page, which are templates of their own.
pub fn page(view: &View<'_>, home: &Home, page: &Page, sections: &[Section]) -> PageView {
    match page {
        Page::Home => home::home(view, home, sections),
        Page::Product(n) => product::product(view, &view.shop.products[*n]),
        Page::Products(number) => list::products(view, *number),
        Page::Collections => list::collections(view),
        Page::Collection(n, number) => list::collection(view, *n, *number),
        Page::Search => content::search(view),
        Page::Cart => content::cart(view),
        Page::Testimonials => content::testimonials(view),
        Page::Faq => content::faq(view),
        Page::Journal(number) => journal::journal(view, *number),
        Page::Tag(slug, number) => journal::tag(view, slug, *number),
        Page::Post(n) => journal::post(view, *n),
        Page::Text(n) => content::text(view, &view.shop.pages[*n]),
        Page::NotFound => content::not_found(view),
    }
}

/// A section of the landing page, rendered.
#[derive(Debug, Clone, Serialize)]
pub struct Section {
    pub kind: &'static str,
    pub id: String,
    pub html: String,
}

/// Whether search engines should know the page.
pub fn is_listed(page: &Page) -> bool {
    !matches!(page, Page::Search | Page::Cart | Page::NotFound)
}

/// The ids on a page to which links may point.
pub fn anchors(view: &View<'_>, home: &Home, page: &Page) -> Vec<String> {
    let headings =
        |body: &crate::markdown::Body| body.headings.iter().map(|heading| heading.id.clone()).collect::<Vec<_>>();
    let mut anchors: Vec<String> = match page {
        Page::Home => {
            let sections = home.sections.iter().enumerate().map(|(n, section)| section.id(n));
            let events = home.sections.iter().flat_map(|section| section.events()).map(|event| event.slug.0.clone());
            sections.chain(events).collect()
        }
        Page::Product(n) => {
            let mut ids = headings(&view.shop.products[*n].body);
            ids.extend(["reviews", "delivery", "buy"].map(str::to_owned));
            ids
        }
        Page::Collection(n, _) => headings(&view.shop.collections[*n].body),
        Page::Post(n) => headings(&view.shop.posts[*n].body),
        Page::Text(n) => headings(&view.shop.pages[*n].body),
        Page::Faq => {
            let ids = |group: &crate::shop::Group| {
                let questions = group.questions.iter().map(|question| question.id.clone());
                std::iter::once(group.id.clone()).chain(questions).collect::<Vec<_>>()
            };
            view.shop.faq.iter().flat_map(ids).collect()
        }
        Page::Testimonials => view.shop.testimonials.iter().map(crate::view::common::testimonial_id).collect(),
        _ => Vec::new(),
    };
    anchors.push("main".to_owned());
    anchors
}
