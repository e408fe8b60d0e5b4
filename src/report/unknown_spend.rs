//! Whether what ads cost is known of some days of a period only, where orders came on the others too.
//!
//! In: a side of a lens. Out: the days without, yes or no, and what the merchant can do about it. Such a period is compared with
//! no other, for either may be short of an export. Absent: which days are known at all; see [`super::spending`].

use jiff::civil::Date;

use crate::diagnostic::{At, Diagnostic, warning};
use crate::importers::Measure;
use crate::platforms;
use crate::scalar::Period;
use crate::source::FileId;

use super::channels::{self, NetworkId};
use super::gaps::Gap;
use super::lens::{Lens, Side};
use super::slice::Cut;

/// Days by which ads may be behind orders while a month runs: who looks at it today downloads ads until yesterday.
const SOON: i64 = 3;

impl Lens<'_> {
    /// Whether ad spend is known of a part of a side only: of a network, or of any.
    pub fn knows_part_of_spend(&self, side: &Side, cut: Cut) -> bool {
        let part = |network: NetworkId| {
            let begins = self.spending.known(network).filter(|known| known.from_first);
            let before = begins.and_then(|known| known.before(side.slice.period));
            // Where nobody ordered through the network before, its ads have likely begun with it.
            let matters = |days: (Date, Date)| is_much(days, side.slice.period) && ordered(side, network, days);
            before.is_some_and(matters)
                || self.spend_lacks(side, network).next().is_some()
                || self.spend_after(side, network).is_some()
        };
        match cut {
            Cut { campaign: Some(_), .. } => false,
            Cut { network: Some(network), .. } => part(network),
            Cut { network: None, .. } => self.networks_that_cost().into_iter().any(part),
        }
    }

    /// Days of a side between two files of a network's ads, on which orders came through it.
    pub fn spend_lacks(&self, side: &Side, network: NetworkId) -> impl Iterator<Item = (Date, Date)> {
        let slice = &side.slice;
        let between = self.spending.known(network).into_iter().flat_map(|known| known.between(slice.period));
        between.filter(move |days| is_much(*days, slice.period) && ordered(side, network, *days))
    }

    /// Days of a side after ads that ran day by day until then, on which orders came through their network: the ads ended, or
    /// what was exported of them.
    pub fn spend_after(&self, side: &Side, network: NetworkId) -> Option<(Date, Date)> {
        let period = side.slice.period;
        let (from, to) = self.spending.known(network)?.after(period)?;
        let runs = self.is_partial() && to == self.now.slice.period.to;
        let soon = runs && i64::from((to - from).get_days()) < SOON;
        (is_much((from, to), period) && !soon && ordered(side, network, (from, to))).then_some((from, to))
    }

    /// Those with a tenth of all ad spend, or more.
    fn networks_that_cost(&self) -> Vec<NetworkId> {
        let spend = |cut| self.now.slice.sum(cut, Measure::Spend).unwrap_or(0);
        let all = spend(Cut::default());
        let much = |network: &NetworkId| all > 0 && spend(Cut::network(*network)).saturating_mul(10) >= all;
        self.now.slice.networks().into_iter().filter(much).collect()
    }
}

fn ordered(side: &Side, network: NetworkId, days: (Date, Date)) -> bool {
    side.slice.tells_within(Cut::network(network), Measure::Orders, days)
}

/// Whether days of a period are so many that what is known of the others is no measure of the whole: more than a twentieth.
pub fn is_much((from, to): (Date, Date), period: Period) -> bool {
    (i64::from((to - from).get_days()) + 1) * 20 > period.days()
}

/// Months of a period that lie between two files of a network's ads, with orders in them; by hand they are in report.yaml.
/// Where ads begin or end, nobody but the merchant knows whether they did: the pages say so.
pub fn findings(lens: &Lens<'_>, report_yaml: FileId) -> Vec<(NetworkId, Diagnostic)> {
    let networks = lens.spending.networks().filter(|network| !lens.now.slice.doubtful.contains(network));
    let of_network = |network: NetworkId| {
        let days = lens.spend_lacks(&lens.now, network).next()?;
        let gap = lens.spending.known(network)?.gaps.iter().find(|gap| gap.within(days).is_some())?;
        Some((network, missing(lens, report_yaml, network, gap)))
    };
    networks.filter_map(of_network).collect()
}

fn missing(lens: &Lens<'_>, report_yaml: FileId, network: NetworkId, gap: &Gap) -> Diagnostic {
    let name = channels::name(network);
    let label = platforms::find(name).map_or(name, |platform| platform.label);
    let period = lens.now.slice.period.name();
    let Gap { from, to, .. } = gap;
    let message = format!(
        "no export tells what was spent on {label} from {from} to {to}, and orders came through it then: returns of {period} \
         are told too high"
    );
    let file = lens.quality.files.get(usize::from(gap.file));
    let until = file.and_then(|file| file.tally.span).map_or(*to, |(_, last)| last);
    let help = match file {
        Some(_) => format!(
            "add the export of these days; if no ads ran then, say so with `from: {from}` and `to: {until}` below this source"
        ),
        None => format!("write what was spent from {from} to {to}, be it `spend: 0`"),
    };
    warning("export-gap", message).help(help).at(file.map_or(report_yaml, |file| file.file), At::File)
}
