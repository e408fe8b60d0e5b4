//! Links that say that nothing was paid for them.
//!
//! In: the medium of a link (`utm_medium`). Out: whether it is a post, a profile, a message, a code on paper. Absent: networks;
//! see [`super::channels`].

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

/// Networks of which nothing but messages is known: who pays for those pays for these links.
const OF_MESSAGES: &[&str] = &["email", "whatsapp"];

/// Asked of every order, so it looks at the bytes as they are.
pub fn is_unpaid(network: &str, medium: &str) -> bool {
    if OF_MESSAGES.contains(&network) {
        return false;
    }
    let medium = medium.trim().as_bytes();
    let starts = medium.get(..8).is_some_and(|start| is(start, "organic-"));
    let ends = medium.len().checked_sub(8).is_some_and(|at| is(&medium[at..], "-organic"));
    starts || ends || UNPAID.iter().any(|word| is(medium, word))
}

/// Whether the medium of a link that is not one of those says anything: `(none)` does not.
pub fn tells_paid(medium: &str) -> bool {
    let medium = medium.trim();
    !medium.is_empty() && !medium.starts_with('(')
}

/// Whether a text is a word in small letters, in whatever letters and with whatever between its parts.
fn is(text: &[u8], word: &str) -> bool {
    let plain = |byte: &u8| if matches!(byte, b'_' | b' ') { b'-' } else { byte.to_ascii_lowercase() };
    text.len() == word.len() && text.iter().map(plain).eq(word.bytes())
}

#[cfg(test)]
mod tests {
    use super::is_unpaid;

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
}
