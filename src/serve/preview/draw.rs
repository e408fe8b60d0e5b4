//! Previews as HTML, one function for each look. Colours, shapes and crops are in `client/tools.css`.

use super::meta::Meta;
use super::networks::{Limit, Look, Network};
use crate::serve::page::{attribute, text};

/// One network: its drawing, then what it asks for.
pub fn network(network: &Network, meta: &Meta) -> String {
    let drawn = match network.look {
        Look::Post => post(network, meta),
        Look::Over => over(network, meta),
        Look::Sticker => sticker(meta),
        Look::Message => message(network, meta),
        Look::Pin => pin(network, meta),
        Look::Result => result(network, meta),
    };
    let look = network.name.split(' ').next().unwrap_or_default().to_lowercase();
    let limits: String = network.limits.iter().map(|limit| line(limit, meta)).collect();
    let cuts = cuts(network, meta);
    format!(
        "<section class=\"network\"><h2>{}</h2><div class=\"stage\"><div class=\"look {look}\">{drawn}</div></div><ul class=\"limits\">{cuts}{limits}</ul></section>",
        network.name
    )
}

fn line(limit: &Limit, meta: &Meta) -> String {
    let (class, mark, word) = match (limit.met)(meta) {
        Some(true) => ("good", "✓", "met"),
        Some(false) => ("bad", "✗", "broken"),
        None => ("open", "–", "not known"),
    };
    format!(
        "<li class=\"{class}\"><span aria-hidden=\"true\">{mark}</span><span class=\"hidden\">{word}: </span>{}</li>",
        limit.text
    )
}

/// Texts that are longer than what is shown.
fn cuts(network: &Network, meta: &Meta) -> String {
    let own = if network.look == Look::Result { &meta.full_title } else { &meta.title };
    let texts = [("title", own, network.title), ("description", &meta.description, network.description)];
    let cut = |(what, own, most): (&str, &String, usize)| {
        let length = own.chars().count();
        (most > 0 && length > most).then(|| {
            format!("<li class=\"open\"><span aria-hidden=\"true\">✂</span>shows about {most} of {length} characters of the {what}</li>")
        })
    };
    texts.into_iter().filter_map(cut).collect()
}

/// The first characters of a text, as networks cut: anywhere.
fn cut(own: &str, most: usize) -> String {
    if own.chars().count() <= most {
        return text(own);
    }
    let start: String = own.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", text(start.trim_end_matches([' ', '.', ','])))
}

/// The card, cropped.
pub fn picture(meta: &Meta, crop: &str) -> String {
    match &meta.image {
        Some(image) => format!("<img class=\"crop {crop}\" src=\"{}\" alt=\"\" loading=\"lazy\">", attribute(image)),
        None => format!("<span class=\"crop {crop} none\">no picture</span>"),
    }
}

fn host(meta: &Meta) -> String {
    text(meta.host.trim_start_matches("www."))
}

fn post(network: &Network, meta: &Meta) -> String {
    let description = match network.description {
        0 => String::new(),
        most => format!("<p class=\"description\">{}</p>", cut(&meta.description, most)),
    };
    format!(
        "{}<div class=\"words\"><p class=\"host\">{}</p><p class=\"name\">{}</p>{description}</div>",
        picture(meta, network.crop),
        host(meta),
        cut(&meta.title, network.title)
    )
}

fn over(network: &Network, meta: &Meta) -> String {
    let (picture, name) = (picture(meta, network.crop), cut(&meta.title, network.title));
    format!("<div class=\"under\">{picture}<p class=\"name\">{name}</p></div><p class=\"host\">From {}</p>", host(meta))
}

fn sticker(meta: &Meta) -> String {
    format!("{}<p class=\"sticker\">{}</p>", picture(meta, "story"), host(meta).to_uppercase())
}

fn message(network: &Network, meta: &Meta) -> String {
    format!(
        "<div class=\"quote\"><p class=\"site\">{}</p><p class=\"name\">{}</p><p class=\"description\">{}</p>{}<p class=\"host\">{}</p></div>\
         <p class=\"url\">{}</p>",
        text(&meta.site_name),
        cut(&meta.title, network.title),
        cut(&meta.description, network.description),
        picture(meta, network.crop),
        host(meta),
        text(&meta.url)
    )
}

fn pin(network: &Network, meta: &Meta) -> String {
    let price = meta.price.as_ref().map(|price| format!("<p class=\"price\">{}</p>", text(price))).unwrap_or_default();
    format!(
        "{}<p class=\"name\">{}</p><p class=\"description\">{}</p>{price}<p class=\"host\">{}</p>",
        picture(meta, network.crop),
        cut(&meta.title, network.title),
        cut(&meta.description, network.description),
        host(meta)
    )
}

fn result(network: &Network, meta: &Meta) -> String {
    let rest = meta.url.split_once("://").map_or(meta.url.as_str(), |(_, rest)| rest);
    let crumbs: Vec<String> = rest.split('/').filter(|part| !part.is_empty()).map(text).collect();
    let price = meta.price.as_ref().map(|price| format!("<p class=\"price\">{}</p>", text(price)));
    format!(
        "<p class=\"site\">{}</p><p class=\"url\">{}</p><p class=\"name\">{}</p><p class=\"description\">{}</p>{}",
        text(&meta.site_name),
        crumbs.join(" › "),
        cut(&meta.full_title, network.title),
        cut(&meta.description, network.description),
        price.unwrap_or_default()
    )
}
