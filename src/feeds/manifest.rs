//! The site as something that can be put on a phone's first screen (<https://www.w3.org/TR/appmanifest/>).

use serde_json::{Value, json};

use crate::view::{View, path};

pub const PATH: &str = "/site.webmanifest";

/// Longer names are cut below an icon.
const SHORT_NAME: usize = 12;

/// Colours are `#rrggbb`.
pub fn manifest(view: &View<'_>, theme_color: &str, background_color: &str) -> String {
    let settings = &view.shop.settings;
    let root = view.base.path(path::HOME);
    let icon = |name: &str, size: u16, purpose: &str| {
        json!({
            "src": view.base.path(&format!("/icons/{name}.png")),
            "sizes": format!("{size}x{size}"),
            "type": "image/png",
            "purpose": purpose,
        })
    };
    let mut manifest = json!({
        "id": root,
        "name": settings.name,
        "short_name": short_name(&settings.name),
        "start_url": root,
        "scope": root,
        "display": "minimal-ui",
        "lang": view.shop.locale.tag(),
        "dir": view.shop.locale.direction(),
        "theme_color": theme_color,
        "background_color": background_color,
        "icons": [
            icon("icon-192", 192, "any"),
            icon("icon-512", 512, "any"),
            icon("icon-maskable-512", 512, "maskable"),
        ],
    });
    if let Some(about) = settings.description.as_ref().or(settings.tagline.as_ref()) {
        manifest["description"] = Value::from(about.as_str());
    }
    format!("{manifest:#}\n")
}

/// The whole words that fit, else the beginning of the first.
fn short_name(name: &str) -> String {
    let mut short = String::new();
    for word in name.split_whitespace() {
        let space = usize::from(!short.is_empty());
        if short.chars().count() + space + word.chars().count() > SHORT_NAME {
            break;
        }
        if space > 0 {
            short.push(' ');
        }
        short.push_str(word);
    }
    // What joins two words says nothing at the end.
    let short = short.trim_end_matches(|c: char| !c.is_alphanumeric()).to_owned();
    if short.is_empty() { name.trim().chars().take(SHORT_NAME).collect() } else { short }
}

#[cfg(test)]
mod tests {
    use super::short_name;

    #[test]
    fn short_names_are_whole_words_where_they_can_be() {
        assert_eq!(short_name("Feed & Till"), "Feed & Till");
        assert_eq!(short_name("Kiln & Daughters"), "Kiln");
        assert_eq!(short_name("Keramikwerkstatt Müller"), "Keramikwerks");
        assert_eq!(short_name("!!!"), "!!!");
    }
}
