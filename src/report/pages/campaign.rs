//! One campaign: what it was to do, what it cost, what it earned, network by network and link by link.

use super::Content;
use crate::importers::Measure;
use crate::report::blocks::figures::{self, Part, Shown};
use crate::report::blocks::{funnel, links, next, tiles, trends};
use crate::report::by_hand::minor;
use crate::report::channels::{self, CampaignId};
use crate::report::lens::Lens;
use crate::report::number::{Exact, Unit, write};
use crate::report::slice::{Cut, slice};
use crate::report::view::{Block, Cell, Column};
use crate::scalar::{Decimal, Period, PeriodKind};

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

pub fn content(lens: &Lens<'_>, id: CampaignId) -> Content {
    let words = lens.words;
    let cut = Cut::campaign(id);
    let mut blocks: Vec<Block> = next::message(lens, "message", cut).into_iter().collect();
    blocks.extend([brief(lens, id), tiles::tiles(lens, "headline", cut, TILES)]);
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
        let currency = budget.currency.unwrap_or(lens.currency());
        let amount = Exact::whole(minor(written, currency));
        terms.push((words.get("report_budget"), write(&words.formats, Unit::Money, amount)));
        terms.extend(spent(lens, id, amount).map(|text| (words.get("report_spent"), text)));
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

/// What a campaign has cost from its first day to the last of the period, beside its budget.
fn spent(lens: &Lens<'_>, id: CampaignId, budget: Exact) -> Option<String> {
    let words = lens.words;
    let (from, to) = (lens.campaign(id).start.0, lens.now.slice.period.to);
    if from > to {
        return None;
    }
    let all = slice(lens.facts, Period { from, to, kind: PeriodKind::Range }, &lens.quality.kinds(), None);
    let sums = [Measure::Spend, Measure::Costs].into_iter().filter_map(|measure| all.sum(Cut::campaign(id), measure));
    let spent = Exact::whole(sums.reduce(i64::saturating_add)?);
    let share = words.formats.percent(spent.over(budget)?.scaled(2));
    let values =
        [("spent", write(&words.formats, Unit::Money, spent)), ("share", share), ("day", words.formats.date_short(to))];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Some(words.fill("report_spent_text", &values))
}

fn networks(lens: &Lens<'_>, id: CampaignId) -> Option<Block> {
    let words = lens.words;
    let shown = Shown {
        metrics: &[
            "spend",
            "impressions",
            "clicks",
            "sessions",
            "orders",
            "sales",
            "claimed_sales",
            "roas",
            "claimed_roas",
        ],
        bars: &["spend", "sales"],
        deltas: &[],
    };
    let part = |network| Part {
        cells: vec![Cell { plain: channels::name(network).to_owned(), ..Cell::text(words.network(network)) }],
        cut: Cut { network: Some(network), campaign: Some(id) },
        quiet: false,
    };
    // Where only other costs stand, the columns have nothing to say.
    let tells =
        |part: &Part| shown.metrics.iter().any(|name| lens.value(name, part.cut).is_some_and(|value| !value.is_zero()));
    let parts: Vec<Part> = lens.now.slice.networks_of(id).into_iter().map(part).filter(tells).collect();
    if parts.is_empty() {
        return None;
    }
    let first = vec![Column::text("network", words.get("report_network"))];
    let mut table = figures::table(lens, "networks", words.get("report_networks").to_owned(), first, parts, &shown);
    table.total = None;
    Some(Block::Table(table))
}
