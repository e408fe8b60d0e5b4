//! What was sold, through which network, and whether that rises by more than chance.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

use crate::charts::cell_bar;
use crate::report::certainty;
use crate::report::channels::NetworkId;
use crate::report::facts::Sold;
use crate::report::lens::Lens;
use crate::report::number::{Exact, Unit};
use crate::report::view::{Block, Cell, Column, Table, TableRow};
use crate::report::words::Words;
use crate::scalar::Period;

/// Networks that are named beside a product.
const NAMED: usize = 2;

/// Products with most sales now or before, of one network or of all; the others are one row.
pub fn table(lens: &Lens<'_>, id: &str, network: Option<NetworkId>, most: usize) -> Option<Block> {
    let words = lens.words;
    let before = lens.whole_before().map(|before| sums(lens, before.slice.period, network));
    let goods = Goods { lens, now: sums(lens, lens.now.slice.period, network), before, through: network.is_none() };
    let names: BTreeMap<u32, (&str, &str)> =
        lens.facts.products.iter().map(|(key, own)| (own.number, (key.as_str(), own.name.as_str()))).collect();
    let (shown, rest) = goods.sorted(&names, most);
    let largest = shown.iter().filter_map(|product| priced(goods.sold(*product))).max().unwrap_or(0);
    let row = |product: u32| {
        let (key, name) = names[&product];
        let mut first = Cell::text(name);
        first.detail = (key != name).then(|| key.to_owned());
        let sold = goods.sold(product);
        let mut cells = vec![first];
        cells.extend(goods.figures(sold, goods.sold_before(product), true));
        if let Some(sales) = priced(sold).filter(|sales| *sales > 0) {
            cells[3].bar = Some(cell_bar(sales as f64 / largest as f64));
        }
        if goods.through {
            cells.push(Cell::text(goods.now.get(&product).map(|of| through(lens, of, sold)).unwrap_or_default()));
        }
        TableRow { cells, quiet: false }
    };
    let mut rows: Vec<TableRow> = shown.iter().map(|product| row(*product)).collect();
    if rows.is_empty() {
        return None;
    }
    let columns = goods.columns();
    if !rest.is_empty() {
        let sum = |of: &dyn Fn(u32) -> Sold| rest.iter().fold(Sold::default(), |sum, product| sum.and(of(*product)));
        let (now, before) = (sum(&|product| goods.sold(product)), sum(&|product| goods.sold_before(product)));
        let mut cells = vec![Cell::text(words.count("report_other_products", rest.len() as u64, &[]))];
        cells.extend(goods.figures(now, before, rest.len() == 1));
        cells.resize_with(columns.len(), Cell::default);
        rows.push(TableRow { cells, quiet: true });
    }
    let title = words.get("report_products").to_owned();
    let text = words.get("report_products_text").to_owned();
    let notes = goods.before.iter().map(|_| words.get("report_demand_note").to_owned()).collect();
    Some(Block::Table(Table { id: id.to_owned(), title, text, columns, rows, notes, ..Table::default() }))
}

/// What was sold of each product, now and before.
struct Goods<'a> {
    lens: &'a Lens<'a>,
    now: BTreeMap<u32, ByNetwork>,
    before: Option<BTreeMap<u32, ByNetwork>>,
    /// Whether networks are named.
    through: bool,
}

impl Goods<'_> {
    fn sold(&self, product: u32) -> Sold {
        self.now.get(&product).map(whole).unwrap_or_default()
    }

    fn sold_before(&self, product: u32) -> Sold {
        self.before.as_ref().and_then(|before| before.get(&product)).map(whole).unwrap_or_default()
    }

    /// Those that sell or sold most, by what they sell now; and the others.
    fn sorted(&self, names: &BTreeMap<u32, (&str, &str)>, most: usize) -> (Vec<u32>, Vec<u32>) {
        let mut all: Vec<u32> = self.now.keys().chain(self.before.iter().flat_map(BTreeMap::keys)).copied().collect();
        all.sort_unstable();
        all.dedup();
        let rank = |sold: Sold| (priced(sold), sold.quantity);
        all.sort_by_cached_key(|product| {
            let most = rank(self.sold(*product)).max(rank(self.sold_before(*product)));
            (Reverse(most), names[product].1)
        });
        let rest = all.split_off(all.len().min(most));
        all.sort_by_key(|product| Reverse(rank(self.sold(*product))));
        (all, rest)
    }

    fn columns(&self) -> Vec<Column> {
        let words = self.lens.words;
        let mut columns = vec![
            Column::text("product", words.get("report_product")).and("sku", "SKU"),
            Column::number("quantity", words.get("report_quantity")),
            Column::number("orders", words.metric("orders")),
            Column::number("sales", words.get("report_goods")),
        ];
        if self.before.is_some() {
            columns.push(Column::number("before", words.get("report_goods_before")));
            columns.push(Column::text("demand", words.get("report_demand")));
        }
        if self.through {
            columns.push(Column::text("networks", words.get("report_through")));
        }
        columns
    }

    /// Figures of a product. Of several products nobody knows the orders: one order may hold two of them.
    fn figures(&self, sold: Sold, earlier: Sold, one: bool) -> Vec<Cell> {
        let words = self.lens.words;
        let orders = one.then(|| Exact::whole(sold.orders));
        let mut cells = vec![
            super::cell(words, Unit::Count, Some(Exact::whole(sold.quantity))),
            super::cell(words, Unit::Count, orders),
            goods(words, sold),
        ];
        if self.before.is_some() {
            cells.push(goods(words, earlier));
            cells.push(if one { demand(self.lens, sold.orders, earlier.orders) } else { Cell::default() });
        }
        cells
    }
}

/// What was sold, where each piece has a price.
fn priced(sold: Sold) -> Option<i64> {
    (sold.unpriced == 0).then_some(sold.sales)
}

fn goods(words: &Words, sold: Sold) -> Cell {
    let value = priced(sold).map(Exact::whole);
    let why = value.is_none().then(|| words.get("why_no_prices").to_owned());
    Cell { why, ..super::cell(words, Unit::Money, value) }
}

/// Whether more people want a product than before, as far as its orders tell that from chance.
fn demand(lens: &Lens<'_>, now: i64, before: i64) -> Cell {
    let words = lens.words;
    let days = lens.before.as_ref().map_or(1, |before| before.slice.period.days());
    match certainty::trend((now, lens.now.slice.period.days()), (before, days)) {
        None => Cell::text(words.get("report_few")),
        Some(Ordering::Greater) => Cell::text(words.get("report_rises")),
        Some(Ordering::Less) => Cell::text(words.get("report_falls")),
        Some(Ordering::Equal) => Cell::text(words.get("report_chance")),
    }
}

type ByNetwork = BTreeMap<NetworkId, Sold>;

fn sums(lens: &Lens<'_>, period: Period, network: Option<NetworkId>) -> BTreeMap<u32, ByNetwork> {
    let mut sums: BTreeMap<u32, ByNetwork> = BTreeMap::new();
    let days = lens.facts.sold.range((period.from, NetworkId::MIN, u32::MIN)..);
    for ((_, through, product), sold) in days.take_while(|((day, ..), _)| *day <= period.to) {
        if network.is_none_or(|network| network == *through) {
            sums.entry(*product).or_default().entry(*through).or_default().add(*sold);
        }
    }
    sums
}

fn whole(of: &ByNetwork) -> Sold {
    let mut sum = Sold::default();
    of.values().for_each(|sold| sum.add(*sold));
    sum
}

/// `Instagram 54 %, Pinterest 20 %` of the goods, or of the pieces where not all have a price.
fn through(lens: &Lens<'_>, of: &ByNetwork, all: Sold) -> String {
    let share_of = |sold: &Sold| if priced(all).is_some() { sold.sales } else { sold.quantity };
    let mut of: Vec<(&NetworkId, i64)> =
        of.iter().map(|(id, sold)| (id, share_of(sold))).filter(|(_, part)| *part > 0).collect();
    of.sort_by_key(|(id, part)| (Reverse(*part), **id));
    let part = |(id, part): &(&NetworkId, i64)| {
        let share = Exact::ratio((*part).into(), share_of(&all).into())?;
        Some(format!("{} {}", lens.words.network(**id), lens.words.formats.percent(share.scaled(2))))
    };
    of.iter().take(NAMED).filter_map(part).collect::<Vec<_>>().join(", ")
}
