//! Of several sources that tell the same figure, those that count.
//!
//! In: the figures of a period and what each source is. Out: for each network and measure the sources that are believed. Absent:
//! sums; see [`crate::report::slice`].

use std::collections::{BTreeMap, BTreeSet};

use crate::importers::{Kind, Measure};
use crate::scalar::Period;

use super::Slice;
use super::rivals::Figure;
use crate::report::channels::NetworkId;
use crate::report::facts::Origin;
use crate::report::quality::FileQuality;
use crate::report::visits::{Days, Stretch, Told, best_visits};

/// How a measure behaves when several are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// Different rows are different things: sums of all sources.
    Adds,
    /// Sums of the rows of one kind of source.
    AddsOfOneKind,
    /// The last value of the period.
    Stock,
    /// People: the same ones may be in two rows.
    Alone,
}

pub fn nature(measure: Measure) -> Nature {
    use Measure as M;
    match measure {
        M::Orders | M::Gross | M::Discounts | M::Refunds | M::Net | M::Tax | M::Shipping | M::Total | M::Fees => {
            Nature::Adds
        }
        M::Spend | M::Costs | M::Identified | M::Squares | M::Returns | M::UnpaidOrders | M::UnpaidNet => Nature::Adds,
        M::Sorted | M::Newcomers | M::PaidOrders | M::AdsOrders | M::AdsNet => Nature::Adds,
        M::Slips | M::Referrals | M::PeopleOrders | M::PeopleNet | M::AsideOrders | M::AsideNet => Nature::Adds,
        M::SquaresBack | M::CodeOrders | M::ListedOrders | M::ListedNet => Nature::Adds,
        M::Followers => Nature::Stock,
        M::Reach | M::Users | M::AudienceShare => Nature::Alone,
        _ => Nature::AddsOfOneKind,
    }
}

/// Who is believed first, of figures that several kinds of sources tell.
pub const BELIEVED: &[Kind] = &[Kind::Visits, Kind::Ads, Kind::Audience, Kind::Table, Kind::Posts];

/// How early a source is believed; what is kept by hand comes last.
pub fn rank(origin: Origin, files: &[FileQuality]) -> usize {
    match files.get(usize::from(origin)) {
        Some(file) => BELIEVED.iter().position(|known| *known == file.kind).unwrap_or(BELIEVED.len()),
        None => BELIEVED.len() + 1,
    }
}

/// The place among [`BELIEVED`] of the sources that count.
pub type Ranks = BTreeMap<(NetworkId, Measure), usize>;

pub type Believed = BTreeMap<(NetworkId, Measure), Vec<Origin>>;
/// The days of analytics exports that count.
pub type Visits = BTreeMap<Measure, BTreeSet<Stretch>>;

/// For each network and measure, the sources that count, and their rank; and the visits that do.
pub fn believed(
    figures: &[Figure<'_>],
    files: &[FileQuality],
    period: Period,
    like: Option<&Slice>,
) -> (Believed, Ranks, Visits) {
    let mut told = Told::new();
    for (cell, measure, _) in figures {
        let own = told.entry((cell.belonging.network, *measure)).or_default().entry(cell.origin).or_default();
        own.whole += usize::from((cell.from, cell.to) == (period.from, period.to));
        own.stretches.insert((cell.from, cell.to));
    }
    let visits = best_visits(&told, files, period);
    let mut ranks = Ranks::new();
    let mut choose = |key: (NetworkId, Measure), origins: &BTreeMap<Origin, Days>| -> Vec<Origin> {
        // Of people only one figure for the whole period says anything, whoever tells it.
        let whole = |days: &Days| days.whole == 1;
        if nature(key.1) == Nature::Alone && origins.values().any(whole) {
            return origins.iter().filter(|(_, days)| whole(days)).map(|(origin, _)| *origin).take(1).collect();
        }
        let same = like.and_then(|like| like.ranks.get(&key)).filter(|_| nature(key.1) == Nature::AddsOfOneKind);
        let best = origins.keys().map(|origin| rank(*origin, files)).min().unwrap_or_default();
        let best = same.copied().unwrap_or(best);
        ranks.insert(key, best);
        origins.keys().copied().filter(|origin| rank(*origin, files) == best).collect()
    };
    let believed = told.iter().map(|(key, origins)| (*key, choose(*key, origins))).collect();
    (believed, ranks, visits)
}
