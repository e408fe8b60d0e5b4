//! The journal as an Atom feed (RFC 4287): the newest posts, whole.

use std::fmt::Write as _;

use super::Feed;
use super::xml::escape;
use crate::scalar::{BaseUrl, Date};
use crate::shop::Post;
use crate::view::{View, path};

pub const FEED: Feed = Feed { name: "atom", path: path::ATOM, spec: "https://www.rfc-editor.org/rfc/rfc4287", write };

/// Feed readers keep what they have seen; more would only be sent again.
const POSTS: usize = 20;

fn write(view: &View<'_>) -> Option<Vec<u8>> {
    let posts = &view.shop.posts[..view.shop.posts.len().min(POSTS)];
    let newest = posts.iter().map(changed).max()?;
    let settings = &view.shop.settings;
    let title = format!("{} · {}", view.t("journal"), settings.name);
    let journal = escape(&view.base.absolute(path::JOURNAL));
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    let _ = write!(
        out,
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{language}\">\n\
         <id>{journal}</id>\n\
         <title>{title}</title>\n\
         <updated>{updated}</updated>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{own}\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{journal}\"/>\n\
         <icon>{icon}</icon>\n\
         <author><name>{name}</name><uri>{home}</uri></author>\n",
        language = escape(view.shop.locale.tag()),
        title = escape(&title),
        updated = moment(newest),
        own = escape(&view.base.absolute(path::ATOM)),
        icon = escape(&view.base.absolute("/icons/icon-192.png")),
        name = escape(&settings.name),
        home = escape(&view.base.absolute(path::HOME)),
    );
    if let Some(tagline) = &settings.tagline {
        let _ = writeln!(out, "<subtitle>{}</subtitle>", escape(tagline));
    }
    for post in posts {
        entry(view.base, post, &mut out);
    }
    out.push_str("</feed>\n");
    Some(out.into_bytes())
}

fn entry(base: &BaseUrl, post: &Post, out: &mut String) {
    let matter = &post.matter;
    let page = base.absolute(&path::post(&post.slug));
    let url = escape(&page);
    let _ = write!(
        out,
        "<entry>\n\
         <id>{url}</id>\n\
         <title>{title}</title>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{url}\"/>\n\
         <published>{published}</published>\n\
         <updated>{updated}</updated>\n",
        title = escape(&matter.title),
        published = moment(matter.date),
        updated = moment(changed(post)),
    );
    if let Some(author) = &matter.author {
        let _ = writeln!(out, "<author><name>{}</name></author>", escape(author));
    }
    for tag in &matter.tags {
        let _ = writeln!(out, "<category term=\"{}\"/>", escape(tag));
    }
    if let Some(summary) = &matter.summary {
        let _ = writeln!(out, "<summary>{}</summary>", escape(summary));
    }
    let html = absolute_links(&post.body.html, &base.origin, &page);
    let _ = writeln!(out, "<content type=\"html\">{}</content>\n</entry>", escape(&html));
}

fn changed(post: &Post) -> Date {
    post.matter.updated.unwrap_or(post.matter.date).max(post.matter.date)
}

/// RFC 3339 wants a time; posts have a day.
fn moment(date: Date) -> String {
    format!("{date}T00:00:00Z")
}

/// The HTML of a body with whole URLs. There, `<` and `>` only ever begin and end a tag, and attributes are quoted.
fn absolute_links(html: &str, origin: &str, page: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        let (tag, next) = after.split_once('>').unwrap_or((after, ""));
        let mut tag = tag.to_owned();
        for name in ["href", "src", "poster"] {
            tag = tag.replace(&format!(" {name}=\"/"), &format!(" {name}=\"{origin}/"));
            tag = tag.replace(&format!(" {name}=\"#"), &format!(" {name}=\"{page}#"));
        }
        if let Some((before, after)) = tag.split_once(" srcset=\"") {
            let (list, end) = after.split_once('"').unwrap_or((after, ""));
            let whole = |one: &str| if one.starts_with('/') { format!("{origin}{one}") } else { one.to_owned() };
            let list: Vec<String> = list.split(", ").map(whole).collect();
            tag = format!("{before} srcset=\"{}\"{end}", list.join(", "));
        }
        out.push_str(text);
        out.push('<');
        out.push_str(&tag);
        out.push('>');
        rest = next;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::absolute_links;

    #[test]
    fn links_are_whole_and_text_is_left_alone() {
        let html = "<p>Write href=\"/x\" so: <a href=\"/shop/faq/#a\">x</a> <a href=\"#b\">y</a>\
                    <img src=\"/shop/a.jpg\" alt=\"src=#\"><a href=\"https://a.example/\">z</a></p>\n";
        assert_eq!(
            absolute_links(html, "https://b.example", "https://b.example/p/"),
            "<p>Write href=\"/x\" so: <a href=\"https://b.example/shop/faq/#a\">x</a> <a href=\"https://b.example/p/#b\">y</a>\
             <img src=\"https://b.example/shop/a.jpg\" alt=\"src=#\"><a href=\"https://a.example/\">z</a></p>\n"
        );
    }
}
