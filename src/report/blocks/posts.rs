//! The posts that were seen and shared most.

use crate::importers::Measure;
use crate::report::channels::NetworkId;
use crate::report::facts::Posted;
use crate::report::lens::Lens;
use crate::report::number::{Exact, Unit};
use crate::report::view::{Block, Cell, Column, Table, TableRow};
use crate::report::words::Words;

/// Posts in the table.
const MOST: usize = 10;

const SHOWN: &[(Measure, &str)] = &[
    (Measure::Views, "views"),
    (Measure::Reach, "reach"),
    (Measure::Likes, "likes"),
    (Measure::Comments, "comments"),
    (Measure::Shares, "shares"),
    (Measure::Saves, "saves"),
    (Measure::Follows, "follows"),
];

/// Posts of the period, of one network or of all.
pub fn table(lens: &Lens<'_>, id: &str, network: Option<NetworkId>) -> Option<Block> {
    let words = lens.words;
    let of =
        |post: &&Posted| lens.now.slice.period.holds(post.day) && network.is_none_or(|network| network == post.network);
    let mut posts: Vec<&Posted> = lens.facts.posts.iter().filter(of).collect();
    if posts.is_empty() {
        return None;
    }
    posts.sort_by_key(|post| (std::cmp::Reverse((engagements(post), post.sums.get(Measure::Views))), post.day));
    let all = posts.len();
    posts.truncate(MOST);
    let told: Vec<_> =
        SHOWN.iter().filter(|(measure, _)| posts.iter().any(|post| post.sums.get(*measure).is_some())).collect();
    let mut columns = vec![
        Column::text("post", words.get("report_post")).and("network", words.get("report_network")),
        Column::text("day", words.get("report_day")),
        Column::text("format", words.get("report_format")),
    ];
    columns.push(Column::number("engagements", words.metric("engagements")));
    columns.extend(told.iter().map(|(_, name)| Column::number(name, words.metric(name))));
    let rows = posts.iter().map(|post| {
        let title = if post.title.is_empty() { words.get("report_untitled").to_owned() } else { post.title.clone() };
        let mut first = Cell { detail: Some(words.network(post.network).to_owned()), ..Cell::text(title) };
        first.href = post.url.starts_with("https://").then(|| post.url.clone());
        let day = Cell { text: words.formats.date_short(post.day), plain: post.day.to_string(), ..Cell::default() };
        let mut cells = vec![first, day, format(words, &post.format)];
        let figure = |measure| super::cell(words, Unit::Count, post.sums.get(measure).map(Exact::whole));
        cells.push(super::cell(words, Unit::Count, engagements(post).map(Exact::whole)));
        cells.extend(told.iter().map(|(measure, _)| figure(*measure)));
        TableRow { cells, quiet: false }
    });
    let rows = rows.collect();
    let text = words.count("report_posts_text", all as u64, &[]);
    let title = words.get("report_posts").to_owned();
    Some(Block::Table(Table { id: id.to_owned(), title, text, columns, rows, ..Table::default() }))
}

/// In the report's language where it has a word for it, else as its program calls it.
fn format(words: &Words, name: &str) -> Cell {
    let key = format!("format_{name}");
    let known = words.strings.texts.contains_key(&key);
    let text = if known { words.get(&key).to_owned() } else { upper(name) };
    Cell { plain: name.to_owned(), ..Cell::text(text) }
}

fn upper(name: &str) -> String {
    let mut rest = name.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}

/// Likes, comments and shares: the metric of this name.
fn engagements(post: &Posted) -> Option<i64> {
    let parts = [Measure::Likes, Measure::Comments, Measure::Shares];
    let sum = parts.into_iter().filter_map(|measure| post.sums.get(measure)).reduce(i64::saturating_add);
    sum.or_else(|| post.sums.get(Measure::Engagements))
}
