//! The script that counts visits, as `shop.yaml` has it.
//!
//! Absent: what the service counts, and whether visitors must be asked first, which depends on the service and the country.

use crate::diagnostic::{At, error, warning};
use crate::path;
use crate::resolve::Resolver;
use crate::shop::settings::{Analytics, Settings};

/// Beginnings of scripts that need code of their own in each page, or send to other hosts than theirs: pages here forbid both.
const NEED_MORE: [&str; 13] = [
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
    // The one of each site, which waits for `plausible.init()`.
    "https://plausible.io/js/pa-",
];

/// Scripts that count nothing without an attribute, and what it says.
const NEED_ATTRIBUTE: [(&str, &str, &str); 5] = [
    ("https://plausible.io/", "data-domain", "cups.example"),
    ("https://gc.zgo.at/", "data-goatcounter", "https://my-shop.goatcounter.com/count"),
    ("https://cloud.umami.is/", "data-website-id", "94db1cb1-74f4-4a40-ad6c-962362670409"),
    // The script sends to another host, which is allowed once it is named.
    ("https://cloud.umami.is/", "data-host-url", "https://gateway.umami.is"),
    ("https://analytics.umami.is/", "data-website-id", "94db1cb1-74f4-4a40-ad6c-962362670409"),
];

pub fn analytics(settings: &Settings, resolver: &mut Resolver<'_>) {
    let Some(Analytics { script, attributes }) = &settings.analytics else { return };
    let begins = |start: &str| script.0.starts_with(start);
    let lacking = NEED_ATTRIBUTE.iter().find(|(start, name, _)| begins(start) && !attributes.contains_key(*name));
    if NEED_MORE.into_iter().any(begins) {
        let message =
            "this script would count nothing: it needs code in the page or other hosts, which pages here forbid";
        let help = "take one that needs neither: `https://plausible.io/js/script.js` with `data-domain`, GoatCounter with \
                    `data-goatcounter`, an Umami of your own with `data-website-id`; what networks count is in their \
                    exports, which the report reads";
        resolver.push(warning("analytics", message).help(help), At::Value(path!["analytics", "script"]));
    } else if let Some((_, name, value)) = lacking {
        let finding = warning("analytics", format!("this script counts nothing without `{name}`"));
        let help = format!("write it below `attributes:`, as in `{name}: {value}`");
        resolver.push(finding.help(help), At::Value(path!["analytics", "script"]));
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
