//! One network: what it earned, and through what.

use super::{Content, Page, path, quality, up};
use crate::report::blocks::figures::{self, Part, Shown};
use crate::report::blocks::{
    ads_alone, benchmarks, funnel, leads, next, other_ads, posts, products, returns, tiles, trends,
};
use crate::report::channels::{self, CampaignId, NetworkId};
use crate::report::lens::Lens;
use crate::report::slice::Cut;
use crate::report::view::{Block, Cell, Column};

const TILES: &[&str] = &[
    "sales",
    "orders",
    "aov",
    "sessions",
    "conversion_rate",
    "spend",
    "roas",
    "claimed_roas",
    "roi",
    "cac",
    "new_customers",
    "refunds",
    "impressions",
    "clicks",
    "ctr",
    "cpc",
    "cpm",
    "followers",
    "follows",
    "reach",
    "profile_visits",
    "views",
    "engagements",
    "engagement_rate",
    "leads",
    "cost_per_lead",
];
/// Products on the page of a network.
const PRODUCTS: usize = 10;

pub fn content(lens: &Lens<'_>, id: NetworkId) -> Content {
    let words = lens.words;
    let cut = Cut::network(id);
    let together = lens.now.slice.doubtful.contains(&id).then(|| returns::together_message(lens, "message")).flatten();
    let message = together.or_else(|| next::message(lens, "message", cut));
    let mut blocks: Vec<Block> = message.into_iter().collect();
    let names = tiles::with_costs(lens, cut, &tiles::with_seen(lens, cut, TILES));
    blocks.push(tiles::tiles(lens, "headline", cut, &tiles::known(lens, id, &names)));
    blocks.extend(trends::figure(lens, "trend", "sales", cut).map(Block::Figure));
    blocks.extend(trends::figure(lens, "visits", "sessions", cut).map(Block::Figure));
    blocks.extend(funnel::figure(lens, "funnel", cut).map(Block::Figure));
    blocks.extend(campaigns(lens, id));
    blocks.extend(products::table(lens, "products", Some(id), PRODUCTS));
    blocks.extend(posts::table(lens, "posts", Some(id)));
    let market: Vec<_> =
        lens.settings.market.iter().filter(|figure| figure.network.as_deref() == Some(channels::name(id))).collect();
    blocks.extend(benchmarks::market(lens, "market", &market));
    Content {
        title: words.network(id).to_owned(),
        kind: words.get("report_network").to_owned(),
        lead: explain(lens, id),
        blocks,
    }
}

/// What is meant by the parts that are no networks.
fn explain(lens: &Lens<'_>, id: NetworkId) -> String {
    let key = format!("explain_{}", channels::name(id));
    if lens.words.strings.texts.contains_key(&key) { lens.words.get(&key).to_owned() } else { String::new() }
}

fn campaigns(lens: &Lens<'_>, id: NetworkId) -> Option<Block> {
    let words = lens.words;
    let told = |campaign: &CampaignId| lens.now.slice.networks_of(*campaign).contains(&id);
    let parts = lens.running().iter().copied().filter(told).map(|campaign| {
        let own = lens.campaign(campaign);
        let href = format!("{}{}", up(Page::Network(id)), path(lens, Page::Campaign(campaign)));
        Part {
            cells: vec![Cell { plain: own.code.0.clone(), ..Cell::link(&own.name, href) }],
            cut: Cut { network: Some(id), campaign: Some(campaign) },
            quiet: false,
            together: false,
        }
    });
    let parts: Vec<Part> = parts.collect();
    // Other campaigns of its ads may have brought leads as well.
    let cuts: Vec<Cut> = parts.iter().map(|part| part.cut).chain([Cut::network(id)]).collect();
    let all = ["spend", "impressions", "clicks", "ctr", "cpc", "sessions", "orders", "sales", "roas"];
    let metrics = leads::beside(lens, &cuts, &ads_alone::or(lens, leads::without_orders(lens, &all)));
    let shown = Shown { metrics: &metrics, bars: &["spend", "sales"], deltas: &[] };
    let listed = format!("{}{}#{}", up(Page::Network(id)), path(lens, Page::Quality), quality::OTHER_ADS);
    let others = other_ads::row(lens, Some(id), 1, shown.metrics, listed).filter(|_| !lens.campaigns.is_empty());
    if parts.is_empty() && others.is_none() {
        return None;
    }
    let first = vec![Column::text("campaign", words.get("report_campaign"))];
    let mut table = figures::table(lens, "campaigns", words.get("report_campaigns").to_owned(), first, parts, &shown);
    table.rows.extend(others);
    table.total = None;
    Some(Block::Table(table))
}
