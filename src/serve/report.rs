//! `/_report/`: the KPI report, also when it is private; and `/report/`, when it is part of the site.
//!
//! Made when somebody looks at it first, once for each state of the site: exports are read again only after an edit.

use super::Server;
use super::answer::with_script;
use super::http::{Answer, Asked, media_type};
use super::page;
use super::site::{Good, Snapshot};
use crate::diagnostic::Diagnostics;
use crate::plan::file_name;
use crate::render;

pub fn answer(server: &Server, state: &Snapshot, _: &Asked, rest: &str) -> Answer {
    match &state.good {
        Some(good) => file(server, state, good, rest),
        None => page::nothing_yet(server, state),
    }
}

/// A file of the report, below its folder.
pub fn file(server: &Server, state: &Snapshot, good: &Good, rest: &str) -> Answer {
    let report = good.report.get_or_init(|| {
        let mut diagnostics = Diagnostics::default();
        let made = render::report(&good.sources, &good.output.site, &server.live.options(), &mut diagnostics);
        made.filter(|_| !diagnostics.has_errors()).ok_or(diagnostics)
    });
    match report {
        Ok(report) => match report.files.get(&file_name(rest)) {
            Some(bytes) => with_script(server, state, Answer::new(200, media_type(&file_name(rest)), bytes.clone())),
            None => Answer::text(404, "the report has no such page"),
        },
        Err(diagnostics) => match diagnostics.list.first() {
            Some(finding) => page::broken(server, state, &good.sources, finding),
            None => {
                let text = "there is no report here; one begins with content/report/report.yaml: title and time_zone";
                Answer::text(404, text)
            }
        },
    }
}
