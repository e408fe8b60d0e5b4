//! The script that counts visits, as `shop.yaml` has it.
//!
//! Absent: what the service counts, and whether visitors must be asked first, which depends on the service and the country.

use crate::diagnostic::{At, error, warning};
use crate::path;
use crate::resolve::Resolver;
use crate::shop::settings::{Analytics, Settings};

/// Hosts of scripts that need code of their own in each page, or send to other hosts than theirs: pages here forbid both.
const NEED_MORE: [&str; 8] = [
    "https://www.googletagmanager.com",
    "https://www.google-analytics.com",
    "https://connect.facebook.net",
    "https://analytics.tiktok.com",
    "https://s.pinimg.com",
    "https://snap.licdn.com",
    "https://static.hotjar.com",
    "https://www.clarity.ms",
];

pub fn analytics(settings: &Settings, resolver: &mut Resolver<'_>) {
    let Some(Analytics { script, attributes }) = &settings.analytics else { return };
    if NEED_MORE.contains(&script.origin()) {
        let message =
            "this script would count nothing: it needs code in the page or other hosts, which pages here forbid";
        let help = "take one that needs neither, like those of Plausible, Umami or GoatCounter; what networks count is \
                    in their exports, which the report reads";
        resolver.push(warning("analytics", message).help(help), At::Value(path!["analytics", "script"]));
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
