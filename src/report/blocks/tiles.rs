//! Headline figures.

use crate::charts::sparkline;
use crate::report::channels::NetworkId;
use crate::report::delta::{DeltaView, delta};
use crate::report::lens::{Lens, Seen};
use crate::report::metrics::{self, Metric, Why};
use crate::report::number::{Exact, Unit, write};
use crate::report::slice::Cut;
use crate::report::view::{Block, Tile};

use super::{NONE, chance, known, targets, why};

/// Tiles of some metrics. Those that no source tells of are left out, as long as the reader loses nothing by it.
pub fn tiles(lens: &Lens<'_>, id: &str, cut: Cut, names: &[&str]) -> Block {
    let tiles = names.iter().filter_map(|name| metrics::find(name));
    let tiles = tiles.map(|metric| tile(lens, id, metric, cut)).collect();
    Block::Tiles { id: id.to_owned(), title: lens.words.get("report_headline").to_owned(), tiles }
}

/// With what else a part cost than ad spend, and what came back for both where the margin is known.
pub fn with_costs<'n>(lens: &Lens<'_>, cut: Cut, names: &[&'n str]) -> Vec<&'n str> {
    let mut names = names.to_vec();
    if lens.value("costs", cut).is_none_or(|costs| costs.is_zero()) {
        return names;
    }
    let mut beside = |name, after| {
        if names.contains(&name) {
            return;
        }
        let place = names.iter().position(|own| *own == after).map_or(names.len(), |place| place + 1);
        names.insert(place, name);
    };
    beside("costs", "spend");
    if lens.value("roi", cut).is_some() {
        beside("roi", if cut.campaign.is_some() { "roas" } else { "blended_roas" });
    }
    names
}

/// Whether no source tells of a metric of a part, and nothing else is the matter.
pub fn is_untold(lens: &Lens<'_>, name: &str, cut: Cut) -> bool {
    const UNTOLD: [Why; 5] = [Why::NoData, Why::NoSpend, Why::NoSessions, Why::NoImpressions, Why::NoClicks];
    let why = metrics::find(name).and_then(|metric| lens.on_days_of(metric).see(metric, cut).now.err());
    why.is_some_and(|why| UNTOLD.contains(&why))
}

fn tile(lens: &Lens<'_>, id: &str, metric: &'static Metric, cut: Cut) -> Tile {
    let (words, behind) = (lens.words, known::of(lens, metric.name, cut));
    let lens = lens.on_days_of(metric);
    let Seen { now, before, before_why, few, few_before } = lens.see(metric, cut);
    let value = now.map_or_else(|_| NONE.to_owned(), |value| write(&words.formats, metric.unit, value));
    let written = |value: &str| words.fill("report_before", &[("value", value)]);
    let before_text = match (before, before_why) {
        (Some(before), _) => {
            let before_text = written(&write(&words.formats, metric.unit, before));
            // Against a few nothing is much more or less.
            let a_day = match few_before {
                true => Some(words.get("report_few").to_owned()).filter(|_| !few && now.is_ok()),
                false => now.ok().and_then(|now| a_day(lens, metric, now, before)),
            };
            Some([Some(before_text), a_day].into_iter().flatten().collect::<Vec<_>>().join(" · "))
        }
        (None, Some(why)) if now.is_ok() => {
            let alike = if matches!(why, Why::OtherNetworks | Why::Lives) { alike(lens, metric, cut) } else { None };
            let why = alike.unwrap_or_else(|| words.get(why.key()).to_owned());
            Some(format!("{} · {why}", written(NONE)))
        }
        _ => None,
    };
    let delta = now.ok().zip(before).map(|(now, before)| changed(lens, metric, cut, [now, before]));
    let target = lens.target(metric, cut.network).filter(|_| cut.campaign.is_none());
    let target = target.zip(now.ok()).map(|(target, now)| targets::view(lens, id, metric, now, target));
    let series = lens.series(&lens.now, metric, cut);
    let drawn = series.iter().filter(|value| value.is_some()).count() > 1;
    let values = of_a_day(lens, metric, &series);
    Tile {
        metric: metric.name,
        label: words.metric(metric.name).to_owned(),
        value,
        why: now.err().map(|why| without(lens, metric, cut, why)),
        few: few.then(|| words.get("report_few").to_owned()),
        days: behind.filter(|_| now.is_ok()),
        delta: delta.filter(|_| !few && !few_before),
        before: before_text,
        target,
        spark: drawn.then(|| sparkline(&values, None)),
        define: words.get(&format!("define_{}", metric.name)).to_owned(),
    }
}

/// A metric in each stretch of the period, as a day has it where the days make a sum: a stretch that is longer is no rise.
fn of_a_day(lens: &Lens<'_>, metric: &Metric, series: &[Option<Exact>]) -> Vec<Option<f64>> {
    let days = lens
        .now
        .buckets
        .iter()
        .map(|bucket| if grows(metric) && metric.name != "reach" { bucket.period.days() } else { 1 });
    series.iter().zip(days).map(|(value, days)| value.map(|value| value.length() / days as f64)).collect()
}

/// The change on the networks that are known in both periods; the tile's own figure is of more. Of rates and averages of
/// networks there is no sum.
pub fn alike(lens: &Lens<'_>, metric: &Metric, cut: Cut) -> Option<String> {
    let words = lens.words;
    let (now, before) = if adds_up(metric) { lens.alike(metric, cut) } else { None }?;
    let [from, to] = [before, now].map(|value| write(&words.formats, metric.unit, value));
    let change = delta(words, metric, now, before).text;
    Some(words.fill("report_alike", &[("before", &from), ("now", &to), ("change", &change)]))
}

/// The change of each day, of periods with unequal days: February is no fall.
fn a_day(lens: &Lens<'_>, metric: &Metric, now: Exact, before: Exact) -> Option<String> {
    let change = daily(lens, metric, now, before)?;
    let percent = change.absolute.is_some() && !change.word.is_empty();
    percent.then(|| lens.words.fill("report_a_day", &[("change", &change.text)]))
}

fn daily(lens: &Lens<'_>, metric: &Metric, now: Exact, before: Exact) -> Option<DeltaView> {
    let days = [lens.now.slice.period, lens.before.as_ref()?.slice.period].map(|period| Exact::whole(period.days()));
    if !grows(metric) || metric.name == "reach" || days[0] == days[1] {
        return None;
    }
    Some(delta(lens.words, metric, now.over(days[0])?, before.over(days[1])?))
}

/// The change of a figure of a part, now and before; where that of each day is another one, or chance makes as much, it is neither
/// good nor bad.
pub fn changed(lens: &Lens<'_>, metric: &Metric, cut: Cut, [now, before]: [Exact; 2]) -> DeltaView {
    let change = delta(lens.words, metric, now, before);
    if change.direction == "flat" || change.word.is_empty() {
        return change;
    }
    let word = match daily(lens, metric, now, before) {
        Some(daily) if daily.direction != change.direction => String::new(),
        _ if chance::made(lens, metric, cut) => lens.words.get("delta_chance").to_owned(),
        _ => return change,
    };
    DeltaView { tone: "neutral", word, ..change }
}

/// Whether a figure is the sum of its days: amounts and counts are, rates and stocks are not.
pub fn grows(metric: &Metric) -> bool {
    adds_up(metric) && metric.name != "followers"
}

/// Whether the figures of several networks are one.
fn adds_up(metric: &Metric) -> bool {
    matches!(metric.unit, Unit::Money | Unit::Count)
        && !matches!(metric.name, "aov" | "cac" | "cpc" | "cpm" | "cost_per_lead")
}

/// Why there is no figure, and what is known of it: never in the place of the whole.
fn without(lens: &Lens<'_>, metric: &Metric, cut: Cut, why: Why) -> String {
    let words = lens.words;
    let reason = why::said(lens, cut, why);
    let Some((known, lacks)) = lens.without(metric, cut).filter(|_| why == Why::Cut) else { return reason };
    let names: Vec<&str> = lacks.into_iter().map(|network| words.network(network)).collect();
    let known = write(&words.formats, metric.unit, known);
    format!("{reason} {}", words.fill("report_without", &[("networks", &names.join(", ")), ("value", &known)]))
}

/// Tiles of a network's page: what it has figures for, and what it would have if they ended with the period, or went
/// together.
pub fn known<'n>(lens: &Lens<'_>, network: NetworkId, names: &[&'n str]) -> Vec<&'n str> {
    let told = |name: &&&str| {
        metrics::find(name).is_some_and(|metric| {
            let seen = lens.see(metric, Cut::network(network));
            seen.now.is_ok() || seen.before.is_some() || matches!(seen.now, Err(Why::Cut | Why::MoreThanWhole))
        })
    };
    names.iter().filter(told).copied().collect()
}

/// Metrics with what an analytics program saw come back, where the orders do not say it.
pub fn with_seen<'n>(lens: &Lens<'_>, cut: Cut, names: &[&'n str]) -> Vec<&'n str> {
    let mut names = names.to_vec();
    let untold = |own: &str, seen: &str| lens.value(own, cut).is_none() && lens.value(seen, cut).is_some();
    for (own, seen) in [("sales", "analytics_sales"), ("roas", "analytics_roas")] {
        if let (Some(place), true) = (names.iter().position(|name| *name == own), untold(own, seen)) {
            names.insert(place + 1, seen);
        }
    }
    names
}
