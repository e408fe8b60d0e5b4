//! Contacts in place of orders: whether they are what somebody advertises for, and what of the spend is for them.
//!
//! In: a part of a period. Out: yes or no, what part of the spend is to bring orders, sentences. What was spent to bring leads is
//! no measure of sales: it is neither weak nor lost for the orders that it did not bring. Absent: what a lead is worth; nobody
//! tells that.

use crate::importers::Measure;
use crate::report::lens::Lens;
use crate::report::metrics::{self, Metric};
use crate::report::number::{Exact, Unit, write};
use crate::report::slice::Cut;

use super::ads_alone;
use super::next::name;

/// What is shown of them.
pub const METRICS: &[&str] = &["leads", "cost_per_lead"];

/// Whether leads are known, and there is a target for them, or some of the spend is for them; or where neither orders are known nor
/// campaigns, which all have an aim, and there is one.
pub fn are_sought(lens: &Lens<'_>) -> bool {
    let mut targets = lens.settings.targets.iter().filter(|target| target.period.same_days(lens.period));
    let targeted = targets.any(|target| METRICS.contains(&target.metric.as_str()));
    let all = Cut::default();
    let are_aim = targeted || !is_whole(of_orders(lens, all));
    lens.value("leads", all)
        .is_some_and(|leads| are_aim || (are_any(leads) && are_all(lens) && lens.running().is_empty()))
}

/// Whether leads are shown, be it beside what is sought.
pub fn are_told(lens: &Lens<'_>) -> bool {
    are_sought(lens) || lens.value("leads", Cut::default()).is_some_and(are_any)
}

/// A column of zeros is as an empty one, where nobody seeks them.
fn are_any(leads: Exact) -> bool {
    !leads.is_zero()
}

/// Whether no orders are known beside them.
pub fn are_all(lens: &Lens<'_>) -> bool {
    ["sales", "orders"].into_iter().all(|name| lens.value(name, Cut::default()).is_none())
}

/// Whether leads are what the shop is about: they are sought, and nobody has ever told an order.
pub fn are_business(lens: &Lens<'_>) -> bool {
    are_all(lens) && lens.quality.first_day.is_none() && are_sought(lens)
}

/// The metrics of a table, without those of orders where leads are what the shop is about or ads are known and no order, and of visits
/// and profiles where nobody tells of any.
pub fn without_orders<'n>(lens: &Lens<'_>, names: &[&'n str]) -> Vec<&'n str> {
    let of_orders = |name: &str| metrics::find(name).is_some_and(Metric::tells_orders);
    let told = |name: &str| match name {
        "sessions" => lens.now.slice.tells(Measure::Sessions),
        "followers" => lens.now.slice.tells(Measure::Followers),
        _ => true,
    };
    let (business, ads) = (are_business(lens), ads_alone::are_without_orders(lens));
    let left_out = |name: &&str| ((business || ads) && of_orders(name)) || (business && !told(name));
    names.iter().copied().filter(|name| !left_out(name)).collect()
}

/// Whether a part is to bring leads alone.
pub fn are_aim(lens: &Lens<'_>, cut: Cut) -> bool {
    of_orders(lens, cut).is_zero()
}

/// Whether some of the spend of a part is for leads, however much of it.
pub fn are_aim_too(lens: &Lens<'_>, cut: Cut) -> bool {
    !is_whole(of_orders(lens, cut))
}

/// What part of the spend is to bring orders.
pub fn of_orders(lens: &Lens<'_>, cut: Cut) -> Exact {
    lens.spent_for_orders(&lens.now, cut)
}

fn is_whole(part: Exact) -> bool {
    part.compare(Exact::whole(1)).is_ge()
}

/// Whether the figures of some parts have leads beside them: those of campaigns for leads, and wherever some are told.
pub fn are_shown(lens: &Lens<'_>, cuts: &[Cut]) -> bool {
    let told = |cut: &Cut| lens.value("leads", *cut).is_some_and(are_any);
    cuts.iter().any(|cut| told(cut) || cut.campaign.is_some_and(|campaign| lens.is_for_leads(campaign)))
}

/// The metrics of a table of parts, with leads and their price where they are shown.
pub fn beside<'n>(lens: &Lens<'_>, cuts: &[Cut], metrics: &[&'n str]) -> Vec<&'n str> {
    let of_leads = METRICS.iter().copied().filter(|name| !metrics.contains(name) && are_shown(lens, cuts));
    metrics.iter().copied().chain(of_leads).collect()
}

/// `53% of the ad spend is to bring leads; without it: 3.64×.`, of a figure that sets all of it against sales.
pub fn of_figure(lens: &Lens<'_>, metric: &Metric, cut: Cut) -> Option<String> {
    let (words, rest) = (lens.words, of_orders(lens, cut));
    if is_whole(rest) {
        return None;
    }
    let share = words.formats.percent(Exact::whole(1).minus(rest).scaled(2));
    let costs = lens.value("costs", cut).is_some_and(|costs| !costs.is_zero());
    let without = lens.value(metric.name, cut).filter(|_| !rest.is_zero()).and_then(|value| match metric.name {
        "roas" | "blended_roas" => value.over(rest),
        "cac" if !costs => Some(value.times(rest)),
        _ => None,
    });
    let without = without.map(|value| write(&words.formats, metric.unit, value));
    let key = if without.is_some() { "report_leads_without" } else { "report_leads_share" };
    Some(words.fill(key, &[("share", &share), ("value", without.as_deref().unwrap_or_default())]))
}

/// The same of the sum of a table, with the name of the figure.
pub fn of_total(lens: &Lens<'_>, name: &str) -> Option<String> {
    let metric = metrics::find(name)?;
    let known = lens.on_days_of(metric);
    known.value(name, Cut::default())?;
    Some(format!("{} · {}", lens.words.metric(name), of_figure(known, metric, Cut::default())?))
}

/// `LinkedIn is to bring leads: 91 leads, €25.32 each. What these are worth is not among the sales.`
pub fn sentence(lens: &Lens<'_>, cut: Cut) -> Option<String> {
    let (words, lens) = (lens.words, lens.on_days_of_ads());
    let (part, rest) = (name(lens, cut)?, of_orders(lens, cut));
    if is_whole(rest) {
        return None;
    }
    let count = |leads: Exact| words.count("report_leads", leads.scaled(0).unsigned_abs(), &[]);
    let leads = lens.value("leads", cut).map(count);
    if !rest.is_zero() {
        // What the others cost is no price of leads.
        let share = words.formats.percent(Exact::whole(1).minus(rest).scaled(2));
        let values = [("part", part.as_str()), ("share", &share), ("found", leads.as_deref().unwrap_or_default())];
        let key = if leads.is_some() { "report_partly_for_leads" } else { "report_partly_for_leads_untold" };
        return Some(words.fill(key, &values));
    }
    let Some(leads) = leads else { return Some(words.fill("report_for_leads_untold", &[("part", &part)])) };
    let each = lens.value("cost_per_lead", cut).map(|cost| {
        let cost = write(&words.formats, Unit::Money, cost);
        words.fill("report_leads_each", &[("leads", &leads), ("cost", &cost)])
    });
    let found = each.as_deref().unwrap_or(&leads);
    // Without sales there are none among which they are not.
    let key = if are_business(lens) { "report_for_leads_alone" } else { "report_for_leads" };
    Some(words.fill(key, &[("part", &part), ("found", found)]))
}
