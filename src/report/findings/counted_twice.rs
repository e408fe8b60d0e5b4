//! Purchases that an analytics program counts twice, as where a shop has its tag from two places.
//!
//! In: a lens. Out: a finding for its file, and a sentence for whoever reads the report. Absent: amounts that are a little higher, as
//! with tax and delivery, or of orders that went back; whether purchases are counted twice or orders are missing, which nobody can tell.

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
/// Where net sales of a tenth or more stand for what customers paid, it is those that are told.
const MOST: i64 = 10;

/// What analytics tells of, and what the shop does, in the smallest coin.
struct Sums {
    seen: i64,
    own: i64,
    /// Whether that is net sales, for what customers paid is not told.
    is_net: bool,
}

/// `None` where both can be, with tax and delivery that are half of net sales at most.
fn sums(lens: &Lens<'_>) -> Option<Sums> {
    let lens = lens.on_days_of(metrics::find("analytics_roas")?);
    let sum = |measure| lens.now.slice.sum(Cut::default(), measure);
    let (paid, seen) = (sum(Measure::Total)?, sum(Measure::AnalyticsSales)?);
    let (net, open) = net(lens);
    let many = sum(Measure::Orders).is_some_and(|orders| orders >= FEW);
    let most = paid.saturating_add(open / 2);
    let is_net = open.saturating_mul(MOST) > net;
    let more = paid > 0 && seen.saturating_mul(10) > most.saturating_mul(MORE);
    (many && more).then_some(Sums { seen, own: if is_net { net } else { paid }, is_net })
}

/// Net sales, and those that stand in the place of what customers paid, by the orders of each file.
fn net(lens: &Lens<'_>) -> (i64, i64) {
    let slice = &lens.now.slice;
    let [net, total] = [Measure::Net, Measure::Total].map(|measure| slice.by_source(Cut::default(), measure));
    let open = |(origin, net): (&Origin, &i64)| match lens.quality.files.get(usize::from(*origin)) {
        Some(file) => {
            let of_all =
                i128::from(*net) * i128::from(file.no_total) / i128::from(file.orders.max(file.no_total).max(1));
            i64::try_from(of_all).unwrap_or(*net)
        }
        None if total.get(origin) == Some(net) => *net,
        None => 0,
    };
    let all = net.values().copied().fold(0, i64::saturating_add);
    (all, net.iter().map(open).fold(0, i64::saturating_add))
}

/// `Analytics tells of €3,600 of sales, and customers paid €1,800 in all: …`
pub fn note(lens: &Lens<'_>) -> Option<String> {
    let Sums { seen, own, is_net } = sums(lens)?;
    let key = if is_net { "report_counted_twice_net" } else { "report_counted_twice" };
    Some(lens.words.fill(key, &[("seen", &money(lens, seen)), ("paid", &money(lens, own))]))
}

fn money(lens: &Lens<'_>, value: i64) -> String {
    write(&lens.words.formats, Unit::Money, Exact::whole(value))
}

pub fn findings(lens: &Lens<'_>) -> Vec<(Origin, Diagnostic)> {
    let Some(Sums { seen, own, is_net }) = sums(lens) else { return Vec::new() };
    let message = format!(
        "analytics tells of {} of sales in {}, and {} {} in all: purchases are counted twice, or orders are missing",
        money(lens, seen),
        lens.now.slice.period.name(),
        if is_net { "there are net sales of" } else { "customers paid" },
        money(lens, own)
    );
    let help = "let one tag alone send `purchase`, once for each order; or add the export of the other orders";
    let files = lens.quality.files.iter().enumerate().filter(|(_, file)| file.kind == Kind::Visits);
    files
        .map(|(n, file)| (n as Origin, warning("export-twice", message.clone()).help(help).at(file.file, At::File)))
        .collect()
}
