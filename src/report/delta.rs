//! A figure beside the one before.
//!
//! Amounts and counts change in percent and absolutely, shares in percentage points, ratios absolutely and in percent.
//! Where there was nothing before there is no percentage; a change within the neutral band is none.
//! <https://www.w3.org/TR/WCAG22/#use-of-color>: a good change differs from a bad one in words and shape too.

use std::cmp::Ordering;

use serde::Serialize;

use super::metrics::{Good, Metric};
use super::number::{Exact, Unit, relative, signed};
use super::words::Words;

/// A change as a reader sees it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DeltaView {
    /// `+12.4 %`, `+0.31 pp`, `+0.40×`, `new`.
    pub text: String,
    /// `+€5,310`, where `text` is a percentage.
    pub absolute: Option<String>,
    /// `up`, `down` or `flat`.
    pub direction: &'static str,
    /// `good`, `bad` or `neutral`.
    pub tone: &'static str,
    /// The same in a word: `better`, `more`, `unchanged`; none beside `new`, and where the change of each day is another one.
    pub word: String,
}

impl DeltaView {
    /// In a sentence, against what was before: what is new is told by its amount.
    pub fn said(&self) -> &str {
        let amount = self.absolute.as_deref().filter(|_| self.word.is_empty());
        amount.unwrap_or(&self.text)
    }
}

/// Changes of less than this many thousandths are none.
const NEUTRAL_THOUSANDTHS: i128 = 10;
/// Shares that change by less than this many ten-thousandths have not changed.
const NEUTRAL_POINTS: i128 = 5;

pub fn delta(words: &Words, metric: &Metric, now: Exact, before: Exact) -> DeltaView {
    let change = now.minus(before);
    let direction = direction(metric.unit, change, before);
    let (text, absolute) = texts(words, metric.unit, change, before);
    if text == words.get("report_new") {
        return DeltaView { text, absolute, direction: name(direction), tone: "neutral", word: String::new() };
    }
    let tone = tone(metric.good, direction);
    DeltaView { text, absolute, direction: name(direction), tone, word: word(words, metric.good, direction) }
}

fn direction(unit: Unit, change: Exact, before: Exact) -> Ordering {
    let band = match unit {
        Unit::Share => Exact { numerator: NEUTRAL_POINTS, denominator: 10_000 },
        _ => Exact { numerator: before.numerator.abs() * NEUTRAL_THOUSANDTHS, denominator: before.denominator * 1_000 },
    };
    match change.absolute().compare(band) {
        Ordering::Less => Ordering::Equal,
        _ => change.numerator.cmp(&0),
    }
}

fn texts(words: &Words, unit: Unit, change: Exact, before: Exact) -> (String, Option<String>) {
    let absolute = signed(&words.formats, unit, change);
    if unit == Unit::Share {
        return (words.points(change), None);
    }
    // Of nothing, and of less than nothing, there is no percentage.
    let share = if before.is_negative() { None } else { change.over(before) };
    match share {
        Some(share) if unit == Unit::Ratio => (absolute, Some(relative(&words.formats, share))),
        Some(share) => (relative(&words.formats, share), Some(absolute)),
        None if before.is_zero() && !change.is_zero() => (words.get("report_new").to_owned(), Some(absolute)),
        None => (absolute, None),
    }
}

fn name(direction: Ordering) -> &'static str {
    match direction {
        Ordering::Less => "down",
        Ordering::Equal => "flat",
        Ordering::Greater => "up",
    }
}

fn tone(good: Good, direction: Ordering) -> &'static str {
    match (good, direction) {
        (Good::Up, Ordering::Greater) | (Good::Down, Ordering::Less) => "good",
        (Good::Up, Ordering::Less) | (Good::Down, Ordering::Greater) => "bad",
        (Good::Neither, _) | (_, Ordering::Equal) => "neutral",
    }
}

fn word(words: &Words, good: Good, direction: Ordering) -> String {
    let key = match (tone(good, direction), direction) {
        (_, Ordering::Equal) => "delta_unchanged",
        ("good", _) => "delta_better",
        ("bad", _) => "delta_worse",
        (_, Ordering::Greater) => "delta_more",
        (_, Ordering::Less) => "delta_less",
    };
    words.get(key).to_owned()
}
