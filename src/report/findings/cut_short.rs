//! Files of ads that end while orders or visits by them go on, or weeks before all other exports, where nothing tells whether the ads
//! ended or what was exported of them.
//!
//! In: a lens. Out: a finding for each network. Absent: ads of campaigns that have ended, as campaigns.yaml says; files that break off
//! in the middle of a row, see [`super::torn`]; what the pages say of the others, see [`super::unknown_spend`].

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::diagnostic::{At, Diagnostic, warning};
use crate::importers::{Kind, Measure};
use crate::platforms;

use crate::report::channels::{self, CampaignId, NetworkId};
use crate::report::facts::Cell;
use crate::report::lens::Lens;
use crate::report::lens::stretches::is_much;
use crate::report::quality::FileQuality;
use crate::report::slice::Cut;
use crate::report::spending;

/// Days after the last ad on which a shop may wait for its next campaign.
const WEEKS: i32 = 28;
/// Orders of those days, of which it is no chance that none follow.
const MANY: i64 = 5;

pub fn findings(lens: &Lens<'_>) -> Vec<((NetworkId, Date), Diagnostic)> {
    let is_open = |network: &NetworkId| !lens.is_guessed(*network) && lens.torn(&lens.now, *network).is_none();
    let networks = lens.networks_that_cost().into_iter().filter(is_open);
    networks
        .filter_map(|network| Some(((network, lens.spending.known(network)?.last), finding(lens, network)?)))
        .collect()
}

/// Until when ads of a network are known, which end so long before all other exports that nobody knows whether they ran on; and
/// until when the others reach. What ends with the days before a period ends before it as well.
pub fn doubted(lens: &Lens<'_>, network: NetworkId) -> Option<(Date, Date)> {
    let period = lens.now.slice.period;
    let known = lens.spending.known(network)?;
    let begins = period.from.saturating_sub(1.week());
    let days = known.after(period).filter(|days| known.last >= begins && is_much(*days, period))?;
    let is_told = lens.spend_after(&lens.now, network).is_some() || known.ran_on(days).is_some();
    if is_told || has_ended(lens, network, known.last) {
        return None;
    }
    let file = spending::file(&lens.quality.files, known.edges.1)?;
    let until = others_until(&lens.quality.files, file).filter(|day| (*day - known.last).get_days() >= WEEKS)?;
    Some((known.last, until))
}

fn finding(lens: &Lens<'_>, network: NetworkId) -> Option<Diagnostic> {
    let period = lens.now.slice.period;
    let known = lens.spending.known(network)?;
    let file = spending::file(&lens.quality.files, known.edges.1)?;
    let (last, label) = (known.last, platforms::label(channels::name(network)));
    let begins = period.from.saturating_sub(1.week());
    let went_on = || lens.spend_after(&lens.now, network).filter(|_| last >= begins && !has_ended(lens, network, last));
    let told = lens.now.slice.sum(Cut::network(network), Measure::Spend).is_some();
    let returns = if told { "are told too high" } else { "are not told" };
    let message = match doubted(lens, network) {
        Some((_, until)) => format!(
            "its ads on {label} end on {last}, and all other exports reach to {until} at least: if they ran on, returns of {} are \
             told too high",
            period.name()
        ),
        None => {
            went_on()?;
            format!(
                "its ads on {label} end on {last}, and orders or visits by them go on: returns of {} {returns}",
                period.name()
            )
        }
    };
    let from = file.days()?.0;
    let help = format!(
        "export the ads to the end of the period; if none ran after that day, say so with `from: {from}` and `to: {}` below \
         this source",
        period.to
    );
    Some(warning("export-ends", message).help(help).at(file.file, At::File))
}

/// Whether campaigns.yaml says that whatever cost something on a network had ended, or orders tell it: many came through the network
/// until then, and none since.
pub fn has_ended(lens: &Lens<'_>, network: NetworkId, last: Date) -> bool {
    let orders = |from: Date, to: Date| {
        let of_network = lens.facts.cells.iter().filter(|(cell, _)| cell.belonging.network == network);
        let of_days = of_network.filter(|(cell, _)| from <= cell.from && cell.to <= to);
        of_days.filter_map(|(_, sums)| sums.get(Measure::Orders)).fold(0, i64::saturating_add)
    };
    let until = lens.quality.last_day.unwrap_or(last);
    if until > last.saturating_add(1.week())
        && orders(last.saturating_sub(WEEKS.days()), last) >= MANY
        && orders(last.saturating_add(1.week()), until) == 0
    {
        return true;
    }
    let ended =
        |campaign: CampaignId| lens.campaign(campaign).end.is_some_and(|end| end.0 <= last.saturating_add(1.week()));
    let of_network = |cell: &Cell| cell.belonging.network == network && cell.to > last.saturating_sub(WEEKS.days());
    let cost = lens.facts.cells.iter().filter(|(cell, _)| of_network(cell));
    let mut cost = cost.filter(|(_, sums)| sums.get(Measure::Spend).is_some_and(|spend| spend > 0));
    cost.all(|(cell, _)| cell.belonging.campaign.is_some_and(ended))
}

/// Until when each of the other programs tells of orders, visits or ads; the first of those days.
fn others_until(files: &[FileQuality], own: &FileQuality) -> Option<Date> {
    let kinds = [Kind::Orders, Kind::Payments, Kind::Visits, Kind::Ads];
    let others = files.iter().filter(|file| file.importer != own.importer && kinds.contains(&file.kind));
    let mut ends = BTreeMap::new();
    for (program, (_, to)) in others.filter_map(|file| Some((file.importer, file.days()?))) {
        let last = ends.entry(program).or_insert(to);
        *last = to.max(*last);
    }
    ends.into_values().min()
}
