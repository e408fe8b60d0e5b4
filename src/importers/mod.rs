//! Exports of shops, payment providers, analytics and networks: rows → records.
//!
//! To add one: a file with its [`Importer`] (the names of its columns, how it is recognised, how it is read) and one line in
//! [`IMPORTERS`]. An export that is a table of figures needs nothing but a [`figures::Layout`]; see `tiktok_ads.rs`. Tests
//! look at every entry.
//!
//! In: a stream and a [`Context`]. Out: [`Record`]s, one at a time, and a [`Tally`] that counts every row which became none.
//! Absent: the meaning of networks and campaigns, sums, and anything that is remembered of a customer.

mod context;
pub mod figures;
mod ga4_explore;
mod ga4_traffic;
mod google_ads;
mod linkedin_ads;
mod measure;
mod meta_ads;
mod meta_audience;
mod meta_daily;
mod meta_posts;
mod names;
mod paypal_activity;
mod pinterest_ads;
mod pinterest_analytics;
mod posts;
mod reading;
pub mod records;
mod shopify_orders;
mod stripe_balance;
mod stripe_payments;
pub mod table;
mod tally;
mod tiktok_ads;
mod utm;
mod woocommerce_orders;
mod x_ads;
mod youtube_studio;

#[cfg(test)]
mod tests;

use std::io::Read;

pub use context::Context;
pub use reading::{Cells, Reading};
pub use records::*;
pub use table::TableMap;

use crate::exports::Head;
use crate::exports::{self, error};

/// An export that can be read.
pub struct Importer {
    /// As in `report.yaml`.
    pub name: &'static str,
    /// As its program calls it.
    pub label: &'static str,
    pub kind: Kind,
    /// As in [`crate::platforms`], when all its rows are of one.
    pub network: Option<&'static str>,
    /// Whether a column has this name, in plain form; what the header is found by.
    pub knows: fn(&str) -> bool,
    /// Whether the file is of this kind, by its content alone.
    pub recognise: fn(&Head) -> bool,
    pub read: fn(&mut Reading<'_, '_>) -> Result<(), Notice>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Of the shop.
    Orders,
    /// Payments that stand for orders where no shop export is.
    Payments,
    /// What a payment provider kept and paid out.
    Settlements,
    /// Visits of the shop.
    Visits,
    Ads,
    /// Followers, and groups of people.
    Audience,
    Posts,
    /// What a mapping says.
    Table,
}

/// All importers, in the order of the documentation. The first that recognises a file reads it.
pub const IMPORTERS: &[Importer] = &[
    shopify_orders::IMPORTER,
    woocommerce_orders::IMPORTER,
    stripe_payments::IMPORTER,
    stripe_balance::IMPORTER,
    paypal_activity::IMPORTER,
    ga4_traffic::IMPORTER,
    ga4_explore::IMPORTER,
    meta_ads::IMPORTER,
    meta_daily::IMPORTER,
    meta_posts::IMPORTER,
    meta_audience::IMPORTER,
    tiktok_ads::IMPORTER,
    pinterest_ads::IMPORTER,
    pinterest_analytics::IMPORTER,
    linkedin_ads::IMPORTER,
    youtube_studio::IMPORTER,
    google_ads::IMPORTER,
    x_ads::IMPORTER,
    table::IMPORTER,
];

pub fn find(name: &str) -> Option<&'static Importer> {
    IMPORTERS.iter().find(|importer| importer.name == name)
}

/// The importer of a file.
///
/// # Errors
/// None knows it, or two do.
pub fn recognise(head: &Head) -> Result<&'static Importer, Notice> {
    let mut found = IMPORTERS.iter().filter(|importer| (importer.recognise)(head));
    match (found.next(), found.next()) {
        (Some(importer), None) => Ok(importer),
        (Some(one), Some(other)) => Err(ambiguous(one, other, head)),
        (None, _) => Err(unknown(head)),
    }
}

/// The importer of a file of which nothing is known but its head.
pub fn of<'r>(input: Box<dyn Read + 'r>) -> Option<&'static Importer> {
    recognise(&exports::open(input, &is_known).ok()?.head).ok()
}

/// Whether any importer knows a column of this name.
fn is_known(name: &str) -> bool {
    IMPORTERS.iter().any(|importer| (importer.knows)(name))
}

fn ambiguous(one: &Importer, other: &Importer, head: &Head) -> Notice {
    error("export-ambiguous", format!("the file may be {} or {}", one.label, other.label))
        .line(head.line)
        .help(format!("write `format: {}` or `format: {}` below the source", one.name, other.name))
}

/// The importer that the author names, unless the file is plainly of another one: that recognises it and knows more of its columns.
fn not_another(named: &'static Importer, head: &Head) -> Result<&'static Importer, Notice> {
    let found = if named.kind == Kind::Table || (named.recognise)(head) { None } else { recognise(head).ok() };
    let Some(other) = found.filter(|other| likeness(other, head) > likeness(named, head)) else { return Ok(named) };
    let message = format!("the file is of {}, and `format: {}` says {}", other.label, named.name, named.label);
    let help = format!("leave `format:` out below the source, or write `format: {}`", other.name);
    Err(error("export-format", message).line(head.line).help(help))
}

/// How many of the columns an importer knows.
fn likeness(importer: &Importer, head: &Head) -> usize {
    head.header.names.iter().filter(|name| (importer.knows)(&name.plain)).count()
}

fn unknown(head: &Head) -> Notice {
    let most = |importer: &&Importer| likeness(importer, head) > 1 && importer.kind != Kind::Table;
    let best = IMPORTERS.iter().filter(most).map(|importer| likeness(importer, head)).max();
    let nearest: Vec<&Importer> =
        IMPORTERS.iter().filter(|importer| most(importer) && Some(likeness(importer, head)) == best).collect();
    let near = nearest.first().map(|first| {
        let known: Vec<&str> =
            head.header.names.iter().filter(|name| (first.knows)(&name.plain)).map(|name| &*name.written).collect();
        let like: Vec<&str> = nearest.iter().map(|importer| importer.label).collect();
        let formats: Vec<String> = nearest.iter().map(|importer| format!("`format: {}`", importer.name)).collect();
        let (like, formats, known) = (like.join(" or "), formats.join(" or "), known.join(", "));
        format!("it is most like {like}, of which it has {known}: write {formats} below the source if it is one; else ")
    });
    error("export-unknown", format!("no importer knows the file; its columns are {}", head.listed()))
        .line(head.line)
        .help(format!("{}name its columns below `table:`, or export it in English", near.unwrap_or_default()))
}

/// A file that was read.
pub struct Outcome {
    /// `None` where none knows it; the tally tells why.
    pub importer: Option<&'static Importer>,
    /// With an error among its notices where the file cannot be used; records may have been handed over before it.
    pub tally: Tally,
}

/// Reads an export: recognises it unless it is named, and hands over its records.
pub fn read<'r>(
    input: Box<dyn Read + 'r>,
    named: Option<&'static Importer>,
    context: &Context,
    emit: &mut dyn FnMut(&'static Importer, Record<'_>),
) -> Outcome {
    let named = named.or_else(|| context.table.as_ref().and_then(|_| find("table")));
    let map = context.table.as_ref();
    let known = |name: &str| match (named, map) {
        (_, Some(map)) => map.knows(name),
        (Some(importer), None) => (importer.knows)(name),
        (None, None) => is_known(name),
    };
    let failed = |importer, notice| Outcome { importer, tally: Tally { notices: vec![notice], ..Tally::default() } };
    let export = match exports::open(input, &known) {
        Ok(export) => export,
        Err(notice) => return failed(named, notice),
    };
    let chosen = named.map_or_else(|| recognise(&export.head), |named| not_another(named, &export.head));
    let importer = match chosen {
        Ok(importer) => importer,
        Err(notice) => return failed(None, notice),
    };
    let mut emit = |record: Record<'_>| emit(importer, record);
    let mut reading = Reading::new(export, importer, context, &mut emit);
    let result = (importer.read)(&mut reading);
    Outcome { importer: Some(importer), tally: reading.finish(result.err()) }
}
