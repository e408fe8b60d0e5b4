//! [`Output`] → disk, so that whoever reads the published folder sees the old site or the new one, never half of one.
//!
//! Part of the shell. The new site is made beside the old one; then the two change places in one step. A build that
//! fails, is killed or fills the disk leaves the old site as it was. A file whose bytes did not change is the same file
//! as before, with its time, so that rsync and caches have nothing to do. Two builds of one folder wait for each other.

#![expect(clippy::disallowed_methods, reason = "the shell writes the disk")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::plan::{Task, file_name};
use crate::render::{Group, Output, Rendered};
use crate::source::{Blob, Bytes, Content, FileId, Sources};

/// Marks a folder as made by a build: only such folders are ever replaced.
const MARKER: &str = ".shopwright";
const MARKER_TEXT: &str = "This folder is made by `shopwright build` and replaced by every build. What is in it:\n";

/// What systems put into every folder that somebody looks at; nobody's work.
const LEFT_BY_SYSTEMS: &[&str] = &[".DS_Store", "Thumbs.db", "desktop.ini"];

/// Foreign files that a message names.
const MOST_NAMED: usize = 5;

/// What photos in the making may take of memory, in bytes, beside the rest of a build.
const PHOTO_MEMORY: u64 = 768 << 20;

/// What was written.
#[derive(Debug, Clone, Copy, Default)]
pub struct Summary {
    pub files: usize,
    pub pages: usize,
    pub bytes: u64,
    /// Files that are other than before.
    pub changed: usize,
}

/// What is being done, for whoever waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Photos,
    Files,
}

/// Is told of each step how many are done, and of how many.
pub type Progress<'a> = &'a (dyn Fn(Step, usize, usize) + Sync);

/// Why nothing was written.
#[derive(Debug)]
pub enum Failure {
    Content(Vec<Diagnostic>),
    Environment(String),
}

/// Renders and writes everything.
///
/// # Errors
/// Findings of templates, or what the disk refused; the old site is untouched.
pub fn write(output: &Output, sources: &Sources, out: &Path, progress: Progress<'_>) -> Result<Summary, Failure> {
    let fail = |doing: &str, error: io::Error| Failure::Environment(format!("{doing}: {error}"));
    let place = Place::of(out).map_err(|error| fail(&format!("{}", out.display()), error))?;
    let lock = place.open_lock().map_err(|error| fail(&format!("{}", place.next.display()), error))?;
    lock.lock().map_err(|error| fail("waiting for another build", error))?;
    let written = replace(output, sources, &place, progress, &fail);
    let _ = fs::remove_dir_all(&place.next);
    written
}

fn replace(
    output: &Output,
    sources: &Sources,
    place: &Place,
    progress: Progress<'_>,
    fail: &dyn Fn(&str, io::Error) -> Failure,
) -> Result<Summary, Failure> {
    let names: Vec<String> = output.paths().keys().map(|path| file_name(path)).collect();
    let marker = marker(names.iter().map(String::as_str));
    refuse_foreign(&place.out, &marker)?;
    if place.next.exists() {
        fs::remove_dir_all(&place.next).map_err(|error| fail("removing what an earlier build left", error))?;
    }
    folders(output, &place.next).map_err(|error| fail(&format!("{}", place.next.display()), error))?;
    let (old, new) = (place.out.join(MARKER), place.next.join(MARKER));
    bytes_to(marker.as_bytes(), &old, &new).map_err(|error| fail(&format!("writing {}", new.display()), error))?;
    let summary = files(output, sources, place, progress)?;
    let unchanged = summary.changed == 0 && count(&place.out) == Some(summary.files + 1);
    if !unchanged {
        swap(&place.next, &place.out).map_err(|error| fail(&format!("publishing {}", place.out.display()), error))?;
    }
    Ok(summary)
}

/// Writes a folder of finished files in the same way: all of them or none.
///
/// # Errors
/// What the disk refused, or that the folder holds something else.
pub fn folder(files: &BTreeMap<String, Vec<u8>>, out: &Path) -> Result<Summary, String> {
    let fail = |error: io::Error| format!("{}: {error}", out.display());
    let place = Place::of(out).map_err(fail)?;
    let lock = place.open_lock().map_err(fail)?;
    lock.lock().map_err(fail)?;
    let written = finished_files(files, &place);
    let _ = fs::remove_dir_all(&place.next);
    written.map_err(|failure| match failure {
        Failure::Environment(message) => message,
        Failure::Content(_) => format!("{}: it cannot be written", out.display()),
    })
}

fn finished_files(files: &BTreeMap<String, Vec<u8>>, place: &Place) -> Result<Summary, Failure> {
    let fail = |error: io::Error| Failure::Environment(format!("writing {}: {error}", place.out.display()));
    let text = marker(files.keys().map(String::as_str));
    refuse_foreign(&place.out, &text)?;
    if place.next.exists() {
        fs::remove_dir_all(&place.next).map_err(fail)?;
    }
    fs::create_dir_all(&place.next).map_err(fail)?;
    let mut summary = Summary::default();
    let marker = (MARKER, text.as_bytes());
    for (name, bytes) in files.iter().map(|(name, bytes)| (name.as_str(), &bytes[..])).chain([marker]) {
        let (old, new) = (place.out.join(name), place.next.join(name));
        if let Some(parent) = new.parent() {
            fs::create_dir_all(parent).map_err(fail)?;
        }
        let (size, differs) = bytes_to(bytes, &old, &new).map_err(fail)?;
        summary.files += usize::from(name != MARKER);
        summary.bytes += size;
        summary.changed += usize::from(differs);
    }
    swap(&place.next, &place.out).map_err(fail)?;
    Ok(summary)
}

/// The folder to publish, and its neighbours while it is made.
struct Place {
    out: PathBuf,
    next: PathBuf,
}

impl Place {
    fn of(out: &Path) -> io::Result<Place> {
        // A link to the folder that is served stays one; what it leads to is replaced.
        let out = if out.is_symlink() { fs::canonicalize(out)? } else { std::path::absolute(out)? };
        let (Some(parent), Some(name)) = (out.parent(), out.file_name().and_then(|name| name.to_str())) else {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "this cannot be the folder of a site"));
        };
        fs::create_dir_all(parent)?;
        let next = parent.join(format!(".{name}.next"));
        Ok(Place { next, out })
    }

    /// What two builds of one folder wait for: the folder around it, so that no lock file is left behind.
    #[cfg(unix)]
    fn open_lock(&self) -> io::Result<File> {
        File::open(self.out.parent().unwrap_or(&self.out))
    }

    #[cfg(not(unix))]
    fn open_lock(&self) -> io::Result<File> {
        File::create(self.next.with_extension("lock"))
    }
}

/// The marker of a folder: what it is, and every file in it.
fn marker<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: BTreeSet<&str> = names.collect();
    let mut text = MARKER_TEXT.to_owned();
    for name in names {
        text.push_str(name);
        text.push('\n');
    }
    text
}

/// The first of the files in a folder that are not known; of a folder without a known file its own name.
fn foreign(out: &Path, known: &BTreeSet<&str>) -> Vec<String> {
    let folders: BTreeSet<&str> = known.iter().map(|name| name.split('/').next().unwrap_or(name)).collect();
    let name = |entry: &walkdir::DirEntry| {
        let path = entry.path().strip_prefix(out).unwrap_or(entry.path());
        path.to_string_lossy().replace('\\', "/")
    };
    // Earlier versions marked their folders with the names directly in them.
    let is_known =
        |name: &str| known.contains(name) || name.split_once('/').is_some_and(|(top, _)| known.contains(top));
    let mut top = walkdir::WalkDir::new(out).min_depth(1).sort_by_file_name().into_iter();
    let mut found = Vec::new();
    while let Some(entry) = top.next() {
        let Ok(entry) = entry else { continue };
        let by_system = entry.file_name().to_str().is_some_and(|name| LEFT_BY_SYSTEMS.contains(&name));
        let folder = entry.file_type().is_dir();
        let name = name(&entry);
        let strange = if folder { entry.depth() == 1 && !folders.contains(&*name) } else { !is_known(&name) };
        if strange && !by_system {
            found.push(name);
        }
        if folder && strange {
            top.skip_current_dir();
        }
        if found.len() == MOST_NAMED {
            break;
        }
    }
    found
}

/// A folder that no build made may hold somebody's work, and so may files that were put into one that a build made.
/// `marker` is that of the new folder.
fn refuse_foreign(out: &Path, marker: &str) -> Result<(), Failure> {
    let refuse = |why: String| Err(Failure::Environment(format!("{} {why}", out.display())));
    let Ok(entries) = fs::read_dir(out) else {
        return if out.exists() { refuse("is not a folder".to_owned()) } else { Ok(()) };
    };
    if entries.flatten().next().is_none() {
        return Ok(());
    }
    let Ok(before) = fs::read_to_string(out.join(MARKER)) else {
        return refuse(
            "holds files that were not made by a build, so it is not replaced; choose another folder with --out, or empty it"
                .to_owned(),
        );
    };
    let known: BTreeSet<&str> = before.lines().chain(marker.lines()).chain([MARKER]).collect();
    // Still earlier ones named nothing.
    let listed = before.lines().nth(1).is_some();
    let foreign = if listed { foreign(out, &known) } else { Vec::new() };
    if !foreign.is_empty() {
        return refuse(format!(
            "holds {}, which no build made and the next one would delete; move that elsewhere, or choose another folder with --out",
            foreign.join(", ")
        ));
    }
    Ok(())
}

fn folders(output: &Output, next: &Path) -> io::Result<()> {
    let mut folders = BTreeSet::new();
    for path in output.paths().keys() {
        let name = file_name(path);
        folders.insert(name.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned()));
    }
    fs::create_dir_all(next)?;
    folders.iter().try_for_each(|folder| fs::create_dir_all(next.join(folder)))
}

/// What has been done so far, by all threads.
#[derive(Default)]
struct Count {
    changed: AtomicUsize,
    bytes: AtomicU64,
    findings: Mutex<Vec<Diagnostic>>,
}

impl Count {
    fn add(&self, (size, differs): (u64, bool)) {
        self.bytes.fetch_add(size, Ordering::Relaxed);
        self.changed.fetch_add(usize::from(differs), Ordering::Relaxed);
    }

    fn find(&self, finding: Diagnostic) {
        self.findings.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(finding);
    }
}

fn files(output: &Output, sources: &Sources, place: &Place, progress: Progress<'_>) -> Result<Summary, Failure> {
    let count = Count::default();
    let written =
        photos(output, place, &count, progress).and_then(|()| others(output, sources, place, &count, progress));
    let findings = count.findings.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    if !findings.is_empty() {
        return Err(Failure::Content(findings));
    }
    written.map_err(|error| Failure::Environment(format!("writing below {}: {error}", place.next.display())))?;
    let pages = output.paths().values().filter(|task| matches!(task, Task::Page(_))).count();
    Ok(Summary {
        files: output.paths().len(),
        pages,
        bytes: count.bytes.into_inner(),
        changed: count.changed.into_inner(),
    })
}

/// Photos first, each decoded once, and only as many at a time as fit into memory.
fn photos(output: &Output, place: &Place, count: &Count, progress: Progress<'_>) -> io::Result<()> {
    let groups = output.photos();
    let largest = groups.iter().map(Group::memory).max().unwrap_or_default().max(1);
    let fitting = usize::try_from(PHOTO_MEMORY / largest).unwrap_or(usize::MAX);
    let threads = rayon::current_num_threads().min(fitting).max(1);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().map_err(io::Error::other)?;
    let done = AtomicUsize::new(0);
    pool.install(|| {
        groups.par_iter().try_for_each(|group| {
            match output.make(&group.photo.path, &group.renditions) {
                Ok(made) => {
                    for (path, bytes) in group.paths.iter().zip(&made) {
                        let name = file_name(path);
                        count.add(bytes_to(bytes, &place.out.join(&name), &place.next.join(&name))?);
                    }
                }
                Err(finding) => count.find(finding),
            }
            progress(Step::Photos, done.fetch_add(1, Ordering::Relaxed) + 1, groups.len());
            Ok(())
        })
    })
}

fn others(output: &Output, sources: &Sources, place: &Place, count: &Count, progress: Progress<'_>) -> io::Result<()> {
    let tasks: Vec<(&String, &Task)> =
        output.paths().iter().filter(|(_, task)| !matches!(task, Task::Photo(..))).collect();
    let done = AtomicUsize::new(0);
    tasks.par_iter().try_for_each(|(path, task)| {
        match output.render(task) {
            Ok(rendered) => count.add(one(sources, place, &file_name(path), &rendered)?),
            Err(finding) => count.find(finding),
        }
        progress(Step::Files, done.fetch_add(1, Ordering::Relaxed) + 1, tasks.len());
        Ok(())
    })
}

/// Writes one file; tells its size, and whether it is other than before.
fn one(sources: &Sources, place: &Place, name: &str, rendered: &Rendered) -> io::Result<(u64, bool)> {
    let (old, new) = (place.out.join(name), place.next.join(name));
    match rendered {
        Rendered::Bytes(bytes) => bytes_to(bytes, &old, &new),
        Rendered::Copy(id) => copy(sources, *id, &old, &new),
    }
}

fn bytes_to(bytes: &[u8], old: &Path, new: &Path) -> io::Result<(u64, bool)> {
    let size = bytes.len() as u64;
    let same_size = fs::metadata(old).is_ok_and(|facts| facts.is_file() && facts.len() == size);
    if same_size && fs::read(old).is_ok_and(|before| before == bytes) && keep(old, new).is_ok() {
        return Ok((size, false));
    }
    fs::write(new, bytes)?;
    Ok((size, true))
}

fn copy(sources: &Sources, id: FileId, old: &Path, new: &Path) -> io::Result<(u64, bool)> {
    match &sources.get(id).content {
        Content::Text(text) => bytes_to(text.as_bytes(), old, new),
        Content::Blob(Blob { bytes: Bytes::Held(bytes), .. }) => bytes_to(bytes, old, new),
        Content::Blob(Blob { bytes: Bytes::Disk(disk), size, .. }) => {
            if same(disk, old)? && keep(old, new).is_ok() {
                return Ok((*size, false));
            }
            // Bytes only: the permissions of a source are not those of a published file.
            io::copy(&mut File::open(disk)?, &mut File::create(new)?)?;
            Ok((*size, true))
        }
        Content::Unusable(_) => Ok((0, false)),
    }
}

/// The old file under its new name: the same bytes, the same time, nothing to write.
fn keep(old: &Path, new: &Path) -> io::Result<()> {
    fs::hard_link(old, new)
}

/// Whether two files hold the same bytes.
fn same(a: &Path, b: &Path) -> io::Result<bool> {
    let (Ok(facts), Ok(other)) = (fs::metadata(a), fs::metadata(b)) else { return Ok(false) };
    if facts.len() != other.len() || !other.is_file() {
        return Ok(false);
    }
    let (mut a, mut b) = (File::open(a)?, File::open(b)?);
    let mut buffers = (vec![0; 1 << 16], vec![0; 1 << 16]);
    loop {
        let count = a.read(&mut buffers.0)?;
        if count == 0 {
            return Ok(true);
        }
        b.read_exact(&mut buffers.1[..count])?;
        if buffers.0[..count] != buffers.1[..count] {
            return Ok(false);
        }
    }
}

/// Files below a folder; `None` when there is no such folder.
fn count(folder: &Path) -> Option<usize> {
    if !folder.is_dir() {
        return None;
    }
    Some(walkdir::WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file()).count())
}

/// The new folder takes the old one's place in one step where the system can exchange names, else in two renames.
fn swap(next: &Path, out: &Path) -> io::Result<()> {
    if !out.exists() {
        return fs::rename(next, out);
    }
    if exchange(next, out).is_ok() {
        return Ok(());
    }
    let aside = next.with_extension("old");
    let _ = fs::remove_dir_all(&aside);
    fs::rename(out, &aside)?;
    if let Err(error) = fs::rename(next, out) {
        fs::rename(&aside, out)?;
        return Err(error);
    }
    fs::remove_dir_all(&aside)
}

#[cfg(target_os = "linux")]
fn exchange(next: &Path, out: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, next, CWD, out, RenameFlags::EXCHANGE)?)
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
