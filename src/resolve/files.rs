//! Paths of files below `content/`: joined, looked for by a name that is nearly theirs, and as parts of URLs.

use std::collections::BTreeMap;

use icu_normalizer::ComposingNormalizerBorrowed;

use crate::diagnostic::did_you_mean;
use crate::shop::Media;
use crate::source::Sources;

/// The file of the same name to the eye: some systems keep `ü` as one character, others as two (Unicode NFC and NFD).
pub fn composed<'a>(path: &str, media: &'a BTreeMap<String, Media>) -> Option<&'a str> {
    if path.is_ascii() {
        return None;
    }
    let compose = |text: &str| ComposingNormalizerBorrowed::new_nfc().normalize(text).into_owned();
    let wanted = compose(path);
    media.keys().map(String::as_str).find(|name| !name.is_ascii() && compose(name) == wanted)
}

/// The file whose name is most like the one that is wanted; folders say little, and of two kinds the same is meant.
pub fn nearest<'a>(src: &str, media: &'a BTreeMap<String, Media>, picture: bool) -> Option<&'a str> {
    fn parts(path: &str) -> (&str, &str) {
        let name = path.rsplit('/').next().unwrap_or(path);
        name.rsplit_once('.').unwrap_or((name, ""))
    }
    let (wanted, extension) = parts(src);
    let fits = |path: &&str| parts(path).1 == extension || (picture && media[*path].size.is_some());
    let files: Vec<&str> = media.keys().map(String::as_str).filter(fits).collect();
    let guess = did_you_mean(wanted, files.iter().map(|path| parts(path).0))?;
    let mut alike = files.into_iter().filter(|path| parts(path).0 == guess);
    let first = alike.next()?;
    Some(if parts(first).1 == extension {
        first
    } else {
        alike.find(|path| parts(path).1 == extension).unwrap_or(first)
    })
}

/// The name of a file in a folder of nouns that would hold this one, were it named as a text of Markdown.
pub fn unread(sources: &Sources, folder: &str, slug: &str) -> Option<String> {
    let names = ["txt", "rtf", "doc", "docx", "odt", "html"].map(|kind| format!("{slug}.{kind}"));
    names.into_iter().find(|name| sources.find(&format!("content/{folder}/{name}")).is_some())
}

/// A path below a folder, without `.` and `..`; `None` when it leads out.
pub fn join(folder: &str, path: &str) -> Option<String> {
    if path.starts_with('/') || path.contains('\\') || path.contains('\0') {
        return None;
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// A file's path as part of a URL.
pub fn encode_path(path: &str) -> String {
    let parts: Vec<String> = path.split('/').map(crate::scalar::encode).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn no_path_leads_out() {
        assert_eq!(join("products/mug", "a.jpg").as_deref(), Some("products/mug/a.jpg"));
        assert_eq!(join("products/mug", "../../media/a.jpg").as_deref(), Some("media/a.jpg"));
        assert_eq!(join("products", "../../a.jpg"), None);
        assert_eq!(join("", "/etc/passwd"), None);
        assert_eq!(join("", "..\\a.jpg"), None);
    }
}
