//! Places in the links of ads that their ads manager should have filled in, and did not.
//!
//! In: a value of a link. Out: whether it is nothing but such places, and what a row tells without them. Absent: why; a link that was
//! copied out of an ad, or that another network's ads bear, is never filled in.

use crate::importers::Trace;

/// `{{campaign.name}}` of Meta, Snapchat and LinkedIn, `{campaignid}` of Google, Microsoft and Pinterest, `__CAMPAIGN_NAME__` of TikTok.
pub fn is_unfilled(text: &str) -> bool {
    let (mut rest, mut found) = (text.trim(), false);
    while let Some(first) = rest.chars().next() {
        if let Some(length) = place(rest) {
            (rest, found) = (&rest[length..], true);
        } else if first.is_alphanumeric() {
            return false;
        } else {
            rest = &rest[first.len_utf8()..];
        }
    }
    found
}

/// How long the place is with which a text begins.
fn place(text: &str) -> Option<usize> {
    let (open, close) =
        [("{{", "}}"), ("{", "}"), ("__", "__")].into_iter().find(|(open, _)| text.starts_with(open))?;
    let inside = &text[open.len()..];
    let name = &inside[..inside.find(close)?];
    let is_sign = |sign: char| match open {
        "__" => sign.is_ascii_uppercase() || sign.is_ascii_digit() || sign == '_',
        "{" => sign.is_ascii_alphanumeric() || "._:-".contains(sign),
        _ => sign.is_ascii_alphanumeric() || "._:- ".contains(sign),
    };
    (name.contains(|sign: char| sign.is_ascii_alphabetic()) && name.chars().all(is_sign))
        .then(|| open.len() + name.len() + close.len())
}

/// Parameters of links by which orders find their network and campaign.
pub fn parameters<'t>(trace: &Trace<'t>) -> [(&'static str, &'t str); 3] {
    [("utm_source", trace.source), ("utm_medium", trace.medium), ("utm_campaign", trace.campaign)]
}

/// A row without them.
pub fn filled<'t>(trace: &Trace<'t>) -> Trace<'t> {
    let own = |text: &'t str| if is_unfilled(text) { "" } else { text };
    Trace {
        source: own(trace.source),
        medium: own(trace.medium),
        campaign: own(trace.campaign),
        content: own(trace.content),
        ..*trace
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_differ_from_names() {
        for text in [
            "{{campaign.name}}",
            "{{site_source_name}}",
            "{campaignid}",
            "{ifmobile:m}",
            "__CAMPAIGN_NAME__",
            "__AID__",
            "{{campaign.name}} | {{adset.name}}",
            "{campaignid}_{adgroupid}",
        ] {
            assert!(is_unfilled(text), "{text}");
        }
        for text in [
            "",
            "spring",
            "spring_{{ad.name}}",
            "{}",
            "{{}}",
            "{2026}",
            "__spring__",
            "__",
            "____",
            "{sale",
            "{Summer sale}",
            "(not set)",
            "--",
        ] {
            assert!(!is_unfilled(text), "{text}");
        }
    }
}
