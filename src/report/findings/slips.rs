//! Links of ads that say that nothing was paid for them.
//!
//! In: a period's orders. Out: a finding for each campaign of ads that cost something on a network and whose orders bear it with a
//! medium of posts: they count as unpaid, and no return of the ads is sure. Absent: orders of posts beside those of ads.

use crate::diagnostic::{At, Diagnostic, warning};
use crate::importers::Measure;
use crate::platforms;

use crate::report::channels::{self, CampaignId, NetworkId};
use crate::report::lens::Lens;
use crate::report::slice::Cut;
use crate::report::spending;

/// Fewer orders than this may be of posts.
const FEWEST: i64 = 5;

pub fn findings(lens: &Lens<'_>) -> Vec<((NetworkId, CampaignId), Diagnostic)> {
    let networks = lens.now.slice.networks().into_iter();
    let cuts = networks.flat_map(|network| lens.now.slice.campaigns_that_cost(Cut::network(network)));
    cuts.filter_map(|cut| Some(((cut.network?, cut.campaign?), finding(lens, cut)?))).collect()
}

fn finding(lens: &Lens<'_>, cut: Cut) -> Option<Diagnostic> {
    let slice = &lens.now.slice;
    let sum = |measure| slice.sum(cut, measure).unwrap_or(0);
    let slips = sum(Measure::Slips);
    // Where others say that something was paid, these are of posts.
    if slips < FEWEST || sum(Measure::PaidOrders) > 0 {
        return None;
    }
    let campaign = lens.campaign(cut.campaign?);
    let network = platforms::label(channels::name(cut.network?));
    let file = slice.by_source(cut, Measure::Spend).into_keys();
    let file = file.filter_map(|origin| spending::file(&lens.quality.files, origin)).next()?.file;
    let message = format!(
        "{slips} orders of {} name the campaign `{}`, which has ad spend on {network}, with a `utm_medium` of posts, and none with one \
         of ads: they count as unpaid, and the low end of its return leaves them out",
        slice.period.name(),
        campaign.code.0,
    );
    let help = format!("where these are links of its ads, let them say `utm_medium={}`", campaign.medium.word());
    Some(warning("unpaid-ads", message).help(help).at(file, At::File))
}
