//! What stands at which path: pages and files of the site, tools, and what pages need to stay up to date.
//!
//! In: a request. Out: its answer, as GitHub Pages gives it, so that what works here works there. Every path is looked
//! up in the plan; no part of a request ever becomes a path on disk. A foreign page can neither read nor do anything:
//! only own names are answered to, and what acts wants the token.

use std::io;
use std::net::IpAddr;

use serde_json::json;
use tiny_http::{Method, Request};

use super::http::{self, Answer, Asked, Body, decode, media_type};
use super::site::{Good, Snapshot};
use super::{Server, editor, events, page, report, tools};
use crate::diagnostic::Severity;
use crate::plan::{Task, file_name};
use crate::render::Rendered;
use crate::source::{Bytes, Content};
use crate::view::path::REPORT;

/// Below this, what the script in the page asks for.
const LIVE: &str = "/_live/";
/// The longest body that means anything here.
const BODY: u64 = 4096;

/// Answers one request.
///
/// # Errors
/// The client has gone.
pub fn answer(server: &Server, mut request: Request) -> io::Result<()> {
    let asked = Asked::of(&request);
    let answer = match refused(server, &asked) {
        Some(refused) => refused,
        None => {
            let path = asked.target.split(['?', '#']).next().and_then(decode).filter(|path| is_plain(path));
            match path.as_deref() {
                Some("/_live/events") if asked.method == Method::Get => {
                    return events::tell(server, request.into_writer());
                }
                Some("/_live/open") => open(server, &asked, &mut request),
                Some(path) => get(server, &asked, path),
                None => Answer::text(400, "this is no path"),
            }
        }
    };
    http::write(&asked, answer, request.into_writer())
}

/// Requests that a browser sends on behalf of another site, or under a name that somebody pointed here
/// (<https://en.wikipedia.org/wiki/DNS_rebinding>).
fn refused(server: &Server, asked: &Asked) -> Option<Answer> {
    let Some(host) = asked.header("Host") else { return Some(Answer::text(400, "a Host is missing")) };
    if !is_own(server, host) {
        let text = "this is the dev server of a shop, which answers to its address and to localhost only";
        return Some(Answer::text(421, text));
    }
    let origin = asked.header("Origin");
    if origin.is_some_and(|origin| origin != format!("http://{host}")) {
        return Some(Answer::text(403, "another site asks"));
    }
    None
}

/// An address cannot be pointed elsewhere, and `localhost` is not.
fn is_own(server: &Server, host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    let local = name == "localhost" || name.ends_with(".localhost");
    match name.parse::<IpAddr>() {
        Ok(address) => !server.host.is_loopback() || address.is_loopback(),
        Err(_) => local,
    }
}

/// A path that names one place: no steps up, no empty parts, nothing that some system reads as a separator.
fn is_plain(path: &str) -> bool {
    let parts = path.strip_prefix('/').unwrap_or("..");
    let odd = |c: char| c.is_control() || c == '\\';
    let mut parts = parts.strip_suffix('/').unwrap_or(parts).split('/');
    path == "/" || (!path.contains(odd) && parts.all(|part| !matches!(part, "" | "." | "..")))
}

fn get(server: &Server, asked: &Asked, path: &str) -> Answer {
    if !matches!(asked.method, Method::Get | Method::Head) {
        return Answer::text(405, "only GET and HEAD").with("Allow", "GET, HEAD");
    }
    if let Some(name) = path.strip_prefix(LIVE) {
        return live(server, name).with("Cache-Control", "no-store");
    }
    if let Some(answer) = tools::answer(server, asked, path) {
        return answer.with("Cache-Control", "no-store");
    }
    let state = server.live.now();
    match &state.good {
        Some(good) => Site { server, state: &state, good }.answer(asked, path),
        None => page::nothing_yet(server, &state),
    }
    .with("Cache-Control", "no-cache")
}

/// The script of open pages, its styles, and the findings that it shows.
fn live(server: &Server, name: &str) -> Answer {
    if let Some((_, text)) = page::FILES.iter().find(|(own, _)| *own == name) {
        return Answer::new(200, media_type(name), *text);
    }
    if name != "findings" {
        return Answer::text(404, "there is nothing here");
    }
    let state = server.live.now();
    let findings = state.findings();
    let (errors, warnings) = (state.count(Severity::Error), state.count(Severity::Warning));
    let text = json!({
        "instance": server.instance,
        "number": state.number,
        "token": server.token,
        "errors": errors,
        "warnings": warnings,
        "more": (errors + warnings).saturating_sub(findings.len()),
        "findings": findings,
    });
    Answer::new(200, media_type("findings.json"), text.to_string())
}

/// Opens a file of the site in the author's editor.
fn open(server: &Server, asked: &Asked, request: &mut Request) -> Answer {
    let allowed = asked.header("Origin").is_some() && asked.header("X-Shopwright-Token") == Some(&server.token);
    if asked.method != Method::Post || !allowed {
        return Answer::text(403, "only pages of this server open files");
    }
    let mut body = Vec::new();
    if io::Read::read_to_end(&mut io::Read::take(request.as_reader(), BODY), &mut body).is_err() {
        return Answer::text(400, "the request ended early");
    }
    let Ok(wanted) = serde_json::from_slice::<editor::Wanted>(&body) else {
        return Answer::text(400, "name a file and a line");
    };
    match editor::open(server, &wanted) {
        Ok(()) => Answer::text(204, ""),
        Err(reason) => Answer::text(409, &reason),
    }
}

/// The newest site, for one request.
struct Site<'a> {
    server: &'a Server,
    state: &'a Snapshot,
    good: &'a Good,
}

impl Site<'_> {
    fn answer(&self, asked: &Asked, path: &str) -> Answer {
        let good = self.good;
        let root = &good.output.site.base.root;
        let query = asked.target.split_once('?').map_or(String::new(), |(_, query)| format!("?{query}"));
        if path == "/" && root != "/" {
            return Answer::to(302, format!("{root}{query}"));
        }
        let within = match path.strip_prefix(root.trim_end_matches('/')) {
            Some("") => return Answer::to(301, format!("{root}{query}")),
            Some(within) if within.starts_with('/') => within,
            _ => return self.missing(),
        };
        let published = good.output.site.report.as_ref().is_some_and(|(_, settings)| settings.publish);
        if let Some(rest) = within.strip_prefix(REPORT).filter(|_| published) {
            return report::file(self.server, self.state, good, rest);
        }
        let tasks = good.output.paths();
        let folder = within.strip_suffix("index.html").filter(|folder| folder.ends_with('/'));
        let html = format!("{within}.html");
        for candidate in [Some(within), folder, Some(html.as_str())].into_iter().flatten() {
            if let Some(task) = tasks.get(candidate) {
                return self.file(candidate, task, 200);
            }
        }
        let slash = format!("{within}/");
        let below = tasks.range(slash.clone()..).next().is_some_and(|(path, _)| path.starts_with(&slash));
        if below && !within.ends_with('/') {
            let own = asked.target.split(['?', '#']).next().unwrap_or_default();
            return Answer::to(301, format!("{own}/{query}"));
        }
        self.missing()
    }

    fn missing(&self) -> Answer {
        match self.good.output.paths().get("/404.html") {
            Some(task) => self.file("/404.html", task, 404),
            None => Answer::text(404, "there is nothing here"),
        }
    }

    fn file(&self, path: &str, task: &Task, status: u16) -> Answer {
        let good = self.good;
        let media_type = media_type(&file_name(path));
        let body = match good.output.render(task) {
            Ok(Rendered::Bytes(bytes)) => Body::Bytes(bytes),
            Ok(Rendered::Copy(id)) => match &good.sources.get(id).content {
                Content::Text(text) => Body::Bytes(text.as_bytes().to_vec()),
                Content::Blob(blob) => match &blob.bytes {
                    Bytes::Held(bytes) => Body::Bytes(bytes.to_vec()),
                    Bytes::Disk(disk) => Body::File(disk.clone(), blob.size),
                },
                Content::Unusable(_) => Body::Bytes(Vec::new()),
            },
            Err(finding) => return page::broken(self.server, self.state, &good.sources, &finding),
        };
        with_script(self.server, self.state, Answer { status, media_type, body, headers: Vec::new() })
    }
}

/// Pages get the script that keeps them up to date; everything else stays as it is.
pub fn with_script(server: &Server, state: &Snapshot, answer: Answer) -> Answer {
    let body = match answer.body {
        Body::Bytes(bytes) if answer.media_type.starts_with("text/html") => {
            Body::Bytes(page::with_script(bytes, &page::script(server, state, answer.status)))
        }
        body => body,
    };
    Answer { body, ..answer }
}
