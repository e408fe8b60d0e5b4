//! Groups of people: by country, age, or any other word of the author or of an export.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::charts::cell_bar;
use crate::importers::{Kind, Measure};
use crate::report::certainty::range;
use crate::report::channels::NetworkId;
use crate::report::facts::{BY_HAND, Cell as Place, Origin, Sums};
use crate::report::lens::Lens;
use crate::report::metrics;
use crate::report::named::nameless;
use crate::report::number::{Exact, Unit, write};
use crate::report::slice::figures;
use crate::report::slice::rivals;
use crate::report::view::{Cell, Column, Table, TableRow};
use crate::report::visits::{self, Naming, Stretch, Stretches, best, known_days};
use crate::shop::locale::Locale;

use super::known;

/// Groups of one dimension in a table.
const MOST: usize = 20;

const SHOWN: &[(Measure, &str, Unit)] = &[
    (Measure::AudienceShare, "audience_share", Unit::Share),
    (Measure::Followers, "followers", Unit::Count),
    (Measure::Sessions, "sessions", Unit::Count),
    (Measure::Impressions, "impressions", Unit::Count),
    (Measure::Clicks, "clicks", Unit::Count),
    (Measure::Spend, "spend", Unit::Money),
    (Measure::ClaimedSales, "claimed_sales", Unit::Money),
    (Measure::Orders, "orders", Unit::Count),
    (Measure::Net, "sales", Unit::Money),
];

/// A ratio of two sums of a group, and the sum of which it takes so much to say something.
struct Rate {
    name: &'static str,
    unit: Unit,
    of: fn(&Group) -> Option<i64>,
    over: Measure,
    rests_on: (Measure, i64),
}

const RATES: &[Rate] = &[
    Rate {
        name: "conversion_rate",
        unit: Unit::Share,
        of: |group| group.visited,
        over: Measure::Sessions,
        rests_on: (Measure::Sessions, 100),
    },
    Rate {
        name: "aov",
        unit: Unit::Money,
        of: |group| group.ordered,
        over: Measure::Orders,
        rests_on: (Measure::Orders, 5),
    },
    Rate {
        name: "claimed_roas",
        unit: Unit::Ratio,
        of: |group| group.sums.get(Measure::ClaimedSales),
        over: Measure::Spend,
        rests_on: (Measure::ClaimedOrders, 5_000),
    },
];

impl Rate {
    fn of(&self, group: &Group) -> Option<Exact> {
        let rate = Exact::whole((self.of)(group)?).over(Exact::whole(group.sums.get(self.over)?))?;
        // A part that is larger than the whole is none.
        (self.unit != Unit::Share || rate.numerator <= rate.denominator).then_some(rate)
    }

    fn is_few(&self, sums: &Sums) -> bool {
        sums.get(self.rests_on.0).unwrap_or(0) < self.rests_on.1
    }
}

/// A table for each dimension that says something of the period.
pub fn tables(lens: &Lens<'_>, id: &str) -> Vec<Table> {
    lens.facts.segments.keys().filter_map(|dimension| table(lens, id, dimension)).collect()
}

/// One group: as it is written, as it is called, and what is known of it.
struct Group {
    value: String,
    label: String,
    sums: Sums,
    /// Its orders of the days of which visits are known.
    visited: Option<i64>,
    /// What its orders were worth before refunds.
    ordered: Option<i64>,
    sales: Option<i64>,
}

impl Group {
    /// A figure that is shown; that of net sales is of sales on the report's basis.
    fn get(&self, measure: Measure) -> Option<i64> {
        if measure == Measure::Net { self.sales } else { self.sums.get(measure) }
    }
}

/// What all sources tell of one group.
type Told<'a> = Vec<(&'a Place, &'a Sums)>;

/// The groups of a dimension, and the days of which their visits are known.
struct Dimension<'a> {
    lens: &'a Lens<'a>,
    groups: BTreeMap<String, Told<'a>>,
    /// Of two analytics exports only one tells of a day.
    visits: BTreeSet<Stretch>,
    /// Of files of ads that tell the same groups one does.
    ads: BTreeSet<Place>,
    days: Vec<(Date, Date)>,
    /// What exports tell of the period, and what those of the shop do.
    exported: BTreeSet<Measure>,
    sold: bool,
}

impl<'a> Dimension<'a> {
    fn new(lens: &'a Lens<'a>, name: &str) -> Dimension<'a> {
        let own = || lens.facts.segments.get(name).into_iter().flatten();
        // An analytics program writes the names of countries, a shop their codes.
        let named = name == "country" && own().any(|(value, _)| value.len() > 2);
        let codes = if named { codes(&lens.words.locale) } else { BTreeMap::new() };
        let mut groups: BTreeMap<String, Told<'a>> = BTreeMap::new();
        for (value, cells) in own() {
            let value = codes.get(&spelt(value)).unwrap_or(value);
            groups.entry(value.clone()).or_default().extend(cells);
        }
        let (visits, days, exported) = (BTreeSet::new(), Vec::new(), BTreeSet::new());
        let ads = ads(lens, name);
        let dimension = Dimension { lens, groups, visits, ads, days, exported, sold: false };
        let (exported, sold) = dimension.exported();
        let dimension = Dimension { exported, sold, ..dimension };
        let visits = dimension.visits();
        let dimension = Dimension { visits, ..dimension };
        let days = dimension.days_of_visits();
        Dimension { days, ..dimension }
    }

    /// What exports tell of the period, and whether those of the shop tell orders.
    fn exported(&self) -> (BTreeSet<Measure>, bool) {
        let exports = || self.cells().filter(|(place, _)| place.origin != BY_HAND);
        let exported = exports().flat_map(|(_, sums)| sums.0.iter().map(|(measure, _)| *measure)).collect();
        let mut of_shop = exports().filter(|(place, _)| !self.is_of_visits(place));
        (exported, of_shop.any(|(_, sums)| sums.get(Measure::Orders).is_some()))
    }

    fn cells(&self) -> impl Iterator<Item = (&'a Place, &'a Sums)> {
        self.groups.values().flatten().copied().filter(|(place, _)| self.holds(place))
    }

    /// Of several analytics exports with the same groups one counts on each day.
    fn visits(&self) -> BTreeSet<Stretch> {
        let mut stretches = Stretches::new();
        for (place, _) in self.cells().filter(|(place, _)| self.is_of_visits(place)) {
            stretches.entry(place.origin).or_default().insert((place.from, place.to));
        }
        best(stretches, &Naming::new(), &self.lens.quality.files, self.lens.now.slice.period)
    }

    fn days_of_visits(&self) -> Vec<(Date, Date)> {
        let seen = self.cells().filter(|(place, sums)| self.counts(place) && sums.get(Measure::Sessions).is_some());
        let seen: BTreeSet<Stretch> = seen.map(|(place, _)| (place.origin, place.from, place.to)).collect();
        known_days(&seen, &self.lens.quality.files, self.lens.now.slice.period)
    }

    fn is_of_visits(&self, place: &Place) -> bool {
        visits::is_of_visits(place.origin, &self.lens.quality.files)
    }

    fn holds(&self, place: &Place) -> bool {
        self.lens.now.slice.period.covers(place.from, place.to)
    }

    /// Whether a row is not that of an analytics export whose days another tells, or of a file of ads.
    fn counts(&self, place: &Place) -> bool {
        match self.lens.quality.files.get(usize::from(place.origin)).map(|file| file.kind) {
            Some(Kind::Visits) => self.visits.contains(&(place.origin, place.from, place.to)),
            Some(Kind::Ads) => self.ads.contains(place),
            _ => true,
        }
    }

    /// Whether a figure is told better elsewhere: what is kept by hand by an export, an order that an analytics program saw by
    /// the shop.
    fn gives_way(&self, place: &Place, measure: Measure) -> bool {
        let by_hand = place.origin == BY_HAND && self.exported.contains(&measure);
        by_hand || (measure == Measure::Orders && self.sold && self.is_of_visits(place))
    }

    /// A group of those of its rows that fit; `None` where they tell nothing of the period.
    fn group(&self, value: &str, label: String, fits: impl Fn(&Place, &Sums) -> bool) -> Option<Group> {
        let all = self.groups.get(value)?;
        let own = || all.iter().copied().filter(|(place, sums)| self.counts(place) && fits(place, sums));
        let sums = sums(self.lens, own(), |place, measure| self.gives_way(place, measure));
        let is_known = |place: &Place| self.days.iter().any(|days| days.0 <= place.from && place.to <= days.1);
        let visited = own()
            .filter(|(place, _)| is_known(place) && !self.gives_way(place, Measure::Orders))
            .filter_map(|(_, sums)| sums.get(Measure::Orders));
        let visited = visited.reduce(i64::saturating_add);
        let of = self.lens.settings.definitions;
        // Where no more is told of them, sales are what they are.
        let net = |measure: Measure| sums.get(measure).or_else(|| sums.get(Measure::Net));
        let (measure, back) = metrics::measures(of.sales);
        let back = back.and_then(|back| sums.get(back));
        let sales = net(measure).or(back.map(|_| 0)).map(|sales| sales.saturating_sub(back.unwrap_or(0)));
        let ordered = net(metrics::ordered(of.aov));
        (!sums.0.is_empty()).then(|| Group { value: value.to_owned(), label, sums, visited, ordered, sales })
    }
}

/// The rows of ads that count in the period, as they tell of all groups of a dimension together.
fn ads(lens: &Lens<'_>, name: &str) -> BTreeSet<Place> {
    let (period, files) = (lens.now.slice.period, &lens.quality.files);
    let Some(groups) = lens.facts.groups.get(name) else { return BTreeSet::new() };
    let inside = figures(&groups.cells).filter(|(cell, ..)| period.covers(cell.from, cell.to)).collect();
    let chosen = rivals::chosen(inside, &groups.rivals, lens.facts, files, period);
    chosen.counted.into_iter().map(|(cell, ..)| *cell).collect()
}

/// Shares of the followers of two networks are shares of different people: each has its own.
fn groups(dimension: &Dimension<'_>, name: &str) -> Vec<Group> {
    let lens = dimension.lens;
    let share = |sums: &Sums| sums.get(Measure::AudienceShare).is_some();
    let shares = dimension.groups.values().flatten().filter(|(_, sums)| share(sums));
    let networks: BTreeSet<NetworkId> = shares.map(|(place, _)| place.belonging.network).collect();
    let mut groups = Vec::new();
    for value in dimension.groups.keys() {
        let label = label(lens, name, value);
        if networks.len() < 2 {
            groups.extend(dimension.group(value, label, |_, _| true));
            continue;
        }
        for network in &networks {
            let named = format!("{label} · {}", lens.words.network(*network));
            let own = |place: &Place, sums: &Sums| place.belonging.network == *network && share(sums);
            groups.extend(dimension.group(value, named, own));
        }
        groups.extend(dimension.group(value, label, |_, sums| !share(sums)));
    }
    groups
}

fn table(lens: &Lens<'_>, id: &str, dimension: &str) -> Option<Table> {
    let words = lens.words;
    let cells = Dimension::new(lens, dimension);
    let mut groups = groups(&cells, dimension);
    let told: Vec<_> =
        SHOWN.iter().filter(|(measure, ..)| groups.iter().any(|group| group.get(*measure).is_some())).collect();
    let rates: Vec<&Rate> = RATES.iter().filter(|rate| groups.iter().any(|group| rate.of(group).is_some())).collect();
    let (leading, ..) = *told.last()?;
    groups.sort_by(|a, b| {
        let of = |group: &Group| std::cmp::Reverse(group.get(*leading));
        of(a).cmp(&of(b)).then_with(|| a.value.cmp(&b.value))
    });
    let text = advice(lens, &groups).unwrap_or_default();
    groups.truncate(MOST);
    let strongest: Vec<Option<(NetworkId, Exact)>> =
        groups.iter().map(|group| strongest(&cells, group, *leading)).collect();
    let any = strongest.iter().any(Option::is_some);
    let largest = groups.iter().filter_map(|group| group.get(*leading)).max().unwrap_or(0);
    let mut columns = vec![Column::text("group", name(lens, dimension))];
    columns.extend(told.iter().map(|(_, name, _)| Column::number(name, words.metric(name))));
    columns.extend(rates.iter().map(|rate| Column::number(rate.name, words.metric(rate.name))));
    columns.extend(any.then(|| Column::text("strongest", words.get("report_strongest"))));
    let rows = groups.iter().zip(&strongest).map(|(group, strongest)| {
        let Group { value, label, sums, .. } = group;
        let mut cells = vec![Cell { plain: value.clone(), ..Cell::text(label) }];
        for (measure, _, unit) in &told {
            let value = group.get(*measure).map(|value| match unit {
                // In parts of ten thousand.
                Unit::Share => Exact { numerator: value.into(), denominator: 10_000 },
                _ => Exact::whole(value),
            });
            let mut cell = super::cell(words, *unit, value);
            if measure == leading && largest > 0 {
                cell.bar = group.get(*measure).map(|value| cell_bar(value as f64 / largest as f64));
            }
            cells.push(cell);
        }
        cells.extend(rates.iter().map(|rate| {
            let value = rate.of(group);
            Cell { few: value.is_some() && rate.is_few(sums), ..super::cell(words, rate.unit, value) }
        }));
        cells.extend(any.then(|| Cell::text(strongest.map_or_else(|| super::NONE.to_owned(), |own| most(lens, own)))));
        TableRow { cells, quiet: false }
    });
    let rows = rows.collect();
    let title = name(lens, dimension);
    let slug = crate::scalar::slugify(dimension);
    let period = lens.now.slice.period;
    let part = cells.days != [(period.from, period.to)];
    let notes = known::said(lens, &cells.days).filter(|_| part).into_iter().collect();
    Some(Table { id: format!("{id}-{slug}"), title, text, columns, rows, notes, ..Table::default() })
}

/// The network through which most of a group came, and which share of it; `None` where no source says through which.
fn strongest(dimension: &Dimension<'_>, group: &Group, leading: Measure) -> Option<(NetworkId, Exact)> {
    if leading == Measure::AudienceShare {
        return None;
    }
    let all = dimension.groups.get(&group.value)?;
    let networks: BTreeSet<NetworkId> = all.iter().map(|(place, _)| place.belonging.network).collect();
    let of = |network: NetworkId| {
        let own = dimension.group(&group.value, String::new(), |place, _| place.belonging.network == network)?;
        Some((network, own.get(leading).filter(|sum| *sum > 0)?))
    };
    let nameless: Vec<NetworkId> = nameless().collect();
    let known = networks.into_iter().filter(|network| !nameless.contains(network)).filter_map(of);
    let (network, sum) = known.max_by_key(|(network, sum)| (*sum, std::cmp::Reverse(*network)))?;
    let whole = group.get(leading).filter(|whole| *whole >= sum)?;
    Some((network, Exact::ratio(sum.into(), whole.into())?))
}

/// `Instagram (61 %)`
fn most(lens: &Lens<'_>, (network, share): (NetworkId, Exact)) -> String {
    format!("{} ({})", lens.words.network(network), lens.words.formats.percent(share.scaled(2)))
}

/// Which group answers best to ad spend, as far as what the networks claim can tell.
fn advice(lens: &Lens<'_>, groups: &[Group]) -> Option<String> {
    let words = lens.words;
    let rate = RATES.iter().find(|rate| rate.name == "claimed_roas")?;
    let of = |group: &Group| {
        let roas = rate.of(group)?;
        let orders = group.sums.get(Measure::ClaimedOrders)? as f64 / 1_000.0;
        // How unequal claimed orders are nobody knows: this is the least that chance does.
        Some((group.label.clone(), roas, orders, range(roas, orders, orders)?))
    };
    let known: Vec<_> = groups.iter().filter_map(of).collect();
    let best = known.iter().max_by(|a, b| a.3.low.compare(b.3.low))?;
    let worst = known.iter().min_by(|a, b| a.3.high.compare(b.3.high))?;
    if best.0 == worst.0 {
        return None;
    }
    let ratio = |value: Exact| write(&words.formats, Unit::Ratio, value);
    let orders = |orders: f64| words.count("report_orders", orders.round() as u64, &[]);
    let values = [
        ("best", best.0.as_str()),
        ("best_roas", &ratio(best.1)),
        ("best_orders", &orders(best.2)),
        ("low", &ratio(best.3.low)),
        ("worst", worst.0.as_str()),
        ("worst_roas", &ratio(worst.1)),
        ("worst_orders", &orders(worst.2)),
        ("high", &ratio(worst.3.high)),
    ];
    Some(words.fill("report_segment_advice", &values))
}

/// How many there are of a group on a day, or which share of all, as one file tells it.
#[derive(Clone, Copy)]
struct Stock {
    day: Date,
    origin: Origin,
    sum: i64,
}

/// What is told within the period; a stock, or what has no days of its own, from its last telling.
fn sums<'a>(
    lens: &Lens<'_>,
    cells: impl Iterator<Item = (&'a Place, &'a Sums)>,
    gives_way: impl Fn(&Place, Measure) -> bool,
) -> Sums {
    let mut all = Sums::default();
    let mut stocks: BTreeMap<(NetworkId, Measure), Stock> = BTreeMap::new();
    for (place, sums) in cells.filter(|(place, _)| place.from <= lens.now.slice.period.to) {
        for (measure, value) in sums.0.iter().filter(|(measure, _)| !gives_way(place, *measure)) {
            if matches!(measure, Measure::Followers | Measure::AudienceShare) {
                let one = Stock { day: place.to, origin: place.origin, sum: *value };
                let own = stocks.entry((place.belonging.network, *measure)).or_insert(Stock { sum: 0, ..one });
                if (own.day, own.origin) == (one.day, one.origin) {
                    own.sum = own.sum.saturating_add(one.sum);
                } else if one.day > own.day {
                    *own = one;
                }
            } else if lens.now.slice.period.covers(place.from, place.to) {
                all.add(*measure, *value);
            }
        }
    }
    stocks.into_iter().for_each(|((_, measure), own)| all.add(measure, own.sum));
    all
}

fn name(lens: &Lens<'_>, dimension: &str) -> String {
    let key = format!("dimension_{}", dimension.replace([' ', '-'], "_").to_lowercase());
    match lens.words.strings.texts.contains_key(&key) {
        true => lens.words.get(&key).to_owned(),
        false => dimension.to_owned(),
    }
}

/// Codes of countries by what English and the report's language call them.
fn codes(own: &Locale) -> BTreeMap<String, String> {
    let letters = || 'A'..='Z';
    let all: Vec<String> = letters().flat_map(|a| letters().map(move |b| format!("{a}{b}"))).collect();
    let english = Locale::parse("en").ok();
    let mut codes = BTreeMap::new();
    for locale in [Some(own), english.as_ref()].into_iter().flatten() {
        for code in &all {
            let name = locale.country(code);
            if name != code.as_str() {
                codes.entry(spelt(&name)).or_insert_with(|| code.clone());
            }
        }
    }
    codes
}

/// A name without what two programs write differently.
fn spelt(name: &str) -> String {
    name.to_lowercase().replace('’', "'")
}

fn label(lens: &Lens<'_>, dimension: &str, value: &str) -> String {
    match (dimension, value) {
        ("country", code) if code.len() == 2 => lens.words.locale.country(code).into_owned(),
        ("customer", "new") => lens.words.get("segment_new").to_owned(),
        ("customer", "returning") => lens.words.get("segment_returning").to_owned(),
        _ => value.to_owned(),
    }
}
