//! Figures in report.yaml that cannot all be meant: the same ones twice, a rate of nothing, a target that nobody misses.
//!
//! In: settings. Out: findings with the place of each. Absent: names that nothing knows; see [`crate::report::check`].

use std::collections::BTreeMap;

use iso_currency::Currency;
use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Step, error, warning};
use crate::path;
use crate::scalar::Decimal;

use crate::report::metrics;
use crate::report::number::Unit;
use crate::report::settings::{Comparison, Kept, Settings, Source, Target};

/// `currency` is the report's, where it is known.
pub fn find(settings: &Settings, currency: Option<Currency>) -> Vec<(Vec<Step>, Diagnostic)> {
    let mut found = told_twice(&settings.metrics);
    for (n, kept) in settings.metrics.iter().enumerate() {
        if kept.spend.is_some_and(|spend| spend.fraction().0 < 0) {
            let finding = error("report-amount", "nobody spends less than nothing");
            found.push((path!["metrics", n, "spend"], finding.help("write what was spent without a sign")));
        }
    }
    for (n, target) in settings.targets.iter().enumerate() {
        let same = |other: &&Target| {
            other.metric == target.metric && other.network == target.network && other.period.same_days(target.period)
        };
        if settings.targets[..n].iter().any(|other| same(&other)) {
            let message = format!("`{}` has a target for {} already", target.metric, target.period.name());
            let help = "leave one of both out, or name the `network` of each";
            found.push((path!["targets", n, "metric"], error("report-twice", message).help(help)));
        }
    }
    found.extend(listed_twice(settings));
    found.extend(settings.targets.iter().enumerate().filter_map(|(n, target)| unreachable(n, target)));
    found.extend(settings.metrics.iter().enumerate().filter(|(_, kept)| names(kept).next().is_none()).map(|(n, _)| {
        let finding = warning("report-nothing", "the entry has no figure");
        (path!["metrics", n], finding.help("write one, like `orders: 12`, or leave the entry out"))
    }));
    found.extend(settings.exchange_rates.iter().filter_map(|(code, rate)| rate_of(code, *rate, currency)));
    found
}

/// Files and periods that stand in their lists twice, and a period that is compared with itself.
fn listed_twice(settings: &Settings) -> Vec<(Vec<Step>, Diagnostic)> {
    let mut found = Vec::new();
    for (n, source) in settings.sources.iter().enumerate() {
        // Of one table, one entry may read this and another that.
        let same = |other: &Source| other.file == source.file && other.table.is_none() && source.table.is_none();
        if settings.sources[..n].iter().any(same) {
            let finding = error("report-twice", format!("`{}` is listed already", source.file));
            found.push((path!["sources", n, "file"], finding.help("leave one of both out")));
        }
    }
    for (n, period) in settings.periods.iter().enumerate() {
        let name = period.name();
        if settings.periods[..n].iter().any(|other| other.same_days(*period)) {
            let finding = warning("report-twice", format!("{name} is listed already"));
            found.push((path!["periods", n], finding.help("leave it out")));
        }
        if let Comparison::Given(given) = settings.comparison
            && given.same_days(*period)
        {
            let finding = warning("report-twice", format!("{name} is compared with itself"));
            found.push((path!["comparison"], finding.help("write `previous`, `year_before` or another period")));
        }
    }
    found
}

/// A return above this is a percentage.
const MOST: i128 = 100;
/// Less than this is no aim for a sum of money: thousands were written as such.
const LEAST: i128 = 10;
const SUMS: &[&str] = &["sales", "spend"];

/// A target that nobody means: less than nothing, a share of one in the place of a percentage, or a percentage in the place of a ratio.
fn unreachable(n: usize, target: &Target) -> Option<(Vec<Step>, Diagnostic)> {
    let metric = metrics::find(&target.metric)?;
    let (part, whole) = target.value.fraction();
    let finding = if part < 0 && metric.name != "roi" {
        error("report-amount", format!("`{}` is never less than nothing", metric.name)).help("write it without a sign")
    } else if part > 0 && part * 10 < whole && metric.unit == Unit::Share {
        let percent = Decimal { decimals: target.value.decimals.saturating_sub(2), ..target.value };
        let (part, whole) = percent.fraction();
        let help = format!("rates are in percent: write `{}` if that is meant", part as f64 / whole as f64);
        warning("report-rate", format!("`{}` of less than a tenth of a percent", metric.name)).help(help)
    } else if metric.unit == Unit::Ratio && part > MOST * whole {
        let help = "ratios are no percentages: 4.50 sales for each one spent are `4.5`";
        warning("report-rate", format!("`{}` of more than {MOST} times", metric.name)).help(help)
    } else if SUMS.contains(&metric.name) && part > 0 && part < LEAST * whole {
        let message = format!("`{}` of less than {LEAST} in all", metric.name);
        warning("report-rate", message).help("amounts are in units of the currency: six thousand are `6000`")
    } else {
        return None;
    };
    Some((path!["targets", n, "value"], finding))
}

fn rate_of(code: &str, rate: Decimal, currency: Option<Currency>) -> Option<(Vec<Step>, Diagnostic)> {
    let own = currency.filter(|currency| currency.code() == code);
    let finding = match own {
        Some(_) => error("exchange-rate", format!("{code} is the report's own currency"))
            .help("leave it out: rates say what one unit of another currency is worth"),
        None if rate.fraction().0 <= 0 => error("exchange-rate", format!("one {code} cannot be worth {}", plain(rate)))
            .help(format!("write what one {code} is worth in the report's currency, like `{code}: 0.92`")),
        None => upside_down(code, rate, currency?)?,
    };
    Some((path!["exchange_rates", code], finding))
}

/// Currencies of which one unit is worth a third of those of others, or less, for as long as anybody remembers.
const SMALL: &[&str] = &[
    "JPY", "KRW", "HUF", "CZK", "INR", "ISK", "THB", "PHP", "TWD", "MXN", "ZAR", "RUB", "TRY", "IDR", "VND", "CLP",
    "COP", "SEK", "DKK", "NOK", "PLN", "RON", "BRL", "CNY", "HKD", "UAH", "ARS", "EGP", "MAD",
];
const LARGE: &[&str] = &["EUR", "USD", "GBP", "CHF", "CAD", "AUD", "NZD", "SGD"];

/// A rate that says how many of the others one of the report's is worth.
fn upside_down(code: &str, rate: Decimal, currency: Currency) -> Option<Diagnostic> {
    let (own, (part, whole)) = (currency.code(), rate.fraction());
    let of_large = SMALL.contains(&code) && LARGE.contains(&own) && part > whole;
    let of_small = LARGE.contains(&code) && SMALL.contains(&own) && part < whole;
    if !(of_large || of_small) {
        return None;
    }
    let (rate, other) = (part as f64 / whole as f64, whole as f64 / part as f64);
    let message = format!("one {code} is not worth {rate} {own}: the rate is upside down");
    // As many digits as anybody writes.
    let digits = usize::try_from((3 - other.log10().floor() as i32).max(1)).unwrap_or(1);
    let other = format!("{other:.digits$}");
    let other = other.trim_end_matches('0').trim_end_matches('.');
    Some(warning("exchange-rate", message).help(format!("write what one {code} is worth: `{code}: {other}`")))
}

fn plain(rate: Decimal) -> &'static str {
    if rate.fraction().0 == 0 { "nothing" } else { "less than nothing" }
}

/// Network, campaign, and name.
type Figure<'a> = (&'a str, Option<&'a str>, &'static str);
/// First day, last day, place in the list.
type Told = (Date, Date, usize);

/// Figures of the same network and days. What is told of a day may be one of several things of that day: orders, payments, a
/// part of a longer period. Two periods that overlap, as a quarter and its months, hold the same things.
fn told_twice(metrics: &[Kept]) -> Vec<(Vec<Step>, Diagnostic)> {
    let mut told: BTreeMap<Figure<'_>, Vec<Told>> = BTreeMap::new();
    for (n, kept) in metrics.iter().enumerate() {
        let days = kept.date.map(|day| (day.0, day.0)).or_else(|| kept.period.map(|period| (period.from, period.to)));
        let Some((from, to)) = days else { continue };
        for name in names(kept).filter(|name| from < to || *name == "followers") {
            told.entry((&kept.network, kept.campaign.as_deref(), name)).or_default().push((from, to, n));
        }
    }
    let mut pairs: BTreeMap<(usize, usize), Vec<&'static str>> = BTreeMap::new();
    for ((.., name), mut days) in told {
        days.sort_unstable();
        let mut last: Option<Told> = None;
        for own in days {
            let same = |other: &Told| match name {
                // People of a quarter are others than those of its months together.
                "reach" => (other.0, other.1) == (own.0, own.1),
                "followers" => other.1 == own.1 && metrics[other.2].followers != metrics[own.2].followers,
                _ => own.0 <= other.1,
            };
            if let Some(other) = last.filter(|other| same(other)) {
                pairs.entry((other.2.min(own.2), other.2.max(own.2))).or_default().push(name);
            }
            last = Some(last.filter(|other| other.1 > own.1 && !matches!(name, "reach" | "followers")).unwrap_or(own));
        }
    }
    let finding = |((first, second), names): ((usize, usize), Vec<&'static str>)| {
        let network = &metrics[second].network;
        let named = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let message = format!("{named} of {network}: entry {} is about the same days", first + 1);
        let help = "leave one of both out: figures of a quarter hold those of its months once more";
        (path!["metrics", second, names[0]], error("report-twice", message).help(help))
    };
    pairs.into_iter().map(finding).collect()
}

fn names(kept: &Kept) -> impl Iterator<Item = &'static str> {
    let told = [
        ("followers", kept.followers.is_some()),
        ("follows", kept.follows.is_some()),
        ("reach", kept.reach.is_some()),
        ("impressions", kept.impressions.is_some()),
        ("views", kept.views.is_some()),
        ("clicks", kept.clicks.is_some()),
        ("engagements", kept.engagements.is_some()),
        ("likes", kept.likes.is_some()),
        ("comments", kept.comments.is_some()),
        ("shares", kept.shares.is_some()),
        ("saves", kept.saves.is_some()),
        ("leads", kept.leads.is_some()),
        ("sessions", kept.sessions.is_some()),
        ("orders", kept.orders.is_some()),
        ("sales", kept.sales.is_some()),
        ("spend", kept.spend.is_some()),
    ];
    told.into_iter().filter(|(_, told)| *told).map(|(name, _)| name)
}
