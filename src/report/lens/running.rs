//! A period that runs, of whose last days some things are told later than others: ads a day or some after the orders, visits
//! when the analytics program has counted them.
//!
//! In: a lens on all days until the last order. Out: lenses on the days of which ads are known, and visits; every figure of
//! them, now and before, is of those. Absent: ads that ended longer ago, of which nobody knows whether they did; see
//! [`crate::report::findings::unknown_spend`].

use jiff::ToSpan;
use jiff::civil::Date;

use crate::importers::Measure;
use crate::scalar::Period;

use super::Lens;
use crate::report::metrics::Metric;
use crate::report::slice::Cut;

/// Days by which ads and visits may be behind orders: who looks at a month that runs downloads ads until yesterday, and visits
/// are complete after two days.
const SOON: i32 = 3;

impl<'a> Lens<'a> {
    /// The days of which a figure is known as far as orders are.
    pub fn on_days_of(&self, metric: &Metric) -> &Lens<'a> {
        let ads = self.of_ads.as_deref().filter(|_| metric.is_of_ads() || metric.is_rate_of_ads());
        let visits = self.of_visits.as_deref().filter(|_| metric.is_of_visits());
        shorter([ads, visits]).unwrap_or(self)
    }

    pub fn on_days_of_ads(&self) -> &Lens<'a> {
        self.of_ads.as_deref().unwrap_or(self)
    }

    /// The days of which everything is known.
    pub fn on_days_of_all(&self) -> &Lens<'a> {
        shorter([self.of_ads.as_deref(), self.of_visits.as_deref()]).unwrap_or(self)
    }

    pub fn with_those_behind(mut self) -> Lens<'a> {
        self.of_ads = self.ads_until().and_then(|day| self.known_until(day, Measure::Spend));
        self.of_visits = self.visits_until().and_then(|day| self.known_until(day, Measure::Sessions));
        self
    }

    /// The days until one, unless something is told of days on both sides of it.
    fn known_until(&self, day: Date, measure: Measure) -> Option<Box<Lens<'a>>> {
        let period = self.now.slice.period;
        // What differs by less than a hundredth is told as unchanged.
        let matters = period.holds(day) && i64::from((period.to - day).get_days()) * 100 > period.days();
        let known = matters.then(|| self.until(day))?;
        let cut = |lens: &Lens<'_>| lens.now.slice.is_cut(Cut::default(), measure);
        (cut(self) || !cut(&known)).then(|| Box::new(known))
    }

    /// The last day of which all ads are known that were told until a few days ago.
    fn ads_until(&self) -> Option<Date> {
        let period = self.now.slice.period;
        let sides = || [Some(&self.now), self.before.as_ref()].into_iter().flatten();
        let cost = |network| sides().any(|side| side.slice.sum(Cut::network(network), Measure::Spend).is_some());
        let networks = self.spending.networks().filter(|network| cost(*network));
        let ends = networks.filter_map(|network| self.spending.known(network)?.behind(period));
        ends.filter(|day| self.is_soon(*day, period)).min()
    }

    fn visits_until(&self) -> Option<Date> {
        let period = self.now.slice.period;
        let (_, last) = self.now.slice.days_of_visits().last()?;
        self.is_soon(*last, period).then_some(*last)
    }

    pub fn is_soon(&self, last: Date, period: Period) -> bool {
        let runs = self.is_partial() || self.quality.today <= self.period.to.saturating_add(SOON.days());
        runs && last < period.to && (period.to - last).get_days() <= SOON
    }
}

fn shorter<'l, 'a>(lenses: [Option<&'l Lens<'a>>; 2]) -> Option<&'l Lens<'a>> {
    lenses.into_iter().flatten().min_by_key(|lens| lens.now.slice.period.to)
}
