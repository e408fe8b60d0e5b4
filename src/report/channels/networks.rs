//! Where visitors and orders can come from: the networks of the registry, and what is none.
//!
//! In: nothing. Out: numbers and names of them. Absent: which of them a row is of; see [`super`].

use crate::platforms::PLATFORMS;

use super::NetworkId;

/// Where visitors and orders come from besides networks: name, and the theme's word for it.
const OTHERS: &[(&str, &str)] = &[
    ("google", "report_google"),
    ("email", "report_email"),
    ("search", "report_search"),
    ("referral", "report_referral"),
    ("direct", "report_direct"),
    ("in_person", "report_in_person"),
    ("by_shop", "report_by_shop"),
    ("renewal", "report_renewal"),
    ("unmatched", "report_unmatched"),
    ("untold", "report_untold"),
];

/// Those whose orders follow no visit to the shop's pages: at the till, typed in by the shop, of a subscription that goes on.
pub const WITHOUT_VISITS: [&str; 3] = ["in_person", "by_shop", "renewal"];

/// How many there are.
pub fn count() -> usize {
    PLATFORMS.len() + OTHERS.len()
}

pub fn name(id: NetworkId) -> &'static str {
    let id = usize::from(id);
    PLATFORMS.get(id).map_or_else(|| OTHERS.get(id - PLATFORMS.len()).map_or("", |other| other.0), |known| known.name)
}

/// How a network is called.
pub enum Label {
    /// The same in every language.
    Brand(&'static str),
    /// The key of the theme's word.
    Word(&'static str),
}

pub fn label(id: NetworkId) -> Label {
    let id = usize::from(id);
    match PLATFORMS.get(id) {
        Some(platform) => Label::Brand(platform.label),
        None => Label::Word(OTHERS.get(id - PLATFORMS.len()).map_or("", |other| other.1)),
    }
}

pub fn find(name: &str) -> Option<NetworkId> {
    (0..count()).map(|id| id as NetworkId).find(|id| self::name(*id) == name)
}

/// Every name that may be written.
pub fn names() -> impl Iterator<Item = &'static str> + Clone {
    let written = |name: &&str| !matches!(*name, "unmatched" | "untold");
    PLATFORMS.iter().map(|platform| platform.name).chain(OTHERS.iter().map(|other| other.0).filter(written))
}
