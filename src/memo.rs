//! What was made before and need not be made again: bytes by the hash of everything that went into them.
//!
//! In and out: [`Key`]s and bytes. A memo may forget anything at any time; a build with an empty one gives the same
//! bytes, only later. Absent: the disk; the shell module `cache` keeps one there.

use std::fmt::Debug;

/// BLAKE3 of all that the bytes depend on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(pub [u8; 32]);

impl Key {
    /// The key of parts, each with its length, so that no two lists of parts are alike.
    pub fn of(parts: &[&[u8]]) -> Key {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        Key(*hasher.finalize().as_bytes())
    }

    /// As a file name: 64 digits.
    pub fn name(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

pub trait Memo: Debug + Send + Sync {
    fn get(&self, key: &Key) -> Option<Vec<u8>>;
    fn put(&self, key: &Key, bytes: &[u8]);
}

/// Remembers nothing.
#[derive(Debug)]
pub struct Forgetful;

impl Memo for Forgetful {
    fn get(&self, _: &Key) -> Option<Vec<u8>> {
        None
    }

    fn put(&self, _: &Key, _: &[u8]) {}
}
