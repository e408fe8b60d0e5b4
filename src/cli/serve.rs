//! `serve`: the dev server, and what it says in the terminal.

use std::net::{IpAddr, Ipv4Addr};
use std::process::ExitCode;
use std::time::Duration;

use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;

use super::{ENVIRONMENT, Images, ServeArgs, print};
use crate::diagnostic::Severity;
use crate::memory;
use crate::serve::{self, News, Settings, Snapshot};
use crate::yaml::Places;

/// Findings that are printed after an edit; all of them are on the page.
const MOST: usize = 8;

pub fn serve(args: ServeArgs) -> ExitCode {
    let stopped = ctrlc::set_handler(|| {
        print::note("\nstopped");
        std::process::exit(0);
    });
    if let Err(error) = stopped {
        print::failure(&error.to_string());
        return ExitCode::from(ENVIRONMENT);
    }
    let (dir, open) = (args.common.dir.clone(), args.open);
    let cache = args.making.cache(&args.common);
    let pruned = cache.clone();
    let (host, port, poll) = (args.host.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST)), args.port, args.poll);
    let (making, common) = (args.making, args.common);
    let options = Box::new(move || making.options(&common, Images::Full, cache.clone()));
    pruned.prune();
    let tell = move |news: News<'_>| match news {
        News::Open { here, there, events } => {
            if !here.ends_with(&format!(":{port}/")) && port != 0 {
                print::note(&format!("port {port} is taken, so it is another one"));
            }
            opened(here, there, events, open);
        }
        News::Update { now, before } => updated(now, before),
    };
    match serve::serve(Settings { dir, host, port, poll, options }, tell) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            print::failure(&error.to_string());
            ExitCode::from(ENVIRONMENT)
        }
    }
}

fn opened(here: &str, there: Option<&str>, events: bool, open: bool) {
    print::note(&format!("The shop is at {here} (Ctrl-C stops)"));
    print::note(&format!("  previews of shared links: {here}_preview/    all findings: {here}_check/"));
    if let Some(there) = there {
        print::note(&format!("  for phones in this network: {there}"));
        if let Ok(code) = QrCode::new(there) {
            print::note(&code.render::<Dense1x2>().dark_color(Dense1x2::Light).light_color(Dense1x2::Dark).build());
        }
    }
    if !events {
        print::note("  files are looked at four times a second");
    }
    if open && let Err(error) = memory::as_usual(|| open::that_detached(here)) {
        print::note(&format!("no browser opens: {error}"));
    }
}

/// One line for an update: what changed, what is wrong, how long each stage took; errors below it.
fn updated(now: &Snapshot, before: &Snapshot) {
    let millis = |time: Duration| format!("{:.1}", time.as_secs_f64() * 1000.0);
    let (read, check, plan) = (now.took.read, now.took.check, now.took.plan);
    let what = match now.changed.as_slice() {
        [] if now.number == 1 => format!("{} pages", now.good.as_ref().map_or(0, |good| good.pages())),
        [] => "templates".to_owned(),
        [one] => one.clone(),
        [first, rest @ ..] => format!("{first} and {} more", rest.len()),
    };
    let time = if now.changed.is_empty() && now.number > 1 {
        String::new()
    } else {
        let total = millis(read + check + plan);
        format!(" in {total} ms (read {}, check {}, plan {})", millis(read), millis(check), millis(plan))
    };
    let (errors, warnings) = (now.count(Severity::Error), now.count(Severity::Warning));
    let line = format!("{what}{time}");
    match (errors, warnings) {
        (0, 0) => print::done(&line),
        (0, 1) => print::done(&format!("{line}, 1 warning")),
        (0, _) => print::done(&format!("{line}, {warnings} warnings")),
        (errors, _) => {
            let plural = if errors == 1 { "" } else { "s" };
            let shown = if now.good.is_some() { "the last good site stays" } else { "there is nothing to show yet" };
            print::failure(&format!("{line}, {errors} error{plural}; {shown}"));
        }
    }
    // Warnings that were there before are on the page.
    let fresh = |list: &[crate::diagnostic::Diagnostic], finding| !list.contains(finding);
    let wanted = if errors > 0 { Severity::Error } else { Severity::Warning };
    let few = now.diagnostics.list.len() <= 1000;
    let mut list = now.diagnostics.list.iter().filter(|finding| finding.severity == wanted);
    let shown = list.by_ref().filter(|finding| errors > 0 || (few && fresh(&before.diagnostics.list, finding)));
    let mut places = Places::new(&now.sources);
    for finding in shown.take(MOST) {
        print::note(&print::human(&now.sources, &mut places, finding));
    }
    if errors > MOST {
        print::note(&format!("… and {} more", errors - MOST));
    }
}
