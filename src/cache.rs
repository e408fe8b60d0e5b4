//! A [`Memo`] on disk: photos and cards that were made before.
//!
//! Part of the shell. One file per entry, named by its key, with a checksum before its bytes, so that a file that a
//! crash left half written is an entry that is not there. Written aside and renamed: any number of builds may share
//! the folder, and it may be deleted at any time. What no build has asked for in a month leaves. A disk that refuses
//! makes builds slower, never wrong, so that its faults are not reported.

#![expect(clippy::disallowed_methods, reason = "the shell keeps a folder of its own")]

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use crate::memo::{Key, Memo};

/// Where a site keeps it, unless told otherwise.
pub const FOLDER: &str = ".shopwright-cache";
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// Entries that were not asked for so long are removed.
const MONTH: Duration = Duration::from_secs(30 * 24 * 60 * 60);
/// Above this the entries that were asked for longest ago are removed.
const MOST_BYTES: u64 = 4 << 30;
const CHECKSUM: usize = 16;

#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    written: AtomicU64,
}

impl Cache {
    /// A cache in a folder, which is made when the first entry comes.
    pub fn new(folder: PathBuf) -> Cache {
        Cache { folder, written: AtomicU64::new(0) }
    }

    fn place(&self, key: &Key) -> PathBuf {
        let name = key.name();
        let (shelf, rest) = name.split_at(2);
        self.folder.join(shelf).join(rest)
    }

    fn write(&self, key: &Key, bytes: &[u8]) -> io::Result<()> {
        let place = self.place(key);
        let shelf = place.parent().unwrap_or(&self.folder);
        if !shelf.is_dir() {
            fs::create_dir_all(shelf)?;
            // Version control, backups and search leave the folder alone.
            fs::write(self.folder.join(".gitignore"), "*\n")?;
            fs::write(self.folder.join("CACHEDIR.TAG"), "Signature: 8a477f597d28d172789f06886806bc55\n")?;
        }
        let number = self.written.fetch_add(1, Ordering::Relaxed);
        let aside = place.with_extension(format!("{}-{number}.new", std::process::id()));
        fs::write(&aside, [&checksum(bytes)[..], bytes].concat())?;
        fs::rename(&aside, &place)
    }

    /// Removes what has not been asked for in a month, and what does not fit.
    pub fn prune(&self) {
        self.keep(MOST_BYTES);
    }

    fn keep(&self, most: u64) {
        let now = SystemTime::now();
        let mut entries = Vec::new();
        for entry in walkdir::WalkDir::new(&self.folder).min_depth(2).into_iter().flatten() {
            let Ok(facts) = entry.metadata() else { continue };
            let age = facts.modified().ok().and_then(|used| now.duration_since(used).ok()).unwrap_or_default();
            let unfinished = entry.path().extension().is_some() && age > DAY;
            if age > MONTH || unfinished {
                let _ = fs::remove_file(entry.path());
            } else if facts.is_file() {
                entries.push((age, facts.len(), entry.into_path()));
            }
        }
        entries.sort();
        let mut total = 0;
        for (_, size, path) in entries {
            total += size;
            if total > most {
                let _ = fs::remove_file(path);
            }
        }
    }
}

impl Memo for Cache {
    fn get(&self, key: &Key) -> Option<Vec<u8>> {
        let place = self.place(key);
        let mut bytes = fs::read(&place).ok()?;
        let (sum, rest) = bytes.split_at_checked(CHECKSUM)?;
        if sum != checksum(rest) {
            return None;
        }
        bytes.drain(..CHECKSUM);
        let _ = touch(&place);
        Some(bytes)
    }

    fn put(&self, key: &Key, bytes: &[u8]) {
        let _ = self.write(key, bytes);
    }
}

fn checksum(bytes: &[u8]) -> [u8; CHECKSUM] {
    let hash = blake3::hash(bytes);
    std::array::from_fn(|n| hash.as_bytes()[n])
}

/// Notes that an entry is in use, once a day at most.
fn touch(place: &Path) -> io::Result<()> {
    let now = SystemTime::now();
    let used = fs::metadata(place)?.modified()?;
    if now.duration_since(used).is_ok_and(|age| age > DAY) {
        File::options().write(true).open(place)?.set_modified(now)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(n: u8) -> Key {
        Key([n; 32])
    }

    fn only_file(folder: &Path) -> PathBuf {
        let files = walkdir::WalkDir::new(folder).min_depth(2).into_iter().flatten();
        files.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).next().expect("an entry")
    }

    #[test]
    fn what_was_put_is_there_until_it_is_damaged() {
        let folder = tempfile::tempdir().expect("folder");
        let cache = Cache::new(folder.path().to_owned());
        assert_eq!(cache.get(&key(1)), None);
        cache.put(&key(1), b"photo");
        cache.put(&key(1), b"photo");
        assert_eq!(cache.get(&key(1)).as_deref(), Some(&b"photo"[..]));
        let file = only_file(folder.path());
        for damaged in [&b""[..], b"short", &[0; 40]] {
            fs::write(&file, damaged).expect("damage");
            assert_eq!(cache.get(&key(1)), None);
        }
    }

    #[test]
    fn what_is_not_used_leaves() {
        let folder = tempfile::tempdir().expect("folder");
        let cache = Cache::new(folder.path().to_owned());
        cache.put(&key(1), b"old");
        let old = File::options().write(true).open(only_file(folder.path())).expect("entry");
        old.set_modified(SystemTime::now() - MONTH - DAY).expect("time");
        cache.put(&key(2), b"new");
        cache.prune();
        assert_eq!((cache.get(&key(1)), cache.get(&key(2))), (None, Some(b"new".to_vec())));
    }

    #[test]
    fn of_what_does_not_fit_the_oldest_leaves() {
        let folder = tempfile::tempdir().expect("folder");
        let cache = Cache::new(folder.path().to_owned());
        cache.put(&key(1), &[1; 100]);
        let old = File::options().write(true).open(only_file(folder.path())).expect("entry");
        old.set_modified(SystemTime::now() - DAY).expect("time");
        cache.put(&key(2), &[2; 100]);
        let whole = 2 * (100 + CHECKSUM as u64);
        cache.keep(whole);
        assert!(cache.get(&key(1)).is_some());
        old.set_modified(SystemTime::now() - DAY).expect("time");
        cache.keep(whole - 1);
        assert_eq!((cache.get(&key(1)), cache.get(&key(2))), (None, Some(vec![2; 100])));
    }

    #[test]
    fn what_is_used_stays() {
        let folder = tempfile::tempdir().expect("folder");
        let cache = Cache::new(folder.path().to_owned());
        cache.put(&key(1), b"old");
        let old = File::options().write(true).open(only_file(folder.path())).expect("entry");
        old.set_modified(SystemTime::now() - MONTH - DAY).expect("time");
        assert!(cache.get(&key(1)).is_some());
        cache.prune();
        assert!(cache.get(&key(1)).is_some());
    }
}
