//! The facts of one period, with one source for each figure.
//!
//! In: [`Facts`] and a [`Period`]. Out: rows that may be added up. Orders, sales and spend of all sources count, for they
//! are different ones. Of all other figures that two kinds of sources tell of the same network, one kind counts: what an
//! ads manager says before what a profile says, exports before what is kept by hand, and on a day that two analytics exports
//! tell the one that covers more of the period. A period that another is compared with is told by the same kind of source, or
//! not at all. What reaches over the edges of the period is left out, and told; a sum that lacks it is none.

mod believed;
pub mod evidence;
mod joined;
mod parts;
pub mod rivals;
pub mod sold;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::importers::Measure;
use crate::scalar::Period;

use super::channels::{Belonging, CampaignId, NetworkId};
use super::facts::{BY_HAND, Cell, Facts, Origin, Sums};
use super::named::{self, Earlier};
use super::quality::FileQuality;
use super::visits::{is_of_visits, known_days};
use believed::{Nature, Ranks, believed, nature, rank};
use rivals::{Chosen, Figure, Known};

#[derive(Debug, Clone)]
pub struct Slice {
    pub period: Period,
    rows: BTreeMap<Measure, Vec<Row>>,
    /// Figures of sources that are not believed where another tells the same.
    others: BTreeMap<Measure, Vec<Row>>,
    /// Sources that tell of days inside and outside the period at once, and what they tell.
    pub cut: BTreeSet<(Origin, Belonging, Measure)>,
    /// Of which a part reaches over the edges of the period, is in a currency without a rate, or is left out because another
    /// file tells some of its days.
    partial: BTreeSet<(Belonging, Measure)>,
    no_rate: BTreeMap<(Cell, Measure), i64>,
    dropped: BTreeSet<Reaching>,
    /// What is kept by hand and does not count, because an export tells it too.
    pub given_way: BTreeMap<(NetworkId, Measure), (Date, Date)>,
    pub ranks: Ranks,
    /// Whether orders of the period say where they came from, or there are none.
    pub origins: bool,
    /// Whether the sources of its orders name campaigns, and say who came directly, in any period.
    pub naming: evidence::Naming,
    /// Networks of whose sales nothing is known but what is kept by hand, now or at other times.
    pub by_hand: BTreeSet<NetworkId>,
    /// Networks of which it is not known on which of them money was spent.
    pub doubtful: BTreeSet<NetworkId>,
    /// Networks with ads that hardly an order names.
    pub unnamed: BTreeSet<NetworkId>,
    /// What orders named in the quarter before.
    pub earlier: Earlier,
    /// Who tells what sales were worth, in any period.
    pub values: evidence::Values,
    /// The days of which visits are known.
    visited: Vec<(Date, Date)>,
}

#[derive(Debug, Clone, Copy)]
pub struct Row {
    pub from: Date,
    pub to: Date,
    pub belonging: Belonging,
    pub format: u16,
    /// The place of its source among [`believed::BELIEVED`].
    rank: usize,
    pub origin: Origin,
    /// As in [`Cell::ads`].
    ads: u32,
    pub value: i64,
}

impl Row {
    /// Whether it is of an ads manager's campaign that is none of campaigns.yaml.
    pub fn is_of_other_ads(&self) -> bool {
        self.ads != 0 && self.belonging.campaign.is_none()
    }

    fn of(cell: &Cell, rank: usize, value: i64) -> Row {
        let Cell { from, to, belonging, format, origin, ads } = *cell;
        Row { from, to, belonging, format, rank, origin, ads, value }
    }
}

/// What a table adds up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cut {
    pub network: Option<NetworkId>,
    pub campaign: Option<CampaignId>,
}

impl Cut {
    pub fn network(network: NetworkId) -> Cut {
        Cut { network: Some(network), campaign: None }
    }

    pub fn campaign(campaign: CampaignId) -> Cut {
        Cut { network: None, campaign: Some(campaign) }
    }

    pub fn holds(self, belonging: Belonging) -> bool {
        self.network.is_none_or(|network| belonging.network == network)
            && self.campaign.is_none_or(|campaign| belonging.campaign == Some(campaign))
    }
}

/// A figure of a source, of which a part lies outside the period.
type Reaching = (Origin, Belonging, Measure);

/// Cuts a period out of the facts, told by the same kinds of sources as `like`. `files` tells what each source is.
pub fn slice(facts: &Facts, period: Period, files: &[FileQuality], like: Option<&Slice>) -> Slice {
    let slice = cut_out(facts, period, files, like);
    Slice { unnamed: named::unnamed(&slice, &facts.guessed), ..slice }
}

fn cut_out(facts: &Facts, period: Period, files: &[FileQuality], like: Option<&Slice>) -> Slice {
    // Orders that an analytics program saw are the shop's own once more, where an export of the shop tells those.
    let tells = |(cell, sums): (&Cell, &Sums)| !is_of_visits(cell.origin, files) && sums.get(Measure::Orders).is_some();
    let own_orders = facts.cells.iter().any(tells);
    let twice =
        |cell: &Cell, measure: Measure| measure == Measure::Orders && own_orders && is_of_visits(cell.origin, files);
    let over = |cell: &Cell| cell.from <= period.to && cell.to >= period.from;
    let is_inside = |(cell, ..): &Figure<'_>| period.covers(cell.from, cell.to);
    let (inside, mut reaching): (Vec<Figure<'_>>, Vec<Figure<'_>>) =
        figures(&facts.cells).filter(|(cell, ..)| over(cell)).partition(is_inside);
    reaching.extend(figures(&facts.rivals).filter(|figure| over(figure.0) && !is_inside(figure)));
    let Chosen { counted, left } = rivals::chosen(inside, &facts.rivals, facts, files, period);
    let known = Known::of(reaching.iter().chain(&left), &counted, facts, files, period);
    let is_told = |cell: &Cell, measure| known.is_told(cell, measure, period);
    let (believed, ranks, visits) = believed(&counted, files, period, like);
    let mut rows: BTreeMap<Measure, Vec<Row>> = BTreeMap::new();
    let mut others: BTreeMap<Measure, Vec<Row>> = BTreeMap::new();
    let mut given_way: BTreeMap<(NetworkId, Measure), (Date, Date)> = BTreeMap::new();
    for (cell, measure, value) in counted.iter().copied().filter(|(cell, measure, _)| !twice(cell, *measure)) {
        let of_one = believed[&(cell.belonging.network, measure)].contains(&cell.origin);
        let counts = match is_of_visits(cell.origin, files) {
            true => of_one && visits[&measure].contains(&(cell.origin, cell.from, cell.to)),
            false => of_one || nature(measure) == Nature::Adds,
        };
        if !counts && cell.origin == BY_HAND {
            let days = given_way.entry((cell.belonging.network, measure)).or_insert((cell.from, cell.to));
            *days = (days.0.min(cell.from), days.1.max(cell.to));
        }
        let list = if counts { &mut rows } else { &mut others };
        list.entry(measure).or_default().push(Row::of(cell, rank(cell.origin, files), value));
    }
    let told = rows.get(&Measure::Sessions).into_iter().flatten().map(|row| (row.origin, row.from, row.to));
    let visited = known_days(&told.collect(), files, period);
    // Of which days visits are known is said beside them.
    let told_elsewhere = |cell: &Cell| is_of_visits(cell.origin, files) && !visited.is_empty();
    let reaching = reaching.into_iter().filter(|(cell, measure, _)| !twice(cell, *measure) && !is_told(cell, *measure));
    let reaching: Vec<_> = reaching.map(|(cell, m, _)| (cell, (cell.origin, cell.belonging, m))).collect();
    let missed = reaching.iter().filter(|(cell, _)| !told_elsewhere(cell)).map(|(_, told)| *told);
    let missed = missed.filter(|told| is_missed(told, &rows, files)).map(|(_, own, measure)| (own, measure));
    let no_rate = facts.no_rate.iter().filter(|((cell, _), _)| over(cell));
    let no_rate: BTreeMap<(Cell, Measure), i64> = no_rate.map(|(told, orders)| (*told, *orders)).collect();
    let without_rate = no_rate.keys().map(|(cell, measure)| (cell.belonging, *measure));
    let dropped = left.iter().filter(|(cell, measure, _)| adds(*measure) && !is_told(cell, *measure));
    let dropped: BTreeSet<Reaching> = dropped.map(|(cell, m, _)| (cell.origin, cell.belonging, *m)).collect();
    let partial = missed.chain(without_rate).chain(dropped.iter().map(|(_, own, m)| (*own, *m))).collect();
    let orders = rows.get(&Measure::Orders).map_or(&[][..], Vec::as_slice);
    let origins = orders.is_empty() || evidence::tell_origins(orders, files);
    let naming = evidence::naming(facts, &rows, orders, files);
    let doubtful = evidence::doubtful(facts, &rows, period, files, origins);
    Slice {
        period,
        rows,
        others,
        cut: reaching.iter().map(|(_, told)| *told).collect(),
        partial,
        no_rate,
        dropped,
        given_way,
        ranks,
        origins,
        naming,
        by_hand: evidence::kept_by_hand(facts, period, files),
        doubtful,
        unnamed: BTreeSet::new(),
        earlier: Earlier::of(facts, period, files),
        values: evidence::values(facts),
        visited,
    }
}

fn adds(measure: Measure) -> bool {
    matches!(nature(measure), Nature::Adds | Nature::AddsOfOneKind)
}

pub fn figures(cells: &BTreeMap<Cell, Sums>) -> impl Iterator<Item = Figure<'_>> {
    cells.iter().flat_map(|(cell, sums)| sums.0.iter().map(move |(measure, value)| (cell, *measure, *value)))
}

/// Whether a sum is none without what reaches over the edges. What was spent or sold on one network more is missing in the sum
/// of all. What else is kept by hand for longer than the period is another figure, and no part of this one.
fn is_missed(
    (origin, belonging, measure): &Reaching,
    rows: &BTreeMap<Measure, Vec<Row>>,
    files: &[FileQuality],
) -> bool {
    use Measure as M;
    let rank = rank(*origin, files);
    let told = rows.get(measure).into_iter().flatten().filter(|row| row.belonging.network == belonging.network);
    let mut same = told.filter(|row| nature(*measure) == Nature::Adds || row.rank == rank);
    match (*origin, *measure) {
        (_, M::Spend) => true,
        (BY_HAND, _) => false,
        (_, M::Orders | M::Gross | M::Net | M::Total) => true,
        _ => nature(*measure) != Nature::Stock && same.next().is_some(),
    }
}

impl Slice {
    /// A measure of a part; `None` where no source tells it, where it cannot be added up, or where some of it reaches over
    /// the edges of the period.
    pub fn sum(&self, cut: Cut, measure: Measure) -> Option<i64> {
        if self.lacks(cut, measure) {
            return None;
        }
        let rows = self.of(measure).iter().filter(|row| cut.holds(row.belonging));
        match nature(measure) {
            Nature::Adds | Nature::AddsOfOneKind => {
                rows.fold(None, |sum: Option<i64>, row| Some(sum.unwrap_or(0).saturating_add(row.value)))
            }
            Nature::Stock => {
                let mut last: BTreeMap<NetworkId, (Date, i64)> = BTreeMap::new();
                for row in rows {
                    let newest = last.entry(row.belonging.network).or_insert((row.to, row.value));
                    if row.to >= newest.0 {
                        *newest = (row.to, row.value);
                    }
                }
                (!last.is_empty()).then(|| last.values().map(|(_, value)| value).sum())
            }
            Nature::Alone => {
                let told: Vec<&Row> = rows.collect();
                let mut whole = told.iter().filter(|row| row.from == self.period.from && row.to == self.period.to);
                let only = whole.next()?;
                let alone = told.iter().all(|row| row.belonging.network == only.belonging.network);
                (alone && whole.next().is_none()).then_some(only.value)
            }
        }
    }

    /// Whether a sum lacks something that sources tell of the period.
    pub fn lacks(&self, cut: Cut, measure: Measure) -> bool {
        self.partial.iter().any(|(belonging, own)| *own == measure && cut.holds(*belonging))
    }

    /// Whether a sum lacks something in a currency without a rate.
    pub fn lacks_rate(&self, cut: Cut, measure: Measure) -> bool {
        self.no_rate.keys().any(|(cell, own)| *own == measure && cut.holds(cell.belonging))
    }

    /// Whether a sum lacks something of which another file tells some of the days.
    pub fn lacks_days(&self, cut: Cut, measure: Measure) -> bool {
        self.dropped.iter().any(|(_, belonging, own)| *own == measure && cut.holds(*belonging))
    }

    /// A source of which something is left out, because another tells some of the days.
    pub fn left_out(&self) -> Option<Origin> {
        self.dropped.first().map(|(origin, ..)| *origin)
    }

    /// Whether anything of a measure of a part reaches over the edges of the period.
    pub fn is_cut(&self, cut: Cut, measure: Measure) -> bool {
        self.cut.iter().any(|(_, belonging, own)| *own == measure && cut.holds(*belonging))
    }

    /// Whether anything of a measure of a part is told of some days.
    pub fn tells_within(&self, cut: Cut, measure: Measure, (from, to): (Date, Date)) -> bool {
        let told = |row: &&Row| cut.holds(row.belonging) && row.from <= to && from <= row.to;
        self.of(measure).iter().any(|row| told(&row))
    }

    /// The networks of which a part of a measure reaches over the edges of the period.
    pub fn lacking(&self, measure: Measure) -> impl Iterator<Item = NetworkId> {
        self.partial.iter().filter(move |(_, own)| *own == measure).map(|(belonging, _)| belonging.network)
    }

    /// The sums of two measures over what tells both, wherever the second is told better by another source.
    pub fn sums_of_both(&self, cut: Cut, one: Measure, other: Measure) -> Option<(i64, i64)> {
        let place = |row: &Row| (row.from, row.to, row.belonging, row.format, row.origin, row.ads);
        // The rows of every measure are in the order of their places.
        let mut believed = self.of(other).iter().peekable();
        let mut others = self.others.get(&other).into_iter().flatten().peekable();
        let mut sums: Option<(i64, i64)> = None;
        for row in self.of(one).iter().filter(|row| cut.holds(row.belonging)) {
            while believed.next_if(|next| place(next) < place(row)).is_some() {}
            while others.next_if(|next| place(next) < place(row)).is_some() {}
            let same = |next: &&Row| place(next) == place(row);
            if let Some(next) = believed.next_if(same).or_else(|| others.next_if(same)) {
                let (a, b) = sums.unwrap_or_default();
                sums = Some((a.saturating_add(row.value), b.saturating_add(next.value)));
            }
        }
        sums
    }

    /// A sum of each kind of source that tells a measure of a part, those believed first by their place.
    pub fn by_kind(&self, cut: Cut, measure: Measure) -> BTreeMap<usize, i64> {
        let mut sums: BTreeMap<usize, i64> = BTreeMap::new();
        let others = self.others.get(&measure).into_iter().flatten();
        for row in self.of(measure).iter().chain(others).filter(|row| cut.holds(row.belonging)) {
            let sum = sums.entry(row.rank).or_default();
            *sum = sum.saturating_add(row.value);
        }
        sums
    }

    /// A sum of each source that tells a measure of a part.
    pub fn by_source(&self, cut: Cut, measure: Measure) -> BTreeMap<Origin, i64> {
        let mut sums: BTreeMap<Origin, i64> = BTreeMap::new();
        for row in self.of(measure).iter().filter(|row| cut.holds(row.belonging)) {
            let sum = sums.entry(row.origin).or_default();
            *sum = sum.saturating_add(row.value);
        }
        sums
    }

    /// The days of which visits are known.
    pub fn days_of_visits(&self) -> &[(Date, Date)] {
        &self.visited
    }

    /// Whether visits are known of all days of the period but a twentieth, of two months and more but a week; or of none.
    pub fn knows_visits(&self) -> bool {
        /// Days of a long period, and how many of them may be unknown.
        const LONG: (i64, i64) = (56, 7);
        let days = self.period.days();
        let known: i64 = self.visited.iter().map(|(from, to)| i64::from((*to - *from).get_days()) + 1).sum();
        let few = if days >= LONG.0 { LONG.1 } else { days / 20 };
        self.visited.is_empty() || days - known <= few
    }

    /// A sum over the days of which visits are known.
    pub fn sum_on_days_of_visits(&self, cut: Cut, measure: Measure) -> Option<i64> {
        let is_known = |row: &&Row| self.visited.iter().any(|span| span.0 <= row.from && row.to <= span.1);
        let rows = self.of(measure).iter().filter(|row| cut.holds(row.belonging)).filter(is_known);
        rows.map(|row| row.value).reduce(i64::saturating_add)
    }

    /// A sum over some of the days, and over what is told of them and of others together.
    pub fn sum_within(&self, cut: Cut, measure: Measure, days: &[(Date, Date)]) -> i64 {
        let meets = |row: &&Row| days.iter().any(|(from, to)| row.from <= *to && *from <= row.to);
        let inside = |row: &&Row| cut.holds(row.belonging) && meets(row);
        self.of(measure).iter().filter(inside).fold(0, |sum, row| sum.saturating_add(row.value))
    }

    /// A sum over the places that fit, of what is told of them.
    pub fn sum_of(&self, measure: Measure, fits: impl Fn(Belonging) -> bool) -> i64 {
        let told = self.of(measure).iter().filter(|row| fits(row.belonging));
        told.fold(0, |sum, row| sum.saturating_add(row.value))
    }

    pub fn of(&self, measure: Measure) -> &[Row] {
        self.rows.get(&measure).map_or(&[], Vec::as_slice)
    }

    pub fn tells(&self, measure: Measure) -> bool {
        !self.of(measure).is_empty()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows that fit, as a slice of the same or of a shorter period.
    pub fn part(&self, period: Period, fits: impl Fn(&Row) -> bool) -> Slice {
        let of = |rows: &Vec<Row>| rows.iter().copied().filter(&fits).collect::<Vec<Row>>();
        let meets = |cell: &Cell| cell.from <= period.to && period.from <= cell.to;
        let part = |all: &BTreeMap<Measure, Vec<Row>>| {
            all.iter().map(|(measure, rows)| (*measure, of(rows))).filter(|(_, rows)| !rows.is_empty()).collect()
        };
        Slice {
            period,
            rows: part(&self.rows),
            others: part(&self.others),
            cut: BTreeSet::new(),
            partial: BTreeSet::new(),
            no_rate: self.no_rate.iter().map(|(own, n)| (*own, *n)).filter(|((cell, _), _)| meets(cell)).collect(),
            dropped: BTreeSet::new(),
            given_way: BTreeMap::new(),
            ranks: self.ranks.clone(),
            origins: self.origins,
            naming: self.naming.clone(),
            by_hand: self.by_hand.clone(),
            doubtful: self.doubtful.clone(),
            unnamed: self.unnamed.clone(),
            earlier: Earlier::default(),
            values: self.values.clone(),
            visited: self.visited.clone(),
        }
    }

    /// Where anything is told of.
    pub fn belongings(&self) -> impl Iterator<Item = Belonging> {
        self.rows.values().flatten().map(|row| row.belonging)
    }

    pub fn networks(&self) -> BTreeSet<NetworkId> {
        self.belongings().map(|belonging| belonging.network).collect()
    }

    /// Networks on which anything of a campaign is told.
    pub fn networks_of(&self, campaign: CampaignId) -> BTreeSet<NetworkId> {
        self.belongings().filter(|belonging| belonging.campaign == Some(campaign)).map(|b| b.network).collect()
    }

    pub fn campaigns(&self) -> BTreeSet<CampaignId> {
        self.belongings().filter_map(|belonging| belonging.campaign).collect()
    }
}
