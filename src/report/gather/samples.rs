//! Figures of days and of groups of people, and posts → [`Facts`](super::Facts).
//!
//! In: a row, and the file that it is of. Out: sums, each where it belongs; figures that another file tells too stand beside
//! them. Absent: orders, which are counted one by one; which of two files of ads tells what, which [`ads`] settles after the
//! last file.

use iso_currency::Currency;

use crate::importers::{Kind, Measure, Post, Sample, Trace};
use crate::report::channels::unpaid::is_unpaid;
use crate::report::channels::{self, Belonging};
use crate::report::facts::{Cell, Posted, Sums, cell, network};
use crate::report::gather::ads;
use crate::report::gather::amounts;
use crate::report::gather::claims::{self, Campaign, Claim};
use crate::report::gather::hashes::hash;
use crate::report::gather::refunds::returned;
use crate::report::gather::told::{Thing, Told};

use super::{Gatherer, Reading, count, tells_payments};

/// What becomes of a figure.
enum Claimed {
    New,
    /// Another file tells it too: which one counts is another one in each period.
    Rival,
}

/// Movements of money have a number of their own; groups of people stand beside the others.
fn is_of_days(sample: &Sample<'_>) -> bool {
    sample.id.is_empty() && sample.segment.is_none()
}

/// What visits by links that are tagged as ads tell.
fn paid(figures: &[(Measure, i64)], belonging: Belonging, sample: &Sample<'_>) -> Vec<(Measure, i64)> {
    let medium = sample.trace.medium;
    if medium.is_empty() || is_unpaid(channels::name(belonging.network), medium) {
        return Vec::new();
    }
    let of = |measure, paid| figures.iter().find(|(own, _)| *own == measure).map(|(_, value)| (paid, *value));
    let told = [of(Measure::Sessions, Measure::PaidSessions), of(Measure::AnalyticsSales, Measure::PaidSeen)];
    told.into_iter().flatten().collect()
}

/// A file of ads without a column of networks may be about all of them.
fn is_of_any(reading: &Reading<'_>, sample: &Sample<'_>) -> bool {
    reading.kind == Kind::Ads && !sample.tells_network && reading.source.network.is_none()
}

impl Gatherer<'_> {
    /// Where the figures of a row belong; rows of ads that may be of several networks are remembered.
    fn belonging(&mut self, reading: &Reading<'_>, sample: &Sample<'_>) -> Belonging {
        let said = reading.source.network.as_deref();
        // What a row tells is so; what its program is of by default may be otherwise.
        let known = if sample.tells_network { sample.network.or(said) } else { said.or(sample.network) };
        let known = known.and_then(channels::find);
        let otherwise = sample.otherwise.first().and_then(|name| channels::find(name));
        // A network as its merchant calls it is a source like others: rules, spellings and the list of unmatched are for it.
        let called = sample.network.filter(|_| known.is_none() && sample.trace.source.is_empty());
        let trace = Trace { source: called.unwrap_or(sample.trace.source), ..sample.trace };
        let (mut belonging, guessed) = self.channels.belonging_or(&trace, known, otherwise);
        if guessed && sample.otherwise.len() > 1 {
            let may_be = sample.otherwise.iter().filter_map(|name| channels::find(name));
            self.facts.guessed.entry(reading.origin).or_insert_with(|| may_be.collect());
        }
        if let (Some(known), None) = (known, sample.segment) {
            belonging.network = known;
        }
        belonging
    }

    pub(super) fn sample(&mut self, reading: &mut Reading<'_>, sample: &Sample<'_>) {
        let row = (reading.origin, sample.line);
        let told = |what: u64, told: &mut Told| told.tell(what, row, sample.from, Thing::Movement, 0).is_some();
        if !sample.id.is_empty() && told(hash(sample.id), &mut self.told) {
            reading.quality.overlapping += 1;
            return;
        }
        let belonging = self.belonging(reading, sample);
        let mut figures = self.figures(reading, sample, belonging);
        if reading.kind == Kind::Visits && is_of_days(sample) {
            figures.extend(paid(&figures, belonging, sample));
        }
        let campaign = claims::campaign(reading.kind, sample);
        let (mut values, mut rivals) = (Vec::with_capacity(figures.len()), Vec::new());
        for (measure, value) in figures.iter().copied() {
            match self.claim(reading, sample, (measure, value), belonging, &campaign) {
                Claimed::New => values.push((measure, value)),
                Claimed::Rival => rivals.push((measure, value)),
            }
        }
        let of = |measure: Measure| values.iter().find(|(own, _)| *own == measure).map(|(_, value)| *value);
        let sums = amounts::of_sums(sample.values);
        let off = is_of_days(sample) && of(Measure::Net).is_some() && amounts::is_off(&sums, self.definitions);
        reading.quality.off_basis += u64::from(off);
        reading.quality.no_total +=
            u64::from(is_of_days(sample) && of(Measure::Net).is_some() && amounts::paid(&sums).is_none());
        let back = of(Measure::Refunds).map(|refunds| returned(refunds, of(Measure::Net), of(Measure::Total)));
        values.extend(back.map(|back| (Measure::Returns, back)));
        if is_of_days(sample) && belonging.campaign.is_none() && !self.campaigns.is_empty() {
            self.stray(reading, sample, belonging, &values);
        }
        self.unfilled(reading, sample, &values);
        let ads = matches!(reading.kind, Kind::Ads | Kind::Table)
            .then(|| self.ads.campaign(&campaign, sample.trace.campaign));
        let place = cell(sample.from, sample.to, belonging, self.facts.format(sample.format), reading.origin);
        let place = Cell { ads: ads.unwrap_or_default(), ..place };
        reading.quality.rivals += rivals.len() as u64;
        self.facts.rival(place, rivals);
        if reading.kind == Kind::Ads {
            let network = Some(belonging.network).filter(|_| !is_of_any(reading, sample));
            let dimension = sample.segment.map_or("", |(dimension, _)| dimension);
            self.ads.keep(ads::Told { cell: place, importer: reading.importer, network }, dimension, &figures);
            if let Some((dimension, value)) = sample.segment {
                self.facts.segment(dimension, value, place, values);
            }
            return;
        }
        if let Some((dimension, value)) = sample.segment {
            if reading.kind == Kind::Visits {
                self.claims.break_down((reading.importer, place, campaign), &values);
            }
            self.facts.segment(dimension, value, place, values);
        } else if !values.is_empty() {
            self.facts.add(place, values);
        }
    }

    /// What visits tell of a campaign that is none of campaigns.yaml, and orders of a table.
    fn stray(&mut self, reading: &Reading<'_>, sample: &Sample<'_>, belonging: Belonging, values: &[(Measure, i64)]) {
        // Orders that an analytics program saw are the shop's own once more.
        let of_visits = |measure| measure == Measure::Sessions;
        let told = values.iter().copied().filter(|(measure, _)| match reading.kind {
            Kind::Visits => of_visits(*measure),
            Kind::Table => true,
            _ => false,
        });
        let (days, from) = ((sample.from, sample.to), (belonging.network, reading.origin));
        self.facts.strays.take(sample.trace.campaign, days, from, told);
    }

    /// What visits tell of links in which nothing was filled in, and orders of a table.
    fn unfilled(&mut self, reading: &Reading<'_>, sample: &Sample<'_>, values: &[(Measure, i64)]) {
        if !is_of_days(sample) || reading.kind == Kind::Ads {
            return;
        }
        let of = |measure: Measure| values.iter().find(|(own, _)| *own == measure).map_or(0, |(_, value)| *value);
        let orders = if reading.kind == Kind::Visits { 0 } else { of(Measure::Orders) };
        let (days, place) = ((sample.from, sample.to), (reading.origin, sample.line));
        self.facts.unfilled.take(&sample.trace, days, place, (orders, of(Measure::Sessions)));
    }

    /// What a row tells, in the report's currency.
    fn figures(&mut self, reading: &mut Reading<'_>, sample: &Sample<'_>, belonging: Belonging) -> Vec<(Measure, i64)> {
        let payments = tells_payments(reading);
        let nearest = is_of_days(sample).then(|| amounts::nearest(sample.values)).into_iter().flatten();
        let mut figures = Vec::with_capacity(sample.values.len());
        let mut without_rate = None;
        for (measure, value) in sample.values.iter().copied().chain(nearest) {
            // The orders that were paid stand in another file; only what the provider kept is new.
            if payments && measure != Measure::Fees {
                continue;
            }
            match self.amount(measure, value, sample) {
                Ok(value) => figures.push((measure, value)),
                Err(currency) => {
                    let place = cell(sample.from, sample.to, belonging, 0, reading.origin);
                    let orders = sample.values.iter().find(|(own, _)| *own == Measure::Orders);
                    *self.facts.no_rate.entry((place, measure)).or_default() += orders.map_or(1, |(_, orders)| *orders);
                    without_rate = Some(currency);
                }
            }
        }
        // A row counts once, however many of its figures are amounts.
        without_rate.into_iter().for_each(|currency| count(&mut reading.quality.no_rate, currency.code()));
        figures
    }

    /// Whether another file has told a figure. Of several analytics exports another one counts in each period, and of ads it is
    /// known after the last file.
    fn claim(
        &mut self,
        reading: &Reading<'_>,
        sample: &Sample<'_>,
        (measure, value): (Measure, i64),
        belonging: Belonging,
        campaign: &Campaign,
    ) -> Claimed {
        let of_days = is_of_days(sample);
        let claim = Claim {
            importer: reading.importer,
            dimension: sample.segment.map_or_else(String::new, |(dimension, _)| dimension.to_owned()),
            measure,
            network: Some(belonging.network).filter(|_| !is_of_any(reading, sample)),
        };
        let days = (sample.from, sample.to);
        match (reading.kind, of_days) {
            (Kind::Visits, true) => {
                self.claims.take(claim, days, campaign);
                Claimed::New
            }
            (Kind::Ads, true) => {
                self.claims.cost(reading.origin, &claim, days, campaign, value);
                Claimed::New
            }
            (_, false) => Claimed::New,
            _ if self.claims.is_new(reading.origin, claim, days, campaign) => Claimed::New,
            _ => Claimed::Rival,
        }
    }

    /// A value in the report's currency, when it is an amount; else the currency for which there is no rate.
    fn amount(&self, measure: Measure, value: i64, sample: &Sample<'_>) -> Result<i64, Currency> {
        let currency = sample.currency.filter(|_| measure.is_money()).unwrap_or(self.exchange.currency);
        self.exchange.convert(value, currency).ok_or(currency)
    }

    pub(super) fn post(&mut self, reading: &mut Reading<'_>, post: &Post<'_>) {
        let Some(id) = channels::find(post.network) else { return };
        let (from, to) = post.days.unwrap_or((post.day, post.day));
        let what = hash(&format!("{} {} {from} {to}", post.network, post.id));
        let row = (reading.origin, post.line);
        if !post.id.is_empty() && self.told.tell(what, row, post.day, Thing::Alike, 0).is_some() {
            reading.quality.overlapping += post.values.len() as u64;
            return;
        }
        let mut posted = Posted {
            id: if post.id.is_empty() { None } else { Some(hash(&format!("{} {}", post.network, post.id))) },
            network: id,
            title: post.title.chars().take(140).collect(),
            url: post.url.to_owned(),
            day: post.day,
            format: post.format.to_owned(),
            sums: Sums::default(),
        };
        for (measure, value) in post.values {
            posted.sums.add(*measure, *value);
        }
        let format = self.facts.format(post.format);
        self.facts.add(cell(from, to, network(id), format, reading.origin), post.values.iter().copied());
        self.facts.post(posted);
    }
}
