//! Campaigns of ads that are none of campaigns.yaml: together as a row beside those that are, and each by its name.
//!
//! In: a lens. Out: a row of a table, and a table. What was spent on them is in the figures of their networks. Absent: what they
//! sold; orders belong to campaigns by what campaigns.yaml says of those.

use std::collections::BTreeMap;

use crate::importers::Measure;
use crate::report::channels::{self, NetworkId};
use crate::report::lens::Lens;
use crate::report::metrics;
use crate::report::number::{Exact, Unit};
use crate::report::view::{Cell, Column, Table, TableRow};

use super::{NONE, cell};

/// What their row shows; the other columns are of orders and visits.
const SHOWN: &[&str] = &["spend", "impressions", "clicks", "ctr", "cpc", "leads", "cost_per_lead"];

/// All of a network, or of all networks: after so many cells of names some metrics. `None` where nothing was spent on any.
pub fn row(
    lens: &Lens<'_>,
    network: Option<NetworkId>,
    names: usize,
    shown: &[&str],
    quality: String,
) -> Option<TableRow> {
    let (words, lens) = (lens.words, lens.on_days_of_ads());
    let slice = &lens.now.slice;
    let own = |network_of: NetworkId| network.is_none_or(|network| network == network_of);
    if !slice.other_ads().iter().any(|((_, network), spend)| own(*network) && *spend > 0) {
        return None;
    }
    let part = slice.part(slice.period, |row| row.is_of_other_ads() && own(row.belonging.network));
    let lacks = slice.lacks_without_campaign(network, Measure::Spend);
    let figure = |name: &str| {
        let metric = metrics::find(name)?;
        // What no source tells is no matter of campaigns.yaml.
        let why = match SHOWN.contains(&name) {
            _ if lacks => "why_cut",
            true => "why_no_data",
            false => "why_other_ads",
        };
        Some(match lens.of(name, &part).filter(|_| !lacks && SHOWN.contains(&name)) {
            Some(value) => cell(words, metric.unit, Some(value)),
            None => Cell { why: Some(words.get(why).to_owned()), ..cell(words, metric.unit, None) },
        })
    };
    let name = Cell { plain: "(other)".to_owned(), ..Cell::link(words.get("report_other_ads"), quality) };
    let mut cells = vec![name];
    cells.resize_with(names, || Cell::text(NONE));
    cells.extend(shown.iter().filter_map(|name| figure(name)));
    Some(TableRow { cells, quiet: true })
}

/// Each by its name, those first on which most was spent.
pub fn table(lens: &Lens<'_>, id: &str) -> Option<Table> {
    let (words, lens) = (lens.words, lens.on_days_of_ads());
    let mut sums: BTreeMap<(&str, NetworkId), i64> = BTreeMap::new();
    for ((number, network), spend) in lens.now.slice.other_ads() {
        let name = lens.facts.names_of_ads.get(number as usize).map_or("", String::as_str);
        let sum = sums.entry((name, network)).or_default();
        *sum = sum.saturating_add(spend);
    }
    let mut sums: Vec<((&str, NetworkId), i64)> = sums.into_iter().filter(|(_, spend)| *spend > 0).collect();
    sums.sort_by_key(|(name, spend)| (std::cmp::Reverse(*spend), *name));
    let columns = vec![
        Column::text("campaign", words.get("report_campaign")),
        Column::text("network", words.get("report_network")),
        Column::number("spend", words.metric("spend")),
    ];
    let row = |((name, network), spend): &((&str, NetworkId), i64)| {
        let called = if name.is_empty() { NONE } else { name };
        let network = Cell { plain: channels::name(*network).to_owned(), ..Cell::text(words.network(*network)) };
        let spend = cell(words, Unit::Money, Some(Exact::whole(*spend)));
        TableRow { cells: vec![Cell::text(called), network, spend], quiet: false }
    };
    let rows: Vec<TableRow> = sums.iter().map(row).collect();
    let (title, text) = (words.get("report_other_ads_title").to_owned(), words.get("report_other_ads_text").to_owned());
    (!rows.is_empty()).then(|| Table { id: id.to_owned(), title, text, columns, rows, ..Table::default() })
}
