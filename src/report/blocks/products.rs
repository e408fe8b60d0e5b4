//! What was sold, and through which network.

use std::collections::BTreeMap;

use crate::charts::cell_bar;
use crate::report::channels::NetworkId;
use crate::report::facts::Sold;
use crate::report::lens::Lens;
use crate::report::number::{Exact, Unit};
use crate::report::view::{Block, Cell, Column, Table, TableRow};
use crate::scalar::Period;

/// Networks that are named beside a product.
const NAMED: usize = 2;

/// Products with most sales, of one network or of all; the others are one row.
pub fn table(lens: &Lens<'_>, id: &str, network: Option<NetworkId>, most: usize) -> Option<Block> {
    let words = lens.words;
    let now = sums(lens, lens.now.slice.period, network);
    let before = lens.before.as_ref().map(|before| sums(lens, before.slice.period, network));
    let mut all: Vec<(u32, Sold)> = now.iter().map(|(product, of)| (*product, whole(of))).collect();
    if all.is_empty() {
        return None;
    }
    let names: BTreeMap<u32, (&str, &str)> =
        lens.facts.products.iter().map(|(key, (n, name))| (*n, (key.as_str(), name.as_str()))).collect();
    all.sort_by_key(|(product, sold)| (std::cmp::Reverse(sold.sales), names[product].1));
    let largest = all.first().map_or(0, |(_, sold)| sold.sales);
    let mut columns = vec![
        Column::text("product", words.get("report_product")),
        Column::number("quantity", words.get("report_quantity")),
        Column::number("orders", words.metric("orders")),
        Column::number("sales", words.get("report_goods")),
    ];
    if before.is_some() {
        columns.push(Column::number("before", words.get("report_goods_before")));
    }
    if network.is_none() {
        columns.push(Column::text("networks", words.get("report_through")));
    }
    let figures = |sold: Sold| {
        vec![
            super::cell(words, Unit::Count, Some(Exact::whole(sold.quantity))),
            super::cell(words, Unit::Count, Some(Exact::whole(sold.orders))),
            super::cell(words, Unit::Money, Some(Exact::whole(sold.sales))),
        ]
    };
    let earlier = |product: u32| before.as_ref().map(|before| before.get(&product).map_or(0, |of| whole(of).sales));
    let row = |product: u32, sold: Sold| {
        let (key, name) = names[&product];
        let mut first = Cell::text(name);
        first.detail = (key != name).then(|| key.to_owned());
        let mut cells = vec![first];
        cells.extend(figures(sold));
        if largest > 0 {
            cells[3].bar = Some(cell_bar(sold.sales as f64 / largest as f64));
        }
        cells.extend(earlier(product).map(|sales| super::cell(words, Unit::Money, Some(Exact::whole(sales)))));
        if network.is_none() {
            cells.push(Cell::text(through(lens, &now[&product], sold.sales)));
        }
        TableRow { cells, quiet: false }
    };
    let mut rows: Vec<TableRow> = all.iter().take(most).map(|(product, sold)| row(*product, *sold)).collect();
    if all.len() > most {
        let rest = all[most..].iter().fold(Sold::default(), |sum, (_, sold)| add(sum, *sold));
        let mut cells = vec![Cell::text(words.count("report_other_products", (all.len() - most) as u64, &[]))];
        cells.extend(figures(rest));
        cells.resize_with(columns.len(), Cell::default);
        rows.push(TableRow { cells, quiet: true });
    }
    let title = words.get("report_products").to_owned();
    let text = words.get("report_products_text").to_owned();
    Some(Block::Table(Table { id: id.to_owned(), title, text, columns, rows, ..Table::default() }))
}

type ByNetwork = BTreeMap<NetworkId, Sold>;

fn sums(lens: &Lens<'_>, period: Period, network: Option<NetworkId>) -> BTreeMap<u32, ByNetwork> {
    let mut sums: BTreeMap<u32, ByNetwork> = BTreeMap::new();
    for ((product, day, through), sold) in &lens.facts.sold {
        if period.holds(*day) && network.is_none_or(|network| network == *through) {
            let sum = sums.entry(*product).or_default().entry(*through).or_default();
            *sum = add(*sum, *sold);
        }
    }
    sums
}

fn whole(of: &ByNetwork) -> Sold {
    of.values().fold(Sold::default(), |sum, sold| add(sum, *sold))
}

fn add(sum: Sold, sold: Sold) -> Sold {
    Sold {
        orders: sum.orders + sold.orders,
        quantity: sum.quantity.saturating_add(sold.quantity),
        sales: sum.sales.saturating_add(sold.sales),
    }
}

/// `Instagram 54 %, Pinterest 20 %`
fn through(lens: &Lens<'_>, of: &ByNetwork, all: i64) -> String {
    let mut of: Vec<(&NetworkId, &Sold)> = of.iter().filter(|(_, sold)| sold.sales > 0).collect();
    of.sort_by_key(|(id, sold)| (std::cmp::Reverse(sold.sales), **id));
    let part = |(id, sold): &(&NetworkId, &Sold)| {
        let share = Exact::ratio(sold.sales.into(), all.into())?;
        Some(format!("{} {}", lens.words.network(**id), lens.words.formats.percent(share.scaled(2))))
    };
    of.iter().take(NAMED).filter_map(part).collect::<Vec<_>>().join(", ")
}
