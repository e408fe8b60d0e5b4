//! Ads on two networks of one account whose links all name the same one.
//!
//! In: a lens. Out: networks on which money was spent and through which no paid order came, each with the one of the same ads
//! manager whose name the orders bear. Links of ads with one `utm_source` written by hand are the usual cause
//! (<https://www.facebook.com/business/help/1016122818401732>): neither return is that of its network. Absent: which orders
//! were whose; nobody knows that.

use std::collections::BTreeSet;

use crate::diagnostic::{At, Diagnostic, warning};
use crate::importers::Measure;

use super::channels::{self, NetworkId};
use super::lens::Lens;
use super::slice::Cut;
use crate::platforms;

/// Two networks of one ads manager.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SameTag {
    /// Without a paid order.
    pub silent: NetworkId,
    /// With those of both, maybe.
    pub named: NetworkId,
}

/// Fewer paid orders than this say nothing of the links.
const FEWEST: i64 = 5;

/// A silent network has this part of the spend of both at least.
const PART: i64 = 5;

pub fn pairs(lens: &Lens<'_>) -> Vec<SameTag> {
    let slice = &lens.now.slice;
    if !slice.origins {
        return Vec::new();
    }
    let sum = |network, measure| slice.sum(Cut::network(network), measure).unwrap_or(0);
    let paid = |network| sum(network, Measure::Orders) - sum(network, Measure::UnpaidOrders);
    let spent: Vec<NetworkId> = slice.networks().into_iter().filter(|own| sum(*own, Measure::Spend) > 0).collect();
    let of = |silent: NetworkId| {
        let mut others = spent.iter().copied().filter(|named| *named != silent);
        let named = others.find(|named| {
            let both = sum(silent, Measure::Spend).saturating_add(sum(*named, Measure::Spend));
            let much = sum(silent, Measure::Spend).saturating_mul(PART) >= both;
            much && paid(*named) >= FEWEST
                && managers(lens, silent).intersection(&managers(lens, *named)).next().is_some()
        })?;
        Some(SameTag { silent, named })
    };
    let quiet = spent.iter().copied().filter(|own| slice.tells_sales(Cut::network(*own)) && paid(*own) == 0);
    quiet.filter_map(of).collect()
}

/// The ads managers that tell what was spent on a network.
fn managers<'l>(lens: &'l Lens<'_>, network: NetworkId) -> BTreeSet<&'l str> {
    let origins = lens.now.slice.by_source(Cut::network(network), Measure::Spend);
    origins.keys().filter_map(|origin| lens.quality.files.get(usize::from(*origin))).map(|file| file.importer).collect()
}

/// Whether the return of a network may be that of another one too, or be another's.
pub fn is_of_pair(lens: &Lens<'_>, network: NetworkId) -> bool {
    pairs(lens).iter().any(|pair| [pair.silent, pair.named].contains(&network))
}

/// What that is for the reader.
pub fn notes(lens: &Lens<'_>) -> Vec<String> {
    let words = lens.words;
    let note = |pair: SameTag| {
        let values = [("silent", words.network(pair.silent)), ("named", words.network(pair.named))];
        words.fill("report_same_tag", &values)
    };
    pairs(lens).into_iter().map(note).collect()
}

/// And for the merchant, beside the file of the ads.
pub fn findings(lens: &Lens<'_>) -> Vec<(NetworkId, Diagnostic)> {
    let label = |network| {
        let name = channels::name(network);
        platforms::find(name).map_or(name, |platform| platform.label)
    };
    let finding = |pair: SameTag| {
        let origins = lens.now.slice.by_source(Cut::network(pair.silent), Measure::Spend);
        let file = origins.keys().find_map(|origin| lens.quality.files.get(usize::from(*origin)))?.file;
        let (silent, named) = (label(pair.silent), label(pair.named));
        let message = format!(
            "no paid order of {} names {silent}, and those of {named} may be of ads on both: neither pays or loses for certain",
            lens.now.slice.period.name()
        );
        let help = "where links of ads say the same `utm_source` on every network, let the ads manager fill it in, as Meta \
                    does with `utm_source={{site_source_name}}`";
        Some((pair.silent, warning("same-source", message).help(help).at(file, At::File)))
    };
    pairs(lens).into_iter().filter_map(finding).collect()
}
