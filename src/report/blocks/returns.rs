//! What was spent, what the networks claim to have sold for it, and what the shop's own orders say.

use std::collections::BTreeSet;

use crate::charts::{Bar, Bars, Fit, Frame, Mark, Row, bars};
use crate::importers::Measure;
use crate::report::channels::{self, NetworkId};
use crate::report::lens::Lens;
use crate::report::named::nameless;
use crate::report::number::{Exact, Unit, write};
use crate::report::settings::SalesBasis;
use crate::report::slice::Cut;
use crate::report::view::{Block, Cell, Column, Figure, Table};
use crate::report::words::Words;

use super::figures::{self, Part, Shown};
use super::next::{self, Teller, Worth};
use super::{ads_alone, leads, paragraph, untagged};

/// Networks with spend in the period.
pub fn paid(lens: &Lens<'_>) -> Vec<NetworkId> {
    let spent = |id: &NetworkId| lens.value("spend", Cut::network(*id)).is_some_and(|spend| spend.numerator > 0);
    let named = |id: &NetworkId| !nameless().any(|nameless| nameless == *id);
    lens.networks().iter().copied().filter(named).filter(spent).collect()
}

pub fn table(lens: &Lens<'_>, id: &str) -> Option<Table> {
    let words = lens.words;
    let parts = paid(lens).into_iter().filter(|network| lens.is_told_here(*network)).map(|network| Part {
        cells: vec![Cell { plain: lens.named(network), ..Cell::text(lens.called(network)) }],
        cut: Cut::network(network),
        quiet: false,
        together: true,
    });
    let parts: Vec<Part> = parts.collect();
    // Where nobody tells what came back, the table of networks says what they claim.
    if parts.is_empty() || ads_alone::are_all(lens) || leads::are_business(lens) && !claims_sales(lens) {
        return None;
    }
    let mut shown = vec!["spend", "claimed_sales", "claimed_roas", "sales", "roas", "cac"];
    if lens.now.slice.tells(Measure::AnalyticsSales) && lens.now.slice.values.seen {
        shown.insert(3, "analytics_roas");
    }
    if lens.settings.margin.is_some() {
        shown.push("roi");
    }
    // Without orders nothing of the shop stands beside what networks claim.
    let mut shown = leads::without_orders(lens, &shown);
    // What the price of a customer and the return on all of it hold besides.
    let costs = |part: &Part| lens.value("costs", part.cut).is_some_and(|costs| !costs.is_zero());
    if parts.iter().any(costs) {
        shown.insert(1, "costs");
    }
    let first = vec![Column::text("network", words.get("report_network"))];
    let shown = Shown { metrics: &shown, bars: &["spend", "sales"], deltas: &["roas"] };
    let mut table = figures::table(lens, id, words.get("report_returns").to_owned(), first, parts, &shown);
    table.text = sentence(lens).unwrap_or_default();
    // All sales over the spend of some networks would flatter; the blended figures stand above.
    table.total = None;
    table.notes.insert(0, words.get("report_returns_note").to_owned());
    table.notes.extend(together(lens));
    table.notes.extend(costs_of_none(lens));
    Some(table)
}

/// `€1,350.00 of costs are of no single network: only figures of the whole shop bear them.`
fn costs_of_none(lens: &Lens<'_>) -> Option<String> {
    let costs = lens.value("costs", Cut::network(channels::find("untold")?)).filter(|costs| costs.numerator > 0)?;
    let costs = write(&lens.words.formats, Unit::Money, costs);
    Some(lens.words.fill("report_costs_of_none", &[("costs", &costs)]))
}

/// Whether a network claims sales that are worth something.
fn claims_sales(lens: &Lens<'_>) -> bool {
    paid(lens).into_iter().any(|network| lens.value("claimed_sales", Cut::network(network)).is_some())
}

/// `Facebook, Instagram together: 5.81×, from 72 orders`, where ads do not say on which of them they ran: that much is known. Where
/// orders name no source, what an analytics program saw.
pub fn together(lens: &Lens<'_>) -> Option<String> {
    let (words, lens) = (lens.words, lens.on_days_of_ads().together.as_deref()?);
    let first = *lens.one.first()?;
    let cut = Cut::network(first);
    let names = lens.one.iter().map(|own| words.network(*own)).collect::<Vec<_>>().join(", ");
    let ratio = |value: Exact| write(&words.formats, Unit::Ratio, value);
    if let Some((roas, orders)) = lens.value("roas", cut).zip(lens.value("orders", cut)) {
        let orders = words.count("report_orders", orders.scaled(0).unsigned_abs(), &[]);
        let values = [
            ("networks", names.as_str()),
            ("roas", &ratio(roas)),
            ("orders", &orders),
            ("first", words.network(first)),
        ];
        return Some(words.fill("report_together", &values));
    }
    let roas = lens.value("analytics_roas", cut)?;
    Some(
        words.fill(
            "report_together_seen",
            &[("networks", &names), ("roas", &ratio(roas)), ("first", words.network(first))],
        ),
    )
}

/// `ROAS · Without Google Ads: 6.91×.`, where what was spent on some is in a currency without a rate, and the return is of the others.
pub fn without_rate(lens: &Lens<'_>) -> Option<String> {
    let (words, all) = (lens.words, Cut::default());
    let roas = lens.value("roas", all).filter(|_| lens.now.slice.lacks_rate(all, Measure::Spend))?;
    let lacking: BTreeSet<NetworkId> = lens.now.slice.lacking(Measure::Spend).collect();
    let names = lacking.into_iter().map(|network| words.network(network)).collect::<Vec<_>>().join(", ");
    let values = [("networks", names.as_str()), ("value", &write(&words.formats, Unit::Ratio, roas))];
    Some(format!("{} · {}", words.metric("roas"), words.fill("report_without", &values)))
}

/// The same on the page of one of them, with how sure it is; or that nobody knows it.
pub fn together_message(lens: &Lens<'_>, id: &str) -> Option<Block> {
    let joint = lens.together.as_deref()?;
    let cut = Cut::network(*joint.one.first()?);
    let mut html = paragraph(&together(lens).or_else(|| untagged::unknown(joint, cut))?);
    html.extend(next::said(joint, cut));
    Some(Block::message(id, lens.words.get("report_message"), html))
}

/// How much more the networks claim than the shop sold through them, on the same days: those of which both is known.
fn sentence(lens: &Lens<'_>) -> Option<String> {
    let (words, lens) = (lens.words, lens.on_days_of_ads());
    let both = |network: NetworkId| {
        let value = |name: &str| lens.part(network).value(name, Cut::network(network));
        Some((value("claimed_orders")?, value("orders")?))
    };
    // Of ads that hardly an order names nobody knows how many orders came.
    let named = |network: &NetworkId| !lens.part(*network).now.slice.unnamed.contains(network);
    let networks = paid(lens).into_iter().filter(|network| lens.is_told_here(*network)).filter(named);
    let sums = networks.filter_map(both).reduce(|a, b| (a.0.plus(b.0), a.1.plus(b.1)));
    let (claimed, own) = sums?;
    let values = [
        ("claimed", words.count("report_orders", claimed.scaled(0).unsigned_abs(), &[])),
        ("own", words.formats.integer(own.scaled(0))),
        ("ratio", write(&words.formats, Unit::Ratio, claimed.over(own)?)),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Some(words.fill("report_returns_text", &values))
}

/// Claimed and own return side by side; where orders do not tell it, that which an analytics program saw, and where nobody tells of
/// orders, what is claimed alone.
pub fn figure(lens: &Lens<'_>, id: &str) -> Option<Figure> {
    let words = lens.words;
    if ads_alone::are_without_orders(lens) {
        return claims(lens, id);
    }
    let claimed = |network: NetworkId| claimed_bar(words, claimed_return(lens, network));
    let mut networks: Vec<(NetworkId, Option<Worth>)> = paid(lens)
        .into_iter()
        .filter(|network| lens.is_told_here(*network))
        .map(|network| (network, next::told(lens.part(network), Cut::network(network))))
        .collect();
    networks.sort_by(|a, b| {
        let of = |(id, worth): &(NetworkId, Option<Worth>)| own_return(lens, *id, *worth).unwrap_or(Exact::whole(0));
        of(b).compare(of(a))
    });
    let is_seen = |worth: &Option<Worth>| worth.is_some_and(|worth| worth.teller == Teller::Analytics);
    let tells = |(id, worth): &(NetworkId, Option<Worth>)| !is_seen(worth) && own_return(lens, *id, *worth).is_some();
    let any_seen = networks.iter().any(|(_, worth)| is_seen(worth));
    let all_seen = any_seen && !networks.iter().any(tells);
    let row = |(network, worth): &(NetworkId, Option<Worth>)| {
        let called = lens.called(*network);
        let label = match is_seen(worth) && !all_seen {
            true => format!("{called}, {}", words.get("report_as_seen")),
            false => called,
        };
        Row { label, bars: vec![own_bar(lens, *network, *worth), claimed(*network)] }
    };
    let own = if all_seen {
        ["report_roas_figure_seen", "report_roas_text_seen"]
    } else {
        ["report_roas_figure", "report_roas_text"]
    };
    let texts = [words.get(own[0]).to_owned(), format!("{} {}", words.get(own[1]), words.get("report_roas_range"))];
    // The margin is of net sales: on the scale of others the line would stand at the wrong place.
    let of_net = lens.settings.definitions.sales == SalesBasis::Net;
    let mark = next::break_even(lens).filter(|_| of_net).map(|even| {
        let written = write(&words.formats, Unit::Ratio, even);
        Mark { value: even.length(), name: words.fill("report_break_even", &[("even", &written)]) }
    });
    let first = words.metric(if all_seen { "analytics_roas" } else { "roas" }).to_owned();
    let series = vec![first, words.metric("claimed_roas").to_owned()];
    drawn(id, texts, series, networks.iter().map(row).collect(), mark)
}

/// What networks claim to have brought, the most first.
fn claims(lens: &Lens<'_>, id: &str) -> Option<Figure> {
    let words = lens.words;
    let of = |network: NetworkId| Some((network, claimed_return(lens, network)?));
    let here = paid(lens).into_iter().filter(|network| lens.is_told_here(*network));
    let mut networks: Vec<(NetworkId, Exact)> = here.filter_map(of).collect();
    networks.sort_by(|a, b| b.1.compare(a.1));
    let row = |(network, value): &(NetworkId, Exact)| Row {
        label: lens.called(*network),
        bars: vec![claimed_bar(words, Some(*value))],
    };
    let texts = ["report_roas_figure_claimed", "report_returns_note"].map(|key| words.get(key).to_owned());
    let series = vec![words.metric("claimed_roas").to_owned()];
    drawn(id, texts, series, networks.iter().map(row).collect(), None)
}

fn drawn(
    id: &str,
    [title, text]: [String; 2],
    series: Vec<String>,
    rows: Vec<Row>,
    mark: Option<Mark>,
) -> Option<Figure> {
    let frame = Frame { id, title: &title, description: &text, fit: Fit::Both };
    let svg = bars(&Bars { frame, series, rows, mark })?.svg;
    Some(Figure { id: id.to_owned(), title, text, svg, table: None, events: Vec::new(), notes: Vec::new() })
}

fn claimed_return(lens: &Lens<'_>, network: NetworkId) -> Option<Exact> {
    lens.part(network).value("claimed_roas", Cut::network(network))
}

fn claimed_bar(words: &Words, value: Option<Exact>) -> Bar {
    Bar { value: value.map(Exact::length), text: written(words, value), range: None }
}

/// What came back for a network, whoever tells it.
fn own_return(lens: &Lens<'_>, network: NetworkId, worth: Option<Worth>) -> Option<Exact> {
    lens.part(network).value("roas", Cut::network(network)).or_else(|| Some(worth?.roas))
}

fn own_bar(lens: &Lens<'_>, network: NetworkId, worth: Option<Worth>) -> Bar {
    let words = lens.words;
    let value = own_return(lens, network, worth);
    let bar = Bar { value: value.map(Exact::length), text: written(words, value), range: None };
    let Some(worth) = worth.filter(|worth| !worth.is_open) else { return bar };
    let [low, high] = [worth.range.low, worth.range.high];
    // Behind the line of the range the figure alone would read as that of its end.
    let ends = [low, high].map(|end| words.formats.decimal(end.scaled(1), 1)).join("–");
    Bar { range: Some((low.length(), high.length())), text: format!("{} ({ends})", bar.text), ..bar }
}

fn written(words: &Words, value: Option<Exact>) -> String {
    value.map_or_else(|| super::NONE.to_owned(), |value| write(&words.formats, Unit::Ratio, value))
}
