//! Figures of posts that are told of their whole lives, until the export was made.
//!
//! In: a side of a lens. Out: whether a figure is one of those; it counts in the period in which the posts were published, and is
//! compared with none, for the older ones had more time. Absent: exports of some days, whose figures are of those.

use super::Lens;
use super::side::Side;
use crate::report::metrics::{Metric, Why};
use crate::report::number::Unit;
use crate::report::quality::FileQuality;
use crate::report::slice::Cut;

impl Lens<'_> {
    /// Whether a sum is of such posts, or of some among others.
    pub fn is_of_lives(&self, side: &Side, metric: &Metric, cut: Cut) -> bool {
        // Both sides of a rate are of the same posts.
        if !matches!(metric.unit, Unit::Count) {
            return false;
        }
        let file = |origin| self.quality.files.get(usize::from(origin));
        let told = metric.lacks(Why::NoData).iter().flat_map(|measure| side.slice.by_source(cut, *measure).into_keys());
        told.filter_map(file).any(FileQuality::tells_lives)
    }

    /// The same of a figure and the one before.
    pub fn sets_lives_beside(&self, before: &Side, metric: &Metric, cut: Cut) -> bool {
        [before, &self.now].into_iter().any(|side| self.is_of_lives(side, metric, cut))
    }
}
