//! Rows of ads that stand in one file twice: somebody has put two exports of the same days into one.
//!
//! In: rows that hold figures. Out: whether a row is one of before, and a notice at the end of the table. Where the file has the
//! number of every campaign, ad set and ad of which it has rows, two rows of a day that are equal in every cell are the same one
//! and count once. Elsewhere two things may have the same name, or a row be of many days, and both count. Absent: rows of two
//! files, of which the report chooses.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use iso_currency::Currency;
use jiff::civil::Date;

use super::super::tally::figure;
use super::super::{Kind, Measure, Tally};
use crate::exports::{Header, Row, exponent, warning};

#[derive(Default)]
pub struct Repeated {
    /// Whether the file can have such rows at all.
    of_ads: bool,
    /// Whether its numbers tell every row of a day from every other one.
    numbered: bool,
    seen: BTreeSet<u64>,
    all: i64,
    once: Twins,
    both: Twins,
}

/// Rows that stand there again.
#[derive(Default)]
struct Twins {
    rows: u64,
    line: u64,
    spend: i64,
    currency: Option<Currency>,
}

/// Words in names of columns about ad sets, and about ads.
const SETS: &[&str] = &[
    "ad set",
    "adset",
    "ad group",
    "anzeigengruppe",
    "ensemble de publicites",
    "groupe d'annonces",
    "conjunto de anuncios",
    "grupo de anuncios",
    "gruppo di inserzioni",
    "gruppo di annunci",
];
const ADS: &[&str] = &[
    "ad",
    "creative",
    "werbeanzeige",
    "anzeige",
    "anzeigenname",
    "anzeigen",
    "publicite",
    "annonce",
    "anuncio",
    "inserzione",
];
const NUMBERS: &[&str] = &["id", "identifiant", "identificador"];

impl Repeated {
    pub fn new(kind: Kind, header: &Header, has_campaign_id: bool) -> Repeated {
        let has = |word: &str, name: &str| name.split([' ', '-', '\'']).any(|own| own == word);
        let is_number = |name: &str| NUMBERS.iter().any(|word| has(word, name));
        let named = |name: &str| ["name", "nom", "nombre", "nome", "anzeigenname"].iter().any(|word| has(word, name));
        let of_sets = |name: &str| SETS.iter().any(|set| name.contains(set));
        let of_ads =
            |name: &str| !of_sets(name) && ADS.iter().any(|ad| has(ad, name)) && (named(name) || is_number(name));
        let names = || header.names.iter().map(|name| name.plain.as_str());
        let numbered = match () {
            () if names().any(of_ads) => names().any(|name| of_ads(name) && is_number(name)),
            () if names().any(of_sets) => names().any(|name| of_sets(name) && is_number(name)),
            () => has_campaign_id,
        };
        Repeated { of_ads: kind == Kind::Ads, numbered, ..Repeated::default() }
    }

    /// Whether a row is one of before, and does not count again.
    pub fn is_again(
        &mut self,
        row: &Row<'_>,
        days: (Date, Date),
        values: &[(Measure, i64)],
        currency: Option<Currency>,
    ) -> bool {
        if !self.of_ads {
            return false;
        }
        let spend = values.iter().find(|(measure, _)| *measure == Measure::Spend).map_or(0, |(_, value)| *value);
        self.all = self.all.saturating_add(spend);
        let mut hasher = DefaultHasher::new();
        row.fields().for_each(|cell| cell.hash(&mut hasher));
        if self.seen.insert(hasher.finish()) {
            return false;
        }
        let same = self.numbered && days.0 == days.1;
        let twins = if same { &mut self.once } else { &mut self.both };
        if twins.rows == 0 {
            (twins.line, twins.currency) = (row.line, currency);
        }
        twins.rows += 1;
        twins.spend = twins.spend.saturating_add(spend);
        same
    }

    /// After the last row. A few small rows without numbers are alike by chance.
    pub fn tell(self, tally: &mut Tally) {
        let much = self.both.spend.saturating_mul(20) > self.all;
        let notice = |twins: &Twins, what: &str| {
            let (rows, verb) = if twins.rows == 1 { ("row stands", "is") } else { ("rows stand", "are") };
            let sum = twins.currency.map(|own| format!("{} {}", figure(twins.spend, exponent(own)), own.code()));
            let sum = sum.map_or_else(String::new, |sum| format!(", {sum} together"));
            let message =
                format!("{} {rows} in the file already and {verb} equal in every cell{sum}: {what}", twins.rows);
            warning("export-repeated", message).line(twins.line)
        };
        if self.once.rows > 0 {
            let help = "delete them; two exports in one file tell some days twice";
            tally.notices.push(notice(&self.once, "they count once").help(help));
        }
        if self.both.rows > 0 && much {
            let help = "if two exports are in one file, delete what is there twice; with days and the ids of campaigns, ad sets \
                        and ads as columns such rows count once";
            tally.notices.push(notice(&self.both, "all of them count").help(help));
        }
    }
}
