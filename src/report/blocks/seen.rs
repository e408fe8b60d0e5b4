//! What came back for a network's ads as an analytics program saw it, where orders do not tell it: it knows ads by the tags of their
//! links, as orders do that keep them.
//!
//! In: a network of a lens. Out: its return with range and result, and what is to be said of it. The low end is of visits from ads
//! alone, and for the margin of that part which stays with the shop of what customers pay: an analytics program may count taxes,
//! shipping, and what goes back. At the high end it has its part of what was not seen, for it sees not everybody. How many orders that
//! were its key events tell, where they are as many as its amounts make; those tell about how many.

use crate::importers::Measure;
use crate::report::certainty::{Range, range};
use crate::report::channels::{self, NetworkId};
use crate::report::findings::counted_twice;
use crate::report::lens::Lens;
use crate::report::lens::same_tag::{PART, managers};
use crate::report::metrics::{self, Why};
use crate::report::named::seen_of_ads;
use crate::report::number::{Exact, Unit, write};
use crate::report::slice::Cut;

use super::nameless::Sources;
use super::next::{self, Teller, Worth};

/// `None` where orders tell it, where nobody knows what the shop sold, and where an analytics program does not see what ads brought.
pub fn worth(lens: &Lens<'_>, cut: Cut) -> Option<Worth> {
    let network = cut.network.filter(|_| cut.campaign.is_none())?;
    let untold = lens.see(metrics::find("roas")?, cut).now.err();
    untold.filter(|why| matches!(why, Why::NoOrigins | Why::Untagged))?;
    let lens = lens.on_days_of(metrics::find("analytics_roas")?);
    let (slice, roas) = (&lens.now.slice, lens.value("analytics_roas", cut)?);
    metrics::kept(&lens.totals(&lens.now, Cut::default()))?;
    let paid = seen_of_ads(slice, cut).filter(|_| !may_be_of_another(lens, network))?;
    let (all, spend) = (slice.sum(cut, Measure::AnalyticsSales)?, slice.sum(cut, Measure::Spend)?);
    let range = chance(lens, cut, roas, (all, paid))?;
    let most = with_unseen(lens, range.high, Exact::whole(spend))?;
    let range = Range { low: range.low.times(stays(lens)?), ..range };
    let (range, has_nameless) = next::reaching(range, most);
    let orders = about(lens, cut, all)?;
    let verdict = next::judged(lens, cut, range.low, Some(most));
    let (teller, ads_alone) = (Teller::Analytics, paid < all);
    Some(Worth { roas, range, has_nameless, is_open: false, orders, teller, ads_alone, verdict })
}

/// Between which returns chance alone would keep one of sales that were seen, and of those that only ads can have brought: their
/// orders are as unequal as the shop's.
fn chance(lens: &Lens<'_>, cut: Cut, roas: Exact, (all, paid): (i64, i64)) -> Option<Range> {
    if all <= 0 {
        return next::unsold(lens, roas, cut, Measure::Net);
    }
    let (sum, squares) = next::amounts(lens, &lens.now.slice, Cut::default()).filter(|(sum, _)| *sum > 0.0)?;
    let unit = 10_f64.powi(i32::from(lens.words.formats.digits()));
    let of = |roas, sales: i64| range(roas, sales as f64 / unit, sales as f64 / unit * squares / sum);
    let part = Exact::ratio(paid.clamp(0, all).into(), all.into())?;
    let low = of(roas.times(part), paid).map_or(Exact::whole(0), |range| range.low);
    Some(Range { low, ..of(roas, all)? })
}

/// What part of what was seen stays with the shop in net sales.
fn stays(lens: &Lens<'_>) -> Option<Exact> {
    let sum = |measure| lens.now.slice.sum(Cut::default(), measure).unwrap_or(0);
    let kept = kept(lens, Cut::default()).max(0);
    let most = sum(Measure::Total).max(sum(Measure::AnalyticsSales)).max(kept);
    Exact::ratio(kept.into(), most.into())
}

/// The high end of a return with what the shop sold and nobody saw, and what was seen without a source. At the till nobody is seen,
/// nor where the shop typed an order in.
fn with_unseen(lens: &Lens<'_>, high: Exact, spend: Exact) -> Option<Exact> {
    let seen = |cut| lens.now.slice.sum(cut, Measure::AnalyticsSales);
    let own = Sources::of(seen);
    let elsewhere = channels::WITHOUT_VISITS.into_iter().filter_map(channels::find);
    let elsewhere = elsewhere.map(|own| kept(lens, Cut::network(own))).fold(0, i64::saturating_add);
    let sold = kept(lens, Cut::default()).saturating_sub(elsewhere);
    let unseen = sold.saturating_sub(seen(Cut::default()).unwrap_or(0)).max(0);
    let sources = Sources { nameless: own.nameless.saturating_add(unseen), ..own };
    let (all, share) = (high.plus(Exact::whole(sources.open()).over(spend)?), high.times(sources.times()?));
    Some(if share.compare(all).is_lt() { share } else { all })
}

fn kept(lens: &Lens<'_>, cut: Cut) -> i64 {
    metrics::kept(&lens.totals(&lens.now, cut)).unwrap_or(0)
}

/// About how many orders were seen: as many as were counted, where what they brought is that of so many; an event may be no order.
fn about(lens: &Lens<'_>, cut: Cut, sales: i64) -> Option<i64> {
    let slice = &lens.now.slice;
    let of = |measure| {
        let (sum, orders) = slice.sums_of_both(Cut::default(), measure, Measure::Orders)?;
        let average = Exact::ratio(sum.into(), orders.into()).filter(|average| average.numerator > 0)?;
        Some(Exact::whole(sales).over(average)?.scaled(0))
    };
    // What was seen may hold tax and delivery, or not.
    let (least, most) = (of(Measure::Total).or_else(|| of(Measure::Net))?, of(Measure::Net)?);
    let at_most = |count: i64| count.saturating_mul(NEAR.1) / NEAR.0;
    let counted = slice.sum(cut, Measure::KeyEvents);
    let counted = counted.filter(|counted| at_most(*counted) >= least && *counted <= at_most(most));
    Some(counted.unwrap_or(least))
}

/// Orders of some may be so much smaller or larger than those of the whole shop: by a third.
const NEAR: (i64, i64) = (3, 4);

/// Whether no visit is seen from ads on another network of the same ads manager: where all links say the same `utm_source`, theirs
/// are among those of this one.
fn may_be_of_another(lens: &Lens<'_>, network: NetworkId) -> bool {
    let slice = &lens.now.slice;
    let sum = |own, measure| slice.sum(Cut::network(own), measure).unwrap_or(0);
    let own = managers(slice, lens.quality, network);
    slice.networks().into_iter().filter(|other| *other != network).any(|other| {
        let spent = sum(other, Measure::Spend);
        let much = spent > 0 && spent.saturating_mul(PART) >= spent.saturating_add(sum(network, Measure::Spend));
        much && sum(other, Measure::PaidSessions) == 0 && !own.is_disjoint(&managers(slice, lens.quality, other))
    })
}

/// `The orders do not say that they came through Facebook, Google Ads: what analytics saw counts in their place.`
pub fn note(lens: &Lens<'_>, networks: &[NetworkId]) -> Option<String> {
    let names = networks.iter().map(|own| lens.called(*own)).collect::<Vec<_>>().join(", ");
    let said = (!networks.is_empty()).then(|| lens.words.fill("report_seen_note", &[("networks", &names)]))?;
    Some([Some(said), counted_twice::note(lens)].into_iter().flatten().collect::<Vec<_>>().join(" "))
}

/// `Some of it came by links that are not tagged as ads; without it the return is 5.12×.`
pub fn unpaid(lens: &Lens<'_>, cut: Cut, worth: &Worth) -> Option<String> {
    let lens = lens.on_days_of(metrics::find("analytics_roas")?);
    let (all, paid) = (lens.now.slice.sum(cut, Measure::AnalyticsSales)?, seen_of_ads(&lens.now.slice, cut)?);
    let without = worth.roas.times(Exact::ratio(paid.into(), all.into())?);
    let values = [("part", next::name(lens, cut)?), ("roas", write(&lens.words.formats, Unit::Ratio, without))];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    worth.ads_alone.then(|| lens.words.fill("report_seen_unpaid", &values))
}
