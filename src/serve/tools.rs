//! Pages of the server about the site: a table of them, and the one that lists all findings.
//!
//! To add one: its file with a function like [`check`], and a line in [`TOOLS`].

use super::Server;
use super::http::{Answer, Asked};
use super::site::Snapshot;
use super::{page, preview, report};

/// A page of the server's own, and everything below it.
pub struct Tool {
    /// With its closing slash.
    pub path: &'static str,
    pub title: &'static str,
    /// Gets what stands behind the path.
    answer: fn(&Server, &Snapshot, &Asked, &str) -> Answer,
}

pub const TOOLS: &[Tool] = &[
    Tool { path: "/_preview/", title: "Previews", answer: preview::answer },
    Tool { path: "/_report/", title: "KPI report", answer: report::answer },
    Tool { path: "/_check/", title: "Findings", answer: check },
];

/// What a tool answers; `None` for paths of the site.
pub fn answer(server: &Server, asked: &Asked, path: &str) -> Option<Answer> {
    let tool = TOOLS.iter().find(|tool| path.starts_with(tool.path.trim_end_matches('/')))?;
    match path.strip_prefix(tool.path) {
        Some(rest) => Some((tool.answer)(server, &server.live.now(), asked, rest)),
        None if path.len() + 1 == tool.path.len() => Some(Answer::to(301, tool.path.to_owned())),
        None => None,
    }
}

/// All findings, sorted and filtered by the script, which also draws them over pages.
fn check(server: &Server, state: &Snapshot, _: &Asked, rest: &str) -> Answer {
    if !rest.is_empty() {
        return Answer::text(404, "there is nothing here");
    }
    let body = "<main id=\"check\" data-own><div class=\"title\"><h1>Findings</h1><p id=\"count\" role=\"status\"></p></div>\
        <form class=\"filter\" role=\"search\"><label>Search <input type=\"search\" id=\"search\" autocomplete=\"off\"></label>\
        <fieldset><legend>Show</legend><label><input type=\"radio\" name=\"severity\" value=\"\" checked> All</label>\
        <label><input type=\"radio\" name=\"severity\" value=\"error\"> Errors</label>\
        <label><input type=\"radio\" name=\"severity\" value=\"warning\"> Warnings</label></fieldset>\
        <label>Sort by <select id=\"sort\"><option value=\"severity\">severity</option><option value=\"file\">file</option>\
        <option value=\"code\">kind</option></select></label></form>\
        <ol id=\"findings\" class=\"findings\"></ol><noscript>The list needs JavaScript.</noscript></main>\
        <script type=\"module\" src=\"/_live/check.js\"></script>";
    page::own(server, state, "Findings", "/_check/", body)
}
