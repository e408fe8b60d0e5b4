//! The script that counts visits, as `shop.yaml` has it.
//!
//! Absent: what the service counts, and whether visitors must be asked first, which depends on the service and the country.

use crate::diagnostic::{At, Diagnostic, error, warning};
use crate::path;
use crate::resolve::Resolver;
use crate::shop::settings::{Analytics, Settings};

/// Beginnings of scripts that need code of their own in each page, or send to other hosts than theirs: pages here forbid both.
const NEED_MORE: [&str; 14] = [
    "https://www.googletagmanager.com/",
    "https://googletagmanager.com/",
    "https://www.google-analytics.com/",
    "https://connect.facebook.net/",
    "https://analytics.tiktok.com/",
    "https://s.pinimg.com/",
    "https://snap.licdn.com/",
    "https://static.hotjar.com/",
    "https://www.clarity.ms/",
    "https://static.ads-twitter.com/",
    "https://sc-static.net/",
    "https://cdn.matomo.cloud/",
    // Counts by a picture of another host.
    "https://scripts.simpleanalyticscdn.com/",
    // The one of each site, which waits for `plausible.init()`.
    "https://plausible.io/js/pa-",
];

/// Scripts that wait for a few lines in the page, wherever they are kept.
const NEED_LINES: [&str; 2] = ["/matomo.js", "/piwik.js"];

/// Parts of the addresses of scripts that count nothing without an attribute, and what it says.
const NEED_ATTRIBUTE: [(&str, &str, &str); 8] = [
    ("//plausible.io/", "data-domain", "cups.example"),
    ("//gc.zgo.at/", "data-goatcounter", "https://my-shop.goatcounter.com/count"),
    ("//cdn.usefathom.com/", "data-site", "ABCDEFGH"),
    ("//static.cloudflareinsights.com/", "data-cf-beacon", "'{\"token\": \"94db1cb174f44a40ad6c962362670409\"}'"),
    ("//cloud.umami.is/", "data-website-id", WEBSITE),
    // The script sends to another host, which is allowed once it is named.
    ("//cloud.umami.is/", "data-host-url", "https://gateway.umami.is"),
    ("//analytics.umami.is/", "data-website-id", WEBSITE),
    // One's own.
    ("/umami", "data-website-id", WEBSITE),
];

const WEBSITE: &str = "94db1cb1-74f4-4a40-ad6c-962362670409";

/// A script that sends to another host than its own, which is let through once an attribute names it
/// (<https://developers.cloudflare.com/fundamentals/reference/policies-compliances/content-security-policies/>).
const CLOUDFLARE: (&str, &str) = ("https://static.cloudflareinsights.com/", "https://cloudflareinsights.com");

pub fn analytics(settings: &Settings, resolver: &mut Resolver<'_>) {
    let Some(Analytics { script, attributes }) = &settings.analytics else { return };
    let begins = |start: &str| script.0.starts_with(start);
    let lines = NEED_LINES.iter().any(|end| script.0.ends_with(end));
    let lacks = |part: &str, name: &str| script.0.contains(part) && !attributes.contains_key(name);
    let lacking = NEED_ATTRIBUTE.iter().find(|(part, name, _)| lacks(part, name));
    let unnamed = begins(CLOUDFLARE.0) && !attributes.values().any(|value| value.starts_with(CLOUDFLARE.1));
    let found = if lines || NEED_MORE.into_iter().any(begins) {
        let message =
            "this script would count nothing: it needs code in the page or other hosts, which pages here forbid";
        let help = "take one that needs neither: `https://plausible.io/js/script.js` with `data-domain`, GoatCounter with \
                    `data-goatcounter`, an Umami of your own with `data-website-id`; what networks count is in their \
                    exports, which the report reads";
        Some(warning("analytics", message).help(help))
    } else if let Some((_, name, value)) = lacking {
        let finding = warning("analytics", format!("this script counts nothing without `{name}`"));
        Some(finding.help(format!("write it below `attributes:`, as in `{name}: {value}`")))
    } else if unnamed {
        let message = format!("this script sends to `{}`, which pages here forbid until it is named", CLOUDFLARE.1);
        let help = format!("add `data-host: {}` below `attributes:`", CLOUDFLARE.1);
        Some(warning("analytics", message).help(help))
    } else {
        None
    };
    if let Some(finding) = found {
        resolver.push(finding, At::Value(path!["analytics", "script"]));
    }
    for (name, value) in attributes {
        if let Some(finding) = of_value(name, value) {
            resolver.push(finding, At::Value(path!["analytics", "attributes", name.as_str()]));
        }
    }
    for name in attributes.keys() {
        let fits = name.strip_prefix("data-").is_some_and(|rest| {
            !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        });
        if !fits {
            let finding = error("attribute", format!("`{name}` is not an attribute that a script may get here"));
            let at = At::Key(path!["analytics", "attributes", name.as_str()]);
            resolver.push(finding.help("write `data-` and lower-case letters, like `data-domain`"), at);
        }
    }
}

/// Values with which a service counts nothing, or for a site that it does not know.
fn of_value(name: &str, value: &str) -> Option<Diagnostic> {
    match name {
        "data-goatcounter" if !value.contains('/') => {
            let code = value.split('.').next().unwrap_or_default();
            let message = format!("`{value}` is no address, so nothing is counted");
            let help = format!("write where visits are sent to: `https://{code}.goatcounter.com/count`");
            Some(warning("analytics", message).help(help))
        }
        "data-domain" => {
            let (_, rest) = value.split_once("://").filter(|(scheme, _)| ["http", "https"].contains(scheme))?;
            let domain = rest.split('/').next().unwrap_or_default();
            let message = format!("`{value}` is an address, and the service knows the site by its domain");
            Some(warning("analytics", message).help(format!("write `{name}: {domain}`")))
        }
        _ => None,
    }
}
