//! Figures over time: the whole shop, and networks side by side on one scale.

use crate::charts::{Event, Fit, Frame, Line, Multiple, Rule, Trend, Unfinished, small_multiple, ticks, trend};
use crate::report::channels::{self, NetworkId};
use crate::report::lens::Lens;
use crate::report::lens::side::Side;
use crate::report::metrics::{self, Metric, Why};
use crate::report::number::{Exact, Unit, write};
use crate::report::slice::{Cut, Slice};
use crate::report::view::{Block, Cell, Column, Figure, Table, TableRow};
use crate::scalar::PeriodKind;

use super::known;
use super::targets::exact;

/// The trend of a metric, with the one before, the target's pace and the author's events; none of what is not known by days.
pub fn figure(lens: &Lens<'_>, id: &str, name: &str, cut: Cut) -> Option<Figure> {
    let metric = metrics::find(name)?;
    let words = lens.words;
    let now = lens.series(&lens.now, metric, cut);
    let before = lens.before.as_ref().map(|before| lens.series(before, metric, cut)).filter(|line| !line.is_empty());
    // What hardly an order names is no line of nothing.
    let unknown = |why| matches!(why, Why::Untagged | Why::NoOrigins | Why::NoCampaigns | Why::Misspelt);
    if lens.see(metric, cut).now.is_err_and(unknown) {
        return None;
    }
    // Of what is known of no single days there is nothing to draw.
    if now.iter().chain(before.iter().flatten()).all(Option::is_none) {
        return None;
    }
    let target = pace(lens, metric, cut, now.len());
    let title = words.fill("report_trend", &[("metric", words.metric(name)), ("step", step_word(lens))]);
    let text = sentence(lens, metric, cut);
    let (marks, events) = events(lens);
    let round = |value: f64| axis(lens, metric, value);
    let line = |name: String, values: &[Option<Exact>], whole: Option<Exact>| Line {
        name,
        values: values.iter().map(|value| value.map(Exact::length)).collect(),
        text: whole.map(|value| total(lens, metric, value)).unwrap_or_default(),
    };
    let seen = lens.see(metric, cut);
    let mut notes: Vec<String> = undated(lens, metric, &now, seen.now.ok()).into_iter().collect();
    let of_before = before.as_ref().and_then(|before| undated(lens, metric, before, seen.before));
    notes.extend(of_before.map(|note| format!("{} · {note}", before_name(lens))));
    notes.extend(unequal(lens, metric));
    notes.extend(known::behind_of(lens, lens.on_days_of(metric)));
    let drawn = Trend {
        frame: Frame { id, title: &title, description: &text, fit: Fit::Both },
        current: line(words.period(lens.period), &now, seen.now.ok()),
        previous: before.as_ref().map(|values| line(before_name(lens), values, seen.before)),
        target: target.as_ref().map(|values| line(words.get("report_pace").to_owned(), values, None)),
        names: names(lens),
        events: marks,
        unfinished: unfinished(lens, now.len()),
        rule: Rule { zero: true, whole: metric.unit == Unit::Count, steps: 4 },
        format: &round,
    };
    let svg = trend(&drawn)?.svg;
    let table = Some(data(lens, id, metric, &now, before.as_deref()));
    Some(Figure { id: id.to_owned(), title, text, svg, table, events, notes })
}

/// `Total €35,824`
fn total(lens: &Lens<'_>, metric: &Metric, value: Exact) -> String {
    format!("{} {}", lens.words.get("report_total"), write(&lens.words.formats, metric.unit, value))
}

/// A round number beside an axis; cents would only be noise.
fn axis(lens: &Lens<'_>, metric: &Metric, value: f64) -> String {
    let whole = Exact::whole(value.round() as i64);
    match metric.unit {
        Unit::Money => lens.words.formats.money_whole(whole.scaled(0)),
        unit => write(&lens.words.formats, unit, whole),
    }
}

fn before_name(lens: &Lens<'_>) -> String {
    lens.before.as_ref().map(|before| lens.words.period(before.slice.period)).unwrap_or_default()
}

/// `Net sales: €42,310, +12.4 % on Q2 2026.`
fn sentence(lens: &Lens<'_>, metric: &Metric, cut: Cut) -> String {
    let seen = lens.see(metric, cut);
    let words = lens.words;
    let Ok(now) = seen.now else { return words.get("why_no_data").to_owned() };
    let value = write(&words.formats, metric.unit, now);
    let metric_name = words.metric(metric.name);
    match seen.before {
        Some(before) => {
            let change = crate::report::delta::delta(words, metric, now, before);
            let values = [
                ("metric", metric_name),
                ("value", value.as_str()),
                ("change", change.said()),
                ("before", &before_name(lens)),
            ];
            words.fill("report_sentence_change", &values)
        }
        None => words.fill("report_sentence", &[("metric", metric_name), ("value", &value)]),
    }
}

/// What each step must bring so that the target is met; only for what adds up.
fn pace(lens: &Lens<'_>, metric: &Metric, cut: Cut, steps: usize) -> Option<Vec<Option<Exact>>> {
    let target = lens.target(metric, cut.network).filter(|_| cut.campaign.is_none())?;
    let whole = exact(lens, metric, target);
    let days = i128::from(lens.period.days());
    let of_bucket = |bucket: &Slice| {
        let share = i128::from(bucket.period.days());
        Exact { numerator: whole.numerator * share, denominator: whole.denominator * days }
    };
    adds_up(metric).then(|| lens.now.buckets.iter().take(steps).map(|bucket| Some(of_bucket(bucket))).collect())
}

fn adds_up(metric: &Metric) -> bool {
    matches!(metric.name, "sales" | "orders" | "sessions" | "spend" | "new_customers")
}

/// What is known of the whole period and of no single days is in its total, and in no point of the line.
fn undated(lens: &Lens<'_>, metric: &Metric, now: &[Option<Exact>], whole: Option<Exact>) -> Option<String> {
    let dated: i64 = now.iter().flatten().map(|value| value.scaled(0)).sum();
    let rest = whole?.minus(Exact::whole(dated));
    let rest = (adds_up(metric) && rest.numerator > 0).then(|| write(&lens.words.formats, metric.unit, rest))?;
    Some(lens.words.fill("report_undated", &[("amount", &rest)]))
}

/// Weeks that have a day more or less than others: a quarter is not made of whole ones, and that is no rise.
fn unequal(lens: &Lens<'_>, metric: &Metric) -> Option<String> {
    const WEEK: i64 = 7;
    let words = lens.words;
    let periods = lens.now.buckets.iter().map(|bucket| bucket.period);
    let of_weeks =
        adds_up(metric) && lens.now.buckets.first().is_some_and(|first| (2..=8).contains(&first.period.days()));
    let odd = periods.filter(|period| of_weeks && period.days() != WEEK).map(|period| {
        let values = [("days", words.days(period)), ("count", words.formats.integer(period.days()))];
        words.fill("report_odd_week", &values.each_ref().map(|(name, value)| (*name, value.as_str())))
    });
    Some(odd.collect::<Vec<_>>().join(" ")).filter(|text| !text.is_empty())
}

fn step_word<'w>(lens: &'w Lens<'_>) -> &'w str {
    let days = lens.now.buckets.first().map_or(1, |bucket| bucket.period.days());
    lens.words.get(match days {
        1 => "report_by_day",
        2..=8 => "report_by_week",
        _ => "report_by_month",
    })
}

/// A name for each step: the day of the month, the first day of a week, the month.
fn names(lens: &Lens<'_>) -> Vec<(usize, String)> {
    let name = |bucket: &Slice| bucket_name(lens, bucket);
    lens.now.buckets.iter().map(name).enumerate().collect()
}

fn bucket_name(lens: &Lens<'_>, bucket: &Slice) -> String {
    let from = bucket.period.from;
    match (lens.period.kind, bucket.period.days()) {
        (_, 28..) if from.day() == 1 => lens.words.formats.month_short(from),
        (PeriodKind::Month, 1) => from.day().to_string(),
        _ => lens.words.formats.day_month(from),
    }
}

fn unfinished(lens: &Lens<'_>, steps: usize) -> Option<Unfinished> {
    let label = lens.words.get("report_unfinished").to_owned();
    lens.is_partial().then(|| Unfinished { from: steps.saturating_sub(1), label })
}

/// The author's events of the period, numbered.
fn events(lens: &Lens<'_>) -> (Vec<Event>, Vec<String>) {
    let mut events: Vec<_> =
        lens.settings.events.iter().filter(|event| lens.now.slice.period.holds(event.date.0)).collect();
    events.sort_by_key(|event| event.date);
    let mut marks = Vec::new();
    let mut notes = Vec::new();
    for (n, event) in events.into_iter().enumerate() {
        let at = lens.now.buckets.iter().position(|bucket| bucket.period.holds(event.date.0));
        let Some(at) = at else { continue };
        marks.push(Event { at, mark: (n + 1).to_string() });
        let day = lens.words.formats.date_short(event.date.0);
        notes.push(lens.words.fill("report_event", &[("day", &day), ("text", &event.text)]));
    }
    (marks, notes)
}

fn data(lens: &Lens<'_>, id: &str, metric: &Metric, now: &[Option<Exact>], before: Option<&[Option<Exact>]>) -> Table {
    let words = lens.words;
    let mut columns =
        vec![Column::text("from", words.get("report_from")), Column::number(metric.name, words.period(lens.period))];
    if before.is_some() {
        columns.push(Column::number("before", before_name(lens)));
    }
    // A longer period before has days beside which nothing stands; they have their own names.
    let longer = lens.before.iter().flat_map(|before| before.buckets.iter().skip(now.len()));
    let rows = lens.now.buckets.iter().chain(longer).enumerate().map(|(n, bucket)| {
        let mut cells = vec![day(lens, bucket), super::cell(words, metric.unit, now.get(n).copied().flatten())];
        if let Some(before) = before {
            cells.push(super::cell(words, metric.unit, before.get(n).copied().flatten()));
        }
        TableRow { cells, quiet: false }
    });
    let title = words.metric(metric.name).to_owned();
    Table { id: format!("{id}-data"), title, columns, rows: rows.collect(), ..Table::default() }
}

/// Networks side by side, on the scale of the largest.
pub fn multiples(lens: &Lens<'_>, id: &str, name: &str, networks: &[NetworkId]) -> Option<Block> {
    let metric = metrics::find(name)?;
    let words = lens.words;
    let lengths = |side: Option<&Side>, network: NetworkId| -> Vec<Option<f64>> {
        let series = side.map(|side| lens.series(side, metric, Cut::network(network))).unwrap_or_default();
        series.into_iter().map(|value| value.map(Exact::length)).collect()
    };
    let of: Vec<_> =
        networks.iter().map(|id| (*id, lengths(Some(&lens.now), *id), lengths(lens.before.as_ref(), *id))).collect();
    let all = || of.iter().flat_map(|(_, now, before)| now.iter().chain(before).flatten().copied());
    let low = all().fold(0.0, f64::min);
    // One step of the axis: the next round number, so that the lines have the room that there is.
    let scale =
        ticks(all().filter(|value| *value > 0.0), Rule { zero: true, whole: metric.unit == Unit::Count, steps: 1 });
    let top = axis(lens, metric, scale.high);
    let ends = [lens.now.buckets.first(), lens.now.buckets.last()]
        .map(|b| b.map(|b| bucket_name(lens, b)).unwrap_or_default());
    let mut figures = Vec::new();
    for (network, current, previous) in &of {
        let own = format!("{id}-{}", channels::name(*network));
        let text = sentence(lens, metric, Cut::network(*network));
        let title = words.network(*network).to_owned();
        let multiple = Multiple {
            frame: Frame { id: &own, title: &title, description: &text, fit: Fit::Narrow },
            current,
            previous,
            low,
            high: scale.high,
            top: &top,
            first: &ends[0],
            last: &ends[1],
        };
        let Some(chart) = small_multiple(&multiple) else { continue };
        figures.push(Figure {
            id: own,
            title,
            text,
            svg: chart.svg,
            table: None,
            events: Vec::new(),
            notes: Vec::new(),
        });
    }
    let title = words.fill("report_multiples", &[("metric", words.metric(name))]);
    let before = of.iter().any(|(_, _, before)| before.iter().any(Option::is_some));
    let texts = [Some("report_multiples_text"), before.then_some("report_multiples_before")];
    let text = texts.into_iter().flatten().map(|key| words.get(key)).collect::<Vec<_>>().join(" ");
    let table = Some(side_by_side(lens, id, metric, networks));
    (figures.len() > 1).then(|| Block::Multiples { id: id.to_owned(), title, text, figures, table })
}

/// The current period of all networks, step by step.
fn side_by_side(lens: &Lens<'_>, id: &str, metric: &Metric, networks: &[NetworkId]) -> Table {
    let words = lens.words;
    let name = |network: &NetworkId| Column::number(channels::name(*network), words.network(*network));
    let columns = [Column::text("from", words.get("report_from"))].into_iter().chain(networks.iter().map(name));
    let series: Vec<_> = networks.iter().map(|id| lens.series(&lens.now, metric, Cut::network(*id))).collect();
    let rows = lens.now.buckets.iter().enumerate().map(|(n, bucket)| {
        let figures = series.iter().map(|values| super::cell(words, metric.unit, values.get(n).copied().flatten()));
        TableRow { cells: [day(lens, bucket)].into_iter().chain(figures).collect(), quiet: false }
    });
    let (rows, columns) = (rows.collect(), columns.collect());
    let title = words.metric(metric.name).to_owned();
    Table { id: format!("{id}-data"), title, columns, rows, ..Table::default() }
}

fn day(lens: &Lens<'_>, bucket: &Slice) -> Cell {
    let from = bucket.period.from;
    Cell { text: lens.words.formats.date_short(from), plain: from.to_string(), ..Cell::default() }
}
