//! One campaign: what it was to do, what it cost, what it earned, network by network and link by link.

use super::Content;
use crate::importers::Measure;
use crate::report::blocks::figures::{self, Part, Shown};
use crate::report::blocks::{ads_alone, funnel, leads, links, next, tiles, trends};
use crate::report::channels::{self, CampaignId};
use crate::report::exchange::Exchange;
use crate::report::gather::by_hand::minor;
use crate::report::lens::Lens;
use crate::report::number::{Exact, Unit, write};
use crate::report::slice::{Cut, slice};
use crate::report::view::{Block, Cell, Column};
use crate::scalar::{Decimal, Period, PeriodKind};
use crate::shop::locale::Formats;

const TILES: &[&str] = &[
    "sales",
    "orders",
    "aov",
    "spend",
    "roas",
    "claimed_roas",
    "impressions",
    "clicks",
    "ctr",
    "cpc",
    "sessions",
    "conversion_rate",
];

/// Those that a campaign without ads has as well.
const ALWAYS: &[&str] = &["sales", "orders", "aov"];

pub fn content(lens: &Lens<'_>, id: CampaignId) -> Content {
    let words = lens.words;
    let cut = Cut::campaign(id);
    let mut blocks: Vec<Block> = next::message(lens, "message", cut).into_iter().collect();
    blocks.extend([brief(lens, id), tiles::tiles(lens, "headline", cut, &tiles_of(lens, cut))]);
    blocks.extend(trends::figure(lens, "trend", "sales", cut).map(Block::Figure));
    blocks.extend(funnel::figure(lens, "funnel", cut).map(Block::Figure));
    blocks.extend(networks(lens, id));
    blocks.extend(links::table(lens, "links", &[id]));
    Content {
        title: lens.campaign(id).name.clone(),
        kind: words.get("report_campaign").to_owned(),
        lead: String::new(),
        blocks,
    }
}

/// What an analytics program saw come back, where the orders do not say it, costs where there are any, and leads: first where they
/// are the aim. Where no ads ran, what no source tells of them is left out.
fn tiles_of(lens: &Lens<'_>, cut: Cut) -> Vec<&'static str> {
    // What is to bring leads is no measure of sales.
    let seen = if leads::are_aim(lens, cut) { TILES.to_vec() } else { tiles::with_seen(lens, cut, TILES) };
    let mut names = ads_alone::or(lens, leads::without_orders(lens, &seen));
    names = tiles::with_costs(lens, cut, &names);
    if tiles::is_untold(lens, "spend", cut) {
        names.retain(|name| ALWAYS.contains(name) || !tiles::is_untold(lens, name, cut));
    }
    if leads::are_shown(lens, &[cut]) {
        let place = if leads::are_aim(lens, cut) { 0 } else { names.len() };
        names.splice(place..place, leads::METRICS.iter().copied());
    }
    names
}

/// What the author planned.
fn brief(lens: &Lens<'_>, id: CampaignId) -> Block {
    let words = lens.words;
    let campaign = lens.campaign(id);
    let mut terms = vec![
        (words.get("report_objective"), words.get(&format!("objective_{}", campaign.objective.word())).to_owned()),
        (words.get("report_medium"), words.get(&format!("medium_{}", campaign.medium.word())).to_owned()),
        (words.get("report_format"), words.get(&format!("format_{}", campaign.format.word())).to_owned()),
        (words.get("report_code"), campaign.code.0.clone()),
    ];
    let from = campaign.start.0;
    let days = match campaign.end {
        Some(end) => words.days(Period { from, to: end.0, kind: PeriodKind::Range }),
        None => words.fill("report_since", &[("day", &words.formats.date_short(from))]),
    };
    terms.push((words.get("report_runs"), days));
    if let Some(budget) = &campaign.budget {
        let written = Decimal { digits: budget.digits, decimals: budget.decimals };
        let currency = budget.currency.unwrap_or(lens.shop.currency);
        let amount = minor(written, currency);
        let converted = Exchange::new(lens.currency(), &lens.settings.exchange_rates).convert(amount, currency);
        let formats = Formats::new(&words.locale, converted.map_or(currency, |_| lens.currency()));
        let shown = Exact::whole(converted.unwrap_or(amount));
        terms.push((words.get("report_budget"), write(&formats, Unit::Money, shown)));
        let spent = spent(lens, id, converted.map(Exact::whole));
        terms.extend(spent.map(|text| (words.get("report_spent"), text)));
    }
    if let Some(code) = &campaign.discount_code {
        terms.push((words.get("report_discount_code"), code.clone()));
    }
    if let Some(page) = &campaign.landing_page {
        terms.push((words.get("report_landing_page"), page.text().to_owned()));
    }
    let terms = terms.into_iter().map(|(term, text)| (term.to_owned(), text)).collect();
    Block::Terms { id: "brief".to_owned(), title: words.get("report_brief").to_owned(), terms }
}

/// What a campaign has cost until the last day of the period, beside its budget where both are in one currency. Photos are
/// paid for before the first day, and ads may be told by the month; those that ended before were of an earlier budget.
fn spent(lens: &Lens<'_>, id: CampaignId, budget: Option<Exact>) -> Option<String> {
    let words = lens.words;
    let (to, cut) = (lens.now.slice.period.to, Cut::campaign(id));
    let start = lens.campaign(id).start.0;
    let of = |measure: Measure| {
        let own = lens
            .facts
            .cells
            .iter()
            .filter(|(cell, sums)| cell.belonging.campaign == Some(id) && sums.get(measure).is_some());
        let counts = own.filter(|(cell, _)| measure == Measure::Costs || cell.to >= start);
        let from = counts.map(|(cell, _)| cell.from).min().filter(|from| *from <= to)?;
        Some(slice(lens.facts, Period { from, to, kind: PeriodKind::Range }, &lens.quality.files, None))
    };
    let sides = [Measure::Spend, Measure::Costs].map(|measure| (measure, of(measure)));
    if sides.iter().any(|(measure, side)| side.as_ref().is_some_and(|side| side.lacks(cut, *measure))) {
        return None;
    }
    let sums = sides.iter().filter_map(|(measure, side)| side.as_ref()?.sum(cut, *measure));
    let spent = Exact::whole(sums.reduce(i64::saturating_add)?);
    let share = budget.and_then(|budget| spent.over(budget)).map(|share| words.formats.percent(share.scaled(2)));
    let (written, day) = (write(&words.formats, Unit::Money, spent), words.formats.date_short(to));
    let values = [("spent", written.as_str()), ("day", &day), ("share", share.as_deref().unwrap_or_default())];
    Some(words.fill(if share.is_some() { "report_spent_text" } else { "report_spent_alone" }, &values))
}

fn networks(lens: &Lens<'_>, id: CampaignId) -> Option<Block> {
    let words = lens.words;
    let cut = |network| Cut { network: Some(network), campaign: Some(id) };
    let own = lens.now.slice.networks_of(id);
    let all =
        ["spend", "impressions", "clicks", "sessions", "orders", "sales", "claimed_sales", "roas", "claimed_roas"];
    let cuts: Vec<Cut> = own.iter().map(|network| cut(*network)).collect();
    let metrics = leads::beside(lens, &cuts, &ads_alone::or(lens, leads::without_orders(lens, &all)));
    let shown = Shown { metrics: &metrics, bars: &["spend", "sales"], deltas: &[] };
    let part = |network| Part {
        cells: vec![Cell { plain: channels::name(network).to_owned(), ..Cell::text(words.network(network)) }],
        cut: cut(network),
        quiet: false,
        together: false,
    };
    // Where only other costs stand, the columns have nothing to say.
    let tells =
        |part: &Part| shown.metrics.iter().any(|name| lens.value(name, part.cut).is_some_and(|value| !value.is_zero()));
    let parts: Vec<Part> = own.into_iter().map(part).filter(tells).collect();
    if parts.is_empty() {
        return None;
    }
    let first = vec![Column::text("network", words.get("report_network"))];
    let mut table = figures::table(lens, "networks", words.get("report_networks").to_owned(), first, parts, &shown);
    table.total = None;
    Some(Block::Table(table))
}
