//! The words and formats of a report's language.

use std::cmp::Ordering;

use crate::scalar::{Period, PeriodKind};
use crate::shop::locale::{Formats, Locale};
use crate::theme::Strings;

use super::channels::{self, Label, NetworkId};
use super::gaps::Gap;
use super::number::Exact;

pub struct Words {
    pub strings: Strings,
    pub formats: Formats,
    pub locale: Locale,
}

impl Words {
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.strings.get(key)
    }

    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.strings.fill(key, values)
    }

    /// A sentence with a number in it, in the number's plural form; the number is `{count}`.
    pub fn count(&self, key: &str, count: u64, values: &[(&str, &str)]) -> String {
        let written = self.formats.integer(i64::try_from(count).unwrap_or(i64::MAX));
        let mut all = vec![("count", written.as_str())];
        all.extend_from_slice(values);
        self.strings.plural(key, self.formats.plural(count), &all)
    }

    pub fn metric<'a>(&'a self, name: &str) -> &'a str {
        let key = format!("metric_{name}");
        match self.strings.texts.get_key_value(&key) {
            Some((known, _)) => self.strings.get(known),
            None => "",
        }
    }

    pub fn network(&self, id: NetworkId) -> &str {
        match channels::label(id) {
            Label::Brand(brand) => brand,
            Label::Word(key) => self.strings.get(key),
        }
    }

    /// A change of a share, in percentage points: `+0.31 pp`.
    pub fn points(&self, change: Exact) -> String {
        let hundredths = change.scaled(4);
        let number = self.formats.decimal(hundredths.saturating_abs(), 2);
        let sign = match hundredths.cmp(&0) {
            Ordering::Less => "−",
            Ordering::Equal => "",
            Ordering::Greater => "+",
        };
        self.fill("report_points", &[("number", &format!("{sign}{number}"))])
    }

    /// `2026`, `Q3 2026`, `September 2026`, `1 Jul 2026 – 15 Aug 2026`; the first days of a month are not called the month.
    pub fn period(&self, period: Period) -> String {
        if period.whole() != period {
            return self.days(period);
        }
        let year = period.from.year().to_string();
        match period.kind {
            PeriodKind::Year => year,
            PeriodKind::Quarter => {
                let quarter = ((period.from.month() - 1) / 3 + 1).to_string();
                self.fill("report_quarter", &[("quarter", &quarter), ("year", &year)])
            }
            PeriodKind::Month => self.formats.month(period.from),
            PeriodKind::Range => self.days(period),
        }
    }

    /// Days without an export, in a sentence.
    pub fn missing(&self, key: &str, gap: Gap, values: &[(&str, &str)]) -> String {
        let [from, to] = [gap.from, gap.to].map(|day| self.formats.date_short(day));
        let mut all = vec![("from", from.as_str()), ("to", to.as_str())];
        all.extend_from_slice(values);
        self.fill(key, &all)
    }

    /// Its first and its last day.
    pub fn days(&self, period: Period) -> String {
        let [from, to] = [period.from, period.to].map(|day| self.formats.date_short(day));
        if from == to { from } else { format!("{from} – {to}") }
    }
}
