//! Amounts in report.yaml with more decimals than the currency has: half of Europe writes thousands so.
//!
//! In: settings, and the report's currency. Out: findings with the place of each. Absent: prices of clicks, which may be less than
//! the smallest coin; amounts of exports.

use iso_currency::Currency;

use crate::diagnostic::{Diagnostic, Step, error};
use crate::path;
use crate::scalar::{Amount, Decimal};

use crate::report::metrics;
use crate::report::number::Unit;
use crate::report::settings::Settings;

pub fn find(settings: &Settings, currency: Currency) -> Vec<(Vec<Step>, Diagnostic)> {
    let written = amounts(settings).into_iter();
    written.filter_map(|(at, amount)| Some((at, wrong(amount, currency)?))).collect()
}

fn amounts(settings: &Settings) -> Vec<(Vec<Step>, Decimal)> {
    let mut all: Vec<(Vec<Step>, Decimal)> = Vec::new();
    for (n, kept) in settings.metrics.iter().enumerate() {
        all.extend(kept.sales.map(|sales| (path!["metrics", n, "sales"], sales)));
        all.extend(kept.spend.map(|spend| (path!["metrics", n, "spend"], spend)));
    }
    all.extend(settings.costs.iter().enumerate().map(|(n, cost)| (path!["costs", n, "amount"], cost.amount)));
    let targets = settings.targets.iter().enumerate().filter(|(_, target)| is_amount(&target.metric));
    all.extend(targets.map(|(n, target)| (path!["targets", n, "value"], target.value)));
    let benchmarks = settings.benchmarks.iter().enumerate().filter(|(_, benchmark)| is_amount(&benchmark.metric));
    all.extend(benchmarks.map(|(n, benchmark)| (path!["benchmarks", n, "value"], benchmark.value)));
    let segments = settings.segments.iter().enumerate();
    all.extend(segments.filter_map(|(n, segment)| Some((path!["segments", n, "sales"], segment.sales?))));
    all
}

fn is_amount(metric: &str) -> bool {
    metric != "cpc" && metrics::find(metric).is_some_and(|metric| metric.unit == Unit::Money)
}

fn wrong(amount: Decimal, currency: Currency) -> Option<Diagnostic> {
    let Decimal { digits, decimals } = amount;
    let wrong = Amount { digits: digits.saturating_abs(), decimals, currency: None }.money(currency).err()?;
    Some(error("amount", wrong.message).help(wrong.help))
}
