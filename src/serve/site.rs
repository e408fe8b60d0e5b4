//! The site in memory, as it is served and as it was when it last had no errors.
//!
//! In: files that changed. Out: a new [`Snapshot`] with the next number, for whoever waits for it. Only what changed is
//! read again; check and plan run in full, and pages are made when somebody asks for them. What is wrong with
//! templates of pages that nobody looks at is found by [`Live::look_through`], which gives way to the next edit.

#![expect(clippy::disallowed_methods, reason = "the shell measures time")]

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use super::findings::{self, Finding};
use crate::check::{self, Reads};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::options::Options;
use crate::pages::ReportFiles;
use crate::plan::{self, Task};
use crate::render::{self, Output};
use crate::source::{Content, Sources};

/// One state of the site's files, and the site that was made of them or of an earlier state.
pub struct Snapshot {
    /// Counts states, from 1.
    pub number: u64,
    pub sources: Arc<Sources>,
    /// The last site without errors.
    pub good: Option<Arc<Good>>,
    pub diagnostics: Diagnostics,
    /// Paths of the files that are other than before.
    pub changed: Vec<String>,
    pub took: Stages,
    found: OnceLock<Vec<Finding>>,
}

/// A site without errors, and the files that it was made of.
pub struct Good {
    pub sources: Arc<Sources>,
    pub output: Output,
    /// The KPI report, made when somebody looks at it; or what is wrong with it.
    pub report: OnceLock<Result<ReportFiles, Diagnostics>>,
}

impl Good {
    pub fn pages(&self) -> usize {
        self.output.paths().values().filter(|task| matches!(task, Task::Page(_))).count()
    }
}

/// How long an update took.
#[derive(Debug, Clone, Copy, Default)]
pub struct Stages {
    pub read: Duration,
    pub check: Duration,
    pub plan: Duration,
}

impl Snapshot {
    /// Findings with their lines, sorted; worked out when the first asks.
    pub fn findings(&self) -> &[Finding] {
        self.found.get_or_init(|| findings::all(&self.sources, &self.diagnostics))
    }

    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.count(severity)
    }
}

/// The site that changes while it is looked at.
pub struct Live {
    options: Box<dyn Fn() -> Options + Send + Sync>,
    state: Mutex<Arc<Snapshot>>,
    published: Condvar,
    reads: Mutex<Reads>,
    /// An edit is in the making, and wants the whole machine.
    editing: AtomicBool,
}

impl Live {
    /// The first state, not yet looked at.
    pub fn new(options: Box<dyn Fn() -> Options + Send + Sync>) -> Live {
        let empty = Snapshot {
            number: 0,
            sources: Arc::default(),
            good: None,
            diagnostics: Diagnostics::default(),
            changed: Vec::new(),
            took: Stages::default(),
            found: OnceLock::new(),
        };
        let (state, reads) = (Mutex::new(Arc::new(empty)), Mutex::default());
        Live { options, state, published: Condvar::new(), reads, editing: AtomicBool::new(false) }
    }

    pub fn options(&self) -> Options {
        (self.options)()
    }

    pub fn now(&self) -> Arc<Snapshot> {
        self.lock().clone()
    }

    fn lock(&self) -> MutexGuard<'_, Arc<Snapshot>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The first state after a number; the same one when the time is over.
    pub fn after(&self, number: u64, patience: Duration) -> Arc<Snapshot> {
        let same = |state: &mut Arc<Snapshot>| state.number == number;
        let waited = self.published.wait_timeout_while(self.lock(), patience, same);
        waited.unwrap_or_else(PoisonError::into_inner).0.clone()
    }

    /// Publishes what files hold now. `read` is how long it took to read them.
    pub fn update(&self, changes: Vec<(String, Option<Content>)>, read: Duration) -> Arc<Snapshot> {
        let changed = changes.iter().map(|(path, _)| path.clone()).collect();
        let started = Instant::now();
        self.editing.store(true, Ordering::SeqCst);
        let sources = self.now().sources.with(changes);
        let now = self.publish(sources, changed, read + started.elapsed());
        self.editing.store(false, Ordering::SeqCst);
        now
    }

    /// Publishes a whole folder.
    pub fn publish(&self, sources: Sources, changed: Vec<String>, read: Duration) -> Arc<Snapshot> {
        let mut diagnostics = Diagnostics::default();
        let mut took = Stages { read, ..Stages::default() };
        let output = self.made(&sources, &mut diagnostics, &mut took).filter(|_| !diagnostics.has_errors());
        let sources = Arc::new(sources);
        let own = output.map(|output| Arc::new(Good { sources: sources.clone(), output, report: OnceLock::new() }));
        self.replace(|before| {
            let (good, found) = (own.or_else(|| before.good.clone()), OnceLock::new());
            Some(Snapshot { number: before.number + 1, sources, good, diagnostics, changed, took, found })
        })
        .unwrap_or_else(|| self.now())
    }

    fn made(&self, sources: &Sources, diagnostics: &mut Diagnostics, took: &mut Stages) -> Option<Output> {
        let mut reads = self.reads.lock().unwrap_or_else(PoisonError::into_inner);
        let started = Instant::now();
        let site = check::check_again(sources, &(self.options)(), &mut reads, diagnostics);
        took.check = started.elapsed();
        let site = site?;
        let assets = render::assets(sources, &site, diagnostics)?;
        let plan = plan::plan(&site, assets, None, diagnostics);
        let output = Output::new(sources, site, plan, None, diagnostics);
        took.plan = started.elapsed() - took.check;
        output
    }

    /// Publishes the state that follows from the newest one, if there is one.
    fn replace(&self, next: impl FnOnce(&Snapshot) -> Option<Snapshot>) -> Option<Arc<Snapshot>> {
        let mut state = self.lock();
        let next = Arc::new(next(&state)?);
        let old = std::mem::replace(&mut *state, next.clone());
        drop(state);
        self.published.notify_all();
        // Given back after the new one can be seen: a large shop takes some time.
        drop(old);
        Some(next)
    }

    /// Makes every page once for what is wrong with its template. Tells the state with the findings, if there are any;
    /// `None` as well when the site changed meanwhile.
    pub fn look_through(&self, state: &Snapshot) -> Option<Arc<Snapshot>> {
        let good = state.good.as_ref().filter(|good| Arc::ptr_eq(&good.sources, &state.sources))?;
        let mut found: Vec<Diagnostic> = Vec::new();
        for task in good.output.paths().values() {
            if self.editing.load(Ordering::SeqCst) || self.lock().number != state.number {
                return None;
            }
            if matches!(task, Task::Page(_) | Task::Icon(_)) {
                found.extend(good.output.render(task).err());
            }
        }
        if found.is_empty() {
            return None;
        }
        let mut diagnostics = state.diagnostics.clone();
        diagnostics.list.extend(found);
        self.replace(|now| {
            let (sources, good, took) = (state.sources.clone(), state.good.clone(), Stages::default());
            let next = Snapshot {
                number: now.number + 1,
                sources,
                good,
                diagnostics,
                changed: Vec::new(),
                took,
                found: OnceLock::new(),
            };
            (now.number == state.number).then_some(next)
        })
    }
}
