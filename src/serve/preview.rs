//! `/_preview/`: pages as networks show them when somebody shares their address.
//!
//! In: a page as it is served, its head read as a network's crawler reads it. Out: one drawing for each network, with
//! what it meets and breaks. Numbers: <https://developers.facebook.com/docs/sharing/webmasters/images>,
//! <https://developers.facebook.com/docs/whatsapp/link-previews>,
//! <https://developer.x.com/en/docs/x-for-websites/cards/overview/summary-card-with-large-image>,
//! <https://www.linkedin.com/help/linkedin/answer/a521928>, <https://developers.google.com/search/docs/appearance/title-link>;
//! where none is published, what their programs show. Absent: asking the networks themselves.

mod draw;
mod meta;
mod networks;

use super::Server;
use super::http::{Answer, Asked};
use super::page::{self, attribute, text};
use super::site::{Good, Snapshot};
use crate::pages::is_listed;
use crate::plan::Task;
use crate::render::Rendered;
use crate::view::head::shorten;
use meta::Meta;
use networks::NETWORKS;

const PATH: &str = "/_preview/";
/// Pages on one page of the list.
const SHOWN: usize = 24;

pub fn answer(server: &Server, state: &Snapshot, asked: &Asked, rest: &str) -> Answer {
    let Some(good) = &state.good else { return page::nothing_yet(server, state) };
    if rest.is_empty() {
        return list(server, state, good, asked);
    }
    let path = if rest == "index.html" { "/".to_owned() } else { format!("/{rest}") };
    let slash = format!("{path}/");
    match [path, slash].into_iter().find(|path| matches!(good.output.paths().get(path), Some(Task::Page(_)))) {
        Some(path) => one(server, state, good, &path),
        None => Answer {
            status: 404,
            ..page::own(server, state, "No page", "", "<main class=\"wait\"><h1>There is no such page</h1></main>")
        },
    }
}

/// Paths of all pages that somebody may share.
fn shared(good: &Good) -> impl Iterator<Item = &str> {
    let pages = good.output.paths().iter();
    pages.filter(|(_, task)| matches!(task, Task::Page(page) if is_listed(page))).map(|(path, _)| path.as_str())
}

/// All pages, each as a small card; a field finds one by its path.
fn list(server: &Server, state: &Snapshot, good: &Good, asked: &Asked) -> Answer {
    let wanted = asked.query("find").unwrap_or_default();
    let found: Vec<&str> = shared(good).filter(|path| path.contains(wanted.trim())).collect();
    let number: usize = asked.query("page").and_then(|page| page.parse().ok()).unwrap_or(1).max(1);
    let mut body = format!(
        "<main><div class=\"title\"><h1>Previews</h1><p>{} pages, as they look when somebody shares them</p></div>\
         <form class=\"filter\" role=\"search\"><label>Search <input type=\"search\" name=\"find\" value=\"{}\" autocomplete=\"off\"></label>\
         <button>Find</button></form><ul class=\"cards\">",
        found.len(),
        attribute(&wanted)
    );
    for path in found.iter().skip((number - 1).saturating_mul(SHOWN)).take(SHOWN) {
        let Some(meta) = of_page(good, path) else { continue };
        let broken = networks::broken(&meta);
        let state = match broken {
            0 => "<span class=\"good\">fits everywhere</span>".to_owned(),
            1 => "<span class=\"bad\">1 limit broken</span>".to_owned(),
            more => format!("<span class=\"bad\">{more} limits broken</span>"),
        };
        body.push_str(&format!(
            "<li><a href=\"{PATH}{}\">{}<strong>{}</strong><small>{}</small>{state}</a></li>",
            attribute(link(path)),
            draw::picture(&meta, "wide"),
            text(&shorten(&meta.title, 60)),
            text(path),
        ));
    }
    body.push_str("</ul>");
    body.push_str(&turns(number, found.len().div_ceil(SHOWN), &wanted));
    body.push_str("</main>");
    page::own(server, state, "Previews", PATH, &body)
}

/// What stands behind [`PATH`] for a page.
fn link(path: &str) -> &str {
    if path == "/" { "index.html" } else { path.trim_start_matches('/') }
}

/// Links to the pages of the list before and after.
fn turns(number: usize, last: usize, wanted: &str) -> String {
    let link = |to: usize, label: &str| {
        let find = crate::scalar::encode(wanted);
        format!("<a href=\"{PATH}?find={}&amp;page={to}\">{label}</a>", attribute(&find))
    };
    let before = if number > 1 { link(number - 1, "← Before") } else { String::new() };
    let after = if number < last { link(number + 1, "After →") } else { String::new() };
    if last > 1 {
        format!("<nav class=\"turns\" aria-label=\"Pages\">{before}<span>{number} of {last}</span>{after}</nav>")
    } else {
        String::new()
    }
}

/// One page, network by network.
fn one(server: &Server, state: &Snapshot, good: &Good, path: &str) -> Answer {
    let Some(mut meta) = of_page(good, path) else {
        let body = "<main class=\"wait\"><h1>This page cannot be made</h1></main>";
        return Answer { status: 500, ..page::own(server, state, "Error", "", body) };
    };
    meta.weigh(good);
    let mut body = format!(
        "<main><div class=\"title\"><p><a href=\"{PATH}\">All pages</a></p><h1>{}</h1><p><a href=\"{}\">{}</a></p></div><div class=\"networks\">",
        text(&meta.title),
        attribute(&good.output.site.base.path(path)),
        text(path)
    );
    for network in NETWORKS {
        body.push_str(&draw::network(network, &meta));
    }
    body.push_str("</div></main>");
    page::own(server, state, &meta.title, "", &body)
}

/// What a crawler reads of a page.
fn of_page(good: &Good, path: &str) -> Option<Meta> {
    let task = good.output.paths().get(path)?;
    match good.output.render(task) {
        Ok(Rendered::Bytes(html)) => Some(Meta::of(&good.output.site.base, &String::from_utf8_lossy(&html))),
        Ok(Rendered::Copy(_)) | Err(_) => None,
    }
}
