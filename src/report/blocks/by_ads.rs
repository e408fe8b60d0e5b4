//! Orders of a part that only its ads can have brought.
//!
//! In: a part of a period. Out: how many of its orders those are, and what they brought; what is said of others. Absent: what ads
//! brought for certain; nobody knows that.

use jiff::civil::Date;

use crate::importers::Measure;
use crate::report::certainty::{Amounts, least_beside};
use crate::report::lens::Lens;
use crate::report::metrics;
use crate::report::number::Exact;
use crate::report::slice::Cut;

use super::{known, next};

/// Orders, and what part of net sales they brought.
pub struct Part {
    pub orders: i64,
    pub net: Exact,
    /// All of them, also those that came without ads.
    all: i64,
    /// Those of the days with ads that would have come without them, at the pace of the days without.
    pub anyway: i64,
    /// Orders of the days without ads, and how many days those are; and so many times as many are those with ads.
    without: (i64, i64),
    times: f64,
}

impl Part {
    /// The squares of a difference, as a part of those of all orders: what would have come anyway is only guessed from others.
    pub fn spread(&self) -> f64 {
        (self.orders + self.anyway) as f64 / self.all as f64 + self.anyway as f64 * self.times / self.all as f64
    }
}

/// The orders of a part that only its ads can have brought: of the days of which spend is known, and but for those whose links
/// say that nothing was paid for them, and as many as came on days without ads. Ads may have led to some of the others, or to
/// none. `None` where that is all of them.
pub fn own(lens: &Lens<'_>, cut: Cut) -> Option<Part> {
    let [days, silent] = known::days_with_and_without(lens, cut);
    let within = |days: &[(Date, Date)], measure| lens.now.slice.sum_within(cut, measure, days);
    let orders = |days: &[(Date, Date)]| within(days, Measure::Orders) - within(days, Measure::UnpaidOrders);
    let net = |days: &[(Date, Date)]| {
        within(days, Measure::Net) - within(days, Measure::Returns) - within(days, Measure::UnpaidNet)
    };
    let (all, of_all) = (lens.now.slice.sum(cut, Measure::Orders)?, metrics::kept(&lens.totals(&lens.now, cut))?);
    let without = (orders(&silent).max(0), known::count(&silent));
    let times = known::count(&days) as f64 / without.1.max(1) as f64;
    let at_pace = |of_silent: i64| (of_silent.max(0) as f64 * times).round() as i64;
    let came = orders(&days).max(0);
    let anyway = at_pace(without.0).min(came);
    let own = (net(&days) - at_pace(net(&silent))).clamp(0, of_all.max(0));
    let net = Exact::ratio(own.into(), of_all.into())?;
    let part = Part { orders: came - anyway, net, all, anyway, without, times };
    (part.orders < all).then_some(part)
}

/// What part of the orders only ads can have brought.
pub fn share(lens: &Lens<'_>, cut: Cut) -> Option<Exact> {
    let lens = lens.on_days_of_ads();
    let part = own(lens, cut)?;
    let share = Exact::ratio(part.orders.into(), part.all.into())?;
    if part.anyway == 0 {
        return Some(share);
    }
    // What would have come anyway is a matter of chance itself.
    let own = Amounts { count: part.orders, sum: part.orders as f64, squares: part.spread() * part.all as f64 };
    Some(least_beside(share, own, Amounts::default()))
}

/// `20 orders through Instagram on 20 days without ads; at that pace, 10 of 12 on the days with ads would have come …`
pub fn anyway(lens: &Lens<'_>, cut: Cut) -> Option<String> {
    let words = lens.words;
    let part = own(lens, cut).filter(|part| part.anyway > 0)?;
    let (came, days) = part.without;
    let values = [
        ("orders", words.count("report_orders", came.unsigned_abs(), &[])),
        ("days", words.formats.integer(days)),
        ("part", next::name(lens, cut)?),
        ("anyway", words.formats.integer(part.anyway)),
        ("all", words.formats.integer(part.orders + part.anyway)),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Some(words.fill("report_anyway", &values))
}
