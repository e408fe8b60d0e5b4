//! How far a figure is from what the author aims at.
//!
//! In: a figure, and its target. Out: a sentence and a bullet graph; of a period that runs, beside what is due by now. Absent: a verdict
//! on a period of which days are missing; what they would add nobody knows.

use crate::charts::{Bullet, bullet};
use crate::importers::Measure;
use crate::report::channels;
use crate::report::lens::Lens;
use crate::report::metrics::{Good, Metric};
use crate::report::number::{Exact, Unit, write};
use crate::report::settings::Target;
use crate::report::slice::Cut;
use crate::report::view::TargetView;

use super::NONE;
use super::tiles::grows;

/// A target as a figure of its metric.
pub fn exact(lens: &Lens<'_>, metric: &Metric, target: &Target) -> Exact {
    metric.exact(target.value, lens.words.formats.digits())
}

/// Whether days of the period are missing in a figure: those before the first order, or between two exports, those of which no visits
/// are known, or no spend.
fn lacks_days(lens: &Lens<'_>, metric: &Metric, target: &Target) -> bool {
    let cut = Cut { network: target.network.as_deref().and_then(channels::find), campaign: None };
    let (of_spend, sums) = (metric.sets_orders_against().contains(&Measure::Spend), grows(metric));
    let orders = sums && metric.is_of_orders() && lens.without_orders(lens.now.slice.period).is_some();
    let visits = sums && metric.is_of_analytics() && !lens.now.slice.knows_visits();
    let ads = (sums || of_spend) && metric.is_of_ads() && lens.lacks_days_of_campaigns(&lens.now, cut);
    orders || visits || ads
}

/// What is due by now.
fn due(lens: &Lens<'_>, metric: &Metric, target: Exact) -> Exact {
    if !(grows(metric) && lens.is_partial()) {
        return target;
    }
    let (done, all) = (lens.now.slice.period.days(), lens.period.days());
    Exact { numerator: target.numerator * i128::from(done), denominator: target.denominator * i128::from(all) }
}

/// A figure beside its target; `—` in the place of its share where days are missing.
pub fn view(lens: &Lens<'_>, id: &str, metric: &Metric, now: Exact, target: &Target) -> TargetView {
    let words = lens.words;
    let whole = exact(lens, metric, target);
    let due = due(lens, metric, whole);
    // A sum that is as much already is no less, whatever is missing.
    let is_sure = grows(metric) && now.compare(due).is_ge();
    if !is_sure && lacks_days(lens, metric, target) {
        let written = write(&words.formats, metric.unit, whole);
        let text = words.fill("report_target", &[("share", NONE), ("target", &written)]);
        let gap = words.get("report_target_untold").to_owned();
        return TargetView { text, gap, tone: "neutral", svg: String::new() };
    }
    let share = now.over(due).map_or_else(|| NONE.to_owned(), |share| words.formats.percent(share.scaled(2)));
    // A part of the few that are meant is not whole.
    let few = |value: Exact| metric.unit == Unit::Count && value.absolute().scaled(1) < 100 && due.scaled(1) % 10 != 0;
    let amount = |value: Exact| match few(value) {
        true => words.formats.decimal(value.scaled(1), 1),
        false => write(&words.formats, metric.unit, value),
    };
    let written = amount(due);
    let key = if lens.is_partial() && grows(metric) { "report_target_due" } else { "report_target" };
    let text = words.fill(key, &[("share", &share), ("target", &written)]);
    let gap = now.minus(due);
    let distance = match metric.unit {
        Unit::Share => words.points(gap.absolute()).trim_start_matches('+').to_owned(),
        _ => amount(gap.absolute()),
    };
    // What rounds to nothing is nothing to a reader.
    let met = !distance.contains(|c: char| c.is_ascii_digit() && c != '0');
    let reached = met || if metric.good == Good::Down { gap.numerator <= 0 } else { gap.numerator >= 0 };
    let tone = match (metric.good, reached) {
        (Good::Neither, _) => "neutral",
        (_, true) => "good",
        (_, false) => "bad",
    };
    let key = match (met, gap.is_negative()) {
        _ if met => "report_target_met",
        (_, false) => "report_target_above",
        (_, true) => "report_target_below",
    };
    let gap = words.fill(key, &[("gap", &distance)]);
    let told = [("metric", words.metric(metric.name)), ("target", text.as_str()), ("gap", gap.as_str())];
    let title = words.fill("report_target_title", &told);
    let (value, due) = (now.length(), due.length());
    let bands = [due * 0.75, due * 0.95];
    let picture = Bullet {
        id: &format!("{id}-{}", metric.name),
        title: &title,
        value: Some(value),
        target: Some(due),
        bands: &bands,
        high: Some(due.max(value) * 1.1),
    };
    TargetView { text, gap, tone, svg: bullet(&picture).unwrap_or_default() }
}
