//! Which exports of orders are of one of several shops, as far as their numbers tell.
//!
//! In: what each file tells, with the lowest and the highest number of its orders. Out: days that no file of a shop tells while others
//! of the same program go on. Absent: days of which nobody tells; see [`crate::report::gaps`].

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::importers::Kind;

use super::{Days, FEWEST, at_an_end, beside};
use crate::report::facts::Origin;
use crate::report::gaps::{Gap, gaps};
use crate::report::quality::FileQuality;

/// Of fewer orders in a file the next month may have none.
const FEW: u64 = 10;

/// Nineteen of twenty orders come within so many times the days from one to the next on average, if they come by chance.
const SILENT: i64 = 3;

/// The days that one of several shops lacks; all of them together are silent for `usual` days.
pub fn gaps_of_shops(files: &[FileQuality], usual: i32) -> Vec<Gap> {
    let mut programs: BTreeMap<&str, Vec<Told>> = BTreeMap::new();
    for (n, file) in files.iter().enumerate().filter(|(_, file)| file.kind == Kind::Orders) {
        if let Some(days) = file.days_of_orders() {
            let numbers = file.numbers.unwrap_or_default();
            programs.entry(file.importer).or_default().push(Told { days: (days, n as Origin), numbers });
        }
    }
    // Files that tell the same orders are of one shop, whichever way they were cut.
    let tells_again = |told: &Told| files.get(usize::from(told.days.1)).is_some_and(|file| file.twice > 0);
    let programs = programs.into_values().filter(|told| !told.iter().any(tells_again));
    programs.flat_map(|told| gaps_of_program(told, files, usual)).collect()
}

/// The days of a file, with the lowest and the highest number of its orders.
struct Told {
    days: Days,
    numbers: (u64, u64),
}

fn gaps_of_program(mut told: Vec<Told>, files: &[FileQuality], usual: i32) -> Vec<Gap> {
    told.sort_by_key(|told| told.days);
    let all: Vec<Days> = told.iter().map(|told| told.days).collect();
    let of = |shop: Vec<Days>| {
        let silent = usual.max(silence(&shop, files));
        let ordered =
            |gap: &Gap| files.get(usize::from(gap.file)).is_some_and(|file| orders_to_its_edges(file, silent));
        let end = at_an_end(&shop, &all, silent).map(|(gap, _)| gap);
        // What is much shorter than the files beside it is a silence, and none of them was forgotten.
        let is_of_files = |gap: &Gap| gap.days() * 2 >= gap.beside;
        let all = gaps(shop, silent).into_iter().chain(end).filter(is_of_files).filter(ordered);
        all.map(|gap| gap.without_silence(silent)).collect::<Vec<_>>()
    };
    let shops = beside(&shops(told)).into_iter().filter(|shop| shop.len() >= FEWEST);
    shops.flat_map(of).map(|gap| Gap { of_account: true, ..gap }).collect()
}

/// The days for which a shop is silent by chance.
fn silence(shop: &[Days], files: &[FileQuality]) -> i32 {
    let days: i64 = shop.iter().map(|((from, to), _)| i64::from((*to - *from).get_days()) + 1).sum();
    let orders = shop.iter().filter_map(|(_, n)| files.get(usize::from(*n))).map(|file| file.orders).sum::<u64>();
    i32::try_from(SILENT * days / i64::try_from(orders.max(1)).unwrap_or(i64::MAX)).unwrap_or(i32::MAX)
}

/// The files of each shop: those that tell of the same days are of several, and of those that come next each goes on with the numbers
/// of the one that ends nearest below its own.
fn shops(told: Vec<Told>) -> Vec<Vec<Days>> {
    let mut shops: Vec<Vec<Told>> = Vec::new();
    for next in told {
        let goes_on = |shop: &&mut Vec<Told>| {
            shop.last().is_some_and(|last| follows(last.days.0, next.days.0) && last.numbers.1 <= next.numbers.0)
        };
        let nearest = shops.iter_mut().filter(goes_on).max_by_key(|shop| shop.last().map(|last| last.numbers.1));
        match nearest {
            Some(shop) => shop.push(next),
            None => shops.push(vec![next]),
        }
    }
    shops.into_iter().map(|shop| shop.into_iter().map(|told| told.days).collect()).collect()
}

/// Whether days come after others, but for a few with which one file ends and the next begins.
fn follows(last: (Date, Date), next: (Date, Date)) -> bool {
    let days = |(from, to): (Date, Date)| (to - from).get_days() + 1;
    let both = days((last.0.max(next.0), last.1.min(next.1)));
    last.0 < next.0 && both * 2 < days(last).min(days(next))
}

/// Whether a file has many orders, until the days that it is said to tell of: a shop that is silent on its last ones was closed.
fn orders_to_its_edges(file: &FileQuality, usually: i32) -> bool {
    let Some(((first, last), (from, to))) = file.tally.span.zip(file.days_of_orders()) else { return false };
    let silent = (first - from).get_days().max((to - last).get_days());
    file.orders >= FEW && silent <= usually
}
