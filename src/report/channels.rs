//! What a row tells of its origin → network, campaign and link.
//!
//! In: the rules of report.yaml, the campaigns, and the [`Trace`] of one row. Out: [`Belonging`]. The first rule that
//! fits decides; then a campaign's discount code, its code or name, or what it is called since; then the spellings that each network is known by.
//! What tells something that nothing fits is *unmatched* and listed with its rows; what tells nothing is *untold*.

pub mod brought;
mod networks;
mod origins;
mod patterns;
pub mod spellings;
pub mod unfilled;
pub mod unpaid;

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::importers::Trace;
use crate::platforms::PLATFORMS;
use crate::shop::campaign::Campaign;

use super::settings::{Rule, When};
pub use networks::{Label, WITHOUT_VISITS, count, find, label, name, names};
use origins::by_medium;
use patterns::{holds_word, wildcard};
use unfilled::{filled, is_unfilled};
use unpaid::is_unpaid;

/// A place in the list of [`PLATFORMS`], or in that of others after it.
pub type NetworkId = u16;
/// A place in the list of campaigns.
pub type CampaignId = u16;
/// A campaign, and a place in its links.
pub type LinkId = (CampaignId, u16);

/// Where a row belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Belonging {
    pub network: NetworkId,
    pub campaign: Option<CampaignId>,
    pub link: Option<LinkId>,
}

pub struct Channels<'a> {
    rules: Vec<(&'a When, Option<NetworkId>, Option<CampaignId>)>,
    campaigns: &'a [Campaign],
    /// Whether a rule asks for notes; else they do not tell two traces apart.
    notes: bool,
    /// By hash of the trace, so that a million orders of twenty origins are looked at twenty times.
    known: BTreeMap<u64, Belonging>,
    /// What was not matched: how it reads, and how many rows say it.
    pub unmatched: BTreeMap<String, u64>,
    /// Names that campaigns were given in ads managers since: what has no number of theirs is told by them.
    pub renamed: BTreeMap<String, CampaignId>,
    /// Names of campaigns that fit none, where no number tells which it is.
    pub unnamed: BTreeSet<String>,
}

/// Traces remembered; files that give each order a note of its own go past.
const MAX_KNOWN: usize = 20_000;
/// Unmatched spellings that are told apart.
const MAX_UNMATCHED: usize = 500;

impl<'a> Channels<'a> {
    pub fn new(rules: &'a [Rule], campaigns: &'a [Campaign]) -> Channels<'a> {
        let notes = rules.iter().any(|rule| rule.when.note.is_some());
        let code = |wanted: &String| campaigns.iter().position(|own| own.code.0 == *wanted).map(|n| n as CampaignId);
        let rules = rules.iter().map(|rule| {
            let network = rule.network.as_deref().and_then(find);
            (&rule.when, network, rule.campaign.as_ref().and_then(code))
        });
        Channels {
            rules: rules.collect(),
            campaigns,
            notes,
            known: BTreeMap::new(),
            unmatched: BTreeMap::new(),
            renamed: BTreeMap::new(),
            unnamed: BTreeSet::new(),
        }
    }

    /// Where a row belongs; `network` is what the file itself says. What nothing fits is of the network that is named for that case,
    /// and whether it is; else it is remembered.
    pub fn belonging_or(
        &mut self,
        trace: &Trace<'_>,
        network: Option<NetworkId>,
        otherwise: Option<NetworkId>,
    ) -> (Belonging, bool) {
        let (found, guessed) = self.find_or(trace, network, otherwise);
        if guessed {
            return (found, true);
        }
        if name(found.network) == "unmatched" {
            self.count_unmatched(trace);
        }
        (found, false)
    }

    /// The same, when the row only repeats what another file tells.
    pub fn find_or(
        &mut self,
        trace: &Trace<'_>,
        network: Option<NetworkId>,
        otherwise: Option<NetworkId>,
    ) -> (Belonging, bool) {
        let found = self.find(trace, network);
        match otherwise.filter(|_| matches!(name(found.network), "unmatched" | "untold")) {
            Some(network) => (Belonging { network, ..found }, true),
            None => (found, false),
        }
    }

    /// The same, when the row only repeats what another file tells.
    pub fn find(&mut self, trace: &Trace<'_>, network: Option<NetworkId>) -> Belonging {
        let trace = &Trace { notes: if self.notes { trace.notes } else { "" }, ..*trace };
        let hash = hash(trace, network);
        if let Some(found) = self.known.get(&hash) {
            return *found;
        }
        let found = self.look(trace, network);
        let named = found.campaign.is_none() && trace.campaign_id.is_empty() && !trace.campaign.is_empty();
        if named && self.unnamed.len() < MAX_KNOWN {
            self.unnamed.insert(trace.campaign.trim().to_lowercase());
        }
        if self.known.len() < MAX_KNOWN {
            self.known.insert(hash, found);
        }
        found
    }

    fn count_unmatched(&mut self, trace: &Trace<'_>) {
        let reads = describe(trace);
        if let Some(rows) = self.unmatched.get_mut(&reads) {
            *rows += 1;
        } else if self.unmatched.len() < MAX_UNMATCHED {
            self.unmatched.insert(reads, 1);
        }
    }

    fn look(&self, trace: &Trace<'_>, network: Option<NetworkId>) -> Belonging {
        // A rule may be about a place that nobody filled in; by itself it names nothing.
        let (as_written, trace) = (Lower::of(trace), Lower::of(&filled(trace)));
        let rule = self.rules.iter().find(|(when, ..)| fits(when, &as_written));
        let campaign = rule.and_then(|rule| rule.2).or_else(|| self.campaign(&trace));
        let link = campaign.and_then(|campaign| self.link(campaign, &trace));
        let of_link = link.and_then(|(campaign, link)| {
            self.campaigns[usize::from(campaign)].links[usize::from(link)].network.as_deref().and_then(find)
        });
        let told = || self.of_ads(campaign, &trace).or_else(|| told(&trace));
        let network = rule.and_then(|rule| rule.1).or(network).or_else(told).or(of_link);
        let only = campaign.and_then(|campaign| self.campaigns[usize::from(campaign)].only_network()).and_then(find);
        let network = network.or(only).unwrap_or_else(|| other(if trace.is_silent() { "untold" } else { "unmatched" }));
        Belonging { network, campaign, link }
    }

    /// Google's ads, where the search engine is named with a campaign that runs there, and no medium denies it.
    fn of_ads(&self, campaign: Option<CampaignId>, trace: &Lower) -> Option<NetworkId> {
        let campaign = &self.campaigns[usize::from(campaign?)];
        let runs = campaign.networks.iter().any(|network| network == "google");
        let free = FREE.contains(&trace.medium.replace(['_', ' '], "-").as_str()) || is_unpaid("search", &trace.medium);
        (runs && trace.source == "google" && !free).then(|| other("google"))
    }

    fn campaign(&self, trace: &Lower) -> Option<CampaignId> {
        let by_discount = |campaign: &Campaign| {
            let own = campaign.discount_code.as_deref().map(str::to_lowercase);
            own.is_some_and(|own| trace.codes.split(',').any(|code| code.trim() == own))
        };
        let told = !trace.campaign.is_empty();
        let by_name = |campaign: &Campaign| {
            let own = |name: &String| name.to_lowercase() == trace.campaign;
            told && (trace.campaign == campaign.code.0 || campaign.names.iter().any(own))
        };
        // A whole name of one campaign may hold the code of another.
        let by_word = |campaign: &Campaign| told && holds_word(&trace.campaign, &campaign.code.0);
        let first = |fits: &dyn Fn(&Campaign) -> bool| self.campaigns.iter().position(fits);
        let place = first(&by_name).or_else(|| first(&by_word)).or_else(|| first(&by_discount));
        let since = || self.renamed.get(&trace.campaign).copied().filter(|_| !trace.numbered);
        place.map(|n| n as CampaignId).or_else(since)
    }

    fn link(&self, campaign: CampaignId, trace: &Lower) -> Option<LinkId> {
        let links = &self.campaigns[usize::from(campaign)].links;
        let place = links.iter().position(|link| link.code.0 == trace.content)?;
        Some((campaign, place as u16))
    }
}

/// Media of a shop's profile on Google and of its free listings.
const FREE: [&str; 10] = [
    "gmb",
    "gbp",
    "business-profile",
    "google-business-profile",
    "local",
    "maps",
    "listing",
    "listings",
    "free-listings",
    "product-sync",
];

/// A trace as it is compared.
pub struct Lower {
    pub source: String,
    pub medium: String,
    campaign: String,
    /// Whether its ads manager gave the campaign a number.
    numbered: bool,
    content: String,
    pub referrer: String,
    pub channel: String,
    codes: String,
    tags: String,
    notes: String,
}

impl Lower {
    fn of(trace: &Trace<'_>) -> Lower {
        Lower {
            source: named(trace.source),
            medium: named(trace.medium),
            campaign: named(trace.campaign),
            numbered: !trace.campaign_id.is_empty(),
            content: named(trace.content),
            referrer: named(trace.referrer),
            channel: named(trace.channel),
            codes: named(trace.codes),
            tags: named(trace.tags),
            notes: named(trace.notes),
        }
    }

    /// Whether it says nothing of an origin. A shop's own discount codes, tags and notes need not be about origins.
    fn is_silent(&self) -> bool {
        let web = self.channel.is_empty() || self.channel == "web";
        self.source.is_empty() && self.medium.is_empty() && self.campaign.is_empty() && self.referrer.is_empty() && web
    }
}

/// A text in small letters; empty where it says that there is none.
pub fn named(text: &str) -> String {
    let text = text.trim().to_lowercase();
    let says_nothing = matches!(text.as_str(), "(not set)" | "(none)" | "not set" | "unknown" | "-" | "--");
    if says_nothing { String::new() } else { text }
}

fn fits(when: &When, trace: &Lower) -> bool {
    let whole =
        |pattern: &Option<String>, text: &str| pattern.as_ref().is_none_or(|p| wildcard(&p.to_lowercase(), text));
    let one_of = |pattern: &Option<String>, list: &str, between: char| {
        pattern.as_ref().is_none_or(|p| list.split(between).any(|part| wildcard(&p.to_lowercase(), part.trim())))
    };
    whole(&when.source, &trace.source)
        && whole(&when.medium, &trace.medium)
        && whole(&when.campaign, &trace.campaign)
        && whole(&when.content, &trace.content)
        && whole(&when.referrer, &trace.referrer)
        && whole(&when.channel, &trace.channel)
        && one_of(&when.code, &trace.codes, ',')
        && one_of(&when.tag, &trace.tags, ',')
        && one_of(&when.note, &trace.notes, '\n')
}

/// What source, referrer, channel and medium say by themselves.
fn told(trace: &Lower) -> Option<NetworkId> {
    // WooCommerce: `Source: Instagram`, `Organic: Google`, `Referral: l.instagram.com`; Explore: `instagram / paid_social`.
    let channel = trace.channel.split_once(": ").map_or(trace.channel.as_str(), |(_, name)| name);
    let host = host(&trace.referrer);
    let texts = [trace.source.as_str(), channel, host];
    let platform = texts.iter().filter(|text| !text.is_empty()).find_map(|text| {
        PLATFORMS.iter().position(|platform| {
            platform.name == *text
                || platform.sources.contains(text)
                || platform.sources.contains(&text.replace(['-', ' '], "_").as_str())
                || platform.hosts.iter().any(|own| is_host(text, own))
        })
    });
    platform.map(|place| place as NetworkId).or_else(|| by_medium(trace, channel).map(other))
}

fn other(name: &str) -> NetworkId {
    find(name).unwrap_or_default()
}

/// The host of an address, or of what looks like one.
fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}

fn is_host(text: &str, own: &str) -> bool {
    text == own || text.strip_suffix(own).is_some_and(|rest| rest.ends_with('.'))
}

/// How an origin reads in the list of what was not matched.
fn describe(trace: &Trace<'_>) -> String {
    let parts = [
        ("source", trace.source),
        ("medium", trace.medium),
        ("campaign", trace.campaign),
        ("referrer", host(trace.referrer)),
        ("channel", trace.channel),
    ];
    let told = parts.iter().filter(|(_, text)| !text.trim().is_empty() && !is_unfilled(text));
    told.map(|(name, text)| format!("{name}: {}", shown(text))).collect::<Vec<_>>().join(" · ")
}

/// What was typed into a parameter may be anything, and nobody is named in a report.
pub fn shown(text: &str) -> String {
    if text.contains('@') { "…@…".to_owned() } else { text.trim().chars().take(60).collect() }
}

fn hash(trace: &Trace<'_>, network: Option<NetworkId>) -> u64 {
    // Its keys are fixed, unlike those of a map: the same text gives the same number in every run.
    let mut hasher = DefaultHasher::new();
    let texts = [
        trace.source,
        trace.medium,
        trace.campaign,
        trace.content,
        trace.referrer,
        trace.channel,
        trace.codes,
        trace.tags,
        trace.notes,
    ];
    (texts, network, trace.campaign_id.is_empty()).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn belongs(trace: &Trace<'_>) -> &'static str {
        name(Channels::new(&[], &[]).belonging_or(trace, None, None).0.network)
    }

    #[test]
    fn spellings_of_networks() {
        let source = |source| Trace { source, ..Trace::default() };
        let channel = |channel| Trace { channel, ..Trace::default() };
        let referrer = |referrer| Trace { referrer, ..Trace::default() };
        for (trace, expected) in [
            (source("IG"), "instagram"),
            (source("facebook.com"), "facebook"),
            (source("l.instagram.com"), "instagram"),
            (source("t.co"), "x"),
            (channel("Source: Tiktok"), "tiktok"),
            (channel("Organic: Google"), "search"),
            (channel("Direct"), "direct"),
            (referrer("https://www.pinterest.de/pin/1/"), "pinterest"),
            (referrer("https://blog.example/"), "referral"),
            (Trace { source: "google", medium: "cpc", ..Trace::default() }, "google"),
            (Trace { source: "bing", medium: "cpc", ..Trace::default() }, "search"),
            (Trace { source: "bing", channel: "Paid Search", ..Trace::default() }, "search"),
            (channel("Paid Search"), "google"),
            (channel("Source: Google"), "google"),
            (source("googleads"), "google"),
            (source("Google Ads"), "google"),
            (channel("Source: Googleads"), "google"),
            // An ad, or the search: nobody can tell.
            (source("google"), "unmatched"),
            (Trace { source: "google", channel: "web", ..Trace::default() }, "unmatched"),
            (Trace { source: "google", medium: "product_sync", ..Trace::default() }, "search"),
            (Trace { source: "google", medium: "Paid-Search", ..Trace::default() }, "google"),
            (Trace { source: "google", medium: "pmax", ..Trace::default() }, "google"),
            (Trace { source: "google", medium: "cpm", ..Trace::default() }, "google"),
            (Trace { source: "google", medium: "organic", ..Trace::default() }, "search"),
            (source("fbads"), "facebook"),
            (source("Meta_Ads"), "facebook"),
            (source("ig_ads"), "instagram"),
            (Trace { source: "google", channel: "Organic Search", ..Trace::default() }, "search"),
            (source("google.com"), "search"),
            (channel("Source: Bing"), "search"),
            (channel("Organic: Google"), "search"),
            (Trace { source: "google", medium: "organic", ..Trace::default() }, "search"),
            (Trace { source: "mailer", medium: "email", ..Trace::default() }, "email"),
            (source("IGShopping"), "instagram"),
            (source("Instagram_Stories"), "instagram"),
            (source("an"), "facebook"),
            (source("insta"), "unmatched"),
            (source("(not set)"), "untold"),
            (channel("web"), "untold"),
            (Trace::default(), "untold"),
        ] {
            assert_eq!(belongs(&trace), expected, "{trace:?}");
        }
    }

    #[test]
    fn what_is_unmatched_is_counted() {
        let mut channels = Channels::new(&[], &[]);
        for _ in 0..3 {
            channels.belonging_or(&Trace { source: "insta", ..Trace::default() }, None, None);
        }
        assert_eq!(channels.unmatched.get("source: insta"), Some(&3));
    }
}
