//! What a lead costs through each network, and how sure that is.
//!
//! In: a lens. Out: a table, and a sentence where one network is cheaper or dearer than another for more than chance. Leads come one by
//! one, as new customers do. Absent: what they are worth; nobody tells that. Networks whose ads are for sales as well: what those cost
//! is no price of leads.

use crate::report::certainty::{THREE, range};
use crate::report::channels::NetworkId;
use crate::report::lens::{FEW, Lens};
use crate::report::number::{Exact, Unit, write};
use crate::report::slice::Cut;
use crate::report::view::{Cell, Column, Table, TableRow};

use super::returns::paid;
use super::{cell, known, leads};

/// The leads of a network, and their price.
struct Found {
    network: NetworkId,
    paid: Exact,
    leads: i64,
    /// Of one; `None` where there is none.
    cost: Option<Exact>,
    low: Exact,
    high: Option<Exact>,
}

/// Those first whose leads are surest to be cheap.
fn all(lens: &Lens<'_>) -> Vec<Found> {
    let told = paid(lens).into_iter().filter(|network| lens.is_told_here(*network));
    let mut all: Vec<Found> = told.filter_map(|network| found(lens.part(network), network)).collect();
    let ends = |found: &Found| (found.high.is_none(), found.high.unwrap_or(found.low));
    all.sort_by(|a, b| {
        let ((a_none, a), (b_none, b)) = (ends(a), ends(b));
        a_none.cmp(&b_none).then_with(|| a.compare(b))
    });
    all
}

fn found(lens: &Lens<'_>, network: NetworkId) -> Option<Found> {
    let cut = Cut::network(network);
    if !leads::are_business(lens) && !leads::are_aim(lens, cut) {
        return None;
    }
    let (leads, paid) = (lens.value("leads", cut)?.scaled(0), lens.value("spend", cut)?);
    let cost = lens.value("cost_per_lead", cut).filter(|_| leads > 0);
    let ends = cost.and_then(|cost| range(cost, leads as f64, leads as f64));
    let whole = |end: Exact| Exact::whole(end.scaled(0));
    let (low, high) = match ends {
        Some(ends) => (whole(ends.low), Some(whole(ends.high))),
        None => (paid.over(Exact::whole(THREE))?, None),
    };
    Some(Found { network, paid, leads, cost, low, high })
}

/// `None` where no network is for leads, or one alone beside others that sell.
pub fn table(lens: &Lens<'_>, id: &str) -> Option<Table> {
    let (words, behind) = (lens.words, known::ads_behind(lens));
    let lens = lens.on_days_of_ads();
    let all = all(lens);
    if all.iter().all(|found| found.leads == 0) || (all.len() < 2 && !leads::are_business(lens)) {
        return None;
    }
    let columns = vec![
        Column::text("network", words.get("report_network")),
        Column::number("cost_per_lead", words.metric("cost_per_lead")),
        Column::number("low", words.get("report_low")),
        Column::number("high", words.get("report_high")),
        Column::number("leads", words.metric("leads")),
        Column::number("spend", words.metric("spend")),
    ];
    let money = |value: Option<Exact>| match value {
        Some(value) => cell(words, Unit::Money, Some(value)),
        None => Cell { why: Some(words.get("why_no_leads").to_owned()), ..cell(words, Unit::Money, None) },
    };
    let row = |found: &Found| {
        let few = found.leads < FEW;
        let cells = vec![
            Cell { plain: lens.named(found.network), ..Cell::text(lens.called(found.network)) },
            Cell { few: few && found.cost.is_some(), ..money(found.cost) },
            money(Some(found.low)),
            money(found.high),
            cell(words, Unit::Count, Some(Exact::whole(found.leads))),
            money(Some(found.paid)),
        ];
        TableRow { cells, quiet: few }
    };
    let rows = all.iter().map(row).collect();
    let (title, text) = (words.get("report_lead_costs").to_owned(), words.get("report_lead_costs_text").to_owned());
    Some(Table {
        id: id.to_owned(),
        title,
        text,
        columns,
        rows,
        notes: behind.into_iter().collect(),
        ..Table::default()
    })
}

/// Through which network leads are surest to be cheap, and through which they are dear.
pub fn sentence(lens: &Lens<'_>) -> Option<String> {
    let (words, lens) = (lens.words, lens.on_days_of_ads());
    let all = all(lens);
    let best = all.first().filter(|best| best.high.is_some() && best.leads >= FEW)?;
    let worst = all.iter().max_by(|a, b| a.low.compare(b.low)).filter(|worst| worst.network != best.network)?;
    let money = |value: Exact| write(&words.formats, Unit::Money, value);
    let (of_best, of_worst) = (lens.called(best.network), lens.called(worst.network));
    let count = |leads: i64| words.count("report_leads", leads.unsigned_abs(), &[]);
    let values = [
        ("best", of_best.as_str()),
        ("cost", &money(best.cost?)),
        ("count", &count(best.leads)),
        ("high", &money(best.high?)),
    ];
    let cheap = words.fill("report_leads_cheapest", &values);
    // Where both may cost the same, nobody is dear.
    if worst.low.compare(best.high?).is_le() {
        return Some(cheap);
    }
    let (cost, low) = (worst.cost.map(money).unwrap_or_default(), money(worst.low));
    let values = [
        ("worst", of_worst.as_str()),
        ("cost", &cost),
        ("count", &count(worst.leads)),
        ("paid", &money(worst.paid)),
        ("low", &low),
    ];
    let key = if worst.leads > 0 { "report_leads_dearest" } else { "report_leads_nobody" };
    Some(format!("{cheap} {}", words.fill(key, &values)))
}
