//! Remedies for texts that stand in double quotation marks, where a back-slash is written twice.
//!
//! In: findings in Markdown, and the files. Out: their remedies as YAML takes them. Absent: what stands in single quotation
//! marks, in none, or below front matter, where a back-slash is itself.

use crate::diagnostic::{At, Diagnostics};
use crate::source::Sources;
use crate::yaml::Places;

/// Writes each back-slash of such a remedy twice. Places are those in the files.
pub fn remedies(sources: &Sources, diagnostics: &mut Diagnostics) {
    let mut places = Places::new(sources);
    for finding in &mut diagnostics.list {
        let Some(help) = finding.help.as_mut().filter(|help| finding.code == "markdown" && help.contains('\\')) else {
            continue;
        };
        let Some(place) = finding.place.as_ref().filter(|place| matches!(place.at, At::Value(_))) else { continue };
        let written = places.span(place).and_then(|span| sources.text(place.file)?.get(span));
        if written.is_some_and(|written| written.starts_with('"')) {
            *help = help.replace('\\', "\\\\").into();
        }
    }
}
