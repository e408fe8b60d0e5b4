//! Purchases that an analytics program counts twice, as where a shop has its tag from two places.
//!
//! In: a lens. Out: a finding for its file, and a sentence for whoever reads the report. Absent: amounts that are a little higher, as
//! with tax, or of orders that went back; shops of which only net sales are told, for tax and delivery may be half of those; whether purchases are counted twice or orders are missing, which nobody can tell.

use crate::diagnostic::{At, Diagnostic, warning};
use crate::importers::{Kind, Measure};

use crate::report::facts::Origin;
use crate::report::lens::Lens;
use crate::report::metrics;
use crate::report::number::{Exact, Unit, write};
use crate::report::slice::Cut;

/// More than so many times what customers paid, in tenths, is not seen of them.
const MORE: i64 = 13;
/// Of fewer orders it may be chance.
const FEW: i64 = 10;
/// A tenth of the orders of a file are more than a few.
const MOST: u64 = 10;

/// What customers paid, and what was seen of it, in the smallest coin; `None` where both can be.
fn sums(lens: &Lens<'_>) -> Option<(i64, i64)> {
    let lens = lens.on_days_of(metrics::find("analytics_roas")?);
    let sum = |measure| lens.now.slice.sum(Cut::default(), measure);
    let (paid, seen) = (sum(Measure::Total)?, sum(Measure::AnalyticsSales)?);
    let many = sum(Measure::Orders).is_some_and(|orders| orders >= FEW) && tells_paid(lens);
    (many && paid > 0 && seen.saturating_mul(10) > paid.saturating_mul(MORE)).then_some((paid, seen))
}

/// Whether what customers paid is told, but for a few orders: elsewhere net sales stand in its place.
fn tells_paid(lens: &Lens<'_>) -> bool {
    let slice = &lens.now.slice;
    let [net, total] = [Measure::Net, Measure::Total].map(|measure| slice.by_source(Cut::default(), measure));
    let is_untold = |origin: Origin| match lens.quality.files.get(usize::from(origin)) {
        Some(file) => file.no_total.saturating_mul(MOST) > file.orders,
        None => net.get(&origin) == total.get(&origin),
    };
    let untold = net.iter().filter(|(origin, _)| is_untold(**origin)).map(|(_, net)| *net).fold(0, i64::saturating_add);
    let all = net.values().copied().fold(0, i64::saturating_add);
    untold.saturating_mul(10) <= all
}

/// `Analytics tells of €3,600 of sales, and customers paid €1,800 in all: …`
pub fn note(lens: &Lens<'_>) -> Option<String> {
    let (paid, seen) = sums(lens)?;
    Some(lens.words.fill("report_counted_twice", &[("seen", &money(lens, seen)), ("paid", &money(lens, paid))]))
}

fn money(lens: &Lens<'_>, value: i64) -> String {
    write(&lens.words.formats, Unit::Money, Exact::whole(value))
}

pub fn findings(lens: &Lens<'_>) -> Vec<(Origin, Diagnostic)> {
    let Some((paid, seen)) = sums(lens) else { return Vec::new() };
    let message = format!(
        "analytics tells of {} of sales in {}, and customers paid {} in all: purchases are counted twice, or orders are missing",
        money(lens, seen),
        lens.now.slice.period.name(),
        money(lens, paid)
    );
    let help = "let one tag alone send `purchase`, once for each order; or add the export of the other orders";
    let files = lens.quality.files.iter().enumerate().filter(|(_, file)| file.kind == Kind::Visits);
    files
        .map(|(n, file)| (n as Origin, warning("export-twice", message.clone()).help(help).at(file.file, At::File)))
        .collect()
}
