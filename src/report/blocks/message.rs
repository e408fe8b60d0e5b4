//! What the figures say: the author's words, and sentences about the largest movements and the returns of ads.

use crate::markdown::{self, Quotes, Target};
use crate::report::channels::{self, NetworkId};
use crate::report::delta::delta;
use crate::report::facts::Origin;
use crate::report::lens::Lens;
use crate::report::metrics::{self, Why};
use crate::report::number::{Unit, write};
use crate::report::pages::quality;
use crate::report::slice::Cut;
use crate::report::view::{Block, Folded, Message};

use super::{ads_alone, advice, chance, lead_costs, leads, nameless, paragraph, tiles, untagged, visits};

/// The message of the overview: the author's when it is about this period, and in any case what changed most.
pub fn message(lens: &Lens<'_>, id: &str, commentary: Option<&str>) -> Block {
    let own = commentary.map(|text| folded(commented(lens, text)));
    let found = [change(lens, "sales"), strongest(lens), nameless::untold(lens), seen(lens)].into_iter().flatten();
    let found = found.chain(advice::sentences(lens));
    // Leads are what a shop without orders is about.
    let of_leads = leads::METRICS.iter().filter(|_| leads::are_sought(lens)).filter_map(|name| change(lens, name));
    let found = found.chain(unknown(lens)).chain(nameless::first_step(lens));
    let mut found: Vec<String> = found.chain(of_leads).chain(lead_costs::sentence(lens)).collect();
    if visits::are_all(lens) && !leads::are_sought(lens) {
        found.extend(visits::METRICS.iter().filter_map(|name| change(lens, name)));
        found.push(lens.words.get("report_no_orders").to_owned());
    }
    if ads_alone::are_all(lens) {
        found.extend(["spend", "claimed_sales"].iter().filter_map(|name| change(lens, name)));
        found.push(lens.words.get("report_no_orders").to_owned());
    }
    if found.is_empty() {
        found.extend(orders_end(lens).into_iter().chain(change(lens, "spend")));
    }
    let found: Vec<String> = found.iter().map(|text| paragraph(text)).chain(cut(lens)).collect();
    let said = match (found.is_empty(), &own) {
        (true, None) => Folded { first: paragraph(lens.words.get("why_no_data")), rest: String::new() },
        (_, own) => split(found, own.as_ref().map_or(0, |own| sentences(&own.first))),
    };
    Block::Message(Message { id: id.to_owned(), title: lens.words.get("report_message").to_owned(), own, said })
}

/// As many sentences stand above the first figures of a telephone, however long a message is.
const FIRST: usize = 4;

/// The author's words: only whole paragraphs are folded, and never the first.
fn folded(html: String) -> Folded {
    let mut paragraphs = Vec::new();
    let mut rest = html.as_str();
    while let Some(end) = rest.starts_with("<p>").then(|| rest.find("</p>")).flatten() {
        let (paragraph, after) = rest.split_at(end + "</p>".len());
        paragraphs.push(paragraph.to_owned());
        rest = after.trim_start();
    }
    if !rest.is_empty() {
        paragraphs.push(rest.to_owned());
    }
    split(paragraphs, 0)
}

/// The first paragraph, and those after it for which there is room beside `before` sentences. A single one is not folded.
fn split(mut paragraphs: Vec<String>, before: usize) -> Folded {
    let mut told = before;
    let fits = |paragraph: &&String| {
        told += sentences(paragraph);
        told <= FIRST
    };
    let kept = paragraphs.iter().take_while(fits).count().max(1);
    let rest = if paragraphs.len() > kept { paragraphs.split_off(kept).concat() } else { String::new() };
    let first = paragraphs.concat();
    if sentences(&rest) < 2 { Folded { first: first + &rest, rest: String::new() } } else { Folded { first, rest } }
}

/// How many there are, about: a mark of their end, before a space or a tag.
fn sentences(html: &str) -> usize {
    let signs: Vec<char> = html.chars().collect();
    let ends = |pair: &[char]| matches!(pair, ['.' | '!' | '?' | '…', ' ' | '\n' | '<']);
    signs.windows(2).filter(|pair| ends(pair)).count()
}

/// That orders are known until a day before the period only.
fn orders_end(lens: &Lens<'_>) -> Option<String> {
    let known = lens.quality.first_day.and(lens.quality.last_day);
    let last = known.filter(|last| *last < lens.now.slice.period.from)?;
    Some(lens.words.fill("report_orders_end", &[("day", &lens.words.formats.date(last))]))
}

/// Exports of which something is missing in the figures, because their rows reach over the edges of the period.
fn cut(lens: &Lens<'_>) -> impl Iterator<Item = String> {
    let files = lens.quality.files.iter().enumerate().filter(|(n, _)| quality::cut(lens, *n as Origin));
    files.map(|(_, file)| paragraph(&format!("{} · {}", file.name, lens.words.get("note_cut"))))
}

/// Markdown with links to the web alone: a private report has no pages of the shop beside it.
fn commented(lens: &Lens<'_>, text: &str) -> String {
    let (open, close) = lens.words.locale.quotes();
    let mut resolve = |target: &str, image: bool| match target.starts_with("https://") && !image {
        true => Target::Url(target.to_owned()),
        false => Target::Refused,
    };
    markdown::parse_with(text, 3, Quotes { open, close }, &mut resolve).html
}

/// `Net sales were €42,310, +12.4 % on Q2 2026 (+€4,660); orders 612 (+3.1 %).`
fn change(lens: &Lens<'_>, name: &str) -> Option<String> {
    let words = lens.words;
    let metric = metrics::find(name)?;
    let lens = lens.on_days_of(metric);
    let seen = lens.see(metric, Cut::default());
    let now = seen.now.ok()?;
    let value = write(&words.formats, metric.unit, now);
    let Some(before) = seen.before.filter(|_| !seen.few && !seen.few_before) else {
        let whole = words.fill("report_sentence", &[("metric", words.metric(metric.name)), ("value", &value)]);
        let alike = tiles::alike(lens, metric, Cut::default()).filter(|_| seen.before_why == Some(Why::OtherNetworks));
        return Some(alike.map_or_else(|| whole.clone(), |alike| format!("{whole} {alike}.")));
    };
    if now.is_zero() && before.is_zero() {
        let name = lens.before.as_ref().map(|before| words.period(before.slice.period)).unwrap_or_default();
        let values = [("metric", words.metric(metric.name)), ("value", &value), ("before", &name)];
        return Some(words.fill("report_sentence_same", &values));
    }
    let change = delta(words, metric, now, before);
    let name = lens.before.as_ref().map(|before| words.period(before.slice.period)).unwrap_or_default();
    let values = [
        ("metric", words.metric(metric.name)),
        ("value", value.as_str()),
        ("change", change.said()),
        ("absolute", change.absolute.as_deref().unwrap_or_default()),
        ("before", name.as_str()),
    ];
    // Where there is no percentage, the amount is the change.
    let amount = change.absolute.as_deref().is_none_or(|absolute| absolute == change.said());
    let said = words.fill(if amount { "report_sentence_change" } else { "report_message_change" }, &values);
    let is_chance = change.direction != "flat" && chance::made(lens, metric, Cut::default());
    Some(if is_chance { format!("{said} {}", words.get("report_message_chance")) } else { said })
}

/// Which network brought most, and what share of all; where others lost, that may be more than the whole, and is none. People who
/// came directly, or nobody knows how, may have brought more.
fn strongest(lens: &Lens<'_>) -> Option<String> {
    let words = lens.words;
    let all = lens.value("sales", Cut::default())?;
    let (others, networks): (Vec<NetworkId>, Vec<NetworkId>) =
        lens.networks().iter().copied().partition(|id| is_no_network(*id));
    let first = *networks.first()?;
    let own = lens.value("sales", Cut::network(first))?;
    let share = own.over(all).filter(|share| share.numerator > 0)?;
    let values = [
        ("network", words.network(first)),
        ("value", &write(&words.formats, Unit::Money, own)),
        ("share", &words.formats.percent(share.scaled(2))),
    ];
    let more = |id: &NetworkId| lens.value("sales", Cut::network(*id)).is_some_and(|sales| sales.compare(own).is_gt());
    let key = match (share.numerator <= share.denominator, others.iter().any(more)) {
        (true, false) => "report_message_strongest",
        (true, true) => "report_message_strongest_of",
        (false, false) => "report_message_most",
        (false, true) => "report_message_most_of",
    };
    Some(words.fill(key, &values))
}

/// Ads of which nobody knows what came back.
fn unknown(lens: &Lens<'_>) -> Vec<String> {
    let lens = lens.on_days_of_ads();
    let here = lens.networks().iter().copied().filter(|own| lens.is_told_here(*own));
    here.filter_map(|own| untagged::unknown(lens.part(own), Cut::network(own))).collect()
}

/// Where most came from as an analytics program saw it, where the orders themselves do not say.
fn seen(lens: &Lens<'_>) -> Option<String> {
    let of = |id: &NetworkId| Some((*id, lens.value("analytics_sales", Cut::network(*id))?));
    let told = lens.networks().iter().filter_map(of).filter(|(id, _)| !is_no_network(*id));
    let (network, sales) = told.max_by(|a, b| a.1.compare(b.1)).filter(|_| !lens.now.slice.origins)?;
    let sales = write(&lens.words.formats, Unit::Money, sales);
    Some(lens.words.fill("report_message_seen", &[("network", lens.words.network(network)), ("value", &sales)]))
}

fn is_no_network(network: NetworkId) -> bool {
    matches!(channels::name(network), "untold" | "unmatched" | "direct")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(html: &str) -> (String, String) {
        let Folded { first, rest } = folded(html.to_owned());
        (first, rest)
    }

    #[test]
    fn the_first_paragraph_is_never_folded_and_the_others_as_a_whole() {
        let five = "<p>One. Two. Three! Four? <strong>Five.</strong></p>";
        assert_eq!(of(five), (five.to_owned(), String::new()));
        assert_eq!(of(&format!("{five}\n<p>Six. Seven.</p>")), (five.to_owned(), "<p>Six. Seven.</p>".to_owned()));
        let (first, rest) = of("<p>One. Two.</p>\n<p>Three. Four.</p>\n<p>Five.</p>\n<ul>\n<li>Six.</li>\n</ul>\n");
        assert_eq!(first, "<p>One. Two.</p><p>Three. Four.</p>");
        assert_eq!(rest, "<p>Five.</p><ul>\n<li>Six.</li>\n</ul>\n");
    }

    #[test]
    fn one_sentence_is_not_folded() {
        let (first, rest) = of("<p>€4.20 each. Two. Three. Four.</p>\n<p>Five.</p>");
        assert_eq!((first.as_str(), rest.as_str()), ("<p>€4.20 each. Two. Three. Four.</p><p>Five.</p>", ""));
        let list = "<ul>\n<li>One. Two. Three. Four. Five. Six.</li>\n</ul>";
        assert_eq!(of(list), (list.to_owned(), String::new()));
    }
}
