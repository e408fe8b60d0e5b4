//! Whether a change is no more than chance makes of orders that come one by one.
//!
//! In: a metric of a part in two periods. Out: yes or no, as far as orders decide it. Absent: what no orders are counted of: chance
//! moves it too, and nothing tells how much.

use std::cmp::Ordering;

use crate::importers::Measure;
use crate::report::certainty;
use crate::report::lens::Lens;
use crate::report::metrics::{self, Metric};
use crate::report::slice::{Cut, Slice};

use super::next::amounts;

/// Whether a metric of a part changed by no more than that; `false` where nothing tells.
pub fn made(lens: &Lens<'_>, metric: &Metric, cut: Cut) -> bool {
    let made = match metric.name {
        "orders" => days(lens).and_then(|days| of_orders(lens, cut, days)),
        "sales" => days(lens).and_then(|days| of_sales(lens, cut, days)),
        "roas" | "blended_roas" => sums(lens, cut, Measure::Spend).and_then(|spend| of_sales(lens, cut, spend)),
        "aov" => of_average(lens, cut),
        "new_customers" => days(lens).and_then(|days| of_customers(lens, cut, days)),
        "cac" => sums(lens, cut, Measure::Spend).and_then(|spend| of_customers(lens, cut, spend)),
        _ => None,
    };
    made.unwrap_or(false)
}

/// Of sales, now and before, each with the days or the spend that they are of. Of a few orders the next ones decide.
pub fn of_sales(lens: &Lens<'_>, cut: Cut, [now, before]: [i64; 2]) -> Option<bool> {
    let sides = sides(lens)?;
    if !are_enough(orders(&sides, cut)?) {
        return Some(true);
    }
    let longer = now as f64 / before as f64;
    let [(now, squares), (before, earlier)] = sides.map(|slice| amounts(lens, slice, cut).unwrap_or_default());
    Some(certainty::is_chance(now - longer * before, squares + longer * longer * earlier))
}

fn of_orders(lens: &Lens<'_>, cut: Cut, [now, before]: [i64; 2]) -> Option<bool> {
    let [orders, earlier] = orders(&sides(lens)?, cut)?;
    Some(certainty::trend((orders, now), (earlier, before)).is_none_or(Ordering::is_eq))
}

fn of_customers(lens: &Lens<'_>, cut: Cut, [now, before]: [i64; 2]) -> Option<bool> {
    let seen = lens.see(metrics::find("new_customers")?, cut);
    let [own, earlier] = [seen.now.ok()?, seen.before?].map(|value| value.scaled(0));
    Some(certainty::trend((own, now), (earlier, before)).is_none_or(Ordering::is_eq))
}

/// Of what an order brought on average, by how unequal orders are.
fn of_average(lens: &Lens<'_>, cut: Cut) -> Option<bool> {
    let sides = sides(lens)?;
    let counts = orders(&sides, cut)?;
    if !are_enough(counts) || counts.contains(&0) {
        return Some(true);
    }
    let [now, before] = [0, 1].map(|side: usize| -> (f64, f64) {
        let (count, (sum, squares)) = (counts[side] as f64, amounts(lens, sides[side], cut).unwrap_or_default());
        let mean = sum / count;
        (mean, (squares / count - mean * mean).max(0.0) / count)
    });
    Some(certainty::is_chance(now.0 - before.0, now.1 + before.1))
}

fn are_enough(orders: [i64; 2]) -> bool {
    orders[0].saturating_add(orders[1]) >= certainty::ENOUGH
}

fn sides<'l>(lens: &'l Lens<'_>) -> Option<[&'l Slice; 2]> {
    Some([&lens.now.slice, &lens.before.as_ref()?.slice])
}

/// `None` where sales are known and the number of orders is not.
fn orders(sides: &[&Slice; 2], cut: Cut) -> Option<[i64; 2]> {
    let [now, before] = sides.map(|slice| slice.sum(cut, Measure::Orders));
    (now.is_some() || before.is_some()).then(|| [now, before].map(Option::unwrap_or_default))
}

pub fn days(lens: &Lens<'_>) -> Option<[i64; 2]> {
    Some(sides(lens)?.map(|slice| slice.period.days()))
}

fn sums(lens: &Lens<'_>, cut: Cut, measure: Measure) -> Option<[i64; 2]> {
    let [now, before] = sides(lens)?.map(|slice| slice.sum(cut, measure).filter(|sum| *sum > 0));
    Some([now?, before?])
}
