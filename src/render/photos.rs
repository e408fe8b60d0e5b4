//! Photos of the plan, by the source that they are made of: each is decoded once for all its renditions.

use std::collections::BTreeMap;

use super::Output;
use crate::diagnostic::{At, Diagnostic, error};
use crate::photos::{self, Photo, Rendition};
use crate::plan::Task;

/// One source, and everything that the site has of it.
pub struct Group<'a> {
    pub photo: &'a Photo,
    /// Paths from the site's root, beside their renditions.
    pub paths: Vec<&'a str>,
    pub renditions: Vec<Rendition>,
}

impl Group<'_> {
    /// Bytes that making it takes in memory, about: the file, its pixels, and them once more while they are turned.
    pub fn memory(&self) -> u64 {
        u64::from(self.photo.width) * u64::from(self.photo.height) * 6 + self.photo.blob.size
    }
}

impl Output {
    /// In the order of their sources.
    pub fn photos(&self) -> Vec<Group<'_>> {
        let mut groups: BTreeMap<&str, Group<'_>> = BTreeMap::new();
        for (path, task) in &self.plan.tasks {
            let Task::Photo(source, rendition) = task else { continue };
            let Some(photo) = self.photo(source) else { continue };
            let group =
                groups.entry(source).or_insert_with(|| Group { photo, paths: Vec::new(), renditions: Vec::new() });
            group.paths.push(path);
            group.renditions.push(*rendition);
        }
        groups.into_values().collect()
    }

    fn photo(&self, source: &str) -> Option<&Photo> {
        self.site.shop.media.get(source)?.photo.as_deref()
    }

    /// The bytes of renditions, in the order of the list.
    ///
    /// # Errors
    /// The photo is none, which only decoding finds out.
    pub fn make(&self, source: &str, renditions: &[Rendition]) -> Result<Vec<Vec<u8>>, Diagnostic> {
        let Some(photo) = self.photo(source) else { return Ok(renditions.iter().map(|_| Vec::new()).collect()) };
        photos::make(photo, renditions, &*self.site.memo).map_err(|reason| self.broken(photo, &reason))
    }

    /// Looks at a photo once, without making anything of it.
    ///
    /// # Errors
    /// As [`Output::make`].
    pub fn verify(&self, photo: &Photo) -> Result<(), Diagnostic> {
        photos::verify(photo, &*self.site.memo).map_err(|reason| self.broken(photo, &reason))
    }

    pub(super) fn broken(&self, photo: &Photo, reason: &str) -> Diagnostic {
        let finding = error("image", format!("`{}` is not a picture that can be shown: {reason}", photo.path));
        let finding = finding.help("save it again as JPEG, PNG or WebP");
        match self.site.shop.media.get(&photo.path) {
            Some(media) => finding.at(media.file, At::File),
            None => finding,
        }
    }
}
