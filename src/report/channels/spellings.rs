//! Spellings: whether a name is that of a campaign but for a slip.
//!
//! In: a name in small letters, and the campaigns. Out: the campaign whose code or name it is but for hyphens, a plural, or a letter
//! or two of a long word. A number or a short word that is another one makes another campaign: `spring-27` is not `spring-26`, and
//! `ads-de` not `ads-fr`. Absent: names that are the same; see [`crate::report::channels`].

use strsim::osa_distance;

use crate::shop::campaign::Campaign;

use super::CampaignId;

/// The campaign of which a name is a spelling, the one that is nearest.
pub fn nearest(name: &str, campaigns: &[Campaign]) -> Option<CampaignId> {
    let all = (0..).zip(campaigns).flat_map(|(id, campaign)| {
        let names = campaign.names.iter().map(|name| name.to_lowercase());
        names.chain([campaign.code.0.clone()]).map(move |known| (id, known))
    });
    let near = all.filter(|(_, known)| is_slip(name, known)).map(|(id, known)| (osa_distance(name, &known), id));
    near.min().map(|(_, id)| id)
}

fn is_slip(written: &str, known: &str) -> bool {
    let (own, theirs) = (parts(written), parts(known));
    let (one, other) = (own.concat(), theirs.concat());
    if one.is_empty() || digits(&one) != digits(&other) {
        return false;
    }
    if one == other || singular(&own) == singular(&theirs) {
        return true;
    }
    if own.len() != theirs.len() {
        return is_near(&one, &other) && osa_distance(&one, &other) == 1;
    }
    let mut unlike = own.iter().zip(&theirs).filter(|(one, other)| one != other);
    let first = unlike.next();
    unlike.next().is_none() && first.is_some_and(|(one, other)| is_near(one, other))
}

/// The words of a name, without what stands between them.
fn parts(name: &str) -> Vec<String> {
    let name = name.replace("%20", " ");
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

fn singular(words: &[String]) -> String {
    words.iter().map(|word| word.strip_suffix('s').unwrap_or(word)).collect()
}

fn digits(name: &str) -> String {
    name.chars().filter(char::is_ascii_digit).collect()
}

/// Whether two words are so long and so alike that one is a slip of the other.
fn is_near(one: &str, other: &str) -> bool {
    const SHORT: usize = 5;
    const LONG: usize = 8;
    let letters = one.chars().count().min(other.chars().count());
    let most = match letters {
        LONG.. => 2,
        SHORT.. => 1,
        _ => 0,
    };
    one.chars().next() == other.chars().next() && osa_distance(one, other) <= most
}

#[cfg(test)]
mod tests {
    use super::is_slip;

    #[test]
    fn slips_and_other_campaigns() {
        for (written, known) in [
            ("alwayson", "always-on"),
            ("always_on", "always-on"),
            ("always on", "always-on"),
            ("always+on", "always-on"),
            ("always%20on", "always-on"),
            ("always-ons", "always-on"),
            ("alway-on", "always-on"),
            ("awlays-on", "always-on"),
            ("spring26", "spring-26"),
            ("sping-26", "spring-26"),
            ("retargetting-de", "retargeting-de"),
            ("summer-sales", "summer-sale"),
        ] {
            assert!(is_slip(written, known), "{written} {known}");
        }
        for (written, known) in [
            ("spring-27", "spring-26"),
            ("sale-20", "sale"),
            ("ads-de", "ads-fr"),
            ("retargeting-de", "retargeting-at"),
            ("always-on-de", "always-on"),
            ("always-off", "always-on"),
            ("men", "women"),
            ("mugs", "rugs"),
            ("newsletter-10", "newsletter-11"),
            ("search-brand", "search-generic"),
            ("pins", "search"),
        ] {
            assert!(!is_slip(written, known), "{written} {known}");
        }
    }
}
