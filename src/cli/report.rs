//! `report`: the KPI report alone, into its own folder or as text.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use super::build::{refused, sources, stops};
use super::{CONTENT, ENVIRONMENT, ReportArgs, ReportFormat, USE, print};
use crate::check;
use crate::diagnostic::Diagnostics;
use crate::memo::Forgetful;
use crate::render;
use crate::write;

pub fn report(args: &ReportArgs) -> ExitCode {
    if args.format == ReportFormat::Text && args.out.is_some() {
        print::failure(
            "`--format text` prints the figures and writes no folder: leave out `--out`, or `--format text`",
        );
        return ExitCode::from(USE);
    }
    let started = Instant::now();
    let sources = match sources(&args.common.dir) {
        Ok(sources) => sources,
        Err(code) => return code,
    };
    let mut diagnostics = Diagnostics::default();
    let mut options = args.common.options(Arc::new(Forgetful));
    options.period = args.period;
    let site = check::check(&sources, &options, &mut diagnostics);
    let Some(site) = site.filter(|_| !diagnostics.has_errors()) else {
        return refused(&sources, diagnostics, &args.common);
    };
    if site.report.is_none() {
        print::failure("there is no `content/report/report.yaml` here: a report begins with its title and time zone");
        return ExitCode::from(CONTENT);
    }
    let made = render::report(&sources, &site, &options, &mut diagnostics);
    let Some(made) = made.filter(|_| !stops(&args.common, &diagnostics)) else {
        return refused(&sources, diagnostics, &args.common);
    };
    print::diagnostics(&sources, &mut diagnostics);
    if args.format == ReportFormat::Text {
        let _ = std::io::stdout().write_all(made.summary.as_bytes());
        return ExitCode::SUCCESS;
    }
    let out = args.out.clone().unwrap_or_else(|| folder(&args.common.dir));
    match write::folder(&made.files, &out) {
        Ok(summary) => {
            let seconds = started.elapsed().as_secs_f64();
            let pages = made.files.keys().filter(|path| path.ends_with(".html")).count();
            print::done(&format!("{pages} pages, {} files in {seconds:.2} s → {}", summary.files, out.display()));
            ExitCode::SUCCESS
        }
        Err(message) => {
            print::failure(&message);
            ExitCode::from(ENVIRONMENT)
        }
    }
}

/// Where a report goes that is not part of the site.
pub fn folder(dir: &std::path::Path) -> PathBuf {
    dir.join("report")
}
