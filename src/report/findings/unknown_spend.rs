//! Whether what ads cost is known of some days of a period only, where orders came on the others too.
//!
//! In: a side of a lens. Out: the days without, yes or no, and what the merchant can do about it. Such a period is compared with
//! no other, for either may be short of an export. Absent: which days are known at all; see [`crate::report::spending`].

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::diagnostic::{At, Diagnostic, warning};
use crate::importers::{Kind, Measure};
use crate::platforms;
use crate::shop::campaign::Campaign;
use crate::source::FileId;

use super::cut_short;
use crate::report::channels::{self, NetworkId};
use crate::report::facts::{Cell, Origin};
use crate::report::gaps::Gap;
use crate::report::lens::Lens;
use crate::report::lens::side::Side;
use crate::report::lens::stretches::is_much;
use crate::report::metrics::{Metric, Why};
use crate::report::quality::FileQuality;
use crate::report::slice::Cut;
use crate::report::spending::{self, Known};

/// Campaigns may be billed so long before and after their days in campaigns.yaml.
const NEAR: i32 = 7;

impl Lens<'_> {
    /// Whether ad spend is known of a part of a side only: of a network, or of any.
    pub fn knows_part_of_spend(&self, side: &Side, cut: Cut) -> bool {
        self.is_of_part(side, cut, |network| {
            self.spend_before(side, network).is_some()
                || self.spend_lacks(side, network).next().is_some()
                || self.spend_after(side, network).is_some()
        })
    }

    /// The same, but for days before its campaigns began and after they ended, as campaigns.yaml says.
    pub fn lacks_days_of_campaigns(&self, side: &Side, cut: Cut) -> bool {
        self.is_of_part(side, cut, |network| {
            let Some(known) = self.spending.known(network) else { return false };
            let near = (known.first.saturating_sub(NEAR.days()), known.last.saturating_add(NEAR.days()));
            let began = |campaign: &Campaign| campaign.start.0 >= near.0;
            let ended = |campaign: &Campaign| campaign.end.is_some_and(|end| end.0 <= near.1);
            let before = self.spend_before(side, network).is_some();
            let after = self.spend_after(side, network).is_some();
            (before && !self.all_that_cost(network, (near.0, known.first.saturating_add(NEAR.days())), began))
                || (after && !self.all_that_cost(network, (known.last.saturating_sub(NEAR.days()), near.1), ended))
                || self.spend_lacks(side, network).next().is_some()
        })
    }

    /// Whether all that cost something on a network on some days are campaigns that fit.
    fn all_that_cost(&self, network: NetworkId, days: (Date, Date), fits: impl Fn(&Campaign) -> bool) -> bool {
        let of_days = |cell: &Cell| cell.belonging.network == network && cell.from <= days.1 && days.0 <= cell.to;
        let cost = self.facts.cells.iter().filter(|(cell, _)| of_days(cell));
        let mut cost = cost.filter(|(_, sums)| sums.get(Measure::Spend).is_some_and(|spend| spend > 0));
        cost.all(|(cell, _)| cell.belonging.campaign.is_some_and(|own| fits(self.campaign(own))))
    }

    /// Whether something is so of a network of a part; of all, of one that cost much.
    fn is_of_part(&self, side: &Side, cut: Cut, part: impl Fn(NetworkId) -> bool) -> bool {
        match cut {
            Cut { network: Some(network), .. } => part(network),
            Cut { campaign: Some(campaign), .. } => side.slice.networks_of(campaign).into_iter().any(part),
            Cut { network: None, .. } => {
                self.networks_that_cost().into_iter().any(|own| part(own) && !self.is_told_together(side, own))
            }
        }
    }

    /// Whether ads of a part are known from about the day on with which orders begin inside the period before, and ran day by day
    /// from then on: whether they ran before nobody can tell.
    pub fn ads_begin_with_orders(&self, before: &Side, cut: Cut) -> bool {
        const WEEK: i32 = 7;
        let Some(first) = self.begins else { return false };
        let period = before.slice.period;
        let with_orders = |known: &Known| {
            let late = known.before(period).is_some_and(|days| is_much(days, period));
            late && (known.first - first).get_days().abs() <= WEEK
        };
        let begins = |network: NetworkId| self.spending.known(network).is_some_and(with_orders);
        match cut {
            Cut { network: Some(network), .. } => begins(network),
            Cut { campaign: Some(campaign), .. } => before.slice.networks_of(campaign).into_iter().any(begins),
            Cut { .. } => self.networks_that_cost().into_iter().any(begins),
        }
    }

    /// Whether a file tells of a network's ads on the days of a side together with those of others: what all of them cost is known.
    pub fn is_told_together(&self, side: &Side, network: NetworkId) -> bool {
        let period = side.slice.period;
        let over = |(from, to): (Date, Date)| from <= period.to && period.from <= to;
        let tells =
            |origin: Origin| spending::file(&self.quality.files, origin).and_then(FileQuality::days).is_some_and(over);
        // The first of them holds it, and tells of its own days.
        self.facts.guessed.iter().any(|(origin, networks)| networks[1..].contains(&network) && tells(*origin))
    }

    /// Why no spend is known of a part of a side: there was none, as far as anybody can tell.
    pub fn why_no_spend(&self, side: &Side, cut: Cut) -> Why {
        let period = side.slice.period;
        let one = |network| self.may_have_spent(side, network);
        let of_campaign = cut.campaign.map(|campaign| side.slice.networks_of(campaign)).filter(|own| !own.is_empty());
        let of_part = |network: &NetworkId| match (cut.network, &of_campaign) {
            (Some(own), _) => own == *network,
            (None, networks) => networks.as_ref().is_none_or(|networks| networks.contains(network)),
        };
        let without_currency = |file: &FileQuality| {
            let over = file.days().is_some_and(|(from, to)| from <= period.to && period.from <= to);
            let network = cut.network.is_none_or(|own| file.network.is_none_or(|of_file| of_file == own));
            let said = file.tally.notices.iter().any(|notice| notice.code == "export-currency");
            matches!(file.kind, Kind::Ads | Kind::Table) && over && network && said
        };
        let doubtful = cut.network.is_some_and(|own| side.slice.doubtful.contains(&own));
        match () {
            () if doubtful => Why::NoPlatform,
            () if self.spending.networks().filter(of_part).any(one) => Why::SpendUnknown,
            () if self.quality.files.iter().any(without_currency) => Why::NoCurrency,
            () => Why::NoSpend,
        }
    }

    /// Why nothing is told of what ads did on a network: where they may have run on another, they may have done so there.
    pub fn why_no_ads(&self, side: &Side, metric: &Metric, cut: Cut, why: Why) -> Why {
        let doubtful = cut.network.is_some_and(|own| side.slice.doubtful.contains(&own));
        let of_ads = metric.is_of_ads() || metric.is_rate_of_ads();
        let nothing = matches!(why, Why::NoData | Why::NoImpressions | Why::NoClicks);
        if doubtful && of_ads && nothing { Why::NoPlatform } else { why }
    }

    /// Whether ads of a network may have run on days of a side of which they are not known: of some, or not yet.
    fn may_have_spent(&self, side: &Side, network: NetworkId) -> bool {
        let period = side.slice.period;
        let behind = self.spending.known(network).and_then(|known| known.behind(period));
        self.knows_part_of_spend(side, Cut::network(network)) || behind.is_some_and(|day| self.is_soon(day, period))
    }

    /// Whether nothing at all is known of the ads of a network on the days of a side, which cost much before: the spend of the others
    /// is not that of all.
    pub fn lacks_a_network(&self, side: &Side) -> bool {
        self.networks_that_cost().into_iter().any(|network| self.lacks_all(side, network))
    }

    /// The networks of which it is not known what was spent on the days of a side, or not all of it.
    pub fn networks_of_unknown_spend(&self, side: &Side) -> Vec<NetworkId> {
        let mut networks = self.networks_that_cost();
        networks.retain(|own| {
            let cut = Cut::network(*own);
            self.lacks_all(side, *own) || self.lacks_an_account(side, cut) || self.breaks_off(side, cut)
        });
        networks
    }

    fn lacks_all(&self, side: &Side, network: NetworkId) -> bool {
        let period = side.slice.period;
        let missing = |gap: &Gap| gap.from <= period.from && period.to <= gap.to;
        let outside =
            |known: &Known| known.last < period.from || known.first > period.to || known.gaps.iter().any(missing);
        let none = self.spending.known(network).is_some_and(outside);
        none && self.may_have_spent(side, network) && !self.is_told_together(side, network)
    }

    /// Days of a side before ads that ran day by day from then on, on which orders or visits came by them: the ads began, or what
    /// was exported of them.
    pub fn spend_before(&self, side: &Side, network: NetworkId) -> Option<(Date, Date)> {
        let (period, known) = (side.slice.period, self.spending.known(network)?);
        let days = known.before(period)?;
        (is_much(days, period) && ran_on(side, network, known, days)).then_some(days)
    }

    /// Days of a side between two files of a network's ads, on which orders came through it.
    pub fn spend_lacks(&self, side: &Side, network: NetworkId) -> impl Iterator<Item = (Date, Date)> {
        let period = side.slice.period;
        let between = |known: &'_ Known| {
            let days = known.between(period);
            days.filter(|days| is_much(*days, period) && ran_on(side, network, known, *days)).collect::<Vec<_>>()
        };
        self.spending.known(network).map(between).unwrap_or_default().into_iter()
    }

    /// Whether what one of several accounts cost is not known on days of a side: the file of it is missing, and a return on what
    /// the others cost is none. Of all networks, whether that is so of one.
    pub fn lacks_an_account(&self, side: &Side, cut: Cut) -> bool {
        let short = |network: NetworkId| {
            let told = |days| side.slice.tells_within(Cut::network(network), Measure::Spend, days);
            self.spend_lacks(side, network).any(told)
        };
        match (cut.network, cut.campaign) {
            (_, Some(_)) => false,
            (Some(network), None) => short(network),
            (None, None) => self.networks_that_cost().into_iter().any(short),
        }
    }

    /// Whether orders that ads may have brought came on the days of a period after the last of them, and not visits alone.
    pub fn sells_after(&self, network: NetworkId) -> bool {
        self.spend_after(&self.now, network).is_some_and(|days| orders_of(&self.now, network, days) > 0)
    }

    /// Days of a side after ads that ran day by day until then, on which orders or visits came by them: the ads ended, or what
    /// was exported of them.
    pub fn spend_after(&self, side: &Side, network: NetworkId) -> Option<(Date, Date)> {
        let (period, known) = (side.slice.period, self.spending.known(network)?);
        let days = known.after(period)?;
        (is_much(days, period) && ran_on(side, network, known, days)).then_some(days)
    }

    /// Whether a network holds what ads cost that do not say on which of several they ran.
    pub fn is_guessed(&self, network: NetworkId) -> bool {
        self.facts.guessed.values().any(|networks| networks.first() == Some(&network))
    }

    /// The networks of which one is meant: several, where its ads do not say on which of them they ran.
    pub fn networks_of_ads(&self, network: NetworkId) -> Vec<NetworkId> {
        if self.one.contains(&network) {
            return self.one.clone();
        }
        let slice = &self.now.slice;
        let doubtful = slice.doubtful.contains(&network) || slice.sum(Cut::network(network), Measure::Spend).is_none();
        let guessed = self.facts.guessed.values().find(|networks| networks.first() == Some(&network));
        guessed.filter(|_| doubtful).cloned().unwrap_or_else(|| vec![network])
    }

    /// Those with a tenth of all ad spend of both periods, or more; or of the years around them, where orders of their ads came and
    /// what they cost is not told.
    pub fn networks_that_cost(&self) -> Vec<NetworkId> {
        let sides = || [Some(&self.now), self.before.as_ref()].into_iter().flatten();
        let spend = |cut| {
            let sums = sides().filter_map(|side| side.slice.sum(cut, Measure::Spend));
            sums.fold(0, i64::saturating_add)
        };
        let much = |part: i64, all: i64| all > 0 && part.saturating_mul(10) >= all;
        let all = spend(Cut::default());
        let around = self.spend_around();
        let all_around = around.values().copied().fold(0, i64::saturating_add);
        let unknown = |network: NetworkId| {
            let of = |side: &Side| self.knows_part_of_spend(side, Cut::network(network));
            much(around.get(&network).copied().unwrap_or(0), all_around) && sides().any(of)
        };
        let costs = |network: &NetworkId| much(spend(Cut::network(*network)), all) || unknown(*network);
        self.spending.networks().filter(costs).collect()
    }

    /// What each network cost in the year until the period ends, and in the one that begins with it.
    fn spend_around(&self) -> BTreeMap<NetworkId, i64> {
        const YEAR: i32 = 365;
        let (from, until) = (self.now.slice.period.from, self.now.slice.period.to);
        // Asked of every row, so the bounds are worked out once.
        let (after, before) = (until.saturating_sub(YEAR.days()), from.saturating_add(YEAR.days()));
        let inside = |cell: &Cell| cell.to > after && cell.from < before;
        let mut sums: BTreeMap<NetworkId, i64> = BTreeMap::new();
        for (cell, told) in self.facts.cells.iter().filter(|(cell, _)| inside(cell)) {
            if let Some(spend) = told.get(Measure::Spend) {
                let sum = sums.entry(cell.belonging.network).or_default();
                *sum = sum.saturating_add(spend);
            }
        }
        sums
    }
}

/// Orders below which days say little.
const FEW: i64 = 5;

/// Whether ads may have run on some days: they brought as many orders as on others, or what bears their tags goes on.
fn ran_on(side: &Side, network: NetworkId, known: &Known, days: (Date, Date)) -> bool {
    let orders = orders_of(side, network, days);
    (orders >= FEW && known.may_have_run(days, orders)) || known.ran_on(days) == Some(true)
}

/// Orders of some days that ads may have brought.
fn orders_of(side: &Side, network: NetworkId, days: (Date, Date)) -> i64 {
    let sum = |measure| side.slice.sum_within(Cut::network(network), measure, &[days]);
    sum(Measure::Orders) - sum(Measure::UnpaidOrders)
}

/// Months of a period that lie between two files of a network's ads, with orders in them; by hand they are in report.yaml.
/// Where ads begin or end, nobody but the merchant knows whether they did: the pages say so.
pub fn findings(lens: &Lens<'_>, report_yaml: FileId) -> Vec<((NetworkId, Date), Diagnostic)> {
    let doubtful = |network: &NetworkId| lens.now.slice.doubtful.contains(network);
    let networks = lens.spending.networks().filter(|network| !doubtful(network) || lens.is_guessed(*network));
    let of_network = |network: NetworkId| {
        let gaps = lens.spending.known(network).map_or(&[][..], |known| &known.gaps);
        let lacks: Vec<(Date, Date)> = lens.spend_lacks(&lens.now, network).collect();
        let matters = move |gap: &&Gap| lacks.iter().any(|days| gap.within(*days).is_some());
        gaps.iter().filter(matters).map(move |gap| ((network, gap.from), missing(lens, report_yaml, network, gap)))
    };
    networks.flat_map(of_network).chain(cut_short::findings(lens)).collect()
}

fn missing(lens: &Lens<'_>, report_yaml: FileId, network: NetworkId, gap: &Gap) -> Diagnostic {
    let labels = lens.networks_of_ads(network).into_iter().map(|own| platforms::label(channels::name(own)));
    let label = labels.collect::<Vec<_>>().join(" or ");
    let period = lens.now.slice.period;
    let Gap { from, to, .. } = gap;
    let told = lens.now.slice.sum(Cut::default(), Measure::Spend).is_some();
    let returns = if told && !gap.of_account { "are told too high" } else { "are not told" };
    let (what, none) = match gap.of_account {
        true => (" for the ad account of this file", "none of its campaigns"),
        false => ("", "no ads"),
    };
    let by_orders = orders_of(&lens.now, network, (*from, *to)) > 0;
    let came = if by_orders { "orders came through it" } else { "visits came by its ads" };
    let message = format!(
        "no export tells what was spent on {label}{what} from {from} to {to}, and {came} then: \
         returns of {} {returns}",
        period.name()
    );
    let file = lens.quality.files.get(usize::from(gap.file));
    let own = file.and_then(|file| file.tally.span).unwrap_or((*from, *to));
    let (since, until) = (own.0.min(*from), own.1.max(*to));
    let help = match file {
        Some(file) if file.kind == Kind::Table => format!("add what was spent from {from} to {to}, be it 0"),
        Some(_) => format!(
            "add the export of these days; if {none} ran then, say so with `from: {since}` and `to: {until}` below this source"
        ),
        None => format!("write what was spent from {from} to {to}, be it `spend: 0`"),
    };
    warning("export-gap", message).help(help).at(file.map_or(report_yaml, |file| file.file), At::File)
}
