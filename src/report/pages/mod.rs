//! The pages of a report: which there are for a period, where they are, and what stands on each.
//!
//! Pages link to each other by relative paths, so that a report works in any folder, from a disk, and in a mail.

mod audience;
mod campaign;
mod network;
mod overview;
mod products;
pub mod quality;

use crate::scalar::Period;

use super::blocks::ads_alone;
use super::channels::{self, CampaignId, NetworkId};
use super::lens::Lens;
use super::view::{Block, LinkView};

/// A page of one period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    Overview,
    Network(NetworkId),
    Campaign(CampaignId),
    Products,
    Audience,
    Quality,
}

/// What stands on a page, without what all pages share.
pub struct Content {
    pub title: String,
    pub kind: String,
    pub lead: String,
    pub blocks: Vec<Block>,
}

/// Every page of a period.
pub fn all(lens: &Lens<'_>) -> Vec<Page> {
    let mut pages = vec![Page::Overview];
    pages.extend(lens.networks().iter().copied().map(Page::Network));
    pages.extend(lens.running().iter().copied().map(Page::Campaign));
    pages.extend(of_people(lens));
    pages.push(Page::Quality);
    pages
}

/// What was bought, and by whom: where ads are known and no order nobody tells the one, and hardly anybody the other.
fn of_people(lens: &Lens<'_>) -> impl Iterator<Item = Page> {
    let sold = !ads_alone::are_without_orders(lens);
    let audience = sold || audience::is_told(lens);
    [sold.then_some(Page::Products), audience.then_some(Page::Audience)].into_iter().flatten()
}

/// The path of a page below its period's folder.
pub fn path(lens: &Lens<'_>, page: Page) -> String {
    match page {
        Page::Overview => "index.html".to_owned(),
        Page::Network(id) => format!("networks/{}.html", channels::name(id)),
        Page::Campaign(id) => format!("campaigns/{}.html", lens.campaign(id).code.0),
        Page::Products => "products.html".to_owned(),
        Page::Audience => "audience.html".to_owned(),
        Page::Quality => "quality.html".to_owned(),
    }
}

/// A name for the files of a page: `networks-instagram`.
pub fn name(lens: &Lens<'_>, page: Page) -> String {
    let path = path(lens, page);
    let stem = path.trim_end_matches(".html").replace('/', "-");
    if stem == "index" { "overview".to_owned() } else { stem }
}

/// From a page to the folder of its period.
pub fn up(page: Page) -> &'static str {
    match page {
        Page::Network(_) | Page::Campaign(_) => "../",
        _ => "",
    }
}

pub fn content(lens: &Lens<'_>, page: Page) -> Content {
    match page {
        Page::Overview => overview::content(lens),
        Page::Network(id) => network::content(lens, id),
        Page::Campaign(id) => campaign::content(lens, id),
        Page::Products => products::content(lens),
        Page::Audience => audience::content(lens),
        Page::Quality => quality::content(lens),
    }
}

/// The main entries of the navigation, from a page.
pub fn navigation(lens: &Lens<'_>, from: Page) -> Vec<LinkView> {
    let words = lens.words;
    let entry = |page: Page, text: &str| LinkView {
        text: text.to_owned(),
        href: format!("{}{}", up(from), path(lens, page)),
        current: page == from,
    };
    let section = |id: &str, text: &str| LinkView {
        text: text.to_owned(),
        href: format!("{}{}#{id}", up(from), path(lens, Page::Overview)),
        current: false,
    };
    let mut entries = vec![entry(Page::Overview, words.get("report_overview"))];
    // A network or a campaign leads back to its like.
    if lens.networks().len() > 1 {
        entries.push(section("networks", words.get("report_networks")));
    }
    if !lens.running().is_empty() {
        entries.push(section("campaigns", words.get("report_campaigns")));
    }
    let name = |page| words.get(if page == Page::Products { "report_products" } else { "report_audience" });
    entries.extend(of_people(lens).map(|page| entry(page, name(page))));
    entries.push(entry(Page::Quality, words.get("report_quality")));
    entries
}

/// The same page in another period, or that period's overview.
pub fn folder(period: Period, main: Period) -> String {
    if period == main { String::new() } else { format!("{}/", plain(period)) }
}

/// What the style sheet calls the printed sheets of a period.
pub fn sheet(period: Period) -> String {
    format!("sheet-{}", plain(period))
}

/// `2026-Q3`, `2026-07-01-to-2026-08-15`: a name for files and style sheets.
fn plain(period: Period) -> String {
    period.name().replace("..", "-to-")
}
