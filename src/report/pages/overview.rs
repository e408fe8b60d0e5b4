//! The whole shop on one page: message first, then figures, then where they come from.

use super::{Content, Page, audience, path, quality};
use crate::report::blocks::figures::{self, Part, Shown};
use crate::report::blocks::{
    ads_alone, benchmarks, bridge, cohorts, funnel, lead_costs, leads, links, message, next, other_ads, posts,
    products, remedies, returns, tiles, trends, visits,
};
use crate::report::channels;
use crate::report::lens::Lens;
use crate::report::slice::Cut;
use crate::report::view::{Block, Cell, Column, Table};

const TILES: &[&str] = &["sales", "orders", "aov", "conversion_rate", "spend", "blended_roas", "cac", "new_customers"];
/// Networks drawn side by side.
const MULTIPLES: usize = 8;
/// Products on the overview.
const PRODUCTS: usize = 8;

pub fn content(lens: &Lens<'_>) -> Content {
    let words = lens.words;
    let all = Cut::default();
    let networks = lens.networks();
    let selling: Vec<_> = networks
        .iter()
        .copied()
        .filter(|id| lens.value("sales", Cut::network(*id)).is_some())
        .take(MULTIPLES)
        .collect();
    let running = lens.running();
    let mut blocks = vec![message::message(lens, "message", lens.commentary())];
    blocks.push(tiles::tiles(lens, "headline", all, &tiles_of(lens)));
    let trend = match () {
        () if visits::are_all(lens) => "sessions",
        () if ads_alone::are_all(lens) => "spend",
        () => "sales",
    };
    blocks.extend(trends::figure(lens, "trend", trend, all).map(Block::Figure));
    blocks.push(Block::Table(network_table(lens)));
    blocks.extend(next::table(lens, "next").map(Block::Table));
    blocks.extend(lead_costs::table(lens, "lead-costs").map(Block::Table));
    blocks.extend(returns::table(lens, "returns").map(Block::Table));
    blocks.extend(returns::figure(lens, "roas").map(Block::Figure));
    blocks.extend(trends::multiples(lens, "side-by-side", "sales", &selling));
    blocks.extend(bridge::figure(lens, "bridge").map(Block::Figure));
    blocks.extend(campaign_table(lens).map(Block::Table));
    blocks.extend(funnel::figure(lens, "funnel", all).map(Block::Figure));
    blocks.extend(funnel::table(lens, "ways").map(Block::Table));
    blocks.extend(funnel::flows(lens, "flows").map(Block::Figure));
    blocks.extend(cohorts::table(lens, "cohorts"));
    blocks.extend(products::table(lens, "products", None, PRODUCTS));
    blocks.extend(posts::table(lens, "posts", None));
    blocks.extend(links::table(lens, "links", running));
    blocks.extend(benchmarks::table(lens, "benchmarks"));
    let market: Vec<_> = lens.settings.market.iter().collect();
    blocks.extend(benchmarks::market(lens, "market", &market));
    Content {
        title: lens.settings.title.clone(),
        kind: words.get("report_kind").to_owned(),
        lead: String::new(),
        blocks,
    }
}

/// Costs where there are any, leads where they are what is sought, and whatever else there is a target for.
fn tiles_of<'l>(lens: &'l Lens<'_>) -> Vec<&'l str> {
    let names = ads_alone::or(lens, ads_alone::without_unknown(lens, leads::without_orders(lens, TILES)));
    let mut names = tiles::with_costs(lens, Cut::default(), &names);
    if visits::are_all(lens) && !leads::are_sought(lens) {
        names.retain(|name| lens.value(name, Cut::default()).is_some());
        names.splice(0..0, visits::METRICS.iter().copied());
    }
    if leads::are_sought(lens) {
        // Where nothing is sold they are what the shop is about.
        let place = if leads::are_all(lens) { 0 } else { names.len() };
        names.splice(place..place, leads::METRICS.iter().copied());
    }
    for target in lens.settings.targets.iter().filter(|target| target.network.is_none()) {
        let name = target.metric.as_str();
        if target.period.same_days(lens.period) && !names.contains(&name) && !audience::TILES.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn network_table(lens: &Lens<'_>) -> Table {
    let words = lens.words;
    let parts = lens.networks().iter().copied().map(|id| Part {
        cells: vec![Cell {
            plain: channels::name(id).to_owned(),
            ..Cell::link(words.network(id), path(lens, Page::Network(id)))
        }],
        cut: Cut::network(id),
        quiet: matches!(channels::name(id), "untold" | "unmatched"),
        together: false,
    });
    let all = ["sales", "orders", "aov", "sessions", "conversion_rate", "spend", "roas", "new_customers", "followers"];
    let mut metrics = leads::without_orders(lens, &all);
    // Beside orders they have tiles and stand in the table of campaigns: this one is as wide as a page already.
    if leads::are_all(lens) && leads::are_told(lens) {
        let place = metrics.iter().position(|name| *name == "new_customers" || *name == "followers");
        let place = place.unwrap_or(metrics.len());
        metrics.splice(place..place, leads::METRICS.iter().copied());
    }
    if visits::are_all(lens) && !leads::are_sought(lens) {
        metrics.retain(|name| !["sales", "orders", "aov", "conversion_rate", "roas", "new_customers"].contains(name));
        metrics.insert(1, "analytics_sales");
    }
    let metrics = ads_alone::or(lens, metrics);
    let shown = Shown { metrics: &metrics, bars: &["sales", "spend"], deltas: &["sales"] };
    let first = vec![Column::text("network", words.get("report_network"))];
    let mut table =
        figures::table(lens, "networks", words.get("report_networks").to_owned(), first, parts.collect(), &shown);
    let of_orders = !leads::are_business(lens) && !ads_alone::are_without_orders(lens);
    table.text = if of_orders { words.get("report_networks_text") } else { "" }.to_owned();
    table.notes.extend(lens.gap.as_ref().and_then(|gap| remedies::of_orders(lens, gap)));
    table.notes.extend(remedies::notes(lens, Cut::default()));
    table.notes.extend(returns::together(lens));
    table.notes.extend(returns::without_rate(lens));
    table.notes.extend(leads::of_total(lens, "roas"));
    table
}

fn campaign_table(lens: &Lens<'_>) -> Option<Table> {
    let words = lens.words;
    let running = lens.running();
    let metrics =
        leads::without_orders(lens, &["spend", "impressions", "clicks", "sessions", "orders", "sales", "roas"]);
    let metrics = ads_alone::or(lens, metrics);
    let metrics = leads::beside(lens, &running.iter().map(|id| Cut::campaign(*id)).collect::<Vec<_>>(), &metrics);
    let shown = Shown { metrics: &metrics, bars: &["spend", "sales"], deltas: &["sales"] };
    let listed = format!("{}#{}", path(lens, Page::Quality), quality::OTHER_ADS);
    let others = other_ads::row(lens, None, 2, shown.metrics, listed);
    if lens.campaigns.is_empty() || (running.is_empty() && others.is_none()) {
        return None;
    }
    let parts = running.iter().copied().map(|id| {
        let campaign = lens.campaign(id);
        let name =
            Cell { plain: campaign.code.0.clone(), ..Cell::link(&campaign.name, path(lens, Page::Campaign(id))) };
        let objective = words.get(&format!("objective_{}", campaign.objective.word())).to_owned();
        Part { cells: vec![name, Cell::text(objective)], cut: Cut::campaign(id), quiet: false, together: false }
    });
    let first = vec![
        Column::text("campaign", words.get("report_campaign")),
        Column::text("objective", words.get("report_objective")),
    ];
    let mut table =
        figures::table(lens, "campaigns", words.get("report_campaigns").to_owned(), first, parts.collect(), &shown);
    table.text = words.get("report_campaigns_text").to_owned();
    table.rows.extend(others);
    table.total = None;
    Some(table)
}
