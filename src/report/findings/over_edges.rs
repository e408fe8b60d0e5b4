//! Exports of ads without days: their rows reach over the edges of a period, and what they cost is left out of it.
//!
//! In: a lens. Out: a finding for each file, at its line. Absent: what is kept by hand for longer, which the pages say; figures, see
//! [`crate::report::slice`].

use std::collections::BTreeSet;

use crate::diagnostic::{At, Diagnostic, warning};
use crate::importers::{Kind, Measure};

use crate::report::facts::Origin;
use crate::report::lens::Lens;

pub fn findings(lens: &Lens<'_>) -> Vec<(Origin, Diagnostic)> {
    let costs = lens.now.slice.cut.iter().filter(|(.., measure)| *measure == Measure::Spend);
    let files: BTreeSet<Origin> = costs.map(|(origin, ..)| *origin).collect();
    files.into_iter().filter_map(|origin| Some((origin, finding(lens, origin)?))).collect()
}

fn finding(lens: &Lens<'_>, origin: Origin) -> Option<Diagnostic> {
    let file = lens.quality.files.get(usize::from(origin)).filter(|file| file.kind == Kind::Ads)?;
    let name = lens.now.slice.period.name();
    let message =
        format!("some of its rows tell of days inside and outside {name} together: what they cost is left out of it");
    let help = "export it again with a row for each day: in the ads manager, choose the breakdown or segment by day";
    Some(warning("export-breakdown", message).help(help).at(file.file, At::File))
}
