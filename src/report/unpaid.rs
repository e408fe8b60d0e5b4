//! Links that say that nothing was paid for them.
//!
//! In: the medium of a link (`utm_medium`). Out: whether it is a post, a profile, a message, a code on paper. Absent: networks;
//! see [`super::channels`].

/// Words for it, besides `organic_…` and `…_organic` (<https://support.google.com/analytics/answer/9756891>).
const UNPAID: &str = "organic social social-media post story stories reel bio link-in-bio linkinbio profile email e-mail mail \
                      newsletter messaging message dm chat whatsapp sms push referral share qr print";

pub fn is_unpaid(medium: &str) -> bool {
    let medium = medium.trim().to_lowercase().replace(['_', ' '], "-");
    medium.starts_with("organic-") || medium.ends_with("-organic") || UNPAID.split(' ').any(|word| word == medium)
}

#[cfg(test)]
mod tests {
    use super::is_unpaid;

    #[test]
    fn what_is_paid_and_what_is_not() {
        for medium in ["organic_social", "Organic Social", "social", "email", "messaging", "link_in_bio", "qr"] {
            assert!(is_unpaid(medium), "{medium}");
        }
        for medium in ["", "paid_social", "cpc", "paid", "influencer", "affiliate", "(none)", "social_paid"] {
            assert!(!is_unpaid(medium), "{medium}");
        }
    }
}
