//! Orders that name no source, and those of people who seem to have typed the address: some of them may be of any network.
//!
//! In: sums of orders. Out: how many times as much a network may have as is known of it, the high end of a return with that, and
//! sentences. A shop that writes "direct" wherever a source was lost tells of the same orders as one that writes nothing. Absent: how
//! many of them were whose; nobody knows that.

use crate::importers::Measure;
use crate::report::channels;
use crate::report::lens::Lens;
use crate::report::named::{LOST, MANY, claimed_beyond, is_named, nameless};
use crate::report::number::Exact;
use crate::report::slice::Cut;
use crate::report::slice::sold::SOLD;

use super::untagged;

/// A sum of orders without a source, that of people who seem to have come directly, and that of the others.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sources {
    pub nameless: i64,
    pub direct: i64,
    pub named: i64,
}

impl Sources {
    pub fn of(sum: impl Fn(Cut) -> Option<i64>) -> Sources {
        let of = |network| sum(Cut::network(network)).unwrap_or(0).max(0);
        let nameless = nameless().map(of).fold(0, i64::saturating_add);
        let direct = channels::find("direct").map_or(0, of);
        let all = sum(Cut::default()).unwrap_or(0);
        Sources { nameless, direct, named: all.saturating_sub(nameless).saturating_sub(direct) }
    }

    /// What may be of any network.
    pub fn open(self) -> i64 {
        self.nameless.saturating_add(self.direct)
    }

    /// How many times as much a part may have as is known of it.
    pub fn times(self) -> Option<Exact> {
        let [nameless, direct, named] = [self.nameless, self.direct, self.named.max(1)].map(i128::from);
        // A few are missing everywhere alike, and so are those that seem to have come directly.
        let many = nameless * i128::from(MANY) >= nameless + direct + named;
        let times = if many { LOST.into() } else { 1 };
        Exact::ratio(named.saturating_add(direct).saturating_add(nameless.saturating_mul(times)), named)
    }
}

/// The high end of a return with the orders that name no source, and of a campaign those that name none: of these a part has its
/// part of the others, three times at most or what is claimed many times over, and no more than all. `None` where nobody knows how
/// much that is: many of them are left out.
pub fn most(lens: &Lens<'_>, cut: Cut, high: Exact, spend: Exact) -> Option<Exact> {
    if lens.now.slice.leaves_out_nameless(&SOLD) {
        return None;
    }
    let sum = |cut: Cut, measure| lens.now.slice.sum_of(measure, |place| cut.holds(place));
    let sources = Sources::of(|cut| Some(sum(cut, Measure::Net).saturating_sub(sum(cut, Measure::Returns))));
    let (open, told) = cut.campaign.map_or((0, 0), |campaign| untagged::sales(lens, campaign));
    let all = high.plus(Exact::whole(sources.open().saturating_add(open)).over(spend)?);
    if !is_named(&lens.now.slice, cut) {
        return Some(all);
    }
    let of_campaign = Sources { nameless: open, named: told, ..Sources::default() };
    let share = high.times(sources.times()?).times(of_campaign.times()?);
    // Where many times as much is claimed, the nameless may be what is lacking, as far as they go.
    let claimed = claimed_beyond(&lens.now.slice, cut).map_or(0, |claimed| claimed.min(sources.open()));
    let claimed = high.plus(Exact::whole(claimed).over(spend)?);
    let share = if share.compare(claimed).is_lt() { claimed } else { share };
    Some(if share.compare(all).is_lt() { share } else { all })
}

/// What to do where no order says how anybody came, and nobody else saw it: ads cost money, and nobody can tell what they bring.
pub fn first_step(lens: &Lens<'_>) -> Option<String> {
    let slice = &lens.now.slice;
    let spent = slice.sum(Cut::default(), Measure::Spend).is_some_and(|spend| spend > 0);
    let seen = slice.tells(Measure::Sessions) || slice.tells(Measure::AnalyticsSales);
    (spent && !slice.origins && !seen).then(|| lens.words.get("report_first_step").to_owned())
}

/// How many orders count for no network, where they are a fifth or more: what came back is more than the report knows.
pub fn untold(lens: &Lens<'_>) -> Option<String> {
    share(lens, "report_untold_share", |sources| sources.nameless)
}

/// The same of orders that are told as direct, beside what is said of networks.
pub fn direct(lens: &Lens<'_>) -> Option<String> {
    share(lens, "report_direct_share", |sources| sources.direct)
}

fn share(lens: &Lens<'_>, key: &str, of: impl Fn(Sources) -> i64) -> Option<String> {
    let sum = |cut| lens.now.slice.sum(cut, Measure::Orders);
    let share = Exact::whole(of(Sources::of(sum))).over(Exact::whole(sum(Cut::default())?))?;
    let many = share.compare(Exact { numerator: 1, denominator: MANY.into() }).is_ge();
    many.then(|| lens.words.fill(key, &[("share", &lens.words.formats.percent(share.scaled(2)))]))
}
