//! Disk → [`Sources`]: the files of a site, and those of the built-in themes.
//!
//! Part of the shell. Texts are kept whole, of pictures only size and hash. Links are not followed, so that no
//! path leads out of the site's folder. A file that cannot be used is handed on with the reason, for its author.

#![expect(clippy::disallowed_methods, reason = "the shell reads the disk")]

use std::borrow::Cow;
use std::ffi::OsStr;
use std::fs;
use std::io::{self, Cursor};
use std::path::{Path, PathBuf};

use image::{ImageDecoder, ImageFormat, ImageReader};
use include_dir::{Dir, include_dir};
use rayon::prelude::*;
use walkdir::WalkDir;

use crate::photos::{self, MAX_PIXELS};
use crate::source::{Blob, Bytes, Content, LINKED_FOLDER, Picture, SourceFile, Sources, Unusable};
use crate::theme;

static THEMES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// Larger texts are no content: a hundred thousand products in one list are about this size.
const MAX_TEXT: u64 = 64 * 1024 * 1024;
/// Larger files are refused by the hosts that shops like this are published on.
const MAX_FILE: u64 = 100 * 1024 * 1024;
/// Larger exports are not read: ten million orders are about this size.
const MAX_EXPORT: u64 = 8 * 1024 * 1024 * 1024;
/// Files of a site.
const MAX_FILES: usize = 1_000_000;

/// Reads a site.
///
/// # Errors
/// The folder cannot be listed.
pub fn load(root: &Path) -> io::Result<Sources> {
    if root.is_file() {
        return Err(io::Error::new(
            io::ErrorKind::NotADirectory,
            "this is a file; name the folder that holds `content/`",
        ));
    }
    if !root.is_dir() {
        return Err(io::Error::new(io::ErrorKind::NotFound, "there is no such folder"));
    }
    let read = |(path, disk): (String, PathBuf)| SourceFile { content: read(&path, &disk), path };
    let mut files: Vec<SourceFile> = files(root)?.into_par_iter().map(read).collect();
    files.extend(builtin_themes());
    Ok(Sources::new(files))
}

/// The folders of a site that are read.
pub const FOLDERS: [&str; 2] = ["content", "themes"];

/// Every file that a build reads: its path in the site, and on disk.
///
/// # Errors
/// The folder cannot be listed.
pub fn files(root: &Path) -> io::Result<Vec<(String, PathBuf)>> {
    let mut found = Vec::new();
    for folder in FOLDERS {
        list(root, folder, &mut found)?;
    }
    if found.len() > MAX_FILES {
        return Err(io::Error::other(format!("more than {MAX_FILES} files")));
    }
    Ok(found)
}

/// The path in the site of a file on disk; `None` for what a build does not read.
pub fn path_in_site(root: &Path, disk: &Path) -> Option<String> {
    let relative = disk.strip_prefix(root).ok()?;
    // A name that is no text is handed on as far as it is one, so that its author hears of it.
    let parts: Vec<Cow<'_, str>> = relative.iter().map(OsStr::to_string_lossy).collect();
    let read =
        parts.first().is_some_and(|folder| FOLDERS.contains(&&**folder)) && !parts.iter().any(|name| is_hidden(name));
    let path = parts.join("/");
    read.then_some(path)
}

/// What version control, editors and systems leave beside the files of people.
fn is_hidden(name: &str) -> bool {
    name.starts_with('.') || name.ends_with('~') || ["Thumbs.db", "desktop.ini"].contains(&name)
}

/// The files of the themes that are part of the program.
pub fn builtin_themes() -> Vec<SourceFile> {
    let mut files = Vec::new();
    builtin(&THEMES, &mut files);
    files
}

fn list(root: &Path, folder: &str, found: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    let start = root.join(folder);
    if !start.exists() {
        return Ok(());
    }
    let hidden = |name: &OsStr| is_hidden(&name.to_string_lossy());
    let walk = WalkDir::new(&start).into_iter().filter_entry(|entry| entry.depth() == 0 || !hidden(entry.file_name()));
    for entry in walk {
        let entry = entry?;
        if entry.file_type().is_dir() {
            continue;
        }
        if let Some(path) = path_in_site(root, entry.path()) {
            found.push((path, entry.into_path()));
        }
    }
    Ok(())
}

/// What a file holds now, or why that cannot be used.
pub fn read(path: &str, disk: &Path) -> Content {
    content(path, disk).unwrap_or_else(|error| {
        unusable(
            "unreadable",
            format!("this file cannot be read: {error}"),
            "give it permission to be read, or remove it",
        )
    })
}

fn content(path: &str, disk: &Path) -> io::Result<Content> {
    let facts = fs::symlink_metadata(disk)?;
    if facts.is_symlink() {
        if fs::metadata(disk).is_ok_and(|facts| facts.is_dir()) {
            let message = "this folder is a link to another place, and nothing in it is read";
            return Ok(unusable(LINKED_FOLDER, message, "put the folder itself here"));
        }
        return Ok(unusable("path", "this is a link to another place", "put the file itself here"));
    }
    if !facts.is_file() {
        return Ok(unusable("path", "this is a pipe or a device, not a file", "remove it"));
    }
    if !disk.ends_with(path) {
        let help = "rename it with letters of today's systems (UTF-8): archives made on old ones hold others";
        return Ok(unusable("path", "the name of this file, or of its folder, is not UTF-8", help));
    }
    let size = facts.len();
    if is_text(path) {
        if size > MAX_TEXT {
            let help = "split it, or keep it outside `content/`";
            return Ok(unusable("too-large", format!("this text is larger than {} MB", MAX_TEXT >> 20), help));
        }
        return Ok(text(fs::read(disk)?));
    }
    let limit = if path.starts_with("content/report/") { MAX_EXPORT } else { MAX_FILE };
    if size > limit {
        let help = "make it smaller, or publish it elsewhere and link to it";
        return Ok(unusable("too-large", format!("this file is larger than {} MB", limit >> 20), help));
    }
    let picture = if is_picture(path) { picture(path, disk) } else { Picture::No };
    Ok(Content::Blob(Blob { size, picture, bytes: Bytes::Disk(disk.to_owned()) }))
}

fn unusable(code: &'static str, message: impl Into<String>, help: impl Into<String>) -> Content {
    Content::Unusable(Unusable { code, line: None, message: message.into(), help: help.into() })
}

fn text(bytes: Vec<u8>) -> Content {
    const HELP: &str = "save it as UTF-8 (in most editors: Save with encoding)";
    // Latin letters of UTF-16 are valid UTF-8, each beside a zero.
    if bytes.iter().take(64).filter(|byte| **byte == 0).count() * 4 > bytes.len().min(64) {
        return unusable("not-utf-8", "this file is UTF-16, not UTF-8", HELP);
    }
    match String::from_utf8(bytes) {
        Ok(text) => Content::Text(text.into()),
        Err(error) => {
            let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = before.iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
            let message = format!("this file is not UTF-8: line {line} holds other bytes");
            Content::Unusable(Unusable { code: "not-utf-8", line: Some(line), message, help: HELP.to_owned() })
        }
    }
}

fn extension(path: &str) -> String {
    path.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase()
}

fn is_text(path: &str) -> bool {
    let theme = path.starts_with("themes/");
    match extension(path).as_str() {
        "md" | "yaml" | "yml" => !path.starts_with("content/media/"),
        "svg" => true,
        "html" | "css" | "js" => theme,
        _ => false,
    }
}

fn is_picture(path: &str) -> bool {
    matches!(
        extension(path).as_str(),
        "jpg" | "jpeg" | "png" | "webp" | "gif" | "avif" | "heic" | "bmp" | "tif" | "tiff"
    )
}

/// What a picture's header says, as it is shown: a photo held sideways is upright.
fn picture(path: &str, disk: &Path) -> Picture {
    const KINDS: &str = "save it again as JPEG, PNG or WebP";
    const ANEW: &str = "export or copy it anew: this file is damaged";
    let broken = |reason: &str, help| Picture::Broken { reason: reason.to_owned(), help };
    let bytes = match fs::read(disk) {
        Ok(bytes) => bytes,
        Err(error) => return broken(&error.to_string(), "give it permission to be read"),
    };
    if bytes.is_empty() {
        return broken("the file is empty", "copy it anew");
    }
    let reader = match ImageReader::new(Cursor::new(&bytes)).with_guessed_format() {
        Ok(reader) => reader,
        Err(error) => return broken(&error.to_string(), ANEW),
    };
    let Some(format) = reader.format() else {
        // An ISO media file that is no AVIF: telephones rename such photos when they send them.
        if extension(path) == "heic" || bytes.get(4..8) == Some(b"ftyp") {
            return broken("browsers do not show HEIC, the format of iPhones", "export it as JPEG");
        }
        return broken("its bytes are of no kind that is known", KINDS);
    };
    let (named, media_type) = match format {
        ImageFormat::Jpeg => (&["jpg", "jpeg"][..], "image/jpeg"),
        ImageFormat::Png => (&["png"][..], "image/png"),
        ImageFormat::WebP => (&["webp"][..], "image/webp"),
        ImageFormat::Gif => return broken("of a GIF no sizes are made", "save it as PNG, or what moves as a film"),
        other => return broken(&format!("it is {other:?}, which not all browsers and networks show"), KINDS),
    };
    if !named.contains(&extension(path).as_str()) {
        return broken(&format!("its bytes are {media_type}, its name says otherwise"), "let its name end in its kind");
    }
    let size = reader.into_decoder().and_then(|mut decoder| {
        let (width, height) = decoder.dimensions();
        Ok(if sideways(decoder.orientation()?) { (height, width) } else { (width, height) })
    });
    match size {
        Ok((0, _) | (_, 0)) => broken("it has no size", ANEW),
        Ok((width, height)) if u64::from(width) * u64::from(height) > MAX_PIXELS => {
            broken(&photos::too_large(width, height), "make it smaller: 4000 pixels on its longer side are plenty")
        }
        Ok((width, height)) => Picture::Size { width, height, media_type, hash: *blake3::hash(&bytes).as_bytes() },
        Err(error) => broken(&error.to_string(), ANEW),
    }
}

fn sideways(orientation: image::metadata::Orientation) -> bool {
    use image::metadata::Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH)
}

/// The built-in themes; sources of scripts and styles stay in the repository, what is made of them is enough.
fn builtin(folder: &'static Dir<'static>, files: &mut Vec<SourceFile>) {
    for file in folder.files() {
        let Some(path) = file.path().to_str().map(|path| path.replace('\\', "/")) else { continue };
        if path.contains("/scripts/") {
            continue;
        }
        let named = format!("themes/{path}");
        let content = if is_text(&named) {
            text(file.contents().to_vec())
        } else {
            Content::Blob(Blob {
                size: file.contents().len() as u64,
                picture: Picture::No,
                bytes: Bytes::Held(file.contents()),
            })
        };
        files.push(SourceFile { path: format!("{}{path}", theme::BUILTIN), content });
    }
    for folder in folder.dirs() {
        builtin(folder, files);
    }
}
