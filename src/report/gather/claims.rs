//! Which days of a figure a file before has told already.
//!
//! In: rows of tables of days, in the order of the files; those of ads in the order of [`super::ads`]. Out: which of them are new,
//! and which files tell the same. Of ads, files may tell of different campaigns: of two accounts, or one of each. What names no
//! campaign may be of any. Absent: orders, which have numbers, and the question which of two files counts, which
//! [`crate::report::slice::rivals`] answers for each period. Files of ads with the same names and other costs are told apart from those that
//! tell the same, so that somebody can be asked.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::importers::{Kind, Measure, Sample};

use crate::report::channels::NetworkId;
use crate::report::facts::{Cell, Origin, Sums};
use crate::report::slice::rivals::Paired;

#[derive(Default)]
pub struct Claims {
    /// Files that tell the same.
    pub paired: Paired,
    /// Of files read before, and of the file that is being read.
    claimed: BTreeMap<Claim, Claimed>,
    claiming: BTreeMap<Claim, Claiming>,
    /// What each file says that a campaign without an id cost on its days.
    costs: BTreeMap<(String, Option<NetworkId>, Span), BTreeMap<Origin, i64>>,
    /// Figures of visits that are broken down by groups of people: they are all that is known on days of which no other file of
    /// the program tells.
    broken_down: BTreeMap<Group, Sums>,
}

/// Importer, place and campaigns of a group of people's row.
type Group = (&'static str, Cell, Campaign);

/// A measure of a network, as one kind of file tells it, of all people or broken down by the groups of a dimension. Where rows
/// do not say of which of the file's networks they are, they may be of any.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Claim {
    pub importer: &'static str,
    /// Empty where all people are meant.
    pub dimension: String,
    pub measure: Measure,
    pub network: Option<NetworkId>,
}

type Span = (Date, Date);
/// By campaign, the empty one where a file names none: of each file before, and of the one that is being read.
type Claimed = BTreeMap<String, Vec<(Origin, Span)>>;
type Claiming = BTreeMap<String, Span>;

/// The campaign of a row: how it is claimed, and the claims of the same one. An id tells it, for two accounts may have a name
/// in common; where one of two files has no ids, their names do.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Campaign {
    claims: Vec<String>,
    same: Vec<String>,
}

impl Campaign {
    /// Whether nothing tells which it is.
    pub fn is_any(&self) -> bool {
        self.claims.is_empty() && self.same.is_empty()
    }

    /// All by which it may be claimed.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.claims.iter().chain(&self.same).map(String::as_str)
    }

    /// The number that the ads manager gave it.
    pub fn id(&self) -> Option<&str> {
        self.claims.iter().find_map(|claim| claim.strip_prefix("id "))
    }

    /// How it is called, in small letters.
    pub fn name(&self) -> Option<&str> {
        let name =
            |claim: &'_ String| claim.strip_prefix("name of id ").or_else(|| claim.strip_prefix("name ")).map(str::len);
        self.claims.iter().find_map(|claim| Some(&claim[claim.len() - name(claim)?..]))
    }

    /// Whether two files may mean the same one.
    pub fn is_same(&self, other: &Campaign) -> bool {
        let meets = |same: &[String], claims: &[String]| same.iter().any(|own| claims.contains(own));
        self.is_any() || other.is_any() || meets(&self.same, &other.claims) || meets(&other.same, &self.claims)
    }
}

impl Claims {
    /// Claims the days of a row; whether no file before has told any of them.
    pub fn is_new(&mut self, origin: Origin, claim: Claim, days: Span, campaign: &Campaign) -> bool {
        let of = |network: Option<NetworkId>| Claim { network, ..claim.clone() };
        let mut new = true;
        for (own, claimed) in self.claimed.range(of(None)..=of(Some(NetworkId::MAX))) {
            let of_any = [own.network, claim.network].contains(&None);
            if !of_any && own.network != claim.network {
                continue;
            }
            for (other, _) in spans(claimed, campaign).filter(|(_, span)| meet(*span, days)) {
                new = false;
                *self.paired.entry((other.min(origin), other.max(origin))).or_default() |= of_any;
            }
        }
        self.take(claim, days, campaign);
        new
    }

    /// Claims days whether another file has told them or not.
    pub fn take(&mut self, claim: Claim, days: Span, campaign: &Campaign) {
        widen(self.claiming.entry(claim).or_default(), days, campaign);
    }

    /// After the last row of a file.
    pub fn close(&mut self, origin: Origin) {
        for (claim, claiming) in std::mem::take(&mut self.claiming) {
            add(self.claimed.entry(claim).or_default(), origin, claiming);
        }
    }

    /// Keeps what a campaign cost, where only its name says which it is.
    pub fn cost(&mut self, origin: Origin, claim: &Claim, days: Span, campaign: &Campaign, value: i64) {
        let [named] = &campaign.claims[..] else { return };
        if claim.measure == Measure::Spend && named.starts_with("name ") {
            let own = self.costs.entry((named.clone(), claim.network, days)).or_default().entry(origin).or_default();
            *own = own.saturating_add(value);
        }
    }

    /// Files that tell of campaigns with the same names on the same days, and of quite other costs: of two accounts, maybe. The
    /// earlier one first.
    pub fn unlike(&self) -> Vec<(Origin, Origin)> {
        const FEWEST: usize = 5;
        let mut days: BTreeMap<(Origin, Origin), (usize, usize)> = BTreeMap::new();
        for costs in self.costs.values().filter(|costs| costs.len() > 1) {
            let each: Vec<(Origin, i64)> = costs.iter().map(|(origin, spend)| (*origin, *spend)).collect();
            for (n, (one, a)) in each.iter().enumerate() {
                for (other, b) in &each[n + 1..] {
                    let (all, unlike) = days.entry((*one, *other)).or_default();
                    *all += 1;
                    // What is told again later differs by less than a tenth.
                    *unlike += usize::from(a.saturating_sub(*b).saturating_abs().saturating_mul(10) > *a.max(b));
                }
            }
        }
        let most = |(pair, (all, unlike)): ((Origin, Origin), (usize, usize))| {
            (all >= FEWEST && unlike * 5 >= all * 4).then_some(pair)
        };
        days.into_iter().filter_map(most).collect()
    }

    /// Keeps the figures of a group of people.
    pub fn break_down(&mut self, group: Group, values: &[(Measure, i64)]) {
        let sums = self.broken_down.entry(group).or_default();
        values.iter().filter(|(own, _)| own.adds_up()).for_each(|(own, value)| sums.add(*own, *value));
    }

    /// After the last file: sums of the groups of days of which nothing else tells of their campaign, each from one file.
    pub fn groups(&mut self) -> Vec<(Cell, Sums)> {
        let mut told: BTreeMap<&'static str, Claimed> = BTreeMap::new();
        let of_all = std::mem::take(&mut self.claimed).into_iter().filter(|(claim, _)| claim.dimension.is_empty());
        for (claim, claimed) in of_all {
            let own = told.entry(claim.importer).or_default();
            claimed.into_iter().for_each(|(campaign, spans)| own.entry(campaign).or_default().extend(spans));
        }
        let mut files: BTreeMap<Origin, Vec<(Group, Sums)>> = BTreeMap::new();
        for (group, sums) in std::mem::take(&mut self.broken_down) {
            files.entry(group.1.origin).or_default().push((group, sums));
        }
        let mut new = Vec::new();
        for (origin, rows) in files {
            let mut telling: BTreeMap<&'static str, Claiming> = BTreeMap::new();
            for ((importer, cell, campaign), sums) in rows {
                let days = (cell.from, cell.to);
                if !spans(told.entry(importer).or_default(), &campaign).any(|(_, span)| meet(span, days)) {
                    widen(telling.entry(importer).or_default(), days, &campaign);
                    new.push((cell, sums));
                }
            }
            for (importer, telling) in telling {
                add(told.entry(importer).or_default(), origin, telling);
            }
        }
        new
    }
}

/// What files tell of the campaign of a row; one that names none may be any.
fn spans(claimed: &Claimed, campaign: &Campaign) -> impl Iterator<Item = (Origin, Span)> {
    let same: Vec<&Vec<(Origin, Span)>> = match &campaign.same[..] {
        [] => claimed.values().collect(),
        same => same.iter().map(String::as_str).chain([""]).filter_map(|own| claimed.get(own)).collect(),
    };
    same.into_iter().flatten().copied()
}

/// Of a file all days from the first to the last.
fn widen(claiming: &mut Claiming, days: Span, campaign: &Campaign) {
    let any = [String::new()];
    for claim in if campaign.claims.is_empty() { &any } else { &campaign.claims[..] } {
        match claiming.get_mut(claim) {
            Some(span) => *span = (span.0.min(days.0), span.1.max(days.1)),
            None => drop(claiming.insert(claim.clone(), days)),
        }
    }
}

fn add(claimed: &mut Claimed, origin: Origin, claiming: Claiming) {
    for (campaign, span) in claiming {
        claimed.entry(campaign).or_default().push((origin, span));
    }
}

fn meet(a: Span, b: Span) -> bool {
    a.0 <= b.1 && b.0 <= a.1
}

/// Whether an id is as the network wrote it: a spreadsheet makes `1.2e+17` of many a long number.
fn is_whole(id: &str) -> bool {
    !id.split_once("e+").is_some_and(|(head, tail)| {
        head.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
            && tail.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// What tells the campaign of a row from others.
pub fn campaign(kind: Kind, sample: &Sample<'_>) -> Campaign {
    let text = |text: &str| Some(text.to_lowercase()).filter(|text| !text.is_empty());
    let of_campaigns = matches!(kind, Kind::Ads | Kind::Table);
    let (id, name) = (text(sample.trace.campaign_id).filter(|id| is_whole(id)), text(sample.trace.campaign));
    let (claims, same) = match (id, name) {
        _ if !of_campaigns => (vec![], vec![]),
        (Some(id), Some(name)) => {
            (vec![format!("id {id}"), format!("name of id {name}")], vec![format!("id {id}"), format!("name {name}")])
        }
        (Some(id), None) => (vec![format!("id {id}")], vec![format!("id {id}")]),
        (None, Some(name)) => {
            (vec![format!("name {name}")], vec![format!("name {name}"), format!("name of id {name}")])
        }
        (None, None) => (vec![], vec![]),
    };
    Campaign { claims, same }
}
