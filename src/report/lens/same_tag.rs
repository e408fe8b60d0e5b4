//! Ads on two networks of one account whose links all name the same one.
//!
//! In: a period's facts. Out: networks on which money was spent and through which no order came that ads may have brought, each
//! with the one of the same ads manager whose name the orders bear. Links of ads with one `utm_source` written by hand are the
//! usual cause: neither return is that of its network. Not where links named the silent network just before: there its ads sold
//! nothing. Absent: which orders were whose; nobody knows that.

use std::collections::BTreeSet;

use crate::diagnostic::{At, Diagnostic, warning};
use crate::importers::Measure;
use crate::platforms;

use super::Lens;
use crate::report::channels::{self, NetworkId};
use crate::report::quality::Quality;
use crate::report::slice::{Cut, Slice};
use crate::report::spending;

/// Two networks of one ads manager.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SameTag {
    /// Without an order that ads may have brought.
    pub silent: NetworkId,
    /// With those of both, maybe.
    pub named: NetworkId,
}

/// Fewer such orders than this say nothing of the links.
const FEWEST: i64 = 5;

/// A silent network has this part of the spend of both at least.
pub const PART: i64 = 5;

pub fn pairs(slice: &Slice, quality: &Quality) -> Vec<SameTag> {
    if !slice.origins {
        return Vec::new();
    }
    let sum = |network, measure| slice.sum(Cut::network(network), measure).unwrap_or(0);
    let by_ads =
        |network| sum(network, Measure::Orders) - sum(network, Measure::UnpaidOrders) + sum(network, Measure::Slips);
    let spent: Vec<NetworkId> = slice.networks().into_iter().filter(|own| sum(*own, Measure::Spend) > 0).collect();
    let of = |silent: NetworkId| {
        let mut others = spent.iter().copied().filter(|named| *named != silent);
        let named = others.find(|named| {
            let both = sum(silent, Measure::Spend).saturating_add(sum(*named, Measure::Spend));
            let much = sum(silent, Measure::Spend).saturating_mul(PART) >= both;
            let managers = [silent, *named].map(|network| managers(slice, quality, network));
            much && by_ads(*named) >= FEWEST && !managers[0].is_disjoint(&managers[1])
        })?;
        Some(SameTag { silent, named })
    };
    let quiet = spent.iter().copied().filter(|own| slice.tells_sales(Cut::network(*own)) && by_ads(*own) == 0);
    // Where links of ads named it before the period, they tell it from others; those that do so later were mended, maybe.
    quiet.filter(|own| slice.earlier.orders(Cut::network(*own)) < FEWEST).filter_map(of).collect()
}

/// The ads managers that tell what was spent on a network; a table of one's own is of anybody.
pub fn managers<'q>(slice: &Slice, quality: &'q Quality, network: NetworkId) -> BTreeSet<&'q str> {
    let origins = slice.by_source(Cut::network(network), Measure::Spend);
    origins.keys().filter_map(|origin| spending::file(&quality.files, *origin)).map(|file| file.importer).collect()
}

impl SameTag {
    pub fn has(self, network: NetworkId) -> bool {
        [self.silent, self.named].contains(&network)
    }
}

/// What that is for the reader, of all networks or of one.
pub fn notes(lens: &Lens<'_>, network: Option<NetworkId>) -> Vec<String> {
    let words = lens.words;
    let note = |pair: &SameTag| {
        let values = [("silent", words.network(pair.silent)), ("named", words.network(pair.named))];
        words.fill("report_same_tag", &values)
    };
    lens.same_tags.iter().filter(|pair| network.is_none_or(|own| pair.has(own))).map(note).collect()
}

/// And for the merchant, beside the file of the ads.
pub fn findings(lens: &Lens<'_>) -> Vec<(NetworkId, Diagnostic)> {
    let finding = |pair: &SameTag| {
        let origins = lens.now.slice.by_source(Cut::network(pair.silent), Measure::Spend);
        let file = origins.keys().find_map(|origin| spending::file(&lens.quality.files, *origin))?.file;
        let [silent, named] = [pair.silent, pair.named].map(|own| platforms::label(channels::name(own)));
        let message = format!(
            "no order of {} that ads may have brought names {silent}, and those that name {named} may be of ads on both: \
             neither pays or loses for certain",
            lens.now.slice.period.name()
        );
        let help = "where links of ads say the same `utm_source` on every network, let the ads manager fill it in, as Meta \
                    does with `utm_source={{site_source_name}}`";
        Some((pair.silent, warning("same-source", message).help(help).at(file, At::File)))
    };
    lens.same_tags.iter().filter_map(finding).collect()
}
