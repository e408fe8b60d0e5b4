//! Orders of a part that only its ads can have brought.
//!
//! In: a part of a period. Out: how many of its orders those are, and what they brought; what is said of others. Absent: what ads
//! brought for certain; nobody knows that.

use jiff::civil::Date;

use crate::importers::Measure;
use crate::report::certainty::{Amounts, least_beside};
use crate::report::lens::Lens;
use crate::report::metrics;
use crate::report::named::seen_of_ads;
use crate::report::number::{Exact, Unit, write};
use crate::report::slice::Cut;
use crate::report::spending::{count, file, joined};

use super::next::{self, Teller, Worth};
use super::{known, seen};

/// Orders, and what part of net sales they brought.
pub struct Part {
    pub orders: i64,
    pub net: Exact,
    /// Those of them that bear the tags of ads.
    pub tagged: i64,
    pub tagged_net: Exact,
    /// All of them, also those that came without ads.
    all: i64,
    /// Those of the days with ads that would have come without them, at the pace of the days without.
    pub anyway: i64,
    without: Without,
    /// All of the days with ads, and so many times as many are those as the days without.
    with: i64,
    times: f64,
}

/// Orders of the days without ads that bear none of their tags, and how many days those are.
struct Without {
    orders: i64,
    days: i64,
    /// Whether others bear them, and whether nothing is told of these days but that no ads are.
    tagged: bool,
    untold: bool,
}

impl Part {
    /// The squares of those that bear the tags of ads, as a part of those of all orders.
    pub fn spread_of_tagged(&self) -> f64 {
        self.tagged as f64 / self.all as f64
    }

    /// The squares of a difference, as a part of those of all orders: what would have come anyway is only guessed from others.
    pub fn spread(&self) -> f64 {
        (self.orders + self.anyway) as f64 / self.all as f64 + self.anyway as f64 * self.times / self.all as f64
    }
}

/// The orders of a part that only its ads can have brought: of the days of which spend is known, and but for those whose links
/// say that nothing was paid for them, those of others than ads, and as many as came on days without ads. Those that bear the tags of ads came by them, on
/// whatever day. Ads may have led to some of the others, or to none. `None` where that is all of them.
pub fn own(lens: &Lens<'_>, cut: Cut) -> Option<Part> {
    let (pace, links) = known::days_with_and_without(lens, cut);
    let tagged = |days: &[(Date, Date)]| if cut.campaign.is_none() { tagged(lens, cut, days) } else { Sum::default() };
    let of_ads = seen_part(lens, cut);
    let open = |days: &[(Date, Date)]| sum(lens, cut, days).minus(tagged(days)).part(of_ads);
    let (all, of_all) = (lens.now.slice.sum(cut, Measure::Orders)?, metrics::kept(&lens.totals(&lens.now, cut))?);
    let days = count(&pace.without);
    let times = count(&pace.with) as f64 / days.max(1) as f64;
    let at_pace = |of_silent: i64| (of_silent.max(0) as f64 * times).round() as i64;
    let (with, without) = (open(&pace.with), open(&pace.without));
    let by_links = tagged(&joined(links.into_iter().chain(pace.with.iter().copied()).collect()));
    let came = with.orders.max(0);
    let anyway = at_pace(without.orders).min(came);
    let own = by_links.net.saturating_add((with.net - at_pace(without.net)).max(0)).clamp(0, of_all.max(0));
    let part = Part {
        orders: by_links.orders.max(0) + came - anyway,
        net: Exact::ratio(own.into(), of_all.into())?,
        tagged: by_links.orders.max(0),
        tagged_net: Exact::ratio(by_links.net.clamp(0, of_all.max(0)).into(), of_all.into())?,
        all,
        anyway,
        without: Without {
            orders: without.orders.max(0),
            days,
            tagged: tagged(&pace.without).orders > 0,
            untold: pace.untold,
        },
        with: sum(lens, cut, &pace.with).orders,
        times,
    };
    (part.orders < all).then_some(part)
}

/// Orders, and the net sales that stayed of them.
#[derive(Clone, Copy, Default)]
struct Sum {
    orders: i64,
    net: i64,
}

impl Sum {
    fn plus(self, other: Sum) -> Sum {
        Sum { orders: self.orders.saturating_add(other.orders), net: self.net.saturating_add(other.net) }
    }

    fn part(self, of: Option<Exact>) -> Sum {
        let part = |value: i64| of.map_or(value, |of| Exact::whole(value).times(of).scaled(0));
        Sum { orders: part(self.orders), net: part(self.net) }
    }

    fn minus(self, other: Sum) -> Sum {
        Sum { orders: self.orders.saturating_sub(other.orders), net: self.net.saturating_sub(other.net) }
    }
}

/// Orders of some days, but for those whose links say that nothing was paid for them, and those of others than ads.
fn sum(lens: &Lens<'_>, cut: Cut, days: &[(Date, Date)]) -> Sum {
    let within = |measure| lens.now.slice.sum_within(cut, measure, days);
    let unpaid = Sum { orders: within(Measure::UnpaidOrders), net: within(Measure::UnpaidNet) };
    let all = Sum { orders: within(Measure::Orders), net: within(Measure::Net) - within(Measure::Returns) };
    all.minus(unpaid).minus(of_others(lens, cut, days))
}

/// Orders of people who are paid to show something, and of campaigns without ad spend that are no ads or bring by their codes
/// alone. Where what a campaign cost is no ads manager's to tell, as by hand, it may be what those people were paid.
fn of_others(lens: &Lens<'_>, cut: Cut, days: &[(Date, Date)]) -> Sum {
    let within = |cut, orders, net| {
        let sum = |measure| lens.now.slice.sum_within(cut, measure, days);
        Sum { orders: sum(orders), net: sum(net) }
    };
    let people = |cut| within(cut, Measure::PeopleOrders, Measure::PeopleNet);
    let aside = |cut| within(cut, Measure::AsideOrders, Measure::AsideNet);
    let is_of_ads_manager = |own: Cut| {
        let origins = lens.now.slice.by_source(own, Measure::Spend);
        origins.keys().any(|origin| file(&lens.quality.files, *origin).is_some())
    };
    let of_spend = |own| if is_of_ads_manager(own) { aside(own) } else { aside(own).plus(people(own)) };
    let all = people(cut).plus(aside(cut));
    // Most parts have none, and each campaign would be looked at for nothing.
    if all.orders == 0 {
        return Sum::default();
    }
    lens.now.slice.campaigns_that_cost(cut).into_iter().map(of_spend).fold(all, Sum::minus)
}

/// Those that bear the tags of ads: a campaign that cost something on the network, or a medium that says that something was paid.
fn tagged(lens: &Lens<'_>, cut: Cut, days: &[(Date, Date)]) -> Sum {
    let paid = |cut: Cut| {
        let within = |measure| lens.now.slice.sum_within(cut, measure, days);
        Sum { orders: within(Measure::AdsOrders), net: within(Measure::AdsNet) }
    };
    let of_campaigns = lens.now.slice.campaigns_that_cost(cut);
    of_campaigns.into_iter().fold(paid(cut), |all, own| all.plus(sum(lens, own, days)).minus(paid(own)))
}

/// What part of a network's sales an analytics program saw after clicks on ads, where none of its orders tells a medium, as those of
/// WooCommerce do not: posts brought the rest.
fn seen_part(lens: &Lens<'_>, cut: Cut) -> Option<Exact> {
    let slice = &lens.now.slice;
    let sum = |measure| slice.sum(cut, measure).unwrap_or(0);
    let tells_media = sum(Measure::PaidOrders) > 0 || sum(Measure::UnpaidOrders) > sum(Measure::Referrals);
    if tells_media || cut.campaign.is_some() || is_named_by_campaigns(lens, cut) {
        return None;
    }
    let (paid, all) = (seen_of_ads(slice, cut)?, slice.sum(cut, Measure::AnalyticsSales)?);
    Exact::ratio(paid.clamp(0, all.max(0)).into(), all.into()).filter(|part| part.numerator < part.denominator)
}

/// Whether most orders through a network name campaigns that cost something there.
fn is_named_by_campaigns(lens: &Lens<'_>, cut: Cut) -> bool {
    let slice = &lens.now.slice;
    let orders = |cut| slice.sum(cut, Measure::Orders).unwrap_or(0);
    let of_campaigns = slice.campaigns_that_cost(cut).into_iter().map(orders).fold(0, i64::saturating_add);
    of_campaigns.saturating_mul(2) > orders(cut)
}

/// `Orders do not say by which medium they came. Analytics saw 26 % of the sales through Instagram come without ads: the low end leaves
/// that part of them out.`
pub fn seen_without(lens: &Lens<'_>, cut: Cut, worth: &Worth) -> Option<String> {
    let part = seen_part(lens, cut).filter(|_| worth.teller == Teller::Orders)?;
    let rest = Exact { numerator: part.denominator - part.numerator, ..part };
    let values = [("share", lens.words.formats.percent(rest.scaled(2))), ("part", next::name(lens, cut)?)];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Some(lens.words.fill("report_seen_without", &values))
}

/// What part of the orders only ads can have brought.
pub fn share(lens: &Lens<'_>, cut: Cut) -> Option<Exact> {
    let lens = lens.on_days_of_ads();
    let part = own(lens, cut)?;
    let share = Exact::ratio(part.orders.into(), part.all.into())?;
    if part.anyway == 0 {
        return Some(share);
    }
    // What would have come anyway is a matter of chance itself, and none of what bears the tags of ads.
    let own = Amounts { count: part.orders, sum: part.orders as f64, squares: part.spread() * part.all as f64 };
    let (least, tagged) =
        (least_beside(share, own, Amounts::default()), Exact::ratio(part.tagged.into(), part.all.into())?);
    Some(if least.compare(tagged).is_lt() { tagged } else { least })
}

/// `45 orders through Instagram, 40 of them by links that are tagged as unpaid; without them the return is 0.42×.` A link without tags
/// may be of ads as well as of posts: those that came by one are no finding.
pub fn unpaid(lens: &Lens<'_>, cut: Cut, worth: &Worth) -> Option<String> {
    if worth.teller == Teller::Analytics {
        return seen::unpaid(lens, cut, worth);
    }
    let words = lens.words;
    let sum = |measure| lens.now.slice.sum(cut, measure);
    let (orders, net) = (sum(Measure::UnpaidOrders)?, metrics::kept(&lens.totals(&lens.now, cut))?);
    let referrals = sum(Measure::Referrals).unwrap_or(0);
    let paid = net.saturating_sub(sum(Measure::UnpaidNet)?).clamp(0, net.max(0));
    let without = worth.roas.times(Exact::ratio(paid.into(), net.into())?);
    let values = [
        ("unpaid", words.formats.integer(orders)),
        ("referrals", words.formats.integer(referrals)),
        ("orders", worth.orders_said(words)),
        ("part", next::name(lens, cut)?),
        ("roas", write(&words.formats, Unit::Ratio, without)),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let key = match referrals {
        0 => "report_unpaid",
        all if all >= orders => "report_unpaid_referrals",
        _ => "report_unpaid_and_referrals",
    };
    Some(words.fill(key, &values))
}

/// `92 of 184 orders through Instagram are of campaigns or links that are no ads, as of influencers: …; without them the return is
/// 1.34×.`
pub fn others(lens: &Lens<'_>, cut: Cut, worth: &Worth) -> Option<String> {
    let (words, slice) = (lens.words, &lens.now.slice);
    let days = [(slice.period.from, slice.period.to)];
    let others = Some(of_others(lens, cut, &days)).filter(|_| worth.teller == Teller::Orders)?;
    let net = metrics::kept(&lens.totals(&lens.now, cut)).filter(|net| *net > 0 && others.orders > 0)?;
    let unpaid = slice.sum(cut, Measure::UnpaidNet);
    let rest = net.saturating_sub(others.net).saturating_sub(unpaid.unwrap_or(0)).clamp(0, net);
    let without = worth.roas.times(Exact::ratio(rest.into(), net.into())?);
    let values = [
        ("others", words.formats.integer(others.orders)),
        ("orders", worth.orders_said(words)),
        ("part", next::name(lens, cut)?),
        ("roas", write(&words.formats, Unit::Ratio, without)),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Some(words.fill(if unpaid.is_some() { "report_others_too" } else { "report_by_others" }, &values))
}

/// `20 orders through Instagram on 20 days without ads; at that pace, 10 of 12 on the days with ads would have come …`
pub fn anyway(lens: &Lens<'_>, cut: Cut) -> Option<String> {
    let words = lens.words;
    let part = own(lens, cut).filter(|part| part.anyway > 0)?;
    let Without { orders, days, tagged, untold } = part.without;
    let counted = if tagged { "report_orders_untagged" } else { "report_orders" };
    let values = [
        ("orders", words.count(counted, orders.unsigned_abs(), &[])),
        ("days", words.formats.integer(days)),
        ("part", next::name(lens, cut)?),
        ("anyway", words.formats.integer(part.anyway)),
        ("all", words.formats.integer(part.with)),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Some(words.fill(if untold { "report_anyway_untold" } else { "report_anyway" }, &values))
}
