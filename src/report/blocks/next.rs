//! Where more ad spend pays: what came back for it, how sure that is, and from where on the margin pays for it.

use crate::importers::Measure;
use crate::report::certainty::{Amounts, Range, THREE, least_beside, range_beside};
use crate::report::channels::NetworkId;
use crate::report::lens::Lens;
use crate::report::lens::paid_whole;
use crate::report::lens::same_tag;
use crate::report::metrics;
use crate::report::named::is_named;
use crate::report::number::{Exact, Unit, signed, write};
use crate::report::settings::SalesBasis;
use crate::report::slice::{Cut, Slice};
use crate::report::view::{Block, Cell, Column, Table, TableRow};
use crate::report::words::Words;

use super::returns::paid;
use super::{NONE, by_ads, cell, increase, known, leads, listed, nameless, paragraph, remedies, seen, untagged};

/// The return of a part, and what can be said of it.
#[derive(Debug, Clone, Copy)]
pub struct Worth {
    pub roas: Exact,
    /// The high end has room for orders that name no source.
    pub range: Range,
    /// Whether it is higher for that.
    pub has_nameless: bool,
    /// Whether nobody knows how high it is, for orders are left out that may be of any network.
    pub is_open: bool,
    /// About how many, where an analytics program tells.
    pub orders: i64,
    pub teller: Teller,
    /// Whether others than ads may have brought some of it, which the low end leaves out.
    pub ads_alone: bool,
    /// Whether the margin pays for the spend; `None` without a margin.
    pub verdict: Option<Verdict>,
}

/// Who tells what came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Teller {
    /// The shop's orders name it.
    Orders,
    /// They do not, and an analytics program saw it.
    Analytics,
}

impl Worth {
    /// `45 orders`, `about 45 orders that analytics saw`.
    pub fn orders_said(&self, words: &Words) -> String {
        let key = if self.teller == Teller::Orders { "report_orders" } else { "report_orders_seen" };
        words.count(key, self.orders.unsigned_abs(), &[])
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Even at the low end of the range.
    Pays,
    /// Not even at its high end.
    Loses,
    Open,
    /// It is leads that the spend is to bring, and sales alone do not pay for it for sure.
    ForLeads,
    /// Not by what new customers have bought so far, of whom those who came earlier have bought more by now.
    Later,
    /// Not by new customers, who are few; by all orders it is not lost.
    WinsFew,
}

impl Verdict {
    pub fn key(self) -> &'static str {
        match self {
            Verdict::Pays => "report_pays",
            Verdict::Loses => "report_loses",
            Verdict::Open | Verdict::Later => "report_open",
            Verdict::WinsFew => "report_wins_few",
            Verdict::ForLeads => "report_aims_at_leads",
        }
    }

    fn sentence(self) -> Option<&'static str> {
        match self {
            Verdict::Pays => Some("report_say_pays"),
            Verdict::Loses => Some("report_say_loses"),
            Verdict::Open => Some("report_say_open"),
            Verdict::ForLeads | Verdict::Later | Verdict::WinsFew => None,
        }
    }
}

/// The return, in net sales, from which on their margin pays for the spend.
pub fn break_even(lens: &Lens<'_>) -> Option<Exact> {
    let (part, whole) = lens.settings.margin?.0.fraction();
    Exact::ratio(whole * 100, part).filter(|even| even.numerator > 0)
}

/// As orders tell it, else as an analytics program saw it.
pub fn told(lens: &Lens<'_>, cut: Cut) -> Option<Worth> {
    worth(lens, cut).or_else(|| seen::worth(lens, cut))
}

/// `None` without spend, or where it is not known how many orders came through the part.
pub fn worth(lens: &Lens<'_>, cut: Cut) -> Option<Worth> {
    let lens = lens.on_days_of_ads();
    let roas = lens.value("roas", cut)?;
    let orders = lens.value("orders", cut)?.scaled(0);
    let (basis, _) = metrics::measures(lens.settings.definitions.sales);
    let range = listed::with(lens, cut, chance(lens, cut, roas, orders, basis)?)?;
    let most = nameless::most(lens, cut, range.high, lens.value("spend", cut)?);
    let (is_open, (range, has_nameless)) = (most.is_none(), most.map_or((range, false), |most| reaching(range, most)));
    let (teller, ads_alone) = (Teller::Orders, by_ads::own(lens, cut).is_some());
    let verdict = verdict(lens, cut, orders);
    Some(Worth { roas, range, has_nameless, is_open, orders, teller, ads_alone, verdict })
}

/// A range until a higher end, and whether that is one: what is shown reaches as far as what is judged.
pub fn reaching(range: Range, most: Exact) -> (Range, bool) {
    let more = most.compare(range.high).is_gt();
    (Range { high: if more { most } else { range.high }, ..range }, more)
}

/// Whether the margin of net sales pays for the spend, whatever the report's sales are.
fn verdict(lens: &Lens<'_>, cut: Cut, orders: i64) -> Option<Verdict> {
    let kept = Exact::whole(metrics::kept(&lens.totals(&lens.now, cut))?);
    let range = chance(lens, cut, kept.over(lens.value("spend", cut)?)?, orders, Measure::Net)?;
    let range = listed::with(lens, cut, range)?;
    let most = nameless::most(lens, cut, range.high, lens.value("spend", cut)?);
    judged(lens, cut, paid_whole::least(lens, range.low), most)
}

/// The same of a return in net sales, by its ends, of which the high one may not be known.
pub fn judged(lens: &Lens<'_>, cut: Cut, low: Exact, high: Option<Exact>) -> Option<Verdict> {
    let even = break_even(lens)?;
    if cut.network.is_some_and(|network| is_mixed_up(lens, network)) {
        return Some(Verdict::Open);
    }
    if low.compare(even).is_ge() {
        return Some(Verdict::Pays);
    }
    // What was spent to bring leads is not lost for the orders that it did not bring.
    // What nobody knows may be enough.
    Some(match high.unwrap_or(even).over(leads::of_orders(lens, cut)) {
        None => Verdict::ForLeads,
        Some(high) if high.compare(even).is_lt() => Verdict::Loses,
        Some(_) => Verdict::Open,
    })
}

/// Whether orders of ads on a network may all be told of another one, or its own of it.
pub fn is_mixed_up(lens: &Lens<'_>, network: NetworkId) -> bool {
    lens.same_tags.iter().any(|pair| pair.has(network))
}

/// Whether orders say which of them are a network's: else it is neither best nor worst.
pub fn is_told_apart(lens: &Lens<'_>, network: NetworkId) -> bool {
    is_named(&lens.part(network).now.slice, Cut::network(network)) && !is_mixed_up(lens, network)
}

/// Between which returns chance alone would keep that of a part.
fn chance(lens: &Lens<'_>, cut: Cut, roas: Exact, orders: i64, basis: Measure) -> Option<Range> {
    if orders == 0 || roas.numerator <= 0 {
        return unsold(lens, roas, cut, basis);
    }
    let (sum, squares) = amounts(lens, &lens.now.slice, cut).unwrap_or_default();
    // Of orders that brought nothing only their number is left.
    let nothing = sum <= 0.0 || squares <= 0.0;
    let (sum, squares) = if nothing { (orders as f64, orders as f64) } else { (sum, squares) };
    let usual = usual(lens).filter(|_| !nothing).unwrap_or_default();
    let all = range_beside(roas, Amounts { count: orders, sum, squares }, usual)?;
    let Some(part) = by_ads::own(lens, cut) else { return Some(all) };
    let count = part.orders + part.anyway;
    let own = Amounts { count, sum: sum * part.net.length(), squares: squares * part.spread() };
    let ratio = roas.times(part.net);
    let least = |ratio, own| range_beside(ratio, own, usual).map_or(Exact::whole(0), |range| range.low);
    let low = if part.anyway == 0 { least(ratio, own) } else { least_beside(ratio, own, usual) };
    // By what bears the tags of ads alone it may be surer than by a difference from other days.
    let sum = sum * part.tagged_net.length();
    let tagged = Amounts { count: part.tagged, sum, squares: squares * part.spread_of_tagged() };
    let by_tags = least(roas.times(part.tagged_net), tagged);
    let low = if low.compare(by_tags).is_lt() { by_tags } else { low };
    Some(Range { low: if low.compare(all.low).is_lt() { low } else { all.low }, ..all })
}

/// What the orders of the whole shop brought.
fn usual(lens: &Lens<'_>) -> Option<Amounts> {
    let (sum, squares) = amounts(lens, &lens.now.slice, Cut::default())?;
    let count = lens.now.slice.sum(Cut::default(), Measure::Orders).filter(|all| *all > 0)?;
    Some(Amounts { count, sum, squares })
}

/// What the low end leaves out, and what the high end alone counts.
fn of_ends(lens: &Lens<'_>, cut: Cut, worth: &Worth) -> impl Iterator<Item = String> + use<> {
    let left_out = [by_ads::unpaid(lens, cut, worth), by_ads::others(lens, cut, worth), anyway(lens, cut, worth)];
    let others = [by_ads::seen_without(lens, cut, worth), listed::note(lens, cut, worth)];
    left_out.into_iter().chain(others).flatten()
}

/// What the high end has room for, or why there is none: some orders that name no source may be of these ads.
pub fn room(lens: &Lens<'_>, worth: &Worth) -> Option<String> {
    let key = if worth.is_open { "why_no_rate" } else { "report_next_high" };
    (worth.has_nameless || worth.is_open).then(|| lens.words.get(key).to_owned())
}

/// What would have come without ads, of what the orders tell.
fn anyway(lens: &Lens<'_>, cut: Cut, worth: &Worth) -> Option<String> {
    by_ads::anyway(lens, cut).filter(|_| worth.teller == Teller::Orders)
}

/// A network's or a campaign's.
pub fn name(lens: &Lens<'_>, cut: Cut) -> Option<String> {
    match (cut.network, cut.campaign) {
        (Some(network), _) => Some(lens.called(network)),
        (None, campaign) => campaign.map(|campaign| lens.campaign(campaign).name.clone()),
    }
}

/// What the orders of a part brought, and the sum of its squares, in units of the currency. Orders that are told together, by
/// hand or in a table, count as equal ones.
pub fn amounts(lens: &Lens<'_>, slice: &Slice, cut: Cut) -> Option<(f64, f64)> {
    let unit = 10_f64.powi(i32::from(lens.words.formats.digits()));
    // Sales of nobody knows how many orders say nothing of how unequal orders are.
    let (net, orders) = slice.sums_of_both(cut, Measure::Net, Measure::Orders)?;
    let sum = (net - slice.sum(cut, Measure::Returns).unwrap_or(0)) as f64 / unit;
    let (alone, squares) = slice.sums_of_both(cut, Measure::Orders, Measure::Squares).unwrap_or_default();
    let (of_alone, _) = slice.sums_of_both(cut, Measure::Net, Measure::Squares).unwrap_or_default();
    let (together, rest) = (orders - alone, (net - of_alone) as f64 / unit);
    let equal = if together > 0 { rest * rest / together as f64 } else { 0.0 };
    Some((sum, squares as f64 / unit + equal))
}

/// Between nothing, or what went back, and three orders as large as the shop's others.
pub fn unsold(lens: &Lens<'_>, roas: Exact, cut: Cut, basis: Measure) -> Option<Range> {
    let (sum, orders) = lens.now.slice.sums_of_both(Cut::default(), basis, Measure::Orders)?;
    let high = Exact::ratio(sum.into(), orders.into())?.over(lens.value("spend", cut)?)?;
    let high = Exact { numerator: high.numerator * i128::from(THREE), ..high };
    let hundredths = |value: Exact| Exact { numerator: value.scaled(2).into(), denominator: 100 };
    (roas.numerator <= 0).then_some(Range { low: hundredths(roas), high: hundredths(high) })
}

/// From where on spend pays for itself, and of which sales that is said.
pub fn even_text(lens: &Lens<'_>, key: &str, even: Exact) -> String {
    let even = write(&lens.words.formats, Unit::Ratio, even);
    let text = lens.words.fill(key, &[("even", &even)]);
    match lens.settings.definitions.sales {
        SalesBasis::Net => text,
        SalesBasis::Gross | SalesBasis::Total => format!("{text} {}", lens.words.get("report_even_net")),
    }
}

/// Networks with spend, those first whose return is surest; `None` when there are none.
pub fn ranked(lens: &Lens<'_>) -> Vec<(NetworkId, Worth)> {
    let of = |id: NetworkId| Some((id, told(lens.part(id), Cut::network(id))?));
    let here = paid(lens).into_iter().filter(|id| lens.is_told_here(*id));
    let mut all: Vec<(NetworkId, Worth)> = here.filter_map(of).collect();
    all.sort_by(|a, b| b.1.range.low.compare(a.1.range.low).then_with(|| b.1.range.high.compare(a.1.range.high)));
    all
}

pub fn table(lens: &Lens<'_>, id: &str) -> Option<Table> {
    let (words, behind, ranked) = (lens.words, known::ads_behind(lens), ranked(lens));
    let without_source = [nameless::untold(lens), nameless::direct(lens)].into_iter().flatten();
    let lens = lens.on_days_of_ads();
    if ranked.is_empty() {
        return None;
    }
    let even = break_even(lens);
    let of_analytics = seen_of(&ranked);
    let first = Column::text("network", words.get("report_network"));
    let told_by = words.get("report_told_by");
    let mut columns = vec![if of_analytics.is_empty() { first } else { first.and("told_by", told_by) }];
    columns.extend(even.map(|_| Column::text("verdict", words.get("report_verdict"))));
    columns.extend([
        Column::number("roas", words.metric("roas")),
        Column::number("low", words.get("report_low")),
        Column::number("high", words.get("report_high")),
        Column::number("orders", words.metric("orders")),
        Column::number("spend", words.metric("spend")),
        Column::number("added", words.get("report_added")),
    ]);
    let rows = ranked.iter().map(|(network, worth)| row(lens.part(*network), *network, worth)).collect();
    let mut text = words.get("report_next_text").to_owned();
    if let Some(even) = even {
        text = format!("{text} {}", even_text(lens, "report_even", even));
        text.extend(paid_whole::note(lens).map(|key| format!(" {}", words.get(key))));
    }
    let mut notes = vec![words.get("report_added_note").to_owned()];
    notes.extend(ranked.iter().any(|(_, worth)| worth.ads_alone).then(|| words.get("report_next_low").to_owned()));
    notes.extend(ranked.iter().find_map(|(_, worth)| room(lens, worth)));
    notes.extend(seen::note(lens, &of_analytics).into_iter().chain(without_source).chain(behind));
    notes.extend(known::spend(lens, None));
    notes.extend(same_tag::notes(lens, None));
    notes.extend(untagged(lens));
    for (network, worth) in &ranked {
        let (lens, cut) = (lens.part(*network), Cut::network(*network));
        notes.extend(leads::sentence(lens, cut));
        notes.extend(of_ends(lens, cut, worth).chain(costs(lens, cut, worth)));
    }
    let title = words.get("report_next").to_owned();
    Some(Table { id: id.to_owned(), title, text, columns, rows, notes, ..Table::default() })
}

/// Those of which an analytics program tells.
fn seen_of(ranked: &[(NetworkId, Worth)]) -> Vec<NetworkId> {
    ranked.iter().filter(|(_, worth)| worth.teller == Teller::Analytics).map(|(network, _)| *network).collect()
}

/// Networks with ads that hardly an order names, in sentences.
pub fn untagged(lens: &Lens<'_>) -> Vec<String> {
    // Where all links say the same, that is what is said of them.
    let apart = |network: &NetworkId| lens.is_told_here(*network) && !is_mixed_up(lens, *network);
    let networks = paid(lens).into_iter().filter(apart);
    networks.filter_map(|network| untagged::note(lens.part(network), Cut::network(network))).collect()
}

fn row(lens: &Lens<'_>, network: NetworkId, worth: &Worth) -> TableRow {
    let words = lens.words;
    let cut = Cut::network(network);
    let ratio = |value: Exact| cell(words, Unit::Ratio, Some(value));
    let few = worth.orders < 5;
    let added = match increase::roas(lens, cut) {
        Ok(added) => ratio(added),
        Err(why) => Cell { why: Some(words.get(why).to_owned()), ..cell(words, Unit::Ratio, None) },
    };
    let of_analytics = worth.teller == Teller::Analytics;
    let told_by = of_analytics.then(|| words.get("report_as_seen").to_owned());
    let name = Cell { plain: lens.named(network), detail: told_by, ..Cell::text(lens.called(network)) };
    let orders = match of_analytics {
        true => Cell { why: Some(words.get("why_no_origins").to_owned()), ..cell(words, Unit::Count, None) },
        false => cell(words, Unit::Count, Some(Exact::whole(worth.orders))),
    };
    let high = match worth.is_open {
        true => Cell { why: Some(words.get("why_no_rate").to_owned()), ..cell(words, Unit::Ratio, None) },
        false => ratio(worth.range.high),
    };
    let mut cells = vec![name];
    if break_even(lens).is_some() {
        cells.push(Cell::text(worth.verdict.map_or(NONE, |verdict| words.get(verdict.key()))));
    }
    cells.extend([
        Cell { few, ..ratio(worth.roas) },
        ratio(worth.range.low),
        high,
        orders,
        cell(words, Unit::Money, lens.value("spend", cut)),
        added,
    ]);
    TableRow { cells, quiet: few }
}

/// What the ad spend of a part brought; `None` when it had none. Leads are told where no orders are known as well.
pub fn message(lens: &Lens<'_>, id: &str, cut: Cut) -> Option<Block> {
    let html = said(lens, cut).or_else(|| Some(paragraph(&leads::sentence(lens, cut)?)))?;
    Some(Block::message(id, lens.words.get("report_message"), html))
}

/// The same in sentences.
pub fn said(lens: &Lens<'_>, cut: Cut) -> Option<String> {
    let (behind, worth) = (known::ads_behind(lens), told(lens, cut));
    let without_source = [nameless::untold(lens), nameless::direct(lens)].into_iter().flatten();
    let lens = lens.on_days_of_ads();
    let Some(worth) = worth else {
        // Of what one of two accounts cost, or of a file that breaks off, nothing can be said but that.
        let days = networks_of(lens, cut).into_iter().flat_map(|network| known::spend(lens, network));
        let notes = || days.chain(remedies::notes(lens, cut)).collect::<Vec<_>>().join(" ");
        let short = || Some(notes()).filter(|notes| !notes.is_empty()).map(|notes| paragraph(&notes));
        if lens.lacks_an_account(&lens.now, cut) {
            return short();
        }
        let torn = if lens.breaks_off(&lens.now, cut) { short() } else { None };
        return untagged::message(lens, cut).into_iter().chain(torn).reduce(|all, more| all + &more);
    };
    // The low end is not chance alone where others than ads can have brought orders.
    let key = if worth.ads_alone { "report_worth_of_ads" } else { "report_worth" };
    let mut sentences: Vec<String> = [fill(lens, key, cut, &worth)]
        .into_iter()
        .chain(room(lens, &worth))
        .chain(result(lens, &worth))
        .chain(leads::sentence(lens, cut))
        .collect();
    if leads::are_aim(lens, cut) {
        // What is to bring leads is no measure of sales: they are told after, and nothing where there are none.
        sentences.rotate_right(1);
        sentences.truncate(if worth.orders > 0 { sentences.len() } else { 1 });
    }
    let seen = cut.network.filter(|_| worth.teller == Teller::Analytics);
    sentences.extend(seen.and_then(|own| seen::note(lens, &[own])));
    sentences.extend(without_source);
    let mixed_up = cut.network.is_some_and(|network| is_mixed_up(lens, network));
    sentences.extend(untagged::note(lens, cut).filter(|_| !mixed_up));
    sentences.extend(of_ends(lens, cut, &worth).chain(costs(lens, cut, &worth)));
    sentences.extend(behind);
    sentences.extend(networks_of(lens, cut).into_iter().flat_map(|network| known::spend(lens, network)));
    sentences.extend(remedies::notes(lens, cut));
    sentences.extend(cut.network.into_iter().flat_map(|own| same_tag::notes(lens, Some(own))));
    let mut html = paragraph(&sentences.join(" "));
    html.extend(increase::sentence(lens, cut).map(|text| paragraph(&text)));
    Some(html)
}

/// A sentence with a return, its range and its orders.
pub fn fill(lens: &Lens<'_>, key: &str, cut: Cut, worth: &Worth) -> String {
    let words = lens.words;
    let ratio = |value: Exact| write(&words.formats, Unit::Ratio, value);
    let values = [
        ("network", name(lens, cut).unwrap_or_default()),
        ("roas", ratio(worth.roas)),
        ("orders", worth.orders_said(words)),
        ("low", ratio(worth.range.low)),
        ("high", if worth.is_open { NONE.to_owned() } else { ratio(worth.range.high) }),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    words.fill(key, &values)
}

/// `The margin pays for it from 2.00× on, so it pays for itself even at the low end.`
pub fn result(lens: &Lens<'_>, worth: &Worth) -> Option<String> {
    let (key, even) = worth.verdict.and_then(Verdict::sentence).zip(break_even(lens))?;
    let whole = paid_whole::note(lens).filter(|_| worth.teller == Teller::Orders).map(|key| lens.words.get(key));
    Some([even_text(lens, key, even).as_str()].into_iter().chain(whole).collect::<Vec<_>>().join(" "))
}

/// The networks whose ads a part is of; `None` is all of them.
pub fn networks_of(lens: &Lens<'_>, cut: Cut) -> Vec<Option<NetworkId>> {
    match cut.campaign {
        Some(campaign) => lens.now.slice.networks_of(campaign).into_iter().map(Some).collect(),
        None => vec![cut.network],
    }
}

/// `With €900 of other costs Instagram does not pay for itself: ROI −37.5 %.`, where its ad spend alone would.
pub fn costs(lens: &Lens<'_>, cut: Cut, worth: &Worth) -> Option<String> {
    let words = lens.words;
    let costs = lens.value("costs", cut).filter(|costs| costs.numerator > 0)?;
    let roi = lens.value("roi", cut).filter(|roi| roi.numerator < 0 && worth.verdict == Some(Verdict::Pays))?;
    let (costs, roi) = (write(&words.formats, Unit::Money, costs), signed(&words.formats, Unit::Share, roi));
    Some(words.fill("report_say_costs", &[("costs", &costs), ("part", &name(lens, cut)?), ("roi", &roi)]))
}
