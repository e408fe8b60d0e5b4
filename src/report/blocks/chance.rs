//! Whether a change is no more than chance makes of orders that come one by one.
//!
//! In: a metric of a part in two periods. Out: yes or no, as far as orders decide it. Absent: what no orders are counted of: chance
//! moves it too, and nothing tells how much.

use std::cmp::Ordering;

use crate::importers::Measure;
use crate::report::certainty;
use crate::report::lens::Lens;
use crate::report::metrics::{self, Metric, Totals};
use crate::report::settings::CacBasis;
use crate::report::slice::{Cut, Slice};

use super::next::amounts;

/// Whether a metric of a part changed by no more than that; `false` where nothing tells.
pub fn made(lens: &Lens<'_>, metric: &Metric, cut: Cut) -> bool {
    judged(lens.on_days_of(metric), metric.name, cut).unwrap_or(false)
}

fn judged(lens: &Lens<'_>, name: &str, cut: Cut) -> Option<bool> {
    match name {
        "orders" => of_orders(lens, cut, days(lens)?),
        "sales" => of_sales(lens, cut, days(lens)?),
        "roas" | "blended_roas" => {
            of_sales(lens, cut, both(lens, cut, |part| part.get(Measure::Spend).filter(|spend| *spend > 0))?)
        }
        "roi" => of_sales(lens, cut, paid(lens, cut)?),
        "aov" => of_average(lens, cut),
        "refunds" => of_refunds(lens, cut, days(lens)?),
        "conversion_rate" => {
            let [now, before] =
                both(lens, cut, |part| metrics::orders_of_visits(part).zip(part.get(Measure::Sessions)))?;
            Some(is_one_pace(now, before))
        }
        "new_customers" => of_customers(lens, cut, days(lens)?),
        "cac" => match lens.settings.definitions.cac {
            CacBasis::Customers => of_customers(lens, cut, paid(lens, cut)?),
            CacBasis::Orders => of_orders(lens, cut, paid(lens, cut)?),
        },
        "returning_share" => of_returning(lens, cut),
        "repeat_rate" => of_repeated(lens, cut),
        _ => None,
    }
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
    Some(is_one_pace((orders, now), (earlier, before)))
}

fn of_customers(lens: &Lens<'_>, cut: Cut, [now, before]: [i64; 2]) -> Option<bool> {
    let seen = lens.see(metrics::find("new_customers")?, cut);
    let [own, earlier] = [seen.now.ok()?, seen.before?].map(|value| value.scaled(0));
    Some(is_one_pace((own, now), (earlier, before)))
}

/// Of customers of the period, those who had ordered before it; each may have been of either kind.
fn of_returning(lens: &Lens<'_>, cut: Cut) -> Option<bool> {
    let [own, earlier] = both(lens, cut, |part| {
        let customers = part.customers?;
        customers
            .active
            .filter(|active| *active > 0)
            .map(|active| [active - customers.new, active].map(|count| count as f64))
    })?;
    let all = own[1] + earlier[1];
    let share = (own[0] + earlier[0]) / all;
    let change = own[0] / own[1] - earlier[0] / earlier[1];
    let variance = share * (1.0 - share) * (1.0 / own[1] + 1.0 / earlier[1]);
    Some(all < certainty::ENOUGH as f64 || certainty::is_chance(change, variance))
}

/// Of all customers so far, those who ordered again: as many more of them as there are customers since leave their share as it was.
fn of_repeated(lens: &Lens<'_>, cut: Cut) -> Option<bool> {
    let [[repeated, ever], [earlier, before]] = both(lens, cut, |part| {
        let customers = part.customers?;
        Some([customers.repeated, customers.ever].map(|count| count as f64))
    })?;
    let (share, since, own) = (earlier / before.max(1.0), ever - before, repeated - earlier);
    let expected = share * since;
    let variance = own.max(expected) + since * since * share * (1.0 - share) / before.max(1.0);
    Some(own + expected < certainty::ENOUGH as f64 || certainty::is_chance(own - expected, variance))
}

/// Of what went back. Of how many orders no export says: of as many as it is, if each was of the shop's, or as large as those that
/// went back.
fn of_refunds(lens: &Lens<'_>, cut: Cut, [now, before]: [i64; 2]) -> Option<bool> {
    let unit = 10_f64.powi(i32::from(lens.words.formats.digits()));
    let [own, earlier] = sides(lens)?.map(|slice| slice.sum(cut, Measure::Refunds).unwrap_or(0) as f64 / unit);
    let back = [Cut::default(), cut].into_iter().filter_map(|cut| of_one_back(lens, cut));
    let each = of_one(lens).map(|each| back.fold(each, f64::max));
    let Some(each) = each.filter(|each| own + earlier >= certainty::ENOUGH as f64 * each) else {
        return Some(true);
    };
    let longer = now as f64 / before as f64;
    Some(certainty::is_chance(own - longer * earlier, each * (own + longer * longer * earlier)))
}

/// What customers paid for an order that goes back, as large ones count for more: by what stayed of the orders of the shop, of which
/// those that went back brought nothing, and by what tax and delivery add to it.
fn of_one(lens: &Lens<'_>) -> Option<f64> {
    let (sides, all) = (sides(lens)?, Cut::default());
    let amounts = sides.iter().filter_map(|slice| amounts(lens, slice, all));
    let (sum, squares) = amounts.fold((0.0, 0.0), |(sum, squares), own| (sum + own.0, squares + own.1));
    let of = |measure| sides.iter().filter_map(|slice| slice.sum(all, measure)).fold(0, i64::saturating_add) as f64;
    let paid = of(Measure::Total) / of(Measure::Net);
    (sum > 0.0 && squares > 0.0).then(|| squares / sum * if paid > 1.0 { paid } else { 1.0 })
}

/// The same by what went back of each order of a part: large orders may go back more often than others.
fn of_one_back(lens: &Lens<'_>, cut: Cut) -> Option<f64> {
    let told = sides(lens)?.map(|slice| slice.sums_of_both(cut, Measure::Refunds, Measure::SquaresBack));
    let sum = |(sum, squares): (f64, f64), own: (i64, i64)| (sum + own.0 as f64, squares + own.1 as f64);
    let (back, squares) = told.into_iter().flatten().fold((0.0, 0.0), sum);
    (back > 0.0).then(|| squares / back)
}

/// Whether two counts, each with the days, visits or money that they are of, may be of one pace; of a few anything may be.
fn is_one_pace(now: (i64, i64), before: (i64, i64)) -> bool {
    certainty::trend(now, before).is_none_or(Ordering::is_eq)
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

/// What was spent on ads and what else a part cost, as its price and its return hold it: both are known to the cent.
fn paid(lens: &Lens<'_>, cut: Cut) -> Option<[i64; 2]> {
    both(lens, cut, |part| metrics::all_paid(part).map(|paid| paid.scaled(0)))
}

/// The same of a part in both periods.
fn both<T>(lens: &Lens<'_>, cut: Cut, of: impl Fn(&Totals<'_>) -> Option<T>) -> Option<[T; 2]> {
    let [now, before] = [&lens.now, lens.before.as_ref()?].map(|side| of(&lens.totals(side, cut)));
    Some([now?, before?])
}
