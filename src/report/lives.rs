//! Figures of posts that are told of their whole lives, until the export was made.
//!
//! In: a side of a lens. Out: whether a figure is one of those; it counts in the period in which the posts were published, and is
//! compared with none, for the older ones had more time. Absent: exports of some days, whose figures are of those.

use super::lens::Lens;
use super::metrics::{Metric, Why};
use super::quality::FileQuality;
use super::side::Side;
use super::slice::Cut;

impl Lens<'_> {
    /// Whether a sum is of such posts, or of some among others.
    pub fn is_of_lives(&self, side: &Side, metric: &Metric, cut: Cut) -> bool {
        let file = |origin| self.quality.files.get(usize::from(origin));
        let told = metric.lacks(Why::NoData).iter().flat_map(|measure| side.slice.by_source(cut, *measure).into_keys());
        told.filter_map(file).any(FileQuality::tells_lives)
    }
}
