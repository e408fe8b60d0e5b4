//! What changed on disk.
//!
//! In: the events of the system, or a look at all files again and again where there are none. Out: files that are other
//! than before, with what they hold. Events only say where to look: what counts is what a file holds when it is read,
//! and a look at all files after the last of them finds what they missed. Absent: what a file means.

#![expect(clippy::disallowed_methods, reason = "the shell watches the disk")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant, SystemTime};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::load;
use crate::source::{Content, Sources};

/// An edit is taken up when the disk has been quiet for so long; programs write a file in several steps.
const QUIET: Duration = Duration::from_millis(4);
/// A storm of events is interrupted after so long.
const MOST: Duration = Duration::from_millis(80);
/// When all files are looked at after the last event.
const AFTERWARDS: Duration = Duration::from_millis(600);
/// How often they are looked at where there are no events.
const POLL: Duration = Duration::from_millis(250);
/// Above this many events all files are looked at instead.
const MANY: usize = 400;

/// What the system says of a file without opening it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    size: u64,
    changed: Option<SystemTime>,
    #[cfg(unix)]
    inode: u64,
}

impl Stamp {
    fn of(disk: &Path) -> Option<Stamp> {
        let facts = fs::symlink_metadata(disk).ok().filter(|facts| !facts.is_dir())?;
        Some(Stamp {
            size: facts.len(),
            changed: facts.modified().ok(),
            #[cfg(unix)]
            inode: std::os::unix::fs::MetadataExt::ino(&facts),
        })
    }
}

/// The folder of a site under watch.
pub struct Watch {
    root: PathBuf,
    stamps: BTreeMap<String, Stamp>,
    events: Receiver<notify::Result<Event>>,
    /// Keeps the channel open where nothing else does.
    _sender: Sender<notify::Result<Event>>,
    /// `None` where the files are looked at again and again.
    watcher: Option<RecommendedWatcher>,
    /// When all files are to be looked at, whatever the events say.
    due: Option<Instant>,
}

/// Files that are other than before.
pub type Changes = Vec<(String, Option<Content>)>;

impl Watch {
    /// Begins to watch. Call before the site is read, so that nothing between is missed.
    pub fn new(root: &Path, poll: bool) -> Watch {
        let (sender, events) = channel();
        let own = sender.clone();
        let mut watcher = None;
        if !poll {
            watcher = notify::recommended_watcher(move |event| drop(own.send(event))).ok();
        }
        let mut watch =
            Watch { root: root.to_owned(), stamps: BTreeMap::new(), events, _sender: sender, watcher, due: None };
        if !watch.follow() {
            watch.watcher = None;
        }
        watch
    }

    /// Whether the system tells what changes.
    pub fn has_events(&self) -> bool {
        self.watcher.is_some()
    }

    /// Watches the folder itself, for folders that come, and everything below those that are read.
    fn follow(&mut self) -> bool {
        let Some(watcher) = &mut self.watcher else { return true };
        let folders = load::FOLDERS.map(|folder| self.root.join(folder)).into_iter().filter(|folder| folder.is_dir());
        watcher.watch(&self.root, RecursiveMode::NonRecursive).is_ok()
            && folders.into_iter().all(|folder| watcher.watch(&folder, RecursiveMode::Recursive).is_ok())
    }

    /// Notes how the files are now; what they hold is read by the caller, afterwards.
    ///
    /// # Errors
    /// The folder cannot be listed.
    pub fn begin(&mut self) -> io::Result<()> {
        let files = load::files(&self.root)?;
        self.stamps = files.into_iter().filter_map(|(path, disk)| Some((path, Stamp::of(&disk)?))).collect();
        self.due = Some(Instant::now() + AFTERWARDS);
        Ok(())
    }

    /// Waits for changes; empty when nothing is other than in `sources`.
    pub fn next(&mut self, sources: impl FnOnce() -> std::sync::Arc<Sources>) -> (Changes, Duration) {
        let places = self.wait();
        let started = Instant::now();
        let everywhere = places.is_none();
        let mut found = match places {
            Some(places) => self.look_at(places),
            None => self.look_everywhere(),
        };
        let sources = sources();
        if everywhere {
            // Whatever was missed on the way: a file that is not on disk is not in the site.
            let own = load::FOLDERS.map(|folder| format!("{folder}/"));
            let gone = own.iter().flat_map(|folder| sources.below(folder)).map(|(_, file)| &file.path);
            found.extend(gone.filter(|path| !self.stamps.contains_key(*path)).map(|path| (path.clone(), None)));
        }
        let changes = found.into_iter().filter(|(path, content)| differs(&sources, path, content.as_ref())).collect();
        (changes, started.elapsed())
    }

    /// The places that events name, once they have stopped for a moment; `None` for all files.
    fn wait(&mut self) -> Option<BTreeSet<PathBuf>> {
        let mut places = BTreeSet::new();
        let mut everywhere = false;
        let first = match (&self.watcher, self.due) {
            (None, _) => self.events.recv_timeout(POLL),
            (Some(_), Some(due)) => self.events.recv_timeout(due.saturating_duration_since(Instant::now())),
            (Some(_), None) => self.events.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        let Ok(first) = first else {
            self.due = None;
            return None;
        };
        let end = Instant::now() + MOST;
        let mut next = Some(first);
        while let Some(event) = next {
            everywhere |= !self.note(event, &mut places) || places.len() > MANY;
            let patience = QUIET.min(end.saturating_duration_since(Instant::now()));
            next = self.events.recv_timeout(patience).ok();
        }
        if everywhere || !places.is_empty() {
            self.due = Some(Instant::now() + AFTERWARDS);
        }
        (!everywhere).then_some(places)
    }

    /// Adds the places of an event; false when it says nothing of where.
    fn note(&mut self, event: notify::Result<Event>, places: &mut BTreeSet<PathBuf>) -> bool {
        let Ok(event) = event else { return false };
        let reading = matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write));
        if reading {
            return true;
        }
        if event.paths.iter().any(|path| load::FOLDERS.iter().any(|folder| *path == self.root.join(folder))) {
            self.follow();
            return false;
        }
        places.extend(event.paths.iter().cloned());
        !event.need_rescan()
    }

    /// Reads the files that events name. A folder that came or went may hold anything.
    fn look_at(&mut self, places: BTreeSet<PathBuf>) -> Changes {
        let mut found = Vec::new();
        for disk in places {
            let Some(path) = load::path_in_site(&self.root, &disk) else { continue };
            match Stamp::of(&disk) {
                Some(stamp) => {
                    self.stamps.insert(path.clone(), stamp);
                    found.push((path.clone(), Some(load::read(&path, &disk))));
                }
                None if disk.is_dir() => {
                    found.extend(self.look_everywhere());
                    return found;
                }
                None => found.extend(self.gone(&path).into_iter().map(|path| (path, None))),
            }
        }
        found
    }

    /// Forgets a file, or what was a folder.
    fn gone(&mut self, path: &str) -> Vec<String> {
        let folder = format!("{path}/");
        let below = self.stamps.range(folder.clone()..).take_while(|(other, _)| other.starts_with(&folder));
        let mut gone: Vec<String> = below.map(|(path, _)| path.clone()).collect();
        gone.extend(self.stamps.get_key_value(path).map(|(path, _)| path.clone()));
        for path in &gone {
            self.stamps.remove(path);
        }
        gone
    }

    /// Compares all files with how they were, and reads those that differ.
    fn look_everywhere(&mut self) -> Changes {
        // A folder that goes while it is listed is looked at again in a moment.
        let Ok(files) = load::files(&self.root) else {
            self.due = Some(Instant::now() + QUIET);
            return Vec::new();
        };
        let mut before = std::mem::take(&mut self.stamps);
        let mut found = Vec::new();
        for (path, disk) in files {
            let Some(stamp) = Stamp::of(&disk) else { continue };
            if before.remove(&path) != Some(stamp) {
                found.push((path.clone(), Some(load::read(&path, &disk))));
            }
            self.stamps.insert(path, stamp);
        }
        found.extend(before.into_keys().map(|path| (path, None)));
        found
    }
}

fn differs(sources: &Sources, path: &str, content: Option<&Content>) -> bool {
    match (sources.find(path).map(|id| &sources.get(id).content), content) {
        (Some(Content::Text(before)), Some(Content::Text(now))) => before != now,
        (None, None) => false,
        _ => true,
    }
}
