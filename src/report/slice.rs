//! The facts of one period, with one source for each figure.
//!
//! In: [`Facts`] and a [`Period`]. Out: rows that may be added up. Orders, sales and spend of all sources count, for they
//! are different ones. Of all other figures that two kinds of sources tell of the same network, one kind counts: what an
//! ads manager says before what a profile says, exports before what is kept by hand, and on a day that two analytics exports
//! tell the one that covers more of the period. A period that another is compared with is told by the same kind of source, or
//! not at all. What reaches over the edges of the period is left out, and told; a sum that lacks it is none.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::importers::{Kind, Measure};
use crate::scalar::Period;

use super::channels::{self, Belonging, CampaignId, NetworkId};
use super::facts::{BY_HAND, Cell, Facts, Origin, Sums};
use super::visits::{Days, Stretch, Told, best_visits, known_days};

#[derive(Debug, Clone)]
pub struct Slice {
    pub period: Period,
    rows: BTreeMap<Measure, Vec<Row>>,
    /// Figures of sources that are not believed where another tells the same.
    others: BTreeMap<Measure, Vec<Row>>,
    /// Sources that tell of days inside and outside the period at once, and what they tell.
    pub cut: BTreeSet<(Origin, Belonging, Measure)>,
    /// Of which a part reaches over the edges of the period.
    partial: BTreeSet<(Belonging, Measure)>,
    /// What is kept by hand and does not count, because an export tells it too.
    pub given_way: BTreeMap<(NetworkId, Measure), (Date, Date)>,
    ranks: Ranks,
    /// Whether orders of the period say where they came from, or there are none.
    pub origins: bool,
    /// Networks of whose sales nothing is known, in any period, but what is kept by hand.
    pub by_hand: BTreeSet<NetworkId>,
}

/// The place among [`BELIEVED`] of the sources that count.
type Ranks = BTreeMap<(NetworkId, Measure), usize>;

#[derive(Debug, Clone, Copy)]
pub struct Row {
    pub from: Date,
    pub to: Date,
    pub belonging: Belonging,
    pub format: u16,
    /// The place among [`BELIEVED`] of its source.
    rank: usize,
    origin: Origin,
    pub value: i64,
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

    fn holds(self, belonging: Belonging) -> bool {
        self.network.is_none_or(|network| belonging.network == network)
            && self.campaign.is_none_or(|campaign| belonging.campaign == Some(campaign))
    }
}

/// How a measure behaves when several are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nature {
    /// Different rows are different things: sums of all sources.
    Adds,
    /// Sums of the rows of one kind of source.
    AddsOfOneKind,
    /// The last value of the period.
    Stock,
    /// People: the same ones may be in two rows.
    Alone,
}

fn nature(measure: Measure) -> Nature {
    use Measure as M;
    match measure {
        M::Orders | M::Gross | M::Discounts | M::Refunds | M::Net | M::Tax | M::Shipping | M::Total | M::Fees => {
            Nature::Adds
        }
        M::Spend | M::Costs | M::Identified | M::Squares | M::Returns => Nature::Adds,
        M::Followers => Nature::Stock,
        M::Reach | M::Users | M::AudienceShare => Nature::Alone,
        _ => Nature::AddsOfOneKind,
    }
}

/// Who is believed first, of figures that several kinds of sources tell.
const BELIEVED: &[Kind] = &[Kind::Visits, Kind::Ads, Kind::Audience, Kind::Table, Kind::Posts];

/// How early a source is believed; what is kept by hand comes last.
fn rank(origin: Origin, kinds: &[Kind]) -> usize {
    match kinds.get(usize::from(origin)) {
        Some(kind) => BELIEVED.iter().position(|known| known == kind).unwrap_or(BELIEVED.len()),
        None => BELIEVED.len() + 1,
    }
}

/// Cuts a period out of the facts, told by the same kinds of sources as `like`. `kinds` tells what each source is.
pub fn slice(facts: &Facts, period: Period, kinds: &[Kind], like: Option<&Slice>) -> Slice {
    // Orders that an analytics program saw are the shop's own once more, where an export of the shop tells those.
    let of_visits = |cell: &Cell| kinds.get(usize::from(cell.origin)) == Some(&Kind::Visits);
    let tells = |(cell, sums): (&Cell, &Sums)| !of_visits(cell) && sums.get(Measure::Orders).is_some();
    let own_orders = facts.cells.iter().any(tells);
    let twice = |cell: &Cell, measure: Measure| measure == Measure::Orders && own_orders && of_visits(cell);
    let mut inside: Vec<(&Cell, &Sums)> = Vec::new();
    let mut reaching = Vec::new();
    for (cell, sums) in &facts.cells {
        if period.covers(cell.from, cell.to) {
            inside.push((cell, sums));
        } else if cell.from <= period.to && cell.to >= period.from {
            let told = sums.0.iter().map(|(measure, _)| *measure).filter(|measure| !twice(cell, *measure));
            reaching.push((cell, told.map(|measure| (cell.origin, cell.belonging, measure)).collect::<Vec<_>>()));
        }
    }
    let (believed, ranks, visits) = believed(&inside, kinds, period, like);
    let mut rows: BTreeMap<Measure, Vec<Row>> = BTreeMap::new();
    let mut others: BTreeMap<Measure, Vec<Row>> = BTreeMap::new();
    let mut given_way: BTreeMap<(NetworkId, Measure), (Date, Date)> = BTreeMap::new();
    for (cell, sums) in inside {
        for (measure, value) in &sums.0 {
            if twice(cell, *measure) {
                continue;
            }
            let counts = nature(*measure) == Nature::Adds
                || believed[&(cell.belonging.network, *measure)].contains(&cell.origin)
                    && (!of_visits(cell) || visits.contains(&(cell.origin, cell.from, cell.to)));
            let Cell { from, to, belonging, format, origin } = *cell;
            if !counts && origin == BY_HAND {
                let days = given_way.entry((belonging.network, *measure)).or_insert((from, to));
                *days = (days.0.min(from), days.1.max(to));
            }
            let row = Row { from, to, belonging, format, rank: rank(origin, kinds), origin, value: *value };
            let list = if counts { &mut rows } else { &mut others };
            list.entry(*measure).or_default().push(row);
        }
    }
    let cut = reaching.iter().flat_map(|(_, told)| told.iter().copied()).collect();
    let known = known_days(visits.iter().map(|(_, from, to)| (*from, *to)).collect(), period);
    let told_elsewhere = |cell: &Cell| {
        let (from, to) = (cell.from.max(period.from), cell.to.min(period.to));
        of_visits(cell) && known.iter().any(|span| span.0 <= from && to <= span.1)
    };
    let reaching = reaching.into_iter().filter(|(cell, _)| !told_elsewhere(cell));
    let reaching: BTreeSet<(Origin, Belonging, Measure)> = reaching.flat_map(|(_, told)| told).collect();
    let missed = reaching.iter().filter(|(origin, belonging, measure)| {
        let rank = rank(*origin, kinds);
        let told = rows.get(measure).into_iter().flatten().filter(|row| row.belonging.network == belonging.network);
        let mut same = told.filter(|row| nature(*measure) == Nature::Adds || row.rank == rank);
        // Money that was spent on one network more is missing in the sum of all. What else is kept by hand for longer than the
        // period is another figure, and no part of this one.
        let lacks = match (*origin, *measure) {
            (BY_HAND, Measure::Spend) => same.next().is_none(),
            (BY_HAND, _) => false,
            (_, Measure::Spend) => true,
            _ => same.next().is_some(),
        };
        nature(*measure) != Nature::Stock && lacks
    });
    let partial = missed.map(|(_, belonging, measure)| (*belonging, *measure)).collect();
    let origins = rows.get(&Measure::Orders).is_none_or(|orders| tell_origins(orders));
    let by_hand = kept_by_hand(facts, of_visits);
    Slice { period, rows, others, cut, partial, given_way, ranks, origins, by_hand }
}

/// Whether one of the exported orders says through which network it came; where there are none, there is nothing to say.
fn tell_origins(orders: &[Row]) -> bool {
    let silent = ["untold", "unmatched", "in_person"].map(channels::find);
    let mut exported = orders.iter().filter(|row| row.origin != BY_HAND).peekable();
    exported.peek().is_none() || exported.any(|row| !silent.contains(&Some(row.belonging.network)))
}

fn kept_by_hand(facts: &Facts, of_visits: impl Fn(&Cell) -> bool) -> BTreeSet<NetworkId> {
    let sells = |sums: &Sums| sums.get(Measure::Orders).or_else(|| sums.get(Measure::Net)).is_some();
    let of = |by_hand: bool| {
        let own = facts.cells.iter().filter(|(cell, sums)| (cell.origin == BY_HAND) == by_hand && sells(sums));
        own.filter(|(cell, _)| !of_visits(cell)).map(|(cell, _)| cell.belonging.network).collect::<BTreeSet<_>>()
    };
    let kept = of(true);
    if kept.is_empty() { kept } else { &kept - &of(false) }
}

type Believed = BTreeMap<(NetworkId, Measure), Vec<Origin>>;

/// For each network and measure, the sources that count, and their rank; and the visits that do.
fn believed(
    inside: &[(&Cell, &Sums)],
    kinds: &[Kind],
    period: Period,
    like: Option<&Slice>,
) -> (Believed, Ranks, BTreeSet<Stretch>) {
    let mut told = Told::new();
    for (cell, sums) in inside {
        for (measure, _) in &sums.0 {
            let own = told.entry((cell.belonging.network, *measure)).or_default().entry(cell.origin).or_default();
            own.cells += 1;
            own.stretches.insert((cell.from, cell.to));
        }
    }
    // Of two analytics exports only one tells of a day, for all networks the same: both tell of the same visits.
    let visits = best_visits(&told, kinds, period);
    let mut ranks = Ranks::new();
    let mut choose = |key: (NetworkId, Measure), origins: &BTreeMap<Origin, Days>| -> Vec<Origin> {
        // Of people only one figure for the whole period says anything, whoever tells it.
        let whole = |days: &Days| days.cells == 1 && days.stretches.contains(&(period.from, period.to));
        if nature(key.1) == Nature::Alone && origins.values().any(whole) {
            return origins.iter().filter(|(_, days)| whole(days)).map(|(origin, _)| *origin).take(1).collect();
        }
        let same = like.and_then(|like| like.ranks.get(&key)).filter(|_| nature(key.1) == Nature::AddsOfOneKind);
        let best = origins.keys().map(|origin| rank(*origin, kinds)).min().unwrap_or_default();
        let best = same.copied().unwrap_or(best);
        ranks.insert(key, best);
        origins.keys().copied().filter(|origin| rank(*origin, kinds) == best).collect()
    };
    let believed = told.iter().map(|(key, origins)| (*key, choose(*key, origins))).collect();
    (believed, ranks, visits)
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
                let mut rows = rows;
                let only = rows.next()?;
                let whole = only.from == self.period.from && only.to == self.period.to;
                (rows.next().is_none() && whole).then_some(only.value)
            }
        }
    }

    /// Whether a sum lacks something that reaches over the edges of the period.
    pub fn lacks(&self, cut: Cut, measure: Measure) -> bool {
        self.partial.iter().any(|(belonging, own)| *own == measure && cut.holds(*belonging))
    }

    /// Whether anything of a measure of a part reaches over the edges of the period.
    pub fn is_cut(&self, cut: Cut, measure: Measure) -> bool {
        self.cut.iter().any(|(_, belonging, own)| *own == measure && cut.holds(*belonging))
    }

    /// The networks of which a part of a measure reaches over the edges of the period.
    pub fn lacking(&self, measure: Measure) -> impl Iterator<Item = NetworkId> {
        self.partial.iter().filter(move |(_, own)| *own == measure).map(|(belonging, _)| belonging.network)
    }

    /// Whether what is sold through a part is told, so that where nothing is told of it nothing was.
    pub fn tells_sales(&self, cut: Cut) -> bool {
        cut == Cut::default() || (self.origins && cut.network.is_none_or(|network| !self.by_hand.contains(&network)))
    }

    /// Whether that is so, and nothing is told.
    pub fn sells_nothing(&self, cut: Cut) -> bool {
        const SOLD: [Measure; 4] = [Measure::Orders, Measure::Net, Measure::Gross, Measure::Total];
        let told = |measure| self.of(measure).iter().any(|row| cut.holds(row.belonging));
        let over = |(origin, belonging, measure): &(Origin, Belonging, Measure)| {
            *origin != BY_HAND && cut.holds(*belonging) && SOLD.contains(measure)
        };
        self.tells_sales(cut) && !SOLD.into_iter().any(told) && !self.cut.iter().any(over)
    }

    /// The sums of two measures over what tells both.
    pub fn sums_of_both(&self, cut: Cut, one: Measure, other: Measure) -> Option<(i64, i64)> {
        let of = |measure| self.of(measure).iter().filter(|row| cut.holds(row.belonging));
        let place = |row: &Row| (row.from, row.to, row.belonging, row.format, row.origin);
        // The rows of every measure are in the order of their places.
        let mut others = of(other).peekable();
        let mut sums: Option<(i64, i64)> = None;
        for row in of(one) {
            while others.next_if(|next| place(next) < place(row)).is_some() {}
            if let Some(next) = others.next_if(|next| place(next) == place(row)) {
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

    /// A sum over the days of which another measure is known of any part.
    pub fn sum_on_days_of(&self, cut: Cut, measure: Measure, other: Measure) -> Option<i64> {
        let told = self.of(other).iter().map(|row| (row.from, row.to)).collect();
        let known = known_days(told, self.period);
        let is_known = |row: &&Row| known.iter().any(|span| span.0 <= row.from && row.to <= span.1);
        let rows = self.of(measure).iter().filter(|row| cut.holds(row.belonging)).filter(is_known);
        rows.map(|row| row.value).reduce(i64::saturating_add)
    }

    /// What is kept by hand and added to what an export tells of the same network and days.
    pub fn added(&self) -> BTreeMap<(NetworkId, Measure), (Date, Date)> {
        let by_hand = |row: &&Row| row.rank > BELIEVED.len();
        let mut added: BTreeMap<(NetworkId, Measure), (Date, Date)> = BTreeMap::new();
        for measure in [Measure::Orders, Measure::Net, Measure::Spend] {
            for own in self.of(measure).iter().filter(by_hand) {
                let network = own.belonging.network;
                let beside = |row: &Row| row.belonging.network == network && row.from <= own.to && own.from <= row.to;
                if self.of(measure).iter().any(|row| !by_hand(&row) && beside(row)) {
                    let days = added.entry((network, measure)).or_insert((own.from, own.to));
                    *days = (days.0.min(own.from), days.1.max(own.to));
                }
            }
        }
        added
    }

    fn of(&self, measure: Measure) -> &[Row] {
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
        let part = |all: &BTreeMap<Measure, Vec<Row>>| {
            all.iter().map(|(measure, rows)| (*measure, of(rows))).filter(|(_, rows)| !rows.is_empty()).collect()
        };
        Slice {
            period,
            rows: part(&self.rows),
            others: part(&self.others),
            cut: BTreeSet::new(),
            partial: BTreeSet::new(),
            given_way: BTreeMap::new(),
            ranks: self.ranks.clone(),
            origins: self.origins,
            by_hand: self.by_hand.clone(),
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
