//! Groups of people: by country, age, or any other word of the author or of an export.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::charts::cell_bar;
use crate::importers::{Kind, Measure};
use crate::report::certainty::range;
use crate::report::channels::NetworkId;
use crate::report::facts::{Cell as Place, Sums};
use crate::report::lens::Lens;
use crate::report::number::{Exact, Unit, write};
use crate::report::view::{Cell, Column, Table, TableRow};
use crate::report::visits::{Naming, Stretch, Stretches, best};

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
    of: Measure,
    over: Measure,
    rests_on: (Measure, i64),
}

const RATES: &[Rate] = &[
    Rate {
        name: "conversion_rate",
        unit: Unit::Share,
        of: Measure::Orders,
        over: Measure::Sessions,
        rests_on: (Measure::Sessions, 100),
    },
    Rate { name: "aov", unit: Unit::Money, of: Measure::Net, over: Measure::Orders, rests_on: (Measure::Orders, 5) },
    Rate {
        name: "claimed_roas",
        unit: Unit::Ratio,
        of: Measure::ClaimedSales,
        over: Measure::Spend,
        rests_on: (Measure::ClaimedOrders, 5_000),
    },
];

impl Rate {
    fn of(&self, sums: &Sums) -> Option<Exact> {
        Exact::whole(sums.get(self.of)?).over(Exact::whole(sums.get(self.over)?))
    }

    fn is_few(&self, sums: &Sums) -> bool {
        sums.get(self.rests_on.0).unwrap_or(0) < self.rests_on.1
    }
}

/// A table for each dimension that says something of the period.
pub fn tables(lens: &Lens<'_>, id: &str) -> Vec<Table> {
    let mut dimensions: Vec<&str> = lens.facts.segments.keys().map(|(dimension, _)| dimension.as_str()).collect();
    dimensions.dedup();
    dimensions.into_iter().filter_map(|dimension| table(lens, id, dimension)).collect()
}

/// One group: as it is written, as it is called, and what is known of it.
struct Group<'a> {
    value: &'a str,
    label: String,
    sums: Sums,
}

/// Groups of a dimension. Shares of the followers of two networks are shares of different people: each has its own.
fn groups<'a>(lens: &'a Lens<'_>, dimension: &str) -> Vec<Group<'a>> {
    let of = || lens.facts.segments.iter().filter(|((own, _), _)| own == dimension);
    let visits = best_visits(lens, of().flat_map(|(_, cells)| cells.keys()));
    let counts = |place: &Place| !is_of_visits(lens, place) || visits.contains(&(place.origin, place.from, place.to));
    let share = |sums: &Sums| sums.get(Measure::AudienceShare).is_some();
    let shares = of().flat_map(|(_, cells)| cells).filter(|(_, sums)| share(sums));
    let networks: BTreeSet<NetworkId> = shares.map(|(place, _)| place.belonging.network).collect();
    let mut groups = Vec::new();
    for ((_, value), cells) in of() {
        let mut add = |label: String, fits: &dyn Fn(&Place, &Sums) -> bool| {
            let own = cells.iter().filter(|(place, sums)| counts(place) && fits(place, sums));
            let sums = sums(lens, own);
            if !sums.0.is_empty() {
                groups.push(Group { value, label, sums });
            }
        };
        let label = label(lens, dimension, value);
        if networks.len() < 2 {
            add(label, &|_, _| true);
            continue;
        }
        for network in &networks {
            let named = format!("{label} · {}", lens.words.network(*network));
            add(named, &|place, sums| place.belonging.network == *network && share(sums));
        }
        add(label, &|_, sums| !share(sums));
    }
    groups
}

/// Of several analytics exports with the same groups one counts on each day.
fn best_visits<'a>(lens: &Lens<'_>, places: impl Iterator<Item = &'a Place>) -> BTreeSet<Stretch> {
    let period = lens.now.slice.period;
    let mut stretches = Stretches::new();
    for place in places.filter(|place| is_of_visits(lens, place) && period.covers(place.from, place.to)) {
        stretches.entry(place.origin).or_default().insert((place.from, place.to));
    }
    best(stretches, &Naming::new(), &lens.quality.files, period)
}

fn is_of_visits(lens: &Lens<'_>, place: &Place) -> bool {
    lens.quality.files.get(usize::from(place.origin)).is_some_and(|file| file.kind == Kind::Visits)
}

fn table(lens: &Lens<'_>, id: &str, dimension: &str) -> Option<Table> {
    let words = lens.words;
    let mut groups = groups(lens, dimension);
    let told: Vec<_> =
        SHOWN.iter().filter(|(measure, ..)| groups.iter().any(|group| group.sums.get(*measure).is_some())).collect();
    let rates: Vec<&Rate> =
        RATES.iter().filter(|rate| groups.iter().any(|group| rate.of(&group.sums).is_some())).collect();
    let (leading, ..) = *told.last()?;
    groups.sort_by_key(|group| (std::cmp::Reverse(group.sums.get(*leading)), group.value));
    let text = advice(lens, &groups).unwrap_or_default();
    groups.truncate(MOST);
    let largest = groups.iter().filter_map(|group| group.sums.get(*leading)).max().unwrap_or(0);
    let mut columns = vec![Column::text("group", name(lens, dimension))];
    columns.extend(told.iter().map(|(_, name, _)| Column::number(name, words.metric(name))));
    columns.extend(rates.iter().map(|rate| Column::number(rate.name, words.metric(rate.name))));
    let rows = groups.iter().map(|Group { value, label, sums }| {
        let mut cells = vec![Cell { plain: (*value).to_owned(), ..Cell::text(label) }];
        for (measure, _, unit) in &told {
            let value = sums.get(*measure).map(|value| match unit {
                // In parts of ten thousand.
                Unit::Share => Exact { numerator: value.into(), denominator: 10_000 },
                _ => Exact::whole(value),
            });
            let mut cell = super::cell(words, *unit, value);
            if measure == leading && largest > 0 {
                cell.bar = sums.get(*measure).map(|value| cell_bar(value as f64 / largest as f64));
            }
            cells.push(cell);
        }
        cells.extend(rates.iter().map(|rate| {
            let value = rate.of(sums);
            Cell { few: value.is_some() && rate.is_few(sums), ..super::cell(words, rate.unit, value) }
        }));
        TableRow { cells, quiet: false }
    });
    let rows = rows.collect();
    let title = name(lens, dimension);
    let slug = crate::scalar::slugify(dimension);
    Some(Table { id: format!("{id}-{slug}"), title, text, columns, rows, ..Table::default() })
}

/// Which group answers best to ad spend, as far as what the networks claim can tell.
fn advice(lens: &Lens<'_>, groups: &[Group<'_>]) -> Option<String> {
    let words = lens.words;
    let rate = RATES.iter().find(|rate| rate.of == Measure::ClaimedSales)?;
    let of = |group: &Group<'_>| {
        let roas = rate.of(&group.sums)?;
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

/// What is told within the period; a stock, or what has no days of its own, from its last telling.
fn sums<'a>(lens: &Lens<'_>, cells: impl Iterator<Item = (&'a Place, &'a Sums)>) -> Sums {
    let mut all = Sums::default();
    let mut stock: Option<(Date, Measure, i64)> = None;
    for (place, sums) in cells.filter(|(place, _)| place.from <= lens.now.slice.period.to) {
        for (measure, value) in &sums.0 {
            if matches!(measure, Measure::Followers | Measure::AudienceShare) {
                if stock.is_none_or(|(day, ..)| place.to > day) {
                    stock = Some((place.to, *measure, *value));
                } else if stock.is_some_and(|(day, ..)| place.to == day) {
                    stock = stock.map(|(day, measure, sum)| (day, measure, sum + value));
                }
            } else if lens.now.slice.period.covers(place.from, place.to) {
                all.add(*measure, *value);
            }
        }
    }
    if let Some((_, measure, value)) = stock {
        all.add(measure, value);
    }
    all
}

fn name(lens: &Lens<'_>, dimension: &str) -> String {
    let key = format!("dimension_{}", dimension.replace([' ', '-'], "_").to_lowercase());
    match lens.words.strings.texts.contains_key(&key) {
        true => lens.words.get(&key).to_owned(),
        false => dimension.to_owned(),
    }
}

fn label(lens: &Lens<'_>, dimension: &str, value: &str) -> String {
    match (dimension, value) {
        ("country", code) if code.len() == 2 => lens.words.locale.country(code).into_owned(),
        ("customer", "new") => lens.words.get("segment_new").to_owned(),
        ("customer", "returning") => lens.words.get("segment_returning").to_owned(),
        _ => value.to_owned(),
    }
}
