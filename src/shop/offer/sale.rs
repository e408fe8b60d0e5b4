//! Whether a reduction may be announced, and from which price it is worked out.

use super::Sale;
use crate::diagnostic::{Diagnostic, error, warning};
use crate::scalar::{Date, Money};
use crate::shop::product::PricePoint;

pub fn is_in_order(history: &[PricePoint]) -> bool {
    history.windows(2).all(|pair| pair[0].date < pair[1].date)
}

pub fn out_of_order() -> Diagnostic {
    let message = "the days of the price history are not in order";
    error("price-history", message).help("oldest first, one line per change of the price")
}

/// How long before a reduction the lowest price counts (Directive 98/6/EC art. 6a (2)).
const WINDOW_DAYS: i64 = 30;

/// The reduction, if it may be announced; else the key to blame and why. Outside of the EU it needs no earlier prices.
pub fn sale(
    price: Money,
    list_price: Money,
    history: &[(Date, Money)],
    in_eu: bool,
) -> Result<Sale, (&'static str, Diagnostic)> {
    if list_price <= price {
        let message = "the list price is not above the price";
        let help = "leave `list_price` out, or lower `price`";
        return Err(("list_price", error("list-price", message).help(help)));
    }
    let Some((_, last)) = history.last() else {
        if !in_eu {
            return Ok(Sale { list_price, lowest: None });
        }
        let message = "a reduced price needs the prices before it";
        let help = "add `price_history`: a line for each earlier price and one for the present price, each with its first day; \
                    the law of the EU wants the lowest price of the 30 days before the reduction";
        return Err(("list_price", error("price-history", message).help(help)));
    };
    // A line that changes nothing begins no other reduction.
    let run = history.iter().rposition(|(_, asked)| asked != last).map_or(0, |before| before + 1);
    let (earlier, (since, _)) = (&history[..run], history[run]);
    if *last != price {
        let message = "the last line of the price history is not the present price";
        let help = "add a line with the day on which the present price began";
        return Err(("price_history", error("price-history", message).help(help)));
    }
    let start = since.0.saturating_sub(jiff::Span::new().days(WINDOW_DAYS));
    let in_force_at_start = earlier.iter().rev().find(|(date, _)| date.0 <= start);
    let within = earlier.iter().filter(|(date, _)| date.0 > start);
    let Some(lowest) = in_force_at_start.into_iter().chain(within).map(|(_, price)| *price).min() else {
        let message = "the price history knows no price before the present one";
        let help = "add the earlier prices, each with its first day";
        return Err(("price_history", error("price-history", message).help(help)));
    };
    if lowest <= price {
        let message = "the price was as low within the 30 days before, so it is not shown as a reduction";
        let help = "leave `list_price` out";
        return Err(("list_price", warning("price-history", message).help(help)));
    }
    Ok(Sale { list_price, lowest: Some(lowest) })
}

/// The reduction, and what is to be said of it at which key.
pub fn announced(
    price: Money,
    list_price: Money,
    history: &[(Date, Money)],
    in_eu: bool,
) -> (Option<Sale>, Option<(&'static str, Diagnostic)>) {
    match sale(price, list_price, history, in_eu) {
        Ok(sale) => (Some(sale), never_asked(list_price, history).map(|finding| ("list_price", finding))),
        Err(told) => (None, Some(told)),
    }
}

/// A list price that no customer was ever asked for is an advertisement of something else (CJEU C-330/23).
fn never_asked(list_price: Money, history: &[(Date, Money)]) -> Option<Diagnostic> {
    let message = "the list price stands nowhere in the price history, so it was never asked here";
    let help = "write the price that was asked before; what a maker recommends belongs into the text";
    let asked = history.is_empty() || history.iter().any(|(_, asked)| *asked == list_price);
    (!asked).then(|| warning("list-price", message).help(help))
}
