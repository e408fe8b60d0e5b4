//! Files that machines fetch.
//!
//! To add a feed: a file with a `pub const FEED: Feed`, its `mod` line and its line in [`FEEDS`]. In: the view of the
//! shop. Out: a file's bytes, or `None` where the shop has nothing to say in it. Three files need more than the
//! view, and so have functions of their own: [`sitemap`] (every page of the plan), [`ics`] (one event),
//! [`manifest`] (two colours of the palette). Absent: where files are written.

mod atom;
pub mod ics;
mod llms;
pub mod manifest;
mod markdown;
mod robots;
pub mod sitemap;
#[cfg(test)]
mod tests;
mod xml;

use crate::view::View;

/// An entry of the registry.
pub struct Feed {
    pub name: &'static str,
    /// From the site's root.
    pub path: &'static str,
    /// Where the format is defined.
    pub spec: &'static str,
    pub write: fn(&View<'_>) -> Option<Vec<u8>>,
}

pub const FEEDS: &[Feed] = &[atom::FEED, llms::FEED, robots::FEED];

#[cfg(test)]
mod registry {
    use super::FEEDS;

    #[test]
    fn each_entry_has_a_name_and_a_path_of_its_own() {
        for (n, feed) in FEEDS.iter().enumerate() {
            let word = |text: &str| text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
            assert!(word(feed.name), "{}", feed.name);
            assert!(feed.path.starts_with('/') && !feed.path.ends_with('/'), "{}", feed.path);
            assert!(feed.spec.starts_with("https://"), "{}", feed.spec);
            assert!(FEEDS[..n].iter().all(|other| other.name != feed.name && other.path != feed.path), "{}", feed.name);
        }
    }
}
