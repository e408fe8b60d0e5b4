//! Origins that are no networks: mail, search engines, other websites, people who typed the address, orders that the shop typed in.
//!
//! In: what a row tells, in small letters. Out: which of them it names. None of them can be of an ad on a network, unlike what no rule
//! knows, which may be a network's name in another spelling. Absent: networks; see [`crate::report::channels`].

use super::Lower;
use super::unpaid::{is_unpaid, tells_paid};

/// Programs that send mail, as they call themselves in links.
const MAILERS: &[&str] = &[
    "activecampaign",
    "acumbamail",
    "aweber",
    "beehiiv",
    "braze",
    "brevo",
    "campaignmonitor",
    "cleverreach",
    "constantcontact",
    "convertkit",
    "createsend",
    "customer.io",
    "dotdigital",
    "egoi",
    "emarsys",
    "flodesk",
    "getresponse",
    "iterable",
    "klaviyo",
    "mailchimp",
    "mailerlite",
    "mailjet",
    "mailpoet",
    "mailup",
    "mautic",
    "moosend",
    "newsletter2go",
    "omnisend",
    "rapidmail",
    "sendgrid",
    "sendinblue",
    "sendy",
    "shopify_email",
    "substack",
];

/// Websites that are named without their address: pages of links, and assistants that find shops.
const WEBSITES: &[&str] =
    &["beacons", "chatgpt", "claude", "copilot", "gemini", "linkinbio", "linktree", "openai", "perplexity"];

/// The name of such an origin, if any. `channel` is without the words that a shop's program puts before it.
pub fn by_medium(trace: &Lower, channel: &str) -> Option<&'static str> {
    let engines = ["google", "bing", "duckduckgo", "ecosia", "yahoo", "qwant", "baidu", "yandex"];
    let is = |name: &str| trace.source == name || channel == name || trace.source.starts_with(&format!("{name}."));
    let engine = engines.iter().any(|name| is(name));
    // Other engines sell their places themselves.
    let google = is("google") || (trace.source.is_empty() && !engine);
    let ads = ["gads", "adwords", "googleads", "google ads", "google_ads", "google-ads"];
    let ads = ads.iter().any(|name| trace.source == *name || channel == *name);
    // WooCommerce says `Source: Google` where a link was tagged, as only ads are, and `Organic: Google` where not, each in the
    // language of the shop: its importer makes a source of the one, and a medium of the other.
    let tagged = trace.channel.split_once(':').is_some_and(|(_, name)| name.trim() == trace.source);
    let paid = is_paid_search(&trace.medium)
        || trace.channel.starts_with("source: ")
        || (tagged && trace.medium.is_empty() && !trace.source.is_empty());
    // Ads are tagged so, and so are a shop's profile and its free listings: a rule may know.
    let open = trace.source == "google"
        && trace.medium.is_empty()
        && !(paid || matches!(channel, "organic search" | "paid search") || trace.channel.starts_with("organic: "));
    let mail =
        |text: &str| text.starts_with("e-mail") || text.starts_with("email") || text == "newsletter" || text == "mail";
    let unpaid = !tells_paid(&trace.medium) || is_unpaid("", &trace.medium);
    let by_mail = |text: &str| unpaid && is_one(MAILERS, text);
    let website = |text: &str| unpaid && (is_one(WEBSITES, text) || is_address(text));
    match () {
        () if matches!(channel, "pos" | "point of sale") => Some("in_person"),
        () if matches!(channel, "web admin" | "mobile app" | "shopify_draft_order") => Some("by_shop"),
        // `subscription_contract`, `subscription_contract_checkout_one`: the first order of a subscription is one of `web`.
        () if channel.starts_with("subscription_contract") => Some("renewal"),
        () if mail(&trace.medium) || mail(&trace.source) || mail(channel) => Some("email"),
        () if by_mail(&trace.source) || by_mail(channel) => Some("email"),
        () if google && (channel == "paid search" || (engine && paid)) || ads => Some("google"),
        () if open => None,
        () if engine
            || matches!(channel, "organic search" | "paid search")
            || trace.channel.starts_with("organic: ") =>
        {
            Some("search")
        }
        () if trace.source == "(direct)" || trace.source == "direct" || channel == "direct" => Some("direct"),
        () if trace.medium == "referral" || channel == "referral" || !trace.referrer.is_empty() => Some("referral"),
        () if trace.channel.starts_with("referral: ") => Some("referral"),
        () if website(&trace.source) || website(channel) => Some("referral"),
        () => None,
    }
}

/// Media of links of ads on search engines: those that Google Analytics counts as paid
/// (<https://support.google.com/analytics/answer/9756891>), and kinds of campaigns.
fn is_paid_search(medium: &str) -> bool {
    const WORDS: [&str; 14] = [
        "ppc",
        "retargeting",
        "remarketing",
        "display",
        "banner",
        "sem",
        "ad",
        "ads",
        "adwords",
        "shopping",
        "pmax",
        "performance-max",
        "demand-gen",
        "google-ads",
    ];
    let medium = medium.replace(['_', ' '], "-");
    medium.starts_with("paid") || medium.contains("cp") || WORDS.contains(&medium.as_str())
}

/// Whether a text is one of some names, or begins with it: `klaviyo`, `klaviyo_flow`, `mailchimp.com`.
fn is_one(names: &[&str], text: &str) -> bool {
    let plain = text.replace(['-', ' '], "_");
    let ends = |rest: &str| rest.is_empty() || rest.starts_with(['_', '.', '/']);
    names.iter().any(|name| plain.strip_prefix(name).is_some_and(ends))
}

/// Whether a text is the address of a website: `linktr.ee`, `www.blog.example`.
fn is_address(text: &str) -> bool {
    let mut labels = text.trim_end_matches('/').rsplit('.');
    let end = labels.next().is_some_and(|end| end.len() >= 2 && end.bytes().all(|byte| byte.is_ascii_alphabetic()));
    let host =
        |label: &str| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let mut rest = labels.peekable();
    end && rest.peek().is_some() && rest.all(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_addresses() {
        for text in ["klaviyo", "klaviyo_flow", "shopify-email", "mailchimp.com"] {
            assert!(is_one(MAILERS, text), "{text}");
        }
        assert!(!is_one(MAILERS, "brazen") && !is_one(WEBSITES, "geminis"));
        for (text, is) in
            [("linktr.ee", true), ("www.blog.example", true), ("v1.2", false), ("a b.de", false), ("fb", false)]
        {
            assert_eq!(is_address(text), is, "{text}");
        }
    }
}
