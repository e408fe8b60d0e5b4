//! Folders and programs for tests: a copy of a site, the program run on it, what it printed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::SystemTime;

use walkdir::WalkDir;

/// The day on which all tests take place.
pub const TODAY: &str = "2026-11-23";

/// The repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A temporary folder, gone at the end of the test.
pub fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// Files below a folder, by their path with `/`.
pub fn files(folder: &Path) -> BTreeMap<String, PathBuf> {
    let entries = WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    let named = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
        (path, entry.into_path())
    };
    entries.map(named).collect()
}

/// Copies a folder over another one.
pub fn copy(from: &Path, to: &Path) {
    for (path, file) in files(from) {
        write(&to.join(path), fs::read(file).unwrap());
    }
}

/// Writes a file and the folders above it.
pub fn write(path: &Path, bytes: impl AsRef<[u8]>) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// Everything about a folder that a build could change.
pub fn state(folder: &Path) -> BTreeMap<String, (u64, SystemTime, Vec<u8>)> {
    let state = |(path, file): (String, PathBuf)| (path, (inode(&file), changed(&file), fs::read(&file).unwrap()));
    files(folder).into_iter().map(state).collect()
}

/// The bytes of every file below a folder.
pub fn bytes(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    files(folder).into_iter().map(|(path, file)| (path, fs::read(file).unwrap())).collect()
}

pub fn changed(file: &Path) -> SystemTime {
    fs::metadata(file).unwrap().modified().unwrap()
}

#[cfg(unix)]
pub fn inode(file: &Path) -> u64 {
    std::os::unix::fs::MetadataExt::ino(&fs::metadata(file).unwrap())
}

#[cfg(not(unix))]
pub fn inode(_: &Path) -> u64 {
    0
}

/// The program, not yet run, in a given folder.
pub fn program(dir: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shopwright"));
    command.current_dir(dir).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env_remove("RAYON_NUM_THREADS");
    command
}

/// What a run printed, and how it ended.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Run {
        Run {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Run {
    /// Ends the test when the run did not end as it should.
    #[track_caller]
    pub fn ends(self, code: i32) -> Run {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }
}

/// Runs the program as it is typed.
pub fn run(dir: &Path, arguments: &[&str]) -> Run {
    program(dir).args(arguments).output().unwrap().into()
}

/// Builds the site in a folder, on the day of the tests.
pub fn build(dir: &Path, arguments: &[&str]) -> Run {
    run(dir, &[&["build", "--today", TODAY], arguments].concat())
}

/// The small site without a fault.
pub fn sound() -> PathBuf {
    root().join("tests/broken/sound")
}

/// A copy of it.
pub fn sound_copy() -> tempfile::TempDir {
    let site = folder();
    copy(&sound(), site.path());
    site
}
