//! Which days of a figure a file has told already: of two files that tell the same, the first counts.
//!
//! In: rows of tables of days, in the order of the files. Out: which of them are new. Of ads, files may tell of different
//! campaigns: of two accounts, or one of each. What names no campaign may be of any. Absent: orders, which have numbers.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::importers::{Kind, Measure, Sample};

use super::channels::NetworkId;
use super::facts::{Cell, Origin, Sums};
use super::quality::FileQuality;

#[derive(Default)]
pub struct Claims {
    /// Of files read before, and of the file that is being read.
    claimed: BTreeMap<Claim, BTreeMap<String, Vec<Span>>>,
    claiming: BTreeMap<Claim, BTreeMap<String, Span>>,
    /// Figures of ads that are broken down by groups of people, by importer: they are all that is known of days of which no
    /// other file of the program tells.
    broken_down: BTreeMap<(&'static str, Cell), Sums>,
}

/// A measure of a network, as one kind of file tells it.
type Claim = (&'static str, NetworkId, Measure);
type Span = (Date, Date);

/// What the files before say of a figure.
enum Told {
    New,
    Whole,
    /// Some of its days.
    Partly,
}

impl Claims {
    /// Whether no file before this one has told a measure on any day of a row.
    pub fn is_new(&mut self, quality: &mut FileQuality, claim: Claim, days: Span, campaigns: &[String]) -> bool {
        match self.claim(claim, days, campaigns) {
            Told::New => return true,
            Told::Whole => quality.overlapping += 1,
            Told::Partly => quality.overlapping_partly += 1,
        }
        false
    }

    /// What is new is claimed.
    fn claim(&mut self, claim: Claim, days: Span, campaigns: &[String]) -> Told {
        if let Some(claimed) = self.claimed.get(&claim) {
            let same: Vec<&Vec<Span>> = match campaigns {
                [] => claimed.values().collect(),
                own => own.iter().map(String::as_str).chain([""]).filter_map(|own| claimed.get(own)).collect(),
            };
            let mut over = same.into_iter().flatten().filter(|span| meet(**span, days)).peekable();
            if over.peek().is_some() {
                let whole = over.any(|span| span.0 <= days.0 && days.1 <= span.1);
                return if whole { Told::Whole } else { Told::Partly };
            }
        }
        let claiming = self.claiming.entry(claim).or_default();
        let any = [String::new()];
        for campaign in if campaigns.is_empty() { &any } else { campaigns } {
            match claiming.get_mut(campaign) {
                Some(span) => *span = (span.0.min(days.0), span.1.max(days.1)),
                None => drop(claiming.insert(campaign.clone(), days)),
            }
        }
        Told::New
    }

    /// After the last row of a file.
    pub fn close(&mut self) {
        for (claim, spans) in std::mem::take(&mut self.claiming) {
            let claimed = self.claimed.entry(claim).or_default();
            for (campaign, span) in spans {
                claimed.entry(campaign).or_default().push(span);
            }
        }
    }

    /// Keeps the figures of a group of people.
    pub fn break_down(&mut self, importer: &'static str, place: Cell, values: &[(Measure, i64)]) {
        let sums = self.broken_down.entry((importer, place)).or_default();
        values.iter().filter(|(own, _)| own.adds_up()).for_each(|(own, value)| sums.add(*own, *value));
    }

    /// After the last file: sums of the groups of days of which nothing else tells, each day from one file.
    pub fn groups(&mut self) -> Vec<(Cell, Sums)> {
        let broken_down = std::mem::take(&mut self.broken_down);
        let mut first: BTreeMap<(&'static str, Date), Origin> = BTreeMap::new();
        for (importer, cell) in broken_down.keys() {
            let own = first.entry((importer, cell.from)).or_insert(cell.origin);
            *own = cell.origin.min(*own);
        }
        let new = |(importer, cell): &(&'static str, Cell)| {
            let own = self.claimed.iter().filter(|(claim, _)| claim.0 == *importer);
            let mut spans = own.flat_map(|(_, spans)| spans.values()).flatten();
            first.get(&(*importer, cell.from)) == Some(&cell.origin)
                && !spans.any(|span| meet(*span, (cell.from, cell.to)))
        };
        broken_down.into_iter().filter(|(key, _)| new(key)).map(|((_, cell), sums)| (cell, sums)).collect()
    }
}

fn meet(a: Span, b: Span) -> bool {
    a.0 <= b.1 && b.0 <= a.1
}

/// What tells the campaign of a row from others: its id and its name, for a file may have one of them alone.
pub fn campaigns(kind: Kind, sample: &Sample<'_>) -> Vec<String> {
    let names = [("id", sample.trace.campaign_id), ("name", sample.trace.campaign)];
    let told = names.iter().filter(|(_, text)| matches!(kind, Kind::Ads | Kind::Table) && !text.is_empty());
    told.map(|(what, text)| format!("{what} {}", text.to_lowercase())).collect()
}
