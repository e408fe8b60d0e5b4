//! Links that say that nothing was paid for them.
//!
//! In: the medium of a link (`utm_medium`). Out: whether it is a post, a profile, a message, a code on paper; whether it is an ad,
//! or of people who are paid to show something, and whether it says nothing. Absent: networks; see [`crate::report::channels`].

use crate::importers::Trace;

/// Words for it, besides `organic_…` and `…_organic` (<https://support.google.com/analytics/answer/9756891>).
const UNPAID: &[&str] = &[
    "organic",
    "organicsocial",
    "social",
    "social-media",
    "social-network",
    "socialmedia",
    "sm",
    "post",
    "story",
    "stories",
    "reel",
    "bio",
    "bio-link",
    "link-in-bio",
    "linkinbio",
    "profile",
    "email",
    "e-mail",
    "mail",
    "newsletter",
    "messaging",
    "message",
    "dm",
    "chat",
    "whatsapp",
    "sms",
    "push",
    "push-notification",
    "referral",
    "share",
    "qr",
    "print",
];

/// Words for links of ads, besides `paid_…` and `…_paid`.
const OF_ADS: &[&str] = &[
    "cpc",
    "cpm",
    "cpv",
    "cpp",
    "ppc",
    "ads",
    "ad",
    "paid",
    "paidsocial",
    "paidsearch",
    "paidvideo",
    "display",
    "banner",
    "retargeting",
    "remarketing",
    "sponsored",
    "promoted",
    "boost",
    "boosted",
    "sem",
    "shopping",
    "shopping-ads",
    "pmax",
    "performance-max",
    "demand-gen",
    "google-ads",
    "googleads",
    "adwords",
    "facebook-ads",
    "instagram-ads",
    "tiktok-ads",
    "meta-ads",
];

/// Words for links of people who are paid to show something, or for what they sell.
const OF_PEOPLE: &[&str] = &[
    "influencer",
    "influencers",
    "influencer-marketing",
    "creator",
    "creators",
    "ambassador",
    "ambassadors",
    "affiliate",
    "affiliates",
    "affiliate-marketing",
    "partner",
    "partners",
];

/// Networks of which nothing but messages is known: who pays for those pays for these links.
const OF_MESSAGES: &[&str] = &["email", "whatsapp"];

/// Asked of every order, so it looks at the bytes as they are.
pub fn is_unpaid(network: &str, medium: &str) -> bool {
    if is_of_messages(network) {
        return false;
    }
    let medium = medium.trim().as_bytes();
    let starts = medium.get(..8).is_some_and(|start| is(start, "organic-"));
    let ends = medium.len().checked_sub(8).is_some_and(|at| is(&medium[at..], "-organic"));
    starts || ends || UNPAID.iter().any(|word| is(medium, word))
}

pub fn is_of_messages(network: &str) -> bool {
    OF_MESSAGES.contains(&network)
}

/// Whether the medium of a link that is not one of those says anything: `(none)` does not.
pub fn tells_paid(medium: &str) -> bool {
    let medium = medium.trim();
    !medium.is_empty() && !medium.starts_with('(')
}

/// Whether it says that the link is of ads: those of people who are paid to show something say another word.
pub fn is_of_ads(medium: &str) -> bool {
    let medium = medium.trim().as_bytes();
    let starts = medium.get(..5).is_some_and(|start| is(start, "paid-"));
    let ends = medium.len().checked_sub(5).is_some_and(|at| is(&medium[at..], "-paid"));
    starts || ends || OF_ADS.iter().any(|word| is(medium, word))
}

pub fn is_of_people(medium: &str) -> bool {
    let medium = medium.trim().as_bytes();
    OF_PEOPLE.iter().any(|word| is(medium, word))
}

/// Whether a link is one that Shopify's channel for Google gives to ads and to free listings alike.
pub fn is_listed(trace: &Trace<'_>) -> bool {
    is(trace.source.trim().as_bytes(), "google") && is(trace.medium.trim().as_bytes(), "product-sync")
}

/// Whether a link bore no tags at all, as far as a shop knows that somebody came from another site.
pub fn is_referral(trace: &Trace<'_>) -> bool {
    trace.source.is_empty() && !trace.referrer.is_empty() && is(trace.medium.trim().as_bytes(), "referral")
}

/// Whether a text is a word in small letters, in whatever letters and with whatever between its parts.
fn is(text: &[u8], word: &str) -> bool {
    let plain = |byte: &u8| if matches!(byte, b'_' | b' ') { b'-' } else { byte.to_ascii_lowercase() };
    text.len() == word.len() && text.iter().map(plain).eq(word.bytes())
}

#[cfg(test)]
mod tests {
    use super::{is_of_ads, is_of_people, is_unpaid};

    #[test]
    fn what_is_paid_and_what_is_not() {
        for medium in ["organic_social", "Organic Social", "social", "email", "messaging", "link_in_bio", "qr"] {
            assert!(is_unpaid("instagram", medium), "{medium}");
        }
        for medium in ["", "paid_social", "cpc", "paid", "influencer", "affiliate", "(none)", "social_paid"] {
            assert!(!is_unpaid("instagram", medium), "{medium}");
        }
        assert!(!is_unpaid("email", "email"));
    }

    #[test]
    fn what_is_of_ads() {
        for medium in
            ["paid_social", "Paid Social", "cpc", "CPM", "social_paid", "ads", "paid", "paid-search", "Performance Max"]
        {
            assert!(is_of_ads(medium), "{medium}");
        }
        for medium in ["", "influencer", "affiliate", "social", "unpaid", "(none)", "organic"] {
            assert!(!is_of_ads(medium), "{medium}");
        }
    }

    #[test]
    fn what_is_of_people_is_neither_unpaid_nor_of_ads() {
        for medium in ["influencer", "Influencer Marketing", "affiliate", "creators"] {
            assert!(is_of_people(medium) && !is_unpaid("instagram", medium) && !is_of_ads(medium), "{medium}");
        }
        for medium in ["", "paid_social", "paid_partnership", "organic_social", "email", "(none)"] {
            assert!(!is_of_people(medium), "{medium}");
        }
    }
}
