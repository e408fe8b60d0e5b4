//! What to write in report.yaml where periods are not compared, or customers not told apart, because days seem to be missing
//! of which the merchant may know that there is nothing to tell.
//!
//! In: a lens. Out: sentences, each with its file; `from:` and `to:` below a source say of which days it tells all. Absent: which
//! days those are; see [`crate::report::findings::unknown_spend`] and [`crate::report::lens::customers`].

use jiff::civil::Date;

use crate::report::channels::NetworkId;
use crate::report::facts::{BY_HAND, Origin};
use crate::report::gaps::Gap;
use crate::report::lens::Lens;
use crate::report::lens::customers;
use crate::report::lens::side::Side;
use crate::report::quality::FileQuality;
use crate::report::slice::Cut;

use super::next;

/// A sentence, and the file below which to write; none where figures are kept by hand.
pub struct Remedy {
    pub origin: Option<Origin>,
    pub network: NetworkId,
    pub text: String,
}

/// The sentences for a part.
pub fn notes(lens: &Lens<'_>, cut: Cut) -> Vec<String> {
    let networks = next::networks_of(lens, cut);
    // Of all networks those whose days keep the whole from being compared.
    let all = lens.networks_that_cost();
    let of = |remedy: &Remedy| {
        networks.iter().any(|own| own.map_or(all.contains(&remedy.network), |own| own == remedy.network))
    };
    of_spend(lens).into_iter().filter(of).map(|remedy| remedy.text).collect()
}

/// Days before ads, after them and between two files of them, of both periods; without a period before, those of an account without
/// which there is no return.
pub fn of_spend(lens: &Lens<'_>) -> Vec<Remedy> {
    let lens = lens.on_days_of_ads();
    let of = |network: NetworkId| {
        let alone = lens.before.is_none() && !lens.lacks_an_account(&lens.now, Cut::network(network));
        // What another file tells of it together with others is known.
        let sides = lens.before.iter().chain([&lens.now]).filter(|side| !lens.is_told_together(side, network));
        let sides: Vec<&Side> = sides.filter(|_| !alone).collect();
        let (began, paused, ended) =
            (began(lens, network, &sides), paused(lens, network, &sides), ended(lens, network, &sides));
        began.into_iter().chain(paused).chain(ended).collect::<Vec<_>>()
    };
    lens.spending.networks().flat_map(of).collect()
}

fn began(lens: &Lens<'_>, network: NetworkId, sides: &[&Side]) -> Option<Remedy> {
    sides.iter().find_map(|side| lens.spend_before(side, network))?;
    let known = lens.spending.known(network)?;
    let first = sides.iter().map(|side| side.slice.period.from).min()?;
    let day = lens.words.formats.date(known.first);
    let none = (first, known.first.yesterday().ok()?);
    Some(remedy(lens, network, known.edges.0, ("report_spend_began", &day), (Some(first), None), none))
}

fn ended(lens: &Lens<'_>, network: NetworkId, sides: &[&Side]) -> Option<Remedy> {
    let side = sides.iter().find(|side| lens.spend_after(side, network).is_some())?;
    // What breaks off is to be exported again, whether ads ran on or not.
    if lens.torn(side, network).is_some() {
        return None;
    }
    let known = lens.spending.known(network)?;
    let last = sides.iter().map(|side| side.slice.period.to).max()?;
    let day = lens.words.formats.date(known.last);
    let none = (known.last.tomorrow().ok()?, last);
    Some(remedy(lens, network, known.edges.1, ("report_spend_ended", &day), (None, Some(last)), none))
}

fn paused(lens: &Lens<'_>, network: NetworkId, sides: &[&Side]) -> Vec<Remedy> {
    let lacks: Vec<(Date, Date)> = sides.iter().flat_map(|side| lens.spend_lacks(side, network)).collect();
    let gaps = lens.spending.known(network).map_or(&[][..], |known| &known.gaps);
    let matters = |gap: &&Gap| lacks.iter().any(|days| gap.within(*days).is_some());
    let of = |gap: &Gap| {
        let [from, to] = [gap.from, gap.to].map(|day| lens.words.formats.date_short(day));
        let named = format!("{from} – {to}");
        let key = if gap.of_account { "report_spend_account" } else { "report_spend_paused" };
        remedy(lens, network, gap.file, (key, &named), (Some(gap.from), Some(gap.to)), (gap.from, gap.to))
    };
    gaps.iter().filter(matters).map(of).collect()
}

/// `days` are those that the file would have to tell of besides its own, `none` those without ads.
fn remedy(
    lens: &Lens<'_>,
    network: NetworkId,
    origin: Origin,
    (key, day): (&str, &str),
    (from, to): (Option<Date>, Option<Date>),
    none: (Date, Date),
) -> Remedy {
    let words = lens.words;
    let names = lens.networks_of_ads(network);
    let name = names.into_iter().map(|own| words.network(own)).collect::<Vec<_>>().join(" / ");
    let Some((file, own)) = named(lens, origin) else {
        let [first, last] = [none.0, none.1].map(|day| words.formats.date_short(day));
        let text = words.fill("report_spend_none", &[("network", name.as_str()), ("from", &first), ("to", &last)]);
        return Remedy { origin: None, network, text };
    };
    let [from, to] = [from.unwrap_or(own.0).min(own.0), to.unwrap_or(own.1).max(own.1)].map(|day| day.to_string());
    let values = [("network", name.as_str()), ("day", day), ("from", &from), ("to", &to), ("file", &file.name)];
    Remedy { origin: Some(origin), network, text: words.fill(key, &values) }
}

/// A file, and the days that it tells of.
fn named<'l>(lens: &'l Lens<'_>, origin: Origin) -> Option<(&'l FileQuality, (Date, Date))> {
    let file = lens.quality.files.get(usize::from(origin)).filter(|_| origin != BY_HAND)?;
    file.days().map(|days| (file, days))
}

/// That nothing was sold on days between two exports of orders, where a shop was closed; in a sentence.
pub fn of_orders(lens: &Lens<'_>, gap: &Gap) -> Option<String> {
    let file = lens.quality.files.get(usize::from(gap.file))?;
    let (from, to) = gap.with_days_of(file);
    let [first, last] = [gap.from, gap.to].map(|day| lens.words.formats.date_short(day));
    let (day, from, to) = (format!("{first} – {last}"), from.to_string(), to.to_string());
    let values = [("day", day.as_str()), ("from", &from), ("to", &to), ("file", &file.name)];
    Some(lens.words.fill("report_closed", &values))
}

/// That nothing was sold before the first order, where everybody counts as new, or that a shop has moved, of which time alone is
/// the remedy; with the place of the file.
pub fn of_customers(lens: &Lens<'_>) -> Option<(Origin, String)> {
    let first = lens.quality.first_day.filter(|_| lens.hardly_known)?;
    if let Some((day, origin)) = customers::moved(lens.facts, lens.quality, lens.now.slice.period) {
        let day = lens.words.formats.date(day);
        return Some((origin, lens.words.fill("report_moved", &[("day", &day)])));
    }
    let telling = lens.quality.files.iter().enumerate();
    let of = |(n, file): (usize, &FileQuality)| Some((file.days_of_orders()?, n as Origin));
    let (days, origin) = telling.filter_map(of).min()?;
    // What the author says of a file that was cut off is said of the whole.
    lens.quality.files.get(usize::from(origin)).filter(|file| !file.is_cut_off())?;
    let period = lens.before.as_ref().map_or(lens.now.slice.period, |before| before.slice.period);
    let from = customers::needed(period).min(days.0).to_string();
    let (day, to) = (lens.words.formats.date(first), days.1.to_string());
    let values = [("day", day.as_str()), ("from", &from), ("to", &to)];
    Some((origin, lens.words.fill("report_new_shop", &values)))
}
