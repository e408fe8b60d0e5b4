//! Who buys and who follows: what customers cost, customers over time, groups of people, followers.

use super::Content;
use crate::report::blocks::{cohorts, paragraph, segments, tiles, trends, winning};
use crate::report::lens::Lens;
use crate::report::slice::Cut;
use crate::report::view::Block;

pub const TILES: &[&str] =
    &["new_customers", "returning_share", "repeat_rate", "cac", "followers", "follows", "engagement_rate"];

/// Whether any source tells of customers, followers or groups of people.
pub fn is_told(lens: &Lens<'_>) -> bool {
    let told = |name: &&str| lens.value(name, Cut::default()).is_some();
    TILES.iter().any(told) || !segments::tables(lens, "segment").is_empty()
}

pub fn content(lens: &Lens<'_>) -> Content {
    let words = lens.words;
    let mut blocks: Vec<Block> = winning::message(lens, "message").into_iter().collect();
    // Without any the page says what it would be of.
    let told: Vec<&str> = TILES.iter().copied().filter(|name| !tiles::is_untold(lens, name, Cut::default())).collect();
    let names = if told.is_empty() { TILES } else { &told };
    blocks.push(tiles::tiles(lens, "headline", Cut::default(), names));
    blocks.extend(winning::table(lens, "winning").map(Block::Table));
    blocks.extend(trends::figure(lens, "trend", "new_customers", Cut::default()).map(Block::Figure));
    blocks.extend(cohorts::table(lens, "cohorts"));
    let groups = segments::tables(lens, "segment");
    if groups.is_empty() {
        let html = paragraph(words.get("report_no_segments"));
        blocks.push(Block::message("segments", words.get("report_segments"), html));
    }
    blocks.extend(groups.into_iter().map(Block::Table));
    let title = words.get("report_audience").to_owned();
    Content {
        title,
        kind: words.get("report_kind").to_owned(),
        lead: words.get("report_audience_text").to_owned(),
        blocks,
    }
}
