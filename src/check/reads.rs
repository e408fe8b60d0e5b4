//! What was read before: a file whose text is the same, in the same surroundings, is not read again.
//!
//! In: the files of one check after another. Out: what came of each, as if all had been read anew. Remembered by path
//! and text, all of it together for as long as what files see of each other is the same: settings, media and the day.
//! Absent: a limit; a file that has gone is forgotten.

use std::sync::Arc;

use rayon::prelude::*;

use super::products::Ties;
use super::read::{Read, Written, read};
use super::{Scope, settings};
use crate::diagnostic::Place;
use crate::memo::Key;
use crate::source::{Content, FileId, Picture};

/// Empty at first; belongs to one site.
#[derive(Debug, Default)]
pub struct Reads {
    surroundings: Option<Key>,
    /// Sorted by path.
    files: Vec<Known>,
    pub(super) ties: Ties,
}

#[derive(Debug, Clone)]
struct Known {
    path: String,
    text: Arc<str>,
    id: FileId,
    read: Arc<Read>,
}

impl Reads {
    /// What came of all files, in their order.
    pub(super) fn all(&mut self, scope: &Scope<'_>, files: &[FileId]) -> Vec<Read> {
        let surroundings = Some(surroundings(scope));
        if self.surroundings != surroundings {
            *self = Reads { surroundings, ..Reads::default() };
        }
        let known = self.known(scope, files);
        let read: Vec<Option<Arc<Read>>> = files
            .par_iter()
            .zip(known)
            .map(|(id, known)| known.map(|known| known.at(*id)).or_else(|| read(scope, *id).map(Arc::new)))
            .collect();
        let remember = |(id, read): (&FileId, &Option<Arc<Read>>)| {
            let file = scope.sources.get(*id);
            let Content::Text(text) = &file.content else { return None };
            Some(Known { path: file.path.clone(), text: text.clone(), id: *id, read: read.clone()? })
        };
        self.files = files.iter().zip(&read).filter_map(remember).collect();
        read.into_par_iter().flatten_iter().map(Arc::unwrap_or_clone).collect()
    }

    /// For each file what is known of it, if its text is the same. Both lists are sorted by path.
    fn known(&mut self, scope: &Scope<'_>, files: &[FileId]) -> Vec<Option<Known>> {
        let mut known = std::mem::take(&mut self.files).into_iter().peekable();
        let of = |id: &FileId| {
            let file = scope.sources.get(*id);
            while known.next_if(|known| known.path < file.path).is_some() {}
            let Content::Text(now) = &file.content else { return None };
            known.next_if(|known| known.path == file.path && (Arc::ptr_eq(&known.text, now) || known.text == *now))
        };
        files.iter().map(of).collect()
    }
}

impl Known {
    /// The number of a file changes when files before it come or go.
    fn at(self, id: FileId) -> Arc<Read> {
        if self.id == id { self.read } else { Arc::new(moved(Arc::unwrap_or_clone(self.read), id)) }
    }
}

/// Everything outside a file that decides what comes of it.
fn surroundings(scope: &Scope<'_>) -> Key {
    let mut hasher = blake3::Hasher::new();
    let mut part = |bytes: &[u8]| {
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    };
    let settings = settings::file(scope.sources).and_then(|file| scope.sources.text(file));
    part(settings.unwrap_or_default().as_bytes());
    part(format!("{:?} {}", scope.options.today, scope.options.drafts).as_bytes());
    for (path, media) in scope.media {
        part(path.as_bytes());
        let (width, height) = media.size.unwrap_or_default();
        part(&[width.to_le_bytes(), height.to_le_bytes()].concat());
        match &scope.sources.get(media.file).content {
            Content::Blob(blob) => match &blob.picture {
                Picture::Size { hash, .. } => part(hash),
                Picture::Broken { reason, .. } => part(reason.as_bytes()),
                Picture::No => part(&[u8::from(blob.size == 0)]),
            },
            Content::Text(_) | Content::Unusable(_) => {}
        }
    }
    for (_, file) in scope.sources.below("content/") {
        if matches!(file.content, Content::Unusable(_)) {
            part(file.path.as_bytes());
        }
    }
    Key(*hasher.finalize().as_bytes())
}

/// The same with the file's new number in every place.
fn moved(mut read: Read, id: FileId) -> Read {
    let place = |place: &mut Place| place.file = id;
    read.references.iter_mut().for_each(|reference| place(&mut reference.place));
    read.diagnostics.list.iter_mut().filter_map(|finding| finding.place.as_mut()).for_each(place);
    for written in &mut read.written {
        match written {
            Written::Product(entry, _) | Written::TornProduct(entry) => entry.origin.file = id,
            Written::Collection(entry) => entry.origin.file = id,
            Written::Page(entry) => entry.origin.file = id,
            Written::Post(entry) => entry.origin.file = id,
            Written::Testimonials(file, _) | Written::Faq(file, _) | Written::Home(file, _) => *file = id,
            Written::Campaigns(file, _) | Written::Report(file, _) | Written::Torn(file, _) => *file = id,
            Written::Broken(..) | Written::BrokenPage(_) | Written::BrokenProducts | Written::BrokenCampaigns => {}
        }
    }
    read
}
