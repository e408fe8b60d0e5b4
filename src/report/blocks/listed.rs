//! Orders by links that ads on Google share with its free listings: Shopify's channel for Google tags both alike.
//!
//! In: a part of a period. Out: the high end of a return with all of them, the low end of a price, and what is said of that. Absent:
//! how many of them were of ads; nobody knows that until a final URL suffix in Google Ads tells them apart.

use crate::report::certainty::Range;
use crate::report::lens::Lens;
use crate::report::named::are_listed;
use crate::report::number::Exact;
use crate::report::slice::Cut;

use super::next::{Teller, Worth};

/// `None` without spend.
pub fn with(lens: &Lens<'_>, cut: Cut, range: Range) -> Option<Range> {
    let (_, net) = lens.now.slice.listed(cut);
    if net <= 0 {
        return Some(range);
    }
    Some(Range { high: range.high.plus(Exact::whole(net).over(lens.value("spend", cut)?)?), ..range })
}

/// The low end of a price of customers, each of whom may have come by one of them.
pub fn price(lens: &Lens<'_>, cut: Cut, paid: Exact, low: Exact) -> Option<Exact> {
    let (orders, _) = lens.now.slice.listed(cut);
    if orders > 0 { paid.over(paid.over(low)?.plus(Exact::whole(orders))) } else { Some(low) }
}

/// `40 orders came by links that ads share with Google's free listings: …`
pub fn note(lens: &Lens<'_>, cut: Cut, worth: &Worth) -> Option<String> {
    let (orders, _) = Some(lens.now.slice.listed(cut)).filter(|_| worth.teller == Teller::Orders)?;
    let orders = (orders > 0).then(|| lens.words.count("report_orders", orders.unsigned_abs(), &[]))?;
    Some(format!("{} {}", lens.words.fill("report_listed", &[("orders", &orders)]), lens.words.get("report_suffix")))
}

/// The same where more orders came so than any other way by the network's ads: nothing is known of those.
pub fn alone(lens: &Lens<'_>, cut: Cut) -> Option<String> {
    let words = lens.words;
    let (orders, _) = Some(lens.now.slice.listed(cut)).filter(|_| are_listed(&lens.now.slice, cut))?;
    let orders = words.count("report_orders", orders.unsigned_abs(), &[]);
    let values = [("orders", orders.as_str()), ("network", &lens.called(cut.network?))];
    Some(format!("{} {}", words.fill("report_listed_alone", &values), words.get("report_suffix")))
}

/// How to tell them apart, where nothing is known of the ads.
pub fn way(lens: &Lens<'_>, cut: Cut) -> Option<String> {
    (lens.now.slice.listed(cut).0 > 0).then(|| lens.words.get("report_suffix").to_owned())
}
