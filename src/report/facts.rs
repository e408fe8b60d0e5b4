//! What all sources say, added up by day, network and campaign.
//!
//! In: records with their belonging. Out: [`Facts`], whose size grows with days, networks, campaigns and customers, never
//! with rows. Whole numbers only. Absent: ratios, and the question which of two sources counts, which [`super::slice`] answers.

use std::collections::BTreeMap;
use std::hash::{BuildHasherDefault, Hasher};

use jiff::civil::Date;

use crate::importers::Measure;

use super::channels::{Belonging, CampaignId, LinkId, NetworkId};
use crate::report::findings::{strays::Strays, unfilled::Unfilled};
use crate::report::slice::rivals::Paired;

/// Who said it: a place in the list of sources, or hand.
pub type Origin = u16;
/// Kept by hand in report.yaml.
pub const BY_HAND: Origin = Origin::MAX;

/// Some days of one network, campaign and format, as one source tells them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    pub from: Date,
    /// Inclusive.
    pub to: Date,
    pub belonging: Belonging,
    /// A place in [`Facts::formats`]; 0 is none.
    pub format: u16,
    pub origin: Origin,
    /// A place in [`Facts::same_ads`]; 0 is none.
    pub ads: u32,
}

/// Sums by measure. What was never told has no entry, which is not the same as 0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sums(pub Vec<(Measure, i64)>);

impl Sums {
    pub fn add(&mut self, measure: Measure, value: i64) {
        match self.0.iter_mut().find(|(known, _)| *known == measure) {
            Some((_, sum)) => *sum = sum.saturating_add(value),
            None => self.0.push((measure, value)),
        }
    }

    pub fn get(&self, measure: Measure) -> Option<i64> {
        self.0.iter().find(|(known, _)| *known == measure).map(|(_, sum)| *sum)
    }
}

/// What was sold of one product on one day through one network.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sold {
    pub orders: i64,
    pub quantity: i64,
    /// Minor units, before order discounts.
    pub sales: i64,
    /// Pieces that are in no sales: their export has no prices.
    pub unpriced: i64,
}

impl Sold {
    pub fn and(mut self, other: Sold) -> Sold {
        self.add(other);
        self
    }

    pub fn add(&mut self, other: Sold) {
        self.orders += other.orders;
        self.quantity = self.quantity.saturating_add(other.quantity);
        self.sales = self.sales.saturating_add(other.sales);
        self.unpriced = self.unpriced.saturating_add(other.unpriced);
    }
}

/// A customer without a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Customer {
    pub first: Date,
    /// Through which the first order came.
    pub network: NetworkId,
    /// The shop knew them before its export begins.
    pub before: bool,
    /// The day of the second order; [`Date::MAX`] while there is none.
    pub second: Date,
    /// Months with orders, one bit each, counted back from [`Facts::last_month`].
    pub months: u64,
    /// Net sales until the first of the days that customers are asked about.
    sales: i64,
}

/// An order, as far as its customer is concerned.
#[derive(Debug, Clone, Copy)]
pub struct Bought {
    pub hash: u64,
    pub day: Date,
    pub network: NetworkId,
    /// Minor units that stayed with the shop.
    pub sales: i64,
    /// The shop knew the customer before its export begins.
    pub before: bool,
}

/// Orders that wait for each other. Half a million customers are in no cache: a processor that has many to look up at once
/// waits for all of them together, between two rows of a file it would wait for each.
const WAITING: usize = 1_024;

/// Customers by the hash of what tells them apart. They are only ever counted and added up, so their order, which is no
/// order, reaches no figure; half a million of them are found twice as fast as in a tree.
#[derive(Debug, Default)]
pub struct Customers {
    by_hash: Map<Customer>,
    /// The last days of the report's periods, in order: what somebody bought later is not told of a period.
    ends: Vec<Date>,
    /// Net sales between two of those days, of those who bought then.
    later: Vec<Map<i64>>,
}

#[expect(clippy::disallowed_types, reason = "sums do not depend on the order")]
type Map<T> = std::collections::HashMap<u64, T, BuildHasherDefault<Hashed>>;

impl Customers {
    fn until(ends: Vec<Date>) -> Customers {
        let later = ends.iter().skip(1).map(|_| Map::default()).collect();
        Customers { by_hash: Map::default(), ends, later }
    }

    pub fn values(&self) -> impl Iterator<Item = &Customer> {
        self.by_hash.values()
    }

    /// Each with the net sales until the end of a period.
    pub fn with_sales(&self, end: Date) -> impl Iterator<Item = (&Customer, i64)> {
        let later: Vec<&Map<i64>> =
            self.later.iter().zip(self.ends.iter().skip(1)).filter(|(_, to)| **to <= end).map(|(map, _)| map).collect();
        self.by_hash.iter().map(move |(hash, customer)| {
            let sales = later.iter().filter_map(|map| map.get(hash));
            (customer, sales.fold(customer.sales, |sum, sales| sum.saturating_add(*sales)))
        })
    }

    fn order(&mut self, Bought { hash, day, network, sales, before }: Bought, back: i32) {
        let none = Customer { first: Date::MAX, network, before, second: Date::MAX, months: 0, sales: 0 };
        let customer = self.by_hash.entry(hash).or_insert(none);
        if day < customer.first {
            customer.second = customer.first;
            customer.first = day;
            customer.network = network;
            customer.before = before;
        } else {
            customer.second = customer.second.min(day);
        }
        customer.months |= 1 << back;
        self.pay(hash, day, sales);
    }

    /// Money of a known customer, below 0 where it goes back.
    fn pay(&mut self, hash: u64, day: Date, amount: i64) {
        let Some(customer) = self.by_hash.get_mut(&hash) else { return };
        let sum = match self.ends.partition_point(|end| *end < day).checked_sub(1) {
            None => &mut customer.sales,
            Some(later) => match self.later.get_mut(later) {
                Some(map) => map.entry(hash).or_default(),
                None => return,
            },
        };
        *sum = sum.saturating_add(amount);
    }
}

/// The keys are hashes already.
#[derive(Debug, Default)]
pub struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = self.0.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posted {
    /// What tells it from others, where the export has a number for it.
    pub id: Option<u64>,
    pub network: NetworkId,
    pub title: String,
    pub url: String,
    pub day: Date,
    pub format: String,
    pub sums: Sums,
}

#[derive(Debug)]
pub struct Facts {
    pub cells: BTreeMap<Cell, Sums>,
    /// Names of formats; the first is empty.
    pub formats: Vec<String>,
    /// By key: the sku, else the name.
    pub products: BTreeMap<String, Product>,
    /// By day, network and product: rows of exports are in the order of their days.
    pub sold: BTreeMap<(Date, NetworkId, u32), Sold>,
    pub customers: Customers,
    waiting: Vec<Bought>,
    /// Months since year 0 of the latest month that customers are counted in.
    pub last_month: i32,
    /// Sources whose ads may be of several networks, without saying of which; they are held for the first one's.
    pub guessed: BTreeMap<Origin, Vec<NetworkId>>,
    /// What is told in a currency without a rate, and of how many orders.
    pub no_rate: BTreeMap<(Cell, Measure), i64>,
    /// What a file before tells too, for some of its days at least; and files that tell the same.
    pub rivals: BTreeMap<Cell, Sums>,
    pub paired: Paired,
    /// Of ads by dimension: which files tell of its groups, and which do too.
    pub groups: BTreeMap<String, Groups>,
    /// Of each campaign, as an ads manager names it, those that may be the same one; the first is none and may be any.
    pub same_ads: Vec<Vec<u32>>,
    /// How each is written, and the names that some go on under.
    pub names_of_ads: Vec<String>,
    pub renamed: BTreeMap<String, CampaignId>,
    /// Campaigns of orders and visits that are none of campaigns.yaml, and links in which an ads manager filled in nothing.
    pub strays: Strays,
    pub unfilled: Unfilled,
    /// Files of ads, those first that are believed first where both tell the same days.
    pub order_of_ads: Vec<Origin>,
    /// By dimension and value, with the days and the network.
    pub segments: BTreeMap<String, BTreeMap<String, BTreeMap<Cell, Sums>>>,
    pub posts: Vec<Posted>,
    /// Where a post stands among them.
    numbered: BTreeMap<u64, usize>,
}

/// Sums over all groups of a dimension, as files of ads tell them.
#[derive(Debug, Default)]
pub struct Groups {
    pub cells: BTreeMap<Cell, Sums>,
    pub rivals: BTreeMap<Cell, Sums>,
}

impl Groups {
    pub fn take(&mut self, cell: Cell, new: Vec<(Measure, i64)>, rivals: Vec<(Measure, i64)>) {
        for (cells, values) in [(&mut self.cells, new), (&mut self.rivals, rivals)] {
            if !values.is_empty() {
                add(cells, cell, values);
            }
        }
    }
}

/// A product as the exports have it.
#[derive(Debug)]
pub struct Product {
    pub number: u32,
    /// Of the newest day on which it was sold.
    pub name: String,
    named: Date,
}

/// More groups of people than a table shows.
const MAX_SEGMENTS: usize = 2_000;
/// More posts than a shop has.
const MAX_POSTS: usize = 50_000;
/// Formats that are told apart.
const MAX_FORMATS: usize = 200;
/// Products that are told apart; those beyond are one.
const MAX_PRODUCTS: usize = 100_000;

impl Facts {
    /// Nothing yet; customers are counted in the 64 months until a day, and asked about at the ends of some periods.
    pub fn until(day: Date, ends: Vec<Date>) -> Facts {
        Facts {
            cells: BTreeMap::new(),
            formats: vec![String::new()],
            products: BTreeMap::new(),
            sold: BTreeMap::new(),
            customers: Customers::until(ends),
            waiting: Vec::with_capacity(WAITING),
            last_month: month(day),
            guessed: BTreeMap::new(),
            no_rate: BTreeMap::new(),
            rivals: BTreeMap::new(),
            paired: Paired::new(),
            groups: BTreeMap::new(),
            same_ads: Vec::new(),
            names_of_ads: vec![String::new()],
            renamed: BTreeMap::new(),
            strays: Strays::default(),
            unfilled: Unfilled::default(),
            order_of_ads: Vec::new(),
            segments: BTreeMap::new(),
            posts: Vec::new(),
            numbered: BTreeMap::new(),
        }
    }

    pub fn add(&mut self, cell: Cell, values: impl IntoIterator<Item = (Measure, i64)>) {
        add(&mut self.cells, cell, values);
    }

    /// Figures that a file before tells too.
    pub fn rival(&mut self, cell: Cell, values: Vec<(Measure, i64)>) {
        if !values.is_empty() {
            add(&mut self.rivals, cell, values);
        }
    }

    pub fn format(&mut self, name: &str) -> u16 {
        if name.is_empty() {
            return 0;
        }
        let name = name.trim().to_lowercase();
        match self.formats.iter().position(|known| *known == name) {
            Some(place) => place as u16,
            None if self.formats.len() < MAX_FORMATS => {
                self.formats.push(name);
                (self.formats.len() - 1) as u16
            }
            None => 0,
        }
    }

    /// Figures of a month that still runs are of its days until the last one that is known, whatever their export calls them:
    /// those of exports that reach until some day, and those that are kept for the month.
    pub fn end(&mut self, last: Date, until: Date) {
        let ends = |cell: &Cell| cell.to <= if cell.origin == BY_HAND { last.last_of_month() } else { until };
        let over = |cell: &&Cell| cell.from <= last && last < cell.to && ends(cell);
        let end = |cells: &mut BTreeMap<Cell, Sums>| {
            let over: Vec<Cell> = cells.keys().filter(over).copied().collect();
            for cell in over {
                let sums = cells.remove(&cell).unwrap_or_default();
                add(cells, Cell { to: last, ..cell }, sums.0);
            }
        };
        end(&mut self.cells);
        end(&mut self.rivals);
        self.groups.values_mut().for_each(|groups| {
            end(&mut groups.cells);
            end(&mut groups.rivals);
        });
        self.segments.values_mut().flat_map(BTreeMap::values_mut).for_each(end);
    }

    /// The number of a product that a line of an order names. Of several names the newest one stays, and of one day the last
    /// in the alphabet, whichever the export tells first.
    pub fn product(&mut self, sku: &str, name: &str, day: Date) -> u32 {
        let key = key(sku, name);
        if let Some(known) = self.products.get_mut(key) {
            if (known.named, known.name.as_str()) < (day, name) {
                known.named = day;
                name.clone_into(&mut known.name);
            }
            return known.number;
        }
        let (key, name) = if self.products.len() < MAX_PRODUCTS { (key, name) } else { ("…", "…") };
        let next = self.products.len() as u32;
        let new = || Product { number: next, name: name.to_owned(), named: day };
        self.products.entry(key.to_owned()).or_insert_with(new).number
    }

    pub fn sell(&mut self, product: u32, day: Date, network: NetworkId, sold: Sold) {
        self.sold.entry((day, network, product)).or_default().add(sold);
    }

    /// An order of a customer, who is known by the hash of what tells customers apart; not after the last month.
    pub fn customer(&mut self, order: Bought) {
        self.waiting.push(order);
        if self.waiting.len() == WAITING {
            self.settle();
        }
    }

    /// Takes the orders that wait to their customers.
    pub fn settle(&mut self) {
        for order in self.waiting.drain(..) {
            let back = (self.last_month - month(order.day)).clamp(0, 63);
            self.customers.order(order, back);
        }
    }

    /// Money that goes back to a customer whose order was told before.
    pub fn give_back(&mut self, hash: u64, day: Date, amount: i64) {
        self.customers.pay(hash, day, amount.saturating_neg());
    }

    pub fn segment(
        &mut self,
        dimension: &str,
        value: &str,
        cell: Cell,
        values: impl IntoIterator<Item = (Measure, i64)>,
    ) {
        let known = self.segments.get(dimension).is_some_and(|groups| groups.contains_key(value));
        if !known && self.segments.values().map(BTreeMap::len).sum::<usize>() >= MAX_SEGMENTS {
            return;
        }
        let groups = self.segments.entry(dimension.to_owned()).or_default();
        add(groups.entry(value.to_owned()).or_default(), cell, values);
    }

    /// A post that two exports tell for different days is one, with the figures of both.
    pub fn post(&mut self, post: Posted) {
        if let Some(known) = post.id.and_then(|id| self.numbered.get(&id)) {
            post.sums.0.iter().for_each(|(measure, value)| self.posts[*known].sums.add(*measure, *value));
        } else if self.posts.len() < MAX_POSTS {
            self.numbered.extend(post.id.map(|id| (id, self.posts.len())));
            self.posts.push(post);
        }
    }

    /// The month that lies so many months before the last one.
    pub fn month_back(&self, back: i32) -> Date {
        let month = self.last_month - back;
        Date::new(month.div_euclid(12) as i16, month.rem_euclid(12) as i8 + 1, 1).unwrap_or_default()
    }
}

fn add(cells: &mut BTreeMap<Cell, Sums>, cell: Cell, values: impl IntoIterator<Item = (Measure, i64)>) {
    let sums = cells.entry(cell).or_default();
    for (measure, value) in values {
        sums.add(measure, value);
    }
}

/// What tells products apart.
pub fn key<'a>(sku: &'a str, name: &'a str) -> &'a str {
    if sku.is_empty() { name } else { sku }
}

/// Months since year 0.
pub fn month(day: Date) -> i32 {
    i32::from(day.year()) * 12 + i32::from(day.month()) - 1
}

pub fn cell(from: Date, to: Date, belonging: Belonging, format: u16, origin: Origin) -> Cell {
    Cell { from, to, belonging, format, origin, ads: 0 }
}

/// A belonging to a network alone.
pub fn network(network: NetworkId) -> Belonging {
    Belonging { network, campaign: None, link: None::<LinkId> }
}
