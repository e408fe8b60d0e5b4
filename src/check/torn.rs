//! Files of which a part is wrong: the rest is looked at as well, so that what is wrong is told at once.
//!
//! In: a file's text and its faults. Out: what can be decoded without them, and the findings in it that hold whatever was
//! left out. Entries of lists stand for themselves, so all findings of those that are left hold; their places are counted
//! without the gaps until [`settle`] puts them right. Absent: files whose YAML cannot be read at all.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use super::faults;
use super::read::Written;
use crate::diagnostic::{At, Diagnostics, Place, Severity};
use crate::resolve::{Reference, Resolver};
use crate::scalar::SCALARS;
use crate::source::FileId;
use crate::yaml::{self, Gaps};

/// What a list was decoded to, or those of its entries that can be; `list` is its key where the text itself is none. Without
/// all of them, `broken` says what is missing.
pub fn entries<T: DeserializeOwned + JsonSchema>(
    text: &str,
    list: Option<&str>,
    broken: Written,
    resolver: &mut Resolver<'_>,
    written: &mut Vec<Written>,
) -> Option<T> {
    let found = match yaml::decode::<T>(text, SCALARS) {
        Ok(value) => {
            let path = &resolver.sources.get(resolver.file).path;
            resolver.diagnostics.list.extend(faults::meant(path, resolver.file, 0, text));
            return Some(value);
        }
        Err(found) => found,
    };
    let rest = yaml::rest::<T>(text, &found, list);
    resolver.diagnostics.list.extend(found.into_iter().map(|fault| faults::finding(resolver.file, 0, fault)));
    written.push(broken);
    let rest = rest?;
    written.push(Written::Torn(resolver.file, rest.gaps));
    Some(rest.value)
}

/// Findings that hold whatever else the file may say: errors in what is there, but for those that what is missing would
/// prevent.
pub fn hold(findings: &mut Diagnostics, from: usize) {
    /// Ways to order take the address from `contact`.
    const FOLLOW: [&str; 1] = ["checkout"];
    let mut n = 0..;
    findings.list.retain(|finding| {
        let before = n.next().is_some_and(|n| n < from);
        before || finding.severity == Severity::Error && !FOLLOW.contains(&finding.code)
    });
}

/// The entries that a list lacks.
pub fn gaps(written: &Written) -> Option<(FileId, Gaps)> {
    match written {
        Written::Torn(file, gaps) => Some((*file, gaps.clone())),
        _ => None,
    }
}

/// Turns places in what was decoded into places in the files.
pub fn settle(torn: &BTreeMap<FileId, Gaps>, diagnostics: &mut Diagnostics, references: &mut [Reference]) {
    let findings = diagnostics.list.iter_mut().filter_map(|finding| finding.place.as_mut());
    for Place { file, at } in findings.chain(references.iter_mut().map(|reference| &mut reference.place)) {
        if let (Some(gaps), At::Value(steps) | At::Key(steps)) = (torn.get(file), at) {
            gaps.steps(steps);
        }
    }
}
