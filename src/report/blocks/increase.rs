//! What sales changed by where more was spent than before.
//!
//! In: a part of two periods. Out: that change over what ad spend grew by, where it is more than chance alone would make of it.
//! Absent: seasons, prices and other networks, which have a part in every change.

use crate::report::lens::Lens;
use crate::report::metrics;
use crate::report::number::{Exact, Unit, signed, write};
use crate::report::slice::Cut;

use super::chance;

/// What sales changed by, over what spend changed by, where that grew by a tenth or more.
///
/// # Errors
/// The key of the reason why that is not known.
pub fn roas(lens: &Lens<'_>, cut: Cut) -> Result<Exact, &'static str> {
    const TENTH: Exact = Exact { numerator: 1, denominator: 10 };
    let before = metrics::find("spend").and_then(|spend| lens.see(spend, cut).before);
    before.filter(|before| before.numerator > 0).ok_or("why_no_spend_before")?;
    let (spend, earlier) = change(lens, "spend", cut).ok_or("why_no_increase")?;
    let grown = spend.over(earlier).is_some_and(|grown| grown.compare(TENTH).is_ge());
    let (sales, _) = change(lens, "sales", cut).ok_or("why_no_increase")?;
    let roas = sales.over(spend).filter(|_| grown).ok_or("why_no_increase")?;
    // Where nobody knows how many orders it was, nothing says that it is more than chance.
    let is_chance = chance::days(lens).is_some_and(|days| chance::of_sales(lens, cut, days).unwrap_or(true));
    if is_chance { Err("why_chance") } else { Ok(roas) }
}

/// `Ad spend grew by €1,193 against Q2 2026; sales changed by +€470.`
pub fn sentence(lens: &Lens<'_>, cut: Cut) -> Option<String> {
    let words = lens.words;
    roas(lens, cut).ok()?;
    let ((spend, _), (sales, _)) = (change(lens, "spend", cut)?, change(lens, "sales", cut)?);
    let period = lens.before.as_ref()?.slice.period;
    let before = words.period(period);
    let key = if period.days() == lens.now.slice.period.days() { "report_say_added" } else { "report_say_added_days" };
    let (spend, sales) = (write(&words.formats, Unit::Money, spend), signed(&words.formats, Unit::Money, sales));
    Some(words.fill(key, &[("spend", &spend), ("sales", &sales), ("before", &before)]))
}

/// What a figure changed by, and what it was before, for as many days: a longer month is no increase.
fn change(lens: &Lens<'_>, name: &str, cut: Cut) -> Option<(Exact, Exact)> {
    let seen = lens.see(metrics::find(name)?, cut);
    let before = seen.before?.times(lengths(lens)?);
    Some((seen.now.ok()?.minus(before), before))
}

/// How many times as many days the period has as the one before.
fn lengths(lens: &Lens<'_>) -> Option<Exact> {
    let days = [lens.now.slice.period, lens.before.as_ref()?.slice.period].map(|period| i128::from(period.days()));
    Exact::ratio(days[0], days[1])
}
