//! The networks that a shop sells through.
//!
//! To add one: a line in [`PLATFORMS`] with its share address and the names it is known by. Tests look at every
//! entry. Absent: anything that is loaded from a network; a share link is a plain link.

mod networks;
mod share;

pub use networks::PLATFORMS;
pub use share::Share;

/// A network as a shop shows it.
pub struct Platform {
    /// As in `social:` of `shop.yaml` and in `utm_source`.
    pub name: &'static str,
    pub label: &'static str,
    /// Where a visitor passes a page on; `None` where the network has no such address.
    pub share: Option<fn(&Share<'_>) -> String>,
    /// Other spellings in `utm_source` and in exports, lower case.
    pub sources: &'static [&'static str],
    /// Its hosts as referrers, with all their subdomains.
    pub hosts: &'static [&'static str],
}

/// What a platform is called; another name is as it is.
pub fn label(name: &str) -> &str {
    find(name).map_or(name, |platform| platform.label)
}

pub fn find(name: &str) -> Option<&'static Platform> {
    PLATFORMS.iter().find(|platform| platform.name == name)
}
