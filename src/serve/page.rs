//! HTML of the server itself: what it adds to pages of the site, the frame of its own pages, pages that stand in.
//!
//! In: bytes of pages, findings. Out: bytes. Every text is escaped where it is put into HTML.

use super::Server;
use super::findings;
use super::http::{Answer, media_type};
use super::site::Snapshot;
use super::tools::TOOLS;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::markdown::{escape_attribute, escape_html};
use crate::source::Sources;

/// Scripts and styles of open pages and of tool pages.
pub const FILES: &[(&str, &str)] = &[
    ("live.js", include_str!("client/live.js")),
    ("morph.js", include_str!("client/morph.js")),
    ("overlay.js", include_str!("client/overlay.js")),
    ("findings.js", include_str!("client/findings.js")),
    ("check.js", include_str!("client/check.js")),
    ("findings.css", include_str!("client/findings.css")),
    ("overlay.css", include_str!("client/overlay.css")),
    ("tools.css", include_str!("client/tools.css")),
];

/// What the server's own pages may load.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The element that keeps a page up to date. The policy of the site's pages allows scripts and connections of their
/// own server, so that it need not be changed.
pub fn script(server: &Server, state: &Snapshot, status: u16) -> String {
    format!(
        "<script type=\"module\" src=\"/_live/live.js\" data-instance=\"{}\" data-number=\"{}\" data-status=\"{status}\"></script>",
        server.instance, state.number
    )
}

/// A page with one more element at the end of its body.
pub fn with_script(mut html: Vec<u8>, script: &str) -> Vec<u8> {
    const END: &[u8] = b"</body>";
    let at = html.windows(END.len()).rposition(|window| window == END).unwrap_or(html.len());
    html.splice(at..at, script.bytes());
    html
}

/// Text inside an element.
pub fn text(text: &str) -> String {
    escape_html(text)
}

/// Text inside a quoted attribute.
pub fn attribute(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape_attribute(text, &mut out);
    out
}

/// A page of the server's own; `body` is HTML.
pub fn own(server: &Server, state: &Snapshot, title: &str, path: &str, body: &str) -> Answer {
    framed(server, state, 200, title, path, body)
}

fn framed(server: &Server, state: &Snapshot, status: u16, title: &str, path: &str, body: &str) -> Answer {
    let mut links = String::from("<a href=\"/\">Site</a>");
    for tool in TOOLS {
        let current = if tool.path == path { " aria-current=\"page\"" } else { "" };
        links.push_str(&format!("<a href=\"{}\"{current}>{}</a>", tool.path, tool.title));
    }
    let html = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title} · Shopwright</title>\n<link rel=\"icon\" href=\"data:,\">\n<link rel=\"stylesheet\" href=\"/_live/tools.css\">\n</head>\n\
         <body>\n<header class=\"bar\"><strong>Shopwright</strong><nav aria-label=\"Tools\">{links}</nav></header>\n\
         {body}\n{}</body>\n</html>\n",
        script(server, state, status),
        title = text(title),
    );
    Answer::new(status, media_type("x.html"), html).with("Content-Security-Policy", POLICY)
}

/// While there has never been a site without errors; the script replaces it as soon as there is one.
pub fn nothing_yet(server: &Server, state: &Snapshot) -> Answer {
    let body = "<main class=\"wait\"><h1>The shop cannot be shown yet</h1><p>It has errors. This page becomes the shop as \
        soon as they are gone.</p></main>";
    framed(server, state, 503, "Not yet", "", body)
}

/// In place of a page whose template fails.
pub fn broken(server: &Server, state: &Snapshot, sources: &Sources, finding: &Diagnostic) -> Answer {
    let all = findings::all(sources, &Diagnostics { list: vec![finding.clone()] });
    let mut body = String::from("<main class=\"wait\"><h1>This page cannot be made</h1>");
    for finding in &all {
        let place = match (&finding.file, finding.line) {
            (Some(file), Some(line)) => format!("{file}:{line}"),
            (Some(file), None) => file.clone(),
            _ => String::new(),
        };
        body.push_str(&format!("<p>{}</p><p><code>{}</code></p>", text(&finding.message), text(&place)));
    }
    body.push_str("</main>");
    framed(server, state, 500, "Error", "", &body)
}

#[cfg(test)]
mod tests {
    use super::with_script;

    #[test]
    fn the_script_comes_last_in_the_body() {
        let html = |text: &str| String::from_utf8(with_script(text.into(), "<s>")).unwrap_or_default();
        assert_eq!(html("<body>a</body></html>"), "<body>a<s></body></html>");
        assert_eq!(html("<p>&lt;/body> </body> x</body>"), "<p>&lt;/body> </body> x<s></body>");
        assert_eq!(html("no end"), "no end<s>");
    }
}
