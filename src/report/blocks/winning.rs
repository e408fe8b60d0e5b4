//! What a new customer costs through each network, how sure that is, and whether the margin of what they bought pays for it.

use jiff::civil::Date;

use crate::importers::Measure;
use crate::report::certainty::{Amounts, ENOUGH, Range, THREE, range, range_beside};
use crate::report::channels::NetworkId;
use crate::report::lens::paid_whole;
use crate::report::lens::{FEW, Lens};
use crate::report::metrics::{self, Why};
use crate::report::named::is_named;
use crate::report::number::{Exact, Unit, write};
use crate::report::settings::CacBasis;
use crate::report::slice::Cut;
use crate::report::view::{Block, Cell, Column, Table, TableRow};

use super::nameless::Sources;
use super::next::{self, Verdict};
use super::returns::paid;
use super::{NONE, by_ads, cell, known, leads, listed, paragraph};

/// The new customers of a network in the period, and their price.
struct Won {
    network: NetworkId,
    paid: Exact,
    new: i64,
    /// Of one; `None` where there is none.
    cost: Option<Exact>,
    low: Exact,
    high: Option<Exact>,
    /// The low end with room for customers whose orders name no source.
    lowest: Exact,
    /// Sales per new customer until the end of the period.
    value: Option<Exact>,
    /// What that is of their price, which is moved by chance as a sum: customers who did not come bought nothing.
    returned: Option<Range>,
}

/// Networks with spend, those first whose customers are surest to be cheap; none where customers are not told apart, or
/// where it is orders that have a price in this report.
fn all(lens: &Lens<'_>) -> Vec<Won> {
    if lens.settings.definitions.cac == CacBasis::Orders {
        return Vec::new();
    }
    let told = paid(lens).into_iter().filter(|network| lens.is_told_here(*network));
    let mut all: Vec<Won> = told.filter_map(|network| won(lens.part(network), network)).collect();
    let ends = |won: &Won| (won.high.is_none(), won.high.unwrap_or(won.low));
    all.sort_by(|a, b| {
        let ((a_none, a), (b_none, b)) = (ends(a), ends(b));
        a_none.cmp(&b_none).then_with(|| a.compare(b))
    });
    all
}

fn won(lens: &Lens<'_>, network: NetworkId) -> Option<Won> {
    let cut = Cut::network(network);
    // Without a price for another reason than that nobody came there is nothing to rank.
    if !matches!(lens.see(metrics::find("cac")?, cut).now, Ok(_) | Err(Why::NobodyNew)) {
        return None;
    }
    let new = lens.value("new_customers", cut)?.scaled(0);
    let sums = [Measure::Spend, Measure::Costs].map(|measure| lens.now.slice.sum(cut, measure));
    let paid = Exact::whole(sums.into_iter().flatten().reduce(i64::saturating_add)?);
    let cost = paid.over(Exact::whole(new));
    // They come one by one, each counts as one.
    let ends = cost.and_then(|cost| range(cost, new as f64, new as f64));
    let whole = |end: Exact| Exact::whole(end.scaled(0));
    // Those who came by links that cost nothing may have come without the ads.
    let share = by_ads::share(lens, cut);
    let (low, high) = match ends {
        Some(ends) => match share {
            Some(part) => (whole(ends.low), ends.high.over(part).map(whole)),
            None => (whole(ends.low), Some(whole(ends.high))),
        },
        None => (paid.over(Exact::whole(THREE))?, None),
    };
    let bought = bought(lens, |own| own == network || (lens.one.contains(&network) && lens.one.contains(&own)));
    // What an export that names nobody tells is one order of each.
    let named = lens.now.slice.sum(cut, Measure::Newcomers).is_none_or(|new| new == 0);
    let bought = bought.filter(|_| named && new > 0).map(|bought| Amounts { count: new, ..bought });
    let sum = bought.map(|bought| Exact::whole(bought.sum as i64));
    let returned = bought.and_then(|own| returned(own, self::bought(lens, |_| true)?, paid, share));
    let value = sum.and_then(|sum| sum.over(Exact::whole(new)));
    let won = Won { network, paid, new, cost, low, high, lowest: low, value, returned };
    Some(Won { lowest: with_nameless(lens, &won)?, ..won })
}

/// What new customers of some networks bought until the end of the period, in the smallest coin; `None` where there are none.
fn bought(lens: &Lens<'_>, is_own: impl Fn(NetworkId) -> bool) -> Option<Amounts> {
    bought_of(lens, is_own, |first| lens.now.slice.period.holds(first))
}

/// The same of those whose first order is of some days.
fn bought_of(lens: &Lens<'_>, is_own: impl Fn(NetworkId) -> bool, came: impl Fn(Date) -> bool) -> Option<Amounts> {
    let customers = lens.facts.customers.with_sales(lens.period.to);
    let own = customers.filter(|(customer, _)| is_own(customer.network) && came(customer.first));
    let sales = own.filter(|(customer, _)| !customer.before).map(|(_, sales)| sales);
    let all = sales.fold((0, 0, 0_i128), |(count, sum, squares): (i64, i64, i128), sales| {
        (count + 1, sum.saturating_add(sales), squares.saturating_add(i128::from(sales) * i128::from(sales)))
    });
    let (count, sum, squares) = all;
    (count > 0).then_some(Amounts { count, sum: sum as f64, squares: squares as f64 })
}

/// Between which returns that of customers lies, of whom ads alone need have brought a share; of those who sent all back, whose
/// place might be taken by as many as may come where nobody did, chance tells no more.
fn returned(own: Amounts, usual: Amounts, paid: Exact, share: Option<Exact>) -> Option<Range> {
    if own.sum <= 0.0 {
        let most = THREE as f64 * usual.sum / usual.count as f64;
        return Some(Range { low: Exact::whole(0), high: Exact::whole(most.round() as i64).over(paid)? });
    }
    let range = range_beside(Exact::whole(own.sum as i64).over(paid)?, own, usual)?;
    let low = share.map_or(range.low, |part| range.low.times(part));
    Some(Range { low, ..range })
}

/// Whether the margin of what a customer bought is more than what the customer cost.
fn verdict(lens: &Lens<'_>, won: &Won) -> Option<Verdict> {
    let even = next::break_even(lens)?;
    if next::is_mixed_up(lens, won.network) {
        return Some(Verdict::Open);
    }
    let lowest = won.lowest;
    let aim = leads::of_orders(lens, Cut::network(won.network));
    // The most that came back, and what must come back for it to pay.
    let (pays, high) = match won.returned {
        Some(returned) => {
            let nameless = won.low.over(lowest).unwrap_or(Exact::whole(1));
            let low = paid_whole::least(lens, returned.low);
            (low.compare(even).is_ge(), returned.high.times(nameless).over(aim))
        }
        None => {
            let earned = average(lens)?.over(even)?;
            // Where customers are not told apart, an order is the least that each of them bought.
            let high = average(lens)?.over(lowest.times(aim)).filter(|_| won.new == 0);
            let least = paid_whole::least(lens, earned);
            (won.high.is_some_and(|high| high.compare(least).is_le()), high)
        }
    };
    let loses = |later: Exact| high.is_some_and(|high| high.times(later).compare(even).is_lt());
    // Who bought before counts as new as well: a price that is none is not low.
    // What was spent to bring leads is no price of customers.
    Some(match (loses(Exact::whole(1)), pays && !lens.hardly_known) {
        (true, _) if wins_few(lens, won) => Verdict::WinsFew,
        (true, _) if later(lens, won.network).is_some_and(|later| !loses(later)) => Verdict::Later,
        (true, _) => Verdict::Loses,
        (_, true) => Verdict::Pays,
        _ if aim.is_zero() => Verdict::ForLeads,
        _ => Verdict::Open,
    })
}

/// Whether new customers are no measure of what is spent: it pays by all orders of the network, or it is not lost by them, and less
/// than half of them were of new customers.
fn wins_few(lens: &Lens<'_>, won: &Won) -> bool {
    let Some(worth) = next::worth(lens, Cut::network(won.network)) else { return false };
    let few = won.new.saturating_mul(2) < worth.orders;
    worth.verdict == Some(Verdict::Pays) || (few && worth.verdict != Some(Verdict::Loses))
}

/// How many times as much as the new customers of the period those have bought by now who came before it, through the network or,
/// where those are few, at all.
fn later(lens: &Lens<'_>, network: NetworkId) -> Option<Exact> {
    let mean = |bought: Option<Amounts>, fewest: i64| {
        let bought = bought.filter(|bought| bought.count >= fewest)?;
        Exact::ratio(bought.sum as i128, bought.count.into())
    };
    let of = |is_own: &dyn Fn(NetworkId) -> bool| {
        let earlier = mean(bought_of(lens, is_own, |first| first < lens.now.slice.period.from), ENOUGH)?;
        earlier.over(mean(bought(lens, is_own), 1)?)
    };
    let half_as_much_again = Exact { numerator: 3, denominator: 2 };
    let times = of(&|own| own == network).or_else(|| of(&|_| true));
    times.filter(|times| times.compare(half_as_much_again).is_ge())
}

/// The low end of a price, where some of the new customers whose orders name no source may have come through the network, or by
/// links that its ads share with others.
fn with_nameless(lens: &Lens<'_>, won: &Won) -> Option<Exact> {
    let cut = Cut::network(won.network);
    let low = listed::price(lens, cut, won.paid, won.low)?;
    let sources = Sources::of(|cut| Some(lens.value("new_customers", cut)?.scaled(0)));
    let all = won.paid.over(Exact::whole(won.new.saturating_add(sources.open()).max(1)))?;
    let all = if all.compare(low).is_lt() { all } else { low };
    if !is_named(&lens.now.slice, cut) {
        return Some(all);
    }
    let share = low.over(sources.times()?)?;
    Some(if share.compare(all).is_gt() { share } else { all })
}

/// Net sales of an order, of the whole shop.
fn average(lens: &Lens<'_>) -> Option<Exact> {
    let (sales, orders) = lens.now.slice.sums_of_both(Cut::default(), Measure::Net, Measure::Orders)?;
    Exact::ratio(sales.into(), orders.into())
}

pub fn table(lens: &Lens<'_>, id: &str) -> Option<Table> {
    let (words, behind) = (lens.words, known::ads_behind(lens));
    let lens = lens.on_days_of_ads();
    let all = all(lens);
    if all.is_empty() {
        return None;
    }
    let margin = lens.settings.margin.is_some();
    let mut columns = vec![Column::text("network", words.get("report_network"))];
    columns.extend(margin.then(|| Column::text("verdict", words.get("report_verdict"))));
    columns.extend([
        Column::number("cac", words.metric("cac")),
        Column::number("low", words.get("report_low")),
        Column::number("high", words.get("report_high")),
        Column::number("new_customers", words.metric("new_customers")),
        Column::number("paid", words.get("report_winning_paid")),
        Column::number("value", words.get("report_customer_value")),
    ]);
    let rows = all.iter().map(|won| row(lens.part(won.network), won)).collect();
    let mut text = words.get("report_winning_text").to_owned();
    if margin {
        text = format!("{text} {}", words.get("report_winning_even"));
    }
    let title = words.get("report_winning").to_owned();
    let new = lens.hardly_known.then(|| words.get("report_everybody_new").to_owned());
    let of_leads = all.iter().filter_map(|won| leads::sentence(lens.part(won.network), Cut::network(won.network)));
    let young = all.iter().filter(|won| verdict(lens.part(won.network), won) == Some(Verdict::Later));
    let young = young.filter_map(|won| later(lens.part(won.network), won.network)).max_by(|a, b| a.compare(*b));
    let young = young
        .filter(|_| margin)
        .map(|times| words.fill("report_winning_young", &[("times", &write(&words.formats, Unit::Ratio, times))]));
    let together = all.iter().filter_map(|won| lens.told_together(won.network));
    let room = all.iter().any(|won| won.lowest.compare(won.low).is_lt());
    let room = room.then(|| words.get("report_winning_low").to_owned());
    let notes = behind
        .into_iter()
        .chain(room)
        .chain(new)
        .chain(young)
        .chain(together)
        .chain(of_leads)
        .chain(next::untagged(lens))
        .collect();
    Some(Table { id: id.to_owned(), title, text, columns, rows, notes, ..Table::default() })
}

fn row(lens: &Lens<'_>, won: &Won) -> TableRow {
    let words = lens.words;
    let few = won.new < FEW;
    let money = |value: Option<Exact>| match value {
        Some(value) => cell(words, Unit::Money, Some(value)),
        None => Cell { why: Some(words.get("why_nobody_new").to_owned()), ..cell(words, Unit::Money, None) },
    };
    let name = Cell { plain: lens.named(won.network), ..Cell::text(lens.called(won.network)) };
    let mut cells = vec![name];
    if lens.settings.margin.is_some() {
        cells.push(verdict(lens, won).map_or_else(|| Cell::text(NONE), |verdict| Cell::text(words.get(verdict.key()))));
    }
    cells.extend([
        Cell { few: few && won.cost.is_some(), ..money(won.cost) },
        money(Some(won.lowest)),
        match won.high {
            None if won.new > 0 => {
                Cell { why: Some(words.get("why_all_unpaid").to_owned()), ..cell(words, Unit::Money, None) }
            }
            high => money(high),
        },
        cell(words, Unit::Count, Some(Exact::whole(won.new))),
        money(Some(won.paid)),
        match won.value {
            None if won.new > 0 => {
                Cell { why: Some(words.get("why_no_customers").to_owned()), ..cell(words, Unit::Money, None) }
            }
            value => Cell { few: few && value.is_some(), ..money(value) },
        },
    ]);
    TableRow { cells, quiet: few }
}

/// Through which network new customers are surest to be cheap, and through which they are dear.
pub fn message(lens: &Lens<'_>, id: &str) -> Option<Block> {
    let (words, lens) = (lens.words, lens.on_days_of_ads());
    let mut all = all(lens);
    all.retain(|won| next::is_told_apart(lens, won.network));
    let best = all.first().filter(|best| best.high.is_some() && best.new >= FEW)?;
    let dear = all.iter().filter(|won| !leads::are_aim_too(lens.part(won.network), Cut::network(won.network)));
    let worst = dear.max_by(|a, b| a.lowest.compare(b.lowest))?;
    if best.network == worst.network {
        return None;
    }
    let [of_best, of_worst] = [best, worst].map(|won| lens.called(won.network));
    let money =
        |value: Option<Exact>| value.map_or_else(|| NONE.to_owned(), |value| write(&words.formats, Unit::Money, value));
    let count = |new: i64| words.count("report_new_count", new.unsigned_abs(), &[]);
    let values = [
        ("best", of_best.as_str()),
        ("best_cac", &money(best.cost)),
        ("best_count", &count(best.new)),
        ("high", &money(best.high)),
    ];
    // What costs more than it earns is not cheap.
    let cheapest = match verdict(lens.part(best.network), best) {
        Some(Verdict::Loses | Verdict::WinsFew) => "report_winning_least",
        _ => "report_winning_cheapest",
    };
    let cheap = words.fill(cheapest, &values);
    let values = [
        ("worst", of_worst.as_str()),
        ("worst_cac", &money(worst.cost)),
        ("worst_count", &count(worst.new)),
        ("paid", &money(Some(worst.paid))),
        ("low", &money(Some(worst.lowest))),
    ];
    let dear = words.fill(if worst.new > 0 { "report_winning_dearest" } else { "report_winning_nobody" }, &values);
    // Where both may cost the same, nobody is dear.
    let sure = best.high.is_some_and(|high| worst.lowest.compare(high).is_gt());
    let html = if sure { paragraph(&format!("{cheap} {dear}")) } else { paragraph(&cheap) };
    Some(Block::message(id, words.get("report_message"), html))
}
