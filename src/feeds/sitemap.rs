//! Every page that may be found (<https://www.sitemaps.org/protocol.html>), with its pictures
//! (<https://developers.google.com/search/docs/crawling-indexing/sitemaps/image-sitemaps>).
//!
//! Absent: `changefreq` and `priority`, which nobody reads, and days of change that nobody wrote.

use std::fmt::Write as _;

use super::xml::escape;
use crate::scalar::Date;
use crate::view::View;

/// A page in the sitemap.
#[derive(Debug, Clone)]
pub struct Listed {
    /// From the site's root.
    pub path: String,
    /// The day of the last change that the author named.
    pub lastmod: Option<Date>,
    /// Whole URLs.
    pub images: Vec<String>,
}

pub const PATH: &str = "/sitemap.xml";

/// What one file may hold.
struct Limits {
    pages: usize,
    bytes: usize,
}

const LIMITS: Limits = Limits { pages: 50_000, bytes: 50 * 1024 * 1024 };
const IMAGES: usize = 1_000;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
    xmlns:image=\"http://www.google.com/schemas/sitemap-image/1.1\">\n";
const TAIL: &str = "</urlset>\n";

/// Whether so few addresses of pages and pictures are one file for certain.
pub fn is_one_file(addresses: usize) -> bool {
    /// Longer ones are refused by browsers and readers of sitemaps.
    const ADDRESS: usize = 2048;
    addresses <= LIMITS.pages.min(LIMITS.bytes / ADDRESS)
}

/// One file; an index and its parts where one would be too large. Paths are from the site's root.
pub fn sitemap(view: &View<'_>, pages: &[Listed]) -> Vec<(String, String)> {
    files(&|path| view.base.absolute(path), pages, &LIMITS)
}

fn files(absolute: &dyn Fn(&str) -> String, pages: &[Listed], limits: &Limits) -> Vec<(String, String)> {
    let mut parts = parts(absolute, pages, limits);
    if parts.len() <= 1 {
        let only = parts.pop().unwrap_or_else(Part::new);
        return vec![(PATH.to_owned(), only.xml + TAIL)];
    }
    let names: Vec<String> = (1..=parts.len()).map(|n| format!("/sitemap-{n}.xml")).collect();
    let mut index = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for (name, part) in names.iter().zip(&parts) {
        let _ = write!(index, "<sitemap><loc>{}</loc>", escape(&absolute(name)));
        lastmod(part.newest, &mut index);
        index.push_str("</sitemap>\n");
    }
    index.push_str("</sitemapindex>\n");
    let parts = names.into_iter().zip(parts).map(|(name, part)| (name, part.xml + TAIL));
    std::iter::once((PATH.to_owned(), index)).chain(parts).collect()
}

struct Part {
    xml: String,
    pages: usize,
    newest: Option<Date>,
}

impl Part {
    fn new() -> Part {
        Part { xml: HEAD.to_owned(), pages: 0, newest: None }
    }
}

fn parts(absolute: &dyn Fn(&str) -> String, pages: &[Listed], limits: &Limits) -> Vec<Part> {
    let mut parts = vec![Part::new()];
    let mut entry = String::new();
    for page in pages {
        entry.clear();
        write_page(absolute, page, &mut entry);
        let full = parts
            .last()
            .is_some_and(|part| part.pages >= limits.pages || part.xml.len() + entry.len() + TAIL.len() > limits.bytes);
        if full {
            parts.push(Part::new());
        }
        if let Some(part) = parts.last_mut() {
            part.xml.push_str(&entry);
            part.pages += 1;
            part.newest = part.newest.max(page.lastmod);
        }
    }
    parts
}

fn write_page(absolute: &dyn Fn(&str) -> String, page: &Listed, out: &mut String) {
    let _ = write!(out, "<url><loc>{}</loc>", escape(&absolute(&page.path)));
    lastmod(page.lastmod, out);
    for image in page.images.iter().take(IMAGES) {
        let _ = write!(out, "<image:image><image:loc>{}</image:loc></image:image>", escape(image));
    }
    out.push_str("</url>\n");
}

fn lastmod(date: Option<Date>, out: &mut String) {
    if let Some(date) = date {
        let _ = write!(out, "<lastmod>{date}</lastmod>");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages(count: usize) -> Vec<Listed> {
        (0..count)
            .map(|n| Listed {
                path: format!("/{n}/"),
                lastmod: (n % 2 == 0).then(|| format!("2026-01-{:02}", n % 28 + 1).parse().unwrap()),
                images: vec![format!("https://a.example/{n}.jpg?a&b")],
            })
            .collect()
    }

    fn write(count: usize, limits: &Limits) -> Vec<(String, String)> {
        files(&|path| format!("https://a.example{path}"), &pages(count), limits)
    }

    #[test]
    fn one_file_while_it_fits() {
        let files = write(3, &Limits { pages: 3, bytes: 10_000 });
        assert_eq!(files.len(), 1);
        assert_eq!(files[0].0, PATH);
        assert_eq!(files[0].1.matches("<url>").count(), 3);
        assert!(files[0].1.contains("<loc>https://a.example/0/</loc><lastmod>2026-01-01</lastmod><image:image>"));
        assert!(files[0].1.contains("0.jpg?a&amp;b"));
        assert_eq!(write(0, &LIMITS).len(), 1);
    }

    #[test]
    fn an_index_above_the_limits() {
        let files = write(7, &Limits { pages: 3, bytes: 10_000 });
        let names: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(names, ["/sitemap.xml", "/sitemap-1.xml", "/sitemap-2.xml", "/sitemap-3.xml"]);
        assert!(
            files[0].1.contains("<sitemap><loc>https://a.example/sitemap-1.xml</loc><lastmod>2026-01-03</lastmod>")
        );
        assert_eq!(files[1..].iter().map(|(_, xml)| xml.matches("<url>").count()).sum::<usize>(), 7);
    }

    #[test]
    fn no_file_is_larger_than_allowed() {
        let limits = Limits { pages: 1_000, bytes: 600 };
        let files = write(50, &limits);
        assert!(files.len() > 2);
        assert!(files[1..].iter().all(|(_, xml)| xml.len() <= limits.bytes && xml.ends_with(TAIL)));
    }
}
