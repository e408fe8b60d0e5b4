//! Parts of pages: each a function from a [`Lens`] and a part of the shop to a [`super::view::Block`].

pub mod ads_alone;
pub mod advice;
pub mod benchmarks;
pub mod bridge;
pub mod by_ads;
mod chance;
pub mod cohorts;
pub mod figures;
pub mod funnel;
pub mod increase;
pub mod known;
pub mod lead_costs;
pub mod leads;
pub mod links;
pub mod listed;
pub mod message;
pub mod nameless;
pub mod next;
pub mod other_ads;
pub mod posts;
pub mod products;
pub mod remedies;
pub mod returns;
pub mod seen;
pub mod segments;
pub mod strays;
pub mod targets;
pub mod tiles;
pub mod trends;
pub mod untagged;
pub mod visits;
mod why;
pub mod winning;

use crate::markdown::escape_sentence;

use super::number::{Exact, Unit, plain, write};
use super::view::Cell;
use super::words::Words;

/// What stands where there is no figure.
pub const NONE: &str = "—";

/// A figure as a cell.
pub fn cell(words: &Words, unit: Unit, value: Option<Exact>) -> Cell {
    match value {
        Some(value) => Cell {
            text: write(&words.formats, unit, value),
            plain: plain(unit, value, words.formats.digits()),
            ..Cell::default()
        },
        None => Cell { text: NONE.to_owned(), ..Cell::default() },
    }
}

/// Markup of one paragraph from sentences.
pub fn paragraph(text: &str) -> String {
    format!("<p>{}</p>", escape_sentence(text))
}
