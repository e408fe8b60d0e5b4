//! Exports of every kind, with totals worked out by hand; and every way in which exports are broken.

mod ads;
mod audience;
mod broken;
mod orders;
mod visits;

use std::collections::BTreeMap;

use iso_currency::Currency;
use jiff::tz::TimeZone;

use super::*;
use crate::exports::Level;

/// What an export said, for comparison.
#[derive(Default)]
struct Seen {
    importer: &'static str,
    orders: Vec<Sold>,
    sums: BTreeMap<Measure, i64>,
    samples: Vec<Sampled>,
    posts: Vec<Posted>,
    tally: Tally,
}

struct Sold {
    id: String,
    day: String,
    state: State,
    currency: Currency,
    amounts: Amounts,
    /// Source, medium, campaign.
    utm: [String; 3],
    channel: String,
    customer: Option<String>,
    returning: Option<bool>,
    country: Option<String>,
    /// Name, quantity, sales.
    lines: Vec<(String, i64, Option<i64>)>,
}

struct Sampled {
    days: String,
    network: Option<String>,
    campaign: String,
    utm: [String; 2],
    segment: Option<(String, String)>,
    currency: Option<Currency>,
    values: Vec<(Measure, i64)>,
}

struct Posted {
    id: String,
    network: String,
    format: String,
    title: String,
    day: String,
}

fn paris() -> Context {
    Context::new(TimeZone::get("Europe/Paris").unwrap())
}

fn euros() -> Context {
    Context { currency: Some(Currency::EUR), ..paris() }
}

fn see(bytes: impl AsRef<[u8]>) -> Seen {
    see_as(bytes, None, &paris())
}

fn see_with(bytes: impl AsRef<[u8]>, context: &Context) -> Seen {
    see_as(bytes, None, context)
}

fn see_as(bytes: impl AsRef<[u8]>, name: Option<&str>, context: &Context) -> Seen {
    let mut seen = Seen::default();
    let named = name.map(|name| find(name).unwrap());
    let outcome = read(Box::new(bytes.as_ref()), named, context, &mut |_, record| seen.add(&record));
    seen.importer = outcome.importer.map_or("", |importer| importer.name);
    seen.tally = outcome.tally;
    seen
}

impl Seen {
    fn add(&mut self, record: &Record<'_>) {
        let owned = |text: &str| text.to_owned();
        match record {
            Record::Order(order) => self.orders.push(Sold {
                id: owned(order.id),
                day: order.day.to_string(),
                state: order.state,
                currency: order.currency,
                amounts: order.amounts,
                utm: [order.trace.source, order.trace.medium, order.trace.campaign].map(owned),
                channel: owned(order.trace.channel),
                customer: order.customer.map(owned),
                returning: order.returning,
                country: order.country.map(owned),
                lines: order.lines.iter().map(|line| (owned(line.name), line.quantity, line.sales)).collect(),
            }),
            Record::Sample(sample) => {
                sample.values.iter().for_each(|(measure, value)| *self.sums.entry(*measure).or_default() += value);
                self.samples.push(Sampled {
                    days: format!("{}..{}", sample.from, sample.to),
                    network: sample.network.map(owned),
                    campaign: owned(sample.trace.campaign),
                    utm: [sample.trace.source, sample.trace.medium].map(owned),
                    segment: sample.segment.map(|(kind, name)| (owned(kind), owned(name))),
                    currency: sample.currency,
                    values: sample.values.to_vec(),
                });
            }
            Record::Post(post) => {
                post.values.iter().for_each(|(measure, value)| *self.sums.entry(*measure).or_default() += value);
                self.posts.push(Posted {
                    id: owned(post.id),
                    network: owned(post.network),
                    format: owned(post.format),
                    title: owned(post.title),
                    day: post.day.to_string(),
                });
            }
        }
    }

    fn sum(&self, measure: Measure) -> i64 {
        self.sums.get(&measure).copied().unwrap_or_default()
    }

    /// Totals of the orders that count.
    fn total(&self) -> i64 {
        self.orders.iter().filter(|order| order.state == State::Counted).filter_map(|order| order.amounts.total).sum()
    }

    fn codes(&self, level: Level) -> Vec<&'static str> {
        self.tally.notices.iter().filter(|notice| notice.level == level).map(|notice| notice.code).collect()
    }

    /// The file is read without an error, and every row is accounted for.
    fn clean(&self, importer: &str) {
        assert_eq!(self.importer, importer);
        assert_eq!(self.codes(Level::Error), [] as [&str; 0], "{:?}", self.tally.notices);
        let skipped: u64 = self.tally.skipped.iter().map(|skipped| skipped.rows).sum();
        assert_eq!(self.tally.rows, self.tally.used + skipped, "{:?}", self.tally.skipped);
    }

    fn skipped(&self, reason: Reason) -> u64 {
        self.tally.skipped.iter().find(|skipped| skipped.reason == reason).map_or(0, |skipped| skipped.rows)
    }

    fn error(&self) -> &Notice {
        self.tally.notices.iter().find(|notice| notice.level == Level::Error).expect("an error")
    }
}

fn utf16(text: &str) -> Vec<u8> {
    [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
}

#[test]
fn every_entry_has_all_its_parts() {
    for (at, importer) in IMPORTERS.iter().enumerate() {
        assert!(importer.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_'));
        assert!(!importer.label.is_empty());
        assert!(IMPORTERS[..at].iter().all(|other| other.name != importer.name), "{} is there twice", importer.name);
        assert_eq!(find(importer.name).unwrap().label, importer.label);
    }
}
