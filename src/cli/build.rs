//! `build` and `check`.

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::Instant;

use rayon::prelude::*;

use super::{BuildArgs, CONTENT, CheckArgs, Common, ENVIRONMENT, Format, Images, examples, print};
use crate::diagnostic::{Diagnostics, Severity};
use crate::load;
use crate::plan::Task;
use crate::render::Output;
use crate::source::Sources;
use crate::write::{self, Failure, Step, Summary};

/// Reads the site, or says why it cannot be read.
pub fn sources(dir: &Path) -> Result<Sources, ExitCode> {
    load::load(dir).map_err(|error| {
        print::failure(&format!("{}: {error}", dir.display()));
        ExitCode::from(ENVIRONMENT)
    })
}

pub fn build(args: &BuildArgs) -> ExitCode {
    let started = Instant::now();
    let sources = match sources(&args.common.dir) {
        Ok(sources) => sources,
        Err(code) => return code,
    };
    let mut diagnostics = Diagnostics::default();
    let cache = args.making.cache(&args.common);
    let options = args.making.options(&args.common, args.images, cache.clone());
    let output = crate::build(&sources, &options, &mut diagnostics);
    let Some(output) = output.filter(|_| !stops(&args.common, &diagnostics)) else {
        return refused(&sources, diagnostics, &args.common);
    };
    let out = args.out.clone().unwrap_or_else(|| args.common.dir.join("public"));
    let progress = Progress::new(started);
    match write::write(&output, &sources, &out, &|step, done, total| progress.show(step, done, total)) {
        Ok(summary) => {
            progress.clear();
            print::diagnostics(&sources, &mut diagnostics);
            if let Err(message) = private_report(&output, &args.common.dir) {
                print::failure(&message);
                return ExitCode::from(ENVIRONMENT);
            }
            left_out(output.site.left_out);
            examples::notes(&output.site);
            finished(&summary, &diagnostics, &out, started);
            cache.prune();
            // The process ends here: giving back a large shop's values one by one would take as long as reading them.
            std::mem::forget((output, sources));
            ExitCode::SUCCESS
        }
        Err(Failure::Content(findings)) => {
            progress.clear();
            diagnostics.list.extend(findings);
            refused(&sources, diagnostics, &args.common)
        }
        Err(Failure::Environment(message)) => {
            progress.clear();
            print::failure(&message);
            ExitCode::from(ENVIRONMENT)
        }
    }
}

/// Writes the report beside the site, when it is not part of it: figures are for the merchant alone.
fn private_report(output: &Output, dir: &Path) -> Result<(), String> {
    let Some(report) = output.report.as_ref().filter(|report| !report.publish) else { return Ok(()) };
    let out = super::report::folder(dir);
    write::folder(&report.files, &out)?;
    print::note(&format!("KPI report → {} (private: not part of the site)", out.display()));
    Ok(())
}

/// Whether findings stop a build: errors always, warnings when asked.
pub fn stops(common: &Common, diagnostics: &Diagnostics) -> bool {
    diagnostics.has_errors() || (common.strict && !diagnostics.list.is_empty())
}

pub fn refused(sources: &Sources, mut diagnostics: Diagnostics, common: &Common) -> ExitCode {
    print::diagnostics(sources, &mut diagnostics);
    let counts = counts(&diagnostics);
    let strict = if diagnostics.has_errors() || !common.strict { "" } else { " (--strict)" };
    print::failure(&format!("{counts}{strict}; nothing was written, the published site is as it was"));
    ExitCode::from(CONTENT)
}

pub fn check(args: &CheckArgs) -> ExitCode {
    let sources = match sources(&args.common.dir) {
        Ok(sources) => sources,
        Err(code) => return code,
    };
    let mut diagnostics = Diagnostics::default();
    let options = args.making.options(&args.common, Images::Full, args.making.cache(&args.common));
    if let Some(output) = crate::build(&sources, &options, &mut diagnostics) {
        diagnostics.list.extend(render_all(&output));
    }
    match args.format {
        Format::Human => {
            print::diagnostics(&sources, &mut diagnostics);
            if diagnostics.list.is_empty() {
                print::done("no errors, no warnings");
            } else {
                print::note(&counts(&diagnostics));
            }
        }
        Format::Json => print::json(&sources, &mut diagnostics),
        Format::Github => print::github(&sources, &mut diagnostics, &args.common.dir),
    }
    if stops(&args.common, &diagnostics) { ExitCode::from(CONTENT) } else { ExitCode::SUCCESS }
}

/// Renders every page for its findings alone, and looks at every photo once.
fn render_all(output: &Output) -> Vec<crate::diagnostic::Diagnostic> {
    let tasks: Vec<_> = output.paths().values().filter(|task| !matches!(task, Task::Photo(..))).collect();
    let findings = Mutex::new(Vec::new());
    let find = |finding| findings.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(finding);
    output.photos().par_iter().filter_map(|group| output.verify(group.photo).err()).for_each(find);
    tasks.par_iter().filter_map(|task| output.render(task).err()).for_each(find);
    findings.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn counts(diagnostics: &Diagnostics) -> String {
    let count = |severity: Severity| {
        let count = diagnostics.count(severity);
        format!("{count} {}{}", severity.name(), if count == 1 { "" } else { "s" })
    };
    match (diagnostics.count(Severity::Error), diagnostics.count(Severity::Warning)) {
        (0, _) => count(Severity::Warning),
        (_, 0) => count(Severity::Error),
        _ => format!("{}, {}", count(Severity::Error), count(Severity::Warning)),
    }
}

/// Whoever misses something is told where it went.
fn left_out(count: usize) {
    if count > 0 {
        let what = if count == 1 {
            "1 draft or scheduled file is".to_owned()
        } else {
            format!("{count} drafts or scheduled files are")
        };
        print::note(&format!("{what} left out (--drafts shows them)"));
    }
}

fn finished(summary: &Summary, diagnostics: &Diagnostics, out: &Path, started: Instant) {
    let seconds = started.elapsed().as_secs_f64();
    let changed = match summary.changed {
        0 => "nothing changed".to_owned(),
        changed if changed == summary.files => "all new".to_owned(),
        changed => format!("{changed} changed"),
    };
    let warnings = match diagnostics.count(Severity::Warning) {
        0 => String::new(),
        _ => format!(", {}", counts(diagnostics)),
    };
    print::done(&format!(
        "{} pages, {} files, {} in {seconds:.2} s ({changed}{warnings}) → {}",
        summary.pages,
        summary.files,
        size(summary.bytes),
        out.display()
    ));
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} KB", bytes / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

/// One line that counts, on a terminal and only when there is something to wait for.
struct Progress {
    started: Instant,
    shown: bool,
    last: Mutex<Instant>,
}

/// Builds that end sooner show no progress, and others no more often than this.
const PROGRESS_MILLIS: u128 = 200;

impl Progress {
    fn new(started: Instant) -> Progress {
        Progress { started, shown: std::io::stderr().is_terminal(), last: Mutex::new(Instant::now()) }
    }

    fn show(&self, step: Step, done: usize, total: usize) {
        let Ok(mut last) = self.last.try_lock() else { return };
        if !self.shown || last.elapsed().as_millis() < PROGRESS_MILLIS {
            return;
        }
        *last = Instant::now();
        let line = match step {
            Step::Photos => {
                let rate = done as f64 / self.started.elapsed().as_secs_f64();
                format!("making photos: {done} of {total}, {rate:.1} a second")
            }
            Step::Files => format!("writing {done} of {total} files"),
        };
        let _ = write!(std::io::stderr(), "\r\x1b[K{line}");
    }

    fn clear(&self) {
        if self.shown {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}
