//! Every input of a build as one value.
//!
//! In: what the shell read. Out: [`Sources`], sorted by path, so that nothing depends on the order in which a
//! disk lists its folders. Texts are held whole; photos and other binaries are only described, because they
//! outgrow memory. Absent: reading. The shell module `load` fills this in, `write` copies what is only described.

use std::path::PathBuf;
use std::sync::Arc;

/// A place in [`Sources::files`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// One input file.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Relative to the site's folder, with `/`, as in `content/products/mug.md`.
    pub path: String,
    pub content: Content,
}

#[derive(Debug, Clone)]
pub enum Content {
    Text(Arc<str>),
    Blob(Blob),
    /// The file is there and cannot be used: not UTF-8, too large, no permission.
    Unusable(Unusable),
}

/// The code of a folder that is a link: what other files say of those in it cannot be judged.
pub const LINKED_FOLDER: &str = "linked-folder";

/// Why a file's content is not here.
#[derive(Debug, Clone)]
pub struct Unusable {
    pub code: &'static str,
    /// The line, from 1, that is at fault.
    pub line: Option<u64>,
    pub message: String,
    pub help: String,
}

/// A file that is described instead of held.
#[derive(Debug, Clone)]
pub struct Blob {
    /// Bytes on disk.
    pub size: u64,
    /// What its header says, when it is a picture that can be shown.
    pub picture: Picture,
    /// Where the bytes are: on disk, or in the binary.
    pub bytes: Bytes,
}

#[derive(Debug, Clone)]
pub enum Bytes {
    Disk(PathBuf),
    Held(&'static [u8]),
}

impl Blob {
    /// Its bytes, one part at a time, for what outgrows memory.
    ///
    /// # Errors
    /// The file has gone, or may not be read.
    #[expect(clippy::disallowed_methods, reason = "the other place where bytes that are only described are read")]
    pub fn open(&self) -> std::io::Result<Box<dyn std::io::Read>> {
        match &self.bytes {
            Bytes::Disk(path) => Ok(Box::new(std::fs::File::open(path)?)),
            Bytes::Held(bytes) => Ok(Box::new(*bytes)),
        }
    }

    /// All bytes.
    ///
    /// # Errors
    /// The file has gone, or may not be read.
    #[expect(clippy::disallowed_methods, reason = "the one place where bytes that are only described are read")]
    pub fn read(&self) -> std::io::Result<Vec<u8>> {
        match &self.bytes {
            Bytes::Disk(path) => std::fs::read(path),
            Bytes::Held(bytes) => Ok(bytes.to_vec()),
        }
    }
}

/// What the header of a file says about a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picture {
    /// Not named like a picture.
    No,
    /// Size in pixels as shown, orientation applied, and the BLAKE3 hash of all its bytes.
    Size { width: u32, height: u32, media_type: &'static str, hash: [u8; 32] },
    /// Named like a picture and not one that can be shown; the reason, and the remedy.
    Broken { reason: String, help: &'static str },
}

/// All inputs, sorted by path.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    pub files: Vec<SourceFile>,
}

impl Sources {
    /// Sorts the files; of two with the same path the first given wins, which is how a site's own file
    /// stands before one of the built-in theme.
    pub fn new(mut files: Vec<SourceFile>) -> Sources {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files.dedup_by(|later, earlier| later.path == earlier.path);
        Sources { files }
    }

    /// The same files but for some: each with what it holds now, or nothing where it is gone. Texts are shared.
    #[must_use]
    pub fn with(&self, changed: impl IntoIterator<Item = (String, Option<Content>)>) -> Sources {
        let mut files = self.files.clone();
        for (path, content) in changed {
            match (files.binary_search_by(|file| file.path.cmp(&path)), content) {
                (Ok(at), Some(content)) => files[at].content = content,
                (Ok(at), None) => drop(files.remove(at)),
                (Err(at), Some(content)) => files.insert(at, SourceFile { path, content }),
                (Err(_), None) => {}
            }
        }
        Sources { files }
    }

    pub fn get(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    pub fn find(&self, path: &str) -> Option<FileId> {
        self.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok().map(|at| FileId(at as u32))
    }

    /// The text of a file, if it is one.
    pub fn text(&self, id: FileId) -> Option<&str> {
        match &self.get(id).content {
            Content::Text(text) => Some(text),
            Content::Blob(_) | Content::Unusable(_) => None,
        }
    }

    /// Files below a folder (named with its closing slash), in order.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (FileId, &'a SourceFile)> {
        let start = self.files.partition_point(|file| file.path.as_str() < folder);
        (start as u32..)
            .zip(&self.files[start..])
            .take_while(move |(_, file)| file.path.starts_with(folder))
            .map(|(n, file)| (FileId(n), file))
    }
}

/// The first character of a text that HTML and XML may not hold, with its place: control characters, and code points
/// that are none (<https://html.spec.whatwg.org/multipage/parsing.html#preprocessing-the-input-stream>).
pub fn unprintable(text: &str) -> Option<(usize, char)> {
    let wrong = |byte: u8| (byte < 0x20 && !matches!(byte, b'\n' | b'\r' | b'\t')) || byte == 0x7f || byte >= 0x80;
    // No early exit, so that the compiler makes it a vector loop.
    if !text.bytes().fold(false, |found, byte| found | wrong(byte)) {
        return None;
    }
    let none = |c: char| u32::from(c) & 0xfffe == 0xfffe || ('\u{fdd0}'..='\u{fdef}').contains(&c);
    text.char_indices().find(|(_, c)| (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || none(*c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(path: &str) -> SourceFile {
        SourceFile { path: path.into(), content: Content::Text("".into()) }
    }

    #[test]
    fn below_lists_one_folder_in_order() {
        let sources = Sources::new(vec![text("b/2"), text("a/1"), text("b/1"), text("bb/1")]);
        let paths: Vec<_> = sources.below("b/").map(|(_, file)| file.path.as_str()).collect();
        assert_eq!(paths, ["b/1", "b/2"]);
    }

    #[test]
    fn files_change_come_and_go() {
        let sources = Sources::new(vec![text("a"), text("c"), text("d")]);
        let written = |path: &str, text: &str| (path.to_owned(), Some(Content::Text(text.into())));
        let later = sources.with([written("c", "new"), written("b", "b"), ("d".into(), None), ("e".into(), None)]);
        let paths: Vec<_> = later.files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["a", "b", "c"]);
        assert_eq!(later.find("c").and_then(|id| later.text(id)), Some("new"));
    }
}
