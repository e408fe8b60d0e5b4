//! Whether what ads cost is known of some days of a period only, where orders came on the others too.
//!
//! In: a side of a lens. Out: the days without, yes or no, and what the merchant can do about it. Such a period is compared with
//! no other, for either may be short of an export. Absent: which days are known at all; see [`super::spending`].

use jiff::civil::Date;

use crate::diagnostic::{At, Diagnostic, warning};
use crate::importers::Measure;
use crate::platforms;
use crate::source::FileId;

use super::channels::{self, NetworkId};
use super::gaps::Gap;
use super::lens::{Lens, Side};
use super::slice::Cut;
use super::stretches::is_much;

/// Days by which ads may be behind orders while a month runs: who looks at it today downloads ads until yesterday.
const SOON: i64 = 3;

impl Lens<'_> {
    /// Whether ad spend is known of a part of a side only: of a network, or of any.
    pub fn knows_part_of_spend(&self, side: &Side, cut: Cut) -> bool {
        let part = |network: NetworkId| {
            self.spend_before(side, network).is_some()
                || self.spend_lacks(side, network).next().is_some()
                || self.spend_after(side, network).is_some()
        };
        match cut {
            Cut { network: Some(network), .. } => part(network),
            Cut { campaign: Some(campaign), .. } => side.slice.networks_of(campaign).into_iter().any(part),
            Cut { network: None, .. } => self.networks_that_cost().into_iter().any(part),
        }
    }

    /// Days of a side before ads that ran day by day from then on, on which orders came through their network: the ads began, or
    /// what was exported of them.
    pub fn spend_before(&self, side: &Side, network: NetworkId) -> Option<(Date, Date)> {
        let period = side.slice.period;
        let days = self.spending.known(network)?.before(period)?;
        (is_much(days, period) && ordered(side, network, days)).then_some(days)
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

    /// Those with a tenth of all ad spend of both periods, or more.
    fn networks_that_cost(&self) -> Vec<NetworkId> {
        let sides = || [Some(&self.now), self.before.as_ref()].into_iter().flatten();
        let spend = |cut| {
            let sums = sides().filter_map(|side| side.slice.sum(cut, Measure::Spend));
            sums.fold(0, i64::saturating_add)
        };
        let all = spend(Cut::default());
        let much = |network: &NetworkId| all > 0 && spend(Cut::network(*network)).saturating_mul(10) >= all;
        self.spending.networks().filter(much).collect()
    }
}

/// Orders below which days say little.
const FEW: i64 = 5;

fn ordered(side: &Side, network: NetworkId, days: (Date, Date)) -> bool {
    side.slice.sum_within(Cut::network(network), Measure::Orders, &[days]) >= FEW
}

/// Months of a period that lie between two files of a network's ads, with orders in them; by hand they are in report.yaml.
/// Where ads begin or end, nobody but the merchant knows whether they did: the pages say so.
pub fn findings(lens: &Lens<'_>, report_yaml: FileId) -> Vec<((NetworkId, Date), Diagnostic)> {
    let networks = lens.spending.networks().filter(|network| !lens.now.slice.doubtful.contains(network));
    let of_network = |network: NetworkId| {
        let gaps = lens.spending.known(network).map_or(&[][..], |known| &known.gaps);
        let lacks: Vec<(Date, Date)> = lens.spend_lacks(&lens.now, network).collect();
        let matters = move |gap: &&Gap| lacks.iter().any(|days| gap.within(*days).is_some());
        gaps.iter().filter(matters).map(move |gap| ((network, gap.from), missing(lens, report_yaml, network, gap)))
    };
    networks.flat_map(of_network).collect()
}

fn missing(lens: &Lens<'_>, report_yaml: FileId, network: NetworkId, gap: &Gap) -> Diagnostic {
    let label = platforms::label(channels::name(network));
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
