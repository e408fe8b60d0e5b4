//! All sources of a report → [`Facts`] and [`Quality`].
//!
//! In: report.yaml, the campaigns, and the exports, one row at a time. Out: sums. What tells customers apart is hashed as
//! soon as it is seen and is nowhere else. Of an order that several rows tell, in one file or in several, the last counts
//! ([`told`]). Absent: formats of exports, which [`crate::importers`] know.

mod ads;
mod amounts;
pub mod by_hand;
pub mod claims;
mod hashes;
pub mod read;
mod refunds;
mod renamed;
mod samples;
mod told;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::importers::{Amounts, Kind, Measure, Order, Record, State};
use crate::shop::campaign::Campaign;

use super::channels::{self, Belonging, CampaignId, Channels, NetworkId};
use super::exchange::Exchange;
use super::facts::{Bought, Cell, Facts, Origin, Sold, cell, key};
use super::quality::FileQuality;
use super::settings::{Definitions, Role, Settings, Source};
use super::slice::sold::SOLD;
use crate::report::channels::brought;
use ads::Ads;
use claims::Claims;
use hashes::{SoldOn, hash, of_importer};
use refunds::{Place, Refund, Refunds, given_back, is_refund, of_groups, returned};
use told::{Fate, Thing, Told};

/// What is gathered while one file after another is read.
pub struct Gatherer<'a> {
    pub facts: Facts,
    pub channels: Channels<'a>,
    campaigns: &'a [Campaign],
    exchange: &'a Exchange,
    window: (Date, Date),
    latest: Date,
    pub told: Told,
    definitions: Definitions,
    refunds: Refunds,
    claims: Claims,
    ads: Ads,
    sold_on: SoldOn,
    /// Files of ads that may be of two accounts, as [`Claims::unlike`] finds them.
    pub unlike: Vec<(Origin, Origin)>,
    pub last_day: Option<Date>,
    pub first_day: Option<Date>,
}

/// The days that a report looks at, and the last days of its periods, in order.
#[derive(Debug, Clone)]
pub struct Window {
    pub from: Date,
    pub to: Date,
    pub ends: Vec<Date>,
    /// The last day that an order can have: tomorrow, for a day may be ahead elsewhere.
    pub latest: Date,
}

/// The file that is being read.
pub struct Reading<'a> {
    pub origin: Origin,
    pub importer: &'static str,
    pub kind: Kind,
    pub source: &'a Source,
    pub quality: FileQuality,
}

impl<'a> Gatherer<'a> {
    pub fn new(
        settings: &'a Settings,
        campaigns: &'a [Campaign],
        exchange: &'a Exchange,
        window: Window,
        told: Told,
    ) -> Gatherer<'a> {
        let Window { from, to, ends, latest } = window;
        Gatherer {
            facts: Facts::until(to, ends),
            channels: Channels::new(&settings.channels, campaigns),
            campaigns,
            exchange,
            definitions: settings.definitions,
            refunds: Refunds::new(settings.definitions.refunds),
            window: (from, to),
            latest,
            told,
            claims: Claims::default(),
            ads: Ads::default(),
            sold_on: SoldOn::new(&settings.sources),
            unlike: Vec::new(),
            last_day: None,
            first_day: None,
        }
    }

    pub fn take(&mut self, reading: &mut Reading<'_>, record: &Record<'_>) {
        match record {
            Record::Order(order) => self.order(reading, order),
            Record::Sample(sample) => self.sample(reading, sample),
            Record::Post(post) => self.post(reading, post),
        }
    }

    /// After the last row of a file.
    pub fn close(&mut self, origin: Origin) {
        self.facts.settle();
        self.claims.close(origin);
    }

    /// After the last file: what is told of ads, and visits of which only groups are told, are added up. Returns how many figures
    /// of each file of ads another one tells too.
    pub fn add_up(&mut self) -> BTreeMap<Origin, u64> {
        let told_too = std::mem::take(&mut self.ads).settle(&mut self.claims, &mut self.facts, self.campaigns);
        for (cell, sums) in self.claims.groups() {
            self.facts.add(cell, sums.0);
        }
        self.unlike = self.claims.unlike();
        self.facts.paired = std::mem::take(&mut self.claims.paired);
        told_too
    }

    /// Names that campaigns were given in ads managers since, where another file tells of a campaign by one of them.
    pub fn names_since(&self) -> BTreeMap<String, CampaignId> {
        let mut names = self.ads.names_since(self.campaigns);
        names.retain(|name, _| self.channels.unnamed.contains(name));
        names
    }

    /// After the last file: refunds that are rows of their own go to their orders, which may be in another file.
    pub fn give_back(&mut self) {
        std::mem::take(&mut self.refunds).settle(&mut self.facts, self.window.1, self.exchange.currency);
    }

    fn order(&mut self, reading: &mut Reading<'_>, order: &Order<'_>) {
        let payments = tells_payments(reading);
        let known = reading.source.network.as_deref().and_then(channels::find);
        let Some(amounts) = self.converted(reading, order) else {
            if !payments && order.state == State::Counted {
                let place =
                    cell(order.day, order.day, self.channels.find_or(&order.trace, None, known).0, 0, reading.origin);
                for measure in SOLD {
                    *self.facts.no_rate.entry((place, measure)).or_default() += 1;
                }
                self.reach(order.day);
            }
            return;
        };
        let back = given_back(&amounts, order.state);
        match self.told_of(reading, order, payments, back) {
            None => {}
            Some(Fate::Cancelled) => return reading.quality.cancelled += 1,
            Some(Fate::ToldAgain) => return reading.quality.twice += u64::from(!is_refund(order.state)),
        }
        if payments {
            let (belonging, _) = self.channels.find_or(&order.trace, None, known);
            let fee = amounts.fee.map(|fee| (Measure::Fees, fee));
            self.facts.add(cell(order.day, order.day, belonging, 0, reading.origin), fee);
            return;
        }
        match order.state {
            State::Counted => self.count_order(reading, order, &amounts, known),
            State::Refund | State::WonBack => {
                let (belonging, _) = self.channels.belonging_or(&order.trace, None, known);
                let own = cell(order.day, order.day, belonging, 0, reading.origin);
                let sign = if order.state == State::WonBack { -1 } else { 1 };
                let (amount, goods) = (sign * back, amounts.net.map(|net| sign * net));
                let [order, number] = [order.id, order.own].map(|id| of_importer(reading.importer, id));
                self.refunds.keep(Refund { order, number, amount, goods, own });
            }
            other => {
                count(&mut reading.quality.not_counted, state_name(other));
                if refunds::has_rows(reading.importer) {
                    self.refunds.never_paid(of_importer(reading.importer, order.id));
                }
            }
        }
    }

    /// Why a row does not count, as far as that is known yet.
    fn told_of(&mut self, reading: &Reading<'_>, order: &Order<'_>, payments: bool, back: i64) -> Option<Fate> {
        let (what, thing) = if is_refund(order.state) {
            let refund = format!("{} {} {back} {}", of_importer(reading.importer, order.id), order.day, order.own);
            let thing = if order.own.is_empty() { Thing::Alike } else { Thing::Movement };
            (hash(&refund), thing)
        } else if order.id.is_empty() {
            return None;
        } else if payments {
            (of_importer(reading.importer, order.id), Thing::Movement)
        } else {
            (self.sold_on.order(reading.source, order), Thing::Order(order.state))
        };
        self.told.tell(what, (reading.origin, order.line), order.day, thing, back)
    }

    fn count_order(
        &mut self,
        reading: &mut Reading<'_>,
        order: &Order<'_>,
        amounts: &Amounts,
        known: Option<NetworkId>,
    ) {
        // What an order says of itself is so; the file is asked where it says nothing.
        let (belonging, silent) = self.channels.belonging_or(&order.trace, None, known);
        reading.quality.named_otherwise += u64::from(known.is_some_and(|known| !silent && belonging.network != known));
        let later = self.refunds.later(order, amounts);
        let amounts = &Amounts { refunds: amounts.refunds.filter(|_| later.is_none()), ..*amounts };
        let Amounts { net, gross, total, .. } = amounts::filled(amounts);
        let only_total = amounts.net.is_none() && net.is_some() && amounts.tax.is_none();
        reading.quality.only_total += u64::from(only_total);
        reading.quality.no_total += u64::from(amounts::paid(amounts).is_none());
        reading.quality.off_basis += u64::from(net.is_some() && amounts::is_off(amounts, self.definitions));
        let lost = amounts.refunds.map(|refunds| returned(refunds, net, amounts.total));
        let kept = net.unwrap_or(0).saturating_sub(lost.unwrap_or(0));
        reading.quality.orders += 1;
        reading.quality.numbers = with_number(reading.quality.numbers, order.id);
        self.reach(order.day);
        let values = [
            (Measure::Orders, Some(1)),
            (Measure::Gross, gross),
            (Measure::Discounts, amounts.discounts),
            (Measure::Refunds, amounts.refunds),
            (Measure::Returns, lost),
            (Measure::Net, net),
            (Measure::Tax, amounts.tax),
            (Measure::Shipping, amounts.shipping),
            (Measure::Total, total),
            (Measure::Fees, amounts.fee),
            (Measure::Identified, order.customer.map(|_| 1)),
            (Measure::Squares, Some(amounts::square(kept, self.exchange.currency))),
            (Measure::SquaresBack, amounts.refunds.map(|back| amounts::square(back, self.exchange.currency))),
            (Measure::Sorted, order.sorted().map(|_| 1)),
            (Measure::Newcomers, order.sorted().filter(|returning| !returning).map(|_| 1)),
        ];
        let of_link = brought::told(order, belonging, self.campaigns, net.map(|_| kept));
        let told = values.into_iter().chain(of_link).filter_map(|(measure, value)| Some((measure, value?)));
        let definitions = self.definitions;
        let of_group = told.clone().filter(move |(measure, _)| amounts::counts(*measure, definitions));
        let country = order.country.and_then(|country| country.as_bytes().try_into().ok());
        let cell = cell(order.day, order.day, belonging, 0, reading.origin);
        let place = Place { cell, country, returning: order.returning };
        let customer = hashes::customer(order);
        if refunds::has_rows(reading.importer) || later.is_some() {
            let number = of_importer(reading.importer, order.id);
            self.refunds.order(number, customer, place, net, amounts.total);
            let own = |day| super::facts::cell(day, day, belonging, 0, reading.origin);
            let back = later.map(|(day, amount)| Refund { order: number, number, amount, goods: None, own: own(day) });
            back.into_iter().for_each(|back| self.refunds.keep(back));
        }
        self.facts.unfilled.take(&order.trace, (order.day, order.day), (reading.origin, order.line), (1, 0));
        self.stray_order(order, cell, told.clone());
        self.facts.add(cell, told);
        self.lines(order, belonging);
        // What comes after the days that the report looks at says nothing of them.
        if let Some(hash) = customer.filter(|_| order.day <= self.window.1) {
            self.facts.customer(Bought {
                hash,
                day: order.day,
                network: belonging.network,
                sales: kept,
                before: order.returning == Some(true),
            });
        }
        of_groups(&mut self.facts, place, of_group);
    }

    /// An order that names a campaign which is none of campaigns.yaml.
    fn stray_order(&mut self, order: &Order<'_>, cell: Cell, told: impl Iterator<Item = (Measure, i64)>) {
        if cell.belonging.campaign.is_none() && !self.campaigns.is_empty() {
            let (days, from) = ((cell.from, cell.to), (cell.belonging.network, cell.origin));
            self.facts.strays.take(order.trace.campaign, days, from, told);
        }
    }

    fn lines(&mut self, order: &Order<'_>, belonging: Belonging) {
        if order.day < self.window.0 {
            return;
        }
        for (n, line) in order.lines.iter().enumerate() {
            let product = self.facts.product(line.sku, line.name, order.day);
            // A later day may tell a newer name.
            if order.day > self.window.1 {
                continue;
            }
            let sales = line.sales.and_then(|sales| self.exchange.convert(sales, order.currency));
            // One order, in however many of its lines a product stands.
            let first =
                order.lines[..n].iter().all(|earlier| key(earlier.sku, earlier.name) != key(line.sku, line.name));
            let sold = Sold {
                orders: i64::from(first),
                quantity: line.quantity,
                sales: sales.unwrap_or(0),
                unpriced: if sales.is_none() { line.quantity } else { 0 },
            };
            self.facts.sell(product, order.day, belonging.network, sold);
        }
    }

    /// All amounts in the report's currency; `None` where there is no rate.
    fn converted(&self, reading: &mut Reading<'_>, order: &Order<'_>) -> Option<Amounts> {
        if self.exchange.convert(0, order.currency).is_none() {
            count(&mut reading.quality.no_rate, order.currency.code());
            return None;
        }
        let convert = |amount: Option<i64>| amount.and_then(|amount| self.exchange.convert(amount, order.currency));
        let of = order.amounts;
        Some(Amounts {
            gross: convert(of.gross),
            discounts: convert(of.discounts),
            refunds: convert(of.refunds),
            net: convert(of.net),
            tax: convert(of.tax),
            shipping: convert(of.shipping),
            total: convert(of.total),
            fee: convert(of.fee),
        })
    }

    /// A day that is yet to come is a slip, and does not make a running month look like one that is over.
    fn reach(&mut self, day: Date) {
        if day <= self.latest {
            self.last_day = Some(self.last_day.map_or(day, |last| last.max(day)));
        }
        self.first_day = Some(self.first_day.map_or(day, |first| first.min(day)));
    }

    /// What report.yaml holds by hand.
    pub fn by_hand(&mut self, settings: &Settings, campaigns: &[Campaign]) {
        by_hand::take(&mut self.facts, settings, campaigns, self.exchange.currency);
    }
}

/// Whether a file's rows are payments of orders that another file tells.
fn tells_payments(reading: &Reading<'_>) -> bool {
    let usual = if reading.kind == Kind::Settlements { Role::Payments } else { Role::Orders };
    reading.source.role.unwrap_or(usual) == Role::Payments
}

fn state_name(state: State) -> &'static str {
    match state {
        State::Pending => "state_pending",
        State::Failed => "state_failed",
        State::Voided => "state_voided",
        State::Test => "state_test",
        State::Counted | State::Refund | State::WonBack => "",
    }
}

fn count(list: &mut Vec<(&'static str, u64)>, name: &'static str) {
    match list.iter_mut().find(|(known, _)| *known == name) {
        Some((_, rows)) => *rows += 1,
        None => list.push((name, 1)),
    }
}

/// The lowest and the highest number of orders with that of one more, as the end of its id tells it.
fn with_number(known: Option<(u64, u64)>, id: &str) -> Option<(u64, u64)> {
    let digits = id.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let Ok(number) = id[digits..].parse::<u64>() else { return known };
    Some(known.map_or((number, number), |(low, high)| (low.min(number), high.max(number))))
}
