//! A figure of one side, or why there is none, and where nothing told is nothing sold.
//!
//! In: a metric, and sums of a part. Out: a figure, or a reason, as precisely as the sources tell. Absent: sentences; the theme has one
//! for each.

use jiff::civil::Date;

use crate::importers::Measure;
use crate::scalar::Period;

use super::Lens;
use super::side::Side;
use super::stretches::is_late;
use crate::report::metrics::{Metric, Totals, Why};
use crate::report::named::nameless;
use crate::report::number::Exact;
use crate::report::slice::sold::SOLD;
use crate::report::slice::{Cut, Slice};

impl Lens<'_> {
    /// A figure of one side. A part through which none of the shop's orders came has sold nothing, where an export tells them
    /// and where they came from.
    pub fn told(&self, side: &Side, metric: &Metric, cut: Cut) -> Result<Exact, Why> {
        if let Some(why) = self.unknown_orders(side, metric.sets_orders_against(), cut) {
            return Err(why);
        }
        if metric.name == "analytics_roas" && cut.network.is_some_and(|own| side.slice.doubtful.contains(&own)) {
            return Err(Why::NoPlatform);
        }
        let no_value = match metric.name {
            "claimed_sales" | "claimed_roas" => side.slice.claims_no_value(cut),
            "analytics_sales" | "analytics_roas" => {
                !side.slice.values.seen && side.slice.tells(Measure::AnalyticsSales)
            }
            _ => false,
        };
        if no_value {
            return Err(Why::NoValue);
        }
        let of_all = matches!(metric.name, "spend" | "blended_roas" | "roi" | "cac") && cut == Cut::default();
        let against_spend = metric.sets_orders_against().contains(&Measure::Spend);
        if (of_all && self.lacks_a_network(side)) || (against_spend && self.lacks_an_account(side, cut)) {
            return Err(Why::SpendUnknown);
        }
        // Without spend there is no return, with a rate or without.
        let is_told = metric.tells_orders() && !(against_spend && costs_nothing(&side.slice, cut));
        if is_told && leaves_out(&side.slice, metric, cut) {
            return Err(Why::NoRate);
        }
        if self.is_unnamed(side, metric, cut) {
            return Err(match (cut.campaign, side.slice.origins) {
                (Some(own), _) if !side.slice.names(own) => Why::NoCampaigns,
                (_, true) => Why::Untagged,
                (_, false) => Why::NoOrigins,
            });
        }
        if is_told && may_be_left_out(&side.slice, metric, cut) {
            return Err(Why::NoRate);
        }
        if self.is_misspelt(side, metric, cut) {
            return Err(Why::Misspelt);
        }
        if metric.name == "roi" && self.spent_for_orders(side, cut).is_zero() {
            return Err(Why::ForLeads);
        }
        let totals = self.totals(side, cut);
        let value = (metric.value)(&totals);
        let value = value.or_else(|why| silent_zero(metric, &totals).ok_or_else(|| reason(metric, &totals, why)));
        let value = value.map_err(|why| match why {
            Why::NoSpend => self.why_no_spend(side, cut),
            why => self.why_no_ads(side, metric, cut, why),
        })?;
        let breaks_off = (against_spend || metric.name == "analytics_roas") && self.breaks_off(side, cut);
        if breaks_off { Err(Why::SpendUnknown) } else { Ok(value) }
    }

    /// Why orders cannot be set against what other sources tell of a side: they tell of days of which no orders are known, or
    /// do not say of which network they tell.
    pub fn unknown_orders(&self, side: &Side, measures: &[Measure], cut: Cut) -> Option<Why> {
        let doubtful = &side.slice.doubtful;
        if measures.contains(&Measure::Spend) && cut.network.is_some_and(|own| doubtful.contains(&own)) {
            return Some(Why::NoPlatform);
        }
        let (from, to, why) = self.without_orders(side.slice.period)?;
        measures.iter().any(|measure| side.slice.tells_within(cut, *measure, (from, to))).then_some(why)
    }

    /// The days of a period of which no orders are known, where they are a part of it that matters.
    pub fn without_orders(&self, period: Period) -> Option<(Date, Date, Why)> {
        let late =
            |day: &Date| is_late(*day, period) && i64::from((*day - period.from).get_days()) >= days_missed(period);
        let begins = self.quality.begins.filter(late).and_then(|day| day.yesterday().ok());
        let before = begins.map(|last| (period.from, last, Why::Begins));
        before.or_else(|| self.quality.gap(period).map(|gap| (gap.from, gap.to, Why::Gap)))
    }
}

/// Days without an order at the beginning of a period that are missed: a tenth, of ten weeks and more a week.
fn days_missed(period: Period) -> i64 {
    ((period.days() + 9) / 10).min(7)
}

/// What is missing of orders that are left out.
fn missing(metric: &Metric) -> &'static [Measure] {
    if metric.counts_orders() { &[Measure::Orders] } else { &SOLD }
}

/// Whether orders of a part are left out for want of a rate. The return of all ads is of their networks, and of what may be of them.
fn leaves_out(slice: &Slice, metric: &Metric, cut: Cut) -> bool {
    let out = |cut| missing(metric).iter().any(|measure| slice.lacks_rate(cut, *measure));
    if metric.name != "roas" || cut != Cut::default() {
        return out(cut);
    }
    let mut with_ads = slice.networks().into_iter().map(Cut::network).filter(|own| !costs_nothing(slice, *own));
    with_ads.any(out) || slice.leaves_out_nameless(missing(metric))
}

/// Whether no order is told of a part, and some that are left out may be of it.
fn may_be_left_out(slice: &Slice, metric: &Metric, cut: Cut) -> bool {
    let tells = slice.sum_of(Measure::Orders, |place| cut.holds(place)) > 0;
    cut != Cut::default() && !tells && slice.may_leave_out(cut, missing(metric))
}

fn costs_nothing(slice: &Slice, cut: Cut) -> bool {
    [Measure::Spend, Measure::Costs].iter().all(|measure| slice.sum_of(*measure, |place| cut.holds(place)) <= 0)
}

/// Days of an export without an order have sold nothing; days without a rate have none.
pub fn silent_zero(metric: &Metric, totals: &Totals<'_>) -> Option<Exact> {
    let nothing = match metric.name {
        "sales" | "orders" => totals.sold_nothing(),
        "refunds" => totals.tells_orders() || of_nameless(totals),
        _ => false,
    };
    nothing.then(|| Exact::whole(0))
}

/// Whether it is orders of exports that say nothing of where they came from: what went back of them is told with them.
fn of_nameless(totals: &Totals<'_>) -> bool {
    let own = totals.cut.network.is_some_and(|own| nameless().any(|none| none == own));
    own && totals.orders_told && totals.get(Measure::Orders).is_some()
}

/// Why there is no figure, as precisely as the sources tell.
fn reason(metric: &Metric, totals: &Totals<'_>, why: Why) -> Why {
    let of_part = totals.cut != Cut::default() || metric.name == "roas";
    // Of a part of which nothing is told nobody knows that there were no orders.
    let untold = match why {
        Why::NoData => metric.is_of_orders(),
        Why::NoOrders => metric.tells_orders() && totals.get(Measure::Orders).is_none(),
        _ => false,
    };
    if metric.lacks(why).iter().any(|measure| totals.slice.lacks_rate(totals.cut, *measure)) {
        Why::NoRate
    } else if metric.lacks(why).iter().any(|measure| totals.slice.lacks_days(totals.cut, *measure)) {
        Why::Overlap
    } else if metric.lacks(why).iter().any(|measure| totals.slice.is_cut(totals.cut, *measure)) {
        Why::Cut
    } else if untold
        && totals.cut.campaign.is_some_and(|own| !totals.slice.names(own))
        && totals.slice.tells(Measure::Orders)
    {
        Why::NoCampaigns
    } else if why == Why::NoOrders && totals.slice.tells(Measure::Net) && !totals.slice.tells(Measure::Orders) {
        // Sales are told, and not of how many orders.
        if metric.is_of_customers() { Why::NoCustomers } else { Why::NoData }
    } else if why == Why::NoOrders && !totals.orders_told && !totals.slice.tells(Measure::Orders) {
        // What nobody tells may have been any.
        Why::NoData
    } else if untold && of_part && !totals.slice.origins {
        Why::NoOrigins
    } else {
        why
    }
}
